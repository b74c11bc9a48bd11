"""The problem documents (RFC 9457) that the API answers with, as tests compare them."""

from __future__ import annotations

import json

from tests.real import real


def problem_of(answer):
    """The document of a problem, with the headers of every problem."""
    dataset = real().dataset
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-length"] == str(len(answer.raw))
    assert (answer.headers["dataset-digest"], answer.headers["dataset-version"]) == (
        dataset.digest,
        dataset.version,
    )
    document = json.loads(answer.raw)
    assert document["status"] == answer.status_code
    return document


def problem(title, status, detail, parameter=None, nearest=None):
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "nearest": nearest,
        "errors": [{"detail": detail, "parameter": parameter, "nearest": nearest}],
    }

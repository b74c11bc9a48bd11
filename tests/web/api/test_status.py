"""What a server serves now, and what is wrong with a newer file."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from indicators.errors import DataFileError, InvalidDataset, Problem
from indicators.web.api.status import status_document
from indicators.web.live_catalogue import LiveCatalogue, ServingState
from tests.asgi import Asking
from tests.real import real
from tests.serving import api

CATALOGUE = real()
DATASET = CATALOGUE.dataset


class TestDocument:
    def test_good_content_is_current_with_its_version_and_counts(self):
        state = ServingState(CATALOGUE)
        counted = ("indicators", "regions", "sectors", "topics", "units", "plans", "sources", "relations")

        assert status_document(state) == {
            "state": "current",
            "version": DATASET.version,
            "digest": DATASET.digest,
            "since": state.since.isoformat(timespec="seconds"),
            "counts": {"observations": len(CATALOGUE)}
            | {name: len(getattr(DATASET, name)) for name in counted},
            "detail": None,
            "problem_count": 0,
            "problems": [],
        }

    @pytest.mark.parametrize(("found", "listed"), [(1, 1), (200, 200), (201, 200)])
    def test_faults_are_counted_and_the_first_two_hundred_listed(self, found, listed):
        problems = [Problem("x.yaml", n, 2, f"wrong {n}", "value") for n in range(1, found + 1)]
        told = status_document(ServingState(CATALOGUE, InvalidDataset(problems)))

        assert (told["state"], told["detail"]) == ("last-good", "the data file has faults")
        assert (told["problem_count"], len(told["problems"])) == (found, listed)
        assert told["problems"][0] == {"line": 1, "column": 2, "message": "wrong 1", "rule": "value"}

    def test_a_file_that_cannot_be_read_is_told_without_its_place(self, tmp_path):
        told = status_document(ServingState(CATALOGUE, DataFileError(tmp_path / "secret", "cannot be read")))

        assert (told["state"], told["detail"]) == ("last-good", "cannot be read")
        assert (told["problem_count"], told["problems"]) == (0, [])
        assert "secret" not in json.dumps(told)

    def test_the_status_is_kept_by_no_cache(self):
        answer = Asking(api(), "here.test").get("/api/v1/status.json")

        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "etag" not in answer.headers
        assert answer.headers["dataset-version"] == answer.json()["version"] == DATASET.version
        assert answer.headers["dataset-digest"] == answer.json()["digest"] == DATASET.digest


@pytest.fixture
def watched(small_file, tmp_path, always_look):
    """A data file that is watched, its text, and who asks the API that serves it."""
    path, text = tmp_path / "secret-place.yaml", Path(small_file).read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    return path, text, Asking(api(LiveCatalogue(path)), "here.test")


def status(asking):
    """The status, which has the schema of its description and does not say where the file is."""
    answer = asking.get("/api/v1/status.json")
    described = asking.get("/api/v1/openapi.json").json()["paths"]["/api/v1/status.json"]["get"]
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator(schema).validate(answer.json())
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["dataset-version"] == answer.json()["version"]
    assert "secret-place" not in answer.text
    return answer.json()


class TestWatchedFile:
    """The status of a file that changes while it is served."""

    def test_a_good_file_is_current(self, watched):
        _, _, asking = watched
        told, topics = status(asking), asking.get("/api/v1/topics.json")

        assert told["state"] == "current"
        assert (told["detail"], told["problem_count"], told["problems"]) == (None, 0, [])
        assert told["counts"]["observations"] == asking.get("/api/v1/observations.json").json()["total"]
        assert told["version"] == topics.json()["version"] == topics.headers["dataset-version"]
        assert told["digest"] == topics.json()["digest"] == topics.headers["dataset-digest"]

    def test_new_content_has_new_answers_under_its_own_digest(self, watched):
        path, text, asking = watched
        before = asking.get("/api/v1/topics.json")
        path.write_text(text.replace("Small sample", "Larger sample"), encoding="utf-8")
        after = asking.get("/api/v1/topics.json", if_none_match=before.headers["etag"])

        assert before.json()["dataset"] == "Small sample"
        assert (after.status_code, after.json()["dataset"]) == (200, "Larger sample")
        assert after.headers["dataset-digest"] != before.headers["dataset-digest"]

    def test_faults_are_told_with_their_places(self, watched, caplog):
        path, text, asking = watched
        before = status(asking)
        path.write_text(text.replace("value: 900", "value: some"), encoding="utf-8")
        told = status(asking)

        assert (told["state"], told["version"]) == ("last-good", before["version"])
        assert told["detail"] == "the data file has faults"
        assert [problem["rule"] for problem in told["problems"]] == ["value"]
        assert str(told["problems"][0]["line"]) in caplog.text
        assert len(caplog.records) == 1  # once a change, not once a question

    @pytest.mark.parametrize(
        ("harm", "detail"),
        [
            (lambda path: path.unlink(), "the data file is gone"),
            (lambda path: path.write_bytes(b"\xff"), "not UTF-8 text (byte 0)"),
            (lambda path: os.truncate(path, 2**40), "1,099,511,627,776 bytes are more than the 67,108,864"),
        ],
        ids=["deleted", "garbage", "huge"],
    )
    def test_a_file_that_cannot_be_read_keeps_the_last_good_content_until_it_can(self, watched, harm, detail):
        path, text, asking = watched
        harm(path)
        told = status(asking)

        assert (told["state"], told["problem_count"]) == ("last-good", 0)
        assert told["detail"].startswith(detail)
        path.unlink(missing_ok=True)
        path.write_text(text, encoding="utf-8")
        assert status(asking)["state"] == "current"

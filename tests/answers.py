"""Answers of the API as they go over the wire, and what the API keeps of them."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.types import ASGIApp

from indicators.web.api import responses, routes
from indicators.web.api.responses import LruCache
from tests.asgi import Answer, Asking


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the API have answered nothing yet."""
    monkeypatch.setattr(
        responses, "body_cache", LruCache(responses.CACHE_BYTES, len, responses.MAX_CACHED_BYTES)
    )
    monkeypatch.setattr(routes, "answer_cache", LruCache(4_000))


def ask(
    app: ASGIApp,
    target: str,
    method: str = "GET",
    host: str = "here.test",
    scheme: str = "http",
    **headers: str,
) -> Answer:
    """What `app` answers to who takes it as it is, unless another encoding is asked for."""
    sent = {"Accept-Encoding": "identity"} | headers
    return Asking(app, host, scheme).request(method, target, sent)


def told(answer: Answer) -> tuple[Any, ...]:
    """Everything of an answer that a caller sees."""
    return answer.status_code, sorted(answer.headers.multi_items()), answer.raw

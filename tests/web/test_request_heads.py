"""A head of any size and kind is answered, over HTTP and for a WebSocket alike, and nobody holds a connection for ever."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import struct
from functools import partial

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from indicators.web import uvicorn_internals, uvicorn_server
from indicators.web.middleware import HealthChecks, Readiness, RequestLimits
from tests.listening import listening

UPGRADE = [
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
]


async def open_socket(websocket):
    await websocket.accept()
    await websocket.receive()


async def never_opened(websocket):
    await asyncio.Event().wait()


async def words(request):
    return PlainTextResponse("words")


APP = Starlette(
    routes=[
        Route("/", words, methods=["GET", "POST", "PUT"]),
        WebSocketRoute("/", open_socket),
        WebSocketRoute("/never", never_opened),
    ],
    middleware=[Middleware(HealthChecks, readiness=Readiness()), Middleware(RequestLimits)],
)


served = partial(listening, APP)


@pytest.fixture(scope="module")
def port():
    with served() as port:
        yield port


def connected(port):
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def head_of(caller):
    """The head of the next answer, in lower case."""
    head = b""
    while b"\r\n\r\n" not in head and (part := caller.recv(65_536)):
        head += part
    return head.decode().lower()


def asked(port, kind, path="/", headers=(), body=b"", method="GET"):
    """The head of what is answered to a request of a `kind`."""
    lines = [f"{method} {path} HTTP/1.1", "Host: x", *(UPGRADE if kind == "websocket" else ()), *headers]
    with connected(port) as caller:
        caller.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        return head_of(caller)


SHAPES = {
    "one line": lambda size: {"headers": [f"X-Long: {'a' * size}"]},
    "one cookie": lambda size: {"headers": [f"Cookie: a={'a' * size}"]},
    "many cookies": lambda size: {"headers": ["Cookie: " + "; ".join(["b=" + "a" * 96] * (size // 100))]},
    "many lines": lambda size: {"headers": [f"X-{n}: {'a' * 90}" for n in range(size // 100)]},
    "many short lines": lambda size: {"headers": [f"X-{n}: a" for n in range(size // 8)]},
}


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [100, 4_000, 8_100, 8_192, 8_300, 9_000, 12_000, 15_000])
def test_headers_within_the_limit_are_served(port, kind, shape, size):
    head = asked(port, kind, **SHAPES[shape](size))

    assert head.startswith("http/1.1 101 " if kind == "websocket" else "http/1.1 200 ")


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [32_000, 55_000, 80_000])
def test_headers_beyond_it_are_refused_with_a_problem(port, kind, shape, size):
    head = asked(port, kind, **SHAPES[shape](size))

    assert head.startswith("http/1.1 431 ")
    assert "content-type: application/problem+json" in head


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(("size", "status"), [(7_900, 0), (8_100, 414), (9_000, 414), (40_000, 414)])
def test_an_address_has_one_limit(port, kind, size, status):
    expected = status or (101 if kind == "websocket" else 200)
    for path in (f"/?{'q' * size}", f"/?{'&a=b' * (size // 4)}"):
        assert asked(port, kind, path).startswith(f"http/1.1 {expected} ")


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"method": "POST"}, 405),
        ({"headers": ["Content-Length: 2"], "body": b"ab"}, 400),
        ({"headers": ["Transfer-Encoding: chunked"], "body": b"1\r\na\r\n0\r\n\r\n"}, 400),
        ({"headers": ["X-Odd: a\x7fb"]}, 400),
        ({"headers": ["Sec-WebSocket-Key: short"]}, 400),
        ({"headers": ["Sec-WebSocket-Version: 7"]}, 400),
    ],
    ids=["another method", "a body", "chunks", "an odd sign", "two keys", "two versions"],
)
def test_what_http_allows_and_a_websocket_does_not_is_answered(port, changed, status):
    assert asked(port, "websocket", **changed).startswith(f"http/1.1 {status} ")


def test_a_websocket_that_is_not_opened_in_time_is_closed(port, monkeypatch):
    monkeypatch.setattr(uvicorn_internals, "REQUEST_TIMEOUT_SECONDS", 0.2)

    assert asked(port, "websocket", "/never") == ""


def test_half_a_handshake_is_closed_in_time(port, monkeypatch):
    monkeypatch.setattr(uvicorn_internals, "REQUEST_TIMEOUT_SECONDS", 0.2)
    with connected(port) as caller:
        caller.sendall("\r\n".join(["GET / HTTP/1.1", "Host: x", *UPGRADE, "Cookie: "]).encode())

        assert head_of(caller) == ""


class TestConnectionLimit:
    """Of two connections at once."""

    @pytest.fixture
    def full(self):
        with served(limit=2) as port, connected(port) as one, connected(port) as two:
            for caller in (one, two):
                caller.sendall("\r\n".join(["GET / HTTP/1.1", "Host: x", *UPGRADE, "", ""]).encode())
                assert head_of(caller).startswith("http/1.1 101 ")
            yield port

    @pytest.mark.parametrize("kind", ["http", "websocket"])
    def test_who_comes_too_much_is_told_when_to_come_again(self, full, kind):
        head = asked(full, kind)

        assert head.startswith("http/1.1 503 ")
        assert "content-type: application/problem+json" in head
        assert "retry-after: 5" in head
        assert "connection: close" in head

    def test_the_answer_is_a_problem_of_the_api(self, full):
        with connected(full) as caller:
            caller.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            _, _, body = b"".join(iter(lambda: caller.recv(65_536), b"")).partition(b"\r\n\r\n")

        assert json.loads(body) == {
            "type": "about:blank",
            "title": "Service Unavailable",
            "status": 503,
            "detail": "too many connections at once",
            "nearest": None,
            "errors": [{"detail": "too many connections at once", "parameter": None, "nearest": None}],
        }

    @pytest.mark.parametrize(("path", "status"), [("/healthz", 200), ("/readyz", 503)])
    def test_who_watches_over_the_server_is_answered_as_ever(self, full, path, status):
        head = asked(full, "http", path)

        assert head.startswith(f"http/1.1 {status} ")
        assert ("retry-after: 2" in head) is (status == 503), "it warms up"

    def test_a_place_that_is_free_again_is_given_away(self):
        with served(limit=1) as port:
            for _ in range(3):
                assert asked(port, "websocket").startswith("http/1.1 101 ")


def masked(opcode, payload=b""):
    """A frame as a browser sends it."""
    return struct.pack("!BB4s", opcode, 0x80 | len(payload), b"\0" * 4) + payload


STRAY = {
    "continues nothing": masked(0x80, b"a"),
    "reserved bits": masked(0xF1, b"a"),
    "reserved opcode": masked(0x83, b"a"),
    "not masked": b"\x81\x01a",
    "no UTF-8": masked(0x81, b"\xff\xfe"),
    "a long ping": struct.pack("!BBH4s", 0x89, 0xFE, 300, b"\0" * 4) + b"a" * 300,
    "a close of no code": masked(0x88, b"\0"),
    "HTTP": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
}


def hear_it_end(caller):
    """Read until the server has closed the connection."""
    while caller.recv(65_536):
        pass


def assert_a_line_at_most(caplog):
    """An operator reads of it in one line, if at all, and never sees a traceback."""
    lines = [record for record in caplog.records if uvicorn_server.is_worth_logging(record)]
    assert len(lines) <= 1
    assert [record.exc_info for record in lines if record.exc_info] == []


@pytest.mark.parametrize("path", ["/", "/never"], ids=["open", "not yet open"])
@pytest.mark.parametrize("frame", STRAY.values(), ids=STRAY)
def test_a_stray_frame_ends_the_connection_with_a_line_of_log_at_most(port, caplog, monkeypatch, path, frame):
    caplog.set_level(logging.WARNING)
    if path == "/never":
        monkeypatch.setattr(uvicorn_internals, "REQUEST_TIMEOUT_SECONDS", 0.5)
    with connected(port) as caller:
        caller.sendall("\r\n".join([f"GET {path} HTTP/1.1", "Host: x", *UPGRADE, "", ""]).encode())
        if path == "/":
            head_of(caller)
        caller.sendall(frame)
        hear_it_end(caller)

    assert_a_line_at_most(caplog)


CHUNKED = b"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "rest", [b"nonsense\r\n", b"1\r\nabc\r\n", b"-1\r\n", b"1\r\na\r\nzz\r\n", b"fffffffffffffffffffffff\r\n"]
)
@pytest.mark.parametrize("waits", [False, True], ids=["at once", "after the answer"])
def test_a_bad_chunk_ends_the_connection_with_a_line_of_log_at_most(port, caplog, rest, waits):
    caplog.set_level(logging.WARNING)
    with connected(port) as caller:
        caller.sendall(CHUNKED)
        if waits:
            head_of(caller)
        caller.sendall(rest)
        hear_it_end(caller)

    assert_a_line_at_most(caplog)

"""The server that `indicators serve` runs, asked over a real socket: what it tells, whom it trusts, how long it waits."""

from __future__ import annotations

import json
import socket
import threading
from functools import partial

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from indicators.cli import main
from indicators.web import uvicorn_internals, uvicorn_server
from tests.listening import listening


async def heard(websocket):
    await websocket.accept()
    await websocket.send_text(str(len(await websocket.receive_bytes())))
    await websocket.close()


async def scheme(request):
    await request.body()
    return PlainTextResponse(f"{request.url.scheme} {request.client.host}")


APP = Starlette(routes=[Route("/", scheme, methods=["GET", "PUT"]), WebSocketRoute("/heard", heard)])


served = partial(listening, APP)


@pytest.fixture(scope="module")
def port():
    with served() as port:
        yield port


def told(port, sent):
    """Everything that is answered to these bytes, until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as caller:
        caller.sendall(sent)
        parts = iter(lambda: caller.recv(65_536), b"")
        head, _, body = b"".join(parts).partition(b"\r\n\r\n")
    return head.decode(), body.decode()


def asked(port, *headers):
    return told(
        port, "\r\n".join(["GET / HTTP/1.1", "Host: x", "Connection: close", *headers, "", ""]).encode()
    )


def test_the_server_does_not_name_its_software(port):
    head, body = asked(port)

    assert head.startswith("HTTP/1.1 200 OK")
    assert "server:" not in head.lower()
    assert body == "http 127.0.0.1"


FORWARDED = ("X-Forwarded-Proto: https", "X-Forwarded-For: 192.0.2.7")


def test_forwarded_headers_of_strangers_are_ignored(port):
    assert asked(port, *FORWARDED)[1] == "http 127.0.0.1"


def test_forwarded_headers_of_a_trusted_proxy_count():
    with served(trusted_proxies=("127.0.0.1",)) as port:
        assert asked(port, *FORWARDED)[1] == "https 192.0.2.7"


@pytest.mark.parametrize(
    ("sent", "status", "detail"),
    [
        (b"nonsense\r\n\r\n", 400, "Invalid HTTP request received."),
        (b"GET / HTTP/1.1\r\n\r\n", 400, "Invalid HTTP request received."),
        (
            b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 70_000,
            431,
            "the head of a request holds at most 64,000 bytes",
        ),
    ],
    ids=["no request", "no host", "endless head"],
)
def test_what_is_no_request_gets_a_problem(port, sent, status, detail):
    head, body = told(port, sent)

    assert head.startswith(f"HTTP/1.1 {status} ")
    assert "content-type: application/problem+json" in head
    assert (json.loads(body)["status"], json.loads(body)["detail"]) == (status, detail)


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET / HTTP/1.1\r\nHost:", b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n12"],
    ids=["nothing", "half a head", "half a body"],
)
def test_a_request_that_does_not_arrive_in_time_is_closed(monkeypatch, port, sent):
    monkeypatch.setattr(uvicorn_internals, "REQUEST_TIMEOUT_SECONDS", 0.2)

    assert told(port, sent) == ("", "")


def test_a_websocket_may_last_longer_than_a_request_may_take(monkeypatch, port):
    """The time is for a request to arrive, not for a connection or a WebSocket to last."""
    monkeypatch.setattr(uvicorn_internals, "REQUEST_TIMEOUT_SECONDS", 0.2)
    with connect(f"ws://127.0.0.1:{port}/heard") as opened:
        threading.Event().wait(0.4)
        opened.send(b"x" * 1_000)
        assert opened.recv() == "1000"


def test_a_message_that_is_too_large_ends_the_connection(port):
    with connect(f"ws://127.0.0.1:{port}/heard") as opened:
        opened.send(b"x" * (uvicorn_server.MAX_MESSAGE_BYTES + 1))
        with pytest.raises(ConnectionClosed) as closed:
            opened.recv()

    assert closed.value.rcvd.code == 1009


def test_an_address_that_is_taken_is_said_in_a_sentence(port):
    said = CliRunner().invoke(main, ["serve", "--port", str(port)])

    assert said.exit_code == 2
    assert said.stderr == f"indicators: cannot listen on 127.0.0.1 port {port}: Address already in use\n"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--allowed-host", "https://x"], "INDICATORS_ALLOWED_HOSTS: expected names of hosts"),
        (["--allow-embedding", "example.org"], "INDICATORS_ALLOW_EMBEDDING: expected sites such as https://"),
        (["--trusted-proxy", "nginx"], "INDICATORS_TRUSTED_PROXIES: expected addresses"),
    ],
)
def test_a_wrong_option_is_said_in_a_sentence(options, sentence, monkeypatch):
    for name in ("ALLOWED_HOSTS", "ALLOW_EMBEDDING", "TRUSTED_PROXIES", "HOST", "DATA"):
        monkeypatch.setenv(f"INDICATORS_{name}", "")
    said = CliRunner().invoke(main, ["serve", *options])

    assert said.exit_code == 2
    assert said.stderr.startswith(f"indicators: {sentence}")


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_an_address_with_letters_as_people_write_them_is_read_as_utf_8(port, size):
    sent = "GET /?q=广州&r=São HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-A: ü\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=20) as caller:
        for start in range(0, len(sent), size):
            caller.sendall(sent[start : start + size])
        answer = b"".join(iter(lambda: caller.recv(65_536), b""))

    assert answer.startswith(b"HTTP/1.1 200 ")


def test_a_request_line_that_is_no_request_is_a_problem_whatever_its_bytes(port):
    head, body = told(port, "广州 广州\r\nHost: x\r\n\r\n".encode())

    assert head.startswith("HTTP/1.1 400 ")
    assert "application/problem+json" in head
    assert "%E5" not in body

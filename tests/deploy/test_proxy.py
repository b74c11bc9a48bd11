"""The proxy that is shipped, before a replica: whose word counts, and that heads of any size are answered through it."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute

from indicators.web import uvicorn_server
from indicators.web.settings import Settings
from tests.deploy.proxy import Proxy
from tests.deploy.tools import needed


async def told(request):
    return JSONResponse([request.client.host, request.url.scheme, request.headers["x-forwarded-for"]])


async def opened(websocket):
    await websocket.accept()
    await websocket.receive()


APP = Starlette(routes=[Route("/", told), WebSocketRoute("/_stcore/stream", opened)])


@pytest.fixture(scope="module")
def replica():
    listening = uvicorn_server.open_listening_socket("127.0.0.1", 0)
    config = uvicorn_server.uvicorn_configuration(APP, Settings(trusted_proxies=("127.0.0.1",)))
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


@contextmanager
def proxied(folder, *replicas, balancers=""):
    folder.mkdir(exist_ok=True)
    if balancers:
        (folder / "balancers.conf").write_text(f"set_real_ip_from {balancers};\n", encoding="utf-8")
    with Proxy(needed("nginx"), folder, list(replicas)) as proxy:
        yield urlsplit(proxy.url).port


def asked(port, path, *headers):
    """What is answered: the head in lower case, and the body."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as caller:
        caller.sendall("\r\n".join([f"GET {path} HTTP/1.1", "Host: x", *headers, "", ""]).encode())
        answer = b""
        while part := caller.recv(65_536):
            answer += part
            if answer.startswith(b"HTTP/1.1 101 ") and b"\r\n\r\n" in answer:
                break
    head, _, body = answer.decode().partition("\r\n\r\n")
    return head.lower(), body


FORWARDED = ("X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https", "Connection: close")


def test_what_a_stranger_says_of_himself_is_overwritten(tmp_path, replica):
    with proxied(tmp_path / "proxy", replica) as port:
        assert asked(port, "/", *FORWARDED)[1] == '["127.0.0.1","http","127.0.0.1"]'


def test_a_balancer_that_is_named_is_believed(tmp_path, replica):
    with proxied(tmp_path / "proxy", replica, balancers="127.0.0.0/8") as port:
        assert asked(port, "/", *FORWARDED)[1] == '["192.0.2.7","https","192.0.2.7"]'
        assert asked(port, "/", "X-Forwarded-Proto: https", "Connection: close")[1] == (
            '["127.0.0.1","http","127.0.0.1"]'
        )


def test_only_the_last_address_that_no_balancer_wrote_counts(tmp_path, replica):
    with proxied(tmp_path / "proxy", replica, balancers="127.0.0.0/8") as port:
        chain = "X-Forwarded-For: 203.0.113.9, 192.0.2.7, 127.0.0.2"

        assert asked(port, "/", chain, "Connection: close")[1] == '["192.0.2.7","http","192.0.2.7"]'


UPGRADE = (
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
)


def test_a_websocket_with_many_cookies_is_opened_and_one_with_too_many_answered(tmp_path, replica):
    with proxied(tmp_path / "proxy", replica) as port:
        for size, status in ((100, 101), (8_192, 101), (9_000, 101), (15_000, 101), (20_000, 400)):
            head, _ = asked(port, "/_stcore/stream", *UPGRADE, f"Cookie: a={'b' * size}")
            assert head.startswith(f"http/1.1 {status} "), size


@contextmanager
def busy_replica(asked_for):
    """A replica that has no turn left, and the paths it was asked for."""

    async def busy(request):
        asked_for.append(request.url.path)
        return JSONResponse({"status": 503}, 503, {"Retry-After": "5"})

    listening = uvicorn_server.open_listening_socket("127.0.0.1", 0)
    app = Starlette(routes=[Route("/{path:path}", busy)])
    server = uvicorn.Server(uvicorn_server.uvicorn_configuration(app, Settings()))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


@pytest.mark.parametrize(
    "path",
    ["/", "/regions", "/static/a.js", "/llms.txt", "/api/v1/observations.json", "/api/v1/observations.xlsx"],
)
def test_a_busy_replica_tells_who_asks_when_to_come_again_and_is_asked_once(tmp_path, path):
    asked_for: list[str] = []
    with (
        busy_replica(asked_for) as one,
        busy_replica(asked_for) as other,
        proxied(tmp_path / "proxy", one, other) as port,
    ):
        head, _ = asked(port, path, "Connection: close")

    assert head.startswith("http/1.1 503 ")
    assert "\r\nretry-after: 5\r\n" in f"{head}\r\n"
    assert asked_for == [path]


def test_each_replica_is_asked_whether_it_is_ready(tmp_path):
    asked_for: list[str] = []
    with (
        busy_replica(asked_for) as one,
        busy_replica(asked_for) as other,
        proxied(tmp_path / "proxy", one, other) as port,
    ):
        asked(port, "/readyz", "Connection: close")

    assert asked_for == ["/readyz", "/readyz"]


@pytest.mark.parametrize(
    ("path", "taken"),
    [("/api/v1/observations.xlsx", 21), ("/api/v1/package.zip", 21), ("/api/v1/observations.json", 30)],
)
def test_one_address_takes_as_many_new_workbooks_as_a_replica_can_make(tmp_path, path, taken):
    asked_for: list[str] = []
    with busy_replica(asked_for) as replica, proxied(tmp_path / "proxy", replica) as port:
        heads = [asked(port, path, "Connection: close")[0] for _ in range(30)]

    refused = sum(head.startswith("http/1.1 429 ") for head in heads)
    assert 30 - taken - 5 <= refused <= 30 - taken  # while they ask some seconds may pass

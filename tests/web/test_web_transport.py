"""The server's protocol without a socket: deadlines by a clock that the test turns, and how it is set up."""

from __future__ import annotations

import json
import logging
import socket

import h11
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from uvicorn.config import Config
from uvicorn.server import ServerState

from indicators.web import uvicorn_internals, uvicorn_server
from indicators.web.settings import Settings
from tests.asgi import Asking
from tests.serving import api


class Timer:
    """Something that is to happen; it is noted when it is called off."""

    def __init__(self, seconds, what):
        self.seconds, self.what, self.cancelled = seconds, what, False

    def cancel(self):
        self.cancelled = True


class Loop:
    """An event loop whose clock stands: what it is asked to do is held."""

    def __init__(self):
        self.timers, self.tasks = [], []

    def call_later(self, seconds, what):
        self.timers.append(Timer(seconds, what))
        return self.timers[-1]

    def create_task(self, coroutine):
        coroutine.close()
        self.tasks.append("task")
        return Task()


class Task:
    """Something that never begins."""

    def add_done_callback(self, what):
        """Nothing is done when it ends, for it does not."""


class Transport:
    """Takes what is written, and whether it was closed."""

    def __init__(self):
        self.sent, self.closed = b"", False

    def get_extra_info(self, _):
        return None

    def is_closing(self):
        return self.closed

    def close(self):
        self.closed = True

    def write(self, data):
        self.sent += data

    def pause_reading(self):
        pass

    resume_reading = pause_reading


async def nothing(scope, receive, send):
    """Answers nobody."""


@pytest.fixture
def loop():
    return Loop()


@pytest.fixture
def protocol(loop):
    config = Config(
        nothing,
        http=uvicorn_internals.SlowlorisProtection,
        log_config=None,
        h11_max_incomplete_event_size=uvicorn_internals.MAX_REQUEST_HEAD_BYTES,
    )
    config.load()
    found = uvicorn_internals.SlowlorisProtection(config, ServerState(), {}, loop)
    found.connection_made(Transport())
    return found


def deadlines(loop, protocol):
    """Timers that would close the connection of one who does not finish."""
    return [
        timer
        for timer in loop.timers
        if timer.what == protocol.transport.close
        and timer.seconds == uvicorn_internals.REQUEST_TIMEOUT_SECONDS
    ]


def waits(loop, protocol):
    return [not timer.cancelled for timer in deadlines(loop, protocol)]


class TestDeadlines:
    """A request, head and body, must be there in time; nobody is hurried who has sent his."""

    def test_how_long_that_is(self):
        assert (
            uvicorn_internals.REQUEST_TIMEOUT_SECONDS,
            uvicorn_server.KEEP_ALIVE_SECONDS,
            uvicorn_server.SHUTDOWN_SECONDS,
        ) == (30, 5, 5)

    def test_from_the_beginning(self, loop, protocol):
        assert waits(loop, protocol) == [True]
        deadlines(loop, protocol)[0].what()
        assert protocol.transport.closed

    def test_parts_do_not_put_it_off(self, loop, protocol):
        for part in (b"GET / HT", b"TP/1.1\r\n", b"Host: x\r\n"):
            protocol.data_received(part)

        assert waits(loop, protocol) == [True]

    def test_a_request_without_a_body_is_there_with_its_head(self, loop, protocol):
        protocol.data_received(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")

        assert waits(loop, protocol) == [False]
        assert loop.tasks == ["task"]

    def test_one_with_a_body_when_the_body_is(self, loop, protocol):
        protocol.data_received(b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n12")
        assert waits(loop, protocol) == [True]
        protocol.data_received(b"34")

        assert waits(loop, protocol) == [False]

    def test_who_leaves_is_not_waited_for(self, loop, protocol):
        protocol.connection_lost(None)

        assert waits(loop, protocol) == [False]
        assert protocol._deadline is None

    def test_the_next_request_of_a_connection_has_its_own(self, loop, protocol):
        protocol.data_received(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        for event in (
            h11.Response(status_code=200, headers=[("content-length", "0")]),
            h11.EndOfMessage(),
        ):
            protocol.conn.send(event)
        protocol.conn.start_next_cycle()
        protocol.data_received(b"GET / HT")

        assert waits(loop, protocol) == [False, True]


class TestRefusals:
    """What is no request is answered with a problem, and the connection ends."""

    def told(self, protocol):
        head, _, body = protocol.transport.sent.partition(b"\r\n\r\n")
        return head.decode().splitlines(), json.loads(body)

    def test_nonsense(self, protocol):
        protocol.data_received(b"nonsense\r\n\r\n")
        head, document = self.told(protocol)

        assert head[0].startswith("HTTP/1.1 400")
        assert "connection: close" in head
        assert "content-type: application/problem+json" in head
        assert (document["status"], document["detail"]) == (400, "Invalid HTTP request received.")
        assert protocol.transport.closed

    @pytest.mark.parametrize(("more", "status"), [(0, None), (1, 431), (9_000, 431)])
    def test_an_endless_head(self, protocol, more, status):
        begun = b"GET / HTTP/1.1\r\nHost: x\r\nA: "
        protocol.data_received(begun + b"a" * (uvicorn_internals.MAX_REQUEST_HEAD_BYTES - len(begun) + more))

        if status is None:
            assert (protocol.transport.sent, protocol.transport.closed) == (b"", False)
        else:
            head, document = self.told(protocol)
            assert head[0].startswith(f"HTTP/1.1 {status}")
            assert document["detail"] == "the head of a request holds at most 64,000 bytes"
            assert document["title"] == "Request Header Fields Too Large"
            assert protocol.transport.closed


class TestConfiguration:
    """How the server is set up."""

    def test_what_is_bounded_and_what_is_not_told(self):
        config = uvicorn_server.uvicorn_configuration(nothing, Settings())

        assert config.http is uvicorn_internals.SlowlorisProtection
        assert (config.ws, config.ws_max_size, config.ws_per_message_deflate) == (
            uvicorn_internals.BoundedWebSocket,
            4_000_000,
            True,
        )
        assert (config.limit_concurrency, config.timeout_keep_alive) == (2_000, 5)
        assert (config.timeout_graceful_shutdown, config.h11_max_incomplete_event_size) == (5, 64_000)
        assert (config.server_header, config.access_log, config.proxy_headers) == (False, False, False)

    @pytest.mark.parametrize(
        ("trusted", "said", "site", "client"),
        [
            ((), {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.9"}, "http", "192.0.2.1"),
            (("192.0.2.1",), {"X-Forwarded-Proto": "https"}, "https", "192.0.2.1"),
            (("192.0.2.0/24",), {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.9"}, "https", "198.51.100.9"),
            (("192.0.2.2",), {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.9"}, "http", "192.0.2.1"),
            (("*",), {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.9"}, "https", "198.51.100.9"),
            (("*",), {}, "http", "192.0.2.1"),
            (("*",), {"X-Forwarded-Proto": "gopher"}, "http", "192.0.2.1"),
        ],
    )  # fmt: skip
    def test_whose_word_counts_on_who_asks_and_how(self, trusted, said, site, client):
        async def told(scope, receive, send):
            request = Request(scope)
            await PlainTextResponse(f"{request.url.scheme} {request.client.host}")(scope, receive, send)

        config = uvicorn_server.uvicorn_configuration(told, Settings(trusted_proxies=trusted))
        config.log_config = None
        config.load()

        assert Asking(config.loaded_app, "here.test").get("/", **said).text == f"{site} {client}"

    @pytest.mark.parametrize(("trusted", "scheme"), [((), "http"), (("192.0.2.1",), "https")])
    def test_addresses_in_answers_are_by_the_scheme_that_counts(self, trusted, scheme):
        config = uvicorn_server.uvicorn_configuration(api(beside=nothing), Settings(trusted_proxies=trusted))
        config.log_config = None
        config.load()
        app = Asking(config.loaded_app, "here.test")
        ask = {"X-Forwarded-Proto": "https"}

        assert app.get("/api/v1/topics.json", **ask).json()["link"] == f"{scheme}://here.test/data"
        assert app.get("/r/a", **ask).headers["location"] == f"{scheme}://here.test/regions?region=a"
        assert app.get("/api/v1/topics.json").json()["link"] == "http://here.test/data"

    @pytest.mark.parametrize(
        ("level", "matters"),
        [(logging.DEBUG, False), (logging.INFO, False), (logging.WARNING, True), (logging.ERROR, True)],
    )
    def test_what_of_the_servers_log_is_for_the_operator(self, level, matters):
        record = logging.LogRecord("uvicorn", level, "", 0, "", (), None)

        assert uvicorn_server.is_worth_logging(record) is matters

    @pytest.mark.parametrize(("started", "code"), [(True, 0), (False, 1)])
    def test_the_exit_code_says_whether_it_served(self, monkeypatch, started, code):
        asked = []

        class Server:
            def __init__(self, config):
                self.config, self.started = config, started

            def run(self, sockets):
                asked.append((self.config.app, sockets))

        monkeypatch.setattr(uvicorn_server.uvicorn, "Server", Server)
        monkeypatch.setattr(logging.Logger, "addFilter", lambda *_: asked.append("quiet"))

        assert uvicorn_server.run_server("app:app", "listening", Settings()) == code
        assert asked == ["quiet"] * 5 + [("app:app", ["listening"])]


class TestListening:
    def test_a_taken_address_and_a_foreign_one_are_said(self):
        with uvicorn_server.open_listening_socket("127.0.0.1", 0) as taken:
            port = taken.getsockname()[1]
            with pytest.raises(
                uvicorn_server.AddressUnavailable,
                match=f"^cannot listen on 127.0.0.1 port {port}: Address already in use$",
            ):
                uvicorn_server.open_listening_socket("127.0.0.1", port)
        with pytest.raises(
            uvicorn_server.AddressUnavailable, match="port 0: Cannot assign requested address"
        ):
            uvicorn_server.open_listening_socket("192.0.2.1", 0)

    def test_a_name_of_no_machine_is_said(self, monkeypatch):
        def unknown(*_, **__):
            raise socket.gaierror(-2, "Name or service not known")

        monkeypatch.setattr(uvicorn_server.socket, "getaddrinfo", unknown)
        with pytest.raises(
            uvicorn_server.AddressUnavailable, match="cannot listen on x port 1: Name or service not known"
        ):
            uvicorn_server.open_listening_socket("x", 1)

    def test_a_port_is_taken_again_at_once_and_callers_may_wait(self, monkeypatch):
        waiting = []

        class Socket(socket.socket):
            def listen(self, most):
                waiting.append(most)
                super().listen(most)

        monkeypatch.setattr(uvicorn_server.socket, "socket", Socket)
        with uvicorn_server.open_listening_socket("127.0.0.1", 0) as listening:
            assert listening.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR) != 0
            assert (listening.family, listening.proto) == (socket.AF_INET, socket.IPPROTO_TCP)
        assert waiting == [uvicorn_server.LISTEN_BACKLOG] == [1_000]

    def test_a_server_on_every_address_of_the_newer_kind_hears_the_older_too(self, monkeypatch):
        options = []

        class Socket:
            def __init__(self, *given):
                options.append(given)

            def setsockopt(self, *given):
                options.append(given)

            def bind(self, address):
                options.append(address)

            def listen(self, _):
                pass

        monkeypatch.setattr(uvicorn_server.socket, "socket", Socket)
        monkeypatch.setattr(uvicorn_server.socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET6,)])
        uvicorn_server.open_listening_socket("::", 80)

        assert options == [
            (socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP),
            (socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0),
            (socket.SOL_SOCKET, socket.SO_REUSEADDR, 1),
            ("::", 80),
        ]

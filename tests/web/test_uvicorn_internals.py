"""What we lean on in uvicorn though it does not promise it: each test says what changed, and what breaks for readers."""

from __future__ import annotations

import asyncio
import inspect

import h11
import pytest
import uvicorn
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from indicators.web.uvicorn_internals import BoundedWebSocket, SlowlorisProtection

OPEN_ENDED = "whoever sends a request byte by byte holds a connection for ever"
WORDLESS = "requests that are none are refused in other words than the API's, or not at all"


def changed(what: str, breaks: str) -> str:
    return f"uvicorn {uvicorn.__version__} {what}, so {breaks}"


class Transport(asyncio.Transport):
    """A connection that nothing is sent over."""

    def __init__(self):
        super().__init__()
        self.is_closed, self.written = False, b""

    def write(self, data):
        self.written += data

    def close(self):
        self.is_closed = True

    def is_closing(self):
        return self.is_closed


class Recording(H11Protocol):
    """uvicorn's own protocol; what it calls of that which ours overrides is noted."""

    refused = ""

    def send_400_response(self, msg):
        self.refused = msg


async def nothing(scope, receive, send):
    """Answers nobody."""


@pytest.fixture
def protocol():
    config = Config(nothing, log_config=None, h11_max_incomplete_event_size=100)
    config.load()
    with asyncio.Runner() as runner:
        found = Recording(config, ServerState(), {}, runner.get_loop())
        found.connection_made(Transport())
        yield found


@pytest.mark.parametrize(
    ("ours", "name"),
    [
        (SlowlorisProtection, "connection_made"),
        (SlowlorisProtection, "data_received"),
        (SlowlorisProtection, "connection_lost"),
        (SlowlorisProtection, "handle_websocket_upgrade"),
        (SlowlorisProtection, "send_400_response"),
        (BoundedWebSocket, "connection_made"),
        (BoundedWebSocket, "data_received"),
        (BoundedWebSocket, "connection_lost"),
        (BoundedWebSocket, "send_receive_event_to_app"),
        (BoundedWebSocket, "handle_parser_exception"),
    ],
)
def test_what_ours_overrides_is_there_and_takes_the_same(ours, name):
    uvicorns = ours.__mro__[1]
    theirs = getattr(uvicorns, name, None)

    assert theirs is not None, changed(f"has no {uvicorns.__name__}.{name}", f"{OPEN_ENDED}, and {WORDLESS}")
    assert list(inspect.signature(getattr(ours, name)).parameters) == list(
        inspect.signature(theirs).parameters
    ), changed(f"calls {uvicorns.__name__}.{name} with other arguments", "no request is answered")


def test_a_connection_is_listed_while_it_lasts(protocol):
    assert protocol in protocol.connections, changed("keeps connections elsewhere", OPEN_ENDED)
    protocol.connection_lost(None)
    assert protocol not in protocol.connections, changed(
        "keeps connections that ended", "a timer is set for each of them, and never called off"
    )


@pytest.mark.parametrize(
    ("sent", "state"),
    [
        (b"GET / HT", h11.IDLE),
        (b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n12", h11.SEND_BODY),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", h11.DONE),
    ],
)
def test_how_far_a_request_is_can_be_seen(protocol, monkeypatch, sent, state):
    monkeypatch.setattr(protocol.loop, "create_task", lambda coroutine, **_: coroutine.close() or Task())
    protocol.data_received(sent)

    assert protocol.conn.their_state is state, changed(
        "no longer keeps the state of a request in `conn`", f"{OPEN_ENDED}, or is cut off in the middle"
    )


class Task:
    """Something that never begins."""

    def add_done_callback(self, what):
        """Nothing is done when it ends, for it does not."""


def test_what_is_no_request_is_refused_by_the_method_that_ours_overrides(protocol):
    protocol.data_received(b"nonsense\r\n\r\n")

    assert protocol.refused == "Invalid HTTP request received.", changed("refuses otherwise", WORDLESS)


def test_how_much_of_a_head_came_is_known_when_it_is_too_long(protocol):
    protocol.data_received(b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 200)

    assert protocol.refused, changed("takes heads of any length", "one caller may fill the memory")
    assert len(protocol.conn.trailing_data[0]) > 100, changed(
        "no longer keeps what came", "a head that is too long is said to be no request"
    )


def test_an_answer_goes_through_the_connection_to_the_transport(protocol):
    protocol.data_received(b"nonsense\r\n\r\n")
    protocol.transport.write(protocol.conn.send(h11.Response(status_code=400, headers=[])))

    assert protocol.transport.written.startswith(b"HTTP/1.1 400 "), changed(
        "writes answers otherwise", WORDLESS
    )

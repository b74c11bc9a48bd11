"""Readers without a browser: WebSocket sessions that open pages and change filters as a browser would.

They speak Streamlit's own messages, so what is timed is from the click to the end of the script
run with all its charts received. What the browser adds is in `browser`. As a browser does, they
keep what is marked to be kept and say what they have.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

#: Where readers go, and the filter they change there.
DASHBOARD_VISITS = [
    ("regions", "region=guangzhou", "w_topic"),
    ("overview", "", "w_plan"),
    ("indicators", "indicator=goods-trade-growth", "w_region"),
    ("data", "", "w_sector"),
    ("plans", "plan=14", "w_region"),
]
BARE_VISITS = [("", "", "w_filter")]
#: Seconds after which Streamlit's page gives up a connection that is not open yet and tries another.
HANDSHAKE_SECONDS = 15


@dataclass
class Reader:
    """One open page."""

    url: str
    page: str
    query: str
    widget: str
    socket: ClientConnection | None = None
    widget_id: str = ""
    options: list[str] = field(default_factory=list)
    received: int = 0
    kept: set[str] = field(default_factory=set)
    session: str = ""
    """The session the server gave; who connects again asks for it, in the place Streamlit's page names it."""
    script: float = 0.0
    """Seconds the last run of the script took, as the server told its start and its end."""

    async def open(self) -> float:
        """Open the page; seconds until it is complete."""
        address = f"{self.url.replace('http', 'ws', 1)}/_stcore/stream"
        again = ["PLACEHOLDER_AUTH_TOKEN", self.session] if self.session else []
        self.socket = await connect(
            address,
            subprotocols=[Subprotocol(name) for name in ("streamlit", *again)],
            origin=Origin(self.url),
            max_size=None,
            compression="deflate",
            open_timeout=HANDSHAKE_SECONDS,
            ping_interval=None,  # a browser asks for no sign of life
        )
        return await self._rerun(self._state())

    async def change(self) -> float:
        """Choose another value in the filter; seconds until the page is complete again."""
        chosen = random.sample(self.options, k=min(len(self.options), random.randint(0, 2)))
        state = WidgetState(id=self.widget_id)
        state.string_array_value.data.extend(chosen)
        return await self._rerun(self._state([state]))

    async def rerun(self) -> float:
        """Have the page drawn again as it is; seconds until it is complete."""
        return await self._rerun(self._state())

    async def close(self) -> None:
        """Leave."""
        if self.socket:
            await self.socket.close()

    def _state(self, widgets: list[Any] | None = None) -> Any:
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_name = self.page
        message.rerun_script.widget_states.widgets.extend(widgets or [])
        message.rerun_script.cached_message_hashes.extend(self.kept)
        return message

    async def _rerun(self, message: Any) -> float:
        assert self.socket
        start = began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            data = await self.socket.recv()
            assert isinstance(data, bytes)
            self.received += len(data)
            answer = ForwardMsg.FromString(data)
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                began = time.perf_counter()
                self.session = answer.new_session.initialize.session_id
            if answer.metadata.cacheable:
                self.kept.add(answer.hash)
            if kind == "script_finished" and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                end = time.perf_counter()
                self.script = end - began
                return end - start
            if kind == "page_info_changed":
                self.query = answer.page_info_changed.query_string
            if kind == "delta":
                self._look_at(answer.delta)

    def _look_at(self, delta: Any) -> None:
        element = delta.new_element
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(element.exception.message)
        if element.WhichOneof("type") == "multiselect" and element.multiselect.id.endswith(f"-{self.widget}"):
            self.widget_id, self.options = element.multiselect.id, list(element.multiselect.options)


@dataclass(frozen=True)
class Held:
    """What a number of readers felt."""

    readers: int
    opened: list[float]
    changed: list[float]

    @property
    def median(self) -> float:
        """Median seconds from a change to the complete page."""
        return statistics.median(self.changed)

    @property
    def p95(self) -> float:
        """95 of 100 changes took at most this many seconds."""
        return statistics.quantiles(self.changed, n=20)[-1]


async def hold(
    url: str, visits: list[tuple[str, str, str]], readers: int, every: float, seconds: float
) -> Held:
    """`readers` at once, each changing a filter about every `every` seconds for `seconds`."""
    group = [Reader(url, *visits[i % len(visits)]) for i in range(readers)]
    opened = [await reader.open() for reader in group]
    changed: list[float] = []

    async def read(reader: Reader) -> None:
        end = time.perf_counter() + seconds
        await asyncio.sleep(random.uniform(0, every))
        while time.perf_counter() < end:
            took = await reader.change()
            changed.append(took)
            await asyncio.sleep(max(0.0, every * random.uniform(0.75, 1.25) - took))

    try:
        await asyncio.gather(*(read(reader) for reader in group))
    finally:
        await asyncio.gather(*(reader.close() for reader in group))
    return Held(readers, opened, changed)


@dataclass(frozen=True)
class Rerun:
    """One change by one reader."""

    whole: float
    """Seconds from the change to the complete page."""
    script: float
    """Seconds of it from the start of the script to its end."""


async def reruns(url: str, visit: tuple[str, str, str], times: int) -> list[Rerun]:
    """`times` changes by one reader who has the server alone."""
    reader = Reader(url, *visit)
    await reader.open()
    found = [Rerun(await reader.change(), reader.script) for _ in range(times)]
    await reader.close()
    return found

"""Ask an ASGI application without a server or a client: what it sends is what the test sees."""

from __future__ import annotations

import asyncio
import gzip
import json
import threading
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import unquote

import anyio
import httpx
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.websockets import WebSocket

T = TypeVar("T")

_RUNNER = asyncio.Runner()
_QUESTIONS: asyncio.Queue[tuple[Coroutine[Any, Any, Any], asyncio.Future[Any]]] = asyncio.Queue()


async def _answer_questions() -> None:
    while True:
        question, answer = await _QUESTIONS.get()
        try:
            answer.set_result(await question)
        except Exception as error:
            answer.set_exception(error)


#: One loop and one task for all questions: anyio ends its threads with the task that needed them, and
#: to start others takes longer than a typical answer.
_LOOP = _RUNNER.get_loop()
_ANSWERING = _LOOP.create_task(_answer_questions())


def _close_at_end() -> None:
    threading.main_thread().join()  # atexit would be too late: Python first waits for the threads of anyio
    _RUNNER.close()


threading.Thread(target=_close_at_end).start()


def waited(question: Coroutine[Any, Any, T]) -> T:
    """What `question` comes to."""
    answer: asyncio.Future[T] = _LOOP.create_future()
    _QUESTIONS.put_nowait((question, answer))
    return _LOOP.run_until_complete(answer)


@dataclass
class Answer:
    """Status, headers and the body as it went over the wire."""

    status_code: int
    headers: httpx.Headers
    raw: bytes

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.raw) if packed else self.raw).decode()

    def json(self) -> Any:
        return json.loads(self.text)


def _lower(headers: dict[str, str] | None) -> dict[str, str]:
    return {name.lower().replace("_", "-"): value for name, value in (headers or {}).items()}


@dataclass
class Asking:
    """Somebody who asks `app` by the name `host`, always with `headers`."""

    app: Any
    host: str = "localhost:8501"
    scheme: str = "http"
    headers: dict[str, str] | None = None

    def request(
        self, method: str, target: str, headers: dict[str, str] | None = None, parts: Iterable[bytes] = (b"",)
    ) -> Answer:
        path, _, query = target.partition("?")
        sent = self._with({"accept-encoding": "gzip"} | _lower(self.headers) | _lower(headers))
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": self.scheme,
            "path": unquote(path),
            "raw_path": path.encode("latin-1"),
            "root_path": "",
            "query_string": query.encode("latin-1"),
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in sent.items()],
            "client": ("192.0.2.1", 50_000),
            "server": ("127.0.0.1", 8501),
        }
        return waited(self._asked(scope, list(parts)))

    def get(self, target: str, **headers: str) -> Answer:
        return self.request("GET", target, headers)

    def head(self, target: str, **headers: str) -> Answer:
        return self.request("HEAD", target, headers)

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        return {"host": self.host} | headers

    async def _asked(self, scope: dict[str, Any], parts: list[bytes]) -> Answer:
        sent: list[dict[str, Any]] = []
        rest = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
        rest[-1]["more_body"] = False

        async def receive() -> dict[str, Any]:
            if not rest:
                await anyio.sleep_forever()  # who asked waits for the answer
            return rest.pop(0)

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return Answer(sent[0]["status"], httpx.Headers(sent[0].get("headers", [])), body)

    def opened(self, path: str, **headers: str) -> list[dict[str, Any]]:
        """What a WebSocket at `path` is told."""
        sent = self._with(_lower(headers))
        scope = {
            "type": "websocket",
            "scheme": "ws",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
            "subprotocols": [],
        }
        told: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "websocket.connect"}

        async def send(message: dict[str, Any]) -> None:
            told.append(message)

        async def asked() -> None:
            await self.app(scope, receive, send)

        waited(asked())
        return told


async def echo(request: Request) -> Response:
    """The method and the length of what was sent."""
    return PlainTextResponse(f"{request.method} {len(await request.body())}")


async def greet(websocket: WebSocket) -> None:
    """Accept, say the origin of who called, and hang up."""
    await websocket.accept()
    await websocket.send_text(websocket.headers.get("origin", "no origin"))
    await websocket.close()

"""New answers are made one at a time and after the pages that run; kept ones, and pages, wait for nobody."""

from __future__ import annotations

import asyncio
import threading

import orjson
import pytest
from starlette.requests import Request
from starlette.responses import Response

from indicators.web.api import build_application, routes, work_queue
from indicators.web.api.work_queue import WorkQueue, WorkQueues
from indicators.web.http_messages import Refusal
from indicators.web.page_runs import PageRuns
from tests.serving import Served, live_of

BUSY = "too many new answers are asked for at once; ask again in 5 seconds"


def queue() -> WorkQueue:
    return WorkQueue(PageRuns(), 60.0)


def test_callers_have_their_turns_one_at_a_time_in_the_order_in_which_they_came():
    done: list[str] = []

    async def work(name: str, turns: WorkQueue) -> None:
        async with turns.turn():
            done.append(f"{name} begins")
            await asyncio.sleep(0)
            done.append(f"{name} ends")

    async def all_at_once() -> None:
        turns = queue()
        await asyncio.gather(*(work(name, turns) for name in "abc"))

    asyncio.run(all_at_once())
    assert done == ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]


def test_a_caller_whose_turn_does_not_come_in_time_is_told_when_to_ask_again():
    async def ask() -> Refusal:
        turns = queue()
        async with turns.turn():
            with pytest.raises(Refusal) as refused:
                async with turns.turn(seconds=0):
                    pass
        async with turns.turn(seconds=0.1):  # nobody holds the turn of who went
            return refused.value

    refusal = asyncio.run(ask())
    assert (refusal.status, refusal.headers, str(refusal)) == (503, {"Retry-After": "5"}, BUSY)


def test_a_caller_behind_too_many_who_wait_is_refused_at_once(monkeypatch):
    monkeypatch.setattr(work_queue, "MAX_WAITING", 1)

    async def ask() -> None:
        turns = queue()
        async with turns.turn():
            waiting = asyncio.ensure_future(turns.turn().__aenter__())
            await asyncio.sleep(0)
            with pytest.raises(Refusal, match=BUSY):
                async with turns.turn():
                    pass
            waiting.cancel()

    asyncio.run(ask())


def test_others_have_their_turn_between_the_parts_of_a_long_answer():
    async def ask() -> list[str]:
        turns, got = queue(), []
        async for part in turns.in_parts(iter("ab")):
            async with turns.turn(seconds=0.1):
                got.append(f"beside {part}")
        return got

    assert asyncio.run(ask()) == ["beside a", "beside b"]


def test_work_waits_until_no_page_runs_but_not_for_ever():
    pages = PageRuns()

    async def ask() -> list[str]:
        seen: list[str] = []

        async def work() -> None:
            async with WorkQueue(pages, 60.0).turn():
                seen.append("worked")

        with pages.running(), pages.running():
            async with WorkQueue(pages, 0.0).turn():
                seen.append("worked beside pages")
            waiting = asyncio.ensure_future(work())
            await asyncio.sleep(0.02)
            seen.append("pages end")
        await waiting
        return seen

    assert asyncio.run(ask()) == ["worked beside pages", "pages end", "worked"]


def test_each_part_of_a_long_answer_gives_way_to_pages(monkeypatch):
    monkeypatch.setattr(work_queue, "PART_GIVE_WAY_SECONDS", 60.0)
    pages = PageRuns()

    async def ask() -> list[str]:
        seen: list[str] = []

        async def answer() -> None:
            seen.extend([part async for part in WorkQueue(pages, 0.0).in_parts(iter(["part"]))])

        with pages.running():
            waiting = asyncio.ensure_future(answer())
            await asyncio.sleep(0.02)
            seen.append("page ends")
        await waiting
        return seen

    assert asyncio.run(ask()) == ["page ends", "part"]


def test_a_page_that_fails_is_counted_no_more():
    pages = PageRuns()
    with pytest.raises(ZeroDivisionError), pages.running():
        raise ZeroDivisionError
    asyncio.run(asyncio.wait_for(pages.give_way(60.0), 1.0))


class TestApi:
    """What the application does with its queues."""

    @pytest.fixture
    def app(self):
        made = build_application(live_of(Served()), PageRuns())
        made.state.queues = WorkQueues(PageRuns())
        return made

    def ask(self, app, path: str) -> tuple[int, dict[bytes, bytes], bytes]:
        """Status, headers and body of the answer, while both turns are taken by others."""
        sent: list[dict] = []
        path, _, query = path.partition("?")
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": [(b"host", b"a")], "scheme": "http", "server": ("a", 80)}  # fmt: skip

        async def receive() -> dict:
            return {"type": "http.request"}

        async def send(message: dict) -> None:
            sent.append(message)

        async def ask() -> None:
            async with app.state.queues.short.turn(), app.state.queues.long.turn():
                await app(scope, receive, send)

        asyncio.run(ask())
        return (
            sent[0]["status"],
            dict(sent[0]["headers"]),
            b"".join(part.get("body", b"") for part in sent[1:]),
        )

    @pytest.mark.parametrize(
        "path",
        [
            "/api/v1/observations.json?q=nansha%20busy",
            "/api/v1/observations.xlsx?q=nansha%20busy",
            "/api/v1/observations.parquet?q=nansha%20busy",
            "/api/v1/package.zip?q=nansha%20busy",
        ],
    )
    def test_a_new_answer_is_refused_when_its_turn_does_not_come(self, app, monkeypatch, path):
        turn = WorkQueue.turn
        monkeypatch.setattr(WorkQueue, "turn", lambda self: turn(self, 0.01))
        status, headers, body = self.ask(app, path)

        assert (status, headers[b"retry-after"]) == (503, b"5")
        assert headers[b"content-type"] == b"application/problem+json"
        assert orjson.loads(body)["detail"] == BUSY

    def test_a_kept_answer_and_the_state_of_the_server_wait_for_nobody(self, app):
        path = "/api/v1/observations.json?q=nansha%20kept"
        handler = next(route for route in app.routes if route.path == "/api/v1/observations.json").endpoint
        scope = {"type": "http", "method": "GET", "path": path.partition("?")[0], "query_string": path.partition("?")[2].encode(), "headers": [(b"host", b"a")], "scheme": "http", "server": ("a", 80), "app": app}  # fmt: skip
        first = asyncio.run(handler(Request(scope)))

        assert first.status_code == 200
        assert self.ask(app, path)[0] == 200
        assert self.ask(app, "/api/v1/status.json")[0] == 200

    def test_a_handler_works_in_a_thread_of_its_own(self, app):
        def handler(request: Request) -> Response:
            return Response(threading.current_thread().name)

        request = Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [], "scheme": "http", "app": app})  # fmt: skip
        answer = asyncio.run(routes.answer_from_cache(handler)(request))
        assert answer.body.decode() != threading.main_thread().name

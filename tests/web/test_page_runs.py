"""A few scripts of pages run at once; what can wait gives way to them and to those that wait for their turn."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from indicators.web import page_runs
from indicators.web.page_runs import MAX_ASKING_SCRIPTS_AT_ONCE, MAX_SCRIPTS_AT_ONCE, PageRuns
from indicators.web.server import open_server
from indicators.web.settings import Settings
from tests import packing


def most_at_once(pages: PageRuns, at_once: int) -> int:
    """How many of four times `at_once` scripts ran at the same moment; each waits until `at_once` of them do."""
    together = threading.Barrier(at_once, timeout=30)
    running: set[int] = set()
    seen: list[int] = []

    def run_script(number: int) -> None:
        with pages.running():
            running.add(number)
            together.wait()
            seen.append(len(running))
            together.wait()
            running.remove(number)

    with ThreadPoolExecutor(4 * at_once) as threads:
        list(threads.map(run_script, range(4 * at_once)))
    return max(seen)


@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_so_many_scripts_run_at_once_and_no_more(at_once):
    assert most_at_once(PageRuns(at_once), at_once) == at_once


def test_more_scripts_run_at_once_where_an_engine_is_asked_for_rows(small_file, vocabulary_file, tmp_path):
    in_memory = open_server(Settings(data=small_file)).pages
    in_folder = open_server(Settings(data=packing.packed(tmp_path, vocabulary_file))).pages

    assert MAX_SCRIPTS_AT_ONCE < MAX_ASKING_SCRIPTS_AT_ONCE
    assert most_at_once(in_memory, MAX_SCRIPTS_AT_ONCE) == MAX_SCRIPTS_AT_ONCE
    assert most_at_once(in_folder, MAX_ASKING_SCRIPTS_AT_ONCE) == MAX_ASKING_SCRIPTS_AT_ONCE


def test_a_script_that_fails_gives_its_turn_back():
    pages = PageRuns(1)
    with pytest.raises(ZeroDivisionError), pages.running():
        1 / 0  # noqa: B018

    assert most_at_once(pages, 1) == 1


def test_what_can_wait_gives_way_to_a_script_that_waits_for_its_turn(monkeypatch):
    monkeypatch.setattr(page_runs, "_LOOK_SECONDS", 0)
    pages, order = PageRuns(1), []

    def run_script() -> None:
        with pages.running():
            order.append("page")

    async def answer() -> None:
        await pages.give_way(60.0)
        order.append("answer")

    with pages.running():
        script = threading.Thread(target=run_script)
        script.start()
        while pages.count < 2:
            pass
    asyncio.run(answer())
    script.join()

    assert order == ["page", "answer"]


def test_while_a_script_pauses_another_one_runs():
    pages, order = PageRuns(1), []

    def run_script() -> None:
        with pages.running():
            order.append("other")

    with pages.running():
        order.append("first")
        script = threading.Thread(target=run_script)
        with pages.pausing():
            script.start()
            script.join(30)
        order.append("first goes on")

    assert order == ["first", "other", "first goes on"]
    assert most_at_once(pages, 1) == 1


def test_who_has_no_turn_gives_none_up():
    pages = PageRuns(1)
    with pages.running():
        pass
    with pages.pausing():
        pass

    assert most_at_once(pages, 1) == 1

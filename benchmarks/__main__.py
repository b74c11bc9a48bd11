"""One table of ratios from one run: the dashboard against a bare Streamlit page with one Plotly chart.

Run: make bench (or: python -m benchmarks [starting|browsing|rerunning|loading|selections|checks|crowding ...]). Both
servers read the same settings, garbage collection included. Milliseconds belong to the machine;
ratios travel.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
from collections.abc import Iterable, Iterator

from benchmarks import callers, checking, engines
from benchmarks.browser import CHART, TABLE, Visit, chromium, filter_times, typical, visit
from benchmarks.readers import BARE_VISITS, DASHBOARD_VISITS, Held, Rerun, hold, reruns
from benchmarks.servers import DASHBOARD, STREAMLIT, Server, running
from tests.browser.chromium import find

PAGES = {
    "overview": "overview",
    "regions": "regions?region=guangzhou",
    "plans": "plans?plan=14",
    "indicators": "indicators?indicator=goods-trade-growth",
    "compare": "compare",
    "consistency": "consistency",
}
#: Where a table or a wall of figures is what a reader comes for.
WITHOUT_CHARTS = ("overview", "consistency")
#: Pages of charts, and the filter that is changed there.
FILTERED = {
    "regions": ("regions?region=guangzhou", "w_topic"),
    "sectors": ("sectors", "w_region"),
    "plans": ("plans?plan=14", "w_topic"),
    "compare": ("compare", "w_series"),
}
TIMES = 7
ROUNDS = 3
SELECTED = (10_000, 100_000, 1_000_000)
Row = tuple[str, str, str, str, str]


def _ratio(what: str, bare: float, ours: float, form: str = "{:.2f} s", target: str = "") -> Row:
    return what, form.format(bare), form.format(ours), f"{ours / bare:.2f}", target


def starting(bare: Server, ours: Server) -> Iterator[Row]:
    """From the command to the first answer, and memory before the first reader."""
    yield _ratio("server start", bare.seconds, ours.seconds)
    yield _ratio("memory, no reader", bare.memory(), ours.memory(), "{:.0f} MB")


def browsing(bare: Server, ours: Server) -> Iterator[Row]:
    """What a reader at a browser waits for and receives."""
    with chromium(find()) as browser:
        places = {"": (bare.url, CHART)} | {
            name: (f"{ours.url}/{path}", TABLE if name in WITHOUT_CHARTS else CHART)
            for name, path in PAGES.items()
        }
        visit(browser, bare.url)
        seen: dict[str, list[Visit]] = {name: [] for name in places}
        for _ in range(ROUNDS):  # in turns: what else the machine does comes and goes
            for name, place in places.items():
                seen[name].append(visit(browser, *place))
        base = typical(seen.pop(""))
        for name, visits in seen.items():
            found = typical(visits)
            yield _ratio(f"{name}: first chart, cold browser", base.cold, found.cold, target="1.25")
            yield _ratio(f"{name}: first chart, warm browser", base.warm, found.warm, target="1.25")
            wire = base.wire / 1e6, found.wire / 1e6
            yield _ratio(f"{name}: bytes on the wire", *wire, "{:.2f} MB", "3.2 MB")
        plain = statistics.median(filter_times(browser, bare.url, BARE_VISITS[0][2], TIMES))
        for name, (path, key) in FILTERED.items():
            changed = statistics.median(filter_times(browser, f"{ours.url}/{path}", key, TIMES))
            yield _ratio(f"{name}: filter to chart, median", plain, changed, target="1.3")


def rerunning(bare: Server, ours: Server) -> Iterator[Row]:
    """One reader alone: the script, the way there and back with it, and the processor time of both."""
    ours.settle()
    base, used = _alone(bare, BARE_VISITS[0])
    for each in DASHBOARD_VISITS:
        found, cpu = _alone(ours, each)
        plain, took = (statistics.median(run.script for run in runs) for runs in (base, found))
        yield _ratio(f"{each[0]}: script, median", plain * 1000, took * 1000, "{:.0f} ms", "50 ms")
        plain, took = (statistics.median(run.whole for run in runs) for runs in (base, found))
        yield _ratio(f"{each[0]}: rerun, median", plain * 1000, took * 1000, "{:.0f} ms")
        yield _ratio(f"{each[0]}: processor per rerun", used * 1000, cpu * 1000, "{:.0f} ms")


def _alone(server: Server, each: tuple[str, str, str]) -> tuple[list[Rerun], float]:
    before = server.cpu()
    found = asyncio.run(reruns(server.url, each, 3 * TIMES))
    return found, (server.cpu() - before) / (3 * TIMES + 1)


def loading(bare: Server, ours: Server) -> Iterator[Row]:
    """Many readers who change a filter every four seconds."""
    ours.settle()
    for readers in (10, 40):
        plain = asyncio.run(hold(bare.url, BARE_VISITS, readers, 4.0, 30.0))
        before = ours.memory()
        held = asyncio.run(hold(ours.url, DASHBOARD_VISITS, readers, 4.0, 30.0))
        yield from _held(plain, held)
        yield (
            f"memory per reader, {readers} readers",
            "",
            f"{(ours.memory() - before) / readers:.1f} MB",
            "",
            "",
        )


def _held(plain: Held, held: Held) -> Iterator[Row]:
    yield _ratio(f"{held.readers} readers: filter, median", plain.median, held.median)
    yield _ratio(f"{held.readers} readers: filter, 95 of 100", plain.p95, held.p95, target="0.5 s")


def checks() -> Iterator[Row]:
    """Checking a data file against yaml.CSafeLoader alone."""
    for size, ratio in checking.ratios().items():
        yield f"check {size:,} observations / CSafeLoader", "", "", f"{ratio:.2f}", "1.00"


def selections() -> Iterator[Row]:
    """Facets and a page of rows of big datasets, nothing remembered, against the same in SQL by hand."""
    for size in SELECTED:
        _, answers = engines.measured(str(size))
        for name, took in answers["questions"].items():
            yield _ratio(f"{size:,} rows: {name} / SQL", took["by hand"], took["ours"], "{:.0f} ms", "100 ms")
        yield f"{size:,} rows: most memory held", "", f"{answers['memory']:.0f} MB", "", ""


def crowding() -> Iterator[Row]:
    """Three readers of 10,000 figures, alone and – in the place of the dashboard – beside 20 callers of new answers."""
    for what, alone, beside, _ in callers.measured():
        yield _ratio(f"{what} / alone, 95 of 100", alone, beside, target="2.00")


PARTS = {part.__name__: part for part in (starting, browsing, rerunning, loading)}
ALONE = {part.__name__: part for part in (selections, checks, crowding)}


def main(names: list[str]) -> None:
    """Print the table, or the parts of it that are named."""
    print("| what | bare page | dashboard | ratio | target |\n|---|--:|--:|--:|--:|")
    chosen = [name for name in (*PARTS, *ALONE) if not names or name in names]
    if any(name in PARTS for name in chosen):
        with running(STREAMLIT) as bare, running(DASHBOARD) as ours:
            for name in chosen:
                _print(PARTS[name](bare, ours) if name in PARTS else ())
    for name in chosen:
        _print(ALONE[name]() if name in ALONE else ())


def _print(rows: Iterable[Row]) -> None:
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

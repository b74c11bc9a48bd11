"""Big datasets: packing them, and what a page asks of them, against the same questions in DuckDB's SQL by hand.

A page asks for its facets and its rows. Ratios travel between machines, milliseconds do not.
Every size runs in a process of its own, which reports the most memory it ever held.

Run: python benchmarks/engines.py [ROWS ...] [--real systema-globalis.parquet]
The real figures are Gapminder's Systema Globalis (CC BY 4.0); they are read where they lie.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from indicators.query import DIMENSION_FILTERS, Catalogue, Selection
from indicators.query.opening import open_catalogue
from indicators.query.packing import pack_dataset
from indicators.web.composition.data import MAX_TABLE_ROWS

ROUNDS = 7
CHUNK = 500_000  # rows made at once
_HEAD = """\
dataset:
  title: {en: Benchmark, zh: 测试}
  description: {en: Figures to measure with., zh: 用于测量的数据。}
  licence: CC-BY-4.0
topics:
"""


def vocabulary(folder: Path, regions: list[str], indicators: list[tuple[str, str]]) -> Path:
    """A vocabulary of these regions and indicators (id and measure), with twelve topics and plans."""
    lines = [_HEAD]
    lines += [
        f"  - {{id: topic-{n}, name: {{en: T{n}, zh: T{n}}}, description: {{en: T, zh: T}}}}\n"
        for n in range(12)
    ]
    lines += ["units:\n  - {id: units, name: {en: units, zh: 单位}, kind: other}\n", "plans:\n"]
    lines += [
        f"  - {{id: {n}, name: {{en: P{n}, zh: P{n}}}, start: {1966 + 5 * n}, end: {1970 + 5 * n}}}\n"
        for n in range(12)
    ]
    lines += ["sources:\n"]
    lines += [
        f"  - {{id: source-{n}, title: {{en: S{n}, zh: S{n}}}, publisher: P, published: 2026, language: en, accessed: 2026-11-01}}\n"
        for n in range(5)
    ]
    lines += ["sectors:\n", *(f"  - {{id: sector-{n}, name: {{en: S{n}, zh: S{n}}}}}\n" for n in range(20))]
    lines += [
        "regions:\n",
        *(f"  - {{id: {id}, name: {{en: {id}, zh: {id}}}, kind: country}}\n" for id in regions),
    ]
    lines += ["indicators:\n"]
    lines += [
        f"  - {{id: {id}, name: {{en: {id}, zh: {id}}}, definition: {{en: D, zh: D}}, topic: topic-{n % 12}, unit: units, measure: {measure}}}\n"
        for n, (id, measure) in enumerate(indicators)
    ]
    path = folder / "vocabulary.yaml"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def generated(rows: int, folder: Path) -> tuple[Path, Path]:
    """Made-up figures: 250 regions, series of 60 years, as many indicators and sectors as that takes."""
    regions = [f"region-{n}" for n in range(250)]
    indicators = [(f"indicator-{n}", "level") for n in range(max(12, -(-rows // (250 * 60 * 21))))]
    subjects = [
        (id, sector) for id, _ in indicators for sector in [None, *(f"sector-{n}" for n in range(20))]
    ]
    random = np.random.default_rng(1)
    series = random.permutation(len(regions) * len(subjects))[: max(rows // 60, 1)]
    ids, sectors = (np.array([subject[part] for subject in subjects], dtype=object) for part in (0, 1))
    hedges = np.array(["exact", "exact", "exact", "over", "about", "nearly"])
    order, path = random.permutation(60 * len(series)), folder / "table.parquet"

    def figures(places: Any) -> pa.Table:
        """Some of them: of the series in this place, in this year of it."""
        region, subject = np.divmod(series[places // 60], len(subjects))
        return pa.table(
            {
                "indicator": pa.array(ids[subject]),
                "region": pa.array(np.array(regions)[region]),
                "sector": pa.array(sectors[subject], pa.string()),
                "period": pa.array((1966 + places % 60).astype(str)),
                "value": pa.array(np.round(random.lognormal(8, 3, len(places)), 2)),
                "qualifier": pa.array(random.choice(hedges, len(places))),
                "source": pa.array(np.char.add("source-", (subject % 5).astype(str))),
            }
        )

    writer = None
    for some in np.array_split(order, -(-len(order) // CHUNK)):
        table = figures(some)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer:
        writer.close()
    return path, vocabulary(folder, regions, indicators)


def real(source: Path, folder: Path) -> tuple[Path, Path]:
    """Systema Globalis under the names of our columns."""
    table = pq.read_table(source)
    ids = {name: pc.replace_substring(table[name], "_", "-") for name in ("indicator", "geo")}
    below = table.filter(pc.less(table["value"], 0))["indicator"].unique().to_pylist()
    changes = {id.replace("_", "-") for id in below}
    year = table["year"].cast(pa.string())
    columns = {
        "indicator": ids["indicator"],
        "region": ids["geo"],
        "period": pc.utf8_lpad(year, 4, "0"),
        "value": table["value"],
        "status": pc.if_else(pc.greater(table["year"], 2025), "expected", "actual"),
    }
    columns["id"] = _ids(table, ids)
    path = folder / "table.parquet"
    pq.write_table(pa.table(columns), path)
    indicators = [
        (id, "change" if id in changes else "level") for id in sorted(ids["indicator"].unique().to_pylist())
    ]
    return path, vocabulary(folder, sorted(ids["geo"].unique().to_pylist()), indicators)


def _ids(table: pa.Table, ids: dict[str, Any]) -> Any:
    """An id of its own for what is stated of women or men alone; our table has no column for that."""
    year = pc.utf8_lpad(table["year"].cast(pa.string()), 4, "0")
    parts = (ids["indicator"], ids["geo"], year, pc.binary_join_element_wise("of", table["gender"], "-"))
    return pc.if_else(
        pc.is_valid(table["gender"]), pc.binary_join_element_wise(*parts, ".", null_handling="skip"), None
    )


# --- what a page asks, twice -----------------------------------------------------------------------


def questions(catalogue: Catalogue) -> dict[str, list[Selection]]:
    """Selections of a kind, as many as there are rounds, none asked before."""
    facets, find = catalogue.facets(), lambda counts: sorted(counts, key=lambda id: -counts[id])[:ROUNDS]
    regions, indicators = find(facets["region"]), find(facets["indicator"])
    topics, plans = find(facets["topic"]), find(facets["plan"])
    return {
        "everything": [Selection()] * ROUNDS,
        "one region": [Selection(region=(id,)) for id in regions],
        "one indicator": [Selection(indicator=(id,)) for id in indicators],
        "one topic": [Selection(topic=(id,)) for id in topics],
        "one plan, three regions": [
            Selection(plan=(plan,), region=tuple(sorted(regions[n : n + 3] or regions)))
            for n, plan in enumerate(plans)
        ],
        "a number searched": [Selection(q=str(1970 + n)) for n in range(ROUNDS)],
    }


def ours(catalogue: Catalogue, selection: Selection) -> tuple[Any, int]:
    """Facets and the rows of one page, nothing remembered."""
    catalogue.caches.clear()
    return catalogue.facets(selection), len(catalogue.page(selection, MAX_TABLE_ROWS))


def by_hand(database: Any, selection: Selection) -> tuple[Any, int]:
    """The same in SQL: one count for each facet beside the other filters, and the first rows."""
    filters = {name: getattr(selection, name) for name in DIMENSION_FILTERS if getattr(selection, name)}

    def where(but: str = "") -> str:
        tests = ["basis = 'stated'"]
        tests += [
            f"{name} IN ({', '.join(map(repr, some))})" for name, some in filters.items() if name != but
        ]
        tests += [f"contains(search, ' {selection.q}')"] if selection.q else []
        return " AND ".join(tests)

    facets = {
        name: dict(
            database.execute(
                f"SELECT {name}, count(*) FROM observations WHERE {where(name)} GROUP BY 1"
            ).fetchall()
        )
        for name in DIMENSION_FILTERS
    }
    rows = database.execute(
        f"SELECT * FROM observations WHERE {where()} ORDER BY position LIMIT {MAX_TABLE_ROWS}"
    ).df()
    return facets, len(rows)


def most_held() -> float:
    """The most megabytes of memory that this process alone ever held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (kilobytes,) = re.findall(r"VmHWM:\s+([0-9]+) kB", status)
    return int(kilobytes) / 1024


def timed(ask: Callable[[Selection], Any], selections: list[Selection]) -> float:
    """Milliseconds of the median round."""
    times = []
    for selection in selections:
        start = time.perf_counter()
        ask(selection)
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def asked(folder: Path, engine: str) -> dict[str, Any]:
    """What one process measures: our times, then – apart from our memory – those by hand."""
    start = time.perf_counter()
    catalogue = open_catalogue(folder, engine)
    opening = time.perf_counter() - start
    found = {
        name: {"ours": timed(lambda s: ours(catalogue, s), some)}
        for name, some in questions(catalogue).items()
    }
    start, exported = time.perf_counter(), 0
    for part in catalogue.parts(Selection(), 5_000):
        exported += len(part)
    walked, memory = time.perf_counter() - start, most_held()
    database = duckdb.connect()
    database.execute(
        f"CREATE VIEW observations AS FROM read_parquet('{next(folder.glob('observations-*'))}')"
    )
    for name, some in questions(catalogue).items():
        mine, theirs = ours(catalogue, some[0]), by_hand(database, some[0])
        counts = {key: {id: n for id, n in ids.items() if n} for key, ids in mine[0].items()}
        known = {
            key: {id: n for id, n in ids.items() if id not in ("_T", "_Z", None)}
            for key, ids in theirs[0].items()
        }
        assert (counts, mine[1]) == (known, theirs[1]), name
        found[name]["by hand"] = timed(lambda s: by_hand(database, s), some)
    return {"rows": exported, "opening": opening, "walked": walked, "memory": memory, "questions": found}


def packed(kind: str, folder: Path) -> dict[str, Any]:
    """Make a table, pack it, and say how long the packing took and how much memory."""
    making = [sys.executable, __file__, "--make", kind, str(folder)]
    subprocess.run(making, check=True)  # in a process of its own: its memory is not the packer's
    start = time.perf_counter()
    fixed = {"timing": "during", "source": "source-0"}
    outcome = pack_dataset(folder / "table.parquet", folder / "vocabulary.yaml", folder / "packed", fixed)
    assert outcome.manifest, outcome.problems[:5]
    return {
        "packing": time.perf_counter() - start,
        "memory": most_held(),
        "megabytes": sum(outcome.manifest.bytes.values()) / 1e6,
    }


def child(*arguments: str) -> dict[str, Any]:
    """What this script says when it is run with `arguments`."""
    run = subprocess.run([sys.executable, __file__, *arguments], check=True, stdout=subprocess.PIPE)
    return dict(json.loads(run.stdout))


def main() -> None:
    """Print a table for each dataset."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="*", type=int, default=[])
    parser.add_argument("--real", type=Path)
    parser.add_argument("--engine", default="")
    parser.add_argument("--make", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--pack", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--ask", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.make:
        kind, folder = given.make
        generated(int(kind), Path(folder)) if kind.isdigit() else real(Path(kind), Path(folder))
    elif given.pack:
        print(json.dumps(packed(given.pack[0], Path(given.pack[1]))))
    elif given.ask:
        print(json.dumps(asked(Path(given.ask), given.engine)))
    else:
        sources = [str(given.real.resolve())] if given.real and given.real.exists() else []
        for kind in [*sources, *map(str, given.rows or ([] if given.real else [1_000_000, 10_000_000]))]:
            report(kind, *measured(kind, given.engine))


def measured(kind: str, engine: str = "") -> tuple[dict[str, Any], dict[str, Any]]:
    """What packing and asking cost: of as many made-up rows as `kind` says, or of the file it names."""
    with tempfile.TemporaryDirectory() as folder:
        made = child("--pack", kind, folder)
        return made, child("--ask", f"{folder}/packed", "--engine", engine)


def report(kind: str, made: dict[str, Any], answers: dict[str, Any]) -> None:
    """One dataset's lines."""
    print(f"\n{answers['rows']:,} rows{'' if kind.isdigit() else ', real'}")
    print(
        f"packed in {made['packing']:.0f} s with {made['memory']:,.0f} MB at most into {made['megabytes']:,.0f} MB"
    )
    print(
        f"opened in {answers['opening']:.2f} s, every row walked in {answers['walked']:.0f} s, {answers['memory']:,.0f} MB at most"
    )
    print(f"{'facets and a page':<26}{'ours ms':>9}{'SQL ms':>9}{'ratio':>7}")
    for name, times in answers["questions"].items():
        ratio = times["ours"] / times["by hand"]
        print(f"{name:<26}{times['ours']:>9.0f}{times['by hand']:>9.0f}{ratio:>7.2f}")


if __name__ == "__main__":
    main()

"""Files of many rows: time and memory of each format, against the frame and against pandas' own CSV.

The rows are the dataset's own, repeated under new ids. Run: python benchmarks/export.py [ROWS]
"""

from __future__ import annotations

import sys
import time
import timeit
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyarrow as pa

import indicators
from indicators.export import FILE_FORMATS, FORMATS_OF_TABLE, Download, FileFormat
from indicators.query.table import COLUMNS

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
#: Formats that are written whole; left out where they would take minutes.
WHOLE = {"xlsx"} if "--xlsx" not in sys.argv else set[str]()
POOL = pa.default_memory_pool()
KEPT: list[pa.MemoryPool] = []


def many(rows: pd.DataFrame, wanted: int) -> pd.DataFrame:
    """`rows` again and again until there are `wanted`, each with an id of its own."""
    times = -(-wanted // len(rows))
    long = pd.concat([rows] * times, ignore_index=True).head(wanted)
    return long.assign(observation_id=long["observation_id"] + "." + long.index.astype("str"))


def most_held(path: Path, form: FileFormat, rows: pd.DataFrame, about: Download) -> int:
    """Most bytes that writing holds at once, those that pyarrow keeps by itself included."""
    arrow = pa.proxy_memory_pool(POOL)
    KEPT.append(arrow)  # what was allocated from it may outlive this call
    pa.set_memory_pool(arrow)
    tracemalloc.start()
    with path.open("wb") as file:
        file.writelines(form.chunks(rows, about))
    peak = tracemalloc.get_traced_memory()[1] + arrow.max_memory()
    tracemalloc.stop()
    pa.set_memory_pool(POOL)
    return peak


def main() -> None:
    """Print one line a format."""
    catalogue = indicators.load()
    rows = many(catalogue.rows(), ROWS)
    about = Download(catalogue, indicators.Selection(), date(2026, 11, 21))
    frame = rows[list(COLUMNS)].memory_usage(deep=True).sum()
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        rows[list(COLUMNS)].to_csv(Path(folder) / "pandas.csv", index=False)
        yardstick = time.perf_counter() - start
        print(f"{len(rows):,} rows, {frame / 1e6:.0f} MB as a frame; pandas to_csv {yardstick:.2f} s\n")
        print(f"{'format':<10}{'MB':>7}{'seconds':>9}{'to_csv = 1':>12}{'memory, frame = 1':>19}")
        for kind, form in FORMATS_OF_TABLE["observations"].items():
            if kind in WHOLE:
                continue
            path = Path(folder) / kind
            start = time.perf_counter()
            with path.open("wb") as file:
                file.writelines(form.chunks(rows, about))
            taken = time.perf_counter() - start
            peak = most_held(path, form, rows, about)
            size = path.stat().st_size / 1e6
            print(f"{kind:<10}{size:>7.1f}{taken:>9.2f}{taken / yardstick:>12.2f}{peak / frame:>19.2f}")


def best(make: Callable[[], object]) -> float:
    """Milliseconds of CPU, the best of some runs after a first."""
    make()
    return min(timeit.repeat(make, timer=time.process_time, repeat=7, number=1)) * 1000


def today() -> None:
    """Print how long every file of the dataset as it is takes, against pandas' own CSV."""
    catalogue = indicators.load()
    rows, about = catalogue.rows(), Download(catalogue, indicators.Selection(), date(2026, 11, 21))
    yardstick = best(partial(rows[list(COLUMNS)].to_csv, index=False))
    print(f"\n{len(rows):,} rows, made again; pandas to_csv {yardstick:.1f} ms of CPU")
    for form in FILE_FORMATS:
        taken = best(partial(form.write, rows, about))
        print(f"{form.id:<10}{taken:>7.1f} ms{taken / yardstick:>12.2f}")


if __name__ == "__main__":
    main()
    today()

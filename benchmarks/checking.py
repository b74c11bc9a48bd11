"""What checking a data file costs, against PyYAML's fastest loader reading the same text unchecked.

The larger files are the real one with made-up daily observations of one of its indicators.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import yaml

from indicators.check.dataset_file import parse_dataset

DATA = Path(__file__).parent.parent / "data" / "indicators.yaml"
SIZES = (250, 2_500, 25_000)
_AFTER = "  - id: goods-trade\n"
_DAILY = """      - region: guangzhou
        period: {day}
        timing: during
        value: "{value:,}"
        qualifier: exact
        stated: "{value:,}"
        source: peoples-daily-guangzhou
        at: [5]
"""


def grown(observations: int) -> str:
    """The text of a valid data file with this many observations."""
    text = DATA.read_text(encoding="utf-8")
    head, _, tail = text.partition(_AFTER)
    own, _, rest = tail.partition("    observations:\n")
    more = observations - text.count("\n      - region:")
    days = (date(1950, 1, 1) + timedelta(days=n) for n in range(more))
    added = "".join(_DAILY.format(day=day, value=1_000_001 + 2 * n) for n, day in enumerate(days))
    return f"{head}{_AFTER}{own}    observations:\n{added}{rest}"


def best(call: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest of some calls: what the work costs when nothing disturbs it."""
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        took.append(time.perf_counter() - start)
    return min(took)


def ratios() -> dict[int, float]:
    """For each size: seconds to a checked dataset / seconds of `yaml.load` with CSafeLoader."""
    found = {}
    for size in SIZES:
        text, rounds = grown(size), 5 if size < 10_000 else 2
        bare = best(lambda text=text: yaml.load(text, Loader=yaml.CSafeLoader), rounds)  # type: ignore[misc]
        found[size] = best(lambda text=text: parse_dataset(text, "grown.yaml"), rounds) / bare  # type: ignore[misc]
    return found


if __name__ == "__main__":
    for size, ratio in ratios().items():
        print(f"{size:>7,} observations: {ratio:.2f} x yaml.CSafeLoader")

"""How much of a text's figures the reader finds and gets right, and how fast, beside public libraries.

The forms of `tests/reading` and, where a folder of annotated texts is given (`texts/`, `gold/`), those texts: the
share of figures that are found, that have the right value, and that have the right hedge too. Seconds belong to the
machine, shares travel.

Run: python -m benchmarks.reading [FOLDER]
The libraries are no dependencies; an environment with them is made by
    python -m venv readers && readers/bin/pip install quantulum3 recognizers-text-suite 'emoji<1.7'
and found where READERS=readers names its folder; without it only the product's own reader is shown.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from indicators.reading import read

ROOT = Path(__file__).parents[1]
#: Reads lines of JSON [language, text] and answers each with a line of [[start, end, value], ...].
QUANTULUM = """
import json, sys, warnings
warnings.filterwarnings("ignore")
from quantulum3 import parser
for line in sys.stdin:
    language, text = json.loads(line)
    try:
        found = [[*each.span, each.value] for each in parser.parse(text)] if language == "en" else []
    except Exception:
        found = []
    print(json.dumps(found), flush=True)
"""
RECOGNIZERS = """
import json, sys, warnings
warnings.filterwarnings("ignore")
from recognizers_number import NumberRecognizer
from recognizers_text import Culture
models = {}
for language, culture in (("en", Culture.English), ("zh", Culture.Chinese)):
    kind = NumberRecognizer(culture)
    models[language] = kind.get_percentage_model(), kind.get_number_model(), kind.get_ordinal_model()
for line in sys.stdin:
    language, text = json.loads(line)
    found = []
    for model in models[language]:
        try:
            said = model.parse(text)
        except Exception:
            continue
        for each in said:
            value = str((each.resolution or {}).get("value") or "").rstrip("%")
            try:
                found.append([each.start, each.end + 1, float(value)])
            except ValueError:
                pass
    print(json.dumps(found), flush=True)
"""
OTHERS = {"quantulum3 (en)": (QUANTULUM, ("en",)), "Recognizers-Text": (RECOGNIZERS, ("en", "zh"))}


class Wanted(NamedTuple):
    """A figure that a line states, and where."""

    language: str
    line: str
    start: int
    end: int
    value: float
    high: float | None
    hedge: str


class Found(NamedTuple):
    """A number that a reader found: where, its value, of a range the upper end, and its hedge ("" for none)."""

    start: int
    end: int
    value: float
    high: float | None = None
    hedge: str = ""


def forms() -> Iterable[Wanted]:
    """The printed forms of the tests that state a figure."""
    for language, name in (("en", "english"), ("zh", "chinese")):
        with (ROOT / "tests" / "reading" / f"{name}_forms.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["stated"]:
                    high = float(row["value_high"]) if row["value_high"] else None
                    span = _place(row["line"], row["stated"], [])
                    yield Wanted(language, row["line"], *span, float(row["value"]), high, row["qualifier"])


def texts(folder: Path) -> Iterable[Wanted]:
    """The figures of annotated texts."""
    for gold in sorted((folder / "gold").glob("*.jsonl")):
        printed = (folder / "texts" / f"{gold.stem}.txt").read_text(encoding="utf-8").split("\n")
        taken: dict[str, list[tuple[int, int]]] = {}
        for record in gold.read_text(encoding="utf-8").splitlines():
            one = json.loads(record)
            line = printed[one["line"] - 1]
            span = _place(line, one["stated"], taken.setdefault(line, []))
            hedge = {"range": "between"}.get(one["qualifier"], one["qualifier"])
            yield Wanted(gold.stem[:2], line, *span, one["value"], one["value_high"], hedge)


def _place(line: str, words: str, taken: list[tuple[int, int]]) -> tuple[int, int]:
    """Where `words` stand first in `line` and no other figure does; whole when they stand nowhere."""
    for match in re.finditer(re.escape(words), line):
        if not any(match.start() < end and start < match.end() for start, end in taken):
            taken.append(match.span())
            return match.span()
    return 0, len(line)


def own(lines: Sequence[tuple[str, str]]) -> list[list[Found]]:
    """What the product's reader finds in each line."""
    return [
        [
            Found(
                one.start,
                one.end,
                float(one.value),
                None if one.value_high is None else float(one.value_high),
                one.qualifier,
            )
            for one in read(text, language).mentions
        ]
        for language, text in lines
    ]


def other(program: str, python: Path, lines: Sequence[tuple[str, str]]) -> list[list[Found]]:
    """What a library finds, run by the Python of its own environment."""
    given = "".join(json.dumps(line) + "\n" for line in lines)
    done = subprocess.run(
        [python, "-c", program], input=given, capture_output=True, text=True, check=True, timeout=1800
    )
    return [[Found(*each) for each in json.loads(line)] for line in done.stdout.splitlines()]


def shares(
    wanted: Sequence[Wanted], found: Mapping[tuple[str, str], list[Found]]
) -> tuple[float, float, float]:
    """Which share of the figures is found, with the right value, and with the right hedge as well."""
    seen = right = hedged = 0
    for one in wanted:
        here = [
            each for each in found[one.language, one.line] if each.start < one.end and one.start < each.end
        ]
        seen += bool(here)
        good = [each for each in here if _is_value(each, one)]
        right += bool(good)
        hedged += any((each.hedge or "exact") == one.hedge for each in good)
    return seen / len(wanted), right / len(wanted), hedged / len(wanted)


def _is_value(found: Found, wanted: Wanted) -> bool:
    """Whether the value is right; of libraries a fall's size, a part of one and one end of a range will do."""
    ends = [wanted.value] if wanted.high is None else [wanted.value, wanted.high]
    if found.hedge:
        return _close(found.value, wanted.value) and (
            found.high is wanted.high or (found.high is not None and _close(found.high, wanted.high or 0))
        )
    return any(_close(abs(found.value) * factor, abs(end)) for end in ends for factor in (1, 100))


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-3 * max(abs(other), 1e-9)


def main() -> None:
    """Print the tables."""
    folders = [Path(name) for name in sys.argv[1:]]
    sets = {"forms": list(forms())} | {str(folder): list(texts(folder)) for folder in folders}
    environment = os.environ.get("READERS")
    print(f"{'':16}{'':4}{'reader':18}{'figures':>8}{'found':>8}{'value':>8}{'hedge':>8}")
    for name, wanted in sets.items():
        for language in ("en", "zh"):
            mine = [one for one in wanted if one.language == language]
            lines = list(dict.fromkeys((one.language, one.line) for one in mine))
            readers = {"own": own(lines)}
            for title, (program, languages) in OTHERS.items() if environment else ():
                if language in languages:
                    readers[title] = other(program, Path(environment or "") / "bin" / "python", lines)
            for title, found in readers.items():
                parts = shares(mine, dict(zip(lines, found, strict=True)))
                cells = "".join(f"{part:8.3f}" for part in parts)
                print(f"{Path(name).name:16}{language:4}{title:18}{len(mine):8}{cells}")
    print()
    for language, text in SPEED.items():
        print(f"{text[:30]!r:36}{_pace(text, language):8.2f} MB/s")


#: Texts to time: prose of the press, a dense bulletin, and what is no prose at all.
_PROSE = (
    "The city has become one of the busiest trading hubs of the region, and officials say that demand from abroad "
    "keeps growing. Its port handled more than 650 million tonnes last year, they told reporters on Friday, while "
    "companies invest in laboratories and workshops beside the river. Visitors come from every province.\n"
)
_NEWS = (
    "记者从发布会上获悉，近年来全市坚持创新驱动，营商环境持续优化，一批重点项目落地建设，港口与机场的枢纽地位进一步巩固。"
    "去年全市生产总值超过3万亿元，同比增长5.2%，居民的获得感不断增强，城市面貌焕然一新。\n"
)
SPEED = {
    "en": _PROSE * 2000,
    "zh": _NEWS * 2500,
    "auto": "1,234,567亿超过近约，" * 20_000,
}


def _pace(text: str, language: str) -> float:
    size, before = len(text.encode()) / 1e6, time.process_time()
    read(text, language)
    return size / (time.process_time() - before)


if __name__ == "__main__":
    main()

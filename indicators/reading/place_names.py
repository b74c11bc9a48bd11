"""Names of places that both languages of reading know: China's divisions of GB/T 2260, its well-known zones, countries.

`place_names.csv` has a place a line: its short and full name in Chinese, its name in English as statisticians write it,
and its kind. Districts, counties and towns are no list: their names end in a word for what they are.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale

_LIST = Path(__file__).parent / "place_names.csv"
#: What people call countries beside what CLDR calls them.
_SHORT_COUNTRIES = [
    "美国",
    "英国",
    "俄罗斯",
    "法国",
    "德国",
    "日本",
    "韩国",
    "印度",
    "阿联酋",
    "沙特",
    "朝鲜",
    "捷克",
    "刚果金",
    "波黑",
    "老挝",
    "越南",
]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place of China: 合肥, 合肥市, "Hefei", of the kind "prefecture".

    Kinds are country, province, prefecture, city (of a county's rank, and Taiwan's), zone (a new area) and area
    (several provinces or cities together).
    """

    name: str
    full_name: str
    english: str
    kind: str


@cache
def chinese_places() -> tuple[PlaceName, ...]:
    """The places of China that have a line in `place_names.csv`, a province before its cities."""
    with _LIST.open(encoding="utf-8", newline="") as lines:
        return tuple(PlaceName(**row) for row in csv.DictReader(lines))


@cache
def english_place_names() -> frozenset[str]:
    """What these places are called in English."""
    return frozenset(place.english for place in chinese_places())


@cache
def countries_in_chinese() -> frozenset[str]:
    """What countries are called in Chinese: CLDR's names, and the short ones of the press."""
    territories = Locale("zh").territories
    names = {name for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    return frozenset(names) - {"中国", "世界"} | frozenset(_SHORT_COUNTRIES)

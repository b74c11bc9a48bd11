"""A made-up land in as few words as a dataset needs; a test adds the figures and relations it is about."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from indicators.check.dataset_file import parse_dataset
from indicators.query import Catalogue

Tree = dict[str, Any]


def both(en: str, zh: str) -> dict[str, str]:
    """A text in two languages."""
    return {"en": en, "zh": zh}


def source(id: str, published: str, **fields: Any) -> Tree:
    """A source; its title and publisher are made of its id."""
    named = {"title": both(f"{id} title", f"{id}题"), "publisher": both(f"{id} office", f"{id}社")}
    return {"id": id, **named, "published": published, "language": "en", "accessed": "2026-02-03"} | fields


#: Dated to the day, the month and the year, the last one published last.
SOURCES = [source("daily", "2025-03-07"), source("monthly", "2025-04"), source("yearly", "2026")]
REGIONS = [
    {"id": "land", "name": both("Land", "全国"), "kind": "country"},
    {"id": "north", "name": both("North", "北省"), "kind": "province", "within": ["land"]},
    {"id": "south", "name": both("South", "南省"), "kind": "province", "within": ["land", "coast"]},
    {"id": "town", "name": both("Town", "小城"), "kind": "city", "within": ["north", "coast"]},
    {"id": "coast", "name": both("Coast", "沿海"), "kind": "cluster", "within": ["land"]},
]
SECTORS = [
    {"id": "metal", "name": both("Metal", "金属")},
    {"id": "iron", "name": both("Iron", "铁"), "group": "metal"},
]
UNITS = [
    {"id": "crown", "name": both("crowns", "克朗"), "kind": "money"},
    {"id": "person", "name": both("people", "人"), "one": both("person", "人"), "kind": "count"},
    {"id": "centre", "name": both("centres", "个中心"), "one": both("centre", "个中心"), "kind": "count"},
    {"id": "percent", "name": both("%", "%"), "kind": "percent"},
    {"id": "point", "name": both("percentage points", "个百分点"), "kind": "points"},
    {"id": "place", "name": both("place", "位"), "kind": "rank"},
    {"id": "km2", "name": both("square km", "平方公里"), "kind": "area"},
    {"id": "year", "name": both("years", "年"), "one": both("year", "年"), "kind": "duration"},
    {"id": "tonne", "name": both("tonnes", "吨"), "kind": "other"},
]
COUNTERPARTS = [
    {"id": "abroad", "name": both("Abroad", "国外"), "kind": "partner"},
    {"id": "ports", "name": both("Ports", "各港"), "kind": "field"},
]
PLANS = [
    {"id": "1", "name": both("1st Plan", "第一个计划"), "start": 2016, "end": 2020},
    {"id": "2", "name": both("2nd Plan", "第二个计划"), "start": 2021, "end": 2025},
]
TOPICS = [
    {"id": "output", "name": both("Output", "产出"), "description": both("What is made.", "生产情况。")},
    {"id": "people", "name": both("People", "人口"), "description": both("Who lives there.", "居民情况。")},
]


def _indicator(id: str, name: dict[str, str], unit: str, measure: str, **fields: Any) -> Tree:
    head = {
        "topic": "output",
        "unit": unit,
        "measure": measure,
        "definition": both(f"{id} it is.", f"{id}。"),
    }
    return {"id": id, "name": name, **head} | fields


#: One indicator at least for each measure, and for each kind of unit that it can have.
INDICATORS = [
    _indicator("gdp", both("GDP", "生产总值"), "crown", "level"),
    _indicator("trade", both("Trade", "贸易额"), "crown", "level"),
    _indicator("jobs", both("Jobs", "就业"), "person", "level", topic="people"),
    _indicator("centres", both("Centres", "中心数"), "centre", "level"),
    _indicator("quota", both("Quota", "配额"), "percent", "level"),
    _indicator("area", both("Area", "面积"), "km2", "level"),
    _indicator("term", both("Term", "期限"), "year", "level"),
    _indicator("ore", both("Ore", "矿石"), "tonne", "level"),
    _indicator("growth", both("Growth", "增速"), "percent", "growth"),
    _indicator("share", both("Share", "占比"), "percent", "share", of=both("the whole", "总体")),
    _indicator("rank", both("Rank", "位次"), "place", "rank"),
    _indicator("change", both("Change", "变动"), "crown", "change"),
    _indicator("points", both("Points", "百分点"), "point", "change"),
    _indicator("streak", both("Streak", "连续年数"), "year", "streak"),
]
_FIGURE = {"region": "land", "period": "2024", "timing": "during", "qualifier": "exact", "at": [1]}


def figure(indicator: str, value: object, **fields: Any) -> Tree:
    """A figure of Land in 2024, exact and printed by the daily, but for what is said of it."""
    own = {"indicator": indicator, "value": str(value), "stated": f"printed {value}", "source": "daily"}
    return _FIGURE | own | fields


def relation(id: str, kind: str, members: Mapping[str, object], **fields: Any) -> Tree:
    """A relation between figures, by their ids."""
    note = {"note": both(f"note of {id}", f"{id}注")}
    return {"id": id, "kind": kind, "members": dict(members)} | note | fields


def text(
    figures: Sequence[Tree],
    relations: Sequence[Tree] = (),
    about: Mapping[str, Any] | None = None,
    heads: Sequence[Tree] = INDICATORS,
    **sections: Any,
) -> str:
    """The data file of these figures of the indicators in `heads`, as JSON, which is YAML."""
    by_indicator: dict[str, list[Tree]] = {}
    for each in figures:
        fields = dict(each)
        by_indicator.setdefault(fields.pop("indicator"), []).append(fields)
    indicators = [
        head | {"observations": by_indicator[head["id"]]} for head in heads if head["id"] in by_indicator
    ]
    dataset = {
        "title": both("Sample", "样本"),
        "description": both("Made up.", "虚构。"),
        "licence": "CC0-1.0",
    }
    return json.dumps(
        {
            "dataset": dataset | dict(about or {}),
            "sources": SOURCES,
            "regions": REGIONS,
            "sectors": SECTORS,
            "topics": TOPICS,
            "units": UNITS,
            "counterparts": COUNTERPARTS,
            "plans": PLANS,
            "indicators": indicators,
            "relations": list(relations),
        }
        | sections,
        ensure_ascii=False,
    )


def catalogue(figures: Sequence[Tree], relations: Sequence[Tree] = (), **fields: Any) -> Catalogue:
    """These figures, ready to be asked."""
    return Catalogue(parse_dataset(text(figures, relations, **fields)))

"""A dataset in which two records of every kind have one name: in English, in Chinese, or in both."""

from __future__ import annotations

from itertools import product

from tests import world
from tests.world import both

REGIONS = [
    {"id": "land", "name": both("Land", "全国"), "kind": "country"},
    {"id": "north", "name": both("Northland", "北省"), "kind": "province", "within": ["land"]},
    {"id": "south", "name": both("Southland", "南省"), "kind": "province", "within": ["land"]},
    {"id": "port-n", "name": both("Port", "港城"), "kind": "city", "within": ["north", "land"]},
    {"id": "port-s", "name": both("Port", "港城"), "kind": "city", "within": ["south", "land"]},
    {"id": "drum-n", "name": both("Gulou", "鼓楼区"), "kind": "district", "within": ["port-n"]},
    {"id": "drum-s", "name": both("Drum Tower", "鼓楼区"), "kind": "district", "within": ["port-s"]},
    {"id": "hill-city", "name": both("Hill", "山市"), "kind": "city", "within": ["north"]},
    {"id": "hill-county", "name": both("Hill", "山县"), "kind": "county", "within": ["north"]},
    {"id": "hill", "name": both("Hill (city)", "山（市）"), "kind": "zone", "within": ["south"]},
]
SECTORS = [
    {"id": "metal", "name": both("Metal", "金属")},
    {"id": "food", "name": both("Food", "食品")},
    {"id": "other-metal", "name": both("Other", "其他"), "group": "metal"},
    {"id": "other-food", "name": both("Other", "其他"), "group": "food"},
]
INDICATORS = [
    world._indicator("gdp", both("GDP", "生产总值"), "crown", "level"),
    world._indicator("gdp-growth", both("GDP", "生产总值"), "percent", "growth"),
    world._indicator("gdp-people", both("GDP ", "总值"), "crown", "level", topic="people"),
]
PLANS = [
    {"id": "a", "name": both("Plan", "规划"), "start": 2016, "end": 2020},
    {"id": "b", "name": both("Plan", "规划"), "start": 2021, "end": 2025},
]
SOURCES = [
    world.source("old", "2024-03", title=both("Bulletin", "公报"), publisher=both("Office", "统计局")),
    world.source("new", "2025-03", title=both("Bulletin", "公报"), publisher=both("Office", "统计局")),
]
#: what is chosen → id → its label in English and in Chinese
LABELS = {
    "region": {
        "land": ("Land", "全国"),
        "north": ("Northland", "北省"),
        "south": ("Southland", "南省"),
        "port-n": ("Port (Northland)", "港城（北省）"),
        "port-s": ("Port (Southland)", "港城（南省）"),
        "drum-n": ("Gulou", "鼓楼区（港城、北省）"),
        "drum-s": ("Drum Tower", "鼓楼区（港城、南省）"),
        "hill-city": ("Hill (city) (hill-city)", "山市"),
        "hill-county": ("Hill (county)", "山县"),
        "hill": ("Hill (city) (hill)", "山（市）"),
    },
    "sector": {
        "metal": ("Metal", "金属"),
        "food": ("Food", "食品"),
        "other-metal": ("Other (Metal)", "其他（金属）"),
        "other-food": ("Other (Food)", "其他（食品）"),
    },
    "indicator": {
        "gdp": ("GDP (Level, Output)", "生产总值（水平值）"),
        "gdp-growth": ("GDP (Growth)", "生产总值（增速）"),
        "gdp-people": ("GDP (Level, People)", "总值"),
    },
    "plan": {"a": ("Plan (2016–2020)", "规划（2016–2020）"), "b": ("Plan (2021–2025)", "规划（2021–2025）")},
    "source": {
        "old": ("Bulletin (2024-03)", "公报（2024-03）"),
        "new": ("Bulletin (2025-03)", "公报（2025-03）"),
    },
}
_REGIONS_WITH_FIGURES = [region["id"] for region in REGIONS]
FIGURES = [
    world.figure(indicator, n, region=region, period=period, sector=sector, source=source, **base)
    for n, (region, (period, source), sector) in enumerate(
        product(_REGIONS_WITH_FIGURES, (("2019", "old"), ("2024", "new")), ("other-metal", "other-food")),
        start=3,
    )
    for indicator, base in (("gdp", {}), ("gdp-people", {}), ("gdp-growth", {"base_period": "2018"}))
]
TEXT = world.text(FIGURES, heads=INDICATORS, regions=REGIONS, sectors=SECTORS, plans=PLANS, sources=SOURCES)

"""A revision in lines, in Markdown and for programs: every kind of change, word for word."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.curation.changelog import RevisionText
from indicators.curation.diff import FieldEdit, RecordChange, compare_editions
from indicators.query import Catalogue
from tests import world

FIGURES = {
    "gdp": world.figure("gdp", "2.4 trillion", usd="240 billion", note=world.both("First.", "初步。")),
    "north": world.figure("gdp", "500 billion", region="north", qualifier="over"),
    "jobs": world.figure("jobs", "1,200", sector="metal", speaker=world.both("Mayor", "市长")),
    "growth": world.figure("growth", "3.0", base_period="2023"),
    "later": world.figure("gdp", "3 trillion", period="2025", status="target", source="monthly"),
}


@cache
def edition(text):
    return Catalogue(parse_dataset(text))


def between(before, after, **sections):
    """The revision from some figures to others."""
    old, new = edition(world.text(before)), edition(world.text(after, **sections))
    return RevisionText(compare_editions(old.dataset, new.dataset), old, new)


def told(change=lambda _figures, _sections: None, **sections):
    """The revision from the figures above to what `change` makes of them."""
    figures = deepcopy(FIGURES)
    own = deepcopy({"sources": world.SOURCES, "regions": world.REGIONS}) | sections
    change(figures, own)
    return between(list(FIGURES.values()), list(figures.values()), **own)


def chapters(plain):
    """The chapters of the plain form: title → lines."""
    found = {}
    for part in plain.rstrip("\n").split("\n\n")[1:]:
        title, *lines = part.split("\n")
        found[title] = [line.removeprefix("  ") for line in lines]
    return found


#: what changes of which figure → the chapter that tells it first, and its line but for the id at its end
EDITS = [
    ("gdp", {"value": "2.5 trillion"}, "Revised:", "Land · GDP: 2.4 trillion crowns (2024) → 2.5 trillion crowns (2024)"),
    ("gdp", {"usd": "250 billion"}, "Revised:", "Land · GDP: 2.4 trillion crowns (2024); usd: 240 billion → 250 billion"),
    ("gdp", {"usd": None}, "Revised:", "Land · GDP: 2.4 trillion crowns (2024); usd: 240 billion → nothing"),
    ("gdp", {"value": "2.40 trillion"}, "Revised:", "Land · GDP: 2.4 trillion crowns (2024) → 2.40 trillion crowns (2024)"),
    ("gdp", {"value": "2.5 trillion", "qualifier": "about", "stated": "so"}, "Revised:",
     "Land · GDP: 2.4 trillion crowns (2024) → about 2.5 trillion crowns (2024); stated: printed 2.4 trillion → so"),
    ("gdp", {"qualifier": "nearly"}, "Re-hedged:", "Land · GDP: 2.4 trillion crowns (2024) → nearly 2.4 trillion crowns (2024)"),
    ("growth", {"base_period": "2020"}, "Re-dated:", "Land · Growth: +3.0% (2024); base_period: 2023 → 2020"),
    ("gdp", {"timing": "at"}, "Re-dated:", "Land · GDP: 2.4 trillion crowns (2024); timing: during → at"),
    ("gdp", {"period": "2023"}, "Re-dated:", "Land · GDP: 2.4 trillion crowns (2024) → 2.4 trillion crowns (2023)"),
    ("north", {"region": "south"}, "Re-classed:", "South · GDP: over 500 billion crowns (2024); region: north → south"),
    ("jobs", {"sector": "iron"}, "Re-classed:", "Land · Jobs · Iron: 1,200 people (2024); sector: metal → iron"),
    ("jobs", {"sector": None}, "Re-classed:", "Land · Jobs: 1,200 people (2024); sector: metal → nothing"),
    ("jobs", {"counterpart": "abroad"}, "Re-classed:", "Land · Jobs · Metal · Abroad: 1,200 people (2024); counterpart: nothing → abroad"),
    ("later", {"status": "expected"}, "Re-classed:", "Land · GDP: 3 trillion crowns (2025); status: target → expected"),
    ("later", {"value": "4 trillion"}, "Revised:", "Land · GDP: 3 trillion crowns (2025, target) → 4 trillion crowns (2025, target)"),
    ("later", {"source": "daily"}, "Edited:", "Land · GDP: 3 trillion crowns (2025, target); source: monthly → daily"),
    ("later", {"status": None}, "Re-classed:", "Land · GDP: 3 trillion crowns (2025); status: target → actual"),
    ("gdp", {"release": "final"}, "Re-classed:", "Land · GDP: 2.4 trillion crowns (2024); release: nothing → final"),
    ("gdp", {"stated": "other words"}, "Edited:", "Land · GDP: 2.4 trillion crowns (2024); stated: printed 2.4 trillion → other words"),
    ("gdp", {"source": "monthly"}, "Edited:", "Land · GDP: 2.4 trillion crowns (2024); source: daily → monthly"),
    ("gdp", {"at": [1, 5]}, "Edited:", 'Land · GDP: 2.4 trillion crowns (2024); at: ["1"] → ["1", "5"]'),
    ("gdp", {"note": world.both("First.", "第一次。")}, "Edited:", "Land · GDP: 2.4 trillion crowns (2024); note: 初步。 → 第一次。"),
    ("gdp", {"note": None}, "Edited:", "Land · GDP: 2.4 trillion crowns (2024); note: First. → nothing"),
    ("jobs", {"speaker": world.both("Governor", "省长")}, "Edited:",
     "Land · Jobs · Metal: 1,200 people (2024); speaker: Mayor → Governor"),
    ("gdp", {"note": world.both("F" * 61, "初步。")}, "Edited:", f"Land · GDP: 2.4 trillion crowns (2024); note: First. → {'F' * 59}…"),
    ("gdp", {"note": world.both("F" * 60, "初步。")}, "Edited:", f"Land · GDP: 2.4 trillion crowns (2024); note: First. → {'F' * 60}"),
]  # fmt: skip


def _stripped(figure):
    return {field: value for field, value in figure.items() if value is not None}


@pytest.fixture(scope="module")
def edited():
    """Each of these changes of a figure of its own."""
    before = [FIGURES[name] | {"id": f"e{n}"} for n, (name, *_) in enumerate(EDITS)]
    return between(before, [_stripped(old | new) for old, (_, new, *_) in zip(before, EDITS, strict=True)])


@pytest.mark.parametrize("n", range(len(EDITS)), ids=lambda n: " ".join(EDITS[n][1]))
def test_a_figure_that_changed_is_told_once_under_its_first_kind(edited, n):
    *_, title, line = EDITS[n]

    assert f"{line} [e{n}]" in chapters(edited.to_text())[title]
    assert edited.to_text().count(f"[e{n}]\n") == 1


def test_the_count_of_each_kind_is_of_figures_that_may_have_others_too(edited):
    assert edited.count_changes() == ("figures: 6 revised, 3 re-dated, 2 re-hedged, 7 re-classed, 10 edited")
    assert list(chapters(edited.to_text())) == [
        "Revised:",
        "Re-dated:",
        "Re-hedged:",
        "Re-classed:",
        "Edited:",
    ]


#: what puts a figure elsewhere → its kind, its old id, its new one
MOVES = [
    ("gdp", {"region": "north"}, {"region": "south"}, "re-classed", "gdp.north.2024", "gdp.south.2024"),
    ("jobs", {"sector": "metal"}, {"sector": "iron"}, "re-classed", "jobs.land.metal.2024", "jobs.land.iron.2024"),
    ("ore", {"sector": "metal"}, {"sector": None}, "re-classed", "ore.land.metal.2024", "ore.land.2024"),
    ("area", {}, {"counterpart": "abroad"}, "re-classed", "area.land.2024", "area.land.abroad.2024"),
    ("trade", {"status": "target"}, {"status": "expected"}, "re-classed", "trade.land.2024.target", "trade.land.2024.expected"),
    ("term", {}, {"period": "2023"}, "re-dated", "term.land.2024", "term.land.2023"),
]  # fmt: skip


@pytest.mark.parametrize("kept", [False, True], ids=["forgotten", "kept"])
def test_a_figure_that_moved_is_one_figure_and_says_whether_links_to_it_break(kept):
    before = [world.figure(indicator, 7, **old) for indicator, old, *_ in MOVES]
    after = [_stripped(world.figure(indicator, 7, **old | new)) for indicator, old, new, *_ in MOVES]
    renamed = {"renamed": {was: id for *_, was, id in MOVES}} if kept else {}
    found = between(before, after, **renamed)
    broken = "" if kept else "; not under 'renamed', so links to the old id break"
    moved = [f"{was} is now {id}{broken}" for *_, was, id in MOVES]

    assert found.count_changes() == "figures: 1 re-dated, 5 re-classed, 6 renamed"
    assert {change.id: change.kinds for change in found.revision.changed} == {
        id: (kind,) for *_, kind, _, id in MOVES
    }
    assert sorted(chapters(found.to_text())["Renamed:"]) == sorted(moved)
    assert all(f"- Renamed: {line}\n" in found.to_markdown() for line in moved)


def test_figures_come_and_go_with_all_they_are_of():
    def change(figures, _):
        del figures["north"]
        figures["new"] = world.figure("jobs", 7, region="town", sector="iron", counterpart="abroad")

    found = told(change)

    assert found.to_text() == (
        "figures: 1 added, 1 removed\n\n"
        "Added:\n  Town · Jobs · Iron · Abroad · 2024: 7 people [jobs.town.iron.abroad.2024]\n\n"
        "Removed:\n  North · GDP · 2024: over 500 billion crowns [gdp.north.2024]\n"
    )
    assert found.to_markdown() == (
        "### Data\n\n- Added: Town · Jobs · Iron · Abroad · 2024: 7 people (`jobs.town.iron.abroad.2024`)\n"
        "- Removed: North · GDP · 2024: over 500 billion crowns (`gdp.north.2024`)\n"
    )
    assert json.loads(found.to_json()) == {
        "added": ["jobs.town.iron.abroad.2024"],
        "removed": ["gdp.north.2024"],
        "changed": [],
        "records": [],
    }


def test_records_come_go_change_and_get_another_name():
    def change(figures, sections):
        figures["jobs"]["sector"] = "ores"
        sections["sectors"] = [
            {"id": "ores", "name": world.both("Ores", "矿")},
            {"id": "iron", "name": world.both("Iron", "铁"), "group": "ores", "aliases": ["Fe"]},
            {"id": "gold", "name": world.both("Gold", "金")},
        ]
        sections["renamed"] = {"metal": "ores"}
        sections["regions"] = [region for region in sections["regions"] if region["id"] != "town"]

    found = told(change)

    assert found.count_changes() == "figures: 1 renamed; 4 other records"
    assert chapters(found.to_text()) == {
        "Renamed:": [
            "jobs.land.metal.2024 is now jobs.land.ores.2024; not under 'renamed', so links to the old id break"
        ],
        "Records added:": ["sector gold"],
        "Records renamed:": ["sector ores; was metal; name: Metal → Ores"],
        "Records changed:": ['sector iron; group: metal → ores; aliases: nothing → ["Fe"]'],
        "Records removed:": ["region town"],
    }
    assert found.to_markdown() == (
        "### Data\n\n"
        "- Renamed: jobs.land.metal.2024 is now jobs.land.ores.2024; not under 'renamed', so links to the old id break\n"
        "- Records renamed: sector ores; was metal; name: Metal → Ores\n"
        '- Records changed: sector iron; group: metal → ores; aliases: nothing → \\["Fe"\\]\n'
        "- Records removed: region town\n"
    )


def test_what_came_with_a_new_source_is_counted_in_the_changelog_and_listed_elsewhere():
    def change(figures, sections):
        sections["sources"].append(world.source("brief", "2025-05", title=world.both("Brief", "简报")))
        figures["a"] = world.figure("jobs", 1, region="town", source="brief")
        figures["b"] = world.figure("jobs", 2, region="north", source="brief")
        figures["c"] = world.figure("jobs", 3, region="south")

    found = told(change)

    assert found.count_changes() == "figures: 3 added; 1 other record"
    assert chapters(found.to_text()) == {
        "Added:": [
            "Town · Jobs · 2024: 1 person [jobs.town.2024]",
            "North · Jobs · 2024: 2 people [jobs.north.2024]",
            "South · Jobs · 2024: 3 people [jobs.south.2024]",
        ],
        "Records added:": ["source brief"],
    }
    assert found.to_markdown() == (
        "### Data\n\n- New source: “Brief” (brief office, May 2025), 2 figures.\n"
        "- Added: South · Jobs · 2024: 3 people (`jobs.south.2024`)\n"
    )


def test_the_dataset_itself_may_change():
    found = told(dataset={"title": world.both("Sample", "样例"), "description": world.both("Made up.", "虚构。"), "licence": "CC-BY-4.0"})  # fmt: skip

    assert found.count_changes() == "1 other record"
    assert chapters(found.to_text()) == {
        "Records changed:": ["dataset; title: 样本 → 样例; licence: CC0-1.0 → CC-BY-4.0"]
    }


def test_words_in_brackets_at_the_end_of_a_text_are_no_id():
    def change(_figures, sections):
        sections["regions"][1] |= {"name": world.both("North [now]", "北省")}

    assert (
        told(change)
        .to_markdown()
        .endswith("- Records changed: region north; name: North → North \\[now\\]\n")
    )


def test_programs_get_each_value_as_a_curator_writes_it():
    def change(figures, sections):
        figures["gdp"] |= {"value": "2.5 trillion", "at": [2, 9], "note": None}
        sections["plans"] = [
            *world.PLANS,
            {"id": "3", "name": world.both("3rd", "三"), "start": 2026, "end": 2030},
        ]
        sections["regions"][1]["lat"] = "12.5"
        del sections["regions"][1]["within"]
        sections["counterparts"] = []

    written = told(change).to_json()
    found = json.loads(written)

    assert written.startswith('{\n  "added": [],\n')
    assert "初步。" in written

    assert found["changed"] == [
        {
            "id": "gdp.land.2024",
            "was": "gdp.land.2024",
            "kinds": ["revised", "edited"],
            "edits": {
                "value": {"before": "2.4 trillion", "after": "2.5 trillion"},
                "at": {"before": ["1"], "after": ["2", "9"]},
                "note": {"before": {"en": "First.", "zh": "初步。"}, "after": None},
            },
        }
    ]
    assert found["records"] == [
        {
            "section": "regions",
            "id": "north",
            "was": "north",
            "what": "changed",
            "edits": {"within": {"before": ["land"], "after": []}, "lat": {"before": None, "after": "12.5"}},
        },
        {"section": "counterparts", "id": "abroad", "was": "abroad", "what": "removed", "edits": {}},
        {"section": "counterparts", "id": "ports", "was": "ports", "what": "removed", "edits": {}},
        {"section": "plans", "id": "3", "was": None, "what": "added", "edits": {}},
    ]


@pytest.mark.parametrize(
    ("id", "was", "edits", "what", "name"),
    [
        ("a", None, (), "added", "a"),
        ("", "a", (), "removed", "a"),
        ("b", "a", (), "renamed", "b"),
        ("b", "a", (FieldEdit("name", 1, 2),), "renamed", "b"),
        ("a", "a", (FieldEdit("name", 1, 2),), "changed", "a"),
    ],
)
def test_what_happened_to_a_record_follows_from_its_ids(id, was, edits, what, name):
    change = RecordChange("regions", id, was, edits)

    assert (change.what, change.name) == (what, name)


def test_counts_name_every_kind_also_where_there_is_none():
    assert told().revision.counts == dict.fromkeys(
        ("added", "removed", "revised", "re-dated", "re-hedged", "re-classed", "edited", "renamed"), 0
    )

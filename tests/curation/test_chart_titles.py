"""Numbers in the titles of declared charts are those of their figures, with their hedges."""

from __future__ import annotations

import pytest

from indicators.curation.chart_titles import find_title_hints
from tests import world
from tests.real import real


def told(en, zh="产出", *, indicator="growth", figures=(("100", "over"), ("30", "exact"))):
    """Why a number of the titles of a chart is none of its figures: of North and South, in their order."""
    made = [
        world.figure(indicator, value, region=region, qualifier=qualifier)
        for (value, qualifier), region in zip(figures, ("north", "south"), strict=True)
    ]
    kind = "growth" if indicator == "growth" else "bars"
    chart = {"id": "c", "title": world.both(en, zh), "selection": {"indicator": indicator}, "kind": kind}
    hints = find_title_hints(world.catalogue(made, charts=[chart]))
    return [hint.message.partition(" says ")[2] for hint in hints]


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("Output", "产出"),
        ("Output more than doubled in the north", "北省产出增长超一倍"),
        ("Output grew by over 100 percent in the north and by 30 percent in the south", "北省增长超100%，南省增长30%"),
        ("Two provinces: output up 30 percent in the south in 2024", "2024年两个省份：南省产出增长30%"),
        ("Output up 30 percent in one province in five years", "五年来南省产出增长30%"),
    ],
)  # fmt: skip
def test_a_title_may_say_the_figures_how_many_they_are_and_years(en, zh):
    assert told(en, zh) == []


@pytest.mark.parametrize(
    ("en", "reason"),
    [
        ("Output up 31 percent in the south", "'up 31 percent', which none of its figures is"),
        ("Output doubled in the north", "'doubled', exact, and its figure is over"),
        ("Output up over 30 percent in the south", "'up over 30 percent', over, and its figure is exact"),
        ("Output up 30 to 40 percent", "'up 30 to 40 percent', which none of its figures is"),
    ],
)
def test_another_number_or_another_hedge_is_told(en, reason):
    assert told(en) == [reason]


def test_both_languages_are_read():
    assert told("Output up 30 percent in the south", "南省产出增长三成以上") == [
        "'增长三成以上', at_least, and its figure is exact"
    ]


def test_a_range_may_name_two_figures():
    figures = (("5", "exact"), ("200", "exact"))

    assert told("GDP from 5 crowns to 200 crowns", indicator="centres", figures=figures) == []


def test_the_titles_of_the_dataset_say_what_its_figures_say():
    assert [str(hint) for hint in find_title_hints(real())] == []

"""Which figures stand first: the curated ones, then one of each other topic."""

from __future__ import annotations

from collections import Counter

import pytest

from indicators.query import EVERYTHING, Selection
from indicators.web.composition.headlines import choose_headlines
from tests.composing import CATALOGUE, DATASET


@pytest.mark.parametrize(
    "selection",
    [
        EVERYTHING,
        Selection(region=("guangdong",)),
        Selection(region=("guangzhou",)),
        Selection(plan=("14",)),
        Selection(plan=("13",)),
        Selection(status=("target",)),
        Selection(topic=("land-people",)),
    ],
)
@pytest.mark.parametrize("most", [1, 4, 6, 100])
def test_headlines_are_the_curated_figures_and_then_one_of_each_other_topic_the_richest_first(
    selection, most
):
    records = CATALOGUE.records(CATALOGUE.rows(selection))
    curated = [id for id in DATASET.about.headlines if id in {r.observation_id for r in records}]
    said = {r.topic for r in records if r.observation_id in curated}
    left = [
        r
        for r in records
        if r.topic not in said and r.status == "actual" and r.measure in ("level", "share", "growth")
    ]
    rich = Counter(r.topic for r in left)
    found = choose_headlines(CATALOGUE, selection, most)
    ids, rest = [r.observation_id for r in found], found[len(curated) :]

    assert len(ids) == min(most, len(curated) + len(rich))
    assert ids[: len(curated)] == curated[:most]
    assert [rich[r.topic] for r in rest] == sorted((rich[r.topic] for r in rest), reverse=True)
    assert len({r.topic for r in rest}) == len(rest)
    for row in rest:
        rivals = [r for r in left if r.topic == row.topic]
        order = ("level", "share", "growth")
        best = min(order.index(r.measure) for r in rivals)
        assert order.index(row.measure) == best
        days = [
            r.period_end for r in rivals if order.index(r.measure) == best and r.period_end == r.period_end
        ]
        days = [day for day in days if day is not None and str(day) != "NaT"]
        if days:
            assert row.period_end == max(days)


def test_six_headlines_stand_first_unless_a_page_says_otherwise():
    assert len(choose_headlines(CATALOGUE, EVERYTHING)) == 6

"""Units of rates: written after a number and alone, in both languages, and never on an axis with their plain sister."""

from __future__ import annotations

import pytest

from indicators import text
from indicators.charts import draw_charts
from indicators.charts.comparability import judge_comparability
from indicators.i18n import load_messages
from tests import world

UNITS = [
    *world.UNITS,
    {"id": "yuan", "name": world.both("yuan", "元"), "kind": "money", "currency": "CNY"},
    {"id": "yuan-a-head", "name": world.both("yuan", "元"), "kind": "money", "currency": "CNY", "per": world.both("person", "人")},
    {"id": "bed-rate", "name": world.both("beds", "张床位"), "one": world.both("bed", "张床位"), "kind": "count", "per": world.both("1,000 people", "千人")},
    {"id": "crown-a-km2", "name": world.both("crowns", "克朗"), "kind": "money", "per": "km²"},
]  # fmt: skip
PLAIN, A_HEAD = (
    {"definition": world.both("D", "义"), "topic": "output", "measure": "level", "id": id, "name": world.both(*name), "unit": unit}
    for id, name, unit in [("income", ("Income", "收入"), "yuan"), ("income-a-head", ("Income per head", "人均收入"), "yuan-a-head")]
)  # fmt: skip


def figures(*values):
    """An indicator's figures, one a region, from the values as printed."""
    regions = [region["id"] for region in world.REGIONS]
    found = [world.figure("x", value, region=region) for region, value in zip(regions, values, strict=False)]
    return [{name: field for name, field in each.items() if name != "indicator"} for each in found]


def catalogue(*heads):
    return world.catalogue([], units=UNITS, indicators=list(heads))


def income(plain=("2.4 trillion", "1.1 trillion"), a_head=("62,000", "58,000")):
    return catalogue(PLAIN | {"observations": figures(*plain)}, A_HEAD | {"observations": figures(*a_head)})


def in_both(written):
    return [written(load_messages(language)) for language in ("en", "zh")]


@pytest.mark.parametrize(
    ("unit", "value", "qualifier", "expected"),
    [
        ("yuan-a-head", "62,000", "exact", ["62,000 yuan per person", "6.2万元/人"]),
        ("yuan-a-head", "62,000", "over", ["over 62,000 yuan per person", "超6.2万元/人"]),
        ("bed-rate", "8.2", "about", ["about 8.2 beds per 1,000 people", "约8.2张床位/千人"]),
        ("bed-rate", "1", "exact", ["1 bed per 1,000 people", "1张床位/千人"]),
        ("crown-a-km2", "1.5 million", "nearly", ["nearly 1.5 million crowns per km²", "近150万克朗/km²"]),
    ],
)
def test_a_figure_of_a_rate_reads_right_in_both_languages(unit, value, qualifier, expected):
    [figure] = figures(value)
    made = catalogue(A_HEAD | {"unit": unit, "observations": [figure | {"qualifier": qualifier}]})
    [row] = made.records(made.rows())

    assert in_both(lambda say: text.format_figure(row, made.dataset, say)) == expected


def test_bounds_of_a_rate_have_its_unit_once():
    made = income()
    row = made.find("income-a-head.land.2024")

    assert in_both(lambda say: text.format_bounds(row, made.dataset, say)) == [
        "61,500 to 62,500 yuan per person",
        "6.15万～6.25万元/人",
    ]


def test_a_unit_has_a_name_where_no_number_stands():
    units = income().dataset.units

    assert [text.unit_name(units["yuan"], language) for language in ("en", "zh")] == ["yuan", "元"]
    assert [text.unit_name(units["yuan-a-head"], language) for language in ("en", "zh")] == [
        "yuan per person",
        "元/人",
    ]


def test_a_rate_is_never_compared_with_its_plain_sister():
    made = income()
    told = in_both(lambda say: judge_comparability(made.rows(), made.dataset, say))

    assert [each.kind for each in told] == ["no", "no"]
    assert [each.reasons[0] for each in told] == [
        "They are in different units: yuan, yuan per person.",
        "单位不同：元、元/人。",
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_rate_never_shares_a_chart_with_its_plain_sister(language):
    made = income()
    charts = draw_charts(made.rows(), made.dataset, load_messages(language))

    assert charts
    for chart in charts:
        assert len({made.find(id).unit for id in chart.ids}) == 1


def test_a_chart_of_several_rates_names_what_they_are_rates_of():
    other = A_HEAD | {"id": "spending-a-head", "name": world.both("Spending per head", "人均支出")}
    made = catalogue(
        A_HEAD | {"observations": figures("62,000")},
        other | {"observations": figures("41,000")},
        other | {"id": "saving-a-head", "name": world.both("Saving per head", "人均储蓄"), "observations": figures("9,000")},
    )  # fmt: skip
    titles = [chart.title for chart in draw_charts(made.rows(), made.dataset, load_messages("en"))]

    assert any("yuan per person compared" in title for title in titles), titles

"""The charts of a page: which are drawn, in which columns, and that cards hold the rest."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace

import pytest

from indicators.charts import draw_charts
from indicators.check.dataset_file import parse_dataset
from indicators.i18n import load_messages
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.ui import chart_panels, chart_sections
from tests.noting import CATALOGUE, here, noting

CHARTS = draw_charts(CATALOGUE.rows(CATALOGUE.drawn(EVERYTHING)), CATALOGUE.dataset, load_messages("en"))


@pytest.fixture
def drawn(monkeypatch):
    """The charts that are put on the page, with their keys."""
    found = []
    monkeypatch.setattr(
        chart_panels, "show_chart", lambda _now, chart, key, *_, **__: found.append((chart, key))
    )
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("region", ["guangdong", "china", "maoming", "greater-bay-area"])
def test_a_page_loses_no_figure_and_shows_none_twice(region, language, drawn):
    selection = Selection(region=(region,))
    now = here(CATALOGUE, "regions", language, selection)
    with noting(now) as written:
        chart_sections.show_by_topic(now, selection, "region", frozenset({"region"}))
    rows = CATALOGUE.rows(CATALOGUE.drawn(selection))
    carded = re.findall(r'data-figure="([^"]*)"', written.html)
    charted = [id for chart, _ in drawn for id in chart.ids]
    topics = [topic for topic in CATALOGUE.dataset.topics.values() if topic.id in set(rows["topic"])]

    assert sorted(carded + charted) == sorted(rows["observation_id"])
    assert [(given["body"].replace("\\", ""), given["anchor"]) for given in written.of("header")] == [
        (topic.name[language], topic.id) for topic in topics
    ]
    for topic in topics:
        assert f'<div class="ri-meta">{topic.description[language]}</div>' in unescape(written.html)
    assert {key for _, key in drawn} <= {f"region_{topic.id}" for topic in topics}


def test_an_open_topic_alone_is_drawn(drawn):
    selection = Selection(region=("guangzhou",))
    now = here(CATALOGUE, "regions", selection=selection, show="trade")
    with noting(now) as written:
        chart_sections.show_by_topic(now, selection, "region")
    rows = CATALOGUE.rows(Selection(region=("guangzhou",), topic=("trade",)))
    carded = re.findall(r'data-figure="([^"]*)"', written.html)

    assert sorted(carded + [id for chart, _ in drawn for id in chart.ids]) == sorted(rows["observation_id"])


@pytest.mark.parametrize("indicator", ["goods-trade-growth", "gdp", "skilled-talent", "cluster-revenue"])
def test_the_page_of_an_indicator_shows_each_of_its_figures_once(indicator, drawn):
    selection = Selection(indicator=(indicator,))
    now = here(CATALOGUE, "indicators", selection=selection)
    with noting(now) as written:
        chart_sections.show_charts_and_cards(now, selection, "indicator", frozenset({"indicator"}))
    carded = re.findall(r'data-figure="([^"]*)"', written.html)

    assert sorted(carded + [id for chart, _ in drawn for id in chart.ids]) == sorted(
        CATALOGUE.rows(CATALOGUE.drawn(selection))["observation_id"]
    )
    assert ("ri-wall" in written.html) is bool(carded)


@pytest.mark.parametrize("plan", list(CATALOGUE.dataset.plans))
def test_since_the_plans_before_holds_the_outcomes_of_series_of_both_times_up_to_its_end(plan, drawn):
    now = here(CATALOGUE, "plans", selection=Selection(plan=(plan,)))
    with noting(now) as written:
        chart_sections.show_since_earlier_plans(now, plan)
    first, last = CATALOGUE.dataset.plans[plan].start, CATALOGUE.dataset.plans[plan].end
    rows = CATALOGUE.rows()
    rows = rows[(rows["status"] == "actual") & rows["period_end"].notna()]
    years = rows["period_end"].map(lambda day: day.year)
    before = set(rows[years < first]["series"])
    within = set(rows[rows["plan"].astype(str) == plan]["series"])
    fits = rows[rows["series"].isin(before & within) & (years <= last)]

    assert {id for chart, _ in drawn for id in chart.ids} <= set(fits["observation_id"])
    if drawn:
        assert {key for _, key in drawn} == {"since"}
        assert written.of("header")[0]["body"] == "Since the plans before"
    else:
        assert written.calls == []
    assert bool(drawn) is (plan == "14")


@pytest.mark.parametrize(
    ("years", "shown"),
    [
        ((2014, 2015), (2014, 2015)),  # the year before the first, and the first
        ((2014, 2019), (2014, 2019)),  # the last
        ((2014, 2019, 2020), (2014, 2019)),  # what came after is left out
        ((2014, 2020), ()),  # nothing of the plan itself
        ((2015, 2019), ()),  # nothing before it
    ],
)
def test_a_time_before_a_plan_ends_with_the_year_before_its_first(small, small_file, years, shown):
    text = small_file.read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if "stated: about 900 tonnes" in line)
    own = [line.replace("period: 2019", f"period: {year}") for year in years]
    catalogue = Catalogue(parse_dataset(text.replace(line, "\n".join(own))))
    found = chart_sections._figures_across_plans(
        catalogue, Selection(indicator=("catch",), region=("port",), qualifier=("about",)), "1"
    )

    assert tuple(sorted(row.period_end.year for row in found)) == shown
    assert small.dataset.plans["1"].start == 2015
    assert small.dataset.plans["1"].end == 2019


def test_what_was_aimed_at_is_no_outcome_of_a_plan_or_of_the_time_before(small_file):
    text = small_file.read_text(encoding="utf-8")
    line = next(line for line in text.split("\n") if "stated: about 900 tonnes" in line)
    aimed = line.replace("period: 2019", "period: 2014").replace("source:", "status: target, source:")
    catalogue = Catalogue(parse_dataset(text.replace(line, f"{aimed}\n{line}")))

    assert (
        chart_sections._figures_across_plans(
            catalogue, Selection(qualifier=("about",), indicator=("catch",)), "1"
        )
        == ()
    )


@pytest.mark.parametrize(
    ("heights", "columns"),
    [
        ([], ["", ""]),
        ([100], ["a", ""]),
        ([100, 100], ["a", "b"]),
        ([100, 100, 100], ["ac", "b"]),
        ([900, 100, 100, 100], ["a", "bcd"]),
        ([400, 100, 99], ["a", "bc"]),
        ([100, 900, 100, 100], ["acd", "b"]),
    ],
)
def test_charts_are_shared_out_to_columns_of_one_height_in_their_order(heights, columns):
    found = [
        SimpleNamespace(id=name, plot={"layout": {"height": height}})
        for name, height in zip("abcdef", heights, strict=False)
    ]

    assert [
        "".join(chart.id for chart in column) for column in chart_sections._balance_columns(found)
    ] == columns


def test_the_frame_of_a_chart_counts_for_the_height_of_its_column():
    heights = [310.0, 100.0, 100.0, 100.0]
    found = [
        SimpleNamespace(id=n, plot={"layout": {"height": h}}) for n, h in zip("abcd", heights, strict=True)
    ]

    # 520 beside 310 + 310: the fourth stands below the first
    assert ["".join(chart.id for chart in column) for column in chart_sections._balance_columns(found)] == [
        "ad",
        "bc",
    ]


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_one_chart_goes_across_the_page_and_several_in_two_columns(n, drawn, monkeypatch):
    asked_for = []
    now = here(CATALOGUE)
    with noting(now):
        columns = chart_sections.st.columns
        monkeypatch.setattr(
            chart_sections.st, "columns", lambda spec, **_: asked_for.append(spec) or columns(spec)
        )
        chart_sections._show_in_columns(now, CHARTS[:n], "k")
        monkeypatch.undo()

    assert asked_for == ([2] if n > 1 else [])

"""Charts on a page: which are shown, what stands below them, and that the rest is not lost."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from types import SimpleNamespace

import pytest

from indicators.charts import draw_charts
from indicators.charts.chart_cache import curated_chart
from indicators.charts.comparison_cache import charts_of_series
from indicators.i18n import load_messages
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import EVERYTHING, MAX_NAMED_FIGURES, Selection
from indicators.ui import chart_colours, chart_panels
from indicators.ui.streamlit_internals import pacing
from indicators.web.api.charts import chart_file_stem
from tests.noting import CATALOGUE, SITE, asked, here, noting
from tests.world import catalogue, figure

CHARTS = draw_charts(CATALOGUE.rows(), CATALOGUE.dataset, load_messages("en"))
BARS = ("bars", "growth", "shares", "whole", "nested")


def shown(chart, language="en", page="regions", theme="light", opened=False, **options):
    now = here(CATALOGUE, page, language)
    with noting(now, theme=theme, opened=opened) as written:
        chart_panels.show_chart(now, chart, "k", **options)
    return written


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_a_chart_stands_with_title_subtitle_source_hedges_and_alternative_text(chart):
    written = shown(chart)
    title, below = written.html.split("\n", 1)
    said = {unescape(each) for each in re.findall(r"<span>(.*?)</span>", below)}
    exact = "■ exact as stated" if chart.kind in BARS else "● exact as stated"
    hedges = {
        "over": "|→ lower bound (over, more than, at least)",
        "at_least": "|→ lower bound (over, more than, at least)",
        "under": "←| upper bound (under, less than, at most)",
        "at_most": "←| upper bound (under, less than, at most)",
        "nearly": "▷ just below (nearly, almost, close to)",
        "between": "├━┤ range (between, from … to)",
        "about": "◇ rounded (about, approximately)",
    }
    rows = CATALOGUE.rows().set_index("observation_id").loc[list(chart.ids)]
    has = set(rows["qualifier"])
    expected = {hedges[name] for name in has - {"exact"}}
    if expected and "exact" in has:
        expected.add(exact)

    assert unescape(title).endswith(
        f'</details><p class="ri-title">{chart.title}</p><div class="ri-meta">{chart.subtitle}</div>'
    )
    assert said == expected
    assert below.count("<span>") == len(expected)
    assert ("ri-legend" in below) is bool(expected)
    assert f'<div class="ri-meta">{chart.source}</div>' in unescape(below)
    assert written.of("plotly_chart")[0]["alt"] == chart.alt
    assert written.keys == {f"chart_k_{chart.id}_light"}


def test_a_chart_that_a_page_alone_knows_has_no_menu_and_a_table_that_is_made_when_it_is_opened():
    chart = CHARTS[0]
    closed, opened = (shown(chart, opened=opened, has_address=False) for opened in (False, True))

    assert "ri-menu" not in closed.html
    n = len(chart.ids)
    assert closed.of("expander")[0]["label"] == f"Table of this chart: {n} row{'' if n == 1 else 's'}"
    assert closed.of("expander")[0]["expanded"] is False
    assert not closed.of("dataframe")
    assert len(opened.of("dataframe")[0]["data"].data) == n


def test_on_its_own_page_a_chart_has_its_table_below_it_and_its_title_stands_above():
    written = shown(CHARTS[0], opened=True, is_own_page=True)

    assert written.of("expander")[0]["expanded"] is True
    assert written.of("dataframe")
    assert "ri-title" not in written.html
    assert "<dt>Table</dt>" not in written.html
    assert "<dt>Table</dt>" in shown(CHARTS[0]).html


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chart_is_drawn_in_the_colours_of_the_page_and_is_another_in_another_theme(theme):
    chart = CHARTS[0]
    given = shown(chart, theme=theme).of("plotly_chart")[0]

    assert given["figure_or_data"] is chart.painted(chart_colours.chart_palette(theme))
    assert given["key"] == f"chart_k_{chart.id}_{theme}"
    assert given["theme"] is None


def link_of(written):
    """The address that the menu gives, and its parameters."""
    [link] = re.findall(r"<dt>(?:Link|链接)</dt><dd><code>([^<]*)</code>", written.html)
    return asked(unescape(link).removeprefix(SITE))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("chart", CHARTS[::9], ids=lambda chart: chart.id)
def test_the_address_of_a_chart_looks_for_it_among_a_selection_or_by_the_names_of_its_figures(
    chart, language
):
    own = [("lang", "zh")] if language == "zh" else []

    assert link_of(shown(chart, language)) == (
        f"/c/{chart.id}",
        [*(("observation", id) for id in sorted(chart.ids)), *own],
    )
    assert link_of(shown(chart, language, among=Selection(region=("guangdong",)))) == (
        f"/c/{chart.id}",
        [("region", "guangdong"), *own],
    )


def test_a_declared_chart_needs_neither():
    chart = curated_chart(CATALOGUE, "guangzhou-trade-growth", "en")

    assert (
        link_of(shown(chart))
        == link_of(shown(chart, among=Selection(region=("guangdong",))))
        == (
            "/c/guangzhou-trade-growth",
            [],
        )
    )


def test_a_chart_of_a_comparison_is_found_by_its_series():
    series = ("gdp.beijing-tianjin-hebei", "gdp.greater-bay-area")
    [chart] = charts_of_series(CATALOGUE, series, "en", "shared")

    assert link_of(shown(chart, series=series)) == (f"/c/{chart.id}", [("series", each) for each in series])


@pytest.mark.parametrize(
    ("n", "has_menu"),
    [(MAX_NAMED_FIGURES - 1, True), (MAX_NAMED_FIGURES, True), (MAX_NAMED_FIGURES + 1, False)],
)
def test_a_chart_of_more_figures_than_an_address_can_name_has_one_among_a_selection_only(n, has_menu):
    chart = replace(CHARTS[0], ids=tuple(f"f{k}" for k in range(n)))

    assert ("ri-menu" in shown(chart).html) is has_menu
    assert "ri-menu" in shown(chart, among=EVERYTHING).html
    assert bool(shown(chart).of("expander")) is not has_menu


@pytest.mark.parametrize(
    ("points", "figure"),
    [
        ([], ""),
        ([{"customdata": None}], ""),
        ([{}], ""),
        ([{"customdata": ["a", 1]}], "a"),
        ([{"customdata": "b"}], "b"),
        ([{}, {"customdata": "c"}, {"customdata": "d"}], "c"),
    ],
)
def test_a_click_on_a_mark_opens_the_card_of_its_figure(points, figure):
    written = shown(CHARTS[0])
    given = written.of("plotly_chart")[0]
    written.state[given["key"]] = SimpleNamespace(selection=SimpleNamespace(points=points))

    assert written.does(given["on_select"]).figure == figure


class TestWaiting:
    """The first chart goes ahead when charts change; see the module for why."""

    @pytest.mark.parametrize(
        ("before", "after", "waits"),
        [
            ({}, {}, 0),
            ({"figure": ""}, {"figure": "gdp.hengqin.2009"}, 0),
            ({"show": "trade"}, {"show": "talent"}, 1),
            ({"selection": EVERYTHING}, {"selection": Selection(topic=("trade",))}, 1),
        ],
    )
    def test_only_a_choice_that_charts_depend_on_makes_the_others_wait(
        self, before, after, waits, monkeypatch
    ):
        slept = []
        monkeypatch.setattr(pacing, "time", SimpleNamespace(sleep=slept.append))
        state = {}
        for choices in (before, after):
            now = here(CATALOGUE, **choices)
            with noting(now, state=state) as written:
                chart_panels.show_chart(now, CHARTS[0], "k")
                chart_panels.show_chart(now, CHARTS[1], "k")
            state = dict(written.state)

        assert slept == [0.02] * waits


def test_files_of_charts_are_called_alike_only_where_the_charts_are_the_same():
    named: dict[str, set[tuple[object, ...]]] = {}
    subjects = [
        Selection(**{dimension: (id,)})
        for dimension in ("region", "sector", "plan", "indicator", "topic", "source")
        for id in DIMENSIONS_BY_ID[dimension].ids(CATALOGUE.dataset)
    ]
    for selection in [EVERYTHING, *subjects]:
        rows = CATALOGUE.rows(CATALOGUE.drawn(selection))
        for chart in draw_charts(rows, CATALOGUE.dataset, load_messages("zh")):
            name = chart_file_stem(chart, "zh")
            named.setdefault(name, set()).add((chart.id, chart.ids, chart.title, chart.subtitle))

    assert len(named) > 90
    assert all(len(charts) == 1 for charts in named.values())
    assert all(re.fullmatch("[a-z0-9_-]{1,120}", name) for name in named)
    assert len({name for name in named if name.startswith("bars-industry-clusters-clusters-level-at")}) > 3


#: Two regions over three years.
TWO_LINES = catalogue(
    [
        figure("gdp", n + year - 2000, region=region, period=str(year))
        for n, region in enumerate(("north", "south"))
        for year in (2021, 2022, 2023)
    ]
)


def two_lines(language="en", state=None):
    """The chart of two lines, and what is written of it."""
    (chart,) = draw_charts(TWO_LINES.rows(), TWO_LINES.dataset, load_messages(language))
    now = here(TWO_LINES, "regions", language)
    with noting(now, state=state) as written:
        chart_panels.show_chart(now, chart, "k")
    return chart, written


@pytest.mark.parametrize(
    ("language", "title", "options"),
    [("en", "How to show it", ["Lines", "Ranking"]), ("zh", "显示方式", ["折线", "排名"])],
)
def test_a_chart_that_can_be_shown_in_several_ways_has_a_selector_that_opens_on_the_best(
    language, title, options
):
    chart, written = two_lines(language)
    (control,) = written.of("segmented_control")

    assert control["label"] == title
    assert [control["format_func"](id) for id in control["options"]][:2] == options
    assert control["default"] == "lines"
    assert written.of("plotly_chart")[0]["alt"] == chart.alt


def test_the_chosen_way_is_shown_with_its_own_words_and_rows():
    chart, written = two_lines(state={"chart_k_lines-gdp-during-year_view": "ranking"})
    ranking = chart.views[1].chart

    assert ranking.subtitle in unescape(written.html)
    assert written.of("plotly_chart")[0]["alt"] == ranking.alt
    assert link_of(written) == (
        f"/c/{chart.id}-ranking",
        [("observation", id) for id in sorted(chart.ids)],
    )


def test_the_period_of_an_index_is_chosen_beside_it():
    chart, written = two_lines(state={"chart_k_lines-gdp-during-year_view": "index"})
    (control,) = written.of("selectbox")

    assert control["label"] == "100 is the figure of"
    assert [control["format_func"](id) for id in control["options"]] == ["2021", "2022", "2023"]
    key = "chart_k_lines-gdp-during-year_view"
    _, written = two_lines(state={key: "index", f"{key}_base": "index-2022"})
    assert "2022 = 100" in written.html
    assert chart.views[-1].id == "index"

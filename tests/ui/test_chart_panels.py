"""Charts on a page: which are shown, what stands below them, and that the rest is not lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from indicators.charts import draw_charts
from indicators.i18n import load_messages
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import EVERYTHING, MAX_NAMED_FIGURES, Selection
from indicators.ui import chart_colours, chart_panels, picture_buttons
from indicators.ui.streamlit_internals import pacing
from indicators.web.composition.site_pages import PAGES_BY_SLUG
from tests.noting import CATALOGUE, asked, here, links, noting
from tests.world import catalogue, figure

CHARTS = draw_charts(CATALOGUE.rows(), CATALOGUE.dataset, load_messages("en"))
BARS = ("bars", "growth", "shares", "whole", "nested")


def shown(chart, language="en", page="regions", theme="light", opened=False, **options):
    now = here(CATALOGUE, page, language)
    with noting(now, theme=theme, opened=opened) as written:
        chart_panels.show_chart(now, chart, "k", **options)
    return written


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_a_chart_stands_with_title_subtitle_source_hedges_alternative_text_and_table(chart):
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

    assert unescape(title) == (
        f'<p class="ri-title">{chart.title}</p><div class="ri-meta">{chart.subtitle}</div>'
    )
    assert said == expected
    assert below.count("<span>") == len(expected)
    assert ("ri-legend" in below) is bool(expected)
    assert f'<div class="ri-meta">{chart.source}</div>' in unescape(below)
    assert written.of("plotly_chart")[0]["alt"] == chart.alt
    n = len(chart.ids)
    assert written.of("expander")[0]["label"] == f"Table of this chart: {n} row{'' if n == 1 else 's'}"
    assert written.keys == {f"chart_k_{chart.id}_light", f"chart_k_{chart.id}_open"}


def test_the_table_of_a_chart_is_made_when_it_is_opened_and_holds_its_rows():
    chart = CHARTS[0]
    closed, opened = shown(chart), shown(chart, opened=True)

    assert not closed.of("dataframe")
    assert len(opened.of("dataframe")[0]["data"].data) == len(chart.ids)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chart_is_drawn_in_the_colours_of_the_page_and_is_another_in_another_theme(theme):
    chart = CHARTS[0]
    given = shown(chart, theme=theme).of("plotly_chart")[0]

    assert given["figure_or_data"] is chart.painted(chart_colours.chart_palette(theme))
    assert given["key"] == f"chart_k_{chart.id}_{theme}"
    assert given["theme"] is None


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("chart", CHARTS[::5], ids=lambda chart: chart.id)
def test_the_files_of_a_chart_hold_the_rows_it_draws(chart, language):
    now = here(CATALOGUE, "regions", language)
    found = links(chart_panels.chart_file_links(now, chart))

    assert [label for _, label in found] == ["XLSX", "CSV", "JSON"]
    for (href, _), kind in zip(found, ("xlsx", "csv", "json"), strict=True):
        path, pairs = asked(href)
        assert path == f"/api/v1/observations.{kind}"
        assert [value for name, value in pairs if name == "observation"] == sorted(chart.ids)
        assert [pair for pair in pairs if pair[0] == "lang"] == ([("lang", "zh")] if language == "zh" else [])
        assert [pair for pair in pairs if pair[0] == "bom"] == ([("bom", "1")] if kind == "csv" else [])
    told = re.findall(r'aria-label="([^"]*)"', chart_panels.chart_file_links(now, chart))
    assert all(unescape(each).endswith(chart.title) or chart.title in unescape(each) for each in told)
    if language == "en":
        assert [unescape(each) for each in told] == [
            f"Data ({kind}) of {chart.title}" for kind in ("XLSX", "CSV", "JSON")
        ]


@pytest.mark.parametrize(
    ("n", "has_files"),
    [(MAX_NAMED_FIGURES - 1, True), (MAX_NAMED_FIGURES, True), (MAX_NAMED_FIGURES + 1, False)],
)
def test_a_chart_of_more_figures_than_an_address_can_name_has_no_files(n, has_files):
    chart = replace(CHARTS[0], ids=tuple(f"f{k}" for k in range(n)))

    assert bool(chart_panels.chart_file_links(here(CATALOGUE), chart)) is has_files


def test_a_chart_without_pictures_has_no_buttons():
    assert "ri-files" in shown(CHARTS[0]).html
    assert "ri-files" not in shown(CHARTS[0], pictures=False).html


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


class TestPictures:
    def told(self, chart, page="regions", language="en", legend="", **others):
        now = here(CATALOGUE, page, language, **others)
        html = picture_buttons.picture_buttons_html(
            now, chart, " chart k.é/light ", legend, Markup("<i>files</i>")
        )
        return html, json.loads(unescape(re.search(r'data-chart="([^"]*)"', html)[1]))

    @pytest.mark.parametrize("chart", CHARTS[::6], ids=lambda chart: chart.id)
    def test_a_picture_has_every_word_that_stands_beside_the_chart(self, chart):
        _, told = self.told(chart, legend="● a   ◇ b")

        assert told == {
            "widget": "chart-k---light",
            "id": chart.id,
            "file": picture_buttons.chart_file_name(chart, "en"),
            "title": chart.title,
            "subtitle": chart.subtitle,
            "legend": "● a   ◇ b",
            "source": chart.source,
            "alt": chart.alt,
            "path": told["path"],
        }

    def test_the_legend_of_a_picture_is_that_of_the_page(self):
        chart = next(chart for chart in CHARTS if len(chart.marks) > 1 and chart.has_exact)
        html = shown(chart).html
        told = json.loads(unescape(re.search(r'data-chart="([^"]*)"', html)[1]))
        entries = re.findall(r"<span>(.*?)</span>", html.split('class="ri-files"')[0])

        assert told["legend"].split("   ") == [unescape(each) for each in entries]
        assert told["widget"] == f"chart_k_{chart.id}_light"

    @pytest.mark.parametrize(
        ("language", "names"),
        [
            ("en", ["Picture (PNG) of {}", "Picture (SVG) of {}"]),
            ("zh", ["{}的图片（PNG）", "{}的图片（SVG）"]),
        ],
    )
    def test_buttons_are_named_by_kind_and_chart(self, language, names):
        chart = replace(CHARTS[0], title='"T" <b>')
        html, _ = self.told(chart, language=language)
        found = re.findall(
            r'<button type="button" data-picture="(\w+)" title="([^"]*)" aria-label="([^"]*)">(\w+)</button>',
            html,
        )

        assert [(kind, label) for kind, _, _, label in found] == [("png", "PNG"), ("svg", "SVG")]
        if language == "en":
            assert [unescape(name) for _, name, _, _ in found] == [name.format('"T" <b>') for name in names]
        assert all(title == label and '"T" <b>' in unescape(title) for _, title, label, _ in found)
        assert "<b>" not in html
        assert html.endswith('<i>files</i><span role="status"></span></div>')

    @pytest.mark.parametrize("slug", ["regions", "sectors", "plans", "indicators", "sources"])
    def test_a_picture_leads_to_the_subject_of_its_page_though_the_address_does_not_name_it(self, slug):
        subject = PAGES_BY_SLUG[slug].subject
        for chart in CHARTS[::4]:
            ids = list(chart.rows[subject].dropna().unique())
            path, pairs = asked(
                picture_buttons.chart_permalink(here(CATALOGUE, slug, figure="gdp.hengqin.2009"), chart)
            )
            assert path == f"/{slug}"
            assert pairs == ([(subject, ids[0])] if len(ids) == 1 else []) + [("lang", "en")]

    def test_a_subject_that_the_address_names_stays_and_other_pages_add_nothing(self):
        chart = next(c for c in CHARTS if set(c.rows["region"]) == {"guangdong"})
        named = here(CATALOGUE, "regions", selection=Selection(region=("greater-bay-area",)))

        assert picture_buttons.chart_permalink(named, chart) == "/regions?region=greater-bay-area&lang=en"
        assert (
            picture_buttons.chart_permalink(here(CATALOGUE, "compare", "zh", series=("a",)), chart)
            == "/compare?lang=zh&series=a"
        )
        assert picture_buttons.chart_permalink(here(CATALOGUE, "overview"), chart) == "/?lang=en"
        assert picture_buttons.chart_permalink(here(CATALOGUE, "no-page"), chart) == "/no-page?lang=en"


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
            name = picture_buttons.chart_file_name(chart, "zh")
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
    assert written.of("expander")[0]["label"] == "Table of this chart: 2 rows"


def test_the_period_of_an_index_is_chosen_beside_it():
    chart, written = two_lines(state={"chart_k_lines-gdp-during-year_view": "index"})
    (control,) = written.of("selectbox")

    assert control["label"] == "100 is the figure of"
    assert [control["format_func"](id) for id in control["options"]] == ["2021", "2022", "2023"]
    key = "chart_k_lines-gdp-during-year_view"
    _, written = two_lines(state={key: "index", f"{key}_base": "index-2022"})
    assert "2022 = 100" in written.html
    assert chart.views[-1].id == "index"

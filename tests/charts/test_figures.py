"""What charts promise: hedges stay hedges, like stays with like, nothing is clipped or injected."""

import json
import math
import re
from collections import Counter

import plotly.graph_objects as go
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plotly.io import to_json
from plotly.tools import return_figure_from_figure_or_data

from indicators import text
from indicators.charts import (
    ChartPalette,
    draw_chart,
    draw_charts,
    draw_comparison,
    draw_declared_chart,
    judge_comparability,
)
from indicators.charts.scale import axis_ticks, linear_scale, log_scale
from indicators.charts.text_metrics import LABEL_WIDTH, text_width, wrap_text
from indicators.charts.theme import NARROWEST_WIDTH
from indicators.check.dataset_file import parse_dataset
from indicators.i18n import Messages
from indicators.model import chart_kinds
from indicators.model.chart_kinds import MAX_LINEAR_RATIO
from indicators.model.period import parse_period
from indicators.query import Catalogue, Selection, chart_selection
from tests.real import real

EN, ZH = Messages("en", {}), Messages("zh", {})
CATALOGUE = real()
DATASET, ROWS = CATALOGUE.dataset, CATALOGUE.rows(Selection(implied=True))
PALETTE = ChartPalette(
    tuple(f"#{n}{n}{n}{n}{n}{n}" for n in range(1, 10)), "#AAAAAA", "#BBBBBB", "#CCCCCC", "serif"
)
REAL = draw_charts(ROWS, DATASET, EN)
MODES = ("own", "shared", "index")
#: How a figure begins when its hedge is said.
SAID = {
    "exact": r"[^a-z]|No\. ",
    "over": "over ",
    "at_least": "at least ",
    "nearly": "nearly |under ",
    "about": "about ",
}
BOUNDS = {"over": 1, "at_least": 1, "nearly": -1}

HEAD = """
dataset: {title: {en: T, zh: T}, description: {en: D, zh: D}, licence: CC0-1.0}
sources:
  - {id: s1, title: {en: S, zh: S}, publisher: {en: Herald, zh: 报}, published: 2025-03, language: en, accessed: 2026-01-01}
regions:
  - {id: a, name: {en: Alpha, zh: 甲}, kind: city}
  - {id: b, name: {en: Beta, zh: 乙}, kind: city}
  - {id: evil, name: {en: "<b>Evil</b> & <a href='https://x.example'>co</a>", zh: 丙}, kind: city}
sectors:
  - {id: cars, name: {en: Cars, zh: 汽车}}
  - {id: ships, name: {en: Ships, zh: 船舶}}
topics:
  - {id: t, name: {en: Topic, zh: 题}, description: {en: D, zh: D}}
units:
  - {id: yuan, name: {en: yuan, zh: 元}, kind: money}
  - {id: percent, name: {en: "%", zh: "%"}, kind: percent}
  - {id: firms, name: {en: firms, zh: 家企业}, kind: count}
plans:
  - {id: "14", name: {en: P, zh: P}, start: 2021, end: 2025}
indicators:
"""


def indicator(id, unit, measure, figures, of=None):
    """YAML of an indicator; each figure is "region period value qualifier [status [sector]]"."""
    found = [
        f"  - id: {id}",
        f"    name: {{en: Name of {id}, zh: {id}之名}}",
        "    definition: {en: D, zh: D}",
        f"    topic: t\n    unit: {unit}\n    measure: {measure}",
    ]
    found += [f"    of: {{en: {of}, zh: {of}}}"] if of else []
    found.append("    observations:")
    for figure in figures:
        given = figure.split()
        region, period, value, qualifier, status, sector = given + ["actual", ""][len(given) - 4 :]
        sector = f"sector: {sector}, " if sector else ""
        found.append(
            f"      - {{region: {region}, {sector}period: {period}, timing: during, value: '{value.replace('_', ' ')}', "
            f"qualifier: {qualifier}, status: {status}, stated: 'printed {value}', source: s1, at: [7]}}"
        )
    return "\n".join(found) + "\n"


def drawn(*parts, say=EN):
    """The charts of a made-up dataset."""
    catalogue = Catalogue(parse_dataset(HEAD + "".join(parts)))
    return draw_charts(catalogue.rows(), catalogue.dataset, say)


def main_trace(chart):
    """The trace that holds the figures."""
    (found,) = [trace for trace in chart.plot["data"] if trace["name"] == "figures"]
    return found


def connectors(chart):
    return [trace for trace in chart.plot["data"] if trace["name"] == "connector"]


def notes(chart, id, *, arrow):
    found = chart.plot["layout"]["annotations"]
    return [note for note in found if note.get("name") == id and note["showarrow"] is arrow]


def words_of(chart):
    """Every text printed inside the figure."""
    return "\n".join(note["text"] for note in chart.plot["layout"]["annotations"]).replace("<br>", " ")


def plain(html):
    return html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


# What is promised of every chart


def check(chart, dataset=DATASET, say=EN):
    check_rows(chart)
    check_axes(chart)
    check_hedges(chart, dataset, say)
    check_joins(chart)
    check_room(chart)
    check_words(chart, dataset, say)


def check_rows(chart):
    trace = main_trace(chart)

    assert trace["customdata"] == list(chart.rows["observation_id"])
    assert (
        len(trace["customdata"]) == len(trace["hovertext"]) >= (1 if chart.kind in ("whole", "series") else 2)
    )
    assert chart.ids == tuple(chart.rows["observation_id"])
    assert chart.rows["unit"].nunique() == chart.rows["measure"].nunique() == 1
    assert not (chart.rows["measure"] == "streak").any()
    assert (chart.rows["measure"] == "rank").any() == (chart.kind == "ladder")
    if chart.rows["measure"].iloc[0] in ("growth", "change") and chart.kind not in ("line", "series"):
        assert not chart.rows["period"].isna().any()
        assert len({chart_kinds.growth_basis(row) for row in chart.rows.itertuples()}) == 1


def check_axes(chart):
    axis = chart.plot["layout"]["xaxis"]
    values = chart.plot["layout"]["yaxis"] if chart.kind == "line" else axis

    assert axis["fixedrange"]
    assert chart.plot["layout"]["yaxis"]["fixedrange"]
    if any(trace["type"] == "bar" for trace in chart.plot["data"]):
        assert axis["type"] == "linear"
        assert "base" not in main_trace(chart) or chart.kind == "whole"
    if chart.kind == "ladder":
        assert main_trace(chart)["type"] == "scatter"
        assert len(set(main_trace(chart)["x"])) == 1
        assert not axis["showticklabels"]
    if values.get("type") == "log":
        assert "log scale" in chart.subtitle.lower()
    else:
        assert values["range"][0] <= 0 <= values["range"][1]
    if chart.kind in ("bars", "growth", "shares", "whole", "nested"):
        assert main_trace(chart)["type"] == "bar"


def check_hedges(chart, dataset, say):
    trace, ends = main_trace(chart), [t for t in chart.plot["data"] if t["name"] == "ends"]
    symbols = dict(zip(trace["customdata"], trace["marker"].get("symbol", []), strict=False))
    diamonds = {y for t in ends for y, s in zip(t["y"], t["marker"]["symbol"], strict=True) if s == "diamond"}
    for row, y in zip(chart.rows.itertuples(), trace["y"], strict=True):
        arrows = notes(chart, row.observation_id, arrow=True)
        if row.qualifier in BOUNDS:
            side = arrows[0]["ax"] if chart.kind != "line" else -arrows[0]["ay"]
            assert len(arrows) == 1
            assert math.copysign(1, side) == BOUNDS[row.qualifier]
            assert abs(side) == 26
        else:
            assert not arrows
        if row.qualifier == "about":
            assert symbols.get(row.observation_id) == "diamond" or y in diamonds
        if row.qualifier != "exact" and chart.kind == "line":
            (label,) = notes(chart, row.observation_id, arrow=False)
            assert label["text"].startswith(text.add_hedge("", row, say))
        elif chart.kind != "line":
            assert text.format_figure(row, dataset, say) in plain(words_of(chart))
        if say is EN and row.basis == "stated":
            assert re.match(SAID[row.qualifier], text.format_figure(row, dataset, say))
    assert set(chart.hedges) == set(chart.rows["qualifier"]) - {"exact"}
    if (
        chart.kind not in ("line", "then-now", "series")
        and len(chart.rows) > 1
        and set(chart.hedges) & set(BOUNDS)
    ):
        assert "not ranked" in chart.subtitle


def check_joins(chart):
    threads = chart.rows.groupby(["series", "status", "basis"], observed=True)
    if not connectors(chart):
        return
    by_y = dict(zip(main_trace(chart)["y"], chart.rows.itertuples(), strict=True))
    assert chart.kind in ("line", "then-now", "series")
    if chart.kind == "line":
        assert len({what_and_when(row) for row in chart.rows.itertuples()}) == 1
        assert threads.ngroups == 1
        assert len(connectors(chart)) == len(chart.rows) - 1
    else:
        if chart.kind == "then-now":
            assert len(connectors(chart)) == threads.ngroups
        for connector in connectors(chart):
            ends = [by_y[y] for y in connector["y"]]
            assert len({(end.series, end.status, end.basis) for end in ends}) == 1
            assert len({what_and_when(end) for end in ends}) == 1
            hedged = any(end.qualifier != "exact" for end in ends)
            assert connector["line"]["dash"] == ("dot" if hedged else "solid")


def what_and_when(row):
    """What may be joined has all of this in common, whatever the table calls a series."""
    period = parse_period(row.period)
    months = (period.start.month, period.end.month) if period.kind == "part-year" else None
    fields = (row.indicator, row.region, row.sector, row.counterpart, row.unit)
    return tuple(str(field) for field in fields), period.kind, months


def check_room(chart):
    """On a phone, nothing beside a mark reaches out of the figure."""
    layout, margin = chart.plot["layout"], chart.plot["layout"]["margin"]
    plot = NARROWEST_WIDTH - margin["l"] - margin["r"]
    assert plot >= 100
    if chart.kind == "line":
        return
    low, high = layout["xaxis"]["range"]
    for note in layout["annotations"]:
        if note.get("xref") == "paper":
            lines = re.sub(r"</?(?:b|span[^>]*)>", "", note["text"]).split("<br>")
            assert max(text_width(plain(one)) for one in lines) <= NARROWEST_WIDTH
            continue
        place = margin["l"] + plot * (note["x"] - low) / (high - low)
        if note["showarrow"]:
            assert -1 <= place + note["ax"] <= NARROWEST_WIDTH + 1
        else:
            assert place + note["xshift"] + text_width(plain(note["text"])) <= NARROWEST_WIDTH + 1


def check_words(chart, dataset, say):
    if chart.kind == "ladder":
        first = f"No. {int(chart.rows['value'].min())}"
        assert f"Highest as stated: {first}" in chart.alt or chart.alt.endswith(f"stated alike: {first}.")
        return
    named = dict(re.findall(r"(Highest|Lowest) as stated: (.*?)\.(?: |$)(?=Lowest|Of|\d|$)", chart.alt))
    ends = (("Highest", chart.rows["value"].max()), ("Lowest", chart.rows["value"].min()))
    for word, value in ends if named else ():
        ends = chart.rows[chart.rows["value"] == value].itertuples()
        assert any(named[word].startswith(text.format_figure(row, dataset, say)) for row in ends)
    assert f"{len(chart.rows)} figure" in chart.alt
    assert chart.title
    assert chart.subtitle
    assert chart.source.startswith("Source")
    for hovertext, row in zip(main_trace(chart)["hovertext"], chart.rows.itertuples(), strict=True):
        flat = plain(hovertext.replace("<br>", " "))
        assert all(word in flat for word in row.stated.split())
        assert row.basis == "stated" or "implied" in flat
        assert text.format_figure(row, dataset, say) in flat


def plain_form(figure):
    """What Streamlit sends of a figure."""
    return json.loads(
        to_json(return_figure_from_figure_or_data(figure, validate_figure=True), validate=False)
    )


@pytest.mark.parametrize("chart", REAL, ids=lambda chart: chart.id)
def test_every_chart_of_the_real_data_keeps_its_promises(chart):
    check(chart)
    drawing = chart.painted(PALETTE)
    shown, checked = (
        plain_form(drawing),
        plain_form(go.Figure(drawing.to_dict())),
    )  # plotly refuses what it does not know
    del checked["layout"]["template"]
    assert shown == checked
    assert not re.search("#0000[0-9]{2}", json.dumps(shown))  # every colour has been painted


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.integers(0, len(ROWS) - 1)), st.randoms(use_true_random=False))
def test_any_rows_in_any_order_give_charts_that_keep_their_promises(places, random):
    order = sorted(places)
    random.shuffle(order)

    found = draw_charts(ROWS.iloc[order], DATASET, EN)

    ids = [id for chart in found for id in chart.rows["observation_id"]]
    assert set(ids) <= set(ROWS.iloc[order]["observation_id"])
    assert not [id for id, times in Counter(ids).items() if times > 1]
    for chart in found:
        check(chart)


PERIODS = (
    "2021",
    "2022",
    "2023",
    "2022-01/2022-10",
    "2023-01/2023-10",
    "2023-01/2023-06",
    "2021/2025",
    "2023-12-31",
)
KINDS_OF = (("yuan", "level"), ("percent", "growth"), ("percent", "share"), ("firms", "level"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(KINDS_OF),
    st.sets(
        st.tuples(
            st.sampled_from("ab"), st.sampled_from(PERIODS), st.integers(2, 90), st.sampled_from(list(SAID))
        ),
        min_size=2,
        max_size=9,
    ),
)
def test_made_up_figures_of_any_periods_are_never_joined_across_kinds_of_period(kind, figures):
    unlike = {(region, period): (value, hedge) for region, period, value, hedge in figures}
    lines = [f"{region} {period} {value} {hedge}" for (region, period), (value, hedge) in unlike.items()]
    catalogue = Catalogue(
        parse_dataset(HEAD + indicator("i", *kind, lines, of="all" if kind[1] == "share" else None))
    )

    for chart in draw_charts(catalogue.rows(), catalogue.dataset, EN):
        check(chart, catalogue.dataset)


def test_no_rows_give_no_charts():
    assert draw_charts(ROWS.iloc[:0], DATASET, EN) == []


def test_ids_are_unique_kebab_case_and_do_not_depend_on_the_language():
    ids = [chart.id for chart in REAL]

    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) for id in ids)
    assert ids == [chart.id for chart in draw_charts(ROWS, DATASET, ZH)]


def test_the_table_that_was_given_stays_as_it_was():
    before = ROWS.copy()

    draw_charts(ROWS, DATASET, EN)

    assert ROWS.equals(before)


# What is drawn as what


def test_figures_of_like_size_are_bars_and_of_unlike_size_dots_on_a_log_axis():
    (like,) = drawn(
        indicator("firms", "firms", "level", ["a 2024 20 exact", f"b 2024 {20 * MAX_LINEAR_RATIO} exact"])
    )
    (unlike,) = drawn(
        indicator("firms", "firms", "level", ["a 2024 20 exact", f"b 2024 {20 * MAX_LINEAR_RATIO + 1} exact"])
    )

    assert (like.kind, unlike.kind) == ("bars", "dots")
    assert unlike.plot["layout"]["xaxis"]["type"] == "log"


def test_a_figure_of_zero_never_stands_on_a_log_axis():
    (chart,) = drawn(indicator("firms", "firms", "level", ["a 2024 0 exact", "b 2024 90_million exact"]))

    assert chart.kind == "bars"


def test_streaks_are_never_drawn_and_ranks_only_on_ladders():
    charted = {id: chart.kind for chart in REAL for id in chart.ids}

    assert not set(charted) & set(ROWS.loc[ROWS["measure"] == "streak", "observation_id"])
    ranks = ROWS.loc[ROWS["measure"] == "rank", "observation_id"]
    assert {charted[id] for id in ranks if id in charted} == {"ladder"}


def test_a_figure_that_stands_alone_gets_no_chart():
    assert drawn(indicator("gdp", "yuan", "level", ["a 2024 1_trillion exact"])) == []


def test_two_periods_of_a_series_are_then_and_now():
    (chart,) = drawn(
        indicator("gdp", "yuan", "level", ["a 2023 1_trillion exact", "a 2024 1.2_trillion over"])
    )

    assert chart.kind == "then-now"
    assert list(chart.rows["period"]) == ["2023", "2024"]
    assert {"2023", "2024"} <= set(re.findall(r"\d{4}", words_of(chart)))
    check(chart)


def test_then_and_now_shows_the_earlier_figure_hollow():
    (chart,) = drawn(
        indicator("gdp", "yuan", "level", ["a 2023 1_trillion exact", "a 2024 2_trillion exact"])
    )
    then, now = main_trace(chart)["marker"]["color"]

    assert then != now


def test_series_of_very_unlike_size_stand_then_and_now_on_a_log_axis():
    figures = [
        f"{region} {year} {value} exact"
        for region, value in (("a", "9_trillion"), ("b", "8_billion"))
        for year in (2023, 2024)
    ]
    (chart,) = drawn(indicator("gdp", "yuan", "level", figures))

    assert chart.title == "Name of gdp, then and now"
    assert list(chart.rows["region"]) == ["a", "a", "b", "b"]
    assert chart.plot["layout"]["xaxis"]["type"] == "log"
    assert len(connectors(chart)) == 2
    check(chart)


def test_then_and_now_of_one_series_is_linear_however_much_it_grew():
    (chart,) = drawn(
        indicator("gdp", "yuan", "level", ["a 2009 0.2_billion exact", "a 2024 53.8_billion exact"])
    )

    assert chart.plot["layout"]["xaxis"]["range"] == [0, 53.8]


def test_three_periods_of_a_series_are_a_line_dashed_where_an_end_is_hedged():
    (chart,) = drawn(
        indicator("gdp", "yuan", "level", [f"a {p} {v} {q}" for p, v, q in [
            (2024, "1.4_trillion", "over"), (2022, "1.1_trillion", "exact"), (2023, "1.2_trillion", "exact"),
        ]])
    )  # fmt: skip

    assert chart.kind == "line"
    assert list(chart.rows["period"]) == ["2022", "2023", "2024"]
    assert [trace["line"]["dash"] for trace in connectors(chart)] == ["solid", "dot"]
    assert chart.plot["layout"]["xaxis"]["type"] == "date"


def test_january_to_october_neither_joins_whole_years_nor_stands_beside_them():
    whole, part = ["a 2022 1_trillion exact"], ["a 2023-01/2023-10 1.1_trillion exact"]
    apart = drawn(indicator("gdp", "yuan", "level", whole + part))
    beside = drawn(
        indicator(
            "gdp",
            "yuan",
            "level",
            [*whole, *part, "b 2022 2_trillion exact", "b 2023-01/2023-10 2_trillion exact"],
        )
    )

    assert not apart
    assert [(chart.kind, sorted(set(chart.rows["period"]))) for chart in beside] == [
        ("bars", ["2022"]),
        ("bars", ["2023-01/2023-10"]),
    ]
    assert len({chart.id for chart in beside}) == 2
    assert not any(connectors(chart) for chart in beside)


def test_two_figures_of_one_period_are_not_joined():
    found = drawn(
        indicator("gdp", "yuan", "level", ["a 2023 1_trillion exact", "a 2024 1.1_trillion exact"]).replace(
            "period: 2024", "id: gdp.other, period: 2023"
        )
    )

    assert [chart.kind for chart in found] == ["bars"]


def test_a_target_is_not_joined_to_what_happened_but_hatched_and_named():
    (chart,) = drawn(
        indicator("gdp", "yuan", "level", ["a 2023 1_trillion exact", "a 2024 2_trillion exact target"])
    )

    assert chart.kind == "bars"
    assert main_trace(chart)["marker"]["pattern"]["shape"] == ["/", ""]
    assert "target" in words_of(chart)


def test_implied_figures_are_hollow_named_and_never_joined_to_stated_ones():
    catalogue = Catalogue(
        parse_dataset(
            HEAD + indicator("gdp", "yuan", "level", ["a 2023 1_trillion exact", "a 2024 2_trillion exact"])
        )
    )
    rows = catalogue.rows().astype({"basis": "str"})
    rows.loc[1, "basis"] = "implied"

    (chart,) = draw_charts(rows, catalogue.dataset, EN)

    assert chart.kind == "bars"
    assert main_trace(chart)["marker"]["pattern"]["shape"] == ["", ""]
    hollow, filled = main_trace(chart)["marker"]["color"]
    assert hollow != filled
    assert main_trace(chart)["marker"]["line"]["width"] == [1.5, 0]
    assert "implied" in words_of(chart)


def test_growth_over_several_sectors_stands_apart_from_other_growth():
    found = drawn(
        indicator("sales", "percent", "growth", ["a 2024 8 exact actual cars", "a 2024 9 over actual ships"]),
        indicator("gdp", "percent", "growth", ["a 2024 5 exact", "b 2024 6 exact"]),
        indicator("trade", "percent", "growth", ["a 2024 -3.5 exact"]),
    )

    assert [chart.id for chart in found] == ["growth-sales-2024", "growth-t-percent-growth-2024"]
    assert set(found[1].rows["indicator"]) == {"gdp", "trade"}
    assert found[1].plot["layout"]["xaxis"]["range"] == [-3.5, 6.0]


def test_growth_of_two_years_never_stands_in_one_chart():
    assert drawn(indicator("gdp", "percent", "growth", ["a 2023 5 exact", "a 2024 6 exact"])) == []


def test_growth_against_two_bases_never_stands_in_one_chart():
    made = indicator("gdp", "percent", "growth", ["a 2024 5 exact", "b 2024 6 exact", "evil 2024 90 exact"])
    made = made.replace("{region: evil, period: 2024", "{region: evil, base_period: 2019, period: 2024")
    (chart,) = drawn(made)

    assert list(chart.rows["region"]) == ["b", "a"]


def test_undated_growth_and_changes_are_left_to_cards():
    growing = indicator("gdp", "percent", "growth", ["a null 5 exact", "b null 6 exact"])
    changing = indicator("firms", "firms", "change", ["a null 5 exact", "b null 6 exact"])

    assert drawn(growing, changing) == []


def test_shares_stand_on_the_whole_and_name_it():
    (one,) = drawn(indicator("part", "percent", "share", ["a 2024 8 exact", "b 2024 12 over"], of="all land"))
    (two,) = drawn(
        indicator("part", "percent", "share", ["a 2024 8 exact"], of="all land"),
        indicator("piece", "percent", "share", ["b 2024 9 exact"], of="all sea"),
    )

    assert one.plot["layout"]["xaxis"]["range"] == [0, 100]
    assert one.subtitle.startswith("% of all land")
    assert "of all land" in words_of(two)
    assert "of all sea" in words_of(two)
    (track,) = [trace for trace in two.plot["data"] if trace["name"] == "track"]
    assert track["x"] == [100, 100]


def test_units_and_measures_are_never_mixed():
    found = drawn(
        indicator("gdp", "yuan", "level", ["a 2024 1_trillion exact", "b 2024 2_trillion exact"]),
        indicator("firms", "firms", "level", ["a 2024 10 exact", "b 2024 20 exact"]),
        indicator("more", "firms", "change", ["a 2024 1 exact", "b 2024 2 exact"]),
    )

    assert [chart.id for chart in found] == [
        "bars-t-yuan-level-during-year",
        "bars-t-firms-level-during-year",
        "bars-t-firms-change-2024",
    ]


# How it is drawn


def test_arrows_point_to_where_the_true_value_lies():
    (chart,) = drawn(
        indicator(
            "gdp",
            "yuan",
            "level",
            ["a 2024 1_trillion over", "b 2024 2_trillion nearly", "evil 2024 1_trillion about"],
        )
    )
    arrows = {n["name"]: n["ax"] for n in chart.plot["layout"]["annotations"] if n["showarrow"]}

    assert arrows["gdp.a.2024"] > 0 > arrows["gdp.b.2024"]
    assert len(arrows) == 2
    assert chart.hedges == ("over", "nearly", "about")


def test_the_bar_of_an_upper_bound_is_hollow():
    (chart,) = drawn(
        indicator("gdp", "yuan", "level", ["a 2024 1_trillion nearly", "b 2024 2_trillion exact"])
    )
    exact, nearly = main_trace(chart)["marker"]["color"]

    assert exact != nearly


def test_largest_first_and_the_subtitle_says_what_that_does_not_mean():
    (chart,) = drawn(indicator("gdp", "yuan", "level", ["a 2024 1_trillion over", "b 2024 2_trillion exact"]))

    assert list(chart.rows["region"]) == ["b", "a"]
    assert chart.subtitle == "Trillion yuan · 2024 · bounds (arrows) are not ranked against exact figures"


def test_at_equal_numbers_a_lower_bound_comes_before_an_exact_figure_and_an_upper_bound_after():
    (chart,) = drawn(
        indicator(
            "gdp",
            "yuan",
            "level",
            ["evil 2024 2_trillion nearly", "a 2024 2_trillion exact", "b 2024 2_trillion over"],
        )
    )

    assert list(chart.rows["qualifier"]) == ["over", "exact", "nearly"]
    assert "Highest as stated: over 2 trillion yuan (Beta" in chart.alt
    assert "Lowest as stated: nearly 2 trillion yuan" in chart.alt
    assert chart.alt.endswith("Of these, 1 is a lower bound, 1 is an upper bound.")


def test_a_chart_in_words_tells_how_many_are_stated_alike():
    figures = ["evil 2024 2_trillion exact", "a 2024 1_trillion over", "b 2024 1_trillion over"]
    (chart,) = drawn(indicator("gdp", "yuan", "level", figures))

    assert chart.alt.startswith(
        "Bar chart: Name of gdp by region. 3 figures. Highest as stated: 2 trillion yuan ("
    )
    assert chart.alt.endswith(
        "Lowest as stated: over 1 trillion yuan (Beta · 2024). 1 more is stated alike. Of these, 2 are lower bounds."
    )


def test_two_periods_in_words_are_told_in_the_order_of_time():
    (chart,) = drawn(
        indicator("gdp", "yuan", "level", ["a 2024 1_trillion exact", "a 2021 2_trillion nearly"])
    )

    assert chart.alt == (
        "Chart of two periods: Alpha · Name of gdp. 2 figures. Earliest: nearly 2 trillion yuan (2021). "
        "Latest: 1 trillion yuan (2024). Of these, 1 is an upper bound."
    )


def test_what_all_rows_share_is_said_once():
    (chart,) = drawn(
        indicator("gdp", "yuan", "level", ["a 2024 1_trillion exact", "b 2024 2_trillion exact"])
    )

    assert chart.title == "Name of gdp by region"
    assert "Alpha" in words_of(chart)
    assert "2024" not in words_of(chart)
    assert "Name of gdp" not in words_of(chart)


def test_markup_in_data_stays_text():
    found = drawn(
        indicator("gdp", "yuan", "level", ["a 2024 1_trillion exact", "evil 2024 2_trillion exact"]),
        indicator("all", "yuan", "level", ["evil 2022 1_trillion exact", "evil 2023 2_trillion exact"]),
    )
    printed = "".join(words_of(chart) + str(main_trace(chart)["hovertext"]) for chart in found)

    assert "&lt;b&gt;Evil&lt;/b&gt; &amp;" in printed
    assert not re.search(r"<(?!/?b>|br>|/?span)", printed)
    assert "<b>Evil" not in printed


def test_colours_are_placeholders_that_the_theme_replaces():
    colours = set(re.findall(r"#[0-9a-fA-F]{6}", str([chart.plot for chart in REAL])))

    assert colours
    assert all(re.fullmatch(r"#0000[0-4]\d", colour) for colour in colours)


def test_a_value_too_long_for_a_phone_stands_on_the_line_of_its_label():
    long = "firms".join(["very long name of a unit of "] * 3)
    made = HEAD.replace("{en: firms,", f"{{en: {long},") + indicator(
        "firms", "firms", "level", ["a 2024 20 exact", "b 2024 30 over"]
    )
    catalogue = Catalogue(parse_dataset(made))
    (chart,) = draw_charts(catalogue.rows(), catalogue.dataset, EN)

    assert not notes(chart, "firms.a.2024", arrow=False)
    assert "<b>over 30 very long" in words_of(chart)


def test_a_long_value_of_then_and_now_stands_on_a_line_of_its_own():
    long = "very long name of a unit of firms that no phone can hold beside a mark"
    made = HEAD.replace("{en: firms,", f"{{en: {long},") + indicator(
        "firms", "firms", "level", ["a 2023 20 exact", "a 2024 30 over"]
    )
    catalogue = Catalogue(parse_dataset(made))
    (chart,) = draw_charts(catalogue.rows(), catalogue.dataset, EN)

    assert not notes(chart, "firms.a.2024", arrow=False)
    assert "<b>over 30 very long" in words_of(chart)
    check(chart, catalogue.dataset)


def test_chinese_charts_count_in_chinese_steps():
    (chart,) = drawn(
        indicator("firms", "firms", "level", ["a 2024 70,000 exact", "b 2024 20,000 nearly"]), say=ZH
    )

    assert chart.subtitle.startswith("万家企业")
    assert "7万家企业" in words_of(chart)
    assert chart.plot["layout"]["xaxis"]["ticktext"] == ["0", "2", "4", "6"]


def test_the_same_rows_stand_in_the_order_of_their_kind():
    made = indicator(
        "gdp", "yuan", "level", [f"a {year} 1.{year - 2020}_trillion exact" for year in (2022, 2023, 2024)]
    )
    catalogue = Catalogue(parse_dataset(HEAD + made))
    rows, dataset = catalogue.rows(), catalogue.dataset

    assert list(draw_chart("bars", rows, dataset, EN).rows["period"]) == ["2024", "2023", "2022"]
    assert list(draw_chart("dots", rows, dataset, EN).rows["period"]) == ["2024", "2023", "2022"]
    assert list(draw_chart("line", rows.iloc[::-1], dataset, EN).rows["period"]) == ["2022", "2023", "2024"]
    assert list(draw_chart("then-now", rows.iloc[[2, 0]], dataset, EN).rows["period"]) == ["2022", "2024"]


def test_a_line_labels_every_hedged_figure_whatever_the_crowd():
    figures = [f"a {year} 1.{year - 2000}_trillion over" for year in range(2010, 2026)]
    (chart,) = drawn(indicator("gdp", "yuan", "level", figures))

    assert all(len(notes(chart, id, arrow=False)) == 1 for id in chart.rows["observation_id"])
    assert len(chart.plot["layout"]["xaxis"]["tickvals"]) < 12


# Shares of a whole, and parts in it


def test_a_share_that_stands_alone_is_a_bar_of_its_named_whole():
    (chart,) = drawn(indicator("part", "percent", "share", ["a 2024 1/9 exact"], of="all land"))

    assert chart.kind == "whole"
    assert "1/9 (11.1%)" in words_of(chart)
    assert "of all land" in words_of(chart)
    assert chart.plot["layout"]["xaxis"]["range"] == [0, 100]
    assert chart.plot["layout"]["xaxis"]["ticktext"][-1] == "100%"
    check(chart)


PARTS = indicator(
    "part", "percent", "share", ["a 2024 40 over actual cars", "a 2024 25 exact actual ships"], of="GDP"
)


def test_parts_of_one_whole_are_put_end_to_end_only_when_asked():
    catalogue = Catalogue(parse_dataset(HEAD + PARTS))
    rows, dataset = catalogue.rows(), catalogue.dataset
    (apart,) = draw_charts(rows, dataset, EN)
    chart = draw_chart("whole", rows, dataset, EN)

    assert apart.kind == "shares"
    assert main_trace(chart)["base"] == [0, 40]
    assert main_trace(chart)["x"] == [40, 25]
    assert "65" not in words_of(chart) + chart.alt + str(main_trace(chart)["hovertext"])
    (arrow,) = notes(chart, "part.a.cars.2024", arrow=True)
    assert arrow["ax"] > 0
    go.Figure(chart.plot)


NESTING = (
    indicator("all", "firms", "level", ["a 2024 200 exact"])
    + indicator("young", "firms", "level", ["a 2024 50 over"])
    + indicator("young-share", "percent", "share", ["a 2024 25 over"], of="all firms")
    + """relations:
  - id: young-of-all
    kind: share
    members: {part: young.a.2024, whole: all.a.2024, share: young-share.a.2024}
    note: {en: N, zh: N}
"""
)


def test_a_part_is_drawn_in_its_whole_where_the_data_say_that_it_belongs_there():
    nest, share = drawn(NESTING)
    (alone, _) = drawn(NESTING.partition("relations:")[0])

    assert nest.kind == "nested"
    assert nest.ids == ("all.a.2024", "young.a.2024")
    assert "over 25% of the whole" in re.sub("<[^>]*>", "", words_of(nest))
    assert share.ids == ("young-share.a.2024",)
    assert alone.kind == "bars"
    check(nest, parse_dataset(HEAD + NESTING))


def test_what_no_relation_joins_is_never_nested():
    catalogue = Catalogue(parse_dataset(HEAD + NESTING.partition("relations:")[0]))

    with pytest.raises(ValueError, match=r"^a nested chart needs a share, its part and its whole, joined by"):
        draw_chart("nested", catalogue.rows(), catalogue.dataset, EN)


# Ladders

RANKED = HEAD.replace(
    "plans:",
    """counterparts:
  - {id: towns, name: {en: All towns, zh: 各镇}, kind: field}
  - {id: ports, name: {en: All ports, zh: 各港}, kind: field}
plans:""",
).replace("  - {id: percent,", "  - {id: place, name: {en: place, zh: 位}, kind: rank}\n  - {id: percent,")


def ranked(*figures):
    """Rows of one rank indicator each; a figure is "indicator region field place [qualifier]"."""
    made = ""
    for figure in figures:
        name, region, field, place, qualifier = (*figure.split(), "exact")[:5]
        one = indicator(name, "place", "rank", [f"{region} 2024 {place} {qualifier}"])
        if f"- id: {name}\n" in made:
            made += one[one.index("      - {") :]
        else:
            made += one
        head, _, last = made.rpartition("period:")
        made = f"{head}counterpart: {field}, period:{last}"
    catalogue = Catalogue(parse_dataset(RANKED + made))
    return catalogue.rows(), catalogue.dataset


def test_ranks_of_a_region_stand_on_a_ladder_with_the_first_on_top():
    rows, dataset = ranked("loans a towns 4", "ships a ports 1", "trade a ports 2")
    (chart,) = draw_charts(rows, dataset, EN)

    assert chart.kind == "ladder"
    assert list(chart.rows["value"]) == [1, 2, 4]
    assert main_trace(chart)["y"] == sorted(main_trace(chart)["y"])
    high, low = chart.plot["layout"]["yaxis"]["range"]
    assert high > low == 0
    assert re.findall(r"No\. \d", words_of(chart)) == ["No. 1", "No. 2", "No. 3", "No. 4"]
    assert "All towns" in words_of(chart)
    check(chart, dataset)
    go.Figure(chart.plot)


def test_one_ranking_over_regions_is_a_ladder_of_regions():
    rows, dataset = ranked("loans a towns 4", "loans b towns 40")
    (chart,) = draw_charts(rows, dataset, EN)

    assert chart.title == "Name of loans by region"
    assert "⋮" in words_of(chart)
    assert {"Alpha", "Beta"} <= set(re.findall(r"[A-Z][a-z]+", words_of(chart)))


def test_ranks_of_two_regions_in_two_rankings_share_no_ladder():
    rows, dataset = ranked("loans a towns 4", "ships b ports 1")

    assert draw_charts(rows, dataset, EN) == []
    assert chart_kinds.describe_refusal("ladder", list(rows.itertuples()), dataset)


def test_hedged_ranks_have_no_rung():
    rows, dataset = ranked("loans a towns 4 nearly", "ships a ports 1")

    assert draw_charts(rows, dataset, EN) == []


def test_ranks_of_several_topics_may_share_a_ladder_that_names_their_region():
    rows = CATALOGUE.rows(Selection(region=("guangzhou",), measure=("rank",)))
    chart = draw_chart("ladder", rows, DATASET, EN)

    assert set(chart.ids) == set(rows["observation_id"])
    assert chart.title == "Guangzhou · Places in rankings"


# Time

PLANS = HEAD.replace(
    'plans:\n  - {id: "14", name: {en: P, zh: P}, start: 2021, end: 2025}',
    """plans:
  - {id: "13", name: {en: The thirteenth plan, zh: 十三}, short: {en: 13th, zh: 十三五}, start: 2016, end: 2020}
  - {id: "14", name: {en: The fourteenth plan, zh: 十四}, short: {en: 14th, zh: 十四五}, start: 2021, end: 2025}
  - {id: "15", name: {en: The fifteenth plan, zh: 十五}, short: {en: 15th, zh: 十五五}, start: 2036, end: 2040}""",
)


def of_plans(*figures):
    catalogue = Catalogue(parse_dataset(PLANS + indicator("gdp", "yuan", "level", figures)))
    return draw_charts(catalogue.rows(), catalogue.dataset, EN)


def test_time_charts_have_bands_for_the_plans_they_run_through():
    (chart,) = of_plans(*(f"a {year} 1.{year - 2010}_trillion exact" for year in range(2016, 2026)))
    layout = chart.plot["layout"]

    assert [shape["name"] for shape in layout["shapes"]] == ["plan 13", "plan 14"]
    first, second = layout["shapes"]
    assert first["x1"] == second["x0"] == "2021-01-01T00:00:00", "a plan ends with its last year"
    assert [note["text"] for note in layout["annotations"] if note["name"] == "plan"] == ["13th", "14th"]
    edges = [shape["x0"][:10] for shape in layout["shapes"]]
    assert edges[1] == "2021-01-01"
    days = main_trace(chart)["x"]
    assert days[4] < "2021-01-01" < days[5]
    check(chart)
    go.Figure(chart.plot)


def test_figures_of_several_years_are_bars_over_those_years_and_never_joined():
    (chart,) = of_plans(
        "a 2011/2015 1_trillion exact", "a 2016/2020 2_trillion over", "a 2021/2025 3_trillion about"
    )
    spans = [trace for trace in chart.plot["data"] if trace["name"] == "span"]

    assert [trace["x"] for trace in spans] == [
        ["2011-01-01", "2015-12-31"],
        ["2016-01-01", "2020-12-31"],
        ["2021-01-01", "2025-12-31"],
    ]
    assert not connectors(chart)
    assert main_trace(chart)["marker"]["opacity"][0] == 0
    check(chart)
    go.Figure(chart.plot)


# Titles


def test_titles_name_the_indicator_two_indicators_or_what_many_count():
    two = [indicator(id, "firms", "level", ["a 2024 5 exact"]) for id in ("one", "two")]
    three = [*two, indicator("three", "firms", "level", ["a 2024 6 exact"])]

    assert drawn(*two)[0].title == "Alpha · Name of one and Name of two"
    assert drawn(*three)[0].title == "Alpha · Topic: firms by kind"
    one = indicator("one", "firms", "level", ["a 2024 5 exact actual cars", "a 2024 6 exact actual ships"])
    assert drawn(one)[0].title == "Alpha · Name of one by sector"


# Declared charts


@pytest.mark.parametrize("chart", DATASET.charts.values(), ids=lambda chart: chart.id)
@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
def test_every_declared_chart_can_be_drawn_as_its_kind_under_its_title(chart, say):
    found = draw_declared_chart(chart, DATASET, CATALOGUE.rows(chart_selection(chart)), say)

    assert (found.id, found.kind, found.title) == (chart.id, chart.kind, chart.title[say.language])
    go.Figure(found.plot)
    if say is EN:
        check(found)


def test_a_declared_chart_of_rows_that_do_not_allow_its_kind_is_refused():
    chart = DATASET.charts["guangzhou-funds"]

    with pytest.raises(ValueError, match="a chart of kind bars shows level or change figures"):
        draw_declared_chart(chart, DATASET, ROWS, EN)


def test_every_filter_of_a_declared_chart_is_a_filter_of_links():
    chart = next(iter(DATASET.charts.values()))

    assert set(type(chart.selection).model_fields) <= set(Selection.__dataclass_fields__)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.integers(0, len(ROWS) - 1), max_size=12), st.sampled_from(list(chart_kinds.CHART_KINDS)))
def test_what_the_rules_allow_keeps_the_promises_and_all_else_is_refused(places, kind):
    rows = ROWS.iloc[sorted(places)].reset_index(drop=True)
    chart = next(iter(DATASET.charts.values())).model_copy(update={"kind": kind})
    if chart_kinds.describe_refusal(kind, list(rows.itertuples()), DATASET):
        with pytest.raises(ValueError, match=r"."):
            draw_declared_chart(chart, DATASET, rows, EN)
    else:
        check(draw_declared_chart(chart, DATASET, rows, EN))


# Comparing


def made_up(*parts):
    catalogue = Catalogue(
        parse_dataset(
            HEAD.replace(
                "{id: b, name: {en: Beta, zh: 乙}, kind: city}",
                "{id: b, name: {en: Beta, zh: 乙}, kind: city, within: [evil]}",
            )
            + "".join(parts)
        )
    )
    return catalogue.rows(), catalogue.dataset


TWO = indicator(
    "gdp",
    "yuan",
    "level",
    [
        "a 2021 1_trillion exact",
        "a 2024 1.2_trillion over",
        "b 2021 2_billion exact",
        "b 2024 3_billion exact",
    ],
)


def test_series_stand_on_axes_of_their_own():
    rows, dataset = made_up(TWO)
    found = draw_comparison(rows, dataset, EN, "own")

    assert [list(chart.rows["region"]) for chart in found] == [["a", "a"], ["b", "b"]]
    assert len({chart.id for chart in found}) == 2


def test_one_axis_needs_one_unit_and_one_measure():
    rows, dataset = made_up(TWO, indicator("firms", "firms", "level", ["a 2024 7 exact"]))
    (chart,) = draw_comparison(rows[rows["indicator"] == "gdp"], dataset, EN, "shared")

    assert len(connectors(chart)) == 2
    assert draw_comparison(rows, dataset, EN, "shared") == []
    assert [mode for mode in MODES if draw_comparison(rows, dataset, EN, mode)] == ["own"]


def test_an_index_needs_an_exact_level_of_every_series_in_one_period():
    rows, dataset = made_up(TWO)
    (chart,) = draw_comparison(rows, dataset, EN, "index")
    trace = main_trace(chart)

    assert trace["x"] == pytest.approx([100, 120, 100, 150])
    assert "2021 = 100" in chart.subtitle
    assert "over 120 (over 1.2 trillion yuan)" in words_of(chart)
    hedged, dataset = made_up(TWO.replace("qualifier: exact", "qualifier: about", 1))
    assert draw_comparison(hedged, dataset, EN, "index") == []


def test_lines_are_compared_in_panels_with_the_same_axes():
    years = [
        f"{region} {year} {n}.{year - 2020}_trillion exact"
        for region, n in (("a", 1), ("b", 4))
        for year in (2021, 2022, 2024)
    ]
    rows, dataset = made_up(indicator("gdp", "yuan", "level", years))
    one, other = draw_comparison(rows, dataset, EN, "shared")

    for axis in ("xaxis", "yaxis"):
        assert one.plot["layout"][axis]["range"] == other.plot["layout"][axis]["range"]
    assert one.plot["layout"]["margin"] == other.plot["layout"]["margin"]


def verdict(*parts):
    rows, dataset = made_up(*parts)
    return judge_comparability(rows, dataset, EN)


def of_gdp(*figures, **changes):
    made = indicator("gdp", "yuan", "level", figures)
    for old, new in changes.items():
        made = made.replace(old, new)
    return made


def test_like_with_like_can_be_compared():
    assert verdict(of_gdp("a 2024 1_trillion exact", "b 2024 2_trillion exact")).kind == "yes"


@pytest.mark.parametrize(
    ("made", "kind", "reason"),
    [
        ((of_gdp("a 2024 1_trillion exact"),), "no", "Choose two series"),
        ((of_gdp("a 2024 1_trillion exact"), indicator("firms", "firms", "level", ["a 2024 7 exact"])), "no", "different units: yuan, firms"),
        ((indicator("up", "firms", "change", ["a 2024 7 exact"]), indicator("firms", "firms", "level", ["a 2024 7 exact"])), "no", "in different ways: change, level"),
        ((of_gdp("a 2024 1_trillion exact", "b 2024-01/2024-10 1_trillion exact"),), "no", "of different lengths: a whole year, a part of a year"),
        ((of_gdp("a 2024 1_trillion exact") + of_gdp("b 2024 1_trillion exact").partition("observations:\n")[2].replace("during", "at"),), "no", "relate to time"),
        ((of_gdp("a 2024 1_trillion over", "b 2024 2_trillion exact"),), "with-care", "Some are bounds"),
        ((of_gdp("a 2024 1_trillion about", "b 2024 2_trillion exact"),), "with-care", "Some are rounded"),
        ((of_gdp("a 2023 1_trillion exact", "b 2024 2_trillion exact"),), "with-care", "No period is common to all: 2023, 2024"),
        ((of_gdp("a null 1_trillion exact", "b 2024 2_trillion exact"),), "with-care", "Some name no period"),
        ((of_gdp("a 2024 1_trillion exact target", "b 2024 2_trillion exact"),), "with-care", "targets or expectations"),
        ((of_gdp("b 2024 1_trillion exact", "evil 2024 2_trillion exact"),), "with-care", "Beta lies inside"),
        ((of_gdp("a 2024 1_trillion exact"), indicator("gni", "yuan", "level", ["a 2024 2_trillion exact"])), "with-care", "different definitions"),
        ((indicator("p", "percent", "share", ["a 2024 7 exact"], of="sea"), indicator("q", "percent", "share", ["a 2024 7 exact"], of="land")), "with-care", "different wholes: sea, land"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_or_only_with_care_says_why(made, kind, reason):
    found = verdict(*made)

    assert found.kind == kind
    assert any(reason in sentence for sentence in found.reasons)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.integers(0, len(ROWS) - 1), max_size=8), st.sampled_from(MODES))
def test_comparisons_of_any_rows_keep_the_promises(places, mode):
    rows = ROWS.iloc[sorted(places)]
    found = draw_comparison(rows, DATASET, EN, mode)

    ids = [id for chart in found for id in chart.ids]
    assert len(ids) == len(set(ids))
    assert set(ids) <= set(rows["observation_id"])
    for chart in found:
        check_joins(chart)
        if mode != "index":
            check_rows_alike(chart)
            check_hedges(chart, DATASET, EN)
            check_room(chart)
    assert judge_comparability(rows, DATASET, EN).kind in ("yes", "with-care", "no")


def check_rows_alike(chart):
    assert chart.rows["unit"].nunique() == chart.rows["measure"].nunique() == 1
    assert main_trace(chart)["customdata"] == list(chart.ids)
    assert main_trace(chart)["type"] == "scatter"


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(list(DATASET.regions)), min_size=1, max_size=3))
def test_a_region_is_never_spread_over_its_members(regions):
    """Only rows that speak of a chosen region are drawn, each once, under the name of its region."""
    rows = ROWS[ROWS["region"].isin(regions)]

    for chart in draw_charts(rows, DATASET, EN):
        for row in chart.rows.itertuples():
            name = DATASET.regions[row.region].name.en
            assert row.region in regions
            assert name in plain(chart.title + words_of(chart))


# The arithmetic of room


@given(st.text(alphabet=st.sampled_from("abc 家企业，·WM1%-"), max_size=120))
def test_wrapping_loses_nothing_and_never_runs_over(words):
    lines = wrap_text(words)

    assert re.sub(r"[\s·]", "", "".join(lines)) == re.sub(r"[\s·]", "", words)
    assert all(text_width(one) <= LABEL_WIDTH + 8 * 14 for one in lines)


def test_wrapped_lines_break_between_words_and_chinese_characters():
    assert len(wrap_text("word " * 20)) == 3
    assert all(one.startswith("word") for one in wrap_text("word " * 20))
    assert wrap_text("字" * 30) == ["字" * 23, "字" * 7]


def test_labels_break_at_their_parts_when_that_takes_no_more_lines():
    assert wrap_text("Service bases of the data exchange · Data industry · 2025") == [
        "Service bases of the data exchange",
        "Data industry · 2025",
    ]


@given(
    st.lists(st.integers(-(10**15), 10**15).map(lambda cents: cents / 100), min_size=1, max_size=5),
    st.sampled_from(["en", "zh"]),
)
def test_ticks_are_few_and_within_the_axis(values, language):
    scale = linear_scale(values, language)

    places, labels = axis_ticks(scale, 200, language)

    assert 1 <= len(places) == len(labels) <= 6
    assert all(scale.low - 1e-9 <= place <= scale.high + 1e-9 for place in places)
    assert len(set(labels)) == len(labels)


@given(
    st.lists(st.integers(1, 10**13), min_size=2, max_size=5),
    st.sampled_from(["en", "zh"]),
    st.integers(150, 700),
)
def test_a_log_axis_has_two_ticks_at_least_so_that_its_scale_can_be_read(values, language, plot):
    scale = log_scale(values)

    places, labels = axis_ticks(scale, plot, language)

    assert len(places) == len(set(labels)) >= 2
    assert all(scale.low - 1e-9 <= math.log10(place) <= scale.high + 1e-9 for place in places)

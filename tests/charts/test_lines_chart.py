"""Several series on one axis of time: who is named where, what is joined, and the other ways to show them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from indicators.charts import draw_charts
from indicators.charts.chart_cache import find_chart
from indicators.charts.theme import LINE_HEIGHT, MUTED_COLOUR, NARROWEST_WIDTH, SERIES_COLOURS
from indicators.errors import UnknownId
from indicators.query import EVERYTHING, Catalogue, Selection
from tests.charted import EN, ZH, _record, drawn, fig, joined, labels, made, printed, traces

CITIES = [_record(f"c{n}", f"City {n}", f"城{n}", kind="city") for n in range(12)]


def cities(
    count,
    periods=range(2012, 2025),
    *,
    indicator="gdp",
    value=lambda n, year: f"{10 * n + year - 2000} million",
):
    """Figures of so many cities, one a year."""
    return [fig(indicator, value(n, year), f"c{n}", str(year)) for n in range(count) for year in periods]


def lines_of(*figures, say=EN):
    (chart,) = drawn(*figures, say=say, regions=CITIES)
    assert chart.kind == "lines"
    return chart


def end_labels(chart):
    """What is said beside the plot, from the top down."""
    notes = [
        note for note in chart.plot["layout"]["annotations"] if not note["showarrow"] and "xshift" in note
    ]
    return [" ".join(printed([note])) for note in notes]


def test_six_cities_over_thirteen_years_are_one_chart_of_six_lines():
    chart = lines_of(*cities(6))

    assert chart.id == "lines-gdp-during-year"
    assert chart.title == "Name of gdp"
    assert chart.subtitle == "Million yuan"
    assert len(chart.ids) == 78
    assert end_labels(chart) == [f"City {n} {10 * n + 24}" for n in range(6)]
    assert [one["line"]["color"] for one in traces(chart, "connector")] == list(SERIES_COLOURS[:6])
    assert len(joined(chart)) == 6 * 12


def test_of_more_than_eight_the_lower_are_grey_and_the_subtitle_says_so():
    chart = lines_of(*cities(10))

    assert len(end_labels(chart)) == 8
    assert chart.subtitle == "Million yuan · the 8 with the highest latest figure of 10 are named"
    grey = [one for one in traces(chart, "figures") if one["marker"]["line"]["color"] == MUTED_COLOUR]
    assert sorted(one["customdata"][0] for one in grey) == ["gdp.c0.2012", "gdp.c1.2012"]
    assert "City 0" in grey[0]["hovertext"][0]


@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
def test_labels_at_the_ends_stand_apart_and_a_leader_goes_to_each_that_was_moved(say):
    chart = lines_of(*cities(8, value=lambda n, year: f"{n + year - 1900}.{n} million"), say=say)
    layout = chart.plot["layout"]
    low, high = layout["yaxis"]["range"]
    pixel = (layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]) / (high - low)
    notes = [note for note in labels(chart).values() if "xshift" in note]
    middles = sorted((high - note["y"]) * pixel - note["yshift"] for note in notes)

    assert all(b - a >= LINE_HEIGHT for a, b in pairwise(middles))
    moved = [note for note in notes if abs(note["yshift"]) > 3]
    leaders = [note for note in layout["annotations"] if note["showarrow"]]
    assert sorted(leader["ay"] for leader in leaders) == sorted(-note["yshift"] for note in moved)
    assert len(moved) > 3


def test_a_gap_is_not_joined_and_a_line_that_ended_says_when():
    figures = [
        one
        for one in cities(3)
        if not (one[1]["region"] == "c0" and one[1]["period"] in ("2016", "2017"))
        and not (one[1]["region"] == "c1" and one[1]["period"] > "2019")
    ]
    chart = lines_of(*figures)

    assert len(joined(chart)) == 9 + 7 + 12
    assert "City 1 29 · 2019" in end_labels(chart)


def test_forecasts_continue_each_line_dashed_and_say_what_they_are():
    chart = lines_of(*cities(2), fig("gdp", "90 million", "c0", "2030", status="target"))

    assert chart.subtitle == "Million yuan · dashed: target"
    assert end_labels(chart)[0] == "City 0 90 · target"
    dashed = [one for one in traces(chart, "connector") if one["line"]["dash"] == "dash"]
    assert [one["y"] for one in dashed] == [[24, 90]]


def test_hedged_figures_keep_their_signs_and_their_joins_are_dotted():
    words = {2014: "over ", 2016: "about ", 2018: "nearly "}
    chart = lines_of(*cities(2, value=lambda n, year: f"{words.get(year, '')}{10 * n + 20} million"))
    (one, _) = traces(chart, "figures")

    assert [symbol for symbol in one["marker"]["symbol"] if symbol != "circle"] == [
        "line-ew", "diamond", "triangle-up",
    ]  # fmt: skip
    assert chart.marks == ("lower", "below", "rounded")
    arrows = [note for note in chart.plot["layout"]["annotations"] if note.get("startarrowhead")]
    assert len(arrows) == 2
    assert {note["ay"] for note in arrows} == {-26}


def test_partners_of_one_region_share_a_chart_when_regions_do_not():
    figures = [
        fig("trade", f"{year - 2000 + n}", "a", str(year), counterpart=partner)
        for n, partner in enumerate(("norway", "chile"))
        for year in (2021, 2022, 2023)
    ]
    (chart,) = drawn(*figures)

    assert (chart.kind, chart.id) == ("lines", "lines-trade-a-during-year")
    assert end_labels(chart) == ["Norway 23", "Chile 24"]


@pytest.mark.parametrize(
    ("periods", "last"),
    [
        ([f"2023-Q{n}" for n in range(1, 5)] + [f"2024-Q{n}" for n in range(1, 5)], "Q4 2024"),
        ([f"2024-{n:02d}" for n in range(1, 13)], "Dec 2024"),
    ],
)
def test_quarters_and_months_are_lines_too_also_of_rates(periods, last):
    figures = [fig("rate", f"{5 + n}.{m % 3}", f"c{n}", p) for n in range(2) for m, p in enumerate(periods)]
    chart = lines_of(*figures)

    assert chart.plot["layout"]["xaxis"]["ticktext"][0] == last
    assert len(joined(chart)) == 2 * (len(periods) - 1)


def test_one_line_and_figures_of_others_stay_as_they_were():
    figures = [*cities(1), fig("gdp", "7", "c1", "2024"), fig("gdp", "8", "c2", "2024")]

    assert [chart.kind for chart in drawn(*figures, regions=CITIES)] == ["line", "bars"]


def test_the_plot_keeps_room_beside_the_longest_names():
    long = [
        _record(f"c{n}", f"{'The Greater Linhai Coastal Development Zone of Nine Harbou'} {n}", f"{'临海沿岸九港' * 9}{n}", kind="city")
        for n in range(8)
    ]  # fmt: skip
    for say in (EN, ZH):
        rows, dataset = made(*cities(8), regions=long)
        (chart,) = draw_charts(rows, dataset, say)
        margin = chart.plot["layout"]["margin"]
        assert NARROWEST_WIDTH - margin["l"] - margin["r"] >= 150


# Other ways to show the same figures


def test_a_ranking_is_of_the_latest_period_that_all_have():
    chart = lines_of(*cities(4), fig("gdp", "99 million", "c1", "2025"))
    by_id = {view.id: view for view in chart.views}
    ranking = by_id["ranking"].chart

    assert [view.id for view in chart.views][:2] == ["lines", "ranking"]
    assert [view.label for view in chart.views][:2] == ["Lines", "Ranking"]
    assert chart.views[0].chart.ids == chart.ids
    assert ranking.id == "lines-gdp-during-year-ranking"
    assert ranking.ids == ("gdp.c3.2024", "gdp.c2.2024", "gdp.c1.2024", "gdp.c0.2024")
    assert ranking.subtitle == "Million yuan · 2024"
    assert ranking.views == ()
    assert by_id["ranking"].chart is ranking


def test_a_ranking_says_of_how_many_the_period_is_stated():
    figures = [*cities(4, (2020, 2021, 2022)), *cities(5, (2010,))[-1:]]
    ranking = next(view for view in lines_of(*figures).views if view.id == "ranking").chart

    assert ranking.subtitle == "Million yuan · 2022 · stated of 4 of 5"
    assert len(ranking.ids) == 4


def test_a_view_of_a_chart_has_an_id_of_its_own_by_which_it_is_found():
    _, dataset = made(*cities(3), regions=CITIES, charts=[
        {"id": "own", "title": {"en": "Own", "zh": "自"}, "selection": {"indicator": "gdp"}, "kind": "lines"}
    ])  # fmt: skip
    catalogue = Catalogue(dataset)

    for id in ("own-ranking", "lines-gdp-during-year-ranking"):
        found = find_chart(catalogue, id, EVERYTHING, "en")
        assert (found.id, found.kind, len(found.ids)) == (id, "ranking", 3)
    elsewhere = Selection(region=("c0",))
    assert find_chart(catalogue, "own-ranking", elsewhere, "en").ids == found.ids  # it is declared
    with pytest.raises(UnknownId):
        find_chart(catalogue, "lines-gdp-during-year-ranking", elsewhere, "en")
    with pytest.raises(UnknownId):
        find_chart(catalogue, "own-map", EVERYTHING, "en")

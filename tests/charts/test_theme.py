"""Plots painted in the colours of a theme, and nothing that a reader reads changed by it."""

import html
import json
import re

import pytest

from indicators.charts import ChartPalette, draw_chart
from indicators.charts.theme import (
    GRID_COLOUR,
    GROUND_COLOUR,
    INK_COLOUR,
    MARK_COLOUR,
    MUTED_COLOUR,
    SERIES_COLOURS,
    PaintedChart,
    apply_palette,
    colour_letters,
)
from tests.charted import EN, drawn, fig, made, printed, trace

LIGHT = ChartPalette(("#111111", "#222222"), "#333333", "#ffffff", "#eeeeee", "serif")
DARK = ChartPalette(("#aaaaaa", "#bbbbbb"), "#cccccc", "#000000", "#dddddd", "sans")


def test_a_palette_names_every_colour_and_begins_again_where_it_runs_out():
    found = LIGHT.colours()

    assert [found[name] for name in SERIES_COLOURS] == ["#111111", "#222222"] * 5
    assert (found[INK_COLOUR], found[GROUND_COLOUR], found[GRID_COLOUR]) == ("#333333", "#ffffff", "#eeeeee")
    assert (found[MARK_COLOUR], found[MUTED_COLOUR]) == (found[SERIES_COLOURS[0]], found[SERIES_COLOURS[8]])


def test_colours_are_painted_where_colours_stand():
    marker = {"color": [MARK_COLOUR, "#123456"], "line": {"color": GROUND_COLOUR}, "size": [1, 2]}
    plot = {
        "data": [{"marker": marker, "name": INK_COLOUR}],
        "layout": {"xaxis": {"zerolinecolor": GRID_COLOUR}},
    }

    assert apply_palette(plot, LIGHT) == {
        "data": [
            {
                "marker": {"color": ["#111111", "#123456"], "line": {"color": "#ffffff"}, "size": [1, 2]},
                "name": INK_COLOUR,
            }
        ],
        "layout": {"xaxis": {"zerolinecolor": "#eeeeee"}},
    }


@pytest.mark.parametrize("name", ["text", "hovertext", "ticktext"])
def test_letters_are_painted_in_our_own_markup_only_and_data_that_look_like_a_colour_stay_readable(name):
    data = f'&lt;span style="color:{MARK_COLOUR}"&gt; {INK_COLOUR} #123456'
    given = colour_letters(data, MARK_COLOUR)
    painted = '<span style="color:#111111">&lt;span style="color:&#35;000001"&gt; &#35;000037 #123456</span>'

    assert apply_palette({"data": [{name: [given]}]}, LIGHT) == {"data": [{name: [painted]}]}
    assert html.unescape(painted) == f'<span style="color:#111111">{html.unescape(data)}</span>'


def test_names_that_look_like_colours_or_markup_are_printed_as_they_are_in_every_kind_of_chart():
    """Neither the palette nor Streamlit's page, which replaces #000001 wherever it stands, changes a name."""
    named = {"a": "■ #000001 ■", "b": '<span style="color:#000037">#000009</span>', "c": "#000010 & ■"}
    regions = [{"id": id, "name": {"en": name, "zh": name}, "kind": "city"} for id, name in named.items()]
    figures = [fig("gdp", "2 million", "a"), fig("gdp", "over 1 million", "b"), fig("gdp", "3 million", "c")]
    figures += [
        fig("gdp", "1 million", "a", "2020"),
        fig("rent", "2 million", "a"),
        fig("rent", "3 million", "b"),
    ]
    figures += [fig("trade", f"{n} million", "a", str(2020 + n)) for n in (1, 2, 3)]
    figures += [
        fig("part", "20", "a"),
        fig("part", "30", "b"),
        fig("loans", "1", "a"),
        fig("loans", "3", "b"),
    ]
    charts = drawn(*figures, regions=regions)

    assert {chart.kind for chart in charts} == {"line", "then-now", "bars", "shares", "ladder"}
    for chart in charts:
        plot = chart.painted(LIGHT).to_dict()
        shown = " ".join(printed(plot["layout"]["annotations"]))
        hovers = [html.unescape(hover.replace("<br>", " ")) for hover in trace(chart)["hovertext"]]
        assert not re.search("#0000[0-9]{2}", json.dumps(plot))
        for id, hover in zip(chart.rows["region"], hovers, strict=True):
            assert named[id] in hover
            assert named[id] in f"{chart.title} {shown}"


def test_the_square_of_a_part_is_coloured_and_no_square_of_its_name():
    boats = {"id": "boats", "name": {"en": "■ boats", "zh": "■ 船"}}
    cars = {"id": "cars", "name": {"en": "Cars", "zh": "汽车"}}
    figures = fig("part", "40", sector="cars"), fig("part", "30", sector="boats")
    chart = draw_chart("whole", *made(*figures, sectors=[cars, boats]), EN)

    assert [note["text"] for note in chart.plot["layout"]["annotations"]] == [
        'Cars<br><b><span style="color:#000001">■</span> 40%</b>',
        '■ boats<br><b><span style="color:#000002">■</span> 30%</b>',
    ]


def test_a_chart_is_painted_once_for_each_theme_and_its_plot_stays_as_it_was():
    (chart,) = drawn(fig("gdp", "3 million"), fig("gdp", "over 2 million", "b"))
    before = json.dumps(chart.plot)
    light, dark = chart.painted(LIGHT), chart.painted(DARK)

    assert chart.painted(LIGHT) is light
    assert (
        chart.painted(ChartPalette(("#111111", "#222222"), "#333333", "#ffffff", "#eeeeee", "serif")) is light
    )
    assert dark is not light
    assert json.dumps(chart.plot) == before
    for drawing, palette in ((light, LIGHT), (dark, DARK)):
        layout = drawing.to_dict()["layout"]
        assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == palette.ground
        assert (layout["font"]["family"], layout["font"]["color"]) == (palette.font, palette.ink)
        assert layout["hoverlabel"]["font"] == {"family": palette.font, "color": palette.ink, "size": 13}
        assert layout["hoverlabel"]["bordercolor"] == palette.colours()[MUTED_COLOUR]
        assert drawing.to_dict()["data"][0]["marker"]["color"][0] == palette.series[0]
        assert (layout["clickmode"], layout["dragmode"], layout["hovermode"]) == (
            "event+select",
            "pan",
            "closest",
        )
    assert isinstance(light, PaintedChart)
    assert repr(light) == f"PaintedChart({light.to_dict()['layout']['height']} pixels high)"


def test_a_part_of_a_whole_has_the_colour_of_its_place_whatever_is_filtered_out():
    parts = {"cars": "40", "boats": "30", "yachts": "20", None: "5"}
    rows, dataset = made(*(fig("part", value, sector=sector) for sector, value in parts.items()))

    every = trace(draw_chart("whole", rows, dataset, EN))["marker"]["color"]
    few = trace(draw_chart("whole", rows.iloc[:2], dataset, EN))["marker"]["color"]

    assert every[:2] == few == [SERIES_COLOURS[0], SERIES_COLOURS[1]]
    assert len(set(every)) == 4


def test_the_squares_before_the_labels_have_the_colours_of_their_parts_which_begin_again():
    values = (20, 18, 16, 14, 12, 10, 8)
    rows, dataset = made(*(fig("part", str(value), "a", source="s1") for value in values))
    chart = draw_chart("whole", rows, dataset, EN)
    hues = trace(chart)["marker"]["color"]
    notes = [note["text"] for note in chart.plot["layout"]["annotations"] if "■" in note["text"]]

    assert hues == [SERIES_COLOURS[n] for n in (0, 1, 5, 3, 6, 7, 0)]
    assert len(notes) == 7
    assert all(
        f'<span style="color:{hue}">■</span> {value}%' in note
        for hue, value, note in zip(hues, values, notes, strict=True)
    )

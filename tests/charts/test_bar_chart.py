"""Charts of bars: where rows, labels and bars stand, from the top down."""

import pytest

from indicators.charts import draw_chart, draw_charts
from tests.charted import EN, drawn, fig, lines, made, trace, tree


def heights(chart):
    """Where labels and marks stand: from the top down."""
    notes = [
        note["y"] for note in chart.plot["layout"]["annotations"] if "yref" not in note and "name" not in note
    ]
    return notes, trace(chart)["y"], chart.plot["layout"]["height"]


def test_rows_stand_one_under_the_other_largest_first_and_never_overlap():
    values = ("3 million", "5 million", "4 million")
    (chart,) = drawn(*(fig("gdp", value, region) for value, region in zip(values, "abc", strict=True)))
    notes, marks, height = heights(chart)

    assert lines(chart)[:3] == ["Beta", "Gamma", "Alpha"]
    assert trace(chart)["x"] == [5, 4, 3]
    assert notes == [0, 51, 102]  # a line of 18, a gap of 4, a bar of 16, a gap of 13
    assert marks == [30, 81, 132]
    assert height == round(153 - 13 / 2 + 4 + 28)


def test_a_value_without_room_beside_its_mark_takes_a_line_more():
    units = [
        {"id": "firms", "name": {"en": "a very long name of a unit of firms", "zh": "家"}, "kind": "count"}
    ]
    rows, dataset = made(fig("firms", "3"), fig("firms", "2", "b"), units=units)
    notes, marks, _ = heights(draw_chart("bars", rows, dataset, EN))

    assert (notes, marks) == ([0, 69], [48, 117])


def test_shares_of_several_wholes_take_a_line_more_only_where_the_whole_has_no_room():
    short = drawn(fig("part", "40"), fig("piece", "30", "b"))[0]
    indicator = heights(short)

    assert indicator[1] == [48, 117]


def test_parts_of_a_whole_are_told_one_under_the_other_above_their_bar():
    rows, dataset = made(fig("part", "40", sector="cars"), fig("part", "over 30", sector="boats"))
    chart = draw_chart("whole", rows, dataset, EN)
    notes, marks, height = heights(chart)

    assert notes == [0, 40]  # two lines of 18 and 4 below
    assert marks == [108, 108]  # a gap of 13 and half of 30 below the last
    assert trace(chart)["width"] == [30, 30]
    assert chart.plot["layout"]["yaxis"]["range"] == [127, 0]
    assert height == 127 + 32


SHARE_OF = {"id": "r", "kind": "share", "note": {"en": "N", "zh": "注"}}
SHARE_OF["members"] = {"whole": "firms.a.2024", "part": "firms.a.cars.2024", "share": "part.a.2024"}


@pytest.mark.parametrize(("unit", "line"), [("firms", 0), ("firms that are of a quite long name", 1)])
def test_whole_and_part_are_told_above_their_bars_the_share_on_the_line_of_the_part_where_it_has_room(
    unit, line
):
    units = tree()["units"]
    units[2] |= {"name": {"en": unit, "zh": "家"}}
    figures = fig("firms", "200"), fig("firms", "over 50", sector="cars"), fig("part", "25")
    chart = draw_chart("nested", *made(*figures, relations=[SHARE_OF], units=units), EN)
    notes, marks, height = heights(chart)

    assert notes == [0, 40]
    assert marks == [108 + 18 * line] * 2
    assert height == 127 + 18 * line + 32
    assert [note["y"] for note in chart.plot["layout"]["annotations"] if note["showarrow"]] == marks[:1]
    assert not [
        note for note in chart.plot["layout"]["annotations"] if note.get("name") and not note["showarrow"]
    ]


@pytest.mark.parametrize("kind", ["whole", "nested"])
def test_bars_of_wholes_take_the_width_of_the_page(kind):
    figures = [fig("firms", "200"), fig("firms", "50", sector="cars"), fig("part", "25")]
    if kind == "whole":
        figures = [fig("part", "25", sector="cars"), fig("part", "30", sector="boats")]
        relations = []
    else:
        relations = [SHARE_OF]
    margin = draw_chart(kind, *made(*figures, relations=relations), EN).plot["layout"]["margin"]

    assert margin["l"] <= 10
    assert margin["r"] < 25


def test_shares_stand_on_tracks_that_are_their_wholes():
    (chart,) = drawn(fig("part", "40"), fig("piece", "30", "b"))

    assert (trace(chart)["x"], trace(chart, "track")["x"]) == ([40, 30], [100, 100])
    assert chart.plot["layout"]["xaxis"]["range"] == [0, 100]


def test_parts_of_a_whole_are_put_end_to_end_only_when_asked_and_their_sum_is_told_nowhere():
    rows, dataset = made(fig("part", "over 40", sector="cars"), fig("part", "25", sector="boats"))
    chart = draw_chart("whole", rows, dataset, EN)

    assert [chosen.kind for chosen in draw_charts(rows, dataset, EN)] == ["shares"]
    assert (trace(chart)["base"], trace(chart)["x"]) == ([0, 40], [40, 25])
    assert "65" not in " ".join([*lines(chart), chart.alt, *trace(chart)["hovertext"]])

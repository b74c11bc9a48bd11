"""Rank ladders: one rung a place, the first on top, gaps where many rungs are empty, and whose ranks share one."""

import pytest

from indicators.charts import draw_chart
from indicators.charts.theme import INK_COLOUR, MUTED_COLOUR
from indicators.model.chart_kinds import find_rankings
from tests.charted import EN, HEDGED, ZH, drawn, fig, lines, made, row, trace


def ladder(*places, say=EN, **fields):
    """The ladder of one ranking over regions."""
    figures = [
        fig("loans", str(place), region, **fields) for place, region in zip(places, "abc", strict=False)
    ]
    return draw_chart("ladder", *made(*figures), say)


def rungs(chart):
    """What stands in the gutter, from the top, with its colour and place."""
    notes = [note for note in chart.plot["layout"]["annotations"] if note["yanchor"] == "middle"]
    return [
        (note["text"].partition(">")[2].removesuffix("</span>"), note["font"]["color"], note["y"])
        for note in notes
    ]


@pytest.mark.parametrize(
    ("places", "names"),
    [
        ((1, 2), "1 2"),
        ((1, 3), "1 2 3"),
        ((2, 3), "1 2 3"),
        ((1, 6), "1 2 3 4 5 6"),  # four empty rungs are drawn
        ((1, 7), "1 ⋮ 7"),  # five are a gap
        ((5, 6), "1 2 3 4 5 6"),
        ((6, 7), "⋮ 6 7"),
        ((3, 1, 1), "1 2 3"),
        ((12, 1, 6), "1 2 3 4 5 6 ⋮ 12"),
    ],
)
def test_rungs_nobody_stands_on_are_drawn_where_they_are_few(places, names):
    found = [name.removeprefix("No. ") for name, *_ in rungs(ladder(*places))]

    assert " ".join(found) == names


def test_the_first_place_is_on_top_and_dots_stand_beside_their_rung():
    chart = ladder(4, 1, 2)
    found = rungs(chart)

    assert [name for name, *_ in found] == ["No. 1", "No. 2", "No. 3", "No. 4"]
    assert [y for *_, y in found] == sorted(y for *_, y in found)
    assert trace(chart)["customdata"] == ["loans.b.2024", "loans.c.2024", "loans.a.2024"]
    assert trace(chart)["y"] == [found[0][2], found[1][2], found[3][2]]
    assert trace(chart)["x"] == [0, 0, 0]
    height, top = chart.plot["layout"]["yaxis"]["range"]
    assert (top, height > trace(chart)["y"][-1]) == (0, True)
    assert not chart.plot["layout"]["xaxis"]["showticklabels"]


def test_a_rung_somebody_stands_on_is_in_ink_the_font_of_others_too_but_muted_in_text():
    chart = ladder(1, 3)
    notes = [note for note in chart.plot["layout"]["annotations"] if note["yanchor"] == "middle"]

    assert [note["font"]["color"] for note in notes] == [INK_COLOUR] * 3
    assert all(f"color:{MUTED_COLOUR}" in note["text"] for note in notes)


def test_regions_of_one_place_share_its_rung():
    chart = ladder(2, 2, 5)

    assert [name for name, *_ in rungs(chart)] == ["No. 1", "No. 2", "No. 3", "No. 4", "No. 5"]
    assert len(set(trace(chart)["y"])) == 3
    assert lines(chart)[:4] == ["No. 1", "No. 2", "Alpha", "Beta"]


def test_places_are_told_in_chinese():
    chart = ladder(1, 2, say=ZH, counterpart="towns")

    assert [name for name, *_ in rungs(chart)] == ["第1位", "第2位"]
    assert chart.subtitle == "位次（第1位在最上方） · 各镇 · 2024年"


def test_a_guide_is_drawn_between_rungs_and_none_above_the_first():
    chart = ladder(1, 2, 3)
    guides, places = chart.plot["layout"]["yaxis"]["tickvals"], [y for *_, y in rungs(chart)]

    assert len(guides) == 2
    assert places[0] < guides[0] < places[1] < guides[1] < places[2]


def test_rankings_of_a_region_each_count_for_themselves():
    figures = fig("loans", "4", counterpart="towns"), fig("ships", "1", counterpart="ports", period="2023")
    chart = draw_chart("ladder", *made(*figures), EN)

    assert chart.subtitle == "Place, first on top · each ranking counts for itself"
    assert chart.title == "Alpha · Topic: places in rankings"
    assert lines(chart) == [
        "No. 1", "Name of ships", "All ports · 2023", "No. 2", "No. 3", "No. 4", "Name of loans", "All towns · 2024",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("other", "subtitle"),
    [
        ({"region": "b"}, "Place, first on top · All towns · 2024"),
        ({"period": "2023"}, "Place, first on top · All towns"),
        ({"counterpart": "ports"}, "Place, first on top · 2024 · each ranking counts for itself"),
    ],
)
def test_the_subtitle_has_what_all_places_share(other, subtitle):
    figures = fig("loans", "4", counterpart="towns"), fig("loans", "1", **({"counterpart": "towns"} | other))

    assert draw_chart("ladder", *made(*figures), EN).subtitle == subtitle


@pytest.mark.parametrize(
    ("topics", "title"),
    [({}, "Alpha · Topic: places in rankings"), ({"ships": "u"}, "Alpha · Places in rankings")],
)
def test_a_ladder_of_several_topics_is_named_by_its_region(topics, title):
    assert draw_chart("ladder", *made(fig("loans", "4"), fig("ships", "1"), topics=topics), EN).title == title


def test_one_ranking_over_regions_is_named_by_what_is_ranked():
    figures = fig("loans", "4"), fig("loans", "1", "b")

    assert draw_chart("ladder", *made(*figures), EN).title == "Name of loans by region"
    assert draw_chart("ladder", *made(*figures), EN, "Chosen").title == "Chosen"


def groups(*figures):
    found = [row(**{"measure": "rank", "Index": n} | fields) for n, fields in enumerate(figures)]
    return [[one.Index for one in group] for group in find_rankings(found, None)]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (({}, {"region": "b"}), [[0, 1]]),
        (({}, {"region": "b", "indicator": "j"}), []),
        (({}, {"region": "b", "counterpart": "towns"}), []),
        (({}, {"region": "b", "period": "2023"}), []),
        (({}, {"region": "b", "status": "target"}), []),
        (({}, {"region": "b", "basis": "implied"}), []),
        (({}, {"indicator": "j"}), [[0, 1]]),
        (({}, {"period": "2023"}), [[0, 1]]),
        (({},), []),
        (({}, {"measure": "level", "indicator": "j"}), []),
        *(
            (({}, {"qualifier": qualifier, "region": "b"}), [])
            for qualifier in HEDGED
            if qualifier != "exact"
        ),
        (({}, {"indicator": "j"}, {"region": "b"}, {"indicator": "k"}), [[0, 2], [1, 3]]),
        (({}, {"indicator": "j"}, {"region": "b"}), [[0, 2]]),  # what is left is alone
        (
            ({}, {"indicator": "j"}, {"region": "b", "indicator": "k"}, {"region": "b", "indicator": "l"}),
            [[0, 1], [2, 3]],
        ),
        (({}, {}), [[0, 1]]),  # one ranking, one region, stated twice
    ],
)
def test_rankings_over_regions_come_first_then_what_is_left_of_a_region(figures, expected):
    assert groups(*figures) == expected


def test_a_long_name_of_a_ranking_takes_as_many_lines_as_it_needs():
    chart, *_ = drawn(fig("loans", "1"), fig("ships", "2"), names={"loans": "word " * 20 + "end"})
    first, second = trace(chart)["y"]

    assert second - first == 18 * 3 + 13
    assert [line for line in lines(chart) if line.startswith("word")]


def test_a_ladder_is_as_high_as_its_rungs_and_has_no_axis_below():
    chart = ladder(1, 3)

    assert trace(chart)["y"] == [9, 64]  # a line of 18, a gap of 13 and an empty rung of 24 are between them
    assert chart.plot["layout"]["yaxis"]["range"] == [86, 0]
    assert chart.plot["layout"]["height"] == 86 + 4 + 4
    assert chart.plot["layout"]["margin"] == {"l": 51, "r": 8, "t": 4, "b": 4, "pad": 0}

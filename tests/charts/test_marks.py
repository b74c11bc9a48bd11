"""Hedged figures as they are drawn: where each begins and ends, which side its arrow is on, what its label says."""

import pytest

from indicators.charts import draw_chart, draw_charts
from indicators.charts.marks import ChartMark, label_anchor, mark_reach, room_for_marks
from indicators.charts.scale import AxisScale, axis_ticks
from indicators.charts.text_metrics import (
    leaves_room,
    text_width,
)
from indicators.charts.theme import GROUND_COLOUR, INK_COLOUR, MARK_COLOUR
from indicators.model.hedges import HEDGES
from indicators.text import format_bounds
from tests.charted import EN, ZH, arrows, drawn, fig, labels, lines, made, trace, traces
from tests.charted import HEDGED as QUALIFIERS

#: Hedges of one number; a range has two and stands in tests of its own.
HEDGED = tuple(qualifier for qualifier in QUALIFIERS if qualifier != "between")
UPPER = ("under", "at_most")
#: What a hedge of a fall says around it, where it says it otherwise.
FALL_WORDS = {
    "over": ("below {}", "小于{}"),
    "at_least": ("{} or less", "{}及以下"),
    "under": ("above {}", "大于{}"),
    "at_most": ("{} or more", "{}及以上"),
}
#: qualifier → side of the true figure, pixels to the label, shape at the end of a bar, shape of a dot, words
HEDGE_SHAPES = {
    "exact": (0, 10, None, "circle", ("{}", "{}")),
    "over": (1, 34, "line-ns", "line-ns", ("over {}", "超{}")),
    "at_least": (1, 34, "line-ns", "line-ns", ("at least {}", "至少{}")),
    "nearly": (0, 14, "triangle-up", "triangle-up", ("nearly {}", "近{}")),
    "under": (-1, 10, "line-ns", "line-ns", ("under {}", "不足{}")),
    "at_most": (-1, 10, "line-ns", "line-ns", ("up to {}", "至多{}")),
    "about": (0, 14, "diamond", "diamond", ("about {}", "约{}")),
}
#: indicator → kind of chart, number printed, number on the axis, the figure in words
AMOUNTS = {
    "level": ("gdp", "bars", "400 million", 400, ("400 million yuan", "4亿元")),
    "dots": ("trade", "dots", "400 million", 4e8, ("400 million yuan", "4亿元")),
    "increase": ("rise", "bars", "250", 250, ("250 firms", "250家企业")),
    "decrease": ("rise", "bars", "-250", -250, ("-250 firms", "-250家企业")),
    "growth": ("growth", "growth", "3.5", 3.5, ("3.5%", "3.5%")),
    "decline": ("pace", "growth", "-3.5", -3.5, ("-3.5%", "-3.5%")),
    "share": ("part", "shares", "30", 30, ("30%", "30%")),
}
PERIOD = {"decrease": "2023"}
ROWS, DATASET = made(
    *(
        fig(indicator, f"{qualifier} {value}", period=PERIOD.get(amount, "2024"))
        for amount, (indicator, _, value, *_) in AMOUNTS.items()
        for qualifier in HEDGED
    ),
    fig("gdp", "under 400 million", "b", "2022", stated="less than 400 million yuan"),
    fig("gdp", "about 400 million", "b", "2023"),
)


def rows_of(amount, qualifiers=HEDGED):
    indicator = AMOUNTS[amount][0]
    chosen = ROWS["qualifier"].isin(qualifiers) & (ROWS["region"] == "a")
    return ROWS[(ROWS["indicator"] == indicator) & (ROWS["period"] == PERIOD.get(amount, "2024")) & chosen]


def chart_of(amount, say=EN, qualifiers=HEDGED):
    return draw_chart(AMOUNTS[amount][1], rows_of(amount, qualifiers), DATASET, say)


def side_of(qualifier, value):
    """Where the true figure lies: the hedge of a fall speaks of its size."""
    return HEDGE_SHAPES[qualifier][0] * (-1 if value < 0 else 1)


def by_qualifier(chart, values):
    """What each qualifier has of a list that goes along the figures."""
    return dict(zip(chart.rows["qualifier"], values, strict=True))


def test_there_is_a_way_to_draw_for_every_hedge():
    assert set(HEDGE_SHAPES) == set(HEDGED)


@pytest.mark.parametrize("amount", AMOUNTS)
def test_a_mark_stands_at_the_printed_number_and_a_bar_begins_at_zero(amount):
    chart, value = chart_of(amount), AMOUNTS[amount][3]
    found = trace(chart)

    assert found["x"] == [pytest.approx(value)] * len(HEDGED)
    assert "base" not in found
    assert found["type"] == ("scatter" if amount == "dots" else "bar")
    assert found.get("orientation") == (None if amount == "dots" else "h")
    low, high = chart.plot["layout"]["xaxis"]["range"]
    if amount != "dots":
        assert (low, high) == (min(0, value), 100 if amount == "share" else max(0, value))


@pytest.mark.parametrize("amount", AMOUNTS)
def test_the_arrow_of_a_bound_starts_at_the_number_and_points_to_where_the_true_figure_lies(amount):
    chart, value = chart_of(amount), AMOUNTS[amount][3]
    found = arrows(chart)
    rows = dict(zip(chart.rows["observation_id"], zip(chart.rows["qualifier"], trace(chart)["y"], strict=True), strict=True))  # fmt: skip

    assert {rows[id][0] for id in found} == {"over", "at_least", "under", "at_most"}
    for id, arrow in found.items():
        qualifier, y = rows[id]
        assert (arrow["ax"], arrow["ay"]) == (26 * side_of(qualifier, value), 0)
        assert arrow["y"] == y
        assert arrow["x"] == pytest.approx(value if amount != "dots" else 8.60206)
        assert (arrow["arrowside"], arrow["startarrowhead"]) == ("start", 2)
        assert (arrow["text"], arrow["opacity"]) == ("", 1)


@pytest.mark.parametrize("amount", [amount for amount in AMOUNTS if amount != "dots"])
def test_the_end_of_a_hedged_bar_is_a_cap_a_wedge_or_a_diamond_at_the_number(amount):
    chart, value = chart_of(amount), AMOUNTS[amount][3]
    places = by_qualifier(chart, trace(chart)["y"])
    (ends,) = traces(chart, "ends")

    hedged = [qualifier for qualifier in chart.rows["qualifier"] if qualifier != "exact"]
    assert ends["x"] == [pytest.approx(value)] * 6
    assert ends["y"] == [places[qualifier] for qualifier in hedged]
    assert ends["marker"]["symbol"] == [HEDGE_SHAPES[qualifier][2] for qualifier in hedged]
    turn = -90 if value < 0 else 90  # moved back by half its size, it ends at the number
    assert ends["marker"]["angle"] == [turn if qualifier == "nearly" else 0 for qualifier in hedged]
    assert ends["marker"]["standoff"] == [7 if qualifier == "nearly" else 0 for qualifier in hedged]
    assert ends["marker"]["size"] == [16 if HEDGE_SHAPES[qualifier][0] else 14 for qualifier in hedged]
    assert ends["marker"]["line"]["width"] == [
        2.5 if HEDGE_SHAPES[qualifier][0] else 2 for qualifier in hedged
    ]
    assert (ends["marker"]["color"], ends["marker"]["line"]["color"]) == (GROUND_COLOUR, INK_COLOUR)


def test_exact_bars_have_no_ends_of_their_own():
    assert traces(chart_of("level", qualifiers=("exact", "over")), "ends")
    rows = ROWS[(ROWS["indicator"] == "gdp") & (ROWS["qualifier"] == "exact")]
    assert not traces(draw_chart("bars", rows.iloc[[0, 0]], DATASET, EN), "ends")


@pytest.mark.parametrize("amount", [amount for amount in AMOUNTS if amount != "dots"])
def test_only_the_bar_of_an_upper_bound_is_hollow_for_all_of_it_may_be_too_much(amount):
    chart = chart_of(amount)
    marker = trace(chart)["marker"]

    assert by_qualifier(chart, marker["color"]) == {
        q: GROUND_COLOUR if q in UPPER else MARK_COLOUR for q in HEDGED
    }
    assert by_qualifier(chart, marker["line"]["width"]) == {q: 1.5 if q in UPPER else 0 for q in HEDGED}
    assert set(marker["pattern"]["shape"]) == {""}


def test_a_dot_is_round_when_exact_a_cap_when_a_bound_and_a_hollow_wedge_or_diamond_when_near_its_number():
    chart = chart_of("dots")
    marker = trace(chart)["marker"]

    assert by_qualifier(chart, marker["symbol"]) == {q: HEDGE_SHAPES[q][3] for q in HEDGED}
    assert by_qualifier(chart, marker["color"]) == {
        q: GROUND_COLOUR if q in ("about", "nearly") else MARK_COLOUR for q in HEDGED
    }
    assert by_qualifier(chart, marker["size"]) == {q: 13 if HEDGE_SHAPES[q][0] else 12 for q in HEDGED}
    assert set(marker["line"]["width"]) == {2.5}


@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("amount", AMOUNTS)
def test_a_label_says_the_hedge_and_stands_clear_right_of_the_mark(amount, say):
    chart, (_, _, _, value, words) = chart_of(amount, say), AMOUNTS[amount]
    beside = labels(chart)
    place = max(value, 0) if amount != "dots" else 8.60206

    for id, qualifier in zip(chart.ids, chart.rows["qualifier"], strict=True):
        _, shift, *_, hedge = HEDGE_SHAPES[qualifier]
        if value < 0:  # the arrow of no fall stands between zero and the label
            hedge, shift = FALL_WORDS.get(qualifier, hedge), 10 if HEDGE_SHAPES[qualifier][0] else shift
        n = 0 if say is EN else 1
        sign = "+" if qualifier == "exact" and amount in ("growth", "increase") else ""
        told = hedge[n].format(sign + words[n])
        if amount == "share":  # stands on the line of its own, for the whole takes the width
            notes = chart.plot["layout"]["annotations"]
            assert sum(f"<b>{told}</b>" in note["text"] for note in notes) == 1
            continue
        assert beside[id]["text"] == told
        assert (beside[id]["xanchor"], beside[id]["xshift"]) == ("left", shift)
        if say is EN or amount == "dots":
            assert beside[id]["x"] == pytest.approx(place)


@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
def test_less_than_is_told_as_below_and_never_as_a_range_from_zero(say):
    (figure,) = ROWS[ROWS["period"] == "2022"].itertuples()
    chart = draw_chart("then-now", ROWS[ROWS["region"] == "b"], DATASET, say)

    assert figure.low == 0
    under = "under 400 million yuan" if say is EN else "不足4亿元"
    assert format_bounds(figure, DATASET, say) == ("below 400 million yuan" if say is EN else "小于4亿元")
    assert labels(chart)[figure.observation_id]["text"] == under
    assert trace(chart)["hovertext"][0].startswith(f"<b>{under}</b><br>")
    assert under in chart.alt
    assert arrows(chart)[figure.observation_id]["ax"] == -26


@pytest.mark.parametrize("amount", AMOUNTS)
@pytest.mark.parametrize("qualifier", [qualifier for qualifier in HEDGED if qualifier != "exact"])
def test_the_subtitle_warns_of_bounds_and_of_nothing_else(amount, qualifier):
    chart = chart_of(amount, qualifiers=("exact", qualifier))

    mark = HEDGES[qualifier].mark
    turned = {"lower": "upper", "upper": "lower"} if amount in ("decrease", "decline") else {}
    assert chart.marks == (turned.get(mark, mark),)
    assert chart.has_exact
    warned = chart.subtitle.endswith(" · bounds (arrows) are not ranked against exact figures")
    assert warned == (HEDGE_SHAPES[qualifier][0] != 0)


def test_a_chart_knows_its_marks_in_one_order_and_whether_anything_is_exact():
    assert chart_of("level").marks == ("lower", "upper", "below", "rounded")
    assert not chart_of("level", qualifiers=("nearly", "over")).has_exact


def test_at_one_number_lower_bounds_come_first_and_upper_bounds_last():
    upwards = ["over", "at_least", "exact", "about", "nearly", "under", "at_most"]

    assert list(chart_of("level").rows["qualifier"]) == upwards
    assert list(chart_of("decrease").rows["qualifier"]) == [
        "nearly", "under", "at_most", "exact", "about", "over", "at_least",
    ]  # fmt: skip


@pytest.mark.parametrize("standing", ["target", "expected", "implied"])
@pytest.mark.parametrize("qualifier", HEDGED)
def test_what_nobody_has_measured_is_hatched_or_hollow_and_its_arrow_faint(standing, qualifier):
    figures = (fig("gdp", "exact 5 million"), fig("gdp", f"{qualifier} 4 million", "b"))
    rows, dataset = made(*figures)
    rows = rows.copy()
    rows.loc[1, "basis" if standing == "implied" else "status"] = standing
    bars, dots = (draw_chart(kind, rows, dataset, EN) for kind in ("bars", "dots"))
    bar, dot = trace(bars)["marker"], trace(dots)["marker"]

    hatched = "" if standing == "implied" else "/"
    assert bar["pattern"]["shape"] == ["", hatched]
    assert bar["color"] == [MARK_COLOUR, GROUND_COLOUR if standing == "implied" else MARK_COLOUR]
    assert bar["line"]["width"] == [0, 1.5]
    assert dot["color"] == [MARK_COLOUR, GROUND_COLOUR]
    assert dot["line"]["width"] == [2.5, 1.5 if HEDGE_SHAPES[qualifier][0] else 2.5]
    assert [arrow["opacity"] for arrow in arrows(bars).values()] == [0.7] * abs(HEDGE_SHAPES[qualifier][0])
    assert any(f"Beta · {standing}" in note["text"] for note in bars.plot["layout"]["annotations"])


# On a line, where the axis stands upright


LINE_ROWS, LINE_DATASET = made(
    *(
        fig("gdp", f"{qualifier} {n + 3} trillion", period=str(2015 + n))
        for n, qualifier in enumerate(("exact", "exact", *HEDGED[1:], "exact", "exact"))
    ),
    fig("trade", "1 trillion", period="2011/2015", timing="cumulative"),
    fig("trade", "over 2 trillion", period="2016/2020", timing="cumulative"),
    fig("trade", "about 3 trillion", period="2021/2025", timing="cumulative"),
)


def test_on_a_line_arrows_point_up_or_down_and_labels_stand_clear_of_them():
    (chart,) = draw_charts(LINE_ROWS[LINE_ROWS["indicator"] == "gdp"], LINE_DATASET, EN)
    found, beside = arrows(chart), labels(chart)
    rows = list(chart.rows.itertuples())

    assert len(found) == 4
    for row, day, y in zip(rows, trace(chart)["x"], trace(chart)["y"], strict=True):
        side = HEDGE_SHAPES[row.qualifier][0]
        if side:
            arrow = found[row.observation_id]
            assert (arrow["ax"], arrow["ay"]) == (0, -26 * side)
            assert (arrow["x"], arrow["y"]) == (day, y)
        if row.qualifier != "exact":
            label = beside[row.observation_id]
            assert label["text"] == HEDGE_SHAPES[row.qualifier][4][0].format(int(row.value / 1e12))
            assert (label["x"], label["y"]) == (day, y)
            clear = 30 if side > 0 else 10, -44 if side < 0 else -24
            assert label["yshift"] >= clear[0] or label["yshift"] <= clear[1]
    assert trace(chart)["marker"]["symbol"] == [
        {"line-ns": "line-ew"}.get(HEDGE_SHAPES[row.qualifier][3], HEDGE_SHAPES[row.qualifier][3])
        for row in rows
    ]


def test_a_join_is_dotted_where_either_end_is_hedged():
    (chart,) = draw_charts(LINE_ROWS[LINE_ROWS["indicator"] == "gdp"], LINE_DATASET, EN)

    dashes = [join["line"]["dash"] for join in traces(chart, "connector")]
    assert dashes == ["solid", *["dot"] * 7, "solid"]


def test_figures_of_several_years_are_bars_over_them_with_the_shape_of_their_hedge():
    (chart,) = draw_charts(LINE_ROWS[LINE_ROWS["indicator"] == "trade"], LINE_DATASET, EN)

    assert [span["x"] for span in traces(chart, "span")] == [
        ["2011-01-01", "2015-12-31"],
        ["2016-01-01", "2020-12-31"],
        ["2021-01-01", "2025-12-31"],
    ]
    assert [span["y"] for span in traces(chart, "span")] == [[1, 1], [2, 2], [3, 3]]
    assert [(span["line"]["width"], span["line"]["dash"]) for span in traces(chart, "span")] == [
        (5, "solid")
    ] * 3
    assert not traces(chart, "connector")
    assert trace(chart)["marker"]["opacity"] == [0.0, 1.0, 1.0]
    assert trace(chart)["unselected"] == {"marker": {}}


def test_expected_figures_of_several_years_are_thin_dashed_bars():
    rows = LINE_ROWS[LINE_ROWS["indicator"] == "trade"].assign(status="expected")
    (chart,) = draw_charts(rows, LINE_DATASET, EN)

    assert [(span["line"]["width"], span["line"]["dash"]) for span in traces(chart, "span")] == [
        (2, "dash")
    ] * 3


# Ranges and margins


def span_ends(chart, axis="x"):
    """From where to where each span goes, with the width of its line."""
    return [(*one[axis], one["line"]["width"]) for one in traces(chart, "span")]


def test_the_bar_of_a_range_ends_at_its_low_end_and_a_span_goes_on_to_its_high_one():
    rows, dataset = made(fig("gdp", "between 3–4.5 million"), fig("gdp", "3.7 ± 0.7 million", "b"))
    chart = draw_chart("bars", rows, dataset, EN)

    assert trace(chart)["x"] == [3, 3.7]
    assert span_ends(chart) == [(3, 4.5, 7), (3, 4.4, 2)]
    assert not traces(chart, "ends")
    assert [labels(chart)[id]["x"] for id in chart.ids] == [4.5, 4.4]
    assert [labels(chart)[id]["text"] for id in chart.ids] == ["3–4.5 million yuan", "3.7 ± 0.7 million yuan"]
    assert chart.plot["layout"]["xaxis"]["range"] == [0, 4.5]
    assert (chart.marks, chart.has_exact) == (("range", "margin"), False)


@pytest.mark.parametrize(
    ("value", "bar", "span"),
    [
        ("between -4.5–-2", -2, (-4.5, -2, 7)),
        ("between -2–3", 0, (-2, 3, 7)),
        ("between 1–2.5", 1, (1, 2.5, 7)),
        ("-3.7 ± 0.7", -3.7, (-4.4, -3, 2)),
    ],
)
def test_the_bar_of_a_range_reaches_only_as_far_as_all_of_it_does(value, bar, span):
    chart = draw_chart("growth", *made(fig("growth", value), fig("growth", "5", "b")), EN)

    assert trace(chart)["x"] == [5, bar]
    assert span_ends(chart) == [pytest.approx(span)]


def test_a_range_among_dots_is_a_span_whose_middle_is_not_seen_and_answers_the_pointer():
    rows, dataset = made(fig("gdp", "between 3–5 million"), fig("gdp", "3 ± 1 million", "b"))
    chart = draw_chart("dots", rows, dataset, EN)

    assert trace(chart)["x"] == [4e6, 3e6]
    assert trace(chart)["marker"]["opacity"] == [0.0, 1.0]
    assert span_ends(chart) == [(3e6, 5e6, 7), (2e6, 4e6, 2)]
    assert trace(chart)["hovertext"][0].startswith("<b>3–5 million yuan</b>")


def test_a_range_of_a_line_stands_upright_and_its_label_beyond_its_ends():
    chart, *_ = drawn(
        fig("gdp", "2 trillion", period="2021"),
        fig("gdp", "between 3–4.5 trillion", period="2022"),
        fig("gdp", "3.7 ± 0.7 trillion", period="2023"),
    )

    assert span_ends(chart, "y") == [(3, 4.5, 7), (3, 4.4, 2)]
    assert [one["x"] for one in traces(chart, "span")] == [["2022-07-02"] * 2, ["2023-07-02"] * 2]
    assert {one["marker"]["symbol"] for one in traces(chart, "span")} == {"line-ew"}
    beside = labels(chart)
    assert [(beside[id]["text"], beside[id]["y"]) for id in chart.ids] == [
        ("2", 2), ("3–4.5", 3.75), ("3.7 ± 0.7", 3.7),
    ]  # fmt: skip
    low, high = chart.plot["layout"]["yaxis"]["range"]
    pixel = 260 / (high - low)
    for id, half in ((chart.ids[1], 0.75), (chart.ids[2], 0.7)):
        assert beside[id]["yshift"] > half * pixel or beside[id]["yshift"] + 18 <= -half * pixel
    assert trace(chart)["marker"]["opacity"] == [1.0, 0.0, 1.0]
    assert [join["line"]["dash"] for join in traces(chart, "connector")] == ["dot", "dot"]


def test_a_range_of_several_years_has_a_bar_over_them_at_both_ends_and_none_at_its_middle():
    chart, *_ = drawn(
        *(
            fig("trade", f"{value} trillion", period=period, timing="cumulative")
            for value, period in (("1", "2011/2015"), ("between 1.5–2.5", "2016/2020"), ("3", "2021/2025"))
        )
    )

    assert [one["y"] for one in traces(chart, "span") if one["mode"] == "lines"] == [
        [1, 1], [1.5, 1.5], [2.5, 2.5], [3, 3],
    ]  # fmt: skip


@pytest.mark.parametrize(("say", "words"), [(EN, ("1–2 million yuan", "3 ± 1 million yuan")), (ZH, ("100万～200万元", "300万±100万元"))])  # fmt: skip
def test_then_and_now_draw_ranges_and_margins_from_end_to_end(say, words):
    figures = fig("gdp", "between 1–2 million", period="2021"), fig("gdp", "3 ± 1 million", period="2024")
    (chart,) = drawn(*figures, say=say)

    assert chart.kind == "then-now"
    assert tuple(line for line in lines(chart) if line in words) == words
    step = 1 if say is EN else 100
    assert span_ends(chart) == [(step, 2 * step, 7), (2 * step, 4 * step, 2)]


def test_nearly_a_fall_is_a_wedge_from_the_side_of_zero_across_and_up_the_plot():
    across = draw_chart("growth", *made(fig("growth", "nearly -5"), fig("growth", "nearly 4", "b")), EN)
    (upright,) = drawn(
        *(fig("growth", v, period=str(2020 + n)) for n, v in enumerate(("nearly -5", "nearly 4", "3")))
    )

    assert trace(across, "ends")["marker"]["symbol"] == ["triangle-up", "triangle-up"]
    assert trace(across, "ends")["marker"]["angle"] == [90, -90]
    assert trace(upright)["marker"]["symbol"] == ["triangle-up", "triangle-up", "circle"]
    assert trace(upright)["marker"]["angle"] == [180, 0, 0]
    assert not arrows(across)


# As parts of a whole


def test_a_range_within_a_whole_begins_where_the_part_before_it_ends():
    parts = ("between 30–40", "cars"), ("20 ± 4", "boats")
    chart = draw_chart("whole", *made(*(fig("part", value, sector=sector) for value, sector in parts)), EN)

    assert trace(chart)["x"] == [35, 20]
    assert span_ends(chart) == [(30, 40, 7), (51, 59, 2)]


def test_parts_of_a_whole_follow_each_other_and_their_arrows_stand_above():
    parts = [("over 40", "cars"), ("30", "boats"), ("under 20", "yachts"), ("about 5", None)]
    rows, dataset = made(*(fig("part", value, sector=sector) for value, sector in parts))
    chart = draw_chart("whole", rows, dataset, EN)
    bar, ends = trace(chart), trace(chart, "ends")

    assert bar["x"] == [40, 30, 20, 5]
    assert bar["base"] == [0, 40, 70, 90]
    assert trace(chart, "track")["x"] == [100]
    assert (ends["x"], ends["marker"]["symbol"]) == ([40, 90, 95], ["line-ns", "line-ns", "diamond"])
    assert ends["marker"]["size"] == [30, 30, 14]
    found = arrows(chart)
    assert [(arrow["x"], arrow["ax"]) for arrow in found.values()] == [(40, 26), (90, -26)]
    assert {arrow["y"] for arrow in found.values()} == {bar["y"][0] - 20}
    assert len(set(bar["marker"]["color"])) == 4
    assert set(bar["marker"]["line"]["color"]) == {GROUND_COLOUR}


@pytest.mark.parametrize("standing", ["target", "implied"])
def test_parts_that_nobody_measured_are_hatched_or_hollow(standing):
    rows, dataset = made(fig("part", "40", sector="cars"), fig("part", "30", sector="boats"))
    rows = rows.copy()
    rows["basis" if standing == "implied" else "status"] = standing
    marker = trace(draw_chart("whole", rows, dataset, EN))["marker"]

    hollow = standing == "implied"
    assert marker["pattern"]["shape"] == ["" if hollow else "/"] * 2
    assert (set(marker["color"]) == {GROUND_COLOUR}) == hollow
    assert (GROUND_COLOUR in marker["line"]["color"]) == (not hollow)
    hues = marker["line"]["color"] if hollow else marker["color"]
    assert len(set(hues)) == 2


# Room around a mark


SCALE = AxisScale(-1.0, 1.0, 1.0, "")


@pytest.mark.parametrize(
    ("qualifier", "value", "left", "right"),
    [
        ("exact", 1, 0, 10),
        ("over", 1, 0, 34),
        ("at_least", 1, 0, 34),
        ("nearly", 1, 10, 14),
        ("under", 1, 30, 10),
        ("at_most", 1, 30, 10),
        ("between", 1, 0, 10),
        ("about", 1, 10, 14),
    ],
)
@pytest.mark.parametrize("bars", [True, False])
def test_a_mark_reaches_as_far_as_its_arrow_its_shape_and_its_label(qualifier, value, left, right, bars):
    one = ChartMark("i", value, 0, qualifier, "aaa", "")

    found = mark_reach(one, SCALE, bars=bars)
    assert found == (1, left or (0 if bars else 8), pytest.approx(right + 22.8))
    assert mark_reach(one, SCALE, bars=bars, beside=False).right == right


def test_the_label_of_a_bar_left_of_zero_stands_right_of_zero_and_of_a_dot_beside_it():
    one = ChartMark("i", -1.0, 0, "exact", "", "")

    assert (label_anchor(one, bars=True), label_anchor(one, bars=False)) == (0, -1)
    assert mark_reach(one, SCALE, bars=True).share == 0.5
    assert mark_reach(one, SCALE, bars=False).share == 0


def test_labels_stand_beside_their_marks_only_where_the_plot_keeps_its_least_room():
    def beside(letters, wanted=True):
        one = ChartMark("i", 1.0, 0, "exact", "a" * letters, "")
        return room_for_marks([one], SCALE, "en", "", bars=True, beside=wanted)

    held, is_held = beside(27)  # 10 and 205.2 pixels, and 8 for half a tick on the left
    assert is_held
    assert leaves_room(held)
    bare, is_held = beside(28)
    assert not is_held
    assert bare.right < 30
    assert beside(3, wanted=False)[1] is False


def test_ticks_that_reach_out_of_the_plot_widen_the_margins():
    wide = AxisScale(0, 1000, 1e9, "")
    found, _ = room_for_marks([], wide, "en", "%", bars=True)

    places, labels = axis_ticks(wide, 300, "en", "%")
    assert labels[-1] == "1,000%"
    assert found.right >= text_width("1,000%") / 2
    assert found.left >= text_width("0%") / 2 - 1
    assert places[0] == 0

"""Which charts are chosen for which figures, under which ids, and that rule, choice and drawing agree."""

import json
import random
import re

import plotly.graph_objects as go
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plotly.io import to_json
from plotly.tools import return_figure_from_figure_or_data

from indicators import text
from indicators.charts import DRAWN_KIND_BY_ID, ChartPalette, draw_chart, draw_charts, draw_declared_chart
from indicators.charts.chart import chart_id, present_marks, value_order
from indicators.model import chart_kinds
from indicators.model.chart_kinds import MAX_LINEAR_RATIO, has_several_partners, needs_log_scale
from indicators.query import Selection, chart_selection
from tests.charted import (
    ANY_FIGURE,
    EN,
    HEDGED,
    ZH,
    beyond_a_phone,
    drawn,
    fig,
    joined,
    lines,
    made,
    printed_under,
    row,
    set_of,
    trace,
    traces,
    what_and_when,
)
from tests.real import real


def chosen(*figures, **given):
    """Kind and figures of each chart."""
    return [(chart.kind, len(chart.ids)) for chart in drawn(*figures, **given)]


def told(*figures, **given):
    return [chart.id for chart in drawn(*figures, **given)]


def years(indicator, *when, **fields):
    """One figure a year."""
    return [fig(indicator, str(n + 1), period=str(year), **fields) for n, year in enumerate(when)]


@pytest.mark.parametrize(
    ("measure", "one", "two", "three"),
    [
        ("gdp", [], [("then-now", 2)], [("line", 3)]),
        ("part", [("whole", 1)], [("then-now", 2)], [("line", 3)]),
        ("growth", [], [], [("line", 3)]),
        ("rise", [], [], []),
        ("loans", [], [("ladder", 2)], [("ladder", 3)]),
        ("run", [], [], []),
    ],
)
def test_so_many_periods_of_a_series_are_drawn_so(measure, one, two, three):
    for n, expected in enumerate((one, two, three)):
        assert chosen(*years(measure, *range(2021, 2022 + n))) == expected


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("gdp", [("bars", 2)]),
        ("part", [("shares", 2)]),
        ("growth", [("growth", 2)]),
        ("rise", [("bars", 2)]),
        ("loans", [("ladder", 2)]),
        ("run", []),
    ],
)
def test_two_regions_in_one_period_are_drawn_so(measure, expected):
    assert chosen(fig(measure, "1"), fig(measure, "2", "b")) == expected


@pytest.mark.parametrize(
    "fields",
    [
        {"region": "b"},
        {"sector": "cars"},
        {"counterpart": "norway"},
        {"status": "target"},
        {"timing": "at"},
        {"period": "2023-01/2023-10"},
        {"period": "2023-06"},
        {"period": "2023-07-01"},
        {"period": "2021/2023"},
    ],
)
def test_what_is_of_another_series_or_no_outcome_is_never_joined(fields):
    found = drawn(*years("gdp", 2021, 2022), fig("gdp", "3", **({"period": "2023"} | fields)))

    assert [chart.kind for chart in found] == ["then-now"]
    assert found[0].ids == ("gdp.a.2021", "gdp.a.2022")


def test_two_figures_of_one_period_take_a_series_from_its_line():
    found = drawn(*years("gdp", 2021, 2022, 2022, 2023))

    assert [chart.kind for chart in found] == ["bars"]
    assert not traces(found[0], "connector")


def test_a_gap_stays_a_gap_no_point_is_put_into_it():
    (chart,) = drawn(*years("gdp", 2010, 2011, 2024))

    assert trace(chart)["x"] == ["2010-07-02", "2011-07-02", "2024-07-01"]
    assert [join["x"] for join in traces(chart, "connector")] == [["2010-07-02", "2011-07-02"]]


def test_figures_of_every_other_year_have_no_gap_between_them():
    (chart,) = drawn(*years("gdp", 2011, 2013, 2015, 2021))

    assert [join["x"][0][:4] for join in traces(chart, "connector")] == ["2011", "2013"]


def test_months_of_different_years_are_a_line_of_their_own():
    months = [fig("gdp", "1", period=f"{year}-01/{year}-10") for year in (2022, 2023, 2024)]

    assert told(*years("gdp", 2021, 2022, 2023), *months) == [
        "line-gdp-a-during-year",
        "line-gdp-a-during-01-01-10",
    ]


def test_targets_alone_are_a_line_that_says_so_in_its_id():
    assert told(*years("gdp", 2031, 2032, 2033, status="target")) == ["line-gdp-a-during-year-target"]


@pytest.mark.parametrize(("status", "word"), [("target", "target"), ("expected", "expected")])
def test_what_has_not_happened_continues_the_line_of_outcomes_dashed(status, word):
    (chart,) = drawn(*years("gdp", 2021, 2022, 2023), *years("gdp", 2025, 2030, status=status))

    assert chart.id == "line-gdp-a-during-year"
    assert chart.subtitle == f"Yuan · dashed: {word}"
    joins = traces(chart, "connector")
    assert [(join["x"][0][:4], join["x"][1][:4], join["line"]["dash"]) for join in joins] == [
        ("2021", "2022", "solid"),
        ("2022", "2023", "solid"),
        ("2023", "2025", "dash"),
        ("2025", "2030", "dash"),
    ]


def test_a_target_of_a_year_that_has_an_outcome_stands_beside_the_line():
    (chart,) = drawn(*years("gdp", 2021, 2022, 2023), *years("gdp", 2022, status="target"))

    assert len(chart.ids) == 4
    assert len(traces(chart, "connector")) == 2


@pytest.mark.parametrize(
    ("times", "kind"),
    [(MAX_LINEAR_RATIO - 1, "bars"), (MAX_LINEAR_RATIO, "bars"), (MAX_LINEAR_RATIO + 1, "dots")],
)
def test_levels_are_dots_on_a_log_axis_only_where_bars_would_hide_the_small_ones(times, kind):
    assert MAX_LINEAR_RATIO == 50
    assert chosen(fig("firms", "20"), fig("firms", str(20 * times), "b")) == [(kind, 2)]
    assert chosen(fig("rise", "20"), fig("rise", str(20 * times), "b")) == [(kind, 2)]


@pytest.mark.parametrize(
    ("values", "log"),
    [
        ([1, 50], False),
        ([1, 50.1], True),
        ([0, 99], False),
        ([-1, 99], False),
        ([99], False),
        ([1e-9, 1], True),
    ],
)
def test_a_log_axis_is_for_unlike_sizes_above_zero(values, log):
    assert needs_log_scale(values) is log


@pytest.mark.parametrize("value", ["0", "-5"])
def test_what_is_zero_or_less_keeps_all_on_an_axis_from_zero(value):
    assert chosen(fig("rise", value), fig("rise", "9000", "b")) == [("bars", 2)]


@pytest.mark.parametrize("value", ["1", "5000"])
def test_growth_and_shares_are_never_dots(value):
    assert chosen(fig("growth", "0.1"), fig("growth", value, "b")) == [("growth", 2)]
    assert chosen(fig("part", "0.1"), fig("part", "90", "b")) == [("shares", 2)]


def test_levels_of_unlike_stretches_and_states_stand_apart():
    figures = [fig("gdp", "1", region) for region in "ab"]
    figures += [fig("gdp", "2", region, timing="at") for region in "ab"]
    figures += [fig("gdp", "3", region, "2024-01/2024-10") for region in "ab"]
    figures += [fig("gdp", "4", region, "2021/2025", timing="cumulative") for region in "ab"]

    assert told(*figures) == [
        "bars-t-yuan-level-during-year",
        "bars-t-yuan-level-at",
        "bars-t-yuan-level-during-01-01-10",
        "bars-t-yuan-level-cumulative-5-years",
    ]


def test_states_of_any_days_stand_together():
    assert chosen(fig("gdp", "1", timing="at"), fig("gdp", "2", "b", "2023-06-30", timing="at")) == [
        ("bars", 2)
    ]


def test_growth_and_changes_of_unlike_pace_stand_apart_and_the_undated_nowhere():
    for measure, kind in (("growth", "growth"), ("rise", "bars")):
        figures = [fig(measure, "1", region) for region in "abc"]
        figures += [fig(measure, "2", region, "2023") for region in "ab"]
        figures += [fig(measure, "3", region, base_period="2019") for region in "ab"]
        figures += [fig(measure, "4", region, timing="average") for region in "ab"]
        figures += [fig(measure, "5", region, None) for region in "ab"]
        unit = "percent" if measure == "growth" else "firms"
        begins = f"{kind}-t-{unit}-{'change' if measure == 'rise' else measure}"

        assert [(chart.id, len(chart.ids)) for chart in drawn(*figures)] == [
            (f"{begins}-2024", 3),
            (f"{begins}-2023", 2),
            (f"{begins}-2024-vs-2019", 2),
            (f"{begins}-2024-a-year", 2),
        ]


@pytest.mark.parametrize("column", [("sector", "cars", "boats"), ("counterpart", "norway", "chile")])
def test_growth_of_one_indicator_over_several_sectors_or_partners_stands_apart(column):
    name, one, other = column
    figures = [fig("growth", "1", **{name: one}), fig("growth", "2", **{name: other})]

    assert told(*figures, fig("pace", "3"), fig("pace", "4", "b")) == [
        "growth-growth-2024",
        "growth-t-percent-growth-2024",
    ]
    rises = [fig("rise", "1", **{name: one}), fig("rise", "2", **{name: other}), fig("rise", "2")]
    assert told(*rises) == ["bars-t-firms-change-2024"]


def test_growth_over_several_sectors_leaves_one_that_is_alone_to_a_card():
    figures = [fig("growth", "1", sector="cars"), fig("growth", "2", sector="boats"), fig("pace", "3")]

    assert told(*figures) == ["growth-growth-2024"]


def test_topics_stand_in_the_order_of_the_dataset_each_with_its_own_charts():
    later = [
        fig("trade", "1"),
        fig("trade", "2", "b"),
        fig("trade", "1", "b", "2020"),
        fig("trade", "1", "c", "2020"),
    ]
    first = [fig("gdp", "1"), fig("gdp", "2", "b")]

    found = drawn(*later, *first, topics={"trade": "u"})

    assert [(chart.topic, chart.kind) for chart in found] == [("t", "bars"), ("u", "then-now"), ("u", "bars")]


def test_first_what_changed_then_what_stands_then_who_leads():
    figures = [
        fig("loans", "1"),
        fig("loans", "2", "b"),
        fig("part", "40"),
        fig("gdp", "1"),
        fig("gdp", "2", "b"),
    ]
    figures += [*years("trade", 2021, 2022), *years("rent", 2021, 2022, 2023)]

    assert [chart.kind for chart in drawn(*figures)] == ["line", "then-now", "whole", "bars", "ladder"]


def test_each_figure_is_drawn_once_and_one_alone_not_at_all():
    figures = [fig("gdp", "1"), fig("firms", "1"), fig("growth", "1"), fig("rise", "1"), fig("loans", "1")]

    assert drawn(*figures) == []


RELATION = {"id": "r", "kind": "share", "note": {"en": "N", "zh": "注"}}


@pytest.mark.parametrize(("share", "others"), [(None, [("whole", 1)]), ("b", [("shares", 2)])])
def test_a_nest_takes_whole_and_part_and_leaves_the_share(share, others):
    figures = [
        fig("firms", "200"),
        fig("firms", "50", sector="cars"),
        fig("part", "25"),
        fig("firms", "9", "b"),
    ]
    figures += [fig("part", "30", share)] if share else []
    members = {"whole": "firms.a.2024", "part": "firms.a.cars.2024", "share": "part.a.2024"}

    assert chosen(*figures, relations=[RELATION | {"members": members}]) == [("nested", 2), *others]


# Ids


@pytest.mark.parametrize(
    ("kind", "fields", "id"),
    [
        ("bars", {}, "bars-t-yuan-level-during-year"),
        ("bars", {"timing": "at"}, "bars-t-yuan-level-at"),
        ("then-now", {"measure": "share", "unit": "percent"}, "then-now-t-percent-share"),
        ("growth", {"measure": "growth", "unit": "percent"}, "growth-t-percent-growth-2024"),
        ("growth", {"measure": "growth", "unit": "percent", "base_period": "2019"}, "growth-t-percent-growth-2024-vs-2019"),
        ("growth", {"measure": "growth", "unit": "percent", "timing": "average"}, "growth-t-percent-growth-2024-a-year"),
        ("growth", {"measure": "growth", "unit": "percent", "period": None}, "growth-t-percent-growth"),
        ("bars", {"measure": "change", "period": "2024-01/2024-10"}, "bars-t-yuan-change-2024-01-2024-10"),
        ("ladder", {"measure": "rank"}, "ladder-t-i-a-2024"),
        ("ladder", {"measure": "rank", "counterpart": "towns", "status": "target"}, "ladder-t-i-a-towns-2024-target"),
        ("whole", {"measure": "share", "basis": "implied"}, "whole-t-i-a-2024-implied"),
        ("line", {}, "line-i-a-during-year"),
        ("line", {"status": "expected"}, "line-i-a-during-year-expected"),
    ],
)  # fmt: skip
def test_the_id_of_a_chart_says_what_it_shows(kind, fields, id):
    one = row(topic="t", **fields)

    assert chart_id(DRAWN_KIND_BY_ID[kind], [one, one]) == id


def test_the_id_of_a_ladder_leaves_out_what_its_figures_do_not_share():
    records = [row(topic="t", measure="rank"), row(topic="t", measure="rank", region="b", period="2023")]

    assert chart_id(DRAWN_KIND_BY_ID["ladder"], records) == "ladder-t-i"


def test_several_partners_are_one_indicator_over_sectors_or_counterparts():
    one = row()

    assert not has_several_partners([one, row(region="b")])
    assert has_several_partners([one, row(sector="cars")])
    assert has_several_partners([one, row(counterpart="norway")])
    assert not has_several_partners([one, row(indicator="j", sector="cars")])


def test_figures_are_ordered_by_number_then_by_the_side_of_their_bound():
    found = sorted(
        (row(qualifier=q, plot_value=v) for v in (1.0, 2.0) for q in ("under", "exact", "over")),
        key=value_order,
    )

    assert [(one.plot_value, one.qualifier) for one in found] == [
        (1.0, "under"), (1.0, "exact"), (1.0, "over"), (2.0, "under"), (2.0, "exact"), (2.0, "over"),
    ]  # fmt: skip


def test_a_fall_is_ordered_by_the_side_of_its_bound_which_is_that_of_its_size():
    found = sorted(
        (row(qualifier=q, plot_value=-1.0) for q in ("under", "exact", "nearly", "over")), key=value_order
    )

    assert [one.qualifier for one in found] == ["over", "exact", "under", "nearly"]


def test_marks_are_told_in_one_order_and_that_of_exact_figures_is_none():
    rows = [*(row(qualifier=q) for q in HEDGED), row(printed="3.7 ± 0.7")]
    random.Random(4).shuffle(rows)

    assert present_marks(rows) == ("lower", "upper", "below", "rounded", "range", "margin")
    assert present_marks([row()]) == ()


# Rule, choice and drawing agree


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANY_FIGURE, min_size=1, max_size=12), st.sampled_from([EN, ZH]))
def test_what_is_chosen_is_allowed_and_holds_each_figure_once(figures, say):
    rows, dataset = made(*figures)

    found = draw_charts(rows, dataset, say)

    ids = [id for chart in found for id in chart.ids]
    assert len(ids) == len(set(ids))
    assert len({chart.id for chart in found}) == len(found)
    for chart in found:
        records = list(chart.rows.itertuples())
        assert chart_kinds.describe_refusal(chart.kind, records, dataset) == ""
        assert trace(chart)["customdata"] == list(chart.ids)
        assert [pair for pair in joined(chart) if len(set(map(what_and_when, pair))) > 1] == []
        assert chart.kind == "line" or beyond_a_phone(chart) == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_the_rule_accepts_can_be_drawn_and_shows_all_of_it(data):
    kind = data.draw(st.sampled_from(list(chart_kinds.CHART_KINDS)))
    measure = {
        "share": ("part", "bit"),
        "growth": ("growth",),
        "rank": ("loans",),
        "level": ("gdp",),
        "change": ("rise",),
    }
    allowed = [id for name in chart_kinds.CHART_KINDS[kind].measures for id in measure[name]]
    figures = data.draw(st.lists(ANY_FIGURE, min_size=1, max_size=4))
    indicator = data.draw(st.sampled_from(allowed))
    whole = {"value": "3", "qualifier": "exact"} if indicator == "loans" else {}  # places have no ranges
    rows, dataset = made(*((indicator, fields | whole) for _, fields in figures))
    reason = chart_kinds.describe_refusal(kind, list(rows.itertuples()), dataset)

    if reason:
        with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
            draw_chart(kind, rows, dataset, EN)
    else:
        chart = draw_chart(kind, rows, dataset, EN)
        assert chart.kind == kind
        assert sorted(chart.ids) == sorted(rows["observation_id"])
        assert trace(chart)["customdata"] == list(chart.ids)
        assert all(value == value for value in trace(chart)["x"])


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(("gdp", "part", "growth")),
    st.dictionaries(
        st.tuples(
            st.sampled_from("ab"),
            st.sampled_from(("2021", "2022", "2023", "2022-01/2022-10", "2023-01/2023-10", "2021/2025")),
        ),
        st.tuples(st.sampled_from(HEDGED), st.integers(2, 90)),
        min_size=3,
        max_size=9,
    ),
)
def test_figures_of_unlike_periods_are_never_joined(indicator, figures):
    found = drawn(
        *(fig(indicator, printed_under(hedge, str(value)), *key) for key, (hedge, value) in figures.items())
    )

    for one, other in (pair for chart in found for pair in joined(chart)):
        assert what_and_when(one) == what_and_when(other)


def test_units_and_measures_are_never_mixed():
    figures = [
        fig(indicator, str(n), region)
        for indicator in ("gdp", "firms", "rise")
        for n, region in enumerate("ab", 1)
    ]

    assert told(*figures) == [
        "bars-t-yuan-level-during-year",
        "bars-t-firms-level-during-year",
        "bars-t-firms-change-2024",
    ]


def test_one_share_is_a_whole_by_rule_choice_and_drawing():
    rows, dataset = made(fig("part", "40"))
    (chart,) = draw_charts(rows, dataset, EN)

    assert chart.kind == "whole"
    assert draw_chart("whole", rows, dataset, EN).kind == "whole"
    with pytest.raises(
        ValueError, match=r"^a chart of kind shares needs 2 figures or more; the selection has 1$"
    ):
        draw_chart("shares", rows, dataset, EN)


def test_a_nest_is_drawn_of_whole_and_part_in_any_order_with_its_share_in_words():
    members = {"whole": "firms.a.2024", "part": "firms.a.cars.2024", "share": "part.a.2024"}
    figures = fig("part", "over 25"), fig("firms", "over 50", sector="cars"), fig("firms", "200")
    records, given = set_of(*figures, relations=[RELATION | {"members": members}])
    chart = draw_chart("nested", given.table, given.dataset, EN)

    assert chart.ids == ("firms.a.2024", "firms.a.cars.2024")
    assert trace(chart)["width"] == [30, 14]
    assert trace(chart)["marker"]["opacity"] == [0.3, 1]
    assert len(set(trace(chart)["y"])) == 1
    assert "over 25% of the whole" in "".join(
        note["text"] for note in chart.plot["layout"]["annotations"]
    ).replace("</span>", "")
    assert len(records) == 3


# The charts of the real data

CATALOGUE = real()
DATASET, ROWS = CATALOGUE.dataset, CATALOGUE.rows(Selection(implied=True))
REAL = draw_charts(ROWS, DATASET, EN)
PALETTE = ChartPalette(
    tuple(f"#{n}{n}{n}{n}{n}{n}" for n in range(1, 10)), "#AAAAAA", "#BBBBBB", "#CCCCCC", "serif"
)


def test_no_rows_give_no_charts():
    assert draw_charts(ROWS.iloc[:0], DATASET, EN) == []


def test_no_real_figure_is_drawn_twice_and_no_streak_at_all():
    ids = [id for chart in REAL for id in chart.ids]

    assert len(ids) == len(set(ids))
    assert not set(ids) & set(ROWS.loc[ROWS["measure"] == "streak", "observation_id"])


def test_ids_of_charts_are_unique_kebab_case_and_do_not_depend_on_the_language():
    before = ROWS.copy()
    ids = [chart.id for chart in REAL]

    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) for id in ids)
    assert ids == [chart.id for chart in draw_charts(ROWS, DATASET, ZH)]
    assert ROWS.equals(before), "the table that was given stays as it was"


@pytest.mark.parametrize("kind", sorted({chart.kind for chart in REAL}))
def test_every_real_figure_is_printed_with_its_hedge_and_joined_to_its_like_and_nothing_leaves_the_page(kind):
    for chart in REAL:
        if chart.kind == kind:
            words = " ".join(lines(chart)) if kind != "line" else " ".join(trace(chart)["hovertext"])
            assert [
                id
                for id, row in zip(chart.ids, chart.rows.itertuples(), strict=True)
                if text.format_figure(row, DATASET, EN) not in words
            ] == []
            assert [pair for pair in joined(chart) if len(set(map(what_and_when, pair))) > 1] == []
            assert kind == "line" or beyond_a_phone(chart) == []


def as_sent(plot):
    """What Streamlit sends of a plot."""
    return json.loads(to_json(return_figure_from_figure_or_data(plot, validate_figure=True), validate=False))


@pytest.mark.parametrize("kind", sorted({chart.kind for chart in REAL}))
def test_plotly_takes_every_real_chart_as_it_is_and_all_its_colours_are_those_of_the_theme(kind):
    for chart in REAL:
        if chart.kind == kind:
            painted = chart.painted(PALETTE)
            sent, checked = as_sent(painted), as_sent(go.Figure(painted.to_dict()))
            del checked["layout"]["template"]
            assert sent == checked
            assert set(re.findall(r"#[0-9a-fA-F]{6}", str(chart.plot))) <= {*PALETTE.colours()}
            assert not re.search("#0000[0-9]{2}", json.dumps(sent))


@pytest.mark.parametrize("chart", DATASET.charts.values(), ids=lambda chart: chart.id)
@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
def test_every_declared_chart_is_drawn_as_its_kind_under_its_title(chart, say):
    found = draw_declared_chart(chart, DATASET, CATALOGUE.rows(chart_selection(chart)), say)

    assert (found.id, found.kind, found.title) == (chart.id, chart.kind, chart.title[say.language])


def test_a_declared_chart_of_rows_that_do_not_allow_its_kind_is_refused():
    with pytest.raises(ValueError, match="a chart of kind bars shows level or change figures"):
        draw_declared_chart(DATASET.charts["guangzhou-funds"], DATASET, ROWS, EN)

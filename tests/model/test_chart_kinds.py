"""Which kinds of chart some figures allow, rule by rule: the last that is allowed and the first that is not."""

from types import SimpleNamespace

import pytest

from indicators.model import chart_kinds
from indicators.model.chart_kinds import describe_refusal
from tests.charted import HEDGED, row

HEADS = {
    "i": SimpleNamespace(of=None),
    "j": SimpleNamespace(of=None),
    "land": SimpleNamespace(of=SimpleNamespace(en="land", zh="土地")),
    "soil": SimpleNamespace(of=SimpleNamespace(en="land", zh="土地")),
    "sea": SimpleNamespace(of=SimpleNamespace(en="sea", zh="海")),
}
KNOWN = SimpleNamespace(indicators=HEADS, relations={}, mapped_regions=())
#: How many figures a kind needs.
LEAST = (
    dict.fromkeys(chart_kinds.CHART_KINDS, 2)
    | {"whole": 1, "nested": 2, "line": 3}
    | dict.fromkeys(("lines", "slopes", "multiples", "tiles"), 4)
)
MEASURES = ("level", "growth", "share", "rank", "change", "streak")
#: Figures of one series, one a year.
YEARS = ("2021", "2022", "2023", "2024")


def ids(rows):
    """The same figures, called x0, x1, …"""
    for n, one in enumerate(rows):
        one.observation_id = f"x{n}"
    return rows


def shares(*values, **fields):
    return ids([row(**{"measure": "share", "unit": "percent", "indicator": "land", "plot_value": v} | fields) for v in values])  # fmt: skip


@pytest.mark.parametrize("kind", chart_kinds.CHART_KINDS)
@pytest.mark.parametrize("measure", MEASURES)
def test_a_kind_shows_its_own_measures_and_names_the_figure_of_another(kind, measure):
    allowed = {
        "bars": ["level", "change"],
        "dots": ["level", "change"],
        "growth": ["growth"],
        "shares": ["share"],
        "whole": ["share"],
        "nested": ["level", "share"],
        "then-now": ["level", "share"],
        "line": ["level", "share", "growth"],
        "lines": ["level", "share", "growth"],
        "ranking": ["level", "share", "growth"],
        "slopes": ["level", "share", "growth"],
        "multiples": ["level", "share", "growth"],
        "tiles": ["level", "share", "growth"],
        "ladder": ["rank"],
    }[kind]
    figures = ids([row(measure=allowed[0]), row(measure=measure)])

    told = describe_refusal(kind, figures, KNOWN)

    refused = f"a chart of kind {kind} shows {' or '.join(allowed)} figures; 'x1' is a {measure}"
    assert (told == refused) == (measure not in allowed)


@pytest.mark.parametrize(("kind", "least"), LEAST.items())
def test_a_kind_needs_so_many_figures(kind, least):
    """One share is no comparison of shares; as a whole it is a chart, for what is left is the other part."""
    measure = chart_kinds.CHART_KINDS[kind].measures[0]
    few = [row(measure=measure, indicator="land") for _ in range(least - 1)]
    enough = [*few, row(measure=measure, indicator="land")]

    assert describe_refusal(kind, few, KNOWN) == (
        f"a chart of kind {kind} needs {least} figures or more; the selection has {least - 1}"
    )
    assert "the selection has" not in describe_refusal(kind, enough, KNOWN)


@pytest.mark.parametrize("kind", [kind for kind in chart_kinds.CHART_KINDS if kind != "nested"])
def test_a_chart_has_one_unit(kind):
    figures = [
        row(measure=chart_kinds.CHART_KINDS[kind].measures[0], unit=unit)
        for unit in ("yuan", "acres", "yuan", "yuan")
    ]

    assert describe_refusal(kind, figures, KNOWN) == f"a chart of kind {kind} has one unit; found acres, yuan"


@pytest.mark.parametrize("kind", ["bars", "dots", "then-now", "line"])
def test_a_chart_has_one_measure(kind):
    one, other = chart_kinds.CHART_KINDS[kind].measures[:2]
    figures = [row(measure=measure) for measure in (one, other, one)]

    found = ", ".join(sorted((one, other)))
    assert describe_refusal(kind, figures, KNOWN) == f"a chart of kind {kind} has one measure; found {found}"


# Levels, growth and changes that may stand beside each other


@pytest.mark.parametrize("kind", ["bars", "dots"])
@pytest.mark.parametrize("measure", ["level", "change"])
def test_amounts_of_one_period_stand_beside_each_other(kind, measure):
    assert describe_refusal(kind, [row(measure=measure), row(measure=measure, region="b")], KNOWN) == ""


@pytest.mark.parametrize("kind", ["bars", "dots"])
def test_levels_stand_beside_each_other_as_states_or_over_stretches_of_one_length(kind):
    year, other_year = row(), row(period="2023")
    months = row(period="2024-01/2024-10", series="i|a|||during|01-01/10")
    state, other_state = row(timing="at", series="i|a|||at|year"), row(timing="at", series="i|a|||at|point")
    average = row(timing="average", series="i|a|||average|year")
    told = "levels share a chart only as states, or over stretches of one length; found "

    assert describe_refusal(kind, [year, other_year], KNOWN) == ""
    assert describe_refusal(kind, [state, other_state], KNOWN) == ""
    assert describe_refusal(kind, [year, months], KNOWN) == f"{told}during 01-01/10; during year"
    assert describe_refusal(kind, [year, state], KNOWN) == f"{told}at; during year"
    assert describe_refusal(kind, [average, year], KNOWN) == f"{told}average year; during year"


@pytest.mark.parametrize(("kind", "measure"), [("bars", "change"), ("dots", "change"), ("growth", "growth")])
def test_growth_and_changes_share_period_base_and_timing_and_are_dated(kind, measure):
    def beside(**fields):
        return describe_refusal(kind, ids([row(measure=measure), row(measure=measure, **fields)]), KNOWN)

    told = "growth and changes share a chart only "
    assert beside(region="b") == ""
    assert beside(period=None) == f"{told}within one period; 'x1' is undated"
    assert beside(period="2023") == f"{told}with one period, base and timing; found 2023 during; 2024 during"
    assert (
        beside(base_period="2019")
        == f"{told}with one period, base and timing; found 2024 2019 during; 2024 during"
    )
    assert (
        beside(timing="average") == f"{told}with one period, base and timing; found 2024 average; 2024 during"
    )


@pytest.mark.parametrize(
    ("fields", "stands"),
    [
        ({"plot_value": 1e-9}, True),
        ({"plot_value": 0.0}, False),
        ({"plot_value": -1.0}, False),
        ({"plot_value": 2.5, "printed": "0–5", "qualifier": "between"}, False),
        ({"plot_value": 3.0, "printed": "1–5", "qualifier": "between"}, True),
        ({"plot_value": 3.0, "printed": "3 ± 3"}, False),
        ({"plot_value": 3.0, "printed": "3 ± 2"}, True),
    ],
)
def test_a_log_axis_shows_figures_that_lie_above_zero_with_both_ends(fields, stands):
    figures = ids([row(plot_value=5.0), row(**fields)])

    told = describe_refusal("dots", figures, KNOWN)

    assert told == ("" if stands else "a log axis shows figures above zero only; 'x1' is not")
    assert describe_refusal("bars", figures, KNOWN) == ""


def test_a_cell_is_its_text_and_empty_where_there_is_none():
    assert [chart_kinds.cell_text(value) for value in ("2024", None, float("nan"), 3)] == ["2024", "", "", ""]


# Parts of one whole


@pytest.mark.parametrize(
    ("values", "fill"),
    [
        ((60.0, 39.9), ""),
        ((60.0, 40.0), ""),
        ((60.0, 40.1), "the parts are more than the whole"),
        ((100.0,), ""),
        ((100.1,), "the parts are more than the whole"),
        ((33.4, 33.3, 33.3), ""),
        ((33.4, 33.4, 33.3), "the parts are more than the whole"),
        ((100 / 9,) * 9, ""),
        ((100 / 7,) * 7, ""),
        ((0.1,) * 1000, ""),
        ((28.6, 35.7, 35.7), ""),  # as binary fractions a little more than all
        ((3.0, 19.8, 31.3, 20.3, 3.9, 21.7), ""),
        ((99.9999, 0.0002), "the parts are more than the whole"),
    ],
)
@pytest.mark.parametrize("qualifier", HEDGED)
def test_parts_fill_their_whole_and_no_more_however_they_are_hedged(values, fill, qualifier):
    assert describe_refusal("whole", shares(*values, qualifier=qualifier), KNOWN) == fill


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"indicator": "soil"}, ""),
        ({"sector": "cars"}, ""),
        ({"indicator": "sea"}, "parts of a whole share one whole; found land, sea"),
        ({"indicator": "i"}, "parts of a whole share one whole; found , land"),
        ({"region": "b"}, "parts of a whole share one region; found a, b"),
        ({"period": "2023"}, "parts of a whole share one period; found 2023, 2024"),
        ({"status": "target"}, "parts of a whole share one status; found actualstated, targetstated"),
        ({"basis": "implied"}, "parts of a whole share one status; found actualimplied, actualstated"),
    ],
)
def test_parts_are_of_one_whole_region_period_and_standing(fields, told):
    assert describe_refusal("whole", [*shares(20.0), *shares(30.0, **fields)], KNOWN) == told


@pytest.mark.parametrize(
    "fields", [{"indicator": "sea"}, {"region": "b"}, {"period": "2023"}, {"plot_value": 90.0}]
)
def test_shares_each_stand_on_a_whole_of_their_own(fields):
    assert describe_refusal("shares", [*shares(20.0), *shares(30.0, **fields)], KNOWN) == ""


def test_what_a_figure_is_a_share_of_is_empty_when_it_is_none():
    assert [chart_kinds.whole_of(row(indicator=id), HEADS) for id in ("land", "sea", "i")] == [
        "land",
        "sea",
        "",
    ]


# A part in its whole


def nest(*, relation="share", roles=("whole", "part", "share"), **changes):
    """Whole, part and share, and what is known of them."""
    figures = {
        "whole": row(observation_id="whole", plot_value=200.0),
        "part": row(observation_id="part", plot_value=50.0),
        "share": row(observation_id="share", plot_value=25.0, unit="percent", measure="share"),
    }
    for name, fields in changes.items():
        vars(figures[name]).update(fields)
    found = SimpleNamespace(kind=relation, members={role: role for role in roles})
    return list(figures.values()), SimpleNamespace(indicators=HEADS, relations={"r": found})


NO_NEST = "a nested chart needs a share, its part and its whole, joined by a relation of kind share"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ""),
        ({"relation": "growth"}, NO_NEST),
        ({"roles": ("whole", "part")}, NO_NEST),
        ({"roles": ("part", "share")}, NO_NEST),
        ({"part": {"unit": "acres"}}, NO_NEST),
        ({"whole": {"plot_value": 0.0}}, NO_NEST),
        ({"whole": {"plot_value": -1.0}}, NO_NEST),
        ({"whole": {"plot_value": 0.1}}, ""),
        ({"share": {"observation_id": "other"}}, NO_NEST),
        ({"whole": {"observation_id": "other"}}, NO_NEST),
        ({"part": {"observation_id": "other"}}, NO_NEST),
    ],
)
def test_a_part_is_nested_where_a_relation_joins_it_to_its_whole_and_share(changes, told):
    figures, known = nest(**changes)

    assert describe_refusal("nested", figures, known) == told


def test_whole_part_and_share_are_told_in_this_order():
    figures, known = nest()

    found = chart_kinds.find_part_of_whole(figures[::-1], known.relations.values())

    assert found is not None
    assert [figure.observation_id for figure in found] == ["whole", "part", "share"]


def test_a_relation_that_joins_nothing_here_does_not_hide_the_one_that_does():
    figures, known = nest()
    elsewhere = SimpleNamespace(kind="share", members={"whole": "x", "part": "y", "share": "z"})
    unstated = SimpleNamespace(kind="share", members={"whole": "whole", "part": None, "share": "share"})
    growth = SimpleNamespace(kind="growth", members={"whole": "whole", "part": "part", "share": "share"})

    found = chart_kinds.find_part_of_whole(figures, [growth, elsewhere, unstated, *known.relations.values()])

    assert found is not None


# Through time


@pytest.mark.parametrize(
    "fields", [{"series": "other"}, {"status": "target"}, {"status": "expected"}, {"basis": "implied"}]
)
def test_only_figures_of_one_series_and_standing_are_one_run(fields):
    figures = [row(period="2022"), row(period="2023", **fields), row(period="2024")]

    assert [[one.period for one in run] for run in chart_kinds.comparable_runs(figures)] == [
        ["2022", "2024"],
        ["2023"],
    ]


@pytest.mark.parametrize(
    ("periods", "n"),
    [
        (("2024",), 1),
        (("2023", "2024"), 2),
        (YEARS, 4),
        (("2024", "2024"), 0),
        ((*YEARS, "2021"), 0),
        (("2024", None), 0),
        ((None,), 0),
    ],
)
def test_a_run_has_periods_where_each_figure_has_one_of_its_own(periods, n):
    run = [row(period=period) for period in periods]

    assert chart_kinds.count_periods(run) == n
    assert chart_kinds.allows_then_now(run) == (n == 2)
    assert chart_kinds.allows_line(run) == (n >= 3)


@pytest.mark.parametrize("measure", MEASURES)
def test_levels_and_shares_are_then_and_now_and_growth_too_is_a_line(measure):
    run = [row(period=period, measure=measure) for period in YEARS]

    assert chart_kinds.allows_then_now(run[:2]) == (measure in ("level", "share"))
    assert chart_kinds.allows_line(run) == (measure in ("level", "share", "growth"))


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (YEARS[:3], ""),
        (YEARS, ""),
        (("2022", "2023", "2023"), "a line needs three periods or more, one figure each"),
        (("2022", "2023", None), "a line needs three periods or more, one figure each"),
    ],
)
def test_a_line_needs_three_periods_of_one_figure_each(periods, told):
    assert describe_refusal("line", [row(period=period) for period in periods], KNOWN) == told


def test_a_line_joins_one_series_only():
    figures = ids([row(period=year) for year in YEARS])
    figures[2].series = "other"

    assert describe_refusal("line", figures, KNOWN) == "a line joins one series; 'x0' and 'x2' are of two"


@pytest.mark.parametrize("status", ["target", "expected"])
def test_what_has_not_happened_continues_a_line_of_three_outcomes_and_no_shorter_one(status):
    figures = ids([row(period=year) for year in YEARS])
    figures[3].status = status

    assert describe_refusal("line", figures, KNOWN) == ""
    assert describe_refusal("line", figures[1:], KNOWN) == "a line joins one series; 'x1' and 'x3' are of two"


def of_series(*regions, periods=YEARS, **fields):
    """Figures of one indicator, one a period of each region."""
    return ids(
        [
            row(region=region, period=period, series=f"i|{region}|||during|year", **fields)
            for region in regions
            for period in periods
        ]
    )


def test_lines_are_of_one_indicator_over_regions_sectors_or_partners():
    figures = of_series("a", "b")
    assert describe_refusal("lines", figures, KNOWN) == ""

    figures[0].indicator = "j"
    assert describe_refusal("lines", figures, KNOWN) == "a chart of kind lines has one indicator; found i, j"
    alike = "a chart of kind lines has series that differ in region, sector or partner, one of these alone"
    assert describe_refusal("lines", of_series("a"), KNOWN) == alike
    figures = of_series("a", "b")
    figures[0].sector = "cars"
    assert describe_refusal("lines", figures, KNOWN) == alike


def test_lines_have_periods_of_one_length_one_figure_each_and_three_in_one_series():
    figures = of_series("a", "b")
    figures[0].series = "i|a|||during|quarter"
    assert describe_refusal("lines", figures, KNOWN) == (
        "series share a chart only over periods of one length; found during quarter; during year"
    )
    figures = of_series("a", "b")
    figures[1].period = "2021"
    assert describe_refusal("lines", figures, KNOWN) == (
        "a series has one figure a period; 'x0' and 'x1' are of one"
    )
    assert describe_refusal("lines", of_series("a", "b", periods=YEARS[:2]), KNOWN) == (
        "lines need three periods or more of one series at least"
    )


def test_a_ranking_takes_the_latest_period_that_the_most_series_have_and_outcomes_alone():
    figures = of_series("a", "b", "c")
    figures[-1].status = "target"
    common = chart_kinds.find_common_periods(figures)

    assert [(period, len(group)) for period, group in common] == [("2021", 3), ("2022", 3), ("2023", 3)]
    assert describe_refusal("ranking", figures, KNOWN) == ""
    apart = [*of_series("a", periods=("2021",)), *of_series("b", periods=("2022",))]
    assert describe_refusal("ranking", apart, KNOWN) == (
        "a ranking needs one period that two series or more have an outcome of"
    )


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ([], ""),
        ([row(period="2023", series="other"), row(period="2024", series="other")], ""),
        ([row(period="2022")], "'x0' has 3"),
        ([row(series="other", period="2023")], "'x2' has 1"),
        ([row(series="other", period="2023"), row(series="other", period="2023")], "'x2' has 2"),
        ([row(series="other", period="2023"), row(series="other", period=None)], "'x2' has 2"),
    ],
)
def test_then_and_now_needs_two_dated_periods_of_every_series(others, told):
    figures = ids([row(period="2023"), row(period="2024"), *others])

    expected = f"a then-now chart needs two dated periods of every series; {told}" if told else ""
    assert describe_refusal("then-now", figures, KNOWN) == expected


# Places


def place(**fields):
    return row(**{"measure": "rank", "unit": "place", "counterpart": "towns"} | fields)


def test_a_ladder_shows_exact_places():
    for qualifier in HEDGED:
        told = describe_refusal("ladder", ids([place(), place(qualifier=qualifier)]), KNOWN)

        assert told == ("" if qualifier == "exact" else "a ladder shows exact places; 'x1' is hedged")


@pytest.mark.parametrize(
    "fields", [{"indicator": "j"}, {"counterpart": "ports"}, {"period": "2023"}, {"status": "target"}]
)
def test_a_ladder_shows_one_region_or_one_ranking_over_regions(fields):
    told = "a ladder shows the ranks of one region, or one ranking over regions"

    assert describe_refusal("ladder", [place(), place(**fields)], KNOWN) == ""
    assert describe_refusal("ladder", [place(), place(region="b")], KNOWN) == ""
    assert describe_refusal("ladder", [place(), place(region="b", **fields)], KNOWN) == told


def test_groups_stand_in_the_order_of_their_first_figure():
    assert chart_kinds.group_by("banana", lambda letter: letter) == [["b"], ["a", "a", "a"], ["n", "n"]]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, ("during", "year")),
        ({"timing": "at"}, ("at", "")),
        ({"timing": "cumulative", "series": "i|a|||cumulative|5-years"}, ("cumulative", "5-years")),
    ],
)
def test_the_stretch_of_a_level_is_its_length_but_a_state_has_none(fields, told):
    assert chart_kinds.level_basis(row(**fields)) == told

"""Slopes: two periods of several series, joined where both ends are numbers."""

from __future__ import annotations

import pytest

from indicators.charts import draw_chart
from tests.charted import EN, _record, drawn, fig, labels, made, printed, traces

CITIES = [_record(f"c{n}", f"City {n}", f"城{n}", kind="city") for n in range(12)]


def slopes(*figures):
    rows, dataset = made(*figures, regions=CITIES)
    return draw_chart("slopes", rows, dataset, EN)


def two_years(count, value=lambda n, year: f"{10 * n + year - 2000} million"):
    return [fig("gdp", value(n, year), f"c{n}", str(year)) for n in range(count) for year in (2014, 2024)]


def test_the_first_and_the_last_common_period_stand_at_both_ends():
    figures = [*two_years(3), *(fig("gdp", "7 million", f"c{n}", "2019") for n in range(3))]
    chart = slopes(*figures, fig("gdp", "9 million", "c0", "2025"))

    assert chart.id == "slopes-gdp-during-year"
    assert chart.subtitle == "Million yuan · 2014 and 2024"
    assert chart.plot["layout"]["xaxis"]["ticktext"] == ["2014", "2024"]
    assert [(one["x"], one["y"]) for one in traces(chart, "connector")] == [
        ([0, 1], [34, 44]),
        ([0, 1], [24, 34]),
        ([0, 1], [14, 24]),
    ]
    told = [" ".join(printed([note])) for note in labels(chart).values() if note["name"] != "leader"]
    assert told == ["34", "24", "14", "City 2 44", "City 1 34", "City 0 24"]


@pytest.mark.parametrize(("hedge", "dash", "symbol"), [("", "solid", "circle"), ("about ", "dot", "diamond"), ("nearly ", "dot", "triangle-up")])  # fmt: skip
def test_a_rounded_end_is_joined_by_dots_and_keeps_its_sign(hedge, dash, symbol):
    chart = slopes(
        *two_years(2, lambda n, year: f"{hedge if n == year - 2014 == 0 else ''}{10 * n + 3} million")
    )
    first = traces(chart, "figures")[-1]

    assert traces(chart, "connector")[-1]["line"]["dash"] == dash
    assert first["marker"]["symbol"] == [symbol, "circle"]


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        (two_years(11), "slopes show 10 series at most; the selection has 11"),
        (two_years(2, lambda n, _: f"over {n + 3} million"), "slopes join numbers; 'gdp.c0.2014' is none"),
        (two_years(2, lambda n, _: f"between {n + 3}–{n + 5} million"), "slopes join numbers; 'gdp.c0.2014' is none"),
        ([fig("gdp", "1", f"c{n}", year) for n in range(4) for year in ("2014",)], "slopes need two periods that two series or more have an outcome of"),
    ],
)  # fmt: skip
def test_what_is_no_number_and_more_than_can_be_told_apart_are_refused(figures, told):
    with pytest.raises(ValueError, match=told):
        slopes(*figures)


@pytest.mark.parametrize(
    ("count", "kind"), [(2, "then-now"), (3, "slopes"), (10, "slopes"), (11, "then-now")]
)
def test_two_periods_of_three_to_ten_series_are_slopes_first_and_may_be_bars_too(count, kind):
    (chart,) = drawn(*two_years(count), regions=CITIES)

    assert chart.kind == kind
    assert [view.id for view in chart.views][:2] == {
        "slopes": ["slopes", "then-now"],
        "then-now": ["then-now", "slopes"] if count == 2 else [],
    }[kind]
    assert len(chart.ids) == 2 * count


@pytest.mark.parametrize(
    "figures",
    [
        two_years(3, lambda n, year: f"{'over ' if n == 0 else ''}{10 * n + year - 2000} million"),
        two_years(3, lambda n, _: f"{1000**n} million"),
        [*two_years(3), fig("gdp", "70 million", "c0", "2030", status="target")],
    ],
    ids=["a bound", "unlike sizes", "a target besides"],
)
def test_what_slopes_would_leave_out_or_flatten_is_drawn_otherwise(figures):
    assert "slopes" not in {chart.kind for chart in drawn(*figures, regions=CITIES)}

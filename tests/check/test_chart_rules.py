"""Rules about declared charts: which figures each filter leaves, and refusals word for word."""

import pytest

from indicators.check.chart_rules import check_chart
from indicators.check.rules import DatasetRule
from indicators.errors import Fault
from indicators.model import DeclaredChart, chart_kinds
from indicators.model.dimensions import stated_figure
from tests.charted import fig, made

FIGURES = (
    fig("gdp", "1 million"),
    fig("gdp", "over 2 million", "b", "2019", source="s2"),
    fig("gdp", "3 million", "b", "2031", sector="cars", status="target"),
    fig("part", "40"),
    fig("growth", "3"),
)
_, DATASET = made(*FIGURES, topics={"part": "u"})


def chart(kind, **selection):
    title = {"en": "C", "zh": "图"}
    return DeclaredChart.model_validate({"id": "c", "title": title, "kind": kind, "selection": selection})


def figures_of(dataset):
    return [stated_figure(*figure, dataset.plans.values()) for figure in dataset.observations()]


def faults(kind, **selection):
    return list(check_chart(chart(kind, **selection), figures_of(DATASET), DATASET))


@pytest.mark.parametrize(
    ("selection", "n"),
    [
        ({"region": "a"}, 3),
        ({"region": "b"}, 2),
        ({"region": ["a", "b"]}, 5),
        ({"region": "c"}, 0),
        ({"sector": "cars"}, 1),
        ({"topic": "u"}, 1),
        ({"topic": "t"}, 4),
        ({"plan": "14"}, 3),
        ({"indicator": "gdp"}, 3),
        ({"source": "s2"}, 1),
        ({"measure": "level"}, 3),
        ({"measure": ["share", "growth"]}, 2),
        ({"qualifier": "over"}, 1),
        ({"status": "target"}, 1),
        ({"status": "actual"}, 4),
        ({"region": "a", "indicator": "gdp"}, 1),
        ({"region": "a", "status": "target"}, 0),
    ],
)
def test_a_selection_leaves_the_figures_that_pass_every_filter(selection, n, monkeypatch):
    monkeypatch.setattr(chart_kinds, "describe_refusal", lambda kind, figures, _: f"{kind} of {len(figures)}")

    expected = Fault(DatasetRule.CHART_KIND, ("kind",), f"ladder of {n}")
    if n == 0:
        expected = Fault(DatasetRule.CHART_EMPTY, ("selection",), "the selection has no figures")
    assert faults("ladder", **selection) == [expected]


@pytest.mark.parametrize(
    ("kind", "selection", "message"),
    [
        ("line", {"indicator": "gdp"}, "a line joins one series; 'gdp.a.2024' and 'gdp.b.2019' are of two"),
        ("line", {"indicator": "gdp", "region": "b"}, "a chart of kind line needs 3 figures or more; the selection has 2"),
        ("bars", {"region": "a"}, "a chart of kind bars shows level or change figures; 'part.a.2024' is a share"),
        ("bars", {"plan": "14", "measure": "level"}, "a chart of kind bars needs 2 figures or more; the selection has 1"),
        ("bars", {"source": "s2"}, "a chart of kind bars needs 2 figures or more; the selection has 1"),
        ("shares", {"measure": "share"}, "a chart of kind shares needs 2 figures or more; the selection has 1"),
        ("then-now", {"indicator": "gdp"}, "a then-now chart needs two dated periods of every series; 'gdp.a.2024' has 1"),
        ("nested", {"measure": ["level", "share"]}, "a nested chart needs a share, its part and its whole, joined by a relation of kind share"),
    ],
)  # fmt: skip
def test_a_kind_that_its_figures_do_not_allow_is_refused_with_the_reason(kind, selection, message):
    assert faults(kind, **selection) == [Fault(DatasetRule.CHART_KIND, ("kind",), message)]


@pytest.mark.parametrize(
    ("kind", "selection"),
    [
        ("bars", {"measure": "level"}),
        ("dots", {"indicator": "gdp"}),
        ("whole", {"indicator": "part"}),
        ("whole", {"measure": "share", "topic": "u"}),
    ],
)
def test_a_kind_that_its_figures_allow_is_no_fault(kind, selection):
    assert faults(kind, **selection) == []


def test_an_outcome_and_a_target_of_one_series_are_no_pair():
    _, dataset = made(fig("gdp", "1 million"), fig("gdp", "2 million", period="2030", status="target"))
    found = list(check_chart(chart("then-now", indicator="gdp"), figures_of(dataset), dataset))

    told = "a then-now chart needs two dated periods of every series; 'gdp.a.2024' has 1"
    assert found == [Fault(DatasetRule.CHART_KIND, ("kind",), told)]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"base_period": "2019"}, "2024 2019 during; 2024 during"),
        ({"period": "2023"}, "2023 during; 2024 during"),
        ({"timing": "average"}, "2024 average; 2024 during"),
    ],
)
def test_base_period_and_timing_of_the_file_count(fields, told):
    _, dataset = made(fig("growth", "1"), fig("growth", "2", "b", **fields))
    (fault,) = check_chart(chart("growth", indicator="growth"), figures_of(dataset), dataset)

    assert (
        fault.message
        == f"growth and changes share a chart only with one period, base and timing; found {told}"
    )


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ((fig("loans", "1"), fig("loans", "over 2", "b")), "a ladder shows exact places; 'loans.b.2024' is hedged"),
        ((fig("loans", "1", counterpart="towns"), fig("loans", "2", "b")), "a ladder shows the ranks of one region, or one ranking over regions"),
        ((fig("loans", "1", counterpart="towns"), fig("loans", "2")), None),
    ],
)  # fmt: skip
def test_hedges_and_fields_of_rankings_of_the_file_count(figures, told):
    _, dataset = made(*figures)
    found = check_chart(chart("ladder", indicator="loans"), figures_of(dataset), dataset)

    assert [fault.message for fault in found] == ([told] if told else [])


@pytest.mark.parametrize("value", ["0", "1"])
def test_a_figure_of_zero_of_the_file_has_no_place_on_a_log_axis(value):
    _, dataset = made(fig("gdp", value), fig("gdp", "2", "b"))
    found = list(check_chart(chart("dots", indicator="gdp"), figures_of(dataset), dataset))

    assert bool(found) == (value == "0")

"""Small multiples: a panel for each series, all on one scale."""

from __future__ import annotations

import pytest

from indicators.charts import draw_chart
from indicators.charts.text_metrics import text_width
from indicators.charts.theme import LINE_HEIGHT
from tests.charted import EN, ZH, _record, drawn, fig, labels, made, printed, traces

CITIES = [_record(f"c{n}", f"City {n}", f"城{n}", kind="city") for n in range(41)]


def cities(count, value=lambda n, year: f"{10 * n + year - 2000} million", **fields):
    return [
        fig("gdp", value(n, year), f"c{n}", str(year), **fields) for n in range(count) for year in (2021, 2022, 2023)
    ]  # fmt: skip


def multiples(*figures, say=EN):
    rows, dataset = made(*figures, regions=CITIES)
    return draw_chart("multiples", rows, dataset, say)


def test_every_series_has_a_panel_under_its_name_the_largest_first():
    chart = multiples(*cities(3))
    notes = [note for note in labels(chart).values() if not note["showarrow"]]

    assert chart.id == "multiples-gdp-during-year"
    assert chart.subtitle == "Million yuan · every panel on one scale"
    assert [" ".join(printed([note])) for note in notes] == ["City 2 43", "City 1 33", "City 0 23"]
    assert [note["x"] for note in notes] == [0, 0.53, 0]
    assert [one.get("xaxis") for one in traces(chart, "figures")] == ["x", "x2", "x"]


def test_what_is_twice_as_much_is_twice_as_high_in_every_panel():
    chart = multiples(*cities(2, lambda n, year: f"{(n + 1) * (year - 2011)} million"))
    rules = [one["y"][0] for one in traces(chart, "rule")]
    low, high = (one for one in traces(chart, "figures")[::-1])
    zero = max(rules)

    assert [(zero - y) / 2 for y in high["y"]] == pytest.approx([zero - y for y in low["y"]])


def test_sizes_that_lines_would_hide_are_panels_first_and_lines_beside_them():
    (chart,) = drawn(*cities(3, lambda n, year: f"{100**n * (year - 2020)}"), regions=CITIES)

    assert chart.kind == "multiples"
    assert [view.id for view in chart.views][:3] == ["multiples", "lines", "ranking"]


def test_more_panels_than_a_page_holds_are_refused():
    assert len(multiples(*cities(40)).ids) == 120
    with pytest.raises(ValueError, match="small multiples show 40 series at most; the selection has 41"):
        multiples(*cities(41))


@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("length", [2, 30, 60])
def test_names_stand_above_their_panels_on_as_many_lines_as_they_need(say, length):
    long = [_record(f"c{n}", ("Harbour town " * 5)[: length - 2] + f" {n}", ("临海港" * 20)[:length] + str(n), kind="city") for n in range(4)]  # fmt: skip
    rows, dataset = made(*cities(4), regions=long)
    chart = draw_chart("multiples", rows, dataset, say)
    margin = chart.plot["layout"]["margin"]
    width = 0.47 * (350 - margin["l"] - margin["r"])
    tops = [min(one["y"]) for one in traces(chart, "figures")]

    for note, top in zip(labels(chart).values(), tops, strict=True):
        told = printed([note])
        assert max(map(text_width, told)) <= width
        assert note["y"] + LINE_HEIGHT * len(told) <= top


def test_hedges_and_forecasts_keep_their_signs_and_dashes():
    words = {2021: "over ", 2022: "about "}
    chart = multiples(
        *cities(2, lambda n, year: f"{words.get(year, '') if n else ''}{10 * n + 5} million"),
        fig("gdp", "30 million", "c0", "2025", status="target"),
    )

    assert chart.subtitle == "Million yuan · every panel on one scale · dashed: target"
    assert sorted({one["line"]["dash"] for one in traces(chart, "connector")}) == ["dash", "dot", "solid"]
    (arrow,) = [note for note in chart.plot["layout"]["annotations"] if note["showarrow"]]
    assert (arrow["ax"], arrow["ay"]) == (0, -14)

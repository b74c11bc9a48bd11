"""Maps of squares shaded by value: which regions, how dark, and what is printed in each."""

from __future__ import annotations

import pytest

from indicators.charts import draw_chart
from indicators.charts.text_metrics import text_width
from tests.charted import EN, ZH, _record, _text, drawn, fig, labels, made, printed, traces

NAMES = ("Zhongshan", "Heyuan", "Linhai New Area", "Nanping", "Wujiang")
CITIES = [_record(f"c{n}", name, f"城{n}", kind="city") for n, name in enumerate(NAMES)]


def maps(count, blank=1):
    tiles = [{"at": [n % 3, n // 3], "region": f"c{n}"} for n in range(count)]
    tiles += [{"at": [3 + n, 0], "name": _text("Elsewhere", "别处")} for n in range(blank)]
    return [{"id": "m", "name": _text("M", "图"), "tiles": tiles}]


def tiles(*figures, say=EN, count=5):
    rows, dataset = made(*figures, regions=CITIES, maps=maps(count))
    return draw_chart("tiles", rows, dataset, say)


def of_one_year(*values):
    return [fig("gdp", value, f"c{n}") for n, value in enumerate(values)]


def squares(chart):
    return {one["customdata"][0]: one["marker"] for one in traces(chart, "figures")}


def test_squares_are_shaded_from_zero_to_the_highest_and_say_name_and_figure():
    chart = tiles(*of_one_year("10 million", "20 million", "40 million", "0"))
    notes = labels(chart)

    assert chart.id == "tiles-gdp-during-year"
    assert chart.subtitle == "Million yuan · 2024"
    assert chart.ids == ("gdp.c2.2024", "gdp.c1.2024", "gdp.c0.2024", "gdp.c3.2024")
    shades = {id: one["opacity"][0] for id, one in squares(chart).items()}
    assert shades == {"gdp.c0.2024": 0.17, "gdp.c1.2024": 0.28, "gdp.c2.2024": 0.5, "gdp.c3.2024": 0.06}
    assert printed([notes["gdp.c2.2024"]]) == ["Linhai New", "Area", "40"]
    assert printed([notes["place"]]) == ["Elsewhere"]
    assert len(traces(chart, "empty")) == 2  # of the place that is no region, and of the one without a figure


def test_below_zero_the_lowest_is_the_faintest():
    figures = [fig("growth", value, f"c{n}") for n, value in enumerate(("-4", "0", "4", "2"))]
    shades = [one["opacity"][0] for one in squares(tiles(*figures)).values()]

    assert shades == [0.06, 0.28, 0.5, 0.39]


@pytest.mark.parametrize(("say", "words"), [(EN, ["Zhong-", "shan", "over 10"]), (ZH, ["城0", "超1000"])])
def test_a_bound_is_hatched_and_its_hedge_kept_in_words(say, words):
    chart = tiles(*of_one_year("over 10 million", "20 million", "30 million", "40 million"), say=say)

    hatched = {id for id, one in squares(chart).items() if one["pattern"]["shape"] == ["/"]}
    assert hatched == {"gdp.c0.2024"}
    assert "".join(printed([labels(chart)["gdp.c0.2024"]])).replace("-", "") == "".join(words).replace(
        "-", ""
    )
    assert say("hatched: bounds") in chart.subtitle


@pytest.mark.parametrize("count", [2, 3, 8])
def test_words_of_a_square_are_as_wide_as_it_is_at_most(count):
    chart = made(
        *of_one_year("10 million", "2 million", "3 million", "44.25 million"),
        regions=CITIES,
        maps=maps(4, count),
    )
    drawn_map = draw_chart("tiles", *chart, EN)
    columns = drawn_map.plot["layout"]["xaxis"]["range"][1]

    for id, note in labels(drawn_map).items():
        if id.startswith("gdp"):
            assert max(map(text_width, printed([note]))) * 11 / 14 <= 350 / columns


def test_four_regions_of_one_period_that_have_a_square_are_needed():
    told = "a map needs 4 regions of one period or more that have a square on one map of the dataset"

    assert tiles(*of_one_year("1", "2", "3", "4")).kind == "tiles"
    with pytest.raises(ValueError, match=told):
        tiles(*of_one_year("1", "2", "3", "4"), count=3)


@pytest.mark.parametrize(("indicator", "kind"), [("gdp", "bars"), ("growth", "growth"), ("part", "shares")])
def test_bars_of_regions_of_one_period_may_be_shown_as_a_map(indicator, kind):
    figures = [fig(indicator, str(10 + n), f"c{n}") for n in range(4)]
    (chart,) = drawn(*figures, regions=CITIES, maps=maps(5))

    assert chart.kind == kind
    assert [view.id for view in chart.views] == [kind, "tiles"]
    assert chart.views[1].chart.ids == chart.ids

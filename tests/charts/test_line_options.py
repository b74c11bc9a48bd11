"""A log axis and an index of lines: where they are offered, and that they say what they are."""

from __future__ import annotations

import math

import pytest

from indicators.charts.chart_cache import find_chart
from indicators.query import EVERYTHING, Catalogue
from tests.charted import EN, ZH, _record, drawn, fig, labels, made, printed, traces

CITIES = [_record(f"c{n}", f"City {n}", f"城{n}", kind="city") for n in range(4)]
YEARS = (2021, 2022, 2023)


def cities(value, indicator="gdp", years=YEARS):
    return [fig(indicator, value(n, year), f"c{n}", str(year)) for n in range(3) for year in years]


EXACT = cities(lambda n, year: f"{10**n * (year - 2020)} million")


def view(figures, id, say=EN):
    (chart,) = drawn(*figures, say=say, regions=CITIES)
    return {one.id: one for one in chart.views}[id]


@pytest.mark.parametrize(
    ("figures", "offered"),
    [
        (EXACT, ["log", "index"]),
        (cities(lambda n, year: f"{n + year - 2000} million"), ["index"]),
        (cities(lambda n, year: f"{'over ' if n == 1 else ''}{10**n * (year - 2020)} million"), []),
        (cities(lambda n, year: f"{n + year - 2021}"), []),
        (cities(lambda n, year: f"{10**n * (year - 2020)}", "growth"), []),
        (cities(lambda n, year: f"{5 * n + year - 2020}", "part"), []),
        (cities(lambda n, year: f"{10 * n + year - 2020}", "rate"), ["log"]),
    ],
    ids=["unlike sizes", "like sizes", "a bound", "zero", "growth", "shares", "percent"],
)
def test_they_are_offered_for_exact_levels_above_zero_and_never_first(figures, offered):
    (chart,) = drawn(*figures, regions=CITIES)
    ids = [one.id for one in chart.views]

    assert [id for id in ids if id in ("log", "index")] == offered
    assert ids[0] in ("lines", "multiples")
    assert ids[len(ids) - len(offered) :] == offered


def test_on_a_log_axis_words_stand_at_the_logarithm_and_points_at_their_numbers():
    chart = view(EXACT, "log").chart
    axis = chart.plot["layout"]["yaxis"]
    note = labels(chart)["gdp.c2.2023"]

    assert chart.subtitle == "Yuan · log scale"
    assert axis["type"] == "log"
    assert axis["range"][0] < 6 < math.log10(3e8) < axis["range"][1]
    assert traces(chart, "figures")[2]["y"] == [1e8, 2e8, 3e8]
    assert note["y"] == pytest.approx(math.log10(3e8))
    assert printed([note]) == ["City 2", "300 million"]


@pytest.mark.parametrize(("say", "told"), [(EN, "Index, 2021 = 100 in every series · computed from the stated figures"), (ZH, "指数，各序列均以2021年为100 · 由所述数据计算")])  # fmt: skip
def test_an_index_is_of_the_first_common_period_says_so_and_keeps_what_was_stated(say, told):
    chart = view(EXACT, "index", say).chart
    figures = traces(chart, "figures")

    assert chart.subtitle == told
    assert [one["y"] for one in figures] == [[100, 200, 300]] * 3
    assert figures[0]["hovertext"][1].startswith("<b>200.0</b>")
    assert ("2 million yuan" if say is EN else "200万元") in figures[0]["hovertext"][1]
    assert sorted(chart.rows["plot_value"]) == sorted(10**n * m * 1e6 for n in range(3) for m in (1, 2, 3))
    assert "300 million yuan" in chart.alt or say is ZH


def test_the_reader_chooses_which_period_is_100():
    index = view([*EXACT, fig("gdp", "9 million", "c0", "2024")], "index")

    assert [(one.id, one.label) for one in index.choices] == [
        ("index-2021", "2021"), ("index-2022", "2022"), ("index-2023", "2023"),
    ]  # fmt: skip
    assert traces(index.choices[2].chart, "figures")[1]["y"] == pytest.approx([100 / 3, 200 / 3, 100])


def test_each_has_an_id_by_which_it_is_found():
    _, dataset = made(*EXACT, regions=CITIES)
    for id in ("log", "index-2022"):
        id = f"multiples-gdp-during-year-{id}"
        assert find_chart(Catalogue(dataset), id, EVERYTHING, "en").id == id

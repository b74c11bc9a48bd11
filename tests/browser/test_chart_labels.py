"""Every label of a chart is whole, on screens of every width and in saved pictures: none cut by the frame or left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from tests import world
from tests.browser.conftest import Reader, Server, _start, _stop
from tests.world import figure, text

pytestmark = pytest.mark.browser
#: Series of each kind of time, and of one, two, three and more figures, the last in the latest period.
SERIES = {
    "gdp": (["2018", "2019", "2020", "2021", "2022"], "during"),
    "trade": (["2023-01/2023-03", "2023-04/2023-06", "2023-10/2023-12", "2024-01/2024-03"], "during"),
    "jobs": (["2023-10", "2023-11", "2023-12", "2024-01"], "during"),
    "centres": (["2020-01-31", "2021-03-15", "2022-12-20", "2023-12-31", "2024-12-31"], "at"),
    "term": (["2023-12-30", "2023-12-31", "2024-01-01"], "at"),
    "change": (["2023", "2024"], "during"),
    "points": (["2024"], "during"),
}
#: The ticks that a time axis is to have, those that are shown whole, and labels that are not, of each chart.
LABELS = """() => [...document.querySelectorAll(".js-plotly-plot")].map((plot) => {
    const frame = plot.getBoundingClientRect();
    const whole = (mark) => {
        const at = mark.getBoundingClientRect();
        return at.width > 0 && at.left >= frame.left && at.right <= frame.right;
    };
    const marks = [...plot.querySelectorAll("svg.main-svg text")].filter((mark) => mark.textContent.trim());
    return {
        wanted: plot.layout.xaxis.type === "date" ? plot.layout.xaxis.ticktext : [],
        ticks: [...plot.querySelectorAll(".xtick text")].filter(whole).map((mark) => mark.textContent),
        cut: marks.filter((mark) => !whole(mark)).map((mark) => mark.textContent),
    };
})"""


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    figures = [
        figure(indicator, 20 + 7 * n, period=period, timing=timing)
        for indicator, (periods, timing) in SERIES.items()
        for n, period in enumerate(periods)
    ]
    server = _start(tmp_path_factory.mktemp("land"), text(figures))
    yield server
    _stop(server)


@pytest.fixture
def charts_of_land(land: Server, reader: Reader) -> Callable[[int, str], list[dict[str, list[str]]]]:
    """Opens the page in a language at a width, and gives the labels of its charts."""

    def look(width: int, language: str) -> list[dict[str, list[str]]]:
        reader.page.set_viewport_size({"width": width, "height": 6000})
        reader.open(f"{land.url}/regions?region=land&lang={language}")
        reader.page.wait_for_function(
            "() => document.querySelectorAll('.js-plotly-plot svg.main-svg .xtick').length > 0"
        )
        return reader.page.evaluate(LABELS)

    return look


NEWEST = {
    "en": {"2022", "Q1 2024", "Jan 2024", "31 Dec 2024", "1 Jan 2024"},
    "zh": {"2022年", "2024年一季度", "2024年1月", "2024年12月31日", "2024年1月1日"},
}


def check_labels(charts: list[dict[str, list[str]]], language: str) -> None:
    """First and last period stand whole below every line, and no label is cut or left out."""
    lines = [chart for chart in charts if chart["wanted"]]

    assert len(lines) == 5
    assert [chart["cut"] for chart in charts] == [[]] * len(charts)
    for chart in lines:
        assert sorted(chart["ticks"]) == sorted(chart["wanted"])
    assert {chart["wanted"][0] for chart in lines} == NEWEST[language]


def test_first_and_last_period_stand_whole_below_every_line_on_a_desktop(charts_of_land):
    check_labels(charts_of_land(1100, "en"), "en")


def test_charts_beside_each_other_are_wide_enough_for_their_labels(server, reader):
    """A window between a phone and a desktop: charts stand below each other rather than be cut."""
    reader.page.set_viewport_size({"width": 641, "height": 6000})
    reader.open(f"{server.url}/regions?region=guangzhou")
    reader.page.locator(".js-plotly-plot .main-svg").first.wait_for()
    charts = reader.page.evaluate(LABELS)

    assert charts
    assert [chart["cut"] for chart in charts] == [[]] * len(charts)


def test_first_and_last_period_stand_whole_on_the_narrowest_phone_and_in_its_pictures(
    land, charts_of_land, reader
):
    charts = charts_of_land(320, "zh")
    check_labels(charts, "zh")
    links = [link.get_attribute("href") for link in reader.page.locator('.ri-menu [href*=".svg"]').all()]
    pictures = [reader.page.request.get(land.url + link).text() for link in links]
    drawn = [set(re.findall(r">([^<>]+)</t(?:ext|span)>", picture)) for picture in pictures]

    for period in NEWEST["zh"]:
        assert any(period in words for words in drawn), period


#: Words of charts that lie on each other, and what a chart was drawn as.
OVERLAPS = """() => [...document.querySelectorAll(".js-plotly-plot")].map((plot) => {
    const words = [...plot.querySelectorAll("svg.main-svg text")]
        .filter((word) => word.textContent.trim())
        .map((word) => [word.textContent, word.getBoundingClientRect()])
        .filter(([_, box]) => box.width > 0);
    const found = [];
    words.forEach(([one, a], n) => words.slice(n + 1).forEach(([other, b]) => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 4) found.push(`${one} on ${other}`);
    }));
    return found;
})"""


@pytest.fixture(scope="module")
def regions_over_time(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Five regions over nine years, with names of up to sixty letters, and one of them below zero."""
    regions = ("land", "north", "south", "town", "coast")
    long = "Northern Coastal Plain and Upper River Valley Special Region"
    named = [
        region
        | {
            "name": {
                "en": f"{long[: 60 - 12 * n]}",
                "zh": f"北部沿海平原与上游河谷特别合作示范区{n}"[4 * n :],
            }
        }
        for n, region in enumerate(world.REGIONS)
    ]
    figures = [
        figure("gdp", 100 + 3 * n + (n + 2) * (year - 2015), region=region, period=str(year))
        for n, region in enumerate(regions)
        for year in range(2015, 2024)
    ]
    figures += [
        figure("growth", (-1) ** year * 2.5 + year - 2020, region="north", period=str(year))
        for year in range(2015, 2024)
    ]
    squares = [{"at": [n % 3, n // 3], "region": region} for n, region in enumerate(regions)]
    maps = [{"id": "m", "name": {"en": "Regions", "zh": "各区域"}, "tiles": squares}]
    server = _start(tmp_path_factory.mktemp("regions"), text(figures, maps=maps, regions=named))
    yield server
    _stop(server)


@pytest.mark.parametrize(("width", "language"), [(320, "zh"), (390, "en"), (1100, "zh"), (2400, "en")])
def test_no_word_lies_on_another_or_is_cut_in_any_way_to_show_several_regions(
    regions_over_time, reader, width, language
):
    page = reader.page
    page.set_viewport_size({"width": width, "height": 3000})
    reader.open(f"{regions_over_time.url}/indicators?indicator=gdp&lang={language}")
    names = {
        "en": ["Lines", "Ranking", "Then and now", "Small multiples", "Map", "Index"],
        "zh": ["折线", "排名", "两期对比", "分格图", "地图", "指数"],
    }[language]
    for name in names:
        page.get_by_role("radio", name=name, exact=True).first.click()
        reader.settle()
        page.locator(".js-plotly-plot .main-svg").first.wait_for()
        assert [found for found in page.evaluate(OVERLAPS) if found] == [], name
        assert [chart["cut"] for chart in page.evaluate(LABELS) if chart["cut"]] == [], name

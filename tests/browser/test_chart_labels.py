"""Every label of a chart is whole, on screens of every width and in saved pictures: none cut by the frame or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Server, _start, _stop
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


@pytest.mark.parametrize(("width", "language"), [(320, "zh"), (370, "en"), (1100, "zh")])
def test_first_and_last_period_stand_whole_below_every_line(land, reader, width, language):
    reader.page.set_viewport_size({"width": width, "height": 6000})
    reader.open(f"{land.url}/regions?region=land&lang={language}")
    reader.page.wait_for_function(
        "() => document.querySelectorAll('.js-plotly-plot svg.main-svg .xtick').length > 0"
    )
    charts = reader.page.evaluate(LABELS)
    lines = [chart for chart in charts if chart["wanted"]]

    assert len(lines) == 5
    assert [chart["cut"] for chart in charts] == [[]] * len(charts)
    for chart in lines:
        assert sorted(chart["ticks"]) == sorted(chart["wanted"])
    newest = {"en": {"2022", "Q1 2024", "Jan 2024", "31 Dec 2024", "1 Jan 2024"}}.get(
        language, {"2022年", "2024年一季度", "2024年1月", "2024年12月31日", "2024年1月1日"}
    )
    assert {chart["wanted"][0] for chart in lines} == newest


@pytest.mark.parametrize("width", [641])
def test_charts_beside_each_other_are_wide_enough_for_their_labels(server, reader, width):
    """A window between a phone and a desktop: charts stand below each other rather than be cut."""
    reader.page.set_viewport_size({"width": width, "height": 6000})
    reader.open(f"{server.url}/regions?region=guangzhou")
    reader.page.locator(".js-plotly-plot .main-svg").first.wait_for()
    charts = reader.page.evaluate(LABELS)

    assert charts
    assert [chart["cut"] for chart in charts] == [[]] * len(charts)


@pytest.mark.parametrize("language", ["zh"])
def test_a_picture_from_a_phone_has_the_newest_period(land, reader, language):
    reader.page.set_viewport_size({"width": 370, "height": 6000})
    reader.open(f"{land.url}/regions?region=land&lang={language}")
    reader.page.locator(".js-plotly-plot .main-svg").first.wait_for()
    newest = [chart["wanted"][0] for chart in reader.page.evaluate(LABELS) if chart["wanted"]]
    pictures = []
    for button in reader.page.locator('[data-picture="svg"]').all():
        with reader.page.expect_download() as download:
            button.click()
        pictures.append(Path(download.value.path()).read_text(encoding="utf-8"))
    drawn = [set(re.findall(r">([^<>]+)</t(?:ext|span)>", picture)) for picture in pictures]

    assert len(newest) == 5
    for period in newest:
        assert any(period in words for words in drawn), period

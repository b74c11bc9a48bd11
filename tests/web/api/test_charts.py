"""Charts at addresses that stay: pictures, rows, frames, and what other sites are told of them."""

from __future__ import annotations

import re
import sys
from html import unescape
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from indicators.charts.chart_cache import charts_of_selection, curated_chart
from indicators.charts.comparison_cache import charts_of_series
from indicators.charts.theme import PALETTES
from indicators.query import Selection
from indicators.web.api.charts import CHART_FILES, PICTURE_TYPES
from tests.asgi import Asking
from tests.real import real
from tests.serving import api

CATALOGUE = real()
APP = Asking(api(), "here.test")
DECLARED = "guangzhou-trade-growth"
OWN = next(
    chart
    for chart in charts_of_selection(CATALOGUE, Selection(region=("guangdong",)), "en")
    if chart.id not in CATALOGUE.dataset.charts
)
BEFORE = "#11161D"


def svg(address):
    answer = APP.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    return ET.fromstring(answer.text)


def faults(address):
    answer = APP.get(address)
    return answer.status_code, [
        (each["parameter"], each["detail"], each["nearest"]) for each in answer.json()["errors"]
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_declared_chart_is_a_picture_at_an_address_without_filters(language):
    for id in CATALOGUE.dataset.charts:
        root = svg(f"/api/v1/charts/{id}.svg?lang={language}")

        chart = curated_chart(CATALOGUE, id, language)
        assert root.find("{http://www.w3.org/2000/svg}title").text == chart.title
        assert (root.get("width"), root.get("{http://www.w3.org/XML/1998/namespace}lang")[:2]) == (
            "720",
            language,
        )


def test_another_chart_is_found_among_those_of_the_filters_and_by_its_id_nowhere_else():
    query = "region=guangdong"

    assert (
        svg(f"/api/v1/charts/{OWN.id}.svg?{query}").find("{http://www.w3.org/2000/svg}title").text
        == OWN.title
    )
    assert faults(f"/api/v1/charts/{OWN.id}.svg?region=beijing")[0] == 404


@pytest.mark.parametrize("theme", PALETTES)
def test_a_theme_gives_its_colours(theme):
    assert PALETTES[theme].ink in APP.get(f"/api/v1/charts/{DECLARED}.svg?theme={theme}").text


def test_a_png_is_as_wide_as_was_asked_times_its_scale():
    body = APP.get(f"/api/v1/charts/{DECLARED}.png?width=640&scale=2&lang=zh").raw

    assert body[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(body[16:20], "big") == 1280


def test_without_the_library_a_png_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)

    answer = APP.get(f"/api/v1/charts/{DECLARED}.png?width=641")

    assert (answer.status_code, answer.json()["detail"], answer.json()["nearest"]) == (
        501,
        "PNG needs the extra 'pictures': pip install 'regional-indicators[pictures]'",
        "svg",
    )


def test_without_a_font_for_it_a_chinese_png_says_which_package_to_install(monkeypatch):
    monkeypatch.setattr("indicators.charts.png_painter.has_chinese_font", lambda: False)

    answer = APP.get(f"/api/v1/charts/{DECLARED}.png?width=642&lang=zh")

    assert (answer.status_code, answer.json()["detail"]) == (
        501,
        "no font on this system has Chinese letters: install one, such as fonts-noto-cjk",
    )
    assert APP.get(f"/api/v1/charts/{DECLARED}.png?width=642").status_code == 200


def test_all_that_is_wrong_is_told_with_the_valid_range():
    assert faults(f"/api/v1/charts/{DECLARED}.png?width=10&scale=50&theme=pink&regoin=x") == (
        400,
        [
            ("regoin", "there is no parameter 'regoin'; did you mean 'region'?", "region"),
            ("width", "expected a whole number from 320 to 2,400 as width; found '10'", "320"),
            ("scale", "expected a whole number from 1 to 3 as scale; found '50'", "3"),
            ("theme", "expected theme=light or dark; found 'pink'", "light"),
        ],
    )


@pytest.mark.parametrize(
    ("width", "nearest"), [("319", "320"), ("2401", "2400"), ("100000", "2400"), ("-5", "320"), ("x", "720"), ("", "720"), ("1e3", "720")]
)  # fmt: skip
def test_a_width_outside_of_the_range_names_the_nearest_inside(width, nearest):
    status, [(parameter, _, close)] = faults(f"/api/v1/charts/{DECLARED}.svg?width={width}")

    assert (status, parameter, close) == (400, "width", nearest)


@pytest.mark.parametrize("width", [320, 2400])
def test_the_ends_of_the_range_are_drawn(width):
    assert svg(f"/api/v1/charts/{DECLARED}.svg?width={width}").get("width") == str(width)


@pytest.mark.parametrize("extension", CHART_FILES)
def test_an_unknown_chart_is_a_problem_that_names_the_nearest(extension):
    assert faults(f"/api/v1/charts/guangzhou-trade-grwth.{extension}") == (
        404,
        [
            (
                None,
                "there is no chart 'guangzhou-trade-grwth'; did you mean 'guangzhou-trade-growth'?",
                DECLARED,
            )
        ],
    )


@pytest.mark.parametrize(
    "address", ["/api/v1/charts/bars-x.svg", "/api/v1/charts/bars-x.csv", "/embed/c/bars-x"]
)
def test_a_chart_of_figures_that_left_the_dataset_is_gone(address):
    status, [(parameter, detail, _)] = faults(f"{address}?observation=gone.figure.2024")

    assert (status, parameter, detail) == (410, "observation", "there is no observation 'gone.figure.2024'")


@pytest.mark.parametrize("extension", ["csv", "xlsx", "json"])
def test_the_rows_of_a_chart_are_those_it_draws(extension):
    answer = APP.get(f"/api/v1/charts/{OWN.id}.{extension}?region=guangdong")

    assert answer.status_code == 302
    there = answer.headers["location"]
    rows = APP.get(there.removeprefix("http://here.test").replace(f".{extension}", ".json")).json()["records"]
    assert {row["observation_id"] for row in rows} == set(OWN.ids)


def test_the_list_names_every_chart_of_a_selection_with_addresses_that_answer():
    charts = APP.get("/api/v1/charts.json?region=guangdong").json()["charts"]

    assert [chart["id"] for chart in charts] == [
        chart.id for chart in charts_of_selection(CATALOGUE, Selection(region=("guangdong",)), "en")
    ]
    first = next(chart for chart in charts if chart["id"] == OWN.id)
    assert (first["kind"], first["title"], first["subtitle"], first["observations"]) == (
        OWN.kind,
        OWN.title,
        OWN.subtitle,
        list(OWN.ids),
    )
    assert list(first["links"]) == [*CHART_FILES, "page", "embed"]
    for name, link in first["links"].items():
        status = 302 if name in ("csv", "xlsx", "json", "page") else 200
        assert APP.get(link.removeprefix("http://here.test")).status_code == status


def test_a_declared_chart_of_figures_outside_of_the_selection_is_not_in_the_list():
    ids = {chart["id"] for chart in APP.get("/api/v1/charts.json?region=guangzhou").json()["charts"]}

    assert DECLARED in ids
    assert "gdp-of-regions" not in ids


def test_a_frame_needs_nothing_from_anywhere_and_has_three_widths_in_the_colours_of_its_reader():
    answer = APP.get(f"/embed/c/{DECLARED}?lang=zh")
    page = answer.text

    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!http://here\.test/c/)', page)
    assert page.count("<svg") == 3
    assert "prefers-color-scheme:dark" in page
    assert curated_chart(CATALOGUE, DECLARED, "zh").title in page
    assert "prefers-color-scheme" not in APP.get(f"/embed/c/{DECLARED}?theme=dark").text


def test_oembed_gives_the_code_of_a_frame_and_a_picture():
    link = f"http://here.test/c/{OWN.id}?region=guangdong"

    told = APP.get(f"/api/v1/oembed.json?url={quote(link, safe='')}&maxwidth=500").json()

    assert (told["type"], told["version"], told["title"], told["width"]) == ("rich", "1.0", OWN.title, 500)
    (source,) = re.findall('src="([^"]*)"', told["html"])
    assert APP.get(unescape(source).removeprefix("http://here.test")).status_code == 200
    picture = APP.get(told["thumbnail_url"].removeprefix("http://here.test")).raw
    assert (int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")) == (
        told["thumbnail_width"],
        told["thumbnail_height"],
    )


def test_oembed_keeps_to_the_height_that_is_asked_for():
    told = APP.get(
        "/api/v1/oembed.json?url=http%3A%2F%2Fhere.test%2Fc%2Fguangzhou-rankings&maxheight=400"
    ).json()

    assert told["height"] == 400
    assert 'height="400"' in told["html"]


@pytest.mark.parametrize("url", ["", "http://here.test/regions", "http://here.test/c/", "x", "/c/a/b"])
def test_oembed_of_what_is_no_chart_is_a_problem(url):
    assert faults(f"/api/v1/oembed.json?url={quote(url, safe='')}") == (
        400,
        [("url", "expected url to be the address of a chart, such as …/c/ID", None)],
    )


#: Two series that can be compared, as a query, and their chart.
COMPARED = "series=gdp.beijing-tianjin-hebei&series=gdp.greater-bay-area"
[COMPARISON] = charts_of_series(
    CATALOGUE, ("gdp.beijing-tianjin-hebei", "gdp.greater-bay-area"), "en", "shared"
)


def test_a_comparison_has_every_address_that_a_chart_has():
    for extension in CHART_FILES:
        answer = APP.get(f"/api/v1/charts/{COMPARISON.id}.{extension}?{COMPARED}&region=beijing")
        assert answer.status_code == (200 if extension in PICTURE_TYPES else 302)
    there = answer.headers["location"]
    assert sorted(re.findall("observation=([^&]*)", there)) == sorted(COMPARISON.ids)
    assert "series=" not in there
    page = APP.get(f"/embed/c/{COMPARISON.id}?{COMPARED}").text
    assert f"http://here.test/c/{COMPARISON.id}?{COMPARED.replace('&', '&amp;')}" in page
    link = quote(f"http://here.test/c/{COMPARISON.id}?{COMPARED}", safe="")
    assert COMPARED in unescape(APP.get(f"/api/v1/oembed.json?url={link}").json()["html"])
    assert faults(f"/api/v1/charts/{COMPARISON.id}.svg?series=gdp.greater-bay-area")[0] == 404


def test_series_that_are_not_there_and_too_many_are_problems():
    assert faults(f"/api/v1/charts/{COMPARISON.id}.svg?series=gdp.greater-bay-aera") == (
        400,
        [
            (
                "series",
                "there is no series 'gdp.greater-bay-aera'; did you mean 'gdp.greater-bay-area'?",
                "gdp.greater-bay-area",
            )
        ],
    )
    seven = "&".join(f"series={name}" for name in list(CATALOGUE.series)[:7])
    assert faults(f"/api/v1/charts/{COMPARISON.id}.csv?{seven}") == (
        400,
        [("series", "series names at most 6 series; found 7", None)],
    )


def test_the_short_link_of_a_chart_keeps_the_filters_it_is_found_by():
    answer = APP.get(f"/c/{OWN.id}?region=guangdong&lang=zh")

    assert (answer.status_code, answer.headers["location"]) == (
        302,
        f"http://here.test/charts?chart={OWN.id}&region=guangdong&lang=zh",
    )


def test_a_picture_is_kept_and_named_by_its_content():
    answer = APP.get(f"/api/v1/charts/{DECLARED}.svg")

    assert APP.get(f"/api/v1/charts/{DECLARED}.svg", if_none_match=answer.headers["etag"]).status_code == 304
    assert answer.headers["etag"] != APP.get(f"/api/v1/charts/{DECLARED}.svg?theme=dark").headers["etag"]
    assert answer.headers["content-disposition"].startswith(f'inline; filename="{DECLARED}')

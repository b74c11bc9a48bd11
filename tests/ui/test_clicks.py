"""What a new reader comes for, and how many clicks away it is from the first page."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from indicators.query import EVERYTHING
from tests.asgi import Asking
from tests.noting import CATALOGUE, bare
from tests.opening import html, page
from tests.serving import api

API = Asking(api())


class NewReader:
    """Someone on the first page who follows links by what they say, and how often they clicked."""

    def __init__(self):
        self.clicks, self.app = 0, page("overview")

    def links(self):
        found = re.findall('<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html(self.app), re.DOTALL)
        return [(unescape(href), bare(label)) for href, label in found]

    def follow(self, words):
        """Click the first link that says these words, to a page or a place on this one."""
        href = next(href for href, label in self.links() if words in label)
        self.clicks += 1
        parts = urlsplit(href)
        if not parts.fragment:
            self.app = page(parts.path.strip("/") or "overview", **parse_qs(parts.query))

    def open_menu(self):
        """Click what opens the menu of the chart."""
        assert "<details" in html(self.app)
        self.clicks += 1

    def take(self, extension):
        """Click a file of the chart; what the server sends."""
        href = next(
            href for href, _ in self.links() if f".{extension}?" in href or href.endswith(f".{extension}")
        )
        self.clicks += 1
        sent = API.get(href)
        if sent.status_code != 302:
            return sent
        there = urlsplit(sent.headers["location"])
        return API.get(f"{there.path}?{there.query}")


@pytest.fixture
def reader():
    return NewReader()


def test_guangzhou_s_trade_by_partner_as_picture_and_csv_is_three_clicks_away(reader):
    reader.follow("trade with ASEAN")

    assert {"ASEAN", "European Union"} <= set(
        re.findall("ASEAN|European Union", str(reader.app.get("plotly_chart")[0].proto))
    )
    reader.open_menu()
    sent = reader.take("csv")
    assert sent.status_code == 200
    assert "goods-trade-growth.guangzhou.asean" in sent.text
    assert reader.clicks == 3
    assert reader.take("svg").text.startswith("<svg")


def test_everything_about_talent_across_regions_with_charts_is_one_click_away(reader):
    reader.follow("Talent and skills")
    regions = {row.region for row in CATALOGUE.records(CATALOGUE.rows()) if row.topic == "talent"}
    shown = html(reader.app)

    assert reader.clicks == 1
    assert len(reader.app.get("plotly_chart")) >= 2
    assert all(CATALOGUE.dataset.regions[id].name.en in bare(shown) for id in regions)


def test_the_output_of_regions_is_two_clicks_away(reader):
    reader.follow("Indicators")
    reader.follow("Gross domestic product")

    assert reader.clicks == 2
    assert reader.app.title[0].value == "Gross domestic product"
    assert len(reader.app.get("plotly_chart")) >= 1


@pytest.mark.parametrize("n", [0, 60, 120, 160])
def test_an_indicator_whose_name_nobody_told_is_three_clicks_away(n, reader):
    """The page of indicators, the topic one thinks it belongs to, the indicator."""
    counts = CATALOGUE.counts(EVERYTHING, "indicator")
    id = [id for id, n in counts.items() if n][n]
    indicator = CATALOGUE.dataset.indicators[id]
    reader.follow("Indicators")
    reader.follow(CATALOGUE.dataset.topics[indicator.topic].name.en)
    reader.follow(indicator.name.en)

    assert reader.clicks == 3
    assert reader.app.title[0].value.replace("\\", "").startswith(indicator.name.en)

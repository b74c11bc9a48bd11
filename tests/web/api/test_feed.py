"""The feed: one entry an edition and a source, dated by the data, in both languages, the same wherever it is served."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from indicators.i18n import load_messages
from indicators.query import Selection
from indicators.web.api import feed
from indicators.web.api.feed import feed_text
from tests import world
from tests.asgi import Asking
from tests.real import real
from tests.serving import Served, api

ATOM = "{http://www.w3.org/2005/Atom}"
CATALOGUE = real()
APP = Asking(api(), "here.test", "https")


def read(text):
    return ET.fromstring(text)


def entries(text, name="title"):
    return [found.findtext(f"{ATOM}{name}") for found in read(text).iter(f"{ATOM}entry")]


class TestFeed:
    def test_the_edition_comes_first_then_every_source_with_the_number_of_its_figures(self):
        titles = entries(APP.get("/feed.atom").text)

        assert titles[0] == f"Edition 2026.11: {len(CATALOGUE)} figures"
        sources = CATALOGUE.dataset.sources.values()
        assert sorted(titles[1:]) == sorted(
            f"{CATALOGUE.count(Selection(source=(source.id,)))} figures from {source.title.en}"
            for source in sources
        )

    def test_every_figure_stands_there_with_its_hedge_and_period_and_a_link(self):
        [content] = [
            unescape(text)
            for text in entries(APP.get("/feed.atom").text, "content")
            if "goods-trade.guangzhou.2025-01--2025-10" in text
        ]

        assert (
            '<a href="https://here.test/f/goods-trade.guangzhou.2025-01--2025-10?lang=en">'
            "Guangzhou · Goods imports and exports · Jan–Oct 2025: over 1 trillion yuan</a>"
        ) in content

    def test_it_speaks_the_language_asked_for_and_names_the_other(self):
        found = read(APP.get("/feed.atom?lang=zh").text)

        assert found.findtext(f"{ATOM}title") == "区域指标：新增数据"
        assert f"2026.11版：{len(CATALOGUE)}条数据" in APP.get("/feed.atom?lang=zh").text
        others = [link.get("href") for link in found.findall(f"{ATOM}link") if link.get("hreflang") == "en"]
        assert others == ["https://here.test/feed.atom?lang=en"]

    def test_dates_are_those_of_the_data(self):
        found = read(APP.get("/feed.atom").text)
        days = [entry.findtext(f"{ATOM}updated") for entry in found.iter(f"{ATOM}entry")]

        assert days == sorted(days, reverse=True)
        assert found.findtext(f"{ATOM}updated") == days[0] == "2026-11-21T00:00:00Z"
        assert all(datetime.fromisoformat(day) for day in days)

    @pytest.mark.parametrize(
        ("published", "accessed", "day"),
        [
            ("2025-12-17", "2026-11-21", "2026-11-21"),
            ("2026-12", "2026-11-21", "2026-12-01"),
            ("2024", "2023-05", "2024-01-01"),
        ],
    )
    def test_a_source_was_added_when_it_was_read_or_published_where_that_is_later(
        self, published, accessed, day
    ):
        source = next(iter(CATALOGUE.dataset.sources.values()))
        changed = source.model_copy(update={"published": published, "accessed": accessed})

        assert feed._day_added(changed) == day

    def test_ids_are_the_same_in_both_languages_and_on_every_site(self):
        ids = entries(APP.get("/feed.atom").text, "id")

        assert ids == entries(feed_text(CATALOGUE, load_messages("zh"), "http://else.test"), "id")
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id) for id in ids)

    def test_who_has_it_is_sent_nothing_until_the_data_change(self):
        answer = APP.get("/feed.atom")

        assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
        assert APP.get("/feed.atom", If_None_Match=answer.headers["etag"]).status_code == 304
        assert APP.get("/feed.atom?lang=zh", If_None_Match=answer.headers["etag"]).status_code == 200

    def test_a_long_source_lists_its_first_figures_and_says_how_many_more_there_are(self, monkeypatch):
        monkeypatch.setattr(feed, "MAX_LISTED_FIGURES", 3)
        texts = entries(feed_text(CATALOGUE, load_messages("en"), ""), "content")[1:]

        for text in texts:
            assert text.count("/f/") == 3
            assert re.search(r"<p>and [0-9]+ more figures</p>$", text)

    def test_a_dataset_without_figures_has_an_empty_feed(self):
        found = read(Asking(api(Served(world.catalogue([])))).get("/feed.atom").text)

        assert found.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
        assert found.findall(f"{ATOM}entry") == []

    def test_a_revision_says_how_the_figure_was_stated_before(self):
        revised = world.catalogue(
            [world.figure("gdp", "5 million"), world.figure("gdp", "6 million", source="monthly")]
        )
        contents = entries(feed_text(revised, load_messages("en"), ""), "content")

        assert [re.findall(r"first stated as[^)]*", text) for text in contents] == [
            ["first stated as 5 million crowns, 7 Mar 2025"],
            [],
        ]

"""The list of pages for search engines names every page that has an address, in every language."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

from indicators.i18n import LANGUAGES
from indicators.web.api import sitemap
from indicators.web.api.sitemap import robots_txt, sitemap_xml
from tests.asgi import Asking
from tests.real import real
from tests.serving import Served, api

CATALOGUE = real()
DATASET = CATALOGUE.dataset
SITE = "https://figures.example"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def entries():
    root = ET.fromstring(sitemap_xml(DATASET, SITE))
    return {
        entry.findtext("s:loc", namespaces=NAMES): [
            link.get("href") for link in entry.findall("x:link", NAMES)
        ]
        for entry in root.findall("s:url", NAMES)
    }


def test_every_region_sector_plan_topic_indicator_source_and_chart_is_named_in_every_language():
    pairs = [
        (name, value, lang)
        for address in entries()
        for asked in [parse_qs(urlsplit(address).query)]
        for lang in asked.pop("lang")
        for name, (value,) in asked.items()
    ]

    for name in ("region", "sector", "plan", "topic", "indicator", "source", "chart"):
        ids = getattr(DATASET, f"{name}s")
        assert {(value, lang) for key, value, lang in pairs if key == name} == {
            (id, lang) for id in ids for lang in LANGUAGES
        }


def test_each_entry_names_the_same_page_in_the_other_languages_itself_among_them():
    found = entries()

    assert all(address in others and len(others) == len(LANGUAGES) for address, others in found.items())
    assert found[f"{SITE}/about?lang=zh"] == [f"{SITE}/about?lang=en", f"{SITE}/about?lang=zh"]


def test_a_sitemap_is_never_longer_than_it_may_be(monkeypatch):
    monkeypatch.setattr(sitemap, "MAX_ADDRESSES", 7)

    assert len(entries()) == 7


def test_programs_may_read_every_page_but_search_for_nothing():
    assert robots_txt(SITE) == (
        f"User-agent: *\nDisallow: /*?q=\nDisallow: /*&q=\nSitemap: {SITE}/sitemap.xml\n"
    )


def test_both_are_served_with_the_name_by_which_the_site_was_called():
    asked = Asking(api(Served(CATALOGUE), None), "here.test")

    assert asked.get("/robots.txt").text.endswith("Sitemap: http://here.test/sitemap.xml\n")
    answer = asked.get("/sitemap.xml")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/xml")
    assert "<loc>http://here.test/?lang=en</loc>" in answer.text

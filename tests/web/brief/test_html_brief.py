"""A brief as HTML: one file that needs nothing, in which every text of the data is a text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.paths import DATA_FILE
from indicators.query import Catalogue
from indicators.web.brief.html_brief import brief_html
from tests.briefs import SITE, brief_from, brief_of, drawings, grids, sections
from tests.hostile import WORDS, hostile
from tests.real import real

VOID = {"meta", "col", "img"}


class _Page(HTMLParser):
    """What a page holds: tags that are closed in their order, attributes, texts by tag."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.texts: dict[str, list[str]] = {}

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)
        self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open:
            self.texts[self.open[-1]][-1] += data


def parsed(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh", "zh-Hans")])
def test_it_has_the_title_the_headings_the_tables_and_the_charts(language, tag):
    brief = brief_of("region", "guangzhou", language)
    page = parsed(brief_html(brief))

    assert ("lang", tag) in page.attributes
    assert page.texts["h1"] == [brief.title]
    assert page.texts["h2"] == [
        *(words for level, words in sections(brief) if level == 2),
        brief.references_label,
    ]
    assert page.texts["h3"] == [words for level, words in sections(brief) if level == 3]
    assert page.texts["caption"] == [grid.label for grid in grids(brief) if grid.label]
    assert len(page.texts["svg"]) == len(drawings(brief))
    assert page.texts["desc"] == [each.chart.alt for each in drawings(brief)]


def test_every_number_of_a_source_leads_to_it_and_every_source_to_its_address():
    brief = brief_of("region", "guangzhou")
    page = parsed(brief_html(brief))
    ids = [value for name, value in page.attributes if name == "id" and value.startswith("source-")]
    leading = {value for name, value in page.attributes if name == "href"}

    assert ids == [f"source-{reference.number}" for reference in brief.references]
    assert {href for href in leading if href.startswith("#")} == {f"#{id}" for id in ids}
    assert {reference.url for reference in brief.references if reference.url} <= leading


def test_it_asks_nothing_of_anybody():
    page = parsed(brief_html(brief_of("region", "guangzhou")))

    assert not page.tags & {"script", "link", "iframe", "img", "object", "embed"}
    assert not re.search(r"@import|url\(", page.texts["style"][0])
    assert [value for name, value in page.attributes if name == "src"] == []


def test_equal_briefs_are_equal_to_the_letter():
    assert brief_html(brief_of("region", "nansha")) == brief_html(
        brief_from(real(), "region", "nansha", "en", SITE)
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_hostile_names_stay_text(language):
    catalogue = Catalogue(parse_dataset(hostile(DATA_FILE.read_text(encoding="utf-8"))))
    brief = brief_from(catalogue, "region", "guangzhou", language)
    page = parsed(brief_html(brief))

    assert page.texts["h1"] == [brief.title]
    assert any(words in brief.title for words in WORDS)
    assert not page.tags & {"script", "img", "b", "i"}
    assert page.texts["h3"] == [words for level, words in sections(brief) if level == 3]
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert not any(
        value.lower().startswith("javascript:") for name, value in page.attributes if name == "href"
    )

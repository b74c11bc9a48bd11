"""Hostile names on every surface made of HTML: map, matrix, search, relations, profiles, pictures, cards, faults."""

from __future__ import annotations

import re
import runpy
from html.parser import HTMLParser
from pathlib import Path

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.paths import DATA_FILE
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.ui import workbench_faults, workbench_outcome, workbench_page
from indicators.ui.figure_card import show_figure_card
from indicators.web.composition.site_pages import SITE_PAGES
from tests.hostile import WORDS, hostile
from tests.noting import here, markup, noting

ROOT = Path(__file__).parents[2]
#: All that pages write themselves.
TAGS = {
    *(
        "a",
        "b",
        "br",
        "button",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "h2",
        "i",
        "li",
        "mark",
        "nav",
        "p",
        "pre",
    ),
    *(
        "form",
        "input",
        "section",
        "small",
        "span",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ),
}
ATTRIBUTES = {
    *(
        "class",
        "style",
        "href",
        "target",
        "title",
        "aria-label",
        "lang",
        "translate",
        "role",
        "tabindex",
        "scope",
    ),
    *("aria-hidden", "aria-current", "id"),
    *("type", "rel", "download", "data-figure", "data-copied"),
}


PICTURE_ATTRIBUTES = {"src", "alt", "loading", "width", "height"}


@pytest.fixture(scope="module")
def evil():
    """The real data with hostile words in every text."""
    return Catalogue(parse_dataset(hostile(DATA_FILE.read_text(encoding="utf-8"))))


def is_abroad(href, attributes):
    """Whether a link leads to the page of a source, in a window that knows nothing of this one."""
    is_apart = attributes.get("target") == "_blank" and attributes.get("rel") == "noopener noreferrer"
    return is_apart and href.startswith(("https://", "http://"))


#: A tiny line of ours, written into its address: nothing but numbers are in it.
DRAWING = re.compile(
    r"data:image/svg\+xml,%3Csvg%20xmlns%3D%22http%3A//www\.w3\.org/2000/svg%22(?:%20|%22|%3D|%3E|%3C|%23|[\w./-])*"
)


class Held(HTMLParser):
    """Holds some HTML to what pages write themselves, and keeps its texts."""

    def __init__(self, text):
        super().__init__()
        self.open, self.texts = [], []
        self.feed(text)
        self.close()
        assert self.open == [], text[:300]

    def handle_starttag(self, tag, attrs):
        assert tag in {*TAGS, "img"}, tag
        for name, value in attrs:
            assert name in (PICTURE_ATTRIBUTES if tag == "img" else ATTRIBUTES), (tag, name)
            assert name != "src" or value.startswith("/api/v1/charts/") or DRAWING.fullmatch(value), value
            self.texts += [value] if name == "alt" else []
            assert name != "href" or value.startswith("/") or is_abroad(value, dict(attrs)), value
            assert name != "style" or re.fullmatch(r"[-\w\s:;%#.,()]*", value), value
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def held(written):
    """The texts of all HTML that is written, each piece held to what pages write themselves."""
    return " ".join(text for given in written.of("html") for text in Held(markup(given["body"])).texts)


def shown(catalogue, slug, language, selection=EVERYTHING, opened=True, **others):
    now = here(catalogue, slug, language, selection, **others)
    with noting(now, opened=opened) as written:
        runpy.run_path(str(ROOT / "pages" / f"{slug}.py"))
        show_figure_card(now)
    return written


@pytest.mark.parametrize(("turn", "slug"), list(enumerate(page.slug for page in SITE_PAGES)))
def test_no_word_of_the_data_is_markup_on_any_page(evil, slug, turn):
    language = ("en", "zh")[turn % 2]
    figure = next(iter(evil.rows()["observation_id"]))
    text = held(shown(evil, slug, language, show="all", figure=figure))

    assert any(word in text for word in WORDS)


@pytest.mark.parametrize(
    "q", ["script", "onerror", "<b>bold</b>", "&lt;i&gt;", "guangzhou", "广州", '"><style>']
)
@pytest.mark.parametrize("slug", ["overview", "data"])
def test_no_word_of_a_search_or_of_what_it_finds_is_markup(evil, slug, q):
    now = here(evil, slug, selection=Selection(q=q))
    with noting(now) as written:
        runpy.run_path(str(ROOT / "pages" / f"{slug}.py"))

    held(written)


@pytest.mark.parametrize("chart", [0, 3, 5])
def test_no_word_of_a_declared_chart_is_markup(evil, chart):
    id = list(evil.dataset.charts)[chart]

    held(shown(evil, "overview", "en", chart=id))


def test_no_word_of_a_change_or_a_fault_is_markup(evil):
    served = Catalogue(parse_dataset(DATA_FILE.read_text(encoding="utf-8")))
    now, new = here(served, "workbench"), here(evil, "workbench")
    with noting(now) as written:
        workbench_outcome.show_outcome(now, new)
        workbench_faults.show_reason(now, WORDS[0])
        workbench_page._show_addition_example(new)

    assert WORDS[0] in held(written)

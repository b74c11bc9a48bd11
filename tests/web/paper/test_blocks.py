"""The blocks of a page as HTML: every word is there, every link leads where it says, no name is markup."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from html import unescape
from html.parser import HTMLParser
from typing import get_args

import pytest
from markupsafe import Markup, escape

from indicators.charts.chart_cache import charts_of_selection
from indicators.charts.theme import NARROWEST_WIDTH
from indicators.i18n import load_messages
from indicators.query import EVERYTHING, MAX_QUERY_LENGTH
from indicators.text.markup import NOTHING
from indicators.web.composition import blocks
from indicators.web.composition.blocks import (
    Block,
    Cards,
    Choices,
    Comparability,
    Comparison,
    Comparisons,
    EvidenceMatrix,
    Facts,
    FigureList,
    FilterSwitch,
    FindingCards,
    Heading,
    Index,
    IndicatorLine,
    IndicatorList,
    Link,
    Links,
    News,
    Paragraph,
    SearchBox,
    SeriesChoice,
    SubjectChoice,
    TakeAlong,
    Target,
    Targets,
    TextTable,
    Tile,
    TileMap,
    TopicChoice,
    ViewChoice,
)
from indicators.web.composition.figures import StatedFigure
from indicators.web.composition.overview import compose_tile
from indicators.web.composition.view import ServedAddresses
from indicators.web.paper.blocks import _WRITERS, block_html, card_grid_html, card_html, gallery_html
from indicators.web.paper.tile_map import evidence_matrix_html, tile_map_html
from tests.composing import CATALOGUE, DATASET, view_of
from tests.noting import bare, links

EVIL = '<img src=x onerror="alert(1)"> & {name}'
VIEW = view_of("regions")
FIGURE = StatedFigure("gdp.port.2024", "Product", "over 5%", "Port · 2024", "2024", "Herald")
TARGET = replace(FIGURE, id="gdp.port.2025", status="target", others="also 6%")
CHART = charts_of_selection(CATALOGUE, EVERYTHING, "en")[0]


def samples(text):
    """A block of every kind that is HTML, in which every text is `text`."""
    link = Link(text, "/a?b=1&c=2", 3, text)
    figure = StatedFigure("id", *[text] * 7)
    layout = next(iter(DATASET.maps.values()))
    name = layout.name.model_copy(update={"en": text, "zh": text})
    return [
        Heading(text, "a", text),
        Paragraph(text),
        Paragraph(text, "notice"),
        Links((link,), text),
        Choices((link,), link),
        TakeAlong((link,)),
        SearchBox(text),
        SubjectChoice("region", "a", (("a", link),)),
        TopicChoice((("a", link),), "a"),
        ViewChoice("axes", text, (("own", link),), "own"),
        FilterSwitch("implied", link, is_on=True),
        SeriesChoice((("a", link),), (("a", text),), 6),
        Comparability("no", text, (text,)),
        Cards((figure,)),
        FigureList((figure,), text),
        Index((link,), text),
        IndicatorList((IndicatorLine(link, figure, text),)),
        News((link,)),
        TileMap(layout.model_copy(update={"name": name, "note": name}), ()),
        EvidenceMatrix(),
        Facts(((text, text),)),
        Comparisons((Comparison(text, ((text, text),), text, link),)),
        Targets((Target(figure, (text,)),)),
        FindingCards((CATALOGUE.audit.findings[0].relation.id,)),
        TextTable("t", text, (text, text), ((text, text),)),
    ]


class Elements(HTMLParser):
    """The elements of some HTML that are open where another is closed, and those there are."""

    def __init__(self, html):
        super().__init__()
        self.open, self.names, self.faults = [], set(), []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, _):
        self.names.add(tag)
        if tag not in ("input", "img", "source"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def test_there_is_a_writer_of_each_kind_that_a_sample_is_of_and_no_other():
    assert {type(block) for block in samples("x")} == set(_WRITERS)
    assert set(_WRITERS) <= set(get_args(Block))


def test_every_kind_of_block_can_be_on_a_page():
    """A block that is not among `Block` is written by nobody."""
    parts = {Comparison, IndicatorLine, Link, Target, Tile, blocks.Document}  # of which blocks are made
    kinds = {
        each
        for each in vars(blocks).values()
        if isinstance(each, type) and is_dataclass(each) and each.__module__ == blocks.__name__
    }

    assert kinds - parts == set(get_args(Block))


@pytest.mark.parametrize("block", samples(EVIL), ids=lambda block: type(block).__name__)
def test_no_text_is_markup_and_none_is_lost(block):
    html = block_html(VIEW, block)
    said = [f for f in fields(block) if f.name not in ("role", "anchor", "dimension", "chosen", "relations")]

    assert isinstance(html, Markup)
    assert "<img" not in html
    if said:
        assert EVIL in unescape(html)


@pytest.mark.parametrize("block", samples("x"), ids=lambda block: type(block).__name__)
def test_every_element_that_is_opened_is_closed(block):
    found = Elements(block_html(VIEW, block))

    assert (found.open, found.faults) == ([], [])


class TestCards:
    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("figure", [FIGURE, TARGET])
    def test_a_card_says_what_how_much_of_whom_and_where_it_was_printed(self, figure, language):
        say, lead = load_messages(language), {"en": ": ", "zh": "："}[language]
        others = f'<div class="ri-meta">{figure.others}</div>' if figure.others else ""

        assert card_html(view_of("regions", language=language), figure, Markup("<i>more</i>")) == (
            f'<div class="ri-card"><div class="ri-name">{figure.name}</div>'
            f'<div class="ri-figure">{figure.figure}</div>\n'
            f'<div class="ri-meta">{figure.subject}</div>'
            f'<div class="ri-meta">{figure.origin}</div>{others}<i>more</i>'
            f'<a class="ri-open" href="/f/{figure.id}?lang={language}" data-figure="{figure.id}">'
            f"{say('About this figure')}<span>{lead}{figure.name}</span></a></div>"
        )

    def test_cards_hang_side_by_side_at_a_width(self):
        one, two = card_html(VIEW, FIGURE), card_html(VIEW, TARGET)

        assert card_grid_html([one, two]) == (
            f'<div class="ri-wall" style="--ri-card: 230px">{one}{two}</div>'
        )
        assert card_grid_html([one], 300).startswith('<div class="ri-wall" style="--ri-card: 300px">')

    def test_no_cards_take_no_room(self):
        assert block_html(VIEW, Cards(())) == NOTHING

    def test_a_figure_in_a_list_has_every_word_of_its_card_and_leads_to_the_same(self):
        html = block_html(VIEW, FigureList((FIGURE, TARGET), "Also stated"))

        assert links(html) == [
            ("/f/gdp.port.2024?lang=en", "Product"),
            ("/f/gdp.port.2025?lang=en", "Product"),
        ]
        assert bare(html.replace("</span>", "|").replace("</a>", "|").replace("</p>", "|")) == (
            "Also stated|Product|Port · 2024|over 5%|Herald|Product|target · Port · 2024|over 5%|Herald · also 6%|"
        )
        assert "ri-title" not in block_html(VIEW, FigureList((FIGURE,)))


class TestTargets:
    def test_a_target_without_an_outcome_says_so_and_one_with_outcomes_names_each(self):
        none = block_html(VIEW, Targets((Target(TARGET, ()),)))
        two = block_html(VIEW, Targets((Target(TARGET, ("5% · 2024", "6% · 2025")),)))

        assert none == card_grid_html(
            [card_html(VIEW, TARGET, Markup('<div class="ri-badge">no outcome in our sources</div>'))], 320
        )
        assert (
            '<div class="ri-name"><b>Outcome:</b> 5% · 2024</div><div class="ri-name"><b>Outcome:</b> 6% · 2025</div>'
            in two
        )
        assert "ri-badge" not in two


class TestLinksOfAPage:
    def test_a_choice_is_taken_away_by_its_chip_which_says_so(self):
        row = Choices((Link("Trade", "/a"), Link("“<b>”", "/b")), Link("Clear all filters", "/c"))
        html = block_html(VIEW, row)

        assert [href for href, _ in links(html)] == ["/a", "/b", "/c"]
        assert '<nav class="ri-chips" aria-label="What is chosen">' in html
        assert 'aria-label="Take away: Trade"' in html
        assert 'aria-label="Take away: “&lt;b&gt;”"' in html
        assert links(block_html(VIEW, replace(row, clear=None))) == links(html)[:2]

    def test_the_open_topic_is_marked_and_each_says_its_number(self):
        row = TopicChoice((("a", Link("A", "/a", 1200)), ("b", Link("B", "/b", 5))), "b")
        html = block_html(VIEW, row)

        assert links(html) == [("/a", "A · 1,200"), ("/b", "B · 5")]
        assert html.count("aria-current") == 1
        assert 'href="/b" target="_self" aria-current="true"' in html

    def test_counts_stand_beside_links_and_nothing_where_there_is_none(self):
        html = block_html(VIEW, Index((Link("A", "/a", 1200), Link("B", "/b")), "Topics"))

        assert html == (
            '<p class="ri-title">Topics</p><ul class="ri-index">'
            '<li><a href="/a" target="_self">A</a><span class="ri-count">1,200</span></li>'
            '<li><a href="/b" target="_self">B</a><span class="ri-count"></span></li></ul>'
        )
        choice = block_html(VIEW, SubjectChoice("region", "a", (("a", Link("A", "/a", 1200)),)))
        assert choice.startswith('<details class="ri-others"><summary>Choose another</summary>')
        assert '<span class="ri-count">1,200</span>' in choice

    @pytest.mark.parametrize(("n", "count"), [(1, "1 figure"), (2, "2 figures"), (None, "0 figures")])
    def test_news_say_when_and_who_what_and_how_much(self, n, count):
        html = block_html(VIEW, News((Link("Title", "/s", n, "1 May · Herald"),)))

        assert html == (
            '<ul class="ri-news"><li><div class="ri-meta">1 May · Herald</div>'
            f'<a href="/s" target="_self">Title</a> <span class="ri-meta">{count}</span></li></ul>'
        )

    @pytest.mark.parametrize("base", ["", "stats"])
    def test_a_search_asks_the_page_of_all_figures_of_this_site_in_the_language_of_the_page(self, base):
        view = replace(view_of("overview", language="zh"), addresses=ServedAddresses(base))
        html = block_html(view, SearchBox('a "b"'))

        assert f'action="{"/stats" if base else ""}/data"' in html
        assert '<input type="hidden" name="lang" value="zh">' in html
        assert f'name="q" value="a &#34;b&#34;" maxlength="{MAX_QUERY_LENGTH}"' in html


class TestGallery:
    TILE = compose_tile(view_of("overview"), CHART)

    def test_a_picture_leads_to_its_chart_and_says_what_it_shows(self):
        html = gallery_html([self.TILE], "light")

        assert [href for href, _ in links(html)] == [self.TILE.href]
        for text in (CHART.title, CHART.subtitle, CHART.source):
            assert f">{escape(text)}</span>" in html
        assert f'alt="{escape(CHART.alt)}"' in html
        assert f'width="{NARROWEST_WIDTH}"' in html

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_in_a_theme_it_is_a_picture_of_that_theme_without_words(self, theme):
        html = gallery_html([self.TILE], theme)

        assert f"theme={theme}&amp;words=none" in html
        assert html.count("theme=") == 1
        assert "<picture>" not in html

    def test_without_a_theme_the_browser_takes_the_reader_s(self):
        html = gallery_html([self.TILE])

        assert '<source media="(prefers-color-scheme: dark)" srcset="' in html
        assert html.count("theme=dark") == html.count("theme=light") == 1
        assert html.index("theme=dark") < html.index("theme=light")

    def test_titles_are_never_markup(self):
        tile = replace(self.TILE, chart=replace(CHART, title=EVIL, subtitle=EVIL, source=EVIL, alt=EVIL))

        assert "<img src=x" not in gallery_html([tile])


def test_maps_and_the_matrix_are_those_of_the_tile_map(small):
    view = view_of("overview")
    layout = next(iter(DATASET.maps.values()))
    counts = {tile.region: 2 for tile in layout.tiles if tile.region}

    assert block_html(view, TileMap(layout, tuple(counts.items()))) == tile_map_html(view, layout, counts)
    assert block_html(view, EvidenceMatrix()) == evidence_matrix_html(view)


def test_figures_beside_each_other_lead_to_the_page_that_compares_them():
    beside = Comparison(
        "Product", (("Port", "5%"), ("Isle", "6%")), "and 1 more figure", Link("Compare", "/x")
    )
    html = block_html(VIEW, Comparisons((beside, replace(beside, more=""))))

    assert links(html) == [("/x", "Compare")] * 2
    assert html.count('<div class="ri-meta">and 1 more figure</div>') == 1
    assert html.count("<dt") == 4


@pytest.mark.parametrize(("role", "css"), [("said", "ri-said"), ("meta", "ri-meta"), ("notice", "ri-notice")])
def test_a_paragraph_has_the_look_of_what_it_is(role, css):
    assert block_html(VIEW, Paragraph("A & b", role)) == f'<p class="{css}">A &amp; b</p>'


def test_a_heading_can_be_linked_to_and_has_a_sentence_where_there_is_one():
    assert block_html(VIEW, Heading("A", "a", "B")) == (
        '<h2 class="ri-section" id="a">A</h2><p class="ri-meta">B</p>'
    )
    assert block_html(VIEW, Heading("A", "a")) == '<h2 class="ri-section" id="a">A</h2>'

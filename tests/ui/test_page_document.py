"""A composed page as Streamlit shows it: every block in its order, words as HTML and the rest as widgets."""

from __future__ import annotations

from typing import get_args

import pytest

from indicators.charts.chart_cache import charts_of_selection
from indicators.query import EVERYTHING, Selection
from indicators.ui import (
    article_text,
    chart_panels,
    download_button,
    figure_table,
    filters,
    page_document,
    page_frame,
    search_results,
    source_citations,
)
from indicators.ui.cards import show_cards
from indicators.ui.page_document import show_blocks, show_document
from indicators.web.composition.blocks import (
    CONTROL_BLOCKS,
    WIDGET_BLOCKS,
    Article,
    Block,
    ChartBlock,
    Citations,
    Columns,
    Document,
    Download,
    FigureTable,
    FilterSwitch,
    Gallery,
    Heading,
    Link,
    Paragraph,
    SearchBox,
    SeriesChoice,
    SubjectChoice,
    TextTable,
    Tile,
    TopicChoice,
    ViewChoice,
)
from indicators.web.composition.figures import describe_figure
from indicators.web.paper.blocks import _WRITERS, block_html, card_grid_html, card_html, gallery_html
from tests.noting import CATALOGUE, here, noting

NOW = here(CATALOGUE, "regions")
ROWS = CATALOGUE.rows().head(3)
CHART = charts_of_selection(CATALOGUE, EVERYTHING, "en")[0]
LINK = Link("A", "/a", 1)
TILE = Tile(CHART, "/charts", "")
WIDGETS = {
    Article: Article("s"),
    ChartBlock: ChartBlock(CHART, "k", is_own_page=True),
    Citations: Citations(("s", "t")),
    Download: Download(Selection(q="gdp")),
    FigureTable: FigureTable(ROWS, "k", frozenset({"region"}), in_reading_order=True),
    SearchBox: SearchBox("gdp"),
    SubjectChoice: SubjectChoice("region", "china", (("china", LINK),)),
    TopicChoice: TopicChoice((("a", LINK),), "a"),
    ViewChoice: ViewChoice("axes", "Axes", (("own", LINK),), "own"),
    FilterSwitch: FilterSwitch("implied", LINK, is_on=True),
    SeriesChoice: SeriesChoice((("a", LINK),), (("a", "A"),), 6),
    TextTable: TextTable("t", "T", ("A", "B"), (("a", "b"),)),
}


@pytest.fixture
def shown(monkeypatch):
    """What is put on the page, in its order: each widget by its function and what it is given, and HTML."""
    found = []

    def note(module, name):
        def noted(_, *given, **named):
            found.append((name, given, named))

        monkeypatch.setattr(module, name, noted)

    note(article_text, "show_article")
    note(chart_panels, "show_chart")
    note(source_citations, "show_citations")
    note(download_button, "show_download")
    note(figure_table, "show_figures_table")
    note(search_results, "show_search_box")
    note(filters, "show_subject_choice")
    note(filters, "show_topic_choice")
    note(filters, "show_view_choice")
    note(filters, "show_filter_switch")
    note(filters, "show_series_choice")
    monkeypatch.setattr(page_document, "show_html", lambda html: found.append(("html", (html,), {})))
    return found


def put(*blocks, opened=False):
    with noting(NOW, opened=opened) as written:
        show_blocks(NOW, blocks)
    return written


def test_every_kind_of_block_is_html_or_a_widget():
    """What is neither would end a page with an error."""
    widgets = set(page_document._WIDGETS)

    assert widgets | set(_WRITERS) | {Gallery} == set(get_args(Block))
    assert set(page_document._WIDGETS) == {*WIDGET_BLOCKS, *CONTROL_BLOCKS}
    assert set(WIDGETS) | {Columns} == widgets


@pytest.mark.parametrize(
    ("kind", "name", "given", "named"),
    [
        (Article, "show_article", ("s",), {}),
        (ChartBlock, "show_chart", (CHART, "k", None), {"series": (), "is_own_page": True}),
        (Citations, "show_citations", (("s", "t"),), {}),
        (SearchBox, "show_search_box", (), {}),
        (SubjectChoice, "show_subject_choice", (WIDGETS[SubjectChoice],), {}),
        (TopicChoice, "show_topic_choice", (WIDGETS[TopicChoice],), {}),
        (ViewChoice, "show_view_choice", (WIDGETS[ViewChoice],), {}),
        (FilterSwitch, "show_filter_switch", (WIDGETS[FilterSwitch],), {}),
        (SeriesChoice, "show_series_choice", (WIDGETS[SeriesChoice],), {}),
        (
            FigureTable,
            "show_figures_table",
            (ROWS, "k"),
            {"height": 720, "lines": True, "leave_out": frozenset({"region"})},
        ),
    ],
)
def test_a_widget_is_given_what_its_block_holds(kind, name, given, named, shown):
    put(WIDGETS[kind])

    assert shown == [(name, given, named)]


def test_a_download_is_of_the_figures_of_its_selection(shown):
    put(WIDGETS[Download])
    [(name, (selection, figures), _)] = shown

    assert (name, selection) == ("show_download", Selection(q="gdp"))
    assert figures.selection == Selection(q="gdp")


def test_a_table_with_a_label_is_folded_away_and_made_when_it_is_opened(shown):
    table = FigureTable(ROWS, "k", frozenset({"region"}), "Table of 3 figures")
    closed = put(table)
    [fold] = closed.of("expander")

    assert (fold["label"], fold["key"]) == ("Table of 3 figures", "k_open")
    assert shown == []
    put(table, opened=True)
    assert shown == [("show_figures_table", (ROWS, "k"), {"leave_out": frozenset({"region"})})]


def test_blocks_stand_in_their_order_and_html_that_follows_html_is_written_at_once(shown):
    one, two, three = Heading("A", "a"), Paragraph("B"), Paragraph("C", "meta")
    put(one, two, WIDGETS[ChartBlock], three, Gallery((TILE,)), WIDGETS[Article])

    assert [name for name, *_ in shown] == ["html", "show_chart", "html", "show_article"]
    assert shown[0][1][0] == block_html(NOW, one) + block_html(NOW, two)
    assert shown[2][1][0] == block_html(NOW, three) + gallery_html([TILE], "light")


def test_a_gallery_has_the_colours_of_the_reader_s_theme(shown):
    with noting(NOW, theme="dark"):
        show_blocks(NOW, [Gallery((TILE,))])

    assert shown[0][1][0] == gallery_html([TILE], "dark")


def test_html_that_was_written_before_is_taken_as_it_is(shown):
    document = Document("A", "", (Paragraph("B"), WIDGETS[Article], Paragraph("C")))
    with noting(NOW):
        show_document(NOW, document)
        first = [given[0] for name, given, _ in shown if name == "html"]
        show_document(NOW, document)
    again = [given[0] for name, given, _ in shown if name == "html"][len(first) :]

    assert len(first) == len(again) == 2
    assert all(one is other for one, other in zip(first, again, strict=True))


def test_controls_stand_beside_each_other(shown):
    written = put(WIDGETS[SubjectChoice], WIDGETS[Download], WIDGETS[SearchBox])

    assert [given["horizontal"] for given in written.of("container")] == [True]
    assert [name for name, *_ in shown] == ["show_subject_choice", "show_download", "show_search_box"]


def test_all_that_stands_in_columns_is_shown_however_deep(shown):
    inner = Columns(((WIDGETS[ChartBlock],), (Paragraph("B"),)))
    put(Columns(((Heading("A", "a"), WIDGETS[Article]), (inner,)), leads=True))

    assert [name for name, *_ in shown] == ["html", "show_article", "show_chart", "html"]


@pytest.mark.parametrize(
    ("n", "leads", "widths"), [(1, False, 1), (2, False, 2), (2, True, (1.5, 1)), (3, False, 3), (3, True, 3)]
)
def test_the_first_of_two_columns_is_wider_where_it_leads(n, leads, widths, shown, monkeypatch):
    asked_for = []
    with noting(NOW):
        columns = page_document.st.columns
        monkeypatch.setattr(
            page_document.st, "columns", lambda spec, **_: asked_for.append(spec) or columns(spec)
        )
        show_blocks(NOW, [Columns(((Paragraph("A"),),) * n, leads)])
        monkeypatch.undo()

    assert asked_for == [widths]


@pytest.mark.parametrize("is_empty", [False, True])
def test_a_document_is_its_title_its_blocks_and_without_figures_what_to_do_about_it(
    is_empty, shown, monkeypatch
):
    monkeypatch.setattr(page_frame, "show_no_figures", lambda *_: shown.append("no figures"))
    document = Document("A *title*", "A lead", (Paragraph("B"),), is_empty)
    with noting(NOW) as written:
        show_document(NOW, document)

    assert written.of("title")[0]["body"] == r"A \*title\*"
    assert "A lead" in written.html
    assert shown == [("html", (block_html(NOW, Paragraph("B")),), {}), *(["no figures"] if is_empty else [])]


def test_records_are_shown_as_cards_side_by_side():
    records = CATALOGUE.records(ROWS)
    with noting(NOW) as written:
        show_cards(NOW, records)

    assert written.html == card_grid_html(card_html(NOW, describe_figure(NOW, row)) for row in records)

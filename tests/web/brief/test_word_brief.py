"""A brief as a Word document: its headings, tables, pictures and footnotes are those of Word."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest

from indicators.charts import png_painter
from indicators.charts.png_painter import PictureUnavailable
from indicators.check.dataset_file import parse_dataset
from indicators.paths import DATA_FILE
from indicators.query import Catalogue
from indicators.web.brief.parts import Brief, Passage, Reference
from indicators.web.brief.word_brief import write_docx
from tests.briefs import SITE, brief_from, brief_of, document_of, drawings, footnotes_of, grids, sections
from tests.hostile import hostile

LANGUAGES = ("en", "zh")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def written(language):
    return write_docx(brief_of("region", "china", language))


def rows_of(table):
    return [
        ["".join(paragraph.text for paragraph in cell.paragraphs) for cell in row.cells] for row in table.rows
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headings_are_headings_of_word(language):
    brief, document = brief_of("region", "china", language), document_of(written(language))
    found = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith(("Title", "Heading"))
    ]

    assert found == [
        ("Title", brief.title),
        *((f"Heading {level - 1}", words) for level, words in sections(brief)),
        ("Heading 1", brief.references_label),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_are_tables_with_a_head_that_stands_on_every_page(language):
    brief, document = brief_of("region", "china", language), document_of(written(language))

    assert [rows_of(table) for table in document.tables] == [
        [list(grid.columns), *([cell.text for cell in row] for row in grid.rows)] for grid in grids(brief)
    ]
    for table in document.tables:
        heads = [
            row._tr.trPr is not None and row._tr.trPr.find(f"{W}tblHeader") is not None for row in table.rows
        ]
        assert heads == [True, *[False] * (len(heads) - 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_is_a_picture_with_an_alternative_text(language):
    brief, document = brief_of("region", "china", language), document_of(written(language))

    assert [
        (shape._inline.docPr.get("title"), shape._inline.docPr.get("descr"))
        for shape in document.inline_shapes
    ] == [(each.chart.title, each.chart.alt) for each in drawings(brief)]
    assert drawings(brief)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_footnotes_are_the_sources_each_once_and_cited_again_by_reference(language):
    brief, document = brief_of("region", "china", language), document_of(written(language))
    body = document.element.body
    marks = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]
    bookmarks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    again = [field.get(f"{W}instr").split()[1] for field in body.iter(f"{W}fldSimple")]
    cells = [cell.note for grid in grids(brief) for row in grid.rows for cell in row if cell.note]
    passages = [n for part in brief.parts if isinstance(part, Passage) for n in part.notes]

    assert footnotes_of(document) == [reference.citation for reference in brief.references]
    assert marks == [str(reference.number) for reference in brief.references]
    assert set(again) <= bookmarks
    assert len(marks) + len(again) == len(cells) + len(passages)


@pytest.mark.parametrize(("language", "tag", "word_tag"), [("en", "en", "en-US"), ("zh", "zh-Hans", "zh-CN")])
def test_it_says_its_title_day_language_and_address(language, tag, word_tag):
    brief, document = brief_of("region", "china", language), document_of(written(language))
    about = document.core_properties
    spoken = next(document.styles.element.iter(f"{W}lang"))
    fonts = document.styles["Normal"].element.rPr.rFonts

    assert (about.title, about.author, about.language) == (brief.title, brief.dataset, tag)
    assert f"{about.created:%Y-%m-%d}" == "2026-02-03"
    assert about.comments == f"{SITE}/regions?region=china&lang={language}"
    assert (spoken.get(f"{W}val"), spoken.get(f"{W}eastAsia")) == (word_tag, "zh-CN")
    assert (fonts.get(f"{W}ascii"), fonts.get(f"{W}eastAsia")) == ("Calibri", "Microsoft YaHei")


def test_equal_briefs_give_equal_bytes():
    assert write_docx(brief_of("plan", "15")) == write_docx(brief_of("plan", "15"))


def test_the_table_of_all_figures_lies_on_its_side():
    document = document_of(written("en"))

    assert [section.page_width > section.page_height for section in document.sections] == [False, True]


def test_hostile_names_stay_text():
    catalogue = Catalogue(parse_dataset(hostile(DATA_FILE.read_text(encoding="utf-8"))))
    brief = brief_from(catalogue, "region", "china")
    document = document_of(write_docx(brief))

    assert [rows_of(table) for table in document.tables] == [
        [list(grid.columns), *([cell.text for cell in row] for row in grid.rows)] for grid in grids(brief)
    ]
    assert footnotes_of_plain(document) == [reference.citation for reference in brief.references]


def footnotes_of_plain(document):
    from html import unescape

    return [unescape(note) for note in footnotes_of(document)]


def test_signs_that_no_xml_can_hold_are_left_out():
    brief = Brief(
        "a\x00b", "c\ufffe", "d\x1b", (("e\x07", "f\ud800"),), (Passage("g\x0b", notes=(1,)),),
        (Reference(1, "h\x01"),), "i", "en", "2026-02-03",
    )  # fmt: skip
    document = document_of(write_docx(brief))

    assert [paragraph.text for paragraph in document.paragraphs] == [
        "d",
        "ab",
        "c",
        "e  f",
        "g",
        "i",
        "[1] h",
    ]
    assert footnotes_of(document) == ["h"]


def test_every_part_of_the_file_is_as_old_as_any_other():
    with ZipFile(BytesIO(written("en"))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.testzip() is None


def test_without_a_font_for_its_pictures_it_says_which_to_install(monkeypatch):
    monkeypatch.setattr(png_painter, "has_chinese_font", lambda: False)

    with pytest.raises(PictureUnavailable, match="install one, such as fonts-noto-cjk"):
        write_docx(brief_of("region", "china", "zh"))

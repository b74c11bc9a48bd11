"""A brief as a PDF: its words, tags, alternative texts and sources are in the file, and nothing is fetched for it."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from indicators.check.dataset_file import parse_dataset
from indicators.i18n import locale_of
from indicators.paths import DATA_FILE
from indicators.query import Catalogue
from indicators.web.brief.pdf_brief import write_pdf
from tests.briefs import SITE, brief_from, brief_of, drawings, grids, sections
from tests.hostile import hostile

LANGUAGES = ("en", "zh")


@cache
def read_brief(language):
    return PdfReader(BytesIO(write_pdf(brief_of("region", "china", language))))


def root_of(reader):
    return reader.trailer["/Root"]


def words_of(reader):
    """All text without its spaces, which lines and letters part otherwise than the page does."""
    return "".join("".join(page.extract_text() for page in reader.pages).split())


def tags_of(node):
    """The elements of the structure in reading order: kind and alternative text."""
    node = node.get_object()
    if isinstance(node, list):
        return [tag for each in node for tag in tags_of(each)]
    if not isinstance(node, dict):
        return []
    own = [(node["/S"], node.get("/Alt"))] if "/S" in node else []
    return own + (tags_of(node["/K"]) if "/K" in node else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_and_says_its_language_title_and_day(language):
    brief, reader = brief_of("region", "china", language), read_brief(language)

    assert root_of(reader)["/MarkInfo"]["/Marked"].value is True
    assert root_of(reader)["/Lang"] == locale_of(language).tag
    assert reader.metadata.title.startswith(brief.title)
    assert reader.metadata.creation_date_raw == "D:20260203"


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_headings_tables_and_charts_are_elements_of_its_structure(language):
    brief, tags = (
        brief_of("region", "china", language),
        tags_of(root_of(read_brief(language))["/StructTreeRoot"]),
    )
    kinds = [kind for kind, _ in tags]
    levels = [level for level, _ in sections(brief)]

    assert kinds.count("/H1") == 1
    assert [kinds.count(f"/H{level}") for level in (2, 3)] == [levels.count(2) + 1, levels.count(3)]
    assert kinds.count("/TH") >= sum(len(grid.columns) for grid in grids(brief))
    assert [alt for kind, alt in tags if kind == "/Figure"] == [
        drawing.chart.alt for drawing in drawings(brief)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_and_source_of_the_page_and_its_address_can_be_read(language):
    brief, words = brief_of("region", "china", language), words_of(read_brief(language))
    said = [cell.text for grid in grids(brief) for row in grid.rows for cell in row]
    said += [text for _, text in sections(brief)]

    assert [text for text in said if "".join(text.split()) not in words] == []
    assert f"{SITE}/regions?region=china&lang={language}" in words


def test_hostile_names_are_words_and_nothing_of_them_is_asked_for():
    catalogue = Catalogue(parse_dataset(hostile(DATA_FILE.read_text(encoding="utf-8"))))
    reader = PdfReader(BytesIO(write_pdf(brief_from(catalogue, "region", "china"))))
    links = [
        annotation.get_object().get("/A", {}).get("/URI", "")
        for page in reader.pages
        for annotation in page.get("/Annots", ())
    ]

    assert "<script>" in words_of(reader)
    assert "/JavaScript" not in root_of(reader).get("/Names", {})
    assert [link for link in links if link and not link.startswith(("http://", "https://"))] == []

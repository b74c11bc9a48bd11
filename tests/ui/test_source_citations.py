"""Sources of a page can be cited, each in three ways."""

from __future__ import annotations

import pytest

from indicators import text
from indicators.i18n import load_messages
from indicators.text import citations
from indicators.ui.source_citations import show_citations
from tests.noting import CATALOGUE, bare, here, noting

SOURCES = CATALOGUE.dataset.sources


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_source_is_named_and_its_citations_are_made_when_they_are_asked_for(language):
    ids, say, now = list(SOURCES)[:3], load_messages(language), here(CATALOGUE, "indicators", language)
    with noting(now) as closed:
        show_citations(now, ids)
    with noting(now, opened=True) as opened:
        show_citations(now, ids)

    assert [bare(each) for each in closed.html.split("\n")] == [
        text.add_brackets(SOURCES[id].title[language], SOURCES[id].publisher[language], language)
        for id in ids
    ]
    assert [given["key"] for given in closed.of("expander")] == [f"cite_{id}" for id in ids]
    assert not closed.of("code")
    assert [given["body"] for given in opened.of("code")] == [
        code
        for id in ids
        for code in (
            citations.cite_source(SOURCES[id], say),
            citations.source_bibtex(SOURCES[id]),
            citations.source_csl(SOURCES[id]),
        )
    ]

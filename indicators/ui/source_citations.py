"""Full citations of sources, to copy as text, BibTeX or CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from indicators import text
from indicators.model import Source
from indicators.text import citations
from indicators.ui.markup import show_template
from indicators.ui.session import Page


def show_citations(page: Page, ids: Iterable[str]) -> None:
    """The sources with these ids by name; each citation is made when it is opened."""
    for id in ids:
        source = page.dataset.sources[id]
        named = text.add_brackets(source.title[page.language], source.publisher[page.language], page.language)
        show_template('<div class="ri-name"><b>{named}</b></div>', named=named)
        fold = st.expander(page.say("Cite this source"), key=f"cite_{id}", on_change="rerun", type="compact")
        if fold.open:
            with fold:
                _show_citation_tabs(page, source)


def _show_citation_tabs(page: Page, source: Source) -> None:
    plain_tab, bibtex_tab, csl_tab = st.tabs([page.say("Text"), "BibTeX", "CSL-JSON"])
    plain_tab.code(citations.cite_source(source, page.say), language=None, wrap_lines=True)
    bibtex_tab.code(citations.source_bibtex(source), language=None)
    csl_tab.code(citations.source_csl(source), language="json")

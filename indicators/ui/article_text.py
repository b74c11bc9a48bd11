"""The printed words of figures in sight: the text of an article with every figure marked, and the sentence of one.

Texts are those of the folder that the server was started with, one file ``<source id>.txt`` a source; without
one, a figure leads to where its article says it can be read, opened at the printed words.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import streamlit as st
from markupsafe import Markup

from indicators import text
from indicators.curation.printed_places import Mark, PrintedFigure, find_context, find_sentence, mark_lines
from indicators.errors import DataFileError
from indicators.i18n import DEFAULT_LANGUAGE, Language, Messages, load_messages, quote, tag_of
from indicators.query import Catalogue, Selection
from indicators.query.caches import cached_on_owner
from indicators.query.table import Row
from indicators.reading.article import Article
from indicators.reading.reason_labels import REASON_LABELS
from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.text.text_fragment import add_text_fragment
from indicators.ui.markup import show_html, show_template
from indicators.ui.session import Page, current_server
from indicators.yamlfile import read_text

#: Bytes of the text of an article that is shown.
MAX_ARTICLE_BYTES: Final = 2**19
#: Figures of an article that are marked.
MAX_MARKED_FIGURES: Final = 5_000

_ESCAPE = re.compile(r"\\(?=[!-/:-@[-`{-~])")
_LINE_TEMPLATE = '<p><span class="ri-line">{number}</span>{parts}</p>'
_MARK_TEMPLATE = '<a class="ri-printed" href="/f/{id}?lang={lang}" data-figure="{id}" title="{subject}" aria-label="{name}">{words}</a>'
_OTHER_TEMPLATE = '<sup><a href="/f/{id}?lang={lang}" data-figure="{id}" title="{subject}" aria-label="{name}">{n}</a></sup>'
_REASON_TEMPLATE = '<span class="ri-exempt" title="{reason}">{words}</span>'
_SENTENCE_TEMPLATE = '<p class="ri-quote" lang="{lang}">{before}<mark>{words}</mark>{after}</p>'
_QUOTE_TEMPLATE = '<p class="ri-quote" lang="{lang}">{stated}</p>'
_LINK_TEMPLATE = (
    '<p class="ri-row"><a href="{address}" target="_blank" rel="noopener noreferrer">{words}</a></p>'
)


class MissingArticle(Exception):
    """There is no text of an article to be shown; the message is a sentence for readers."""


@dataclass(frozen=True, slots=True)
class _MarkedArticle:
    """The text of an article as HTML, and how many figures are not where they were printed."""

    html: Markup
    lost: int


def show_article(page: Page, source: str) -> None:
    """The text of a source with every figure marked; nothing where the server has no folder of texts."""
    if current_server().settings.articles is None:
        return
    say = page.say
    st.header(say("The article"), anchor="article")
    try:
        printed = _read_article(source, say)
    except MissingArticle as error:
        st.caption(str(error))
        return
    marked = _mark_article(page.catalogue, source, printed, page.language)
    st.caption(
        say("Marked words are figures of this dataset and open their cards; grey numbers are no figures.")
    )
    if marked.lost:
        st.caption(
            say.plural(
                "{n} figure does not stand on its lines: the text has changed since it was read.",
                "{n} figures do not stand on their lines: the text has changed since they were read.",
                marked.lost,
            )
        )
    show_template(
        '<div class="ri-article" lang="{lang}" tabindex="0" role="region" aria-label="{label}">{html}</div>',
        lang=tag_of(page.dataset.sources[source].language),
        label=say("The article"),
        html=marked.html,
    )


def show_printed_words(page: Page, row: Row) -> None:
    """The sentence in which a figure was printed, else its words; and the way to the article that is published."""
    source, say = page.dataset.sources[row.source], page.say
    figure, article = _printed_figure(row), _find_article(row.source, say)
    sentence = find_sentence(article, figure) if article else None
    parts = [
        fill_template(
            _SENTENCE_TEMPLATE,
            lang=tag_of(source.language),
            before=_unescape(sentence.before),
            words=_unescape(sentence.words),
            after=_unescape(sentence.after),
        )
        if sentence
        else fill_template(
            _QUOTE_TEMPLATE, lang=tag_of(source.language), stated=quote(row.stated, source.locale.id)
        )
    ]
    if article and not sentence:
        lost = say("The saved text of the article does not have these words where they were printed.")
        parts.append(fill_template('<p class="ri-meta">{lost}</p>', lost=lost))
    if source.url:
        address = _words_address(source.url, figure, article)
        words = say("Open the article at these words")
        parts.append(fill_template(_LINK_TEMPLATE, address=address, words=words))
    show_html(join_html(parts))


def _words_address(url: str, figure: PrintedFigure, article: Article | None) -> str:
    """Where a browser opens the article that is published at the words of a figure."""
    found = find_context(article, figure) if article else None
    if found is None:
        return add_text_fragment(url, figure.stated)
    return add_text_fragment(url, *map(_unescape, (found.words, found.before, found.after)))


def _unescape(words: str) -> str:
    """Words of a saved text without the backslashes that Markdown puts before signs."""
    return _ESCAPE.sub("", words)


def _find_article(source: str, say: Messages) -> Article | None:
    """The article of a source where its text is there; where it is not, the page of the source says so."""
    with suppress(MissingArticle):
        return Article(_read_article(source, say))
    return None


def find_saved_article(source: str) -> str | None:
    """The text of an article where the server has it."""
    with suppress(MissingArticle):
        return _read_article(source, load_messages(DEFAULT_LANGUAGE))
    return None


def _read_article(source: str, say: Messages) -> str:
    """The text of an article; raises MissingArticle."""
    folder = current_server().settings.articles
    try:
        if folder is None or not (path := folder / f"{source}.txt").is_file():
            raise MissingArticle(say("The text of this article is not in the folder of this server."))
        if path.stat().st_size > MAX_ARTICLE_BYTES:
            raise MissingArticle(say("The text of this article is too long to be shown."))
        return read_text(path)
    except (DataFileError, OSError):
        raise MissingArticle(say("The text of this article cannot be read.")) from None


def _printed_figure(row: Row) -> PrintedFigure:
    return PrintedFigure(row.observation_id, row.stated, tuple(map(int, row.locator.split(";"))))


@cached_on_owner(maxsize=16)
def _mark_article(catalogue: Catalogue, source: str, printed: str, language: Language) -> _MarkedArticle:
    """The same for every reader, so it is written once for a text as long as that is one of the last asked for."""
    article, say = Article(printed), load_messages(language)
    drawn = catalogue.rows_to_draw(Selection(source=(source,)), MAX_MARKED_FIGURES)
    rows = {row.observation_id: row for row in catalogue.records(drawn.rows) if row.basis == "stated"}
    marks = mark_lines(article, map(_printed_figure, rows.values()))
    subjects = {id: _describe(row, catalogue, say) for id, row in rows.items()}
    html = join_html(
        fill_template(_LINE_TEMPLATE, number=number, parts=_line_html(line, found, subjects, say))
        for number, (line, found) in enumerate(zip(article.printed, marks, strict=True), 1)
        if line.strip()
    )
    return _MarkedArticle(
        html, len(rows.keys() - {id for found in marks for mark in found for id in mark.figures})
    )


def _describe(row: Row, catalogue: Catalogue, say: Messages) -> str:
    subject = text.describe_subject(row, catalogue.dataset, say.language)
    return f"{subject}: {text.format_figure(row, catalogue.dataset, say)}"


def _line_html(line: str, marks: list[Mark], subjects: dict[str, str], say: Messages) -> Markup:
    parts: list[Markup] = []
    end = 0
    for mark in marks:
        parts += (
            _text_html(line[end : mark.start]),
            _mark_html(mark, line[mark.start : mark.end], subjects, say),
        )
        end = mark.end
    return join_html([*parts, _text_html(line[end:])])


def _text_html(words: str) -> Markup:
    return fill_template("{words}", words=_unescape(words)) if words else NOTHING


def _mark_html(mark: Mark, words: str, subjects: dict[str, str], say: Messages) -> Markup:
    if mark.reason:
        return fill_template(_REASON_TEMPLATE, reason=say(REASON_LABELS[mark.reason]), words=words)
    first, *others = mark.figures
    main = fill_template(_MARK_TEMPLATE, words=words, **_link_parts(first, words, subjects, say))
    return main + join_html(
        fill_template(_OTHER_TEMPLATE, n=n, **_link_parts(id, words, subjects, say))
        for n, id in enumerate(others, 2)
    )


def _link_parts(id: str, printed: str, subjects: dict[str, str], say: Messages) -> dict[str, str]:
    """What the link to a card holds; its name begins with the words that are seen."""
    subject = subjects[id]
    return {"id": id, "lang": say.language, "subject": subject, "name": f"{printed} – {subject}"}

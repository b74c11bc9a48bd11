"""Where figures were printed: sources, days and lines, as they are cited."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.i18n import (
    Language,
    Messages,
    add_brackets,
    add_translation,
    isolate_direction,
    join_clauses,
    join_list,
    join_phrases,
    mark_title,
)
from indicators.model import Source
from indicators.query.table import Row, localised_column
from indicators.text.markdown import to_one_line
from indicators.text.period_labels import format_day


def format_lines(locator: str, language: Language) -> str:
    """The line numbers of a locator: "28, 33", "28、33"."""
    return join_list(locator.split(";"), language)


def describe_lines(locator: str, say: Messages) -> str:
    """The lines of a locator in words: "lines 28, 33"."""
    n, lines = len(locator.split(";")), format_lines(locator, say.language)
    return say.plural("line {lines} of the saved text", "lines {lines} of the saved text", n, lines=lines)


def describe_origin(row: Row, say: Messages) -> str:
    """Source and line of a figure: "The Gazette, Mar 2025, line 106"."""
    language = say.language
    publisher = isolate_direction(getattr(row, localised_column("source_short", language)))
    if row.basis == "implied":
        return say("never stated; implied by figures in {publisher}", publisher=publisher)
    n, lines = len(row.locator.split(";")), format_lines(row.locator, language)
    return say.plural(
        "{publisher}, {date}, line {lines}",
        "{publisher}, {date}, lines {lines}",
        n,
        publisher=publisher,
        date=format_day(row.published, language),
        lines=lines,
    )


def _cite_title(source: Source, language: Language) -> str:
    """The title as it was printed, and what it means where the reader has another language than the article."""
    own = source.locale
    printed = mark_title(isolate_direction(source.title[own.id]), own.id)
    if own.id == language or source.title[language] == source.title[own.id]:
        return printed
    return add_translation(printed, isolate_direction(source.title[language]), language)


def printed_words_label(languages: Iterable[str], say: Messages) -> str:
    """What the printed words of articles in these languages are called: "Printed words", "英文原文"."""
    foreign = _find_one_language(languages)
    if not foreign or foreign == say.locale.babel.language:
        return say("Printed words")
    return say("Printed words in {language}", language=say.locale.name_written_language(foreign))


def describe_source_languages(sources: Iterable[Source], say: Messages) -> str:
    """What readers must know of names where all articles are in one language; empty where they are not."""
    if not (language := _find_one_language(source.language for source in sources)):
        return ""
    return say(
        "The articles are all in {language}; names and titles in other languages are ours.",
        language=say.locale.name_written_language(language),
    )


def _find_one_language(languages: Iterable[str]) -> str:
    """The language that all tags name, without script and region; empty where there are several or none."""
    found = {tag.split("-")[0].lower() for tag in languages}
    return found.pop() if len(found) == 1 else ""


def format_citation(source: Source, say: Messages) -> str:
    """The source as it is cited, on one line: publisher, title, date, address, day it was read."""
    language = say.language
    parts = [
        isolate_direction(source.publisher[language]),
        _cite_title(source, language),
        format_day(source.published, language),
    ]
    if source.url:
        parts.append(source.url)
    parts.append(say("read {date}", date=format_day(source.accessed, language)))
    return to_one_line(join_phrases(parts, language))


def format_sources(rows: Iterable[Row], say: Messages) -> str:
    """The sources of some rows on one line, oldest first, for the foot of a chart."""
    column = localised_column("source_short", say.language)
    found = dict.fromkeys((row.published, getattr(row, column)) for row in rows)
    named = [
        add_brackets(isolate_direction(publisher), format_day(published, say.language), say.language)
        for published, publisher in sorted(found, key=lambda source: source[0])
    ]
    joined = join_clauses(named, say.language)
    return say.plural("Source: {list}", "Sources: {list}", len(named), list=joined)

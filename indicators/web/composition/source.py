"""The page of one source: what it is, and its figures in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from indicators import text
from indicators.query import DrawnRows, Selection
from indicators.web.composition.blocks import (
    Article,
    Block,
    Document,
    Download,
    Facts,
    FigureTable,
    Heading,
)
from indicators.web.composition.filters_chosen import compose_choices
from indicators.web.composition.notices import compose_partial_notice
from indicators.web.composition.subjects import compose_subject_choice, find_subject
from indicators.web.composition.view import View


def compose_source(view: View) -> Document:
    """The page of the source that is chosen."""
    _, id = find_subject(view)
    record, say, language = view.dataset.sources[id], view.say, view.language
    selection = replace(view.selection, source=(id,))
    shown = view.catalogue.rows_to_draw(selection)
    facts = Facts(
        (
            (say("Publisher"), record.publisher[language]),
            (say("Published"), text.format_day(record.published, language)),
            (say("Read on"), text.format_day(record.accessed, language)),
            (say("Cite as"), text.format_citation(record, say)),
            (say("Note"), record.note[language] if record.note else ""),
            (say("Id"), record.id),
        )
    )
    title = view.dataset.label_of("sources", id, language)
    head: list[Block] = [compose_subject_choice(view), *compose_choices(view), facts, Article(id)]
    if shown.rows.empty:
        return Document(title, "", tuple(head), is_empty=True)
    return Document(title, "", (*head, *_compose_body(view, selection, shown)))


def _compose_body(view: View, selection: Selection, shown: DrawnRows) -> Iterator[Block]:
    yield from compose_partial_notice(view, shown)
    heading = view.say.plural("{n} figure in reading order", "{n} figures in reading order", shown.total)
    yield Heading(heading, "figures")
    yield Download(selection)
    rows = shown.rows.sort_values("line", kind="stable").reset_index(drop=True)
    yield FigureTable(rows, "source_table", frozenset({"source"}), in_reading_order=True)

"""The page of indicators: all of them, or one with charts and figures, the table, what it means, its sources, others like it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from indicators import text
from indicators.model.code_lists import MEASURES
from indicators.model.hedges import HEDGES
from indicators.query import EVERYTHING, DrawnRows
from indicators.web.composition.blocks import (
    Block,
    Citations,
    Document,
    Download,
    Facts,
    FigureTable,
    Heading,
    Link,
    Links,
)
from indicators.web.composition.filters_chosen import compose_choices
from indicators.web.composition.findings import describe_verdicts, findings_of_indicator
from indicators.web.composition.indicator_list import compose_indicator_list
from indicators.web.composition.notices import compose_partial_notice
from indicators.web.composition.sections import compose_charts_and_list
from indicators.web.composition.subjects import compose_subject_choice, find_subject
from indicators.web.composition.view import View

#: Indicators of the same topic that are offered.
_MAX_RELATED: Final = 12
_LEAVE_OUT: Final = frozenset({"indicator"})


def compose_indicator(view: View) -> Document:
    """The page of the indicator that is chosen, else the list of all."""
    _, id = find_subject(view)
    return _compose_one(view, id) if id else compose_indicator_list(view)


def _compose_one(view: View, id: str) -> Document:
    record = view.dataset.indicators[id]
    selection = replace(view.selection, indicator=(id,))
    shown = view.catalogue.rows_to_draw(selection)
    title = view.dataset.label_of("indicators", id, view.language)
    lead = record.definition[view.language]
    choice, chips = compose_subject_choice(view), tuple(compose_choices(view))
    if shown.rows.empty:
        return Document(title, lead, (choice, *chips), is_empty=True)
    body = _compose_body(view, id, shown)
    return Document(title, lead, (choice, Download(selection), *chips, *body))


def _compose_body(view: View, id: str, shown: DrawnRows) -> Iterator[Block]:
    say, catalogue = view.say, view.catalogue
    yield from compose_partial_notice(view, shown)
    drawn = catalogue.rows_to_draw(catalogue.drawn(replace(view.selection, indicator=(id,)))).rows
    yield from compose_charts_and_list(
        view,
        drawn,
        catalogue.records(drawn),
        "indicator",
        replace(view.selection, indicator=(id,)),
        _LEAVE_OUT,
    )
    yield Heading(say("All figures of this page"), "figures")
    yield FigureTable(shown.rows, "indicator_table", _LEAVE_OUT)
    yield Heading(say("About this indicator"), "about")
    yield Facts(_describe_indicator(view, id, shown))
    yield from compose_citations(view, shown)
    indicators = view.dataset.indicators
    topic = indicators[id].topic
    others = [other.id for other in indicators.values() if other.topic == topic and other.id != id]
    if others:
        yield Heading(say("Related indicators"), "related")
        links = tuple(
            Link(
                view.dataset.label_of("indicators", other, view.language),
                view.address_of("indicators", view.selection, indicator=(other,)),
            )
            for other in others[:_MAX_RELATED]
        )
        yield Links(links, say("Same topic"))
    if found := findings_of_indicator(catalogue, id):
        label = text.add_label(say("Checks"), describe_verdicts(view, found), view.language)
        yield Links((Link(label, view.address_of("consistency", EVERYTHING, indicator=(id,))),))


def _describe_indicator(view: View, id: str, shown: DrawnRows) -> tuple[tuple[str, str], ...]:
    """The facts of an indicator, and the hedges of its figures explained."""
    record, say, language = view.dataset.indicators[id], view.say, view.language
    counts = shown.rows["qualifier"].value_counts()
    hedges = [
        say("{n} × {hedge}", n=say.format_count(counts[name]), hedge=say(hedge.meaning))
        for name, hedge in HEDGES.items()
        if counts.get(name, 0)
    ]
    return (
        (say("Topic"), view.dataset.label_of("topics", record.topic, language)),
        (say("Measure"), say(MEASURES[record.measure].label)),
        (say("Unit"), text.unit_name(view.dataset.units[record.unit], language)),
        (say("Share of"), record.of[language] if record.of else ""),
        (say("Hedges"), text.join_clauses(hedges, language)),
        (say("Also called"), text.join_list(record.aliases, language)),
        (say("Id"), record.id),
    )


def compose_citations(view: View, shown: DrawnRows) -> Iterator[Block]:
    """Full citations of the sources of the figures."""
    yield Heading(view.say("Sources and how to cite them"), "sources")
    yield Citations(tuple(dict.fromkeys(shown.rows["source"])))

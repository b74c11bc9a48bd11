"""Everything about one figure: what it says, where it stands, who said it, what it is checked against."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from indicators import text
from indicators.i18n import TEXT_LOCALES, Messages, load_messages
from indicators.model.code_lists import RELEASES, STATUSES, TIMINGS
from indicators.model.hedges import HEDGES
from indicators.query import EVERYTHING
from indicators.query.table import Row, localised_column
from indicators.web.composition.blocks import Link
from indicators.web.composition.findings import describe_checks
from indicators.web.composition.view import View


def describe_figure_facts(view: View, row: Row) -> list[tuple[str, str | Mapping[str, str]]]:
    """What the figure says, where it stands and who said it, and the arithmetic of every relation it is in."""
    return [
        *_meaning_facts(view, row),
        *_origin_facts(view, row),
        *describe_checks(view, row.observation_id),
    ]


def compose_figure_links(view: View, row: Row) -> list[Link]:
    """The pages that show the figure among others of its kind."""
    language, dataset = view.language, view.dataset
    found = []
    for slug, dimension in (("indicators", "indicator"), ("regions", "region"), ("sectors", "sector")):
        if label := text.record_label(dataset, slug, getattr(row, dimension), language):
            chosen = {dimension: (getattr(row, dimension),)}
            found.append(Link(label, view.address_of(slug, EVERYTHING, **chosen)))
    source = dataset.sources[row.source]
    href = view.address_of("sources", EVERYTHING, source=(source.id,))
    return [*found, Link((source.short or source.publisher)[language], href)]


def _meaning_facts(view: View, row: Row) -> list[tuple[str, str | Mapping[str, str]]]:
    """What the figure says, in the steps of both languages, and what it is a figure of."""
    say, dataset = view.say, view.dataset
    indicator = dataset.indicators[row.indicator]
    return [
        (say("Figure"), _in_both_languages(view, lambda say: text.format_figure(row, dataset, say))),
        (say("Range"), _in_both_languages(view, lambda say: text.format_bounds(row, dataset, say))),
        (say("Hedge"), say(HEDGES[row.qualifier].meaning) if row.basis == "stated" else ""),
        (say("Printed in dollars"), _in_both_languages(view, lambda say: _dollars_text(row, say))),
        (say("Definition"), indicator.definition[view.language]),
        (say("Share of"), indicator.of[view.language] if indicator.of else ""),
        (say("Period"), text.period_label(row, dataset, view.language)),
        (say("Timing"), say(TIMINGS[row.timing].label)),
        (
            say("Measured against"),
            text.base_period_label(row, dataset, view.language) if isinstance(row.base_period, str) else "",
        ),
        (say("Status"), say(STATUSES[row.status].label)),
        (say("Release"), say(RELEASES[row.release].label) if isinstance(row.release, str) else ""),
    ]


def _in_both_languages(view: View, written: Callable[[Messages], str]) -> Mapping[str, str]:
    """What is counted in trillions and billions and in 万亿, 亿 and 万; once where both read the same."""
    found: dict[str, str] = {}
    others = (load_messages(locale.id) for locale in TEXT_LOCALES if locale.id != view.language)
    for say in (view.say, *others):
        if (words := written(say)) and words not in found.values():
            found[say.locale.tag] = words
    return found


def _dollars_text(row: Row, say: Messages) -> str:
    return "" if pd.isna(row.usd) else text.format_dollars(row.usd, say.language)


def _origin_facts(view: View, row: Row) -> list[tuple[str, str]]:
    """Where the figure stands and who said it."""
    say = view.say
    note, speaker = (getattr(row, localised_column(name, view.language)) for name in ("note", "speaker"))
    return [
        (say("Source"), text.format_citation(view.dataset.sources[row.source], say)),
        (
            say("Printed on") if row.basis == "stated" else say("Implied by figures on"),
            text.describe_lines(row.locator, say),
        ),
        (say("Read by the curator as"), _vouched_reading(view, row)),
        (say("Said by"), speaker if isinstance(speaker, str) else ""),
        (say("Note"), note if isinstance(note, str) else ""),
        (say("Other statements"), _other_statements(view, row)),
    ]


def _other_statements(view: View, row: Row) -> str:
    """What else was stated of the figure, in order of publication."""
    statements = view.catalogue.vintages_of([row]).get(row.observation_id, ())
    others = text.describe_other_statements(row, statements, view.dataset, view.say)
    return text.join_clauses(others, view.language)


def _vouched_reading(view: View, row: Row) -> str:
    """What a curator says that the words mean, where only that is known of them."""
    indicator = view.dataset.indicators[row.indicator]
    figures = indicator.observations if row.basis == "stated" else ()
    reading = next((one.reading for one in figures if one.key(indicator.id) == row.observation_id), None)
    return reading[view.language] if reading else ""

"""Figures as the columns of a table that reads like print: hedge and unit in the figure, source beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indicators import text
from indicators.i18n import Language, gettext_noop, load_messages
from indicators.model.code_lists import MEASURES, RELEASES, STATUSES
from indicators.query import Catalogue
from indicators.query.table import Row, localised_column

#: Columns that a page about one of them leaves out, by what they show.
_DIMENSION_LABELS: Final = {
    "indicator": gettext_noop("Indicator"),
    "region": gettext_noop("Region"),
    "sector": gettext_noop("Sector"),
    "source": gettext_noop("Source"),
}


def figure_columns(
    catalogue: Catalogue,
    found: Sequence[Row],
    language: Language,
    leave_out: frozenset[str] = frozenset(),
    *,
    lines: bool = False,
) -> dict[str, list[str]]:
    """What is said of each record, by the names of the columns; `lines` says where each is printed.

    Columns that say nothing are left out, and what the page already says: `leave_out`.
    """
    say = load_messages(language)
    cells = _all_columns(catalogue, found, language)
    if lines:
        cells = {say("Line"): [text.format_lines(row.locator, language) for row in found]} | cells
    silent = {say(_DIMENSION_LABELS[name]) for name in leave_out if name in _DIMENSION_LABELS}
    silent |= {say("Status")} if all(row.status == "actual" for row in found) else set()
    return {name: texts for name, texts in cells.items() if name not in silent and any(texts)}


def _all_columns(catalogue: Catalogue, found: Sequence[Row], language: Language) -> dict[str, list[str]]:
    """What is said of each record, by the names of the columns."""
    say, dataset, statements = load_messages(language), catalogue.dataset, catalogue.vintages_of(found)
    languages = {dataset.sources[row.source].language for row in found if row.basis == "stated"}
    return {
        say("Indicator"): [
            text.record_label(dataset, "indicators", row.indicator, language) for row in found
        ],
        say("Region"): [text.record_label(dataset, "regions", row.region, language) for row in found],
        say("Figure"): [text.format_figure(row, dataset, say) for row in found],
        say("Period"): [text.period_label(row, dataset, language) for row in found],
        say("Timing"): [text.timing_note(row, language) for row in found],
        say("Sector"): [text.record_label(dataset, "sectors", row.sector, language) for row in found],
        say("Partner or field"): [
            text.record_label(dataset, "counterparts", row.counterpart, language) for row in found
        ],
        text.printed_words_label(languages, say): [row.stated for row in found],
        say("Source"): [str(getattr(row, localised_column("source_short", language))) for row in found],
        say("Measure"): [say(MEASURES[row.measure].label) for row in found],
        say("Status"): [say(STATUSES[row.status].label) for row in found],
        say("Release"): [
            say(RELEASES[row.release].label) if isinstance(row.release, str) else "" for row in found
        ],
        say("Other statements"): [
            text.join_clauses(
                text.describe_other_statements(row, statements.get(row.observation_id, ()), dataset, say),
                language,
            )
            for row in found
        ],
    }

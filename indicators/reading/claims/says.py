"""What a claim's verdict says in a sentence, and the wording that would agree."""

from __future__ import annotations

from typing import Final

from indicators.i18n import LANGUAGES, Language, gettext_noop, load_messages
from indicators.model import Dataset
from indicators.model.code_lists import STATUSES
from indicators.model.period import Period
from indicators.query import Catalogue
from indicators.query.table import Row
from indicators.reading.claims.match import Match
from indicators.reading.claims.verdicts import NOT_FOUND, Verdict
from indicators.text.figures import format_figure, record_label
from indicators.text.number_format import format_dollars
from indicators.text.period_labels import format_period, period_label

_OLDER: Final = gettext_noop("{sentence} An older statement agrees with the text.")


def write_sentences(
    verdict: Verdict,
    match: Match | None,
    catalogue: Catalogue,
    claimed: Period | None,
    *,
    in_dollars: bool = False,
) -> dict[Language, str]:
    """The sentence of a verdict in every language."""
    row = catalogue.find(match.figure.id) if match else None
    return {
        language: _write(verdict, match, row, catalogue.dataset, claimed, language, in_dollars=in_dollars)
        for language in LANGUAGES
    }


def _write(
    verdict: Verdict,
    match: Match | None,
    row: Row | None,
    dataset: Dataset,
    claimed: Period | None,
    language: Language,
    *,
    in_dollars: bool,
) -> str:
    say = load_messages(language)
    if row is None or match is None:
        return say(NOT_FOUND.says)
    one = match.figure.observation
    template = verdict.says if one.period or not verdict.undated else verdict.undated
    figure = format_figure(row, dataset, say)
    if in_dollars and one.usd:
        figure = format_dollars(float(one.usd.value), language)
    sentence = say(
        template,
        figure=figure,
        period=period_label(row, dataset, language),
        claimed=format_period(claimed.text if claimed else None, language),
        region=record_label(dataset, "regions", row.region, language),
        subject=_describe_subject(row, dataset, language),
        status=say(STATUSES[one.status].label),
    )
    if verdict.accuses and any(_agrees_with_older(match, older.number.value) for older in match.figure.older):
        sentence = say(_OLDER, sentence=sentence)
    return sentence


def _agrees_with_older(match: Match, value: object) -> bool:
    return match.pair.draft.value == value


def _describe_subject(row: Row, dataset: Dataset, language: Language) -> str:
    parts = (("indicators", row.indicator), ("sectors", row.sector), ("counterparts", row.counterpart))
    return " · ".join(text for section, id in parts if (text := record_label(dataset, section, id, language)))


def suggest_wording(verdict: Verdict, match: Match, catalogue: Catalogue, language: Language) -> str:
    """The figure as its source has it, where the text's number or hedge would have to change; else nothing."""
    if not verdict.accuses or verdict.id in ("other-region", "other-subject", "other-status"):
        return ""
    say = load_messages(language)
    return format_figure(catalogue.find(match.figure.id), catalogue.dataset, say)

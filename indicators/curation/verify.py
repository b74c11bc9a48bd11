"""Does every figure stand in its article as the data file says?

Each observation is looked up in the text of its source, one file ``<source id>.txt`` in a folder:
the words of `stated` stand on a line of `at`, and what they say there is the record: number, sign, scale,
range and margin are `value`, the hedge is `qualifier`, the kind of unit is that of the indicator. Words that
cannot be read are a fault of their own, unless a curator vouches for them in `reading`.
`coverage` asks the other way round. How words are looked up is said in `reading/article`, what they say in
`reading`, when a record agrees with that in `curation/agreement`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from indicators.check import check_document
from indicators.check.check_state import LocatedObservation
from indicators.curation.agreement import (
    choose_mention,
    describe_kind,
    is_same_number,
    is_same_size,
)
from indicators.curation.printed_period import is_period_said
from indicators.errors import DataFileError, Fault, InvalidDataset, Problem, UnknownId
from indicators.i18n.letters import find_nearest
from indicators.model import Observation, Source, Unit
from indicators.reading import Mention
from indicators.reading.article import Article, Words, format_line_list, read_article, words_alone
from indicators.reading.record_value import fits_unit, write_value
from indicators.yamlfile import YamlDocument
from indicators.yamlfile.progress import Report, report_nothing, track


class VerifyRule(StrEnum):
    """A rule of figures in the light of their articles, by the id that reports end with."""

    ARTICLE = "verify-article"
    LINE = "verify-line"
    STATED = "verify-stated"
    READING = "verify-reading"
    VALUE = "verify-value"
    QUALIFIER = "verify-qualifier"
    UNIT = "verify-unit"
    USD = "verify-usd"
    PERIOD = "verify-period"


#: What a curator can vouch for: that words say what the record says.
_VOUCHABLE = frozenset((VerifyRule.READING, VerifyRule.VALUE, VerifyRule.QUALIFIER, VerifyRule.UNIT))


#: Words that state the size of what lies below zero.
_DEFICIT = re.compile(
    r"\b(?:deficits?|shortfalls?|(?:net )?loss(?:es)?|net outflows?|in the red)\b|逆差|赤字|亏损|净流出|缺口",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: `problems` are faults, `vouched` those for which a curator vouches in `reading`.

    `unsaid` are periods that neither the article nor a note says: hints, for a date may be right all the same.
    """

    problems: tuple[Problem, ...]
    vouched: tuple[Problem, ...]
    unsaid: tuple[Problem, ...]


def verify_figures(
    document: YamlDocument,
    articles: Path,
    sources: Collection[str] = (),
    report: Report = report_nothing,
) -> Verification:
    """Every way in which the figures of `document` differ from the `articles`, in file order.

    With `sources`, only figures of these are looked up. Raises UnknownId for a source that is not there,
    and InvalidDataset when the document does not pass `check`, for then its figures are not known. `report` is
    told how far the looking up is.
    """
    state, problems = check_document(document, report=report)
    if problems:
        raise InvalidDataset(problems)
    known = state.records["sources"]
    if unknown := sorted(set(sources) - set(known)):
        raise UnknownId("source", unknown[0], find_nearest(unknown[0], known))
    texts: dict[str, Article] = {}
    asked = sources or known
    for source in track(asked, report, "reading articles", len(asked)):
        try:
            texts[source] = read_article(articles, source)
        except DataFileError as error:
            fault = Fault(VerifyRule.ARTICLE, ("id",), f"its article: {error}")
            state.add_problem(fault, state.paths["sources", source], f"source {source!r}")
    vouched: list[Problem] = []
    unsaid: list[Problem] = []
    for item in track(state.observations, report, "looking up figures", len(state.observations)):
        if item.observation.source in texts:
            if late := _find_unsaid_period(item, known[item.observation.source], texts):
                location = document.locate((*item.path, "period"))
                unsaid.append(Problem(*location, late.describe(item.label), "period"))
            unit = state.records["units"][item.indicator.unit]
            for fault in _find_faults(item, unit, texts[item.observation.source]):
                if item.observation.reading and fault.rule in _VOUCHABLE:
                    location = document.locate((*item.path, "reading"))
                    message = f"{fault.describe(item.label)}; vouched for: {item.observation.reading.en}"
                    vouched.append(Problem(*location, message, "vouched"))
                else:
                    state.add_problem(fault, item.path, item.label)
    return Verification(
        tuple(sorted(state.problems.to_list())), tuple(sorted(vouched)), tuple(sorted(unsaid))
    )


def _find_unsaid_period(
    item: LocatedObservation, source: Source, texts: Mapping[str, Article]
) -> Fault | None:
    article, at = texts[source.id], item.observation.at
    lines = [article.lines[line - 1].text for line in at if article.has_line(line)]
    if not lines or is_period_said(item.observation, source, lines):
        return None
    message = (
        f"the end of {item.observation.period} is said neither on {format_line_list(at)} nor by a note; "
        "say in that of the figure or of its source how it was dated"
    )
    return Fault(VerifyRule.PERIOD, ("period",), message, names_field=True)


def _find_faults(item: LocatedObservation, unit: Unit, article: Article) -> Iterator[Fault]:
    observation = item.observation
    at = [line for line in observation.at if article.has_line(line)]
    standing = {line: article.find_words(observation.stated, line) for line in at}
    found = [words for line in at for words in standing[line]]
    readings = [
        list(_find_reading_faults(item, unit, words, line)) for line in at for words in standing[line]
    ] or [list(_find_reading_faults(item, unit, words_alone(observation.stated), None))]
    yield from min(readings, key=len)
    for index, line in enumerate(observation.at):
        if line not in at:
            message = f"at: there is no line {line}; the article has {len(article.lines)}"
            yield Fault(VerifyRule.LINE, ("at", index), message)
    if at and not found:
        elsewhere = [n for n in range(1, len(article.lines) + 1) if article.find_words(observation.stated, n)]
        hint = f"; they stand on {format_line_list(elsewhere)}" if elsewhere else ""
        message = f"the words {observation.stated!r} do not stand on {format_line_list(at)}{hint}"
        yield Fault(VerifyRule.STATED, ("stated",), message, names_field=True)
    elif found and (one := choose_mention(found[0], unit)):
        for line in at:
            if not standing[line] and not _prints(article, line, one):
                message = f"at: line {line} prints neither {observation.stated!r} nor its number"
                yield Fault(VerifyRule.LINE, ("at", observation.at.index(line)), message)
    if observation.usd and at and not any(_prints_dollars(article, line, observation) for line in at):
        message = f"no amount of {observation.usd} dollars ($ or USD) stands on {format_line_list(at)}"
        yield Fault(VerifyRule.USD, ("usd",), message, names_field=True)


def _find_reading_faults(
    item: LocatedObservation, unit: Unit, words: Words, line: int | None
) -> Iterator[Fault]:
    """What the words of a record, standing on a `line`, say otherwise than the record."""
    observation, measure = item.observation, item.indicator.measure
    stated = observation.stated
    one = choose_mention(words, unit)
    if one is None:
        hint = "" if observation.reading else "; say in reading what they mean"
        message = f"the words {stated!r} cannot be read{_why(words)}{hint}"
        yield Fault(VerifyRule.READING, ("stated",), message, names_field=True)
        return
    if not fits_unit(one, unit):
        message = f"{stated!r} says {describe_kind(one)}; the unit {unit.id!r} is {_describe_unit(unit)}"
        yield Fault(VerifyRule.UNIT, ("stated",), message, names_field=True)
        return
    if _is_deficit(item):
        one = replace(one, falls=True)
    if not is_same_number(observation.value, one, unit.kind, measure):
        message = f"{stated!r} says {write_value(one, unit.kind)}; found {observation.value.text!r}"
        yield Fault(VerifyRule.VALUE, ("value",), message, names_field=True)
    beside = words.hedge_beside(one) if one.qualifier != "exact" else None
    if beside and line:
        message = f"the hedge {beside!r} stands right beside {stated!r} on line {line}; expected it in stated"
        yield Fault(VerifyRule.QUALIFIER, ("stated",), message, names_field=True)
    elif one.qualifier != observation.qualifier:
        message = f"{stated!r} says {one.qualifier}; found {observation.qualifier!r}"
        yield Fault(VerifyRule.QUALIFIER, ("qualifier",), message, names_field=True)


def _is_deficit(item: LocatedObservation) -> bool:
    """Whether the words state the size of a balance below zero; an indicator of deficits counts these."""
    name = item.indicator.name
    return (
        item.indicator.negative
        and bool(_DEFICIT.search(item.observation.stated))
        and not any(map(_DEFICIT.search, (name.en, name.zh)))
    )


def _why(words: Words) -> str:
    reasons = [f"{one.text!r} is read as: {one.reason}" for one in words.excused]
    return f" ({'; '.join(reasons)})" if reasons else ""


def _describe_unit(unit: Unit) -> str:
    return f"{unit.kind} ({unit.currency})" if unit.currency else unit.kind


def _prints(article: Article, line: int, one: Mention) -> bool:
    """Whether a number of the same size stands on `line`."""
    return any(is_same_size(one.printed, other) for other in article.passage(line).numbers.mentions)


def _prints_dollars(article: Article, line: int, observation: Observation) -> bool:
    """Whether the amount of `usd` stands on `line`."""
    return observation.usd is not None and any(
        one.unit.currency == "USD" and is_same_number(observation.usd, one, "money", "level")
        for one in article.passage(line).reading.mentions
    )

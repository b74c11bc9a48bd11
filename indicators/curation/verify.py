"""Does every figure stand in its article as the data file says?

Each observation is looked up in the text of its source, one file ``<source id>.txt`` in a folder:
the words of `stated` stand on a line of `at`, their number is `value`, their hedge is `qualifier`.
`coverage` asks the other way round. How words are looked up is said in `reading/article`, how
numbers and hedges are read in `reading/english_numbers`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum
from pathlib import Path

from indicators.check import check_document
from indicators.errors import DataFileError, Fault, InvalidDataset, Problem, UnknownId, find_nearest
from indicators.model import Observation
from indicators.reading.article import Article, TextMatch, format_line_list, is_same_number, read_article
from indicators.reading.english_numbers import (
    NumberToken,
    find_first_number,
    normalise_typography,
    read_hedge,
)
from indicators.yamlfile import YamlDocument


class VerifyRule(StrEnum):
    """A rule of figures in the light of their articles, by the id that reports end with."""

    ARTICLE = "verify-article"
    LINE = "verify-line"
    STATED = "verify-stated"
    VALUE = "verify-value"
    QUALIFIER = "verify-qualifier"
    USD = "verify-usd"


def verify_figures(document: YamlDocument, articles: Path, sources: Collection[str] = ()) -> list[Problem]:
    """Every way in which the figures of `document` differ from the `articles`, in file order.

    With `sources`, only figures of these are looked up. Raises UnknownId for a source that is not there,
    and InvalidDataset when the document does not pass `check`, for then its figures are not known.
    """
    state, problems = check_document(document)
    if problems:
        raise InvalidDataset(problems)
    known = state.records["sources"]
    if unknown := sorted(set(sources) - set(known)):
        raise UnknownId("source", unknown[0], find_nearest(unknown[0], known))
    texts: dict[str, Article] = {}
    for source in sources or known:
        try:
            texts[source] = read_article(articles, source)
        except DataFileError as error:
            fault = Fault(VerifyRule.ARTICLE, ("id",), f"its article: {error}")
            state.add_problem(fault, state.paths["sources", source], f"source {source!r}")
    for item in state.observations:
        if item.observation.source in texts:
            for fault in _find_faults(item.observation, texts[item.observation.source]):
                state.add_problem(fault, item.path, item.label)
    return sorted(state.problems)


def _find_faults(observation: Observation, article: Article) -> Iterator[Fault]:
    number = find_first_number(normalise_typography(observation.stated))
    yield from _find_value_faults(observation, number)
    at = [line for line in observation.at if article.has_line(line)]
    for index, line in enumerate(observation.at):
        if line not in at:
            message = f"at: there is no line {line}; the article has {len(article.lines)}"
            yield Fault(VerifyRule.LINE, ("at", index), message)
    standing = {line: article.find_words(observation.stated, line) for line in at}
    if at and not any(standing.values()):
        elsewhere = [n for n in range(1, len(article.lines) + 1) if article.find_words(observation.stated, n)]
        hint = f"; they stand on {format_line_list(elsewhere)}" if elsewhere else ""
        message = f"the words {observation.stated!r} do not stand on {format_line_list(at)}{hint}"
        yield Fault(VerifyRule.STATED, ("stated",), message, names_field=True)
    else:
        for line in at:
            if number and not standing[line] and not article.find_number(number.printed, line):
                message = f"at: line {line} prints neither {observation.stated!r} nor its number"
                yield Fault(VerifyRule.LINE, ("at", observation.at.index(line)), message)
    if number:
        yield from _find_qualifier_faults(observation, number, standing)
    if (
        observation.usd
        and at
        and not any(article.find_number(observation.usd, line, dollars=True) for line in at)
    ):
        message = f"no amount of {observation.usd} dollars ($ or USD) stands on {format_line_list(at)}"
        yield Fault(VerifyRule.USD, ("usd",), message, names_field=True)


def _find_value_faults(observation: Observation, number: NumberToken | None) -> Iterator[Fault]:
    stated, value = observation.stated, observation.value
    if number is None:
        message = f"the words {stated!r} say no number"
        yield Fault(VerifyRule.VALUE, ("stated",), message, names_field=True)
    elif not is_same_number(number.printed, value):
        message = f"{stated!r} says {number.printed}; found {value.text!r}"
        yield Fault(VerifyRule.VALUE, ("value",), message, names_field=True)


def _find_qualifier_faults(
    observation: Observation, number: NumberToken, standing: dict[int, list[TextMatch]]
) -> Iterator[Fault]:
    """The hedge inside the words decides; one that stands right beside them was left out."""
    stated = observation.stated
    if (says := read_hedge(normalise_typography(stated), number)) == "exact":
        for line, places in standing.items():
            if places and all(place.hedge for place in places):
                message = f"the hedge {places[0].hedge!r} stands right beside {stated!r} on line {line}; expected it in stated"
                yield Fault(VerifyRule.QUALIFIER, ("stated",), message, names_field=True)
                return
    if says != observation.qualifier:
        message = f"{stated!r} says {says}; found {observation.qualifier!r}"
        yield Fault(VerifyRule.QUALIFIER, ("qualifier",), message, names_field=True)

"""Does every figure stand in its article as the data file says?

Each observation is looked up in the text of its source, one file ``<source id>.txt`` in a folder:
the words of `stated` stand on a line of `at`, their number is `value`, their hedge is `qualifier`.
`coverage` asks the other way round. How words are looked up is said in `article`, how numbers and
hedges are read in `numberwords`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from indicators.article import Article, Standing, lines_named, read, same
from indicators.check import check
from indicators.errors import DataFileError, InvalidDataset, Problem, UnknownId
from indicators.model import Observation
from indicators.nearest import nearest
from indicators.numberwords import Number, first_number, fold, hedge
from indicators.yamlfile import Document

#: The path below an observation, the message, the rule.
_Fault = tuple[tuple[str | int, ...], str, str]


def verify(document: Document, articles: Path, sources: Collection[str] = ()) -> list[Problem]:
    """Every way in which the figures of `document` differ from the `articles`, in file order.

    With `sources`, only figures of these are looked up. Raises UnknownId for a source that is not there,
    and InvalidDataset when the document does not pass `check`, for then its figures are not known.
    """
    gathered, found = check(document)
    if found:
        raise InvalidDataset(found)

    def problem(path: Sequence[str | int], message: str, rule: str) -> Problem:
        return Problem(document.file, *document.place(path), message, rule)

    known = gathered.records["sources"]
    if unknown := sorted(set(sources) - set(known)):
        raise UnknownId("source", unknown[0], nearest(unknown[0], known))
    texts: dict[str, Article] = {}
    for source in sources or known:
        try:
            texts[source] = read(articles, source)
        except DataFileError as error:
            path = (*gathered.paths["sources", source], "id")
            found.append(problem(path, f"source {source!r}: its article: {error}", "verify-article"))
    for item in gathered.placed:
        if item.observation.source in texts:
            for path, message, rule in _faults(item.observation, texts[item.observation.source]):
                found.append(problem((*item.path, *path), f"{item.label}: {message}", rule))
    return sorted(found)


def _faults(observation: Observation, article: Article) -> Iterator[_Fault]:
    number = first_number(fold(observation.stated))
    yield from _value_faults(observation, number)
    at = [line for line in observation.at if article.has(line)]
    for index, line in enumerate(observation.at):
        if line not in at:
            message = f"at: there is no line {line}; the article has {len(article.lines)}"
            yield ("at", index), message, "verify-line"
    standing = {line: article.standing(observation.stated, line) for line in at}
    if at and not any(standing.values()):
        elsewhere = [n for n in range(1, len(article.lines) + 1) if article.standing(observation.stated, n)]
        hint = f"; they stand on {lines_named(elsewhere)}" if elsewhere else ""
        message = f"stated: the words {observation.stated!r} do not stand on {lines_named(at)}{hint}"
        yield ("stated",), message, "verify-stated"
    else:
        for line in at:
            if number and not standing[line] and not article.saying(number.printed, line):
                message = f"at: line {line} prints neither {observation.stated!r} nor its number"
                yield ("at", observation.at.index(line)), message, "verify-line"
    if number:
        yield from _qualifier_faults(observation, number, standing)
    if observation.usd and at and not any(article.saying(observation.usd, line, dollars=True) for line in at):
        message = f"usd: no amount of {observation.usd} dollars ($ or USD) stands on {lines_named(at)}"
        yield ("usd",), message, "verify-usd"


def _value_faults(observation: Observation, number: Number | None) -> Iterator[_Fault]:
    stated, value = observation.stated, observation.value
    if number is None:
        yield ("stated",), f"stated: the words {stated!r} say no number", "verify-value"
    elif not same(number.printed, value):
        yield ("value",), f"value: {stated!r} says {number.printed}; found {value.text!r}", "verify-value"


def _qualifier_faults(
    observation: Observation, number: Number, standing: dict[int, list[Standing]]
) -> Iterator[_Fault]:
    """The hedge inside the words decides; one that stands right beside them was left out."""
    stated = observation.stated
    if (says := hedge(fold(stated), number)) == "exact":
        for line, places in standing.items():
            if places and all(place.hedge for place in places):
                message = f"stated: the hedge {places[0].hedge!r} stands right beside {stated!r} on line {line}; expected it in stated"
                yield ("stated",), message, "verify-qualifier"
                return
    if says != observation.qualifier:
        message = f"qualifier: {stated!r} says {says}; found {observation.qualifier!r}"
        yield ("qualifier",), message, "verify-qualifier"

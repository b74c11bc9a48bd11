"""What an address of the dashboard says: choices to URL parameters and back.

The URL holds stable ids, never labels, so a link survives a change of language or name.
Defaults are left out; a value that does not exist is left out with a notice, never an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indicators import text
from indicators.charts.chart_cache import find_chart
from indicators.charts.comparison import MAX_SERIES
from indicators.consistency.verdicts import VERDICTS
from indicators.errors import UnknownId, YearOutOfRange
from indicators.i18n import (
    DEFAULT_LANGUAGE,
    LANGUAGES,
    Language,
    Messages,
    find_language,
    gettext_noop,
    join_clauses,
    join_sentences,
)
from indicators.i18n.letters import find_nearest
from indicators.model.dimensions import FILTER_DIMENSIONS
from indicators.query import EVERYTHING, MAX_QUERY_LENGTH, Catalogue, Selection

#: Series left out that a notice names; it counts the others.
_MAX_NAMED_SERIES = 10

#: Ways to look at a page: parameter → its values, the default first.
VIEW_VALUES: dict[str, tuple[str, ...]] = {
    "axes": ("auto", "own", "shared", "index"),
    "verdict": ("any", *VERDICTS),
    "tried": ("article", "file", "additions"),
}

#: What `show` says beside the id of a topic: every topic of the page at once.
ALL_TOPICS = "all"

#: What a parameter is called in a sentence.
PARAMETER_LABELS = {dimension.id: dimension.phrase for dimension in FILTER_DIMENSIONS} | {
    "lang": gettext_noop("the language"),
    "figure": gettext_noop("the figure"),
    "observation": gettext_noop("the figure"),
    "chart": gettext_noop("the chart"),
    "from": gettext_noop("the first year"),
    "to": gettext_noop("the last year"),
    "vintage": gettext_noop("the statements"),
    "series": gettext_noop("the series"),
    "axes": gettext_noop("the axes"),
    "verdict": gettext_noop("the verdict"),
    "tried": gettext_noop("what is tried out"),
    "show": gettext_noop("the topic to open"),
}


@dataclass(frozen=True)
class PageChoices:
    """All that an address holds.

    Filters, language, compared series, views, the topic that is open on a long page, a curated
    chart, the open figure card.
    """

    selection: Selection = EVERYTHING
    language: Language | None = None
    figure: str = ""
    series: tuple[str, ...] = ()
    chart: str = ""
    views: tuple[tuple[str, str], ...] = ()
    show: str = ""

    def view(self, name: str) -> str:
        """The chosen value of one of `VIEW_VALUES`, or its default."""
        return dict(self.views).get(name, VIEW_VALUES[name][0])

    def with_view(self, name: str, value: str) -> PageChoices:
        """The same with one view changed."""
        views = dict(self.views) | {name: value}
        kept = tuple((n, v) for n, v in views.items() if v != VIEW_VALUES[n][0])
        return replace(self, views=kept)

    def params(self) -> list[tuple[str, str]]:
        """URL parameters, defaults left out."""
        pairs = self.selection.params()
        pairs += [("lang", self.language)] if self.language else []
        pairs += [("series", name) for name in self.series]
        pairs += list(self.views)
        pairs += [("show", self.show)] if self.show else []
        pairs += [("chart", self.chart)] if self.chart else []
        return pairs + ([("figure", self.figure)] if self.figure else [])


class RenamedId(UnknownId):
    """An id that a link of old holds; `nearest` is the one it has today, and is what is shown."""


class SurplusSeries(UnknownId):
    """Series that a link names beyond those that can be told apart, which are left out."""

    def __init__(self, names: Sequence[str], catalogue: Catalogue) -> None:
        super().__init__("series", names[0])
        self.subjects = [catalogue.series.subject_of(name) for name in names]
        self.dataset = catalogue.dataset


def read_choices(
    asked: tuple[tuple[str, str], ...], catalogue: Catalogue, language: Language | None
) -> tuple[PageChoices, tuple[UnknownId, ...]]:
    """Choices from URL parameters, and what of them does not exist; `language` is kept when none is asked."""
    parsed, given = catalogue.parse(asked), dict(asked)
    unknown = [*parsed.unknown, *(RenamedId(kind, old, new) for kind, old, new in parsed.renamed)]
    choices = PageChoices(parsed.selection, language)
    lang = given.get("lang")
    if language_asked := find_language(lang or ""):
        choices = replace(choices, language=language_asked)
    elif lang is not None:
        unknown.append(_unknown_id("lang", lang, LANGUAGES))
    for name, values in VIEW_VALUES.items():
        value = given.get(name, values[0])
        if value in values:
            choices = choices.with_view(name, value)
        else:
            unknown.append(_unknown_id(name, value, values))
    series = _read_series([value for name, value in asked if name == "series"], catalogue, unknown)
    choices = replace(choices, series=series)
    choices = replace(choices, chart=_read_chart(given.get("chart", ""), catalogue, choices, unknown))
    if show := given.get("show"):
        topics = (*catalogue.dataset.topics, ALL_TOPICS)
        if show in topics:
            choices = replace(choices, show=show)
        else:
            unknown.append(_unknown_id("show", show, topics))
    if figure := given.get("figure"):
        try:
            found: str = catalogue.find(figure).observation_id
        except UnknownId as error:
            unknown.append(UnknownId("figure", figure[:MAX_QUERY_LENGTH], error.nearest))
        else:
            choices = replace(choices, figure=found)
            unknown += [RenamedId("figure", figure, found)] if found != figure else []
    return choices, tuple(unknown)


def _read_series(names: Iterable[str], catalogue: Catalogue, unknown: list[UnknownId]) -> tuple[str, ...]:
    """The series there are among `names`, also by names of old."""
    found: dict[str, None] = {}
    for name in dict.fromkeys(names):
        if today := catalogue.series.name_of_today(name):
            found[today] = None
            unknown += [RenamedId("series", name, today)] if today != name else []
        else:
            short = name[:MAX_QUERY_LENGTH]
            unknown.append(UnknownId("series", short, catalogue.series.find_nearest(short)))
    names = tuple(found)
    if surplus := names[MAX_SERIES:]:
        unknown.append(SurplusSeries(surplus, catalogue))
    return names[:MAX_SERIES]


def _read_chart(id: str, catalogue: Catalogue, choices: PageChoices, unknown: list[UnknownId]) -> str:
    """The chart `id`: a declared one, also by an id it had before, else one of what is chosen; empty when there is none."""
    charts, today = catalogue.dataset.charts, catalogue.dataset.renamed.get(id, "")
    if not id or id in charts:
        return id
    if today in charts:
        unknown.append(RenamedId("chart", id, today))
        return today
    try:
        language = choices.language or DEFAULT_LANGUAGE
        return find_chart(catalogue, id, choices.selection, language, choices.series).id
    except UnknownId as error:
        unknown.append(UnknownId("chart", id[:MAX_QUERY_LENGTH], error.nearest))
        return ""


def _unknown_id(kind: str, value: str, valid: Iterable[str]) -> UnknownId:
    short = value[:MAX_QUERY_LENGTH]
    return UnknownId(kind, short, find_nearest(short, valid))


def _describe_surplus(surplus: SurplusSeries, say: Messages) -> str:
    named = [
        text.describe_subject(subject, surplus.dataset, say.language, frozenset({"period"}))
        for subject in surplus.subjects[:_MAX_NAMED_SERIES]
    ]
    n = len(surplus.subjects)
    if (more := n - len(named)) > 0:
        named.append(say("and {n} more", n=say.format_count(more)))
    names = join_clauses(named, say.language)
    return say.plural(
        "Six series can be told apart; {n} more of the link was left out: {names}. The page Data has its figures.",
        "Six series can be told apart; {n} more of the link were left out: {names}. The page Data has their figures.",
        n,
        names=names,
    )


def describe_unknown_id(unknown: UnknownId, say: Messages) -> str:
    """What a reader is told about a value in the link that does not exist, or has another name today."""
    if isinstance(unknown, RenamedId):
        return say(
            "“{old}” is called “{id}” today; the link is up to date now.", old=unknown.id, id=unknown.nearest
        )
    if isinstance(unknown, SurplusSeries):
        return _describe_surplus(unknown, say)
    if isinstance(unknown, YearOutOfRange):
        return say(
            "The link asks for {kind} “{id}”; a year from {least} to {most} can stand there; it was left out.",
            kind=say(PARAMETER_LABELS[unknown.kind]),
            id=unknown.id,
            least=unknown.least,
            most=unknown.most,
        )
    notice = say(
        "The link asks for {kind} “{id}”, which does not exist here; it was left out.",
        kind=say(PARAMETER_LABELS.get(unknown.kind, unknown.kind)),
        id=unknown.id,
    )
    if unknown.nearest is None:
        return notice
    hint = say("Did you mean “{id}”?", id=unknown.nearest)
    return join_sentences([notice, hint], say.language)

"""Closed lists of the dataset, as SDMX has them: a code list, and its codes with what people read of them.

A code stands here once, with its label, its meaning and the rules that hang on it; nothing else is
keyed by its id. The hedges have a module of their own, `hedges`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

from indicators.i18n import Messages, gettext_noop

Measure = Literal["level", "growth", "share", "rank", "change", "streak"]
UnitKind = Literal["money", "count", "percent", "points", "rank", "area", "duration", "other"]
Timing = Literal["at", "during", "cumulative", "average", "unclear"]
Status = Literal["actual", "expected", "target"]
Release = Literal["preliminary", "revised", "final"]
VintageChoice = Literal["all", "current"]
RegionKind = Literal[
    "country", "province", "city", "district", "zone", "cluster", "state", "county", "town", "other"
]
CounterpartKind = Literal["partner", "field"]
Direction = Literal["higher", "lower", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One word of a closed list: `id` in files and addresses, `label` for readers (a message to translate,
    empty where no page says it), `description` for curators, in English.
    """

    id: str
    label: str = ""
    description: str


CodeType = TypeVar("CodeType", bound=Code)


class CodeList(Mapping[str, CodeType], Generic[CodeType]):
    """A tuple of codes, found by id, in the order in which they are shown.

    `summary` is the message that lists the ids where a column of them is described.
    """

    def __init__(self, *codes: CodeType, summary: str = "") -> None:
        self._codes = {code.id: code for code in codes}
        self.summary = summary

    def __getitem__(self, id: str) -> CodeType:
        return self._codes[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    @property
    def labels(self) -> dict[str, str]:
        """What each id is called."""
        return {id: code.label for id, code in self._codes.items()}

    @property
    def descriptions(self) -> dict[str, str]:
        """What each id means."""
        return {id: code.description for id, code in self._codes.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCode(Code):
    """A measure: the kinds of unit it can have, whether it can be negative, whether it has a base period.

    What `is_counted` comes one by one: it has no margin.
    """

    unit_kinds: tuple[UnitKind, ...]
    is_signed: bool = False
    has_base: bool = False
    is_counted: bool = False


MEASURES: Final = CodeList(
    MeasureCode(
        id="level",
        label=gettext_noop("Level"),
        description="a size: an amount or a number of things",
        unit_kinds=("money", "count", "area", "duration", "percent", "other"),
    ),
    MeasureCode(
        id="growth",
        label=gettext_noop("Growth"),
        description="a relative change in percent; needs a base period",
        unit_kinds=("percent",),
        is_signed=True,
        has_base=True,
    ),
    MeasureCode(
        id="share",
        label=gettext_noop("Share"),
        description="a part of a whole in percent; needs 'of'",
        unit_kinds=("percent",),
        has_base=True,
    ),
    MeasureCode(
        id="rank",
        label=gettext_noop("Rank"),
        description="a place in a ranking",
        unit_kinds=("rank",),
        is_counted=True,
    ),
    MeasureCode(
        id="change",
        label=gettext_noop("Change"),
        description="an absolute change, in a unit or in percentage points",
        unit_kinds=("money", "count", "area", "points", "duration", "other"),
        is_signed=True,
        has_base=True,
    ),
    MeasureCode(
        id="streak",
        label=gettext_noop("Streak"),
        description="a number of years in a row",
        unit_kinds=("duration",),
        is_counted=True,
    ),
    summary=gettext_noop("level, growth, share, rank, change or streak"),
)


#: Fewer things than these are counted one by one, and so are years and hours.
_SMALL_COUNT: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitKindCode(Code):
    """A kind of unit, and how precise a number without a hedge is in it.

    Every number of one that `is_exact` is, and a whole number under `exact_below`. Zeros at the end of another
    whole number come of rounding, but for a kind that `counts_zeros`: 60 percent is known to one percent.
    """

    is_exact: bool = False
    exact_below: int = 0
    counts_zeros: bool = False


UNIT_KINDS: Final = CodeList(
    UnitKindCode(id="money", description="an amount of money"),
    UnitKindCode(id="count", description="things that are counted", exact_below=_SMALL_COUNT),
    UnitKindCode(id="percent", description="percent", counts_zeros=True),
    UnitKindCode(id="points", description="percentage points", counts_zeros=True),
    UnitKindCode(id="rank", description="places in a ranking", is_exact=True),
    UnitKindCode(id="area", description="areas"),
    UnitKindCode(id="duration", description="years, hours, minutes", exact_below=_SMALL_COUNT),
    UnitKindCode(id="other", description="anything else that is measured"),
    summary=gettext_noop("money, count, percent, points, rank, area, duration or other"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimingCode(Code):
    """How a figure relates to its period: `phrase` (a message) says it in a sentence, empty where none can.

    `note` (a message) says it beside the period where the period alone would be misread.
    """

    phrase: str = ""
    note: str = ""
    is_flow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCode(Code):
    """What a figure is: `note` (a message) says it beside one nobody has measured, `count` how many there are.

    An outcome has happened: only of one can a first result be revised.
    """

    note: str = ""
    is_outcome: bool = False
    count: Callable[[Messages, int], str]


TIMINGS: Final = CodeList(
    TimingCode(
        id="at",
        label=gettext_noop("stock at the end of the period or on a day in it"),
        description="a stock, at the end of the period or on a day in it",
        phrase=gettext_noop("a stock on a day"),
    ),
    TimingCode(
        id="during",
        label=gettext_noop("flow over the period"),
        description="a flow over the period",
        phrase=gettext_noop("what happened in a period"),
        is_flow=True,
    ),
    TimingCode(
        id="cumulative",
        label=gettext_noop("sum over several years"),
        description="a sum over several years",
        phrase=gettext_noop("a sum over several years"),
        note=gettext_noop("sum over several years"),
        is_flow=True,
    ),
    TimingCode(
        id="average",
        label=gettext_noop("average a year"),
        description="an average a year",
        phrase=gettext_noop("an average a year"),
        note=gettext_noop("average a year"),
    ),
    TimingCode(
        id="unclear",
        label=gettext_noop("the source does not say whether it is a stock or a flow"),
        description="the source does not say",
        note=gettext_noop("stock or flow not stated"),
    ),
    summary=gettext_noop("at, during, cumulative, average or unclear"),
)
STATUSES: Final = CodeList(
    StatusCode(
        id="actual",
        label=gettext_noop("Actual"),
        description="it has happened",
        is_outcome=True,
        count=lambda say, n: say.plural("{n} outcome", "{n} outcomes", n),
    ),
    StatusCode(
        id="expected",
        label=gettext_noop("Expected"),
        description="somebody expects it",
        note=gettext_noop("expected"),
        count=lambda say, n: say.plural("{n} expectation", "{n} expectations", n),
    ),
    StatusCode(
        id="target",
        label=gettext_noop("Target"),
        description="somebody aims at it",
        note=gettext_noop("target"),
        count=lambda say, n: say.plural("{n} target", "{n} targets", n),
    ),
    summary=gettext_noop("actual, expected or target"),
)
RELEASES: Final = CodeList(
    Code(
        id="preliminary",
        label=gettext_noop("Preliminary"),
        description="a first result that its publisher expects to revise",
    ),
    Code(
        id="revised",
        label=gettext_noop("Revised"),
        description="it takes the place of an earlier result",
    ),
    Code(id="final", label=gettext_noop("Final"), description="its publisher will revise it no more"),
    summary=gettext_noop("preliminary, revised or final, where the source says so"),
)
REGION_KINDS: Final = CodeList(
    Code(id="country", label=gettext_noop("country"), description="a country"),
    Code(
        id="province",
        label=gettext_noop("province-level unit"),
        description="a first-level unit of a country",
    ),
    Code(id="city", label=gettext_noop("city"), description="a city"),
    Code(id="district", label=gettext_noop("district"), description="a part of a city"),
    Code(id="zone", label=gettext_noop("zone"), description="a special zone"),
    Code(id="cluster", label=gettext_noop("group of regions"), description="a group of regions"),
    Code(id="state", label=gettext_noop("state"), description="a state of a federation"),
    Code(id="county", label=gettext_noop("county"), description="a county"),
    Code(id="town", label=gettext_noop("town"), description="a town, township or village"),
    Code(id="other", label=gettext_noop("other region"), description="anything else that has a place"),
    summary=gettext_noop("country, province, city, district, zone, cluster, state, county, town or other"),
)
COUNTERPART_KINDS: Final = CodeList(
    Code(id="partner", description="a trade partner"),
    Code(id="field", description="those among whom a rank is held"),
    summary=gettext_noop("partner (of trade) or field (in which a rank is held)"),
)
#: Which statements of a figure are wanted.
VINTAGE_CHOICES: Final = CodeList(
    Code(id="all", description="every statement, those that were superseded too"),
    Code(id="current", description="the current statement alone"),
)
DIRECTIONS: Final = CodeList(
    Code(id="higher", description="more is better"),
    Code(id="lower", description="less is better"),
    Code(id="none", description="neither"),
    summary=gettext_noop("whether a higher or a lower figure is wanted; none where neither is"),
)

"""The kinds of chart, and which figures each allows: like with like, ranks never as bars, shares of one whole.

`CHART_KINDS` is the closed list. The same rules hold for charts that are declared in the data file
and for those that are chosen for any rows; a figure here is anything with the columns of the table.
How a kind is drawn stands in `charts/drawn_kinds`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias, TypeVar

from indicators.i18n import gettext_noop
from indicators.model.code_lists import Code, CodeList, Measure
from indicators.model.hedges import HEDGES
from indicators.model.observation import IndicatorHead, parse_series_key
from indicators.model.quantity import parse_printed_number
from indicators.model.relation import Relation

#: A cell that may be empty: text, or what stands for none (NaN in a table, None in a record).
OptionalText = str | float | None


class FigureSubject(Protocol):
    """What a figure speaks of: a row of the table, or what has these of its columns."""

    @property
    def indicator(self) -> str:
        """The id of what is measured."""

    @property
    def region(self) -> str:
        """The id of the region."""

    @property
    def sector(self) -> OptionalText:
        """The id of the sector."""

    @property
    def counterpart(self) -> OptionalText:
        """The id of the partner or field."""

    @property
    def period(self) -> OptionalText:
        """The period, ISO 8601."""

    @property
    def timing(self) -> str:
        """How it stands in its period."""


class ChartedFigure(FigureSubject, Protocol):
    """What the rules of charts read of a figure: a row of the table, or what has these of its columns."""

    @property
    def observation_id(self) -> str:
        """Its id."""

    @property
    def base_period(self) -> OptionalText:
        """The period that a growth or change is measured against."""

    @property
    def plot_value(self) -> float:
        """The number it is placed and sorted by, in base units: the printed one, of a range its middle."""

    @property
    def printed(self) -> str:
        """The number as printed; empty for what nobody stated."""

    @property
    def qualifier(self) -> str:
        """The hedge."""

    @property
    def unit(self) -> str:
        """The id of the unit."""

    @property
    def measure(self) -> str:
        """The measure."""

    @property
    def status(self) -> str:
        """Whether it happened, is expected or aimed at."""

    @property
    def series(self) -> str:
        """What figures must share to stand on one line."""

    @property
    def basis(self) -> str:
        """Whether it was stated or is implied."""


FigureType = TypeVar("FigureType")
ChartedType = TypeVar("ChartedType", bound=ChartedFigure)

#: What can be joined through time, at three periods and at two.
LINE_MEASURES: Final[tuple[Measure, ...]] = ("level", "share", "growth")
THEN_NOW_MEASURES: Final[tuple[Measure, ...]] = ("level", "share")
#: Above this ratio of largest to smallest, bars from zero would hide the small ones.
MAX_LINEAR_RATIO: Final = 50
#: Decimals to which parts are added up: more than any share is printed with, fewer than binary fractions are wrong by.
_DECIMALS: Final = 9


class ChartVocabulary(Protocol):
    """What the rules ask of a dataset, whole or not yet."""

    @property
    def indicators(self) -> Mapping[str, IndicatorHead]:
        """What is measured, by id."""

    @property
    def relations(self) -> Mapping[str, Relation]:
        """What must fit together, by id."""


def cell_text(value: OptionalText) -> str:
    """A cell as text; empty where there is none."""
    return value if isinstance(value, str) else ""


def group_by(figures: Iterable[FigureType], key: Callable[[FigureType], Any]) -> list[list[FigureType]]:
    """The figures of one `key`, group by group in order of appearance."""
    found: dict[Any, list[FigureType]] = {}
    for figure in figures:
        found.setdefault(key(figure), []).append(figure)
    return list(found.values())


def comparable_runs(figures: Iterable[ChartedType]) -> list[list[ChartedType]]:
    """What may be joined, run by run: actual figures, targets, expectations and implied ones of a series are apart."""
    return group_by(figures, lambda figure: (figure.series, figure.status, figure.basis))


def count_periods(run: Sequence[ChartedFigure]) -> int:
    """The number of periods; none when a figure is undated or two speak of one period."""
    found = {cell_text(figure.period) for figure in run}
    return len(found) if "" not in found and len(found) == len(run) else 0


def allows_line(run: Sequence[ChartedFigure]) -> bool:
    """Whether a comparable run has three periods or more, one figure each."""
    return count_periods(run) >= 3 and run[0].measure in LINE_MEASURES


def allows_then_now(run: Sequence[ChartedFigure]) -> bool:
    """Whether a comparable run has exactly two periods, one figure each, which are not one and the same bound."""
    return count_periods(run) == 2 and run[0].measure in THEN_NOW_MEASURES and not repeats_a_bound(run)


def repeats_a_bound(run: Sequence[ChartedFigure]) -> bool:
    """Whether all figures are the same bound: "over 1" after "over 1" tells of no change, and of none that was not."""
    return (
        len({(figure.qualifier, figure.plot_value) for figure in run}) == 1
        and HEDGES[run[0].qualifier].is_bound
    )


def needs_log_scale(values: Sequence[float]) -> bool:
    """Whether only a log axis shows them all; never when one is zero or less."""
    return min(values) > 0 and max(values) / min(values) > MAX_LINEAR_RATIO


def least_shown(figure: ChartedFigure) -> float:
    """The least number at which a figure is drawn: of a range its lower end, of a margin where that ends."""
    if figure.qualifier == "between" or "±" in figure.printed:
        printed = parse_printed_number(figure.printed)
        return float(printed.ends[0].value if printed.ends else printed.value - (printed.margin or 0))
    return figure.plot_value


def has_several_partners(figures: Sequence[ChartedFigure]) -> bool:
    """Whether figures are of one indicator over several sectors or counterparts."""
    partners = {(cell_text(figure.sector), cell_text(figure.counterpart)) for figure in figures}
    return len({figure.indicator for figure in figures}) == 1 and len(partners) > 1


def growth_basis(figure: ChartedFigure) -> tuple[str, str, str]:
    """What growth and changes must share to stand in one chart: period, base, whole or a year's average."""
    return cell_text(figure.period), cell_text(figure.base_period), figure.timing


def level_basis(figure: ChartedFigure) -> tuple[str, str]:
    """What levels must share to stand in one chart: a state, or what happened in one stretch of time."""
    return figure.timing, "" if figure.timing == "at" else parse_series_key(figure.series).series_kind


def ranking_key(figure: ChartedFigure) -> tuple[str, str, str, str]:
    """What ranks must share to be places in one ranking."""
    return figure.indicator, cell_text(figure.counterpart), cell_text(figure.period), figure.status


def whole_of(figure: ChartedFigure, heads: Mapping[str, IndicatorHead]) -> str:
    """What a figure is a share of; empty when it is none."""
    of = heads[figure.indicator].of
    return of.en if of else ""


def find_part_of_whole(
    figures: Sequence[ChartedType], relations: Iterable[Relation]
) -> tuple[ChartedType, ChartedType, ChartedType] | None:
    """Whole, part and share where the data state all three and say that they belong together."""
    found = {figure.observation_id: figure for figure in figures}
    for relation in relations:
        if relation.kind != "share":
            continue
        ids = [relation.members.get(role) for role in ("whole", "part", "share")]
        if all(isinstance(id, str) and id in found for id in ids):
            whole, part, share = (found[str(id)] for id in ids)
            if whole.unit == part.unit and whole.plot_value > 0:
                return whole, part, share
    return None


def _check_one_basis(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> str:
    if figures[0].measure == "level":
        lengths = sorted({" ".join(filter(None, level_basis(figure))) for figure in figures})
        refusal = f"levels share a chart only as states, or over stretches of one length; found {'; '.join(lengths)}"
        return refusal if len(lengths) > 1 else ""
    undated = [figure.observation_id for figure in figures if not cell_text(figure.period)]
    if undated:
        return f"growth and changes share a chart only within one period; {undated[0]!r} is undated"
    found = sorted({" ".join(filter(None, growth_basis(figure))) for figure in figures})
    if len(found) > 1:
        return f"growth and changes share a chart only with one period, base and timing; found {'; '.join(found)}"
    return ""


def _check_above_zero(figures: Sequence[ChartedFigure], known: ChartVocabulary) -> str:
    low = [figure.observation_id for figure in figures if least_shown(figure) <= 0]
    return (
        f"a log axis shows figures above zero only; {low[0]!r} is not"
        if low
        else _check_one_basis(figures, known)
    )


def _check_one_whole(figures: Sequence[ChartedFigure], known: ChartVocabulary) -> str:
    """Whether shares are parts of one whole that do not fill more than it."""
    keys = {
        "whole": {whole_of(figure, known.indicators) for figure in figures},
        "region": {figure.region for figure in figures},
        "period": {cell_text(figure.period) for figure in figures},
        "status": {figure.status + figure.basis for figure in figures},
    }
    for name, found in keys.items():
        if len(found) > 1:
            return f"parts of a whole share one {name}; found {', '.join(sorted(found))}"
    if round(sum(figure.plot_value for figure in figures), _DECIMALS) > 100:
        return "the parts are more than the whole"
    return ""


def _check_part_of_whole(figures: Sequence[ChartedFigure], known: ChartVocabulary) -> str:
    if find_part_of_whole(figures, known.relations.values()) is None:
        return "a nested chart needs a share, its part and its whole, joined by a relation of kind share"
    return ""


def _check_then_now(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> str:
    for run in comparable_runs(figures):
        if not allows_then_now(run):
            if count_periods(run) == 2 and repeats_a_bound(run):
                return f"two equal bounds tell of no change; {run[0].observation_id!r} and {run[1].observation_id!r}"
            return f"a then-now chart needs two dated periods of every series; {run[0].observation_id!r} has {len(run)}"
    return ""


def _check_one_line(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> str:
    found = comparable_runs(figures)
    if len(found) > 1:
        ids = f"{found[0][0].observation_id!r} and {found[1][0].observation_id!r}"
        return f"a line joins one series; {ids} are of two"
    return "" if allows_line(found[0]) else "a line needs three periods or more, one figure each"


def _check_one_ranking(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> str:
    hedged = [figure.observation_id for figure in figures if figure.qualifier != "exact"]
    if hedged:
        return f"a ladder shows exact places; {hedged[0]!r} is hedged"
    if len({figure.region for figure in figures}) > 1 and len(set(map(ranking_key, figures))) > 1:
        return "a ladder shows the ranks of one region, or one ranking over regions"
    return ""


# Which figures of any rows a kind may take together


def _runs(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> Iterable[list[ChartedFigure]]:
    return comparable_runs(figures)


def _runs_of_two(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> Iterable[list[ChartedFigure]]:
    """The runs of two periods that are of one measure and unit."""
    paired = [figure for run in comparable_runs(figures) if allows_then_now(run) for figure in run]
    return _of_one_unit(paired)


def _nests(figures: Sequence[ChartedFigure], known: ChartVocabulary) -> Iterator[list[ChartedFigure]]:
    """Wholes, each with its part and their share; a share may belong to several."""
    left = list(figures)
    while nest := find_part_of_whole(left, known.relations.values()):
        yield list(nest)
        taken = {figure.observation_id for figure in nest[:2]}
        left = [figure for figure in left if figure.observation_id not in taken]


def _of_one_unit(figures: Iterable[ChartedFigure]) -> list[list[ChartedFigure]]:
    """Figures of one measure and unit."""
    return group_by(figures, lambda figure: (figure.measure, figure.unit))


def _like_figures(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> Iterator[list[ChartedFigure]]:
    """Figures of one measure, unit and basis: of levels, growth and changes."""
    for group in _of_one_unit(figures):
        if group[0].measure == "level":
            yield from group_by(group, level_basis)
        elif group[0].measure in ("growth", "change"):
            yield from _of_one_growth_basis(group)
        else:
            yield group


def _of_one_growth_basis(group: Sequence[ChartedFigure]) -> Iterator[list[ChartedFigure]]:
    """Growth of one indicator over several sectors or partners stands apart; the undated are left out."""
    dated = [figure for figure in group if cell_text(figure.period)]
    for part in group_by(dated, growth_basis):
        own = group_by(part, lambda figure: figure.indicator) if part[0].measure == "growth" else []
        apart = [figures for figures in own if has_several_partners(figures)]
        yield from apart
        taken = {figures[0].indicator for figures in apart}
        if others := [figure for figure in part if figure.indicator not in taken]:
            yield others


def find_rankings(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> Iterator[list[ChartedFigure]]:
    """Exact ranks that share a chart: first rankings over regions, then what is left of a region."""
    exact = [figure for figure in figures if figure.measure == "rank" and figure.qualifier == "exact"]
    over_regions = [
        ranking
        for ranking in group_by(exact, _exact_ranking)
        if len({figure.region for figure in ranking}) > 1
    ]
    yield from over_regions
    taken = {_exact_ranking(ranking[0]) for ranking in over_regions}
    left = [figure for figure in exact if _exact_ranking(figure) not in taken]
    yield from (ranks for ranks in group_by(left, lambda figure: figure.region) if len(ranks) > 1)


def _exact_ranking(figure: ChartedFigure) -> tuple[str, ...]:
    return (*ranking_key(figure), figure.basis)


# The kinds

_Check: TypeAlias = Callable[[Sequence[ChartedFigure], ChartVocabulary], str]
_Grouping: TypeAlias = Callable[[Sequence[ChartedFigure], ChartVocabulary], Iterable[list[ChartedFigure]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartKind(Code):
    """One kind of chart: which figures it allows, and when it is chosen for any rows."""

    measures: tuple[Measure, ...]
    """The measures that it can show."""
    min_figures: int = 2
    """The figures that it needs at least."""
    is_of_one_unit: bool = True
    """Whether all its figures have one unit and one measure."""
    check: _Check | None = None
    """Why figures of these measures cannot be drawn so all the same, as a sentence; empty when they can."""
    preference: int = 0
    """Its place among the kinds that are chosen by themselves: the lower are asked first."""
    group: _Grouping | None = None
    """The figures that it may take together, of those that no kind before it has taken; None: only curators choose it.

    Of kinds in a row with one grouping, each group is drawn as the first that suits it.
    """
    is_wanted: Callable[[Sequence[ChartedFigure]], bool] = lambda _: True
    """Whether it is chosen for a group of figures that it allows."""

    def describe_refusal(self, figures: Sequence[ChartedFigure], known: ChartVocabulary) -> str:
        """Why `figures` cannot be drawn so; empty when they can."""
        for figure in figures:
            if figure.measure not in self.measures:
                return f"a chart of kind {self.id} shows {' or '.join(self.measures)} figures; {figure.observation_id!r} is a {figure.measure}"
        if len(figures) < self.min_figures:
            return f"a chart of kind {self.id} needs {self.min_figures} figures or more; the selection has {len(figures)}"
        for column in ("unit", "measure") if self.is_of_one_unit else ():
            found = sorted({getattr(figure, column) for figure in figures})
            if len(found) > 1:
                return f"a chart of kind {self.id} has one {column}; found {', '.join(found)}"
        return self.check(figures, known) if self.check else ""

    def suits(self, group: Sequence[ChartedFigure], known: ChartVocabulary) -> bool:
        """Whether it is the kind to choose for a group of figures, where no kind before it is."""
        return not self.describe_refusal(group, known) and self.is_wanted(group)


#: The kinds in the order in which they are listed.
CHART_KINDS: Final[CodeList[ChartKind]] = CodeList(
    ChartKind(
        id="bars",
        description="bars for levels or changes",
        measures=("level", "change"),
        check=_check_one_basis,
        preference=80,
        group=_like_figures,
    ),
    ChartKind(
        id="dots",
        description="dots on a logarithmic axis, for levels or changes of very different size",
        measures=("level", "change"),
        check=_check_above_zero,
        preference=70,
        group=_like_figures,
        is_wanted=lambda figures: needs_log_scale([least_shown(figure) for figure in figures]),
    ),
    ChartKind(
        id="growth",
        description="bars on both sides of zero, for growth",
        measures=("growth",),
        check=_check_one_basis,
        preference=50,
        group=_like_figures,
    ),
    ChartKind(
        id="shares",
        description="each share beside its own whole",
        measures=("share",),
        preference=60,
        group=_like_figures,
    ),
    ChartKind(
        id="whole",
        description="parts of one whole in one bar",
        measures=("share",),
        min_figures=1,  # of a whole one part is a chart, for what is left is the other
        check=_check_one_whole,
        preference=40,
        group=_like_figures,
        is_wanted=lambda figures: len(figures) == 1,
    ),
    ChartKind(
        id="nested",
        description="a whole, its part and the share between them",
        measures=("level", "share"),
        is_of_one_unit=False,
        check=_check_part_of_whole,
        preference=30,
        group=_nests,
    ),
    ChartKind(
        id="then-now",
        description="two periods of each series",
        measures=THEN_NOW_MEASURES,
        check=_check_then_now,
        preference=20,
        group=_runs_of_two,
    ),
    ChartKind(
        id="line",
        description="three or more periods of one series",
        measures=LINE_MEASURES,
        min_figures=3,
        check=_check_one_line,
        preference=10,
        group=_runs,
    ),
    ChartKind(
        id="ladder",
        description="ranks",
        measures=("rank",),
        check=_check_one_ranking,
        preference=90,
        group=find_rankings,
    ),
    summary=gettext_noop(
        "how it is drawn: bars, dots, growth, shares, whole, nested, then-now, line or ladder"
    ),
)
if TYPE_CHECKING:
    ChartKindId: TypeAlias = str
else:  # a type checker takes no words that are computed; pydantic does, and names them in messages and schema
    ChartKindId = Literal[tuple(CHART_KINDS)]


def describe_refusal(kind: ChartKindId, figures: Sequence[ChartedFigure], known: ChartVocabulary) -> str:
    """Why `figures` cannot be drawn as `kind`; empty when they can."""
    return CHART_KINDS[kind].describe_refusal(figures, known)

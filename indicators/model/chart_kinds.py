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
from indicators.model.code_lists import STATUSES, Code, CodeList, Measure
from indicators.model.hedges import HEDGES
from indicators.model.observation import IndicatorHead, parse_series_key
from indicators.model.period import parse_period
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

    @property
    def mapped_regions(self) -> Iterable[frozenset[str]]:
        """The regions that have a square of their own, map by map."""


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


def series_courses(figures: Iterable[ChartedType]) -> list[list[ChartedType]]:
    """What is stated of each series, whatever its status: outcomes, and what is expected or aimed at beside them."""
    return group_by(figures, lambda figure: figure.series)


def main_run(course: Sequence[ChartedType]) -> list[ChartedType]:
    """The run that makes the line of a course: outcomes where there are any, else expectations, else targets."""
    order = list(STATUSES)
    return min(comparable_runs(course), key=lambda run: order.index(run[0].status))


def allows_course(course: Sequence[ChartedFigure]) -> bool:
    """Whether a course is a line of its own, which its expectations and targets may continue."""
    runs = comparable_runs(course)
    line = main_run(course)
    return (
        allows_line(line) and all(map(count_periods, runs)) and (len(runs) == 1 or line[0].status == "actual")
    )


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
    if len(series_courses(figures)) == 1 and allows_course(figures):
        return ""
    found = comparable_runs(figures)
    if len(found) > 1:
        ids = f"{found[0][0].observation_id!r} and {found[1][0].observation_id!r}"
        return f"a line joins one series; {ids} are of two"
    return "a line needs three periods or more, one figure each"


#: What the series of one chart may differ in, one of these alone.
SERIES_COLUMNS: Final = ("region", "sector", "counterpart")
#: The most series that a chart of slopes and one of small panels can hold.
MAX_SLOPES: Final = 10
MAX_PANELS: Final = 40
#: The least regions that are worth a map.
MIN_TILES: Final = 4


def find_series_column(figures: Sequence[ChartedFigure]) -> str:
    """The only thing that series of one indicator differ in; empty where they are unlike in more, or are one."""
    if len({figure.indicator for figure in figures}) > 1:
        return ""
    unlike = [
        column
        for column in SERIES_COLUMNS
        if len({cell_text(getattr(figure, column)) for figure in figures}) > 1
    ]
    return unlike[0] if len(unlike) == 1 else ""


def find_common_periods(figures: Sequence[ChartedType]) -> list[tuple[str, list[ChartedType]]]:
    """The periods that the most series have an outcome of, in order, each with one figure a series."""
    outcomes = [
        figure
        for course in series_courses(figures)
        for figure in main_run(course)
        if cell_text(figure.period) and figure.status == "actual"
    ]
    by_period = group_by(outcomes, lambda figure: figure.period)
    most = max(map(len, by_period), default=0)
    found = [(cell_text(group[0].period), group) for group in by_period if len(group) == most]
    return sorted(found, key=lambda one: parse_period(one[0]))


def _check_one_family(figures: Sequence[ChartedFigure], kind: str) -> str:
    """Whether figures are of one indicator over regions, sectors or partners, in periods of one length."""
    if len(found := sorted({figure.indicator for figure in figures})) > 1:
        return f"a chart of kind {kind} has one indicator; found {', '.join(found)}"
    if not find_series_column(figures):
        return (
            f"a chart of kind {kind} has series that differ in region, sector or partner, one of these alone"
        )
    keys = [parse_series_key(figure.series) for figure in figures]
    lengths = sorted({f"{key.timing} {key.series_kind}" for key in keys})
    if len(lengths) > 1 or keys[0].series_kind == "undated":
        return f"series share a chart only over periods of one length; found {'; '.join(lengths)}"
    for run in comparable_runs(figures):
        if not count_periods(run):
            return f"a series has one figure a period; {run[0].observation_id!r} and {run[1].observation_id!r} are of one"
    return ""


def _check_lines(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> str:
    if reason := _check_one_family(figures, "lines"):
        return reason
    is_line = any(allows_course(course) for course in series_courses(figures))
    return "" if is_line else "lines need three periods or more of one series at least"


def _check_multiples(figures: Sequence[ChartedFigure], known: ChartVocabulary) -> str:
    if reason := _check_lines(figures, known):
        return reason
    n = len(series_courses(figures))
    return (
        "" if n <= MAX_PANELS else f"small multiples show {MAX_PANELS} series at most; the selection has {n}"
    )


def _check_ranking(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> str:
    if reason := _check_one_family(figures, "ranking"):
        return reason
    common = find_common_periods(figures)
    return (
        ""
        if common and len(common[-1][1]) > 1
        else "a ranking needs one period that two series or more have an outcome of"
    )


def _check_one_ranking(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> str:
    hedged = [figure.observation_id for figure in figures if figure.qualifier != "exact"]
    if hedged:
        return f"a ladder shows exact places; {hedged[0]!r} is hedged"
    if len({figure.region for figure in figures}) > 1 and len(set(map(ranking_key, figures))) > 1:
        return "a ladder shows the ranks of one region, or one ranking over regions"
    return ""


def _check_slopes(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> str:
    if reason := _check_one_family(figures, "slopes"):
        return reason
    common = find_common_periods(figures)
    if len(common) < 2:
        return "slopes need two periods that two series or more have an outcome of"
    then, now = common[0][1], common[-1][1]
    if {figure.series for figure in then} != {figure.series for figure in now} or len(now) < 2:
        return "slopes need two periods that two series or more have an outcome of"
    if len(now) > MAX_SLOPES:
        return f"slopes show {MAX_SLOPES} series at most; the selection has {len(now)}"
    open_ended = [
        figure.observation_id
        for figure in (*then, *now)
        if HEDGES[figure.qualifier].is_bound or HEDGES[figure.qualifier].mark == "range"
    ]
    return f"slopes join numbers; {open_ended[0]!r} is none" if open_ended else ""


def _check_tiles(figures: Sequence[ChartedFigure], known: ChartVocabulary) -> str:
    if reason := _check_ranking(figures, known):
        return reason.replace("kind ranking", "kind tiles")
    if find_series_column(figures) != "region":
        return "a map shows one indicator over regions"
    shown = {figure.region for figure in find_common_periods(figures)[-1][1]}
    if any(len(shown & squares) >= MIN_TILES for squares in known.mapped_regions):
        return ""
    return (
        f"a map needs {MIN_TILES} regions of one period or more that have a square on one map of the dataset"
    )


# Which figures of any rows a kind may take together


def _courses(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> Iterator[list[ChartedFigure]]:
    """Series with what continues them, where they are lines; else the runs of each."""
    for course in series_courses(figures):
        yield from [course] if allows_course(course) else comparable_runs(course)


def _families(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> Iterator[list[ChartedFigure]]:
    """Series of one indicator over regions, else sectors, else partners: as few charts as hold them all."""
    dated = [figure for figure in figures if cell_text(figure.period)]
    for family in group_by(dated, _family_key):
        courses = [
            course for course in series_courses(family) if all(map(count_periods, comparable_runs(course)))
        ]
        clear = [figure for course in courses for figure in course]
        partitions = [group_by(clear, _all_but(column)) for column in SERIES_COLUMNS]
        yield from min(partitions, key=len)


def _family_key(figure: ChartedFigure) -> tuple[str, ...]:
    key = parse_series_key(figure.series)
    return key.indicator, key.timing, key.series_kind, key.basis


def _all_but(column: str) -> Callable[[ChartedFigure], tuple[str, ...]]:
    fixed = [one for one in SERIES_COLUMNS if one != column]
    return lambda figure: tuple(cell_text(getattr(figure, one)) for one in fixed)


def _has_several_lines(figures: Sequence[ChartedFigure]) -> bool:
    return sum(allows_course(course) for course in series_courses(figures)) > 1


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


def _has_unlike_sizes(figures: Sequence[ChartedFigure]) -> bool:
    """Whether the smallest of several series would be flat beside the largest."""
    return _has_several_lines(figures) and needs_log_scale(_highest_of_each(figures))


def _highest_of_each(figures: Sequence[ChartedFigure]) -> list[float]:
    return [max(figure.plot_value for figure in course) for course in series_courses(figures)]


def _are_pairs_of_like_size(figures: Sequence[ChartedFigure]) -> bool:
    """Whether each of three series or more has its two figures and no other, and none would be flat beside the largest."""
    pairs = [course for course in series_courses(figures) if len(course) == 2]
    is_whole = 2 * len(pairs) == len(figures)
    return is_whole and len(pairs) > 2 and not needs_log_scale(_highest_of_each(figures))


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
    views: tuple[str, ...] = ()
    """The kinds that may show the same figures another way, the best first: tabs of one chart."""

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
        label=gettext_noop("Bars"),
        description="bars for levels or changes",
        measures=("level", "change"),
        check=_check_one_basis,
        preference=80,
        group=_like_figures,
        views=("tiles",),
    ),
    ChartKind(
        id="dots",
        label=gettext_noop("Dots"),
        description="dots on a logarithmic axis, for levels or changes of very different size",
        measures=("level", "change"),
        check=_check_above_zero,
        preference=70,
        group=_like_figures,
        is_wanted=lambda figures: needs_log_scale([least_shown(figure) for figure in figures]),
        views=("tiles",),
    ),
    ChartKind(
        id="growth",
        label=gettext_noop("Bars"),
        description="bars on both sides of zero, for growth",
        measures=("growth",),
        check=_check_one_basis,
        preference=50,
        group=_like_figures,
        views=("tiles",),
    ),
    ChartKind(
        id="shares",
        label=gettext_noop("Bars"),
        description="each share beside its own whole",
        measures=("share",),
        preference=60,
        group=_like_figures,
        views=("tiles",),
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
        label=gettext_noop("Two periods"),
        description="two periods of each series",
        measures=THEN_NOW_MEASURES,
        check=_check_then_now,
        preference=20,
        group=_runs_of_two,
        views=("slopes", "tiles"),
    ),
    ChartKind(
        id="line",
        description="three or more periods of one series",
        measures=LINE_MEASURES,
        min_figures=3,
        check=_check_one_line,
        preference=10,
        group=_courses,
    ),
    ChartKind(
        id="lines",
        label=gettext_noop("Lines"),
        description="several series of one indicator through time, over regions, sectors or partners",
        measures=LINE_MEASURES,
        min_figures=4,
        check=_check_lines,
        preference=6,
        group=_families,
        is_wanted=_has_several_lines,
        views=("ranking", "slopes", "multiples", "tiles"),
    ),
    ChartKind(
        id="ranking",
        label=gettext_noop("Ranking"),
        description="the latest period that all or most series of one indicator have, the largest first",
        measures=LINE_MEASURES,
        check=_check_ranking,
        views=("tiles",),
    ),
    ChartKind(
        id="slopes",
        label=gettext_noop("Then and now"),
        description="the first and the last period that all or most series of one indicator have, joined",
        measures=LINE_MEASURES,
        min_figures=4,
        check=_check_slopes,
        preference=8,
        group=_families,
        is_wanted=_are_pairs_of_like_size,
        views=("then-now", "ranking", "tiles"),
    ),
    ChartKind(
        id="multiples",
        label=gettext_noop("Small multiples"),
        description="a small panel for each of several series of one indicator, all on one axis",
        measures=LINE_MEASURES,
        min_figures=4,
        check=_check_multiples,
        preference=4,
        group=_families,
        is_wanted=_has_unlike_sizes,
        views=("lines", "ranking", "slopes", "tiles"),
    ),
    ChartKind(
        id="tiles",
        label=gettext_noop("Map"),
        description="squares on a map of the dataset, shaded by the figures of one period",
        measures=LINE_MEASURES,
        min_figures=MIN_TILES,
        check=_check_tiles,
        views=("ranking",),
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
        "how it is drawn: bars, dots, growth, shares, whole, nested, then-now, line, lines, ranking, slopes,"
        " multiples, tiles or ladder"
    ),
)
if TYPE_CHECKING:
    ChartKindId: TypeAlias = str
else:  # a type checker takes no words that are computed; pydantic does, and names them in messages and schema
    ChartKindId = Literal[tuple(CHART_KINDS)]


def describe_refusal(kind: ChartKindId, figures: Sequence[ChartedFigure], known: ChartVocabulary) -> str:
    """Why `figures` cannot be drawn as `kind`; empty when they can."""
    return CHART_KINDS[kind].describe_refusal(figures, known)

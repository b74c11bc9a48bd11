"""Which kinds of chart some figures allow: like with like, ranks never as bars, shares of one whole.

The same rules hold for charts that are declared in the data file and for those that are drawn from
any rows; a figure here is anything with the columns of the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Protocol, TypeVar

from indicators.model import ChartKind, IndicatorHead, Relation, parse_series_key

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


class ChartedFigure(FigureSubject, Protocol):
    """What the rules of charts read of a figure: a row of the table, or what has these of its columns."""

    @property
    def observation_id(self) -> str:
        """Its id."""

    @property
    def base_period(self) -> OptionalText:
        """The period that a growth or change is measured against."""

    @property
    def timing(self) -> str:
        """How it stands in its period."""

    @property
    def value(self) -> float:
        """The printed number in base units."""

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

#: kind of chart → measures it can show
MEASURES_OF_KIND: Final[dict[ChartKind, tuple[str, ...]]] = {
    "bars": ("level", "change"),
    "dots": ("level", "change"),
    "growth": ("growth",),
    "shares": ("share",),
    "whole": ("share",),
    "nested": ("level", "share"),
    "then-now": ("level", "share"),
    "line": ("level", "share", "growth"),
    "ladder": ("rank",),
}
#: kind of chart → figures it needs at least; of a whole one part is a chart, for what is left is the other
_MIN_FIGURES: Final[dict[ChartKind, int]] = {"whole": 1, "line": 3}
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


def cell_text(value: Any) -> str:
    """A cell as text; empty where there is none."""
    return value if isinstance(value, str) else ""


def group_by(figures: Iterable[FigureType], key: Callable[[FigureType], Any]) -> list[list[FigureType]]:
    """The figures of one `key`, group by group in order of appearance."""
    found: dict[Any, list[FigureType]] = {}
    for figure in figures:
        found.setdefault(key(figure), []).append(figure)
    return list(found.values())


def comparable_runs(figures: Iterable[ChartedType]) -> list[list[ChartedType]]:
    """What may be joined: actual figures, targets, expectations and implied ones of a series are apart."""
    return group_by(figures, lambda figure: (figure.series, figure.status, figure.basis))


def count_periods(run: Sequence[ChartedFigure]) -> int:
    """The number of periods; none when a figure is undated or two speak of one period."""
    found = {cell_text(figure.period) for figure in run}
    return len(found) if "" not in found and len(found) == len(run) else 0


def allows_line(run: Sequence[ChartedFigure]) -> bool:
    """Whether a thread has three periods or more, one figure each."""
    return count_periods(run) >= 3 and run[0].measure in MEASURES_OF_KIND["line"]


def allows_then_now(run: Sequence[ChartedFigure]) -> bool:
    """Whether a thread has exactly two periods, one figure each."""
    return count_periods(run) == 2 and run[0].measure in MEASURES_OF_KIND["then-now"]


def growth_basis(figure: ChartedFigure) -> tuple[str, str, str]:
    """What growth and changes must share to stand in one chart: period, base, whole or a year's average."""
    return cell_text(figure.period), cell_text(figure.base_period), figure.timing


def level_basis(figure: ChartedFigure) -> tuple[str, str]:
    """What levels must share to stand in one chart: a state, or what happened in one stretch of time."""
    return figure.timing, "" if figure.timing == "at" else parse_series_key(figure.series).like


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
            if whole.unit == part.unit and whole.value > 0:
                return whole, part, share
    return None


def describe_refusal(kind: ChartKind, figures: Sequence[ChartedFigure], known: ChartVocabulary) -> str:
    """Why `figures` cannot be drawn as `kind`; empty when they can."""
    allowed, least = MEASURES_OF_KIND[kind], _MIN_FIGURES.get(kind, 2)
    for figure in figures:
        if figure.measure not in allowed:
            return f"a chart of kind {kind} shows {' or '.join(allowed)} figures; {figure.observation_id!r} is a {figure.measure}"
    if len(figures) < least:
        return f"a chart of kind {kind} needs {least} figures or more; the selection has {len(figures)}"
    if kind != "nested":
        for column in ("unit", "measure"):
            found = sorted({getattr(figure, column) for figure in figures})
            if len(found) > 1:
                return f"a chart of kind {kind} has one {column}; found {', '.join(found)}"
    return _CHECKS_OF_KIND[kind](figures, known) if kind in _CHECKS_OF_KIND else ""


def _check_one_basis(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> str:
    if figures[0].measure == "level":
        lengths = sorted({" ".join(filter(None, level_basis(figure))) for figure in figures})
        told = f"levels share a chart only as states, or over stretches of one length; found {'; '.join(lengths)}"
        return told if len(lengths) > 1 else ""
    undated = [figure.observation_id for figure in figures if not cell_text(figure.period)]
    if undated:
        return f"growth and changes share a chart only within one period; {undated[0]!r} is undated"
    found = sorted({" ".join(filter(None, growth_basis(figure))) for figure in figures})
    if len(found) > 1:
        return f"growth and changes share a chart only with one period, base and timing; found {'; '.join(found)}"
    return ""


def _check_above_zero(figures: Sequence[ChartedFigure], known: ChartVocabulary) -> str:
    low = [figure.observation_id for figure in figures if figure.value <= 0]
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
    if round(sum(figure.value for figure in figures), _DECIMALS) > 100:
        return "the parts are more than the whole"
    return ""


def _check_part_of_whole(figures: Sequence[ChartedFigure], known: ChartVocabulary) -> str:
    if find_part_of_whole(figures, known.relations.values()) is None:
        return "a nested chart needs a share, its part and its whole, joined by a relation of kind share"
    return ""


def _check_then_now(figures: Sequence[ChartedFigure], _: ChartVocabulary) -> str:
    for thread in comparable_runs(figures):
        if not allows_then_now(thread):
            return f"a then-now chart needs two dated periods of every series; {thread[0].observation_id!r} has {len(thread)}"
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


_CHECKS_OF_KIND: Final[dict[ChartKind, Callable[[Sequence[ChartedFigure], ChartVocabulary], str]]] = {
    "bars": _check_one_basis,
    "dots": _check_above_zero,
    "growth": _check_one_basis,
    "whole": _check_one_whole,
    "nested": _check_part_of_whole,
    "then-now": _check_then_now,
    "line": _check_one_line,
    "ladder": _check_one_ranking,
}

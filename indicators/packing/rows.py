"""Rows of text → rows of a packed dataset, or every fault of them with its row and column.

Whole columns are screened at once; a row that a screen stops is read again by the very rules of
the data file, which say what is wrong with it. Knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, get_args

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pydantic import ValidationError

from indicators import rules
from indicators.errors import Problem
from indicators.model import Dataset, Observation, Status, Timing
from indicators.model.fields import STATED_WORDS
from indicators.packing.numbers import Numbers, numbers
from indicators.packing.words import searched
from indicators.period import Period, parse_period, plan_of
from indicators.quantity import Qualifier, Quantity
from indicators.stored import MISSING, SCHEMA
from indicators.wording import expected, field_faults

#: column → what it holds. The names of the observations of the data file, and those of files taken away.
FIELDS: Final = (
    "indicator",
    "region",
    "sector",
    "counterpart",
    "period",
    "timing",
    "value",
    "low",
    "high",
    "qualifier",
    "status",
    "base_period",
    "stated",
    "usd",
    "source",
    "at",
    "speaker",
    "speaker_zh",
    "note",
    "note_zh",
    "id",
)
RENAMED: Final = {"locator": "at", "observation_id": "id"}
NEEDED: Final = ("indicator", "region", "period", "timing", "value", "source")
DEFAULTS: Final = {"qualifier": "exact", "status": "actual"}
#: column → section of the vocabulary that its ids are in
_SECTIONS: Final = {
    "indicator": "indicators",
    "region": "regions",
    "sector": "sectors",
    "counterpart": "counterparts",
    "source": "sources",
}
_CHOICES: Final = {
    "timing": get_args(Timing),
    "qualifier": get_args(Qualifier),
    "status": get_args(Status),
}
#: Columns of words; blanks at their ends mean nothing, and blanks alone are no words.
_WORDS: Final = ("stated", "speaker", "speaker_zh", "note", "note_zh")
_LINES: Final = r"^[0-9]{1,9}(;[0-9]{1,9})*$"
_ID: Final = r"^[a-z0-9]+((-{1,2}[a-z0-9]+)|(\.[a-z0-9]+))*$"

Columns = dict[str, pa.Array]
Places = NDArray[np.bool_]


class Periods:
    """The periods of a column, each text read once."""

    def __init__(self, texts: pa.Array, dataset: Dataset) -> None:
        encoded = texts.dictionary_encode()
        self._codes = encoded.indices
        self.each = [_period(text) for text in encoded.dictionary.to_pylist()]
        self._plans = [plan_of(period, dataset.plans.values()) if period else None for period in self.each]
        self.bad = _true(pc.is_valid(self._codes)) & ~_true(
            self._take([bool(p) for p in self.each], pa.bool_())
        )

    @property
    def start(self) -> pa.Array:
        """First days."""
        return self._take([period and period.start for period in self.each], pa.date32())

    @property
    def end(self) -> pa.Array:
        """Last days."""
        return self._take([period and period.end for period in self.each], pa.date32())

    @property
    def like(self) -> pa.Array:
        """What periods of one series share."""
        return pc.fill_null(
            self._take([period and period.like for period in self.each], pa.string()), "undated"
        )

    @property
    def plan(self) -> pa.Array:
        """The plans that hold them."""
        return self._take([plan and plan.id for plan in self._plans], pa.string())

    def _take(self, values: Iterable[Any], kind: pa.DataType) -> pa.Array:
        return pa.array(list(values), kind).take(self._codes)


def _period(text: str) -> Period | None:
    try:
        return parse_period(text)
    except ValueError:
        return None


def _true(array: pa.Array) -> Places:
    found: Places = pc.fill_null(array, False).to_numpy(zero_copy_only=False)
    return found


class RowReader:
    """Reads the rows of one file in the light of a vocabulary; `problems` grows up to `most`, `faulty` counts on."""

    def __init__(self, dataset: Dataset, file: str, most: int) -> None:
        self._dataset, self._file, self._most = dataset, file, most
        self.problems: list[Problem] = []
        self.faulty = 0
        units, indicators = dataset.units, dataset.indicators.values()
        self._of_indicator: dict[str, list[str]] = {
            "topic": [i.topic for i in indicators],
            "measure": [i.measure for i in indicators],
            "unit": [i.unit for i in indicators],
            "kind": [units[i.unit].kind for i in indicators],
        }
        self._published = [parse_period(s.published).end for s in dataset.sources.values()]

    def read(self, rows: NDArray[np.int64], columns: Columns) -> pa.Table:
        """The good ones of some rows, as a packed dataset holds them, and their `row`; the others become problems."""
        codes = {name: self._codes(columns[name], section) for name, section in _SECTIONS.items()}
        facts = {
            name: pa.array([*values, ""]).take(pa.array(codes["indicator"] % (len(values) + 1)))
            for name, values in self._of_indicator.items()
        }
        measure, kind = (facts[name].to_numpy(zero_copy_only=False) for name in ("measure", "kind"))
        hedge = columns["qualifier"].to_numpy(zero_copy_only=False)
        found = numbers(columns["value"], hedge, kind, measure)
        usd = numbers(columns["usd"], np.full(len(rows), "exact"), kind, measure)
        periods, bases = (Periods(columns[name], self._dataset) for name in ("period", "base_period"))
        low, high, unfit = _ends(columns, found, hedge, measure)
        stopped = self._stopped(columns, codes, facts, found, usd, periods, bases) | unfit
        self._tell(rows, columns, np.flatnonzero(stopped))
        written = self._written(columns, facts, found, usd, periods, low, high)
        return written.append_column("row", pa.array(rows)).filter(pa.array(~stopped))

    def _codes(self, column: pa.Array, section: str) -> NDArray[np.int64]:
        """The places of ids in their vocabulary; -1 for none, -2 for one that is not there."""
        known = {id: place for place, id in enumerate(getattr(self._dataset, section))}
        encoded = column.dictionary_encode()
        places = pa.array([known.get(id, -2) for id in encoded.dictionary.to_pylist()], pa.int64())
        found: NDArray[np.int64] = pc.fill_null(places.take(encoded.indices), -1).to_numpy()
        return found

    def _stopped(
        self,
        columns: Columns,
        codes: Mapping[str, NDArray[np.int64]],
        facts: Columns,
        found: Numbers,
        usd: Numbers,
        periods: Periods,
        bases: Periods,
    ) -> Places:
        """The rows that break a rule, by the rules of `model` and `rules`."""
        measure, kind = (facts[name].to_numpy(zero_copy_only=False) for name in ("measure", "kind"))
        stopped = ~found.read | periods.bad | bases.bad
        for name in ("indicator", "region", "source"):
            stopped |= codes[name] < 0
        for name in ("sector", "counterpart"):
            stopped |= codes[name] == -2
        for name, choices in _CHOICES.items():
            stopped |= ~_true(pc.is_in(columns[name], pa.array(choices)))
        stopped |= ~_true(
            pc.less_equal(
                pc.list_value_length(pc.utf8_split_whitespace(pc.utf8_trim_whitespace(columns["stated"]))),
                STATED_WORDS,
            )
        )
        for name in _WORDS:
            stopped |= _true(pc.equal(pc.utf8_trim_whitespace(columns[name]), ""))
        stopped |= ~_true(pc.match_substring_regex(columns["at"], _LINES))
        stopped |= _true(pc.is_valid(columns["id"])) & ~_true(pc.match_substring_regex(columns["id"], _ID))
        dollars = _true(pc.is_valid(columns["usd"]))
        stopped |= dollars & (~usd.read | (kind != "money"))
        stopped |= (found.form == "fraction") & (measure != "share")
        stopped |= (found.form == "multiple") & (measure != "growth")
        stopped |= (measure == "share") & ~((found.value >= 0) & (found.value <= 100))
        stopped |= (measure == "rank") & ~((found.value >= 1) & (found.form == "whole"))
        stopped |= (found.value < 0) & ~np.isin(measure, ("growth", "change"))
        based = _true(pc.is_valid(columns["base_period"]))
        stopped |= based & ~np.isin(measure, ("growth", "change", "share"))
        stopped |= _true(pc.greater_equal(bases.end, periods.end))
        published = pa.array([*self._published, date.max], pa.date32()).take(
            pa.array(codes["source"] % (len(self._published) + 1))
        )
        stopped |= _true(pc.equal(columns["status"], "actual")) & _true(pc.greater(periods.start, published))
        return stopped

    def _written(
        self,
        columns: Columns,
        facts: Columns,
        found: Numbers,
        usd: Numbers,
        periods: Periods,
        low: NDArray[np.float64],
        high: NDArray[np.float64],
    ) -> pa.Table:
        """The rows as a packed dataset holds them; what depends on their order is left for later."""
        n = len(found.value)
        like = periods.like
        undated = pc.fill_null(pc.replace_substring(columns["period"], "/", "--"), "undated")
        status = pc.if_else(pc.equal(columns["status"], "actual"), None, columns["status"])
        subject = [columns[name] for name in ("indicator", "region", "sector", "counterpart")]
        key = pc.binary_join_element_wise(*subject, undated, status, ".", null_handling="skip")
        series = pc.binary_join_element_wise(
            *(pc.fill_null(column, "") for column in subject), columns["timing"], like, "|"
        )
        lines = pc.if_else(pc.match_substring_regex(columns["at"], _LINES), columns["at"], "0")
        empty = pa.nulls(n, pa.string())
        written = {
            **columns,
            **facts,
            "observation_id": pc.coalesce(columns["id"], key),
            **{name: pc.utf8_trim_whitespace(columns[name]) for name in _WORDS},
            "sector": pc.fill_null(columns["sector"], MISSING["sector"]),
            "counterpart": pc.fill_null(columns["counterpart"], MISSING["counterpart"]),
            "plan": pc.fill_null(periods.plan, MISSING["plan"]),
            "period_start": periods.start,
            "period_end": periods.end,
            "value": _floats(found.value),
            "low": _floats(low),
            "high": _floats(high),
            "usd": _floats(usd.value),
            "precision": _floats(found.precision),
            "basis": pa.array(["stated"] * n),
            "locator": pc.replace_substring_regex(columns["at"], r"(^|;)0+([0-9])", r"\1\2"),
            "printed": columns["value"],
            "series": series,
            "line": _first_lines(lines),
            "implied_by": empty,
            "implied_from": empty,
            "search": searched(columns["stated"], periods.start, periods.end),
            "is_latest": pa.nulls(n, pa.bool_()),
            "position": pa.nulls(n, pa.int64()),
            "part": pa.nulls(n, pa.int64()),
        }
        return pa.table({name: written[name] for name in SCHEMA.names}, schema=SCHEMA)

    # --- what is wrong ----------------------------------------------------------------------

    def _tell(self, rows: NDArray[np.int64], columns: Columns, places: NDArray[np.int64]) -> None:
        self.faulty += len(places)
        for place in places.tolist():
            if len(self.problems) >= self._most:
                return
            cells = {name: columns[name][place].as_py() for name in FIELDS}
            for column, message, rule in self._faults(cells):
                self.problems.append(Problem(self._file, int(rows[place]), column, message, rule))

    def _faults(self, cells: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
        """Column, sentence and rule of every fault of one row."""
        for name, section in _SECTIONS.items():
            known, id = getattr(self._dataset, section), cells[name]
            if id is None and name in NEEDED:
                yield name, f"expected an id; found nothing{expected('', known)}", "missing"
            elif id is not None and id not in known:
                yield name, f"there is no {name} {id!r}{expected(id, known)}", "unknown-id"
        tree = {name: cells[name] for name in Observation.model_fields if name in cells}
        tree["at"] = (cells["at"] or "").split(";")
        try:
            observation = Observation.model_validate(tree)
        except ValidationError as error:
            for fault in field_faults(Observation, error):
                column = str(fault.steps[0]) if fault.steps else "row"
                if not (column in _SECTIONS and fault.rule == "type" and cells[column] is None):
                    yield column, fault.message, fault.rule
            return
        indicator = self._dataset.indicators.get(cells["indicator"])
        source = self._dataset.sources.get(cells["source"])
        if indicator is None:
            return
        for rule, steps, message in rules.figure_faults(
            observation, indicator, self._dataset.units[indicator.unit], source
        ):
            yield str(steps[0]), message, rule
        meant = self._dataset.quantity(indicator, observation)
        yield from _end_faults(cells, meant, indicator.measure)


def _floats(values: NDArray[np.float64]) -> pa.Array:
    return pa.array(values, pa.float64(), from_pandas=True)


def _first_lines(lines: pa.Array) -> pa.Array:
    """The least of the line numbers of each row."""
    encoded = lines.dictionary_encode()
    least = [min(map(int, text.split(";"))) for text in encoded.dictionary.to_pylist()]
    return pa.array(least, pa.int64()).take(encoded.indices)


def _ends(
    columns: Columns, found: Numbers, hedge: NDArray[Any], measure: NDArray[Any]
) -> tuple[NDArray[np.float64], NDArray[np.float64], Places]:
    """The bounds of each row: those it gives where it gives any, else those its print means; which do not fit."""
    given = [_given(columns[name]) for name in ("low", "high")]
    has = [_true(pc.is_valid(columns[name])) for name in ("low", "high")]
    unfit = (has[0] & np.isnan(given[0])) | (has[1] & np.isnan(given[1]))
    either = has[0] | has[1]
    low, high = (
        np.where(either, own, meant) for own, meant in zip(given, (found.low, found.high), strict=True)
    )
    unfit |= either & ~_fit(found.value, low, high, hedge, measure)
    return low, high, unfit


def _given(column: pa.Array) -> NDArray[np.float64]:
    """Numbers in plain figures; NaN for what is none."""
    plain = pc.match_substring_regex(column, r"^-?[0-9]+(\.[0-9]+)?$")
    found: NDArray[np.float64] = (
        pc.if_else(plain, column, None).cast(pa.float64()).to_numpy(zero_copy_only=False)
    )
    return found.astype("float64")


def _fit(value: Any, low: Any, high: Any, hedge: NDArray[Any], measure: NDArray[Any]) -> Places:
    """Whether bounds are those of the hedge."""
    below, above = np.isin(hedge, ("over", "at_least")), hedge == "nearly"
    floor = np.where(np.isin(measure, ("growth", "change")), np.isnan(low), low == 0)
    around = (low <= value) & ((value <= high) | (np.isnan(high) & (hedge == "about")))
    found: Places = np.where(
        below, (low == value) & np.isnan(high), np.where(above, floor & (high == value), around)
    )
    return found


def _end_faults(cells: Mapping[str, Any], meant: Quantity, measure: str) -> Iterable[tuple[str, str, str]]:
    """Why the bounds of one row do not fit; nothing when it gives none."""
    if cells["low"] is None and cells["high"] is None:
        return
    for name in ("low", "high"):
        if cells[name] is not None and np.isnan(_given(pa.array([cells[name]]))[0]):
            yield name, f"expected a number in plain figures, such as 1250.5; found {cells[name]!r}", "bound"
            return
    low, high = (_given(pa.array([cells[name]], pa.string())) for name in ("low", "high"))
    value = np.array([float(meant.value)])
    if _fit(value, low, high, np.array([cells["qualifier"]]), np.array([measure]))[0]:
        return
    ends = {
        "over": "low is the value and high is empty",
        "at_least": "low is the value and high is empty",
        "nearly": "high is the value and low is 0, or empty for a growth or change",
    }.get(cells["qualifier"], "low is at most, high at least the value")
    yield (
        "low" if cells["low"] is not None else "high",
        f"the bounds do not fit the hedge {cells['qualifier']} of {value[0]:g}: {ends}; found low {cells['low'] or 'empty'}, high {cells['high'] or 'empty'}",
        "bound",
    )

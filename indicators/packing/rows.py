"""Rows of text → rows of a packed dataset, or every fault of them with its row and column.

Whole columns are screened at once; a row that a screen stops is read again by the very rules of
the data file, which say what is wrong with it. Knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
from indicators.model.fields import LONGEST_TEXT, STATED_WORDS, UNSEEN
from indicators.packing.bounds import end_faults, ends
from indicators.packing.columns import FIELDS, NEEDED, Columns
from indicators.packing.numbers import Numbers, Places, numbers
from indicators.packing.periods import Periods
from indicators.packing.words import searched
from indicators.period import parse_period
from indicators.quantity import Qualifier
from indicators.stored import MISSING, SCHEMA
from indicators.wording import expected, field_faults

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
_TRANSLATED: Final = ("speaker", "note")
#: What no reader sees; half of a surrogate pair stands in no column.
_UNSEEN: Final = UNSEEN.pattern.replace("\ud800-\udfff", "")
_LINES: Final = r"^[0-9]{1,9}(;[0-9]{1,9})*$"
_ID: Final = r"^[a-z0-9]+((-{1,2}[a-z0-9]+)|(\.[a-z0-9]+))*$"


def _true(array: pa.Array) -> Places:
    found: Places = pc.fill_null(array, False).to_numpy(zero_copy_only=False)
    return found


@dataclass(frozen=True)
class _Batch:
    """Some rows, read as far as whole columns can be: `codes` are the places of ids in their vocabularies.

    `facts` are what the indicator of each row says of it, `low` and `high` its bounds, which are `unfit`
    where they do not go with its hedge.
    """

    columns: Columns
    codes: Mapping[str, NDArray[np.int64]]
    facts: Columns
    measure: NDArray[Any]
    kind: NDArray[Any]
    found: Numbers
    usd: Numbers
    periods: Periods
    bases: Periods
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    unfit: Places


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
        read = self._read(columns)
        stopped = self._breaks_a_rule(read)
        self._tell(rows, columns, np.flatnonzero(stopped))
        return _written(read).append_column("row", pa.array(rows)).filter(pa.array(~stopped))

    def _read(self, columns: Columns) -> _Batch:
        codes = {name: self._codes(columns[name], section) for name, section in _SECTIONS.items()}
        facts = {
            name: pa.array([*values, ""]).take(pa.array(codes["indicator"] % (len(values) + 1)))
            for name, values in self._of_indicator.items()
        }
        measure, kind = (facts[name].to_numpy(zero_copy_only=False) for name in ("measure", "kind"))
        hedge = columns["qualifier"].to_numpy(zero_copy_only=False)
        found = numbers(columns["value"], hedge, kind, measure)
        usd = numbers(columns["usd"], np.full(len(hedge), "exact"), kind, measure)
        periods, bases = (Periods(columns[name], self._dataset) for name in ("period", "base_period"))
        low, high, unfit = ends(columns, found, hedge, measure)
        return _Batch(
            columns, codes, facts, measure, kind, found, usd, periods, bases, low=low, high=high, unfit=unfit
        )

    def _codes(self, column: pa.Array, section: str) -> NDArray[np.int64]:
        """The places of ids in their vocabulary; -1 for none, -2 for one that is not there."""
        known = {id: place for place, id in enumerate(getattr(self._dataset, section))}
        encoded = column.dictionary_encode()
        places = pa.array([known.get(id, -2) for id in encoded.dictionary.to_pylist()], pa.int64())
        found: NDArray[np.int64] = pc.fill_null(places.take(encoded.indices), -1).to_numpy()
        return found

    def _breaks_a_rule(self, read: _Batch) -> Places:
        """The rows that break a rule, by the rules of `model` and `rules`."""
        published = pa.array([*self._published, date.max], pa.date32()).take(
            pa.array(read.codes["source"] % (len(self._published) + 1))
        )
        is_actual = _true(pc.equal(read.columns["status"], "actual"))
        too_late = is_actual & _true(pc.greater(read.periods.start, published))
        return _bad_cells(read) | _unlikely(read) | read.unfit | too_late

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
        for name in _TRANSLATED:
            en, zh = cells[name], cells[f"{name}_zh"]
            tree[name] = None if zh is None else {"en": zh if en is None else en, "zh": zh}
        try:
            observation = Observation.model_validate(tree)
        except ValidationError as error:
            for fault in field_faults(Observation, error):
                column = _column(fault.steps)
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
        yield from end_faults(cells, meant, indicator.measure)


def _column(steps: tuple[str | int, ...]) -> str:
    """The column of the field that `steps` lead to: Chinese words stand in one of their own."""
    match steps:
        case (name, "zh"):
            return f"{name}_zh"
        case (name, *_):
            return str(name)
        case _:
            return "row"


def _bad_cells(read: _Batch) -> Places:
    """The rows with a cell that is wrong in itself: no number, no period, an id that is not there, no such word."""
    columns, codes = read.columns, read.codes
    bad = ~read.found.read | read.periods.bad | read.bases.bad
    for name in ("indicator", "region", "source"):
        bad |= codes[name] < 0
    for name in ("sector", "counterpart"):
        bad |= codes[name] == -2
    for name, choices in _CHOICES.items():
        bad |= ~_true(pc.is_in(columns[name], pa.array(choices)))
    words = pc.list_value_length(pc.utf8_split_whitespace(pc.utf8_trim_whitespace(columns["stated"])))
    bad |= ~_true(pc.less_equal(words, STATED_WORDS))
    for name in _WORDS:
        said = pc.utf8_trim_whitespace(columns[name])
        bad |= _true(pc.equal(said, "")) | _true(pc.greater(pc.utf8_length(said), LONGEST_TEXT))
        bad |= _true(pc.match_substring_regex(said, _UNSEEN))
    bad |= ~_true(pc.match_substring_regex(columns["at"], _LINES))
    return bad | (_true(pc.is_valid(columns["id"])) & ~_true(pc.match_substring_regex(columns["id"], _ID)))


def _unlikely(read: _Batch) -> Places:
    """The rows whose cells do not go together: measure and value, measure and base, money and dollars."""
    found, measure = read.found, read.measure
    dollars = _true(pc.is_valid(read.columns["usd"]))
    unlikely: Places = dollars & (~read.usd.read | (read.kind != "money"))
    unlikely |= (found.form == "fraction") & (measure != "share")
    unlikely |= (found.form == "multiple") & (measure != "growth")
    unlikely |= (measure == "share") & ~((found.value >= 0) & (found.value <= 100))
    unlikely |= (measure == "rank") & ~((found.value >= 1) & (found.form == "whole"))
    unlikely |= (found.value < 0) & ~np.isin(measure, ("growth", "change"))
    based = _true(pc.is_valid(read.columns["base_period"]))
    unlikely |= based & ~np.isin(measure, ("growth", "change", "share"))
    return unlikely | _true(pc.greater_equal(read.bases.end, read.periods.end))


def _written(read: _Batch) -> pa.Table:
    """The rows as a packed dataset holds them; what depends on their order is left for later."""
    columns, periods, n = read.columns, read.periods, len(read.low)
    undated = pc.fill_null(pc.replace_substring(columns["period"], "/", "--"), "undated")
    status = pc.if_else(pc.equal(columns["status"], "actual"), None, columns["status"])
    subject = [columns[name] for name in ("indicator", "region", "sector", "counterpart")]
    key = pc.binary_join_element_wise(*subject, undated, status, ".", null_handling="skip")
    series = pc.binary_join_element_wise(
        *(pc.fill_null(column, "") for column in subject), columns["timing"], periods.like, "|"
    )
    lines = pc.if_else(pc.match_substring_regex(columns["at"], _LINES), columns["at"], "0")
    empty = pa.nulls(n, pa.string())
    written = {
        **columns,
        **read.facts,
        "observation_id": pc.coalesce(columns["id"], key),
        **{name: pc.utf8_trim_whitespace(columns[name]) for name in _WORDS},
        "sector": pc.fill_null(columns["sector"], MISSING["sector"]),
        "counterpart": pc.fill_null(columns["counterpart"], MISSING["counterpart"]),
        "plan": pc.fill_null(periods.plan, MISSING["plan"]),
        "period_start": periods.start,
        "period_end": periods.end,
        "value": _floats(read.found.value),
        "low": _floats(read.low),
        "high": _floats(read.high),
        "usd": _floats(read.usd.value),
        "precision": _floats(read.found.precision),
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


def _floats(values: NDArray[np.float64]) -> pa.Array:
    return pa.array(values, pa.float64(), from_pandas=True)


def _first_lines(lines: pa.Array) -> pa.Array:
    """The least of the line numbers of each row."""
    encoded = lines.dictionary_encode()
    least = [min(map(int, text.split(";"))) for text in encoded.dictionary.to_pylist()]
    return pa.array(least, pa.int64()).take(encoded.indices)

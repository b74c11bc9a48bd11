"""Rows of text → rows of a packed dataset, or every fault of them with its row and column.

Whole columns are screened at once; a row that a screen stops is read again by the very rules of
the data file, which say what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pydantic import ValidationError

from indicators.check import record_rules
from indicators.check.messages import find_field_faults, suggest_valid_words
from indicators.check.rules import DatasetRule
from indicators.errors import Fault, Problem
from indicators.i18n import TEXT_LOCALES
from indicators.model import Dataset, Observation
from indicators.model.code_lists import MEASURES, RELEASES, STATUSES, TIMINGS
from indicators.model.fields import (
    HAN,
    MAX_ID_LENGTH,
    MAX_STATED_CHARACTERS,
    MAX_STATED_WORDS,
    MAX_TEXT_LENGTH,
    UNSEEN,
)
from indicators.model.hedges import HEDGES
from indicators.model.observation import SUBJECT_IDS
from indicators.model.period import parse_period
from indicators.model.value_rules import AMOUNT_FORMS, VALUE_RULES
from indicators.query.packed_dataset import MISSING_CODES, STORED_SCHEMA
from indicators.query.packing.derived_columns import PeriodColumn, build_search_text
from indicators.query.packing.input_columns import INPUT_COLUMNS, REQUIRED_COLUMNS, Columns
from indicators.query.packing.number_columns import (
    NumberColumn,
    RowMask,
    check_bounds,
    parse_number_column,
    resolve_bounds,
)
from indicators.query.table import localised_column

#: column → section of the vocabulary that its ids are in
_SECTIONS: Final = {
    "indicator": "indicators",
    "region": "regions",
    "sector": "sectors",
    "counterpart": "counterparts",
    "source": "sources",
}
_CHOICES: Final = {
    "timing": tuple(TIMINGS),
    "qualifier": tuple(HEDGES),
    "status": tuple(STATUSES),
}
_RELEASED_STATUSES: Final = tuple(id for id, status in STATUSES.items() if status.is_outcome)
#: What comes one by one, and what says that a figure lies below its number.
_COUNTED_MEASURES: Final = [id for id, measure in MEASURES.items() if measure.is_counted]
_HEDGES_BELOW: Final = [id for id, hedge in HEDGES.items() if hedge.is_below]
#: Columns of words; blanks at their ends mean nothing, and blanks alone are no words.
_WORDS: Final = ("stated", "speaker", "speaker_zh", "note", "note_zh")
_TRANSLATED: Final = ("speaker", "note")
#: What no reader sees; half of a surrogate pair stands in no column.
_UNSEEN: Final = UNSEEN.pattern.replace("\ud800-\udfff", "")
_LINES: Final = r"^[0-9]{1,9}(;[0-9]{1,9})*$"
_ID: Final = r"^[a-z0-9]+((-{1,2}[a-z0-9]+)|(\.[a-z0-9]+))*$"


def _is_true(array: pa.Array) -> RowMask:
    found: RowMask = pc.fill_null(array, False).to_numpy(zero_copy_only=False)
    return found


@dataclass(frozen=True)
class _RowBatch:
    """Some rows, read as far as whole columns can be: `codes` are the places of ids in their vocabularies.

    `facts` are what the indicator of each row says of it, `low` and `high` its bounds, which are `unfit`
    where they do not go with its hedge; whether it can be negative says `can_be_negative`.
    """

    columns: Columns
    codes: Mapping[str, NDArray[np.int64]]
    facts: Columns
    measure: NDArray[Any]
    kind: NDArray[Any]
    found: NumberColumn
    usd: NumberColumn
    periods: PeriodColumn
    bases: PeriodColumn
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    unfit: RowMask
    can_be_negative: RowMask


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
        self._can_be_negative = np.array([*(i.can_be_negative for i in indicators), False])
        self._published = [parse_period(s.published).end for s in dataset.sources.values()]

    def read(self, rows: NDArray[np.int64], columns: Columns) -> pa.Table:
        """The good ones of some rows, as a packed dataset holds them; the others become problems.

        With their `row`, and whether their id `is_given`.
        """
        read = self._read_batch(columns)
        stopped = self._find_rule_breaks(read)
        self._report_faults(rows, columns, np.flatnonzero(stopped))
        whole = _to_stored_rows(read).append_column("row", pa.array(rows))
        return whole.append_column("is_given", pc.is_valid(columns["id"])).filter(pa.array(~stopped))

    def _read_batch(self, columns: Columns) -> _RowBatch:
        codes = {name: self._codes(columns[name], section) for name, section in _SECTIONS.items()}
        facts = {
            name: pa.array([*values, ""]).take(pa.array(codes["indicator"] % (len(values) + 1)))
            for name, values in self._of_indicator.items()
        }
        measure, kind = (facts[name].to_numpy(zero_copy_only=False) for name in ("measure", "kind"))
        can_be_negative = self._can_be_negative[codes["indicator"] % len(self._can_be_negative)]
        is_known = pc.is_in(columns["qualifier"], pa.array(list(HEDGES)))  # another is a fault of its own
        hedge = pc.if_else(is_known, columns["qualifier"], "exact").to_numpy(zero_copy_only=False)
        found = parse_number_column(columns["value"], hedge, kind, measure, can_be_negative)
        exact = np.full(len(hedge), "exact")
        usd = parse_number_column(columns["usd"], exact, kind, measure, can_be_negative)
        periods, bases = (PeriodColumn(columns[name], self._dataset) for name in ("period", "base_period"))
        low, high, unfit = resolve_bounds(columns, found, hedge)
        return _RowBatch(
            columns,
            codes,
            facts,
            measure,
            kind,
            found,
            usd,
            periods,
            bases,
            low=low,
            high=high,
            unfit=unfit,
            can_be_negative=can_be_negative,
        )

    def _codes(self, column: pa.Array, section: str) -> NDArray[np.int64]:
        """The places of ids in their vocabulary; -1 for none, -2 for one that is not there."""
        known = {id: place for place, id in enumerate(getattr(self._dataset, section))}
        encoded = column.dictionary_encode()
        places = pa.array([known.get(id, -2) for id in encoded.dictionary.to_pylist()], pa.int64())
        found: NDArray[np.int64] = pc.fill_null(places.take(encoded.indices), -1).to_numpy()
        return found

    def _find_rule_breaks(self, read: _RowBatch) -> RowMask:
        """The rows that break a rule, by the rules of `model` and `rules`."""
        published = pa.array([*self._published, date.max], pa.date32()).take(
            pa.array(read.codes["source"] % (len(self._published) + 1))
        )
        is_actual = _is_true(pc.equal(read.columns["status"], "actual"))
        too_late = is_actual & _is_true(pc.greater(read.periods.start, published))
        return _find_bad_cells(read) | _find_mismatched_cells(read) | read.unfit | too_late

    # --- what is wrong ----------------------------------------------------------------------

    def _report_faults(self, rows: NDArray[np.int64], columns: Columns, places: NDArray[np.int64]) -> None:
        self.faulty += len(places)
        for place in places.tolist():
            if len(self.problems) >= self._most:
                return
            cells = {name: columns[name][place].as_py() for name in INPUT_COLUMNS}
            for fault in self._find_faults(cells):
                column, message = _column(fault.path), fault.message
                self.problems.append(Problem(self._file, int(rows[place]), column, message, str(fault.rule)))

    def _find_faults(self, cells: Mapping[str, Any]) -> Iterable[Fault]:
        """Every fault of one row, at the field of a figure or the column it is in."""
        for name, section in _SECTIONS.items():
            known, id = getattr(self._dataset, section), cells[name]
            if id is None and name in REQUIRED_COLUMNS:
                message = f"expected an id; found nothing{suggest_valid_words('', known)}"
                yield Fault(DatasetRule.MISSING, (name,), message)
            elif id is not None and id not in known:
                message = f"there is no {name} {id!r}{suggest_valid_words(id, known)}"
                yield Fault(DatasetRule.UNKNOWN_ID, (name,), message)
        tree = {name: cells[name] for name in Observation.model_fields if name in cells}
        tree["at"] = (cells["at"] or "").split(";")
        for name in _TRANSLATED:
            texts = {locale.id: cells[localised_column(name, locale.id)] for locale in TEXT_LOCALES}
            said = next((text for text in texts.values() if text is not None), None)
            tree[name] = (
                None
                if said is None
                else {language: said if text is None else text for language, text in texts.items()}
            )
        try:
            observation = Observation.model_validate(tree)
        except ValidationError as error:
            for fault in find_field_faults(Observation, error):
                column = _column(fault.path)
                if not (column in _SECTIONS and fault.rule == DatasetRule.TYPE and cells[column] is None):
                    yield fault
            return
        indicator = self._dataset.indicators.get(cells["indicator"])
        source = self._dataset.sources.get(cells["source"])
        if indicator is None:
            return
        unit = self._dataset.units[indicator.unit]
        yield from record_rules.check_observation(observation, indicator, unit, source)
        yield from check_bounds(
            cells, unit.kind, indicator.measure, can_be_negative=indicator.can_be_negative
        )


def _column(path: tuple[str | int, ...]) -> str:
    """The column of the field that `path` leads to: words stand in one of their own in each language."""
    match path:
        case (str(name), str(language), *_) if name in _TRANSLATED:
            return localised_column(name, language)
        case (name, *_):
            return str(name)
        case _:
            return "row"


def _find_bad_cells(read: _RowBatch) -> RowMask:
    """The rows with a cell that is wrong in itself: no number, no period, an id that is not there, no such word."""
    columns, codes = read.columns, read.codes
    bad = ~read.found.read | read.periods.bad | read.bases.bad
    for name in ("indicator", "region", "source"):
        bad |= codes[name] < 0
    for name in ("sector", "counterpart"):
        bad |= codes[name] == -2
    for name, choices in _CHOICES.items():
        bad |= ~_is_true(pc.is_in(columns[name], pa.array(choices)))
    released = _is_true(pc.is_valid(columns["release"]))
    bad |= released & ~_is_true(pc.is_in(columns["release"], pa.array(list(RELEASES))))
    bad |= released & ~_is_true(pc.is_in(columns["status"], pa.array(_RELEASED_STATUSES)))
    words = pc.list_value_length(pc.utf8_split_whitespace(pc.utf8_trim_whitespace(columns["stated"])))
    bad |= ~_is_true(pc.less_equal(words, MAX_STATED_WORDS))
    characters = pc.count_substring_regex(columns["stated"], f"[{HAN}]")
    bad |= ~_is_true(pc.less_equal(characters, MAX_STATED_CHARACTERS))
    for name in _WORDS:
        said = pc.utf8_trim_whitespace(columns[name])
        bad |= _is_true(pc.equal(said, "")) | _is_true(pc.greater(pc.utf8_length(said), MAX_TEXT_LENGTH))
        bad |= _is_true(pc.match_substring_regex(said, _UNSEEN))
    bad |= ~_is_true(pc.match_substring_regex(columns["at"], _LINES))
    bad |= _is_true(pc.is_valid(columns["id"])) & ~_is_true(pc.match_substring_regex(columns["id"], _ID))
    return bad | _is_true(pc.greater(pc.utf8_length(_ids(read)), MAX_ID_LENGTH))


def _ids(read: _RowBatch) -> pa.Array:
    """The id of each row: the one it was given, else made of what it is of."""
    undated = pc.fill_null(pc.replace_substring(read.periods.text, "/", "--"), "undated")
    status = pc.if_else(pc.equal(read.columns["status"], "actual"), None, read.columns["status"])
    subject = [read.columns[name] for name in SUBJECT_IDS]
    made = pc.binary_join_element_wise(*subject, undated, status, ".", null_handling="skip")
    return pc.coalesce(read.columns["id"], made)


def _find_mismatched_cells(read: _RowBatch) -> RowMask:
    """The rows whose cells do not go together: measure and value, measure and base, money and dollars."""
    found, measure = read.found, read.measure
    dollars = _is_true(pc.is_valid(read.columns["usd"]))
    hedge = read.columns["qualifier"].to_numpy(zero_copy_only=False)
    has_margin = [_is_true(pc.match_substring(read.columns[name], "±")) for name in ("value", "usd")]
    unlikely: RowMask = dollars & (~read.usd.read | (read.kind != "money"))
    unlikely |= (
        dollars & ~np.isin(read.usd.form, AMOUNT_FORMS) | has_margin[1] | (read.usd.value * found.value < 0)
    )
    unlikely |= ((found.form == "range") != (hedge == "between")) | (
        has_margin[0] & ((hedge != "exact") | np.isin(measure, _COUNTED_MEASURES))
    )
    unlikely |= (found.value == 0) & np.isin(hedge, _HEDGES_BELOW) & ~read.can_be_negative
    is_range = found.form == "range"
    for value, form in (
        (found.value, found.form),
        (np.where(is_range, found.low, found.value), found.low_form),
        (np.where(is_range, found.high, found.value), found.high_form),
    ):
        for rule in VALUE_RULES:
            broken = rule.is_broken(value, form)
            places = np.flatnonzero(broken & ~read.can_be_negative if rule.is_lifted_by_indicator else broken)
            unlikely[places] |= np.isin(measure[places], rule.measures)
    based = _is_true(pc.is_valid(read.columns["base_period"]))
    unlikely |= based & ~np.isin(measure, [id for id, code in MEASURES.items() if code.has_base])
    return unlikely | _is_true(pc.greater_equal(read.bases.end, read.periods.end))


def _to_stored_rows(read: _RowBatch) -> pa.Table:
    """The rows as a packed dataset holds them; what depends on their order is left for later."""
    columns, periods, n = read.columns, read.periods, len(read.low)
    series = pc.binary_join_element_wise(
        *(pc.fill_null(columns[name], "") for name in SUBJECT_IDS),
        columns["timing"],
        periods.series_kind,
        "|",
    )
    lines = pc.if_else(pc.match_substring_regex(columns["at"], _LINES), columns["at"], "0")
    empty = pa.nulls(n, pa.string())
    written = {
        **columns,
        **read.facts,
        "observation_id": _ids(read),
        **{name: pc.utf8_trim_whitespace(columns[name]) for name in _WORDS},
        "sector": pc.fill_null(columns["sector"], MISSING_CODES["sector"]),
        "counterpart": pc.fill_null(columns["counterpart"], MISSING_CODES["counterpart"]),
        "plan": pc.fill_null(periods.plan, MISSING_CODES["plan"]),
        "period": periods.text,
        "base_period": read.bases.text,
        "period_start": periods.start,
        "period_end": periods.end,
        "value": _float_array(np.where(read.found.form == "range", np.nan, read.found.value)),
        "low": _float_array(read.low),
        "high": _float_array(read.high),
        "usd": _float_array(read.usd.value),
        "plot_value": _float_array(read.found.value),
        "precision": _float_array(read.found.precision),
        "basis": pa.array(["stated"] * n),
        "locator": pc.replace_substring_regex(columns["at"], r"(^|;)0+([0-9])", r"\1\2"),
        "printed": columns["value"],
        "series": series,
        "line": _first_lines(lines),
        "implied_by": empty,
        "implied_from": empty,
        "search": build_search_text(columns["stated"], periods.start, periods.end),
        "current": pa.array([True] * n),
        "vintages": empty,
        "is_latest": pa.nulls(n, pa.bool_()),
        "position": pa.nulls(n, pa.int64()),
        "part": pa.nulls(n, pa.int64()),
    }
    return pa.table({name: written[name] for name in STORED_SCHEMA.names}, schema=STORED_SCHEMA)


def _float_array(values: NDArray[np.float64]) -> pa.Array:
    return pa.array(values, pa.float64(), from_pandas=True)


def _first_lines(lines: pa.Array) -> pa.Array:
    """The least of the line numbers of each row."""
    encoded = lines.dictionary_encode()
    least = [min(map(int, text.split(";"))) for text in encoded.dictionary.to_pylist()]
    return pa.array(least, pa.int64()).take(encoded.indices)

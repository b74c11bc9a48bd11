"""Rows of a long table: which bounds, lines and words they may have, and how each is kept."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.check.dataset_file import parse_dataset
from indicators.export import format_plain_number
from indicators.model.hedges import HEDGES
from indicators.query.packed_dataset import STORED_SCHEMA
from indicators.query.packing.input_columns import COLUMN_DEFAULTS, INPUT_COLUMNS, fill_columns
from indicators.query.packing.row_reader import RowReader
from indicators.query.packing.sorted_rows import sort_rows
from tests import world

BARE_HEDGES = tuple(hedge for hedge in HEDGES if hedge != "between")
KINDS = ("gdp", "jobs", "growth", "change", "share", "rank", "streak", "points")


@pytest.fixture(scope="module")
def dataset():
    return parse_dataset(world.text([world.figure(indicator, 1, region="coast") for indicator in KINDS]))


def read(dataset, *rows):
    """Rows of a table, each Land's GDP of 2024 but for what it says, as they are kept; and what is told of others."""
    base = COLUMN_DEFAULTS | {"indicator": "gdp", "region": "land", "period": "2024", "timing": "during", "source": "daily", "at": "1"}  # fmt: skip
    cells = [base | {"value": "10", "stated": "ten"} | row for row in rows]
    columns = {name: pa.array([each.get(name) for each in cells], pa.string()) for name in INPUT_COLUMNS}
    reader = RowReader(dataset, "t.csv", 100)
    kept = reader.read(np.arange(2, len(rows) + 2), columns)
    assert reader.faulty == len({problem.line for problem in reader.problems})
    return kept.to_pylist(), [str(problem) for problem in reader.problems]


def one(dataset, **cells):
    kept, told = read(dataset, cells)
    assert told == []
    return kept[0]


class TestOpenEnds:
    @pytest.mark.parametrize(
        ("cells", "ends"),
        [
            ({"qualifier": "over"}, (10, 10, None)),
            ({"qualifier": "at_least"}, (10, 10, None)),
            ({"qualifier": "nearly"}, (10, 0, 10)),
            ({"qualifier": "nearly", "value": "12"}, (12, 11, 12)),
            ({"qualifier": "nearly", "indicator": "growth"}, (10, 0, 10)),
            ({"qualifier": "nearly", "indicator": "points", "value": "-2"}, (-2, -2, -1)),
            ({"qualifier": "under"}, (10, 0, 10)),
            ({"qualifier": "under", "indicator": "growth"}, (10, None, 10)),
            ({"qualifier": "under", "indicator": "change"}, (10, None, 10)),
            ({"qualifier": "at_most"}, (10, 0, 10)),
            ({"qualifier": "at_most", "indicator": "growth"}, (10, None, 10)),
            ({"qualifier": "under", "indicator": "points", "value": "-10"}, (-10, -10, 0)),
            ({"qualifier": "at_most", "indicator": "points", "value": "-10"}, (-10, -10, 0)),
            ({"qualifier": "over", "indicator": "growth", "value": "-1.5"}, (-1.5, None, -1.5)),
            ({"qualifier": "at_least", "indicator": "growth", "value": "-1.5"}, (-1.5, None, -1.5)),
            ({"qualifier": "about", "indicator": "growth", "value": "-20"}, (-20, -30, -10)),
            ({"indicator": "growth", "value": "-1.5"}, (-1.5, -1.55, -1.45)),
            ({"qualifier": "between", "value": "5–5.5"}, (None, 5, 5.5)),
            ({"qualifier": "between", "value": "5-5.5 million"}, (None, 5e6, 5.5e6)),
            ({"qualifier": "between", "value": "-3–-2", "indicator": "growth"}, (None, -3, -2)),
            ({"qualifier": "between", "value": "1/4–1/3", "indicator": "share"}, (None, 25, 100 / 3)),
            ({"value": "3.7 ± 0.7"}, (3.7, 3, 4.4)),
            ({"value": "-1 ± 1.5", "indicator": "growth"}, (-1, -2.5, 0.5)),
            ({"qualifier": "about", "indicator": "share", "value": "1/1"}, (100, 50, None)),
            ({"qualifier": "about"}, (10, 0, 20)),
            ({"indicator": "jobs"}, (10, 10, 10)),
            ({"indicator": "jobs", "value": "1,000"}, (1000, 500, 1500)),
            ({"indicator": "rank", "value": "1200"}, (1200, 1200, 1200)),
        ],
    )
    def test_are_those_of_the_hedge(self, dataset, cells, ends):
        row = one(dataset, **cells)

        assert (row["value"], row["low"], row["high"]) == ends

    @pytest.mark.parametrize(
        ("qualifier", "indicator", "low", "high", "fits"),
        [
            ("exact", "gdp", "10", "10", True),
            ("exact", "gdp", "9.5", "12", True),
            ("exact", "gdp", "10.5", "12", False),
            ("exact", "gdp", "9", "9.5", False),
            ("exact", "gdp", None, "12", False),
            ("exact", "gdp", "9", None, False),
            ("about", "gdp", "9", None, False),
            ("about", "gdp", "10", "10", True),
            ("over", "gdp", "10", None, True),
            ("over", "gdp", "10.0", None, True),
            ("over", "gdp", "11", None, False),
            ("over", "gdp", "10", "11", False),
            ("at_least", "gdp", "10", None, True),
            ("at_least", "gdp", None, "10", False),
            ("nearly", "gdp", "0", "10", True),
            ("nearly", "gdp", "9.5", "10", True),
            ("nearly", "gdp", None, "10", False),
            ("nearly", "gdp", "10.5", "10", False),
            ("nearly", "gdp", "9", "11", False),
            ("nearly", "growth", None, "10", False),
            *(
                (hedge, indicator, low, high, fits)
                for hedge in ("under", "at_most")
                for indicator, low, high, fits in (
                    ("gdp", "0", "10", True),
                    ("gdp", None, "10", False),
                    ("gdp", "1", "10", False),
                    ("gdp", "0", "11", False),
                    ("growth", None, "10", True),
                    ("change", None, "10", True),
                    ("growth", "0", "10", False),
                )
            ),
        ],
    )
    def test_that_are_given_are_kept_where_they_fit(self, dataset, qualifier, indicator, low, high, fits):
        kept, told = read(dataset, {"qualifier": qualifier, "indicator": indicator, "low": low, "high": high})

        assert (len(kept), len(told)) == (fits, not fits)
        if fits:
            found = [kept[0][end] for end in ("low", "high")]
            assert found == [end and float(end) for end in (low, high)]

    @pytest.mark.parametrize(
        ("qualifier", "low", "high", "fits"),
        [
            ("over", None, "-20", True),
            ("over", "-20", None, False),
            ("at_least", None, "-20", True),
            ("nearly", "-20", "-10", True),
            ("nearly", "-20", "-19.5", True),
            ("nearly", "-30", "-20", False),
            ("under", "-20", "0", True),
            ("under", None, "-20", False),
            ("at_most", "-20", "0", True),
            ("at_most", "-20", None, False),
            ("about", "-22", "-18", True),
            ("exact", "-20.5", "-19.5", True),
            ("exact", "-19.5", "-20.5", False),
        ],
    )
    def test_of_a_fall_are_given_as_those_of_its_size(self, dataset, qualifier, low, high, fits):
        fall = {"qualifier": qualifier, "indicator": "growth", "value": "-20", "low": low, "high": high}
        kept, told = read(dataset, fall)

        assert (len(kept), len(told)) == (fits, not fits)
        if fits:
            assert [kept[0][end] for end in ("low", "high")] == [end and float(end) for end in (low, high)]

    def test_of_a_fraction_of_one_may_be_open_above(self, dataset):
        whole = {"qualifier": "about", "indicator": "share", "value": "1/1", "low": "50"}

        assert [one(dataset, **whole)[end] for end in ("low", "high")] == [50, None]

    @pytest.mark.parametrize(
        ("cells", "ends"),
        [
            ({"value": "5–5.5", "low": "5", "high": "5.5"}, (None, 5, 5.5)),
            ({"value": "3.7 ± 0.7", "low": "3", "high": "4.4", "qualifier": "exact"}, (3.7, 3, 4.4)),
            ({"value": "3.7", "low": "3", "high": "4.4", "qualifier": "exact"}, (3.7, 3, 4.4)),
        ],
    )
    def test_of_ranges_and_margins_are_kept(self, dataset, cells, ends):
        row = one(dataset, **{"qualifier": "between"} | cells)

        assert (row["value"], row["low"], row["high"]) == ends

    def test_alone_tell_a_range_and_what_was_printed(self):
        rows = np.array([2, 3, 4])
        names = ["qualifier", "value", "low", "high"]
        cells = [["between", "between", "exact"], [None, None, None], ["5", "5", "5"], ["5.5", None, "6"]]
        batch = pa.RecordBatch.from_arrays([pa.array(each, pa.string()) for each in cells], names=names)

        found = fill_columns(rows, batch, names, {})

        assert found["value"].to_pylist() == ["5–5.5", None, None]
        assert found["stated"].to_pylist() == ["5–5.5", None, None]

    @pytest.mark.parametrize(
        ("cells", "told"),
        [
            ({"low": "1", "high": "20", "qualifier": "under"}, "low: the bounds do not fit the hedge under of 10: high is the value and low is 0, or empty for what can be negative; found low 1, high 20"),
            ({"high": "20", "qualifier": "at_most", "indicator": "growth"}, "high: the bounds do not fit the hedge at_most of 10: high is the value and low is 0, or empty for what can be negative; found low empty, high 20"),
            ({"low": "9", "high": "11", "qualifier": "nearly"}, "low: the bounds do not fit the hedge nearly of 10: high is the value and low is at most the value; found low 9, high 11"),
            ({"low": "-12", "high": "-9", "qualifier": "nearly", "indicator": "growth", "value": "-10"}, "low: the bounds do not fit the hedge nearly of -10: low is the value and high is at least the value; found low -12, high -9"),
            ({"low": "-10", "qualifier": "over", "indicator": "growth", "value": "-10"}, "low: the bounds do not fit the hedge over of -10: high is the value and low is empty; found low -10, high empty"),
            ({"high": "-10", "qualifier": "under", "indicator": "growth", "value": "-10"}, "high: the bounds do not fit the hedge under of -10: low is the value and high is 0; found low empty, high -10"),
            ({"low": "5", "high": "6", "qualifier": "between", "value": "5–5.5"}, "low: the bounds do not fit the hedge between of 5–5.5: low and high are its ends; found low 5, high 6"),
            ({"low": "5", "qualifier": "between", "value": "5–5.5"}, "low: the bounds do not fit the hedge between of 5–5.5: low and high are its ends; found low 5, high empty"),
            ({"low": "4", "high": "4.4", "value": "3.7 ± 0.7"}, "low: the bounds do not fit the hedge exact of 3.7 ± 0.7: low is at most, high at least the value; found low 4, high 4.4"),
            ({"high": "20", "qualifier": "at_least"}, "high: the bounds do not fit the hedge at_least of 10: low is the value and high is empty; found low empty, high 20"),
            ({"low": "11"}, "low: the bounds do not fit the hedge exact of 10: low is at most, high at least the value; found low 11, high empty"),
            ({"low": "1e1", "high": "20"}, "low: expected a number in plain figures, such as 1250.5; found '1e1'"),
            ({"low": "9", "high": "1,000"}, "high: expected a number in plain figures, such as 1250.5; found '1,000'"),
        ],
    )  # fmt: skip
    def test_that_do_not_fit_are_refused_with_what_would(self, dataset, cells, told):
        assert read(dataset, cells) == ([], [f"t.csv:2:{told} [bound]"])


plain_number = st.decimals(-(10**6), 10**6, places=2).map(str) | st.integers(-(10**9), 10**9).map(str)


@settings(max_examples=30)
@given(
    st.one_of(
        st.tuples(plain_number, st.sampled_from(BARE_HEDGES)),
        st.tuples(
            st.lists(plain_number, min_size=2, max_size=2, unique_by=Decimal)
            .map(lambda ends: sorted(ends, key=Decimal))
            .map("–".join),
            st.just("between"),
        ),
        st.tuples(
            st.tuples(plain_number, st.decimals("0.01", 1000, places=2).map(str)).map(" ± ".join),
            st.just("exact"),
        ),
    )
)
def test_the_bounds_of_a_row_are_accepted_beside_it_and_change_nothing(dataset, stated):
    value, qualifier = stated
    cells = {"indicator": "growth", "value": value, "qualifier": qualifier}
    row = one(dataset, **cells)
    bounds = {end: None if row[end] is None else format_plain_number(row[end]) for end in ("low", "high")}

    assert one(dataset, **cells, **bounds) == row


class TestHedges:
    @pytest.mark.parametrize(
        ("cells", "told"),
        [
            ({"value": "5–5.5"}, "qualifier: a range is between its ends; expected the qualifier between, found 'exact' [value]"),
            ({"value": "5–5.5", "qualifier": "under"}, "qualifier: a range is between its ends; expected the qualifier between, found 'under' [value]"),
            ({"value": "5", "qualifier": "between"}, "value: between needs a range such as 5–5.5; found '5' [value]"),
            ({"value": "3.7 ± 0.7", "qualifier": "between"}, "value: between needs a range such as 5–5.5; found '3.7 ± 0.7' [value]"),
            ({"value": "3.7 ± 0.7", "qualifier": "over"}, "qualifier: a margin says how far the figure may lie off; expected the qualifier exact, found 'over' [value]"),
            ({"value": "0", "qualifier": "under"}, "value: a level cannot be negative, so none is below 0; found under 0 [value]"),
            ({"value": "0", "qualifier": "nearly", "indicator": "share"}, "value: a share cannot be negative, so none is below 0; found nearly 0 [value]"),
            ({"value": "5", "usd": "5–6"}, "usd: the dollars beside a figure are one number; found '5–6' [usd]"),
            ({"value": "5", "usd": "5 ± 1"}, "usd: the dollars beside a figure are one number; found '5 ± 1' [usd]"),
            ({"value": "5.5–5", "qualifier": "between"}, "value: expected a range from its lower to its upper end; found '5.5–5' [value]"),
            ({"value": "5 ± 0"}, "value: expected a margin above zero; found '5 ± 0' [value]"),
        ],
    )  # fmt: skip
    def test_that_do_not_go_with_the_number_are_refused(self, dataset, cells, told):
        assert read(dataset, cells) == ([], [f"t.csv:2:{told}"])

    @pytest.mark.parametrize("qualifier", ["exact", "at_most", "about", "over"])
    def test_of_zero_are_all_but_those_from_below(self, dataset, qualifier):
        assert one(dataset, value="0", qualifier=qualifier)["value"] == 0

    @pytest.mark.parametrize("qualifier", ["under", "nearly"])
    def test_from_below_zero_are_of_what_can_be_negative(self, dataset, qualifier):
        assert one(dataset, value="0", qualifier=qualifier, indicator="growth")["high"] == 0


class TestLines:
    @pytest.mark.parametrize(
        ("at", "locator", "line"),
        [("4", "4", 4), ("007", "7", 7), ("9;2", "9;2", 2), ("010;0020;100", "10;20;100", 10), ("0", "0", 0), ("12;00;3", "12;0;3", 0)],
    )  # fmt: skip
    def test_lose_the_zeros_before_them_and_the_first_leads(self, dataset, at, locator, line):
        row = one(dataset, at=at)

        assert (row["locator"], row["line"]) == (locator, line)

    @pytest.mark.parametrize("at", ["x", "1;", ";1", "1,2", "1234567890", "-1", "1;;2"])
    def test_are_whole_numbers(self, dataset, at):
        kept, [told] = read(dataset, {"at": at})

        assert kept == []
        assert told.startswith("t.csv:2:at: expected a whole number; found ")


class TestIds:
    @pytest.mark.parametrize(
        ("cells", "id", "series"),
        [
            ({}, "gdp.land.2024", "gdp|land|||during|year"),
            ({"sector": "iron", "counterpart": "abroad"}, "gdp.land.iron.abroad.2024", "gdp|land|iron|abroad|during|year"),
            ({"counterpart": "abroad"}, "gdp.land.abroad.2024", "gdp|land||abroad|during|year"),
            ({"period": "2023-11/2024-02"}, "gdp.land.2023-11--2024-02", "gdp|land|||during|11-01/02"),
            ({"period": None}, "gdp.land.undated", "gdp|land|||during|undated"),
            ({"status": "target", "period": "2030"}, "gdp.land.2030.target", "gdp|land|||during|year"),
            ({"id": "own.id--1"}, "own.id--1", "gdp|land|||during|year"),
        ],
    )  # fmt: skip
    def test_are_built_like_those_of_the_data_file(self, dataset, cells, id, series):
        row = one(dataset, **cells)

        assert (row["observation_id"], row["series"]) == (id, series)


class TestWords:
    @pytest.mark.parametrize(
        ("cells", "kept"),
        [
            ({"stated": "  ten "}, ("ten", None, None, None, None)),
            ({"stated": "ten\tcrowns\nmore"}, ("ten\tcrowns\nmore", None, None, None, None)),
            ({"speaker": "Mayor", "speaker_zh": "市长"}, ("ten", "Mayor", "市长", None, None)),
            ({"note": "a", "note_zh": " 甲 "}, ("ten", None, None, "a", "甲")),
            ({"stated": "x" * 2000}, ("x" * 2000, None, None, None, None)),
        ],
    )
    def test_are_kept_in_both_languages_without_blanks_around_them(self, dataset, cells, kept):
        row = one(dataset, **cells)

        assert tuple(row[name] for name in ("stated", "speaker", "speaker_zh", "note", "note_zh")) == kept

    @pytest.mark.parametrize("column", ["stated", "speaker", "speaker_zh", "note", "note_zh"])
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("  ", "expected some text; found none"),
            ("x" * 2001, "expected at most 2,000 characters; found 2,001"),
            ("a\u200bb", "expected visible text; found U+200B (ZERO WIDTH SPACE) at character 2"),
            ("a\rb", "expected visible text; found U+000D (a control character) at character 2"),
            ("ab\u202e", "expected visible text; found U+202E (RIGHT-TO-LEFT OVERRIDE) at character 3"),
            ("a\x00", "expected visible text; found U+0000 (a control character) at character 2"),
            (
                "\U000e0041z",
                "expected visible text; found U+E0041 (TAG LATIN CAPITAL LETTER A) at character 1",
            ),
        ],
    )
    def test_are_seen_and_no_longer_than_in_the_data_file(self, dataset, column, text, told):
        cells = {"speaker": "S", "speaker_zh": "S", "note": "N", "note_zh": "N"} | {column: text}

        kept, problems = read(dataset, cells)

        assert kept == []
        assert problems == [f"t.csv:2:{column}: {told} [{column.removesuffix('_zh')}]"]

    def test_are_twelve_at_most(self, dataset):
        assert one(dataset, stated="a " * 12)["stated"] == ("a " * 12).strip()
        assert read(dataset, {"stated": "a " * 13})[1] == [
            "t.csv:2:stated: expected the printed words of the figure alone, 12 at most; found 13 words [stated]"
        ]

    def test_are_thirty_chinese_characters_at_most(self, dataset):
        assert one(dataset, stated="增" * 30 + "5.2%")["stated"] == "增" * 30 + "5.2%"
        assert read(dataset, {"stated": "增" * 31})[1] == [
            "t.csv:2:stated: expected the printed words of the figure alone, 30 Chinese characters at most; found 31 [stated]"
        ]


@pytest.mark.parametrize(
    ("cells", "fits"),
    [
        ({"indicator": "share", "value": "100"}, True),
        ({"indicator": "share", "value": "100.1"}, False),
        ({"indicator": "share", "value": "0"}, True),
        ({"indicator": "rank", "value": "1"}, True),
        ({"indicator": "rank", "value": "0"}, False),
        ({"indicator": "rank", "value": "1.5"}, False),
        ({"value": "-1"}, False),
        ({"indicator": "growth", "value": "-1"}, True),
        ({"indicator": "growth", "value": "2x"}, True),
        ({"indicator": "change", "value": "2x"}, False),
        ({"indicator": "share", "value": "1/9"}, True),
        ({"indicator": "growth", "value": "1/9"}, False),
        ({"indicator": "gdp", "usd": "5"}, True),
        ({"indicator": "jobs", "usd": "5"}, False),
        ({"indicator": "gdp", "usd": "five"}, False),
        ({"indicator": "growth", "base_period": "2023"}, True),
        ({"indicator": "growth", "base_period": "2024"}, False),
        ({"indicator": "growth", "base_period": "2024-11"}, True),
        ({"indicator": "gdp", "base_period": "2023"}, False),
        ({"period": "2025-03-07"}, True),
        ({"period": "2025-03-08"}, False),
        ({"period": "2025-03-08", "status": "expected"}, True),
        ({"period": "2025-04-30", "source": "monthly"}, True),
        ({"period": "2025-05-01", "source": "monthly"}, False),
        ({"period": "2026-12-31", "source": "yearly"}, True),
        ({"period": "2027", "source": "yearly"}, False),
    ],
)
def test_what_does_not_go_together_is_refused(dataset, cells, fits):
    kept, told = read(dataset, cells)

    assert (len(kept), bool(told)) == (fits, not fits)


def test_rows_are_cut_into_parts_and_the_last_of_a_series_and_status_is_the_latest(dataset, monkeypatch):
    monkeypatch.setattr("indicators.query.packing.sorted_rows.PART_ROWS", 2)
    kept, _ = read(
        dataset,
        *({"period": year, "status": status} for status in ("actual", "expected") for year in ("2022", "2023", "2024")),
    )  # fmt: skip
    batch = pa.Table.from_pylist(
        [{name: row[name] for name in STORED_SCHEMA.names} for row in kept], schema=STORED_SCHEMA
    )

    class Sorter:
        """Gives the rows in the order they have, in batches of three."""

        def sql(self, _query):
            return self

        def to_arrow_reader(self, _size):
            return iter(batch.to_batches(max_chunksize=3))

    found = [part.to_pylist() for part in sort_rows(Sorter())]

    assert [len(part) for part in found] == [2, 2, 2]
    rows = [row for part in found for row in part]
    assert [(row["position"], row["part"]) for row in rows] == [
        (0, 0),
        (1, 0),
        (2, 1),
        (3, 1),
        (4, 2),
        (5, 2),
    ]
    assert [row["is_latest"] for row in rows] == [False, False, True, False, False, True]


def test_what_a_figure_is_not_of_has_a_sign_of_its_own_and_no_days(dataset):
    row = one(dataset, period=None)

    assert (row["sector"], row["counterpart"], row["plan"]) == ("_T", "_Z", "_Z")
    assert (row["period"], row["period_start"], row["period_end"]) == (None, None, None)

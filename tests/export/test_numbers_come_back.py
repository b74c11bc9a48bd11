"""Numbers of every size and length: each file gives back the number that was printed, or `check` refuses it."""

from __future__ import annotations

import csv
import io
import json
import math
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import indicators
from indicators.check.dataset_file import parse_dataset
from indicators.errors import InvalidDataset
from indicators.export import Download, to_csv, to_json, to_package, to_parquet, to_sdmx, to_xlsx
from indicators.model.float64 import check_float64, format_plain_number, shortest_decimal
from indicators.model.quantity import SCALES, check_kept, parse_printed_number
from indicators.query import Selection
from indicators.query.packing import pack_dataset
from tests import world

NAMES = ("value", "low", "high", "usd")
#: Tiny, huge, long: what one float64 keeps to the last digit.
KEPT = [
    "0",
    "-0",
    "-0.0",
    "0.0",
    "007",
    "24.0",
    "0.0000613",
    "0.0000005",
    "-0.0000005",
    "0.00000000000000000000001",
    "0.000001",
    "0.3",
    "0.00009999",
    "0.0001",
    "-2.675",
    "123456789.123456",
    "999999999999999",
    "9007199254740992",
    "9007199254740994",
    "10000000000000000",
    "123456789012345680",
    "100000000000000000000000",
    "100000000000000000000000 trillion",
    "1.609 million",
    "38.1 billion",
    "1.1万亿",
    "3,056",
    "1/3",
    "1/999999",
    "2x",
    "1.5x",
    "3.7 ± 0.7",
    "0.0000037 ± 0.0000007",
    "0.0000005–0.0000006",
    "-3–-2",
]
#: printed → the nearest number that files keep
LOST = {
    "9007199254740993": "9007199254740992",
    "123456789012345678": "123456789012345680",
    "-123456789012345678": "-123456789012345680",
    "0.1234567890123456789": "0.12345678901234568",
    "1.23456789012345678 trillion": "1234567890123.4568",
    "0.30000000000000001": "0.3",
    "5–9007199254740993": "9007199254740992",
    "100000000000000 ± 0.01": "99999999999999.98",
}


def tree(n: int, text: str, **fields: object) -> world.Tree:
    """A figure that prints `text`, of an indicator that can state it."""
    number = parse_printed_number(text)
    indicator = "share" if number.form == "fraction" else "growth"
    qualifier = "between" if number.ends else "exact"
    return world.figure(
        indicator, text, id=f"n{n}", qualifier=qualifier, stated=f"figure {n} printed", **fields
    )


def dollar_tree(n: int, text: str) -> world.Tree:
    """The same as dollars beside a figure."""
    beside = "-1" if text.startswith("-") else "1"
    return world.figure("change", beside, id=f"u{n}", usd=text, stated=f"dollars {n} printed")


def as_number(cell: object) -> float | None:
    return None if cell in (None, "") else float(str(cell))


def numbers_of(records, id="observation_id", names=NAMES):
    """id → the numbers of a file."""
    return {record[id]: tuple(as_number(record[name]) for name in names) for record in records}


def csv_records(data: bytes):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


def numbers_by_format(catalogue):
    """format → id → the numbers that a reader of the file finds."""
    rows = catalogue.rows()
    about = Download(catalogue, Selection(), date(2026, 11, 21))
    header, *lines = (
        openpyxl.load_workbook(io.BytesIO(to_xlsx(rows, about))).worksheets[0].iter_rows(values_only=True)
    )
    package = zipfile.ZipFile(io.BytesIO(to_package(rows, about)))
    observations = package.read("data/observations.csv")
    return {
        "csv": numbers_of(csv_records(to_csv(rows, about))),
        "json": numbers_of(json.loads(to_json(rows, about))["records"]),
        "parquet": numbers_of(pq.read_table(io.BytesIO(to_parquet(rows, about))).to_pylist()),
        "xlsx": numbers_of(dict(zip(header, line, strict=True)) for line in lines),
        "sdmx": numbers_of(
            csv_records(to_sdmx(rows, about)), "OBSERVATION_ID", ("OBS_VALUE", "LOW", "HIGH", "USD")
        ),
        "package": numbers_of(csv_records(observations)),
    }


def expected_numbers(trees):
    """id → the number printed, and what a float64 makes of its bounds."""
    found = {}
    for each in trees:
        printed = parse_printed_number(each["value"])
        value = None if printed.ends else float(printed.value)
        found[each["id"]] = value, float(parse_printed_number(each["usd"]).value) if "usd" in each else None
    return found


def assert_all_come_back(trees, catalogue):
    by_format = numbers_by_format(catalogue)
    table = {
        row.observation_id: tuple(
            None if math.isnan(number) else number for number in (row.value, row.low, row.high, row.usd)
        )
        for row in catalogue.rows().itertuples()
    }
    for name, found in by_format.items():
        assert found == table, name
    assert {id: (value, usd) for id, (value, _, _, usd) in table.items()} == expected_numbers(trees)
    for numbers in table.values():
        assert not any(number == 0 and math.copysign(1, number) < 0 for number in numbers if number == 0)


def test_every_number_that_check_accepts_is_the_same_in_every_file():
    trees = [tree(n, text) for n, text in enumerate(KEPT)]
    trees += [
        dollar_tree(n, text)
        for n, text in enumerate(KEPT)
        if parse_printed_number(text).form in ("whole", "decimal", "scaled")
        and not parse_printed_number(text).ends
        and "±" not in text
    ]

    assert_all_come_back(trees, world.catalogue(trees))


digits = st.text("0123456789", min_size=1, max_size=24)
plain_numbers = st.builds(
    lambda sign, whole, decimals, scale: (
        f"{sign}{whole[: 24 - len(decimals)]}" + (f".{decimals}" if decimals else "") + scale
    ),
    st.sampled_from(["", "-"]),
    digits,
    st.just("") | st.text("0123456789", min_size=1, max_size=23),
    st.sampled_from(["", *(f" {word}" for word in SCALES if word.isascii()), "万", "亿"]),
)
floats = st.floats(-1e23, 1e23, allow_nan=False).map(format_plain_number).filter(lambda text: len(text) <= 24)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(plain_numbers | floats, min_size=1, max_size=20))
def test_what_check_accepts_comes_back_and_what_it_refuses_would_not(texts):
    kept = []
    for text in texts:
        number = parse_printed_number(text)
        comes_back = Decimal(repr(float(number.value))) == number.value
        try:
            check_kept(number)
        except ValueError:
            assert not comes_back
        else:
            assert comes_back
            kept.append(text)
    if kept:
        trees = [tree(n, text) for n, text in enumerate(kept)]
        assert_all_come_back(trees, world.catalogue(trees))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_plain_number_has_no_exponent_and_reads_back_as_the_same_float(value):
    text = format_plain_number(value)

    assert float(text) == value
    assert set(text) <= set("-.0123456789")
    assert Decimal(text) == shortest_decimal(value)


@pytest.mark.parametrize("text", KEPT)
def test_a_number_of_up_to_fifteen_digits_is_kept(text):
    check_kept(parse_printed_number(text))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=15).filter(lambda d: abs(d) < 1))
def test_every_number_of_fifteen_digits_is_kept(value):
    check_float64(value)


class TestRefused:
    """A number that files would not give back is a fault of its line, which names the nearest one that they do."""

    @pytest.mark.parametrize(("text", "nearest"), LOST.items())
    def test_a_data_file_names_the_place_and_the_nearest_number(self, text, nearest):
        number = parse_printed_number(text)
        qualifier = "between" if number.ends else "exact"
        data = world.text([world.figure("growth", text, qualifier=qualifier)])

        with pytest.raises(InvalidDataset) as refused:
            parse_dataset(data)

        [problem] = refused.value.problems
        assert problem.message.endswith(
            "expected a number that files keep to its last digit, as they do up to 15 digits "
            f"(the nearest to this one is {nearest}); found {text!r}"
        )
        assert problem.line == 1

    @pytest.mark.parametrize("field", ["lat", "lon"])
    def test_a_place_on_earth_as_well(self, field):
        regions = [region | {field: "123456789.123456789"} for region in world.REGIONS[:1]]

        with pytest.raises(InvalidDataset, match=r"\(the nearest to this one is 123456789\.12345679\)"):
            parse_dataset(world.text([world.figure("gdp", "1")], regions=regions))

    @pytest.mark.parametrize(
        "text",
        [
            *("1_000", "1e3", "1E3", ".5", "5.", "+5", "0x10", "0o17", "1:30", "true", "yes", "null", "~"),
            *(
                "inf",
                ".inf",
                "-.inf",
                "nan",
                ".nan",
                "1,00",
                "1.000,5",
                "1'000",
                "٣",
                "１",
                "½",
                "5 %",
                "--5",
            ),
            *("1" * 25, "1e300", "5e-324", "1/" + "3" * 25, "1" * 25 + "/3", "−5", "1..5", "1.5.5", "0/1"),
        ],
    )
    def test_what_only_some_programs_read_as_a_number(self, text):
        yaml = world.text([world.figure("growth", "PRINTED")]).replace(
            '"value": "PRINTED"', f'"value": {text}'
        )

        with pytest.raises(InvalidDataset) as refused:
            parse_dataset(yaml)

        assert all(problem.line == 1 for problem in refused.value.problems)


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    """The file of every indicator without a figure."""
    path = tmp_path_factory.mktemp("vocabulary") / "vocabulary.yaml"
    found = json.loads(world.text([world.figure(head["id"], "1") for head in world.INDICATORS]))
    for indicator in found["indicators"]:
        del indicator["observations"]
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


class TestPacked:
    """A long table gives back the same numbers, and refuses the same."""

    HEADER = "indicator,region,period,timing,value,qualifier,stated,source,at,id,usd"

    def packed(self, folder, vocabulary, trees):
        with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
            lines = csv.DictWriter(file, self.HEADER.split(","), extrasaction="ignore", restval="")
            lines.writeheader()
            lines.writerows(one | {"at": "1"} for one in trees)
        return pack_dataset(folder / "table.csv", vocabulary, folder / "packed")

    def test_every_number_comes_back_from_every_file(self, tmp_path, vocabulary):
        trees = [tree(n, text) for n, text in enumerate(KEPT)]
        assert self.packed(tmp_path, vocabulary, trees).problems == ()
        found = indicators.load(tmp_path / "packed")

        assert_all_come_back(trees, found)
        assert numbers_by_format(found) == numbers_by_format(world.catalogue(trees))

    def test_its_own_csv_packed_again_says_the_same(self, tmp_path, vocabulary):
        trees = [tree(n, text) for n, text in enumerate(KEPT) if "trillion" not in text]
        made = world.catalogue(trees)
        about = Download(made, Selection(), date(2026, 11, 21))
        (tmp_path / "table.csv").write_bytes(to_csv(made.rows(), about))
        outcome = pack_dataset(tmp_path / "table.csv", vocabulary, tmp_path / "packed")

        assert outcome.problems == ()
        assert numbers_by_format(indicators.load(tmp_path / "packed")) == numbers_by_format(made)

    def test_the_same_numbers_are_refused(self, tmp_path, vocabulary):
        trees = [tree(n, text) for n, text in enumerate(LOST)]
        outcome = self.packed(tmp_path, vocabulary, trees)

        assert [(p.line, p.column) for p in outcome.problems] == [
            (n, "value") for n in range(2, 2 + len(LOST))
        ]
        for problem, nearest in zip(outcome.problems, LOST.values(), strict=True):
            assert f"(the nearest to this one is {nearest})" in problem.message

    @pytest.mark.parametrize(
        ("low", "message"),
        [
            ("1249.50000000000000001", "(the nearest to this one is 1249.5); found '1249.50000000000000001'"),
            ("1" * 400, "(the nearest to this one is"),
            ("1e3", "expected a number in plain figures, such as 1250.5; found '1e3'"),
        ],
    )
    def test_a_bound_that_would_not_be_kept_is_refused(self, tmp_path, vocabulary, low, message):
        (tmp_path / "table.csv").write_text(
            "indicator,region,period,timing,value,low,high,source\n"
            f"growth,land,2024,during,1250,{low},1250.5,daily\n",
            encoding="utf-8",
        )
        [problem] = pack_dataset(tmp_path / "table.csv", vocabulary, tmp_path / "packed").problems

        assert (problem.line, problem.column) == (2, "low")
        assert message in problem.message

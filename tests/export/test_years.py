"""Every file holds figures of any year from 1 to 9999, by their days."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import openpyxl
import pyarrow.parquet as pq
import pytest

from indicators import export
from indicators.check.dataset_file import parse_dataset
from indicators.query import EVERYTHING, Catalogue
from tests.years import PERIODS, TEXT

CATALOGUE = Catalogue(parse_dataset(TEXT))
DAYS = {period: days[:2] for period, days in PERIODS.items()}


def file(kind: str, language: str = "en") -> bytes:
    about = export.Download(CATALOGUE, EVERYTHING, date(2026, 11, 28), "", language, "observations")
    return getattr(export, f"to_{kind}")(CATALOGUE.figures(EVERYTHING), about)


def days_of(records):
    """The days of every period, as ISO writes them."""
    return {
        record["period"]: tuple(
            day.date().isoformat() if hasattr(day, "date") else str(day)
            for day in (record["period_start"], record["period_end"])
        )
        for record in records
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_csv_and_json_write_years_in_four_digits(language):
    assert days_of(csv.DictReader(io.StringIO(file("csv", language).decode("utf-8-sig")))) == DAYS
    assert days_of(json.loads(file("json", language))["records"]) == DAYS


def test_parquet_holds_days_as_days():
    rows = pq.read_table(io.BytesIO(file("parquet")))

    assert str(rows.schema.field("period_start").type) == "date32[day]"
    assert days_of(rows.to_pylist()) == DAYS


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_workbook_holds_days_that_excel_knows_as_days_and_earlier_ones_as_text(language):
    book = openpyxl.load_workbook(io.BytesIO(file("xlsx", language)))
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    records = [dict(zip(header, row, strict=True)) for row in rows]

    assert days_of(records) == DAYS
    for record in records:
        assert isinstance(record["period_start"], str) == (DAYS[record["period"]][0] < "1900-03-01")


@pytest.mark.parametrize(
    ("period", "written"),
    [
        ("0001", "0001"),
        ("0001-04/0001-06", "0001-04-01/P3M"),
        ("0001-04/0002-03", "0001-04-01/P1Y"),
        ("1677-01/1677-06", "1677-01-01/P6M"),
        ("0001/9999", "0001-01-01/P9999Y"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_sdmx_writes_a_period_by_its_first_day_and_length(period, written):
    records = list(csv.DictReader(io.StringIO(file("sdmx").decode("utf-8-sig"))))

    assert written in {record["TIME_PERIOD"] for record in records}
    assert export.sdmx_file.sdmx_time_period(period) == written


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_data_package_is_made_of_any_year(language):
    assert file("package", language)


def test_the_whole_coverage_is_told():
    assert CATALOGUE.coverage() == (date(1, 1, 1), date(9999, 12, 31))

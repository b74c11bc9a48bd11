"""The table: the contract columns in their order and dtypes, base units, ids, and what is left empty."""

import re
from typing import get_type_hints

import pandas as pd
import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.model.chart_kinds import ChartedFigure, FigureSubject, OptionalText
from indicators.query import Selection
from indicators.query.table import COLUMNS, WORKING_COLUMNS, Row, build_table, rows_of_table
from tests.real import real
from tests.sections import without_figures

#: Section 4 of the design, word for word. Files and notebooks hang on it: it changes only by addition.
CONTRACT = [
    "observation_id",
    "indicator",
    "indicator_name_en",
    "indicator_name_zh",
    "topic",
    "measure",
    "region",
    "region_name_en",
    "region_name_zh",
    "region_code",
    "sector",
    "counterpart",
    "period",
    "period_start",
    "period_end",
    "timing",
    "plan",
    "value",
    "low",
    "high",
    "qualifier",
    "unit",
    "status",
    "basis",
    "base_period",
    "usd",
    "stated",
    "source",
    "source_title",
    "publisher",
    "published",
    "locator",
    "speaker",
    "note",
    "vintage",
    "current",
    "release",
    "sector_name_en",
    "sector_name_zh",
    "counterpart_name_en",
    "counterpart_name_zh",
]
NUMBERS = ["value", "low", "high", "usd"]
DAYS = ["period_start", "period_end"]
TEXTS = ["observation_id", "stated", "locator", "note"]


@pytest.fixture(scope="module")
def rows(small):
    return build_table(small.dataset).set_index("observation_id", drop=False)


def test_the_contract_columns_stand_first_in_their_order(rows):
    assert list(COLUMNS) == CONTRACT
    assert list(rows.columns) == [*CONTRACT, *WORKING_COLUMNS]


def test_every_column_has_its_dtype(rows):
    for name in CONTRACT:
        expected = (
            "float64"
            if name in NUMBERS
            else "datetime64[us]"
            if name in DAYS
            else "bool"
            if name == "current"
            else "str"
            if name in TEXTS
            else "category"
        )
        assert str(rows[name].dtype) == expected, name
    for name, (dtype, _) in WORKING_COLUMNS.items():
        assert str(rows[name].dtype) == dtype, name


def test_every_column_says_what_it_means():
    assert all(meaning for _, meaning in (COLUMNS | WORKING_COLUMNS).values())


def test_one_row_for_each_figure_in_file_order(rows, small):
    assert list(rows["observation_id"]) == [o.key(i.id) for i, o in small.dataset.observations()]
    assert len(rows) == 20


def test_a_whole_row(rows):
    row = rows.loc["gdp.ostland.2024", CONTRACT]

    assert row.dropna().to_dict() == {
        "observation_id": "gdp.ostland.2024",
        "indicator": "gdp",
        "indicator_name_en": "Gross domestic product",
        "indicator_name_zh": "生产总值",
        "topic": "output",
        "measure": "level",
        "region": "ostland",
        "region_name_en": "Ostland",
        "region_name_zh": "东国",
        "region_code": "000000",
        "period": "2024",
        "period_start": pd.Timestamp("2024-01-01"),
        "period_end": pd.Timestamp("2024-12-31"),
        "timing": "during",
        "plan": "2",
        "value": 2.4e12,
        "low": 2.35e12,
        "high": 2.45e12,
        "qualifier": "exact",
        "unit": "crown",
        "status": "actual",
        "basis": "stated",
        "usd": 240e9,
        "stated": "2.4 trillion crowns ($240 billion)",
        "source": "gazette",
        "source_title": "Year in figures",
        "publisher": "Ostland Gazette",
        "published": "2025-03-07",
        "vintage": "2025-03-07",
        "current": True,
        "locator": "2",
        "speaker": "Director of Statistics",
        "note": "First estimate.",
    }


def test_names_of_sectors_and_partners_are_those_of_their_ids_and_empty_without():
    table = real().rows()
    for kind in ("sector", "counterpart"):
        records = getattr(real().dataset, f"{kind}s")
        for language in ("en", "zh"):
            names = [records[id].name[language] if isinstance(id, str) else None for id in table[kind]]
            shown = [name if isinstance(name, str) else None for name in table[f"{kind}_name_{language}"]]
            assert shown == names
            assert {None} < set(shown)


def test_an_undated_figure_has_no_period_days_or_plan(rows):
    row = rows.loc["jobs.isle.undated"]

    assert row[["period", "period_start", "period_end", "plan"]].isna().all()


@pytest.mark.parametrize(
    ("id", "low", "high"),
    [
        ("gdp.east.2024", 1e12, None),
        ("gdp.ostland.2025.target", 2.5e12, None),
        ("gdp.bay.2024", 0.0, 500e9),
        ("gdp-growth.isle.2024", 2.0, 3.0),
        ("jobs.mill-port.2019", 80.0, 90.0),
    ],
)
def test_an_open_end_is_empty(rows, id, low, high):
    found = rows.loc[id, ["low", "high"]]

    assert [None if pd.isna(end) else end for end in found] == [low, high]


def test_lines_are_joined_and_the_first_leads(rows):
    assert rows.loc["catch.port.salmon.2024-01--2024-10", ["locator", "line"]].to_list() == ["6;9", 6]


def test_sector_counterpart_and_base_period_are_named(rows):
    assert rows.loc["catch.bay.salmon.2024", "sector"] == "salmon"
    assert rows.loc["gdp-rank.port.world-ports.2020", "counterpart"] == "world-ports"
    assert rows.loc["gdp-growth.port.2024", "base_period"] == "2019"


def test_a_part_of_a_year_never_stands_in_one_series_with_whole_years(rows):
    series = rows["series"].astype(str)

    assert series["catch.port.salmon.2019"] != series["catch.port.salmon.2024-01--2024-10"]
    assert series["gdp.ostland.2024"] == series["gdp.ostland.2025.target"]
    assert series.nunique() == 19


@pytest.mark.parametrize(
    ("id", "printed", "precision"),
    [
        ("catch.port.fishing.2024", "3.50 million", 10_000),
        ("catch.bay.salmon.2024", "1,250", 10),
        ("gdp.bay.2024", "500 billion", 100e9),
        ("gdp-growth.ostland.2024", "-1.5", 0.1),
    ],
)
def test_the_print_and_its_precision_survive(rows, id, printed, precision):
    assert rows.loc[id, ["printed", "precision"]].to_list() == [printed, precision]


def test_the_search_text_holds_printed_words_and_years(rows):
    assert rows.loc["catch.port.salmon.2019", "search"] == " about 900 tonnes 2019 "
    assert rows.loc["gdp-growth.bay.2021--2025.expected", "search"] == " about 5 percent a year 2021 2025 "


class TestRealData:
    def test_ids_are_unique_and_kebab(self, catalogue):
        ids = catalogue.rows()["observation_id"]

        assert ids.is_unique
        word = "[a-z0-9]+(-[a-z0-9]+)*"
        assert [id for id in ids if not re.fullmatch(rf"{word}(\.{word}(--{word})?)+", id)] == []

    @pytest.mark.parametrize(
        "id",
        [
            "goods-trade.guangzhou.2025-01--2025-10",
            "skilled-talent.guangzhou.2021",
            "high-skilled-talent-share.guangzhou.2025",
            "goods-trade-growth.guangzhou.asean.2025-01--2025-10",
            "patents-granted.guangdong.strategic-clusters.2024-01--2024-10",
            "gdp-share.greater-bay-area.undated",
            "college-graduates-attracted.guangdong.2025.target",
        ],
    )
    def test_ids_stay_what_they_were(self, catalogue, id):
        assert catalogue.find(id).observation_id == id

    def test_dtypes_and_columns_are_the_same_as_of_any_dataset(self, catalogue, rows):
        assert catalogue.rows().dtypes.astype(str).to_dict() == rows.dtypes.astype(str).to_dict()

    def test_the_value_lies_between_low_and_high(self, catalogue):
        rows = catalogue.rows()

        assert (rows["low"].isna() | (rows["low"] <= rows["value"])).all()
        assert (rows["high"].isna() | (rows["value"] <= rows["high"])).all()

    def test_every_figure_is_stated(self, catalogue):
        assert set(catalogue.rows()["basis"]) == {"stated"}

    def test_the_period_lies_in_its_plan(self, catalogue):
        for row in catalogue.rows().dropna(subset=["plan"]).itertuples():
            plan = catalogue.dataset.plans[row.plan]
            assert plan.start <= row.period_start.year <= row.period_end.year <= plan.end


def test_a_dataset_without_figures_is_an_empty_table_with_every_column(small_file):
    empty = build_table(parse_dataset(without_figures(small_file.read_text(encoding="utf-8"))))

    assert (len(empty), list(empty.columns)) == (0, [*COLUMNS, *WORKING_COLUMNS])
    assert str(empty["value"].dtype) == COLUMNS["value"][0]


def row_types():
    """attribute of a row → its type"""
    properties = {
        name: get_type_hints(kind.fget)["return"]
        for owner in (FigureSubject, ChartedFigure)
        for name, kind in vars(owner).items()
        if isinstance(kind, property)
    }
    return properties | get_type_hints(Row)


def test_a_row_has_an_attribute_of_its_type_for_each_column():
    """What mypy checks of a row is what the table has."""
    numbers = {"float64": float, "int64": int, "bool": bool, "datetime64[us]": pd.Timestamp}
    columns = COLUMNS | WORKING_COLUMNS
    found = row_types()

    assert found.keys() - {"Index"} == columns.keys()
    assert {name: found[name] for name, (dtype, _) in columns.items() if dtype in numbers} == {
        name: numbers[dtype] for name, (dtype, _) in columns.items() if dtype in numbers
    }
    assert {found[name] for name, (dtype, _) in columns.items() if dtype not in numbers} == {
        str,
        OptionalText,
    }


def test_only_optional_texts_are_ever_empty(catalogue):
    rows = catalogue.rows(Selection(implied=True))
    texts = {name for name, kind in row_types().items() if kind is str}

    assert [name for name in rows if name in texts and rows[name].isna().any()] == []
    assert rows_of_table(rows)[0]._fields == ("Index", *rows)

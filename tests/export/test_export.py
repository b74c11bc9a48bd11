"""Files: the same rows as the screen, readable, safe, and the same bytes each time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import parse_qsl

import frictionless
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pysdmx.io import read_sdmx

from indicators.export import (
    CODEBOOKS,
    FILE_FORMATS,
    FORMATS_OF_TABLE,
    VOCABULARY_TABLES,
    Download,
    RecordPage,
    TooManyRows,
    UnsupportedFormat,
    file_name,
    format_of,
    format_plain_number,
    plain_records,
    select_rows,
    to_csv,
    to_json,
    to_package,
    to_parquet,
    to_sdmx,
    to_xlsx,
)
from indicators.export.download import name_digest
from indicators.export.sdmx_file import (
    DATED_STRUCTURE,
    SDMX_ATTRIBUTES,
    SDMX_DIMENSIONS,
    UNDATED_STRUCTURE,
    sdmx_time_period,
)
from indicators.model import Text
from indicators.query import Selection
from indicators.query.table import COLUMNS
from tests.real import real

TODAY = date(2026, 11, 21)
CATALOGUE = real()
#: What a time dimension of SDMX may hold of what we write.
TIME_PERIODS = r"\d{4}(-\d{2}){0,2}(/P\d+[YMD])?"
PATENTS = "patents-granted.guangdong.strategic-clusters.2024-01--2024-10"


def about(selection: Selection | None = None, language: str = "en") -> Download:
    return Download(CATALOGUE, selection or Selection(), TODAY, "/data", language)


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def renamed(text: str) -> pd.DataFrame:
    rows = CATALOGUE.rows(Selection(indicator=("patents-granted",))).copy()
    rows["stated"] = text
    return rows


def test_csv_has_the_contract_columns_in_order():
    header = to_csv(CATALOGUE.rows(), about()).decode().split("\n", 1)[0]

    assert header == ",".join(COLUMNS)


def test_csv_says_numbers_in_base_units_and_leaves_open_ends_empty():
    by_id = {row["observation_id"]: row for row in read_csv(to_csv(CATALOGUE.rows(), about()))}
    patents, trade = by_id[PATENTS], by_id["goods-trade.guangzhou.2025-01--2025-10"]

    assert (patents["value"], patents["low"], patents["high"]) == ("93200", "93150", "93250")
    assert (trade["value"], trade["low"], trade["high"]) == ("1000000000000", "1000000000000", "")
    assert (trade["period_start"], trade["period_end"], trade["usd"]) == (
        "2025-01-01",
        "2025-10-31",
        "141550000000",
    )


@pytest.mark.parametrize("form", FILE_FORMATS, ids=lambda form: form.id)
def test_the_same_rows_give_the_same_bytes(form):
    assert form.write(CATALOGUE.rows(), about()) == form.write(CATALOGUE.rows(), about())


def test_csv_json_and_xlsx_hold_the_same_records():
    selection = Selection(region=("guangdong",), plan=("14",))
    rows = CATALOGUE.rows(selection)
    from_json = json.loads(to_json(rows, about(selection)))["records"]
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(rows, about(selection))))["data"]
    header, *lines = sheet.iter_rows(values_only=True)
    from_xlsx = [dict(zip(header, line, strict=True)) for line in lines]

    assert from_json == plain_records(rows)
    assert [_rounded(record) for record in from_xlsx] == [_rounded(record) for record in plain_records(rows)]
    assert [row["observation_id"] for row in read_csv(to_csv(rows, about(selection)))] == list(
        rows["observation_id"]
    )


def _rounded(record: dict) -> dict:
    """Workbooks keep 16 digits (a bound such as one sixth has 17) and dates as dates."""
    return {name: _comparable(value) for name, value in record.items()}


def _comparable(value: object) -> object:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return float(f"{value:.14g}") if isinstance(value, (int, float)) else value


def test_the_workbook_explains_itself():
    selection = Selection(region=("guangdong",))
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(CATALOGUE.rows(selection), about(selection))))

    assert book.sheetnames == ["data", "codebook", "sources", "about this download"]
    assert [row[0].value for row in book["codebook"].iter_rows(min_row=2)] == list(COLUMNS)
    assert book["data"].freeze_panes == "A2"
    told = dict(list(book["about this download"].iter_rows(min_row=2, values_only=True)))
    assert told["filters"] == "region = guangdong"
    assert told["made on"] == "2026-11-21"
    assert told["rows"] == len(CATALOGUE.rows(selection))


def test_a_workbook_in_chinese_explains_itself_in_chinese():
    """What people read is Chinese; columns, codes and ids keep the names that programs know."""
    selection = Selection(region=("guangdong",), plan=("14",))
    rows = CATALOGUE.rows(selection)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(rows, about(selection, "zh"))))
    codebook = list(book["字段说明"].iter_rows(values_only=True))

    assert book.sheetnames == ["数据", "字段说明", "资料来源", "关于本文件"]
    assert [cell.value for cell in book["数据"][1]] == list(COLUMNS)
    assert codebook[0] == ("列", "类型", "含义")
    assert [line[:2] for line in codebook[1:]] == [(name, dtype) for name, (dtype, _) in COLUMNS.items()]
    assert (
        {line[0]: line[2] for line in codebook}["qualifier"]
        == "exact（确数）、over（超、逾）、at_least（至少）、nearly（近）、under（不足）、at_most（至多）、about（约）或between（区间）"
    )
    assert [cell.value for cell in book["资料来源"][1]] == ["资料来源", "引用信息", "网址"]
    assert list(book["关于本文件"].iter_rows(min_row=2, values_only=True)) == [
        ("数据集", "区域指标"),
        ("数据表", "observations"),
        ("版本", CATALOGUE.dataset.version),
        ("许可协议", "CC-BY-4.0"),
        ("行数", len(rows)),
        ("筛选条件", "region = guangdong；plan = 14"),
        ("生成日期", "2026-11-21"),
        ("链接", "/data"),
    ]


@pytest.mark.parametrize("table", CODEBOOKS)
def test_every_meaning_is_chinese_in_every_chinese_file_that_tells_it(table):
    told = Download(CATALOGUE, Selection(region=("nansha",)), TODAY, language="zh", table=table)
    rows = select_rows(CATALOGUE, table, told.selection)
    meanings = {name: meaning for name, (_, meaning) in told.codebook.items()}
    from_json = json.loads(to_json(rows, told))
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(rows, told)))["字段说明"]
    schema = pq.read_schema(io.BytesIO(to_parquet(rows, told)))

    assert list(meanings) == list(CODEBOOKS[table])
    assert [text for text in meanings.values() if not re.search(r"[\u4e00-\u9fff]", text)] == []
    assert {column["name"]: column["meaning"] for column in from_json["columns"]} == meanings
    assert {row[0]: row[2] for row in sheet.iter_rows(min_row=2, values_only=True)} == meanings
    assert {field.name: field.metadata[b"meaning"].decode() for field in schema} == meanings


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝"])
def test_no_spreadsheet_runs_a_text(start):
    rows = renamed(f"{start}1+1")
    cell = read_csv(to_csv(rows, about()))[0]["stated"]
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(rows, about())))
    column = list(COLUMNS).index("stated") + 1

    assert cell == f"'{start}1+1"
    assert book["data"].cell(2, column).data_type == "s"
    assert json.loads(to_json(rows, about()))["records"][0]["stated"] == f"{start}1+1"


def test_negative_numbers_stay_numbers():
    rows = renamed("x").assign(value=-3.0)

    assert read_csv(to_csv(rows, about()))[0]["value"] == "-3"


def test_texts_are_in_the_language_asked_for():
    row = plain_records(CATALOGUE.rows(Selection(indicator=("goods-trade",))), "zh")[0]

    assert row["publisher"] == "人民网"


def test_a_table_too_long_for_a_workbook_says_what_to_take(monkeypatch):
    monkeypatch.setattr("indicators.export.xlsx_file.MAX_ROWS", 10)

    with pytest.raises(TooManyRows, match=r"^a workbook holds at most 10 rows; these are \d+: take CSV$"):
        to_xlsx(CATALOGUE.rows(), about())


IDS = st.lists(st.from_regex("[a-z0-9]{1,4}(-[a-z0-9]{1,60}){0,2}", fullmatch=True), max_size=6).map(tuple)


@st.composite
def selections(draw):
    ids = {name: draw(IDS) for name in ("region", "sector", "topic", "plan", "indicator", "source", "status")}
    q = draw(st.sampled_from(["", "R&D", "广州", "Đà Nẵng"]))
    return Selection(**ids, q=q, within=draw(st.booleans()), implied=draw(st.booleans()))


def test_a_file_name_says_what_the_file_holds():
    two = Selection(observation=("gdp.guangdong.2024", "gdp.guangzhou.2024"))
    assert (
        file_name(Selection(indicator=("goods-trade",), region=("guangzhou",)), TODAY, "csv")
        == "goods-trade_guangzhou_2026-11-21.csv"
    )
    assert file_name(Selection(), TODAY, "xlsx") == "observations_2026-11-21.xlsx"
    assert file_name(Selection(plan=("14",)), TODAY, "json") == "plan-14_2026-11-21.json"
    assert (
        file_name(Selection(observation=("gdp.guangdong.2024",)), TODAY, "csv")
        == "gdp_guangdong_2024_2026-11-21.csv"
    )
    assert file_name(two, TODAY, "csv") == f"gdp_2-figures_{name_digest(two.params())}_2026-11-21.csv"


@settings(max_examples=20)
@given(
    st.lists(selections(), min_size=2, max_size=2, unique=True), st.sampled_from(["observations", "regions"])
)
def test_other_filters_have_other_names_that_every_system_can_keep(chosen, table):
    names = [file_name(selection, TODAY, "csv", table) for selection in chosen]

    assert len(set(names)) == 2
    assert all(re.fullmatch(r"[a-z0-9._-]{1,140}\.csv", name) for name in names)
    assert names == [file_name(selection, TODAY, "csv", table) for selection in chosen]


def test_another_language_other_columns_and_another_page_have_other_names():
    one = Selection(region=("china",))
    more = [(), ("zh",), ("", ("value",)), ("", ("value", "low")), ("", (), (5, 0)), ("", (), (5, 5))]

    assert len({file_name(one, TODAY, "json", "observations", *each) for each in more}) == len(more)
    assert file_name(one, TODAY, "json", "observations", "", (), ()) == "china_2026-11-21.json"


@pytest.mark.parametrize("table", [table for table, forms in FORMATS_OF_TABLE.items() if "csv" in forms])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_csv_begins_with_a_byte_order_mark_where_it_is_asked_for_and_is_the_same_behind_it(table, language):
    rows, form = select_rows(CATALOGUE, table, Selection(region=("nansha",))), FORMATS_OF_TABLE[table]["csv"]
    plain = Download(CATALOGUE, Selection(region=("nansha",)), TODAY, "", language, table)

    assert form.write(rows, replace(plain, bom=True)) == b"\xef\xbb\xbf" + form.write(rows, plain)
    assert not form.write(rows, plain).startswith(b"\xef\xbb\xbf")


def test_a_package_holds_plain_csv_whatever_is_asked_for():
    chosen = Download(CATALOGUE, Selection(region=("nansha",)), TODAY, bom=True)
    rows = CATALOGUE.rows(chosen.selection)
    for form in (form for form in FILE_FORMATS if not form.takes_bom):
        assert form.write(rows, chosen) == form.write(rows, replace(chosen, bom=False))


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_plain_number_reads_back_as_itself_without_exponent(value):
    written = format_plain_number(value)

    assert float(written) == pytest.approx(value, abs=1e-6)
    assert "e" not in written


def long(rows: pd.DataFrame, times: int = 60) -> pd.DataFrame:
    return pd.concat([rows] * times, ignore_index=True)


def test_a_file_made_in_parts_is_the_file_made_at_once():
    rows = long(CATALOGUE.rows())
    lines = to_csv(rows, about()).split(b"\n")
    short = to_csv(CATALOGUE.rows(), about()).split(b"\n")

    assert len(lines) == len(rows) + 2
    assert lines[: len(short) - 1] == short[:-1]
    assert len(json.loads(to_json(rows, about()))["records"]) == len(rows)
    assert len(pd.read_parquet(io.BytesIO(to_parquet(rows, about())))) == len(rows)


@pytest.mark.parametrize("kind", ["csv", "json", "parquet", "sdmx-csv"])
def test_long_tables_are_written_in_parts(kind):
    rows = long(CATALOGUE.rows(), 600 if kind == "parquet" else 60)
    parts = list(format_of("observations", kind).chunks(rows[list(rows)], about()))

    assert len(parts) > 2
    assert max(map(len, parts)) < 0.9 * sum(map(len, parts))


@pytest.mark.parametrize("kind", FORMATS_OF_TABLE["observations"])
def test_no_rows_make_a_file_that_reads_back(kind):
    content = format_of("observations", kind).write(CATALOGUE.rows().head(0), about())

    if kind == "json":
        assert json.loads(content)["records"] == []
    elif kind == "parquet":
        assert list(pd.read_parquet(io.BytesIO(content))) == list(COLUMNS)
    elif kind != "xlsx":
        assert content.count(b"\n") == 1


def test_parquet_reads_back_to_the_same_table():
    rows = CATALOGUE.rows(Selection(implied=True))
    back = pd.read_parquet(io.BytesIO(to_parquet(rows, about())))
    found = back.astype(object).where(back.notna(), None)
    for day in ("period_start", "period_end"):
        days = [None if pd.isna(value) else value.isoformat() for value in back[day]]
        found[day] = pd.Series(days, dtype=object)

    assert found.to_dict("records") == plain_records(rows)


def test_parquet_carries_its_codebook_and_its_origin():
    schema = pq.read_schema(io.BytesIO(to_parquet(CATALOGUE.rows(), about())))

    assert schema.metadata[b"digest"].decode() == CATALOGUE.dataset.digest
    assert {field.name: field.metadata[b"meaning"].decode() for field in schema} == {
        name: meaning for name, (_, meaning) in COLUMNS.items()
    }


def test_json_explains_itself():
    told = json.loads(to_json(CATALOGUE.rows(Selection(region=("nansha",))), about()))

    assert [column["name"] for column in told["columns"]] == list(COLUMNS)
    assert {source["id"] for source in told["sources"]} == {r["source"] for r in told["records"]}
    assert told["digest"] == CATALOGUE.dataset.digest


def test_a_page_of_json_says_where_the_rest_is():
    told = json.loads(to_json(CATALOGUE.rows().head(2), about(), RecordPage(2, 0, 9, "/next")))

    assert {name: told[name] for name in ("total", "limit", "offset", "next")} == {
        "total": 9,
        "limit": 2,
        "offset": 0,
        "next": "/next",
    }


def test_a_choice_of_columns_is_kept_in_its_order():
    asked = Download(CATALOGUE, Selection(), TODAY, fields=("value", "region"))

    assert to_csv(CATALOGUE.rows(), asked).startswith(b"value,region\n")
    assert list(json.loads(to_json(CATALOGUE.rows(), asked))["records"][0]) == ["value", "region"]
    assert list(pd.read_parquet(io.BytesIO(to_parquet(CATALOGUE.rows(), asked)))) == ["value", "region"]
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(CATALOGUE.rows(), asked)))
    assert [cell.value for cell in book["data"][1]] == ["value", "region"]
    assert [row[0].value for row in book["codebook"].iter_rows(min_row=2)] == ["value", "region"]


def test_a_workbook_has_days_and_numbers_as_people_read_them():
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(CATALOGUE.rows(), about())))["data"]
    columns = list(COLUMNS)
    by_id = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    patents = by_id[PATENTS]

    assert patents[columns.index("value")].number_format == "#,##0"
    assert patents[columns.index("period_start")].value.isoformat() == "2024-01-01T00:00:00"
    assert patents[columns.index("period_start")].number_format == "yyyy-mm-dd"
    assert not any(cell.hyperlink or cell.data_type == "f" for row in by_id.values() for cell in row)


class TestSdmx:
    """SDMX-CSV 2.0, read back by a library that is not ours."""

    rows = CATALOGUE.rows(Selection(implied=True))
    sets = read_sdmx(to_sdmx(rows, about()).decode()).data
    frame = pd.concat([part.data for part in sets]).set_index("OBSERVATION_ID", drop=False)
    frame = frame.loc[rows["observation_id"]]

    def test_an_sdmx_library_reads_the_same_table(self):
        """Every column of the contract that is not a name or follows from an id."""
        for attribute, column in SDMX_ATTRIBUTES.items():
            wanted = [None if record[column] == "" else record[column] for record in plain_records(self.rows)]
            if column == "current":
                wanted = [str(flag) for flag in wanted]  # as the library reads true and false
            read = [value or None for value in self.frame[attribute].fillna("").tolist()]
            kind = float if isinstance(next(filter(None, wanted), None), float) else str
            assert [value if value is None else kind(value) for value in read] == wanted, attribute
        assert pd.to_numeric(self.frame["OBS_VALUE"]).tolist() == self.rows["value"].tolist()
        assert self.frame["INDICATOR"].tolist() == self.rows["indicator"].tolist()
        assert self.frame["REF_AREA"].tolist() == self.rows["region"].tolist()
        assert self.frame["SECTOR"].tolist() == self.rows["sector"].astype("str").fillna("_T").tolist()
        assert (
            self.frame["COUNTERPART"].tolist() == self.rows["counterpart"].astype("str").fillna("_Z").tolist()
        )
        assert self.frame["STATUS"].tolist() == self.rows["status"].tolist()

    def test_undated_figures_are_of_a_structure_without_time(self):
        dated = self.rows["period"].notna()
        by_structure = {part.short_urn.partition("=")[2]: part.data for part in self.sets}

        assert set(by_structure) == {DATED_STRUCTURE, UNDATED_STRUCTURE}
        assert (
            by_structure[DATED_STRUCTURE]["OBSERVATION_ID"].tolist()
            == self.rows["observation_id"][dated].tolist()
        )
        assert (
            by_structure[UNDATED_STRUCTURE]["OBSERVATION_ID"].tolist()
            == self.rows["observation_id"][~dated].tolist()
        )
        assert (by_structure[UNDATED_STRUCTURE]["TIME_PERIOD"] == "").all()
        assert by_structure[DATED_STRUCTURE]["TIME_PERIOD"].str.fullmatch(TIME_PERIODS).all()

    def test_the_dimensions_of_a_structure_identify_a_figure(self):
        for part in self.sets:
            keys = [
                key
                for key in SDMX_DIMENSIONS
                if key != "TIME_PERIOD" or UNDATED_STRUCTURE not in part.short_urn
            ]
            assert not part.data.duplicated(keys).any()
            assert (part.data[keys] != "").all(axis=None)

    def test_ids_are_such_as_code_lists_allow(self):
        for name in ("INDICATOR", "REF_AREA", "SECTOR", "COUNTERPART", "STATUS", "STATEMENT", "SOURCE"):
            assert self.frame[name].str.fullmatch(r"[A-Za-z0-9_@$\-]+").all()

    def test_only_what_happened_is_a_normal_value(self):
        letters = {("actual", "stated"): "A", ("target", "stated"): "F", ("expected", "stated"): "F"}
        wanted = [
            letters.get(pair, "I") for pair in zip(self.rows["status"], self.rows["basis"], strict=True)
        ]

        assert self.frame["OBS_STATUS"].tolist() == wanted


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (None, ""),
        ("2024", "2024"),
        ("2025-10", "2025-10"),
        ("2025-10-23", "2025-10-23"),
        ("2021/2025", "2021-01-01/P5Y"),
        ("2024-01/2024-10", "2024-01-01/P10M"),
        ("2023-07/2025-06", "2023-07-01/P2Y"),
        ("2023-07/2025-07", "2023-07-01/P25M"),
        ("2025-03-05/2025-03-11", "2025-03-05/P7D"),
    ],
)
def test_periods_as_sdmx_writes_them(text, written):
    assert sdmx_time_period(text) == written


@pytest.mark.parametrize("table", VOCABULARY_TABLES)
def test_a_codebook_has_every_field_of_its_records(table):
    if table in ("relations", "charts", "maps"):  # these are more than their records written flat
        return
    record = next(iter(getattr(CATALOGUE.dataset, table).values()))
    fields = {
        f"{name}_{language}" if isinstance(value, Text) or f"{name}_en" in CODEBOOKS[table] else name
        for name, value in record
        for language in ("en", "zh")
        if name not in ("observations", "charted")  # how pages draw it is nothing that it is
    }

    assert fields == set(CODEBOOKS[table])
    assert len(select_rows(CATALOGUE, table, Selection())) == len(getattr(CATALOGUE.dataset, table))


@pytest.mark.parametrize("table", VOCABULARY_TABLES)
def test_every_vocabulary_can_be_taken_in_every_plain_format(table):
    rows, told = (
        select_rows(CATALOGUE, table, Selection()),
        Download(CATALOGUE, Selection(), TODAY, table=table),
    )
    from_json = json.loads(to_json(rows, told))["records"]
    from_csv = read_csv(to_csv(rows, told))
    from_parquet = pd.read_parquet(io.BytesIO(to_parquet(rows, told)))
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(rows, told)))["data"]
    key = next(iter(CODEBOOKS[table]))

    assert set(FORMATS_OF_TABLE[table]) == {"csv", "xlsx", "json", "parquet"}
    assert [record[key] for record in from_json] == rows[key].tolist()
    assert [record[key] for record in from_csv] == rows[key].tolist()
    assert from_parquet[key].tolist() == rows[key].tolist()
    assert [cell.value for cell in sheet["A"]][1:] == rows[key].tolist()


def test_lists_are_lists_in_json_and_joined_elsewhere():
    told = Download(CATALOGUE, Selection(), TODAY, table="regions")
    rows = select_rows(CATALOGUE, "regions", Selection())
    by_id = {record["id"]: record for record in json.loads(to_json(rows, told))["records"]}
    flat = {record["id"]: record for record in read_csv(to_csv(rows, told))}

    assert by_id["china"]["within"] == []
    assert by_id["guangzhou"]["within"] == flat["guangzhou"]["within"].split(";")


def test_with_filters_a_vocabulary_holds_what_the_figures_name():
    chosen = Selection(region=("guangzhou",))
    figures = CATALOGUE.rows(chosen)

    assert select_rows(CATALOGUE, "regions", chosen)["id"].tolist() == ["guangzhou"]
    assert set(select_rows(CATALOGUE, "units", chosen)["id"]) == set(figures["unit"])
    assert 0 < len(select_rows(CATALOGUE, "relations", chosen)) < len(CATALOGUE.dataset.relations)


def test_a_chart_names_its_figures_and_the_filters_that_give_them():
    charts = select_rows(CATALOGUE, "charts", Selection())

    assert charts["id"].tolist() == list(CATALOGUE.dataset.charts)
    for chart in charts.itertuples():
        chosen = CATALOGUE.parse(parse_qsl(chart.filters)).selection
        assert CATALOGUE.rows(chosen)["observation_id"].tolist() == chart.figures.split(";")


def test_a_map_is_a_table_of_its_squares():
    tiles = select_rows(CATALOGUE, "maps", Selection())
    guangzhou = tiles[tiles["region"] == "guangzhou"].iloc[0]

    assert len(tiles) == sum(len(drawn.tiles) for drawn in CATALOGUE.dataset.maps.values())
    assert (guangzhou["name_zh"], guangzhou["map"]) == ("广州", "guangdong-cities")
    assert guangzhou["id"] == f"guangdong-cities.{guangzhou['column']}.{guangzhou['row']}"
    assert select_rows(CATALOGUE, "maps", Selection(region=("guangzhou",)))["region"].tolist() == [
        "guangzhou"
    ]


@pytest.mark.parametrize(
    ("what", "kind", "told"),
    [
        ("regions", "zip", "regions cannot be written as zip; take csv or xlsx or json or parquet"),
        ("package", "csv", "package cannot be written as csv; take zip"),
        (
            "sources",
            "sdmx-csv",
            "sources cannot be written as sdmx-csv; take csv or xlsx or json or parquet",
        ),
    ],
)
def test_a_format_that_does_not_fit_says_which_do(what, kind, told):
    with pytest.raises(UnsupportedFormat) as error:
        format_of(what, kind)

    assert str(error.value) == told


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The data package of every figure, unpacked."""
    folder = tmp_path_factory.mktemp("package")
    content = to_package(CATALOGUE.rows(Selection(implied=True)), about())
    zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
    return folder


@pytest.fixture(scope="module")
def descriptor(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


class TestPackage:
    """The data package, checked by its own validator and by reading it."""

    def test_it_is_a_valid_data_package(self, folder):
        report = frictionless.validate(str(folder / "datapackage.json"))

        assert report.flatten(["type", "title", "message"]) == []
        assert report.stats["tasks"] == len(VOCABULARY_TABLES) + 1

    def test_the_validator_sees_a_figure_of_an_unknown_region(self, folder, tmp_path):
        shutil.copytree(folder, tmp_path / "p")
        path = tmp_path / "p" / "data" / "observations.csv"
        path.write_text(
            path.read_text(encoding="utf-8").replace(",guangdong,", ",guangdng,"), encoding="utf-8"
        )

        found = frictionless.validate(str(tmp_path / "p" / "datapackage.json")).flatten(["type"])

        assert ["foreign-key"] in found

    def test_hashes_and_sizes_are_those_of_the_files(self, folder, descriptor):
        for resource in descriptor["resources"]:
            content = (folder / resource["path"]).read_bytes()
            assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
            assert resource["bytes"] == len(content)

    def test_every_table_is_in_it_and_described(self, folder, descriptor):
        tables = {"observations", *VOCABULARY_TABLES}
        codebook = (folder / "CODEBOOK.md").read_text(encoding="utf-8")

        assert {path.stem for path in (folder / "data").iterdir()} == tables
        assert {resource["name"] for resource in descriptor["resources"]} == tables
        for table in tables:
            for column, (_, meaning) in CODEBOOKS[table].items():
                assert f"| `{column}` | " in codebook
                assert meaning in codebook

    def test_its_observations_are_the_csv_of_the_same_rows(self, folder):
        rows = CATALOGUE.rows(Selection(implied=True))

        assert (folder / "data" / "observations.csv").read_bytes() == to_csv(rows, about())

    def test_it_says_how_to_cite_and_under_which_licence(self, folder, descriptor):
        cited = (folder / "CITATION.cff").read_text(encoding="utf-8")
        lines = dict(line.split(": ", 1) for line in cited.splitlines())

        assert json.loads(lines["cff-version"]) == "1.2.0"
        assert json.loads(lines["license"]) == CATALOGUE.dataset.about.licence
        assert json.loads(lines["version"]) == CATALOGUE.dataset.version
        assert json.loads(lines["authors"])[0]["name"]
        assert descriptor["licenses"][0]["name"] == CATALOGUE.dataset.about.licence
        assert f"{len(CATALOGUE.rows(Selection(implied=True))):,} figures" in (
            folder / "README.md"
        ).read_text(encoding="utf-8")

    def test_in_chinese_its_texts_are_chinese(self):
        told = about(Selection(region=("guangdong",)), "zh")
        archive = zipfile.ZipFile(io.BytesIO(to_package(CATALOGUE.rows(told.selection), told)))
        texts = {name: archive.read(name).decode() for name in archive.namelist() if "/" not in name}
        described = json.loads(texts["datapackage.json"])
        meanings = {
            field["name"]: field["description"] for field in described["resources"][0]["schema"]["fields"]
        }

        assert texts["README.md"].startswith("# 区域指标\n\n收录英文报道")
        assert (
            "本数据包共有38条数据（筛选条件：region = guangdong）及其标识符所指的各词表" in texts["README.md"]
        )
        assert "- `data/observations.csv` – 38行\n" in texts["README.md"]
        assert "| `low` | float64 | 所述数据的下限，以基本单位计；留空表示不封闭 |\n" in texts["CODEBOOK.md"]
        assert (
            "| `nearly` | 略低于（近、接近、将近） |\n| `under` | 上限（不足、不到、低于） |\n| `at_most` | 上限（至多、不超过） |\n"
            in texts["CODEBOOK.md"]
        )
        assert 'authors: [{"name": "区域指标数据维护者"}]\n' in texts["CITATION.cff"]
        assert described["title"] == "区域指标"
        assert meanings["low"] == "所述数据的下限，以基本单位计；留空表示不封闭"
        assert re.findall(r"^(?![|#]|$)[A-Za-z ,.]+$", texts["README.md"] + texts["CODEBOOK.md"], re.M) == []

"""What stands in every kind of file, cell by cell: of targets, expectations, implied, undated and open-ended figures."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, datetime
from typing import ClassVar

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import indicators
from indicators.export import (
    FORMATS_OF_TABLE,
    VOCABULARY_TABLES,
    Download,
    RecordPage,
    file_name,
    format_of,
    format_plain_number,
    select_rows,
    slice_rows,
    to_csv,
    to_json,
    to_package,
    to_parquet,
    to_sdmx,
    to_xlsx,
)
from indicators.export.data_package import table_schema
from indicators.export.download import name_digest
from indicators.export.plain_values import plain_columns, split_rows
from indicators.query import PlacedFigures, Selection
from indicators.query.table import COLUMNS
from tests import packing, world

TODAY = date(2026, 11, 21)
FIGURES = [
    world.figure("gdp", "2.4 trillion", usd="240 billion", at=[2, 11], speaker=world.both("Mayor", "市长"), note=world.both("First, “so”.", "初步。")),
    world.figure("gdp", "3 trillion", period="2025", status="target", qualifier="at_least", source="monthly"),
    world.figure("growth", "5", period="2021/2025", timing="average", status="expected", qualifier="about", base_period="2020"),
    world.figure("growth", "-0.05", region="north", base_period="2023"),
    world.figure("jobs", "1,200", region="south", sector="iron", counterpart="abroad", period=None, timing="unclear", qualifier="under", stated="=less than 1,200"),
    world.figure("share", "1/9", region="north", qualifier="over", id="own.id-1"),
    world.figure("gdp", "0.1234567", period="1899-12-31", region="town", timing="at"),
]  # fmt: skip
RELATIONS = [
    world.relation(
        "told",
        "share",
        {"part": None, "whole": "gdp.land.2024", "share": "own.id-1"},
        implies={"indicator": "gdp", "region": "north", "period": "2024", "timing": "during"},
        acknowledged=world.both("Known.", "已知。"),
    )
]
SOURCES = [
    world.source("daily", "2025-03-07", url="https://daily.example/", note=world.both("Late.", "迟。")),
    world.source("monthly", "2025-04", short=world.both("Mon", "月"), language="zh"),
    world.source("yearly", "2026"),
]
CHARTS = [
    {
        "id": "all-gdp",
        "title": world.both("All of it", "全部"),
        "kind": "dots",
        "selection": {"region": ["land"], "indicator": ["gdp"]},
    }
]
MAPS = [
    {
        "id": "squares",
        "name": world.both("Squares", "方格"),
        "tiles": [{"region": "north", "at": [1, 0]}, {"name": world.both("Sea", "海"), "at": [2, 3]}],
    }
]
ORDER = ["gdp.land.2024", "gdp.land.2025.target", "gdp.town.1899-12-31", "jobs.south.iron.abroad.undated", "growth.land.2021--2025.expected", "growth.north.2024", "own.id-1", "gdp.north.2024.implied"]  # fmt: skip
SELECTION = Selection(implied=True)


@pytest.fixture(scope="module")
def made():
    about = {"version": "2026.1"}
    return world.catalogue(FIGURES, RELATIONS, sources=SOURCES, about=about, charts=CHARTS, maps=MAPS)


def about(made, language="en", **fields):
    return Download(made, SELECTION, TODAY, "/data", language, **fields)


#: id → the cells of its row in CSV that are not the same for all, in English
CELLS = {
    "gdp.land.2024": "2024,2024-01-01,2024-12-31,during,2,2400000000000,2350000000000,2450000000000,exact,crown,actual,stated,,240000000000,printed 2.4 trillion,daily,daily title,daily office,2025-03-07,2;11,Mayor,\"First, “so”.\",2025-03-07,true,,,,,",
    "gdp.land.2025.target": "2025,2025-01-01,2025-12-31,during,2,3000000000000,3000000000000,,at_least,crown,target,stated,,,printed 3 trillion,monthly,monthly title,monthly office,2025-04,1,,,2025-04,true,,,,,",
    "gdp.town.1899-12-31": "1899-12-31,1899-12-31,1899-12-31,at,,0.1234567,0.12345665,0.12345675,exact,crown,actual,stated,,,printed 0.1234567,daily,daily title,daily office,2025-03-07,1,,,2025-03-07,true,,,,,",
    "jobs.south.iron.abroad.undated": ",,,unclear,,1200,0,1200,under,person,actual,stated,,,\"'=less than 1,200\",daily,daily title,daily office,2025-03-07,1,,,2025-03-07,true,,Iron,铁,Abroad,国外",
    "growth.land.2021--2025.expected": "2021/2025,2021-01-01,2025-12-31,average,2,5,4,6,about,percent,expected,stated,2020,,printed 5,daily,daily title,daily office,2025-03-07,1,,,2025-03-07,true,,,,,",
    "growth.north.2024": "2024,2024-01-01,2024-12-31,during,2,-0.05,-0.055,-0.045,exact,percent,actual,stated,2023,,printed -0.05,daily,daily title,daily office,2025-03-07,1,,,2025-03-07,true,,,,,",
    "own.id-1": "2024,2024-01-01,2024-12-31,during,2,11.11111111111111,11.11111111111111,,over,percent,actual,stated,,,printed 1/9,daily,daily title,daily office,2025-03-07,1,,,2025-03-07,true,,,,,",
    "gdp.north.2024.implied": "2024,2024-01-01,2024-12-31,during,2,1355555555555.5557,261111111111.1111,2450000000000,about,crown,actual,implied,,,,daily,daily title,daily office,2025-03-07,1;2;11,,Never stated: implied by told from gdp.land.2024; own.id-1.,2025-03-07,true,,,,,",
}  # fmt: skip
SUBJECTS = {
    "gdp.land.2024": "gdp,GDP,生产总值,output,level,land,Land,全国,,,",
    "jobs.south.iron.abroad.undated": "jobs,Jobs,就业,people,level,south,South,南省,,iron,abroad",
    "own.id-1": "share,Share,占比,output,share,north,North,北省,,,",
}


class TestCsv:
    def test_each_row_is_as_it_reads(self, made):
        _, *lines, end = to_csv(made.rows(SELECTION), about(made)).decode().split("\n")

        assert end == ""
        assert [line.split(",")[0] for line in lines] == ORDER
        assert all(line.endswith(f",{CELLS[id]}") for line, id in zip(lines, ORDER, strict=True))
        assert {
            id: f"{id},{subject},{CELLS[id]}" in lines for id, subject in SUBJECTS.items()
        } == dict.fromkeys(SUBJECTS, True)

    def test_in_chinese_titles_publishers_speakers_and_notes_are_chinese_and_nothing_else(self, made):
        english, chinese = (
            list(csv.DictReader(io.StringIO(to_csv(made.rows(SELECTION), about(made, language)).decode())))
            for language in ("en", "zh")
        )
        translated = {"source_title", "publisher", "speaker", "note"}

        assert [{k: v for k, v in row.items() if k not in translated} for row in chinese] == [
            {k: v for k, v in row.items() if k not in translated} for row in english
        ]
        assert {name: chinese[0][name] for name in translated} == {
            "source_title": "daily题",
            "publisher": "daily社",
            "speaker": "市长",
            "note": "初步。",
        }
        assert chinese[-1]["note"] == "未见陈述，由gdp.land.2024、own.id-1推算（依据核对关系：told）。"

    @pytest.mark.parametrize("start", [*"=+-@\t\r\n＝＋－＠"])
    def test_a_text_that_begins_like_a_formula_has_an_apostrophe(self, made, start):
        rows = made.rows(SELECTION).head(1).assign(stated=f"{start}x", note=f"x{start}")
        told = to_csv(rows, about(made)).decode()

        assert f"'{start}x" in told
        assert f"x{start}" in told
        assert f"'x{start}" not in told

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (1.1e12, "1100000000000"),
            (24.75, "24.75"),
            (-3.0, "-3"),
            (-0.0, "0"),
            (0.0001, "0.0001"),
            (0.00005, "0.00005"),
            (-0.00001, "-0.00001"),
            (1e22, "10000000000000000000000"),
            (100 / 9, "11.11111111111111"),
        ],
    )
    def test_numbers_have_a_dot_and_no_exponent(self, value, text):
        assert format_plain_number(value) == text


class TestJson:
    def test_a_file_says_what_it_is_before_its_records(self, made):
        told = json.loads(to_json(made.rows(SELECTION), about(made)))

        assert list(told) == [
            *("dataset", "table", "licence", "version", "digest", "filters", "link", "total"),
            *("columns", "sources", "records"),
        ]
        assert told["version"] == f"2026.1+{made.dataset.digest}"
        assert {name: told[name] for name in ("dataset", "table", "licence", "filters", "link", "total")} == {
            "dataset": "Sample",
            "table": "observations",
            "licence": "CC0-1.0",
            "filters": [["implied", "1"]],
            "link": "/data",
            "total": 8,
        }
        assert told["columns"][13] == {
            "name": "period_start",
            "type": "datetime64[us]",
            "meaning": "first day of the period",
        }
        assert [column["type"] for column in told["columns"]] == [dtype for dtype, _ in COLUMNS.values()]

    @pytest.mark.parametrize(
        ("language", "cited"),
        [
            (
                "en",
                [
                    "daily office, “daily title”, 7 Mar 2025, https://daily.example/, read 3 Feb 2026",
                    "monthly office, 《monthly题》 [monthly title], Apr 2025, read 3 Feb 2026",
                ],
            ),
            (
                "zh",
                [
                    "daily社，“daily title”（译：daily题），2025年3月7日，https://daily.example/，2026年2月3日查阅",
                    "monthly社，《monthly题》，2025年4月，2026年2月3日查阅",
                ],
            ),
        ],
    )
    def test_the_sources_of_its_figures_are_cited_and_no_other(self, made, language, cited):
        told = json.loads(to_json(made.rows(SELECTION), about(made, language)))["sources"]

        assert told == [
            {"id": "daily", "citation": cited[0], "url": "https://daily.example/"},
            {"id": "monthly", "citation": cited[1], "url": None},
        ]
        assert json.loads(to_json(made.figures(SELECTION), about(made, language)))["sources"] == told

    def test_each_record_is_a_line_with_whole_numbers_exact_texts_and_null(self, made):
        head, *lines = to_json(made.rows(SELECTION), about(made)).decode().split("\n")

        assert head.endswith('],"records":[')
        assert lines[-2:] == ["]}", ""]
        assert [line.endswith(",") for line in lines[:-2]] == [True] * 7 + [False]
        assert '"value":3000000000000,"low":3000000000000,"high":null,' in lines[1]
        assert '"value":0.1234567,' in lines[2]
        assert '"stated":"=less than 1,200"' in lines[3]
        assert '"period":null,"period_start":null,' in lines[3]
        assert '"stated":""' in lines[7]

    @pytest.mark.parametrize(("value", "written"), [(2.0**53 - 1, "9007199254740991"), (2.0**53, "9007199254740992.0"), (-5.0, "-5"), (2.5, "2.5")])  # fmt: skip
    def test_a_number_is_whole_as_long_as_a_float_holds_every_whole_number(self, made, value, written):
        rows = made.rows(SELECTION).head(1).assign(value=value)

        assert f'"value":{written},' in to_json(rows, about(made)).decode()

    def test_a_page_replaces_the_total(self, made):
        told = json.loads(to_json(made.rows(SELECTION), about(made), RecordPage(8, 16, 24, None)))

        assert (told["total"], told["limit"], told["offset"], told["next"]) == (24, 8, 16, None)

    def test_a_vocabulary_of_sources_cites_them(self, made):
        told = about(made, table="sources")
        rows = select_rows(made, "sources", Selection(source=("monthly",)))

        assert [source["id"] for source in json.loads(to_json(rows, told))["sources"]] == ["monthly"]
        assert (
            json.loads(to_json(select_rows(made, "units", SELECTION), about(made, table="units")))["sources"]
            == []
        )


class TestParquet:
    TYPES: ClassVar = {"float64": pa.float64(), "datetime64[us]": pa.date32(), "bool": pa.bool_()}

    def test_every_column_has_its_type_and_meaning(self, made):
        schema = pq.read_schema(io.BytesIO(to_parquet(made.rows(SELECTION), about(made, "zh"))))

        assert {field.name: field.type for field in schema} == {
            name: self.TYPES.get(dtype, pa.string()) for name, (dtype, _) in COLUMNS.items()
        }
        assert schema.field("low").metadata == {
            b"meaning": "所述数据的下限，以基本单位计；留空表示不封闭".encode()
        }

    def test_its_metadata_say_what_it_is(self, made):
        metadata = pq.read_schema(io.BytesIO(to_parquet(made.rows(SELECTION), about(made)))).metadata
        told = {name.decode(): value.decode() for name, value in metadata.items()}

        assert json.loads(told.pop("sources"))[1]["id"] == "monthly"
        assert told == {
            "dataset": "Sample",
            "table": "observations",
            "licence": "CC0-1.0",
            "version": f"2026.1+{made.dataset.digest}",
            "digest": made.dataset.digest,
            "filters": '[["implied", "1"]]',
            "link": "/data",
            "total": "8",
        }

    @pytest.mark.parametrize(("language", "note", "publisher"), [("en", "First, “so”.", "daily office"), ("zh", "初步。", "daily社")])  # fmt: skip
    def test_its_cells_are_days_numbers_texts_and_nothing(self, made, language, note, publisher):
        rows = pq.read_table(io.BytesIO(to_parquet(made.rows(SELECTION), about(made, language)))).to_pylist()
        first, target, undated = rows[0], rows[1], rows[3]

        assert [row["observation_id"] for row in rows] == ORDER
        assert (first["note"], first["publisher"]) == (note, publisher)
        assert (first["period_start"], first["period_end"]) == (date(2024, 1, 1), date(2024, 12, 31))
        assert (target["low"], target["high"], target["note"], target["sector"]) == (3e12, None, None, None)
        assert (undated["period"], undated["period_start"], undated["low"]) == (None, None, 0.0)

    def test_a_vocabulary_has_whole_numbers(self, made):
        schema = pq.read_schema(
            io.BytesIO(to_parquet(select_rows(made, "plans", SELECTION), about(made, table="plans")))
        )

        assert (schema.field("start").type, schema.field("id").type) == (pa.int64(), pa.string())


class TestSdmx:
    #: id → sector, counterpart, status, statement, time, letter, base
    KEYS: ClassVar = {
        "gdp.land.2024": ("_T", "_Z", "actual", "_Z", "2024", "A", ""),
        "gdp.land.2025.target": ("_T", "_Z", "target", "_Z", "2025", "F", ""),
        "gdp.town.1899-12-31": ("_T", "_Z", "actual", "_Z", "1899-12-31", "A", ""),
        "jobs.south.iron.abroad.undated": ("iron", "abroad", "actual", "_Z", "", "A", ""),
        "growth.land.2021--2025.expected": ("_T", "_Z", "expected", "_Z", "2021-01-01/P5Y", "F", "2020"),
        "growth.north.2024": ("_T", "_Z", "actual", "_Z", "2024", "A", "2023"),
        "own.id-1": ("_T", "_Z", "actual", "own__id-1", "2024", "A", ""),
        "gdp.north.2024.implied": ("_T", "_Z", "actual", "gdp__north__2024__implied", "2024", "I", ""),
    }

    def test_each_figure_has_its_key_letter_and_words(self, made):
        rows = list(csv.DictReader(io.StringIO(to_sdmx(made.rows(SELECTION), about(made)).decode())))
        names = ("SECTOR", "COUNTERPART", "STATUS", "STATEMENT", "TIME_PERIOD", "OBS_STATUS", "BASE_PER")

        assert {row["OBSERVATION_ID"]: tuple(row[name] for name in names) for row in rows} == self.KEYS
        assert {row["STRUCTURE"] for row in rows} == {"dataflow"}
        assert {row["ACTION"] for row in rows} == {"I"}
        assert {row["UNIT_MULT"] for row in rows} == {"0"}
        assert [row["STRUCTURE_ID"].split(":")[1] for row in rows] == [
            "UNDATED_FIGURES(1.0.0)" if "undated" in id else "STATED_FIGURES(1.0.0)" for id in ORDER
        ]
        assert rows[0]["COMMENT_OBS"] == "First, “so”."
        assert rows[3]["STATED"] == "=less than 1,200"
        assert (rows[1]["LOW"], rows[1]["HIGH"], rows[0]["USD"]) == ("3000000000000", "", "240000000000")

    def test_its_comments_are_in_the_language_asked_for(self, made):
        rows = list(csv.DictReader(io.StringIO(to_sdmx(made.rows(SELECTION), about(made, "zh")).decode())))

        assert (rows[0]["COMMENT_OBS"], rows[0]["SPEAKER"]) == ("初步。", "市长")
        assert rows[-1]["COMMENT_OBS"].startswith("未见陈述")


class TestWorkbook:
    @pytest.fixture(scope="class")
    @staticmethod
    def book(made):
        return openpyxl.load_workbook(io.BytesIO(to_xlsx(made.rows(SELECTION), about(made))))

    def cell(self, book, id, column):
        return book["data"].cell(ORDER.index(id) + 2, list(COLUMNS).index(column) + 1)

    def test_days_are_days_but_for_those_before_its_calendar(self, book):
        start = self.cell(book, "gdp.land.2024", "period_start")

        assert (start.value, start.number_format) == (
            datetime(2024, 1, 1),  # noqa: DTZ001 - workbooks know no time zones
            "yyyy-mm-dd",
        )
        assert self.cell(book, "gdp.town.1899-12-31", "period_start").value == "1899-12-31"
        assert self.cell(book, "jobs.south.iron.abroad.undated", "period_start").value is None
        assert self.cell(book, "gdp.land.2024", "period").value == "2024"

    @pytest.mark.parametrize(
        ("id", "column", "value", "form"),
        [
            ("gdp.land.2024", "value", 2.4e12, "#,##0"),
            ("growth.north.2024", "value", -0.05, "#,##0.00"),
            ("growth.north.2024", "low", -0.055, "#,##0.000"),
            ("gdp.town.1899-12-31", "value", 0.1234567, "#,##0.000000"),
            ("own.id-1", "value", 100 / 9, "#,##0.000000"),
            ("gdp.land.2025.target", "high", None, "General"),
        ],
    )
    def test_numbers_show_the_digits_they_have_up_to_six(self, book, id, column, value, form):
        cell = self.cell(book, id, column)

        assert (cell.value, cell.number_format) == (value, form)

    def test_texts_are_exact_and_never_formulas(self, book):
        cell = self.cell(book, "jobs.south.iron.abroad.undated", "stated")

        assert (cell.value, cell.data_type) == ("=less than 1,200", "s")
        assert self.cell(book, "gdp.land.2024", "locator").value == "2;11"

    def test_the_other_sheets_hold_codebook_sources_and_origin(self, book, made):
        assert list(book["codebook"].values)[:3] == [
            ("column", "type", "meaning"),
            ("observation_id", "str", "stable id of the figure, never reused"),
            ("indicator", "category", "id of what is measured"),
        ]
        assert list(book["sources"].values) == [
            ("source", "citation", "url"),
            ("daily", "daily office, “daily title”, 7 Mar 2025, https://daily.example/, read 3 Feb 2026", "https://daily.example/"),
            ("monthly", "monthly office, 《monthly题》 [monthly title], Apr 2025, read 3 Feb 2026", None),
        ]  # fmt: skip
        assert list(book["about this download"].values)[1:] == [
            ("dataset", "Sample"),
            ("table", "observations"),
            ("version", f"2026.1+{made.dataset.digest}"),
            ("licence", "CC0-1.0"),
            ("rows", 8),
            ("filters", "implied = 1"),
            ("made on", "2026-11-21"),
            ("link", "/data"),
        ]
        assert book.properties.title == "Sample"

    def test_every_sheet_has_a_bold_header_that_stays_and_filters(self, book):
        assert {sheet.freeze_panes for sheet in book} == {"A2"}
        assert {cell.font.bold for cell in book["data"][1]} == {True}
        assert book["data"]["A2"].font.bold is not True
        assert book["data"].auto_filter.ref == "A1:AO9"
        assert book["about this download"].auto_filter.ref is None

    def test_columns_are_as_wide_as_what_stands_in_them_up_to_sixty(self, book):

        assert (
            round(book["data"].column_dimensions["A"].width) == len("growth.land.2021--2025.expected") + 2 + 1
        )
        assert round(book["sources"].column_dimensions["B"].width) == 61

    def test_no_filter_says_so(self, made):
        everything = Download(made, Selection(), TODAY)
        book = openpyxl.load_workbook(io.BytesIO(to_xlsx(made.rows().head(0), everything)))

        assert list(book["about this download"].values)[5:9] == [
            ("rows", 0),
            ("filters", "none: every row"),
            ("made on", "2026-11-21"),
            ("link", ""),
        ]
        assert book["data"].auto_filter.ref is None


#: table → its rows as CSV writes them, without the header; of some the first only
TABLES = {
    "indicators": "gdp,GDP,生产总值,gdp it is.,gdp。,output,crown,level,none,,,",
    "regions": "land,Land,全国,country,,,,,,,,\nnorth,North,北省,province,,land,,,,,,\nsouth,South,南省,province,,land;coast,,,,,,\n",
    "sectors": "metal,Metal,金属,,,,\niron,Iron,铁,metal,,,\n",
    "topics": "output,Output,产出,What is made.,生产情况。\n",
    "plans": "1,1st Plan,第一个计划,,,2016,2020\n2,2nd Plan,第二个计划,,,2021,2025\n",
    "sources": (
        "daily,daily title,daily题,daily office,daily社,,,2025-03-07,en,https://daily.example/,2026-02-03,Late.,迟。\n"
        "monthly,monthly title,monthly题,monthly office,monthly社,Mon,月,2025-04,zh,,2026-02-03,,\n"
    ),
    "units": "crown,crowns,克朗,,,money,,,,\nperson,people,人,person,人,count,,,,\n",
    "counterparts": "abroad,Abroad,国外,partner,\nports,Ports,各港,field,\n",
    "charts": "all-gdp,All of it,全部,dots,region=land&indicator=gdp,gdp.land.2024;gdp.land.2025.target\n",
    "maps": "squares.1.0,squares,Squares,方格,1,0,north,North,北省,\nsquares.2.3,squares,Squares,方格,2,3,,Sea,海,\n",
    "relations": (
        "told,share,cannot-check,unstated,261111111111.1111,2450000000000,,,crown,gdp.land.2024;own.id-1,gdp.north.2024.implied,"
        "2.4 trillion × (over 1/9) = 200 billion–2.5 trillion crowns → implied,2.4万亿 × (超1/9) = 2000亿～2.5万亿克朗 → 推算,"
        "note of told,told注,Known.,已知。\n"
    ),
}  # fmt: skip


class TestVocabularies:
    def test_each_is_told_here(self):
        assert set(TABLES) == set(VOCABULARY_TABLES)

    def test_a_unit_says_its_currency_and_what_it_is_a_rate_of(self):
        a_head = {"id": "crown", "name": world.both("kronor", "克朗"), "kind": "money", "currency": "SEK", "per": world.both("person", "人")}  # fmt: skip
        made = world.catalogue([world.figure("gdp", 1)], units=[a_head])
        told = to_csv(select_rows(made, "units", Selection()), about(made, table="units")).decode()

        assert told == (
            "id,name_en,name_zh,one_en,one_zh,kind,symbol,currency,per_en,per_zh\n"
            "crown,kronor,克朗,,,money,,SEK,person,人\n"
        )

    @pytest.mark.parametrize("table", TABLES)
    def test_its_records_are_rows_in_the_order_of_the_file(self, made, table):
        told = to_csv(select_rows(made, table, SELECTION), about(made, table=table)).decode()

        assert told.partition("\n")[2].startswith(TABLES[table])

    @pytest.mark.parametrize(
        ("table", "filters", "ids"),
        [
            ("indicators", {"region": ("north",)}, ["growth", "share"]),
            ("regions", {"indicator": ("gdp",)}, ["land", "town"]),
            ("regions", {"indicator": ("gdp",), "implied": True}, ["land", "north", "town"]),
            ("sectors", {"topic": ("people",)}, ["iron"]),
            ("counterparts", {"topic": ("people",)}, ["abroad"]),
            ("topics", {"sector": ("iron",)}, ["people"]),
            ("plans", {"status": ("target",)}, ["2"]),
            ("sources", {"status": ("target",)}, ["monthly"]),
            ("units", {"region": ("north",)}, ["percent"]),
            ("charts", {"region": ("south",)}, []),
            ("charts", {"status": ("target",)}, ["all-gdp"]),
            ("maps", {"region": ("north",)}, ["squares.1.0"]),
            ("maps", {"region": ("land",)}, []),
            ("relations", {"measure": ("share",)}, ["told"]),
            ("relations", {"measure": ("growth",)}, []),
            ("units", {"within": True}, [unit["id"] for unit in world.UNITS]),
        ],
    )
    def test_with_filters_it_holds_what_the_chosen_figures_name(self, made, table, filters, ids):
        rows = select_rows(made, table, Selection(**filters))

        assert rows.iloc[:, 0].tolist() == ids
        assert list(rows.index) == list(range(len(ids)))

    @pytest.mark.parametrize("table", ["sectors", "counterparts", "plans", "charts", "maps", "relations"])
    def test_of_a_section_that_the_data_file_leaves_out_filters_leave_a_table_without_rows(self, table):
        bare = world.catalogue([world.figure("gdp", "5")], sectors=[], counterparts=[], plans=[])
        rows = select_rows(bare, table, Selection(region=("land",)))
        columns = list(about(bare, table=table).codebook)

        assert (list(rows), len(rows)) == (columns, 0)
        assert to_csv(rows, about(bare, table=table)).decode("utf-8-sig").strip() == ",".join(columns)

    def test_the_figures_are_not_fetched_before_they_are_asked_for(self, made):
        assert len(select_rows(made, "observations", Selection(region=("town",)))) == 1


class TestPackage:
    @pytest.fixture(scope="class")
    @staticmethod
    def files(made):
        archive = zipfile.ZipFile(io.BytesIO(to_package(made.rows(SELECTION), about(made))))
        return {name: archive.read(name).decode() for name in archive.namelist()}

    def test_it_holds_every_table_that_has_rows_and_the_texts(self, files):
        assert list(files) == [
            "data/observations.csv",
            *(f"data/{table}.csv" for table in VOCABULARY_TABLES),
            *("datapackage.json", "README.md", "CODEBOOK.md", "CITATION.cff"),
        ]
        assert files["data/observations.csv"].count("\n") == 9
        assert files["data/plans.csv"] == f"id,name_en,name_zh,short_en,short_zh,start,end\n{TABLES['plans']}"

    def test_its_figures_have_every_column_also_where_some_are_chosen(self, made):
        some = about(made, fields=("value",))
        archive = zipfile.ZipFile(io.BytesIO(to_package(made.rows(SELECTION), some)))

        assert archive.read("data/observations.csv").decode().split("\n")[0] == ",".join(COLUMNS)

    def test_it_describes_itself(self, made, files):
        told = json.loads(files["datapackage.json"])
        resources = told.pop("resources")

        assert told == {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "regional-indicators",
            "title": "Sample",
            "description": "Made up.",
            "version": f"2026.1+{made.dataset.digest}",
            "created": "2026-11-21T00:00:00Z",
            "licenses": [{"name": "CC0-1.0", "title": "CC0-1.0"}],
            "contributors": [{"title": "The curators of Sample", "roles": ["creator"]}],
            "sources": [
                {"title": "daily office: daily title", "path": "https://daily.example/"},
                {"title": "monthly office: monthly title"},
                {"title": "yearly office: yearly title"},
            ],
        }
        assert [resource["name"] for resource in resources] == ["observations", *VOCABULARY_TABLES]
        assert {
            key: value for key, value in resources[1].items() if key not in ("hash", "bytes", "schema")
        } == {
            "name": "indicators",
            "path": "data/indicators.csv",
            "type": "table",
            "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {
                "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
                "delimiter": ",",
                "lineTerminator": "\n",
            },
        }

    def test_its_readme_says_what_it_holds(self, files):
        assert files["README.md"].startswith(
            "# Sample\n\nMade up.\n\nThis package holds 8 figures (implied = 1) and the vocabularies that their ids stand for, "
        )
        assert "\nThe same figures to browse: /data\n" in files["README.md"]
        assert "\n- `data/observations.csv` – 8 rows\n" in files["README.md"]
        assert "\n- `data/charts.csv` – 1 row\n" in files["README.md"]
        assert "The compilation is under CC0-1.0; how to cite it is in `CITATION.cff`." in files["README.md"]

    def test_its_codebook_names_each_column_and_hedge(self, files):
        assert "## regions\n\n| column | type | meaning |\n|---|---|---|\n| `id` | str | stable id, never reused |\n" in files["CODEBOOK.md"]  # fmt: skip
        assert (
            "| `within` | list | ids of every region it lies in; regions overlap |\n" in files["CODEBOOK.md"]
        )
        assert files["CODEBOOK.md"].endswith(
            "## Qualifiers\n\n| qualifier | meaning |\n|---|---|\n"
            "| `exact` | exact as stated |\n"
            "| `over` | lower bound (over, more than, exceeded) |\n"
            "| `at_least` | lower bound (at least) |\n"
            "| `nearly` | just below (nearly, almost, close to) |\n"
            "| `under` | upper bound (under, below, less than) |\n"
            "| `at_most` | upper bound (at most, up to) |\n"
            "| `about` | rounded (about, approximately) |\n"
            "| `between` | range (between, from … to) |\n"
        )

    def test_it_says_how_to_cite_it(self, made, files):
        assert files["CITATION.cff"] == (
            'cff-version: "1.2.0"\n'
            'message: "If you use these data, cite them as below, and the source of each figure."\n'
            'type: "dataset"\n'
            'title: "Sample"\n'
            'abstract: "Made up."\n'
            'authors: [{"name": "The curators of Sample"}]\n'
            f'version: "2026.1+{made.dataset.digest}"\n'
            'date-released: "2026-11-21"\n'
            'license: "CC0-1.0"\n'
        )

    def test_a_dataset_of_less_has_fewer_tables_and_says_that_nothing_was_left_out(self):
        few = world.catalogue([world.figure("gdp", 1)], counterparts=[], sectors=[], plans=[])
        everything = Download(few, Selection(), TODAY)
        archive = zipfile.ZipFile(io.BytesIO(to_package(few.rows(), everything)))
        readme = archive.read("README.md").decode()

        assert [name for name in archive.namelist() if name.startswith("data/")] == [
            f"data/{table}.csv"
            for table in ("observations", "indicators", "regions", "topics", "sources", "units")
        ]
        assert "This package holds 1 figure (every one) and " in readme
        assert "browse" not in readme


class TestTableSchema:
    def test_names_types_keys_and_what_may_stand_where(self):
        schema = table_schema("observations", "en")
        fields = {field.pop("name"): field for field in schema["fields"]}

        assert (schema["primaryKey"], schema["missingValues"]) == (["observation_id"], [""])
        assert {name: field["type"] for name, field in fields.items()} == {
            name: {"float64": "number", "datetime64[us]": "date", "bool": "boolean"}.get(dtype, "string")
            for name, (dtype, _) in COLUMNS.items()
        }
        assert fields["observation_id"]["constraints"] == {"required": True, "unique": True}
        assert {name for name, field in fields.items() if field.get("constraints", {}).get("required")} == {
            *("observation_id", "indicator", "topic", "measure", "region", "timing", "qualifier"),
            *("unit", "status", "basis", "source", "locator"),
        }
        assert {
            name: field["constraints"]["enum"]
            for name, field in fields.items()
            if "enum" in field.get("constraints", {})
        } == {
            "measure": ["level", "growth", "share", "rank", "change", "streak"],
            "timing": ["at", "during", "cumulative", "average", "unclear"],
            "qualifier": ["exact", "over", "at_least", "nearly", "under", "at_most", "about", "between"],
            "status": ["actual", "expected", "target"],
            "release": ["preliminary", "revised", "final"],
            "basis": ["stated", "implied"],
        }
        assert {key["fields"][0]: key["reference"] for key in schema["foreignKeys"]} == {
            column: {"resource": f"{column}s", "fields": ["id"]}
            for column in ("indicator", "topic", "region", "sector", "counterpart", "plan", "unit", "source")
        }

    def test_a_table_that_names_itself_and_lists(self):
        sectors, regions = table_schema("sectors", "en"), table_schema("regions", "zh")
        within = next(field for field in regions["fields"] if field["name"] == "within")

        assert sectors["foreignKeys"] == [{"fields": ["group"], "reference": {"fields": ["id"]}}]
        assert "foreignKeys" not in regions
        assert (within["type"], within["delimiter"], within["itemType"]) == ("list", ";", "string")
        assert within["description"] != "ids of every region it lies in; regions overlap"

    @pytest.mark.parametrize(
        ("table", "key", "enums"),
        [
            ("relations", "relation", {"kind": 9, "verdict": 4}),
            ("indicators", "id", {"measure": 6, "direction": 3}),
            ("regions", "id", {"kind": 10}),
            ("units", "id", {"kind": 8}),
            ("counterparts", "id", {"kind": 2}),
            ("sources", "id", {}),
            ("charts", "id", {"kind": 14}),
            ("maps", "id", {}),
        ],
    )
    def test_closed_lists_are_told(self, table, key, enums):
        schema = table_schema(table, "en")
        own = {field["name"]: field.get("constraints", {}) for field in schema["fields"]}

        assert schema["primaryKey"] == [key]
        assert {name: len(rules["enum"]) for name, rules in own.items() if "enum" in rules} == enums
        assert own[key] == {"required": True, "unique": True}


@pytest.mark.parametrize(
    ("selection", "table", "name"),
    [
        (Selection(), "regions", "regions_2026-11-21.csv"),
        (Selection(region=("east",)), "regions", "regions_east_2026-11-21.csv"),
        (Selection(region=("a", "b", "c", "d")), "regions", "regions_a_b_c_#_2026-11-21.csv"),
        (Selection(region=("a", "b", "c", "d", "e")), "observations", "a_b_c_d_#_2026-11-21.csv"),
        (
            Selection(region=("r",), sector=("s",), topic=("t",), indicator=("i",)),
            "observations",
            "i_t_s_r_#_2026-11-21.csv",
        ),
        (
            Selection(plan=("1",), source=("x",), measure=("level",)),
            "observations",
            "plan-1_x_level_#_2026-11-21.csv",
        ),
        (
            Selection(observation=("a.b.1", "c.d.2", "e.f.3")),
            "observations",
            "a_c_3-figures_#_2026-11-21.csv",
        ),
        (Selection(observation=("a.b.1", "a.b.2")), "observations", "a_2-figures_#_2026-11-21.csv"),
        (
            Selection(q="wörds & more", status=("target",)),
            "observations",
            "target_words-more_#_2026-11-21.csv",
        ),
    ],
)
def test_a_file_is_named_after_what_it_holds(selection, table, name):
    digest = name_digest(selection.params())

    assert file_name(selection, TODAY, "csv", table) == name.replace("#", digest)


@pytest.mark.parametrize(
    ("kind", "mime", "extension"),
    [
        ("csv", "text/csv; charset=utf-8", "csv"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        ("json", "application/json", "json"),
        ("parquet", "application/vnd.apache.parquet", "parquet"),
        ("sdmx-csv", "application/vnd.sdmx.data+csv; version=2.0.0", "sdmx.csv"),
    ],
)
def test_a_format_has_its_type_and_extension_and_makes_the_same_in_parts(made, kind, mime, extension):
    form = format_of("observations", kind)

    assert (form.media_type, form.extension) == (mime, extension)
    assert b"".join(form.chunks(made.rows(SELECTION), about(made))) == form.write(
        made.rows(SELECTION), about(made)
    )
    assert b"".join(form.chunks(made.figures(SELECTION), about(made))) == form.write(
        made.rows(SELECTION), about(made)
    )


def test_what_can_be_taken_as_what():
    assert {what: [*kinds] for what, kinds in FORMATS_OF_TABLE.items()} == {
        "observations": ["csv", "xlsx", "json", "parquet", "sdmx-csv"],
        **{table: ["csv", "xlsx", "json", "parquet"] for table in VOCABULARY_TABLES},
        "package": ["zip"],
    }
    assert (FORMATS_OF_TABLE["package"]["zip"].media_type, FORMATS_OF_TABLE["package"]["zip"].extension) == (
        "application/zip",
        "zip",
    )


@pytest.mark.parametrize(
    ("limit", "offset", "size"), [(3, 0, 3), (3, 6, 2), (0, 0, 0), (8, 0, 8), (9, 0, 8), (5, 8, 0)]
)
def test_a_piece_of_the_rows_is_the_same_from_a_table_and_before_they_are_fetched(made, limit, offset, size):
    for rows in (made.rows(SELECTION), made.figures(SELECTION)):
        found = slice_rows(rows, limit, offset)
        assert (
            plain_columns(found, ["observation_id"], "en")["observation_id"] == ORDER[offset : offset + limit]
        )
        assert len(found) == size


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("limit", "offset"), [(3, 0), (3, 6), (0, 0), (9, 0), (5, 8)])
def test_a_piece_of_figures_in_memory_is_the_file_that_its_rows_are(made, limit, offset, language):
    page = RecordPage(limit, offset, len(ORDER), None)
    placed = slice_rows(made.figures(SELECTION), limit, offset)
    rows = made.rows(SELECTION).iloc[offset : offset + limit]

    assert isinstance(placed, PlacedFigures)
    assert to_json(placed, about(made, language), page) == to_json(rows, about(made, language), page)


def test_where_an_engine_keeps_the_rows_there_is_no_table_in_memory(tmp_path, vocabulary_file):
    packed = indicators.load(packing.packed(tmp_path, vocabulary_file), "duckdb")

    assert len(slice_rows(packed.figures(), 3, 1)) == 3
    with pytest.raises(LookupError, match="the rows are not in memory"):
        packed.held_table  # noqa: B018


@pytest.mark.parametrize(("size", "sizes"), [(3, [3, 3, 2]), (4, [4, 4]), (8, [8]), (9, [8])])
def test_rows_are_taken_in_pieces_of_a_size(made, size, sizes):
    assert [len(each) for each in split_rows(made.rows(SELECTION), size)] == sizes
    assert [len(each) for each in split_rows(made.figures(SELECTION), size)] == sizes


def test_no_rows_are_one_empty_piece(made):
    assert [len(each) for each in split_rows(made.rows().head(0), 5)] == [0]
    assert [len(each) for each in split_rows(made.figures(Selection(q="nowhere")), 5)] == [0]


def test_the_table_says_each_dtype_that_the_files_tell(made):
    table = made.rows(SELECTION)

    assert {name: str(table[name].dtype) for name in COLUMNS} == {
        name: dtype for name, (dtype, _) in COLUMNS.items()
    }
    assert pd.isna(table.set_index("observation_id").loc["gdp.land.2025.target", "high"])

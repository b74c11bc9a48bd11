"""What is at which address: one question, one answer, by page, API, command line and library."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import urlencode

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pysdmx.io import read_sdmx

from indicators.cli import main
from indicators.export import CODEBOOKS, MAX_ROWS, plain_records
from indicators.i18n import load_messages
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import DIMENSION_FILTERS, Selection, chart_selection
from indicators.text import format_citation
from indicators.web.api import responses, routes
from indicators.web.api.query_string import DEFAULT_LIMIT, MAX_LIMIT
from indicators.web.api.responses import LruCache
from tests.asgi import Asking
from tests.problems import problem, problem_of
from tests.real import real
from tests.serving import api

CATALOGUE = real()
DATASET = CATALOGUE.dataset
ROWS = CATALOGUE.rows(Selection(implied=True))
FIGURES = ROWS["observation_id"].tolist()
TRADE = "goods-trade.guangzhou.2025-01--2025-10"
AREA = CATALOGUE.rows(Selection(region=("greater-bay-area",)))
TOTAL = len(AREA)
HERE = "http://here.test"
SITE = f"{HERE}/api/v1"
APP = Asking(api(), "here.test", headers={"accept-encoding": "identity"})


def ask(path, **headers):
    """The answer below /api/v1, not compressed."""
    return APP.get(f"/api/v1/{path}", **headers)


def page(table="observations", **asked):
    return ask(f"{table}.json?{urlencode(asked)}")


def export_command(table, kind, *options):
    """What `indicators export` writes."""
    return CliRunner().invoke(main, ["export", table, "--format", kind, *options])


@st.composite
def selections(draw):
    """A few filters, in the order of the dataset, as a reader may combine them."""
    chosen = {}
    for name in draw(st.lists(st.sampled_from(DIMENSION_FILTERS), unique=True, max_size=2)):
        valid = DIMENSIONS_BY_ID[name].ids(CATALOGUE.dataset)
        picked = draw(st.lists(st.sampled_from(valid), unique=True, max_size=2))
        chosen[name] = tuple(id for id in valid if id in picked)
    words = draw(st.sampled_from(["", "", "guangzhou", "南沙", "r&d", "%_'"]))
    figures = draw(st.sampled_from([0, 0, 3])) and draw(st.lists(st.sampled_from(FIGURES), max_size=4))
    chosen["observation"] = tuple(sorted(set(figures or ())))
    return Selection(**chosen, q=words, within=draw(st.booleans()), implied=draw(st.booleans()))


class TestRows:
    """The same rows, however they are asked for."""

    @settings(max_examples=6)
    @given(selections(), st.sampled_from(["en", "zh"]))
    def test_files_of_api_and_command_line_hold_the_rows_of_the_page(self, selection, language):
        rows = CATALOGUE.rows(selection)
        ids = rows["observation_id"].tolist()
        pairs = [*selection.params(), ("lang", language)]
        query = urlencode(pairs)
        found = ask(f"observations.json?{query}").json()
        table = ask(f"observations.csv?{query}")
        parquet = pq.read_table(
            io.BytesIO(ask(f"observations.parquet?{query}").raw), columns=["observation_id"]
        )
        options = [
            option
            for name, value in pairs
            for option in ([f"--{name}"] if name in ("within", "implied") else [f"--{name}", value])
        ]

        assert found["total"] == len(rows)
        assert found["records"] == plain_records(rows, language)
        assert parquet["observation_id"].to_pylist() == ids
        assert [row["observation_id"] for row in csv.DictReader(io.StringIO(table.text))] == ids
        assert export_command("observations", "csv", *options).stdout_bytes == table.raw

    def test_figures_named_by_their_ids_are_given_stated_or_implied(self):
        wanted = [FIGURES[3], FIGURES[-1], FIGURES[0]]
        query = urlencode([("observation", id) for id in wanted])
        told = ask(f"observations.json?{query}").json()

        assert [record["observation_id"] for record in told["records"]] == [FIGURES[i] for i in (0, 3, -1)]
        assert told["records"][-1]["basis"] == "implied"
        assert told["filters"] == [["observation", id] for id in sorted(wanted)]
        assert ask(f"observations.csv?{query}&topic=talent").text.count("\n") <= 4
        written = export_command("observations", "csv", "--observation", TRADE).stdout_bytes
        assert written == ask(f"observations.csv?observation={TRADE}").raw

    def test_the_library_gives_the_same_rows(self):
        found = ask("observations.json?region=greater-bay-area&within=1&plan=14&q=gdp").json()
        rows = CATALOGUE.observations(region="greater-bay-area", within=True, plan=14, q="gdp")

        assert [record["observation_id"] for record in found["records"]] == list(rows["observation_id"])

    def test_workbook_and_sdmx_hold_the_same_rows(self):
        wanted = CATALOGUE.rows(Selection(region=("guangzhou",)))["observation_id"].tolist()
        book = openpyxl.load_workbook(io.BytesIO(ask("observations.xlsx?region=guangzhou").raw))
        parts = read_sdmx(ask("observations.sdmx.csv?region=guangzhou").text).data

        assert [cell.value for cell in book["data"]["A"]][1:] == wanted
        assert sorted(id for part in parts for id in part.data["OBSERVATION_ID"]) == sorted(wanted)
        about = dict(list(book["about this download"].iter_rows(min_row=2, values_only=True)))
        assert about["link"] == f"{HERE}/data?region=guangzhou"

    @pytest.mark.parametrize("table", ["indicators", "regions", "relations"])
    def test_vocabularies_are_the_files_of_the_command_line(self, table):
        records, text, parquet = (
            export_command(table, kind, "--topic", "trade").stdout_bytes
            for kind in ("json", "csv", "parquet")
        )

        assert ask(f"{table}.json?topic=trade&limit=9999").json()["records"] == json.loads(records)["records"]
        assert ask(f"{table}.csv?topic=trade").raw == text
        ours = pq.read_table(io.BytesIO(ask(f"{table}.parquet?topic=trade").raw))
        assert ours.equals(pq.read_table(io.BytesIO(parquet)))

    @pytest.mark.parametrize("table", [name for name in CODEBOOKS if name != "observations"])
    def test_every_table_has_the_columns_of_its_codebook_and_ids_of_the_dataset(self, table):
        told = ask(f"{table}.json").json()

        assert [column["name"] for column in told["columns"]] == list(CODEBOOKS[table])
        assert {tuple(each) for each in told["records"]} == {tuple(CODEBOOKS[table])}
        if table not in ("relations", "maps"):
            assert [each["id"] for each in told["records"]] == list(getattr(DATASET, table))
        assert (told["table"], told["total"]) == (table, len(told["records"]))

    @pytest.mark.parametrize("asked", ["bytes=0-9", "bytes=-1", "bytes=9-1", "rows=1-2", "x"])
    def test_a_range_request_is_answered_with_the_whole_file(self, asked):
        whole, part = ask("topics.csv"), ask("topics.csv", range=asked)

        assert (part.status_code, part.raw) == (200, whole.raw)


class TestPages:
    """One page is the rows after `offset`, `limit` of them, and says where the next begins."""

    @pytest.mark.parametrize("limit", [1, TOTAL - 1, TOTAL, TOTAL + 1])
    @pytest.mark.parametrize("offset", [0, 1, TOTAL - 1, TOTAL, TOTAL + 1, 10**9])
    def test_a_page_at_every_edge_holds_the_rows_after_its_offset(self, limit, offset):
        answer = page(region="greater-bay-area", limit=limit, offset=offset)
        told, end = answer.json(), offset + limit

        assert told["records"] == plain_records(AREA)[offset:end]
        assert {name: told[name] for name in ("total", "limit", "offset")} == {
            "total": TOTAL,
            "limit": limit,
            "offset": offset,
        }
        following = f"{SITE}/observations.json?region=greater-bay-area&limit={limit}&offset={end}"
        assert told["next"] == (following if end < TOTAL else None)
        assert answer.headers.get("link") == (f'<{following}>; rel="next"' if end < TOTAL else None)

    def test_without_a_word_a_page_has_a_thousand_records_from_the_first(self):
        told = page().json()

        assert (DEFAULT_LIMIT, MAX_LIMIT) == (1_000, 10_000)
        assert (told["limit"], told["offset"], told["next"]) == (DEFAULT_LIMIT, 0, None)

    def test_the_next_page_is_of_the_same_question(self):
        asked = {
            "region": "greater-bay-area",
            "q": "guangzhou",
            "within": "1",
            "implied": "1",
            "lang": "zh",
            "fields": "region,value",
            "limit": "3",
        }
        told = page(**asked).json()

        assert told["next"] == (
            f"{SITE}/observations.json?region=greater-bay-area&q=guangzhou&within=1&implied=1"
            "&lang=zh&fields=region,value&limit=3&offset=3"
        )
        assert told["link"] == (
            "http://here.test/data?region=greater-bay-area&q=guangzhou&within=1&implied=1&lang=zh"
        )
        assert list(told["records"][0]) == ["region", "value"]

    @pytest.mark.parametrize(
        ("table", "limit"),
        [("observations", 50), ("topics", 2), ("regions", 20), ("sources", 2), ("relations", 2)],
    )
    def test_following_next_visits_every_record_once(self, table, limit):
        whole = page(table, limit=MAX_LIMIT).json()
        visited, address = [], f"{SITE}/{table}.json?limit={limit}"
        while address:
            told = APP.get(address.removeprefix(HERE)).json()
            visited += told["records"]
            address = told["next"]

        assert visited == whole["records"]
        assert len(visited) == whole["total"]


class TestFigures:
    @pytest.mark.parametrize(("language", "start"), [("en", 0), ("zh", 1)])
    def test_every_figure_has_an_address(self, language, start):
        for id in FIGURES[start::2]:
            assert ask(f"observations/{id}.json?lang={language}").status_code == 200, id

    @pytest.mark.parametrize(
        ("path", "detail", "nearest"),
        [
            (
                f"/api/v1/observations/x{TRADE}.json",
                f"there is no observation 'x{TRADE}'; did you mean '{TRADE}'?",
                TRADE,
            ),
            ("/api/v1/observations/0.json", "there is no observation '0'", None),
            ("/api/v1/charts/gdp-of-region.json", "there is no chart 'gdp-of-region'; did you mean 'gdp-of-regions'?", "gdp-of-regions"),
            ("/api/v1/charts/0.csv", "there is no chart '0'", None),
        ],
    )  # fmt: skip
    def test_an_unknown_figure_or_chart_is_answered_with_the_nearest(self, path, detail, nearest):
        assert problem_of(APP.get(path)) == problem("Not Found", 404, detail, nearest=nearest)


class TestCharts:
    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("chart", list(DATASET.charts))
    def test_a_chart_leads_to_the_rows_it_shows(self, chart, language):
        query = "" if language == "en" else "?lang=zh"
        answer = ask(f"charts/{chart}.json{query}")
        there = answer.headers["location"]

        assert answer.status_code == 302
        assert there.startswith(f"{SITE}/observations.json?")
        assert there.endswith("&lang=zh") is (language == "zh")
        shown = CATALOGUE.rows(CATALOGUE.drawn(chart_selection(DATASET.charts[chart])))
        assert APP.get(there.removeprefix(HERE)).json()["records"] == plain_records(shown, language)

    def test_a_chart_as_csv_leads_to_the_same_rows_as_csv(self):
        chart = next(iter(DATASET.charts))
        as_csv, as_json = (ask(f"charts/{chart}.{kind}").headers["location"] for kind in ("csv", "json"))

        assert as_csv == as_json.replace("observations.json", "observations.csv")


class TestBounds:
    """What a workbook or a package cannot hold."""

    @pytest.fixture(autouse=True)
    @staticmethod
    def nothing_kept(monkeypatch):
        monkeypatch.setattr(routes, "answer_cache", LruCache(4_000))
        monkeypatch.setattr(responses, "body_cache", LruCache(4_000))

    def test_what_a_workbook_or_a_package_cannot_hold_is_refused_with_what_can(self, monkeypatch):
        from_here = len(CATALOGUE)
        assert MAX_ROWS == 100_000
        monkeypatch.setattr(routes.export, "MAX_ROWS", from_here)
        assert APP.head("/api/v1/observations.xlsx?topic=trade").status_code == 200

        monkeypatch.setattr(routes.export, "MAX_ROWS", from_here - 1)
        book, package = APP.get("/api/v1/observations.xlsx"), APP.get("/api/v1/package.zip")
        assert problem_of(book)["nearest"] == "csv"
        assert (book.status_code, package.status_code) == (400, 400)
        assert problem_of(book)["detail"] == str(routes.export.TooManyRows(from_here))
        assert problem_of(package)["detail"] == str(routes.export.TooManyRows(from_here, "package"))

    @pytest.mark.parametrize("path", ["observations.xlsx", "package.zip"])
    def test_a_workbook_and_a_package_hold_as_many_rows_as_are_allowed(self, path, monkeypatch):
        monkeypatch.setattr(routes.export, "MAX_ROWS", 1)

        assert APP.get(f"/api/v1/{path}?region=xiongan").status_code == 200
        assert APP.get(f"/api/v1/{path}?region=shenzhen").status_code == 400
        assert APP.get("/api/v1/observations.csv").status_code == 200


class TestChinese:
    """Asked for in Chinese, texts kept in one column are Chinese, in every format."""

    NOTED = ROWS[ROWS["note_zh"].notna() & (ROWS["basis"] == "stated")].head(3)

    @property
    def query(self):
        return "&".join(f"observation={id}" for id in self.NOTED["observation_id"])

    @pytest.mark.parametrize(("language", "suffix"), [("en", ""), ("zh", "_zh")])
    def test_notes_sources_and_publishers(self, language, suffix):
        names = ["note", "source_title", "publisher", "speaker"]
        parquet = pd.read_parquet(io.BytesIO(self.raw("parquet", language)))
        table = pd.read_csv(io.BytesIO(self.raw("csv", language)))
        told = json.loads(self.raw("json", language))["records"]

        for name in names:
            expected = [None if pd.isna(value) else value for value in self.NOTED[f"{name}{suffix}"]]
            for found in (parquet[name], table[name], [each[name] for each in told]):
                assert [None if pd.isna(value) else value for value in found] == expected, name

    def raw(self, kind, language):
        answer = APP.get(
            f"/api/v1/observations.{kind}?{self.query}&lang={language}", Accept_Encoding="identity"
        )
        assert answer.status_code == 200
        return answer.raw

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_parquet_explains_itself(self, language):
        schema = pq.read_schema(io.BytesIO(self.raw("parquet", language)))
        say = load_messages(language)
        told = {name.decode(): text.decode() for name, text in schema.metadata.items()}

        assert told["dataset"] == DATASET.about.title[language]
        assert told["link"].startswith(f"{HERE}/data?observation=")
        assert [field.name for field in schema] == list(CODEBOOKS["observations"])
        meanings = [field.metadata[b"meaning"].decode() for field in schema]
        assert meanings == [say(meaning) for _, meaning in CODEBOOKS["observations"].values()]

    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("table", ["observations", "sources"])
    def test_sources_are_cited(self, table, language):
        told = ask(f"{table}.json?region=china&lang={language}").json()["sources"]
        used = CATALOGUE.rows(Selection(region=("china",)))["source"].unique()
        say = load_messages(language)

        assert told == [
            {"id": source.id, "citation": format_citation(source, say), "url": source.url}
            for source in DATASET.sources.values()
            if source.id in used
        ]
        assert told

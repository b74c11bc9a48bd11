"""The API: the rows of pages and files, at addresses that say no clearly and never break."""

from __future__ import annotations

import csv
import io
import json
import logging
import os
from pathlib import Path
from urllib.parse import urlencode

import httpx
import openpyxl
import pandas as pd
import pytest
import rdflib
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pysdmx.io import read_sdmx
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

import indicators
from indicators.check.dataset_file import parse_dataset
from indicators.cli import main
from indicators.export import FORMATS_OF_TABLE, plain_records
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import DIMENSION_FILTERS, Catalogue, Selection, chart_selection
from indicators.query.table import COLUMNS
from indicators.web.api import build_application
from indicators.web.api.query_string import DEFAULT_LIMIT, MAX_LIMIT, MAX_QUERY_STRING_LENGTH
from indicators.web.api.routes import api_routes
from indicators.web.live_catalogue import LiveCatalogue
from indicators.web.middleware import HealthChecks, Readiness
from tests.asgi import waited
from tests.real import real
from tests.serving import Served, api

CATALOGUE = real()
SERVED = Served(CATALOGUE)
DIGEST = CATALOGUE.dataset.digest
PAGE = Starlette(routes=[Route("/data", lambda _: PlainTextResponse("a page"))])
READY = Readiness()
READY.set_ready()
APP = HealthChecks(api(SERVED, PAGE), readiness=READY)
TRADE = "goods-trade.guangzhou.2025-01--2025-10"
FIGURES = CATALOGUE.rows(Selection(implied=True))["observation_id"].tolist()
SCHEMA = rdflib.Namespace("https://schema.org/")
BESIDE = {"/healthz", "/readyz"}  # answered before the API, for those who watch the server
EXPECTED_OFFSET = "expected a whole number from 0 to 1,000,000,000 as offset; found '{}'"
GET_ONLY = {"Accept-Encoding": "identity"}


def watch(path: Path, monkeypatch) -> None:
    """Serve the file at `path`, and what becomes of it."""
    monkeypatch.setattr(SERVED, "is_fresh", False)
    monkeypatch.setattr(SERVED, "state", LiveCatalogue(path).state)


def ask(path: str, method: str = "GET", **headers: str) -> httpx.Response:
    """The answer of the application, without a server."""
    sent = GET_ONLY | {name.replace("_", "-"): value for name, value in headers.items()}

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(APP)
        async with httpx.AsyncClient(transport=transport, base_url="http://here.test") as client:
            return await client.request(method, path, headers=sent)

    return waited(asked())


def problem(path: str, method: str = "GET") -> dict:
    """The problem at `path`, with what all problems must have."""
    answer = ask(path, method)
    told = answer.json()

    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert told["status"] == answer.status_code
    assert told["errors"][0]["detail"] == told["detail"]
    return told


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
    """One question, one answer: page, API, command line and library."""

    @settings(max_examples=12)
    @given(selections(), st.sampled_from(["en", "zh"]))
    def test_files_of_api_and_command_line_hold_the_rows_of_the_page(self, selection, language):
        rows = CATALOGUE.rows(selection)
        pairs = [*selection.params(), ("lang", language)]
        query = urlencode(pairs)
        found = ask(f"/api/v1/observations.json?{query}").json()
        from_csv = ask(f"/api/v1/observations.csv?{query}").content
        from_parquet = pd.read_parquet(io.BytesIO(ask(f"/api/v1/observations.parquet?{query}").content))
        options = [
            option
            for name, value in pairs
            for option in ([f"--{name}"] if name in ("within", "implied") else [f"--{name}", value])
        ]
        told = CliRunner().invoke(main, ["export", "observations", "--format", "csv", *options])

        assert found["total"] == len(rows)
        assert found["records"] == plain_records(rows, language)
        assert from_parquet["observation_id"].tolist() == rows["observation_id"].tolist()
        assert told.stdout_bytes == from_csv
        assert [row["observation_id"] for row in csv.DictReader(io.StringIO(from_csv.decode()))] == list(
            rows["observation_id"]
        )

    def test_figures_named_by_their_ids_are_given_stated_or_implied(self):
        wanted = [FIGURES[3], FIGURES[-1], FIGURES[0]]
        query = urlencode([("observation", id) for id in wanted])
        told = ask(f"/api/v1/observations.json?{query}").json()

        assert [record["observation_id"] for record in told["records"]] == [FIGURES[i] for i in (0, 3, -1)]
        assert told["records"][-1]["basis"] == "implied"
        assert told["filters"] == [["observation", id] for id in sorted(wanted)]
        assert ask(f"/api/v1/observations.csv?{query}&topic=talent").text.count("\n") <= 4
        told = CliRunner().invoke(main, ["export", "observations", "--format", "csv", "--observation", TRADE])
        assert told.stdout_bytes == ask(f"/api/v1/observations.csv?observation={TRADE}").content

    def test_the_library_gives_the_same_rows(self):
        found = ask("/api/v1/observations.json?region=greater-bay-area&within=1&plan=14&q=gdp").json()
        rows = indicators.load().observations(region="greater-bay-area", within=True, plan=14, q="gdp")

        assert [record["observation_id"] for record in found["records"]] == list(rows["observation_id"])

    def test_workbook_and_sdmx_hold_the_same_rows(self):
        wanted = CATALOGUE.rows(Selection(region=("guangzhou",)))["observation_id"].tolist()
        book = openpyxl.load_workbook(io.BytesIO(ask("/api/v1/observations.xlsx?region=guangzhou").content))
        told = pd.concat(
            part.data for part in read_sdmx(ask("/api/v1/observations.sdmx.csv?region=guangzhou").text).data
        )

        assert [cell.value for cell in book["data"]["A"]][1:] == wanted
        assert sorted(told["OBSERVATION_ID"]) == sorted(wanted)
        about = dict(list(book["about this download"].iter_rows(min_row=2, values_only=True)))
        assert about["link"] == "http://here.test/data?region=guangzhou"

    @pytest.mark.parametrize("table", ["indicators", "regions", "relations"])
    def test_vocabularies_are_the_files_of_the_command_line(self, table):
        for kind in ("csv", "json", "parquet"):
            answer = ask(
                f"/api/v1/{table}.{kind}?topic=trade&limit=9999"
                if kind == "json"
                else f"/api/v1/{table}.{kind}?topic=trade"
            )
            told = CliRunner().invoke(main, ["export", table, "--format", kind, "--topic", "trade"])
            assert answer.status_code == 200
            if kind == "json":
                assert answer.json()["records"] == json.loads(told.stdout)["records"]
            elif kind == "csv":
                assert answer.content == told.stdout_bytes
            else:
                ours, theirs = (pd.read_parquet(io.BytesIO(b)) for b in (answer.content, told.stdout_bytes))
                pd.testing.assert_frame_equal(ours, theirs)

    @given(st.integers(1, 40), st.integers(0, 60))
    @settings(max_examples=10)
    def test_pages_of_json_are_the_rows_in_order(self, limit, offset):
        rows = CATALOGUE.rows(Selection(region=("guangdong",)))
        told = ask(f"/api/v1/observations.json?region=guangdong&limit={limit}&offset={offset}").json()

        assert told["records"] == plain_records(rows)[offset : offset + limit]
        assert (told["total"], told["limit"], told["offset"]) == (len(rows), limit, offset)
        assert (told["next"] is None) == (offset + limit >= len(rows))

    def test_following_next_visits_every_row_once(self):
        seen, address = [], "http://here.test/api/v1/observations.json?limit=50&fields=observation_id"
        while address:
            answer = ask(address)
            told = answer.json()
            seen += [record["observation_id"] for record in told["records"]]
            assert answer.headers.get("link") == (f'<{told["next"]}>; rel="next"' if told["next"] else None)
            address = told["next"]

        assert seen == CATALOGUE.rows()["observation_id"].tolist()

    def test_fields_are_those_asked_for_in_that_order(self):
        header = ask("/api/v1/observations.csv?fields=value,region").text.split("\n", 1)[0]

        assert header == "value,region"

    def test_a_long_table_is_sent_in_parts_with_the_same_bytes(self, monkeypatch):
        whole = ask("/api/v1/observations.csv?measure=level").content
        monkeypatch.setattr("indicators.web.api.routes.MIN_STREAMED_ROWS", 10)
        in_parts = ask("/api/v1/observations.csv?measure=level&within=1")

        assert "content-length" not in in_parts.headers
        assert in_parts.content == whole
        assert ask("/api/v1/observations.csv?measure=level&within=1", "HEAD").content == b""
        packed = ask("/api/v1/observations.csv?measure=level&within=1", Accept_Encoding="gzip")
        assert (packed.headers["content-encoding"], packed.content) == ("gzip", whole)


class TestProblems:
    """Wrong questions, word for word."""

    @pytest.mark.parametrize(
        ("path", "status", "detail", "nearest"),
        [
            (
                "/api/v1/observations.csv?regoin=guangzhou",
                400,
                "there is no parameter 'regoin'; did you mean 'region'?",
                "region",
            ),
            (
                "/api/v1/observations.json?region=guangzou",
                400,
                "there is no region 'guangzou'; did you mean 'guangzhou'?",
                "guangzhou",
            ),
            ("/api/v1/observations.json?lang=fr", 400, "expected lang=en or zh; found 'fr'", "en"),
            ("/api/v1/observations.json?within=yes", 400, "expected within=1 or nothing; found 'yes'", "1"),
            (
                "/api/v1/observations.csv?fields=valu",
                400,
                "there is no field 'valu'; did you mean 'value'?",
                "value",
            ),
            ("/api/v1/observations.csv?fields=", 400, "there is no field ''", None),
            (
                "/api/v1/observations.json?limit=0",
                400,
                "expected a whole number from 1 to 10,000 as limit; found '0'",
                "1",
            ),
            (
                "/api/v1/observations.json?limit=many",
                400,
                "expected a whole number from 1 to 10,000 as limit; found 'many'",
                str(DEFAULT_LIMIT),
            ),
            (
                "/api/v1/observations.json?limit=99999999999999999999",
                400,
                "expected a whole number from 1 to 10,000 as limit; found '99999999999999999999'",
                str(MAX_LIMIT),
            ),
            (
                "/api/v1/observations.json?offset=-1",
                400,
                "expected a whole number from 0 to 1,000,000,000 as offset; found '-1'",
                "0",
            ),
            (
                "/api/v1/observations.csv?limit=5",
                400,
                "limit goes with .json only: other files hold every row",
                None,
            ),
            (
                f"/api/v1/observations.csv?observation={TRADE}x",
                400,
                f"there is no observation '{TRADE}x'; did you mean '{TRADE}'?",
                TRADE,
            ),
            (
                "/api/v1/observations.csv?" + "&".join(f"observation={id}" for id in FIGURES[:101]),
                400,
                "observation names at most 100 figures; found 101",
                None,
            ),
            ("/api/v1/observations.json?q=a&q=b", 400, "q is given 2 times; give it once", None),
            (
                f"/api/v1/observations.json?q={'x' * 201}",
                400,
                "q holds at most 200 characters; found 201",
                None,
            ),
            ("/api/v1/regions.json?lang=en&lang=zh", 400, "lang is given 2 times; give it once", None),
            ("/api/v1/regions.json?within=1&within=0", 400, "within is given 2 times; give it once", None),
            ("/api/v1/regions.json?offset=1&offset=2", 400, "offset is given 2 times; give it once", None),
            ("/api/v1/regions.json?lang=", 400, "expected lang=en or zh; found ''", "en"),
            ("/api/v1/regions.json?lang=zn", 400, "expected lang=en or zh; found 'zn'", "en"),
            ("/api/v1/regions.json?offset=1e3", 400, EXPECTED_OFFSET.format("1e3"), "0"),
            ("/api/v1/regions.json?offset=٣", 400, EXPECTED_OFFSET.format("٣"), "0"),
            (
                "/api/v1/regions.sdmx.csv",
                404,
                "there is nothing at '/api/v1/regions.sdmx.csv'; did you mean '/api/v1/regions.csv'?",
                "/api/v1/regions.csv",
            ),
            (
                "/api/v1/observations.cvs",
                404,
                "there is nothing at '/api/v1/observations.cvs'; did you mean '/api/v1/observations.csv'?",
                "/api/v1/observations.csv",
            ),
            (
                "/api/v1/region.json",
                404,
                "there is nothing at '/api/v1/region.json'; did you mean '/api/v1/regions.json'?",
                "/api/v1/regions.json",
            ),
            (
                f"/api/v1/observations/{TRADE}x.json",
                404,
                f"there is no observation '{TRADE}x'; did you mean '{TRADE}'?",
                TRADE,
            ),
            ("/api/v1/openapi.json?x=1", 400, "there is no parameter 'x'", None),
            (
                "/api/v1/package.zip?fields=value",
                400,
                "there is no parameter 'fields'",
                None,
            ),
        ],
    )
    def test_what_is_wrong_and_what_was_meant(self, path, status, detail, nearest):
        told = problem(path)

        assert told["type"] == "about:blank"
        assert (told["status"], told["detail"], told["nearest"]) == (status, detail, nearest)

    def test_a_problem_document_lists_every_fault_with_its_parameter(self):
        assert problem("/api/v1/observations.json?region=guangzou&limit=0") == {
            "type": "about:blank",
            "title": "Bad Request",
            "status": 400,
            "detail": "there is no region 'guangzou'; did you mean 'guangzhou'?",
            "nearest": "guangzhou",
            "errors": [
                {
                    "detail": "there is no region 'guangzou'; did you mean 'guangzhou'?",
                    "parameter": "region",
                    "nearest": "guangzhou",
                },
                {
                    "detail": "expected a whole number from 1 to 10,000 as limit; found '0'",
                    "parameter": "limit",
                    "nearest": "1",
                },
            ],
        }

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"])
    def test_only_get_and_head(self, method):
        told = problem("/api/v1/observations.json", method)

        assert (told["status"], told["detail"]) == (405, f"expected GET or HEAD; found '{method}'")
        assert ask("/api/v1/observations.json", method).headers["allow"] == "GET, HEAD"

    def test_head_of_a_wrong_question_has_the_status_and_no_body(self):
        for path, status in (("/api/v1/observations.csv?regoin=x", 400), ("/api/v1/nosuch", 404)):
            answer = ask(path, "HEAD")
            assert (answer.status_code, answer.content) == (status, b"")

    @pytest.mark.parametrize("asked", ["bytes=0-9", "bytes=-1", "bytes=9-1", "rows=1-2", "x"])
    def test_a_range_request_is_answered_with_the_whole_file(self, asked):
        whole, part = ask("/api/v1/observations.csv"), ask("/api/v1/observations.csv", Range=asked)

        assert (part.status_code, part.content) == (200, whole.content)

    @pytest.mark.parametrize("tags", ["", ",", '"', "W/", 'W/"', "*, *", "x" * 5000])
    def test_malformed_etags_do_not_fail_a_request(self, tags):
        assert ask("/api/v1/topics.json", If_None_Match=tags).status_code in (200, 304)

    def test_a_query_that_is_too_long(self):
        told = problem(f"/api/v1/observations.json?q={'x' * MAX_QUERY_STRING_LENGTH}")

        assert (told["status"], told["title"]) == (414, "URI Too Long")
        assert (
            told["detail"]
            == f"the query string holds at most {MAX_QUERY_STRING_LENGTH:,} characters; found {MAX_QUERY_STRING_LENGTH + 2:,}"
        )

    @pytest.mark.parametrize(
        "path",
        [
            "/api/nosuch",
            "/api//v1/observations.json",
            "/api/v1/observations.json/",
            "/api/v1/..%2f..%2fetc%2fpasswd",
            "/api/%2e%2e/%2e%2e/x",
            "/api/v1/observations/%00.json",
            "/api/v1/observations/..%5c..%5cx.json",
            "/api/v1/" + "a" * 3000,
            "/api/v1/observations/" + "é" * 500 + ".json",
        ],
    )
    def test_path_tricks_are_unknown_paths(self, path):
        assert problem(path)["status"] == 404

    @settings(max_examples=60)
    @given(
        st.dictionaries(
            st.one_of(
                st.sampled_from([*DIMENSION_FILTERS, "q", "lang", "limit", "offset", "fields"]),
                st.text(max_size=8),
            ),
            st.text(max_size=30),
            max_size=4,
        )
    )
    def test_no_parameters_give_a_server_error(self, query):
        answer = ask(f"/api/v1/observations.json?{urlencode(query, errors='replace')}")

        assert answer.status_code in (200, 400)
        assert answer.json()

    @pytest.mark.parametrize(
        "query", ["%", "%zz", "region=%ff%fe", "q=%ed%a0%80", "&&&", "=", "region", "a;b=c"]
    )
    def test_broken_queries_are_answered(self, query):
        assert ask(f"/api/v1/observations.json?{query}").status_code in (200, 400)

    def test_nothing_of_the_callers_is_logged_as_an_error(self, caplog):
        with caplog.at_level(logging.INFO, logger="indicators"):
            for path in ("/api/v1/observations.json?region=x", "/api/nosuch", f"/api/v1/x?{'x' * 5000}"):
                ask(path)

        assert caplog.records == []

    def test_a_fault_of_ours_is_logged_and_shows_nothing(self, monkeypatch, caplog):
        def broken(*_):
            raise RuntimeError("secret")

        monkeypatch.setattr("indicators.web.api.routes._current_catalogue", broken)
        told = problem("/api/v1/topics.xlsx?q=never-asked-before")

        assert told["status"] == 500
        assert told["detail"] == "something is wrong here, not with what you asked"
        assert "secret" not in json.dumps(told)
        assert "secret" in caplog.text


class TestCaches:
    """ETag, 304, HEAD, gzip, CORS."""

    PATHS = (
        "/api/v1/observations.json?region=guangzhou",
        "/api/v1/observations.csv",
        "/api/v1/observations.xlsx",
        "/api/v1/observations.sdmx.csv",
        f"/api/v1/observations/{TRADE}.json",
        "/api/v1/package.zip",
        "/api/v1/openapi.json",
        "/api/v1/catalog.jsonld",
        "/llms.txt",
    )

    @pytest.mark.parametrize("path", PATHS)
    def test_what_a_caller_has_is_not_sent_again(self, path):
        first = ask(path)
        tag = first.headers["etag"]

        assert first.headers["dataset-digest"] == DIGEST
        assert first.headers["cache-control"] == "public, no-cache"
        assert first.headers["x-content-type-options"] == "nosniff"
        for sent in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
            again = ask(path, If_None_Match=sent)
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert ask(path, If_None_Match='"other"').status_code == 200

    @pytest.mark.parametrize("path", PATHS)
    def test_head_tells_what_get_would_send(self, path):
        got, head = ask(path), ask(path, "HEAD")

        assert head.status_code == 200
        for name in ("etag", "content-type", "content-length", "dataset-digest"):
            assert head.headers[name] == got.headers[name]

    def test_different_questions_have_different_tags(self):
        tags = {
            ask(f"/api/v1/observations.json?{query}").headers["etag"]
            for query in ("", "limit=5", "limit=5&offset=5", "lang=zh", "region=guangzhou", "fields=value")
        }

        assert len(tags) == 6

    def test_the_same_question_in_other_words_has_the_same_tag(self):
        one = ask("/api/v1/observations.csv?region=guangzhou&region=nansha&lang=en")
        other = ask("/api/v1/observations.csv?region=nansha&region=guangzhou&within=0")

        assert one.headers["etag"] == other.headers["etag"]

    @pytest.mark.parametrize("path", ["/api/v1/observations.json", "/api/v1/openapi.json", "/llms.txt"])
    def test_text_is_compressed_for_callers_that_accept_gzip(self, path):
        plain, packed = ask(path), ask(path, Accept_Encoding="gzip, br")

        assert packed.headers["content-encoding"] == "gzip"
        assert packed.headers["vary"] == "Accept-Encoding"
        assert packed.content == plain.content
        assert int(packed.headers["content-length"]) < len(plain.content) / 2
        assert "content-encoding" not in plain.headers

    @pytest.mark.parametrize("path", ["/api/v1/observations.json", "/api/v1/observations.csv", "/llms.txt"])
    def test_callers_that_refuse_gzip_get_the_answer_uncompressed(self, path):
        assert "content-encoding" not in ask(path, Accept_Encoding="gzip;q=0, identity").headers

    def test_a_problem_is_small_and_plain(self):
        assert "content-encoding" not in ask("/api/nosuch", Accept_Encoding="gzip").headers

    def test_any_site_may_read_it(self):
        assert (
            ask("/api/v1/topics.json", Origin="https://else.test").headers["access-control-allow-origin"]
            == "*"
        )
        may = ask(
            "/api/v1/topics.json",
            "OPTIONS",
            Origin="https://else.test",
            Access_Control_Request_Method="GET",
            Access_Control_Request_Headers="if-none-match",
        )
        assert may.status_code == 204
        assert may.headers["access-control-allow-methods"] == "GET, HEAD"

    def test_files_have_names_that_say_what_they_hold(self):
        told = ask("/api/v1/observations.csv?region=guangzhou&indicator=goods-trade").headers
        assert 'attachment; filename="goods-trade_guangzhou_2' in told["content-disposition"]
        assert 'filename="regions_2' in ask("/api/v1/regions.csv").headers["content-disposition"]
        assert "content-disposition" not in ask("/api/v1/regions.json").headers

    @pytest.mark.parametrize("host", ['evil"><x', "a b", "x" * 300, "user:pw@host"])
    def test_an_invalid_host_header_makes_links_relative(self, host):
        told = ask("/api/v1/observations.json?limit=1", Host=host)

        assert told.json()["link"] == "/data"
        assert told.json()["next"].startswith("/api/v1/")


class TestContent:
    """What is said beside the rows."""

    def test_a_figure_is_an_observation_with_its_record(self):
        told = ask(f"/api/v1/observations/{TRADE}.json").json()
        rows = CATALOGUE.rows()
        (record,) = plain_records(rows[rows["observation_id"] == TRADE])

        assert told["@type"] == "Observation"
        assert told["@id"] == f"http://here.test/api/v1/observations/{TRADE}.json"
        assert told["description"] == "over 1 trillion yuan"
        assert told["minValue"] == told["value"] == 10**12
        assert "maxValue" not in told
        assert told["record"] == record
        assert list(told["record"]) == list(COLUMNS)

    @pytest.mark.parametrize(("language", "start"), [("en", 0), ("zh", 1)])
    def test_every_figure_has_an_address(self, language, start):
        for id in CATALOGUE.rows(Selection(implied=True))["observation_id"][start::2]:
            assert ask(f"/api/v1/observations/{id}.json?lang={language}").status_code == 200

    def test_the_catalogue_names_every_file(self):
        told = ask("/api/v1/catalog.jsonld").json()
        addresses = [entry["contentUrl"] for entry in told["distribution"]]

        assert told["@type"] == ["Dataset", "dcat:Dataset"]
        assert told["dcat:version"] == CATALOGUE.dataset.version
        assert len(addresses) == 6
        assert all(ask(address).status_code == 200 for address in addresses)

    def test_every_address_in_llms_txt_answers(self):
        text = ask("/llms.txt").text
        addresses = {
            word.rstrip(".,)")
            for part in text.split("http://")[1:]
            for word in [part.split(")")[0].split()[0]]
        }

        assert len(addresses) > 12
        assert {f"{a}: {ask(f'http://{a}').status_code}" for a in addresses} == {
            f"{a}: 200" for a in addresses
        }
        assert all(name in text for name in DIMENSION_FILTERS)

    def test_who_knows_no_address_finds_the_description(self):
        for path in ("/api", "/api/", "/api/v1", "/api/v1/"):
            answer = ask(path)
            assert (answer.status_code, answer.headers["location"]) == (307, "/api/v1/openapi.json")

    def test_requests_for_pages_are_not_answered_by_the_api(self):
        assert ask("/data").text == "a page"
        assert ask("/apiary").status_code == 404


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # in rdflib itself
class TestLinkedData:
    """JSON-LD means what it says to a reader that asks no other host."""

    def triples(self, path):
        return rdflib.Graph().parse(data=ask(path).text, format="json-ld")

    def test_a_figure_as_triples(self):
        graph = self.triples(f"/api/v1/observations/{TRADE}.json")
        figure, schema = rdflib.URIRef(f"http://here.test/api/v1/observations/{TRADE}.json"), SCHEMA

        assert (figure, rdflib.RDF.type, schema.Observation) in graph
        assert graph.value(figure, schema.minValue).value == 10**12
        assert graph.value(figure, schema.maxValue) is None
        assert graph.value(figure, schema.measurementQualifier).value == "over"
        assert graph.value(figure, schema.url) == rdflib.URIRef(f"http://here.test/f/{TRADE}")
        assert graph.value(figure, schema.observationAbout) == rdflib.URIRef("http://here.test/r/guangzhou")
        assert not [predicate for predicate in graph.predicates() if str(predicate).endswith("record")]

    def test_the_catalogue_as_triples(self):
        graph, dcat, dct = self.triples("/api/v1/catalog.jsonld"), rdflib.DCAT, rdflib.DCTERMS
        dataset = rdflib.URIRef("http://here.test/api/v1/catalog.jsonld")
        titles = {title.language: str(title) for title in graph.objects(dataset, dct.title)}
        files = list(graph.objects(dataset, dcat.distribution))

        assert (dataset, rdflib.RDF.type, dcat.Dataset) in graph
        assert (dataset, rdflib.RDF.type, SCHEMA.Dataset) in graph
        assert titles == {"en": CATALOGUE.dataset.about.title.en, "zh-Hans": CATALOGUE.dataset.about.title.zh}
        assert str(graph.value(dataset, dct.license)) == "https://creativecommons.org/licenses/by/4.0/"
        assert set(files) == set(graph.objects(dataset, SCHEMA.distribution))
        assert len(files) == 6
        for file in files:
            assert (file, rdflib.RDF.type, dcat.Distribution) in graph
            assert graph.value(file, dcat.downloadURL) == file
            assert str(graph.value(file, dcat.mediaType)).startswith(
                "https://www.iana.org/assignments/media-types/"
            )


class TestShortLinks:
    """Links to quote: they lead to pages, which say what they make of an id."""

    @pytest.mark.parametrize(
        ("link", "page"),
        [
            (f"/f/{TRADE}", f"/data?figure={TRADE}"),
            ("/i/goods-trade?lang=zh", "/indicators?indicator=goods-trade&lang=zh"),
            ("/r/guangzhou?utm_source=elsewhere", "/regions?region=guangzhou"),
            ("/f/an-id-of-old", "/data?figure=an-id-of-old"),
            ("/r/a%26b%0d%0ax", "/regions?region=a%26b%0D%0Ax"),
        ],
    )
    def test_a_short_link_redirects_to_its_page(self, link, page):
        answer = ask(link)

        assert (answer.status_code, answer.headers["location"]) == (302, f"http://here.test{page}")
        assert ask(link, "HEAD").status_code == 302

    def test_short_links_take_no_post_and_no_longer_path(self):
        assert problem("/f/x", "POST")["status"] == 405
        assert problem("/i/a/b")["status"] == 404


def example_of(path: str) -> str:
    """A real address of a described path."""
    return path.replace("{id}", next(iter(CATALOGUE.dataset.charts)) if "/charts/" in path else TRADE)


class TestDescription:
    """The OpenAPI document against the routes and against what they answer."""

    document = ask("/api/v1/openapi.json").json()

    def resolved(self, node):
        while "$ref" in node:
            found = self.document
            for step in node["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            node = found
        return node

    def validator(self, schema):
        return Draft202012Validator(schema | {"components": self.document["components"]})

    def test_it_describes_the_routes_and_no_others(self):
        entrances = {"/api", "/api/", "/api/v1", "/api/v1/"}
        served = {route.path for route in build_application(SERVED).routes} - entrances

        assert set(self.document["paths"]) - BESIDE == served == {route.path for route in api_routes()}
        assert all(list(path) == ["get"] for path in self.document["paths"].values())

    def test_ids_of_operations_are_unique(self):
        found = [path["get"]["operationId"] for path in self.document["paths"].values()]

        assert len(set(found)) == len(found)

    def test_every_parameter_is_taken_and_no_other(self):
        examples = {
            "observation": TRADE,
            "q": "gdp",
            "lang": "zh",
            "limit": "5",
            "offset": "1",
            "within": "1",
            "implied": "1",
            "vintage": "current",
        }
        for path, methods in self.document["paths"].items():
            listed = [self.resolved(parameter) for parameter in methods["get"]["parameters"]]
            query = {}
            for parameter in listed:
                schema, name = parameter["schema"], parameter["name"]
                if parameter["in"] == "query":
                    query[name] = examples.get(name) or schema["items"]["enum"][0]
            address, said = example_of(path), set(methods["get"]["responses"])
            assert str(ask(f"{address}?{urlencode(query)}").status_code) in said & {"200", "302"}, path
            assert (
                path.startswith(("/f/", "/i/", "/r/", *BESIDE))
                or ask(f"{address}?nosuch=1").status_code == 400
            ), path

    @pytest.mark.parametrize("table", [name for name in FORMATS_OF_TABLE if name != "package"])
    def test_json_is_as_described(self, table):
        schema = self.document["paths"][f"/api/v1/{table}.json"]["get"]["responses"]["200"]["content"][
            "application/json"
        ]["schema"]

        self.validator(schema).validate(ask(f"/api/v1/{table}.json").json())

    def test_answers_have_the_types_described(self):
        for path, methods in self.document["paths"].items():
            if "200" in methods["get"]["responses"]:
                content = methods["get"]["responses"]["200"]["content"]
                assert ask(example_of(path)).headers["content-type"] in content, path

    def test_problems_are_as_described(self):
        schema = self.document["components"]["schemas"]["Problem"]

        self.validator(schema).validate(problem("/api/v1/observations.csv?regoin=1"))


class TestRenamed:
    """Ids of old lead to those of today."""

    @pytest.fixture
    def renamed(self, small_file, monkeypatch):
        text = Path(small_file).read_text(encoding="utf-8")
        text += "renamed: {haven: port, fish: fishing, old.id: catch.bay.salmon.2024}\n"
        catalogue = Catalogue(parse_dataset(text))

        monkeypatch.setattr(SERVED, "catalogue", catalogue)
        return catalogue

    @pytest.mark.usefixtures("renamed")
    def test_a_filter_is_redirected(self):
        answer = ask("/api/v1/observations.csv?region=haven&sector=fish&lang=zh")
        figure = ask("/api/v1/observations.csv?observation=old.id")

        assert answer.status_code == 301
        assert (
            answer.headers["location"]
            == "http://here.test/api/v1/observations.csv?region=port&sector=fishing&lang=zh"
        )
        assert ask(answer.headers["location"]).status_code == 200
        assert figure.status_code == 301
        assert figure.headers["location"].endswith("csv?observation=catch.bay.salmon.2024")

    @pytest.mark.usefixtures("renamed")
    def test_a_figure_is_redirected(self):
        answer = ask("/api/v1/observations/old.id.json?lang=zh")

        assert answer.status_code == 301
        assert answer.headers["location"].endswith("/api/v1/observations/catch.bay.salmon.2024.json?lang=zh")

    @pytest.mark.usefixtures("renamed")
    def test_a_wrong_question_is_no_redirect(self):
        assert ask("/api/v1/observations.csv?region=haven&x=1").status_code == 400

    def test_the_library_finds_a_figure_by_its_old_id(self, renamed):
        assert len(renamed.observations(region="haven")) == len(renamed.observations(region="port")) > 0
        assert renamed.find("old.id").observation_id == "catch.bay.salmon.2024"


def test_new_content_has_new_answers(small_file, tmp_path, monkeypatch):
    path = tmp_path / "live.yaml"
    text = Path(small_file).read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr("indicators.web.live_catalogue.POLL_SECONDS", 0)
    monkeypatch.setattr("indicators.web.live_catalogue.SETTLING_SECONDS", 0)
    watch(path, monkeypatch)
    before = ask("/api/v1/topics.json")
    path.write_text(text.replace("Small sample", "Larger sample"), encoding="utf-8")
    after = ask("/api/v1/topics.json", If_None_Match=before.headers["etag"])

    assert before.json()["dataset"] == "Small sample"
    assert after.status_code == 200
    assert after.json()["dataset"] == "Larger sample"
    assert after.headers["dataset-digest"] != before.headers["dataset-digest"]


class TestCharts:
    @pytest.mark.parametrize("chart", list(CATALOGUE.dataset.charts))
    def test_a_chart_leads_to_its_rows(self, chart):
        answer = ask(f"/api/v1/charts/{chart}.json?lang=zh")
        rows = ask(answer.headers["location"].removeprefix("http://here.test"))

        assert answer.status_code == 302
        assert rows.json()["records"] == plain_records(
            CATALOGUE.rows(chart_selection(CATALOGUE.dataset.charts[chart])), "zh"
        )

    def test_an_unknown_chart_names_the_nearest(self):
        told = problem("/api/v1/charts/gdp-of-region.csv")

        assert (told["status"], told["nearest"]) == (404, "gdp-of-regions")


class TestStatus:
    @pytest.fixture
    def watched(self, small_file, tmp_path, monkeypatch):
        """A data file, its text and a way to write it."""
        path, text = tmp_path / "secret-place.yaml", Path(small_file).read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr("indicators.web.live_catalogue.POLL_SECONDS", 0)
        monkeypatch.setattr("indicators.web.live_catalogue.SETTLING_SECONDS", 0)
        watch(path, monkeypatch)
        return path, text

    @staticmethod
    def status():
        answer = ask("/api/v1/status.json")
        schema = ask("/api/v1/openapi.json").json()["paths"]["/api/v1/status.json"]["get"]["responses"]["200"]
        Draft202012Validator(schema["content"]["application/json"]["schema"]).validate(answer.json())
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["dataset-version"] == answer.json()["version"]
        assert "secret-place" not in answer.text
        return answer.json()

    @pytest.mark.usefixtures("watched")
    def test_a_good_file_is_current(self):
        told, topics = self.status(), ask("/api/v1/topics.json")

        assert told["state"] == "current"
        assert (told["detail"], told["problem_count"], told["problems"]) == (None, 0, [])
        assert told["counts"]["observations"] == ask("/api/v1/observations.json").json()["total"]
        assert told["version"] == topics.json()["version"] == topics.headers["dataset-version"]
        assert told["digest"] == topics.json()["digest"] == topics.headers["dataset-digest"]

    def test_faults_are_told_with_their_places(self, watched, caplog):
        path, text = watched
        before = self.status()
        path.write_text(text.replace("value: 900", "value: some"), encoding="utf-8")
        told = self.status()

        assert (told["state"], told["version"]) == ("last-good", before["version"])
        assert told["detail"] == "the data file has faults"
        assert [problem["rule"] for problem in told["problems"]] == ["value"]
        assert str(told["problems"][0]["line"]) in caplog.text
        assert len(caplog.records) == 1  # once a change, not once a question

    @pytest.mark.parametrize(
        ("harm", "detail"),
        [
            (lambda path: path.unlink(), "the data file is gone"),
            (lambda path: path.write_bytes(b"\xff"), "not UTF-8 text (byte 0)"),
            (lambda path: os.truncate(path, 2**40), "1,099,511,627,776 bytes are more than the 67,108,864"),
        ],
        ids=["deleted", "garbage", "huge"],
    )
    def test_a_file_that_cannot_be_read_is_told(self, watched, harm, detail):
        path, text = watched
        harm(path)
        told = self.status()

        assert (told["state"], told["problem_count"]) == ("last-good", 0)
        assert told["detail"].startswith(detail)
        path.unlink(missing_ok=True)
        path.write_text(text, encoding="utf-8")
        assert self.status()["state"] == "current"

    @pytest.mark.parametrize(
        "path", ["/api/v1/topics.json", "/api/nosuch", "/api/v1/regions.csv?x=1", "/llms.txt"]
    )
    def test_every_answer_names_the_content(self, path):
        headers = ask(path).headers

        assert headers["dataset-version"] == CATALOGUE.dataset.version
        assert headers["dataset-digest"] == DIGEST
        assert headers["dataset-version"].endswith(f"+{DIGEST}")

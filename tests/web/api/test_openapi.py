"""The OpenAPI document against the routes, and against what they answer."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode

import orjson
import pytest
from jsonschema import Draft202012Validator

import indicators
from indicators.export import FORMATS_OF_TABLE
from indicators.query import DIMENSION_FILTERS, MAX_NAMED_FIGURES, MAX_QUERY_LENGTH, Selection
from indicators.web.api import build_application
from indicators.web.api.openapi import describe_parameters, openapi_document
from indicators.web.api.query_string import DEFAULT_LIMIT, MAX_LIMIT
from indicators.web.api.response_schemas import page_schema
from indicators.web.api.routes import api_routes
from indicators.web.api.texts import TEXT_PATHS, text_routes
from indicators.web.middleware import HealthChecks, Readiness
from indicators.web.page_runs import PageRuns
from tests.asgi import Asking
from tests.real import real
from tests.serving import Served, api

CATALOGUE = real()
DATASET = CATALOGUE.dataset
ROWS = CATALOGUE.rows(Selection(implied=True))
CHART = next(iter(DATASET.charts))
TRADE = "goods-trade.guangzhou.2025-01--2025-10"
DOCUMENT = openapi_document(DATASET)
#: What is asked without a text.
ASKED = {path: methods for path, methods in DOCUMENT["paths"].items() if "get" in methods}
READY = Readiness()
READY.set_ready()
APP = Asking(HealthChecks(api(), readiness=READY), "here.test")
TEXT = "Guangzhou's trade exceeded 1 trillion yuan in 2025, up 8.6 percent. 1234 and 2,5,7."
FILTERS = [*DIMENSION_FILTERS, "observation", "q", "from", "to", "within", "implied", "vintage"]
CHART_ROWS = {"301", "302", "400", "404", "410", "414"}
CHART_PICTURE = {"200", "301", "304", "400", "404", "410", "414"}
BESIDE = {"/healthz", "/readyz"}  # answered before the API, for those who watch the server


def example_of(path: str) -> str:
    """A real address of a described path."""
    if path == "/api/v1/oembed.json":
        return f"{path}?url=http%3A%2F%2Fhere.test%2Fc%2F{CHART}"
    if path.startswith("/api/v1/brief."):
        return f"{path}?region=beijing"
    return path.replace("{id}", CHART if "/charts/" in path or path.startswith(("/embed/", "/c/")) else TRADE)


def resolve(node):
    """The part of the document that `node` refers to, or `node` itself."""
    while "$ref" in node:
        found = DOCUMENT
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        node = found
    return node


def validate(schema, answer):
    Draft202012Validator(schema | {"components": DOCUMENT["components"]}).validate(answer)


class TestDocument:
    """What it says."""

    def test_it_names_the_dataset_its_licence_and_the_release(self):
        assert DOCUMENT["openapi"] == "3.1.0"
        assert DOCUMENT["info"] == {
            "title": DATASET.about.title.en,
            "description": f"{DATASET.about.description.en} Read-only; every answer names the content it is from.",
            "version": indicators.__version__,
            "license": {
                "name": "Creative Commons Attribution 4.0 International",
                "url": "https://creativecommons.org/licenses/by/4.0/",
            },
        }
        assert DOCUMENT["servers"] == [{"url": "/"}]
        assert APP.get("/api/v1/openapi.json").json() == json.loads(orjson.dumps(DOCUMENT))

    def test_it_describes_every_route_by_its_one_method(self):
        entrances = {"/api", "/api/", "/api/v1", "/api/v1/"}
        served = {route.path for route in build_application(Served(), PageRuns()).routes} - entrances

        assert set(DOCUMENT["paths"]) - BESIDE == served
        assert served == {route.path for route in (*api_routes(), *text_routes())}
        assert {path: list(methods) for path, methods in DOCUMENT["paths"].items()} == {
            path: ["post" if path in TEXT_PATHS else "get"] for path in DOCUMENT["paths"]
        }

    def test_ids_of_operations_are_unique(self):
        found = [
            operation["operationId"] for path in DOCUMENT["paths"].values() for operation in path.values()
        ]

        assert len(set(found)) == len(found)

    @pytest.mark.parametrize("table", FORMATS_OF_TABLE)
    def test_each_file_takes_its_parameters_and_has_its_answers(self, table):
        for kind, form in FORMATS_OF_TABLE[table].items():
            operation = DOCUMENT["paths"][f"/api/v1/{table}.{form.extension}"]["get"]
            names = [each["$ref"].rpartition("/")[2] for each in operation["parameters"]]
            expected = [*FILTERS, "lang"]
            expected += [f"{table}_fields"] if kind not in ("sdmx-csv", "zip") else []
            expected += ["bom"] if kind == "csv" else []
            expected += ["limit", "offset"] if kind == "json" else []

            assert names == expected
            assert set(operation["responses"]) == {"200", "301", "304", "400", "414"}
            assert list(operation["responses"]["200"]["content"]) == [form.media_type]
            assert list(operation["responses"]["200"]["headers"]) == [
                "ETag",
                "Dataset-Digest",
                "Dataset-Version",
            ]
            described = operation["responses"]["200"]["content"][form.media_type]
            assert described == ({"schema": page_schema(table)} if kind == "json" else {})
            assert operation["operationId"] == f"{table}_{form.extension}"

    @pytest.mark.parametrize(
        ("path", "statuses", "names"),
        [
            ("/api/v1/observations/{id}.json", {"200", "301", "304", "400", "404", "414"}, ["id", "lang"]),
            ("/api/v1/charts/{id}.csv", CHART_ROWS, ["id", *FILTERS, "series", "lang", "bom"]),
            ("/api/v1/charts/{id}.xlsx", CHART_ROWS, ["id", *FILTERS, "series", "lang"]),
            ("/api/v1/charts/{id}.json", CHART_ROWS, ["id", *FILTERS, "series", "lang"]),
            (
                "/api/v1/charts/{id}.svg",
                CHART_PICTURE,
                ["id", *FILTERS, "series", "lang", "theme", "words", "width"],
            ),
            (
                "/api/v1/charts/{id}.png",
                {*CHART_PICTURE, "501"},
                ["id", *FILTERS, "series", "lang", "theme", "words", "width", "scale"],
            ),
            ("/embed/c/{id}", CHART_PICTURE, ["id", *FILTERS, "series", "lang", "theme"]),
            ("/api/v1/oembed.json", CHART_PICTURE, ["url", "maxwidth", "maxheight", "format"]),
            ("/c/{id}", {"302"}, ["id", "lang"]),
            ("/f/{id}", {"302"}, ["id", "lang"]),
            ("/i/{id}", {"302"}, ["id", "lang"]),
            ("/r/{id}", {"302"}, ["id", "lang"]),
            ("/api/v1/status.json", {"200", "400", "414"}, []),
            ("/api/v1/openapi.json", {"200", "304", "400", "414"}, []),
            ("/api/v1/catalog.jsonld", {"200", "304", "400", "414"}, []),
            ("/llms.txt", {"200", "304", "400", "414"}, []),
            ("/robots.txt", {"200", "304", "400", "414"}, []),
            ("/sitemap.xml", {"200", "304", "400", "414"}, []),
            ("/healthz", {"200"}, []),
            ("/readyz", {"200", "503"}, []),
        ],
    )
    def test_what_every_other_address_takes_and_answers(self, path, statuses, names):
        operation = DOCUMENT["paths"][path]["get"]
        found = [each.get("name") or each["$ref"].rpartition("/")[2] for each in operation["parameters"]]

        assert (set(operation["responses"]), found) == (statuses, names)

    def test_ids_in_addresses_look_as_described(self):
        for path, ids in {
            "/api/v1/observations/{id}.json": ROWS["observation_id"],
            "/api/v1/charts/{id}.csv": DATASET.charts,
            "/i/{id}": DATASET.indicators,
        }.items():
            [parameter] = [p for p in DOCUMENT["paths"][path]["get"]["parameters"] if p.get("in") == "path"]
            assert (parameter["name"], parameter["required"]) == ("id", True)
            assert all(re.search(parameter["schema"]["pattern"], id) for id in ids)
            assert not re.search(parameter["schema"]["pattern"], "a/b")

    def test_parameters_are_described_as_they_are_read(self):
        described = describe_parameters(DATASET)

        def schema(name):
            return described[name]["schema"]

        assert schema("limit") == {
            "type": "integer",
            "minimum": 1,
            "maximum": MAX_LIMIT,
            "default": DEFAULT_LIMIT,
        }
        assert schema("offset") == {"type": "integer", "minimum": 0, "maximum": 10**9, "default": 0}
        assert schema("lang") == {"type": "string", "enum": ["en", "zh"], "default": "en"}
        assert schema("within") == schema("implied") == {"type": "string", "enum": ["0", "1"], "default": "0"}
        assert schema("q") == {"type": "string", "maxLength": MAX_QUERY_LENGTH}
        assert schema("region")["items"]["enum"] == list(DATASET.regions)
        assert schema("observation")["maxItems"] == MAX_NAMED_FIGURES
        assert schema("regions_fields")["items"]["enum"][0] == "id"
        assert (described["regions_fields"]["style"], described["regions_fields"]["explode"]) == (
            "form",
            False,
        )
        assert {each["in"] for each in described.values()} == {"query"}
        assert {each["required"] for each in described.values()} == {False}
        assert all(each["description"].endswith(".") for each in described.values())


class TestAnswers:
    """The document against what is answered."""

    def test_every_parameter_is_taken_and_no_other(self):
        examples = {
            "observation": TRADE,
            "q": "gdp",
            "lang": "zh",
            "limit": "5",
            "offset": "1",
            "from": "2020",
            "to": "2024",
            "within": "1",
            "implied": "1",
            "vintage": "current",
            "bom": "1",
            "theme": "dark",
            "words": "none",
            "width": "640",
            "scale": "2",
            "url": f"http://here.test/c/{CHART}",
            "maxwidth": "500",
            "maxheight": "500",
            "format": "json",
            "series": "gdp.greater-bay-area",
        }
        for path, methods in ASKED.items():
            listed = [resolve(parameter) for parameter in methods["get"]["parameters"]]
            query = {}
            for parameter in listed:
                schema, name = parameter["schema"], parameter["name"]
                if parameter["in"] == "query":
                    query[name] = examples.get(name) or schema["items"]["enum"][0]
            address, statuses = example_of(path).partition("?")[0], set(methods["get"]["responses"])
            assert str(APP.get(f"{address}?{urlencode(query)}").status_code) in statuses & {"200", "302"}, (
                path
            )
            assert (
                path.startswith(("/f/", "/i/", "/r/", "/c/", *BESIDE))
                or APP.get(f"{address}?nosuch=1").status_code == 400
            ), path

    @pytest.mark.parametrize("table", [name for name in FORMATS_OF_TABLE if name != "package"])
    def test_every_page_of_records_has_the_schema_described(self, table):
        schema = DOCUMENT["paths"][f"/api/v1/{table}.json"]["get"]["responses"]["200"]["content"][
            "application/json"
        ]["schema"]

        validate(schema, APP.get(f"/api/v1/{table}.json").json())

    def test_answers_have_the_types_described(self):
        for path, methods in ASKED.items():
            if "200" in methods["get"]["responses"]:
                content = methods["get"]["responses"]["200"]["content"]
                assert APP.get(example_of(path)).headers["content-type"] in content, path

    @pytest.mark.parametrize("path", TEXT_PATHS)
    @pytest.mark.parametrize("text", [TEXT, "Nothing.", "12,34,5"])
    def test_every_answer_about_a_text_has_the_schema_described(self, path, text):
        answer = APP.request("POST", path, {"Content-Type": "text/plain"}, [text.encode()])
        content = DOCUMENT["paths"][path]["post"]["responses"]["200"]["content"]

        validate(content[answer.headers["content-type"]]["schema"], answer.json())

    def test_problems_are_as_described(self):
        schema = DOCUMENT["components"]["schemas"]["Problem"]

        validate(schema, APP.get("/api/v1/observations.csv?regoin=1").json())


@pytest.mark.parametrize(
    ("asked", "begins"),
    [("", b"observation_id"), ("?bom=0", b"observation_id"), ("?bom=1", b"\xef\xbb\xbfobservation_id")],
)
def test_csv_has_a_byte_order_mark_where_it_is_asked_for(asked, begins):
    answer = APP.get(f"/api/v1/observations.csv{asked}", **{"Accept-Encoding": "identity"})

    assert (answer.status_code, answer.raw[: len(begins)]) == (200, begins)


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("/api/v1/observations.csv?bom=yes", "expected bom=1 or nothing; found"),
        ("/api/v1/observations.csv?bom=", "expected bom=1 or nothing; found"),
        ("/api/v1/observations.csv?bom=1&bom=1", "bom is given 2 times; give it once"),
        ("/api/v1/observations.json?bom=1", "there is no parameter"),
        ("/api/v1/observations.xlsx?bom=1", "there is no parameter"),
        ("/api/v1/observations.sdmx.csv?bom=1", "there is no parameter"),
    ],
)
def test_another_byte_order_mark_is_a_problem(address, fault):
    answer = APP.get(address)

    assert answer.status_code == 400
    assert fault in json.loads(answer.raw)["detail"]


def test_the_rows_of_a_chart_keep_the_byte_order_mark_that_was_asked_for():
    answer = APP.get(f"/api/v1/charts/{next(iter(DATASET.charts))}.csv?bom=1")

    assert answer.status_code == 302
    assert answer.headers["location"].endswith("&bom=1")

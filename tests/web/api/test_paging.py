"""Pages of records and the bounds of a question: at each edge, and one beyond it."""

from __future__ import annotations

import itertools
from typing import ClassVar
from urllib.parse import urlencode

import pytest

from indicators.export import plain_records
from indicators.query import MAX_NAMED_FIGURES, MAX_QUERY_LENGTH, Selection
from indicators.web.api.openapi import describe_parameters
from indicators.web.api.query_string import DEFAULT_LIMIT, MAX_LIMIT, MAX_QUERY_STRING_LENGTH, ApiQuery
from tests.asgi import Asking
from tests.real import real
from tests.serving import api

APP = Asking(api(), "here.test")
CATALOGUE = real()
AREA = CATALOGUE.rows(Selection(region=("greater-bay-area",)))
TOTAL = len(AREA)
IDS = CATALOGUE.rows(Selection(implied=True))["observation_id"].tolist()
SITE = "http://here.test/api/v1"


def page(table="observations", **asked):
    return APP.get(f"/api/v1/{table}.json?{urlencode(asked)}")


def problem(target):
    answer = APP.get(target)
    return answer.status_code, answer.json()["errors"]


class TestPages:
    """One page is the rows after `offset`, `limit` of them, and says where the next begins."""

    @pytest.mark.parametrize("limit", [1, TOTAL - 1, TOTAL, TOTAL + 1])
    @pytest.mark.parametrize("offset", [0, 1, TOTAL - 1, TOTAL, TOTAL + 1, 10**9])
    def test_every_edge(self, limit, offset):
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

    @pytest.mark.parametrize("table", ["topics", "regions", "sources", "relations"])
    def test_vocabularies_have_pages_too(self, table):
        whole = page(table).json()
        parts, address = [], f"/api/v1/{table}.json?limit=2"
        while address:
            told = APP.get(address.removeprefix("http://here.test")).json()
            parts += told["records"]
            address = told["next"]

        assert parts == whole["records"]
        assert len(parts) == whole["total"]


class TestNumbers:
    """What can be a limit or an offset."""

    @pytest.mark.parametrize(
        ("name", "given", "taken"),
        [
            ("limit", "1", 1),
            ("limit", "10000", 10_000),
            ("limit", "0000000007", 7),
            ("offset", "0", 0),
            ("offset", "1000000000", 10**9),
        ],
    )
    def test_up_to_the_edge_they_are_taken(self, name, given, taken):
        assert page("topics", **{name: given}).json()[name] == taken

    @pytest.mark.parametrize(
        ("name", "given", "nearest"),
        [
            ("limit", "0", "1"),
            ("limit", "-1", "1"),
            ("limit", "10001", "10000"),
            ("limit", "00000000007", "7"),
            ("limit", "9" * 20, "10000"),
            ("limit", "9" * 21, "1000"),
            ("limit", "", "1000"),
            ("limit", "1.5", "1000"),
            ("limit", "+1", "1000"),
            ("limit", " 1", "1000"),
            ("limit", "１", "1000"),
            ("offset", "-1", "0"),
            ("offset", "1000000001", "1000000000"),
            ("offset", "-99999999999999999999", "0"),
            ("offset", "", "0"),
            ("offset", "all", "0"),
        ],
    )
    def test_beyond_it_the_nearest_is_named(self, name, given, nearest):
        bounds = {"limit": "1 to 10,000", "offset": "0 to 1,000,000,000"}[name]
        detail = f"expected a whole number from {bounds} as {name}; found {given!r}"

        assert problem(f"/api/v1/topics.json?{urlencode({name: given})}") == (
            400,
            [{"detail": detail, "parameter": name, "nearest": nearest}],
        )


class TestLengths:
    """How much one question may hold."""

    @pytest.mark.parametrize("length", [MAX_QUERY_STRING_LENGTH, MAX_QUERY_STRING_LENGTH + 1])
    def test_the_query_string(self, length):
        query = f"fields={'v' * (length - 7)}"
        status, errors = problem(f"/api/v1/observations.csv?{query}")

        if length == MAX_QUERY_STRING_LENGTH:
            assert (status, errors[0]["parameter"]) == (400, "fields")  # it was read
        else:
            told = "the query string holds at most 7,500 characters; found 7,501"
            assert (status, errors) == (414, [{"detail": told, "parameter": None, "nearest": None}])

    def test_the_words_that_are_searched_for(self):
        assert page(q="x" * MAX_QUERY_LENGTH).status_code == 200
        assert problem(f"/api/v1/observations.json?q={'x' * (MAX_QUERY_LENGTH + 1)}") == (
            400,
            [{"detail": "q holds at most 200 characters; found 201", "parameter": "q", "nearest": None}],
        )

    def test_figures_that_are_named_one_by_one_each_counted_once(self):
        names = IDS[:MAX_NAMED_FIGURES]
        some = "&".join(f"observation={id}" for id in [*names, *names[:9]])
        told = "observation names at most 100 figures; found 101"

        assert APP.get(f"/api/v1/observations.json?{some}").json()["total"] == MAX_NAMED_FIGURES
        assert problem(f"/api/v1/observations.json?{some}&observation={IDS[MAX_NAMED_FIGURES]}") == (
            400,
            [{"detail": told, "parameter": "observation", "nearest": None}],
        )


class TestColumns:
    """The columns that are asked for, each once, in that order, of their table."""

    @pytest.mark.parametrize(
        ("fields", "header"),
        [("value", "value"), ("low,value", "low,value"), ("value,low,value", "value,low")],
    )
    def test_they_are_given(self, fields, header):
        assert APP.get(f"/api/v1/observations.csv?fields={fields}").text.partition("\n")[0].strip() == header

    @pytest.mark.parametrize(
        ("table", "name", "nearest"),
        [
            ("observations", "valu", "value"),
            ("regions", "value", None),
            ("regions", "knd", "kind"),
            ("topics", "NAME_EN", "name_en"),
        ],
    )
    def test_others_are_refused(self, table, name, nearest):
        hint = f"; did you mean {nearest!r}?" if nearest else ""

        assert problem(f"/api/v1/{table}.json?fields=x.y,{name}")[1][1] == {
            "detail": f"there is no field {name!r}{hint}",
            "parameter": "fields",
            "nearest": nearest,
        }


class TestAsked:
    """A question as a value: its shortest words."""

    @pytest.mark.parametrize(
        ("asked", "query"),
        [
            (ApiQuery(), ""),
            (ApiQuery(limit=DEFAULT_LIMIT, offset=0), ""),
            (ApiQuery(limit=DEFAULT_LIMIT + 1), "limit=1001"),
            (ApiQuery(offset=1), "offset=1"),
            (ApiQuery(language="zh"), "lang=zh"),
            (ApiQuery(fields=("a", "b")), "fields=a,b"),
            (ApiQuery(Selection(region=("a", "b"), q="x &y")), "region=a&region=b&q=x+%26y"),
            (
                ApiQuery(Selection(within=True), "zh", ("a",), 5, 6),
                "within=1&lang=zh&fields=a&limit=5&offset=6",
            ),
        ],
    )
    def test_it_is_written(self, asked, query):
        assert asked.query() == query

    def test_another_page_of_it(self):
        asked = ApiQuery(limit=5, offset=10)

        assert [asked.query(offset) for offset in (None, 0, 15)] == [
            "limit=5&offset=10",
            "limit=5",
            "limit=5&offset=15",
        ]


class TestParameters:
    """Every parameter of every table is taken where it is described, and nowhere else."""

    EVERY: ClassVar = describe_parameters(CATALOGUE.dataset)
    GIVEN: ClassVar = {
        "region": "china",
        "sector": next(iter(CATALOGUE.dataset.sectors)),
        "topic": "trade",
        "plan": "14",
        "indicator": "gdp",
        "source": next(iter(CATALOGUE.dataset.sources)),
        "measure": "level",
        "qualifier": "over",
        "status": "actual",
        "observation": IDS[0],
        "q": "gdp",
        "within": "1",
        "implied": "0",
        "lang": "zh",
    }

    @pytest.mark.parametrize(
        ("kind", "name"), [*itertools.product(("csv", "json"), GIVEN), ("json", "limit"), ("json", "offset")]
    )
    def test_they_are_taken(self, kind, name):
        value = self.GIVEN.get(name, "1")

        assert APP.get(f"/api/v1/observations.{kind}?fields=value&{name}={value}").status_code == 200

    @pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "sdmx.csv"])
    @pytest.mark.parametrize("name", ["limit", "offset"])
    def test_only_json_has_pages(self, kind, name):
        told = f"{name} goes with .json only: other files hold every row"

        assert problem(f"/api/v1/observations.{kind}?{name}=1") == (
            400,
            [{"detail": told, "parameter": name, "nearest": None}],
        )

    @pytest.mark.parametrize("address", ["observations.sdmx.csv", "package.zip"])
    def test_where_columns_are_fixed_none_can_be_chosen(self, address):
        assert problem(f"/api/v1/{address}?fields=value") == (
            400,
            [{"detail": "there is no parameter 'fields'", "parameter": "fields", "nearest": None}],
        )

    @pytest.mark.parametrize(
        "address",
        [
            "openapi.json",
            "catalog.jsonld",
            "status.json",
            f"observations/{IDS[0]}.json",
            "charts/gdp-of-regions.csv",
        ],
    )
    def test_what_holds_no_choice_takes_no_filter(self, address):
        status, errors = problem(f"/api/v1/{address}?region=china")

        assert (status, errors[0]["detail"]) == (400, "there is no parameter 'region'")

    @pytest.mark.parametrize(("given", "taken"), [("1", True), ("0", False)])
    def test_a_switch_is_on_or_off(self, given, taken):
        told = page(region="greater-bay-area", within=given).json()

        assert (told["total"] > TOTAL) is taken
        assert told["filters"] == [["region", "greater-bay-area"], *([["within", "1"]] if taken else [])]

    @pytest.mark.parametrize("name", ["q", "within", "implied", "lang", "fields", "limit", "offset"])
    def test_what_can_be_said_once_is_not_said_three_times(self, name):
        value = {"lang": "en", "fields": "value", "q": "a"}.get(name, "1")
        query = "&".join([f"{name}={value}"] * 3)

        assert problem(f"/api/v1/observations.json?{query}") == (
            400,
            [{"detail": f"{name} is given 3 times; give it once", "parameter": name, "nearest": None}],
        )

    def test_a_name_that_is_long_is_cut(self):
        name = "n" * 300
        [error] = problem(f"/api/v1/topics.json?{name}=1&{name}=2")[1]

        assert error == {
            "detail": f"there is no parameter '{'n' * 80}…'",
            "parameter": "n" * 200,
            "nearest": None,
        }

    def test_they_are_described_as_they_are_read(self):
        def schema(name):
            return self.EVERY[name]["schema"]

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
        assert schema("region")["items"]["enum"] == list(CATALOGUE.dataset.regions)
        assert schema("observation")["maxItems"] == MAX_NAMED_FIGURES
        assert schema("regions_fields")["items"]["enum"][0] == "id"
        assert (self.EVERY["regions_fields"]["style"], self.EVERY["regions_fields"]["explode"]) == (
            "form",
            False,
        )
        assert {each["in"] for each in self.EVERY.values()} == {"query"}
        assert {each["required"] for each in self.EVERY.values()} == {False}
        assert all(each["description"].endswith(".") for each in self.EVERY.values())

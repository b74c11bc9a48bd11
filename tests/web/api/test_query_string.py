"""What a question may say: every parameter at its edges, and one beyond; faults word for word."""

from __future__ import annotations

import itertools
from typing import ClassVar
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.query import DIMENSION_FILTERS, MAX_NAMED_FIGURES, MAX_QUERY_LENGTH, Selection
from indicators.web.api.query_string import DEFAULT_LIMIT, MAX_QUERY_STRING_LENGTH, ApiQuery
from tests.asgi import Asking
from tests.problems import problem, problem_of
from tests.real import real
from tests.serving import api

CATALOGUE = real()
APP = Asking(api(), "here.test")
AREA_TOTAL = len(CATALOGUE.rows(Selection(region=("greater-bay-area",))))
IDS = CATALOGUE.rows(Selection(implied=True))["observation_id"].tolist()
TRADE = "goods-trade.guangzhou.2025-01--2025-10"


def page(table="observations", **asked):
    return APP.get(f"/api/v1/{table}.json?{urlencode(asked)}")


def faults(target):
    """The status of a refusal, and every fault it lists."""
    answer = APP.get(target)
    return answer.status_code, answer.json()["errors"]


class TestParameters:
    """Which parameters are taken, and where."""

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
    def test_every_parameter_is_taken_by_csv_and_json(self, kind, name):
        value = self.GIVEN.get(name, "1")

        assert APP.get(f"/api/v1/observations.{kind}?fields=value&{name}={value}").status_code == 200

    @pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "sdmx.csv"])
    @pytest.mark.parametrize("name", ["limit", "offset"])
    def test_limit_and_offset_go_with_json_alone(self, kind, name):
        told = f"{name} goes with .json only: other files hold every row"

        assert faults(f"/api/v1/observations.{kind}?{name}=1") == (
            400,
            [{"detail": told, "parameter": name, "nearest": None}],
        )

    @pytest.mark.parametrize("address", ["observations.sdmx.csv", "package.zip"])
    def test_files_of_fixed_columns_take_no_fields(self, address):
        assert faults(f"/api/v1/{address}?fields=value") == (
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
        ],
    )
    def test_documents_of_one_thing_take_no_filter(self, address):
        status, errors = faults(f"/api/v1/{address}?region=china")

        assert (status, errors[0]["detail"]) == (400, "there is no parameter 'region'")

    @pytest.mark.parametrize(("given", "taken"), [("1", True), ("0", False)])
    def test_within_is_switched_on_by_1_and_off_by_0(self, given, taken):
        told = page(region="greater-bay-area", within=given).json()

        assert (told["total"] > AREA_TOTAL) is taken
        assert told["filters"] == [["region", "greater-bay-area"], *([["within", "1"]] if taken else [])]

    @pytest.mark.parametrize(
        "name", ["q", "from", "to", "within", "implied", "lang", "fields", "limit", "offset"]
    )
    def test_parameters_of_one_value_are_given_once(self, name):
        value = {"lang": "en", "fields": "value", "q": "a"}.get(name, "1")
        query = "&".join([f"{name}={value}"] * 3)

        assert faults(f"/api/v1/observations.json?{query}") == (
            400,
            [{"detail": f"{name} is given 3 times; give it once", "parameter": name, "nearest": None}],
        )

    def test_a_long_name_of_a_parameter_is_cut(self):
        name = "n" * 300
        [error] = faults(f"/api/v1/topics.json?{name}=1&{name}=2")[1]

        assert error == {
            "detail": f"there is no parameter '{'n' * 80}…'",
            "parameter": "n" * 200,
            "nearest": None,
        }


class TestValues:
    """What there is not is named with what there is."""

    @pytest.mark.parametrize(
        ("query", "detail", "parameter", "nearest"),
        [
            (
                "region=guangzhu",
                "there is no region 'guangzhu'; did you mean 'guangzhou'?",
                "region",
                "guangzhou",
            ),
            ("topic=zzzzzz", "there is no topic 'zzzzzz'", "topic", None),
            ("plan=", "there is no plan ''", "plan", None),
            ("measure=levle", "there is no measure 'levle'; did you mean 'level'?", "measure", "level"),
            ("qualifier=OVER", "there is no qualifier 'OVER'; did you mean 'over'?", "qualifier", "over"),
            ("within=true", "expected within=1 or nothing; found 'true'", "within", "1"),
            ("from=20x", "expected a year from 1 to 9999 as from; found '20x'", "from", None),
            ("to=12345", "expected a year from 1 to 9999 as to; found '12345'", "to", "9999"),
            (
                "from=2024&to=2020",
                "expected a year from 2024 to 9999 as to; found '2020'",
                "to",
                "2024",
            ),
            ("implied=", "expected implied=1 or nothing; found ''", "implied", "1"),
            ("lang=ZHO", "expected lang=en or zh; found 'ZHO'", "lang", "en"),
            ("filds=value", "there is no parameter 'filds'; did you mean 'fields'?", "filds", "fields"),
            ("limitt=1", "there is no parameter 'limitt'; did you mean 'limit'?", "limitt", "limit"),
            ("=1", "there is no parameter ''", "", None),
        ],
    )
    def test_an_unknown_value_or_parameter_is_named_with_the_nearest(self, query, detail, parameter, nearest):
        answer = APP.get(f"/api/v1/observations.json?{query}")

        assert problem_of(answer) == problem("Bad Request", 400, detail, parameter, nearest)

    def test_every_fault_of_a_question_is_listed_at_once(self):
        query = "colour=red&q=a&q=b&region=x&within=2&lang=fr&fields=y&limit=0&offset=-1&observation=z"
        document = problem_of(APP.get(f"/api/v1/observations.json?{query}"))

        assert [error["parameter"] for error in document["errors"]] == [
            "colour",
            "q",
            "region",
            "within",
            "observation",
            "lang",
            "fields",
            "limit",
            "offset",
        ]

    def test_a_problem_document_lists_every_fault_with_its_parameter(self):
        assert problem_of(APP.get("/api/v1/observations.json?region=guangzou&limit=0")) == {
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

    def test_a_wrong_parameter_counts_before_an_unknown_figure(self):
        document = problem_of(APP.get("/api/v1/observations/nosuch.json?lang=fr"))

        assert (document["status"], document["detail"]) == (400, "expected lang=en or zh; found 'fr'")

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
        answer = APP.get(f"/api/v1/topics.json?{urlencode(query, errors='replace')}")

        assert answer.status_code in (200, 400)
        assert answer.json()

    @pytest.mark.parametrize(
        ("query", "status"),
        [
            ("%", 400),
            ("%zz", 400),
            ("region=%ff%fe", 400),
            ("q=%ed%a0%80", 200),
            ("&&&", 200),
            ("=", 400),
            ("region", 400),
            ("a;b=c", 400),
        ],
    )
    def test_a_malformed_query_string_is_read_as_far_as_it_goes(self, query, status):
        assert APP.get(f"/api/v1/topics.json?{query}").status_code == status


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
    def test_whole_numbers_up_to_the_edge_are_taken(self, name, given, taken):
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
            ("offset", "1e3", "0"),
            ("offset", "٣", "0"),
        ],
    )
    def test_of_any_other_number_the_nearest_valid_one_is_named(self, name, given, nearest):
        bounds = {"limit": "1 to 10,000", "offset": "0 to 1,000,000,000"}[name]
        detail = f"expected a whole number from {bounds} as {name}; found {given!r}"

        assert faults(f"/api/v1/topics.json?{urlencode({name: given})}") == (
            400,
            [{"detail": detail, "parameter": name, "nearest": nearest}],
        )


class TestLengths:
    """How much one question may hold."""

    @pytest.mark.parametrize("length", [MAX_QUERY_STRING_LENGTH, MAX_QUERY_STRING_LENGTH + 1])
    def test_a_query_string_of_more_than_7500_characters_is_not_read(self, length):
        query = f"fields={'v' * (length - 7)}"
        status, errors = faults(f"/api/v1/observations.csv?{query}")

        if length == MAX_QUERY_STRING_LENGTH:
            assert (status, errors[0]["parameter"]) == (400, "fields")  # it was read
        else:
            told = "the query string holds at most 7,500 characters; found 7,501"
            assert (status, errors) == (414, [{"detail": told, "parameter": None, "nearest": None}])

    def test_at_most_200_characters_are_searched_for(self):
        assert page(q="x" * MAX_QUERY_LENGTH).status_code == 200
        assert faults(f"/api/v1/observations.json?q={'x' * (MAX_QUERY_LENGTH + 1)}") == (
            400,
            [{"detail": "q holds at most 200 characters; found 201", "parameter": "q", "nearest": None}],
        )

    def test_at_most_100_different_figures_are_named_one_by_one(self):
        names = IDS[:MAX_NAMED_FIGURES]
        some = "&".join(f"observation={id}" for id in [*names, *names[:9]])
        told = "observation names at most 100 figures; found 101"

        assert APP.get(f"/api/v1/observations.json?{some}").json()["total"] == MAX_NAMED_FIGURES
        assert faults(f"/api/v1/observations.json?{some}&observation={IDS[MAX_NAMED_FIGURES]}") == (
            400,
            [{"detail": told, "parameter": "observation", "nearest": None}],
        )


class TestColumns:
    """The columns that are asked for, each once, in that order, of their table."""

    @pytest.mark.parametrize(
        ("fields", "header"),
        [("value", "value"), ("low,value", "low,value"), ("value,low,value", "value,low")],
    )
    def test_columns_are_those_asked_for_each_once_in_that_order(self, fields, header):
        assert APP.get(f"/api/v1/observations.csv?fields={fields}").text.partition("\n")[0].strip() == header

    @pytest.mark.parametrize(
        ("table", "name", "nearest"),
        [
            ("observations", "valu", "value"),
            ("regions", "value", None),
            ("regions", "knd", "kind"),
            ("topics", "NAME_EN", "name_en"),
            ("observations", "", None),
        ],
    )
    def test_a_column_of_another_table_is_refused(self, table, name, nearest):
        hint = f"; did you mean {nearest!r}?" if nearest else ""

        assert faults(f"/api/v1/{table}.json?fields=x.y,{name}")[1][1] == {
            "detail": f"there is no field {name!r}{hint}",
            "parameter": "fields",
            "nearest": nearest,
        }


class TestApiQuery:
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
    def test_a_question_is_written_without_its_defaults(self, asked, query):
        assert asked.query() == query

    def test_another_page_of_a_question_differs_in_its_offset_alone(self):
        asked = ApiQuery(limit=5, offset=10)

        assert [asked.query(offset) for offset in (None, 0, 15)] == [
            "limit=5&offset=10",
            "limit=5",
            "limit=5&offset=15",
        ]


@pytest.mark.parametrize("tag", ["ZH", "zh-CN", "zh-Hans", "zh-hant-tw", "zh_CN"])
def test_a_language_may_be_named_by_any_tag_of_it(tag):
    named, plain = (APP.get(f"/api/v1/observations.json?region=china&lang={lang}") for lang in (tag, "zh"))

    assert (named.status_code, named.raw) == (200, plain.raw)

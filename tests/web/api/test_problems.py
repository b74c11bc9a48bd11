"""What is refused, and what has moved: RFC 9457, word for word, with what was most likely meant."""

from __future__ import annotations

import json
import logging
from functools import cache

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from indicators.check.dataset_file import parse_dataset
from indicators.export import MAX_ROWS
from indicators.paths import DATA_FILE
from indicators.query import Catalogue
from indicators.web.api import build_application, routes
from indicators.web.http_messages import (
    Refusal,
    RequestFault,
    answer_with_problems,
    nearest_hint,
    problem_response,
    quote_input,
)
from tests.asgi import Asking
from tests.real import real
from tests.serving import Served, api

CATALOGUE = real()
SERVED = Served(CATALOGUE)
TRADE = "goods-trade.guangzhou.2025-01--2025-10"
DIGEST, VERSION = CATALOGUE.dataset.digest, CATALOGUE.dataset.version
ADDRESSES = [
    "/api",
    "/api/v1",
    "/api/v1/observations.json",
    "/api/v1/package.zip",
    "/api/v1/status.json",
    "/api/v1/observations/x.json",
    "/api/v1/charts/x.csv",
    "/llms.txt",
    "/f/x",
    "/i/x",
    "/r/x",
]


async def spoken(websocket):
    await websocket.accept()
    await websocket.send_text("page")
    await websocket.close()


PAGES = Starlette(
    routes=[
        WebSocketRoute("/{path:path}", spoken),
        Route("/{path:path}", lambda request: PlainTextResponse(f"page {request.url.path}")),
    ]
)
APP = Asking(api(SERVED, PAGES), "here.test")


def told(answer):
    """The document of a problem, with the headers of every problem."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-length"] == str(len(answer.raw))
    assert (answer.headers["dataset-digest"], answer.headers["dataset-version"]) == (DIGEST, VERSION)
    document = json.loads(answer.raw)
    assert document["status"] == answer.status_code
    return document


def problem(title, status, detail, parameter=None, nearest=None):
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "nearest": nearest,
        "errors": [{"detail": detail, "parameter": parameter, "nearest": nearest}],
    }


class TestDocument:
    """The problem itself."""

    @pytest.mark.parametrize(
        ("status", "title"),
        [
            (400, "Bad Request"),
            (404, "Not Found"),
            (405, "Method Not Allowed"),
            (414, "URI Too Long"),
            (421, "Misdirected Request"),
            (431, "Request Header Fields Too Large"),
            (500, "Internal Server Error"),
            (503, "Service Unavailable"),
        ],
    )
    def test_its_title_is_that_of_the_status(self, status, title):
        answer = problem_response(Refusal(status, [RequestFault("why")]))

        assert json.loads(answer.body) == problem(title, status, "why")
        assert answer.status_code == status

    def test_the_first_fault_is_the_detail_and_all_are_listed(self):
        refusal = Refusal(
            400, [RequestFault("one", "a", "b"), RequestFault("two")], {"Allow": "x", "Cache-Control": "y"}
        )
        answer = problem_response(refusal)

        assert json.loads(answer.body)["detail"] == str(refusal) == "one"
        assert json.loads(answer.body)["nearest"] == "b"
        assert json.loads(answer.body)["errors"] == [
            {"detail": "one", "parameter": "a", "nearest": "b"},
            {"detail": "two", "parameter": None, "nearest": None},
        ]
        assert (answer.headers["allow"], answer.headers["cache-control"]) == ("x", "y")

    def test_what_a_caller_wrote_is_repeated_up_to_a_length(self):
        assert quote_input("x" * 80) == f"'{'x' * 80}'"
        assert quote_input("x" * 81) == f"'{'x' * 80}…'"
        assert quote_input("a\r\n\x00'") == '"a\\r\\n\\x00\'"'

    def test_a_hint_ends_the_sentence_where_there_is_one(self):
        assert (nearest_hint("x"), nearest_hint(None), nearest_hint("")) == ("; did you mean 'x'?", "", "")


class TestMethods:
    @pytest.mark.parametrize("path", ADDRESSES)
    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
    def test_whatever_is_not_read_only_is_refused_with_what_may_be(self, path, method):
        answer = APP.request(method, path)

        assert answer.headers["allow"] == "GET, HEAD"
        assert told(answer) == problem(
            "Method Not Allowed", 405, f"expected GET or HEAD; found '{method}'", nearest="GET"
        )

    @pytest.mark.parametrize("path", [*ADDRESSES, "/api/nosuch"])
    def test_a_browser_that_asks_whether_it_may_is_answered(self, path):
        answer = APP.request(
            "OPTIONS", path, {"Origin": "https://else.test", "Access-Control-Request-Method": "GET"}
        )

        assert (answer.status_code, answer.raw) == (204, b"")
        expected = {
            "access-control-allow-origin": "*",
            "access-control-allow-methods": "GET, HEAD",
            "access-control-allow-headers": "*",
            "access-control-max-age": "86400",
        }
        assert {name: answer.headers[name] for name in expected} == expected

    def test_only_a_question_by_options_is_one_whether_it_may(self):
        asked = {"Access-Control-Request-Method": "GET", "Origin": "https://else.test"}

        assert APP.get("/api/v1/topics.json", **asked).status_code == 200
        assert APP.request("POST", "/api/v1/topics.json", asked).status_code == 405
        assert APP.request("OPTIONS", "/api/v1/topics.json", {"Origin": "x"}).status_code == 405


class TestPaths:
    @pytest.mark.parametrize(
        ("path", "nearest"),
        [
            ("/api/v1/observation.json", "/api/v1/observations.json"),
            ("/api/v1/packge.zip", "/api/v1/package.zip"),
            ("/api/v2/status.json", "/api/v1/status.json"),
            ("/api/v1/observations.json/", "/api/v1/observations.json"),
            ("/api/xyz-nothing-like-it-at-all", None),
        ],
    )
    def test_what_is_nowhere_is_told_with_what_is_near(self, path, nearest):
        detail = f"there is nothing at {path!r}{nearest_hint(nearest)}"

        assert told(APP.get(path)) == problem("Not Found", 404, detail, nearest=nearest)

    def test_of_a_long_path_the_beginning_is_looked_at(self):
        whole = "/api/v1/" + "observations/" * 1_000

        assert told(APP.get(whole))["detail"] == f"there is nothing at {whole[:80] + '…'!r}"

    @pytest.mark.parametrize(
        ("path", "ours"),
        [
            ("/api", True),
            ("/api/", True),
            ("/api/x", True),
            ("/llms.txt", True),
            ("/f/x", True),
            ("/i/x", True),
            ("/r/x", True),
            ("/apix", False),
            ("/f", False),
            ("/i", False),
            ("/regions", False),
            ("/llms.txt/", False),
            ("/x/api/", False),
            ("/", False),
        ],
    )
    def test_the_api_answers_below_its_addresses_and_pages_elsewhere(self, path, ours):
        answer = APP.get(path)

        assert ("dataset-digest" in answer.headers) is ours
        assert (answer.text == f"page {path}") is not ours

    def test_a_connection_is_none_of_the_apis(self):
        assert APP.opened("/api/v1/x")[1]["text"] == "page"

    @pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v1/"])
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_who_knows_no_address_is_led_to_the_description(self, path, method):
        answer = APP.request(method, path)

        assert (answer.status_code, answer.headers["location"]) == (307, "/api/v1/openapi.json")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["dataset-digest"] == DIGEST


class TestValues:
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
            ("implied=", "expected implied=1 or nothing; found ''", "implied", "1"),
            ("lang=ZH", "expected lang=en or zh; found 'ZH'", "lang", "en"),
            ("filds=value", "there is no parameter 'filds'; did you mean 'fields'?", "filds", "fields"),
            ("limitt=1", "there is no parameter 'limitt'; did you mean 'limit'?", "limitt", "limit"),
            ("=1", "there is no parameter ''", "", None),
        ],
    )
    def test_what_there_is_not_is_told_with_what_there_is(self, query, detail, parameter, nearest):
        answer = APP.get(f"/api/v1/observations.json?{query}")

        assert told(answer) == problem("Bad Request", 400, detail, parameter, nearest)

    def test_everything_that_is_wrong_is_told_at_once(self):
        query = "colour=red&q=a&q=b&region=x&within=2&lang=fr&fields=y&limit=0&offset=-1&observation=z"
        document = told(APP.get(f"/api/v1/observations.json?{query}"))

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
    def test_an_address_of_none_is_told_with_the_nearest(self, path, detail, nearest):
        assert told(APP.get(path)) == problem("Not Found", 404, detail, nearest=nearest)

    def test_a_wrong_question_of_no_figure_is_a_wrong_question(self):
        document = told(APP.get("/api/v1/observations/nosuch.json?lang=fr"))

        assert (document["status"], document["detail"]) == (400, "expected lang=en or zh; found 'fr'")

    def test_what_a_workbook_or_a_package_cannot_hold_is_refused_with_what_can(self, monkeypatch):
        from_here = len(CATALOGUE)
        assert MAX_ROWS == 100_000
        monkeypatch.setattr(routes.export, "MAX_ROWS", from_here)
        assert APP.head("/api/v1/observations.xlsx?topic=trade").status_code == 200

        monkeypatch.setattr(routes.export, "MAX_ROWS", from_here - 1)
        book, package = APP.get("/api/v1/observations.xlsx"), APP.get("/api/v1/package.zip")
        assert told(book)["nearest"] == "csv"
        assert (book.status_code, package.status_code) == (400, 400)
        assert told(book)["detail"] == str(routes.export.TooManyRows(from_here))
        assert told(package)["detail"] == str(routes.export.TooManyRows(from_here, "package"))

    @pytest.mark.parametrize("path", ["observations.xlsx", "package.zip"])
    def test_they_hold_just_as_many(self, path, monkeypatch):
        monkeypatch.setattr(routes.export, "MAX_ROWS", 1)

        assert APP.get(f"/api/v1/{path}?region=nansha").status_code == 200
        assert APP.get(f"/api/v1/{path}?region=shenzhen").status_code == 400
        assert APP.get("/api/v1/observations.csv").status_code == 200


class TestOurs:
    """What is not the caller's fault."""

    def test_it_is_told_shows_nothing_and_is_logged_with_the_beginning_of_the_path(self, caplog):
        def broken(_):
            raise RuntimeError("secret")

        request = Request({"type": "http", "path": "/" + "x" * 200, "headers": []})
        answer = answer_with_problems(broken)(request)

        sentence = "something is wrong here, not with what you asked"
        assert json.loads(answer.body) == problem("Internal Server Error", 500, sentence)
        [record] = caplog.records
        assert record.getMessage() == f"no answer to /{'x' * 79}"
        assert (record.levelno, str(record.exc_info[1])) == (logging.ERROR, "secret")

    def test_a_refusal_is_no_fault_of_ours(self, caplog):
        def refusing(_):
            raise Refusal(400, [RequestFault("no")])

        assert (
            answer_with_problems(refusing)(Request({"type": "http", "path": "/", "headers": []})).status_code
            == 400
        )
        assert caplog.records == []

    def test_an_answer_is_handed_on(self):
        given = PlainTextResponse("x")

        assert (
            answer_with_problems(lambda _: given)(Request({"type": "http", "path": "/", "headers": []}))
            is given
        )

    @pytest.mark.parametrize(
        ("error", "status"), [(HTTPException(418), 418), (HTTPException(503), 503), (RuntimeError(), 500)]
    )
    def test_what_the_framework_refuses_is_a_problem_too(self, error, status):
        answer = build_application(SERVED).exception_handlers[HTTPException](None, error)

        assert (answer.status_code, json.loads(answer.body)["detail"]) == (status, "this cannot be answered")


NAMES = {"haven": "guangzhou", "old.figure": TRADE, "old-chart": "gdp-of-regions"}


@cache
def with_old_names():
    """The dataset as it would be had some ids had other names before."""
    listed = ", ".join(f"{old}: {today}" for old, today in NAMES.items())
    return Catalogue(parse_dataset(DATA_FILE.read_text(encoding="utf-8") + f"renamed: {{{listed}}}\n"))


@pytest.fixture
def renamed(monkeypatch):
    monkeypatch.setattr(SERVED, "catalogue", with_old_names())


@pytest.mark.usefixtures("renamed")
class TestMoved:
    """Ids of old lead to those of today, with everything else that was asked for."""

    def led(self, target, method="GET"):
        answer = APP.request(method, target)
        assert answer.headers["cache-control"] == "public, no-cache"
        assert answer.headers["access-control-allow-origin"] == "*"
        return answer.status_code, answer.headers["location"]

    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    @pytest.mark.parametrize(
        ("address", "query", "today"),
        [
            ("observations.csv", "region=haven&lang=zh", "region=guangzhou&lang=zh"),
            ("observations.json", "region=haven&limit=5&offset=2", "region=guangzhou&limit=5&offset=2"),
            ("observations.csv", "region=haven&fields=value,low&within=1", "region=guangzhou&within=1&fields=value,low"),
            ("regions.parquet", "region=haven", "region=guangzhou"),
            ("package.zip", "region=haven&lang=zh", "region=guangzhou&lang=zh"),
        ],
    )  # fmt: skip
    def test_a_filter(self, address, query, today, method):
        assert self.led(f"/api/v1/{address}?{query}", method) == (
            301,
            f"http://here.test/api/v1/{address}?{today}",
        )

    def test_a_figure(self):
        there = f"http://here.test/api/v1/observations/{TRADE}.json"

        assert self.led("/api/v1/observations/old.figure.json") == (301, there)
        assert self.led("/api/v1/observations/old.figure.json?lang=zh") == (301, f"{there}?lang=zh")

    def test_a_figure_among_others(self):
        assert self.led("/api/v1/observations.csv?observation=old.figure") == (
            301,
            f"http://here.test/api/v1/observations.csv?observation={TRADE}",
        )

    @pytest.mark.parametrize("kind", ["csv", "json"])
    def test_a_chart(self, kind):
        there = f"http://here.test/api/v1/charts/gdp-of-regions.{kind}"

        assert self.led(f"/api/v1/charts/old-chart.{kind}?lang=zh") == (301, f"{there}?lang=zh")

    def test_another_kind_of_thing_by_that_name_is_none(self):
        assert APP.get("/api/v1/charts/haven.csv").status_code == 404
        assert APP.get("/api/v1/observations/haven.json").status_code == 404
        assert APP.get("/api/v1/observations.csv?topic=haven").status_code == 400


class TestShortLinks:
    @pytest.mark.parametrize(
        ("link", "page"),
        [
            ("/f/a.b", "/data?figure=a.b"),
            ("/i/a", "/indicators?indicator=a"),
            ("/r/a", "/regions?region=a"),
            ("/r/a?lang=zh", "/regions?region=a&lang=zh"),
            ("/r/a?lang=en&lang=zh&x=1", "/regions?region=a&lang=zh"),
            ("/r/a?lang=", "/regions?region=a"),
            ("/r/a?lang=%26x", "/regions?region=a&lang=%26x"),
            ("/r/%E5%B9%BF%20%3F%23", "/regions?region=%E5%B9%BF+%3F%23"),
        ],
    )
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_they_lead_to_pages(self, link, page, method):
        answer = APP.request(method, link)

        assert (answer.status_code, answer.headers["location"]) == (302, f"http://here.test{page}")
        assert answer.headers["cache-control"] == "public, no-cache"
        assert answer.headers["access-control-allow-origin"] == "*"

    @pytest.mark.parametrize(
        ("host", "base"),
        [
            ("here.test", "http://here.test"),
            ("here.test:8501", "http://here.test:8501"),
            ("[::1]", "http://[::1]"),
            ("[::1]:8501", "http://[::1]:8501"),
            ("a" * 253, "http://" + "a" * 253),
            ("a" * 254, ""),
            ("here.test:123456", ""),
            ("here.test:", ""),
            ("here.test/x", ""),
            ("x@here.test", ""),
            ("here.test\r\nX: y", ""),
            ("", ""),
        ],
    )
    def test_where_the_site_is_comes_from_a_host_that_is_one(self, host, base):
        answer = Asking(api(SERVED, PAGES), host).get("/r/a")

        assert answer.headers["location"] == f"{base}/regions?region=a"

    def test_a_link_by_https_leads_to_https(self):
        answer = Asking(api(SERVED, PAGES), "here.test", "https").get("/r/a")

        assert answer.headers["location"] == "https://here.test/regions?region=a"

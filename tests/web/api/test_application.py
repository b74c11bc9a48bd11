"""Which addresses are the API's, by which methods they are asked, and what every answer names: refusals word for word."""

from __future__ import annotations

import json
import logging

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from indicators.web.api import build_application
from indicators.web.http_messages import nearest_hint
from indicators.web.page_runs import PageRuns
from tests.asgi import Asking
from tests.problems import problem, problem_of
from tests.real import real
from tests.serving import Served, api

CATALOGUE = real()
SERVED = Served(CATALOGUE)
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
    "/robots.txt",
    "/sitemap.xml",
    "/f/x",
    "/i/x",
    "/r/x",
]


async def send_page(websocket):
    await websocket.accept()
    await websocket.send_text("page")
    await websocket.close()


PAGES = Starlette(
    routes=[
        WebSocketRoute("/{path:path}", send_page),
        Route("/{path:path}", lambda request: PlainTextResponse(f"page {request.url.path}")),
    ]
)
APP = Asking(api(SERVED, PAGES), "here.test")


class TestMethods:
    """The API is read and not written."""

    @pytest.mark.parametrize("path", ADDRESSES)
    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"])
    def test_every_method_but_get_and_head_is_refused_with_those_allowed(self, path, method):
        answer = APP.request(method, path)

        assert answer.headers["allow"] == "GET, HEAD"
        assert problem_of(answer) == problem(
            "Method Not Allowed", 405, f"expected GET or HEAD; found '{method}'", nearest="GET"
        )

    @pytest.mark.parametrize(
        ("path", "status"), [("/api/v1/observations.csv?regoin=x", 400), ("/api/v1/nosuch", 404)]
    )
    def test_head_of_a_wrong_question_has_its_status_and_headers(self, path, status):
        got, head = APP.get(path), APP.head(path)

        assert head.status_code == got.status_code == status
        assert head.headers == got.headers

    @pytest.mark.parametrize("path", [*ADDRESSES, "/api/nosuch"])
    def test_a_cors_preflight_is_told_that_any_site_may_read(self, path):
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

    def test_only_options_naming_a_method_and_an_origin_is_a_preflight(self):
        asked = {"Access-Control-Request-Method": "GET", "Origin": "https://else.test"}

        assert APP.get("/api/v1/topics.json", **asked).status_code == 200
        assert APP.request("POST", "/api/v1/topics.json", asked).status_code == 405
        assert APP.request("OPTIONS", "/api/v1/topics.json", {"Origin": "x"}).status_code == 405


class TestPaths:
    @pytest.mark.parametrize(
        ("path", "nearest"),
        [
            ("/api/v1/observation.json", "/api/v1/observations.json"),
            ("/api/v1/observations.cvs", "/api/v1/observations.csv"),
            ("/api/v1/observations.json/", "/api/v1/observations.json"),
            ("/api/v1/regions.sdmx.csv", "/api/v1/regions.csv"),
            ("/api/v1/packge.zip", "/api/v1/package.zip"),
            ("/api/v2/status.json", "/api/v1/status.json"),
            ("/api/xyz-nothing-like-it-at-all", None),
        ],
    )
    def test_an_unknown_address_is_answered_with_the_nearest_one(self, path, nearest):
        detail = f"there is nothing at {path!r}{nearest_hint(nearest)}"

        assert problem_of(APP.get(path)) == problem("Not Found", 404, detail, nearest=nearest)

    def test_of_a_long_unknown_address_the_first_eighty_characters_are_repeated(self):
        whole = "/api/v1/" + "observations/" * 1_000

        assert problem_of(APP.get(whole))["detail"] == f"there is nothing at {whole[:80] + '…'!r}"

    @pytest.mark.parametrize(
        "path",
        [
            "/api//v1/observations.json",
            "/api/v1/..%2f..%2fetc%2fpasswd",
            "/api/%2e%2e/%2e%2e/x",
            "/api/v1/observations/%00.json",
            "/api/v1/observations/..%5c..%5cx.json",
            "/api/v1/" + "a" * 3000,
            "/api/v1/observations/" + "%C3%A9" * 500 + ".json",
            "/i/a/b",
        ],
    )
    def test_path_tricks_are_unknown_addresses(self, path):
        assert problem_of(APP.get(path))["status"] == 404

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

    def test_a_websocket_is_handed_to_the_pages(self):
        assert APP.opened("/api/v1/x")[1]["text"] == "page"

    @pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v1/"])
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_the_root_of_the_api_leads_to_its_openapi_document(self, path, method):
        answer = APP.request(method, path)

        assert (answer.status_code, answer.headers["location"]) == (307, "/api/v1/openapi.json")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["dataset-digest"] == DIGEST


class TestAnswers:
    """What every answer says, and what the log does."""

    @pytest.mark.parametrize(
        "path", ["/api/v1/topics.json", "/api/nosuch", "/api/v1/regions.csv?x=1", "/llms.txt"]
    )
    def test_every_answer_names_the_content_it_is_from(self, path):
        headers = APP.get(path).headers

        assert headers["dataset-version"] == VERSION
        assert headers["dataset-digest"] == DIGEST
        assert headers["dataset-version"].endswith(f"+{DIGEST}")

    @pytest.mark.parametrize(
        ("error", "status"), [(HTTPException(418), 418), (HTTPException(503), 503), (RuntimeError(), 500)]
    )
    def test_what_the_framework_refuses_is_a_problem_too(self, error, status):
        answer = build_application(SERVED, PageRuns()).exception_handlers[HTTPException](None, error)

        assert (answer.status_code, json.loads(answer.body)["detail"]) == (status, "this cannot be answered")

    def test_a_problem_is_not_compressed(self):
        assert "content-encoding" not in APP.get("/api/nosuch", accept_encoding="gzip").headers

    def test_what_callers_do_wrong_is_not_logged(self, caplog):
        with caplog.at_level(logging.INFO, logger="indicators"):
            for path in ("/api/v1/observations.json?region=x", "/api/nosuch", f"/api/v1/x?{'x' * 5000}"):
                APP.get(path)

        assert caplog.records == []

    def test_a_fault_of_ours_is_logged_and_shows_nothing(self, monkeypatch, caplog):
        def broken(*_):
            raise RuntimeError("secret")

        monkeypatch.setattr("indicators.web.api.routes._current_catalogue", broken)
        answer = APP.get("/api/v1/topics.xlsx?q=never-asked-before")

        sentence = "something is wrong here, not with what you asked"
        assert problem_of(answer) == problem("Internal Server Error", 500, sentence)
        assert "secret" in caplog.text

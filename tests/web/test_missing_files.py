"""Where only files are, an address without one is not found: never the page in place of a script."""

from __future__ import annotations

import itertools

import pytest

from indicators.ui.startup import build_app
from indicators.ui.streamlit_internals.addresses import STREAMLIT_ADDRESSES
from indicators.ui.streamlit_internals.index_page import STATIC_FOLDER
from tests.asgi import Asking
from tests.serving import server

ENDS = (
    "",
    "/x",
    "/nosuch.js",
    "/js/index.0a1b2c3d.js",
    "/css",
    "/media/nosuch.woff2",
    "/index.html",
    "//x",
    "/x/",
    "/é",
    "/%20",
)
#: What a browser adds to a question for a file.
HEADERS = (
    {},
    {"Range": "bytes=0-9"},
    {"If-None-Match": "*"},
    {"Accept": "text/html"},
    {"Accept-Encoding": "br"},
)


@pytest.fixture(scope="module")
def site():
    return Asking(build_app(server())._build_starlette_app())


@pytest.mark.parametrize("path", [each.path for each in STREAMLIT_ADDRESSES])
@pytest.mark.parametrize("end", ENDS)
def test_no_address_of_files_answers_with_a_page(site, path, end):
    for method, headers in itertools.product(("GET", "HEAD"), HEADERS):
        answer = site.request(method, path + end, headers)

        assert not answer.headers.get("content-type", "").startswith("text/html"), (method, headers)
        if path + end not in ANSWERED:
            assert answer.status_code in ((301, 404) if end == "/x/" else (404,)), (method, headers)


ANSWERED = ("/_stcore/health", "/_stcore/host-config")


@pytest.mark.parametrize(
    "path", ["/static/nosuch.js", "/static", "/static/js", "/_stcore/health/x", "/static/x/y.css"]
)
def test_a_file_that_is_missing_is_a_problem_and_kept_by_nobody(site, path):
    answer = site.get(path)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["detail"] == "there is nothing here"


def test_every_file_that_is_there_is_served_whole_and_in_part(site):
    files = sorted(path for path in (STATIC_FOLDER / "static").rglob("*") if path.is_file())
    assert len(files) > 50
    for file in files:
        path = f"/{file.relative_to(STATIC_FOLDER).as_posix()}"
        answer = site.request("HEAD", path)
        part = site.get(path, Range="bytes=0-9")

        assert (answer.status_code, part.status_code) == (200, 206), path
        assert part.raw == file.read_bytes()[:10]


@pytest.mark.parametrize(
    "path",
    [
        "/favicon.ico",
        "/nosuch.js",
        "/regions/x.css",
        "/apple-touch-icon.png",
        "/.env",
        "/index.html",
    ],
)
def test_beside_them_an_unknown_address_is_not_found_and_shows_what_there_is(site, path):
    answer = site.get(path)

    assert (answer.status_code, '<div id="root">' in answer.text) == (404, True)

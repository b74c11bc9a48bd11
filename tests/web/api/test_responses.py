"""An answer to each caller: whole or not again, plain or compressed, at once or in parts."""

from __future__ import annotations

import gzip
import re
from datetime import date
from functools import partial

import pytest
from starlette.requests import Request

from indicators.web.api import query_string, responses, routes
from indicators.web.api.responses import Representation
from indicators.web.http_messages import OPEN_HEADERS
from tests import answers
from tests.answers import forget, told
from tests.real import real
from tests.serving import api

CATALOGUE = real()
APP = api()
ask = partial(answers.ask, APP)
VERSION, DIGEST = CATALOGUE.dataset.version, CATALOGUE.dataset.digest
FIGURE = "goods-trade.guangzhou.2025-01--2025-10"


PATHS = [
    "/api/v1/topics.json",
    "/api/v1/topics.csv",
    "/api/v1/topics.parquet",
    f"/api/v1/observations/{FIGURE}.json",
    "/llms.txt",
]


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """Nothing kept at first, and the first of March."""
    monkeypatch.setattr(routes, "_today", lambda: date(2026, 3, 1))
    forget(monkeypatch)


class TestForms:
    """GET and HEAD, plain and packed, whole and not again."""

    @pytest.mark.parametrize("path", PATHS)
    @pytest.mark.parametrize("offer", ["identity", "gzip"])
    @pytest.mark.parametrize("first", ["GET", "HEAD"])
    def test_whoever_asked_first_and_how_the_answer_is_the_same(self, monkeypatch, path, offer, first):
        alone = ask(path, "GET", **{"Accept-Encoding": offer})
        forget(monkeypatch)
        other = "gzip" if offer == "identity" else "identity"
        ask(path, first, **{"Accept-Encoding": other})
        ask(path, **{"If-None-Match": "*"})

        assert told(ask(path, **{"Accept-Encoding": offer})) == told(alone)
        assert ask(path, "HEAD", **{"Accept-Encoding": offer}).headers == alone.headers
        assert alone.headers["vary"] == "Accept-Encoding"

    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    @pytest.mark.parametrize("offer", ["identity", "gzip"])
    def test_what_the_caller_has_is_named_with_the_headers_of_the_answer_and_nothing_sent(
        self, method, offer
    ):
        for path in PATHS:
            whole = ask(path)
            same = ask(path, method, **{"If-None-Match": whole.headers["etag"], "Accept-Encoding": offer})
            kept = ("etag", "cache-control", "dataset-digest", "dataset-version", "vary")

            assert (same.status_code, same.raw) == (304, b"")
            assert {name: same.headers[name] for name in kept} == {name: whole.headers[name] for name in kept}
            assert not {"content-type", "content-encoding", "content-length"} & set(same.headers)

    @pytest.mark.parametrize("tags", ["", ",", '"', "W/", 'W/"', "*, *", "x" * 5000])
    def test_malformed_etags_do_not_fail_a_request(self, tags):
        assert ask("/api/v1/topics.json", **{"If-None-Match": tags}).status_code in (200, 304)

    @pytest.mark.parametrize("path", ["/api/v1/observations.json", "/api/v1/openapi.json", "/llms.txt"])
    def test_text_is_compressed_for_callers_that_accept_gzip(self, path):
        plain = ask(path, **{"Accept-Encoding": "gzip;q=0, identity"})
        packed = ask(path, **{"Accept-Encoding": "gzip, br"})

        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.raw) == plain.raw
        assert int(packed.headers["content-length"]) == len(packed.raw) < len(plain.raw) / 2
        assert "content-encoding" not in plain.headers

    def test_the_headers_of_a_file_and_of_a_page_of_records(self):
        asked_for = ask("/api/v1/observations.csv?region=china")
        page = ask("/api/v1/observations.json?region=china&limit=1")
        both = {
            "access-control-allow-origin": "*",
            "access-control-expose-headers": "Content-Disposition, Dataset-Digest, Dataset-Version, ETag, Link",
            "x-content-type-options": "nosniff",
            "cache-control": "public, no-cache",
            "dataset-digest": DIGEST,
            "dataset-version": VERSION,
            "vary": "Accept-Encoding",
        }

        assert dict(asked_for.headers) == both | {
            "etag": asked_for.headers["etag"],
            "content-type": "text/csv; charset=utf-8",
            "content-disposition": 'attachment; filename="china_2026-03-01.csv"',
            "content-length": str(len(asked_for.raw)),
        }
        assert dict(page.headers) == both | {
            "etag": page.headers["etag"],
            "content-type": "application/json",
            "content-disposition": page.headers["content-disposition"],
            "link": f'<{page.json()["next"]}>; rel="next"',
            "content-length": str(len(page.raw)),
        }
        assert re.fullmatch(
            r'inline; filename="china_[0-9a-f]{8}_2026-03-01\.json"', page.headers["content-disposition"]
        )

    @pytest.mark.parametrize(
        ("size", "mime", "packed"),
        [
            (999, "text/csv; charset=utf-8", False),
            (1_000, "text/csv; charset=utf-8", True),
            (1_000, "application/json", True),
            (1_000, "application/ld+json", True),
            (1_000, "application/vnd.sdmx.data+csv; version=2.0.0", True),
            (1_000, "application/zip", False),
            (1_000, "application/vnd.apache.parquet", False),
        ],
    )
    def test_long_text_is_packed_once_and_what_is_packed_already_never(self, size, mime, packed):
        body = responses._compress_body(b"x" * size, mime)

        assert body.plain == b"x" * size
        assert (body.packed is not None) is packed
        if body.packed:
            assert gzip.decompress(body.packed) == body.plain

    def test_the_tag_of_an_answer_is_weak_and_names_its_question_and_content(self):
        tags = [
            Representation(key, version, "text/plain").etag
            for key in (("a",), ("b",))
            for version in ("1+x", "1+y")
        ]

        assert len(set(tags)) == 4
        assert all(tag.startswith('W/"') and tag.endswith('"') and len(tag) == 28 for tag in tags)
        assert (
            Representation(("a",), "2+x", "text/plain").etag == tags[0]
        )  # the same content, called otherwise


class TestParts:
    """Long tables are sent in parts and not kept."""

    COUNT = len(CATALOGUE.rows(query_string.EVERYTHING))

    @pytest.mark.parametrize(("threshold", "whole"), [(COUNT, True), (COUNT - 1, False)])
    def test_a_table_longer_than_the_threshold(self, monkeypatch, threshold, whole):
        monkeypatch.setattr(routes, "MIN_STREAMED_ROWS", threshold)

        assert ("content-length" in ask("/api/v1/observations.csv").headers) is whole
        assert ("content-length" in ask("/api/v1/observations.csv").headers) is whole

    def test_a_workbook_needs_to_be_whole(self, monkeypatch):
        monkeypatch.setattr(routes, "MIN_STREAMED_ROWS", 1)

        assert "content-length" in ask("/api/v1/observations.xlsx?region=china").headers

    def test_who_only_looks_or_has_it_gets_no_part(self, monkeypatch):
        monkeypatch.setattr(routes, "MIN_STREAMED_ROWS", 1)
        got = ask("/api/v1/observations.csv")
        request = Request({"type": "http", "method": "HEAD", "headers": []})
        looked = responses.stream_response(
            request, Representation(("a",), VERSION, "text/csv"), lambda: pytest.fail("made")
        )
        tag = got.headers["etag"]
        same = ask("/api/v1/observations.csv", **{"If-None-Match": tag})
        head = ask("/api/v1/observations.csv", "HEAD")

        assert looked.status_code == 200
        assert (same.status_code, same.raw, same.headers["vary"]) == (304, b"", "Accept-Encoding")
        assert (head.status_code, head.raw, head.headers["etag"]) == (200, b"", tag)
        assert head.headers["content-type"] == got.headers["content-type"] == "text/csv; charset=utf-8"

    @pytest.mark.parametrize(
        ("offer", "packed"),
        [
            ("gzip", True),
            ("br, gzip;q=0.5", True),
            ("identity", False),
            ("gzip;q=0", False),
            ("gzip; q=0.0, br", False),
        ],
    )
    @pytest.mark.parametrize("path", ["observations.csv", "observations.parquet?region=china"])
    def test_what_is_not_kept_packed_is_packed_on_the_way_for_who_can_unpack(
        self, monkeypatch, path, offer, packed
    ):
        monkeypatch.setattr(routes, "MIN_STREAMED_ROWS", 10)
        answer = ask(f"/api/v1/{path}", **{"Accept-Encoding": offer})

        assert ("content-encoding" in answer.headers) is packed
        assert answer.headers["vary"] == "Accept-Encoding"
        plain = ask(f"/api/v1/{path}").raw
        assert (gzip.decompress(answer.raw) if packed else answer.raw) == plain

    def test_it_has_the_tag_of_the_whole(self, monkeypatch):
        whole = ask("/api/v1/observations.csv")
        monkeypatch.setattr(routes, "MIN_STREAMED_ROWS", 1)
        forget(monkeypatch)
        parts = ask("/api/v1/observations.csv")

        assert (parts.raw, parts.headers["etag"]) == (whole.raw, whole.headers["etag"])
        assert {name: parts.headers[name] for name in OPEN_HEADERS} == OPEN_HEADERS

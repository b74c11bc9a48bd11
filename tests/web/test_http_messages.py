"""What every answer has in common: what a caller says of itself, and problems (RFC 9457)."""

from __future__ import annotations

import json
import logging

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from indicators.web.http_messages import (
    Refusal,
    RequestFault,
    accepts_encoding,
    answer_with_problems,
    matches_etag,
    nearest_hint,
    problem_response,
    quote_input,
    request_header,
    without_headers,
)
from tests.problems import problem


def scope_of(**headers):
    """The scope of a caller that sends these headers."""
    return {
        "headers": [
            (name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()
        ]
    }


def request_for(path="/"):
    return Request({"type": "http", "path": path, "headers": []})


class TestCaller:
    """What a caller says of itself."""

    @pytest.mark.parametrize(
        ("offer", "taken"),
        [
            ("gzip", True),
            ("GZIP", True),
            ("br, gzip", True),
            ("br,gzip;q=0.5, *", True),
            ("gzip;q=1", True),
            ("gzip;q=0.001", True),
            ("gzip ; q = 0.8", True),
            ("", False),
            ("identity", False),
            ("gzipped", False),
            ("x-gzip", False),
            ("br", False),
            *(
                (f"gzip;{weight}", False)
                for weight in ("q=0", "q=0.", "q=0.0", "q=0.00", "q=0.000", "Q=0", "q = 0")
            ),
            ("gzip;q=0, br", False),
            ("br;q=0, gzip", True),
        ],
    )
    def test_gzip_is_accepted_where_it_is_listed_with_a_weight_above_zero(self, offer, taken):
        assert accepts_encoding(scope_of(accept_encoding=offer), "gzip") is taken

    def test_a_caller_that_names_no_encoding_gets_the_plain_body(self):
        assert accepts_encoding(scope_of(), "gzip") is False

    @pytest.mark.parametrize(
        ("tags", "has"),
        [
            ('W/"a"', True),
            ('"a"', True),
            ('"b", W/"a"', True),
            ('"b","a"', True),
            ("*", True),
            ('"b"', False),
            ("a", False),
            ('"A"', False),
            ('W/"ab"', False),
            ("", False),
        ],
    )
    def test_etags_are_compared_weakly_and_only_those_of_if_none_match(self, tags, has):
        for etag in ('W/"a"', '"a"'):
            assert matches_etag(scope_of(if_none_match=tags), etag) is has
        assert matches_etag(scope_of(if_match=tags), '"a"') is False

    def test_the_first_header_of_a_name_counts(self):
        scope = {"headers": [(b"a", b"1"), (b"b", b"2"), (b"b", b"\xe9")]}

        assert (request_header(scope, b"b"), request_header(scope, b"c")) == ("2", "")

    def test_headers_can_be_taken_as_never_sent(self):
        scope = {"path": "/", "headers": [(b"a", b"1"), (b"b", b"2"), (b"c", b"3")]}

        assert without_headers(scope, b"a", b"c") == {"path": "/", "headers": [(b"b", b"2")]}
        assert scope["headers"] == [(b"a", b"1"), (b"b", b"2"), (b"c", b"3")]


class TestProblem:
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
    def test_the_title_of_a_problem_is_that_of_its_status(self, status, title):
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

    def test_what_a_caller_wrote_is_repeated_up_to_eighty_characters(self):
        assert quote_input("x" * 80) == f"'{'x' * 80}'"
        assert quote_input("x" * 81) == f"'{'x' * 80}…'"
        assert quote_input("a\r\n\x00'") == '"a\\r\\n\\x00\'"'

    def test_a_hint_ends_the_sentence_where_there_is_one(self):
        assert (nearest_hint("x"), nearest_hint(None), nearest_hint("")) == ("; did you mean 'x'?", "", "")


class TestHandler:
    """A handler whose refusals and faults become problems."""

    def test_a_fault_of_ours_shows_nothing_and_is_logged_with_the_beginning_of_the_path(self, caplog):
        def broken(_):
            raise RuntimeError("secret")

        request = Request({"type": "http", "path": "/" + "x" * 200, "headers": []})
        answer = answer_with_problems(broken)(request)

        sentence = "something is wrong here, not with what you asked"
        assert json.loads(answer.body) == problem("Internal Server Error", 500, sentence)
        [record] = caplog.records
        assert record.getMessage() == f"no answer to /{'x' * 79}"
        assert (record.levelno, str(record.exc_info[1])) == (logging.ERROR, "secret")

    def test_a_refusal_is_answered_and_not_logged(self, caplog):
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

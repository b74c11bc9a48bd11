"""What is kept of answers and for whom: no question is ever answered with what another one was."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial

import openpyxl
import pytest

import indicators
from indicators.check.dataset_file import parse_dataset
from indicators.query import Catalogue
from indicators.web.api import query_string, responses, routes
from indicators.web.api.responses import LruCache, Representation, ResponseBody
from tests import answers, world
from tests.answers import forget, told
from tests.real import real
from tests.serving import Served, api

CATALOGUE = real()
SERVED = Served(CATALOGUE)
APP = api(SERVED)
ask = partial(answers.ask, APP)
DIGEST = CATALOGUE.dataset.digest
FIGURE = "goods-trade.guangzhou.2025-01--2025-10"
SPRING, NEXT_DAY = date(2026, 3, 1), date(2026, 3, 2)


@pytest.fixture(autouse=True)
def served(monkeypatch):
    """Nothing kept at first, the first of March, and a catalogue that the test may exchange."""
    monkeypatch.setattr(SERVED, "catalogue", CATALOGUE)
    monkeypatch.setattr(SERVED, "is_fresh", True)
    monkeypatch.setattr(routes, "_today", lambda: SPRING)
    forget(monkeypatch)
    return SERVED


class TestLruCache:
    """Things of a size, kept while there is room."""

    @pytest.fixture
    def shelf(self):
        return LruCache(10, len, largest=5)

    def kept(self, shelf, *keys):
        return "".join(key for key in keys if shelf.get(key) is not None)

    def test_what_was_put_is_found_and_nothing_else(self, shelf):
        shelf.put("a", b"12")

        assert (shelf.get("a"), shelf.get("b")) == (b"12", None)

    @pytest.mark.parametrize(("size", "there"), [(4, True), (5, True), (6, False)])
    def test_one_thing_is_kept_up_to_the_largest_size(self, shelf, size, there):
        shelf.put("a", b"x" * size)

        assert (shelf.get("a") is not None) is there

    @pytest.mark.parametrize(("size", "left"), [(1, "abc"), (2, "abc"), (3, "bc"), (5, "bc")])
    def test_the_oldest_goes_only_when_there_is_no_room(self, shelf, size, left):
        shelf.put("a", b"1234")
        shelf.put("b", b"1234")
        shelf.put("c", b"x" * size)

        assert self.kept(shelf, "a", "b", "c") == left

    def test_what_was_used_last_stays(self, shelf):
        for key in "abc":
            shelf.put(key, b"123")
        shelf.get("a")
        shelf.put("d", b"123")

        assert self.kept(shelf, *"abcd") == "acd"

    def test_what_does_not_fit_drops_nothing(self, shelf):
        shelf.put("a", b"12345")
        shelf.put("b", b"x" * 6)

        assert self.kept(shelf, "a", "b") == "a"

    def test_several_go_for_one_that_is_large(self, shelf):
        for key in "abcde":
            shelf.put(key, b"12")
        shelf.put("f", b"12345")

        assert self.kept(shelf, *"abcdef") == "def"

    def test_the_same_thing_twice_takes_its_room_once_and_the_first_stays(self, shelf):
        for text in (b"1234", b"abcd", b"wxyz"):
            shelf.put("a", text)
        shelf.put("b", b"12345")

        assert (shelf.get("a"), shelf.get("b")) == (b"1234", b"12345")

    def test_room_is_given_back(self, shelf):
        for key in itertools.chain(*itertools.repeat("abcdefgh", 5)):
            shelf.put(key, b"12345")

        assert self.kept(shelf, *"abcdefgh") == "gh"

    def test_a_body_is_as_large_as_both_its_forms(self):
        assert len(ResponseBody(b"123", None)) == 3
        assert len(ResponseBody(b"123", b"45")) == 5

    def test_what_is_about_other_content_is_dropped_when_asked(self):
        shelf = LruCache(10, len)
        for key in (("old", "a"), ("new", "a"), ("old", "b"), "plain"):
            shelf.put(key, b"1")
        shelf.drop_others("new")

        assert [shelf.get(key) for key in (("old", "a"), ("new", "a"), ("old", "b"), "plain")] == [
            None,
            b"1",
            None,
            None,
        ]

    def test_without_a_size_things_are_counted(self):
        shelf = LruCache(2)
        for key in "abc":
            shelf.put(key, b"12345")

        assert self.kept(shelf, *"abc") == "bc"

    def test_what_is_larger_than_all_the_room_is_not_kept_and_drops_nothing(self):
        shelf = LruCache(3, len)
        shelf.put("a", b"123")
        shelf.put("b", b"1234")

        assert self.kept(shelf, "a", "b") == "a"

    def test_how_much_is_kept(self):
        """64 MB of bodies of 8 MB at most, of 4,000 questions."""
        bodies, answers = (
            responses.LruCache(responses.CACHE_BYTES, len, responses.MAX_CACHED_BYTES),
            responses.answer_cache,
        )

        assert (responses.CACHE_BYTES, responses.MAX_CACHED_BYTES) == (64_000_000, 8_000_000)
        bodies.put("just", range(8_000_000))
        bodies.put("too large", range(8_000_001))
        assert self.kept(bodies, "just", "too large") == "just"
        for number in range(4_001):
            answers.put(("counted", number), Representation((number,), "1+a", "text/plain"))
        assert [answers.get(("counted", number)) is None for number in (0, 1, 4_000)] == [True, False, False]


#: Path → what it depends on but for the content and what the query says.
DEPENDS = {
    "/api/v1/observations.json?region=china": {"host", "scheme"},
    "/api/v1/observations.csv?region=china": set(),
    "/api/v1/observations.xlsx?region=china": {"host", "scheme", "day"},
    "/api/v1/observations.parquet?region=china": {"host", "scheme"},
    "/api/v1/observations.sdmx.csv?region=china": set(),
    "/api/v1/regions.json?topic=trade": {"host", "scheme"},
    "/api/v1/regions.csv?topic=trade": set(),
    "/api/v1/package.zip?region=nansha": {"host", "scheme", "day"},
    f"/api/v1/observations/{FIGURE}.json": {"host", "scheme"},
    "/api/v1/catalog.jsonld": {"host", "scheme"},
    "/llms.txt": {"host", "scheme"},
    "/robots.txt": {"host", "scheme"},
    "/sitemap.xml": {"host", "scheme"},
}
#: Circumstance → host, scheme and day of a question.
CIRCUMSTANCES = {
    "": ("here.test", "http", SPRING),
    "host": ("there.test:8443", "http", SPRING),
    "scheme": ("here.test", "https", SPRING),
    "day": ("here.test", "http", NEXT_DAY),
}


class TestCircumstances:
    """The same question by another name of the site, another scheme, on another day."""

    @pytest.mark.parametrize("path", DEPENDS)
    def test_what_was_asked_before_changes_no_answer_and_tags_name_bodies(self, path, monkeypatch):
        def asked_now(circumstance):
            host, scheme, day = CIRCUMSTANCES[circumstance]
            monkeypatch.setattr(routes, "_today", lambda: day)
            return ask(path, host=host, scheme=scheme)

        alone = {}
        for circumstance in CIRCUMSTANCES:
            forget(monkeypatch)
            alone[circumstance] = asked_now(circumstance)
        after_all = {name: asked_now(name) for name in CIRCUMSTANCES}
        again = {name: asked_now(name) for name in reversed(CIRCUMSTANCES)}

        assert {answer.status_code for answer in alone.values()} == {200}
        for name in CIRCUMSTANCES:
            assert told(after_all[name]) == told(again[name]) == told(alone[name])
        other = {name for name in alone if alone[name].headers["etag"] != alone[""].headers["etag"]}
        assert {name for name in alone if alone[name].raw != alone[""].raw} == other == DEPENDS[path]

    def test_a_workbook_and_a_package_say_on_which_day_they_were_made(self, monkeypatch):
        for day in (SPRING, NEXT_DAY):
            monkeypatch.setattr(routes, "_today", lambda day=day: day)
            book = ask("/api/v1/observations.xlsx?region=china")
            package = ask("/api/v1/package.zip?region=nansha")

            sheet = openpyxl.load_workbook(io.BytesIO(book.raw))["about this download"]
            assert dict(sheet.iter_rows(min_row=2, values_only=True))["made on"] == day.isoformat()
            assert f"china_{day}.xlsx" in book.headers["content-disposition"]
            assert f"nansha_{day}.zip" in package.headers["content-disposition"]
            with zipfile.ZipFile(io.BytesIO(package.raw)) as files:
                described = json.loads(files.read("datapackage.json"))
            assert described["created"] == f"{day}T00:00:00Z"

    def test_a_file_is_named_by_the_day_it_is_taken_even_where_its_bytes_are_those_of_before(
        self, monkeypatch
    ):
        first = ask("/api/v1/observations.csv?region=china")
        monkeypatch.setattr(routes, "_today", lambda: NEXT_DAY)
        second = ask("/api/v1/observations.csv?region=china")

        assert first.headers["content-disposition"] == 'attachment; filename="china_2026-03-01.csv"'
        assert second.headers["content-disposition"] == 'attachment; filename="china_2026-03-02.csv"'
        assert (first.raw, first.headers["etag"]) == (second.raw, second.headers["etag"])

    def test_a_day_is_one_of_universal_time(self, monkeypatch):
        class Clock(datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime(2026, 3, 1, 23, 30, tzinfo=UTC).astimezone(tz) if tz else cls(2026, 3, 2, 7)

        monkeypatch.undo()
        monkeypatch.setattr(routes, "datetime", Clock)

        assert routes._today() == SPRING

    def test_an_answer_made_before_midnight_is_not_that_of_the_next_day(self, monkeypatch):
        """The clock strikes while the first workbook is written."""
        days = itertools.chain([SPRING] * 2, itertools.repeat(NEXT_DAY))
        monkeypatch.setattr(routes, "_today", lambda: next(days))
        before = ask("/api/v1/observations.xlsx?region=china")
        after = ask("/api/v1/observations.xlsx?region=china")

        assert "china_2026-03-01.xlsx" in before.headers["content-disposition"]
        assert "china_2026-03-02.xlsx" in after.headers["content-disposition"]

    @pytest.mark.parametrize(
        "questions",
        [
            [
                f"/api/v1/observations.json{query}"
                for query in ("", "?limit=1", "?limit=2", "?limit=2&offset=1")
            ],
            [
                f"/api/v1/observations.csv?{query}"
                for query in ("lang=en", "lang=zh", "region=china", "implied=1")
            ],
            [
                f"/api/v1/observations.csv?fields={fields}"
                for fields in ("value", "low", "low,value", "value,low")
            ],
            [f"/api/v1/{table}.csv" for table in ("regions", "sectors", "topics", "units")],
            [f"/api/v1/topics.{kind}" for kind in ("csv", "json", "parquet", "xlsx")],
            [f"/api/v1/observations/{FIGURE}.json?lang={language}" for language in ("en", "zh")],
            [f"/api/v1/package.zip?region=nansha&lang={language}" for language in ("en", "zh")],
            ["/api/v1/openapi.json", "/api/v1/catalog.jsonld", "/llms.txt"],
        ],
        ids=["pages", "filters", "columns", "tables", "formats", "figure", "package", "descriptions"],
    )
    def test_questions_that_are_nearly_the_same_have_answers_and_tags_of_their_own(self, questions):
        first = [ask(question) for question in questions]
        again = [ask(question) for question in questions]

        assert [told(answer) for answer in again] == [told(answer) for answer in first]
        assert len({answer.raw for answer in first}) == len(questions)
        assert len({answer.headers["etag"] for answer in first}) == len(questions)

    def test_what_a_caller_says_of_itself_changes_nothing(self):
        plain = ask("/api/v1/observations.json?limit=2")

        for said in (
            {"Accept": "text/html"},
            {"Accept-Language": "zh"},
            {"Origin": "https://else.test"},
            {"Cookie": "a=b"},
        ):
            assert told(ask("/api/v1/observations.json?limit=2", **said)) == told(plain)


class TestContent:
    """Another content of the dataset, and the one of before."""

    def test_each_content_has_answers_of_its_own(self, served, small_file):
        text = small_file.read_text(encoding="utf-8")
        one, other = (
            Catalogue(parse_dataset(text)),
            Catalogue(parse_dataset(text.replace("Small sample", "Larger sample"))),
        )
        seen = []
        for catalogue in (one, other, one, other):
            served.catalogue = catalogue
            seen.append(ask("/api/v1/topics.json"))

        assert [answer.json()["dataset"] for answer in seen] == ["Small sample", "Larger sample"] * 2
        assert told(seen[0]) == told(seen[2])
        assert told(seen[1]) == told(seen[3])
        assert seen[0].headers["etag"] != seen[1].headers["etag"]
        assert ask("/api/v1/topics.json", **{"If-None-Match": seen[0].headers["etag"]}).status_code == 200

    def test_the_same_content_under_another_name_of_its_curators_has_the_same_digest(self):
        assert Representation(("x",), "2026.1+rc1+abc", "text/plain").digest == "abc"

    def test_a_new_release_has_new_tags(self, monkeypatch):
        before = Representation(("x",), "1+a", "text/plain").etag
        monkeypatch.setattr(indicators, "__version__", "99")

        assert Representation(("x",), "1+a", "text/plain").etag != before


class TestOnce:
    """The same question need not be read again, nor its body made."""

    @contextmanager
    def counted(self, monkeypatch, where, name):
        calls, original = [], getattr(where, name)
        with monkeypatch.context() as patch:
            patch.setattr(where, name, lambda *given, **named: calls.append(1) or original(*given, **named))
            yield calls

    @pytest.mark.parametrize("second", ["GET", "HEAD"])
    def test_a_question_is_read_once_while_the_file_was_looked_at_just_now(self, monkeypatch, second):
        with self.counted(monkeypatch, query_string, "read_query") as reads:
            first = ask("/api/v1/topics.json")
            again = ask("/api/v1/topics.json", second)

        assert (len(reads), again.raw) == (1, first.raw)

    def test_when_the_file_was_not_looked_at_the_question_is_read_so_that_it_is(self, monkeypatch, served):
        served.is_fresh = False
        with self.counted(monkeypatch, query_string, "read_query") as reads:
            first, again = ask("/api/v1/topics.json"), ask("/api/v1/topics.json")

        assert (len(reads), told(again)) == (2, told(first))

    def test_answers_about_data_that_were_replaced_are_dropped(self, served):
        for name in ("topics", "regions"):
            ask(f"/api/v1/{name}.json")
        bodies, asked = responses.body_cache, routes.answer_cache
        assert {key[0] for key in bodies.questions()} == {key[0] for key in asked.questions()} == {DIGEST}

        served.catalogue = world.catalogue([world.figure("gdp", 5)])
        ask("/api/v1/topics.json")

        digest = served.catalogue.dataset.digest
        assert {key[0] for key in bodies.questions()} == {key[0] for key in asked.questions()} == {digest}

    def test_a_body_that_was_dropped_is_made_again(self, monkeypatch):
        first = ask("/api/v1/topics.json")
        monkeypatch.setattr(
            responses, "body_cache", LruCache(responses.CACHE_BYTES, len, responses.MAX_CACHED_BYTES)
        )
        with self.counted(monkeypatch, query_string, "read_query") as reads:
            again = ask("/api/v1/topics.json")

        assert (len(reads), told(again)) == (1, told(first))

    def test_who_has_it_is_told_so_without_a_body_being_made(self, monkeypatch):
        tag = ask("/api/v1/topics.json").headers["etag"]
        monkeypatch.setattr(
            responses, "body_cache", LruCache(responses.CACHE_BYTES, len, responses.MAX_CACHED_BYTES)
        )
        with (
            self.counted(monkeypatch, responses, "_compress_body") as made,
            self.counted(monkeypatch, query_string, "read_query") as reads,
        ):
            assert ask("/api/v1/topics.json", **{"If-None-Match": tag}).status_code == 304

        assert (made, reads) == ([], [])

    def test_questions_in_other_words_share_one_body(self, monkeypatch):
        with self.counted(monkeypatch, responses, "_compress_body") as made:
            one = ask("/api/v1/observations.csv?region=china&region=beijing&lang=en")
            other = ask("/api/v1/observations.csv?region=beijing&within=0&region=china")

        assert (len(made), told(one)) == (1, told(other))

    def test_a_wrong_question_is_kept_for_nobody(self, monkeypatch):
        with self.counted(monkeypatch, query_string, "read_query") as reads:
            assert [ask("/api/v1/topics.json?x=1").status_code for _ in range(2)] == [400, 400]

        assert len(reads) == 2

    def test_status_is_always_told_anew(self, served, small):
        before = ask("/api/v1/status.json").json()["digest"]
        served.catalogue = small

        assert (before, ask("/api/v1/status.json").json()["digest"]) == (DIGEST, small.dataset.digest)

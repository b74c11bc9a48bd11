"""Questions with a text: what is answered, what is refused and how, and that nothing of the text stays."""

from __future__ import annotations

import gc
import json
import logging
from types import FrameType

import pytest

from indicators.reading.drafting import draft as drafting
from indicators.web.api import texts
from indicators.web.rate_limit import RateLimit
from tests.asgi import Asking
from tests.problems import problem, problem_of
from tests.serving import api

DISPATCHER = api()
APP = Asking(DISPATCHER)
DRAFT = "Guangzhou's foreign trade exceeded 1 trillion yuan in the first ten months of 2025, up 8.6 percent."
FACTCHECK = "/api/v1/factcheck"
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
JSON = {"Content-Type": "application/json"}


@pytest.fixture(autouse=True)
def _turns_for_every_test():
    DISPATCHER._api.state.rate_limit = RateLimit()


def post(text, path="/api/v1/read", headers=PLAIN):
    body = text if isinstance(text, bytes) else text.encode()
    return APP.request("POST", path, headers, [body])


def strings_in_memory():
    """Every short string that an object of Python holds."""
    gc.unfreeze()  # what is frozen is looked at too
    gc.collect()
    try:
        waiting, seen = gc.get_objects(), set()
        waiting = [each for each in waiting if not isinstance(each, FrameType)]
        while waiting:
            for held in gc.get_referents(waiting.pop()):
                if isinstance(held, str):
                    if len(held) < 1_000:
                        yield held
                elif isinstance(held, dict | tuple) and not gc.is_tracked(held) and id(held) not in seen:
                    seen.add(id(held))
                    waiting.append(held)
    finally:
        gc.freeze()


class TestReading:
    def test_every_figure_is_answered_with_its_place_its_hedge_and_the_ids_of_the_dataset(self):
        answer = post(DRAFT)

        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        trade, growth = answer.json()["figures"]
        assert trade == {
            "start": 26,
            "end": 50,
            "line": 1,
            "stated": "exceeded 1 trillion yuan",
            "number": "1",
            "value": 1_000_000_000_000,
            "value_high": None,
            "low": 1_000_000_000_000,
            "high": None,
            "qualifier": "over",
            "measure": "level",
            "unit": "yuan",
            "region": "guangzhou",
            "period": "2025-01/2025-10",
            "base_period": None,
            "status": "actual",
            "counterpart": None,
            "about": "foreign trade",
            "indicator": "goods-trade",
        }
        assert DRAFT[trade["start"] : trade["end"]] == trade["stated"]
        assert (growth["stated"], growth["indicator"]) == ("up 8.6 percent", "goods-trade-growth")

    def test_json_says_the_same_as_plain_text(self):
        sent = json.dumps({"text": DRAFT, "language": "en"})

        assert post(sent, headers=JSON).json() == post(DRAFT).json()
        assert post(sent, headers={"Content-Type": "application/json; charset=UTF-8"}).status_code == 200

    def test_a_text_is_plain_where_nobody_says_what_it_is(self):
        assert post(DRAFT, headers={}).json() == post(DRAFT).json()

    def test_the_language_of_plain_text_stands_in_the_address(self):
        text = "广州外贸突破1万亿元。"

        assert len(post(text, "/api/v1/read?language=zh").json()["figures"]) == 1
        assert post(text, "/api/v1/read?language=en").json()["figures"] == []

    def test_numbers_that_no_rule_reads_are_listed_with_their_places(self):
        answer = post("Something 12,34,5 happened.").json()

        assert answer["figures"] == []
        assert answer["unread"] == [{"start": 10, "end": 17, "line": 1, "printed": "12,34,5"}]

    @pytest.mark.parametrize(
        ("text", "note"),
        [
            ("Nothing happened.", "the text states no figure"),
            (
                "Die Stadt hat im Jahr 2024 einen Umsatz von mehr als 3 Milliarden Euro und das ist für die Region nicht neu.",
                "the text seems to be in German; only English and Chinese are read",
            ),
            (DRAFT, None),
        ],
    )
    def test_a_sentence_says_why_nothing_was_read(self, text, note):
        assert post(text).json()["note"] == note

    def test_an_answer_may_be_read_by_any_site_and_names_the_content_it_is_from(self):
        answer = post(DRAFT)

        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["dataset-version"].endswith(answer.headers["dataset-digest"])
        assert "etag" not in answer.headers

    def test_a_preflight_is_told_that_a_text_may_be_sent(self):
        answer = APP.request("OPTIONS", "/api/v1/read", {"Access-Control-Request-Method": "POST"})

        assert (answer.status_code, answer.headers["access-control-allow-methods"]) == (204, "POST")


class TestChecking:
    """Every claim with its verdict, the figure and a sentence."""

    def test_a_claim_of_another_region_is_answered_with_the_figure_and_what_the_source_says(self):
        text = "From January to October 2025 Shenzhen's foreign trade exceeded 1 trillion yuan."
        [claim] = post(text, FACTCHECK).json()["claims"]

        assert text[claim["start"] : claim["end"]] == claim["printed"] == "exceeded 1 trillion yuan"
        assert claim["verdict"] == "other-region"
        assert claim["observations"] == ["goods-trade.guangzhou.2025-01--2025-10"]
        assert claim["reading"]["qualifier"] == "over"
        assert "over 1 trillion yuan" in claim["says"]
        assert "Guangzhou" in claim["says"]

    def test_the_sentence_is_in_the_language_asked_for(self):
        claims = {lang: post(DRAFT, f"{FACTCHECK}?lang={lang}").json()["claims"] for lang in ("en", "zh")}
        in_json = post(json.dumps({"text": DRAFT, "lang": "zh"}), FACTCHECK, JSON).json()["claims"]

        assert "超1万亿元" in claims["zh"][0]["says"]
        assert claims["zh"] == in_json
        assert post(DRAFT, FACTCHECK).json()["claims"] == claims["en"]

    def test_another_language_of_the_answer_is_refused(self):
        answer = post(DRAFT, f"{FACTCHECK}?lang=de")

        assert problem_of(answer)["detail"] == "expected lang=en or zh; found 'de'"

    def test_a_text_of_numbers_only_has_an_answer(self):
        assert post("1 2 3 4.5 10%", FACTCHECK).status_code == 200


class TestRefusals:
    @pytest.mark.parametrize(
        ("body", "headers", "detail", "parameter", "nearest"),
        [
            (b"", PLAIN, "expected a text; found nothing", "text", None),
            (b" \n\t", PLAIN, "expected a text; found nothing", "text", None),
            (b"trade \xff", PLAIN, "expected text in UTF-8; byte 6 is none", "text", None),
            (b"PK\x03\x04 5%", PLAIN, "expected a text; found the bytes of a file that is none", "text", None),
            (b"{", JSON, 'expected a JSON object such as {"text": "…", "language": "auto"}', None, None),
            (b"[1]", JSON, 'expected a JSON object such as {"text": "…", "language": "auto"}', None, None),
            (b"{}", JSON, "expected a field text", "text", None),
            (b'{"text": 5}', JSON, "expected text to be text", "text", None),
            (b'{"text": ""}', JSON, "expected a text; found nothing", "text", None),
            (b'{"text": "a\\u0000"}', JSON, "expected a text; found the bytes of a file that is none", "text", None),
            (b'{"text": "a", "txet": "b"}', JSON, "there is no field 'txet'; did you mean 'text'?", "txet", "text"),
            (b'{"text": "a", "language": "zn"}', JSON, "expected language to be auto, en or zh; found 'zn'", "language", "auto"),
        ],
    )  # fmt: skip
    def test_what_is_no_text_is_refused_in_a_sentence(self, body, headers, detail, parameter, nearest):
        assert problem_of(post(body, headers=headers)) == problem(
            "Bad Request", 400, detail, parameter, nearest
        )

    @pytest.mark.parametrize(
        ("query", "detail", "parameter", "nearest"),
        [
            ("language=fr", "expected language to be auto, en or zh; found 'fr'", "language", "auto"),
            (
                "lnguage=en",
                "there is no parameter 'lnguage'; did you mean 'language'?",
                "lnguage",
                "language",
            ),
            ("language=en&language=zh", "language is given 2 times; give it once", "language", None),
        ],
    )
    def test_an_address_that_cannot_be_meant_is_refused(self, query, detail, parameter, nearest):
        answer = post(DRAFT, f"/api/v1/read?{query}")

        assert problem_of(answer) == problem("Bad Request", 400, detail, parameter, nearest)

    def test_a_language_said_twice_is_refused(self):
        answer = post('{"text": "a", "language": "en"}', "/api/v1/read?language=en", JSON)

        assert problem_of(answer)["detail"] == "language is given twice; give it once"

    @pytest.mark.parametrize(
        ("mime", "detail", "nearest"),
        [
            (
                "text/html",
                "expected a body of text/plain or application/json; found 'text/html'",
                "text/plain",
            ),
            ("text/plain; charset=gbk", "expected text in UTF-8; found 'gbk'", "text/plain; charset=utf-8"),
        ],
    )
    def test_another_type_of_body_is_refused_with_one_that_is_taken(self, mime, detail, nearest):
        answer = post(DRAFT, headers={"Content-Type": mime})

        assert problem_of(answer) == problem("Unsupported Media Type", 415, detail, "Content-Type", nearest)

    def test_the_longest_text_is_read_and_one_byte_more_is_not(self):
        assert post(b"x " * 32_768).status_code == 200
        answer = post(b"x " * 32_768 + b"x")

        assert problem_of(answer)["detail"] == "a body holds at most 65,536 bytes; found more"
        assert answer.status_code == 413

    @pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
    def test_other_methods_are_refused_with_the_one_that_is_taken(self, method):
        answer = APP.request(method, "/api/v1/read")

        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")

    def test_who_asks_too_often_is_told_when_to_ask_again(self):
        DISPATCHER._api.state.rate_limit = RateLimit(1)

        assert post(DRAFT).status_code == 200
        answer = post(DRAFT)

        assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
        assert problem_of(answer)["detail"] == "an address may ask 1 times a minute; ask again in 60 seconds"


class TestSecrecy:
    """Nothing of a text is stored or logged."""

    SECRET = "Quaxelmoor"
    TEXT = f"{SECRET}'s {SECRET.lower()} revenue exceeded 71.93 billion yuan in 2024, said {SECRET}."

    @pytest.mark.parametrize("path", texts.TEXT_PATHS)
    def test_when_it_is_answered_nothing_in_memory_holds_a_word_of_it(self, path):
        post(self.TEXT, path)  # what is made at the first text
        word, number = "".join(["zilv", "erbrecht"]), "".join(["73.", "4291"])
        made = post(
            f"The {word} output reached {number} billion yuan in Guangzhou in 2024.\n广州{word}总额达到{number}亿元。",
            path,
        )
        assert len(made.json()["claims" if path == FACTCHECK else "figures"]) == 2
        del made

        held = [text for text in strings_in_memory() if word in text or number in text]

        assert [text for text in held if text is not word and text is not number] == []

    def test_no_word_of_it_is_logged(self, caplog):
        with caplog.at_level(logging.DEBUG):
            post(self.TEXT)
            post(json.dumps({"text": self.TEXT, "language": self.SECRET}), headers=JSON)

        assert self.SECRET.lower() not in caplog.text.lower()

    def test_a_fault_of_ours_is_logged_without_a_word_of_it(self, caplog, monkeypatch):
        def fail(*_: object) -> None:
            raise ValueError(f"cannot read {self.TEXT}")

        monkeypatch.setitem(texts.TEXT_ANSWERS, "/api/v1/read", fail)
        app = Asking(api())
        answer = app.request("POST", "/api/v1/read", PLAIN, [self.TEXT.encode()])

        assert answer.status_code == 500
        assert answer.json()["detail"] == "something is wrong here, not with what you asked"
        assert caplog.messages == ["no answer to /api/v1/read: ValueError"]
        assert self.SECRET not in caplog.text + answer.text

    def test_the_caches_of_a_text_are_emptied_also_when_it_cannot_be_read(self, monkeypatch):
        emptied = []
        monkeypatch.setattr(drafting, "forget_numbers", lambda: emptied.append(True))
        monkeypatch.setattr(drafting.Drafter, "draft_mentions", lambda *_: 1 / 0)

        assert post(DRAFT).status_code == 500
        assert emptied == [True]

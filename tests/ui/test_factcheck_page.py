"""Check a text: a draft comes back with every figure underlined, and nobody keeps it."""

from __future__ import annotations

import gc
import logging
import re
from html import unescape
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from indicators.reading.claims import VERDICTS
from indicators.ui.factcheck_page import MAX_DRAFT_LENGTH, CheckedDraft, CheckedFigure, check_draft
from indicators.web.paper.style import PAGE_CSS
from tests.noting import CATALOGUE, bare
from tests.opening import html, page

DRAFT = "Guangzhou has 4.22 million skilled workers.\nHighly skilled workers there number 1.69 million."
CHINESE = "广州市技能人才422万人，其中高技能人才169万人。"


def is_held(word: str, objects: list) -> bool:
    """Whether a text that the objects lead to has the word."""
    waiting, seen = list(objects), set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, str) and word in each and len(each) < MAX_DRAFT_LENGTH:
            return True
        if id(each) not in seen and not isinstance(each, ModuleType | type):
            seen.add(id(each))
            waiting += gc.get_referents(each)
    return False


def checked(draft: str, lang: str = "en") -> AppTest:
    """The page after a draft was sent."""
    app = page("factcheck", lang=lang)
    app.text_area(key="w_draft").input(draft)
    app.button[0].click().run()
    assert not app.exception
    return app


def test_nothing_is_said_before_a_draft_is_sent():
    app = page("factcheck")

    assert app.title[0].value == "Check a text"
    assert "ri-claims" not in html(app).replace(PAGE_CSS, "")


@pytest.mark.parametrize(
    ("lang", "draft", "labels", "says", "suggested"),
    [
        (
            "en",
            DRAFT,
            ["1 · ✓ agrees", "2 · ✕ differs"],
            "The source says 1.609 million people, for 2025; the text has another number.",
            "1.609 million people",
        ),
        (
            "zh",
            CHINESE,
            ["1 · ✓ 一致", "2 · ✕ 不一致"],
            "资料来源（2025年）说160.9万人；文中是另一个数。",
            "160.9万人",
        ),
    ],
)
def test_every_figure_is_underlined_and_said_beside_the_text(lang, draft, labels, says, suggested):
    shown = html(checked(draft, lang))
    listed = re.findall('<li id="claim-[0-9]+">(.*?)</li>', shown, re.DOTALL)

    assert [bare(re.search('<span class="ri-badge">(.*?)</span>', each)[1]) for each in listed] == labels
    assert re.findall('<mark class="ri-mark ri-claim-([a-z-]+)"', shown) == ["agrees", "differs"]
    assert says in unescape(listed[1])
    assert f">{suggested}</b>" in listed[1]
    assert 'data-figure="high-skilled-talent.guangzhou.2025"' in listed[1]
    assert not re.search("<div>[^<]*</div><div>", listed[0])  # what agrees has nothing suggested


def test_the_words_of_the_draft_are_text_and_never_markup():
    shown = html(
        checked("<b>Guangzhou</b> has 4.22 million <script>alert(1)</script> skilled workers & more.")
    )

    assert "&lt;b&gt;Guangzhou&lt;/b&gt; has " in shown
    assert "<script>alert" not in shown


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("", "The text is empty."),
        ("  \n ", "The text is empty."),
        ("12 34 56", "The text has numbers only: nothing says what they are of."),
        (
            "<p>Guangzhou has 4.22 million skilled workers.</p>",
            "The text is HTML, and what its tags hold is read too: paste what a reader sees.",
        ),
        ("Nothing is counted here.", "The text states no figure."),
        (
            "Der Umsatz stieg auf 5 Milliarden Euro und die Zahl der Beschäftigten ist mit der des Vorjahres gleich.",
            "The text seems to be in German; only English and Chinese are read.",
        ),
    ],
)
def test_a_text_without_figures_gets_a_sentence(draft, told):
    assert told in [notice.value.replace("\\", "") for notice in checked(draft).info]


def test_the_text_with_the_suggested_wording_can_be_copied():
    app = checked(DRAFT)
    app.session_state["corrected_open"] = True
    app.run()

    assert [block.value for block in app.code] == [
        "Guangzhou has 4.22 million skilled workers.\nHighly skilled workers there number 1.609 million people."
    ]


def test_wording_that_is_suggested_stands_in_the_place_of_the_figure_and_nothing_else_changes():
    figures = (
        CheckedFigure(2, 3, "differs", (), (), "two"),
        CheckedFigure(4, 5, "agrees", (), (), ""),
        CheckedFigure(6, 7, "stronger", (), (), "over 3"),
    )

    assert CheckedDraft("a 1 2 3 b", "v", figures).corrected == "a two 2 over 3 b"
    assert CheckedDraft("a 1", "v", ()).corrected == "a 1"


def test_nobody_keeps_a_word_of_a_draft(caplog):
    secret = "Guangzhou has 4.22 million skilled zebrawatchers."
    with caplog.at_level(logging.DEBUG):
        check_draft(CATALOGUE, secret)

    assert "zebrawatchers" not in caplog.text
    kept = [cache for owner in (CATALOGUE, CATALOGUE.index) for cache in owner.caches.values()]
    assert kept
    assert not is_held("zebrawatchers", kept)
    assert is_held("zebrawatchers", [{"a": [("b", "zebrawatchers")]}])
    again = check_draft(CATALOGUE, secret)
    assert [figure.verdict for figure in again.figures] == ["agrees"]


def test_a_draft_is_bounded_and_every_verdict_has_a_look_of_its_own():
    assert page("factcheck").text_area(key="w_draft").proto.max_chars == MAX_DRAFT_LENGTH
    assert all(f".ri-claim-{id}" in PAGE_CSS for id in VERDICTS)

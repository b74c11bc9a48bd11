"""A page that works for longer than half a second says what it does, and takes it away when it is there."""

from __future__ import annotations

import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest
from streamlit.elements import spinner
from streamlit.testing.v1 import AppTest

from indicators.i18n import load_messages
from indicators.query import EVERYTHING
from indicators.ui import waiting

SAID = [
    ("overview", "", "en", "Looking up figures and drawing them …"),
    ("overview", "", "zh", "正在查找并绘制数据……"),
    ("regions", "salmon", "en", "Searching the figures …"),
    ("regions", "salmon", "zh", "正在搜索数据……"),
    ("consistency", "", "en", "Checking figures against each other …"),
    ("consistency", "salmon", "zh", "正在相互核对数据……"),
    ("workbench", "", "en", "Checking the text …"),
    ("workbench", "", "zh", "正在检查文本……"),
]


@pytest.mark.parametrize(("slug", "query", "language", "sentence"), SAID)
def test_what_a_page_does_is_said_in_the_language_of_the_reader(slug, query, language, sentence):
    page = SimpleNamespace(page=slug, selection=replace(EVERYTHING, q=query), say=load_messages(language))

    assert waiting.describe_work(page) == sentence


def test_streamlit_waits_for_half_a_second_before_it_says_so():
    assert spinner.DELAY_SECS == 0.5


class DueTimer:
    """A timer whose time is over as soon as it starts, and only on the thread that starts it."""

    def __init__(self, seconds, action):
        assert seconds == spinner.DELAY_SECS
        self._action = action

    def start(self):
        self._action()

    def cancel(self):
        """Too late."""


def _page_that_takes_long():
    from types import SimpleNamespace

    import streamlit as st

    from indicators.i18n import load_messages
    from indicators.query import EVERYTHING
    from indicators.ui import waiting

    page = SimpleNamespace(page="overview", selection=EVERYTHING, say=load_messages("en"))
    with waiting.say_what_it_does(page):
        st.title("Overview")


@pytest.mark.parametrize("late", [True, False])
def test_the_sentence_is_shown_to_who_waits_only_and_taken_away_in_the_end(monkeypatch, late):
    sent = []
    monkeypatch.setattr(spinner, "enqueue_message", sent.append)
    monkeypatch.setattr(spinner, "add_script_run_ctx", lambda timer: timer)
    waits = SimpleNamespace(
        Timer=DueTimer if late else lambda *_: SimpleNamespace(start=lambda: None, cancel=lambda: None),
        Lock=threading.Lock,
    )
    monkeypatch.setattr(spinner, "threading", waits)

    shown = AppTest.from_function(_page_that_takes_long).run()

    assert not shown.exception
    assert shown.title[0].value == "Overview"
    said = [[element.spinner.text for element in one.delta.new_transient.elements] for one in sent]
    assert said == ([["Looking up figures and drawing them …"]] if late else []) + [[]]

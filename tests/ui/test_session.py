"""What one reader has chosen: address and session say the same, and each change of page keeps what it should."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
import streamlit as st

import indicators
from indicators.query import Selection
from indicators.ui import session
from indicators.web.composition.choices import PageChoices
from tests.serving import Served, serving

CATALOGUE = indicators.load()
TRADE = Selection(topic=("trade",))


class Address(dict):
    """The parameters of the browser's address, and how often they are written."""

    written = 0

    def get_all(self, name):
        return self[name]

    def get(self, name, default=None):
        return self[name][-1] if name in self else default

    def from_dict(self, params):
        self.written += 1
        self.clear()
        self.update(params)

    def go(self, **params):
        """The reader follows a link, or goes back or forward."""
        self.clear()
        self.update({name: value if isinstance(value, list) else [value] for name, value in params.items()})

    @property
    def said(self):
        return {name: values if len(values) > 1 else values[0] for name, values in self.items()}


@pytest.fixture
def reader(monkeypatch):
    """One reader: their session, their address and the language of their browser."""
    state, address, context = {}, Address(), SimpleNamespace(locale="en-GB", headers={})
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(st, "query_params", address)
    monkeypatch.setattr(st, "context", context)
    with serving(Served(CATALOGUE)):
        yield SimpleNamespace(state=state, address=address, context=context)


def test_a_first_visit_takes_what_the_link_says(reader):
    reader.address.go(topic="trade", lang="zh", figure="gdp.hengqin.2009", show="talent")
    now = session.begin_run("regions")

    assert now.choices == PageChoices(TRADE, "zh", figure="gdp.hengqin.2009", show="talent")
    assert (now.language, now.page, now.notices, now.selection) == ("zh", "regions", (), TRADE)
    assert session.current_page() is now
    assert now.dataset is CATALOGUE.dataset


def test_a_first_visit_without_a_link_chooses_nothing_and_writes_nothing(reader):
    now = session.begin_run("data")

    assert now.choices == PageChoices()
    assert (reader.address.said, reader.address.written) == ({}, 0)


def test_what_a_link_asks_for_in_vain_is_told_once_and_taken_out_of_the_address(reader):
    reader.address.go(topic="trade", region="guangzou")
    first = session.begin_run("data")
    second = session.begin_run("data")

    assert first.notices == (
        "The link asks for the region “guangzou”, which does not exist here; it was left out. Did you mean “guangzhou”?",
    )
    assert second.notices == ()
    assert reader.address.said == {"topic": "trade"}


@pytest.mark.parametrize(("lang", "beginning"), [("en", "The link asks for"), ("zh", "链接")])
def test_a_notice_is_in_the_language_of_the_link(reader, lang, beginning):
    reader.address.go(lang=lang, topic="trad")

    assert session.begin_run("data").notices[0].startswith(beginning)


def test_a_change_of_page_keeps_filters_language_series_and_views(reader):
    reader.address.go(
        topic="trade",
        lang="zh",
        series="gdp.greater-bay-area",
        axes="own",
    )
    before = session.begin_run("compare").choices
    reader.address.go()
    after = session.begin_run("data").choices

    assert after == before
    assert reader.address.said == dict(before.params())


def test_a_change_of_page_leaves_behind_the_open_topic_card_and_chart(reader):
    reader.address.go(topic="trade", show="talent", figure="gdp.hengqin.2009", chart="gdp-of-regions")
    session.begin_run("regions")
    reader.address.go()

    assert session.begin_run("sectors").choices == PageChoices(TRADE)
    assert reader.address.said == {"topic": "trade"}


def test_a_link_to_another_page_says_what_is_chosen_there_and_keeps_the_language_alone(reader):
    reader.address.go(topic="trade", lang="zh", axes="own")
    session.begin_run("compare")
    reader.address.go(region="guangzhou")
    now = session.begin_run("regions")

    assert now.choices == PageChoices(Selection(region=("guangzhou",)), "zh")
    assert reader.address.said == {"region": "guangzhou", "lang": "zh"}


def test_a_click_wins_over_the_address_that_it_was_made_under(reader):
    reader.address.go(topic="trade", lang="en")
    session.begin_run("data")
    session.change_filters(topic=("talent",))
    session.change_choices(lambda old: replace(old, language="zh"))
    now = session.begin_run("data")

    assert now.choices == PageChoices(Selection(topic=("talent",)), "zh")
    assert now.language == "zh"
    assert reader.address.said == {"topic": "talent", "lang": "zh"}


def test_back_and_forward_are_followed(reader):
    reader.address.go(topic="trade")
    session.begin_run("data")
    session.change_filters(topic=("talent",))
    session.begin_run("data")
    reader.address.go(topic="trade")
    assert session.begin_run("data").choices == PageChoices(TRADE)
    reader.address.go(topic="talent")
    assert session.begin_run("data").choices == PageChoices(Selection(topic=("talent",)))
    reader.address.go()
    assert session.begin_run("data").choices == PageChoices()


def test_a_run_that_changes_nothing_keeps_the_card_and_writes_nothing_again(reader):
    reader.address.go(topic="trade", figure="gdp.hengqin.2009")
    first = session.begin_run("data")
    written = reader.address.written

    assert session.begin_run("data").choices == first.choices
    assert reader.address.written == written


def test_a_link_from_a_page_to_itself_is_written_anew(reader):
    reader.address.go(topic="trade")
    session.begin_run("data")
    written = reader.address.written
    reader.address.go(topic="talent")
    session.begin_run("data")

    assert reader.address.written == written + 1


def test_cards_are_opened_and_closed_by_callbacks(reader):
    session.begin_run("data")
    session.open_figure_card("gdp.hengqin.2009")
    assert session.begin_run("data").choices.figure == "gdp.hengqin.2009"
    assert reader.address.said == {"figure": "gdp.hengqin.2009"}
    session.open_figure_card("")
    assert session.begin_run("data").choices.figure == ""
    assert reader.address.said == {}


def test_several_values_of_one_filter_stand_side_by_side(reader):
    session.begin_run("data")
    session.change_filters(region=("guangzhou", "maoming"), topic=("trade",))
    session.begin_run("data")

    assert reader.address == {"region": ["guangzhou", "maoming"], "topic": ["trade"]}


@pytest.mark.parametrize(
    ("browser", "language"),
    [
        ("en-GB", "en"),
        ("zh-CN", "zh"),
        ("ZH", "zh"),
        ("zh-Hant-TW", "zh"),
        ("de", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_without_a_choice_the_language_is_that_of_the_browser(reader, browser, language):
    reader.context.locale = browser

    assert session.reader_language() == language
    reader.address.go(lang={"en": "zh", "zh": "en"}[language])
    assert session.reader_language() != language
    reader.address.go(lang="xx")
    assert session.reader_language() == language


def test_a_browser_whose_first_language_is_not_here_gets_the_next_it_likes(reader):
    reader.context.locale = "fr"
    reader.context.headers = {"Accept-Language": "fr, zh;q=0.8, en;q=0.2"}

    assert session.reader_language() == "zh"


def test_the_language_chosen_before_goes_before_the_browser_and_a_switch_before_the_link(reader):
    reader.context.locale = "zh"
    reader.address.go(lang="en")
    session.begin_run("data")
    reader.address.go()
    assert session.reader_language() == "en"

    reader.address.go(lang="en")
    session.change_choices(lambda old: replace(old, language="zh"))
    assert session.reader_language() == "zh"


def test_widgets_are_seeded_and_say_their_key(reader):
    assert session.set_widget_value("w_x", [1]) == "w_x"
    assert reader.state["w_x"] == [1]


def test_what_a_page_was_about_stays_there_and_filters_go_on(reader):
    reader.address.go(topic="trade", region="guangzhou")
    assert session.begin_run("regions").selection == replace(TRADE, region=("guangzhou",))
    reader.address.go()

    assert session.begin_run("data").selection == TRADE
    assert reader.address.said == {"topic": "trade"}


def test_a_filter_that_a_page_made_its_subject_is_the_filter_again_when_the_page_is_left(reader):
    reader.address.go(region="guangzhou")
    session.begin_run("data")
    reader.address.go()
    assert session.begin_run("regions").selection == Selection(region=("guangzhou",))
    session.change_filters(region=("maoming",), topic=("trade",))
    assert session.begin_run("regions").selection == replace(TRADE, region=("maoming",))
    reader.address.go()

    assert session.begin_run("sectors").selection == replace(TRADE, region=("guangzhou",))
    reader.address.go()
    assert session.begin_run("data").selection == replace(TRADE, region=("guangzhou",))


def test_a_page_about_another_kind_of_thing_leaves_the_subject_of_the_last_behind(reader):
    session.begin_run("regions")
    session.change_filters(region=("maoming",))
    session.begin_run("regions")
    reader.address.go()

    assert session.begin_run("sectors").selection == Selection()
    session.change_filters(sector=("data-industry",))
    session.begin_run("sectors")
    reader.address.go()
    assert session.begin_run("regions").selection == Selection()
    assert session.begin_run("overview").selection == Selection()


def test_a_link_within_a_page_to_another_subject_of_it_brings_back_the_filter_of_before(reader):
    reader.address.go(topic="trade")
    session.begin_run("data")
    reader.address.go(region="guangzhou", topic="trade")
    session.begin_run("regions")
    reader.address.go(region="maoming", topic="trade")
    assert session.begin_run("regions").selection == replace(TRADE, region=("maoming",))
    reader.address.go()

    assert session.begin_run("data").selection == TRADE

"""Long pages open with one topic, short ones show all; the open topic belongs to its page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.ui.filters import MAX_FIGURES_AT_ONCE, choose_topics
from tests.noting import CATALOGUE, here, noting

FIRST, SECOND, THIRD, *_ = CATALOGUE.dataset.topics


def opened(counts, show="", language="en"):
    now = here(CATALOGUE, "regions", language, show=show)
    with noting(now) as written:
        found = choose_topics(now, counts)
    return [topic.id for topic in found], written


@pytest.mark.parametrize(
    ("counts", "found", "is_offered"),
    [
        ({SECOND: MAX_FIGURES_AT_ONCE - 2, FIRST: 1}, [FIRST, SECOND], False),
        ({SECOND: MAX_FIGURES_AT_ONCE - 1, FIRST: 1}, [FIRST, SECOND], False),
        ({SECOND: MAX_FIGURES_AT_ONCE, FIRST: 1}, [FIRST], True),
        ({SECOND: MAX_FIGURES_AT_ONCE + 1, FIRST: 0}, [SECOND], False),
        ({SECOND: MAX_FIGURES_AT_ONCE + 1, THIRD: 1, FIRST: 0}, [SECOND], True),
        ({}, [], False),
    ],
)
def test_a_page_of_few_figures_or_one_topic_shows_all_and_a_longer_one_its_first(counts, found, is_offered):
    ids, written = opened(counts)

    assert ids == found
    assert bool(written.of("pills")) is is_offered


LONG = {FIRST: 1200, SECOND: 5, THIRD: 0}


@pytest.mark.parametrize(
    ("show", "found", "chosen"),
    [
        ("", [FIRST], FIRST),
        (SECOND, [SECOND], SECOND),
        ("all", [FIRST, SECOND], "all"),
        (THIRD, [FIRST], FIRST),  # it has no figures here
    ],
)
def test_the_topic_of_the_link_is_open_where_it_has_figures(show, found, chosen):
    ids, written = opened(LONG, show)

    assert ids == found
    assert written.state["w_show"] == chosen
    assert written.keyed("w_show")["options"] == [FIRST, SECOND, "all"]
    assert written.keyed("w_show")["required"] is True


@pytest.mark.parametrize(("language", "every"), [("en", "All topics"), ("zh", "全部主题")])
def test_every_topic_says_how_much_it_holds_and_all_together_too(language, every):
    given = opened(LONG, language=language)[1].keyed("w_show")
    topics = CATALOGUE.dataset.topics

    assert [given["format_func"](id) for id in given["options"]] == [
        f"{topics[FIRST].name[language]} · 1200",
        f"{topics[SECOND].name[language]} · 5",
        f"{every} · 1205",
    ]


def test_the_first_topic_needs_no_place_in_the_address():
    _, written = opened(LONG, SECOND)

    assert written.chooses("w_show", FIRST) == replace(written.choices, show="")
    assert written.chooses("w_show", SECOND).show == SECOND
    assert written.chooses("w_show", "all").show == "all"
    assert written.chooses("w_show", None).show == ""

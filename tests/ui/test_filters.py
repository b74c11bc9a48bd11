"""The controls: what they offer, what a choice changes and what it leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import DIMENSION_FILTERS, EVERYTHING, Selection
from indicators.ui.filters import (
    FILTER_LABELS,
    show_language_switch,
    show_sidebar,
    show_subject_choice,
    show_topic_choice,
)
from indicators.web.composition.blocks import Link, TopicChoice
from indicators.web.composition.site_pages import SITE_PAGES
from indicators.web.composition.subjects import compose_subject_choice
from tests.noting import CATALOGUE, here, noting

SUBJECTS = {page.slug: page.subject for page in SITE_PAGES}
FIRST = ("region", "sector", "topic", "plan", "measure")
OTHERS = ("indicator", "source", "qualifier", "status", "release")
#: Filters beside each other, one of each kind.
CHOSEN = Selection(
    region=("guangzhou",),
    sector=("data-industry",),
    topic=("talent",),
    plan=("14",),
    indicator=("gdp",),
    source=("china-daily-gd-today",),
    measure=("level",),
    qualifier=("over",),
    status=("target",),
    release=("final",),
    observation=("gdp.hengqin.2009",),
    q="gdp",
    from_=2020,
    to=2024,
    within=True,
    implied=True,
)


def shown(selection=EVERYTHING, page="data", language="en", *, opened=False, **others):
    now = here(CATALOGUE, page, language, selection, **others)
    with noting(now, opened=opened) as written:
        show_sidebar(now, SUBJECTS[page])
    return written


def picked(selection=EVERYTHING, dimension="region", language="en"):
    now = here(CATALOGUE, f"{dimension}s", language, selection)
    with noting(now) as written:
        show_subject_choice(now, compose_subject_choice(now))
    return written


class TestYears:
    def test_the_years_that_figures_speak_of_stand_where_none_is_chosen(self):
        first, last = shown().of("number_input")

        assert [(each["label"], each["placeholder"]) for each in (first, last)] == [
            ("From year", "2009"),
            ("To year", "2035"),
        ]
        assert [(each["min_value"], each["max_value"]) for each in (first, last)] == [(1, 9999)] * 2

    @pytest.mark.parametrize(
        ("before", "key", "year", "after"),
        [
            ((None, None), "w_from", 2020, (2020, None)),
            ((2020, 2024), "w_to", 2022, (2020, 2022)),
            ((2020, 2024), "w_from", 2025, (2025, 2025)),
            ((2020, 2024), "w_to", 2010, (2010, 2010)),
            ((2020, 2024), "w_from", None, (None, 2024)),
        ],
    )
    def test_a_year_beyond_the_other_takes_it_along(self, before, key, year, after):
        written = shown(Selection(from_=before[0], to=before[1]))
        chosen = written.keyed(key)
        written.state[key] = year
        selection = written.does(lambda: chosen["on_change"](*chosen["args"])).selection

        assert (selection.from_, selection.to) == after


class TestTheSidebar:
    @pytest.mark.parametrize("slug", [slug for slug in SUBJECTS if slug != "about"])
    def test_every_filter_is_offered_but_the_subject_of_the_page(self, slug):
        keys = [given["key"] for given in shown(page=slug, opened=True).of("multiselect")]

        assert keys == [f"w_{name}" for name in (*FIRST, *OTHERS) if name != SUBJECTS[slug]]

    def test_what_is_folded_away_is_made_when_it_is_opened(self):
        keys = [given["key"] for given in shown().of("multiselect")]

        assert keys == [f"w_{name}" for name in FIRST]
        assert "w_implied" not in shown().keys
        assert "w_implied" in shown(opened=True).keys

    @pytest.mark.parametrize("name", [*OTHERS, "implied"])
    def test_a_folded_filter_in_use_is_unfolded(self, name):
        assert shown(replace(EVERYTHING, **{name: getattr(CHOSEN, name)})).state["w_more"] is True

    @pytest.mark.parametrize("name", [*FIRST, "q", "within", "observation"])
    def test_any_other_filter_leaves_the_fold_as_the_reader_left_it(self, name):
        assert "w_more" not in shown(replace(EVERYTHING, **{name: getattr(CHOSEN, name)})).state

    def test_the_subject_of_a_page_does_not_unfold_the_filters_it_is_not_among(self):
        assert "w_more" not in shown(Selection(indicator=("gdp",)), "indicators").state
        assert "w_more" not in shown(Selection(source=("china-daily-gd-today",)), "sources").state

    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("name", DIMENSION_FILTERS)
    def test_counts_beside_a_choice_are_what_it_would_give_beside_the_other_filters(self, name, language):
        selection = Selection(region=("guangzhou",), topic=("data-digital",), status=("actual",))
        written = shown(selection, language=language, opened=True)
        given = written.keyed(f"w_{name}")
        counts = CATALOGUE.facets(selection)[name]
        say = here(CATALOGUE, "data", language).say

        assert given["label"] == say(FILTER_LABELS[name])
        assert given["placeholder"] == say("any")
        assert given["options"] == [id for id, n in counts.items() if n or id in getattr(selection, name)]
        assert [given["format_func"](id) for id in given["options"]] == [
            f"{DIMENSIONS_BY_ID[name].label_of(id, CATALOGUE.dataset, say)} · {counts[id]}"
            for id in given["options"]
        ]
        assert written.state[f"w_{name}"] == list(getattr(selection, name))

    def test_a_chosen_value_is_offered_although_nothing_fits_it(self):
        given = shown(Selection(region=("maoming", "tianjin"), topic=("trade",))).keyed("w_region")

        assert {"maoming", "tianjin"} <= set(given["options"])
        assert given["format_func"]("tianjin") == "Tianjin · 0"
        assert "macao" not in given["options"]

    def test_long_counts_are_grouped(self):
        now = here(CATALOGUE)
        counts = {name: dict.fromkeys(ids, 12345) for name, ids in CATALOGUE.facets().items()}
        many = type(
            "Many",
            (),
            {"facets": lambda *_: counts, "coverage": lambda _: None, "dataset": CATALOGUE.dataset},
        )()
        now = replace(now, catalogue=many)
        with noting(now) as written:
            show_sidebar(now, None)

        assert written.keyed("w_topic")["format_func"]("trade").endswith(" · 12,345")

    @pytest.mark.parametrize("name", [*DIMENSION_FILTERS])
    def test_choosing_a_value_changes_that_filter_alone(self, name):
        written = shown(CHOSEN, opened=True, series=("a",), figure="f")
        before = written.choices

        assert written.chooses(f"w_{name}", ["x", "y"]) == replace(
            before, selection=replace(before.selection, **{name: ("x", "y")})
        )

    def test_switches_show_what_is_chosen_and_change_it(self):
        for selection in (EVERYTHING, CHOSEN):
            written = shown(selection, opened=True)
            assert written.state["w_within"] is selection.within
            assert written.state["w_implied"] is selection.implied

        written = shown(opened=True)
        assert written.chooses("w_within", True).selection == Selection(within=True)
        assert written.chooses("w_implied", True).selection == Selection(within=True, implied=True)

    @pytest.mark.parametrize("slug", ["data", "regions", "indicators"])
    def test_everything_inside_a_region_can_be_taken_with_it_on_every_page(self, slug):
        kinds = [given["key"] for kind, given in shown(page=slug).calls if kind in ("multiselect", "toggle")]

        assert "w_within" in kinds
        assert kinds.index("w_within") == (0 if slug == "regions" else 1)

    @pytest.mark.parametrize("slug", [slug for slug in SUBJECTS if slug != "about"])
    def test_clearing_all_filters_leaves_the_subject_of_the_page_and_what_is_no_filter(self, slug):
        written = shown(CHOSEN, slug, series=("s",), show="talent", figure="f")
        left = written.clicks("w_clear")
        kept = {name: getattr(CHOSEN, name) for name in [SUBJECTS[slug]] if name}

        assert left.selection == Selection(**kept)
        assert (left.series, left.show, left.figure, left.language) == (("s",), "talent", "f", "en")

    @pytest.mark.parametrize("name", [*DIMENSION_FILTERS, "q", "observation"])
    def test_all_can_be_cleared_where_there_is_a_filter(self, name):
        assert "w_clear" in shown(replace(EVERYTHING, **{name: getattr(CHOSEN, name)})).keys

    @pytest.mark.parametrize("name", ["within", "implied"])
    def test_nothing_is_to_be_cleared_where_nothing_is_left_out(self, name):
        assert "w_clear" not in shown(replace(EVERYTHING, **{name: True})).keys
        assert "w_clear" not in shown().keys
        assert "w_clear" not in shown(Selection(region=("guangzhou",)), "regions").keys
        assert "w_clear" in shown(Selection(region=("guangzhou",)), "sectors").keys

    def test_figures_that_the_link_names_are_counted_and_a_click_shows_the_others_too(self):
        one, two = Selection(observation=("a",), topic=("trade",)), Selection(observation=("a", "b"))
        written = shown(one)

        assert written.keyed("w_observation")["label"] == "Only 1 chosen figure"
        assert shown(two).keyed("w_observation")["label"] == "Only 2 chosen figures"
        assert shown(two, language="zh").keyed("w_observation")["label"] == "只显示指定的2条数据"
        assert "w_observation" not in shown(Selection(topic=("trade",))).keys
        assert written.clicks("w_observation").selection == Selection(topic=("trade",))


class TestTheSubjectOfAPage:
    def test_subjects_are_offered_with_their_numbers_the_one_of_the_page_chosen(self):
        written = picked(Selection(region=("maoming",), topic=("output",)))
        counts = CATALOGUE.facets(Selection(topic=("output",)))["region"]
        given = written.keyed("w_subject_region")

        assert written.state["w_subject_region"] == "maoming"
        assert given["options"] == [id for id, n in counts.items() if n or id == "maoming"]
        assert given["format_func"]("maoming") == f"Maoming · {counts['maoming']}"
        assert given["label"] == "Region"

    def test_choosing_another_leaves_the_filters(self):
        written = picked(Selection(region=("maoming",), topic=("output",)))

        assert written.chooses("w_subject_region", "china").selection == Selection(
            region=("china",), topic=("output",)
        )

    @pytest.mark.parametrize(
        ("language", "notice"),
        [
            ("en", "This page shows one at a time; the link also names Shenzhen, Maoming."),
            ("zh", "本页每次只显示一项，链接中还有深圳、茂名。"),
        ],
    )
    def test_others_that_the_link_names_are_told(self, language, notice):
        written = picked(Selection(region=("guangzhou", "shenzhen", "maoming")), language=language)

        assert written.state["w_subject_region"] == "guangzhou"
        assert [given["body"] for given in written.of("info")] == [notice]
        assert not picked(Selection(region=("guangzhou",)), language=language).of("info")


class TestTheOpenTopic:
    LINKS = (("a", Link("A *b*", "/a", 1200)), ("b", Link("B", "/b", 5)), ("all", Link("All", "/all", 1205)))

    def shown(self, chosen, show=""):
        now = here(CATALOGUE, "regions", show=show)
        with noting(now) as written:
            show_topic_choice(now, TopicChoice(self.LINKS, chosen))
        return written

    def test_topics_are_offered_with_their_numbers_the_open_one_chosen(self):
        written = self.shown("b")
        given = written.keyed("w_show")

        assert written.state["w_show"] == "b"
        assert given["required"] is True
        assert given["options"] == ["a", "b", "all"]
        assert [given["format_func"](id) for id in given["options"]] == [
            r"A \*b\* · 1,200",
            "B · 5",
            "All · 1,205",
        ]

    def test_the_first_topic_needs_no_place_in_the_address(self):
        written = self.shown("b", "b")

        assert written.chooses("w_show", "a") == replace(written.choices, show="")
        assert written.chooses("w_show", "b").show == "b"
        assert written.chooses("w_show", "all").show == "all"
        assert written.chooses("w_show", None).show == ""


def test_a_switch_of_language_changes_nothing_else():
    now = here(CATALOGUE, "compare", "en", CHOSEN, series=("s",), figure="f", show="trade", chart="c")
    with noting(now) as written:
        show_language_switch(now)
    switched = written.chooses("w_lang", "zh")
    unchanged = written.chooses("w_lang", None)

    assert written.keyed("w_lang")["options"] == ["en", "zh"]
    assert written.keyed("w_lang")["required"] is True
    assert [written.keyed("w_lang")["format_func"](id) for id in ("en", "zh")] == ["English", "简体中文"]
    assert switched == replace(now.choices, language="zh")
    assert unchanged == switched

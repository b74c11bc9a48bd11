"""What stands around every page: banner, notices, what is left out, the way back from nothing, the foot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.errors import DataFileError
from indicators.query import DIMENSION_FILTERS, Selection
from indicators.ui import page_frame
from indicators.ui.filters import FILTER_LABELS
from indicators.web.composition.site_pages import PAGES_BY_SLUG, SITE_PAGES
from tests.noting import CATALOGUE, here, noting


def empty(selection, page="data", language="en", left=None):
    now = here(CATALOGUE, page, language, selection)
    with noting(now) as written:
        page_frame.show_no_figures(now, left)
    return written


@pytest.mark.parametrize("name", [*DIMENSION_FILTERS, "q", "observation"])
def test_each_filter_that_brings_figures_back_is_offered_by_its_name(name):
    value = ("x",) if name not in ("q",) else "xyzzy"
    selection = replace(Selection(), **{name: value})
    if name not in ("q", "observation"):
        id = (
            next(id for id, n in CATALOGUE.facets()[name].items() if not n)
            if 0 in CATALOGUE.facets()[name].values()
            else None
        )
        if id is None:
            return
        selection = replace(Selection(), **{name: (id,)})
    written = empty(selection)
    label = FILTER_LABELS.get(name, "Search figures")

    assert written.keyed(f"drop_{name}")["label"] == f"Drop the filter “{label}”: {len(CATALOGUE)} figures"
    assert written.clicks(f"drop_{name}").selection == Selection()
    assert [given["body"] for given in written.of("info")] == [
        "No figure in our sources fits these filters together."
    ]


@pytest.mark.parametrize(("name", "field", "year"), [("from", "from_", 2100), ("to", "to", 1900)])
def test_a_year_that_brings_figures_back_is_offered_by_its_name(name, field, year):
    written = empty(Selection(**{field: year}))

    assert written.keyed(f"drop_{name}")["label"] == (
        f"Drop the filter “{FILTER_LABELS[name]}”: {len(CATALOGUE)} figures"
    )
    assert written.clicks(f"drop_{name}").selection == Selection()


def test_a_filter_that_brings_nothing_back_is_not_offered_while_another_does():
    written = empty(Selection(region=("china",), topic=("talent",)))

    assert {key for key in written.keys if key.startswith("drop_")} == {"drop_region", "drop_topic"}
    assert written.clicks("drop_topic").selection == Selection(region=("china",))


@pytest.mark.parametrize(
    "selection",
    [
        Selection(region=("maoming",), topic=("talent",), status=("actual",)),
        Selection(region=("maoming",), topic=("talent",), qualifier=("about",)),
        Selection(region=("nansha",), topic=("talent",), q="guangzhou"),
        Selection(region=("china",), topic=("talent",), sector=("data-industry",)),
    ],
)
def test_of_several_filters_those_are_offered_without_which_there_are_figures(selection):
    counts = {
        name: CATALOGUE.count(selection.without(name))
        for name in ("region", "topic", "sector", "status", "qualifier", "q")
        if getattr(selection, name)
    }
    written = empty(selection)
    offered = {key: written.keyed(key)["label"] for key in written.keys if key.startswith("drop_")}

    assert set(offered) == ({f"drop_{name}" for name, n in counts.items() if n} or {"drop_all"})
    for name, n in counts.items():
        if n:
            assert offered[f"drop_{name}"].endswith(f": {n} figure{'' if n == 1 else 's'}")


def test_all_filters_together_are_dropped_where_no_single_one_helps():
    selection = Selection(region=("maoming",), topic=("talent",), sector=("data-industry",), within=True)
    written = empty(selection)

    assert [key for key in written.keys if key.startswith("drop_")] == ["drop_all"]
    assert written.keyed("drop_all")["label"] == "Clear all filters"
    assert written.clicks("drop_all").selection == Selection()


def test_what_a_page_shows_other_than_figures_is_counted_as_that():
    counted = empty(
        Selection(region=("maoming",), topic=("talent",)), "consistency", left=lambda s: 1 if s.topic else 4
    )

    assert counted.keyed("drop_region")["label"] == "Drop the filter “Region”: 1 relation"
    assert counted.keyed("drop_topic")["label"] == "Drop the filter “Topic”: 4 relations"
    one = empty(Selection(region=("xiongan",), topic=("talent",)))
    assert one.keyed("drop_topic")["label"] == "Drop the filter “Topic”: 1 figure"


@pytest.mark.parametrize("slug", [page.slug for page in SITE_PAGES if page.subject])
def test_a_page_about_one_thing_counts_the_figures_of_that_thing(slug):
    subject = PAGES_BY_SLUG[slug].subject
    two = tuple(id for id, n in CATALOGUE.facets()[subject].items() if n)[:2]
    assert len(two) == 2
    written = empty(replace(Selection(q="xyzzy"), **{subject: two}), slug)
    first = CATALOGUE.count(replace(Selection(), **{subject: two[:1]}))
    lists = PAGES_BY_SLUG[slug].lists  # without one chosen it shows them all
    most = CATALOGUE.count() if lists else max(CATALOGUE.facets()[subject].values())
    other = empty(Selection(q="xyzzy"), slug)

    assert written.keyed("drop_q")["label"].endswith(f": {first} figure{'' if first == 1 else 's'}")
    assert other.keyed("drop_q")["label"].endswith(f": {most} figures")


def test_a_page_without_a_subject_counts_all_figures():
    two = ("guangzhou", "maoming")
    n = CATALOGUE.count(Selection(region=two))

    assert empty(Selection(region=two, q="xyzzy")).keyed("drop_q")["label"].endswith(f": {n} figures")


def test_a_title_is_a_text_and_has_a_sentence_under_it_where_there_is_one():
    with noting() as written:
        page_frame.show_title("A *title*", "One <b>sentence</b>.")
        page_frame.show_title("Alone")

    assert [(given["body"], given["anchor"]) for given in written.of("title")] == [
        (r"A \*title\*", False),
        ("Alone", False),
    ]
    assert written.html == '<p class="ri-lead">One &lt;b&gt;sentence&lt;/b&gt;.</p>'


def test_a_faulty_file_and_what_was_left_out_of_a_link_are_told_on_every_page():
    now = here(CATALOGUE)
    broken = replace(now, fault=DataFileError("f.yaml", "gone"), notices=("A *b*.", "C."))
    for run, expected in (
        (now, []),
        (
            broken,
            [
                "The data file has been changed and has faults; you see the last good version. Nothing is lost.",
                r"A \*b\*.",
                "C.",
            ],
        ),
    ):
        with noting(run) as written:
            page_frame._show_notices(run)
        assert [given["body"] for given in written.of("warning")] == expected

"""What an address says: it reads back as itself, and nothing in it can raise."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.charts.comparison import MAX_SERIES
from indicators.check.dataset_file import parse_dataset
from indicators.i18n import load_messages
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import DIMENSION_FILTERS, FILTER_NAMES, Catalogue, Selection
from indicators.web.composition.choices import VIEW_VALUES, PageChoices, describe_unknown_id, read_choices
from tests.real import real

CATALOGUE = real()


def some(values, most=3):
    return st.lists(st.sampled_from(list(values)), unique=True, max_size=most)


@st.composite
def choices(draw):
    """Any choices a reader can make, in the order of the dataset."""
    chosen = {name: draw(some(DIMENSIONS_BY_ID[name].ids(CATALOGUE.dataset))) for name in DIMENSION_FILTERS}
    ordered = {
        name: tuple(id for id in DIMENSIONS_BY_ID[name].ids(CATALOGUE.dataset) if id in picked)
        for name, picked in chosen.items()
    }
    figures = draw(some(CATALOGUE.rows(Selection(implied=True))["observation_id"]))
    selection = Selection(
        **ordered,
        observation=tuple(sorted(figures)),
        q=draw(st.sampled_from(["", "gdp", "南沙", "a & b"])),
        within=draw(st.booleans()),
    )
    made = PageChoices(
        selection,
        draw(st.sampled_from([None, "en", "zh"])),
        draw(st.sampled_from(["", "goods-trade.guangzhou.2025-01--2025-10"])),
        tuple(draw(some(CATALOGUE.series, MAX_SERIES))),
        draw(st.sampled_from(["", *CATALOGUE.dataset.charts])),
    )
    for name, values in VIEW_VALUES.items():
        made = made.with_view(name, draw(st.sampled_from(values)))
    return made


@given(choices())
def test_an_address_reads_back_as_the_choices_it_was_made_from(made):
    assert read_choices(tuple(made.params()), CATALOGUE, None) == (made, ())


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*FILTER_NAMES, "lang", "figure", "series", "chart", *VIEW_VALUES, "utm"]),
            st.text(max_size=300),
        )
    )
)
def test_nothing_in_an_address_raises_and_what_is_left_is_valid(pairs):
    made, _ = read_choices(tuple(pairs), CATALOGUE, None)

    assert read_choices(tuple(made.params()), CATALOGUE, None)[0] == made


def test_what_does_not_exist_is_named_with_the_nearest():
    made, unknown = read_choices(
        (("lang", "xx"), ("axes", "shard"), ("series", "gdp.guangdon"), ("figure", "x")), CATALOGUE, "zh"
    )

    assert made == PageChoices(language="zh")
    assert [(each.kind, each.id, each.nearest) for each in unknown[:2]] == [
        ("lang", "xx", None),
        ("axes", "shard", "shared"),
    ]


@pytest.mark.parametrize(
    ("asked", "language", "told"),
    [
        (("from", "20x"), "en", "The link asks for the first year “20x”; a year from 1 to 9999 can stand there; it was left out."),
        (("to", "0"), "zh", "链接中截止年份的取值“0”有误，应为1至9999之间的年份，已略去。"),
    ],
)  # fmt: skip
def test_a_year_that_there_cannot_be_is_named_with_those_that_can(asked, language, told):
    made, [unknown] = read_choices((asked,), CATALOGUE, None)

    assert made == PageChoices()
    assert describe_unknown_id(unknown, load_messages(language)) == told


def test_a_last_year_before_the_first_one_is_left_out():
    made, [unknown] = read_choices((("from", "2024"), ("to", "2020")), CATALOGUE, None)

    assert made.params() == [("from", "2024")]
    assert describe_unknown_id(unknown, load_messages("en")) == (
        "The link asks for the last year “2020”; a year from 2024 to 9999 can stand there; it was left out."
    )


def test_defaults_are_left_out():
    assert PageChoices().with_view("axes", "auto").params() == []
    assert PageChoices().with_view("axes", "index").params() == [("axes", "index")]


def test_more_series_than_can_be_told_apart_are_cut():
    names = list(CATALOGUE.series)[: MAX_SERIES + 3]

    assert read_choices(tuple(("series", name) for name in names), CATALOGUE, None)[0].series == tuple(
        names[:MAX_SERIES]
    )


@pytest.mark.parametrize(
    ("n", "language", "begins", "ends"),
    [
        (1, "en", "Six series can be told apart; 1 more of the link was left out: ", ". The page Data has its figures."),
        (2, "en", "Six series can be told apart; 2 more of the link were left out: ", ". The page Data has their figures."),
        (13, "en", "Six series can be told apart; 13 more of the link were left out: ", "; and 3 more. The page Data has their figures."),
        (2, "zh", "最多可对比六个序列；链接中另有2个未显示：", "。其数据见“数据查询”页。"),
    ],
)  # fmt: skip
def test_series_beyond_those_that_can_be_told_apart_are_named(n, language, begins, ends):
    names = list(CATALOGUE.series)[: MAX_SERIES + n]
    _, [surplus] = read_choices(tuple(("series", name) for name in names), CATALOGUE, None)
    told = describe_unknown_id(surplus, load_messages(language))

    assert told.startswith(begins)
    assert told.endswith(ends)
    for name in names[MAX_SERIES : MAX_SERIES + 10]:
        subject = CATALOGUE.series.subject_of(name)
        assert CATALOGUE.dataset.label_of("indicators", subject.indicator, language) in told


def test_ids_of_old_are_shown_as_those_of_today_with_a_notice(small_file):
    text = small_file.read_text(encoding="utf-8")
    text += "renamed: {haven: port, old.id: catch.bay.salmon.2024, haul: catch}\n"
    catalogue = Catalogue(parse_dataset(text))
    asked = (("region", "haven"), ("observation", "old.id"), ("figure", "old.id"))
    choices, told = read_choices(asked, catalogue, None)
    today = "catch.bay.salmon.2024"

    assert choices == PageChoices(Selection(region=("port",), observation=(today,)), figure=today)
    assert [describe_unknown_id(each, load_messages("en")) for each in told] == [
        "“haven” is called “port” today; the link is up to date now.",
        *["“old.id” is called “catch.bay.salmon.2024” today; the link is up to date now."] * 2,
    ]


def test_series_of_old_are_compared_under_their_names_of_today(small_file):
    text = small_file.read_text(encoding="utf-8") + "renamed: {haul: catch}\n"
    catalogue = Catalogue(parse_dataset(text))
    name = next(name for name in catalogue.series if name.startswith("catch."))
    choices, told = read_choices(
        (("series", name.replace("catch", "haul")), ("series", name)), catalogue, None
    )

    assert choices.series == (name,)
    assert [(each.kind, each.nearest) for each in told] == [("series", name)]


def test_a_curated_chart_is_found_by_the_id_it_had():
    chart = next(iter(CATALOGUE.dataset.charts))
    moved = Catalogue(replace(CATALOGUE.dataset, renamed={"chart-of-old": chart}))
    choices, told = read_choices((("chart", "chart-of-old"),), moved, None)

    assert choices.chart == chart
    assert [(each.kind, each.id, each.nearest) for each in told] == [("chart", "chart-of-old", chart)]


@pytest.mark.parametrize("tag", ["ZH", "zh-CN", "zh-Hans", "zh-hant-tw", "zh_CN"])
def test_a_link_may_name_a_language_by_any_tag_of_it(tag):
    assert read_choices((("lang", tag),), CATALOGUE, None) == (PageChoices(language="zh"), ())

"""The rows that a search finds by its indexes, against a plain look at the words and numbers of every row."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indicators.query import Catalogue, Selection
from indicators.query.search import WordCondition
from indicators.query.search.chinese import find_by_sound
from indicators.query.search.terms import list_terms
from indicators.query.search.text_index import TextIndex
from tests.real import real

CATALOGUE = real()
ROWS = CATALOGUE.rows(Selection(implied=True))
RECORDS = ROWS.astype(object).where(ROWS.notna(), None).to_dict("records")
SPOKEN = sorted({word for text in ROWS["search"] for word in text.split()})
NAMES = sorted(
    {name for column in ("region_name_en", "region_name_zh", "indicator_name_en") for name in ROWS[column]}
)

words = st.text("ab1万", min_size=1, max_size=4)
texts = st.lists(words, max_size=4).map(lambda some: f" {' '.join(some)} ")
parts = st.tuples(
    st.sampled_from(["", " "]), st.lists(words, min_size=1, max_size=3), st.sampled_from(["", " "])
).map(lambda part: part[0] + " ".join(part[1]) + part[2])


@given(st.lists(texts, max_size=8), parts)
@example([" over 25 billion ", " 25.3 percent ", " 125 "], " 25")
@example([" a b ", " a c b "], " a b ")
@example([" ab ba ", " abba "], "b b")
@example(["  ", " 2024 "], " 2024 ")
@example([], "a")
def test_the_texts_that_hold_a_part_are_those_a_look_at_each_finds(texts, part):
    assert TextIndex(texts).find(part).tolist() == [n for n, text in enumerate(texts) if part in text]


def fulfils(row: dict[str, object], asked: WordCondition) -> bool:
    """What one word asks of a row, by looking at it."""
    if any(row[kind] in ids for kind, ids in asked.ids.items()):
        return True
    if (
        asked.years
        and row["period"]
        and asked.years[0] <= row["period_start"].year
        and row["period_end"].year <= asked.years[1]
    ):
        return True
    if any(text in str(row["search"]) for text in asked.texts):
        return True
    ends = (row["low"], row["high"]) if row["qualifier"] == "between" else ()
    return any(number in asked.numbers for number in (row["value"], row["usd"], *ends) if number is not None)


def looked_for(selection: Selection) -> list[object]:
    asked = CATALOGUE.index.resolve(selection.q)
    return [
        row["observation_id"]
        for row in RECORDS
        if all(fulfils(row, each) for each in asked)
        and (selection.implied or row["basis"] == "stated")
        and (row["current"] or not selection.only_current)
        and (row["region"] in selection.region or not selection.region)
        and (row["observation_id"] in selection.observation or not selection.observation)
    ]


pieces = st.one_of(
    st.sampled_from(SPOKEN),
    st.sampled_from(NAMES),
    st.sampled_from(SPOKEN).flatmap(lambda word: st.integers(1, len(word)).map(lambda n: word[:n])),
    st.sampled_from(
        [
            "guangzou",
            "xnyqc",
            "2021-2025",
            "2024 to 2025",
            "target",
            "超2万亿元",
            "1/9 (11.1%)",
            "93,200",
            "9.32万",
            "1.609 million",
            "逾",
            "of",
            "5-5.5",
            "xyzzy",
            "%",
        ]
    ),
)
selections = st.builds(
    Selection,
    q=st.lists(pieces, min_size=1, max_size=3).map(" ".join),
    region=st.sampled_from([(), ("guangzhou",), ("guangzhou", "nansha")]),
    observation=st.sampled_from([(), tuple(ROWS["observation_id"][:40])]),
    implied=st.booleans(),
    vintage=st.sampled_from(["", "current"]),
)


@given(selections)
@settings(max_examples=30, deadline=None)
@example(Selection(q="guangzhou trade 2024", implied=True))
@example(Selection(q="!!!"))
def test_a_search_finds_the_rows_that_a_look_at_each_finds_in_the_same_order_and_counts_them(selection):
    expected = looked_for(selection)
    rows = CATALOGUE.rows(selection)
    assert list(rows["observation_id"]) == expected
    assert list(rows.index) == list(range(len(expected)))
    assert CATALOGUE.count(selection) == len(expected)
    assert CATALOGUE.counts(selection, "region") == {
        id: sum(row["region"] == id for row in RECORDS if row["observation_id"] in set(expected))
        for id in CATALOGUE.dataset.regions
    }


@pytest.mark.parametrize("offset", [0, 3, 10_000])
def test_a_page_of_what_is_found_is_that_part_of_all_that_is_found(offset):
    selection = Selection(q="guangzhou")
    whole = CATALOGUE.rows(selection)
    pd.testing.assert_frame_equal(CATALOGUE.page(selection, 5, offset), whole.iloc[offset : offset + 5])


def test_a_search_looks_at_each_word_once_however_many_rows_say_it():
    texts = [f" over {n} billion yuan in guangzhou " for n in range(5_000)]
    index = TextIndex(texts)
    assert index.find("guangzhou").tolist() == list(range(5_000))
    assert len(index._written) < 60_000 < sum(map(len, texts))


def test_asking_about_current_rows_first_leaves_counts_of_a_search_right():
    made = Catalogue(CATALOGUE.dataset)
    every = made._store.all_counts
    assert every.current is every.current
    some = random.Random(1).sample(range(len(ROWS)), 5)
    mask = ROWS["position"].isin(some).to_numpy()
    assert every.among(mask).current.total({}) == int(ROWS["current"][mask].sum())


heard = st.sampled_from([term for term in list_terms(CATALOGUE.dataset) if term.pinyin[0]]).flatmap(
    lambda term: st.lists(
        st.sampled_from(["", *(one for each in term.pinyin[0] for one in each)]), max_size=4
    )
)


@settings(max_examples=15)
@given(heard.map("".join), st.integers(0, 2))
@example("xnyqc", 0)
@example("nansha", 0)
def test_the_names_that_a_word_sounds_like_are_those_a_look_at_each_finds(word, cut):
    word = word[: len(word) - cut]
    named = [term for term in list_terms(CATALOGUE.dataset) if term.part != "definition"]
    expected = [term.text for term in named if term.pinyin[0] and find_by_sound(word, term.pinyin[0])]
    assert [match.term.text for match in CATALOGUE.index._matcher._find_by_sound(word)] == expected

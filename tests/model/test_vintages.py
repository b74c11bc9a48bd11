"""Vintages: which statements are of one figure, in which order, under which ids, and which of them is current."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.model.hedges import HEDGES
from indicators.model.vintages import (
    RELEASE_ORDER,
    Statement,
    derive_ids,
    find_current,
    find_repetitions,
    group_vintages,
)

SUBJECT = ("gdp", "land", "", "", "2012", "during", "actual")


def statement(place=0, **fields):
    """A statement of the growth of Land in 2012, 4.2 to one decimal, by the daily in May 2013."""
    own = {
        "subject": SUBJECT,
        "plain_id": "gdp.land.2012",
        "published": "2013-05-04",
        "source": "daily",
        "line": 3,
        "words": "4.2 percent",
        "low": Decimal("4.15"),
        "high": Decimal("4.25"),
        "qualifier": "exact",
    }
    return Statement(place=place, **own | fields)


def over(low, **fields):
    return statement(low=Decimal(low), high=None, **{"qualifier": "over"} | fields)


def under(high, **fields):
    return statement(low=None, high=Decimal(high), **{"qualifier": "nearly"} | fields)


def between(low, high, **fields):
    return statement(low=Decimal(low), high=Decimal(high), **fields)


class TestGroups:
    @pytest.mark.parametrize("place", range(len(SUBJECT)))
    def test_what_differs_in_anything_that_it_is_of_is_another_figure(self, place):
        other = (*SUBJECT[:place], "x", *SUBJECT[place + 1 :])

        assert len(list(group_vintages([statement(0), statement(1, subject=other)]))) == 2

    def test_statements_of_one_thing_are_one_figure_in_order_of_publication(self):
        late, early = statement(0, published="2014-01-02"), statement(1)

        assert list(group_vintages([late, early])) == [(early, late)]

    def test_what_is_measured_against_another_time_is_another_figure(self):
        one, other = statement(0, base_period="2011"), statement(1, base_period="2007")

        assert list(group_vintages([one, other])) == [(other,), (one,)]

    def test_a_base_that_is_left_unsaid_is_the_one_that_the_others_name(self):
        one, other, bare = statement(0, base_period="2011"), statement(1, base_period="2007"), statement(2)

        assert list(group_vintages([bare, one])) == [(one, bare)]
        assert list(group_vintages([bare, one, other])) == [(bare,), (other,), (one,)]

    @pytest.mark.parametrize(
        ("earlier", "later"),
        [
            ({"published": "2013"}, {"published": "2013-05"}),
            ({"published": "2013-05"}, {"published": "2013-05-01"}),
            ({"source": "almanac"}, {"source": "daily"}),
            ({"line": 3}, {"line": 12}),
            ({"words": "4.2 percent"}, {"words": "about 4 percent"}),
        ],
    )
    def test_the_order_is_by_date_then_source_then_line_then_words(self, earlier, later):
        first, second = statement(1, **earlier), statement(0, **later)

        assert list(group_vintages([second, first])) == [(first, second)]


class TestCurrent:
    def test_the_one_published_last_is_current_however_wide(self):
        assert find_current([statement(0), over(4, published="2013-05-05")]).qualifier == "over"

    @pytest.mark.parametrize(
        ("wider", "narrower"),
        [
            (between("4.1", "4.3"), between("4.15", "4.25")),
            (over("1e12"), between("1.05e12", "1.15e12")),
            (over(3), over(4)),
            (under(5), under(4)),
            (under(5), over(3)),
            (over(3, qualifier="at_least"), over(3)),
            (between(0, 4), between(0, 4, qualifier="nearly")),
            (statement(low=None, high=None), under(5)),
        ],
    )
    def test_of_one_day_the_narrowest_is_current(self, wider, narrower):
        assert find_current([wider, narrower]) is narrower
        assert find_current([narrower, wider]) is narrower

    def test_widths_that_differ_in_binary_only_are_equal(self):
        one, other = between("0.05", "0.15", line=9), between("4.15", "4.25")

        assert find_current([one, other]) is one

    @pytest.mark.parametrize(
        ("earlier", "later"), [("", "preliminary"), ("preliminary", "revised"), ("revised", "final")]
    )
    def test_of_one_day_and_width_the_furthest_release_is_current(self, earlier, later):
        one, other = statement(0, release=earlier, source="z"), statement(1, release=later, source="a")

        assert find_current([one, other]) is other

    def test_what_nothing_else_decides_is_decided_by_the_order_of_publication(self):
        one, other = statement(0, source="daily"), statement(1, source="almanac")

        assert find_current([other, one]) is one


class TestIds:
    def test_the_first_has_the_plain_id_and_a_later_one_that_of_its_source_behind_it(self):
        assert derive_ids([statement(0), statement(1, source="office")]) == [
            "gdp.land.2012",
            "gdp.land.2012.office",
        ]

    def test_an_id_that_was_given_stays_and_the_first_of_the_others_has_the_plain_one(self):
        group = [statement(0, given_id="mine"), statement(1), statement(2, source="office")]

        assert derive_ids(group) == ["mine", "gdp.land.2012", "gdp.land.2012.office"]

    def test_a_plain_id_that_was_given_is_not_given_again(self):
        group = [statement(0), statement(1, source="office", given_id="gdp.land.2012")]

        assert derive_ids(group) == ["gdp.land.2012.daily", "gdp.land.2012"]

    def test_what_a_source_states_a_third_time_is_numbered(self):
        group = [statement(place, source="office") for place in range(4)]

        assert derive_ids(group) == [
            "gdp.land.2012",
            "gdp.land.2012.office",
            "gdp.land.2012.office.2",
            "gdp.land.2012.office.3",
        ]

    @given(
        st.lists(
            st.sampled_from(["", "", "gdp.land.2012", "gdp.land.2012.daily", "gdp.land.2012.daily.2"]),
            max_size=8,
        )
    )
    def test_no_two_statements_have_one_id_unless_it_was_given_to_both(self, given_ids):
        ids = derive_ids([statement(place, given_id=id) for place, id in enumerate(given_ids)])

        made = [id for id, own in zip(ids, given_ids, strict=True) if not own]
        assert len(set(made)) == len(made)
        assert not set(made) & set(given_ids)
        assert [id for id, own in zip(ids, given_ids, strict=True) if own] == [
            own for own in given_ids if own
        ]

    def test_many_statements_of_one_figure_are_settled_in_the_time_of_reading_them(self):
        group = [statement(place, words=f"words {place}") for place in range(20_000)]

        assert len(set(derive_ids(group))) == len(group)
        assert list(find_repetitions(group)) == []


class TestRepetitions:
    def test_the_same_words_of_one_source_are_one_statement(self):
        first, second = statement(0), statement(1, line=9, words=" 4.2  Percent")

        third = statement(2, words="4.2 PERCENT")

        assert list(find_repetitions([first, second, third])) == [(second, first), (third, first)]

    @pytest.mark.parametrize("fields", [{"words": "4.2%"}, {"source": "office"}, {"given_id": "mine"}])
    def test_other_words_another_source_or_an_id_of_its_own_make_another(self, fields):
        first, second = statement(0), statement(1, **fields)

        assert list(find_repetitions([first, second])) == []


def bounds():
    return st.none() | st.integers(0, 3).map(Decimal)


@st.composite
def statements(draw):
    several = draw(
        st.lists(st.tuples(st.booleans(), st.sampled_from(["", "2010", "2011"])), min_size=1, max_size=7)
    )
    return [
        statement(
            place,
            subject=SUBJECT if is_here else ("trade", *SUBJECT[1:]),
            base_period=base,
            published=draw(st.sampled_from(["2013", "2013-05", "2013-05-04", "2014"])),
            source=draw(st.sampled_from(["daily", "office"])),
            line=draw(st.integers(1, 3)),
            words=f"words {place}",
            low=draw(bounds()),
            high=draw(bounds()),
            qualifier=draw(st.sampled_from(list(HEDGES))),
            release=draw(st.sampled_from(RELEASE_ORDER)),
        )
        for place, (is_here, base) in enumerate(several)
    ]  # fmt: skip


def told(found):
    """Groups as a reader meets them: the words of each statement, its id, and whether it is current."""
    return [
        [
            (one.words, id, one is find_current(group))
            for one, id in zip(group, derive_ids(group), strict=True)
        ]
        for group in found
    ]


@given(statements())
def test_every_statement_is_in_one_group_and_each_group_has_one_current_one(several):
    groups = list(group_vintages(several))

    assert sorted(one.place for group in groups for one in group) == [one.place for one in several]
    for group in told(groups):
        assert sum(is_current for _, _, is_current in group) == 1


@given(statements())
def test_groups_are_in_order_of_publication_and_the_current_one_is_of_the_last_date(several):
    for group in group_vintages(several):
        dates = [one.published for one in group]
        assert dates == sorted(dates)
        assert find_current(group).published == dates[-1]


@given(statements(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(several, random: Random):
    shuffled = list(several)
    random.shuffle(shuffled)

    assert told(group_vintages(shuffled)) == told(group_vintages(several))

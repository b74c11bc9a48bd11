"""Figures and other numbers where they stand in an article, and the words around them."""

from itertools import pairwise

import pytest

from indicators.curation.printed_places import (
    Mark,
    PrintedFigure,
    Sentence,
    find_context,
    find_sentence,
    mark_lines,
)
from indicators.reading.article import Article

TEXT = """Port report, 3 March 2025

Exports topped “3 trillion” yuan and grew by 5%. Imports grew by 5% in Foshan; both fell later.
出口增长8.5%，进口增长8.5%。其中，对东盟出口2100亿元。
It had more than 1.2 mil-
lion visitors."""
ARTICLE = Article(TEXT)


def figure(stated, *at, id="a"):
    return PrintedFigure(id, stated, at)


def marked(*figures, article=ARTICLE):
    """The marked words of each line with what they are."""
    found = zip(article.printed, mark_lines(article, figures), strict=True)
    return [[(line[m.start : m.end], m.figures or m.reason) for m in marks] for line, marks in found]


def test_words_of_figures_and_numbers_that_are_none_are_marked_and_other_numbers_are_not():
    told = marked(figure('"3 trillion" yuan', 3), figure("2100亿元", 4, id="b"))

    assert told == [
        [("3 March 2025", "date")],
        [],
        [("“3 trillion” yuan", ("a",))],
        [("2100亿元", ("b",))],
        [],
        [],
    ]


def test_words_that_stand_twice_on_a_line_are_marked_twice():
    assert marked(figure("grew by 5%", 3))[2] == [("grew by 5%", ("a",))] * 2


def test_words_of_several_figures_are_marked_for_all_of_them():
    assert marked(figure("对东盟出口2100亿元", 4), figure("2100亿元", 4, id="b"))[3] == [
        ("对东盟出口", ("a",)),
        ("2100亿元", ("a", "b")),
    ]


def test_words_that_run_on_into_the_next_line_are_marked_on_both():
    assert marked(figure("more than 1.2 million visitors", 5))[4:] == [
        [("more than 1.2 mil", ("a",))],
        [("lion visitors", ("a",))],
    ]


def test_a_line_that_prints_the_number_in_other_words_is_marked_at_the_number():
    assert marked(figure("$2.1 of 210 billion yuan", 4))[3] == []
    assert marked(figure("210 billion yuan", 4))[3] == [("2100亿", ("a",))]


@pytest.mark.parametrize("at", [(3,), (99,)])
def test_a_figure_that_is_not_where_it_was_is_marked_nowhere_and_has_no_sentence(at):
    lost = figure("gone 77", *at)

    assert marked(lost)[2] == []
    assert (find_sentence(ARTICLE, lost), find_context(ARTICLE, lost)) == (None, None)


def test_a_number_of_a_figure_is_never_grey():
    article = Article("On 3 March 2025 it opened.")

    assert marked(figure("3 March", 1), article=article) == [[("3 March", ("a",))]]


@pytest.mark.parametrize(
    ("stated", "line", "sentence"),
    [
        ("5% in Foshan", 3, ("Imports grew by ", "5% in Foshan", ";")),
        ('"3 trillion" yuan', 3, ("Exports topped ", "“3 trillion” yuan", " and grew by 5%.")),
        ("2100亿元", 4, ("其中，对东盟出口", "2100亿元", "。")),
        ("1.2 million visitors", 5, ("It had more than ", "1.2 mil lion visitors", ".")),
    ],
)
def test_the_sentence_of_a_figure_is_told_as_printed(stated, line, sentence):
    assert find_sentence(ARTICLE, figure(stated, line)) == Sentence(*sentence)


def test_a_long_sentence_is_cut_far_from_the_figure():
    article = Article("a " * 1_000 + "5%" + " b" * 1_000)
    found = find_sentence(article, figure("5%", 1))

    assert found.before.startswith("… a a ")
    assert found.after.endswith(" b b …")
    assert (len(found.before), len(found.after)) < (310, 310)


@pytest.mark.parametrize(
    ("stated", "line", "context"),
    [
        ("2100亿元", 4, ("", "2100亿元", "")),
        ("grew by 5%", 3, ("and", "grew by 5%", "")),
        ("增长8.5%", 4, ("出口", "增长8.5%", "")),
        ("8.5%", 4, ("出口增长", "8.5%", "")),
    ],
)
def test_words_that_stand_once_need_no_others_and_those_that_stand_twice_have_the_least_that_tells_them(
    stated, line, context
):
    assert find_context(ARTICLE, figure(stated, line)) == Sentence(*context)


def test_words_after_tell_where_those_before_do_not():
    article = Article("It grew by 5% in 2024.\nIt grew by 5% in 2025.")

    assert find_context(article, figure("5%", 2)) == Sentence("", "5%", "in 2025.")
    assert find_context(Article("It grew 5%.\nIt grew 5%."), figure("5%", 2)) == Sentence("", "5%", "")


def test_marks_never_overlap():
    marks = mark_lines(ARTICLE, [figure("grew by 5%", 3), figure("5% in Foshan", 3, id="b")])[2]

    assert all(isinstance(mark, Mark) for mark in marks)
    assert all(one.end <= other.start for one, other in pairwise(marks))

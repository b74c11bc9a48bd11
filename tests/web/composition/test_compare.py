"""The page of comparisons: at most six series, a plain answer, and no chart that misleads."""

from __future__ import annotations

import pytest

from indicators import text
from indicators.charts import draw_comparison, judge_comparability
from indicators.charts.comparison import MAX_SERIES
from indicators.i18n import load_messages
from indicators.query import EVERYTHING, Selection
from indicators.query.series_index import series_names
from indicators.ui import page_document
from indicators.web.composition import compare
from indicators.web.composition.blocks import (
    ChartBlock,
    Comparability,
    Download,
    FigureTable,
    Heading,
    Index,
    Paragraph,
    SeriesChoice,
    ViewChoice,
)
from indicators.web.composition.compare import compose_compare, series_label
from tests.composing import CATALOGUE, DATASET, blocks_of, view_of
from tests.noting import Variant, asked, here, noting

ALIKE = ("gdp.beijing-tianjin-hebei", "gdp.greater-bay-area")
UNLIKE = ("gdp.greater-bay-area", "skilled-talent.guangzhou")
SENTENCES = {
    "yes": "These can be compared.",
    "with-care": "These can be compared with care.",
    "no": "These cannot be compared.",
}


def composed(selection=EVERYTHING, language="en", catalogue=CATALOGUE, **others):
    return compose_compare(view_of("compare", selection, language, catalogue, **others))


def picked(series=(), **others):
    """The widget in which a reader picks series."""
    now = here(CATALOGUE, "compare", series=series)
    with noting(now) as written:
        page_document.show_blocks(now, tuple(blocks_of(composed(series=series, **others), SeriesChoice)))
    return written


def test_the_series_of_the_filters_are_offered_and_those_of_the_link_stand_first():
    selection = Selection(topic=("output",))
    [choice] = blocks_of(composed(selection, series=UNLIKE), SeriesChoice)
    rows = CATALOGUE.rows(selection)

    assert [name for name, _ in choice.offered] == list(dict.fromkeys([*UNLIKE, *series_names(rows)]))
    assert [name for name, _ in choice.chosen] == list(UNLIKE)
    assert choice.most == MAX_SERIES == 6


def test_each_series_is_taken_away_with_one_click():
    [choice] = blocks_of(composed(series=ALIKE), SeriesChoice)

    assert [asked(link.href) for _, link in choice.chosen] == [
        ("/compare", [("lang", "en"), ("series", ALIKE[1])]),
        ("/compare", [("lang", "en"), ("series", ALIKE[0])]),
    ]


def test_implied_figures_make_no_series():
    found = [
        blocks_of(composed(Selection(implied=implied)), SeriesChoice)[0].offered for implied in (False, True)
    ]

    assert found[0] == found[1]


@pytest.mark.parametrize("n", [0, 1, MAX_SERIES, MAX_SERIES + 1])
def test_at_most_six_series_are_taken(n):
    names = [f"s{k}" for k in range(n)]

    assert picked(ALIKE).chooses("w_series", names).series == tuple(names[:6])


def test_the_list_never_offers_more_at_once_than_can_be_told_apart():
    given = picked(ALIKE).keyed("w_series")

    assert (given["select_all"], given["max_selections"]) == (False, 6)
    assert list(given["options"][:2]) == list(ALIKE)


@pytest.mark.parametrize("words", ["talent guangzhou", "guangzhou talent"])
def test_words_offer_series_of_these_words_and_no_other_in_any_order(words):
    document = composed(Selection(q=words), series=("gdp.greater-bay-area",))
    [found] = blocks_of(document, Index)
    added = [dict(asked(link.href)[1]) for link in found.links]
    names = [[value for key, value in asked(link.href)[1] if key == "series"] for link in found.links]

    assert found.title == f"Add a series of “{words}”"
    assert 0 < len(found.links) <= 24
    assert all(each["q"] == words for each in added)
    for first, name in names:
        subject = CATALOGUE.series.subject_of(name)
        assert first == "gdp.greater-bay-area"
        assert subject.region == "guangzhou"
        assert DATASET.indicators[subject.indicator].topic == "talent" or "talent" in subject.indicator


def test_where_six_are_chosen_none_is_offered_to_be_added():
    names = tuple(CATALOGUE.series)[:MAX_SERIES]

    assert blocks_of(composed(Selection(q="talent"), series=names), Index) == []


@pytest.mark.parametrize(("language", "name"), [("en", "Guangzhou · Skilled workers"), ("zh", "广州")])
def test_a_series_is_named_without_a_period_in_the_language_of_the_page(language, name):
    view = view_of("compare", language=language)
    names = [series_label(view, series) for series in UNLIKE]
    subject = CATALOGUE.series.subject_of(UNLIKE[1])

    assert names[1] == text.describe_subject(subject, CATALOGUE.dataset, language, frozenset({"period"}))
    assert names[1].startswith(name.split(" · ")[0])
    assert (
        names[0]
        == {"en": "Greater Bay Area · Gross domestic product", "zh": "粤港澳大湾区 · 地区生产总值"}[language]
    )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("series", [ALIKE, UNLIKE, (ALIKE[0],)])
def test_the_answer_is_one_sentence_with_its_reasons(series, language):
    say = load_messages(language)
    judged = judge_comparability(CATALOGUE.rows_of_series(series), DATASET, say)
    [answer] = blocks_of(composed(series=series, language=language), Comparability)

    assert answer == Comparability(judged.kind, say(SENTENCES[judged.kind]), tuple(judged.reasons))


@pytest.mark.parametrize(
    ("series", "asked_for", "mode"),
    [
        (ALIKE, "auto", "shared"),
        (UNLIKE, "auto", "own"),
        (ALIKE, "own", "own"),
        (ALIKE, "index", "index"),
        (UNLIKE, "shared", "shared"),
    ],
)
def test_one_axis_where_it_says_the_truth_unless_the_reader_chooses(series, asked_for, mode):
    views = () if asked_for == "auto" else (("axes", asked_for),)
    document = composed(series=series, views=views)
    [choice] = blocks_of(document, ViewChoice)

    assert (choice.view, choice.chosen) == ("axes", mode)
    assert [(id, link.text) for id, link in choice.links] == [
        ("own", "Own axes"),
        ("shared", "One axis"),
        ("index", "Index, base = 100"),
    ]
    now = here(CATALOGUE, "compare", series=series)
    with noting(now) as written:
        page_document.show_blocks(now, (choice,))
    assert written.chooses("w_axes", "own").view("axes") == "own"
    assert written.chooses("w_axes", None).view("axes") == "auto"


@pytest.mark.parametrize(
    ("series", "mode"), [(ALIKE, "own"), (ALIKE, "shared"), (UNLIKE, "shared"), (UNLIKE, "own")]
)
def test_an_axis_that_would_mislead_is_not_drawn_and_that_is_said(series, mode):
    rows, say = CATALOGUE.rows_of_series(series), load_messages("en")
    allowed = judge_comparability(rows, DATASET, say).kind != "no" or mode == "own"
    expected = draw_comparison(rows, DATASET, say, mode) if allowed else []
    document = composed(series=series, views=(("axes", mode),))

    assert sorted(
        (block.chart.ids, block.key, block.series) for block in blocks_of(document, ChartBlock)
    ) == sorted((chart.ids, f"compare_{mode}", series) for chart in expected)
    assert [each.text for each in blocks_of(document, Paragraph)] == (
        [] if expected else ["No chart shows this honestly; read the figures in the table."]
    )


def test_the_rows_of_the_series_are_there_as_a_table_and_as_files():
    document, rows = composed(series=ALIKE), CATALOGUE.rows_of_series(ALIKE)
    [download], [table] = blocks_of(document, Download), blocks_of(document, FigureTable)
    ids = list(rows["observation_id"])

    assert list(table.rows["observation_id"]) == ids
    assert sorted(CATALOGUE.rows(download.selection)["observation_id"]) == sorted(ids)


def test_the_page_begins_with_indicators_of_several_series_of_as_many_regions_as_there_are():
    document = composed(Selection(topic=("trade",)))
    numbers = CATALOGUE.series.counts_by_indicator
    several = [indicator for indicator, n in numbers.items() if n > 1]
    [index] = blocks_of(document, Index)

    assert len(several) <= 60
    assert [(link.text, link.count) for link in index.links] == [
        (DATASET.indicators[id].name.en, numbers[id]) for id in several
    ]
    for link, id in zip(index.links, several, strict=True):
        path, pairs = asked(link.href)
        names = [value for name, value in pairs if name == "series"]
        every = CATALOGUE.series.names_of_indicator(id, 1_000)
        regions = {CATALOGUE.series.subject_of(name).region for name in every}
        shown = {CATALOGUE.series.subject_of(name).region for name in names}
        assert path == "/compare"
        assert len(names) == min(len(every), MAX_SERIES)
        assert len(shown) == min(len(regions), MAX_SERIES)


@pytest.mark.parametrize(("language", "label"), [("en", "An example: "), ("zh", "示例：")])
def test_the_example_is_called_one_and_judged_like_any_other_choice(language, label):
    document = composed(language=language)
    [_, head] = blocks_of(document, Heading)
    [answer], [table] = blocks_of(document, Comparability), blocks_of(document, FigureTable)
    names = dict.fromkeys(table.rows["indicator"])

    assert head.text == label + "、".join(DATASET.indicators[id].name[language] for id in names)
    assert answer.sentence == load_messages(language)(SENTENCES[answer.kind])
    assert blocks_of(document, Download) == []


def test_a_dataset_with_nothing_to_compare_begins_with_nothing():
    class Alone(Variant):
        """The data with one series of each indicator."""

        class series:  # noqa: N801 - in place of an index of series
            counts_by_indicator = {"gdp": 1}  # noqa: RUF012
            subject_of = CATALOGUE.series.subject_of

    document = composed(catalogue=Alone())

    assert blocks_of(document, FigureTable) == blocks_of(document, Heading) == []


def test_series_of_one_region_come_after_the_first_of_each():
    names = ["a.x", "a.x.s", "a.y", "a.z", "a.y.s"]
    subjects = {name: type("S", (), {"region": name.split(".")[1]}) for name in names}
    catalogue = Variant(series=type("I", (), {"subject_of": staticmethod(subjects.__getitem__)}))

    assert compare._spread_over_regions(catalogue, names) == ("a.x", "a.y", "a.z", "a.x.s", "a.y.s")

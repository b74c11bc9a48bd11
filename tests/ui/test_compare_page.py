"""The Compare page: at most six series, a plain answer, and no chart that misleads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators import text
from indicators.charts import draw_comparison, judge_comparability
from indicators.charts.comparison import MAX_SERIES
from indicators.i18n import load_messages
from indicators.query import EVERYTHING, Selection
from indicators.query.series_index import series_names
from indicators.ui import chart_panels, compare_page
from tests.noting import CATALOGUE, asked, here, links, noting

ALIKE = ("gdp.beijing-tianjin-hebei", "gdp.greater-bay-area")
UNLIKE = ("gdp.greater-bay-area", "skilled-talent.guangzhou")
ANSWERS = {
    "yes": ("success", "**These can be compared.**", ":material/check_circle:"),
    "with-care": ("warning", "**These can be compared with care.**", ":material/balance:"),
    "no": ("error", "**These cannot be compared.**", ":material/block:"),
}


@pytest.fixture
def drawn(monkeypatch):
    """The charts that are put on the page, with their keys."""
    found = []
    monkeypatch.setattr(
        chart_panels, "show_chart", lambda _now, chart, key, *_, **__: found.append((chart.ids, key))
    )
    return found


def picked(selection=EVERYTHING, language="en", **others):
    now = here(CATALOGUE, "compare", language, selection, **others)
    with noting(now) as written:
        series = compare_page.show_series_picker(now)
    return series, written


def test_the_series_of_the_filters_are_offered_and_those_of_the_link_stand_first():
    selection = Selection(topic=("output",))
    rows = CATALOGUE.rows(selection)
    series, written = picked(selection, series=UNLIKE)
    given = written.keyed("w_series")

    assert series == UNLIKE
    assert given["options"] == list(dict.fromkeys([*UNLIKE, *series_names(rows)]))
    assert written.state["w_series"] == list(UNLIKE)
    assert given["max_selections"] == MAX_SERIES == 6


def test_implied_figures_make_no_series():
    offered = [
        picked(Selection(implied=implied))[1].keyed("w_series")["options"] for implied in (False, True)
    ]

    assert offered[0] == offered[1]


@pytest.mark.parametrize("n", [0, 1, MAX_SERIES, MAX_SERIES + 1])
def test_at_most_six_series_are_taken(n):
    names = [f"s{k}" for k in range(n)]
    _, written = picked(series=ALIKE)

    assert written.chooses("w_series", names).series == tuple(names[:6])


@pytest.mark.parametrize(("language", "name"), [("en", "Guangzhou · Skilled workers"), ("zh", "广州")])
def test_a_series_is_named_without_a_period_in_the_language_of_the_page(language, name):
    now = here(CATALOGUE, "compare", language)
    names = [compare_page.series_label(now, series) for series in UNLIKE]
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
    now = here(CATALOGUE, "compare", language)
    judged = judge_comparability(CATALOGUE.rows_of_series(series), CATALOGUE.dataset, load_messages(language))
    with noting(now) as written:
        compare_page.show_comparability(now, series)
    [(kind, given)] = written.calls
    expected, sentence, icon = ANSWERS[judged.kind]

    assert (kind, given["icon"]) == (expected, icon)
    assert given["body"].count("\n- ") == len(judged.reasons)
    if language == "en":
        assert given["body"].startswith(sentence)
        plain = given["body"].replace("\\", "").replace("\u2060", "")
        assert [line[2:] for line in plain.split("\n")[1:]] == list(judged.reasons)
    else:
        assert "compared" not in given["body"]


@pytest.mark.parametrize("kind", list(ANSWERS))
def test_each_answer_has_its_own_sentence_and_sign(kind, monkeypatch):
    now = here(CATALOGUE, "compare")
    monkeypatch.setattr(
        compare_page, "comparability_of", lambda *_: type("V", (), {"kind": kind, "reasons": ("*a*",)})()
    )
    with noting(now) as written:
        compare_page.show_comparability(now, ALIKE)
    [(box, given)] = written.calls

    assert (box, given["body"], given["icon"]) == (
        ANSWERS[kind][0],
        f"{ANSWERS[kind][1]}\n- \\*a\\*",
        ANSWERS[kind][2],
    )


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
    now = here(CATALOGUE, "compare")
    now = replace(now, choices=now.choices.with_view("axes", asked_for))
    if mode == "own" and series == UNLIKE:
        assert not draw_comparison(
            CATALOGUE.rows_of_series(series), CATALOGUE.dataset, load_messages("en"), "shared"
        )
    with noting(now) as written:
        assert compare_page.show_axes_choice(now, series) == mode
    given = written.keyed("w_axes")

    assert written.state["w_axes"] == mode
    assert given["required"] is True
    assert [given["format_func"](name) for name in given["options"]] == [
        "Own axes",
        "One axis",
        "Index, base = 100",
    ]
    assert written.chooses("w_axes", "own").view("axes") == "own"
    assert written.chooses("w_axes", None).view("axes") == "auto"


@pytest.mark.parametrize(
    ("series", "mode"), [(ALIKE, "own"), (ALIKE, "shared"), (UNLIKE, "own"), (UNLIKE, "shared")]
)
def test_an_axis_that_would_mislead_is_not_drawn_and_that_is_said(drawn, series, mode):
    now = here(CATALOGUE, "compare")
    expected = draw_comparison(CATALOGUE.rows_of_series(series), CATALOGUE.dataset, load_messages("en"), mode)
    with noting(now) as written:
        compare_page.show_panels(now, series, mode)

    assert bool(expected) is (series == ALIKE or mode == "own")

    assert drawn == [(chart.ids, f"compare_{mode}") for chart in expected]
    assert [given["body"] for given in written.of("info")] == (
        [] if expected else ["No chart shows this honestly; read the figures in the table."]
    )


def test_the_page_begins_with_indicators_of_several_series_six_of_each():
    now = here(CATALOGUE, "compare", selection=Selection(topic=("trade",)))
    with noting(now) as written:
        example = compare_page.show_suggestions(now)
    numbers = CATALOGUE.series.counts_by_indicator
    several = [indicator for indicator, n in numbers.items() if n > 1]
    found = links(written.html)

    assert len(several) <= 60
    assert [label for _, label in found] == [
        f"{CATALOGUE.dataset.indicators[id].name.en} · {f'6 of {n}' if (n := numbers[id]) > 6 else n} series"
        for id in several
    ]
    for (href, _), id in zip(found, several, strict=True):
        path, pairs = asked(href)
        assert path == "/compare"
        assert [value for name, value in pairs if name == "series"] == list(
            CATALOGUE.series.names_of_indicator(id, MAX_SERIES)
        )
        assert {name for name, _ in pairs} == {"lang", "series"}
    regions = [
        len(
            {
                CATALOGUE.series.subject_of(name).region
                for name in CATALOGUE.series.names_of_indicator(id, MAX_SERIES)
            }
        )
        for id in several
    ]
    assert example == CATALOGUE.series.names_of_indicator(several[regions.index(max(regions))], MAX_SERIES)


@pytest.mark.parametrize(("language", "label"), [("en", "An example\\: "), ("zh", "示例：")])
def test_the_example_is_called_one_and_judged_like_any_other_choice(drawn, language, label):
    now = here(CATALOGUE, "compare", language)
    with noting(now) as written:
        compare_page.show_example(now, UNLIKE)
    judged = judge_comparability(CATALOGUE.rows_of_series(UNLIKE), CATALOGUE.dataset, load_messages(language))
    [head] = written.of("subheader")
    mark = {"en": ", ", "zh": "、"}[language]
    names = [CATALOGUE.dataset.indicators[id].name[language] for id in ("gdp", "skilled-talent")]

    assert head["body"] == f"{label}{mark.join(names)}"
    assert len(written.of(ANSWERS[judged.kind][0])) == 1
    assert {key for _, key in drawn} == {"compare_own"}


def test_an_example_of_what_can_be_compared_stands_on_one_axis(drawn):
    now = here(CATALOGUE, "compare")
    with noting(now):
        compare_page.show_example(now, ALIKE)

    assert {key for _, key in drawn} == {"compare_shared"}

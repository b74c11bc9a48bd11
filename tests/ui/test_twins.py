"""Lists choose by id: of two records of one name, the one that a reader picks is the one that opens."""

from __future__ import annotations

import json

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.i18n import LANGUAGES
from indicators.query import Catalogue
from indicators.web.composition.site_pages import SITE_PAGES
from tests.opening import html, page
from tests.serving import Served, serving
from tests.twins import LABELS, TEXT

SUBJECTS = {each.subject: each.slug for each in SITE_PAGES if each.subject in LABELS}
CHOICES = [
    (dimension, id) for dimension in SUBJECTS for id in LABELS[dimension] if id not in ("metal", "food")
]


@pytest.fixture(autouse=True, scope="module")
def _twins():
    with serving(Served(Catalogue(parse_dataset(TEXT)))):
        yield


def label_of(dimension, id, language):
    return LABELS[dimension][id][LANGUAGES.index(language)]


def pick(box, label):
    """The one choice of a list that shows `label` before its number of figures."""
    [place] = [n for n, option in enumerate(box.options) if option.rpartition(" · ")[0] == label]
    return place


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("dimension", "id"), CHOICES)
def test_the_page_of_the_record_that_is_chosen_opens(dimension, id, language):
    app = page(SUBJECTS[dimension], lang=language)
    box = app.selectbox(key=f"w_subject_{dimension}")
    box.select_index(pick(box, label_of(dimension, id, language))).run()

    assert not app.exception
    assert app.query_params.get(dimension, id) in (id, [id])  # none for the one that is shown at first
    assert app.title[0].value.replace("\\", "") == label_of(dimension, id, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dimension", LABELS)
def test_a_filter_takes_the_record_that_is_chosen(dimension, language):
    app = page("data", lang=language, implied="1")  # a filter in use unfolds them all
    *_, id = LABELS[dimension]
    box = app.multiselect(key=f"w_{dimension}")
    assert len({option.rpartition(" · ")[0] for option in box.options}) == len(box.options)
    box.select(box.options[pick(box, label_of(dimension, id, language))]).run()

    assert app.query_params.get(dimension, id) in (id, [id])  # none for the one that is shown at first


@pytest.mark.parametrize("language", LANGUAGES)
def test_series_to_compare_are_told_apart(language):
    app = page("compare", lang=language)
    box = app.multiselect(key="w_series")
    wanted = " · ".join(
        label_of(*of, language)
        for of in (("region", "port-s"), ("indicator", "gdp-growth"), ("sector", "other-food"))
    )

    assert len(set(box.options)) == len(box.options)
    box.select(wanted).run()
    assert app.query_params["series"] in (found := "gdp-growth.port-s.other-food", [found])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_of_twins_names_each_of_them_on_its_marks_and_in_its_text(language):
    series = ["gdp.port-n.other-food", "gdp.port-s.other-food"]
    app = page("compare", lang=language, series=series)
    drawn = " ".join(
        json.dumps(json.loads(chart.proto.spec), ensure_ascii=False) for chart in app.get("plotly_chart")
    )

    for id in ("port-n", "port-s"):
        assert label_of("region", id, language) in drawn


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", ["overview", "data"])
def test_what_a_search_finds_is_told_apart(slug, language):
    shown = html(page(slug, lang=language, q=("Port", "港城")[LANGUAGES.index(language)]))

    for id, note in (("port-n", ("Northland", "北省")), ("port-s", ("Southland", "南省"))):
        assert f"region={id}" in shown
        assert note[LANGUAGES.index(language)] in shown

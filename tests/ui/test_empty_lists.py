"""Every page answers for a dataset that leaves out lists: with its figures, or with a sentence."""

from __future__ import annotations

import pytest
import streamlit as st

from indicators.check.dataset_file import parse_dataset
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import Catalogue
from indicators.web.composition.site_pages import SITE_PAGES
from tests.empty_lists import TEXTS
from tests.opening import page
from tests.serving import Served, serving

DATASETS = {name: parse_dataset(text) for name, text in TEXTS.items()}
SENTENCES = {
    "en": "The dataset has nothing for this page yet.",
    "zh": "数据集中尚无可供本页显示的内容。",
}


@pytest.fixture(params=list(DATASETS))
def dataset(request):
    with serving(Served(Catalogue(found := DATASETS[request.param]))):
        yield found


@pytest.mark.parametrize("shown", SITE_PAGES, ids=lambda shown: shown.slug)
@pytest.mark.parametrize("language", ["zh"])
def test_every_page_answers_and_one_without_a_subject_says_so(dataset, shown, language):
    app = page(shown.slug, lang=language)
    said = [element.value for element in app.info]
    has_subjects = shown.subject is None or DIMENSIONS_BY_ID[shown.subject].ids(dataset)

    assert not app.error
    assert len(app.title) == 1
    assert (SENTENCES[language] in said) == (not has_subjects)


def test_navigation_offers_the_pages_that_have_something_to_be_about(dataset, monkeypatch):
    offered, navigate = {}, st.navigation
    monkeypatch.setattr(
        st,
        "navigation",
        lambda pages, **named: (
            offered.update({each.url_path or SITE_PAGES[0].slug: each.visibility for each in pages})
            or navigate(pages, **named)
        ),
    )
    page()

    assert offered == {
        each.slug: "visible"
        if each.subject is None or DIMENSIONS_BY_ID[each.subject].ids(dataset)
        else "hidden"
        for each in SITE_PAGES
    }


def test_filters_of_lists_that_are_left_out_are_not_offered(dataset):
    offered = {element.key.removeprefix("w_") for element in page("data").multiselect}
    unfolded = ("region", "sector", "topic", "plan", "measure")

    assert offered == {name for name in unfolded if DIMENSIONS_BY_ID[name].ids(dataset)}

"""Every page shows figures of any year from 1 to 9999, in both languages, by the names that people give to periods."""

from __future__ import annotations

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.query import Catalogue
from indicators.ui.streamlit_internals.sortable_table import displayed_columns
from indicators.web.composition.site_pages import SITE_PAGES
from tests.opening import html, page
from tests.serving import Served, serving
from tests.years import PERIODS, TEXT

#: language → the heading of a table's column of periods, and what stands in it
LABELS = {
    "en": ("Period", {english for *_, english, _ in PERIODS.values()}),
    "zh": ("时期", {chinese for *_, chinese in PERIODS.values()}),
}
PARAMS = {"compare": {"series": ["gdp.land", "gdp.south"]}, "plans": {"plan": "last"}}


@pytest.fixture(autouse=True, scope="module")
def _all_years():
    with serving(Served(Catalogue(parse_dataset(TEXT)))):
        yield


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("slug", [each.slug for each in SITE_PAGES])
def test_every_page_shows_any_year(slug, language):
    app = page(slug, lang=language, **PARAMS.get(slug, {}))

    assert not app.exception
    assert not app.error
    assert app.title


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_of_a_page_calls_every_period_as_people_do(language):
    (table, *_) = page("data", lang=language, region="land", indicator="gdp").dataframe
    heading, labels = LABELS[language]

    assert set(displayed_columns(table.value)[heading]) == labels


@pytest.mark.parametrize("period", PERIODS)
def test_the_card_of_a_figure_says_its_period_and_what_it_is_measured_against(period):
    id = f"growth.land.{period.replace('/', '--')}"
    shown = html(page("data", figure=id))

    assert PERIODS[period][2] in shown
    if not period.startswith("0001"):
        assert "Measured against" in shown

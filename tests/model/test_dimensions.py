"""The dimensions: what each is called and holds, and that everything that lists them has every one."""

from __future__ import annotations

from typing import get_args

import pytest

from indicators.check.sections import REFERENCE_FIELDS, SECTIONS
from indicators.cli.export_command import export_command
from indicators.i18n import load_messages
from indicators.model import Filters, Status, Timing
from indicators.model.code_lists import Release
from indicators.model.dimensions import DIMENSIONS, DIMENSIONS_BY_ID, FILTER_DIMENSIONS, stated_figure
from indicators.model.quantity import Measure, Qualifier
from indicators.query import FILTER_NAMES, OTHER_FILTERS, Selection
from indicators.query.facets import FACET_KEYS
from indicators.query.search.terms import SEARCHED_KINDS
from indicators.query.table import COLUMNS
from indicators.ui.filters import FILTER_LABELS, show_sidebar
from indicators.ui.search_results import show_search_box
from indicators.web.api.guides import llms_text
from indicators.web.api.openapi import openapi_document
from indicators.web.api.query_string import TABLE_PARAMETERS
from indicators.web.composition.choices import PARAMETER_LABELS, PageChoices, read_choices
from tests.noting import CATALOGUE, here, noting

DATASET = CATALOGUE.dataset
ENGLISH, CHINESE = load_messages("en"), load_messages("zh")
every_dimension = pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda dimension: dimension.id)
every_filter = pytest.mark.parametrize("dimension", FILTER_DIMENSIONS, ids=lambda dimension: dimension.id)


@every_dimension
def test_a_dimension_is_a_column_whose_cells_are_its_ids(dimension):
    cells = CATALOGUE.rows(Selection(implied=True))[dimension.id]

    assert dimension.id in COLUMNS
    assert set(cells.dropna()) <= set(dimension.ids(DATASET))
    assert cells.isna().any() <= (dimension.id in ("sector", "counterpart", "plan", "release"))


@every_dimension
def test_a_stated_figure_has_the_id_that_its_row_has(dimension):
    figures = [stated_figure(*figure, DATASET.plans.values()) for figure in DATASET.observations()]
    rows = CATALOGUE.rows()[dimension.id].astype(object)

    assert [getattr(figure, dimension.id) for figure in figures] == rows.where(rows.notna(), None).tolist()


@every_dimension
def test_its_ids_are_those_of_records_or_words_and_never_of_both(dimension):
    assert bool(dimension.section) != bool(dimension.words)
    assert not dimension.section or dimension.section in SECTIONS
    assert list(dimension.records(DATASET)) == (list(dimension.ids(DATASET)) if dimension.section else [])


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("measure", Measure),
        ("qualifier", Qualifier),
        ("status", Status),
        ("release", Release),
        ("timing", Timing),
    ],
)
def test_the_words_of_a_closed_list_are_those_of_the_data_file(id, words):
    assert DIMENSIONS_BY_ID[id].ids(DATASET) == get_args(words)


@every_dimension
def test_every_id_has_a_name_in_both_languages(dimension):
    for id in dimension.ids(DATASET):
        names = dimension.label_of(id, DATASET, ENGLISH), dimension.label_of(id, DATASET, CHINESE)
        assert all(names)
        assert names[0] != names[1] or dimension.section in ("indicators", "sources", "units")


def test_a_record_is_called_by_its_name_a_source_by_its_title_and_a_code_by_its_word():
    names = [
        DIMENSIONS_BY_ID[dimension].label_of(id, DATASET, say)
        for dimension, id, say in (
            ("region", "guangzhou", ENGLISH),
            ("region", "guangzhou", CHINESE),
            ("source", "china-daily-gd-today", ENGLISH),
            ("qualifier", "nearly", ENGLISH),
            ("status", "target", CHINESE),
        )
    ]

    assert names[:2] == ["Guangzhou", "广州"]
    assert names[2].startswith("Industry clusters power")
    assert names[3:] == ["just below (nearly, almost, close to)", "目标"]


@every_filter
def test_a_filter_is_called_something_in_both_languages_wherever_it_is_named(dimension):
    called = [dimension.label, dimension.phrase, *([dimension.plural] if dimension.section else [])]

    assert all(called)
    assert all(CHINESE(each) != each for each in called)
    assert FILTER_LABELS[dimension.id] == dimension.label
    assert PARAMETER_LABELS[dimension.id] == dimension.phrase


class TestEveryFilterIsServedEverywhere:
    @every_filter
    def test_in_an_address_and_back(self, dimension):
        ids = dimension.ids(DATASET)[:2]
        pairs = [(dimension.id, id) for id in ids]
        choices, unknown = read_choices(tuple(reversed(pairs)), CATALOGUE, None)

        assert (choices, unknown) == (PageChoices(Selection(**{dimension.id: ids})), ())
        assert choices.params() == pairs

    @every_filter
    def test_in_the_api_and_what_describes_it(self, dimension):
        described = openapi_document(DATASET)["components"]["parameters"][dimension.id]

        assert dimension.id in TABLE_PARAMETERS
        assert described["schema"]["items"]["enum"] == list(dimension.ids(DATASET))
        assert f"\n- {dimension.id}: " in llms_text(CATALOGUE, "https://site.example")

    @every_filter
    def test_on_the_command_line(self, dimension):
        [option] = [option for option in export_command.params if option.name == dimension.id]

        assert option.opts == [f"--{dimension.id}"]
        assert option.multiple

    @every_filter
    def test_in_the_sidebar(self, dimension):
        page = here(CATALOGUE)
        with noting(page, opened=True) as written:
            show_sidebar(page, None)

        assert f"w_{dimension.id}" in written.keys

    @every_filter
    def test_in_declared_charts(self, dimension):
        assert dimension.id in Filters.model_fields
        assert REFERENCE_FIELDS["selections"].get(dimension.id, "") == dimension.section

    @every_filter
    def test_in_python(self, dimension):
        id = dimension.ids(DATASET)[0]
        rows = CATALOGUE.rows()

        assert CATALOGUE.observations(**{dimension.id: id})["observation_id"].tolist() == (
            rows.loc[rows[dimension.id] == id, "observation_id"].tolist()
        )

    @every_filter
    def test_in_the_counts_beside_it(self, dimension):
        counts = CATALOGUE.rows()[dimension.id].value_counts()

        assert dimension.id in FACET_KEYS
        assert CATALOGUE.facets()[dimension.id] == {id: counts.get(id, 0) for id in dimension.ids(DATASET)}


def test_nothing_but_a_dimension_is_a_filter_of_declared_charts():
    """But for the choice between all statements of a figure and the current one, which charts make otherwise."""
    assert list(Filters.model_fields) == [*(dimension.id for dimension in FILTER_DIMENSIONS), "vintage"]


def test_addresses_name_dimensions_first_and_then_the_other_filters():
    others = [other.id for other in OTHER_FILTERS]

    assert list(FILTER_NAMES) == [*(dimension.id for dimension in FILTER_DIMENSIONS), *others]


@pytest.mark.parametrize("other", OTHER_FILTERS, ids=lambda other: other.id)
def test_a_filter_that_is_no_dimension_is_served_everywhere(other):
    described = openapi_document(DATASET)["components"]["parameters"][other.id]
    [option] = [option for option in export_command.params if option.name == other.id]
    examples = {
        "observation": ("gdp.hengqin.2009",),
        "q": "gdp",
        "from": 2020,
        "to": 2024,
        "vintage": "current",
    }
    value = examples.get(other.id, True)
    page = here(CATALOGUE, selection=Selection(**{other.field_name: value}))
    with noting(page, opened=True) as written:
        show_search_box(page)
        show_sidebar(page, None)

    assert described["description"] == other.description
    assert (option.help, option.multiple) == (other.help, other.is_repeated)
    assert f"w_{other.id}" in written.keys
    assert read_choices(tuple(page.choices.params()), CATALOGUE, "en")[0] == page.choices


def test_every_dimension_of_records_but_units_can_be_searched_for():
    assert set(SEARCHED_KINDS) == {each.id for each in DIMENSIONS if each.section} - {"unit"}

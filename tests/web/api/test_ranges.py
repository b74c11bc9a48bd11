"""What the API says of ranges, margins and upper bounds: no number where none was stated, and both ends."""

from __future__ import annotations

import csv
import io

import pytest
import rdflib

from tests import world
from tests.asgi import Asking
from tests.serving import Served, api

SCHEMA = rdflib.Namespace("https://schema.org/")
FIGURES = [
    world.figure("gdp", "5–5.5 million", qualifier="between"),
    world.figure("growth", "-3–-2", qualifier="between"),
    world.figure("growth", "3.7 ± 0.7", region="north"),
    world.figure("jobs", "300", qualifier="under"),
    world.figure("jobs", "400", region="north", qualifier="at_most"),
    world.figure("growth", "-20", region="south", qualifier="over"),
]
CATALOGUE = world.catalogue(FIGURES)
APP = Asking(api(Served(CATALOGUE)), "here.test", "https")


def document(id):
    return APP.get(f"/api/v1/observations/{id}.json").json()


@pytest.mark.parametrize(
    ("id", "value", "low", "high", "described"),
    [
        ("gdp.land.2024", None, 5_000_000, 5_500_000, "5–5.5 million crowns"),
        ("growth.land.2024", None, -3, -2, "-3 to -2%"),
        ("growth.north.2024", 3.7, 3, 4.4, "+3.7 ± 0.7%"),
        ("jobs.land.2024", 300, 0, 300, "under 300 people"),
        ("jobs.north.2024", 400, 0, 400, "up to 400 people"),
        ("growth.south.2024", -20, None, -20, "below -20%"),
    ],
)
def test_a_figure_has_its_ends_and_a_number_only_where_one_was_stated(id, value, low, high, described):
    told = document(id)
    record = told["record"]

    assert (record["value"], record["low"], record["high"]) == (value, low, high)
    assert (told.get("value"), told.get("minValue"), told.get("maxValue")) == (value, low, high)
    assert told["description"] == described
    assert ("value" in told, "minValue" in told) == (value is not None, low is not None)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # in rdflib itself
def test_a_range_as_triples_has_no_value():
    text = APP.get("/api/v1/observations/gdp.land.2024.json").text
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    figure = rdflib.URIRef("https://here.test/api/v1/observations/gdp.land.2024.json")

    assert graph.value(figure, SCHEMA.value) is None
    assert graph.value(figure, SCHEMA.minValue).value == 5_000_000
    assert graph.value(figure, SCHEMA.maxValue).value == 5_500_000
    assert graph.value(figure, SCHEMA.measurementQualifier).value == "between"


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("qualifier=between", ["gdp.land.2024", "growth.land.2024"]),
        ("qualifier=under", ["jobs.land.2024"]),
        ("qualifier=at_most", ["jobs.north.2024"]),
        ("qualifier=under&qualifier=at_most", ["jobs.land.2024", "jobs.north.2024"]),
        ("qualifier=exact", ["growth.north.2024"]),
        ("qualifier=nearly", []),
    ],
)
def test_figures_of_a_hedge_are_found(query, ids):
    page = APP.get(f"/api/v1/observations.json?{query}").json()
    lines = csv.DictReader(io.StringIO(APP.get(f"/api/v1/observations.csv?{query}").text))

    assert (page["total"], [record["observation_id"] for record in page["records"]]) == (len(ids), ids)
    assert [line["observation_id"] for line in lines] == ids


def test_a_hedge_that_is_mistyped_names_the_nearest():
    answer = APP.get("/api/v1/observations.json?qualifier=betwen")

    assert answer.status_code == 400
    assert "there is no qualifier 'betwen'; did you mean 'between'?" in answer.json()["detail"]


def test_each_hedge_is_counted():
    assert CATALOGUE.facets()["qualifier"] == {
        "exact": 1,
        "over": 1,
        "at_least": 0,
        "nearly": 0,
        "under": 1,
        "at_most": 1,
        "about": 0,
        "between": 2,
    }

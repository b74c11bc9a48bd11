"""Every address answers for figures of any year from 1 to 9999."""

from __future__ import annotations

import pytest

from indicators import export
from indicators.check.dataset_file import parse_dataset
from indicators.query import Catalogue
from tests.asgi import Asking
from tests.serving import Served, api
from tests.years import PERIODS, TEXT

APP = Asking(api(Served(Catalogue(parse_dataset(TEXT)))), "here.test", "https")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "path",
    [
        f"{table}.{form.extension}"
        for table, forms in export.FORMATS_OF_TABLE.items()
        for form in forms.values()
    ],
)
def test_every_file_is_answered(path, language):
    assert APP.get(f"/api/v1/{path}?lang={language}").status_code == 200


def test_the_catalogue_tells_the_first_and_the_last_day():
    assert APP.get("/api/v1/catalog.jsonld").json()["temporalCoverage"] == "0001-01-01/9999-12-31"


@pytest.mark.parametrize("period", PERIODS)
def test_a_figure_is_answered_with_its_period(period):
    answer = APP.get(f"/api/v1/observations/gdp.land.{period.replace('/', '--')}.json")

    assert answer.json()["observationPeriod"] == period
    assert PERIODS[period][2] in answer.json()["name"]

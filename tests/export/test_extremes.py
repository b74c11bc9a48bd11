"""Every file holds whatever `check` accepts, and every address that gives one answers."""

from __future__ import annotations

import csv
import io

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.export.formats import FORMATS_OF_TABLE
from indicators.query import Catalogue
from tests.asgi import Asking
from tests.extremes import DATASETS
from tests.serving import Served, api

ADDRESSES = [
    *(f"{table}.{form.extension}" for table, forms in FORMATS_OF_TABLE.items() for form in forms.values()),
    "package.zip",
]


@pytest.mark.parametrize("name", DATASETS)
def test_every_file_of_it_is_written(name):
    catalogue = Catalogue(parse_dataset(DATASETS[name]()))
    asking = Asking(api(Served(catalogue)))
    for address in ADDRESSES if name != "many" else ADDRESSES[:1]:
        assert asking.get(f"/api/v1/{address}?lang=zh").status_code == 200, address
    rows = list(csv.DictReader(io.StringIO(asking.get("/api/v1/observations.csv").text)))

    assert [row["observation_id"] for row in rows] == list(catalogue.rows()["observation_id"])
    assert [float(row["low"] or "nan") for row in rows] == pytest.approx(
        list(catalogue.rows()["low"]), nan_ok=True
    )

"""A packed dataset holds whatever `check` accepts as the data file does."""

from __future__ import annotations

import pytest

import indicators
from indicators.check.dataset_file import parse_dataset
from indicators.query import Catalogue
from tests.extremes import DATASETS
from tests.packing import pack_text

#: What a table of numbers keeps of a figure: all but its printed words.
COLUMNS = [
    "indicator",
    "region",
    "sector",
    "period",
    "value",
    "low",
    "high",
    "qualifier",
    "plot_value",
    "printed",
]


@pytest.mark.parametrize("name", DATASETS)
def test_its_rows_are_those_of_the_data_file(name, tmp_path):
    text = DATASETS[name]()
    folder = pack_text(tmp_path, text)
    found, wanted = (
        each.rows().set_index("observation_id")[COLUMNS].astype(str).sort_index()
        for each in (indicators.load(folder), Catalogue(parse_dataset(text)))
    )

    assert found.equals(wanted)

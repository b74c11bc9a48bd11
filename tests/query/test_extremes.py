"""A packed dataset holds whatever `check` accepts as the data file does."""

from __future__ import annotations

import csv
import json

import pytest

import indicators
from indicators.check.dataset_file import parse_dataset
from indicators.query import Catalogue
from indicators.query.packing import pack_dataset
from tests.extremes import DATASETS

NAMES = (
    "indicator",
    "region",
    "sector",
    "period",
    "base_period",
    "timing",
    "value",
    "qualifier",
    "status",
    "source",
    "at",
)
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
    tree = json.loads(text)
    with (tmp_path / "table.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, NAMES, extrasaction="ignore")
        table.writeheader()
        for indicator in tree["indicators"]:
            for each in indicator.pop("observations"):
                table.writerow(each | {"indicator": indicator["id"], "at": "1"})
    (tmp_path / "vocabulary.yaml").write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    outcome = pack_dataset(tmp_path / "table.csv", tmp_path / "vocabulary.yaml", tmp_path / "packed")
    assert outcome.problems == ()
    found, wanted = (
        each.rows().set_index("observation_id")[COLUMNS].astype(str).sort_index()
        for each in (indicators.load(tmp_path / "packed"), Catalogue(parse_dataset(text)))
    )

    assert found.equals(wanted)

"""A packed dataset holds figures of any year from 1 to 9999 as the data file does, whichever engine reads it."""

from __future__ import annotations

import csv
import json
from datetime import date

import pytest

import indicators
from indicators.check.dataset_file import parse_dataset
from indicators.query import Catalogue, Selection
from indicators.query.packing import pack_dataset
from tests.years import FIGURES, PERIODS, TEXT

FROM_FILE = Catalogue(parse_dataset(TEXT))
COLUMNS = ["period", "period_start", "period_end", "plan", "series", "base_period", "is_latest"]


@pytest.fixture(scope="module", params=["pandas", "duckdb"])
def packed(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("years")
    vocabulary = json.loads(TEXT)
    for indicator in vocabulary["indicators"]:
        del indicator["observations"]
    (folder / "vocabulary.yaml").write_text(json.dumps(vocabulary), encoding="utf-8")
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        names = ("indicator", "region", "period", "base_period", "timing", "value", "status", "source")
        table = csv.DictWriter(file, names, extrasaction="ignore")
        table.writeheader()
        table.writerows(FIGURES)
    outcome = pack_dataset(folder / "table.csv", folder / "vocabulary.yaml", folder / "packed")
    assert outcome.problems == ()
    return indicators.load(folder / "packed", request.param)


def test_its_rows_are_those_of_the_data_file(packed):
    expected = FROM_FILE.rows().set_index("observation_id")[COLUMNS].astype(str).sort_index()

    assert packed.rows().set_index("observation_id")[COLUMNS].astype(str).sort_index().equals(expected)


def test_it_covers_the_whole_calendar(packed):
    assert packed.coverage() == FROM_FILE.coverage() == (date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize("words", ["0001", "9999", "1600"])
def test_a_search_for_a_year_finds_its_figures(packed, words):
    ids = {
        f"{figure['indicator']}.{figure['region']}.{figure['period'].replace('/', '--')}"
        for figure in FIGURES
        if words in {day[:4] for day in PERIODS[figure["period"]][:2]} and figure["status"] == "actual"
    }
    selection = Selection(q=words, status=("actual",))

    assert set(packed.rows(selection)["observation_id"]) == ids
    assert set(FROM_FILE.rows(selection)["observation_id"]) == ids

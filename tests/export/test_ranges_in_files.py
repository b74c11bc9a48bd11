"""Ranges, margins and every hedge, risen and fallen, in each kind of file: a reader finds the same bounds in all."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date

import frictionless
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from pysdmx.io import read_sdmx

import indicators
from indicators.export import Download, to_csv, to_json, to_package, to_parquet, to_sdmx, to_xlsx
from indicators.query import Selection
from indicators.query.packing import pack_dataset
from tests import world

#: id → indicator, printed number, hedge; value, low and high as they must be in every file
FIGURES = {
    "range": ("gdp", "5–5.5 million", "between", None, 5e6, 5.5e6),
    "keyboard-range": ("gdp", "5-5.5", "between", None, 5.0, 5.5),
    "range-of-falls": ("growth", "-3–-2", "between", None, -3.0, -2.0),
    "range-over-zero": ("growth", "-1–1", "between", None, -1.0, 1.0),
    "range-of-fractions": ("share", "1/4–1/2", "between", None, 25.0, 50.0),
    "margin": ("growth", "3.7 ± 0.7", "exact", 3.7, 3.0, 4.4),
    "margin-over-zero": ("growth", "1 ± 1.5", "exact", 1.0, -0.5, 2.5),
    "over": ("growth", "20", "over", 20.0, 20.0, None),
    "over-fallen": ("growth", "-20", "over", -20.0, None, -20.0),
    "at-least": ("jobs", "20", "at_least", 20.0, 20.0, None),
    "at-least-fallen": ("growth", "-20", "at_least", -20.0, None, -20.0),
    "nearly": ("jobs", "300", "nearly", 300.0, 200.0, 300.0),
    "nearly-fallen": ("growth", "-2", "nearly", -2.0, -2.0, -1.0),
    "under": ("jobs", "300", "under", 300.0, 0.0, 300.0),
    "under-grown": ("growth", "2", "under", 2.0, None, 2.0),
    "under-fallen": ("growth", "-2", "under", -2.0, -2.0, 0.0),
    "at-most": ("jobs", "300", "at_most", 300.0, 0.0, 300.0),
    "at-most-grown": ("growth", "2", "at_most", 2.0, None, 2.0),
    "at-most-fallen": ("growth", "-2", "at_most", -2.0, -2.0, 0.0),
    "about-fallen": ("growth", "-20", "about", -20.0, -30.0, -10.0),
    "exact-fallen": ("growth", "-1.5", "exact", -1.5, -1.55, -1.45),
}
TRUTH = {id: (hedge, value, low, high) for id, (_, _, hedge, value, low, high) in FIGURES.items()}
TREES = [
    world.figure(indicator, printed, qualifier=hedge, id=id, stated=f"printed {printed} {id}")
    for id, (indicator, printed, hedge, *_) in FIGURES.items()
]
EVERYTHING = Selection()


@pytest.fixture(scope="module")
def made():
    return world.catalogue(TREES)


@pytest.fixture(scope="module")
def about(made):
    return Download(made, EVERYTHING, date(2026, 11, 21))


@pytest.fixture(scope="module")
def package(made, about, tmp_path_factory):
    """The data package of these figures, unpacked."""
    folder = tmp_path_factory.mktemp("package")
    zipfile.ZipFile(io.BytesIO(to_package(made.rows(), about))).extractall(folder)
    return folder


def _number(cell):
    return None if cell in ("", None) or cell != cell else float(cell)


def bounds_of(records, names=("observation_id", "qualifier", "value", "low", "high")):
    """id → hedge, value, low and high of the rows of a file."""
    return {
        id: (hedge, *map(_number, numbers))
        for id, hedge, *numbers in ([record[name] for name in names] for record in records)
    }


def csv_records(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_csv(made, about):
    text = to_csv(made.rows(), about).decode()
    cells = {row["observation_id"]: row for row in csv_records(text)}

    assert bounds_of(cells.values()) == TRUTH
    assert [cells["range"][name] for name in ("value", "low", "high")] == ["", "5000000", "5500000"]
    assert "plot_value" not in text


def test_json(made, about):
    records = json.loads(to_json(made.rows(), about))["records"]

    assert bounds_of(records) == TRUTH
    assert (
        '"value":null,"low":5000000,"high":5500000,"qualifier":"between",'
        in to_json(made.rows(), about).decode()
    )


def test_xlsx(made, about):
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(made.rows(), about))).worksheets[0]
    header, *lines = sheet.iter_rows(values_only=True)

    assert bounds_of(dict(zip(header, line, strict=True)) for line in lines) == TRUTH


def test_parquet(made, about):
    table = pq.read_table(io.BytesIO(to_parquet(made.rows(), about)))

    assert bounds_of(table.to_pylist()) == TRUTH
    assert table["value"].null_count == 5


def test_sdmx_csv(made, about):
    text = to_sdmx(made.rows(), about).decode()
    names = ("OBSERVATION_ID", "QUALIFIER", "OBS_VALUE", "LOW", "HIGH")
    [read] = read_sdmx(text).data

    assert bounds_of(csv_records(text), names) == TRUTH
    assert set(read.data["OBSERVATION_ID"]) == set(TRUTH)


def test_the_data_package_is_valid_and_holds_the_csv(made, about, package):
    report = frictionless.validate(str(package / "datapackage.json"))
    text = (package / "data" / "observations.csv").read_text(encoding="utf-8")

    assert report.flatten(["type", "title", "message"]) == []
    assert text == to_csv(made.rows(), about).decode()


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    """The file of these figures without any of them."""
    path = tmp_path_factory.mktemp("vocabulary") / "vocabulary.yaml"
    tree = json.loads(world.text(TREES))
    for indicator in tree["indicators"]:
        del indicator["observations"]
    path.write_text(json.dumps(tree), encoding="utf-8")
    return path


class TestPacked:
    """A long table says of these figures what the data file says."""

    def packed(self, folder, vocabulary):
        outcome = pack_dataset(folder / "table.csv", vocabulary, folder / "packed")
        assert outcome.problems == ()
        return indicators.load(folder / "packed").rows().set_index("observation_id")

    def written(self, folder, *columns):
        """A table of these figures as they were printed, with some `columns` more."""
        names = [
            "indicator",
            "region",
            "period",
            "timing",
            "value",
            "qualifier",
            "stated",
            "source",
            "at",
            "id",
        ]
        with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
            lines = csv.DictWriter(file, [*names, *columns], extrasaction="ignore")
            lines.writeheader()
            for tree in TREES:
                low, high = ("" if end is None else f"{end:.12g}" for end in TRUTH[tree["id"]][2:])
                lines.writerow(tree | {"at": "1", "low": low, "high": high})

    @pytest.mark.parametrize("columns", [(), ("low", "high")], ids=["as printed", "with their bounds"])
    def test_rows_are_those_of_the_data_file(self, made, tmp_path, vocabulary, columns):
        self.written(tmp_path, *columns)
        expected = made.rows().set_index("observation_id")
        found = self.packed(tmp_path, vocabulary).loc[expected.index, expected.columns]
        left = ["position", "part", "is_latest"]

        pd.testing.assert_frame_equal(
            found.drop(columns=left), expected.drop(columns=left), check_categorical=False, rtol=1e-15
        )
        assert found["plot_value"].loc[["range", "range-of-falls", "margin"]].to_list() == [5.25e6, -2.5, 3.7]

    def test_a_table_that_was_taken_away_has_the_same_bounds_and_words(
        self, made, about, tmp_path, vocabulary
    ):
        (tmp_path / "table.csv").write_bytes(to_csv(made.rows(), about))
        found = self.packed(tmp_path, vocabulary)

        assert bounds_of(found.reset_index().to_dict("records")) == TRUTH
        assert found["stated"].to_dict() == made.rows().set_index("observation_id")["stated"].to_dict()
        assert found.loc["range-of-falls", ["plot_value", "printed"]].to_list() == [-2.5, "-3–-2"]

"""A data package describes what is in it: each table that it names is there, whatever lists the dataset leaves out."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import frictionless
import pytest

import indicators
from indicators.check.dataset_file import parse_dataset
from indicators.export.data_package import to_package
from indicators.export.download import Download
from indicators.query import EVERYTHING, Catalogue
from tests.empty_lists import TEXTS
from tests.packing import pack_text

STARTER = Path(indicators.__file__).parent / "curation" / "starter" / "indicators.yaml"


def catalogue(name: str, folder: Path) -> Catalogue:
    if name == "starter":
        return indicators.load(STARTER)
    if name.startswith("packed, "):
        return indicators.load(pack_text(folder, TEXTS[name.removeprefix("packed, ")]))
    return Catalogue(parse_dataset(TEXTS[name]))


@pytest.mark.parametrize(
    ("name", "language"),
    [(name, "zh") for name in ("starter", *TEXTS, "packed, no sectors", "packed, nothing optional")]
    + [("starter", "en"), ("nothing optional", "en")],
)
def test_it_is_valid_and_names_only_what_it_holds(name, language, tmp_path):
    held = catalogue(name, tmp_path)
    content = to_package(
        held.figures(EVERYTHING), Download(held, EVERYTHING, date(2026, 1, 1), language=language)
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path / "package")
        files = set(archive.namelist())
    descriptor = json.loads((tmp_path / "package" / "datapackage.json").read_text(encoding="utf-8"))
    resources = {each["name"]: each["path"] for each in descriptor["resources"]}
    keys = [key for each in descriptor["resources"] for key in each["schema"].get("foreignKeys", [])]
    words = "".join(
        (tmp_path / "package" / file).read_text(encoding="utf-8") for file in ("README.md", "CODEBOOK.md")
    )

    assert (
        frictionless.validate(str(tmp_path / "package" / "datapackage.json")).flatten(["type", "note"]) == []
    )
    assert {file for file in files if file.startswith("data/")} == set(resources.values())
    assert {key["reference"].get("resource", "sources") for key in keys} <= set(resources)
    assert set(re.findall(r"data/\w+\.csv", words)) <= files

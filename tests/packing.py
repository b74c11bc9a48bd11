"""Tables of made-up figures over the small sample's vocabulary, and the packed datasets they make."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from indicators.query.packing import sorted_rows as module
from indicators.query.packing.pack_folder import PackOutcome, pack_dataset

HEADER = "indicator,region,sector,counterpart,period,timing,value,qualifier,status,source,at"
ROWS = [
    *(f"catch,port,salmon,,{year},during,{year - 1000}.5,exact,,herald,4" for year in range(2000, 2024) if year != 2019),
    *(f"jobs,{region},,,{year}-06-30,at,{year}00,about,,gazette,{year}" for region in ("isle", "east") for year in (2019, 2020, 2024)),
    "jobs,isle,fishing,,2024-06-30,at,1.5 million,over,,herald,9",
    "gdp-share,isle,,,2019,during,1/9,about,,gazette,7;8",
    "gdp-growth,east,,,2019,during,-2.25,exact,,herald,3",
    "gdp-growth,east,,,2018,during,3x,nearly,,herald,3",
    "gdp-rank,port,,world-ports,2019,at,4,exact,,herald,1",
    "gdp,isle,,,2030,during,7 billion,at_least,target,gazette,2",
    "gdp,isle,,,,during,\"6,500,000\",exact,,gazette,2",
]  # fmt: skip


def table(folder: Path, rows: list[str], header: str = HEADER) -> Path:
    """A CSV file of these rows."""
    path = folder / "table.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def packed(folder: Path, vocabulary: Path, rows: list[str] = ROWS, part: int = 7) -> Path:
    """The folder of the packed dataset of these rows and the few figures of the vocabulary, in small parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PART_ROWS", part)
        outcome: PackOutcome = pack_dataset(table(folder, rows), vocabulary, folder / "packed")
    assert outcome.manifest is not None, outcome.problems
    return folder / "packed"


def pack_text(folder: Path, text: str) -> Path:
    """The folder of the packed dataset of a data file, its figures taken from it into a table."""
    tree = json.loads(text)
    names = [*HEADER.split(","), "base_period"]
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, names, extrasaction="ignore")
        rows.writeheader()
        for indicator in tree["indicators"]:
            for figure in indicator.pop("observations"):
                rows.writerow(figure | {"indicator": indicator["id"], "at": ";".join(map(str, figure["at"]))})
    (folder / "vocabulary.yaml").write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    outcome = pack_dataset(folder / "table.csv", folder / "vocabulary.yaml", folder / "packed")
    assert outcome.manifest is not None, outcome.problems
    return folder / "packed"


def lines(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

"""Table and vocabulary → the folder of a packed dataset.

The rows are checked one by one and set aside, then checked together and sorted. Nothing is written
where it would be served before every row is known to be good.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from indicators.check.dataset_file import parse_vocabulary
from indicators.consistency.audit import audit_dataset
from indicators.errors import DataFileError, FileAccessError, Problem
from indicators.model import Dataset
from indicators.query.facets import FACET_KEYS
from indicators.query.packed_dataset import (
    DICTIONARY_COLUMNS,
    MANIFEST_NAME,
    PACKED_FORMAT,
    STORED_SCHEMA,
    Manifest,
    list_files,
    remove_unread_files,
    to_stored_rows,
    write_manifest,
)
from indicators.query.packing.input_columns import check_header, fill_columns
from indicators.query.packing.input_file import InputFile
from indicators.query.packing.packed_vintages import settle_vintages
from indicators.query.packing.row_reader import RowReader
from indicators.query.packing.sorted_rows import find_duplicate_ids, find_missing_headlines, sort_rows
from indicators.query.packing.whole_folder import WholeFolder, write_aside
from indicators.query.table import build_table
from indicators.yamlfile import read_text
from indicators.yamlfile.progress import Report, report_nothing

#: Problems that are told one by one.
MAX_LISTED_PROBLEMS: Final = 100
#: The sort: what does not fit into its memory is put on disk beside the result. Ten million rows need
#: more than 300 MB, for each thread holds pages of every part it joins.
_SORTER_SETTINGS: Final[dict[str, str | int | float | list[str]]] = {
    "memory_limit": "800MB",
    "threads": 1,
    "preserve_insertion_order": False,
}
_CHECKED_SCHEMA: Final = STORED_SCHEMA.append(pa.field("row", pa.int64())).append(
    pa.field("is_given", pa.bool_())
)


@dataclass(frozen=True, slots=True)
class PackOutcome:
    """What packing came to: the manifest of the folder, or the problems (the first MOST of all of them)."""

    manifest: Manifest | None
    problems: tuple[Problem, ...] = ()
    faulty: int = 0


def pack_dataset(
    table: Path,
    vocabulary: Path,
    folder: Path,
    fixed: dict[str, str] | None = None,
    report: Report = report_nothing,
) -> PackOutcome:
    """Write the packed dataset of `table` and `vocabulary` into `folder`, unless there are problems.

    `fixed` gives the value of columns that the table lacks; `report` is told how far the work is. Raises
    DataFileError when a file cannot be read or written, InvalidDataset with every fault of the vocabulary.
    """
    report("reading the vocabulary", None, 0)
    text = read_text(vocabulary)
    file = InputFile(table)  # a table that is not there comes before faults of the vocabulary
    dataset = parse_vocabulary(text, str(vocabulary))
    problems = check_header(file, fixed or {})
    if problems:
        return PackOutcome(None, tuple(sorted(problems)), len(problems))
    try:
        with write_aside(folder) as whole:
            return _check_and_pack(file, dataset, text, whole, fixed or {}, report)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise FileAccessError(folder, f"cannot be written ({reason})") from None
    except duckdb.OutOfMemoryException:
        limit = _SORTER_SETTINGS["memory_limit"]
        raise DataFileError(table, f"cannot be sorted in {limit} of memory") from None
    except duckdb.IOException as error:
        reason, _, _ = str(error).partition("\n")
        raise FileAccessError(folder, f"cannot be written ({reason})") from None
    except RuntimeError as error:
        if "interrupted" in str(error).casefold():  # so DuckDB says that Ctrl-C was pressed
            raise KeyboardInterrupt from None
        raise


def _check_and_pack(
    file: InputFile, dataset: Dataset, text: str, whole: WholeFolder, fixed: dict[str, str], report: Report
) -> PackOutcome:
    reader, aside = RowReader(dataset, str(file.path), MAX_LISTED_PROBLEMS), whole.aside
    checked = aside / "checked.parquet"
    with pq.ParquetWriter(checked, _CHECKED_SCHEMA, compression="lz4") as writer:
        writer.write_table(_vocabulary_rows(dataset))
        done = 0
        for rows, batch in file.batches():
            report("checking rows", file.share_read, done)
            writer.write_table(reader.read(rows, fill_columns(rows, batch, file.columns, fixed)))
            done += len(batch)
        report("checking rows", 1.0, done)
    with duckdb.connect(":memory:", config={**_SORTER_SETTINGS, "temp_directory": str(aside)}) as sorter:
        sorter.read_parquet(str(checked)).create_view("set_aside")
        repeated, doubled = settle_vintages(sorter, dataset, str(file.path), MAX_LISTED_PROBLEMS, report)
        report("looking for repeated ids", None, 0)
        if not repeated:  # else they have one id for that reason
            repeated, doubled = find_duplicate_ids(sorter, str(file.path), MAX_LISTED_PROBLEMS)
        problems = sorted([*file.problems, *reader.problems, *repeated])
        faulty = len(file.problems) + reader.faulty + doubled
        if faulty:
            return PackOutcome(None, tuple(problems[:MAX_LISTED_PROBLEMS]), faulty)
        lost = find_missing_headlines(sorter, dataset)
        if lost:
            return PackOutcome(None, tuple(lost), len(lost))
        manifest = _write_files(sorter, text, whole.new, report, done)
    replaced = list_files(whole.folder)
    whole.finish(last=MANIFEST_NAME)
    remove_unread_files(whole.folder, {*manifest.files, *replaced})
    return PackOutcome(manifest)


def _vocabulary_rows(dataset: Dataset) -> pa.Table:
    """The rows of the few figures that the vocabulary states itself, and of those they imply."""
    rows = to_stored_rows(build_table(dataset, audit_dataset(dataset).implied))
    places = rows.append_column("row", pa.array(np.arange(-len(rows), 0), pa.int64()))
    return places.append_column("is_given", pa.array([True] * len(rows), pa.bool_()))


def _write_files(sorter: Any, text: str, folder: Path, report: Report, expected: int) -> Manifest:
    """Write the rows, the numbers of their combinations and the vocabulary; then name them in a manifest."""
    new = {name: folder / f"{name}.parquet" for name in ("observations", "combinations")}
    rows = _write_rows(_track_rows(sort_rows(sorter), report, expected), new["observations"])
    report("counting combinations", None, 0)
    _write_combinations(sorter, new["observations"], new["combinations"])
    new["vocabulary"] = folder / "vocabulary.yaml"
    new["vocabulary"].write_text(text, encoding="utf-8")
    digest = _digest(new["vocabulary"], new["observations"])
    names = {kind: f"{kind}-{digest}{path.suffix}" for kind, path in new.items()}
    sizes = {names[kind]: path.stat().st_size for kind, path in new.items()}
    for kind, path in new.items():
        path.rename(folder / names[kind])
    manifest = Manifest(PACKED_FORMAT, digest, rows, **names, bytes=sizes)
    write_manifest(folder, manifest)
    return manifest


def _track_rows(parts: Iterator[pa.Table], report: Report, expected: int) -> Iterator[pa.Table]:
    """The parts, with a word of each to `report`: none comes before all rows are sorted."""
    report("sorting rows", None, 0)
    done = 0
    for part in parts:
        report("writing rows", min(1.0, done / max(1, expected)), done)
        yield part
        done += len(part)
    report("writing rows", 1.0, done)


def _write_rows(parts: Iterator[pa.Table], path: Path) -> int:
    """Write the rows, every part of them to be read by itself, and say how many there are.

    Each group of rows costs every question time, each row of a group the page that needs another of it.
    """
    rows = 0
    with pq.ParquetWriter(
        path, STORED_SCHEMA, compression="zstd", use_dictionary=list(DICTIONARY_COLUMNS)
    ) as writer:
        for part in parts:
            writer.write_table(part, row_group_size=len(part))
            rows += len(part)
    return rows


def _write_combinations(sorter: Any, rows: Path, path: Path) -> None:
    """Write how many rows there are of every combination."""
    keys = ", ".join(FACET_KEYS)
    counted = f"SELECT {keys}, count(*) AS n, count(*) FILTER (WHERE current) AS n_current FROM rows GROUP BY {keys} ORDER BY {keys}"  # noqa: S608 - columns of our own schema
    sorter.read_parquet(str(rows)).create_view("rows")
    sorter.sql(counted).write_parquet(str(path), compression="zstd")


def _digest(*files: Path) -> str:
    found = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            found.update(hashlib.file_digest(file, "sha256").digest())
    return found.hexdigest()[:16]

"""Table and vocabulary → the folder of a packed dataset.

The rows are checked and set aside, then sorted by region, indicator and time, so that a question
about one region reads one stretch of the file. Nothing is written where it would be served before
every row is known to be good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from indicators.audit import audit
from indicators.errors import DataFileError, Problem
from indicators.load import parse_vocabulary
from indicators.model import Dataset
from indicators.packed import FORMAT, Manifest, write_manifest
from indicators.packing.rows import DEFAULTS, FIELDS, NEEDED, RENAMED, RowReader
from indicators.packing.source import TableFile
from indicators.stored import REPEATING, SCHEMA, stored
from indicators.table import COLUMNS, PART, observations
from indicators.tally import KEYS
from indicators.wording import expected
from indicators.yamlfile import text_of

#: Problems that are told one by one.
MOST: Final = 100
#: The sort: what does not fit into its memory is put on disk beside the result. Ten million rows need
#: more than 300 MB, for each thread holds pages of every part it joins.
_SORTER: Final[dict[str, str | int | float | list[str]]] = {
    "memory_limit": "800MB",
    "threads": 1,
    "preserve_insertion_order": False,
}
_ORDER: Final = "region, indicator, series, status, period_end NULLS FIRST, row"
_WITH_ROW: Final = SCHEMA.append(pa.field("row", pa.int64()))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What packing came to: the manifest of the folder, or the problems (the first MOST of all of them)."""

    manifest: Manifest | None
    problems: tuple[Problem, ...] = ()
    faulty: int = 0


def pack(table: Path, vocabulary: Path, folder: Path, fixed: dict[str, str] | None = None) -> Outcome:
    """Write the packed dataset of `table` and `vocabulary` into `folder`, unless there are problems.

    `fixed` gives the value of columns that the table lacks. Raises DataFileError when a file cannot
    be read or written, InvalidDataset with every fault of the vocabulary.
    """
    text = text_of(vocabulary)
    dataset = parse_vocabulary(text, str(vocabulary))
    file = TableFile(table)
    problems = _heading(file, fixed or {})
    if problems:
        return Outcome(None, tuple(sorted(problems)), len(problems))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="packing-", dir=folder) as aside:
            return _packed(file, dataset, text, folder, Path(aside), fixed or {})
    except OSError as error:
        raise DataFileError(folder, f"cannot be written ({error.strerror or error})") from None
    except duckdb.OutOfMemoryException:
        limit = _SORTER["memory_limit"]
        raise DataFileError(table, f"cannot be sorted in {limit} of memory") from None


def _packed(
    file: TableFile, dataset: Dataset, text: str, folder: Path, aside: Path, fixed: dict[str, str]
) -> Outcome:
    reader = RowReader(dataset, str(file.path), MOST)
    checked = aside / "checked.parquet"
    with pq.ParquetWriter(checked, _WITH_ROW, compression="lz4") as writer:
        writer.write_table(_known(dataset))
        for rows, batch in file.batches():
            writer.write_table(reader.read(rows, _columns(rows, batch, file.columns, fixed)))
    with duckdb.connect(":memory:", config={**_SORTER, "temp_directory": str(aside)}) as sorter:
        sorter.read_parquet(str(checked)).create_view("checked")
        doubles = _doubles(sorter, str(file.path), MOST)
        problems = sorted([*file.problems, *reader.problems, *doubles.problems])
        faulty = len(file.problems) + reader.faulty + doubles.faulty
        if faulty:
            return Outcome(None, tuple(problems[:MOST]), faulty)
        lost = _headlines(sorter, dataset)
        if lost:
            return Outcome(None, tuple(lost), len(lost))
        return Outcome(_written(sorter, text, folder, aside))


def _heading(file: TableFile, fixed: dict[str, str]) -> list[Problem]:
    """What is wrong with the columns: unknown, twice, missing."""
    path, valid = str(file.path), [*FIELDS, *RENAMED]
    found = [RENAMED.get(name, name) for name in file.columns]
    problems = [
        Problem(path, 1, name or "row", f"unknown column {name!r}{expected(name, valid)}", "unknown-column")
        for name in file.columns
        if name not in (*valid, *COLUMNS)
    ]
    problems += [
        Problem(path, 1, name, f"the column {name!r} stands there twice", "duplicate-column")
        for name in dict.fromkeys(found)
        if found.count(name) > 1
    ]
    problems += [
        Problem(
            path, 1, name, f"the column {name!r} is missing; add it or give --set {name}=VALUE", "missing"
        )
        for name in NEEDED
        if name not in found and name not in fixed
    ]
    return problems


def _columns(
    rows: np.ndarray[Any, Any], batch: pa.RecordBatch, names: Sequence[str], fixed: dict[str, str]
) -> dict[str, pa.Array]:
    """Every column of FIELDS: as given, else fixed, else by default."""
    given = {RENAMED.get(name, name): batch.column(place) for place, name in enumerate(names)}
    empty = pa.nulls(len(batch), pa.string())
    columns = {name: given.get(name, empty) for name in FIELDS}
    for name, value in (DEFAULTS | fixed).items():
        columns[name] = pc.fill_null(columns[name], value)
    columns["stated"] = pc.coalesce(columns["stated"], columns["value"])
    columns["at"] = pc.coalesce(columns["at"], pa.array(rows).cast(pa.string()))
    for name in ("speaker", "note"):
        columns[f"{name}_zh"] = pc.coalesce(columns[f"{name}_zh"], columns[name])
    return columns


def _known(dataset: Dataset) -> pa.Table:
    """The rows of the few figures that the vocabulary states itself, and of those they imply."""
    rows = stored(observations(dataset, audit(dataset).implied))
    return rows.append_column("row", pa.array(np.arange(-len(rows), 0), pa.int64()))


class _Doubles:
    """Figures with one id: where they stand, the first ones in words."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.faulty = 0


def _doubles(sorter: Any, file: str, most: int) -> _Doubles:
    found = _Doubles()
    again = """SELECT row, first, observation_id FROM (
        SELECT row, observation_id, min(row) OVER (PARTITION BY observation_id) AS first
        FROM checked WHERE observation_id IN (
            SELECT observation_id FROM checked GROUP BY 1 HAVING count(*) > 1)
        ) WHERE row > first"""
    for row, first, id in sorter.execute(f"{again} ORDER BY row LIMIT {most}").fetchall():
        where = f"row {first}" if first > 0 else "the vocabulary"
        message = f"the figure of {where} has the same id {id!r}; give one of them an id of its own in a column 'id'"
        found.problems.append(Problem(file, row, "id", message, "duplicate-observation"))
    if found.problems:
        (found.faulty,) = sorter.execute(f"SELECT count(*) FROM ({again})").fetchone()  # noqa: S608 - words of this module alone
    return found


def _headlines(sorter: Any, dataset: Dataset) -> list[Problem]:
    """Figures that the vocabulary names first and that no row is."""
    named = list(dataset.about.headlines)
    there = {
        id
        for (id,) in sorter.execute(
            "SELECT observation_id FROM checked WHERE list_contains(?, observation_id)",
            [named],
        ).fetchall()
    }
    return [
        Problem(dataset.file, 1, 1, f"dataset: headlines: there is no observation {id!r}", "unknown-id")
        for id in named
        if id not in there
    ]


def _sorted(sorter: Any) -> Iterator[pa.Table]:
    """The rows in their order, in parts, with what depends on it: position, part, and which are latest."""
    query = f"SELECT {', '.join(SCHEMA.names)} FROM checked ORDER BY {_ORDER}"  # noqa: S608 - columns of our own schema
    before, position = None, 0
    for part in _parts(sorter.sql(query).to_arrow_reader(PART)):
        if before is not None:
            yield _placed(before, part, position)
            position += len(before)
        before = part
    if before is not None:
        yield _placed(before, None, position)


def _parts(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The rows of `batches` in pieces of PART rows."""
    held, rows = list[pa.Table](), 0
    for batch in batches:
        held.append(pa.Table.from_batches([batch]).cast(SCHEMA))
        rows += len(batch)
        while rows >= PART:
            whole = pa.concat_tables(held)
            yield whole.slice(0, PART).combine_chunks()
            held, rows = [whole.slice(PART)], rows - PART
    if rows:
        yield pa.concat_tables(held).combine_chunks()


def _placed(part: pa.Table, following: pa.Table | None, position: int) -> pa.Table:
    """A part with its places; a row is the latest when the next is of another series or status."""
    last = [None if following is None else following[name][0].as_py() for name in ("series", "status")]
    is_latest = np.zeros(len(part), dtype=bool)
    for name, next_one in zip(("series", "status"), last, strict=True):
        column = part[name].combine_chunks()
        after = pa.concat_arrays([column.slice(1), pa.array([next_one], column.type)])
        is_latest |= pc.fill_null(pc.not_equal(column, after), True).to_numpy(zero_copy_only=False)
    computed = {
        "position": pa.array(np.arange(position, position + len(part))),
        "part": pa.array(np.full(len(part), position // PART)),
        "is_latest": pa.array(is_latest),
    }
    return pa.table({name: computed.get(name, part[name]) for name in SCHEMA.names}, schema=SCHEMA)


def _written(sorter: Any, text: str, folder: Path, aside: Path) -> Manifest:
    """Write the rows, the numbers of their combinations and the vocabulary; then name them in a manifest."""
    new = {name: aside / f"{name}.parquet" for name in ("observations", "combinations")}
    rows = _write_rows(_sorted(sorter), new["observations"])
    _count(sorter, new["observations"], new["combinations"])
    new["vocabulary"] = aside / "vocabulary.yaml"
    new["vocabulary"].write_text(text, encoding="utf-8")
    digest = _digest(new["vocabulary"], new["observations"])
    names = {kind: f"{kind}-{digest}{path.suffix}" for kind, path in new.items()}
    sizes = {names[kind]: path.stat().st_size for kind, path in new.items()}
    for kind, path in new.items():
        path.replace(folder / names[kind])
    manifest = Manifest(FORMAT, digest, rows, **names, bytes=sizes)
    write_manifest(folder, manifest)
    return manifest


def _write_rows(parts: Iterator[pa.Table], path: Path) -> int:
    """Write the rows, every part of them to be read by itself, and say how many there are.

    Each group of rows costs every question time, each row of a group the page that needs another of it.
    """
    rows = 0
    with pq.ParquetWriter(path, SCHEMA, compression="zstd", use_dictionary=list(REPEATING)) as writer:
        for part in parts:
            writer.write_table(part, row_group_size=PART)
            rows += len(part)
    return rows


def _count(sorter: Any, rows: Path, path: Path) -> None:
    """Write how many rows there are of every combination."""
    keys = ", ".join(KEYS)
    counted = f"SELECT {keys}, count(*) AS n FROM rows GROUP BY {keys} ORDER BY {keys}"  # noqa: S608 - columns of our own schema
    sorter.read_parquet(str(rows)).create_view("rows")
    sorter.sql(counted).write_parquet(str(path), compression="zstd")


def _digest(*files: Path) -> str:
    found = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            found.update(hashlib.file_digest(file, "sha256").digest())
    return found.hexdigest()[:16]

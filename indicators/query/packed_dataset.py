"""The columns of a packed dataset: what a file of rows holds, and the table that it stands for.

Rows hold what was stated of each figure; what their ids stand for is in the vocabulary and is
added when rows are fetched. Ids are plain text and never missing: `_T` is the sector of a figure
about all of them, `_Z` stands where there is no counterpart or plan, as SDMX writes it.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from indicators.check.dataset_file import load_dataset
from indicators.errors import DataFileError, FileAccessError
from indicators.model import Dataset
from indicators.model.dimensions import DIMENSIONS
from indicators.query.facets import COUNT_COLUMNS, FACET_KEYS
from indicators.query.table import COLUMNS, NAME_COLUMNS, WORKING_COLUMNS, add_names

#: key → what stands in a row that has none
MISSING_CODES: Final = {
    dimension.id: dimension.missing_code for dimension in DIMENSIONS if dimension.missing_code
}
_TYPES: Final = {
    "float64": pa.float64(),
    "int64": pa.int64(),
    "datetime64[us]": pa.date32(),
    "bool": pa.bool_(),
}
_DTYPES: Final = {name: dtype for name, (dtype, _) in (COLUMNS | WORKING_COLUMNS).items()}
#: column of a file of rows → its type
STORED_SCHEMA: Final = pa.schema(
    [(name, _TYPES.get(dtype, pa.string())) for name, dtype in _DTYPES.items() if name not in NAME_COLUMNS]
)
#: Columns whose values come again and again, so that a file holds each once. Plain columns are read
#: in half the time of ones that began with a dictionary and gave it up.
DICTIONARY_COLUMNS: Final = tuple(
    field.name for field in STORED_SCHEMA if _DTYPES[field.name] == "category" or pa.types.is_date(field.type)
)


def to_stored_rows(table: pd.DataFrame) -> pa.Table:
    """The rows of a table as a file holds them."""
    arrays = []
    for field in STORED_SCHEMA:
        column = table[field.name]
        if field.name in MISSING_CODES:
            column = column.astype(object).where(column.notna(), MISSING_CODES[field.name])
        arrays.append(pa.Array.from_pandas(column).cast(field.type))
    return pa.Table.from_arrays(arrays, schema=STORED_SCHEMA)


def from_stored_rows(rows: pa.Table, dataset: Dataset) -> pd.DataFrame:
    """The table that rows of a file stand for, in its order."""
    position = rows["position"].to_numpy()
    if (position[1:] < position[:-1]).any():
        rows = rows.take(pa.array(position.argsort()))
    found = pa.table({name: _to_pandas_column(name, rows[name]) for name in STORED_SCHEMA.names}).to_pandas()
    return add_names(found, dataset)


def _to_pandas_column(name: str, column: pa.ChunkedArray) -> Any:
    """A column as pandas takes it without looking at each cell."""
    dtype = _DTYPES[name]
    if dtype == "category":
        texts = column.cast(pa.string()).combine_chunks()
        if name in MISSING_CODES:
            texts = pc.if_else(pc.equal(texts, MISSING_CODES[name]), None, texts)
        return texts.dictionary_encode()
    if dtype == "str":
        return column.cast(pa.string())
    return column.cast(pa.timestamp("us")) if dtype.startswith("datetime") else column


def read_combinations(packed: PackedDataset) -> pd.DataFrame:
    """The numbers of rows by combination of ids, as they were counted when the dataset was packed.

    Raises DataFileError when they were counted by other dimensions than today's.
    Read column by column, for pandas keeps each in a fraction of what Arrow reads it into.
    """
    known = pq.read_schema(packed.combinations).names
    if missing := [name for name in (*FACET_KEYS, *COUNT_COLUMNS) if name not in known]:
        raise DataFileError(
            packed.combinations, f"expected a column {missing[0]!r}; found none: pack it again"
        )
    file = pq.ParquetFile(packed.combinations, read_dictionary=list(FACET_KEYS))
    columns = {name: file.read([name]).to_pandas()[name] for name in (*FACET_KEYS, *COUNT_COLUMNS)}
    return pd.DataFrame(columns, copy=False)


MANIFEST_NAME: Final = "manifest.json"
_MAX_MANIFEST_LENGTH: Final = 100_000
#: What wrote the folder; another number means other columns.
PACKED_FORMAT: Final = "regional-indicators/3"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds: the version of its content, its files with their sizes, its number of rows."""

    format: str
    digest: str
    rows: int
    vocabulary: str
    observations: str
    combinations: str
    bytes: dict[str, int]

    @property
    def files(self) -> tuple[str, str, str]:
        """The names of the files."""
        return self.vocabulary, self.observations, self.combinations


@dataclass(frozen=True, slots=True)
class PackedDataset:
    """A packed dataset that was opened: its records, and where its rows are."""

    folder: Path
    manifest: Manifest
    dataset: Dataset

    @property
    def observations(self) -> Path:
        """The file of rows."""
        return self.folder / self.manifest.observations

    @property
    def combinations(self) -> Path:
        """The file of numbers of rows by combination of ids."""
        return self.folder / self.manifest.combinations


def _read_manifest_text(path: Path) -> str:
    """The text of a manifest, which is short."""
    with path.open(encoding="utf-8") as file:
        return file.read(_MAX_MANIFEST_LENGTH)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a packed dataset; raises DataFileError when the folder holds none or is not whole."""
    path = folder / MANIFEST_NAME
    try:
        manifest = Manifest(**json.loads(_read_manifest_text(path)))
        sizes = {name: (folder / name).stat().st_size for name in manifest.files}
    except FileNotFoundError as error:
        name = Path(str(error.filename)).name
        kind = FileAccessError if name == MANIFEST_NAME else DataFileError
        raise kind(folder, f"not a packed dataset: there is no {name}") from None
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise DataFileError(path, f"cannot be read ({error})") from None
    if manifest.format != PACKED_FORMAT:
        raise DataFileError(
            path, f"expected the format {PACKED_FORMAT}; found {manifest.format!r}: pack it again"
        )
    for name, size in sizes.items():
        if manifest.bytes.get(name) != size:
            raise DataFileError(
                folder / name,
                f"expected {manifest.bytes.get(name, 0):,} bytes; found {size:,}: copy or pack it again",
            )
    return manifest


class DatasetLoader(Protocol):
    """What makes a dataset of a file, as `load_dataset` does."""

    def __call__(self, path: Path, digest: str = "", *, figures_elsewhere: bool = False) -> Dataset:
        """The dataset in the file at `path`."""


def read_packed(folder: Path, load: DatasetLoader = load_dataset) -> PackedDataset:
    """The packed dataset in a folder, whose vocabulary `load` reads.

    Raises DataFileError when it cannot be read, InvalidDataset when its vocabulary has faults.
    """
    manifest = read_manifest(folder)
    dataset = load(folder / manifest.vocabulary, manifest.digest, figures_elsewhere=True)
    # Rows are read as they are asked for: where a link leads elsewhere by then, they stay those of this version.
    return PackedDataset(folder.resolve(), manifest, dataset)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a folder."""
    (folder / MANIFEST_NAME).write_text(json.dumps(asdict(manifest), indent=1) + "\n", encoding="utf-8")


def list_files(folder: Path) -> tuple[str, ...]:
    """The names of the files that the packed dataset in a folder is read from; none where there is none."""
    try:
        return read_manifest(folder).files
    except DataFileError:
        return ()


def remove_unread_files(folder: Path, kept: Collection[str]) -> None:
    """Remove the files of packed datasets of old that nobody reads any more."""
    for name in ("vocabulary", "observations", "combinations"):
        for path in folder.glob(f"{name}-*"):
            if path.name not in kept:
                path.unlink()

"""A path → a catalogue: of a data file, or of a packed dataset behind the engine that is chosen."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

from indicators.check.dataset_file import load_dataset
from indicators.errors import DataFileError, IndicatorsError
from indicators.i18n.letters import find_nearest
from indicators.query import Catalogue
from indicators.query.engines import Engine
from indicators.query.engines.pandas_engine import PandasEngine
from indicators.query.packed_dataset import DatasetLoader, PackedDataset, from_stored_rows, read_packed
from indicators.yamlfile.progress import Report, report_nothing


def open_catalogue(
    path: Path, engine: str = "", load: DatasetLoader = load_dataset, report: Report = report_nothing
) -> Catalogue:
    """The dataset at `path`, a file or the folder of a packed one, ready to be asked; `load` reads its records.

    Raises DataFileError when it cannot be read, InvalidDataset with every fault, UnfitEngine, and what
    `open_engine` raises.
    """
    if path.is_dir():
        report("reading the vocabulary", None, 0)
        found = read_packed(path, load)
        report("opening the rows", None, 0)
        return Catalogue(found.dataset, open_engine(found, engine))
    if check_engine_name(engine) not in ("", PANDAS):
        raise UnfitEngine(path, engine)
    report("reading the data file", None, 0)
    return Catalogue(load(path))


PANDAS, DUCKDB = "pandas", "duckdb"
#: What can be chosen, as help and messages say it.
ENGINE_CHOICES: Final = "pandas, duckdb or sc://host:port"
_SPARK_SERVER: Final = re.compile(r"sc://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?(/.*)?")


class UnknownEngine(IndicatorsError):
    """No engine has this name."""

    def __init__(self, name: str) -> None:
        close = find_nearest(name, (PANDAS, DUCKDB))
        hint = f"; did you mean {close!r}?" if close else ""
        super().__init__(f"engine: expected {ENGINE_CHOICES}; found {name!r}{hint}")


class UnfitEngine(DataFileError):
    """The engine reads a packed dataset, and the path leads to a data file."""

    is_misuse = True

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(path, f"the engine {name} reads a packed dataset; make one: indicators pack --help")


class MissingExtra(IndicatorsError):
    """A library is not installed; the message says how to install it."""

    def __init__(self, engine: str, extra: str) -> None:
        super().__init__(f"the engine {engine} is not installed: pip install 'regional-indicators[{extra}]'")


def check_engine_name(name: str) -> str:
    """The name of an engine, or "" for the one that fits the data; raises UnknownEngine."""
    if name in ("", PANDAS, DUCKDB) or _SPARK_SERVER.fullmatch(name):
        return name
    raise UnknownEngine(name)


def open_engine(packed: PackedDataset, name: str = "") -> Engine:
    """The engine `name` over a packed dataset; DuckDB when nothing is chosen.

    Raises UnknownEngine, MissingExtra.
    """
    chosen = check_engine_name(name) or DUCKDB
    if chosen == PANDAS:
        return PandasEngine(from_stored_rows(pq.read_table(packed.observations), packed.dataset))
    if chosen == DUCKDB:
        return _import_engine("duckdb_engine", DUCKDB, "big").DuckdbEngine(packed)  # type: ignore[no-any-return]
    return _import_engine("spark_engine", chosen, "spark").SparkEngine(packed, chosen)  # type: ignore[no-any-return]


def _import_engine(module: str, engine: str, extra: str) -> Any:
    try:
        return import_module(f"indicators.query.engines.{module}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("indicators"):
            raise
        raise MissingExtra(engine, extra) from None

"""A path → a catalogue: of a data file, or of a packed dataset behind the engine that is chosen."""

from __future__ import annotations

from pathlib import Path

from indicators.engines.choice import PANDAS, engine_of, valid
from indicators.errors import DataFileError
from indicators.load import load
from indicators.packed import packed
from indicators.select import Catalogue


def opened(path: Path, engine: str = "") -> Catalogue:
    """The dataset at `path`, a file or the folder of a packed one, ready to be asked.

    Raises DataFileError when it cannot be read, InvalidDataset with every fault, and what
    `engine_of` raises.
    """
    if path.is_dir():
        found = packed(path)
        return Catalogue(found.dataset, engine_of(found, engine))
    if valid(engine) not in ("", PANDAS):
        raise DataFileError(
            path, f"the engine {engine} reads a packed dataset; make one: indicators pack --help"
        )
    return Catalogue(load(path))

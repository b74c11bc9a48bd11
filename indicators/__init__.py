"""Regional Indicators: stated economic figures with their hedges, periods and sources.

>>> import indicators
>>> catalogue = indicators.load()
>>> catalogue.observations(indicator="gdp", measure="level")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.errors import DataFileError, IndicatorsError, InvalidDataset, UnknownId
from indicators.paths import DATA_FILE

if TYPE_CHECKING:
    from indicators.query import Catalogue, Selection
    from indicators.reading.claims import Claim

__version__ = "0.1.0"
__all__ = [
    "Catalogue",
    "Claim",
    "DataFileError",
    "IndicatorsError",
    "InvalidDataset",
    "Selection",
    "UnknownId",
    "__version__",
    "factcheck",
    "load",
]


def __getattr__(name: str) -> Any:
    """What needs a second of imports, such as pandas, when it is first asked for."""
    if name in ("Catalogue", "Selection"):
        return getattr(import_module("indicators.query"), name)
    if name == "Claim":
        return getattr(import_module("indicators.reading.claims"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load(path: str | Path | None = None, engine: str = "") -> Catalogue:
    """The dataset at `path` (the one that ships with the package when None), ready to be asked.

    `path` is a data file, or the folder of a packed dataset with `engine` over it: pandas, duckdb
    (the default) or the address sc://host:port of a Spark Connect server. Raises DataFileError when
    it cannot be read, InvalidDataset with every fault.
    """
    opening = import_module("indicators.query.opening")
    catalogue: Catalogue = opening.open_catalogue(Path(path) if path else DATA_FILE, engine)
    return catalogue


def factcheck(text: str, *, language: str = "auto", catalogue: Catalogue | None = None) -> tuple[Claim, ...]:
    """Every figure that `text` states, in reading order, with what the dataset says of it.

    `language` is auto, en or zh (ValueError for another), `catalogue` a dataset to check against, the one that
    ships with the package when None. Whatever text it gets, it answers.
    """
    claims = import_module("indicators.reading.claims")
    found: tuple[Claim, ...] = claims.factcheck(text, language=language, catalogue=catalogue)
    return found

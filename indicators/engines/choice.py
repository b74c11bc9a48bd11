"""Which engine keeps the rows of a packed dataset, by its name: pandas, duckdb or a server's address.

Engines that need an extra are imported when they are chosen.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any, Final

import pyarrow.parquet as pq

from indicators.engines import Engine
from indicators.engines.memory import Memory
from indicators.errors import IndicatorsError
from indicators.nearest import nearest
from indicators.packed import Packed
from indicators.stored import table

PANDAS, DUCKDB = "pandas", "duckdb"
#: What can be chosen, as help and messages say it.
CHOICES: Final = "pandas, duckdb or sc://host:port"
_SERVER: Final = re.compile(r"sc://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?(/.*)?")


class UnknownEngine(IndicatorsError):
    """No engine has this name."""

    def __init__(self, name: str) -> None:
        close = nearest(name, (PANDAS, DUCKDB))
        hint = f"; did you mean {close!r}?" if close else ""
        super().__init__(f"engine: expected {CHOICES}; found {name!r}{hint}")


class MissingExtra(IndicatorsError):
    """A library is not installed; the message says how to install it."""

    def __init__(self, engine: str, extra: str) -> None:
        super().__init__(f"the engine {engine} is not installed: pip install 'regional-indicators[{extra}]'")


def valid(name: str) -> str:
    """The name of an engine, or "" for the one that fits the data; raises UnknownEngine."""
    if name in ("", PANDAS, DUCKDB) or _SERVER.fullmatch(name):
        return name
    raise UnknownEngine(name)


def engine_of(packed: Packed, name: str = "") -> Engine:
    """The engine `name` over a packed dataset; DuckDB when nothing is chosen.

    Raises UnknownEngine, MissingExtra.
    """
    chosen = valid(name) or DUCKDB
    if chosen == PANDAS:
        return Memory(table(pq.read_table(packed.observations), packed.dataset))
    if chosen == DUCKDB:
        return _optional("embedded", DUCKDB, "big").Embedded(packed)  # type: ignore[no-any-return]
    return _optional("cluster", chosen, "spark").Cluster(packed, chosen)  # type: ignore[no-any-return]


def _optional(module: str, engine: str, extra: str) -> Any:
    try:
        return import_module(f"indicators.engines.{module}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("indicators"):
            raise
        raise MissingExtra(engine, extra) from None

"""What keeps the rows and answers queries over them: a table in memory, or a database over files.

Queries are portable narwhals expressions over a lazy frame, so that they mean the same to every
engine. An engine answers for rows and columns only.
"""

from __future__ import annotations

from typing import Any, Protocol

import pandas as pd


class Engine(Protocol):
    """Rows under the columns of the table, each with a `position` and the `part` of the table it is in.

    Safe to ask from many threads.
    """

    @property
    def held(self) -> bool:
        """Whether every row is in memory anyway, so that nothing is saved by asking for a few."""

    def frame(self) -> Any:
        """All rows as a lazy frame to write a query over."""

    def collect(self, query: Any) -> pd.DataFrame:
        """The answer to a query over `frame`, in any order."""

    def rows(self, query: Any) -> pd.DataFrame:
        """The answer to a query that gives whole rows: the columns and dtypes of the table, in its order."""

    def combinations(self) -> pd.DataFrame:
        """How many rows (`n`) there are of every combination of ids, and how many are current (`n_current`)."""

"""The dataset that ships with the package, read once for all tests of a process: ask it, never change it."""

from __future__ import annotations

from functools import cache

import indicators
from indicators.query import Catalogue


@cache
def real() -> Catalogue:
    return indicators.load()

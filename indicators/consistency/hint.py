"""One hint to a curator: what to look at, and the figures it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HintKind = Literal[
    "undeclared",
    "slip",
    "two-values",
    "dollars",
    "early-flow",
    "undated-target",
    "each-of",
    "a-year",
    "unit-noun",
    "prices",
    "title-number",
]


@dataclass(frozen=True, slots=True)
class CuratorHint:
    """One hint: its kind, what to look at, and the figures – or the indicator – it is about."""

    hint: HintKind
    message: str
    figures: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.hint}: {self.message} [{', '.join(self.figures)}]"

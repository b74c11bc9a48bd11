"""Passages of drafts with the claims in them, and how many of them are checked as they should be.

`passages_en.txt` and `passages_zh.txt` are made up for these tests. A verdict that a sensible person may give
instead counts as right; so does any of the figures that a claim may be matched to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indicators.reading.claims import Claim

_MARK = re.compile(r"\{\{(.*?)\|(.*?)\|(.*?)\}\}")


@dataclass(frozen=True)
class ExpectedClaim:
    """What a passage claims: its place, the verdicts that are right, the figures it may be of."""

    start: int
    end: int
    printed: str
    verdicts: tuple[str, ...]
    observations: tuple[str, ...]

    def find(self, claims: tuple[Claim, ...]) -> Claim | None:
        """The one of `claims` that stands there."""
        return next((one for one in claims if one.start < self.end and self.start < one.end), None)


@dataclass(frozen=True)
class Passage:
    """A text and its claims."""

    id: str
    text: str
    claims: tuple[ExpectedClaim, ...]


def read_passages(language: str) -> Iterator[Passage]:
    """The passages of `passages_en.txt` or `passages_zh.txt`."""
    file = Path(__file__).with_name(f"passages_{language}.txt")
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            id, marked = line.split(" ", 1)
            yield _read_passage(id, marked)


def _read_passage(id: str, marked: str) -> Passage:
    text, place, claims = "", 0, []
    for match in _MARK.finditer(marked):
        text += marked[place : match.start()]
        printed, verdicts, observations = match.groups()
        ids = tuple(observations.split(",")) if observations else ()
        claims.append(
            ExpectedClaim(len(text), len(text) + len(printed), printed, tuple(verdicts.split("/")), ids)
        )
        text += printed
        place = match.end()
    return Passage(id, text + marked[place:], tuple(claims))

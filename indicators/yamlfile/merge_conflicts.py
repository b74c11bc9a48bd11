"""Where two versions of a file were not merged: the marks git leaves in a text, found as lines.

YAML takes the marks for broken syntax, or – between quotes – for words, so they are looked for
before anything is parsed. Git writes them at the very start of a line: what is indented, such as
a line of `=======` in a block of text, is text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

#: The marks in their order in a conflict; the version before both is shown by some settings only.
MARKER_SIGNS = _OURS_SIGN, _BASE_SIGN, MIDDLE_SIGN, _THEIRS_SIGN = (
    "<<<<<<<",
    "|||||||",
    "=======",
    ">>>>>>>",
)
#: mark → the marks that may follow it; any other is text of a version
_NEXT_SIGNS: Final = {
    _OURS_SIGN: (_BASE_SIGN, MIDDLE_SIGN),
    _BASE_SIGN: (MIDDLE_SIGN,),
    MIDDLE_SIGN: (_THEIRS_SIGN,),
}


@dataclass(frozen=True, slots=True)
class ConflictMarker:
    """A line that is a mark: which, and the label behind it."""

    line: int
    sign: str
    label: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict, by its marks in their order."""

    ours: ConflictMarker
    between: ConflictMarker
    theirs: ConflictMarker
    before: ConflictMarker | None = None

    @property
    def message(self) -> str:
        """What is wrong and what was expected."""
        ours = _describe_side(self.ours.label or "the first", self.ours, self.before or self.between)
        theirs = _describe_side(self.theirs.label or "the second", self.between, self.theirs)
        signs = [mark.sign for mark in (self.ours, self.before, self.between, self.theirs) if mark]
        old = f", nor {_describe_lines(self.before, self.between)} of before both" if self.before else ""
        return (
            f"two versions were not merged in lines {self.ours.line} to {self.theirs.line}: {ours} and {theirs}; "
            f"expected one text of both, without {', '.join(signs[:-1])} and {signs[-1]}{old}"
        )


@dataclass(slots=True)
class ConflictMarkers:
    """What is found in a text: whole conflicts, and marks that are in none."""

    conflicts: list[Conflict] = field(default_factory=list)
    left: list[ConflictMarker] = field(default_factory=list)


def describe_stray_marker(mark: ConflictMarker) -> str:
    """What is wrong with a mark that is part of no whole conflict."""
    named = f"{mark.sign} {mark.label}".strip()
    return f"a merge left {named!r} here; expected the merged text, without the marks of a conflict"


def find_conflicts(lines: Sequence[str]) -> ConflictMarkers:
    """Every conflict in a text of these lines, and every mark outside of them."""
    found, open_ = ConflictMarkers(), list[ConflictMarker]()
    for number, line in enumerate(lines, 1):
        sign, behind = line[:7], line[7:]
        if sign not in MARKER_SIGNS or (behind and not behind[0].isspace()):
            continue
        mark = ConflictMarker(number, sign, behind.strip())
        if mark.sign == _OURS_SIGN:
            found.left += open_
            open_ = [mark]
        elif open_ and mark.sign in _NEXT_SIGNS[open_[-1].sign]:
            open_.append(mark)
        elif not open_ or mark.sign == _THEIRS_SIGN:
            found.left += [*open_, mark]
            open_ = []
        if len(open_) > 1 and mark.sign == _THEIRS_SIGN:
            found.conflicts.append(_build_conflict(open_))
            open_ = []
    found.left += open_
    return found


def _build_conflict(signs: Sequence[ConflictMarker]) -> Conflict:
    ours, *before, between, theirs = signs
    return Conflict(ours, between, theirs, before[0] if before else None)


def _describe_side(name: str, start: ConflictMarker, end: ConflictMarker) -> str:
    return f"{name} ({_describe_lines(start, end)})"


def _describe_lines(start: ConflictMarker, end: ConflictMarker) -> str:
    """The lines between two marks."""
    first, last = start.line + 1, end.line - 1
    if first > last:
        return "no line"
    return f"line {first}" if first == last else f"lines {first}–{last}"

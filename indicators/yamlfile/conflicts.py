"""Where two versions of a file were not merged: the marks git leaves in a text, found as lines.

YAML takes the marks for broken syntax, or – between quotes – for words, so they are looked for
before anything is parsed. Git writes them at the very start of a line: what is indented, such as
a line of `=======` in a block of text, is text. Knows nothing of YAML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

#: The marks in their order in a conflict; the version before both is shown by some settings only.
SIGNS = _OURS, _BEFORE, BETWEEN, _THEIRS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
#: mark → the marks that may follow it; any other is text of a version
_NEXT: Final = {_OURS: (_BEFORE, BETWEEN), _BEFORE: (BETWEEN,), BETWEEN: (_THEIRS,)}


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that is a mark: which, and the label behind it."""

    line: int
    sign: str
    label: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict, by its marks in their order."""

    ours: Mark
    between: Mark
    theirs: Mark
    before: Mark | None = None

    @property
    def message(self) -> str:
        """What is wrong and what was expected."""
        ours = _side(self.ours.label or "the first", self.ours, self.before or self.between)
        theirs = _side(self.theirs.label or "the second", self.between, self.theirs)
        signs = [mark.sign for mark in (self.ours, self.before, self.between, self.theirs) if mark]
        old = f", nor {_lines(self.before, self.between)} of before both" if self.before else ""
        return (
            f"two versions were not merged in lines {self.ours.line} to {self.theirs.line}: {ours} and {theirs}; "
            f"expected one text of both, without {', '.join(signs[:-1])} and {signs[-1]}{old}"
        )


@dataclass(slots=True)
class Marks:
    """What is found in a text: whole conflicts, and marks that are in none."""

    conflicts: list[Conflict] = field(default_factory=list)
    left: list[Mark] = field(default_factory=list)


def left_message(mark: Mark) -> str:
    """What is wrong with a mark that is part of no whole conflict."""
    named = f"{mark.sign} {mark.label}".strip()
    return f"a merge left {named!r} here; expected the merged text, without the marks of a conflict"


def marks(lines: Sequence[str]) -> Marks:
    """Every conflict in a text of these lines, and every mark outside of them."""
    found, open_ = Marks(), list[Mark]()
    for number, line in enumerate(lines, 1):
        sign, behind = line[:7], line[7:]
        if sign not in SIGNS or (behind and not behind[0].isspace()):
            continue
        mark = Mark(number, sign, behind.strip())
        if mark.sign == _OURS:
            found.left += open_
            open_ = [mark]
        elif open_ and mark.sign in _NEXT[open_[-1].sign]:
            open_.append(mark)
        elif not open_ or mark.sign == _THEIRS:
            found.left += [*open_, mark]
            open_ = []
        if len(open_) > 1 and mark.sign == _THEIRS:
            found.conflicts.append(_conflict(open_))
            open_ = []
    found.left += open_
    return found


def _conflict(signs: Sequence[Mark]) -> Conflict:
    ours, *before, between, theirs = signs
    return Conflict(ours, between, theirs, before[0] if before else None)


def _side(name: str, start: Mark, end: Mark) -> str:
    return f"{name} ({_lines(start, end)})"


def _lines(start: Mark, end: Mark) -> str:
    """The lines between two marks."""
    first, last = start.line + 1, end.line - 1
    if first > last:
        return "no line"
    return f"line {first}" if first == last else f"lines {first}–{last}"

r"""The text of an article: its lines, where words stand in it and where it says a number.

White space, typographic quotes and dashes, and backslashes (``\$``) make no difference; words may
begin on a line and run on into the next one, broken with a hyphen or not. Words that would cut a
number in two (``71`` on a line that prints ``171`` or ``71 million``) do not stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from indicators.model.quantity import PrintedNumber
from indicators.reading.english_numbers import (
    NumberToken,
    find_hedge_at_end,
    find_hedge_at_start,
    find_numbers,
    normalise_typography,
)
from indicators.yamlfile import read_text

#: Line and column, both counted from 1.
Place = tuple[int, int]
_DOLLARS = re.compile(r"(?:\$|\bUSD ?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextMatch:
    """Words found in an article: the place of every character, and the hedge right beside them, if any."""

    places: tuple[Place, ...]
    hedge: str | None


@dataclass(frozen=True, slots=True)
class _Passage:
    """A line (its first `length` characters) that runs on into the next one."""

    text: str
    length: int
    places: tuple[Place, ...]
    numbers: tuple[NumberToken, ...]


class Article:
    """One article, folded; lines and columns count from 1 and are those of the file."""

    def __init__(self, text: str) -> None:
        self.lines = [normalise_typography(line) for line in text.removesuffix("\n").split("\n")]
        self._passages: dict[int, tuple[_Passage, ...]] = {}

    def has_line(self, line: int) -> bool:
        """Whether there is such a line."""
        return 1 <= line <= len(self.lines)

    def find_words(self, words: str, line: int) -> list[TextMatch]:
        """Every place where `words` begin on `line`."""
        pattern = _words_pattern(words)
        return [
            TextMatch(passage.places[match.start() : match.end()], _hedge_beside(passage.text, match))
            for passage in self._passages_at(line)
            for match in pattern.finditer(passage.text)
            if match.start() < passage.length and not _cuts_number(match, passage.numbers)
        ]

    def find_number(
        self, printed: PrintedNumber | None, line: int, *, dollars: bool = False
    ) -> list[TextMatch]:
        """Every place on `line` that says the number `printed`; with `dollars`, behind $ or USD only."""
        return [
            TextMatch(passage.places[number.start : number.end], None)
            for passage in self._passages_at(line)
            for number in passage.numbers
            if is_same_number(number.printed, printed) and number.start < passage.length
            if not dollars or _DOLLARS.search(passage.text[: number.start])
        ]

    def _passages_at(self, line: int) -> tuple[_Passage, ...]:
        if line not in self._passages:
            self._passages[line] = tuple(self._join_lines(line))
        return self._passages[line]

    def _join_lines(self, line: int) -> Iterator[_Passage]:
        """`line` with the next line that is not empty; a word broken at its end with and without the hyphen."""
        first = self.lines[line - 1].rstrip()
        follows = next((n for n in range(line + 1, len(self.lines) + 1) if self.lines[n - 1].strip()), line)
        second = self.lines[follows - 1] if follows != line else ""
        for head, joint in [(first, ""), (first[:-1], "")] if first.endswith("-") else [(first, " ")]:
            here = [(line, column) for column in range(1, len(head) + len(joint) + 1)]
            there = [(follows, column) for column in range(1, len(second) + 1)]
            text = head + joint + second
            yield _Passage(text, len(head), (*here, *there), tuple(find_numbers(text)))


def read_article(folder: Path, source: str) -> Article:
    """The article of `source` in `folder`. Raises DataFileError when it cannot be read."""
    return Article(read_text(folder / f"{source}.txt"))


def is_same_number(one: PrintedNumber | None, other: PrintedNumber | None) -> bool:
    """Whether both say the same number to the same digit ("one trillion" and "1 trillion")."""
    return one is not None and other is not None and replace(one, text="") == replace(other, text="")


def format_line_list(lines: Sequence[int]) -> str:
    """Lines as messages name them: "line 4", "lines 4, 9", "lines 4-9"."""
    runs = f"{lines[0]}-{lines[-1]}" if isinstance(lines, range) else ", ".join(map(str, lines))
    return f"line {lines[0]}" if len(lines) == 1 else f"lines {runs}"


@lru_cache(maxsize=4096)
def _words_pattern(words: str) -> re.Pattern[str]:
    """`words` as they may be printed: any white space, a backslash before any sign, whole words only."""
    plain = normalise_typography(words).replace("\\", "").split()
    body = r"\s+".join(re.sub(r"([^A-Za-z0-9])", _escape_sign, word) for word in plain)
    return re.compile(rf"(?<![A-Za-z0-9]){body}(?![A-Za-z0-9])")


def _escape_sign(sign: re.Match[str]) -> str:
    return r"\\?" + re.escape(sign[0])


def _cuts_number(match: re.Match[str], tokens: tuple[NumberToken, ...]) -> bool:
    """Whether `match` begins or ends inside a number."""
    return any(token.start < edge < token.end for token in tokens for edge in match.span())


def _hedge_beside(text: str, match: re.Match[str]) -> str | None:
    return find_hedge_at_end(text[: match.start()]) or find_hedge_at_start(text[match.end() :])

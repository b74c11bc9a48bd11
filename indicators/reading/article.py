r"""The text of an article: its lines, where words stand in it and what these say there.

White space, typographic quotes and dashes, characters without width and backslashes (``\$``) make no
difference; words may begin on a line and run on into the next one, broken with a hyphen or not. Words that
would cut a number in two (``71`` on a line that prints ``171`` or ``71 million``) do not stand there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from indicators.reading import Mention, Reading, read
from indicators.reading.english.numbers import SCALES
from indicators.reading.mention import MEASURING_REASONS, Excused
from indicators.reading.plain import Line, lines
from indicators.yamlfile import read_text
from indicators.yamlfile.lines import split_lines

#: Line and column, both counted from 1.
Place = tuple[int, int]
#: sign → the plain one that is looked up for it, one for one, beyond what `plain` folds
_SAME: dict[int, str | int] = {
    ord(sign): plain for signs, plain in (("`′", "'"), ("“”″", '"'), ("–—", "-")) for sign in signs
}
_SAME |= {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width forms
_SCALED = re.compile(
    rf"[ -]?(?:{'|'.join(sorted(SCALES, key=len, reverse=True))})(?![a-z])|[十百千万亿兆萬億](?![瓦克米帕伏赫字])",
    re.IGNORECASE,
)
#: Between two digits they make one number or name of both.
_JOINS = "-+.,/:"
#: What may stand before a number and is no part of its digits.
_SIGNS = ("minus", "negative", "负", "負")


class Passage:
    """Words that are read as they stand: a line, or one that runs on into the next."""

    def __init__(self, text: str, places: Sequence[Place] | Line) -> None:
        self.text = text
        self.folded = text.translate(_SAME)
        self._places = places

    def places(self, start: int, end: int) -> list[Place]:
        """Where the characters from `start` to `end` stand in the file."""
        if not isinstance(self._places, Line):
            return list(self._places[start:end])
        line = self._places
        first, last = line.span(start, end)
        return [(line.number, place - line.start + 1) for place in range(first, last)]

    @cached_property
    def reading(self) -> Reading:
        """The figures that it states."""
        return read(self.text)

    @cached_property
    def numbers(self) -> Reading:
        """The same, and whatever else of it may be one where somebody holds it to be."""
        return read(self.text, stated=True)

    def number_end(self, one: Mention) -> int:
        """Where the number of a mention ends, its scale words included."""
        end = one.number_end
        while match := _SCALED.match(self.folded, end):
            end = match.end()
        return end

    def find(self, pattern: re.Pattern[str]) -> Iterator[Words]:
        """Every place where the words of a pattern stand."""
        for match in pattern.finditer(self.folded):
            if not self._cuts_number(match.start()) and not self._cuts_number(match.end()):
                yield Words(self, match.start(), match.end())

    def _cuts_number(self, edge: int) -> bool:
        """Whether words that begin or end at `edge` would cut a number in two."""
        text = self.folded
        before, after = text[max(0, edge - 1) : edge], text[edge : edge + 1]
        if before.isdigit() and (_SCALED.match(text, edge) or _joins(text, edge)):
            return True
        if after.isdigit() and _joins(text, edge - 1):
            return True
        one = self._number_before(edge)
        if one is None or edge > one.number_end:
            return False
        if edge == one.number_end:
            return _SCALED.match(text, edge) is not None
        return text[one.number_start : edge].strip(" ").lower() not in _SIGNS

    @cached_property
    def _starts(self) -> list[int]:
        return [one.number_start for one in self.reading.mentions]

    def _number_before(self, edge: int) -> Mention | None:
        """The last figure whose number begins before `edge`."""
        index = bisect_left(self._starts, edge)
        return self.reading.mentions[index - 1] if index else None

    def mentions_between(self, start: int, end: int) -> list[Mention]:
        """The figures whose numbers stand, wholly or in part, between two places."""
        last = bisect_left(self._starts, end)
        first = max(0, bisect_left(self._starts, start) - 1)
        return [one for one in self.reading.mentions[first:last] if one.number_end > start]


def _joins(text: str, at: int) -> bool:
    """Whether the sign at `at` makes one number or name of what stands around it."""
    sign, before, after = text[at : at + 1], text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if sign == "-" and after.isdigit() and not before.isalnum():
        return True
    return bool(sign) and sign in _JOINS and before.isdigit() and after.isdigit()


@dataclass(frozen=True, slots=True)
class Words:
    """Words where they stand: from `start` to `end` of a passage."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """As they are printed."""
        return self.passage.text[self.start : self.end]

    @property
    def places(self) -> list[Place]:
        """The place of every character."""
        return self.passage.places(self.start, self.end)

    @property
    def mentions(self) -> list[Mention]:
        """The figures whose numbers stand in these words, as the whole passage states them."""
        return self.passage.mentions_between(self.start, self.end)

    @property
    def excused(self) -> list[Excused]:
        """What the passage excuses in these words, for more than that it is small or no outcome."""
        reasons = [one for one in self.passage.reading.excused if self._hold(one.start, one.end)]
        return [one for one in reasons if one.reason not in MEASURING_REASONS]

    @property
    def numbers(self) -> list[Mention]:
        """The figures in these words and the numbers that may be one, in reading order."""
        told = self.mentions
        taken = [(one.start, one.end) for one in told] + [(one.start, one.end) for one in self.excused]
        alone = read(self.text, stated=True).mentions
        moved = [
            one.moved(
                1, (one.start + self.start, one.end + self.start),
                (one.number_start + self.start, one.number_end + self.start), self.passage.text,
            )
            for one in alone
        ]  # fmt: skip
        more = [
            one
            for one in moved
            if not any(start < one.number_end and one.number_start < end for start, end in taken)
        ]
        return sorted((*told, *more), key=lambda one: one.number_start)

    def hedge_beside(self, one: Mention) -> str | None:
        """The words right beside these that hedge `one`, a figure in them; None when there are none."""
        text, own = self.passage.text, read(self.text, stated=True).mentions
        if any(mention.qualifier == one.qualifier for mention in own):
            return None
        for start in _edges_before(text, self.start, one.start):
            if _says(text[start : self.end], one):
                return text[start : self.start].strip(" \\$€£¥")
        for end in _edges_after(text, self.end, one.end):
            if _says(text[self.start : end], one):
                return text[self.end : end].strip()
        return None

    def _hold(self, start: int, end: int) -> bool:
        return start < self.end and self.start < end


def _says(words: str, one: Mention) -> bool:
    return any(
        mention.qualifier == one.qualifier and mention.number == one.number
        for mention in read(words, stated=True).mentions
    )


def _edges_before(text: str, at: int, first: int) -> Iterator[int]:
    return (edge for edge in range(at - 1, first - 1, -1) if edge == 0 or _begins_word(text, edge))


def _edges_after(text: str, at: int, last: int) -> Iterator[int]:
    return (edge for edge in range(at + 1, last + 1) if edge == len(text) or _begins_word(text, edge))


def _begins_word(text: str, edge: int) -> bool:
    """Whether no Latin word goes on over `edge`."""
    around = text[edge - 1 : edge + 1]
    return not (around.isascii() and around.isalnum())


class Article:
    """One article; lines and columns count from 1 and are those of the file. `lines` are folded, `printed` as they stand."""

    def __init__(self, text: str) -> None:
        self.lines = list(lines(text.removesuffix("\n")))
        self.printed = split_lines(text.removesuffix("\n"))
        self._alone: dict[int, Passage] = {}
        self._joined: dict[int, list[Passage]] = {}

    def has_line(self, line: int) -> bool:
        """Whether there is such a line."""
        return 1 <= line <= len(self.lines)

    def passage(self, line: int) -> Passage:
        """A line alone."""
        if line not in self._alone:
            folded = self.lines[line - 1]
            self._alone[line] = Passage(folded.text, folded)
        return self._alone[line]

    def find_words(self, words: str, line: int) -> list[Words]:
        """Every place where `words` stand on `line`; where they do not, those from which they run on from it."""
        pattern = _words_pattern(words)
        if found := list(self.passage(line).find(pattern)):
            return found
        length = len(self.lines[line - 1].text.rstrip())
        return [
            words
            for passage in self._run_on(line)
            for words in passage.find(pattern)
            if words.start < length < words.end
        ]

    def _run_on(self, line: int) -> list[Passage]:
        if line not in self._joined:
            self._joined[line] = list(self._join_lines(line))
        return self._joined[line]

    def _join_lines(self, line: int) -> Iterator[Passage]:
        """`line` with the next line that is not empty; a word broken at its end with and without the hyphen."""
        follows = next(
            (n for n in range(line + 1, len(self.lines) + 1) if self.lines[n - 1].text.strip()), None
        )
        if follows is None:
            return
        first, second = self.lines[line - 1].text.rstrip(), self.lines[follows - 1].text
        heads = [(first, ""), (first[:-1], "")] if first.endswith("-") else [(first, " ")]
        if not (first[-1:] + second[:1]).isascii():  # Chinese leaves no space between words
            heads.append((first, ""))
        there = self.passage(follows).places(0, len(second))
        for head, joint in heads:
            here = self.passage(line).places(0, len(head))
            between = [(line, here[-1][1] + 1 if here else 1)] * len(joint)
            yield Passage(head + joint + second, [*here, *between, *there])


def read_article(folder: Path, source: str) -> Article:
    """The article of `source` in `folder`. Raises DataFileError when it cannot be read."""
    return Article(read_text(folder / f"{source}.txt"))


def format_line_list(lines: Sequence[int]) -> str:
    """Lines as messages name them: "line 4", "lines 4, 9", "lines 4-9"."""
    runs = f"{lines[0]}-{lines[-1]}" if isinstance(lines, range) else ", ".join(map(str, lines))
    return f"line {lines[0]}" if len(lines) == 1 else f"lines {runs}"


def words_alone(words: str) -> Words:
    """`words` read by themselves."""
    (folded,) = lines(" ".join(words.split()))
    return Words(Passage(folded.text, folded), 0, len(folded.text))


@lru_cache(maxsize=4096)
def _words_pattern(words: str) -> re.Pattern[str]:
    """`words` as they may be printed: any white space, a backslash before any sign, whole words only."""
    (folded,) = lines(" ".join(words.split()))
    plain = folded.text.translate(_SAME).replace("\\", "").split()
    body = r"\s+".join(re.sub(r"([^A-Za-z0-9])", _escape_sign, word) for word in plain)
    return re.compile(rf"(?<![A-Za-z0-9]){body}(?![A-Za-z0-9])")


def _escape_sign(sign: re.Match[str]) -> str:
    return r"\\?" + re.escape(sign[0])

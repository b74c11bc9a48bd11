"""A segment as the readers of context see it: its tokens, its sentences, and the figures among them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from indicators.reading.context import Clue, PlacedMention, Segment
from indicators.reading.english.tokens import STOPS, Tokens, listed
from indicators.reading.mention import Mention

#: A sentence of more tokens than this is cut: nobody writes one, and each of its figures asks all of it.
_LONGEST = 200
#: A semicolon holds two clauses apart, not two sentences.
_ENDS = STOPS - {";", ""}
_CUTS = frozenset(listed("; : – — |"))
#: words that begin a clause of their own behind a comma
_OPENERS = frozenset(
    listed("and but while whereas as which who with although though or compared against up down so when")
)
#: words that begin one without a comma
_JOINERS = frozenset(listed("while whereas but although though which"))


@dataclass(slots=True)
class Spot:
    """A figure among the tokens: `first` to `last` are its words, `number` the first token of its numeral."""

    placed: PlacedMention
    first: int
    last: int
    number: int

    @property
    def mention(self) -> Mention:
        """The figure."""
        return self.placed.mention


@dataclass(slots=True)
class Passage:
    """A segment in tokens; `sentences` are first and last tokens, `spots` its figures in order."""

    segment: Segment
    tokens: Tokens
    spots: list[Spot]
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def clue(self, value: str, first: int, last: int, *, guessed: bool = False) -> Clue:
        """A clue read from the tokens `first` to `last`."""
        return self.segment.clue(value, self.tokens.starts[first], self.tokens.ends[last], guessed=guessed)

    def sentence_of(self, token: int) -> tuple[int, int]:
        """First and last token of the sentence that a token is in."""
        at = bisect_right(self.sentences, (token, self.tokens.length)) - 1
        return self.sentences[max(at, 0)]

    def spots_between(self, first: int, last: int) -> list[Spot]:
        """The figures that begin from token `first` to token `last`."""
        low = bisect_left(self.spots, first, key=lambda spot: spot.first)
        high = bisect_right(self.spots, last, key=lambda spot: spot.first)
        return self.spots[low:high]

    def refers_back(self, spot: Spot) -> bool:
        """Whether a figure speaks of the one before it: "some 713 crore of it", "of these, 18.6 percent"."""
        words = self.tokens.words
        begin, _ = self.sentence_of(spot.first)
        if words[spot.last + 1] == "of" and words[spot.last + 2] in (
            "it",
            "them",
            "which",
            "whom",
            "this",
            "these",
        ):
            return True
        opening = words[begin : begin + 2]
        return opening in (
            ["of", "these"],
            ["of", "this"],
            ["of", "them"],
            ["among", "them"],
            ["among", "these"],
        ) and not (self.spots_between(begin, spot.first - 1))

    def bracket_of(self, spot: Spot) -> int | None:
        """The bracket that a figure stands in: "25 percent by 2030 (now: 19.8 percent)"; None where it stands in none."""
        words = self.tokens.words
        begin, _ = self.sentence_of(spot.first)
        for at in range(spot.first - 1, max(begin, spot.first - 8) - 1, -1):
            if words[at] == "(":
                return at
            if words[at] == ")":
                break
        return None

    def opens_clause(self, i: int) -> bool:
        """Whether a clause begins with token `i`."""
        words = self.tokens.words
        before = words[i - 1]
        if before in _CUTS or (before == "-" and words[i - 2] == "-"):
            return not (before == ":" and self.tokens.glued(i))
        if words[i] in _JOINERS:
            return True
        return before == "," and words[i] in _OPENERS and not self.tokens.glued(i - 0)

    def clause_of(self, first: int, last: int) -> tuple[int, int]:
        """First and last token of the clause that the tokens `first` to `last` are in."""
        begin, end = self.sentence_of(first)
        start = first
        while start > begin and not self.opens_clause(start):
            start -= 1
        stop = max(last, first)
        while stop < end and not self.opens_clause(stop + 1):
            stop += 1
        return start, stop


def make_passage(segment: Segment) -> Passage:
    """The passage of a segment."""
    tokens = Tokens(segment.text)
    spots = []
    for placed in segment.mentions:
        first = max(bisect_right(tokens.starts, placed.start, 0, tokens.length) - 1, 0)
        last = max(bisect_left(tokens.starts, placed.end, 0, tokens.length) - 1, first)
        number = max(bisect_right(tokens.starts, placed.number_start, 0, tokens.length) - 1, first)
        spots.append(Spot(placed, first, last, number))
    return Passage(segment, tokens, spots, list(_sentences(tokens)))


def _sentences(tokens: Tokens) -> list[tuple[int, int]]:
    found, first = [], 0
    words = tokens.words
    for i in range(tokens.length):
        if i - first >= _LONGEST or (
            words[i] in _ENDS
            and tokens.stops(i)
            and not (words[i] == "." and tokens.glued(i + 1) and words[i + 1] not in ('"', "'", "”", ")"))
        ):
            last = i
            while last + 1 < tokens.length and words[last + 1] in ('"', "”", ")") and tokens.glued(last + 1):
                last += 1
            if first <= last:
                found.append((first, last))
            first = last + 1
    if first < tokens.length or not found:
        found.append((first, max(tokens.length - 1, first)))
    return found

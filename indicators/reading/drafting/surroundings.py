"""The words around a figure: up to the numbers beside it, the head of its sentence, the rest of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from indicators.reading.context import Context
from indicators.reading.mention import Mention

#: How many characters of a sentence are looked at on each side of its figure.
_MAX_REACH: Final = 400
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|[。！？\n\r]")
_CLAUSE_END: Final = re.compile(r"[,;:](?=\s)|\s[–—-]\s|[，；：]")


#: … and around a figure that stands on a line of its own.
_LINES_BESIDE: Final = 120
_WORD: Final = re.compile(r"[^\W\d_]{4,}|[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of a text around a figure.

    `own` are its own words, `about` what it counts as far as that is known; `before` and `after` reach to the next
    number or, behind it, to the end of its clause; `head` is how the sentence begins, up to its first number,
    `sentence` all of it.
    """

    own: str
    about: str = ""
    before: str = ""
    after: str = ""
    head: str = ""
    sentence: str = ""


def find_surroundings(
    text: str, mentions: Sequence[Mention], contexts: Sequence[Context]
) -> Iterator[Surroundings]:
    """What stands around each of `mentions`, which come in reading order."""
    for index, (one, context) in enumerate(zip(mentions, contexts, strict=True)):
        first = max(0, one.start - _MAX_REACH)
        start = max((match.end() for match in _SENTENCE_END.finditer(text, first, one.start)), default=first)
        last = min(len(text), one.end + _MAX_REACH)
        stop = _SENTENCE_END.search(text, one.end, last)
        end = stop.start() if stop else last
        earlier = index
        while earlier and mentions[earlier - 1].start >= start:
            earlier -= 1
        before = text[max(start, mentions[index - 1].end) if earlier < index else start : one.start]
        place = index - 1
        while place >= earlier and not has_words(
            before
        ):  # "from 5 in 2020 to 6": they stand before the first
            left = max(start, mentions[place - 1].end) if place > earlier else start
            before = f"{text[left : mentions[place].start]} {before}"
            place -= 1
        right = mentions[index + 1].start if index + 1 < len(mentions) else end
        right = min(right, end)
        clause = _CLAUSE_END.search(text, one.end, right)
        yield Surroundings(
            own=text[one.start : one.end],
            about=context.about.value if context.about else "",
            before=before,
            after=text[one.end : clause.start() if clause else max(right, one.end)],
            head=text[start : mentions[earlier].start],
            sentence=text[start:end]
            if has_words(text[start : one.start] + text[one.end : end])
            else text[max(0, start - _LINES_BESIDE) : end + _LINES_BESIDE],
        )


def has_words(text: str) -> bool:
    """Whether a text has a word that can name something, not only "in 2020 to"."""
    return any(
        match[0].lower() not in ("from", "with", "over", "than", "more") for match in _WORD.finditer(text)
    )

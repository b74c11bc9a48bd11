"""English ranks, streaks and standstills: figures whose number is a word of their own."""

from __future__ import annotations

from indicators.reading.english.directions import SIGNS
from indicators.reading.english.numbers import ORDINALS, TENS, UNITS, is_number
from indicators.reading.english.tokens import Tokens, listed

_RANKS = frozenset(
    listed("ranked ranking ranks rank placed places placing came comes coming finished finishing stood stands standing "
           "sits sat lies positioned rated remained ranked-")
)  # fmt: skip
#: what behind an ordinal makes it a rank, and what only does so after a verb of ranking
_STRONG = frozenset(listed("among nationwide worldwide globally nationally behind place position spot rank"))
_WEAK = frozenset((*listed("in of for on overall out by , . ; ) and at to with after ahead"), ""))
_SUPERLATIVES = frozenset(
    listed("largest biggest highest lowest most fastest busiest richest best strongest smallest longest poorest "
           "greatest top leading tallest wealthiest")
)  # fmt: skip
#: what makes an ordinal of digits
ENDINGS = ("st", "nd", "rd", "th")
_ON_END = {"straight", "consecutive", "successive"}
_RUNNING = (["running"], ["in", "a", "row"], ["in", "succession"], ["on", "end"], ["on", "the", "trot"])
_TIMES = {
    "year": "years",
    "years": "years",
    "month": "months",
    "months": "months",
    "quarter": "quarters",
    "quarters": "quarters",
    "week": "weeks",
    "weeks": "weeks",
    "day": "days",
    "days": "days",
    "session": "sessions",
    "sessions": "sessions",
    "time": "times",
}
#: "a ninth consecutive quarterly rise"
_PACES = {
    "annual": "years",
    "yearly": "years",
    "monthly": "months",
    "quarterly": "quarters",
    "weekly": "weeks",
}
_PACES |= {"daily": "days", "year-on-year": "years"}
_LISTS = frozenset(listed("list lists ranking rankings table tables chart charts league index"))


def ordinal(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The ordinal that begins with token `i`: third, 12th, twenty-first; its value and its last token."""
    words = tokens.words
    word = words[i]
    if word in ORDINALS:
        return ORDINALS[word], i
    if word in TENS and words[i + 1] == "-" and ORDINALS.get(words[i + 2], 99) < 10:
        return TENS[word] + ORDINALS[words[i + 2]], i + 2
    if is_number(word) and word.isdigit() and len(word) <= 4 and words[i + 1] in ENDINGS:
        return (int(word), i + 1) if tokens.glued(i + 1) else None
    return None


def streak(tokens: Tokens, last: int) -> tuple[str, int] | None:
    """What goes on, behind the number that ends with token `last`: ("years", the last token of "year running")."""
    words = tokens.words
    if words[last + 1] in _ON_END and words[last + 2] in _TIMES:
        return _TIMES[words[last + 2]], last + 2
    if words[last + 1] in _ON_END and words[last + 2] in _PACES:
        return _PACES[words[last + 2]], last + 2
    for at in (last + 2, last + 3):  # the 11th daily decline in a row
        if words[at : at + 3] == ["in", "a", "row"] and words[at - 1] in SIGNS:
            return _PACES.get(words[last + 1], "times"), at + 2
    if words[last + 1] not in _TIMES:
        return None
    for running in _RUNNING:
        if words[last + 2 : last + 2 + len(running)] == running:
            return _TIMES[words[last + 1]], last + 1 + len(running)
    return None


def rank(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """First and last token of the words that make the ordinal from `first` to `last` a rank; None where they do not."""
    words = tokens.words
    verb = _verb(tokens, first)
    after = last + 2 if words[last + 1] == "-" else last + 1
    if words[after] in _SUPERLATIVES:
        return (first - 1 if words[first - 1] == "the" else first), after
    if words[first - 1] == "the" and words[after] == "place" and words[first - 2] == "in":
        return None
    if words[after] in _STRONG:
        return (verb or first), last + (words[after] in ("place", "position", "spot"))
    if verb and words[after] in _WEAK:
        return verb, last
    if _moves_between(tokens, first, last):
        return first, last
    if words[after] == "and" and _shares_rank(tokens, after + 1):
        return first, last
    return None


def _moves_between(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the ordinal is one of two places between which something moved: "rose from 35th to 27th"."""
    words = tokens.words
    if words[first - 1] == "from" and words[last + 1] == "to":
        other, start = ordinal(tokens, last + 2), first - 1
        ends = other and words[other[1] + 1] in _WEAK
    else:
        start = next((at for at in range(first - 2, first - 6, -1) if words[at] == "from"), -1)
        other = ordinal(tokens, start + 1) if start >= 0 and words[first - 1] == "to" else None
        ends = other is not None and other[1] == first - 2 and words[last + 1] in _WEAK
    return bool(ends) and any(
        word in SIGNS or word in ("moved", "went") for word in words[max(start - 4, 0) : start]
    )


def counts_one(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a thing of which every third is told, and no time: "every third euro", not "day"."""
    word = tokens.words[i]
    return word.isalpha() and word not in _TIMES and word not in _NOT_THINGS


_NOT_THINGS = frozenset(
    listed("of in and or hour minute decade weekend summer winter spring autumn season night one")
)


def _verb(tokens: Tokens, first: int) -> int | None:
    """The verb of ranking before the ordinal that begins with `first`: "ranked third", "came in 12th"."""
    words, at = tokens.words, first - 1
    for _ in range(4):
        if words[at] in _RANKS:
            return at if at == first - 1 else first
        if words[at] not in (
            "the",
            "in",
            "at",
            "joint",
            "a",
            "as",
            "up",
            "to",
            "tied",
            "second",
            "third",
            "and",
        ):
            return None
        if words[at] == "to" and words[at - 1] in ("places", "place", "spots", "positions", "notches"):
            return first
        at -= 1
    return None


def _shares_rank(tokens: Tokens, i: int) -> bool:
    found = ordinal(tokens, i)
    return bool(found) and tokens.words[found[1] + 1] in _STRONG if found else False


def top(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """First place in words: first and last token of "ranked top", "topped the list"."""
    words = tokens.words
    if (
        words[i] == "topped"
        and _LISTS.intersection(words[i + 1 : i + 6])
        and words[i + 1] in ("the", "a", "its")
    ):
        last = next(at for at in range(i + 1, i + 6) if words[at] in _LISTS)
        return i, last
    if words[i] == "top":
        if words[i - 1] in _RANKS:
            return i - 1, i
        return (i, i + 1) if words[i + 1] in ("spot", "place", "rank") else None
    return None


def first_place(tokens: Tokens, i: int) -> int | None:
    """The last token of words that say "the first" without a number: top, only, leading position, lead the nation.

    Before a number they stress it ("only two") or bound it ("top ten").
    """
    words = tokens.words
    if words[i] in ("top", "only"):
        return None if _is_counted(words[i + 1]) else i
    if words[i] == "leading" and words[i + 1] in ("position", "place", "role"):
        return i + 1
    if words[i] in ("lead", "leads", "led", "leading") and words[i + 1] == "the" and words[i + 2] in _WHOLES:
        return i + 2
    return None


def _is_counted(word: str) -> bool:
    return is_number(word) or word in UNITS or word in TENS or word in ("a", "half", "$", "€", "£", "¥")


def numbered(tokens: Tokens, i: int, *, stated: bool) -> tuple[int, int] | None:
    """The rank of "No. 1" or "number one" that begins with token `i`: its number token and value."""
    words = tokens.words
    at = i + 2 if words[i] == "no" and words[i + 1] == "." else i + 1
    value = {"one": 1, "two": 2, "three": 3}.get(words[at]) or (
        int(words[at]) if words[at].isdigit() and len(words[at]) < 4 else 0
    )
    if not value or not words[at].isascii():
        return None
    before, after = words[i - 1], words[at + 1]
    is_rank = before in _RANKS or after in _EVERYWHERE or (before in _THE and after in _FIELDS)
    is_rank = is_rank or (words[at + 1 : at + 3] == ["in", "the"] and words[at + 3] in _WHOLES)
    return (at, value) if is_rank or stated else None


_WHOLES = frozenset(
    listed("nation country province state region world field pack list rankings ranking table")
)
_EVERYWHERE = frozenset(("worldwide", "nationwide", "globally", "nationally"))
_THE = frozenset(("the", "is", "was", "as", "at", "s", "'"))
_FIELDS = frozenset(
    listed("in among position spot by on economy market importer exporter producer maker trader supplier")
)
_FLAT_VERBS = frozenset(
    listed("was were remained remain remains stayed stays held be been is are broadly largely roughly essentially "
           "virtually stood almost kept came")
)  # fmt: skip
_FLAT_ENDS = frozenset(
    (*listed("on from in at year compared over , . ; for after during month quarter and or while versus"), "")
)


def flat(tokens: Tokens, i: int) -> bool:
    """Whether "flat" or "unchanged" says no growth; "unchanged at 5.2 percent" tells the level that follows."""
    words = tokens.words
    if words[i + 1] in ("at", "policy", "rate", "rates", "-") or words[i - 1] == "-":
        return False
    return (words[i - 1] in _FLAT_VERBS or words[i - 1] == ",") and words[i + 1] in _FLAT_ENDS

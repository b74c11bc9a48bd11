"""What kind of figure an English percentage is: growth, a share or a ratio, by the words around it."""

from __future__ import annotations

from typing import Final, NamedTuple

from indicators.reading.english.directions import PHRASAL, SIGNS
from indicators.reading.english.tokens import Tokens, listed
from indicators.reading.mention import Measure

_WORDS: Final[dict[Measure, str]] = {
    "growth": "growth inflation pace expansion grow growing cagr appreciation depreciation",
    "share": "share shares account accounts accounted accounting made make makes making comprise comprises comprised "
    "comprising proportion represent represents represented representing constitute constitutes constituted "
    "contribute contributed contributes contribution stake holds generates generated portion majority occupy occupied "
    "occupies weight slice stakes voted",
    "ratio": "rate rates ratio ratios deficit surplus unemployment jobless joblessness intensity debt margin yield "
    "yields interest liabilities coverage penetration urbanization urbanisation occupancy utilization utilisation "
    "tariff levy tax vat repo prime leverage efficiency probability density r&d underemployment vacancy approval "
    "turnout literacy participation loan loans pmi self-sufficiency attainment enrolment enrollment completion recovery",
}
_EVIDENCE: dict[str, Measure] = {word: measure for measure, words in _WORDS.items() for word in words.split()}
_EVIDENCE.update(dict.fromkeys(SIGNS, "growth"))
_WHOLES = frozenset(listed("gdp gsdp gnp gni gva grp output income gross"))
#: "dropped to a 50-year low of 3.5 percent" tells where something stands
_EXTREMES = frozenset(listed("low high lows highs peak trough level"))
#: sums that are no part of the output they are set against
_QUOTIENTS = frozenset(
    listed("spending expenditure expenditures outlays r&d debt deficit borrowing reserves aid tax taxes")
)
#: "the decline in exports slowed to 0.6 percent"
_MOVEMENTS = frozenset(listed("decline fall drop decrease contraction slump slide dip rise increase gain"))
_NOUNS_AFTER = 4
_BE = frozenset(listed("was were is are be been stood reached averaged hit at to remains remained"))
_FAR = 32
_RATIO_RATES = frozenset(listed("growth inflation"))


class Kind(NamedTuple):
    """A measure and, for growth, the sign that the words give it (0: none)."""

    measure: Measure
    sign: int


def percentage(tokens: Tokens, left: int, right: int, *, is_level: bool) -> Kind | None:
    """The kind of the percentage whose words stand from `left` to `right`; None where nothing tells.

    `is_level`: "rose to 5 percent" – the direction word speaks of the way there.
    """
    of = _of(tokens, right)
    if of == "share":
        return Kind("share", 0)
    noun = _noun_after(tokens, right)
    if noun:
        return Kind(noun, 0)
    is_level = is_level or (tokens.words[left - 1] == "of" and tokens.words[left - 2] in _EXTREMES)
    found = _nearest(tokens, left, is_level=is_level or of == "ratio") or _subject_after(tokens, right)
    if of == "ratio":
        is_part = found and found.measure == "share" and not _QUOTIENTS.intersection(_clause(tokens, left))
        return Kind("share" if is_part else "ratio", 0)
    return found


def _of(tokens: Tokens, right: int) -> Measure | None:
    """What "of" behind the unit says: of GDP a ratio, of anything else a share."""
    words, at = tokens.words, right + 1
    if words[at] != "of":
        return None
    named = words[at + 1 : at + 5]
    for word in named:
        if word in _WHOLES:
            return "ratio"
        if word in (",", ".", "and", "in"):
            break
    return "share"


def _clause(tokens: Tokens, left: int) -> list[str]:
    """The words before token `left` of its sentence, no more than a dozen."""
    at = left
    while at > max(left - 12, 0) and not tokens.stops(at - 1):
        at -= 1
    return tokens.words[at:left]


def _noun_after(tokens: Tokens, right: int) -> Measure | None:
    words = tokens.words
    for at in range(right + 1, right + 1 + _NOUNS_AFTER):
        word = words[at]
        if not word.isalpha() or word in (
            "in",
            "on",
            "for",
            "of",
            "and",
            "to",
            "from",
            "by",
            "with",
            "while",
            "the",
            "a",
            "at",
            "but",
            "against",
            "is",
            "was",
            "that",
            "which",
        ):
            return None
        if word in _EVIDENCE and word not in SIGNS:
            return _EVIDENCE[word]
    return None


def _subject_after(tokens: Tokens, right: int) -> Kind | None:
    """The subject that follows: "At 3.8 percent, growth was …"."""
    if tokens.words[right + 1] != ",":
        return None
    for word in tokens.words[right + 2 : right + 7]:
        if (word in _EVIDENCE and word not in SIGNS) or word == "growth":
            return Kind(_EVIDENCE[word], 0)
    return None


def _nearest(tokens: Tokens, left: int, *, is_level: bool) -> Kind | None:
    """The kind that the nearest telling word before token `left` of the sentence says."""
    words, states = tokens.words, False
    for at in range(left - 1, max(left - _FAR, -1), -1):
        word = words[at]
        if tokens.stops(at):
            break
        if word in _BE:
            states = True
        measure = _EVIDENCE.get(word)
        if is_level and word in _MOVEMENTS and words[at + 1] in ("in", "of"):
            return Kind("growth", SIGNS[word])
        if not measure or (is_level and word in SIGNS and word != "growth"):
            continue
        if (word in ("made", "make", "makes", "making") and words[at + 1] != "up") or (
            word in ("up", "down") and words[at - 1] in PHRASAL
        ):
            continue
        if word in ("rate", "rates", "target", "pace") and words[at - 1] in _RATIO_RATES:
            return Kind("growth", 0)
        sign = 0 if states or measure != "growth" else SIGNS.get(word, 0)
        return Kind(measure, sign)
    return None

"""When an English clause speaks: of what was, of what is, or of what shall be."""

from __future__ import annotations

from enum import Enum

from indicators.reading.english.tokens import Tokens, listed

_PARTICIPLE_ENDS = ("ed", "wn", "en")


class Tense(Enum):
    """What the finite verb of a clause says."""

    PAST = "past"
    PRESENT = "present"
    PERFECT = "perfect"
    FUTURE = "future"


_BE_PAST = frozenset(listed("was were"))
_BE_PRESENT = frozenset(listed("is are am"))
_HAVE = frozenset(listed("has have"))
_FUTURE = frozenset(listed("will would shall should"))
_PAST = frozenset(
    listed(
        "was were had did rose fell grew went came stood hit saw made became took sold won built brought drew gave got kept left "
        "lost paid put ran sent set shrank slid spent spread sank swelled told thought fed held led met began broke bought cut "
        "cost dealt drove felt flew found forgot froze hid knew laid lay lent rang shook shot shut slipped sprang stole struck "
        "swept swung tore wore wrote beat dipped edged outgrew overtook undertook withdrew outstripped"
    )
)
#: verbs of reports in the present; others are not told from plurals
_PRESENT = frozenset(
    listed(
        "is are has have does do remains remain accounts account makes make represents represent employs employ generates generate "
        "hosts host boasts boast operates operate runs run covers cover ranks rank exceeds exceed stands stand contributes "
        "contribute provides provide leads lead lies lie gives give eats eat gets get takes take follows follow holds hold houses "
        "serves serve produces produce includes include comprises comprise owns own earns earn lives live receives receive "
        "attracts attract spends spend leaves leave reaches reach totals amounts amount numbers counts count forms constitutes "
        "constitute shows show supports support uses use belongs belong consists consist"
    )
)
#: words in -ed that are no verbs
_NO_VERBS = frozenset(
    listed(
        "hundred need speed seed indeed feed unemployed skilled united limited advanced related based combined "
        "registered estimated designated listed self-employed so-called red bed shed breed agreed installed "
        "led surveyed adjusted seasonally-adjusted weighted planned targeted expected projected"
    )
)
_DETERMINERS = frozenset(
    listed("a an the of its their his her our this that these those all some other more most by per")
)


def finite_verb(tokens: Tokens, i: int) -> Tense | None:
    """The tense that the verb at token `i` gives its clause; None where the token is no finite verb."""
    words, word = tokens.words, tokens.words[i]
    if word in _FUTURE:
        return Tense.FUTURE
    if word in _HAVE or (word == "'ve"):
        return Tense.PERFECT if _is_participle(words, i + 1) else Tense.PRESENT
    if word in _BE_PRESENT:
        return Tense.PRESENT
    if word in _PAST:
        if word in (
            "cut",
            "set",
            "put",
            "cost",
            "beat",
            "spread",
            "hit",
            "shut",
            "led",
            "held",
            "made",
            "built",
            "left",
        ) and (words[i - 1] == "to" or _auxiliary(words, i)):
            return None
        return Tense.PAST if not _auxiliary(words, i) else None
    if word in _PRESENT:
        return (
            Tense.PRESENT
            if words[i - 1] not in ("to", "will", "would", "a", "an", "the", "of", "in", "on", "-", "by")
            and words[i + 1] != "-"
            else None
        )
    if word.endswith("ed") and len(word) > 4 and word not in _NO_VERBS and words[i - 1] not in _DETERMINERS:
        return None if _auxiliary(words, i) else Tense.PAST
    return None


def _is_participle(words: list[str], i: int) -> bool:
    for at in (i, i + 1, i + 2):
        word = words[at]
        if (
            word.endswith(_PARTICIPLE_ENDS)
            or word in _PAST
            or word in ("been", "become", "come", "risen", "fallen", "run", "set", "cut")
        ):
            return True
        if not (
            word.endswith("ly")
            or word in ("also", "now", "already", "so", "not", "since", "alone", "far", "even", "just")
        ):
            return False
    return False


def _auxiliary(words: list[str], i: int) -> bool:
    """Whether a helping verb stands before the participle at token `i`."""
    for at in (i - 1, i - 2, i - 3):
        word = words[at]
        if (
            word in _HAVE
            or word in _BE_PRESENT
            or word in ("been", "be", "being", "having")
            or word in _BE_PAST
            or word == "had"
            or word in _FUTURE
        ):
            return True
        if not (
            word.endswith("ly")
            or word
            in ("also", "now", "already", "so", "not", "since", "alone", "far", "even", "just", "to", "and")
        ):
            return False
    return False


def tense_before(tokens: Tokens, i: int, begin: int) -> Tense | None:
    """The tense of the last finite verb between token `begin` and token `i`."""
    for at in range(i - 1, max(begin, i - 60) - 1, -1):
        if (tense := finite_verb(tokens, at)) is not None:
            return tense
    return None


def tense_after(tokens: Tokens, i: int, end: int) -> Tense | None:
    """The tense of the first finite verb from token `i` to token `end`."""
    for at in range(i, min(end, i + 12) + 1):
        if (tense := finite_verb(tokens, at)) is not None:
            return tense
    return None

"""Words that mean a place told before: "the city", "the two", "both districts", "the national average"."""

from __future__ import annotations

from indicators.reading.english.tokens import Tokens, listed

#: nouns that do with "the" or "its" before them
_NOUNS = frozenset(
    listed(
        "city province state region district county country nation municipality island town prefecture borough "
        "capital territory kingdom republic archipelago metropolis canton delta area"
    )
)
_POINTING = frozenset(listed("the this that our its whole entire same"))
_PLURALS = frozenset(
    listed("cities provinces regions states districts places counties boroughs towns countries")
)
_AFTER_TWO = _PLURALS | {"", ",", ".", "together"}
_AFTER_BOTH = _PLURALS | {"grew", "rose"}
#: not "the city of Leeds", "the city government"
_GOES_ON = frozenset(listed("of government council -"))
#: adjective → the kind of the place, where it stands before what places have
_ADJECTIVES = {"national": "country", "provincial": "province", "municipal": "city"}
_ADVERBS = {"nationwide": "country", "nationally": "country", "provincewide": "province", "citywide": "city"}
_MEASURED = frozenset(
    listed(
        "average level figure rate mean median economy gdp output exports imports trade population growth unemployment employment inflation "
        "budget debt income"
    )
)


def anaphor_at(tokens: Tokens, i: int) -> tuple[int, int, str] | None:
    """The first and last token of the words that token `i` is the heart of, and the kind of place; or "several"."""
    words, word = tokens.words, tokens.words[i]
    if word in _NOUNS:
        first = _pointing(tokens, i)
        return (first, i, word) if first is not None else None
    if word in ("two", "three") and words[i - 1] == "the" and words[i + 1] in _AFTER_TWO:
        return i - 1, i, "several"
    if word == "both" and words[i + 1] in _AFTER_BOTH:
        return i, i, "several"
    if tokens.is_capital(i) and tokens.is_capital(i + 1):
        return None  # the National Pact
    if kind := _ADVERBS.get(word):
        return i, i, kind
    if (kind := _ADJECTIVES.get(word)) and words[i + 1] in _MEASURED and words[i - 1] != "of":
        return i, i, kind
    return None


def _pointing(tokens: Tokens, i: int) -> int | None:
    """The token of "the" before the noun `i`, over one adjective or a name: "the whole city", "the Guangdong city"."""
    words, at = tokens.words, i - 1
    while tokens.is_capital(at) and words[at].isalpha() and words[at] not in _POINTING:
        at -= 1
    is_plain = at == i - 1 and words[at].isalpha() and words[at] not in _POINTING and words[at] != "of"
    if is_plain and words[at - 1] in _POINTING:
        at -= 1
    return at if words[at] in _POINTING and words[i + 1] not in _GOES_ON and not tokens.glued(i) else None

"""What the words around an English number say of it: its hedge, its direction, its measure."""

from __future__ import annotations

import re

from indicators.model.hedges import Qualifier
from indicators.reading.english import directions, hedges, measures
from indicators.reading.english.directions import Lean
from indicators.reading.english.figure import Figure
from indicators.reading.english.numbers import CARDINALS, is_number
from indicators.reading.english.tokens import Tokens, listed
from indicators.reading.english.units import BEFORE
from indicators.reading.mention import TURNED

#: right behind the number: 52,000 more workers
_MORE = {"more": 1, "additional": 1, "extra": 1, "fewer": -1}
_ARTICLES = frozenset(("the", "a", "an", "its"))
#: After one of these a direction speaks of the way to the number, not of its size: "fell below 3 trillion".
_LEVELS = frozenset(("above", "below", "past", "beyond", "through", "near", "to"))
#: "under the $3 trillion mark"
_SIDES = frozenset(("under", "over"))
_MARKS = frozenset(("mark", "threshold", "level", "milestone", "barrier", "line"))
_ADDS = frozenset(
    (
        "added",
        "created",
        "lost",
        "shed",
        "cut",
        "hired",
        "add",
        "adding",
        "adds",
        "create",
        "creates",
        "creating",
    )
)
_LOSES = frozenset(("lost", "shed", "cut"))
_MAKES = ("rais", "lift", "boost")
_AGAINST = re.compile(
    r",? ?((?:year[- ](?:on|over)[- ]year|month[- ](?:on|over)[- ]month|quarter[- ](?:on|over)[- ]quarter"
    r"|y[-/]?o?[-/]?y\b|qoq\b|q/q|mom\b|m/m|on[- ]year|(?:on|over) the (?:previous |preceding )?(?:year|month|quarter)"
    r"|(?:from|than|over|on|against|below|above|compared (?:with|to)|relative to|that of|those of) "
    r"(?:in |the |same |those of |that of ){0,3}"
    r"(?:(?:a|one) (?:year|month|quarter|decade) (?:earlier|ago|before)|(?:previous|preceding|prior|last) (?:year|month|quarter)"
    r"|(?:level |figure |end )?(?:of )?(?:19|20)[0-9]{2}(?:[-–][0-9]{2})?(?![0-9]| to )"
    r"|period (?:of |in )?(?:last year|(?:19|20)[0-9]{2}|a year (?:earlier|ago)))))"
)


def complete(tokens: Tokens, one: Figure, before: Figure | None, low: str) -> None:
    """Read the words around `one`; `before` is the figure told before it, if any."""
    edge = before.right if before else -1
    _minus(tokens, one)
    _hedge(tokens, one, edge)
    if one.falls and one.signed:
        one.qualifier = TURNED.get(one.qualifier, one.qualifier)
    if one.measure is None or one.measure == "multiple":
        lean = _lean(tokens, one, edge)
        _measure(tokens, one, lean, before)
    if one.measure in ("growth", "change", "multiple"):
        match = _AGAINST.match(low, tokens.ends[one.right])
        one.against = match[1] if match else None


def _hedge(tokens: Tokens, one: Figure, edge: int) -> None:
    """The hedge before the number, else the one behind it."""
    words, at = tokens.words, one.core - 1
    found = hedges.BEFORE.behind(words, at)
    if not found and words[at] in _ARTICLES and words[at - 1] in hedges.VERBS:
        at -= 1
        found = hedges.BEFORE.behind(words, at)
    if not found and words[at] in _ARTICLES and words[at - 1] in _SIDES and words[one.right + 1] in _MARKS:
        at -= 1
        found = hedges.BEFORE.behind(words, at)
    if found and at - found[0] + 1 > edge and _hedges(tokens, one, at, found[0]):
        length, says = found
        one.left = min(one.left, at - length + 1)
        one.link = words[at] if length == 1 else ""
        one.core = one.left
        _say(one, _NEGATED[says] if says in _NEGATED and _is_denied(tokens, one.left - 1, edge) else says)
        _stress(tokens, one, edge)
        return
    if one.measure in ("rank", "streak"):
        return
    after = hedges.AFTER.ahead(words, one.right + 1)
    if (
        after
        and words[one.right + 1] not in hedges.NUMBER_ONLY
        and not _goes_on(words[one.right + 1 + after[0]])
    ):
        one.right += after[0]
        _say(one, after[1])


#: What is not over is at most.
_NEGATED: dict[Qualifier, Qualifier] = {"over": "at_most", "under": "at_least"}
_NOT = frozenset(("not", "never", "cannot", "t", "without"))
#: Between "not" and a hedge: "is not expected to exceed", "should not fall below", "never dropped below".
_BETWEEN_NOT = frozenset(
    listed("be been to expected likely projected forecast allowed permitted supposed set have has ever yet once again fall "
           "fallen fell drop dropped dip dipped slip slipped sink go gone went rise risen rose climb climbed come in by")
)  # fmt: skip


def _is_denied(tokens: Tokens, at: int, edge: int) -> bool:
    """Whether the verbs that end with token `at` are denied."""
    while at > edge and tokens.words[at] in _BETWEEN_NOT:
        at -= 1
    return at > edge and tokens.words[at] in _NOT


def _goes_on(word: str) -> bool:
    """Whether a hedge is one of the number behind it: "30 or over 40", "30 or more than 40"."""
    return word == "than" or word in CARDINALS or is_number(word) or BEFORE.ahead([word], 0) is not None


def _say(one: Figure, says: Qualifier) -> None:
    if one.printed_to is None:
        one.qualifier = says


def _hedges(tokens: Tokens, one: Figure, at: int, length: int) -> bool:
    """Whether the phrase that ends with token `at` hedges: ranks know no hedge, "growth over 2024" is none."""
    words = tokens.words
    if one.measure in ("rank", "streak"):
        return False
    if (
        length == 1
        and words[at] in ("top", "near", "c", "pass", "minimum", "maximum", "break")
        and words[at - 1] == "the"
    ):
        return False
    return not (one.measure == "growth" and one.falls and words[at] in ("by",))


def _stress(tokens: Tokens, one: Figure, edge: int) -> None:
    """Take in "just", "well", "a little" before a hedge; "just under" is nearly."""
    while one.left - 1 > edge and tokens.words[one.left - 1] in hedges.STRESS:
        one.left -= 1
    one.core = one.left


def _minus(tokens: Tokens, one: Figure) -> None:
    """A printed sign: -4.9, minus 4.9, -$2 million, +79,000."""
    words, at = tokens.words, one.numeral.first - 1
    if one.printed_to and one.printed.value < 0:
        one.signed = True  # from below zero to above it
        return
    if one.currency and (sign := BEFORE.behind(words, at)):
        at -= sign[0]
    if words[at] == "+" and tokens.glued(at + 1) and not (tokens.glued(at) and words[at - 1].isalnum()):
        one.signed, one.left = True, min(one.left, at)
    elif words[at] == "minus" or (words[at] == "negative" and one.own) or tokens.is_minus(at):
        one.falls = one.signed = True
        one.first = one.first if one.currency else min(one.first, at)
        one.left = one.core = min(one.left, at)


def _lean(tokens: Tokens, one: Figure, edge: int) -> Lean:
    """The direction beside the number, on either side; a fall makes it fall."""
    if one.link in _LEVELS or (one.link == "under" and tokens.words[one.left - 1] in directions.SIGNS):
        return Lean(0, one.left, "to")
    lean = directions.before(tokens, one.left - 1)
    if tokens.words[lean.first].startswith("creat") and one.unit.kind != "count":
        lean = Lean(0, one.left, lean.link)
    if lean.sign and lean.first > edge:
        if lean.link != "by" or lean.first != one.left - 1:
            one.left = min(one.left, lean.first)
        return lean
    if lean.sign and lean.link == "by":
        return lean
    if lean.sign:
        lean = Lean(0, one.left, "")
    if tokens.words[one.last + 1] in _MORE and one.right > one.last + 1:
        return Lean(_MORE[tokens.words[one.last + 1]], one.left, "after")
    sign, at = directions.after(tokens, one.right + 1)
    if sign and _compares(one, tokens, at):
        one.right = at
        return Lean(sign, one.left, "after")
    return lean


_OF_AMOUNTS = frozenset(listed("more fewer less higher lower increase decrease rise drop decline fall"))


def _compares(one: Figure, tokens: Tokens, at: int) -> bool:
    """Whether a direction word behind the unit speaks of the number: "3 percent growth", "52,000 more"."""
    word = tokens.words[at]
    if one.measure == "multiple":
        return word in ("increase", "rise", "growth", "jump", "surge", "gain", "expansion")
    if word in ("up", "down") and tokens.words[at - 1] == ",":
        return False
    return one.unit.kind in ("percent", "points") or word in _OF_AMOUNTS


def _measure(tokens: Tokens, one: Figure, lean: Lean, before: Figure | None) -> None:
    """Level, growth, share, ratio or change, by unit, direction and the words around."""
    kind = one.unit.kind
    if one.measure == "multiple":
        return
    if kind == "points":
        one.measure = "change"
        one.falls = one.falls or lean.sign < 0
    elif kind == "percent":
        _percentage(tokens, one, lean, before)
    elif kind == "rank":
        one.measure, one.falls = "change", lean.sign < 0
    else:
        _amount(tokens, one, lean, before)


def _percentage(tokens: Tokens, one: Figure, lean: Lean, before: Figure | None) -> None:
    if lean.sign and lean.link not in ("to", "from"):
        one.measure, one.falls = "growth", one.falls or lean.sign < 0
        return
    if before and before.measure == "growth" and _goes_on_growing(tokens, one, lean, before):
        one.measure, one.falls = "growth", before.falls if not one.signed else one.falls
        return
    if one.numeral.form in ("fraction", "counted"):
        one.measure = "share"
        return
    found = measures.percentage(
        tokens, one.left, (one.giver or one).right, is_level=lean.link in ("to", "from")
    )
    if found:
        one.measure = found.measure
        one.falls = one.falls or found.sign < 0
    elif before and before.unit.kind == "percent" and before.measure in ("growth", "share", "ratio"):
        one.measure = before.measure
    elif lean.link == "to" and before and before.unit.kind == "points":
        one.measure = "ratio"
    elif one.numeral.form == "digits" or one.signed:
        one.measure = "growth"
    else:
        one.measure = "share" if one.factor == 1 else "ratio"


def _goes_on_growing(tokens: Tokens, one: Figure, lean: Lean, before: Figure) -> bool:
    """Whether a percentage is growth as the one told before it in its sentence.

    "lost 0.2 percent and 0.5 percent of their jobs"; "shrank by 9%, those to China by a tenth"; "grew at a rate of
    3 percent, after minus 0.4 percent": less than nothing is no share.
    """
    if any(tokens.stops(at) for at in range(before.right + 1, one.left)):
        return False
    if one.signed and one.falls:
        return True
    if one.numeral.form in ("fraction", "counted"):
        return lean.link == "by"
    owned = tokens.words[one.right + 1 : one.right + 3]
    return _joined(tokens, before, one) and owned in (["of", "their"], ["of", "its"])


def _amount(tokens: Tokens, one: Figure, lean: Lean, before: Figure | None) -> None:
    if lean.sign and lean.link in ("", "by", "of", "after") and not _only_makes(tokens, one, lean):
        one.measure, one.falls = "change", one.falls or lean.sign < 0
    elif (
        before and before.measure == "change" and before.unit == one.unit and _joined(tokens, before, one)
    ) or (
        before
        and before.measure == "growth"
        and one.unit.kind in ("money", "count", "other")
        and _restates(tokens, before, one)
    ):
        one.measure, one.falls = "change", before.falls
    elif one.unit.name == "jobs" and _ADDS.intersection(tokens.words[one.right + 1 : one.right + 5]):
        one.measure = "change"
        one.falls = not _LOSES.isdisjoint(tokens.words[one.right + 1 : one.right + 5])
    else:
        one.measure = "change" if one.signed and one.unit.kind in ("count", "other") else "level"


def _only_makes(tokens: Tokens, one: Figure, lean: Lean) -> bool:
    """Whether the verb tells what was raised or built, not how far something moved: "raised $5 million"."""
    word = tokens.words[lean.first]
    return not lean.link and (
        word.startswith(_MAKES) or (word.startswith("creat") and one.unit.kind == "money")
    )


def _restates(tokens: Tokens, one: Figure, after: Figure) -> bool:
    """Whether `after` says as an amount what `one` says in percent: "fell 4%, or $16 million"."""
    return one.left < one.first and tokens.words[one.right + 1 : after.left] in ([",", "or"], ["or"])


def _joined(tokens: Tokens, one: Figure, after: Figure) -> bool:
    between = tokens.words[one.right + 1 : after.left]
    return len(between) <= 2 and {",", "and", "or"}.issuperset(between)

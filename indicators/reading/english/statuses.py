"""Whether a figure is an outcome, an expectation or a target, by the words that govern its clause.

A word such as "aims" or "is forecast" governs what follows in its clause and in the clauses joined to it by "and"
or "to", up to a finite verb that tells what was or is. It never reaches into the next sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.reading.context import Clue
from indicators.reading.english.passages import Passage, Spot
from indicators.reading.english.tokens import Phrases, Tokens, listed
from indicators.reading.english.verbs import Tense, finite_verb


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The id of a status, the words that give it to what follows, and nouns that give it to the number before them."""

    id: str
    words: str
    nouns: str


STATUS_WORDS = (
    StatusWords(
        "target",
        "aim,aims,aiming,aimed,plans to,plan to,plans,planned,planning to,plans for,target,targets,targeted,targeting,goal,goals,"
        "objective,promises to,promised to,promise to,promising to,undertakes to,undertook to,means to,pledged to,pledges to,pledge to,vows to,vowed to,strive,strives,striving,seeks to,seek to,seeking to,sets out to,intends to,intend to,"
        "hopes to,hope to,wants to,want to,committed to,commits to,budgeted,budgets,budgeting,is to,are to,should,must,needs to,ambition,"
        "mandate,mandates,allocated,allocates,set aside,sets aside,earmarked,earmarks,has set itself,strive for,pledge,determined to,proposes,proposes to,proposed",
        "target,goal,objective,ambition",
    ),
    StatusWords(
        "expected",
        "expected,expect,expects,expecting,expectation,expectations,forecast,forecasts,forecasting,projected,projects that,project that,projection,projections,projecting,predicted,predicts,"
        "predict,prediction,anticipated,anticipates,anticipate,estimated at,estimated to,will,would,likely,set to,due to reach,on track,on course,pegs,pegged,pegging,"
        "poised to,outlook,foresees,foresee,foreseen,could,may reach,may grow,might,sees,see growth,are put at,is put at,slated to,scheduled to,shall,is seen,are seen,penciled in",
        "forecast,projection,prediction",
    ),
)
_AHEAD = Phrases({phrase: each.id for each in STATUS_WORDS for phrase in each.words.split(",")})
_NOUNS = {noun: each.id for each in STATUS_WORDS for noun in each.nouns.split(",")}
#: "grew more than expected", "as planned": what was, beside what was thought of it
_COMPARES = frozenset(listed("than as"))
_BE = frozenset(listed("was were is are be been"))


def find_status(passage: Passage, spot: Spot) -> Clue:
    """The status of a figure, with the words that say it."""
    tokens = passage.tokens
    begin, end = passage.sentence_of(spot.first)
    bracket = passage.bracket_of(spot)
    begin = begin if bracket is None else bracket
    if noun := _noun_behind(tokens, spot.last, end):
        at, status = noun
        return passage.clue(status, at, at)
    found: tuple[str, int, int] | None = None
    i = spot.number - 1
    own = True
    while i >= begin:
        length, status = _AHEAD.ahead(tokens.words, i) or (1, "")
        if status and _is_meant(tokens, i, length):
            status = _by_doing(tokens, i + length, status)
            found = status, i, i + length - 1
            break
        if (tense := finite_verb(tokens, i)) and tense is not Tense.FUTURE:
            if not (_is_report(tokens, i) or (tense is Tense.PRESENT and tokens.words[i - 1] in _RELATIVES)):
                break
        elif tokens.words[i] == ";" and not found and tokens.words[i + 1] not in ("to", "and"):
            own = False
        i -= 1
        if not own:
            break
    if not found and bracket is None:
        found = _verb_behind(passage, spot)
    return passage.clue(*found) if found else Clue("actual")


def _is_meant(tokens: Tokens, i: int, length: int) -> bool:
    words = tokens.words
    if words[i - 1] in _COMPARES or words[i - 1] in ("no", "previously"):
        return False
    word = words[i]
    if word in ("is", "are"):
        return (words[i + 2].isalpha() and words[i + 2] not in ("the", "a", "its", "be")) or words[
            i + 2
        ] == "be"
    if word in ("target", "targets", "goal", "goals", "objective", "plan", "project"):
        return (
            words[i + 1] not in ("group", "groups", "market", "markets", "area")
            and words[i - 1] not in ("its", "the", "annual")
        ) or words[i + length] in ("of", "is", "at", "to", "for", "that", ",")
    if word == "plans" and length == 1:
        return words[i + 1][:1].isdigit()
    if word in ("would", "could") and words[i + 1] == "have":
        return False
    if word == "to":
        return words[i - 1] not in (
            "has",
            "have",
            "had",
            "said",
            "appear",
            "appears",
            "found",
            "known",
            "reported",
            "considered",
        )
    if word in ("planned", "proposed", "allocated", "earmarked", "budgeted"):
        return True
    return True


#: what a government does by itself, rather than what comes about
_DEEDS = frozenset(
    listed(
        "build invest create spend allocate add establish enhance promote strive open launch provide support train hire plant cut reduce expand "
        "develop focus concentrate complete construct introduce implement cultivate recruit set offer fund finance install upgrade renovate "
        "accelerate strengthen deploy bring raise lower boost double triple attract host organize organise"
    )
)
_RELATIVES = frozenset(listed("that which who and"))


def _by_doing(tokens: Tokens, after: int, status: str) -> str:
    """What somebody "will build" or is "set to create" is aimed at; what "will grow" is expected."""
    at = after
    while tokens.words[at] in (
        "also",
        "further",
        "continue",
        "to",
        "now",
        "then",
        "not",
        "actively",
        "vigorously",
    ):
        at += 1
    return (
        "target"
        if tokens.words[after - 1] in ("will", "would", "shall", "to")
        and "jobs" not in tokens.words[at : at + 6]
        and tokens.words[at] in _DEEDS
        else status
    )


def _is_report(tokens: Tokens, i: int) -> bool:
    """Whether the verb at token `i` only reports: "the bureau said it expects"."""
    return tokens.words[i] in _REPORTS


_REPORTS = frozenset(listed("said says say noted added announced stated told reported showed shows"))


def _noun_behind(tokens: Tokens, last: int, end: int) -> tuple[int, str] | None:
    """A noun right behind the figure: its 5 percent target, the 4% growth goal."""
    for at in range(last + 1, min(last + 4, end) + 1):
        word = tokens.words[at]
        if word in _NOUNS:
            return at, _NOUNS[word]
        if not (word.isalpha() or word == "-") or word in (
            "in",
            "of",
            "and",
            "to",
            "from",
            "by",
            "as",
            "for",
            "the",
            "against",
            "with",
            "on",
            "at",
        ):
            return None
    return None


def _verb_behind(passage: Passage, spot: Spot) -> tuple[str, int, int] | None:
    """A verb behind a figure that is its subject: "some 5,000 homes are to be built", "20 million jobs will go"."""
    tokens = passage.tokens
    begin, end = passage.sentence_of(spot.first)
    if any(finite_verb(tokens, at) for at in range(max(begin, spot.first - 40), spot.number)):
        return None
    for at in range(spot.last + 1, min(end, spot.last + 10) + 1):
        if passage.opens_clause(at) or tokens.words[at] == ",":
            return None
        length, status = _AHEAD.ahead(tokens.words, at) or (1, "")
        if status and _is_meant(tokens, at, length) and tokens.words[at] != "to":
            return status, at, at + length - 1
        if (tense := finite_verb(tokens, at)) and tense is not Tense.FUTURE and tokens.words[at] not in _BE:
            return None
    return None

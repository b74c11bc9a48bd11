"""The period of each figure of a passage, and the period it is measured against.

Looked at, nearest first: words right behind the figure; the nearest before it in its sentence; later ones of its clause;
the period told last, which a statement in the past takes over and one in the present does not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date

from indicators.model.period import Period, parse_period
from indicators.reading import relative_periods
from indicators.reading.context import Clue
from indicators.reading.english.passages import Passage, Spot
from indicators.reading.english.period_phrases import Clock, PeriodPhrase
from indicators.reading.english.tokens import listed
from indicators.reading.english.verbs import Tense, tense_after, tense_before
from indicators.reading.mention import Mention


@dataclass(slots=True)
class Told:
    """What was told last: the `period` of an outcome, the one `ahead` of an aim; the `last` one of this paragraph."""

    period: Period | None = None
    ahead: Period | None = None
    last: Clue | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A phrase and its period; `base` where something is measured against it."""

    phrase: PeriodPhrase
    period: Period | None
    base: bool = False
    own: bool = False  # a compared figure has it for itself: "from 103 billion yuan in 2020"


#: "its lowest since 2008" names no time of the figure
_SUPERLATIVES = frozenset(
    listed(
        "lowest highest best worst fastest slowest largest biggest strongest weakest most least first record low high"
    )
)
_FIRST_YEAR = 1900
#: tokens that a dateline may have before its day
_DATELINE = 10
_BASE_LEADS = ("from", "on", "over")
_TAIL_LEADS = frozenset(("of", "in", "at", "for", "with", "to", "as of", "on", "over", "by"))
_COMPARING = ("than", "times", "against", "compared", "versus", "above", "below", "relative")
_TIMES_WHAT = frozenset(listed("the that as its what those"))
_HOLDS_APART = frozenset((",", ";"))
_COMPARED = frozenset(listed("from against than versus vs"))
_FLOW_WORDS = frozenset(
    listed(
        "passengers visitors tourists trips visits buyers arrivals more new newly added created opened handled received attracted drew drawn "
        "sold produced output exports imports trade revenue revenues sales gdp investment spending spent turnover invested built flights "
        "throughput teus births deaths marriages applications registered hired shipped exported imported generated sent vehicles "
        "signed approved issued granted completed launched value receipts expenditure profit profits income earned"
    )
)
_STOCK_WORDS = frozenset(
    listed(
        "deposits loans balance outstanding assets debt reserves population stock total-assets liabilities holdings capitalization "
        "capitalisation unemployed lived living live inhabitants residents vacancies home existing had has have"
    )
)
_MOVES = frozenset(("growth", "change", "multiple"))


def date_phrases(passage: Passage, phrases: list[PeriodPhrase], clock: Clock) -> tuple[list[Dated], Clock]:
    """The periods of a passage, each from those before it; and the clock that goes on to the next passage."""
    found: list[Dated] = []
    for phrase in phrases:
        period = phrase.period(clock)
        if period and period.start == period.end == clock.published and phrase.first < _DATELINE:
            continue  # the day it was written
        if period and period.start.year < _FIRST_YEAR:
            continue  # "last year" of a text that nobody dated
        base, own = _role(passage, phrase)
        if period and phrase.point:
            period = relative_periods.end_of(period)
        found.append(Dated(phrase, period, base, own))
        if period and not (base or own or phrase.present or phrase.point or phrase.backward):
            clock = clock.tell(period)
        elif period and phrase.point and not base and not own and clock.current is None:
            clock = clock.tell(relative_periods.years(period.end.year))
    return found, clock


def _role(passage: Passage, phrase: PeriodPhrase) -> tuple[bool, bool]:
    """Whether a phrase is what something is measured against, and whether a compared figure has it for itself."""
    words = passage.tokens.words
    begin, _ = passage.sentence_of(phrase.first)
    before = passage.spots_between(begin, phrase.first - 1)
    nearest = before[-1] if before else None
    gap = words[nearest.last + 1 : phrase.first] if nearest else []
    if ";" in gap:  # another clause begins
        nearest, gap = None, []
    if _is_own_level(words, phrase):
        return True, False
    if nearest and len(gap) <= 5 and not _HOLDS_APART.intersection(gap) and is_compared(words, nearest):
        return False, True
    lead = _lead(words, phrase, begin)
    if lead == "since" and _SUPERLATIVES.intersection(words[max(phrase.first - 8, begin) : phrase.first]):
        return True, True
    at = max(phrase.first - 3, begin)
    if "compared" in words[at : phrase.first] and (not nearest or nearest.last < at):
        return True, False
    if not nearest:
        return lead == "than" or (lead == "since" and _leads_move(passage, phrase)), False
    if lead in ("than", "versus", "vs", "against"):
        return True, False
    moves = nearest.mention.measure in _MOVES
    if phrase.backward and lead not in ("in", "for", "during"):
        return moves or lead in _BASE_LEADS or len(gap) > 3, False
    if lead in (*_BASE_LEADS, "since") and moves and len(gap) <= 4:
        return not phrase.point or lead in ("from", "since"), False
    return lead in _TAIL_LEADS and _is_yardstick(passage, phrase, nearest, begin), False


def _is_own_level(words: list[str], phrase: PeriodPhrase) -> bool:
    """Whether words say how high something stood then: "3 percent above its 2019 level"."""
    return (
        words[phrase.first - 1] in ("its", "their", "the", "a")
        and words[phrase.last + 1] in _LEVEL_NOUNS
        and words[phrase.first - 2] in _FROM_LEVELS
    )


_LEVEL_NOUNS = frozenset(listed("level levels average figure value total peak high low mark reading"))
_FROM_LEVELS = frozenset(
    listed("above below than over under from on of against beyond to times exceed exceeded")
)


def _leads_move(passage: Passage, phrase: PeriodPhrase) -> bool:
    """Whether the figure that follows tells how far something moved: "Since July 2024, employers have added 41,500 jobs"."""
    end = passage.sentence_of(phrase.first)[1]
    after = passage.spots_between(phrase.last + 1, end)
    return bool(after) and after[0].mention.measure in _MOVES


def _lead(words: list[str], phrase: PeriodPhrase, begin: int) -> str:
    """The word that leads a phrase; "since" also from before a noun: "since its launch in 2019"."""
    is_since = "since" in words[max(phrase.first - 5, begin) : phrase.first]
    return "since" if is_since and phrase.lead != "as of" else phrase.lead


def _is_yardstick(passage: Passage, phrase: PeriodPhrase, nearest: Spot, begin: int) -> bool:
    """Whether a word that compares stands before a phrase: "times the number at the end of 2020", "above that of 2024"."""
    words = passage.tokens.words
    first = max(phrase.first - 9, begin)
    behind = words[first : phrase.first]
    for word in _COMPARING:
        if word not in behind:
            continue
        at = phrase.first - behind[::-1].index(word) - 1
        if at < nearest.first or (word == "than" and at <= nearest.last):
            continue  # "no fewer than 20 jobs by 2030"
        if word == "times":
            if words[at + 1] in _TIMES_WHAT:
                return True
        elif not passage.spots_between(at, phrase.first - 1) and not {";", "."}.intersection(
            words[at : phrase.first]
        ):
            return True
    return phrase.backward and not {"revised", "estimate", "that"}.isdisjoint(behind)


def is_compared(words: list[str], spot: Spot) -> bool:
    """Whether a figure is only what another one is compared with: "from 103 billion yuan", "against 5.2 percent"."""
    at = spot.first - 1
    if words[at] in ("a", "the", "just", "only", "its", "their", "some", "about"):
        at -= 1
    if words[at] in _COMPARED:
        return True
    if words[at] in ("with", "to") and words[at - 1] in (
        "compared",
        "compare",
        "relative",
        "contrast",
        "opposed",
    ):
        return True
    return words[at] in ("double", "triple", "times", "half") and words[at + 1] == "the"


def find_period(
    passage: Passage, spot: Spot, dated: list[Dated], told: Told, status: str, today: date
) -> Clue | None:
    """The period of a figure; None where the words say none, or say "now"."""
    begin, end = passage.sentence_of(spot.first)
    here = _between(dated, begin, end)
    if passage.refers_back(spot) and told.last:
        return replace(told.last, guessed=True)
    if status != "actual":  # what is behind is not aimed at
        here = [
            each
            for each in here
            if not each.period or each.period.end >= today or _is_adjacent(passage, spot, each)
        ]
    if (bracket := passage.bracket_of(spot)) is not None:
        here = [each for each in here if each.phrase.first >= bracket] or here
    chosen = _choose(passage, spot, here)
    if chosen:
        if chosen.period is None:
            return None
        period = _as_told(passage, spot, chosen.phrase, chosen.period, status)
        guessed = not _is_near(passage, spot, chosen)
        return passage.clue(period.text, chosen.phrase.first, chosen.phrase.last, guessed=guessed)
    carried = told.period
    if status != "actual":  # what is over is not aimed at
        carried = told.ahead or (carried if carried and carried.end >= today else None)
    is_since = any(
        each.base and each.phrase.lead == "since" for each in here
    )  # "since July 2024, it has added"
    takes_over = is_since or _takes_over(passage, spot, status, told)
    last = parse_period(told.last.value) if told.last and status == "actual" else None
    if told.last and last and last.start == last.end and takes_over and is_stock(passage, spot):
        return replace(told.last, guessed=True)
    return Clue(carried.text, guessed=True) if carried and takes_over else None


def _between(dated: list[Dated], first: int, last: int) -> list[Dated]:
    """The phrases that begin from token `first` to token `last`."""
    low = bisect_left(dated, first, key=lambda each: each.phrase.first)
    return dated[low : bisect_right(dated, last, key=lambda each: each.phrase.first)]


def _choose(passage: Passage, spot: Spot, here: list[Dated]) -> Dated | None:
    """The phrase of the sentence that dates a figure."""
    words = passage.tokens.words
    times = [each for each in here if not each.base]
    compared = is_compared(words, spot)
    behind = [each for each in times if each.phrase.first > spot.last]
    inside = next((each for each in times if spot.first <= each.phrase.first <= spot.last), None)
    if inside:
        return inside
    if compared:
        # what follows a compared figure dates it, "a year earlier" too
        later = [each for each in here if each.phrase.first > spot.last]
        if later and _is_adjacent(passage, spot, later[0]):
            return later[0]
    if behind and _is_adjacent(passage, spot, behind[0]) and (not behind[0].own or compared):
        return behind[0]
    start, stop = passage.clause_of(spot.first, spot.last)
    before = [each for each in times if each.phrase.last < spot.first and not each.own]
    # the nearest one that is not another figure's own, tightly behind it
    for each in reversed(before):
        if each.phrase.present and each.phrase.first < start:
            continue
        if _is_aside(words, each, spot) or _belongs_to_other(passage, spot, each, here):
            continue
        return each
    is_now = _tense(passage, spot) in (Tense.PRESENT, Tense.PERFECT)
    for each in behind:
        if ";" in words[spot.last : each.phrase.first] or (is_now and each.phrase.first > stop):
            break
        if not each.own and not each.phrase.present:
            return each
    last = next((each for each in reversed(before) if not _is_aside(words, each, spot)), None)
    return last if last and not last.phrase.present else None


def _is_adjacent(passage: Passage, spot: Spot, each: Dated) -> bool:
    """Whether a phrase stands behind a figure in its clause with no other figure but its fellows of a list between."""
    first = each.phrase.first
    between = passage.spots_between(spot.last + 1, first - 1)
    words = passage.tokens.words
    if between:
        gaps = [words[a.last + 1 : b.first] for a, b in zip([spot, *between], between, strict=False)]
        if not all(len(gap) <= 2 and set(gap) <= {",", "and", "or", "to"} for gap in gaps):
            return False
    gap = words[spot.last + 1 : first]
    limit = 14
    if len(gap) > limit:
        return False
    for at in range(spot.last + 1, first):
        if passage.opens_clause(at) or (
            words[at] == "and" and not between and at - spot.last > 0 and _has_verb(passage, at, first)
        ):
            return False
        if words[at] == "," and not between and at < first - 1 and words[at + 1] not in ("respectively",):
            return False
    return True


def _has_verb(passage: Passage, first: int, last: int) -> bool:
    return tense_after(passage.tokens, first + 1, last) is not None


def _belongs_to_other(passage: Passage, spot: Spot, each: Dated, here: list[Dated]) -> bool:
    """Whether a phrase before a figure dates another one, since one behind dates this: "A by 2032, B and C by 2030"."""
    others = passage.spots_between(passage.sentence_of(spot.first)[0], each.phrase.first - 1)
    if not others or each.phrase.first - others[-1].last > 4:
        return False
    end = passage.sentence_of(spot.first)[1]
    after = passage.spots_between(spot.last + 1, end)
    later = [other for other in here if other.phrase.first > spot.last and not other.base and not other.own]
    if not later or not after or "," not in passage.tokens.words[each.phrase.last + 1 : spot.first]:
        return False
    between = [other for other in after if other.first < later[0].phrase.first]
    words = passage.tokens.words[spot.last + 1 : later[0].phrase.first]
    return len(between) == 1 and "," not in words and ";" not in words and "and" in words


def _is_aside(words: list[str], each: Dated, spot: Spot) -> bool:
    """Whether a phrase stands in words put in between commas before the figure: ", which was 4 in 2023, fell to 3"."""
    closing = next((at for at in range(each.phrase.last + 1, spot.first) if words[at] == ","), None)
    if closing is None:
        return False
    for at in range(each.phrase.first - 1, max(each.phrase.first - 14, 0), -1):
        if words[at] == ",":
            return words[at + 1] in ("which", "who", "with", "where", "whose") and words[closing + 1] not in (
                "and",
                "while",
                "but",
            )
        if words[at] in (".", ";"):
            break
    return False


def _is_near(passage: Passage, spot: Spot, chosen: Dated) -> bool:
    first = chosen.phrase.first
    if first > spot.last:
        return _is_adjacent(passage, spot, chosen)
    return True


def _as_told(passage: Passage, spot: Spot, phrase: PeriodPhrase, period: Period, status: str) -> Period:
    """The period that a phrase means for this figure: a stock stands on a day, a flow runs up to it."""
    if not (phrase.as_of or phrase.point):
        return period
    if period.months == 12 and not phrase.point and period.start.month == 1:
        return period  # by 2030, until 2024
    if phrase.point and status != "actual":
        return (
            relative_periods.years(period.end.year)
            if (period.end.month, period.end.day) == (12, 31)
            else period
        )
    if is_stock(passage, spot):
        return relative_periods.end_of(period)
    if phrase.point and not phrase.as_of:
        return period
    return relative_periods.since_new_year(period.end)


def is_stock(passage: Passage, spot: Spot) -> bool:
    """Whether a figure tells what there is on a day, not what came about until then."""
    mention, words = spot.mention, passage.tokens.words
    start, stop = passage.clause_of(spot.first, spot.last)
    around = {*words[max(start, spot.first - 12) : min(stop, spot.last + 8) + 1]}
    counted = {*words[spot.first : min(stop, spot.last + 5) + 1]}
    if counted & _FLOW_WORDS:
        return False
    if around & _STOCK_WORDS:
        return True
    if mention.measure in ("growth",):
        return False
    if mention.unit.kind in ("money",) or mention.unit.name in ("tonnes", "tons", "kilowatt-hours"):
        return bool(around & _STOCK_WORDS)
    if mention.unit.kind == "count":
        return not around & {
            "handled",
            "received",
            "attracted",
            "drew",
            "drawn",
            "sold",
            "produced",
            "created",
            "built",
            "added",
        }
    return True


def _takes_over(passage: Passage, spot: Spot, status: str, told: Told) -> bool:
    """Whether a figure without a period of its own is of the period told last: what was, or is aimed at, is."""
    if status != "actual":
        return True
    tense = _tense(passage, spot)
    if tense is Tense.PERFECT:  # "over the past five years …; the city has built 30 parks"
        return told.last is not None and parse_period(told.last.value).months > 12
    return tense in (None, Tense.PAST, Tense.FUTURE)


def _tense(passage: Passage, spot: Spot) -> Tense | None:
    """The tense of the verb that a figure hangs on: the last one before it, else the first one behind."""
    begin, end = passage.sentence_of(spot.first)
    tokens = passage.tokens
    return tense_before(tokens, spot.number, begin) or tense_after(tokens, spot.last + 1, end)


def find_base(passage: Passage, spot: Spot, dated: list[Dated], period: Clue | None) -> Clue | None:
    """The period that a growth, change or multiple is measured against, where it is said."""
    mention: Mention = spot.mention
    if mention.measure not in _MOVES:
        return None
    begin, end = passage.sentence_of(spot.first)
    words = passage.tokens.words
    own = parse_period(period.value) if period else None
    following = next((other.first for other in passage.spots_between(spot.last + 1, end)), end + 1)
    for each in _between(dated, begin, end):
        if (
            each.period
            and (each.base or each.phrase.lead in ("from", "since"))
            and spot.first <= each.phrase.first
            and begin <= each.phrase.first < following
        ):
            if period and each.period.text == period.value:
                continue
            base = each.period
            if own and each.phrase.backward and base.end != base.start and base.months != own.months:
                base = relative_periods.year_before(
                    own
                )  # "as of October …, up from the same period last year"
            return passage.clue(base.text, each.phrase.first, each.phrase.last)
    if own and _is_year_on_year(words, spot, following):
        return Clue(
            relative_periods.year_before(own).text,
            period.start if period else None,
            period.end if period else None,
        )
    return None


def _is_year_on_year(words: list[str], spot: Spot, stop: int) -> bool:
    against = (spot.mention.against or "").lower().replace("-", " ")
    if "year on year" in against or "year over year" in against or "yoy" in against or "y/y" in against:
        return True
    after = " ".join(words[spot.last + 1 : min(stop, spot.last + 7)]).replace(" - ", " ")
    return after.startswith(("year on year", "year over year", "y / y", "yoy", "annually"))

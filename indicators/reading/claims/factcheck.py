"""`factcheck`: every figure that a text states, with what the dataset says of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from indicators.i18n import DEFAULT_LANGUAGE, Language
from indicators.model.period import Period, parse_period
from indicators.paths import DATA_FILE
from indicators.query import Catalogue
from indicators.query.caches import cached_on_owner
from indicators.query.opening import open_catalogue
from indicators.query.text_normalisation import is_han
from indicators.reading import forget_numbers
from indicators.reading.claims.claim import Claim
from indicators.reading.claims.clear_surroundings import clear_surroundings
from indicators.reading.claims.draft_mentions import DraftMention, read_claims
from indicators.reading.claims.match import (
    LEAST_ANOTHER,
    LEAST_OTHER,
    LEAST_SAME,
    LEAST_WHOLLY_ANOTHER,
    DraftFigure,
    FigureMatcher,
    Match,
)
from indicators.reading.claims.record_names import NamedRecord, simplify
from indicators.reading.claims.says import suggest_wording, write_sentences
from indicators.reading.claims.verdicts import NOT_FOUND, Verdict
from indicators.reading.context import Clue, Context
from indicators.reading.drafting.record_names import find_record
from indicators.reading.mention import Mention
from indicators.reading.place_names import chinese_places, countries_in_chinese, english_place_names

_SENTENCE_END: Final = re.compile(r"[.!?][\"”’)]*\s+|[。！？\n\r]+")
_SINCE: Final = re.compile(r"(?:\bsince(?: the (?:start|end) of)?|\bfrom|自从?|从|自)\s*$", re.IGNORECASE)
_SINCE_BEHIND: Final = re.compile(r"\s*(?:onwards?|以来|以來|起)")
#: A region by what it is: the one told before.
_ANAPHOR: Final = re.compile(
    r"^(?:the\s+)?(?:city|province|region|country|it|全市|全省|全区|我市|我省|本市|本省|该市|该省)$",
    re.IGNORECASE,
)
#: Words of a place that no list has: a district, a county, a town.
_LOCALITY: Final = re.compile(
    r"(?:(?<![立兴强富建治靓])市|[县镇乡州省]|(?<![专園园小景校社山城街片厂])区|\b(?:district|county|town|province|city|prefecture))$",
    re.IGNORECASE,
)
#: A year that a number is only compared with.
_COMPARED_WITH: Final = re.compile(
    r"(?:\b(?:than|as)(?:\s+(?:in|at|during))?|\b(?:compared\s+(?:with|to)|against|versus)(?:\s+in)?|较|較|比)\s*$",
    re.IGNORECASE,
)
#: What writers of Chinese call their country, which no list of names has.
_OUR_COUNTRY: Final = re.compile(r"我国|我國")
#: What stands between a place and its own figure at most: "Guangzhou sixth", 广州第六.
_JOINT: Final = re.compile(
    r"(?:[’']s?|的|则|則|为|為|only|is|was|came|comes|ranks|ranked|\s)*", re.IGNORECASE
)
_THE: Final = re.compile(r"^the\s+", re.IGNORECASE)
#: Figures that are named of a claim at most, and how likely beside the best they must be.
_OFFERED: Final = 3
_RIVAL: Final = 0.6
_CLOSE: Final = 0.8
#: How likely one must be beside the best by its words that the text tells less of.
_NEARLY: Final = 0.9
#: Characters of the sentence before that are looked at.
_REACH: Final = 400
#: How likely a figure of yuan is when its dollars stand behind it.
_DOLLARS_BESIDE: Final = 0.8
#: How likely a figure must be of which a number speaks that prose leaves aside: one it agrees with, and another.
_SMALL_SAME: Final = 0.33
_SMALL_OTHER: Final = 0.55


def factcheck(text: str, *, language: str = "auto", catalogue: Catalogue | None = None) -> tuple[Claim, ...]:
    """The claims of `text` against the figures of `catalogue`, the stock dataset where None is given, in reading order.

    `language` is the code of one that is read, or "auto" to find out line by line; ValueError for any other.
    Whatever text it gets, it answers: what is no prose has no claims, or claims that are not found.
    """
    return FactChecker(catalogue if catalogue is not None else _stock_catalogue()).check(text, language)


def forget_texts(catalogue: Catalogue) -> None:
    """Keep nothing of the texts that were checked against `catalogue`, which may be nobody else's business."""
    FactChecker(catalogue).forget_texts()


@lru_cache(maxsize=1)
def _stock_catalogue() -> Catalogue:
    return open_catalogue(DATA_FILE, "")


@cached_on_owner(maxsize=1)
def _matcher_of(catalogue: Catalogue) -> FigureMatcher:
    return FigureMatcher(catalogue.dataset)


class FactChecker:
    """Checks texts against one catalogue, which keeps what is made of its figures: cheap to make again.

    What it was asked is kept until `forget_texts`, which whoever checks other people's drafts calls after each.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._matcher = _matcher_of(catalogue)
        self._our_country = find_record("中国", self._matcher.regions)

    def forget_texts(self) -> None:
        """Keep nothing of the texts that were checked, which may be nobody else's business."""
        self._matcher.forget_texts()
        forget_numbers()

    def check(self, text: str, language: str = "auto") -> tuple[Claim, ...]:
        """See `factcheck`."""
        places = self._matcher.region_finder.find(text)
        sentences = _Sentences(text)
        claims: list[Claim] = []
        last: Match | None = None
        end = 0
        told: set[str] = set()
        sentence = -1
        for found in read_claims(text, language, self._matcher.place_names):
            draft = self._draft(text, found, places, sentences, last, end)
            start = sentences.around(found.mention.start)[0]
            if start != sentence:
                sentence, told = start, set()
            verdict, matches = self._judge(draft, last, told)
            if found.uncertain and not _is_certain(verdict, matches):
                continue
            if matches:
                last = matches[0]
                told |= {last.figure.id} if verdict.is_supported else set()
            end = found.mention.end
            claims.append(self._claim(draft, found.context, verdict, matches))
        return tuple(claims)

    def _draft(
        self,
        text: str,
        found: DraftMention,
        places: Sequence[NamedRecord],
        sentences: _Sentences,
        last: Match | None,
        end_of_last: int,
    ) -> DraftFigure:
        mention, context = found.mention, found.context
        start, end = sentences.around(mention.start)
        earlier = sentences.around(start - 1)[0] if start else 0
        regions, is_elsewhere = self._regions_of(text, mention, context.region, places, (start, end))
        clue = context.counterpart
        period = context.period
        return DraftFigure(
            mention=mention,
            around=clear_surroundings(found),
            before=text[max(earlier, start - _REACH) : start],
            regions=regions,
            is_elsewhere=is_elsewhere,
            counterpart=find_record(clue.value, self._matcher.counterparts) if clue else None,
            period=_parse(period),
            is_own_period=_is_own(text, period, end_of_last),
            base_period=_parse(context.base_period),
            since=_is_since(text, period),
            status=context.status.value if context.status else "actual",
            topic=last.figure.indicator.id if last else None,
        )

    def _regions_of(
        self,
        text: str,
        mention: Mention,
        clue: Clue | None,
        places: Sequence[NamedRecord],
        sentence: tuple[int, int],
    ) -> tuple[tuple[str, ...], bool]:
        """The regions that a mention may speak of, the likeliest first; and whether it speaks of a place of its own."""
        start, end = sentence
        here = [one.id for one in places if start <= one.start < end]
        before = [one.id for one in places if start <= one.start < mention.start]
        earlier = [one.id for one in places if one.start < start]
        near = [*reversed(before), *here, *reversed(earlier)]
        beside = [one for one in places if start <= one.start and one.end <= mention.start][-1:]
        if mention.measure == "rank" and beside and _JOINT.fullmatch(text, beside[0].end, mention.start):
            return _distinct([beside[0].id]), False
        if self._our_country and not before and _OUR_COUNTRY.search(text, start, mention.start):
            return _distinct([self._our_country, *near]), False
        if clue is None:
            return _distinct(near), False
        words = simplify(clue.value)
        whole = (one.id for one in places if clue.start is not None and one.start <= clue.start < one.end)
        known = next(whole, None) or find_record(words, self._matcher.regions)
        if known and clue.start is None:  # of several named as one: "Beijing, Tianjin and Hebei … They …"
            groups_named = (one for one in places if one.end <= start and words in text[one.start : one.end])
            known = next((one.id for one in groups_named if known in self._matcher.members[one.id]), known)
        groups = [id for id, members in self._matcher.members.items() if len(members & {*here}) > 1]
        if known is None:
            if _ANAPHOR.match(words) or clue.guessed or not _is_place(words):
                return _distinct(near), False
            if near and _is_far_from(text, clue, mention, places):
                return _distinct(near), False
            return (), True
        is_part = mention.measure in ("share", "ratio", "rank", "streak")
        if clue.guessed or (is_part and any(known in self._above(id) for id in near[:4])):
            return _distinct([*near, known]), False
        if not here and (clue.start is None or not start <= clue.start < end):
            return _distinct([known, *near]), False
        if self._is_whole_beside(known, here):
            return _distinct([known, *here]), False
        return _distinct([known, *(id for id in groups if known in self._matcher.members[id])]), False

    def _above(self, region: str) -> frozenset[str]:
        """The regions that hold `region`."""
        found, new = set[str](), {region}
        while new:
            new = {above for id in new for above in self.catalogue.dataset.regions[id].within} - found
            found |= new
        return frozenset(found)

    def _is_whole_beside(self, known: str, here: Sequence[str]) -> bool:
        """Whether the country is named beside one of its regions: it is a yardstick as well."""
        is_country = self.catalogue.dataset.regions[known].kind == "country"
        return is_country and any(known in self._above(id) for id in here)

    def _judge(self, draft: DraftFigure, last: Match | None, told: set[str]) -> tuple[Verdict, list[Match]]:
        """The verdict; a figure `told` rightly in the sentence is not told again with another number."""
        found = [one for one in self._matcher.find(draft) if one.has_same_number or one.figure.id not in told]
        if last and draft.mention.unit.currency == "USD" and (beside := self._dollars_beside(draft, last)):
            found = [beside, *found]
        own = [one for one in found if not one.others and one.score >= _least(one)]
        others = [one for one in found if one.has_same_number and _may_be_of_another(one)]
        best = _mildest(own)
        other = others[0] if others else None
        if best and other and not best.has_same_number and other.score * _CLOSE > best.score:
            return other.verdict, [other, best]
        if best and (other is None or best.verdict.is_supported or best.has_same_number):
            return best.verdict, _offered(best, own)
        if best and other and other.score >= best.score * _RIVAL:
            return other.verdict, [other, best]
        if best:
            return best.verdict, _offered(best, own)
        if other:
            return other.verdict, others[:_OFFERED]
        return NOT_FOUND, []

    def _dollars_beside(self, draft: DraftFigure, last: Match) -> Match | None:
        """The figure before, where its dollars are told after it in one sentence."""
        if last.pair.draft.printed.text and draft.around.sentence and last.figure.dollars:
            return self._matcher.compare(draft, last.figure, _DOLLARS_BESIDE)
        return None

    def _claim(
        self, draft: DraftFigure, context: Context, verdict: Verdict, matches: Sequence[Match]
    ) -> Claim:
        match = matches[0] if matches else None
        in_dollars = draft.mention.unit.currency == "USD"
        right = next((one for one in matches if not one.others), match)
        language: Language = "zh" if any(map(is_han, draft.around.sentence)) else DEFAULT_LANGUAGE
        ids = {"indicator": match.figure.indicator.id} if match else {}
        if draft.regions:
            ids["region"] = draft.regions[0]
        return Claim(
            mention=draft.mention,
            context=context,
            verdict=verdict,
            observations=tuple(dict.fromkeys(one.figure.id for one in matches)),
            suggestion=suggest_wording(verdict, right, self.catalogue, language) if right else "",
            ids=ids,
            sentences=write_sentences(verdict, match, self.catalogue, draft.period, in_dollars=in_dollars),
            units=tuple(self.catalogue.dataset.units.values()),
        )


class _Sentences:
    """Where the sentences of a text begin and end."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
        self._end = len(text)

    def around(self, place: int) -> tuple[int, int]:
        """The sentence that `place` stands in."""
        index = bisect_right(self._starts, place)
        return self._starts[index - 1], self._starts[index] if index < len(self._starts) else self._end


def _least(one: Match) -> float:
    return LEAST_SAME if one.numbers.is_supported or one.has_same_number else LEAST_OTHER


def _may_be_of_another(one: Match) -> bool:
    """Whether it is a figure of something else; where two things are another's, the words must leave no doubt."""
    return bool(one.others) and one.score >= (LEAST_ANOTHER if len(one.others) == 1 else LEAST_WHOLLY_ANOTHER)


def _is_certain(verdict: Verdict, matches: Sequence[Match]) -> bool:
    """Whether a number that prose leaves aside is a claim: the source says it, or words leave no doubt."""
    is_same = verdict.is_supported or (bool(matches) and matches[0].pair.is_same_number)
    return bool(matches) and matches[0].score >= (_SMALL_SAME if is_same else _SMALL_OTHER)


def _offered(best: Match, own: Sequence[Match]) -> list[Match]:
    """The best match, and others that say the same of the text."""
    likely = (one for one in own if one is not best and one.score >= best.score * _RIVAL)
    return [best, *(one for one in likely if one.verdict is best.verdict)][:_OFFERED]


def _distinct(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _mildest(own: Sequence[Match]) -> Match | None:
    """The likeliest of some matches; another that the text bears out where its words are nearly as good: in doubt for it."""
    if not own or not own[0].verdict.accuses or own[0].has_same_number:
        return own[0] if own else None
    best = own[0]
    alike = (one for one in own if one.figure.indicator.measure == best.figure.indicator.measure)
    likely = (one for one in alike if one.score >= best.score * (_RIVAL if one.has_same_number else _NEARLY))
    return next((one for one in likely if one.verdict.is_supported), best)


def _parse(clue: Clue | None) -> Period | None:
    return parse_period(clue.value) if clue else None


def _is_own(text: str, clue: Clue | None, end_of_last: int) -> bool:
    """Whether a period is a mention's own: not told before the end of the claim before it, nor only compared with."""
    if clue is None or clue.guessed or clue.start is None or clue.start < end_of_last:
        return False
    return not _COMPARED_WITH.search(text[max(0, clue.start - 30) : clue.start])


def _is_since(text: str, clue: Clue | None) -> bool:
    """Whether the words of a period only say when it begins: "since 2021"."""
    if clue is None or clue.start is None or clue.end is None:
        return False
    before = text[max(0, clue.start - 30) : clue.start]
    return bool(
        _SINCE.search(before)
        or _SINCE.match(text[clue.start : clue.end])
        or _SINCE_BEHIND.match(text, clue.end)
    )


@cache
def _places_of_the_world() -> frozenset[str]:
    chinese = {name for place in chinese_places() for name in (place.name, place.full_name)}
    return frozenset(name.casefold() for name in (*english_place_names(), *chinese, *countries_in_chinese()))


def _is_far_from(text: str, clue: Clue, mention: Mention, places: Sequence[NamedRecord]) -> bool:
    """Whether a region of the dataset stands between a place and a mention, or another number does before the place."""
    if clue.start is not None and clue.start >= mention.end:
        return any(char.isdigit() for char in text[mention.end : clue.start])
    named = text.rfind(clue.value, 0, mention.start)
    return named >= 0 and any(named + len(clue.value) <= one.start < mention.start for one in places)


def _is_place(words: str) -> bool:
    """Whether words name a place that is none of the dataset: one that everybody knows, or a district or town."""
    words = _THE.sub("", words)
    return words.casefold() in _places_of_the_world() or bool(_LOCALITY.search(words))

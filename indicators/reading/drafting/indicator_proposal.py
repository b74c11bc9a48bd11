"""A new indicator for a figure that none of the dataset fits: id, name, unit, measure and topic, for a curator to finish.

Its name is in the language of the text; the other language and the definition are the curator's. A unit is one of the
dataset where there is one of that name, kind and currency, else a proposal too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indicators.i18n.letters import fold_letters
from indicators.model import Dataset
from indicators.model.code_lists import MEASURES, Measure, UnitKind
from indicators.query.search.chinese import pinyin_readings
from indicators.query.search.word_splitting import STOP_WORDS
from indicators.reading.drafting.indicator_match import IndicatorCandidate
from indicators.reading.drafting.surroundings import Surroundings
from indicators.reading.mention import Measure as MentionedMeasure
from indicators.reading.mention import Mention
from indicators.reading.mention_report import find_unit

_MAX_NAME_WORDS: Final = 6
_MAX_NAME_SIGNS: Final = 14
_MAX_SLUG_WORDS: Final = 6
_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD: Final = re.compile(r"[A-Za-z0-9]+")
_HAN_RUN: Final = re.compile(r"[\u3400-\u9fff]+")
_LATIN_NAME: Final = re.compile(r"[A-Za-z][\w'&’-]*")
#: A scale with the measure word behind it, which name nothing; words that lead up to a thing or from it to a number.
_CLASSIFIER: Final = re.compile(r"^\s*[十百千万亿兆余多]*(?:人次|[\u3400-\u9fff])")
_CHINESE_HEAD: Final = re.compile(
    r"^(?:其中|全[市省国年区县]|[去今上当]年|年末|预计|截至|实现|完成|以及|[其该和与])+"
)
_CHINESE_TAIL: Final = re.compile(
    r"(?:达到?|为|约|超过?|突破|逾|近|首次|则|分别|共有?|已|有|比上年|较上年|同比|环比|保持|实现|完成|累计)+$"
)
_NO_NAME: Final = STOP_WORDS | frozenset(
    [
        "as",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "its",
        "it",
        "this",
        "that",
        "than",
        "more",
        "over",
        "up",
        "nearly",
        "about",
        "total",
        "year",
        "growth",
        "grew",
        "rose",
        "fell",
        "increase",
        "increased",
        "reached",
        "exceeded",
        "surpassed",
    ]
)


@dataclass(frozen=True, slots=True)
class _MeasureForm:
    """What a name and an id say of a measure; `{}` is the thing that is measured."""

    measure: Measure
    suffix: str = ""
    english: str = "{}"
    chinese: str = "{}"


_PLAIN: Final = _MeasureForm("level")
_FORMS: Final[Mapping[MentionedMeasure, _MeasureForm]] = {
    "growth": _MeasureForm("growth", "-growth", "Growth in {}", "{}增速"),
    "multiple": _MeasureForm("growth", "-growth", "Growth in {}", "{}增速"),
    "share": _MeasureForm("share", "-share", "Share of {}", "{}占比"),
    "rank": _MeasureForm("rank", "-rank", "Rank by {}", "{}位次"),
    "change": _MeasureForm("change", "-change", "Change in {}", "{}增减"),
    "streak": _MeasureForm("streak", "-streak", "Years in a row: {}", "{}连续年数"),
}


@dataclass(frozen=True, slots=True)
class UnitProposal:
    """A unit that the dataset has not: its id, its name in the language of the text, its kind and currency."""

    id: str
    name: str
    kind: UnitKind
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class IndicatorProposal:
    """A new indicator; `name` is in `language`, `unit` an id, which is that of `new_unit` where there is one."""

    id: str
    name: str
    language: str
    unit: str
    measure: Measure
    topic: str
    new_unit: UnitProposal | None = None


def propose_indicator(
    mention: Mention, around: Surroundings, candidates: Sequence[IndicatorCandidate], dataset: Dataset
) -> IndicatorProposal:
    """A new indicator for `mention`; its topic is that of the likeliest of `candidates`."""
    thing = _name_thing(mention, around)
    form = _FORMS.get(mention.measure, _PLAIN)
    language, named = ("zh", form.chinese) if _CHINESE.search(thing) else ("en", form.english)
    unit, new_unit = _find_unit(mention, form.measure, dataset)
    name = named.format(thing)
    topics = [dataset.indicators[one.id].topic for one in candidates] or list(dataset.topics)
    return IndicatorProposal(
        _free_id(make_slug(thing) + form.suffix, dataset.indicators),
        name[:1].upper() + name[1:],
        language,
        unit,
        form.measure,
        topics[0],
        new_unit,
    )


def make_slug(text: str) -> str:
    """An id from words: lower-case Latin letters and digits with hyphens; Chinese by its pinyin, syllable by syllable.

    >>> make_slug("Retail sales of consumer goods"), make_slug("零售额")
    ('retail-sales-of-consumer-goods', 'ling-shou-e')
    """
    if _HAN_RUN.search(text):
        runs = "".join(_HAN_RUN.findall(text))[:_MAX_NAME_SIGNS]
        return "-".join(each[0] for each in pinyin_readings(runs)) or "indicator"
    words = _LATIN_WORD.findall(fold_letters(text).replace("'", ""))[:_MAX_SLUG_WORDS]
    slug = "-".join(words).strip("-")
    return slug if slug and not slug[0].isdigit() else f"indicator-{slug}".rstrip("-")


def _name_thing(mention: Mention, around: Surroundings) -> str:
    """What is measured: by the context, else the words that the number counts, else the words before it."""
    if around.about:
        return around.about
    counted = around.own.rpartition(mention.number)[2] if mention.unit.kind in ("count", "other") else ""
    counted = _CLASSIFIER.sub("", counted)
    for words in (counted, around.before, around.head, around.after):
        if named := _last_words(words):
            return named
    return mention.unit.name or "figure"


def _last_words(text: str) -> str:
    """The last words of a text that can name something."""
    for run in reversed(_HAN_RUN.findall(text)):
        if len(name := _CHINESE_TAIL.sub("", _CHINESE_HEAD.sub("", run))) > 1:
            return name[-_MAX_NAME_SIGNS:]
    words = [match[0] for match in _LATIN_NAME.finditer(text)]
    while words and words[-1].lower() in _NO_NAME:
        words.pop()
    words = words[-_MAX_NAME_WORDS:]
    while words and words[0].lower() in _NO_NAME:
        words.pop(0)
    return " ".join(words)


def _find_unit(mention: Mention, measure: Measure, dataset: Dataset) -> tuple[str, UnitProposal | None]:
    units = dataset.units.values()
    kinds = MEASURES[measure].unit_kinds
    if (id := find_unit(mention.unit, units)) and dataset.units[id].kind in kinds:
        return id, None
    if len(kinds) == 1 and (alike := [unit.id for unit in units if unit.kind == kinds[0]]):
        return alike[0], None
    name = mention.unit.name or "things"
    kind: UnitKind = kinds[0] if len(kinds) == 1 else "other"
    if mention.unit.kind != "times" and mention.unit.kind in kinds:
        kind = mention.unit.kind
    per = f" per {mention.unit.per}" if mention.unit.per and kind == "money" else ""
    id = _free_id(make_slug(name + per), dataset.units)
    return id, UnitProposal(id, name, kind, mention.unit.currency)


def _free_id(id: str, taken: Collection[str]) -> str:
    number = 2
    free = id
    while free in taken:
        free = f"{id}-{number}"
        number += 1
    return free

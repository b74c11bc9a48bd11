"""What surrounds a figure in English prose: its region, period, base period, status, counterpart and subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from indicators.model.period import parse_period
from indicators.reading.context import Clue, Context, Document
from indicators.reading.english.passages import Passage, Spot, make_passage
from indicators.reading.english.period_phrases import Clock, PeriodPhrase, find_periods
from indicators.reading.english.periods import Dated, Told, date_phrases, find_base, find_period, is_compared
from indicators.reading.english.publication import find_clock
from indicators.reading.english.region_names import PlaceName, PlaceNames, code_of_country
from indicators.reading.english.regions import Places, find_regions, is_region
from indicators.reading.english.statuses import find_status
from indicators.reading.english.subjects import find_counterpart, find_subject, silent_tokens
from indicators.reading.mention import Mention

#: A line of so many characters without a figure is no prose.
_LONG = 3000

#: How segments name this language.
_CODE = "en"


def read_contexts(document: Document) -> Iterator[tuple[Mention, Context]]:
    """What surrounds each mention of the English segments of a document."""
    english = [each for each in document.segments if each.language == _CODE]
    if not any(each.mentions for each in english):
        return
    passages = [make_passage(each) for each in english if each.mentions or len(each.text) < _LONG]
    phrases = [list(_periods(passage)) for passage in passages]
    clock = find_clock(passages, phrases, document.published)
    place_names = PlaceNames(passages, document.known_places)
    named = [list(place_names.find(passage.tokens)) for passage in passages]
    main = _main_places(passages, named)
    places = Places(
        main=main,
        home=_home(main, named),
        all=tuple(name for names in named for name in names if not name.anaphor),
    )
    told = Told()
    for passage, said, names in zip(passages, phrases, named, strict=True):
        places.begin_paragraph()
        dated, clock = date_phrases(passage, said, clock)
        regions = find_regions(passage, names, places)
        yield from _read_passage(
            passage, dated, regions, told, clock, names, silent_tokens(passage, names, said)
        )


def _periods(passage: Passage) -> Iterator[PeriodPhrase]:
    taken = frozenset(
        at
        for spot in passage.spots
        for at in range(spot.number, spot.last + 1)
        if passage.tokens.ends[at] <= spot.placed.number_end
    )
    return find_periods(passage.tokens, taken)


def _main_places(passages: list[Passage], named: list[list[PlaceName]]) -> tuple[PlaceName, ...]:
    """The places that the headline names, else the one of the first lines that the text names most."""
    for passage, names in zip(passages[:2], named[:2], strict=True):
        real = [name for name in names if is_region(passage, name)]
        if real and _is_headline(passage):
            distinct = {name.text: name for name in real}
            return tuple(distinct.values()) if len(distinct) == 2 else (real[0],)
    first = [
        name
        for passage, names in zip(passages[:6], named[:6], strict=True)
        for name in names
        if is_region(passage, name)
    ]
    if not first:
        first = [
            name
            for passage, names in zip(passages, named, strict=True)
            for name in names
            if is_region(passage, name)
        ][:1]
    said = Counter(
        name.key for passage, names in zip(passages, named, strict=True) if passage.spots for name in names
    )
    return (max(first, key=lambda name: said[name.key]),) if first else ()


def _home(main: tuple[PlaceName, ...], named: list[list[PlaceName]]) -> str:
    """The code of the country that the main places are in: that of a listed one, else the country named most."""
    for place in main:
        if code := code_of_country(place.text):
            return code
    said = Counter(
        name.text for names in named for name in names if name.kind == "country" and not name.anaphor
    )
    return code_of_country(max(said, key=lambda text: said[text])) if said else ""


def _is_headline(passage: Passage) -> bool:
    tokens = passage.tokens
    return (
        tokens.length < 30
        and tokens.words[tokens.length - 1] not in (".", "!")
        and passage.tokens.words.count("|") == 0
    )


def _read_passage(
    passage: Passage,
    dated: list[Dated],
    regions: dict[int, Clue],
    told: Told,
    clock: Clock,
    names: list[PlaceName],
    silent: frozenset[int],
) -> Iterator[tuple[Mention, Context]]:
    before: Clue | None = None
    about: Clue | None = None
    told.last = None
    for spot in passage.spots:
        status = find_status(passage, spot)
        period = find_period(passage, spot, dated, told, status.value, clock.published)
        status = (
            before
            if before and passage.refers_back(spot)
            else _by_period(passage, spot, status, period, clock)
        )
        before, told.last = status, period or told.last
        base = find_base(passage, spot, dated, period)
        if period:
            found = parse_period(period.value)
            if status.value == "actual":
                if found.start != found.end and not is_compared(passage.tokens.words, spot):
                    told.period = found
            else:
                told.ahead = found
        about = find_subject(passage, spot, silent, about)
        counterpart = find_counterpart(passage, spot, names)
        yield spot.mention, Context(regions.get(spot.first), period, base, status, counterpart, about)


def _by_period(passage: Passage, spot: Spot, status: Clue, period: Clue | None, clock: Clock) -> Clue:
    """What lies wholly ahead of the day of publication is no outcome; what an aim is compared with from before it is one."""
    if status.value != "actual" and period and is_compared(passage.tokens.words, spot):
        return Clue("actual") if parse_period(period.value).end <= clock.published else status
    if (
        status.value == "actual"
        and period
        and clock.exact
        and parse_period(period.value).start > clock.published
    ):
        return Clue("expected", period.start, period.end, guessed=True)
    return status

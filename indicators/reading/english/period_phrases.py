"""Words that name a period: "last year", "January-September", "the end of June", "FY2023-24", "the same period".

`find_periods` tells where they stand. What they mean hangs on the day of publication and on the period told before,
a `Clock`: each phrase finds its period when it is asked. A form that is not in `_FORMS` names no period.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from indicators.model.period import Period
from indicators.reading import relative_periods as periods
from indicators.reading.english.tokens import Tokens, listed


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """When fiscal years begin where one of `places` is spoken of; `by_end`: FY25 is the one that ends in 2025."""

    places: tuple[str, ...]
    month: int
    by_end: bool = True


#: The calendars that differ from the first, which is India's.
FISCAL_CALENDARS = (
    FiscalCalendar((), 4),
    FiscalCalendar(("japan", "japanese", "singapore", "singapore's", "hong kong", "yen"), 4, by_end=False),
    FiscalCalendar(("australia", "australian", "queensland", "pakistan", "bangladesh", "egypt", "kenya"), 7),
    FiscalCalendar(("nepal",), 7),
    FiscalCalendar(("federal", "u.s.", "congress", "thailand"), 10),
    FiscalCalendar(("california", "texas", "florida", "ohio", "illinois", "state legislature"), 7),
)


@dataclass(frozen=True, slots=True)
class Clock:
    """The day from which periods are told, and the period told last.

    `exact`: the day itself is known; else no more than its year.
    """

    published: date
    exact: bool = True
    current: Period | None = None
    fiscal: FiscalCalendar = FISCAL_CALENDARS[0]
    recent: tuple[Period, ...] = ()

    def tell(self, period: Period) -> Clock:
        """The clock after a period was told."""
        return replace(self, current=period, recent=(period, *self.recent[:11]))

    def recall(self, months: int) -> Period | None:
        """The last one of so many months that was told: "the six months"; else just the last one."""
        return next((each for each in self.recent if each.months == months), self.current)

    def latest(self, build: Callable[[int], Period], *, running: bool = False) -> Period:
        """The last one that was over by the day of publication; with `running` that had begun by then."""
        year = self.published.year
        if not self.exact:
            return build(self.current.end.year if self.current else year)
        found = build(year)
        begun = found.start if running else found.end
        return found if begun <= self.published else build(year - 1)


Finder = Callable[[Clock], Period | None]


@dataclass(frozen=True, slots=True)
class PeriodPhrase:
    """The tokens `first` to `last` name a period.

    `lead` is the word before them, or "". `point`: its last day is meant. `as_of`: all that was by then.
    `present`: they say "now", which is no period that is told. `backward`: it is named by its distance
    from another ("a year earlier").
    """

    first: int
    last: int
    find: Finder
    lead: str = ""
    point: bool = False
    as_of: bool = False
    present: bool = False
    backward: bool = False

    def period(self, clock: Clock) -> Period | None:
        """What the words mean by a clock; None for no period and for a day that there is not."""
        try:
            return self.find(clock)
        except ValueError:  # 30 February, the year 10000
            return None


_MONTH_NAMES = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
    "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_M = rf"(?:{'|'.join(_MONTH_NAMES)})\b\.?"
_Y = r"(?:19[4-9][0-9]|20[0-9][0-9])(?![0-9]|[,.][0-9]|%|-[0-9])"
_OF_YEAR = (
    r"(?: (?:of |in )?(?:the )?(?:fiscal(?: year)? |financial year |fy ?)?'?(?P<fiscal>(?:20)?[0-9]{2}[-–/][0-9]{2}(?![0-9]|[,.][0-9]|%))"
    r"| (?:of |in )?(?:the )?(?:fy ?|fiscal(?: year)? |financial year )'?(?P<fy>(?:20)?[0-9]{2})(?![0-9]|[,.][0-9]|%)"
    rf"|,? ?(?:of |in |during )?(?:calendar )?(?P<year>{_Y})|(?:,? (?:of|in))? (?P<rel>last|this|that|next|(?:of )?the (?:same|previous"
    r"|preceding|prior|current)) (?:calendar |financial |fiscal )?year\b| (?P<the>of the) (?:calendar )?year\b"
    r"| (?P<ago>a) year (?:earlier|ago|before)\b)?"
)
_NUMBERS = {word: n for n, word in enumerate(
    listed("one two three four five six seven eight nine ten eleven twelve"), 1)}  # fmt: skip
_N = rf"(?P<n>[0-9]{{1,2}}|{'|'.join(_NUMBERS)})"
_ORDINALS = {word: n for n, word in enumerate(listed("first second third fourth"), 1)} | {
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "latter": 2, "last": 4}  # fmt: skip
_ORDINAL_TENS = {"ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
                 "fifteenth": 15, "sixteenth": 16}  # fmt: skip
_TO = r" ?(?:-|–|—|to|through|till|until|and) ?"
_DASH = r" ?(?:-|–|—|to|through|and) ?"


def _month(name: str) -> int:
    return next(n for n, pattern in enumerate(_MONTH_NAMES, 1) if re.match(pattern, name))


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _in_year(match: re.Match[str], build: Callable[[int], Period], *, running: bool = False) -> Finder:
    """`build` of the year that the phrase names, or of the latest that there was."""
    year, relative = match["year"], (match["rel"] or "").removeprefix("of ").removeprefix("the ")
    fiscal = match["fiscal"] or match["fy"]

    def find(clock: Clock) -> Period:
        if fiscal:
            first = _full_year(re.split("[-–/]", fiscal)[0])
            first -= bool(match["fy"]) and clock.fiscal.by_end
            return _moved(build(first), clock.fiscal.month - 1)
        if year:
            return build(int(year))
        if match["ago"]:
            return periods.year_before(clock.latest(build, running=running))
        if relative:
            return build(_relative_year(relative, clock))
        return clock.latest(build, running=running)

    return find


def _moved(period: Period, count: int) -> Period:
    """Whole months, `count` months later: the parts of a fiscal year."""
    first, last = (day.year * 12 + day.month - 1 + count for day in (period.start, period.end))
    return Period(date(first // 12, first % 12 + 1, 1), periods.month(last // 12, last % 12 + 1).end)


def _relative_year(word: str, clock: Clock) -> int:
    this = clock.published.year
    if word in ("that", "same"):
        return clock.current.end.year if clock.current else this
    if word in ("previous", "preceding", "prior"):
        return (clock.current.end.year if clock.current else this) - 1
    return this + {"last": -1, "next": 1}.get(word, 0)


def _full_year(number: str) -> int:
    return int(number) if len(number) == 4 else 2000 + int(number)


# the forms -----------------------------------------------------------------------------------------------------------


def _months(match: re.Match[str]) -> Finder:
    first, last = _month(match["a"]), _month(match["b"])
    began = match["began"]
    if first <= last and not began:
        return _in_year(match, lambda year: periods.months(year, first, last))

    def over(year: int) -> Period:
        start = int(began) if began else year - 1
        return Period(periods.month(start, first).start, periods.month(year, last).end)

    return _in_year(match, over)


def _month_of_year(match: re.Match[str]) -> Finder:
    number = _month(match["a"])
    return _in_year(match, lambda year: periods.month(year, number), running=True)


def _day(match: re.Match[str]) -> Finder:
    number, day = _month(match["a"]), int(match["d"])

    def build(year: int) -> Period:
        return Period(date(year, number, day), date(year, number, day))

    return _in_year(match, build, running=True)


def _days(match: re.Match[str]) -> Finder:
    first, last = _month(match["a"]), _month(match["b"] or match["a"])

    def build(year: int) -> Period:
        return Period(date(year, first, int(match["d"])), date(year, last, int(match["e"])))

    return _in_year(match, build, running=True)


def _iso_day(match: re.Match[str]) -> Finder:
    return lambda _: Period(*[date(int(match["y"]), int(match["m"]), int(match["d"]))] * 2)


def _quarter(match: re.Match[str]) -> Finder:
    number = _ORDINALS.get(match["q"]) or int(match["q"].strip("q"))
    return _in_year(match, lambda year: periods.quarter(year, number))


def _short_part(match: re.Match[str]) -> Finder:
    """Q3 2025, 2025 Q3, 3Q25, H1, 1H 2025."""
    text = match.group("part")
    number = int(re.sub(r"\D", "", text))
    build = periods.quarter if "q" in text else periods.half
    year = match["y"] or match["z"]
    fiscal = match.groupdict().get("f")

    def find(clock: Clock) -> Period:
        if fiscal:
            first = _full_year(fiscal[:4].strip("-/–") if len(fiscal) > 4 else fiscal)
            first -= len(fiscal) <= 4 and clock.fiscal.by_end
            return _moved(build(first, number), clock.fiscal.month - 1)
        return build(_full_year(year), number) if year else clock.latest(lambda told: build(told, number))

    return find


def _half(match: re.Match[str]) -> Finder:
    number = _ORDINALS[match["q"]]
    return _in_year(match, lambda year: periods.half(year, min(number, 2)))


def _first_months(match: re.Match[str]) -> Finder:
    count = _number(match["n"]) * (3 if match["unit"].startswith("quarter") else 1)
    return _in_year(match, lambda year: periods.months(year, 1, count))


def _run_up(match: re.Match[str]) -> Finder:
    """So many months that end with one: the year to March 2025, nine months ended Sept. 30."""
    count = (
        12 if match["unit"] == "year" else _number(match["n"] or "1") * {"quarter": 3}.get(match["unit"], 1)
    )
    count = 3 if match["unit"] == "quarter" else count
    last = _month(match["a"])

    def build(year: int) -> Period:
        first = year * 12 + last - count
        return Period(date(first // 12, first % 12 + 1, 1), periods.month(year, last).end)

    return _in_year(match, build)


def _named_quarter(match: re.Match[str]) -> Finder:
    """The March quarter."""
    last = _month(match["a"])
    return _in_year(match, lambda year: periods.months(year, max(last - 2, 1), last))


def _past_span(match: re.Match[str]) -> Finder:
    """The past five years: the five before the year of publication, or those of the plan just told."""
    unit = match["unit"]
    count = 10 if unit == "decade" else _number(match["n"] or "1")

    def find(clock: Clock) -> Period:
        last = clock.published
        if unit.startswith("year") or unit == "decade":
            told = clock.recall(12 * count)
            if told and told.months == 12 * count > 12:
                return told
            # what is looked back upon late in a year has that year in it
            end = last.year if clock.exact and last.month >= 10 else last.year - 1
            return periods.years(end - count + 1, end)
        count_months = count * (3 if unit.startswith("quarter") else 1)
        end_month = last.year * 12 + last.month - 2
        first = end_month - count_months + 1
        return Period(
            date(first // 12, first % 12 + 1, 1), periods.month(end_month // 12, end_month % 12 + 1).end
        )

    return find


def _coming_span(match: re.Match[str]) -> Finder:
    """The next three years: those behind the year of publication."""
    count = _number(match["n"])
    return lambda clock: periods.years(clock.published.year + 1, clock.published.year + count)


def _so_many_months(match: re.Match[str]) -> Finder:
    """The nine-month total: since January."""
    count = _number(match["n"])
    return lambda clock: clock.latest(lambda year: periods.months(year, 1, min(count, 12)))


def _plan(match: re.Match[str]) -> Finder:
    told = match["n"]
    number = _ORDINAL_TENS.get(told) or _ORDINALS.get(told) or int(re.sub(r"\D", "", told))
    first = 1953 + 5 * (number - 1) if number < 3 else 1966 + 5 * (number - 3)
    years = (int(match["y"]), int(match["z"])) if match["y"] else (first, first + 4)
    return lambda _: periods.years(*years)


def _years(match: re.Match[str]) -> Finder:
    first, second = match["y"], match["z"]
    last = int(first[:2] + second) if len(second) == 2 else int(second)
    if len(second) == 2 and last == int(first) + 1:
        return lambda clock: periods.fiscal_year(int(first), clock.fiscal.month)
    return lambda _: periods.years(int(first), last) if int(first) <= last else None


def _fiscal(match: re.Match[str]) -> Finder:
    """FY25, fiscal 2024, financial year 2023-24."""
    first, second = match["y"], match["z"]

    def find(clock: Clock) -> Period:
        year = _full_year(first)
        start = year if second or not clock.fiscal.by_end or clock.fiscal.month == 1 else year - 1
        return periods.fiscal_year(start, clock.fiscal.month)

    return find


def _relative_fiscal(match: re.Match[str]) -> Finder:
    """The current financial year, last fiscal."""
    if match["rel"] == "previous":
        return lambda clock: periods.year_before(clock.recall(12) or _fiscal_year_around(clock))
    shift = {"last": -1, "next": 1, "coming": 1, "upcoming": 1}.get(match["rel"], 0)

    def find(clock: Clock) -> Period:
        around = _fiscal_year_around(clock)
        return periods.fiscal_year(around.start.year + shift, clock.fiscal.month)

    return find


def _fiscal_year_around(clock: Clock) -> Period:
    """The fiscal year that the day of publication is in."""
    day = clock.published
    return periods.fiscal_year(day.year - (day.month < clock.fiscal.month), clock.fiscal.month)


def _year(match: re.Match[str]) -> Finder:
    return lambda _: periods.years(int(match["y"]))


def _this_year(match: re.Match[str]) -> Finder:
    word = match["rel"].removeprefix("the ")
    if word in ("that", "same"):
        return lambda clock: clock.recall(12) or periods.years(clock.published.year)

    def find(clock: Clock) -> Period:
        told = clock.recall(12)
        if told and told.months == 12 and told.start.month == clock.fiscal.month > 1:
            day = clock.published
            shift = {"last": -1, "next": 1}.get(word, 0) - (day.month < told.start.month)
            return periods.fiscal_year(day.year + shift, told.start.month)
        return periods.years(_relative_year(word, clock))

    return find


def _year_so_far(_match: re.Match[str]) -> Finder:
    """So far this year: until the day of publication."""
    return lambda clock: (
        periods.since_new_year(clock.published) if clock.exact else periods.years(clock.published.year)
    )


def _full(_match: re.Match[str]) -> Finder:
    """The full year: the one told of, or that of publication."""
    return lambda clock: periods.years(clock.published.year)


def _months_ago(match: re.Match[str]) -> Finder:
    shift = {"last": 1, "previous": 1, "this": 0}[match["rel"]]

    def find(clock: Clock) -> Period:
        day = clock.published
        if match["unit"] == "month":
            number = day.year * 12 + day.month - 1 - shift
            return periods.month(number // 12, number % 12 + 1)
        number = day.year * 4 + (day.month - 1) // 3 - shift
        return periods.quarter(number // 4, number % 4 + 1)

    return find


def _that_span(match: re.Match[str]) -> Finder:
    """The period, the six months, the quarter: the last one told that is so long."""
    unit = match["unit"].rstrip("s")
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit, 0) * _number(match["n"] or "1")
    return lambda clock: clock.recall(months) if months else clock.current


def _year_earlier(match: re.Match[str]) -> Finder:
    count = _number(match["n"]) if match["n"] else 1
    speaks_of_now = count > 1 and "ago" in match[0]  # "five years ago": from the day somebody says so

    def find(clock: Clock) -> Period:
        if speaks_of_now and clock.exact:
            return periods.years(clock.published.year - count)
        return periods.year_before(clock.current or periods.years(clock.published.year), count)

    return find


def _same_period(match: re.Match[str]) -> Finder:
    """The same period of last year, of 2024; alone: the one a year before."""

    def build(clock: Clock, year: int) -> Period:
        told = clock.current or periods.years(clock.published.year)
        return periods.year_before(told, told.end.year - year)

    def find(clock: Clock) -> Period:
        if match["year"]:
            return build(clock, int(match["year"]))
        this = (clock.current or periods.years(clock.published.year)).end.year
        word = (match["rel"] or "").removeprefix("of ").removeprefix("the ")
        if word in ("last", "next", "this"):
            return build(clock, _relative_year(word, clock))
        return build(clock, this - 1)

    return find


def _before_that(match: re.Match[str]) -> Finder:
    """The year before, the previous quarter or month: the one before the one just told."""
    unit = match["unit"]

    def find(clock: Clock) -> Period:
        told = clock.current
        if unit == "year":
            return periods.year_before(told if told and told.months >= 12 else periods.years(
                told.end.year if told else clock.published.year))  # fmt: skip
        if told and told.months in (1, 3, 6):
            return periods.period_before(told)
        return _months_ago_of(clock, unit)

    return find


def _months_ago_of(clock: Clock, unit: str) -> Period:
    day = clock.published
    if unit == "quarter":
        number = day.year * 4 + (day.month - 1) // 3 - 2
        return periods.quarter(number // 4, number % 4 + 1)
    number = day.year * 12 + day.month - 3
    return periods.month(number // 12, number % 12 + 1)


def _nothing(_match: re.Match[str]) -> Finder:
    return lambda _: None


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to name a period: words it may begin with ("0" any digit), its pattern, and what it means."""

    id: str
    starts: tuple[str, ...]
    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], Finder]


def _form(id: str, starts: str, pattern: str, build: Callable[[re.Match[str]], Finder]) -> _Form:
    return _Form(id, listed(starts), re.compile(pattern), build)


MONTHS = frozenset(listed(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
    "october november december"))  # fmt: skip
_MONTH_STARTS = " ".join(sorted(MONTHS))
_D = r"(?P<d>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9]|[,.][0-9]|%| ?(?:percent|per cent|million|billion|trillion|yuan))"
#: All forms; of those that begin with a word the first one that fits is meant.
_FORMS = (
    _form("ISO day", "0", r"(?P<y>(?:19|20)[0-9]{2})[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>[0-3]?[0-9])(?![0-9])", _iso_day),
    _form("plan", "0 " + " ".join([*_ORDINALS, *_ORDINAL_TENS]),
          rf"(?P<n>[0-9]{{1,2}}(?:st|nd|rd|th)|{'|'.join([*_ORDINALS, *_ORDINAL_TENS])})[ -]five[ -]year plan\b(?: period)?"
          r"(?: ?\((?P<y>(?:19|20)[0-9]{2}) ?[-–—] ?(?P<z>(?:19|20)[0-9]{2})\))?", _plan),
    _form("days", _MONTH_STARTS, rf"(?P<a>{_M}) (?P<d>[0-3]?[0-9]){_DASH}(?P<b>{_M})? ?(?P<e>[0-3]?[0-9])(?![0-9]|[,.][0-9]|%)"
          + _OF_YEAR, _days),
    _form("months", _MONTH_STARTS, rf"(?P<a>{_M})(?: (?P<began>{_Y}))?{_TO}(?P<b>{_M})(?! [0-3]?[0-9]\b(?!,))" + _OF_YEAR
          + r"(?: period)?", _months),
    _form("day after month", _MONTH_STARTS, rf"(?P<a>{_M}) {_D}" + _OF_YEAR, _day),
    _form("named quarter", _MONTH_STARTS, rf"(?P<a>{_M})(?: quarter|-quarter)\b" + _OF_YEAR, _named_quarter),
    _form("month", _MONTH_STARTS, rf"(?P<a>{_M})(?:')?" + _OF_YEAR, _month_of_year),
    _form("day before month", "0", rf"(?P<d>[0-3]?[0-9])(?:st|nd|rd|th)? (?:of )?(?P<a>{_M})" + _OF_YEAR, _day),
    _form("part of year", "0", r"(?P<y>(?:19|20)[0-9]{2}) ?-?(?P<part>[qh][1-4]|[1-4][qh])\b(?P<z>)", _short_part),
    _form("part", "q h q1 q2 q3 q4 h1 h2 0",
          r"(?P<part>[qh] ?[1-4]|[1-4] ?[qh])(?![a-z0-9])(?: (?:of )?fy ?(?P<f>(?:20)?[0-9]{2}(?:[-/–][0-9]{2})?)\b|(?: of| in)? ?'?(?P<y>(?:19|20)[0-9]{2}|[0-9]{2}\b(?![%.,])))?(?P<z>)", _short_part),
    _form("part and year", "0", r"(?P<part>[1-4][qh]) ?(?P<y>(?:20)?[0-9]{2})\b(?P<z>)", _short_part),
    _form("quarter", " ".join(_ORDINALS), rf"(?P<q>{'|'.join(_ORDINALS)})[ -](?:fiscal )?quarter\b(?:'s)?" + _OF_YEAR, _quarter),
    _form("half", "first second latter 1st 2nd", r"(?P<q>first|second|latter|1st|2nd)[ -]half\b" + _OF_YEAR, _half),
    _form("first months", "first opening", rf"(?:first|opening) {_N}[ -](?P<unit>months?|quarters?)\b(?: period)?" + _OF_YEAR, _first_months),
    _form("months to", "0 quarter year half " + " ".join(_NUMBERS),
          rf"(?:{_N}[ -])?(?P<unit>month|quarter|year)s? ?(?:period )?(?:to|ended|ending|through|until)(?: in| on)?(?: the end of)?"
          rf" (?:[0-3]?[0-9] )?(?P<a>{_M})(?: [0-3]?[0-9](?![0-9]))?" + _OF_YEAR, _run_up),
    _form("past", "past last previous preceding recent coming",
          rf"(?:past|last|previous|preceding)(?: {_N})?[ -](?P<unit>years|months|quarters|decade)\b", _past_span),
    _form("coming", "next coming", rf"(?:next|coming) {_N} years\b", _coming_span),
    _form("so many months", "0 " + " ".join(_NUMBERS), rf"{_N}-month\b(?! low| high)", _so_many_months),
    _form("fiscal years", "fy fiscal financial budget",
          r"(?:fy|(?:fiscal|financial|budget) year|fiscal|financial)[ -]?'?(?P<y>(?:19|20)[0-9]{2}|[0-9]{2})(?:[-–/](?P<z>(?:20)?[0-9]{2}))?(?![0-9]|[,.][0-9]|%)", _fiscal),
    _form("relative fiscal year", "last this current previous next coming upcoming",
          r"(?P<rel>last|this|current|previous|next|coming|upcoming) (?:(?:fiscal|financial|budget) year|fiscal)\b", _relative_fiscal),
    _form("years", "0", r"(?P<y>(?:19|20)[0-9]{2})(?: ?[-–—/] ?| to | through | and )(?P<z>(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9]|[,.][0-9]|%| ?(?:percent|per cent))", _years),
    _form("year", "0 calendar", rf"(?:calendar (?:year )?)?(?P<y>{_Y})(?:')?", _year),
    _form("year so far", "so this in year", r"so far (?:in |for )?(?:this year|the year|20[0-9]{2})|this year (?:so far|to date)|year[ -]to[ -]date", _year_so_far),
    _form("same period", "same corresponding comparable equivalent", r"(?:same|corresponding|comparable|equivalent) (?:period|months?|quarter|time|half|span|\w+-month period)\b(?: a year (?:earlier|ago|before)| one year (?:earlier|ago)| the year before)?" + _OF_YEAR, _same_period),
    _form("year earlier", "a one two three four five six seven eight nine ten 0 year",
          rf"(?:an?|{_N}) years? (?:earlier|ago|before|previously|prior)\b|year-(?:earlier|ago|before)(?: period| quarter| month| level)?\b", _year_earlier),
    _form("this year", "last this that next the previous preceding prior current same",
          r"(?P<rel>last|this|that|next|(?:the )?(?:same|current)) (?:calendar )?year\b", _this_year),
    _form("before that", "previous preceding prior year quarter month",
          r"(?:previous|preceding|prior) (?P<unit>year|quarter|month)\b", _before_that),
    _form("year before", "year", r"(?P<unit>year) (?:before|earlier)\b", _before_that),
    _form("month ago", "last this previous", r"(?P<rel>last|this) (?P<unit>month|quarter)\b", _months_ago),
    _form("whole year", "full whole year full-year", r"(?:full|whole)[ -]year\b|year as a whole", _full),
    _form("that span", "period quarter month three six nine ten five four decade plan two seven eight",
          rf"{_N} (?P<unit>months|quarters|years)\b", _that_span),
    _form("that part", "period plan quarter month decade", r"(?P<n>)(?:plan )?(?P<unit>period|quarter|month|decade)\b", _that_span),
    _form("now", "now currently today presently nowadays", r"(?:now|currently|today|presently|nowadays)\b", _nothing),
    _form("now in words", "at to so recent", r"at present\b|at the moment\b|to date\b|so far\b|recent years\b", _nothing),
)  # fmt: skip
_PRESENT = frozenset(("now", "now in words"))
_BACKWARD = frozenset(("year earlier", "same period", "before that", "year before"))
#: words after which these forms are the period just told
_DEFINITE = frozenset(listed("the that this those these same"))
_BY_START: dict[str, tuple[_Form, ...]] = {
    start: tuple(form for form in _FORMS if start in form.starts)
    for start in {start for form in _FORMS for start in form.starts}
}
_EDGES = frozenset(listed("early late mid"))
_AS_OF = frozenset(listed("by until till through"))


def find_periods(tokens: Tokens, taken: frozenset[int] = frozenset()) -> Iterator[PeriodPhrase]:
    """Every phrase that names a period, in order; `taken` are tokens that numbers of figures stand in."""
    words, i = tokens.words, 0
    while i < tokens.length:
        word = words[i]
        forms = _BY_START.get("0" if "0" <= word[0] <= "9" else word)
        found = forms and i not in taken and _first_form(tokens, i, forms)
        if not found:
            i += 1
            continue
        phrase = found
        yield phrase
        i = phrase.last + 1


def _first_form(tokens: Tokens, i: int, forms: tuple[_Form, ...]) -> PeriodPhrase | None:
    for form in forms:
        match = form.pattern.match(tokens.low, tokens.starts[i])
        if match and _is_said(tokens, i, form):
            return _introduced(tokens, i, tokens.last_before(match.end(), i), form, form.build(match))
    return None


def _is_said(tokens: Tokens, i: int, form: _Form) -> bool:
    """Whether the words are a period and no name or other word: Vision 2030, it may."""
    words = tokens.words
    if words[i] in ("may", "march", "mar", "sep", "dec", "jan") and form.id == "month":
        return tokens.is_capital(i) and (i > 0 or words[i + 1] in (",", ".") or words[i + 1][:1].isdigit())
    if form.id in ("that span", "that part"):
        return words[i - 1] in _DEFINITE
    if form.id in ("year", "years"):
        return not (
            tokens.glued(i) and words[i - 1] not in ("(", "-", "–", "—", "/", '"', "'", ".", "“")
        ) and not _is_named(tokens, i)
    return True


def _is_named(tokens: Tokens, i: int) -> bool:
    """Whether a year belongs to the name before it: Expo 2025, Agenda 2030."""
    words = tokens.words
    at = i - 2 if words[i - 1] == "," else i - 1
    if words[at] in ("act", "policy", "bill", "law", "rules", "vision", "order"):
        return True
    return tokens.has_capital(i - 1) and words[i - 1] not in _BEFORE_YEARS


_BEFORE_YEARS = MONTHS | frozenset(
    listed(
        "in by from since to until of for the during after before end mid late early between than over against with through compared versus on at around about into fiscal year q q1 q2 q3 q4 and"
    )
)


def _introduced(tokens: Tokens, first: int, last: int, form: _Form, find: Finder) -> PeriodPhrase:
    """The phrase with the words before it that say which part of it is meant."""
    words, at = tokens.words, first
    point = as_of = False
    while (
        words[at - 1] in _DEFINITE
        or words[at - 1] in _EDGES
        or (words[at - 1] == "-" and words[at - 2] in _EDGES)
    ):
        at -= 1
    if (words[at - 1] == "of" and words[at - 2] in ("end", "close")) or (
        words[at - 1] == "-" and words[at - 2] == "end"
    ):
        point, at = True, at - 2
    elif words[at - 1] == "end" and words[at - 2] in ("by", "at", "of", "since", "until"):
        point, at = True, at - 1
    if words[last + 1] == "'" and words[last + 2] == "s" and words[last + 3] == "end":
        point, last = True, last + 3
    elif words[last + 1] == "'s" and words[last + 2] == "end":
        point, last = True, last + 2
    while words[at - 1] in _DEFINITE:
        at -= 1
    lead = words[at - 1]
    if (lead == "of" and words[at - 2] == "as") or (lead == "to" and words[at - 2] == "up"):
        lead, as_of = "as of", True
    elif lead in _AS_OF:
        as_of = True
    return PeriodPhrase(at, last, find, lead, point, as_of, form.id in _PRESENT, form.id in _BACKWARD)

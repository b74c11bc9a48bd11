"""Which capital words of an English text name places: by where they stand, since no list has all of them.

A name is a place where a word for its kind stands beside it ("Nansha district", "the state of Pará"), where a
dateline begins with it, where it is a country, or where enough else of the text says so: "in Foshan", "Foshan's
output". What stands in a company, an office, an airport or a plan is none. Evidence is gathered over the whole text, so
that a name which is told plainly once is known wherever it stands.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale

from indicators.reading.english.anaphors import anaphor_at
from indicators.reading.english.demonyms import DEMONYMS, place_of_adjective
from indicators.reading.english.passages import Passage
from indicators.reading.english.tokens import Tokens, listed
from indicators.reading.place_names import chinese_places
from indicators.yamlfile.lines import split_lines

#: word → the kind of place it names
KINDS = {
    word: kind
    for kind, words in (
        ("city", "city municipality metropolis capital town cities municipalities towns"),
        ("province", "province prefecture provinces prefectures governorate governorates oblast voivodeship"),
        ("state", "state states canton cantons emirate"),
        ("region", "region regions area delta peninsula island islands territory zone corridor basin valley"),
        ("district", "district districts borough boroughs ward new-area subdistrict"),
        ("county", "county counties township"),
        ("country", "country nation kingdom republic"),
    )
    for word in words.split()
}
#: kinds that are part of a name only with a capital or beside one: "Greater Bay Area"
_LOOSE_KINDS = frozenset(
    listed(
        "area delta peninsula island islands territory zone corridor basin valley capital country nation "
        "kingdom republic town ward regions cities provinces states towns"
    )
)
#: What a run of capital words ends or begins with that is no place.
_OFFICES = frozenset(
    listed(
        "airport university college bank banks group corp corporation company co ltd limited inc plc llc ag sa gmbh holdings ministry "
        "bureau office offices commission committee department council board party plan plans act policy survey fair expo "
        "forum index conference congress association institute academy agency exchange times daily news weekly post road street "
        "avenue highway expressway bridge station line park museum tower centre center hospital school court press library laboratory lab "
        "federation chamber union society foundation fund trust service services authority administration "
        "secretary minister president mayor governor chairman director dr mr ms mrs prof professor sir lord "
        "motors motor electronics technologies technology airlines airways automobile steel pharma energy industries systems "
        "scheme mission programme program project initiative award prize cup games olympics festival week day summit treaty law "
        "bill report review outlook bulletin statistics economy economic budget terminal port zone railway metro rail club fc "
        "strategy vision agenda agreement partnership campaign dashboard"
    )
)
_NO_NAMES = frozenset(
    listed(
        "the a an this that these those in on at by for from to of and or but with as it its he she they we i you his her their our "
        "when while where which who what how if after before since until during over under about nearly almost some more most "
        "many much all both each every no not also only just still yet now then there here last next first second third "
        "total new according official officials exports imports growth gdp output investment services industry foreign trade "
        "retail sales government economy population unemployment employment industrial production tourism visitors per gross domestic "
        "product national provincial municipal local regional state central federal chinese photo source updated page copyright "
        "monday tuesday wednesday thursday friday saturday sunday jan feb mar apr may jun jul aug sep sept oct nov dec january february "
        "march april june july august september october november december q h fy ai r d it ict us$ rmb rs usd eur yuan euro euros dollar "
        "agriculture manufacturing construction real fixed year month quarter half taken together among across helped thanks "
        "english spanish french german italian european asian american british internet covid christmas easter "
        "two three four five six seven eight nine ten one however meanwhile overall compared despite under because although "
        "non high low net key average annual monthly quarterly inflation prices consumer producer energy food housing health "
        "education transport tax taxes revenue revenues expenditure debt deficit spending capital labour labor jobs work workers men women "
        "companies firms enterprises businesses banks deposits loans credit motor electric solar wind green digital smart "
        "table figure chart box notes note data contact tel email editor editors minister president mayor governor mr mrs ms dr "
        "people's daily"
    )
)
_CONNECTORS = frozenset(listed("de la do da del das dos di du le les el al upon"))
_IN = frozenset(listed("in across throughout within around outside near"))
_LESS_SURE = frozenset(listed("from to for of between neighbouring neighboring"))
#: nouns that an economy has
_ECONOMIC = frozenset(
    listed(
        "economy economies product gdp gsdp grp gva output exports export imports import trade population growth unemployment retail budget "
        "districts capital industrial industry industries per share debt foreign services manufacturing agriculture fiscal tax jobs "
        "labour labor urbanization urbanisation urban rural marine digital housing port ports total annual gross value investment household households consumer tourism "
        "factories firms companies enterprises residents people workforce employment jobless inflation added high-tech "
        "first second largest cities counties regions state government urban rural first-half average own"
    )
)
#: what may follow an adjective of a place that says whose figures are told
_OWNED = _ECONOMIC | frozenset(
    listed(
        "businesses businesses producers manufacturers exporters workers construction retail wages prices "
        "households budget employment unemployment inflation companies car steel food households"
    )
)
#: words before a name that make it a person or a company
_PERSONS = frozenset(
    listed(
        "mr ms mrs dr professor prof minister mayor governor president secretary chairman director ceo sir company firm carmaker automaker "
        "chipmaker maker giant retailer developer brand operator lender giants startup subsidiary startups airline by"
    )
)
_SPEAKS = frozenset(listed("said says told added noted announced launched unveiled inc ltd corp plc shares"))


#: what is put in behind the name of a place: "Songshan Lake, the science park in …"
_SITES = frozenset(
    listed(
        "park town district city county hub capital port zone area suburb village region province state island township borough"
    )
)


_SITE_GOES_ON = frozenset(listed("in of that which where outside on near at with known bordering"))


@dataclass(frozen=True, slots=True)
class PlaceName:
    """The tokens `first` to `last` name a place, or with `anaphor` one told before ("the city", "the two").

    `adjective`: it is said as one ("Spanish exports"). `text` is its name in the fullest form that stands there; `kind` what it is, "" where unknown.
    """

    first: int
    last: int
    text: str
    kind: str = ""
    anaphor: bool = False
    adjective: bool = False

    @property
    def key(self) -> str:
        """The name without the word for its kind, to count it by."""
        first, _, last = self.text.lower().rpartition(" ")
        return first if last in KINDS and first else self.text.lower()


@dataclass(frozen=True, slots=True)
class _Listed:
    """A name of the lists: its kind, and the country it is in."""

    kind: str
    country: str = ""


#: what the parts of these countries are called
_PARTS = {"cn": "province", "us": "state", "in": "state", "au": "state", "br": "state", "mx": "state", "de": "state", "ng": "state",
          "ca": "province", "vn": "province", "kr": "province", "za": "province", "ar": "province", "th": "province"}  # fmt: skip
#: names of parts that are words, or that many things have
_COMMON_WORDS = frozenset(
    listed(
        "reading bath central north south east west northern southern eastern western centre center capital federal national metropolitan split "
        "bar est nord sud ouest islands highlands plateau plateaux lakes upper lower bury union orange mobile valley delta coast river rivers "
        "bay city mary nelson victoria-day western-area saint george john andrew david peter paul patrick joseph james charles thomas michael "
        "mark philip luke marina lincoln progress liberty independence florence boulevard amazonian interior oriental occidental littoral "
        "centrale maritime lagoons savanes mountains zou mono beta port ports man jordan-valley sandwell-x bolton-x redbridge-x barking "
        "slough-x hull-x wales-x capital-region public northeast northwest southeast southwest north-west north-east south-west south-east "
        "midlands copperbelt north-western unity lakeside center-east warrap limestone brokopondo sipaliwini commune community "
        "district province region state county municipality town trust may june august march"
    )
)


@cache
def listed_names() -> dict[str, _Listed]:
    """Small-letter names of countries, of unions of them, and of their parts."""
    found: dict[str, _Listed] = {}
    text = Path(__file__).with_name("subdivisions.txt").read_text(encoding="utf-8")
    for line in split_lines(text):
        code, _, name = line.partition(" ")
        low = name.lower()
        if code == "#" or low in _COMMON_WORDS or len(low) < 3:
            continue
        entry = _Listed(_PARTS.get(code[:2], ""), code[:2])
        found.setdefault(low, entry)
        found.setdefault(_without_marks(low), entry)
    for place in chinese_places():
        kind = {"prefecture": "city", "zone": "region", "area": "region"}.get(place.kind, place.kind)
        found[place.english.lower()] = _Listed(kind, "cn")
    for code, name in Locale("en").territories.items():
        if code.isalpha() and len(code) == 2:
            kind = "" if name.endswith(" SAR China") else "country"
            found[name.lower().removesuffix(" sar china").replace("&", "and")] = _Listed(kind, code.lower())
    found |= dict.fromkeys(_MORE_COUNTRIES, _Listed("country")) | dict.fromkeys(_UNIONS, _Listed("union"))
    return found | dict.fromkeys(("macau", "puerto rico", "guam", "réunion"), _Listed(""))


def code_of_country(name: str) -> str:
    """The small-letter code of the country that a listed name is, or is in; "" for others."""
    entry = listed_names().get(name.lower()) or listed_names().get(name.lower().rpartition(" ")[0])
    return entry.country if entry else _COUNTRY_CODES.get(name.lower(), "")


_COUNTRY_CODES = {
    **dict.fromkeys(("uk", "u.k.", "britain", "great britain", "england", "scotland", "wales", "northern ireland"), "gb"),
    **dict.fromkeys(("us", "u.s.", "usa", "united states of america"), "us"),
    "vietnam": "vn", "viet nam": "vn", "south korea": "kr", "korea": "kr", "russia": "ru", "turkey": "tr", "taiwan": "tw", "prc": "cn",
}  # fmt: skip


def names_between(names: Sequence[PlaceName], first: int, last: int) -> list[PlaceName]:
    """Those of `names`, which are in order, that begin from token `first` to token `last`."""
    low = bisect_left(names, first, key=lambda name: name.first)
    return list(names[low : bisect_right(names, last, key=lambda name: name.first)])


@cache
def country_name(code: str) -> str:
    """The English name of the country of a small-letter code."""
    return str(Locale("en").territories.get(code.upper(), ""))


def _without_marks(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


_MORE_COUNTRIES = (
    "u.s.", "us", "usa", "united states of america", "uk", "u.k.", "great britain", "britain", "england", "scotland",
    "wales", "northern ireland", "turkey", "czech republic", "south korea", "north korea", "russia", "vietnam", "viet nam", "laos", "taiwan",
    "ivory coast", "uae", "the gambia", "bosnia", "burma", "swaziland", "korea", "republic of korea", "prc",
)  # fmt: skip
_UNIONS = ("european union", "eu", "euro area", "eurozone", "euro zone", "oecd", "asean", "g20", "brics")
_Index = dict[str, list[tuple[tuple[str, ...], str]]]


def _index(names: Iterable[str]) -> _Index:
    """The names by their first word, the longest first."""
    found: _Index = defaultdict(list)
    for name in names:
        words = tuple(word for word in Tokens(name).words if word)
        if words:
            found[words[0]].append((words, name))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


@cache
def _listed_index() -> _Index:
    return _index(listed_names())


class PlaceNames:
    """The names of places that a text has, by their first word."""

    def __init__(self, passages: Sequence[Passage], known: Iterable[str] = ()) -> None:
        known_names = {name.lower() for name in known if name.isascii() and len(name) > 2}
        evidence: dict[str, float] = defaultdict(float)
        self.kinds: dict[str, str] = dict.fromkeys(known_names, "")
        self._long: dict[str, str] = {}
        pairs: list[tuple[str, str]] = []
        self._lowered = {word for passage in passages for word in passage.tokens.words}
        for passage in passages:
            before = None
            for first, last in _runs(passage.tokens):
                name = passage.tokens.printed(first, last).lower()
                kind, weight = _weigh(passage, first, last)
                evidence[name] += weight
                if kind and not self.kinds.get(name):
                    self.kinds[name] = kind
                if before and before[1] == first - 2 and passage.tokens.words[first - 1] == "and":
                    pairs.append((before[0], name))
                before = name, last
        for passage in passages:
            self._find_short_names(passage.tokens, evidence)
        places = listed_names()
        for one, other in pairs:  # "Huangpu and Tianhe": what stands beside a place is one
            for a, b in ((one, other), (other, one)):
                if (evidence[a] >= 1 or a in places or a in known_names) and evidence[b] > -0.5:
                    evidence[b] += 1
        found = known_names | {name for name, weight in evidence.items() if weight >= 1}
        self.kinds = {name: kind for name, kind in self.kinds.items() if name in found or name in places}
        self._own = _index(name for name in found if name not in places)
        #: the places that the text names, for adjectives made of them
        self.spelt: list[str] = []
        named = {
            name.text: name for passage in passages for name in self.find(passage.tokens) if not name.anaphor
        }
        self.spelt = [text for text, name in named.items() if not name.adjective]

    def _find_short_names(self, tokens: Tokens, evidence: dict[str, float]) -> None:
        """Letters in brackets that stand for a place: "the Greater Bay Area (GBA)"."""
        words = tokens.words
        for i in range(2, tokens.length - 1):
            if (
                words[i - 1] == "("
                and words[i + 1] == ")"
                and words[i - 2] in KINDS
                and tokens.is_capital(i - 2)
            ):
                short = tokens.printed(i, i)
                if short.isupper() and len(short) > 1:
                    evidence[short.lower()] += 99
                    self.kinds[short.lower()] = KINDS[words[i - 2]]
                    first = i - 2
                    while (tokens.is_capital(first - 1) and words[first - 1] != "the") or words[
                        first - 1
                    ] == "-":
                        first -= 1
                    self._long[short.lower()] = tokens.printed(first, i - 2)

    def find(self, tokens: Tokens) -> Iterator[PlaceName]:
        """Every place that is named in a passage, in order."""
        i = 0
        while i < tokens.length:
            found = self._name_at(tokens, i) or self._adjective_at(tokens, i) or _anaphor(tokens, i)
            if found:
                yield found
                i = found.last + 1
            else:
                i += 1

    def _adjective_at(self, tokens: Tokens, i: int) -> PlaceName | None:
        """An adjective that says whose something is: Spanish exports, Bavarian industry."""
        words = tokens.words
        if not tokens.is_capital(i) or not words[i].isalpha() or words[i + 1] not in _OWNED:
            return None
        last = i
        country = DEMONYMS.get(words[i])
        if country is None and (country := DEMONYMS.get(f"{words[i - 1]} {words[i]}")):
            i -= 1
        name = country or place_of_adjective(words[i], self.spelt)
        if name is None:
            return None
        entry = listed_names().get(name.lower())
        return PlaceName(i, last, name, entry.kind if entry else "", adjective=True)

    def _name_at(self, tokens: Tokens, i: int) -> PlaceName | None:
        words = tokens.words
        if not tokens.is_capital(i):
            return None
        for name, key in (*self._own.get(words[i], ()), *_listed_index().get(words[i], ())):
            last = i + len(name) - 1
            if len(name) > 1 and tuple(words[i : last + 1]) != name:
                continue
            if len(words[i]) <= 3 and len(name) == 1 and not tokens.printed(i, i).isupper():
                continue  # "us" and "it" are no countries
            return self._told(tokens, i, last, key)
        return None

    def _told(self, tokens: Tokens, first: int, last: int, key: str) -> PlaceName | None:
        words = tokens.words
        end = last
        listed_name = listed_names().get(key)
        kind = self.kinds.get(key) or (listed_name.kind if listed_name else "")
        if words[end + 1] in KINDS and (words[end + 1] not in _LOOSE_KINDS or tokens.is_capital(end + 1)):
            if not words[end + 1].endswith("s") or words[end + 1] in ("islands",):
                end += 1
            kind = KINDS[words[last + 1]]
        # a longer name that it is part of: an office, a company, a road
        at = end + 1
        while tokens.is_capital(at) and words[at].isalpha() and at <= end + 4 and words[at] not in _NO_NAMES:
            if words[at] in _OFFICES and not _is_title_case(tokens):
                return None
            at += 1
        if (
            words[end + 1] == "-"
            and tokens.glued(end + 1)
            and words[end + 2] in ("based", "born", "listed", "made", "headquartered")
        ):
            return None
        if (
            words[end + 1] == "-"
            and tokens.glued(end + 1)
            and tokens.glued(end + 2)
            and tokens.is_capital(end + 2)
        ):
            return None  # a part of a longer name
        if (
            first
            and words[first - 1] in _OFFICES
            and tokens.is_capital(first - 1)
            and words[first - 2] not in (".", "")
        ):
            return None
        if (
            words[first - 1] == "of"
            and words[first - 2] in _OFFICES
            and tokens.is_capital(first - 2)
            and words[first - 2] != "state"
        ):
            return None
        if (
            end > last
            and listed_name
            and listed_name.kind not in ("", kind)
            and words[first - 1] in ("the", "this")
        ):
            # "the Guangdong city" is a city of Guangdong
            return PlaceName(first, last, tokens.printed(first, last), listed_name.kind, adjective=True)
        text = self._long.get(key) or tokens.printed(first, end)
        if first == 0 and text.isupper() and len(text) > 3:
            text = " ".join(word.capitalize() if len(word) > 2 else word for word in text.split())
        return PlaceName(first, end, text, kind)


def _is_title_case(tokens: Tokens) -> bool:
    capital = sum(1 for i in range(min(tokens.length, 30)) if tokens.is_capital(i))
    alpha = sum(1 for i in range(min(tokens.length, 30)) if tokens.words[i].isalpha())
    return alpha > 3 and capital > 0.7 * alpha


def _runs(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Runs of capital words that may be names, first and last token of each."""
    if _is_title_case(tokens):
        return
    words, i = tokens.words, 0
    while i < tokens.length:
        if not (tokens.is_capital(i) and words[i].isalpha()):
            i += 1
            continue
        first = i
        while (
            words[first] in _NO_NAMES
            and tokens.is_capital(first + 1)
            and tokens.starts[first + 1] == tokens.ends[first] + 1
        ):
            first += 1
        if words[first] in _NO_NAMES:
            i = first + 1
            continue
        last = first
        while (after := _goes_on(tokens, last)) > last:
            last = after
        yield first, last
        i = last + 1


_SYLLABLES = frozenset(listed("an en er ao ai e a o ou do si gun gu la le"))


def _goes_on(tokens: Tokens, last: int) -> int:
    """The last token of what a name goes on with behind token `last`; `last` where it ends."""
    words, after = tokens.words, last + 1
    if tokens.is_capital(after) and words[after].isalpha():
        return after
    if tokens.glued(after) and tokens.glued(after + 1):
        if words[after] == "-" and (tokens.is_capital(after + 1) or words[after + 1] in _SYLLABLES):
            return after + 1
        if words[after] == "'" and words[after + 1] in _SYLLABLES:
            return after + 1
        if words[after] == "-" and words[after + 2] == "-" and tokens.is_capital(after + 3):
            return after + 3  # Stoke-on-Trent
    return after + 1 if words[after] in _CONNECTORS and tokens.is_capital(after + 1) else last


def _weigh(passage: Passage, first: int, last: int) -> tuple[str, float]:
    """The kind of place that a run is by the words beside it, and how much speaks for one: from 1 up it is one."""
    tokens = passage.tokens
    words = tokens.words
    before, after = words[first - 1], words[last + 1]
    if words[last] in _OFFICES or words[first] in _OFFICES:
        return "", -1
    if first == 0 and _opens_dateline(tokens, last):
        return "", 2
    if first == last and tokens.printed(first, last).isupper():
        return "", -1  # an abbreviation
    kind, weight = _kind_beside(words, first, last)
    if after in _SPEAKS or before in _PERSONS:
        return kind, weight - 1.5
    weight += _weigh_before(passage, first) + _weigh_behind(words, last)
    return kind, weight


def _kind_beside(words: list[str], first: int, last: int) -> tuple[str, float]:
    """The kind of place that a word in a run or beside it names: "Nansha district", "the state of Pará"."""
    kind, weight, after = "", 0.0, words[last + 1]
    if words[last] in KINDS and last > first and (words[last] == "islands" or not words[last].endswith("s")):
        kind, weight = KINDS[words[last]], 2.0
    elif after in KINDS and after not in _LOOSE_KINDS:
        is_loose = after in ("region", "state") and words[last + 2] not in (
            ".",
            ",",
            "'",
            "'s",
            "in",
            "of",
            "and",
        )
        kind, weight = KINDS[after], 1.0 if is_loose else 2.0
    if words[first - 1] == "of" and words[first - 2] in KINDS and words[first - 3] in _BEFORE_KINDS:
        kind, weight = KINDS[words[first - 2]], weight + 2
    return kind, weight


_BEFORE_KINDS = frozenset(("the", "of", "in", "a", ",", "city", ""))


def _weigh_before(passage: Passage, first: int) -> float:
    """How much the words before a run speak for a place."""
    words = passage.tokens.words
    before, farther = words[first - 1], words[first - 2]
    if before in _IN:
        return 0.0 if farther in _STAKES else 1.0
    if before == "the" and farther in _IN:
        return 0.5
    if before == "of" and (farther in _ECONOMIC or farther == ")"):
        return 1.0
    if before == "of" and any(
        spot.last in (first - 2, first - 3) and words[spot.first - 1] == "the"
        for spot in passage.spots_between(max(first - 12, 0), first)
    ):
        return 1.0  # "5.6 times the Rs 1.32 lakh of Kalaburagi"
    if before == "from" and farther in ("exports", "shipments", "those", "output"):
        return 1.0
    return 0.3 if before in _LESS_SURE else 0.0


_STAKES = frozenset(listed("stake interest shares investor stakes believe"))


def _weigh_behind(words: list[str], last: int) -> float:
    """How much the words behind a run speak for a place."""
    after = words[last + 1]
    if after == "," and words[last + 2] in ("the", "a", "an"):
        sites = (at for at in range(last + 3, last + 9) if words[at] in _SITES)
        return 1.0 if any(words[at + 1] in _SITE_GOES_ON for at in sites) else 0.0
    if after in ("'", "'s") and words[last + (3 if after == "'" else 2)] in _ECONOMIC:
        return 1.0
    return 0.4 if after in _ECONOMIC and after not in _NO_NAMES else 0.0


def is_dateline(tokens: Tokens, name: PlaceName) -> bool:
    """Whether a place only says where a text was written: "SUZHOU, Oct. 23 --"."""
    return (
        name.first == 0
        and not name.anaphor
        and tokens.words[name.last + 1] in (",", "(")
        and _opens_dateline(tokens, name.last)
    )


def _opens_dateline(tokens: Tokens, last: int) -> bool:
    """Whether a text begins with the place it was written in: "SUZHOU, Oct. 23 --", "Austin (Reuters) -"."""
    words = tokens.words
    if words[last + 1] == "(":
        return words[last + 3] == ")" and words[last + 4] in ("-", "–", "—")
    for at in range(last + 1, min(last + 14, tokens.length)):
        if (
            words[at] in ("–", "—")
            or (words[at] == "-" and (words[at + 1] == "-" or not tokens.glued(at)))
            or words[at] == "|"
        ):
            return tokens.printed(0, last).isupper() or words[last + 1] == ","
    return tokens.printed(0, last).isupper() and words[last + 1] == ","


def _anaphor(tokens: Tokens, i: int) -> PlaceName | None:
    """The place told before that token `i` means."""
    found = anaphor_at(tokens, i)
    if not found:
        return None
    first, last, kind = found
    return PlaceName(first, last, "", KINDS.get(kind, kind), anaphor=True)

"""Numbers of English prose that state no figure: dates, names, addresses, labels, and why each is none.

`form_at` finds what its form gives away (a date, a telephone number); `reason` asks the words around a number.
"""

from __future__ import annotations

import re

from indicators.reading.english.directions import SIGNS
from indicators.reading.english.figure import Figure
from indicators.reading.english.numbers import CARDINALS, SCALES, Numeral, is_number
from indicators.reading.english.tokens import Tokens, listed
from indicators.reading.english.units import LISTS
from indicators.reading.mention import Reason

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
MONTHS = frozenset(
    listed(
        "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august "
        "september october november december"
    )
)
_YEAR = r"(?:1[5-9]|20|21)[0-9]{2}"
#: reason → what begins with a digit and is that, whatever stands around it; the first that fits wins
_FROM_DIGIT: tuple[tuple[Reason, str], ...] = (
    ("date", rf"{_YEAR}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}(?![0-9])"),
    ("date", rf"[0-9]{{1,2}}[/.][0-9]{{1,2}}[/.](?:{_YEAR}|[0-9]{{2}})(?![0-9])"),
    ("date", rf"[0-9]{{1,2}}(?:st|nd|rd|th)?(?:[-–][0-9]{{1,2}})? (?:of )?{_MONTH}\b\.?(?:,? {_YEAR}\b)?"),
    (
        "time",
        r"[0-9]{1,2}[:.][0-9]{2} ?[ap]\.?m\b\.?|[0-9]{1,2} ?[ap]\.?m\b\.?|[0-9]{1,2}(?::[0-9]{2}){1,2}(?![0-9])",
    ),
    ("period", rf"{_YEAR}[-–/](?:{_YEAR}|[0-9]{{2}})(?![0-9,.]?[0-9]|%| ?(?:percent|per cent))"),
    ("period", rf"(?:{_YEAR}|[2-9]0)'?s\b"),
    ("period", rf"{_YEAR}(?= ?(?:q[1-4]|h[12])\b) ?(?:q[1-4]|h[12])"),
    ("plan", r"[0-9]{1,2}(?:st|nd|rd|th) five[- ]year\b"),
    ("place", r"[0-9]{1,3}(?:\.[0-9]+)? ?° ?(?:[0-9.]+ ?['′] ?)?(?:[0-9.]+ ?[\"″] ?)?[nsew]\b"),
    (
        "contact",
        r"[0-9]{3,4}-[0-9]{3,4}(?:-[0-9]{3,4})+(?![0-9])|0[0-9]{2,3}[- ][0-9]{3,4} ?[0-9]{4}(?![0-9])",
    ),
    (
        "rate of exchange",
        r"1 (?:[a-z.]{1,12} ){1,3}(?:=|equal(?:s|ed|led)?|(?:is|was|were) (?:equal to|worth)|buys|bought|fetche[sd]|converts? (?:in)?to)"
        r" (?:about |around |some |roughly )?[0-9][0-9.,]*(?<![.,])",
    ),
    ("duration", r"24/7\b"),
    ("page", r"[0-9]{1,2} min(?:ute)? read\b"),
    ("code", r"[0-9]+(?:\.[0-9]+){2,}(?![0-9])|[0-9]+(?:-[0-9]+){2,}(?![0-9])"),
    ("score", r"[0-9]{1,2}[-–][0-9]{1,2} (?:win|victory|defeat|loss|draw|lead)\b"),
)
#: reason → the same for what begins with another sign or a word
_FROM_WORD: tuple[tuple[Reason, str], ...] = (
    ("code", r"(?:https?://|www\.)[^\s]{1,300}"),
    ("contact", r"[a-z0-9_.+-]{1,64}@[a-z0-9-]{1,64}\.[a-z.]{2,20}"),
    ("contact", r"\+[0-9]{1,3}[ -]?(?:\([0-9]{1,4}\)[ -]?)?[0-9]{1,4}(?:[ -][0-9]{2,4}){1,4}"),
    (
        "contact",
        r"(?:tel|telephone|phone|hotline|fax|call|dial)[.:]? ?(?:[0-9]{2,8}[ -]?){1,4}(?![0-9]|[,.][0-9])",
    ),
    (
        "date",
        rf"{_MONTH}\.? [0-9]{{1,2}}(?:st|nd|rd|th)?(?:[-–][0-9]{{1,2}})?(?![0-9]|[.,][0-9]| ?%| per ?cent| \w*illion)(?:,? {_YEAR}\b)?",
    ),
    ("period", rf"{_MONTH}\.?[ -,] ?{_YEAR}\b"),
    (
        "period",
        rf"(?:fy|cy) ?(?:{_YEAR}|[0-9]{{2}})(?:[-–/][0-9]{{2,4}})?\b|[qh][1-4](?: ?'?[0-9]{{2,4}})?\b",
    ),
    ("document", r"\[[0-9]{1,4}\]|§ ?[0-9]+"),
    (
        "score",
        r"(?:won|lost|beat|beaten|drew|win|defeated|score[ds]?)(?: \w+){0,3} [0-9]{1,2}[-–][0-9]{1,2}(?![0-9]|[.,][0-9]| ?%)",
    ),
    ("rate of exchange", r"[a-z$€£¥₹]{1,3} ?[0-9.]+ ?= ?[a-z$€£¥₹.]{0,4} ?[0-9.,]+[0-9]"),
    ("page", r"(?:©|copyright)(?: ?©)?(?: \w+){0,2} [0-9]{4}(?:[-–][0-9]{4})?"),
)


def _alternation(table: tuple[tuple[Reason, str], ...]) -> tuple[re.Pattern[str], list[Reason]]:
    return re.compile("|".join(f"({pattern})" for _, pattern in table)), [reason for reason, _ in table]


_DIGIT_FORMS, _DIGIT_REASONS = _alternation(_FROM_DIGIT)
_WORD_FORMS, _WORD_REASONS = _alternation(_FROM_WORD)
#: words that may begin a form of `_FROM_WORD`
WORD_STARTS = MONTHS | frozenset(
    listed(
        "https http www tel telephone phone hotline fax call dial fy cy q h [ § + © copyright won lost beat beaten "
        "drew win defeated score scored scores us us$ $ € £ ¥ usd eur cny rmb"
    )
)


def form_at(tokens: Tokens, i: int, *, is_number: bool) -> tuple[int, Reason] | None:
    """The last token of the number that begins with token `i`, and why its form says that it is no figure."""
    forms, reasons = (_DIGIT_FORMS, _DIGIT_REASONS) if is_number else (_WORD_FORMS, _WORD_REASONS)
    match = forms.match(tokens.low, tokens.starts[i])
    return (tokens.last_before(match.end(), i), reasons[(match.lastindex or 1) - 1]) if match else None


#: reason → the word right before the number
_LABEL_WORDS: dict[Reason, str] = {
    "page": "page pages p pp",
    "document": "section sections article articles chapter clause paragraph para annex appendix schedule law act "
    "decree resolution document regulation notice circular order rule volume vol issue edition bill",
    "list": "table figure fig chart box exhibit item step lesson question example footnote note part",
    "name": "line lines terminal phase stage version flight train route highway road expressway room floor suite "
    "gate pier building block tower hall unit class grade level type model mark mate series zone district "
    "channel industry web mark apollo windows iphone galaxy model boeing airbus channel studio group tier "
    "formula agenda vision category scope pillar level covid sars league ward platform tranche",
    "code": "license licence code id isbn issn postcode zip permit registration iso gb din rfc serial account",
    "contact": "tel telephone phone hotline helpline fax ext extension",
    "address": "apartment apt suite house",
    "period": "week day",
}
_LABELS = {word: reason for reason, words in _LABEL_WORDS.items() for word in words.split()}
#: Words that may begin a sentence, or stand in capitals, before a number that is said.
_SPEAK_OF_NUMBERS = frozenset(SIGNS) | frozenset(
    listed("of to by at over under about around nearly almost some than least most roughly approximately up only just "
           "in on for from and or the between below above minus pmi index another other these those all every each both "
           "any last next further extra total its their his her our")
)  # fmt: skip
_STREETS = frozenset(
    listed(
        "road street avenue boulevard lane drive way square st rd ave blvd highway plaza crescent terrace park"
    )
)
#: Words before a plain year that make it one.
_BEFORE_YEAR = (
    frozenset(
        listed(
            "in by from since to until till of for end mid late early year years before after during through between and "
            "than over on per around about ( , - – the pre post fiscal calendar financial budget census summer spring "
            "autumn winter with via against beyond at as"
        )
    )
    | MONTHS
)
_CAPS = re.compile(r"[A-Z][A-Z&]{1,5}")
_PLAIN_YEAR = re.compile(_YEAR)
_LIMITS = frozenset(listed("ceiling cap limit floor threshold quota"))


def reason(tokens: Tokens, one: Figure) -> Reason | None:
    """Why the number of `one` states no figure, by the words beside it; None when they do not say so."""
    number = one.numeral
    first, last, words = number.first, number.last, tokens.words
    if number.scale == 1 and not one.currency and not number.spelt:
        found = _as_label(tokens, number) or _as_name(
            tokens, number, measured=one.own and one.unit.kind != "count"
        )
        if not found and not one.own:
            found = _as_year(tokens, number)
        if not found and one.unit.kind in ("count", "other"):
            found = _as_year(tokens, number, counted=True)
        if found:
            return found
        if (
            not one.own
            and tokens.has_capital(first - 1)
            and words[first - 1] not in _SPEAK_OF_NUMBERS
            and not _leads_percentages(tokens, last)
        ):
            return "name"
        if _is_address(tokens, last):
            return "address"
    if (
        words[first - 1] in LISTS
        and number.scale == 1
        and not one.currency
        and one.unit.kind not in ("percent", "money")
    ):
        return "name"
    if _is_resolution(tokens, one):
        return "name"
    if words[one.right + 1] == "/" and words[one.right + 2] in ("h", "hr", "s") and one.unit.kind == "other":
        return "name"
    if words[first - 1] in ("per", "every") and one.unit.kind == "count":
        return "arithmetic"
    if words[one.right + 1] in _LIMITS:
        return "ceiling"
    return _as_duration(tokens, one) or _as_entitlement(tokens, one)


def _leads_percentages(tokens: Tokens, last: int) -> bool:
    """Whether a percentage goes on a list that token `last` is in: "Korea and the United States 12 and 23 percent"."""
    words = tokens.words
    return (
        words[last + 1] in ("and", ",")
        and is_number(words[last + 2])
        and words[last + 3] in ("%", "percent", "per", "and", ",")
    )


def _is_resolution(tokens: Tokens, one: Figure) -> bool:
    """4K is a name; 4k and $4K are thousands."""
    return not one.currency and tokens.text[tokens.starts[one.numeral.last]] == "K"


def _as_duration(tokens: Tokens, one: Figure) -> Reason | None:
    """A stretch of time in which something happens: a 90-minute briefing, over the past five years, within 3 days."""
    words = tokens.words
    if one.unit.kind != "duration":
        return None
    if words[one.last + 1] == "-" or one.numeral.spelt:
        return "duration"
    at = one.core - 1
    while words[at] in _DURING_FILLERS:
        at -= 1
    after = words[one.right + 1]
    is_stretch = words[at] in _DURING or after in (
        "ago",
        "earlier",
        "later",
        "before",
        "after",
        "old",
        "from",
        "'",
    )
    is_span = words[at + 1] == "over" and (words[at] in SIGNS or words[at] in ("%", "percent", "points"))
    return "duration" if is_stretch or is_span else None


_DURING = frozenset(
    listed(
        "in within for last past prior next the every first after during previous coming of by some each another until"
    )
)
_DURING_FILLERS = frozenset(listed("over more than about nearly almost around some least at a just only"))


def _as_entitlement(tokens: Tokens, one: Figure) -> Reason | None:
    """What a scheme grants: 100-yuan coupons, 200 free units, a subsidy of up to 2 million yuan."""
    words, last = tokens.words, one.last
    if (
        one.unit.kind == "money"
        and _is_adjective(tokens, last)
        and one.numeral.scale == 1
        and one.printed.value < 10000
    ):
        return "entitlement"
    if (
        _is_adjective(tokens, last)
        and one.unit.kind in ("count", "other", "area")
        and one.qualifier == "exact"
    ):
        return "name"
    if words[last + 1] == "free" and one.unit.kind != "percent":
        return "entitlement"
    if words[one.right + 1] == "of" and words[one.right + 2] == "free" and one.unit.kind == "count":
        return "entitlement"
    if one.unit.per and one.unit.kind == "money" and words[one.core - 1] in _GETS:
        return "price of the paper" if words[one.core - 2] in ("subscribe", "subscription") else "entitlement"
    return None


_GETS = frozenset(listed("get gets receive receives getting receiving its their his her for"))


def _is_adjective(tokens: Tokens, last: int) -> bool:
    return tokens.words[last + 1] == "-" and tokens.words[last + 2].isalpha()


def says_figure(tokens: Tokens, one: Figure) -> bool:
    """Whether a number that nothing excuses states a figure: with a unit, or as the object of a verb."""
    number = one.numeral
    if one.own and one.unit.kind != "count":
        return True
    if one.own:
        return not is_small(number) or _counts(tokens, one.core - 1) or _introduces(tokens, one)
    return not (number.spelt and number.scale == 1) or _begins_range(tokens, number)


def _begins_range(tokens: Tokens, number: Numeral) -> bool:
    """Whether a number in words is the lower end of a range: five to six percent, between two and three million."""
    words, after = tokens.words, number.last + 1
    joins = words[after] in ("to", "-", "–", "or") or (
        words[after] == "and" and words[number.first - 1] == "between"
    )
    return joins and (words[after + 1] in CARDINALS or is_number(words[after + 1]))


def _counts(tokens: Tokens, at: int) -> bool:
    """Whether a small number word counts what it names: "has three airports"; never "the two cities"."""
    return tokens.words[at] in _COUNTING or (tokens.words[at] == "than") or tokens.words[at] in SIGNS


def _introduces(tokens: Tokens, one: Figure) -> bool:
    """Whether "seven clusters" are told for the first time: institutions, from three up, and not "the seven"."""
    is_new = tokens.words[one.core - 1] not in _KNOWN
    return is_new and one.numeral.printed.value >= 3 and tokens.words[one.right] in _INSTITUTIONS


_KNOWN = frozenset(
    listed("the these those its their his her our all both other of last first next past top any every")
)
_INSTITUTIONS = frozenset(
    listed("factories plants enterprises companies firms clusters projects bases zones parks centers centres laboratories "
           "labs universities colleges hospitals schools airports ports museums libraries banks certificates platforms "
           "airlines mines stations terminals bridges")
)  # fmt: skip
_COUNTING = frozenset(
    listed("has have had with operates runs opened built hosts includes comprises boasts least nearly almost added total counts counted numbers "
           "employs are were approximately over")
)  # fmt: skip


def other_kind(tokens: Tokens, one: Figure) -> Reason | None:
    """Why a complete figure is of another kind: a size threshold, a capacity, a number that nobody measures."""
    words, at = tokens.words, one.left - 1
    if not one.own and not _is_said(tokens, one):
        return "unread"
    if (
        words[at] == "of"
        and words[at - 1] in _SALES
        and _with(tokens, at - 1)
        and words[at - 2] not in _SUMMED
        and one.qualifier in _THRESHOLD_HEDGES
    ):
        return "threshold"
    if (
        words[at] == "with"
        and words[at - 1] in _CLASSED
        and one.qualifier in _THRESHOLD_HEDGES
        and one.unit.name == "people"
    ):
        return "threshold"
    if words[at] == "of" and words[at - 1] in ("capacity", "capacities") and _with(tokens, at - 1):
        return "capacity"
    if one.unit.kind == "points" and words[one.right + 1] in ("mark", "threshold", "line"):
        return "threshold"
    if words[at] == "±" or words[at - 1 : at + 1] in (["plus", "or"], ["+", "/"]):
        return "arithmetic"
    if words[at] == "of" and words[at - 1] in _GRANTS:
        return "entitlement"
    if words[at] in _AGES and one.unit.kind in ("count", "duration", "other"):
        return "threshold"
    if one.unit.kind == "money" and _is_price_of_money(words[one.right + 1 : one.right + 4]):
        return "rate of exchange"
    return None


_AGES = frozenset(("aged", "ages", "age"))
_MONEYS = frozenset(listed("dollar dollars euro euros pound pounds yuan yen greenback"))


def _is_price_of_money(after: list[str]) -> bool:
    """Whether words say that a sum is what other money costs: "Rs 87 to the dollar", "7.1 yuan per euro"."""
    return len(after) == 3 and (
        (after[0] == "to" and after[1] in ("the", "a", "one") and after[2] in _MONEYS)
        or (after[0] in ("per", "a") and after[1] in _MONEYS)
    )


def _is_said(tokens: Tokens, one: Figure) -> bool:
    """Whether a number without a unit is the object of a sentence: it moved, was hedged, or is no small whole number."""
    number = one.numeral
    words, at = tokens.words, one.left - 1
    moved = one.measure == "change" or one.qualifier != "exact" or words[at] in _REACHES
    moved = moved or (words[at] in ("to", "at") and (words[at - 1] in SIGNS or words[at - 1] in _STANDS))
    return moved or bool(number.decimals) or number.scale != 1 or "," in number.printed.text


_REACHES = frozenset(listed("reached totaled totalled numbered numbering totalling totaling hit hits"))
_STANDS = frozenset(listed("stood stands amounted came total number"))


def _with(tokens: Tokens, at: int) -> bool:
    return "with" in tokens.words[max(at - 5, 0) : at]


_SALES = frozenset(listed("sales revenue revenues turnover income output assets capital value"))
#: what many have together is no size that each must have
_SUMMED = frozenset(listed("combined total aggregate joint cumulative overall"))
_CLASSED = frozenset(listed("companies firms enterprises businesses those units employers establishments"))
_GRANTS = frozenset(
    listed("subsidy subsidies grant grants allowance allowances voucher vouchers coupon coupons bonus bonuses reward "
           "rewards stipend stipends rebate rebates fine fines penalty penalties")
)  # fmt: skip
_THRESHOLD_HEDGES = ("at_least", "over", "under", "at_most")


def _as_year(tokens: Tokens, number: Numeral, *, counted: bool = False) -> Reason | None:
    """A plain year: in 2020, (2021; one that counts things only after a word like "in": "in 2024 exports"."""
    words, first = tokens.words, number.first
    if not _PLAIN_YEAR.fullmatch(words[first]) or number.last != first:
        return None
    after = words[number.last + 1]
    is_year = words[first - 1] in _BEFORE_YEAR or words[first - 2] in MONTHS
    is_year = is_year or (not counted and after in _AFTER_YEAR)
    is_year = is_year or (counted and tokens.is_capital(number.last + 1))
    return "period" if is_year else None


_AFTER_YEAR = frozenset(
    listed(
        ", . ; : ) ' - – and budget census edition was is were to in with by when as survey levels level financial "
        "fiscal for the a at"
    )
) | {"", "'s"}


def is_plain_year(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a year on both sides: "in 2024," – the common case, told without further reading."""
    words = tokens.words
    year = len(words[i]) == 4 and words[i - 1] in _BEFORE_YEAR and words[i + 1] in _AFTER_YEAR
    return year and not tokens.glued(i) and _PLAIN_YEAR.fullmatch(words[i]) is not None


def _as_label(tokens: Tokens, number: Numeral) -> Reason | None:
    words, first = tokens.words, number.first
    before = words[first - 1]
    if before in (".", "#", ":") and words[first - 2] in _LABELS and not tokens.stops(first - 1):
        before = words[first - 2]
    if before in ("no", "nos", "№", "number", "#") or (before == "." and words[first - 2] in ("no", "nos")):
        return "document"
    is_counted = "," in number.printed.text and _LABELS.get(before) in ("name", "list", "period")
    if before in _LABELS and not is_counted and (before not in _ALSO_VERBS or tokens.is_capital(first - 1)):
        return _LABELS[before]
    if before == "(" and words[number.last + 1] == ")":
        return "list"
    if _opens_line(tokens, number):
        return "list"
    return None


#: Labels that are other words in small letters: "building 294 stations".
_ALSO_VERBS = frozenset(
    listed("building house mark call act order issue note part studio group ward pier plan schedule web level")
)  # fmt: skip


def _opens_line(tokens: Tokens, number: Numeral) -> bool:
    """Whether `number` begins the line as the number of an item: "1. Overview", "3.2 Trade", "2) …"."""
    after = tokens.words[number.last + 1]
    if number.first != 0 and not (number.first == 1 and tokens.words[0] in ("(", "#")):
        return False
    if after in (".", ")", ":"):
        return len(number.whole) <= 3
    return bool(number.decimals) and tokens.is_capital(number.last + 1) and len(number.whole) <= 2


def _as_name(tokens: Tokens, number: Numeral, *, measured: bool) -> Reason | None:
    """Digits that are part of a name: A320, 5G, NH-48, "12218", G20, ISO 9001."""
    words, first, last = tokens.words, number.first, number.last
    before, after = words[first - 1], words[last + 1]
    if tokens.glued(first) and (
        before.isalpha() or (before == "-" and tokens.glued(first - 1) and words[first - 2].isalpha())
    ):
        return "period" if before in ("end", "mid", "late", "early") else "name"
    if not measured and tokens.glued(last + 1) and after.isalpha() and after not in SCALES:
        return "name"
    if (after == "+" and tokens.glued(last + 1) and tokens.glued(last + 2) and words[last + 2].isalnum()) or (
        before == "+" and tokens.glued(first) and tokens.glued(first - 1) and words[first - 2].isalnum()
    ):
        return "name"
    if before in ("'", '"', "“", "‘") and after in ("'", '"', "”", "’") and not number.decimals:
        return "name"
    if _CAPS.fullmatch(
        tokens.text[tokens.starts[first - 1] : tokens.ends[first - 1]] if first else ""
    ) and before not in (
        "gdp",
        "pmi",
    ):
        return "code"
    return None


def _is_address(tokens: Tokens, last: int) -> bool:
    """Whether capital words and a word for street follow: 305 Zhongshan Road."""
    for at in range(last + 1, last + 5):
        if tokens.words[at] in _STREETS and at > last + 1 and tokens.is_capital(at):
            return True
        if not tokens.is_capital(at):
            return False
    return False


def is_small(number: Numeral) -> bool:
    """Whether it is a number word up to twelve, which counts things only where the words around say so."""
    return number.spelt and number.scale == 1 and number.printed.value <= 12

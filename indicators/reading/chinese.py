"""Chinese prose, simplified and traditional: communiqués, work reports, the press.

A segment is made simple (`chinese_script`), then walked from one character that may begin something to
the next: what is no figure is passed over with its reason (`chinese_exempt`), forms without a unit are
tried (`chinese_forms`), and numbers with a unit (`chinese_quantities`) get the hedge and direction of the
words before them (`chinese_hedges`), unless these words refuse them (`chinese_refusals`), and the
measure of their clause (`chinese_measures`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from indicators.model.hedges import Qualifier
from indicators.reading.chinese_context import read_contexts
from indicators.reading.chinese_exempt import exempt, furniture
from indicators.reading.chinese_forms import FORMS, NUMERAL_FORMS, counted, ratio
from indicators.reading.chinese_hedges import MIDDLE, Before, before, words
from indicators.reading.chinese_measures import COMPARING, Sense, against, sense, told_for
from indicators.reading.chinese_numerals import NUMERAL_CHARS, times
from indicators.reading.chinese_page import PERCENT, RANK, Page
from indicators.reading.chinese_quantities import Quantity, number_end, quantity_at, single_at
from indicators.reading.chinese_refusals import refused
from indicators.reading.chinese_script import simplified
from indicators.reading.chinese_units import FIRST_OF_UNITS, in_currency, named, with_per
from indicators.reading.chinese_units import Printed as PrintedUnit
from indicators.reading.context import Context, Document
from indicators.reading.mention import MEASURING_REASONS, TURNED, Mention, Reading, Reason, Unit

_HAN = re.compile(r"[\u3400-\u9fff]")
#: where something may begin: digits, letters, numerals with what may make them a figure, forms, marks
_START = re.compile(
    rf"[0-9A-Za-z]|唯(?=一)|首(?=个|家|次|批|座|条)|[{NUMERAL_CHARS}](?=[{NUMERAL_CHARS}{FIRST_OF_UNITS}{''.join(MIDDLE)}分点半连位级—~～至到或-])"
    rf"|[第前首连每](?=[^，。；]{{0,4}}?[\d{NUMERAL_CHARS}])|首(?=位|[，。；、！,;]|$)|榜(?=首)|翻(?=[了番倍近超逾约不\d{NUMERAL_CHARS}])"
    r"|倍(?=增)|减(?=半)|腰(?=斩)|持(?=平)|半(?![年月天日小个导])|[双个](?=位数)|零(?=增)|[《〈]|[“「『\"](?=[^”」』。]{1,16}[”」』\"])|[〔\[【(（](?=\d)"
)
_NUMERALS = frozenset(NUMERAL_CHARS)
_RUN = re.compile(r"[\d.]{1,40}")
_DIGITS = re.compile(r"\d[\d,.]*")
_LETTERED = re.compile(r"\d[\d.]{0,12}[A-Za-z][A-Za-z0-9]*")
_YEAR = re.compile(r"(?:1[6-9]|2[01])\d\d(?![\d.])")
#: so many beginnings in so many characters are no prose, nor so many in a longer stretch that say nothing
_CROWD, _STRETCH, _BARREN = 64, 384, 1024
#: what may stand between the members of a list
_JOINS = frozenset(words("和 与 、 及 以及 或 和约 /"))
_SENTENCE = re.compile(r"[。；！？;]")
#: a name between two members of a list: 北京5.2%，上海5.0%
_NAMELESS = re.compile(r"(?:[、和与及]|[，,]?(?:达|达到|即|高达)|[，,、]?(?:和|其中)?[^，,的占有靠]{2,8})")
#: 增长3.1%，较上季的2.5%加快: what it is compared with is of its kind
_COMPARED = re.compile(r"[，,](?:明显|均)?(?:较|比|高于|低于|快于|慢于)[^，。；]{1,12}的$")
_LIST = re.compile(r"(?:[、和与及]\d+(?:\.\d+)?){1,8}")
_PROPORTION = re.compile(r"(?:之比|(?:收入|性别|师生|价格|容积|男女|投入产出|产出)比)[^，。；]{0,16}$")
_INDEX = re.compile(
    r"(?:生育率|之比|(?:收入|性别|师生|价格|容积|男女|投入产出|产出)比|指数|系数|得分|评分|比值|指标值)[^，。；]{0,12}$"
)
_PLACES_MOVED = re.compile(r"升|进|降|退|滑|移|落|提高")
_DISTANT = re.compile(
    r"(?P<hedge>超过|超|约占|约为|约|几乎|差不多|将近|接近|近|不到|不足|逾|低于|大约占|不低于|不少于|不超过|不高于)"
    r"(?:(?:全[国球省市区港台州县]|世界)[^，。；、\d%的]{0,8}的?|(?<=占)[^，。；、\d%]{1,12}|[^，。；、\d%]{0,8}(?:总值|总量|总额|总数|产值|GDP)的?|(?:是|为|相当于|达到?)?(?:去年|上年|前年|同期|\d{4}年)[^，。；、%]{0,10}的)$"
)
#: 新台币贷款余额40.6兆元: the money that the clause speaks of
_MONEY = re.compile(r"台币|港币|澳门币")
_MONEY_CODES = {"台币": "TWD", "港币": "HKD", "澳门": "MOP"}
_BARE_HEDGES: dict[str, Qualifier] = {"上": "at_least", "过": "over", "破": "over", "达": "exact"}


class _Chinese:
    code = "zh"
    name = "Chinese"

    def weight(self, segment: str) -> float:
        """Han characters, not quite two of which are a word."""
        return len(_HAN.findall(segment)) / 1.6

    def read(self, segment: str, *, stated: bool = False) -> Reading:
        """Every figure of a segment, and what looks like one and is none; less is none where it is known to state some."""
        script = simplified(segment)
        page = Page(script, script.text, segment, stated)
        if furniture(script.text):
            for match in _DIGITS.finditer(script.text):
                page.excuse(*match.span(), "page")
        else:
            _walk(page)
        return page.reading()

    def read_contexts(self, document: Document) -> Iterable[tuple[Mention, Context]]:
        """What surrounds each mention of the Chinese segments."""
        return read_contexts(document)


CHINESE = _Chinese()


def _walk(page: Page) -> None:
    """Read a page from left to right.

    Where `_CROWD` beginnings stand in one `_STRETCH`, or in a longer one without a figure, this is no prose but
    a table or worse: ever longer stretches of it are left unread, so that no text takes longer than its length
    allows.
    """
    place, tried, since, skip, said = 0, 0, 0, _STRETCH, 0
    while match := _START.search(page.text, place):
        at = match.start()
        _read_at(page, at)
        place = max(page.floor, page.place, at + 1)
        tried += 1
        if tried == _CROWD:
            crowded = at - since < (_STRETCH if len(page.mentions) > said else _BARREN)
            if crowded:
                page.excuse(place, min(place + skip, len(page.text)), "unread")
            place, skip = (place + skip, 2 * skip) if crowded else (place, _STRETCH)
            tried, since, said = 0, place, len(page.mentions)


def _read_at(page: Page, at: int) -> None:
    """Read what begins at `at`: the floor of the page moves beyond whatever was understood."""
    char = page.text[at]
    if char in FORMS and any(form(page, at) for form in FORMS[char]):
        return
    if page.stated and counted(page, at):
        return
    is_digit = char.isdigit()
    if (is_digit or char in _NUMERALS) and _numeral_form(page, at, is_digit):
        return
    if not page.text.startswith("分之", at + 1) and (exempted := exempt(page.text, at)):
        page.excuse(at, exempted[0], exempted[1])
    elif is_digit or char in _NUMERALS:
        _number(page, at, quantity_at(page.text, at))


def _numeral_form(page: Page, at: int, is_digit: bool) -> bool:
    """九连增, 两位数, 1:2: what begins with a number and has no unit; told by what follows the number."""
    end = _RUN.match(page.text, at).end() if is_digit else number_end(page.text, at)  # type: ignore[union-attr]
    following = page.text[end : end + 1]
    if following == ":":
        return is_digit and ratio(page, at)
    return following in ("连", "位") and any(form(page, at) for form in NUMERAL_FORMS)


def _number(page: Page, at: int, found: Quantity | None) -> None:
    """State the number at `at`, or pass over all of it."""
    end = number_end(page.text, at)
    if found is None:
        page.excuse(at, end, None)
        return
    said = before(page.text, at, page.floor)
    if found.to and said.direction and not said.to and _moves_to(found):
        found = single_at(page.text, at) or found
    if found.unit and found.unit.word == "元" and (money := _MONEY.search(page.clause(said.edge))):
        said.currency = said.currency or _MONEY_CODES[money[0][:2]]
    found = _listed(page.text, _paid(found, said))
    said.negative = said.negative and not found.crosses
    if found.unit is None and not _counts_without_unit(page, found, said):
        named = _name(page.text, at, end)
        if named[1] or not page.stated:
            page.excuse(at, *named)
            return
    said = _distantly_hedged(page, found, _bare_hedged(page, found, said))
    refusal, reason = refused(page.text, found, said, page.clause(said.edge, page.floor))
    if (refusal and not _is_stated(page, reason)) or _is_vague(page.text, found):
        page.excuse(at, found.unit_end if reason else max(end, found.number[1]), reason)
        return
    _state(page, found, said)


def _is_stated(page: Page, reason: Reason | None) -> bool:
    """Whether a number that prose leaves aside for `reason` is a figure here."""
    return page.stated and (reason is None or reason in MEASURING_REASONS)


def _moves_to(found: Quantity) -> bool:
    """Whether 至 leads to where something came, not to the upper end of a range: 减少4000人至12.1万人."""
    is_amount = found.unit is not None and not found.unit.relates and not found.fraction
    return is_amount and found.to is not None and found.to.value >= 4 * found.printed.value


def _name(text: str, at: int, end: int) -> tuple[int, Reason | None]:
    """Why a number without a unit is none, and where it ends: 2024, 5G."""
    if name := _LETTERED.match(text, at):
        return name.end(), "name"
    return end, "date" if _YEAR.fullmatch(text, at, end) else None


def _paid(found: Quantity, said: Before) -> Quantity:
    """元 after 新台币 and a number after US$ are money of that currency."""
    if said.currency is None or (found.unit and found.unit.unit.kind != "money"):
        return found
    if found.unit and found.unit.word not in ("元", "块钱", ""):
        return found
    return found.having(unit=in_currency(found.unit, said.currency))


def _listed(text: str, found: Quantity) -> Quantity:
    """5.2、6.3和7.1个百分点: the last unit and scale are those of all."""
    if found.unit or not found.digits or found.inner or found.outer:
        return found
    match = _LIST.match(text, found.unit_end)
    if not match:
        return found
    last = max(text.rfind(join, 0, match.end()) for join in "、和与及") + 1
    model = quantity_at(text, last)
    if model is None or model.unit is None:
        return found
    factor = model.unit.factor
    if found.number[1] == found.unit_end and not model.bare and model.number[1] < model.unit_end:
        scale = {"万": 4, "亿": 8, "万亿": 12}.get(
            text[model.number[1] : model.unit_end - len(model.unit.word)], 0
        )
        factor *= Decimal(10) ** scale
    return found.having(unit=model.unit, printed=times(found.printed, factor))


def _counts_without_unit(page: Page, found: Quantity, said: Before) -> bool:
    """用户突破3.5万 has a scale, 指数为52.3 a noun that needs no unit."""
    printed = page.text[found.number[0] : found.unit_end]
    scaled = any(scale in printed for scale in "万亿兆") and found.printed.value >= 10**4
    clause = page.clause(said.edge)
    if found.digits and _INDEX.search(clause) and not scaled:
        return True
    return scaled and (found.digits or said.hedge != "exact" or bool(found.inner or found.outer))


def _bare_hedged(page: Page, found: Quantity, said: Before) -> Before:
    """上百, 过亿: hedges only before a scale that stands alone."""
    char = page.text[said.edge - 1 : said.edge]
    if (
        found.bare
        and said.edge == found.number[0]
        and char in _BARE_HEDGES
        and not said.stopped
        and said.edge > page.floor
    ):
        said.hedge, said.start, said.edge = _BARE_HEDGES[char], said.edge - 1, said.edge - 1
    return said


def _distantly_hedged(page: Page, found: Quantity, said: Before) -> Before:
    """不到去年高点的两成, 约占全省三成: a hedge may stand before what a share is part of."""
    if said.hedge != "exact" or found.outer or found.inner or found.unit is None or not found.unit.relates:
        return said
    clause = page.clause(said.edge, page.last_end)
    match = _DISTANT.search(clause)
    if match and said.direction == 0:
        said.hedge = before(clause, match.end("hedge"), 0).hedge
        if said.edge - len(match[0]) >= page.floor:  # a year between them is told by itself
            said.start = said.edge - len(match[0])
    return said


def _is_vague(text: str, found: Quantity) -> bool:
    """数百, 几十万, 成千上万: no number is said."""
    at = found.number[0]
    return not found.digits and (
        text[at - 1 : at] in ("数", "几", "无", "每") or text[at : at + 2] in ("百上", "千上")
    )


def _state(page: Page, found: Quantity, said: Before) -> None:
    text = page.text
    clause = text[page.clause_start(said.edge) : said.edge if said.direction else found.number[0]]
    found = _as_places(found, said, clause)
    meant = _inherited(page, found, said) or sense(clause, found, said) or _as_before(page, found)
    unit = found.unit.unit if found.unit else Unit("", "other")
    printed = times(found.printed, meant.factor)
    if meant.factor != 1 or (unit.kind == "times" and meant.measure == "growth"):
        unit = PERCENT
    elif found.unit is None and _PROPORTION.search(clause):
        meant, unit = Sense("ratio"), Unit("ratio", "other")
    elif meant.measure == "level":
        unit = _unit(text, found, said, clause)
    near = page.clause(said.edge, page.last_end)
    page.mention(
        (said.start, found.end), found.number, printed, unit, meant.measure, _qualifier(found, said),
        to=times(found.to, meant.factor) if found.to else None,
        margin=None if found.margin is None else found.margin * meant.factor,
        falls=meant.falls,
        against=against(near, found.unit.unit.kind if found.unit else "other") if meant.measure in COMPARING else None,
    )  # fmt: skip


def _qualifier(found: Quantity, said: Before) -> Qualifier:
    """The strongest of the hedges around a number: 超 before 左右, 以上 before 约."""
    if found.between:
        return "between"
    hedge = said.hedge if said.hedge not in ("exact", "about") else found.inner or found.outer or said.hedge
    return TURNED.get(hedge, hedge) if said.negative else hedge


def _unit(text: str, found: Quantity, said: Before, clause: str) -> Unit:
    """The unit of a level: named by its noun, told for a head or a day where the clause says so."""
    unit = found.unit or PrintedUnit("", Unit("", "other"))
    if unit.unit.kind == "count" or not unit.word:
        unit = named(
            unit, text[found.unit_end : found.unit_end + 10], text[max(0, said.edge - 6) : said.edge]
        )
    per = told_for(clause) if unit.unit.per is None and unit.unit.kind != "duration" else None
    return with_per(unit, per).unit if per else unit.unit


def _as_places(found: Quantity, said: Before, clause: str) -> Quantity:
    """上升3位 moves places; 增加12位院士 does not."""
    if found.unit is None or found.unit.word not in ("位", "名") or not said.direction or said.to:
        return found
    if not _PLACES_MOVED.search(said.word) or (
        found.unit.word == "名" and not re.search("排|名次|榜", clause)
    ):
        return found
    return found.having(unit=PrintedUnit(found.unit.word, RANK))


def _inherited(page: Page, found: Quantity, said: Before) -> Sense | None:
    """The sense of the member before it in a list: 分别增长28.5%和1.1倍."""
    if not page.mentions or found.unit is None or said.edge != found.number[0]:
        return None
    last: Mention = page.mentions[-1]
    if page.text[page.last_end : found.number[0]] not in _JOINS:
        return None
    falls = last.falls and page.text[last.number_start - 1] != "-"  # -3.5%和2.9%: a sign is of its own number
    kind = found.unit.unit.kind
    if kind == "times":
        return Sense("growth", falls, 100) if last.measure == "growth" else None
    if kind == "percent" and last.measure == "change":
        return Sense("growth", falls)
    if kind == "percent":
        return Sense(last.measure, falls) if last.measure in ("growth", "share", "ratio") else None
    return Sense("change", falls) if last.measure == "change" and last.unit.kind == kind else None


def _as_before(page: Page, found: Quantity) -> Sense:
    """A percentage that nothing names is what the one before it in the sentence is; else a share."""
    last, between = page.last_percentage, page.text[page.last_end : found.number[0]]
    if last is None or last[1] not in ("growth", "share", "ratio"):
        return Sense("share")
    if _COMPARED.search(between) and not _SENTENCE.search(between):
        return Sense(last[1], last[2])
    if not _NAMELESS.fullmatch(between) or _SENTENCE.search(page.text, last[0], found.number[0]):
        return Sense("share")
    return Sense(last[1], last[2])

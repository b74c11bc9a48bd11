"""Chinese figures that are no number with a unit: ranks, streaks, doublings, halves, ratios, no change.

Each form is tried where its first character stands and tells whether it read anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from indicators.model.hedges import Qualifier
from indicators.model.quantity import PrintedNumber
from indicators.reading.chinese_hedges import Before, after, before, hedge_of
from indicators.reading.chinese_measures import against, sense
from indicators.reading.chinese_numerals import NUMBER, NotANumber, number
from indicators.reading.chinese_page import PERCENT, RANK, TIMES, Page
from indicators.reading.chinese_quantities import Quantity, fraction
from indicators.reading.chinese_units import UNITS
from indicators.reading.mention import Unit

Form = Callable[[Page, int], bool]

_END = r"(?=[，。；、：！？,;:!?）)”」』\s的和与且及是在成]|$|上升|前移|提升|跃升)"
_RANK = re.compile(
    rf"第(?P<number>{NUMBER})(?:(?P<to>至|到|-|—|、)第?(?P<last>{NUMBER}))?(?P<suffix>位|名(?!单|义|额)|大|高|多|强|长|席|好|快|低|亮)?"
)
_PLACED = re.compile(
    r"(?:稳居|蝉联|位居|居于|居|位列|名列|并列|列|排名|排行|排在|排到|排|名次|位次|跃居|跃升至?|升至|升到|上升到|上升至|前进到|前移至|进位至|进至|降至|为|保持|位于|处于|继续保持)[^，。；,;\d]{0,14}$"
)
_SCOPE = re.compile(
    r"(?:(?:居|列|排名?|位列|位居|名列|稳居|跃居|在|为|是|已?成为)?(?P<scope>全国[^，。；、的]{0,8}|全球[^，。；、的]{0,6}|世界[^，。；、的]{0,6}|全省[^，。；、的]{0,6}|全市|全区|全港|全台|亚洲|亚太|国内[^，。；、]{0,4}|省内|市内|同类[^，。；、]{0,6}|中西部|西部[^，。；、]{0,4}|中部[^，。；、]{0,4}|东部[^，。；、]{0,4}|长三角|珠三角|大湾区|[^，。；、的]{0,6}(?:城市|地区|省份)(?:中|里|当中)?))(?:的)?$"
)
_TOP = re.compile(rf"前(?P<number>{NUMBER})(?P<suffix>位|名|强|列|甲)?")
_TOP_PLACED = re.compile(
    r"(?:居|列|进入|进|跻身|挺进|迈入|排|全国|全球|世界|全省|亚洲|保持|稳定在)[^，。；]{0,8}$"
)
_FIRST = re.compile(r"榜首|首位(?!度)|首(?=[，。；、！,;]|$)")
_FIRST_PLACED = re.compile(r"(?:居|蝉联|列|排|登|位于|占据|全国|全省|世界|全球|之)[^，。；,;]{0,10}$")
_SET_FIRST = re.compile(r"[放摆置]在[^，。；]{0,6}$")
_STREAK = re.compile(
    rf"连(?:续(?:下跌|上涨|下降|增长|上升|回落|攀升|正增长|负增长|回升|净流[出入])?|[增涨升跌降挫减红黑])?(?:了)?(?:(?P<hedge>近|超过|超|逾|至少)(?=[\d二三四五六七八九十百廿]))?(?P<ordinal>第)?(?P<number>{NUMBER})(?P<more>多|余)?"
    r"(?P<unit>个季度|季度|季|个月|月|年|天|日|周|个星期|届|次|个交易日|交易日|个财年|财年|个?工作日|期|轮)(?!均)"
)
_RUN = re.compile(
    rf"(?P<number>{NUMBER})连(?:续)?(?:增|涨|升|冠|跌|降|丰|胜|板|阳|阴|霸|庄|扩|红|快|优|进)(?!加|长)"
)
_SHORT_STREAK = re.compile(
    rf"连(?P<number>{NUMBER})[红黑涨跌升降增冠](?![^，。；、！,;）)\s]{{1,2}}(?:率|幅|势))"
)
_STREAK_UNITS = {
    "年": "years", "财年": "years", "个财年": "years", "月": "months", "个月": "months", "季": "quarters",
    "季度": "quarters", "个季度": "quarters", "天": "days", "日": "days", "周": "weeks", "个星期": "weeks", "届": "editions",
    "期": "editions", "次": "times", "轮": "rounds", "交易日": "trading days", "个交易日": "trading days",
    "工作日": "working days", "个工作日": "working days",
}  # fmt: skip
_DOUBLED = re.compile(
    rf"翻(?:了)?(?P<hedge>近|超过|超|逾|约|不止)?(?:(?P<number>{NUMBER})番(?P<more>多|有余)?|[番倍](?=[^数]|$))"
)
_TWOFOLD = re.compile(r"倍增(?=[，。；、！,;”）]|$)")
_HALVED = re.compile(r"减半(?!征|收|期)|腰斩")
_HALF = re.compile(r"半(?:数)?(?![年月天日小个导径岛空边途价路夜场成程壁圆球山截封辈生晌信拉步开数期新])")
_DIGITS_LONG = re.compile(
    r"(?P<size>[两二双三四个])位数(?P<more>以上)?(?:的)?(?P<noun>增长率?|增速|增幅|涨幅|升幅|上涨|上升|扩张|成长|下降|降幅|跌幅|下滑|负增长|减少)?"
)
_FLAT = re.compile(r"持平|零增长")
_FLAT_BEFORE = re.compile(
    r"(?:(?:与|同|和|较|比)(?P<against>[^，。；、与]{1,12}?))?(?P<about>基本|大致|大体|几乎|总体|接近)?(?:保持|相)?$"
)
_COUNTERS = "个|家|人|名|辆|台|件|户|部|元|张|只|位|套|箱|款|瓶|条|对|支|艘|枚|吨|颗|双|架|度"
_EVERY = re.compile(
    rf"每(?:[^，。；\d、]{{0,4}}?)(?P<whole>{NUMBER})(?P<counter>块钱|度电|{_COUNTERS})"
    rf"(?P<what>[^，。；！？,]{{0,16}}?)[，,]?(?:中|里|当中|之中)?(?:就|便|约|大约)?有(?P<hedge>近|超过|超|约|至少|将近|不到|逾)?(?P<part>{NUMBER})(?P<more>多|余)?(?P<same>{_COUNTERS})?"
)
_RATIO = re.compile(r"(?P<a>\d+(?:\.\d+)?):(?P<b>\d+(?:\.\d+)?)(?::(?P<c>\d+(?:\.\d+)?))?(?![:\d])")
_RATIO_WORDS = re.compile(r"比(?![分赛])|结构|构成|比例|配比")


def ordinal(page: Page, at: int) -> bool:
    """第三位, 列全球第6, 第二大贸易伙伴: a rank; a bare 第六 only where something stands in that place."""
    match = _RANK.match(page.text, at)
    if not match:
        return False
    clause = page.clause(at, page.floor)
    if clause in _AND_RANK and not (
        page.mentions and page.mentions[-1].measure == "rank" and page.last_end == at - 1
    ):
        clause = ""
    if clause.endswith("倒数") or not _is_rank(page.text, match, clause):
        return False
    low = _number(match["number"])
    high = _number(match["last"]) if match["last"] and match["to"] != "、" else None
    if low is None or not 0 < low.value < 10_000:
        return False
    between = high is not None and high.value > low.value
    last = "last" if between else "number"
    end = (
        match.end()
        if between or not match["last"]
        else match.end("number") + len(match["suffix"] or "") * (not match["last"])
    )
    placed, scope = _PLACED.search(clause), _SCOPE.search(clause)
    start = at - len(placed[0] if placed else scope[0] if scope else "")
    page.mention(
        (start, end), (match.start("number"), match.end(last)), low, RANK, "rank", "between" if between else "exact",
        to=high if between else None, against=scope["scope"] if scope else None,
    )  # fmt: skip
    return True


_ENDS = re.compile(_END)
#: what alone stands between two ranks: 分别居全省第二、第一
_AND_RANK = ("、", "和", "与", "及")


def _is_rank(text: str, match: re.Match[str], clause: str) -> bool:
    suffix, placed = match["suffix"], _PLACED.search(clause) or clause in _AND_RANK
    ends = bool(_ENDS.match(text, match.end()))
    if suffix in ("位", "名"):
        return ends or bool(placed)
    if suffix:
        return True
    return ends and bool(placed or _SCOPE.search(clause))


_NTH = re.compile(
    rf"第(?P<number>{NUMBER})[个家座条项届期次批]?|首[个家座条批]|唯一|(?P<kinds>{NUMBER})大(?![学会道楼厦师臣洲洋])"
)


def counted(page: Page, at: int) -> bool:
    """第八个, 首个, 唯一, 六大: how many there are by now, in words that are known to state a figure."""
    match = _NTH.match(page.text, at)
    group = match and match.lastgroup
    printed = (_number(match[group]) if group else _whole(1)) if match else None
    if not match or printed is None:
        return False
    span = match.span(group or 0)
    page.mention(match.span(), span, printed, Unit("", "other"), "level")
    return True


def top(page: Page, at: int) -> bool:
    """跻身全国前三, 前10强: at most that place."""
    match = _TOP.match(page.text, at)
    printed = _number(match["number"]) if match else None
    if not match or printed is None or not 1 < printed.value <= 1000:
        return False
    clause = page.clause(at, page.floor)
    placed = _TOP_PLACED.search(clause)
    if not placed or not (match["suffix"] or _ENDS.match(page.text, match.end())):
        return False
    scope = _SCOPE.search(clause)
    span = at - len(placed[0]), match.end()
    page.mention(
        span,
        match.span("number"),
        printed,
        RANK,
        "rank",
        "at_most",
        against=scope["scope"] if scope else None,
    )
    return True


def first(page: Page, at: int) -> bool:
    """居首, 居全国首位, 榜首: the first place."""
    match = _FIRST.match(page.text, at)
    clause = page.clause(at, page.floor)
    placed = _FIRST_PLACED.search(clause)
    if not match or not placed or _SET_FIRST.search(clause):
        return False
    scope = _SCOPE.search(clause)
    page.mention(
        (at - len(placed[0]), match.end()),
        match.span(),
        _whole(1),
        RANK,
        "rank",
        against=scope["scope"] if scope else None,
    )
    return True


def streak(page: Page, at: int) -> bool:
    """连续40年, 连续第12个月, 连22红."""
    match = _STREAK.match(page.text, at)
    printed = _number(match["number"]) if match else None
    if short := None if match else _SHORT_STREAK.match(page.text, at):
        times = _number(short["number"])
        if times and times.value > 1:
            page.mention(short.span(), short.span("number"), times, Unit("times", "count"), "streak")
        return times is not None and times.value > 1
    if not match or printed is None or page.text[at - 1 : at] in ("相", "牵"):
        return False
    if not match[0].startswith("连续") and match["unit"] not in ("年", "月", "季", "个月", "届"):
        return False
    outer, end = after(page.text, match.end())
    hedge = hedge_of(match["hedge"]) if match["hedge"] else "over" if match["more"] else outer or "exact"
    unit = Unit(
        _STREAK_UNITS[match["unit"]], "duration" if match["unit"] not in ("届", "次", "期", "轮") else "count"
    )
    page.mention((at, end), match.span("number"), printed, unit, "streak", hedge)
    return True


def run(page: Page, at: int) -> bool:
    """九连增: nine years one after the other."""
    match = _RUN.match(page.text, at)
    printed = _number(match["number"]) if match else None
    if not match or printed is None:
        return False
    page.mention(match.span(), match.span("number"), printed, Unit("years", "duration"), "streak")
    return True


def doubled(page: Page, at: int) -> bool:
    """翻一番 is 2, 翻了两番 4 times."""
    match = _DOUBLED.match(page.text, at)
    if not match:
        return False
    doublings = _number(match["number"]) if match["number"] else _whole(1)
    if doublings is None or not 0 < doublings.value <= 6:
        return False
    said = before(page.text, at, page.floor)
    outer, end = after(page.text, match.end())
    hedge: Qualifier = hedge_of(match["hedge"]) if match["hedge"] else said.hedge
    hedge = "over" if match["more"] else outer or "exact" if hedge == "exact" else hedge
    number_span = (match.start("number"), match.end("number") + 1) if match["number"] else match.span()
    span = (said.start if said.hedge != "exact" else at, end)
    value = (
        _whole(2 ** int(doublings.value))
        if doublings.value % 1 == 0
        else _decimal(2 ** float(doublings.value))
    )
    page.mention(span, number_span, value, TIMES, "multiple", hedge, against=_against(page, said.edge))
    return True


def twofold(page: Page, at: int) -> bool:
    """实现倍增; not 成倍增长 and the names of plans."""
    match = _TWOFOLD.match(page.text, at)
    if not match or page.text[at - 1 : at] in ("成", "数", "几", "“"):
        return False
    page.mention(match.span(), match.span(), _whole(2), TIMES, "multiple", against=_against(page, at))
    return True


def halved(page: Page, at: int) -> bool:
    """减半, 腰斩: a fall of 50 percent."""
    match = _HALVED.match(page.text, at)
    if not match:
        return False
    said = before(page.text, at, page.floor)
    page.mention(
        (said.start, match.end()), match.span(), fraction(Decimal(1), Decimal(2)), PERCENT, "growth", said.hedge,
        falls=True, against=_against(page, said.edge),
    )  # fmt: skip
    return True


_HALVES: dict[str, Qualifier] = {"过": "over", "大": "over", "小": "under"}


def half(page: Page, at: int) -> bool:
    """过半, 近半, 半数以上: a share of 50 percent with its hedge."""
    match = _HALF.match(page.text, at)
    if not match:
        return False
    said = before(page.text, at, page.floor)
    char = page.text[at - 1 : at]
    start, hedge = said.start, said.hedge
    if hedge == "exact" and char in _HALVES and at > page.floor:
        start, hedge = at - 1, _HALVES[char]
    outer, end = after(page.text, match.end())
    hedge = outer or "exact" if hedge == "exact" else hedge
    clause = page.clause(start, page.floor)
    if (hedge == "exact" and len(match[0]) == 1) or re.search(
        "时间过?$|任务$|双$|[“‘]双$|赛程$|进度$", clause
    ):
        return False
    page.mention((start, end), match.span(), fraction(Decimal(1), Decimal(2)), PERCENT, "share", hedge)
    return True


def digits_long(page: Page, at: int) -> bool:
    """两位数增长: 10 percent at least; 个位数增长: under 10."""
    match = _DIGITS_LONG.match(page.text, at)
    if not match:
        return False
    clause = page.clause(at)
    said = before(page.text, at, page.floor)
    quantity = Quantity((at, at + 3), match.end(), match.end(), _whole(10), UNITS["%"])
    meant = sense(clause, quantity, said)
    noun = match["noun"] or ""
    if not noun and (meant is None or meant.measure != "growth"):
        return False
    power = {"三": 2, "四": 3}.get(match["size"], 1)
    start = said.start if said.direction and not noun else at
    falls = any(word in noun for word in ("降", "跌", "滑", "负", "减")) or (
        not noun and meant is not None and meant.falls
    )
    hedge: Qualifier = "under" if match["size"] == "个" else "at_least"
    page.mention((start, match.end()), (at, at + 3), _whole(10**power), PERCENT, "growth", hedge, falls=falls)
    return True


def flat(page: Page, at: int) -> bool:
    """与上年持平, 零增长: growth of zero."""
    match = _FLAT.match(page.text, at)
    if not match:
        return False
    clause = page.clause(at, page.floor)
    if clause.endswith(("收支", "盈亏", "基本收支")):
        return False
    said = _FLAT_BEFORE.search(clause)
    words = said[0] if said else ""
    hedge: Qualifier = "about" if said and said["about"] else "exact"
    page.mention(
        (at - len(words), match.end()), match.span(), _whole(0), PERCENT, "growth", hedge,
        against=said["against"] if said else None,
    )  # fmt: skip
    return True


def every(page: Page, at: int) -> bool:
    """每10辆汽车就有1辆: a share of a tenth."""
    match = _EVERY.match(page.text, at)
    if not match:
        return False
    whole, part = _number(match["whole"]), _number(match["part"])
    same = match["same"] in (match["counter"], None) or {match["same"], match["counter"]} <= {
        "人",
        "名",
        "位",
        "个",
    }
    if whole is None or part is None or not 0 < part.value < whole.value or not same:
        return False
    hedge = hedge_of(match["hedge"]) if match["hedge"] else "over" if match["more"] else "exact"
    number_span = match.start("whole"), match.end()
    page.mention(match.span(), number_span, fraction(part.value, whole.value), PERCENT, "share", hedge)
    return True


def ratio(page: Page, at: int) -> bool:
    """1.1:25.3:73.6 are three shares of a hundred, 1:2 is a ratio; 8:30 is a time, 3:1 a score."""
    match = _RATIO.match(page.text, at)
    if not match:
        return False
    clause = page.clause(at)
    parts = [part for part in match.groups() if part]
    values = [Decimal(part) for part in parts]
    said = before(page.text, at, page.floor)
    if abs(sum(values, Decimal(-100))) <= Decimal("0.5"):
        _shares(page, match, len(parts), said)
    elif len(parts) == 2 and values[1] and _RATIO_WORDS.search(clause):
        value = values[0] / values[1]
        printed = PrintedNumber(
            f"{parts[0]}:{parts[1]}", value, value / values[1], value / values[1], "decimal"
        )
        page.mention(
            (said.start, match.end()), match.span(), printed, Unit("ratio", "other"), "ratio", said.hedge
        )
    else:
        page.excuse(*match.span(), "time" if re.fullmatch(r"\d{1,2}:[0-5]\d", match[0]) else "score")
    return True


def _shares(page: Page, match: re.Match[str], count: int, said: Before) -> None:
    for group in range(1, count + 1):
        printed = _number(match[group])
        if printed:
            start = said.start if group == 1 else match.start(group)
            page.mention((start, match.end(group)), match.span(group), printed, PERCENT, "share", said.hedge)


def _against(page: Page, at: int) -> str | None:
    return against(page.clause(at, page.floor), "times")


def _number(text: str) -> PrintedNumber | None:
    try:
        return number(text)
    except NotANumber:
        return None


def _whole(value: int) -> PrintedNumber:
    size = Decimal(10 ** (len(str(value)) - len(str(value).rstrip("0")))) if value else Decimal(1)
    return PrintedNumber(str(value), Decimal(value), Decimal(1), size, "whole")


def _decimal(value: float) -> PrintedNumber:
    exact = Decimal(f"{value:.2f}")
    return PrintedNumber(str(exact), exact, Decimal("0.01"), Decimal("0.01"), "decimal")


#: first character → the forms that may begin with it
FORMS: dict[str, tuple[Form, ...]] = {
    "第": (ordinal,),
    "前": (top,),
    "首": (first,),
    "榜": (first,),
    "连": (streak,),
    "翻": (doubled,),
    "倍": (twofold,),
    "减": (halved,),
    "腰": (halved,),
    "半": (half,),
    "持": (flat,),
    "零": (flat,),
    "每": (every,),
    "双": (digits_long,),
    "个": (digits_long,),
}
#: forms that may begin with a numeral
NUMERAL_FORMS: tuple[Form, ...] = (run, digits_long)

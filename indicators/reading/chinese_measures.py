"""What kind of figure a Chinese number is, by the words of its clause.

- beside the number: 增长5% is growth, 下降5% a fall, 增加15万人 a change; 降至5% is where it fell to;
- in the clause: 增速为5% is growth, 占比 and 比重 make a share, 率 and 强度 a ratio, the last one wins;
- 增长1.5倍 is growth of 150 percent, 是去年的1.5倍 a multiple; points are always a change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indicators.reading.chinese_hedges import Before
from indicators.reading.chinese_quantities import Quantity
from indicators.reading.mention import Measure

#: what names a percentage that stands further on, the last one in the clause wins
_NAMES = re.compile(
    r"(?P<fall>降幅|跌幅|减幅|下降幅度|降低幅度|减少幅度|下跌幅度|衰退率|降速|负增长)"
    r"|(?P<growth>增长率|增长速度|成长率|年增率|增速|增长(?!极|点|贡献|中心|面)|成长(?!性|型)|增幅|涨幅|加幅|升幅|同比|环比|按年|按月|按季|扩张)"
    r"|(?P<share>占比|比重|份额|(?<![侵])占(?!地|用|领)|构成|超半|之中|当中|其中有|中有)"
    r"|(?P<ratio>(?<![效功频汇])率|存贷比|市盈|(?:增长|停产|亏损|覆盖|受益|普及|使用)面|(?:恢复到|恢复至|相当于)(?=[^，。；]{2,14}的$)|比例|强度|系数|密度|之比|杠杆|收益|利差|利息|毛利|满意度|自给|回报|首付|税(?!收)|汇率|概率)"
)
#: what says which way points went, the last one in the clause wins
_WAYS = re.compile(
    r"(?P<up>高于|快于|优于|领先|高出|多于|大于|超出|超过|提高|上升|提升|增加|扩大|上涨|加快|回升|增长|上调|拉动|跃升|攀升|反弹|净增|增至|"
    r"(?<=[期年国省市末月均季初])高|(?<=[期年国省市末月均季初])快|(?<=[期年国省市末月均季初])多)"
    r"|(?P<down>低于|慢于|落后|少于|小于|下降|回落|收窄|降低|减少|缩小|下滑|放缓|下调|下跌|回调|调降|滑落|"
    r"(?<=[期年国省市末月均季初])低|(?<=[期年国省市末月均季初])慢|(?<=[期年国省市末月均季初])少)"
)
_COMPARES = re.compile(r"同比|环比|按年|较|比|相比|与.{1,8}相")
#: what makes an amount that stands further on a change: 新增就业131万人, 减少碳排放200万吨
_CHANGES = re.compile(
    r"(?:(?P<up>新增(?!值)|净增|增加(?!值)|多增)|(?P<down>净减|减少|少增|压减|削减))[^，。；、\d]{0,12}$"
)
_AGAINST = re.compile(
    r"(?=[比较高低快慢优领落相是为])(?:(?<![同环占对类性可])比(?!重|例|率|赛|如|分|方|较)|较(?!大|小|多|少|快|高|低)"
    r"|高于|低于|快于|慢于|优于|领先于?|落后于?|相当于|是|为)"
)
_BESIDE = re.compile(r"(?:的|大幅|小幅|明显|显著|略|微|均|又|再|累计|分别|相比|相对|同比|实际|名义|由)+$")
_YEAR_ON_YEAR = re.compile(r"(?=[同环按年季月])(?:同比|环比|按[年月季]|[年季月][增减](?!率|幅|轻|少|加|长))")
_PER = re.compile(
    r"(?P<each>人|户|亩|日|月|周|地|天)均(?!预期)|每(?P<one>(?:\d{1,3}|[十百千])?[百千万]?(?:名|位)?(?:常住|户籍|适龄|活产|新生)?(?:人口|人|婴儿|儿童|老人|居民)|平方公里|平方米|公里|户|亩|吨|天|日|月|年|程|晚|次|公斤|斤|台|辆|立方米|度|千瓦时|小时|名|万元|股)|平均(?P<pay>月)"
)
#: a sum that is no part of the output it is set against
_QUOTIENT = re.compile(
    r"(?:研发|试验发展|科技|教育|财政|卫生|社保|R&D|赤字|债务|负债|进出口|外贸|贷款|支出|投入|税收|税负)[^，。；]{0,12}"
    r"(?:占|相当于)[^，。；]{0,6}(?:GDP|生产总值)"
)
_ASIDE = re.compile(r"（[^（）]{0,30}）|\([^()]{0,30}\)")


@dataclass(frozen=True, slots=True)
class Sense:
    """A number's measure, whether it falls, and by what a multiple is multiplied to be a growth."""

    measure: Measure
    falls: bool = False
    factor: int = 1


def sense(clause: str, found: Quantity, before: Before) -> Sense | None:
    """The sense of `found` in its clause, the words up to those of `before`; None where neither says one."""
    kind = found.unit.unit.kind if found.unit else "other"
    if before.gap and not _COMPARES.search(clause):
        before.direction = 0
    elif before.gap:
        before.start = before.edge
    falls = before.direction < 0 or before.negative
    if kind in ("points", "rank"):
        return Sense("change", falls if before.direction or before.negative else _falls(clause))
    if kind == "times":
        return _multiple(before)
    if kind == "percent":
        return _percentage(clause, before, falls)
    if before.word == "负" and kind == "money":
        return Sense("level", falls=True)
    if before.direction and not before.to and not before.noun:
        return Sense("change", falls)
    if ("增" in clause or "减" in clause) and (change := _CHANGES.search(clause)):
        return Sense("change", change["down"] is not None)
    return Sense("level", before.negative)


def _multiple(before: Before) -> Sense:
    """增长1.5倍 is growth, 增长到1.5倍 and 1.5倍 a multiple."""
    if before.direction and not before.to:
        return Sense("growth", before.direction < 0, 100)
    return Sense("multiple")


def _percentage(clause: str, before: Before, falls: bool) -> Sense | None:
    if before.direction and not before.to:
        return Sense("growth", falls)
    if clause.find("）") > 0 or ")" in clause:
        clause = _ASIDE.sub("", clause)
    if before.to:
        clause = _YEAR_ON_YEAR.sub("", clause)
    name = _last(_NAMES, clause)
    if name is None:
        return Sense("growth", before.negative) if before.signed else None
    if name["fall"]:
        return Sense("growth", True)
    measure: Measure = "growth" if name["growth"] else "share" if name["share"] else "ratio"
    if measure == "share" and _QUOTIENT.search(clause):
        measure = "ratio"
    return Sense(measure, before.negative)


def _falls(clause: str) -> bool:
    """Whether the last word of a clause that says a way says down: 低于全国0.5个百分点."""
    way = _last(_WAYS, clause)
    return way is not None and way["down"] is not None


#: The measures that tell how one thing stands to another.
COMPARING: tuple[Measure, ...] = ("growth", "change", "multiple")


def against(clause: str, kind: str) -> str | None:
    """What a clause measures its number against: 2020年末 in 是2020年末的2倍, 同比, 上年."""
    match = _last(_AGAINST, clause)
    if match and (kind == "times" or match[0] not in ("是", "为")):
        words = _BESIDE.sub("", clause[match.end() :])
        if 0 < len(words) <= 16 and not {"、", ":"} & set(words):
            return words
    yearly = _last(_YEAR_ON_YEAR, clause)
    return yearly[0] if yearly else None


def _last(pattern: re.Pattern[str], clause: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(clause):
        found = match
    return found


def told_for(clause: str) -> str | None:
    """What a level of the clause is told for: 人 in 人均可支配收入, 日 in 日均."""
    match = _PER.search(clause) if "均" in clause or "每" in clause else None
    return (match["each"] or match["one"] or match["pay"]) if match else None

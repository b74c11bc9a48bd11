"""Numbers with a unit that state no figure, by what stands around them.

A size that firms must have, a quota, a plant's capacity, an entitlement, a stretch of time in which
something happened, a thing pointed at (这两家企业): each with its reason, or None for ordinary words.
"""

from __future__ import annotations

import re

from indicators.reading.chinese_hedges import Before, words
from indicators.reading.chinese_quantities import Quantity
from indicators.reading.mention import Reason

_MEMBERS = re.compile(
    r"(?:的)?(?:重大|大型|新|各类|工业|产业|投资|在建|亿元|民营|规模)?(?:项目|企业|公司|家庭|人口|人群|老[年人]|单位|客户|住房|车辆|群体|存款|贷款|部分|员工|法人|样本|行业|工程|合同|设备|订单|机组|船舶|品牌|园区|村)"
)
#: 投入超10亿元的有275家: a size that each of so many has
_CLASS = re.compile(r"的[^，。；\d的]{0,10}\d[\d,]*[多余]?[家个户款种](?!百分)")
_LIMIT = (
    "限额",
    "限购",
    "限速",
    "限高",
    "限载",
    "不得",
    "严禁",
    "不许",
    "不准",
    "上限",
    "不得超过",
    "不得低于",
    "不得少于",
)
_NO_LIMIT = frozenset("时期年权局有极界")
_CAPACITY = (
    "年产",
    "日产",
    "年加工",
    "日处理",
    "年处理",
    "月产",
    "年产能",
    "设计产能",
    "设计年产",
    "总装机",
    "单机",
)
_PLANT = re.compile(r"(?:的|[^，。；、]{0,14}?(?:项目|生产线|工程|产线|工厂|基地|装置|机组))")
_GRANT = re.compile(
    r"(?:的|现金|一次性|资金|财政)?(?:奖励|补贴|补助|资助|奖金|罚款|扶持|奖补|减免|消费券|红包|优惠)"
)
_GRANTED = re.compile(r"最高|给予|每[人户家辆台件项]|一次性|可获|可享|处以|并处|不超过|领取")
_GRANTS = re.compile(
    r"(?:最高|给予|可)可?(?:给予)?(?:补贴|奖励|资助|补助|奖补|减免)(?:最高|不超过)?$|处$|处以$|并处$"
)
#: 津贴标准为每月100元
_STANDARD = re.compile(
    r"(?:津贴|补贴|补助|低保|救助|供养|奖励)(?:金|费)?(?:的)?(?:发放|最低)?标准(?:提高|上调|调整)?[为到至是由从]?(?:每[人户]?(?:每)?[年月日天])?$"
)
_FINE = re.compile(r"(?:\d[\d.]*[万亿]?元以下)?(?:的)?罚款")
_SIZES = ("起征点", "门槛", "起付线", "封顶线", "起点")
_PRICE = ("定价", "零售价", "每份", "定价:", "零售价:")
_EXCHANGE = re.compile(r"^(?:[约可]{0,2}(?:兑|折合|对|合)(?:换)?|等于)[约为]?[\d人美港日欧]|^=")
_EXCHANGED = re.compile(r"兑[^，。；]{0,6}$|汇率(?:为|报|达|中间价)[^，。；]{0,6}$")
_PERIOD_AFTER = re.compile(
    r"[来内间里后前以之期中底末初时级]|多?来|以[来内后前]|之[内后前间]|时间(?!为|达)|计划|行动|规划|时期|周期|一[遇次度届]|[行有]?期|"
    r"攻坚|滚动|如一日|历史|未|磨|禁渔|免|游|营业|值班|供货|服务|不打烊|在线|开放|全天|办结|速达|达到?(?!\d)|直达"
)
_PERIOD_BEFORE = re.compile(
    r"(?:近|过去|未来|今后|最近|此后|接下来|前|后|这|那|头|上|下|隔|时隔|每|每隔|历经|经过|满|第|晚|早|内|用|再过|仅|等了|干了|工作|生活)(?:[约的了]|不到)?$"
)
_LASTS = re.compile(
    r"(?:耗时|历时|用时|用了|花了|花去|花费|长达|缩短|压缩|压减|延长|仅需|只需|需要?|寿命|年龄|工期|周期|天数|日数|时长|平均|里程|减少|增加|节约|节省|年限|缩|降至|降到|为|达|至|到|均|费时|需时|预期|超过|逾|续航|通勤|车程|路程|由|从|领先|提速|学时|减|快|慢|多|少)"
    r"(?:[约近超仅只]|平均|不到|不足|超过)?[^，。；、\d]{0,4}$"
)
_POINTED = frozenset("这那该此各每任哪头某另其同上下后余俩为整全前几双近第老之")
_ABSTRACT = re.compile(
    r"方面|工作|同志|代表|委员|领导|嘉宾|市民|记者|任务|环节|层面|阶段|维度|角度|步骤|问题|原则|关键|转变|确立|维护|意识|自信|坚持|不变|一批|一流|特点|字|统筹|必须|结合|更加|务必|优先|同步|确保|突出|聚焦|毫不|百年|文明|面向|坚定|不动摇|支撑|抓手|导向|着力|体系|走在|高地|新|先行|倍增|重|目标|提升|任务|定位|中心、|有利于|为主|基本|强|关系|梯队|轮子|轮|专班|清单|专题|专项|角|重要|月(?:[，。内来后])|理念|主题|篇章|故事|例子|场景里|行动|翻番|人(?=[^次才员口均]|$)|版本|版块|板块|版|世界|时代|世纪"
)
#: counting words after which a numeral under ten counts something
_STRICT = frozenset(
    words("家 项 条 座 所 艘 辆 台 套 件 个 位 名 场 处 支 架 只 栋 幢 间 笔 份 起 例 种 类 部")
)
#: units that numerals meet in ordinary words: 十分, 一度, 八方, 四面
_LOOSE = frozenset(
    words(
        "大 分 点 度 方 面 头 口 道 节 首 通 本 片 包 团 声 眼 顶 把 升 国 省 床 员 双 对 门 封 则 段 层 级 日 里 根 串 班 组 块"
    )
)
_SCALES = frozenset("十百千万亿兆")


def refused(text: str, found: Quantity, before: Before, clause: str) -> tuple[bool, Reason | None]:
    """Whether `found` states no figure, and why; `clause` are the words before those of `before`."""
    if clause.endswith(("正负", "正")) and before.word in ("负", ""):
        return True, None  # 正负1.5个百分点 with no number before it is a margin of nothing
    for rule in (_sized, _limited, _granted, _lasting, _counted):
        refusal = rule(text, found, before, clause)
        if refusal[0]:
            return refusal
    return False, None


_Refusal = tuple[bool, Reason | None]
_STATED: _Refusal = (False, None)


def _sized(text: str, found: Quantity, before: Before, clause: str) -> _Refusal:
    """年主营业务收入2000万元及以上, 亿元以上项目, 100人以上企业."""
    unit, following = found.unit, text[found.unit_end : found.unit_end + 24]
    if unit and unit.unit.kind == "money" and before.hedge != "exact" and _CLASS.match(text, found.end):
        return True, "threshold"
    if unit is None or unit.relates or found.outer not in ("at_least", "at_most"):
        return _STATED
    if (
        following.startswith(("及以", "或以"))
        and not before.negative
        and (unit.unit.kind == "money" or unit.word == "岁")
    ):
        return True, "threshold"
    if following.startswith("级"):
        return _STATED
    at_end = text[found.end : found.end + 16]
    sized = before.hedge == "exact" and not clause.endswith(("达", "到", "至", "有"))
    return (True, "threshold") if sized and _MEMBERS.match(at_end) else _STATED


def _limited(text: str, found: Quantity, _before: Before, clause: str) -> _Refusal:
    if clause.endswith(_LIMIT) or (clause.endswith("限") and clause[-2:-1] not in _NO_LIMIT):
        return True, "ceiling"
    if clause.endswith(_CAPACITY) and _PLANT.match(text, found.end):
        return True, "capacity"
    return (True, "price of the paper") if clause.endswith(_PRICE) else _STATED


def _granted(text: str, found: Quantity, _before: Before, clause: str) -> _Refusal:
    if found.unit is None or found.unit.unit.kind != "money":
        return _STATED
    following = text[found.end : found.end + 12]
    if (_GRANT.match(following) and _GRANTED.search(clause)) or _GRANTS.search(clause):
        return True, "entitlement"
    if _STANDARD.search(clause):
        return True, "entitlement"
    if _FINE.match(following) and found.outer:
        return True, "entitlement"
    if clause.endswith(_SIZES):
        return True, "threshold"
    if _EXCHANGE.match(following) or _EXCHANGED.search(clause):
        return True, "rate of exchange"
    return _STATED


def _lasting(text: str, found: Quantity, before: Before, clause: str) -> _Refusal:
    """近三年来 and 24小时供货 are times in which something happens; 缩短3天 and 81.3岁 are figures."""
    if found.unit is None or found.unit.unit.kind != "duration":
        return _STATED
    following = text[found.end : found.end + 4]
    if found.unit.word in ("岁", "周岁"):
        return (
            (False, None)
            if _LASTS.search(clause + text[before.edge : found.number[0]]) or "." in found.printed.text
            else (True, "threshold")
        )
    if _PERIOD_AFTER.match(following) and found.outer is None:
        return True, "period"
    words = clause + text[before.edge : found.number[0]]
    if (
        "." in found.printed.text
        or (before.direction and not before.noun and not before.gap)
        or _LASTS.search(words)
    ):
        return _STATED
    hedged = (
        found.inner
        or found.outer in ("over", "about", "under", "nearly")
        or before.hedge not in ("exact", "nearly")
    )
    if _PERIOD_BEFORE.search(words) or not hedged:
        return True, "period" if _PERIOD_BEFORE.search(words) else "duration"
    return _STATED


def _counted(text: str, found: Quantity, before: Before, clause: str) -> _Refusal:
    """Numerals in ordinary words, and things pointed at: 这两家企业, 三个方面."""
    unit = found.unit
    if unit and unit.word == "分" and not _SCORED.search(clause):
        return True, "score" if found.digits else None
    if found.digits:
        return (True, "arithmetic") if clause.endswith("每") and unit and not unit.relates else _STATED
    hedged = before.hedge != "exact" or found.inner or found.outer or found.between
    if found.bare:
        return (not hedged or unit is None), None
    if unit is None:
        return (not hedged or found.printed.value < 1000), None
    if unit.relates or found.fraction:
        return (
            found.unit is not None
            and found.unit.word == "折"
            and not _PRICED.search(clause)
            and before.word != "最低"
        ), None
    return _numeral(text, found, before, clause, bool(hedged)), None


_SCORED = re.compile(r"得分|评分|分数|满意度|成绩|平均分|指数|得|均分|评价|为$")
_PRICED = re.compile(r"[打享约至低以]$|低至$")


def _numeral(text: str, found: Quantity, before: Before, clause: str, hedged: bool) -> bool:
    """Whether a numeral with a unit is an ordinary word rather than a count."""
    word, value = found.unit.word if found.unit else "", found.printed.value
    pointed = clause[-1:] in _POINTED and before.edge == found.number[0]
    if word in _LOOSE and not hedged:
        return True
    if found.unit and found.unit.unit.kind == "money":
        return not set(text[slice(*found.number)]) & _SCALES and value < 10**4
    if hedged or value >= 20:
        return pointed and value < 20
    if pointed or value < 2 or (value < 10 and word in ("名", "位", "人") and value < 3):
        return True
    if found.unit and found.unit.unit.kind in ("area", "other", "duration"):
        return False
    if word not in _STRICT:
        return value < 10
    following = text[found.unit_end : found.unit_end + 8]
    return bool(_ABSTRACT.match(following)) or (value == 2 and not _NAMED.search(following))


_NAMED = re.compile(
    r"企业|项目|集群|园区|机场|港口|航线|医院|学校|高校|公司|基地|平台|中心|实验室|国家|城市|地铁|线路|车站|泊位|工厂|机组|隧道|大桥"
)

"""Units of Chinese prose: what stands after a number, and what it counts.

A unit of relation (percent, 成, 倍, points) also says by what the number is multiplied: 八成 is 80 percent.
Counting words are named by the noun beside them where a table knows it (个项目 and 项目86个: projects).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from indicators.reading.chinese_hedges import lengths, longest, words
from indicators.reading.mention import Unit, UnitKind

#: kind → name: words. Relations are in `_RELATIONS`.
_WORDS: dict[UnitKind, dict[str, str]] = {
    "money": {
        "yuan CNY": "元 元人民币 人民币元 人民币 块钱",
        "US dollars USD": "美元 美金",
        "Hong Kong dollars HKD": "港元 港币 元港币",
        "patacas MOP": "澳门元 澳门币",
        "New Taiwan dollars TWD": "新台币 台币 元新台币",
        "euros EUR": "欧元",
        "yen JPY": "日元 日币 日圆",
        "pounds GBP": "英镑",
        "won KRW": "韩元 韩币",
        "roubles RUB": "卢布",
        "rupees INR": "卢比 印度卢比",
        "Singapore dollars SGD": "新加坡元 新元 坡元 新币",
        "Australian dollars AUD": "澳元 澳大利亚元",
        "Canadian dollars CAD": "加元 加拿大元",
        "Swiss francs CHF": "瑞士法郎 瑞郎",
        "baht THB": "泰铢",
        "dong VND": "越南盾",
        "ringgit MYR": "令吉 林吉特",
        "reais BRL": "雷亚尔",
        "dirhams AED": "迪拉姆",
        "rupiah IDR": "印尼盾 印尼卢比",
    },
    "count": {
        "person-years": "人年",
        "people": "人 名 个人 口人 员",
        "person-times": "人次 人次旅客",
        "households": "户",
        "enterprises": "家",
        "vehicles": "辆",
        "vehicle trips": "辆次 车次 台次",
        "flights": "架次 班次 航班",
        "train trips": "列 列次 趟",
        "ships": "艘 艘次",
        "TEU": "标箱 标准箱 TEU 个标箱 个标准箱 集装箱",
        "patents": "件专利",
        "cases": "例 起 宗",
        "beds": "张床位 张病床 床",
        "countries": "国",
        "provinces": "省份 省",
        "doses": "剂 剂次 人份",
        "transactions": "笔",
        "flats": "套房 套住房",
    },
    "area": {
        "square kilometres": "平方公里 平方千米 km² km2",
        "square metres": "平方米 平米 m² ㎡ m2",
        "hectares": "公顷",
        "mu": "亩",
        "ping": "坪",
        "square feet": "平方英尺 平方呎 方呎 平方尺",
    },
    "duration": {
        "years": "年",
        "months": "个月",
        "quarters": "个季度",
        "weeks": "周 个星期 星期",
        "days": "天 日 昼夜",
        "working days": "个工作日 工作日 个工作天",
        "trading days": "个交易日 交易日",
        "hours": "小时 个小时 个钟头 小时整",
        "minutes": "分钟",
        "seconds": "秒 秒钟",
        "years of age": "岁 周岁",
    },
    "other": {
        "tonnes": "吨",
        "tonne-kilometres": "吨公里",
        "passenger-kilometres": "人公里",
        "tonne-nautical miles": "吨海里",
        "tonnes of standard coal": "吨标准煤 吨标煤",
        "deadweight tonnes": "载重吨 修正总吨 总吨",
        "kilograms": "公斤 千克 kg",
        "jin": "斤",
        "grams": "克 g",
        "milligrams": "毫克",
        "micrograms per cubic metre": "微克/立方米 微克每立方米 μg/m³",
        "kilometres": "公里 千米 km",
        "nautical miles": "海里",
        "metres": "米 m 延米",
        "centimetres": "厘米 公分 cm",
        "millimetres": "毫米 mm",
        "kilometres per hour": "公里/小时 千米/小时 km/h",
        "cubic metres": "立方米 立方 方 标方 m³ 标准立方米",
        "litres": "升 公升",
        "kilowatt-hours": "千瓦时 度 度电 千瓦小时 kWh kwh",
        "megawatt-hours": "兆瓦时 MWh",
        "gigawatt-hours": "吉瓦时 GWh",
        "terawatt-hours": "太瓦时 TWh",
        "watts": "瓦",
        "kilowatts": "千瓦 kW",
        "megawatts": "兆瓦 MW",
        "gigawatts": "吉瓦 GW",
        "degrees Celsius": "摄氏度 ℃ °C",
        "index points": "点",
        "score": "分",
        "barrels": "桶",
        "decibels": "分贝 dB",
        "terabytes": "TB",
        "petabytes": "PB",
        "exabytes": "EB",
        "zettabytes": "ZB",
        "gigabytes": "GB",
        "petaflops": "PFLOPS P",
        "exaflops": "EFLOPS EFlops EFlop/s",
        "gigabits per second": "Gbps",
        "terabits per second": "Tbps",
        "megabits per second": "Mbps 兆 兆比特每秒",
    },
}
#: counting words that name nothing by themselves
_COUNTERS = words("""
    个 件 项 条 座 处 所 场 次 种 类 篇 份 张 只 头 匹 株 棵 粒 枚 颗 支 把 双 对 组 批 单 票 间 栋 幢 层 门 册 本 卷 幅
    款 箱 瓶 盒 袋 包 片 块 根 盏 台套 台 套 部 架 件次 位 尾 羽 副 具 口 眼 顶 辆份 班 期次 家次 户次 场次 批次 人天 则
    宗地 道 段 大 首 艘份 节 串 捆 丛 节车厢 面 封 通 起 团 只次 项次 例次 届次 对次 朵 声 万个
""")
#: word → (name, kind, factor): what relates one thing to another
_RELATIONS: dict[str, tuple[str, UnitKind, Decimal]] = {
    **dict.fromkeys(("%", "％", "个百分比", "巴仙"), ("percent", "percent", Decimal(1))),
    **dict.fromkeys(("‰", "个千分率"), ("percent", "percent", Decimal("0.1"))),
    "成": ("percent", "percent", Decimal(10)),
    "折": ("percent", "percent", Decimal(10)),
    **dict.fromkeys(("个百分点", "百分点", "pct", "个pct"), ("points", "points", Decimal(1))),
    **dict.fromkeys(("个千分点", "千分点"), ("points", "points", Decimal("0.1"))),
    **dict.fromkeys(("个基点", "基点", "BP", "bp", "个BP", "个bp"), ("points", "points", Decimal("0.01"))),
    **dict.fromkeys(("/10万", "/10万人", "/十万"), ("percent", "percent", Decimal("0.001"))),
    **dict.fromkeys(("/万", "/万人"), ("percent", "percent", Decimal("0.01"))),
    "倍": ("times", "times", Decimal(1)),
    **dict.fromkeys(("个位次", "位次"), ("rank", "rank", Decimal(1))),
}
#: noun beside a counting word → what is counted
_NOUNS = {
    "国家和地区": "countries and regions", "国家": "countries", "企业": "enterprises", "公司": "enterprises",
    "项目": "projects", "城市": "cities", "专利": "patents", "岗位": "jobs", "车位": "parking spaces",
    "集群": "clusters", "产业集群": "clusters", "园区": "parks", "实验室": "laboratories", "医院": "hospitals", "学校": "schools",
    "展会": "exhibitions", "航线": "routes", "线路": "routes", "床位": "beds", "学生": "students", "基地": "bases",
    "平台": "platforms", "中心": "centres", "机构": "institutions", "站点": "stations", "基站": "base stations",
    "充电桩": "charging points", "机场": "airports", "港口": "ports", "泊位": "berths", "村": "villages",
    "县": "counties", "区县": "counties", "乡镇": "townships", "社区": "communities", "产业": "industries",
    "工厂": "factories", "场景": "scenarios", "模型": "models", "活动": "events", "措施": "measures",
    "标准": "standards", "国际标准": "standards", "商标": "trademarks", "合同": "contracts", "协议": "agreements",
    "省份": "provinces", "省区市": "provinces", "民族": "ethnic groups", "图书馆": "libraries", "博物馆": "museums",
    "公园": "parks", "门店": "shops", "网点": "outlets", "航班": "flights", "列车": "trains", "车间": "workshops",
    "专家": "people", "院士": "people", "人才": "people", "教师": "people", "职工": "people", "村庄": "villages",
    "媒体": "media outlets", "酒店": "hotels", "银行": "banks", "商户": "shops", "农户": "households",
    "合作社": "cooperatives", "景区": "scenic areas", "景点": "scenic areas", "养老机构": "care homes", "用户": "users", "人员": "people", "群众": "people", "居民": "people", "农民": "people", "人口": "people", "人数": "people", "患者": "people",
    "旅客": "people", "游客": "people", "网民": "people", "人次": "person-times", "市场": "markets", "市场主体": "entities", "经营主体": "entities", "住房": "flats", "案件": "cases",
}  # fmt: skip
_CURRENCY_NAMES = {name.rsplit(" ", 1)[1]: name.rsplit(" ", 1)[0] for name in _WORDS["money"]}
#: what a rate may be told for, after a slash or 每
_PER = words(
    "吨 人 平方米 平方公里 公里 小时 天 日 月 年 立方米 公斤 斤 千瓦时 度 户 亩 公顷 升 千克 平米 次 台 辆 件 人次 平方呎 坪 股 桶 克 公顷"
)
_PER_LENGTHS = lengths(_PER)
_PHRASE = re.compile(r"[^，。；、,;：:（(]*")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Printed:
    """A unit as printed: its word, what it is, what the number is multiplied by."""

    word: str
    unit: Unit
    factor: Decimal = Decimal(1)

    @property
    def relates(self) -> bool:
        """Whether it relates one thing to another: percent, points, times."""
        return self.unit.kind in ("percent", "points", "times")


def _table() -> dict[str, Printed]:
    table = {word: Printed(word, Unit(word, "count")) for word in _COUNTERS}
    for kind, names in _WORDS.items():
        for name, printed in names.items():
            plain, currency = name.rsplit(" ", 1) if kind == "money" else (name, None)
            unit = Unit(plain, kind, currency)
            table |= {word: Printed(word, unit) for word in words(printed)}
    for word, (name, kind, factor) in _RELATIONS.items():
        table[word] = Printed(word, Unit(name, kind), factor)
    yuan = table["元"].unit
    table |= {"分钱": Printed("分钱", yuan, Decimal("0.01")), "毛钱": Printed("毛钱", yuan, Decimal("0.1"))}
    return table


UNITS = _table()
_LENGTHS = lengths(UNITS)
#: the characters a unit may begin with
FIRST_OF_UNITS = "".join({word[0] for word in UNITS if not word[0].isascii()} | {"%"})
COUNTERS = frozenset(_COUNTERS) | frozenset(("家", "名", "人", "辆", "户", "起", "艘"))


def unit_at(text: str, at: int) -> tuple[Printed | None, int]:
    """The unit that `text` has at `at`, and where it ends; a rate's 元/吨 keeps what it is told for."""
    word = longest(UNITS, _LENGTHS, text, at)
    if word is None:
        return None, at
    end = at + len(word)
    if (
        word[0].isascii()
        and word[-1].isalpha()
        and text[end : end + 1].isascii()
        and text[end : end + 1].isalnum()
    ):
        return None, at
    return _told_for(UNITS[word], text, end)


def _told_for(printed: Printed, text: str, end: int) -> tuple[Printed, int]:
    """元/吨 and 元每吨 at their end."""
    if text[end : end + 1] not in ("/", "每"):
        return printed, end
    per = longest(_PER, _PER_LENGTHS, text, end + 1)
    if per is None:
        return printed, end
    return with_per(printed, per), end + 1 + len(per)


def with_per(printed: Printed, per: str) -> Printed:
    """`printed` told for each `per`."""
    unit = printed.unit
    return Printed(printed.word, Unit(unit.name, unit.kind, unit.currency, per), printed.factor)


def in_currency(printed: Printed | None, currency: str) -> Printed:
    """元 after 新台币, or no unit after US$: money of that currency."""
    per = printed.unit.per if printed else None
    return Printed(printed.word if printed else "", Unit(_CURRENCY_NAMES[currency], "money", currency, per))


def named(printed: Printed, following: str, preceding: str) -> Printed:
    """`printed` with its counting word named by the noun that follows or stands right before the number.

    >>> named(UNITS["个"], "项目，", "").unit.name
    'projects'
    """
    if printed.word and (printed.word not in COUNTERS or printed.word in ("人", "辆", "户")):
        return printed
    following = _PHRASE.match(following)[0]  # type: ignore[index]
    for length in range(min(8, len(following)), 1, -1):
        for start in range(min(4, len(following) - length) + 1):
            if name := _NOUNS.get(following[start : start + length]):
                return Printed(printed.word, Unit(name, "count", None, printed.unit.per))
    preceding = preceding.rstrip("从由达为共有约近超已至到了")
    for length in range(min(5, len(preceding)), 1, -1):
        if name := _NOUNS.get(preceding[-length:]):
            return Printed(printed.word, Unit(name, "count", None, printed.unit.per))
    if printed.word == "位":
        return Printed("位", Unit("people", "count", None, printed.unit.per))
    if printed.word == "家" and _HAN.match(following):
        return Printed("家", Unit("家", "count", None, printed.unit.per))
    return printed

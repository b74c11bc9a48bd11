"""What looks like a figure in Chinese prose and is none: dates, names, addresses, idioms.

`exempt` answers at one place of a text, `furniture` for a whole line. Numerals in ordinary words (十分重要,
千方百计) are passed over without a word; digits are always told with a reason.
"""

from __future__ import annotations

import re

from indicators.reading.chinese_hedges import lengths, longest, words
from indicators.reading.chinese_numerals import DIGIT_CHARS, NUMERAL_CHARS
from indicators.reading.mention import Reason

_DASH = r"(?:-|—{1,2}|–|~|～|至|到|─|/)"
_YEAR = r"(?:1[6-9]|2[01])\d\d"
_HAN_NUMBER = f"[{NUMERAL_CHARS}]{{1,9}}"

#: reason → patterns of what begins with a digit; the first that matches wins
_DIGITS: tuple[tuple[Reason, str], ...] = (
    ("contact", r"1[3-9]\d{9}(?!\d)|0\d{2,3}[- ]\d{7,8}(?:-\d{1,5})?(?!\d)|[48]00-?\d{3,4}-?\d{3,4}(?!\d)"),
    ("date", rf"{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)"),
    ("date", rf"{_YEAR}年?{_DASH}(?:{_YEAR}|\d\d)(?:财年|财政年度|年度|学年|年代|年)"),
    ("date", rf"{_YEAR}年?{_DASH}{_YEAR}(?!\d)"),
    ("date", rf"{_YEAR}(?:[、和与]{_YEAR}){{1,4}}年"),
    ("date", rf"{_YEAR}年(?:\d{{1,2}}月?{_DASH})?\d{{1,2}}月(?:份|底|末|初|\d{{1,2}}(?:{_DASH}\d{{1,2}})?[日号])?"),
    ("date", rf"{_YEAR}(?:年|财年|财政年度|年度)(?![的]?历史)"),
    ("date", r"\d\d年\d{1,2}月(?:\d{1,2}[日号])?|\d{1,3}年(?=[上下]半年|[一二三四第]?季)|1\d\d年(?=度|\d|第)"),
    ("date", rf"\d{{1,2}}(?:月(?:\d{{1,2}}[日号])?)?(?:{_DASH}|、|和)\d{{1,2}}月(?:份|底|末|初|\d{{1,2}}[日号])?"),
    ("date", rf"\d{{1,2}}月\d{{1,2}}(?:日?(?:{_DASH}|、)\d{{1,2}})?[日号]|\d{{1,2}}月(?:份|底|末|初|[上中下]旬)?"),
    ("date", rf"\d{{1,2}}(?:日?(?:{_DASH}|、)\d{{1,2}})?日(?!元|均|圆|币)"),
    ("date", r"\d{1,2}世纪(?:\d0年代)?|\d0年代|\d{1,2}(?:[上下]半年|季度)"),
    ("time", r"\d{1,2}[时点]\d{1,2}分?(?!\d)|\d{1,2}[时](?!段|代)|\d{1,2}点(?=[，。至到—-]|钟|许|半|整)(?<![1-9]\d点)"),
    ("time", rf"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:{_DASH}(?:[01]?\d|2[0-4]):[0-5]\d)(?!\d)"),
    ("name", r"\d{1,2}·\d{1,2}"),
    ("page", r"\d+/\d+页|\d+页"),
    ("name", r"\d0后(?!的|续|来)|\d+强(?![劲化度])|\d+[Xx×*]\d+(?:[Xx×*]\d+)?(?!\d)|\d+(?:\+\d+)+(?!%|\d)|\d+\+[NnXx]"),
    ("name", r"\d+座(?:车|轿车|SUV|客车|MPV)|\d+(?:\.\d+)?(?:纳米|英寸|寸)|\d+(?:[到至-]\d+)?(?:座级|级|代|型|系|式|级)(?!亿)|\d+[市区县镇](?![场占值民内间])"),
    ("name", r"\d+(?:国道|省道|高速|高校|工程|计划|行动|战略|模式|热线|政策|体系|产业集群|芯片)(?![额款量])"),
    ("name", r"\d+(?:小时|分钟|公里)(?:生活|经济|交通|通勤|服务|出行|飞行|高铁|便民|健身|文化|供应|达)?圈"),
    ("document", r"\d+号(?:文|令|公告|决议|提案|通知|意见|议案)"),
    ("address", r"\d+号(?:楼|院|门|地块|地|之\d+)|\d+(?:弄|室|楼|单元|栋\d|幢\d|号院)"),
    ("name", r"\d+号(?:线|公路|高速|机|航站楼|通道|厅|馆|泊位|井|卫星|火箭|船|岛|店|仓|口|矿|炉|机组|干线|站)?|\d+路(?!网|段)"),
    ("edition", r"\d+(?:期|届|版|卷|辑|季度)(?!项目|工程)"),
    ("edition", r"\d+期(?:项目|工程)"),
    ("threshold", r"\d+(?:-\d+)?(?:周)?岁(?:(?:及|或)?以[上下]|至\d+岁)"),
)  # fmt: skip
_EXEMPT_DIGITS = re.compile("|".join(f"({pattern})" for _, pattern in _DIGITS), re.ASCII)
#: what stands before digits that name or address something
_CODED_BEFORE = re.compile(
    r"(?:电话|热线|客服|传真|邮编|邮政编码|微信号?|QQ|[账帐]号|编号|备案号|证号|ICP备|许可证|代码|热线电话|手机|国道|股票|公众号)[:：]?[(（]?[A-Z]{0,3}[\d)） -]{0,12}$"
)
_BRACKETED = re.compile(r"[〔\[【(（]\d{4}[〕\]】)）](?:第?\d+号)?")
_ORDINAL = re.compile(
    rf"第(?:\d{{1,5}}|{_HAN_NUMBER})(?:{_DASH}第?(?:\d{{1,5}}|{_HAN_NUMBER}))?"
    r"(?P<counted>次全国|个五年|段(?!时间)|产业|季度|季|期|届|版|页|章|条|款|项|卷|辑|集|批|次|轮|部|号|师|军|天|方|者|道|代|曲线|个|家|步|阶段|"
    r"节|课|时间|线|书记|回|层|级|类|种|人称|人|艘|辆|台|座|枚|架|例|万|亿|站|期|年|日|篇|周|手|现场|要务|动力|资源|方阵|梯队|把|责任|一(?!$))?"
)
_PERIODS_AFTER_BEFORE = re.compile(
    rf"(?<!提)[前首](?:\d{{1,3}}|{_HAN_NUMBER})(?:个月|个?季度?|年|天|周|日|届|期|批|轮)"
)
_TITLE = re.compile(r"《[^》]{0,60}》|〈[^〉]{0,40}〉")
_QUOTED_CODE = re.compile(r"[“「『\"][\dA-Za-z+×xX·.\-N*/]{1,16}[”」』\"]")
_QUOTED_NAME = re.compile(
    rf"[“「『]([^”」』，。；\d%％]{{0,8}}[{NUMERAL_CHARS}][^”」』，。；\d%％]{{0,8}})[”」』]"
)
_STATES = re.compile(r"连[增涨升冠跌降丰胜]|成|倍|番|第一$")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9._@+\-/:&]*+")
_STATISTIC = re.compile(
    r"(?:GDP|CPI|PPI|PMI|FDI|GNI|RMB|CNY|USD|US|HKD|HK|TWD|NTD|NT|EUR|JPY|MOP|IPO|GMV|ROE|EPS|M2|M1|M0|PM2\.5|PM10|R&D|AI|IP|BP)(?![A-Za-z])"
)
_LATIN_PLAIN = re.compile(
    r"(?:GDP|CPI|PPI|PMI|FDI|GNI|RMB|CNY|USD|US|HKD|HK|TWD|NTD|NT|EUR|JPY|MOP|IPO|GMV|R&D)(?=[\d$])"
)
_RUN = re.compile(r"[\d,.]{1,40}")
#: what makes digits a figure at once, and what may end the words before a code
_UNITED = frozenset("%亿万倍")
_CODED = frozenset(":线话服真编码信号证道票众户案机")
_DENOMINATOR = re.compile(r"\d+(?:\.\d+)?[十百千万亿]{0,2}[\u4e00-\u9fff]?")
_LIST_MARK = re.compile(r"\d{1,2}(?:[.．](?![\d])|[)）、](?=[^\d]))")
_LIST_BEFORE = re.compile(r"(?:^|[；：。;:（(] ?|^.{0,3} )$")
_BRACKET_MARK = re.compile(r"[（(\[〔【]\d{1,2}[）)\]〕】]")

#: plans, idioms and names whose numerals count nothing; longest wins
_IDIOMS = frozenset(
    words("""
    一带一路 一国两制 两会 三农 三中全会
    四中全会 五中全会 六中全会 七中全会 二中全会 一中全会 三个代表 四个全面 四个意识 四个自信 两个维护 两个确立 两个毫不动摇 两个一百年
    五位一体 八项规定 六稳 六保 三去一降一补 三大攻坚战 三大战略 三大球 千方百计 千家万户 万众一心 万家灯火 百家争鸣 百花齐放 百花 百姓 千百年
    千千万万 成千上万 千千 万万 百年未有 百年变局 百年老店 百年奋斗 百年大计 千年大计 百年 千年 万年 万里长城 万里 千里 百里 万象 万物 万事 万人空巷 万一
    万分 万元户 万州 万宁 万达 万科 万通 万华 万隆 百度 百色 百强 千强 百科 百联 千岛湖 千山 千島 十分 十足 十堰 十字 十里 十年磨一剑 十佳
    十大 十几 几十 数十 数百 数千 数万 数亿 几百 几千 几万 成百上千 百万雄师 百千万工程 百县千镇万村 千村示范 万村整治 三下乡 三支一扶
    三亚 三明 三峡 三门峡 三河 三水 三星 三一重工 三沙 三元 三江源 三江 三角 三北 三晋 三秦 四川 四平 四会 四海 五一 六一 七一 八一 十一 双十一
    五四 三八 九一八 五台山 五粮液 五华 五常 五指山 五险一金 六安 六盘水 六合 七台河 七夕 八达岭 八桂 八闽 九江 九龙 九寨沟 九华山 九三学社 九天 九章
    二七 二连浩特 二十大 十九大 十八大 十七大 二十四节气 二十届 一中 一元 二元 多元 一体 一流 一批 一系列 一定 一些 一切 一直 一起 一般 一方面 一次性 一点
    一度 一旦 一样 一致 一面 一同 一线 二线 三线 四线 一季度 二季度 三季度 四季度 前三季度 一二三产业 一二三产 三次产业 三产 二产 一产 一级 二级 三级 四级 五级 一等 二等 三等 一期 二期
    三期 四期 五期 一审 二审 二手 二维码 二氧化碳 二氧化硫 三氧化 二胎 二孩 三孩 三甲 三包 三无 三品一标 三品一械 三来一补 三权分置 三通 三高 三股势力 三资 三轮 三维
    四化 四新 四好 四大 四面八方 四通八达 四两 五大 五谷 五星 五金 六大 七大 八大 九大 三大 两大 十三大 两山 两岸 两江 两湖 两广 两淮 两头 两手 两用 两翼 两级 两重 两新 两高
    两非 两融 两步 两弹一星 两免一补 两不愁三保障 三保 三保障 三番五次 三位一体 四位一体 五湖四海 七上八下 八方 九州 九省通衢 百废待兴 再三 一分为二 接二连三 一举 一路 一心 一手
    万亿城市 万亿俱乐部 千亿县 百亿县 千亿俱乐部 百亿企业 千亿企业 十亿企业 百亿园区 千亿园区 万人计划 千人计划 百人计划 百人会 千人大会 万人大会 百日攻坚 百日行动 百日 百团 百货 百货业 百合 百济 百胜 百事
    千瓦 千克 千米 千禧 千古 千赫 亿利 亿纬 兆瓦 兆帕 兆赫 兆比特 百帕 千帕 万用 七十二变 一千零一夜 一家一户 一家独大 一家人 一户一策 一人一策 三言两语 六畜 五官 三伏 三九 一把手 二把手 三把火
    万全 百年来 四舍五入 三头 一箭双雕 十全十美 九牛一毛 一心一意 三心二意 三三制 一刀切 一站式 一网通办 一窗通办 一件事 一张网 一张图 一盘棋 一揽子 一体化 一号 二号 三号 四号 五号 一号文件
    一条龙 一条街 一卡通 第一产业 第二产业 第三产业 十项全能 百里挑一 百发百中 百分百 百分点 千分点 百分比 百分制 万分点
""")
)
_LENGTHS = lengths(_IDIOMS)
_FURNITURE = re.compile(
    r"第\d+[期版页]|[A-Z]\d{1,2}版|定价|ICP备|客服|投稿|责任?编辑?[:：]|责编|扫码|扫描二维码|总第|邮箱|值班|国内统一|刊号|版权所有|许可证|记者.{0,6}摄|电话[:：]|转\d版|下转|上接"
)


def exempt(text: str, at: int) -> tuple[int, Reason | None] | None:
    """Where what stands at `at` and is no figure ends, and why it is none (None: an ordinary word).

    None when it may be a figure.
    """
    char = text[at]
    if char in _MARKS:
        return _marked(text, at)
    if char.isascii():
        return _digits(text, at) if char.isdigit() else _latin(text, at)
    if char == "第":
        return _ordinal(text, at)
    if char in "前首":
        return _to("period", _PERIODS_AFTER_BEFORE.match(text, at))
    return _idiom_at(text, at)


def _to(reason: Reason | None, match: re.Match[str] | None) -> tuple[int, Reason | None] | None:
    return (match.end(), reason) if match else None


def _digits(text: str, at: int) -> tuple[int, Reason | None] | None:
    if text[at - 1 : at] == "双" and (match := _RUN.match(text, at)):
        return match.end(), "name"
    if text[at - 1 : at] == "每":
        return _to("arithmetic", _DENOMINATOR.match(text, at))
    run = _RUN.match(text, at)
    if (
        run
        and run.end() - at < 4
        and (mark := _LIST_MARK.match(text, at))
        and _LIST_BEFORE.search(text[max(0, at - 3) : at])
    ):
        return mark.end(), "list"
    before = text[at - 1 : at]
    if run and text[run.end() : run.end() + 1] in _UNITED and not (before in _CODED or before.isascii()):
        return None
    if (before in _CODED or before.isascii()) and _CODED_BEFORE.search(text, max(0, at - 20), at):
        match = re.compile(r"\d{1,20}(?:[ -]\d{1,12}){0,4}号?").match(text, at)
        return _to("contact", match)
    match = _EXEMPT_DIGITS.match(text, at)
    return (match.end(), _DIGITS[(match.lastindex or 1) - 1][0]) if match else None


def _latin(text: str, at: int) -> tuple[int, Reason | None]:
    """A word in Latin letters, with the digits of its name (ET5, A320) but not those of GDP3.1万亿."""
    if match := _LATIN_PLAIN.match(text, at) or _STATISTIC.match(text, at):
        return match.end(), "name" if any(char.isdigit() for char in match[0]) else None
    match = _LATIN.match(text, at)
    if match is None:
        return at + 1, None
    return match.end(), "name" if any(char.isdigit() for char in match[0]) else None


def _ordinal(text: str, at: int) -> tuple[int, Reason | None] | None:
    """第12期 and 第三产业; 第三位 and 第三大 may be a rank."""
    match = _ORDINAL.match(text, at)
    if not match or not match["counted"]:
        return None
    return match.end(), "edition"


_MARKS = frozenset('《〈“「『"〔[【（(')


def _marked(text: str, at: int) -> tuple[int, Reason | None] | None:
    """Titles, document numbers, list marks in brackets, and names in quotation marks."""
    for pattern, reason in _MARKED:
        if match := pattern.match(text, at):
            return match.end(), reason
    match = _QUOTED_NAME.match(text, at)
    return (match.end(), None) if match and not _STATES.search(match[1]) else None


_MARKED: tuple[tuple[re.Pattern[str], Reason], ...] = (
    (_TITLE, "name"),
    (_BRACKETED, "document"),
    (_BRACKET_MARK, "list"),
    (_QUOTED_CODE, "name"),
)


def _idiom_at(text: str, at: int) -> tuple[int, Reason | None] | None:
    if idiom := longest(_IDIOMS, _LENGTHS, text, at):
        return at + len(idiom), None
    if match := _PLAN.match(text, at):
        return match.end(), "plan"
    match = _HAN_DATE.match(text, at)
    return _to("date", match)


_PLAN = re.compile(
    r"(?:十[一二三四五六]?|[一二三四五六七八九])五(?=[”』」]|时期|期间|规划|计划|末|以来|开局|收官)|十[二三四五六]五"
)
_HAN_DATE = re.compile(
    rf"[{DIGIT_CHARS}]{{4}}年|(?:十[一二]?|[一二三四五六七八九])月(?:[{NUMERAL_CHARS}]{{1,3}}[日号])?|[{NUMERAL_CHARS}]{{1,3}}世纪"
)


def furniture(text: str) -> bool:
    """Whether a line is what a paper prints around its texts: its number, price and telephone.

    >>> furniture("经济观察周刊 第41期 2024年10月23日 定价8.5元")
    True
    """
    return len(text) <= 90 and "。" not in text and bool(_FURNITURE.search(text))

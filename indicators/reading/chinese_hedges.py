"""The words beside a Chinese number: hedges, directions, currencies and what only links.

Words before a number are peeled off one by one, from the number outward: in 同比下降超过 they are
超过 (over) and 下降 (down), and 同比 ends the walk. The words after it are taken in the order they stand.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from indicators.model.hedges import Qualifier

#: kind of word → the words before a number, longest wins; `stop` are words that only end like one
_BEFORE: dict[str, str] = {
    "stop": """
        签约 节约 合约 条约 履约 预约 纽约 契约 公约 集约 违约 制约 邀约 简约 特约 大众约 附近 最近 就近 邻近
        亲近 远近 通过 经过 不过 度过 渡过 走过 接过 经由 侦破 爆破 打破 攻破 中超 英超 京超 苏超 浙超 村超 粤超
        西超 赶超 抵达 到达 发达 送达 直达 通达 下达 传达 雷达 表达 转达 以上 网上 线上 海上 陆上 规上 会上 路上
        身上 早上 晚上 岸上 车上 船上 水上 线下 倍增 许多 众多 诸多 不多 不少 多少 甚至 乃至 直至 截至 截止至
        以至 及至 富余 其余 业余 满足 立足 超强 加强 第 编号 代码 电话 邮编 门牌 北纬 东经 """,
    "over": """
        超过 超 逾 突破 破 高于 大于 多于 超出 超越 跨越 跨过 迈过 越过 迈上 跨上 跃上 跃过 站上 登上 站稳 冲破
        冲上 踏上 攀上 迈入 跨入 跃入 不止 不只 何止 远超 首超 首破 连破 强势突破 一举突破 优于 胜过 迈进 上破
        重上 重返 已过 均过 首过 多过 >""",
    "at_least": """
        至少 最少 不会低于 不会少于 未低于 没有低于 不少于 不低于 不下于 不小于 不亚于 不弱于 起码 最低 少说 保底 不下 至少为 至少达 不少過 ≥ ≧ >=""",
    "nearly": "接近 将近 近 逼近 直逼 贴近 几近 几乎 临近 濒近 靠近 近乎",
    "under": "不足 不到 低于 少于 小于 未满 未达 未达到 未到 未及 不及 不满 跌破 失守 跌穿 未足 不够 <",
    "at_most": """
        不会超过 不会超 未能超过 并未超过 从未超过 没有超过 没超过 未超出 不超出 不会高于 不会多于
        不超过 不超 不高于 不多于 不大于 至多 最多 未超过 未超 不逾 未逾 未突破 上限为 以不超过 最多不超过 ≤ ≦ <=""",
    "about": "约 大约 约为 大概 约莫 差不多 大致 约占 大概为 约合 约达 大体 估约 约略 折合约 综合约",
    "exact": """
        达 达到 高达 多达 已达 达致 录得 为 是 有 占 占到 占了 共计 合计 总计 累计 共 计 已 了 也 又 仅 只 还 将
        就 均 都 各 等于 相当于 折合 保持在 稳定在 维持在 控制在 保持 稳定 在 于 足足 整整 正好 恰好 首次 一举 成功
        最高 单日最高 最大 最高达 最高为 同样 分别 预计 有望 力争 仍 才 再 曾 实现 完成 创 创下 新 报 收报 处于
        位于 出现 呈现 呈 显示 拥有 设有 具有 共有 建有 建成 约有 幅度 幅 以 即 其中 比例 估计 料 可望 可达""",
    "to": """
        到 至 到了 降为 增为 升为 减为 改为 调整为 上调为 下调为 下降为 上升为 提高为 扩大为 增加为 减少为 变为
        升破 跌至""",
    "by": "以",
    "up": """
        ↑ ▲ 增长 增加 提高 上升 上涨 扩大 提升 攀升 回升 反弹 走高 走阔 上扬 上浮 上调 飙升 激增 猛增 大增 大涨 劲增
        劲升 劲涨 微增 微升 微涨 略增 略升 略涨 净增 净增加 新增 新增加 多增 增多 扩张 增收 加快 跃升 前进 上移 抬升 拉升
        提速 延长 领先 成长 年增 季增 月增 续增 续升 增 升 涨 扬 扩 增厚 壮大 拉高 拉动 加大 调高 调升 增派 拓展 上修
        偏多 偏高 高出 快于 高于 领先于 拉长 净增长 正增长 增进 增值 升值 增持 增幅为 提早 增产 增至约""",
    "down": """
        下降 减少 下滑 回落 降低 缩减 萎缩 缩小 收窄 下跌 下挫 负增长 缩短 压缩 压减 精简 少增 净减 净减少 走低
        滑落 下调 下浮 衰退 年减 月减 季减 锐减 骤降 骤减 大降 大跌 大减 暴跌 重挫 微降 微跌 微减 略降 略减 略跌 放缓
        减速 收缩 贬值 缩水 消减 削减 调低 调减 退步 后退 下移 跌 降 减 挫 缩 走弱 ↓ ▼ 减幅达 少收 减收 负 低于 慢于 落后
        落后于 下探 下修 腰斩至 偏少 偏低 递减 减排 减产 减持 续降 续跌 急跌 急降""",
    "up_noun": "加幅 调幅 增速 增幅 涨幅 升幅 增长率 增长幅度 涨幅达 上升幅度 增长速度 年增率 成长率 同比 环比 按年 年率",
    "down_noun": "降幅 跌幅 减幅 下降幅度 降低幅度 减少幅度 下跌幅度 跌势 缩减幅度 衰退率 降速 减幅为",
    "gap_up": "高 多 快 早 大 长 强",
    "gap_down": "低 少 慢 晚 小 短 弱",
}
#: words before an amount of money → ISO 4217
_CURRENCIES = {
    "人民币": "CNY", "RMB": "CNY", "CNY": "CNY", "¥": "CNY", "美元": "USD", "美金": "USD", "US$": "USD", "USD": "USD",
    "$": "USD", "港币": "HKD", "港元": "HKD", "HK$": "HKD", "HKD": "HKD", "新台币": "TWD", "台币": "TWD", "NT$": "TWD",
    "TWD": "TWD", "NTD": "TWD", "€": "EUR", "EUR": "EUR", "欧元": "EUR", "£": "GBP", "英镑": "GBP", "日元": "JPY",
    "JPY": "JPY", "澳门币": "MOP", "MOP": "MOP", "S$": "SGD", "HKS": "HKD",
}  # fmt: skip
#: hedge → the words after a number or its unit
_AFTER: dict[Qualifier, str] = {
    "over": "+ 多 余 有余 有多 强 出头 开外 挂零 之余 朝上 还多 还要多",
    "at_least": "以上 及以上 或以上 之上 起 起步 往上 或更多 或更高 打底",
    "nearly": "弱 不远",
    "under": "不到 不足 未满 未到",
    "at_most": "以内 之内 以下 及以下 或以下 之下 封顶 为限 或更少 以里",
    "about": "左右 上下 前后 许 光景 上下浮动 内外",
    "exact": "整 之多 之巨 之众 之高 大关 关口",
}
#: between a numeral and its scale or unit
MIDDLE: dict[str, Qualifier] = {
    "+": "over",
    "多": "over",
    "余": "over",
    "来": "about",
    "几": "over",
    "许": "about",
}

_WINDOW = 30


def words(text: str) -> list[str]:
    """The words of a table, which stand with spaces between them."""
    return text.split()


_KIND = {word: kind for kind, words in reversed(_BEFORE.items()) for word in words.split()}
_KIND |= dict.fromkeys(_CURRENCIES, "currency")
_KIND |= {"+": "sign", "-": "sign", "零下": "sign"}
_AFTER_KIND = {word: hedge for hedge, words in _AFTER.items() for word in words.split()}
#: hedges after a number that are the beginning of other words unless a phrase ends there: 三成强, but 三家强企
_LAST = frozenset(words("+ 强 弱 起 多 整 许 余 不远"))
_PHRASE_ENDS = frozenset("，。；、：,;:!?！？)）”」』 和与的及或、")


def lengths(words: Iterable[str], place: int = 0) -> dict[str, tuple[int, ...]]:
    """How long the words with each first character (`place` -1: each last one) are, the longest first.

    >>> lengths(["平方", "平方米"])
    {'平': (3, 2)}
    """
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[place], set()).add(len(word))
    return {char: tuple(sorted(sizes, reverse=True)) for char, sizes in found.items()}


def longest(table: Container[str], sizes: Mapping[str, tuple[int, ...]], text: str, at: int) -> str | None:
    """The longest word of `table`, whose `lengths` are `sizes`, that `text` has at `at`."""
    for size in sizes.get(text[at : at + 1], ()):
        if (word := text[at : at + size]) in table:
            return word
    return None


_KIND_LENGTHS = lengths(_KIND, -1)
_AFTER_LENGTHS = lengths(_AFTER_KIND)


def _word_before(text: str, at: int, floor: int) -> str | None:
    """The longest word of `_KIND` that ends at `at` and does not begin before `floor`."""
    if at <= floor:
        return None
    for size in _KIND_LENGTHS.get(text[at - 1], ()):
        if at - size >= floor and (word := text[at - size : at]) in _KIND:
            return word
    return None


@dataclass(slots=True)
class Before:
    """What the words before a number say.

    `start`: where the first word that is part of the statement begins; `edge`: where the walk ended.
    `direction`: 1 up, -1 down, 0 none; `to`: the number is where something rose or fell to.
    `noun`: the direction is a rate's name (增速, 降幅), so that 为 and 达 do not end it.
    `signed`: a plus or minus is printed.
    `gap`: the direction is one of the weak words (高, 少) that say one only in a comparison.
    """

    start: int
    edge: int
    hedge: Qualifier = "exact"
    direction: int = 0
    to: bool = False
    noun: bool = False
    gap: bool = False
    stopped: bool = False
    currency: str | None = None
    negative: bool = False
    signed: bool = False
    word: str = ""


def before(text: str, at: int, floor: int) -> Before:
    """The words of `text` before `at`, read outward, not beyond `floor`."""
    floor = max(floor, at - _WINDOW)
    found = Before(at, at)
    while word := _word_before(text, found.edge, floor):
        kind, start = _KIND[word], found.edge - len(word)
        found.stopped = kind == "stop" or (kind == "sign" and text[start - 1 : start].isdigit())
        if found.stopped or not _take(found, kind, word, start):
            break
        found.edge = start
        if found.direction:
            break
    return found


def _take(found: Before, kind: str, word: str, start: int) -> bool:
    """Add one word to what was found; False where it does not belong to the number."""
    if kind in _AFTER:
        return _hedged(found, kind, word, start)
    if kind == "currency":
        found.currency = _CURRENCIES[word]
        found.start = start
    elif kind == "sign":
        found.negative, found.word, found.signed = word != "+", word, True
        found.start = start
    elif kind == "to":
        found.to = True
    elif kind != "by":
        _directed(found, kind, word, start)
    return True


def _hedged(found: Before, hedge: Qualifier, word: str, start: int) -> bool:
    if hedge == "exact":
        found.word = word
        if word.startswith(("达", "高达", "多达")) or word.endswith("达"):
            found.start = start
        return True
    if found.hedge not in ("exact", "about") and hedge != "at_most":
        return hedge == "about"
    found.hedge, found.start, found.word = hedge, start, word
    return True


def _directed(found: Before, kind: str, word: str, start: int) -> None:
    found.direction = 1 if kind.startswith("up") or kind == "gap_up" else -1
    found.noun = kind.endswith("_noun")
    found.gap = kind.startswith("gap") and found.word != "了"
    found.word = word
    if not found.to and not found.gap:
        found.start = start


def after(text: str, at: int) -> tuple[Qualifier | None, int]:
    """The hedge that stands at `at`, after a number or its unit, and where it ends."""
    word = longest(_AFTER_KIND, _AFTER_LENGTHS, text, at)
    end = at + len(word or "")
    if word is None or (word in _LAST and end < len(text) and text[end] not in _PHRASE_ENDS):
        return None, at
    return _AFTER_KIND[word], end


def hedge_of(word: str | None) -> Qualifier:
    """The hedge that a word before a number says; None says none."""
    kind = _KIND.get(word or "")
    return next((hedge for hedge in get_args(Qualifier) if hedge == kind), "exact")

"""What a Chinese figure counts or measures: the noun before its verb, or the one that was told before it.

In 社会消费品零售总额首次突破1.1万亿元 it is what stands before the verb; in 增长2.1%, where nothing does, the subject of
the clause before; in 其增加值减少18.2% the clause before and this word; in 6家整车企业 the noun behind the number.
"""

from __future__ import annotations

import re

_LEAD = re.compile(
    r"^(?:其中|当地|此外|同时|分产业看|据|初步核算|另外|以及|并且|并|而|且|则|但|也|还|又|使|由|在|从|对|和|与|或|的|到|至|年|月|了|是|"
    r"录得|共|累计|总计|合计|全部|实现|完成|达到|达|形成|引进|新增(?!就业|贷款|长)|拥有|约|预计|力争|争取|目标|确保|计划(?!投资)|拟|将|有(?!形|效|限|色|关|机)|占|均|分别|实际(?!使用|利用)|首次|仍|已|再|较|比|年均(?=增|达)|同比|环比|按可比价格计算|按不变价格计算|按现价计算)+"
)
_TAIL = re.compile(
    r"(?:首次|连续|同比|环比|实际|名义|累计|分别|合计|均|则|已经|已|仍|也|还|约|将|由|并|又|再|共|双双|略|小幅|大幅|明显|持续|稳定|概估|预估|预计|要|会|可|能|保持|控制|维持|录得|按年|按月|在|于|至|到|"
    r"比(?:上年|去年)(?:同期)?|较(?:上年|去年)(?:同期)?|突破|达到|达|为|是|超过|超|逾|实现|完成|增长|下降|增加|减少|回落|上升|提高|降低|上涨|下跌|扩大|收窄|增至|降至|升至|跌至|居|位居|列|位列|排|占比?|占到|的|了|有|仅|只|从|就|年均|:)+$"
)
_CUTS = re.compile(
    r"占(?=[^，。；]{0,12}(?:的|比重)?)|(?<!按)(?:比重|占比|比例)(?=由|从|为|达|$)|较|(?<![同环占])比(?!重|例|率)|按[年月季](?!均)|(?:高|低|快|慢)于|相当于|连续|仅(?=[增降升])|是(?=[^，。；]{1,10}的$)|居(?=全)|位居|由|从|由于"
)
_NO_SUBJECT = re.compile(r"\s*(?:占|相当于|相等于|[高低快慢多少优]于|(?:所占)?比重)")
_OWN = re.compile(r"^其(?!中|他)(?P<own>[^，。；]{1,10})")
_NOUN = re.compile(r"[\u4e00-\u9fffA-Za-z“”()、和与]{2,24}$")
_COUNTED = re.compile(
    r"^[^\u4e00-\u9fff]*[\d.,万亿多余几两一二三四五六七八九十百千近约逾超已有达]*(?:家|个|座|条|项|种|所|处|只|件|艘|架|辆|名|位|户|间|台)(?!百分点)(?P<noun>[\u4e00-\u9fff]{2,10})$"
)
_SHORT = 18


def subject_of(words: str, before: str | None) -> tuple[str | None, int]:
    """What `words`, those of a clause before a figure, say it measures, and how far into them that stands.

    `before` is the subject of the clause before. None where they say nothing: the one before it goes on.
    """
    own = _OWN.match(words.lstrip())
    if own and before:
        noun, _ = subject_of(own["own"], None)
        return (f"{before}{noun}" if noun else before), words.find("其")
    if _NO_SUBJECT.match(words):
        return None, 0
    cut = _CUTS.search(words, 1)
    whole = words
    if cut and cut.start() >= 2:
        words = words[: cut.start()]
    words = _TAIL.sub("", words.rstrip())
    start = 0
    while lead := _LEAD.match(words[start:]):
        if not lead.end():
            break
        start += lead.end()
    noun = words[start:]
    if "的" in noun[:-1]:
        left, right = noun.rsplit("的", 1)
        if len(right) >= 2 and len(left) > 0 and (len(noun) > 10 or len(left) <= 4):
            start += len(left) + 1
            noun = right
    match = _NOUN.search(noun)
    if match is None:
        return None, 0
    noun = match[0].strip("、和与“”()")
    if len(noun) > _SHORT:
        noun = noun[-_SHORT:]
    return (noun if len(noun) >= 2 else None), max(0, whole.find(noun))


def counted_noun(stated: str) -> str | None:
    """The noun behind the number in the words of a figure: 整车企业 in 6家整车企业."""
    match = _COUNTED.match(stated)
    return match["noun"] if match else None


def members(noun: str, count: int) -> list[str] | None:
    """The `count` things that a subject names together: 第一、二、三产业增加值, 集成电路、服务机器人产量."""
    if count == 2 and noun.startswith("城乡居民"):
        return [f"{who}居民{noun[4:]}" for who in ("城镇", "农村")]
    if count == 2 and "存贷款" in noun:
        return [noun.replace("存贷款", what) for what in ("存款", "贷款")]
    pieces = re.split(r"[、和与及]", noun)
    if len(pieces) != count or not all(pieces):
        return None
    last = pieces[-1]
    if pieces[0].startswith("第") and (tail := re.match(r"第?([一二三])(产业.*)", last)):
        return [f"第{piece.strip('第')[0]}{tail[2]}" for piece in pieces]
    return pieces

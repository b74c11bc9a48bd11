"""Places that a Chinese text names, and what each does in its clause.

Places of China and countries are known (`place_names`), districts, counties, towns and zones end in a word for what
they are; 全市, 该区, 两市 stand for one told before. A place is the region of the figures behind it, unless words
around it make it a partner (对东盟出口), what something is compared with (高于全国, 占全省), or part of an office's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from indicators.reading.chinese_script import simplified
from indicators.reading.place_names import chinese_places, countries_in_chinese

Role = Literal["topic", "partner", "compared", "office"]
#: The rank of a place: what 全省, 全市 and 全区 can stand for.
Level = Literal["", "country", "province", "city", "district", "county", "town", "site", "area"]

#: Short names that are common words: 白银, 东方, 来宾 are places as 白银市.
_WORDS = frozenset(["东方", "白银", "阿里", "来宾", "天门", "和田", "日照", "朝阳", "文山", "红河", "海东", "海西", "海北", "黄南", "兴安", "中国", "金门", "连江", "云林", "南投", "光谷", "保山"])  # fmt: skip
_LEVELS: dict[str, Level] = {
    "country": "country",
    "province": "province",
    "prefecture": "city",
    "city": "city",
    "zone": "district",
    "area": "area",
}
_CITY_PROVINCES = frozenset(
    ("北京", "上海", "天津", "重庆", "香港", "澳门", "北京市", "上海市", "天津市", "重庆市")
)
#: Groups of countries, and what people call them.
_UNIONS = ("中国香港", "中国台湾", "中国澳门", "东盟", "欧盟", "欧元区", "中东", "非洲", "拉美", "拉丁美洲", "中亚", "中亚五国", "东南亚", "欧洲", "北美", "南美", "大洋洲", "金砖国家", "海合会", "RCEP", "世界", "全球", "亚洲", "海外", "境外")  # fmt: skip
_PARTNER_GROUP = re.compile(
    r"(?:其他|其它)?(?:共建|沿线)?[“「『]?一带一路[”」』]?(?:共建|沿线|合作)?(?:国家|地区)?(?:和地区)?|RCEP(?:其他|其它)?(?:成员国|成员|贸易伙伴)?|(?:新兴市场|发展中国家|共建国家|金砖国家)"
)
_SUFFIX = re.compile(
    r"高新技术产业开发区|经济技术开发区|高新技术开发区|深度合作区|自由贸易试验区|自由贸易港|自贸试验区|自贸港|自贸区|综合保税区|综保区|保税区|高新区|经开区|开发区|合作区|示范区|新区|新城|新片区|口岸|城市圈|都市圈|城市群|自治县|自治州|街道|[区县旗市镇乡]"
)
_SITES = frozenset(("口岸",))
_HAN = re.compile(r"[\u4e00-\u9fff]{1,10}$")
_NO_NAME = re.compile(
    r".*(?:地区|社区|园区|景区|(?:^|[主老旧县心古市建])城区|设区|市区|片区|辖区|灾区|特区|自治区|行政区|湾区|街区|小区|保护区|产业区|集聚区|功能区|服务区|城镇|乡镇|村镇|强镇|名镇|小镇|古镇|重镇|"
    r"超市|股市|楼市|城市|上市|县市|省市|区县|市县|区市|入市|门市|夜市|集市|都市|债市|车市|房市|后市|开市|收市|城乡|家乡|返乡|下乡|外乡|旗下|县区|区域|区间|全区|校区|库区|学区|战区|牧区|矿区|商区|厂区|老区|试验区|聚集区|经济区)$"
)
_CUT = re.compile(
    r"^.*(?:力争|争取|预计|确保|推动|经过|通过|支持|其中|此外|同时|分别|包括|例如|比如|以及|特别是|尤其是|位于|来自|落户|入驻|走进|来到|记者从|省会|隔江相望的|相邻的|[年月日的了在占由自将以把让被对到向为是从与及较比据各约省市个]|(?<=.)和(?!平|顺|田|静|硕|政|林|龙)|(?<!国家级)国家级)(?=.)"
)
_SUFFIX_LEVELS: dict[str, Level] = {"县": "county", "旗": "county", "市": "city", "镇": "town", "乡": "town"}
_COUNTED = re.compile(r"[两二三四五六七八九十几多每各全我本该这]+[个]?[区县市镇乡]$")
#: what makes 区 and 市 part of another word
_COUNTIES = re.compile(r"[县市旗](?![场价值民企级长委府直])")
#: Characters of a segment that are looked through for names in full.
_LONG = 2000
_DOING = re.compile(r"力争|争取|预计|确保|推动|经过|通过|支持|全年|去年|今年|以及|目前|当前")
_GOES_ON = frozenset("域间场民委长政划位块盘价值级")
_PLURAL = re.compile(
    r"(?P<count>[两二三四五六七八九十]|\d{1,2}|上述|上述两|各)(?:个)?(?P<kind>省份|省|市州|地市|市|区县|区|县|地|城|者)(?![场价值民企级长委府直内外区县]|公里)"
)
_WHOLE = re.compile(
    r"(?P<this>全|我|该|本|这个)(?P<kind>省|市|区|县|州|旗|镇|国|港|澳|台|口岸|岛|盟)(?![场价值民企长委府直级内外台]|内生产|国性|面)"
)
_PAIR = re.compile(r"前者|后者")
_OFFICE = re.compile(
    r"[^，。；：、\s]{0,7}?(?:统计局|调查队|总队|调查局|海关|关区|[发商财税农教卫住工]\S{0,3}[委局厅部]|市委|省委|区委|县委|人大|政协|政府|公安|新闻办|管委会|部门|大学|学院|银行|日报|晚报|时报|电视|集团|公司|证券|协会|研究院|法院|检察|医院|运输署|统计处|金管局|边检|气象|新华社|大道|中路|号文)"
)
_PEOPLE = re.compile(r"(?:籍|自驾客|游客|旅客|车主|客商|先生|女士)")
#: Places whose people and money live elsewhere too: 澳门居民, 澳门元
_MONEYED = frozenset(("香港", "澳门", "台湾", "日本", "美国", "新加坡", "加拿大"))
_COMPARES = re.compile(
    r"(?:[比较]|[高低快慢多少优好强大]于|占(?:了|到)?|占比居|居|位居|位列|列|排名?|排在|名列|跻身|领跑|领先|超过|不及|落后于?|相当于|跑赢|与|和|同)$"
)
_PARTNERS = re.compile(r"(?:对|自|从|向|往|来自|输往|销往|出口到|出口至|[与同和]|赴)$")
_TRADES = re.compile(r"进出口|出口|进口|贸易|投资|采购|增长|下降")
_JOINS = re.compile(r"\s*(?:[、和与及]|以及|，)\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """A place named from `start` to `end`; `count` is how many a 两市 or 三区 stands for, `this` that 全市 and 该区 stand for one told before."""

    name: str
    start: int
    end: int
    level: Level = ""
    role: Role = "topic"
    this: bool = False
    count: int = 0


class PlaceFinder:
    """Finds places; `known` are names that are places beyond doubt."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = {
            simplified(name).text: ""
            for name in known
            if len(name) > 1 and re.search(r"[\u4e00-\u9fff]", name)
        }
        self._names = _names()
        self._learnt: dict[str, Level] = {}
        self._openings = _openings() | {
            name[:2]: max(len(name), _openings().get(name[:2], 0)) for name in self._known
        }

    def learn(self, texts: Iterable[str]) -> None:
        """Take the names of counties that `texts` tell in full, 昆山市, for places where they stand as 昆山."""
        names: dict[str, Level] = {}
        for text in texts:
            for suffix in _COUNTIES.finditer(text[:_LONG]):
                floor = max(0, suffix.start() - 4)
                places = self._formed(text, floor, suffix.end(), self._taken(text, floor, suffix.end()))
                names |= {
                    place.name[:-1]: place.level
                    for place in places
                    if place.end == suffix.end() and len(place.name) == 3
                }
        self._learnt |= {
            name: level for name, level in names.items() if name not in _WORDS and name not in self._names
        }
        self._openings |= {name[:2]: max(len(name), self._openings.get(name[:2], 0)) for name in self._learnt}

    def _taken(self, text: str, start: int, end: int) -> list[bool]:
        taken = [False] * (end - start + 1)
        for place in self._listed(text, start, end):
            taken[place.start - start : place.end - start] = [True] * (place.end - place.start)
        return taken

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Place]:
        """The places between two places of `text`, in order, none over another."""
        end = len(text) if end is None else end
        found = [*self._listed(text, start, end)]
        taken = [False] * (end - start + 1)
        for place in found:
            taken[place.start - start : place.end - start] = [True] * (place.end - place.start)
        found += self._formed(text, start, end, taken)
        found += _anaphors(text, start, end, taken)
        told: list[Place] = []
        for place in sorted(found, key=lambda place: place.start):
            one = _with_role(text, place)
            if one.this and told and told[-1].end == one.start and told[-1].role == "compared":
                one = replace(one, role="compared")  # 高于广东全省
            told.append(one)
        return told

    def _listed(self, text: str, start: int, end: int) -> Iterator[Place]:
        at = start
        while at < end - 1:
            longest = self._openings.get(text[at : at + 2])
            size = 0
            if longest:
                size = next(
                    (
                        n
                        for n in range(min(longest, end - at), 1, -1)
                        if (word := text[at : at + n]) in self._names
                        or word in self._known
                        or word in self._learnt
                    ),
                    0,
                )
            if not size:
                at += 1
                continue
            word = text[at : at + size]
            stop = at + size
            if _is_prefecture(word, text[stop : min(stop + 1, end)], self._names):
                stop += 1
            if word in self._learnt and text[stop : min(stop + 1, end)] in ("市", "县", "旗"):
                stop += 1
            level = self._names.get(word) or self._learnt.get(word, "")
            rest = re.match(
                r"(?:国家级)?(?:高新技术产业开发区|经济技术开发区|高新区|经开区|自贸港|自贸试验区|综保区|保税区|新区|口岸|都市圈|城市圈)",
                text[stop : min(stop + 12, end)],
            )
            if rest and level in ("city", "province", "", "country"):
                stop, level = stop + rest.end(), "site" if rest[0] in _SITES else "district"
            yield Place(text[at:stop], at, stop, level)
            at = stop

    def _formed(self, text: str, start: int, end: int, taken: list[bool]) -> Iterator[Place]:
        for suffix in _SUFFIX.finditer(text, start, end):
            head, stop = suffix.span()
            if taken[head - start]:
                continue
            is_site = suffix[0] in _SITES
            limit = 16 if is_site else 4 if len(suffix[0]) == 1 else 6
            floor = head
            while (
                floor > max(start, head - limit)
                and not taken[floor - 1 - start]
                and "\u4e00" <= text[floor - 1] <= "\u9fff"
            ):
                floor -= 1
            if cut := _CUT.match(text[floor:head]):
                floor += cut.end()
            if is_site and text[max(start, head - 2) : head] in (
                "全国",
                "全省",
                "全市",
                "各地",
                "沿海",
                "边境",
            ):
                continue
            if is_site:
                while floor > start and taken[floor - 1 - start]:
                    floor -= 1
                yield _site(text, floor, head, stop)
            elif _is_name(text, floor, head, suffix[0]):
                yield Place(text[floor:stop], floor, stop, _SUFFIX_LEVELS.get(suffix[0], "district"))


def _is_prefecture(word: str, after: str, names: dict[str, Level]) -> bool:
    """Whether 州 or 盟 behind a name belongs to it: 黔南州."""
    return after in ("州", "盟") and names.get(word) == "city"


def _site(text: str, floor: int, head: int, stop: int) -> Place:
    """The port of entry that ends at `stop`; a bare 口岸 or 该口岸 is the one told before."""
    if text[floor] in "该本此全":
        return Place(text[floor:stop], floor, stop, "site", this=True)
    if floor == head or text[floor] in "各两三" or _DOING.fullmatch(text, floor, head):
        return Place(text[head:stop], head, stop, "site", this=True)
    return Place(text[floor:stop], floor, stop, "site")


def _is_name(text: str, floor: int, head: int, suffix: str) -> bool:
    """Whether the characters from `floor` and the suffix at `head` make a name: 惠阳区, not 地区 or 上市."""
    size, stop = head - floor, head + len(suffix)
    if size < 1 or (size == 1 and suffix not in ("县", "镇")):
        return False
    name = text[floor:stop]
    return not (_NO_NAME.match(name) or _COUNTED.match(name) or text[stop : stop + 1] in _GOES_ON)


def _anaphors(text: str, start: int, end: int, taken: list[bool]) -> Iterator[Place]:
    levels: dict[str, Level] = {
        "省": "province",
        "市": "city",
        "区": "district",
        "县": "county",
        "州": "city",
        "旗": "county",
        "镇": "town",
        "国": "country",
        "口岸": "site",
        "盟": "city",
        "港": "province",
        "澳": "province",
        "台": "province",
        "岛": "province",
    }
    for match in _WHOLE.finditer(text, start, end):
        if not taken[match.start() - start]:
            yield Place(match[0], *match.span(), levels[match["kind"]], this=True)
    for match in _PLURAL.finditer(text, start, end):
        if not any(taken[match.start() - start : match.end() - start]) and match["kind"] != "者":
            count = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}.get(
                match["count"][-1], 0
            )
            if count:
                yield Place(match[0], *match.span(), count=count)
    for match in _PAIR.finditer(text, start, end):
        yield Place(match[0], *match.span(), this=True)


def _with_role(text: str, place: Place) -> Place:
    """`place` with what it does in its clause."""
    before = text[max(0, place.start - 4) : place.start]
    after = text[place.end : place.end + 14]
    role: Role = "topic"
    if (
        _PEOPLE.match(after)
        or (place.name in _MONEYED and re.match(r"元|居民|资[企本项]|同胞|人士|车主|青年|币", after))
        or (not place.this and _OFFICE.match(after) and not re.match(r"方面", after))
    ):
        role = "office"
    elif before.endswith("在") and re.match(r"[^，。；]{0,10}?[中里]?(?:排|居|位|列)", after):
        role = "compared"
    elif _COMPARES.search(before):
        joined = before[-1:] in "与和同"
        role = "topic" if joined and not re.match(r"[^，。；]{0,6}(?:相比|持平|相当)", after) else "compared"
    if role == "topic" and _PARTNERS.search(before):
        clause = re.match(r"[^，。；]{0,24}", text[place.end : place.end + 24])
        foreign = (
            place.name in countries_in_chinese()
            or place.name in _UNIONS
            or bool(_PARTNER_GROUP.match(place.name))
        )
        if (before[-1:] in "对自从向往" and (foreign or (clause and _TRADES.search(clause[0])))) or foreign:
            role = "partner"
    elif (
        role == "topic"
        and re.match(r"(?:和地区)?(?:等)?(?:国|市场)?(?:的)?(?:进出口|出口|进口)", after)
        and place.name in (*_UNIONS, *countries_in_chinese())
        and place.name not in ("香港", "台湾", "澳门")
    ):
        role = "partner"
    if place.name in ("全球", "世界", "海外", "境外") and role == "topic":
        role = "compared"
    return Place(place.name, place.start, place.end, place.level, role, place.this, place.count)


def lists(text: str, places: list[Place]) -> list[list[Place]]:
    """`places` in groups: what 、 and 和 join stands together, and has the role of its first."""
    groups: list[list[Place]] = []
    for place in places:
        if groups and groups[-1][-1].end <= place.start and not place.this and not place.count:
            between = text[groups[-1][-1].end : place.start]
            if between in ("与", "同") and (place.level == "country") != (groups[-1][-1].level == "country"):
                between = ""  # 深圳与日本贸易额
            if between and re.fullmatch(r"\s*(?:[、和与及/]|以及)\s*", between):
                groups[-1].append(place)
                continue
        groups.append([place])
    return groups


@cache
def _names() -> dict[str, Level]:
    names: dict[str, Level] = {}
    for place in chinese_places():
        level = _LEVELS[place.kind]
        if place.name not in _WORDS:
            names.setdefault(place.name, "city" if place.name in _CITY_PROVINCES else level)
        names.setdefault(place.full_name, "city" if place.full_name in _CITY_PROVINCES else level)
    for name in (*countries_in_chinese(), *_UNIONS):
        names.setdefault(name, "country")
    return names


@cache
def _openings() -> dict[str, int]:
    """The first two characters of every name → the length of the longest name that begins with them."""
    found: dict[str, int] = {}
    for name in _names():
        found[name[:2]] = max(len(name), found.get(name[:2], 0))
    return found

"""What surrounds a figure in Chinese prose: its region, period, base period, status, counterpart and subject.

A text is gone through clause by clause. What a clause says before a figure holds for it; else what clauses before it
in the sentence said, else in the paragraph, else title and dateline. `chinese_periods`, `chinese_regions`,
`chinese_statuses` and `chinese_subjects` find the words, this module says how far they reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from indicators.model.period import Period
from indicators.reading import relative_periods as relative
from indicators.reading.chinese_passage import Clause, Figure, Passage
from indicators.reading.chinese_periods import Anchor, PeriodPhrase, find_periods
from indicators.reading.chinese_publication import Publication, publication_of
from indicators.reading.chinese_regions import Place, PlaceFinder, lists
from indicators.reading.chinese_statuses import StatusWord, find_comment, find_status_words
from indicators.reading.chinese_subjects import counted_noun, members, subject_of
from indicators.reading.context import Clue, Context, Document
from indicators.reading.mention import Mention

_ACTUAL = Clue("actual")
_FLOW = re.compile(
    r"产值|GDP|生产总值|销售额|营业额|零售额|交易额|成交额|游客|旅客|产量|销量|产销|累计|完成|实现|进出口|出口|进口|投资|收入|支出|发放|新增|接待|客流|吞吐|成交|营收|利润|增加值|签约|引进|下达|投放|办理|生产|销售|增发|验放|开行|发行"
)
_STOCK = re.compile(
    r"余额|人口|保有|拥有|存量|在册|现有|共有|已有|企业\d|户数|总数|备案|里程|库存|参保|持有|市值|网点|在校|从业|有\S{0,12}(?:家|户)"
)
_YEARLY = re.compile(
    r"同比|按年|较?比?(?:上年|去年)同期|[比较](?:上年|去年)(?!末|底|[一二三四前]|[上下]半)|年[增减](?=[^长加幅])"
)
_STEPWISE = re.compile(r"环比|按月|按季|[比较]上(?:个)?[月季]")
_YEAR_BEFORE = re.compile(r"(?:去年|上年)(?:同期)?")
_FOR_ALL = re.compile(r"[（(]\s*下同\s*[）)]|以下如无[^，。；]{0,8}均为同比")
_RESPECTIVELY = re.compile(r"分别|依次")
_TOWARDS = re.compile(r"调整为|[升降增减扩缩涨跌提下上变]\S{0,3}(?:到|至|为)|[到至]")
_CLAUSE_BOUND = ("投资", "总投资")
_COMPARING = ("growth", "change", "multiple")
_AUTONOMOUS = ("广西", "宁夏", "内蒙古", "新疆", "西藏")
_RANKED_IN = re.compile(
    r"全国口岸|全[国省市区县球州台港]|世界|国内|同类[\u4e00-\u9fff]{0,4}|[\u4e00-\u9fff]{2,4}(?=之首|首位|榜首)"
)
#: Characters of a segment without figures that are looked at for places.
_HEADING = 200
#: Segments in which names of counties are looked for that later stand without 县 and 市.
_LEARNT = 200
#: Characters before a figure that say what kind it is.
_NEAR = 60
_OWN_YEAR = re.compile(r"(?:19|20)\d\d")
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")
_TRADE_GROUP = re.compile(r"(?:对|与|自|从|同)(?P<name>(?:其他|其它)?(?:共建)?[“「『\"]?一带一路[”」』\"]?(?:共建|沿线|合作)?(?:国家和地区|国家|地区)?|RCEP(?:其他|其它)?(?:成员国|成员|贸易伙伴)?)")  # fmt: skip

#: How segments name this language.
_CODE = "zh"


def read_contexts(document: Document) -> Iterator[tuple[Mention, Context]]:
    """What surrounds each mention of the Chinese segments of a document."""
    passages = [Passage(segment) for segment in document.segments if segment.language == _CODE]
    if not any(passage.figures for passage in passages):
        return
    reader = _Reader(passages, document)
    for passage in passages:
        yield from reader.read(passage)


@dataclass(slots=True)
class _Said:
    """A value with the words it was read from."""

    value: str
    passage: Passage
    start: int
    end: int

    def clue(self, *, guessed: bool = False) -> Clue:
        return self.passage.clue(self.value, self.start, self.end, guessed=guessed)


@dataclass(slots=True)
class _Told:
    """A period with the words it was read from."""

    period: Period
    passage: Passage
    start: int
    end: int
    role: str = "main"

    def clue(self, period: Period, *, guessed: bool = False) -> Clue:
        return self.passage.clue(str(period), self.start, self.end, guessed=guessed)


@dataclass(slots=True)
class _Reach:
    """What holds at a place of the text."""

    main: _Told | None = None
    point: _Told | None = None
    steady: _Told | None = None
    far: bool = False
    told_year: int | None = None
    base: Period | str | None = None
    base_words: tuple[Passage, int, int] | None = None
    region: _Said | None = None
    region_far: bool = True
    visits: int = 0
    lead: _Said | None = None
    last_lists: dict[int, list[_Said]] = field(default_factory=dict)
    partner: _Said | None = None
    partner_lists: dict[int, list[_Said]] = field(default_factory=dict)
    status: tuple[StatusWord, Passage] | None = None
    subject: _Said | None = None
    subjects: list[_Said] = field(default_factory=list)
    handed: list[_Said] | None = None
    recent: list[_Said] = field(default_factory=list)


@dataclass(slots=True)
class _Here:
    """What holds within one clause alone.

    `floor` is where its last figure ended, `marks` the words that name a place or a period, `shares` the figures
    that 分别 hands out; `opening` the period that 由上年的… begins with, until 调整为.
    """

    clause: Clause
    floor: int
    shares: dict[int, tuple[int, int]]
    marks: list[tuple[int, int]] = field(default_factory=list)
    local: _Told | None = None
    opening: Period | None = None
    status: StatusWord | None = None


class _Reader:
    """Goes through the passages of one document."""

    def __init__(self, passages: list[Passage], document: Document) -> None:
        self.finder = PlaceFinder(document.known_places)
        self.publication: Publication = publication_of(passages, document.published)
        self.by_level: dict[str, _Said] = {}
        self.yearly_for_all = False
        self.home: _Said | None = None
        self.home_level = ""
        self.title: _Told | None = None
        self.before: _Told | None = None
        self.finder.learn(passage.text for passage in passages[:_LEARNT])
        self._read_head(passages)

    def _anchor(self, reach: _Reach) -> Anchor:
        year = self.publication.title_year if self.publication.is_report or not self.publication.day else None
        told = reach.told_year or (self.title.period.end.year if self.title else None)
        current = reach.main or self.title
        return Anchor(self.publication.day, year, told, current.period if current else None)

    def _read_head(self, passages: list[Passage]) -> None:
        """Where and when a text is of, by its title; else its dateline, else what it names first."""
        title = passages[0]
        for phrase in find_periods(
            title.text,
            0,
            min(len(title.text), 200),
            Anchor(self.publication.day, self.publication.title_year),
        ):
            is_plan = re.search(r"工作报告|计划|规划|草案", title.text) is not None
            is_end = title.text[max(0, phrase.start - 1) : phrase.start] in ("到", "至")
            if phrase.role in ("main", "as-of") and not is_plan and not is_end and len(title.figures) < 4:
                self.title = _Told(phrase.period, title, phrase.start, phrase.end)
                break
        wanted: list[tuple[int, Place, Passage]] = []
        for number, passage in enumerate(passages[:8]):
            for place in _innermost(self.finder.find(passage.text, 0, min(len(passage.text), 300))):
                if (
                    place.this
                    or place.count
                    or place.level in ("country", "")
                    or place.role in ("compared", "partner")
                ):
                    continue
                rank = (
                    0
                    if number == 0 and place.role == "topic"
                    else 1
                    if _stands_in_dateline(passage.text, place)
                    else 2
                    if number == 0
                    else 3
                )
                wanted.append((rank * 10 + number + 5 * (place.role == "office"), place, passage))
        if wanted:
            _, place, passage = min(wanted, key=lambda one: one[0])
            self.home = _Said(passage.printed(place.start, place.end), passage, place.start, place.end)
            self.home_level = place.level

    def read(self, passage: Passage) -> Iterator[tuple[Mention, Context]]:
        """The contexts of a passage's figures."""
        if not passage.figures:
            self._learn_places(passage)
            return
        home = self.by_level.get("site", self.home) if self.home_level == "site" else self.home
        reach = _Reach(region=home, main=self.title or self.before, far=True)
        if passage is self._title_passage():
            reach.main = None
        if self.yearly_for_all:
            reach.base = "yearly"
        part = sentence = 0
        first_main: _Told | None = None
        waiting: list[tuple[Figure, Context]] = []
        for clause in passage.clauses:
            if clause.sentence != sentence:
                self._end_sentence(reach)
            if clause.part != part:
                reach.partner = None
                if reach.main and not reach.far:
                    reach.point = None
            part, sentence = clause.part, clause.sentence
            comment = find_comment(passage.text, clause.start)
            if comment and waiting:
                waiting = [
                    (
                        figure,
                        replace(context, status=passage.clue(comment.status, comment.start, comment.end))
                        if context.status == _ACTUAL
                        else context,
                    )
                    for figure, context in waiting
                ]
            if clause.figures:
                yield from ((figure.mention, context) for figure, context in waiting)
                waiting = []
            waiting += self._read_clause(passage, clause, reach)
            if first_main is None and reach.main and reach.main.passage is passage:
                first_main = reach.main
        yield from ((figure.mention, context) for figure, context in waiting)
        if first_main and passage is not self._title_passage() and not self._is_ahead(first_main.period):
            self.before = first_main

    def _learn_places(self, passage: Passage) -> None:
        """What 全市 may stand for further on, from a segment without figures."""
        for place in self.finder.find(passage.text, 0, min(len(passage.text), _HEADING)):
            if place.role == "topic" and not place.this and not place.count:
                said = passage.printed(place.start, place.end)
                self.by_level[place.level] = _Said(said, passage, place.start, place.end)

    def _end_sentence(self, reach: _Reach) -> None:
        """What does not outlive a sentence: a status, a day, a partner, a place told as one of several."""
        reach.status = None
        reach.point = None
        reach.main = reach.steady or reach.main
        reach.base = "yearly" if self.yearly_for_all else None
        reach.subjects = []
        if reach.lead and (reach.visits > 1 or self._is_aside(reach)):
            reach.region = reach.lead
        reach.visits = 0

    def _is_guess(self, told: _Told) -> bool:
        """Whether a period hangs on a year that nothing but the text tells, somewhere else than in its own words."""
        return self.publication.guessed and not _OWN_YEAR.search(told.passage.text, told.start, told.end)

    def _title_passage(self) -> Passage | None:
        return self.title.passage if self.title else None

    def _is_ahead(self, period: Period) -> bool:
        return self.publication.day is not None and period.start > self.publication.day

    def _is_aside(self, reach: _Reach) -> bool:
        """Whether the region told last was one of several, 其中南沙区, that the next sentence leaves again."""
        said = reach.region
        if said is None:
            return False
        before = said.passage.text[max(0, said.start - 6) : said.start]
        return "其中" in before or "如" in before[-2:]

    def _read_clause(self, passage: Passage, clause: Clause, reach: _Reach) -> list[tuple[Figure, Context]]:
        """The figures of a clause; places, periods and words of status on its way change what holds."""
        text = passage.text
        groups = lists(text, self.finder.find(text, clause.start, clause.end))
        figures = sorted(clause.figures, key=lambda figure: figure.number_start)
        here = _Here(clause, floor=clause.start, shares=_shares(text, clause, figures))
        self._begin(passage, clause, groups, reach, here)
        events: list[tuple[int, int, PeriodPhrase | list[Place] | StatusWord | Figure]] = []
        events += [
            (one.start, 0, one) for one in find_periods(text, clause.start, clause.end, self._anchor(reach))
        ]
        events += [(group[0].start, 1, group) for group in groups]
        events += [(word.start, 2, word) for word in find_status_words(text, clause.start, clause.end)]
        events += [(figure.number_start, 3, figure) for figure in figures]
        made: list[tuple[Figure, Context]] = []
        for _, _, event in sorted(events, key=lambda event: event[:2]):
            if isinstance(event, PeriodPhrase):
                self._take_period(passage, event, reach, here)
            elif isinstance(event, StatusWord):
                _take_status(passage, event, reach, here)
            elif isinstance(event, list):
                if event[0].role != "compared":
                    here.marks.append((event[0].start, event[-1].end))
                self._place(passage, event, reach, clause)
            else:
                if made and here.opening and _TOWARDS.search(text, here.floor, event.number_start):
                    reach.base, here.local, here.opening = here.opening, None, None
                made.append((event, self._context(passage, event, reach, here)))
                here.floor = max(event.end, here.floor)
        return made

    def _begin(
        self, passage: Passage, clause: Clause, groups: list[list[Place]], reach: _Reach, here: _Here
    ) -> None:
        """What a clause as a whole says: 下同, a group of partners, or a place that leaves the partner before."""
        text = passage.text
        around = text[max(0, clause.start - 1) : clause.end + 1]
        if ("下同" in around or "以下" in around) and _FOR_ALL.search(around):
            self.yearly_for_all = True
            reach.base = "yearly"
        group = (
            _TRADE_GROUP.search(text, clause.start, clause.end)
            if "带" in around or "RCEP" in around
            else None
        )
        if group:
            reach.partner = _Said(passage.printed(*group.span("name")), passage, *group.span("name"))
            here.marks.append(group.span())
        elif any(_is_named(one) and not one[0].this for one in groups):
            reach.partner = None
        if reach.lead is None and clause.figures and not any(_is_named(one) for one in groups):
            self._look_ahead(passage, clause, reach)

    def _take_period(self, passage: Passage, phrase: PeriodPhrase, reach: _Reach, here: _Here) -> None:
        here.marks.append((phrase.start, phrase.end))
        told = _Told(phrase.period, passage, phrase.start, phrase.end, phrase.role)
        year = phrase.period.end.year
        words = passage.text[max(0, phrase.start - 1) : phrase.end]
        if phrase.role == "base":
            reach.base = "yearly" if _YEAR_BEFORE.fullmatch(words[1:]) else phrase.period
            reach.base_words = (passage, phrase.start, phrase.end)
            if words[:1] in "与同":
                reach.told_year = year
        elif phrase.role == "clause":
            here.local = told
            here.opening = phrase.period if phrase.opening else here.opening
        elif phrase.role in ("point", "as-of"):
            reach.point, reach.told_year = told, year
        else:
            reach.main, reach.point, reach.far = told, None, False
            if words[:1] not in ("到", "至"):
                reach.told_year, reach.steady = year, told
        told_before = reach.status is not None and reach.status[0].start < here.clause.start
        if told_before and phrase.role in ("main", "point", "as-of") and self._is_past(phrase.period):
            reach.status = None

    def _is_past(self, period: Period) -> bool:
        return self.publication.day is not None and period.end < self.publication.day

    def _place(self, passage: Passage, group: list[Place], reach: _Reach, clause: Clause) -> None:
        """What places that stand together change for the figures behind them."""
        first = group[0]
        said = [_Said(passage.printed(one.start, one.end), passage, one.start, one.end) for one in group]
        whole = _Said(passage.printed(first.start, group[-1].end), passage, first.start, group[-1].end)
        if first.role == "partner":
            reach.partner = whole
            reach.partner_lists[len(group)] = said
        elif first.role == "office" and first.level not in ("", "country"):
            self.by_level.setdefault(first.level, said[0])
        elif first.role == "topic" and first.count:
            _set_region(reach, _several(first, reach, whole))
        elif first.role == "topic" and first.this:
            named = reach.region
            if first.name == "口岸" and named and named.passage is passage and named.start >= clause.start:
                return
            if resolved := self._resolve(first, reach, whole):
                _set_region(reach, resolved)
        elif first.role == "topic" and not (
            first.level == "country" and clause.figures and first.start > clause.start + 4
        ):
            self._name_region(group, reach, said, whole)

    def _name_region(self, group: list[Place], reach: _Reach, said: list[_Said], whole: _Said) -> None:
        """A region that is named, or several that stand together."""
        for one, place in zip(said, group, strict=True):
            self.by_level[place.level] = one
            reach.recent = [*(each for each in reach.recent if each.value != one.value), one][-9:]
        if len(group) > 1:
            reach.last_lists[len(group)] = said
        _set_region(reach, whole)
        if reach.lead and reach.lead.value != whole.value:
            reach.visits += len(group)

    def _look_ahead(self, passage: Passage, clause: Clause, reach: _Reach) -> None:
        """A place that the sentence names only behind its first figure: 围绕6家企业，合肥聚起305家."""
        ends = [
            one.end for one in passage.clauses if one.sentence == clause.sentence and one.start > clause.start
        ]
        if not ends:
            return
        stop = min(max(ends), clause.end + 60)
        for group in lists(passage.text, self.finder.find(passage.text, clause.end, stop)):
            if _is_named(group) and group[0].level != "country":
                self._place(passage, group, reach, clause)
                return

    def _resolve(self, place: Place, reach: _Reach, printed: _Said) -> _Said | None:
        """The place that 全市, 该区, 前者 stands for."""
        word, name = printed.value, place.name
        if name in ("前者", "后者"):
            pair = reach.last_lists.get(2)
            return pair[name == "后者"] if pair else None
        if place.level == "country":
            counts_each = printed.passage.text.startswith("每", place.end)
            return printed if name == "全国" and not counts_each else None
        for char, full in (("港", "香港"), ("澳", "澳门"), ("台", "台湾")):
            if name.endswith(char):
                return replace(printed, value=full)
        if name.startswith(("该", "这")) and place.level in self.by_level:
            return self.by_level[place.level]
        levels = {
            "district": ("district", "county"),
            "county": ("county", "district"),
            "city": ("city",),
            "site": ("site",),
            "province": ("province",),
            "town": ("town",),
        }
        own = levels.get(place.level, (place.level,))
        home = self.home
        if home and (
            self.home_level in own or (place.level == "district" and home.value.startswith(_AUTONOMOUS))
        ):
            return self.by_level.get("site", home) if place.level == "site" else home
        for level in own:
            if level in self.by_level:
                return self.by_level[level]
        if place.level == "site":
            return None
        return replace(printed, value=word)

    def _context(self, passage: Passage, figure: Figure, reach: _Reach, here: _Here) -> Context:
        share = here.shares.get(figure.number_start)
        about = self._about(passage, figure, reach, here, share)
        period, period_clue = self._period(passage, figure, reach, here, about)
        return Context(
            region=self._region(passage, reach, share),
            period=period_clue,
            base_period=self._base(passage, figure, reach, period, here.floor),
            status=self._status(passage, reach, here.status, period, period_clue),
            counterpart=self._counterpart(passage, figure, reach, share),
            about=about,
        )

    def _region(self, passage: Passage, reach: _Reach, share: tuple[int, int] | None) -> Clue | None:
        if (
            share
            and (named := reach.last_lists.get(share[1]))
            and reach.region
            and _within(reach.region, named)
        ):
            return named[share[0]].clue()
        if reach.region is None:
            return None
        return reach.region.clue(guessed=reach.region_far and reach.region.passage is not passage)

    def _period(
        self, passage: Passage, figure: Figure, reach: _Reach, here: _Here, about: Clue | None
    ) -> tuple[Period | None, Clue | None]:
        told = here.local or reach.point or reach.main
        if told is None:
            return None, None
        period = told.period
        if told.role == "point" and told.passage.text[max(0, told.start - 1) : told.start] in ("到", "至"):
            if period.end.month == 12 and _FLOW.search(passage.text, here.clause.start, figure.end):  # fmt: skip
                period = relative.years(period.end.year)
        elif told.role == "as-of":
            near = max(here.clause.start, figure.end - _NEAR)
            words = passage.text[near : figure.end] + (about.value if about else "")
            if _FLOW.search(words) and not _STOCK.search(words):
                period = relative.since_new_year(period.end)
                if period.end.day >= 28 and str(relative.month(period.end.year, period.end.month).end) == str(
                    period.end
                ):
                    period = relative.months(period.end.year, 1, period.end.month)
        return period, told.clue(period, guessed=self._is_guess(told) or (told is reach.main and reach.far))

    def _status(
        self,
        passage: Passage,
        reach: _Reach,
        bound: StatusWord | None,
        period: Period | None,
        clue: Clue | None,
    ) -> Clue:
        if bound:
            return passage.clue(bound.status, bound.start, bound.end)
        if reach.status:
            word, where = reach.status
            return where.clue(word.status, word.start, word.end)
        if period and clue and clue.start is not None and self._is_ahead(period):
            return Clue("target", clue.start, clue.end, guessed=True)
        return _ACTUAL

    def _base(
        self, passage: Passage, figure: Figure, reach: _Reach, period: Period | None, start: int
    ) -> Clue | None:
        """The period that a growth, a change or a multiple is counted from."""
        own = passage.text[start : figure.end]
        base = reach.base
        if stepwise := _STEPWISE.search(own):
            base, reach.base_words = "before", (passage, start + stepwise.start(), start + stepwise.end())
        elif yearly := _YEARLY.search(own):
            base = reach.base = "yearly"
            reach.base_words = (passage, start + yearly.start(), start + yearly.end())
        if figure.mention.measure not in _COMPARING or base is None:
            return None
        if isinstance(base, Period):
            value = base
        elif period is None:
            return None
        else:
            try:
                value = relative.year_before(period) if base == "yearly" else _step_before(period)
            except ValueError:
                return None
        if reach.base_words:
            where, first, last = reach.base_words
            return where.clue(str(value), first, last, guessed=where is not passage)
        return Clue(str(value), guessed=True)

    def _counterpart(
        self, passage: Passage, figure: Figure, reach: _Reach, share: tuple[int, int] | None
    ) -> Clue | None:
        if figure.mention.measure == "rank" or figure.mention.unit.kind == "rank":
            ranked = _RANKED_IN.search(passage.text, max(0, figure.start - 8), figure.end)
            return passage.clue(passage.printed(*ranked.span()), *ranked.span()) if ranked else None
        if figure.mention.measure == "streak":
            ranked = re.compile(r"[居列](全国口岸|全[国省市区球]|世界)").search(
                passage.text, figure.end, figure.end + 12
            )
            return passage.clue(passage.printed(*ranked.span(1)), *ranked.span(1)) if ranked else None
        if reach.partner is None:
            return None
        if share and (named := reach.partner_lists.get(share[1])):
            return named[share[0]].clue()
        return reach.partner.clue()

    def _about(
        self, passage: Passage, figure: Figure, reach: _Reach, here: _Here, share: tuple[int, int] | None
    ) -> Clue | None:
        """What the figure measures: the noun before it, else the one told last; of several, the one that is its own."""
        text = passage.text
        near = max(here.clause.start, figure.start - _NEAR)
        if "产业结构" in text[near : figure.start]:
            shares = (one for one in here.clause.figures[-9:] if near <= one.start < figure.start)
            return Clue(_INDUSTRIES[sum(one.mention.measure == "share" for one in shares) % 3])
        found = None if share and share[0] else self._subject(passage, figure, reach, here)
        if found is not None:
            reach.subject = found
            reach.handed = None
        if share and share[0] == 0:
            reach.handed = _hand_out(reach, share[1], found)
        if share and reach.handed:
            return reach.handed[share[0]].clue()
        if reach.subject is None:
            return None
        if found is not None:
            reach.subjects.append(found)
        return reach.subject.clue(guessed=reach.subject.passage is not passage)

    @staticmethod
    def _subject(passage: Passage, figure: Figure, reach: _Reach, here: _Here) -> _Said | None:
        """The noun that stands before a figure, or in its own words."""
        text = passage.text
        before = reach.subject.value if reach.subject else None
        for start, end in reversed(_pieces(here.floor, figure.start, here.marks)):
            noun, place = subject_of(text[start:end], before)
            if noun:
                first, last = start + place, start + place + len(noun)
                return _Said(
                    passage.printed(first, last) if noun == text[first:last] else noun,
                    passage,
                    first,
                    min(last, end),
                )
        if noun := counted_noun(text[figure.start : figure.end]):
            first = text.rfind(noun, figure.start, figure.end)
            return _Said(passage.printed(first, first + len(noun)), passage, first, first + len(noun))
        return None


def _hand_out(reach: _Reach, count: int, found: _Said | None) -> list[_Said] | None:
    """The subjects of the `count` figures that 分别 tells together; None where they share one."""
    if reach.subject is None:
        return None
    if several := members(reach.subject.value, count):
        return [replace(reach.subject, value=each) for each in several]
    if found is None and len(reach.subjects) >= count and not reach.last_lists.get(count):
        return reach.subjects[-count:]
    return None


def _innermost(places: list[Place]) -> list[Place]:
    """Without those that another one stands right behind: of 临沂市兰山区 the district."""
    followed = {place.start for place in places}
    return [place for place in places if place.end not in followed]


def _set_region(reach: _Reach, said: _Said) -> None:
    reach.region, reach.region_far = said, False
    reach.lead = reach.lead or said


def _several(place: Place, reach: _Reach, printed: _Said) -> _Said:
    """The places that 两市 or 三区 stands for: as many as were named last, else the words themselves."""
    last = reach.region
    if last and last.passage is printed.passage and last.end == place.start:
        return last
    before = reach.recent[-place.count :]
    if len(before) < place.count:
        return printed
    reach.last_lists[place.count] = before
    return replace(printed, value="、".join(one.value for one in before))


def _is_named(group: list[Place]) -> bool:
    """Whether a region is named or meant: no partner, no office."""
    return group[0].role == "topic"


def _step_before(period: Period) -> Period:
    """What month on month compares with: of a month's last day the last day of the month before."""
    if period.months:
        return relative.period_before(period)
    return relative.end_of(relative.period_before(relative.month(period.end.year, period.end.month)))


def _shares(text: str, clause: Clause, figures: list[Figure]) -> dict[int, tuple[int, int]]:
    """The place of each figure among those that 分别 hands out, and how many these are."""
    found = _RESPECTIVELY.search(text, clause.start, clause.end)
    run = [figure for figure in figures if found and figure.number_start >= found.start()]
    if len(run) < 2:
        return {}
    return {figure.number_start: (number, len(run)) for number, figure in enumerate(run)}


def _take_status(passage: Passage, word: StatusWord, reach: _Reach, here: _Here) -> None:
    if word.status == "actual":
        reach.status = here.status = None
    elif passage.text.startswith(_CLAUSE_BOUND, word.end):
        here.status = word
    else:
        reach.status = (word, passage)


def _pieces(start: int, end: int, marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches between `start` and `end` that none of `marks` takes."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(marks):
        if last <= start or first >= end:
            continue
        if first > start:
            found.append((start, first))
        start = max(start, last)
    if end > start:
        found.append((start, end))
    return found


def _within(region: _Said, named: list[_Said]) -> bool:
    """Whether the places `named` are those that hold: the ones of `region`, or that 两市 stands for."""
    return all(one.value in region.value for one in named)


def _stands_in_dateline(text: str, place: Place) -> bool:
    """Whether a place stands in a dateline: 新华社合肥10月21日电."""
    return place.end < 30 and bool(
        re.match(r"\d{1,2}月\d{1,2}日(?:电|讯)|讯|消息|电", text[place.end : place.end + 8])
    )

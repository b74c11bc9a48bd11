"""Words that ask for a code of a closed list, for figures with a partner, or for nothing: targets, 预计, growth, 的.

They are understood beside what they are written in: "growth" finds what is called growth, and all that grew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from indicators.model import Dataset
from indicators.model.code_lists import MEASURES, STATUSES
from indicators.query.search.word_splitting import STOP_WORDS
from indicators.query.text_normalisation import normalise_text


@dataclass(frozen=True)
class Meaning:
    """Words of both languages, each of which asks for figures with this id in the column `kind`."""

    kind: str
    id: str
    words: str


#: What ids a word asks for, where it stands for more than its letters.
MEANINGS: Final = (
    Meaning("status", STATUSES["target"].id, "target targets targeted goal goals objective objectives 目标 指标值"),
    Meaning("status", STATUSES["expected"].id, "expected expectation expectations forecast forecasts projected 预计 预期 预测 有望"),
    Meaning("status", STATUSES["actual"].id, "actual actuals outcome outcomes 实际 实绩"),
    Meaning("measure", MEASURES["growth"].id, "growth 增长 增速 增幅 增长率"),
    Meaning("measure", MEASURES["share"].id, "share shares proportion 占比 比重 份额"),
    Meaning("measure", MEASURES["rank"].id, "rank ranking rankings 排名 位次 名次"),
    Meaning("counterpart", "partner", "partner partners 伙伴 贸易伙伴"),
)  # fmt: skip

#: Words that ask for nothing where others stand beside them: of grammar, of questions, and what every page is about.
FILLER_WORDS: Final = STOP_WORDS | frozenset(
    [
        "about",
        "achieved",
        "all",
        "also",
        "any",
        "are",
        "as",
        "be",
        "been",
        "between",
        "both",
        "can",
        "chart",
        "charts",
        "compare",
        "compared",
        "comparison",
        "could",
        "did",
        "do",
        "does",
        "each",
        "every",
        "everything",
        "find",
        "give",
        "graph",
        "graphs",
        "had",
        "has",
        "have",
        "how",
        "if",
        "into",
        "is",
        "its",
        "list",
        "many",
        "me",
        "met",
        "much",
        "my",
        "not",
        "per",
        "period",
        "periods",
        "place",
        "places",
        "please",
        "reached",
        "region",
        "regions",
        "show",
        "since",
        "statistic",
        "statistics",
        "table",
        "tables",
        "tell",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "until",
        "versus",
        "via",
        "vs",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "why",
        "will",
        "within",
        "would",
        "you",
        "your",
        "在",
        "对",
        "年",
        "年度",
        "按",
        "了",
        "中",
        "里",
        "是",
        "有",
        "由",
        "为",
        "从",
        "到",
        "至",
        "向",
        "比",
        "等",
        "其",
        "各",
        "均",
        "将",
        "已",
        "就",
        "及",
        "以",
        "于",
        "之",
        "吗",
        "呢",
        "多少",
        "哪些",
        "哪个",
        "什么",
        "怎么样",
        "如何",
        "所有",
        "全部",
        "有关",
        "相关",
        "关于",
        "是否",
        "情况",
        "期间",
        "时期",
        "以来",
        "地区",
        "各地",
        "区域",
        "图",
        "图表",
        "对比",
        "比较",
        "查询",
        "分",
        "达到",
        "达成",
        "完成",
    ]
)

#: Words that set what is named beside each other.
COMPARING_WORDS: Final = frozenset(
    ["vs", "versus", "compare", "compared", "comparison", "and", "against", "对比", "比较", "与", "和", "及"]
)
#: Words that ask for nothing beside the name of a plan.
_PLANS_IN_CHINESE: Final = ("规划", "计划")
PLAN_WORDS: Final = frozenset(
    ["plan", "plans", *_PLANS_IN_CHINESE, *(f"五年{plan}" for plan in _PLANS_IN_CHINESE), "时期", "期间"]
)
#: Beside one of these words, ordinals are those of plans.
_BESIDE_ORDINALS: Final = frozenset(("plan", "plans", "fyp", "five", "fiveyear"))
#: How names of plans write a word of a query.
_PLAN_SPELLINGS: Final[Mapping[str, str]] = {
    "fyp": "plan",
    **{
        word: f"{n}{'st' if n == 1 else 'nd' if n == 2 else 'rd' if n == 3 else 'th'}"
        for n, word in enumerate(
            [
                "first",
                "second",
                "third",
                "fourth",
                "fifth",
                "sixth",
                "seventh",
                "eighth",
                "ninth",
                "tenth",
                "eleventh",
                "twelfth",
                "thirteenth",
                "fourteenth",
                "fifteenth",
                "sixteenth",
                "seventeenth",
                "eighteenth",
                "nineteenth",
                "twentieth",
            ],
            start=1,
        )
    },
}


class WordMeanings:
    """The words of `MEANINGS` with the ids that they have in one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        partners = [id for id, record in dataset.counterparts.items() if record.kind == "partner"]
        self._ids: dict[str, dict[str, tuple[str, ...]]] = {}
        for meaning in MEANINGS:
            for word in meaning.words.split():
                ids = tuple(partners) if meaning.kind == "counterpart" else (meaning.id,)
                self._ids[normalise_text(word).compact] = {meaning.kind: ids}

    def __contains__(self, word: object) -> bool:
        return word in self._ids

    def ids_of(self, word: str) -> Mapping[str, tuple[str, ...]]:
        """The ids that `word` asks for, by their columns; none where it is no such word."""
        return self._ids.get(word, {})

    @property
    def words(self) -> Iterable[str]:
        """Every word, as a search compares it."""
        return self._ids


def other_spellings(word: str, words: Iterable[str]) -> tuple[str, ...]:
    """What else `word` of a query may be written as: the fourteenth plan is the 14th."""
    is_plan = word in _PLAN_SPELLINGS and not _BESIDE_ORDINALS.isdisjoint(words)
    return (_PLAN_SPELLINGS[word],) if is_plan else ()

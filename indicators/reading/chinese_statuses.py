"""Whether a Chinese figure is an outcome, a forecast or an aim, by the words before it in its sentence.

力争, 目标 and their like govern what follows until the sentence ends or a word for what is done (实际, 已, 完成)
stands; the last one before the figure wins. A clause of comment behind (这是初步预计) speaks of the one before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = re.compile(
    r"(?P<target>力争|争取|确保|努力|目标|计划(?!单列|生育|免疫)|规划(?!局|院|馆|师|展)|拟(?=[^定人声]|投|新|建|引)|预期目标|要求|旨在|瞄准|锚定|预算(?!收入|支出|执行|内|稳定)|总投资(?=约|为|达)?(?<=计划总投资))"
    r"|(?P<expected>预计|预期(?!目标|寿命|值)|有望|预测(?![数值])|预估|可望|料(?=将|会|为|可|今|明|全|本)|估计|将会?(?=[^，。；\d]{0,12}?(?:达|超|突破|增|新增|建成|实现|形成|投入|提|升|迎|带|创|完成|降|扩|回升|放缓))|望(?=达|突破|超|增))"
    r"|(?P<actual>实际(?!利用|使用|到)|已经?(?=[^，。；]{0,8}(?:达|超|逾|有|完成|实现|建|突|增|是|累|签|拥|形))|同比|去年(?!.{0,3}(?:底|末)?(?:提出|制定))|上年|完成(?!时)|截至|目前|(?<!初步)核算|初步统计)"
)
_COMMENT = re.compile(
    r"(?:这|此|以上|上述|均)(?:是|为|系|数据)[^，。；\d]{0,12}?(?P<word>预计|预测(?![数值])|预估|估计|目标|预期)"
)
_ACTUAL_TOO = re.compile(
    r"(?:超额?|提前|圆满|顺利)?(?:完成|实现|达到|高于|超过|优于)[^，。；]{0,8}(?:目标|预期|计划|预测(?![数值])|规划|预算)"
)


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A word from which on figures are of a status, and where it stands."""

    status: str
    start: int
    end: int


def find_status_words(text: str, start: int, end: int) -> list[StatusWord]:
    """The words of status between two places of a text, in order."""
    found = []
    for match in _WORDS.finditer(text, start, end):
        status = str(match.lastgroup)
        if status == "target" and _met(text, match.start(), match.end()):
            continue
        found.append(StatusWord(status, *match.span()))
    return found


def _met(text: str, start: int, end: int) -> bool:
    """Whether a plan or an aim is one that was fulfilled, or a name: 超额完成年度目标, “十四五”规划."""
    before = text[max(0, start - 12) : end]
    return bool(_ACTUAL_TOO.search(before)) or (text[max(0, start - 1) : start] in "”》" and start > 0)


def find_comment(text: str, start: int) -> StatusWord | None:
    """What the clause that begins at `start` says of the one before it: 这是初步预计."""
    match = _COMMENT.match(text, start)
    if match is None:
        return None
    status = "target" if match["word"] == "目标" else "expected"
    return StatusWord(status, *match.span("word"))

"""Chinese text as the rules of reading want it: simplified characters, no spaces beside Han characters.

Both change letters one for one or drop them, so that every place leads back to the text as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
#: A space that Chinese typesetting puts between Han characters and digits or Latin letters, and "2.1 %".
_SPACING = re.compile(
    rf"(?<=[{_HAN}]) {{1,2}}(?=[0-9A-Za-z+$€£¥-])|(?<=[0-9A-Za-z%‰]) {{1,2}}(?=[{_HAN}%‰])"
    rf"|(?<=[¥€£$]) (?=\d)|(?<=[万亿兆萬億]) (?=[{_HAN}])"
)
#: Traditional characters whose simplified form OpenCC leaves to the context, and printers' variants.
_VARIANTS = {
    "餘": "余",
    "佔": "占",
    "圓": "元",
    "圆": "元",
    "∶": ":",
    "︰": ":",
    "：": ":",
    "％": "%",
    "两": "两",
}


@dataclass(frozen=True, slots=True)
class Script:
    """A text in simplified characters; `places` leads from its characters to those of the text as written."""

    text: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` stand in the text as written."""
        if self.places is None or start >= end:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def simplified(text: str) -> Script:
    """`text` in simplified characters and without the spaces of typesetting.

    >>> simplified("增長 2.1 %").text
    '增长2.1%'
    """
    text = text.translate(_characters())
    if " " not in text:
        return Script(text)
    kept: list[int] = []
    last = 0
    for space in _SPACING.finditer(text):
        kept += range(last, space.start())
        last = space.end()
    if not last:
        return Script(text)
    kept += range(last, len(text))
    return Script("".join(map(text.__getitem__, kept)), tuple(kept))


@cache
def _characters() -> dict[int, str]:
    """Traditional character → simplified one."""
    from opencc import OpenCC

    han = [chr(code) for code in range(0x4E00, 0xA000)]
    plain = str(OpenCC("t2s").convert("\n".join(han))).split("\n")
    table = {ord(a): b for a, b in zip(han, plain, strict=True) if a != b and len(b) == 1}
    return table | {ord(a): b for a, b in _VARIANTS.items()}

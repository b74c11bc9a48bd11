"""Traditional Chinese in the characters, or the characters and words, of the mainland."""

from __future__ import annotations

from functools import cache
from typing import Any


def to_simplified(text: str) -> str:
    """`text` in simplified characters and the mainland's words.

    >>> to_simplified("經濟與港灣的軟體")
    '经济与港湾的软件'
    """
    return str(_load_converter("tw2sp").convert(text))


def simplify_character(char: str) -> str:
    """The simplified form of one character: a character too.

    >>> simplify_character("灣")
    '湾'
    """
    converter = _load_converter("t2s")
    return str(converter.convert(converter.convert(char)))  # 薴 is 苧, and that is 苎


@cache
def _load_converter(conversion: str) -> Any:
    """Taiwan's characters and words (tw2sp), which most texts in traditional Chinese have, or all characters (t2s)."""
    from opencc import OpenCC

    return OpenCC(conversion)

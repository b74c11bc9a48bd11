"""Traditional Chinese as the mainland writes it: 港灣 is 港湾, and Taiwan's 軟體 is 软件.

Knows only characters and words, and nothing of what is searched for.
"""

from __future__ import annotations

from functools import cache
from typing import Any


def simplified(text: str) -> str:
    """`text` in simplified characters and the mainland's words.

    >>> simplified("經濟與港灣")
    '经济与港湾'
    """
    return str(_converter().convert(text))


@cache
def _converter() -> Any:
    """From the characters and words that most texts in traditional Chinese are written in."""
    from opencc import OpenCC

    return OpenCC("tw2sp")

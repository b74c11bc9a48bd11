"""Traditional Chinese as the mainland writes it: 廣州 is 广州, and Taiwan's 軟體 is 软件.

Knows only characters and words, and nothing of what is searched for.
"""

from __future__ import annotations

from functools import cache
from typing import Any


def simplified(text: str) -> str:
    """`text` in simplified characters and the mainland's words.

    >>> simplified("廣州大灣區")
    '广州大湾区'
    """
    return str(_converter().convert(text))


@cache
def _converter() -> Any:
    """From Taiwan's characters and words, which those of Hong Kong are among."""
    from opencc import OpenCC

    return OpenCC("tw2sp")

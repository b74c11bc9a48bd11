"""The address of a page that opens at some words of it: a text fragment, `#:~:text=`, as browsers know it.

https://wicg.github.io/scroll-to-text-fragment/ – where the words do not stand on the page, it opens as ever.
"""

from __future__ import annotations

from urllib.parse import quote

_DIRECTIVE = ":~:"


def add_text_fragment(url: str, words: str, before: str = "", after: str = "") -> str:
    """The address `url` opened at `words`, there where they stand between the words `before` and `after`.

    A fragment that the address has of its own stays; a directive to the browser in it is replaced.
    """
    address, sign, fragment = url.partition("#")
    parts = [
        *([f"{_encode(before)}-"] if before else []),
        _encode(words),
        *([f"-{_encode(after)}"] if after else []),
    ]
    return f"{address}#{fragment.partition(_DIRECTIVE)[0] if sign else ''}{_DIRECTIVE}text={','.join(parts)}"


def _encode(words: str) -> str:
    """Percent-encoded, so that no sign of the words parts them: hyphen, comma and ampersand do in a fragment."""
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")

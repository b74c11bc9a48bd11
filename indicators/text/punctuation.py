"""How parts of a sentence are joined in each language: lists, clauses, labels, brackets. Knows only text."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.model import Language


def listed(parts: Iterable[str], language: Language) -> str:
    """Parts of a list: "28, 33", "28、33"."""
    return (", " if language == "en" else "、").join(parts)


def clauses(parts: Iterable[str], language: Language) -> str:
    """Parts that may hold commas themselves: "a; b", "a；b"."""
    return ("; " if language == "en" else "；").join(parts)


def labelled(label: str, text: str, language: Language) -> str:
    """What follows a label: "Checks: 3", "核对：3"."""
    return f"{label}: {text}" if language == "en" else f"{label}：{text}"


def aside(text: str, note: str, language: Language) -> str:
    """A text with something in brackets: "1/9 (11.1%)", "1/9（11.1%）"."""
    return f"{text} ({note})" if language == "en" else f"{text}（{note}）"

"""Digits, lists and marks as a language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from indicators.i18n.locale import Language
from indicators.i18n.locales import locale_of


def group_digits(number: str, language: Language) -> str:
    """A number written with commas and a point, in the marks of `language`: "5,100.5", "5100.5"."""
    locale = locale_of(language)
    whole, _, parts = number.partition(".")
    is_long = sum(char.isdigit() for char in whole) >= locale.min_grouped_digits
    grouped = whole.replace(",", locale.group_mark if is_long else "")
    return f"{grouped}{locale.decimal_mark}{parts}" if parts else grouped


#: Letters that are written from right to left: Hebrew, Arabic and their neighbours.
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def isolate_direction(name: str) -> str:
    """A name that is written right to left between marks that keep what stands beside it, such as a number, in place.

    The marks are U+2068 and U+2069, which are not seen; any other name stays as it is.
    """
    return f"\u2068{name}\u2069" if _RIGHT_TO_LEFT.search(name) else name


def join_list(parts: Iterable[str], language: Language) -> str:
    """Parts of a list: "28, 33", "28、33"."""
    return locale_of(language).list_separator.join(parts)


def join_clauses(parts: Iterable[str], language: Language) -> str:
    """Parts that may hold commas themselves: "a; b", "a；b"."""
    return locale_of(language).clause_separator.join(parts)


def join_phrases(parts: Iterable[str], language: Language) -> str:
    """The parts of a citation: "The Gazette, Mar 2025", "宪报，2025年3月"."""
    return locale_of(language).phrase_separator.join(parts)


def join_sentences(sentences: Iterable[str], language: Language) -> str:
    """Whole sentences, one after the other."""
    return locale_of(language).sentence_separator.join(sentences)


def add_label(label: str, text: str, language: Language) -> str:
    """What follows a label: "Checks: 3", "核对：3"."""
    return locale_of(language).label_template.format(label, text)


def add_brackets(text: str, note: str, language: Language) -> str:
    """A text with something in brackets: "1/9 (11.1%)", "1/9（11.1%）"."""
    return locale_of(language).bracket_template.format(text, note)


def quote(words: str, language: Language) -> str:
    """Words as they were printed: “over 1 trillion crowns”."""
    return locale_of(language).quote_template.format(words)


def add_translation(printed: str, meaning: str, language: Language) -> str:
    """Printed words and what they mean: “原文” [The words], “The words”（译：原文）."""
    return locale_of(language).translation_template.format(printed, meaning)


def mark_title(title: str, language: Language) -> str:
    """The title of an article in its marks: “Ports of the East”, 《东部港口》."""
    return locale_of(language).title_template.format(title)

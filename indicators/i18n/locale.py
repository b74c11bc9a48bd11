"""What a language does with numbers, dates, lists and marks: one `Locale` each, nothing but data.

Words are not here but in the catalogue of the language; the modules that write numbers, periods and
sentences ask the locale and know no language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import babel
from babel.numbers import get_decimal_symbol, get_group_symbol

#: The id of a locale: what addresses, choices and caches hold.
Language: TypeAlias = str


@dataclass(frozen=True, kw_only=True)
class Locale:
    """A language of the site. Templates are filled in order; date patterns are those of Unicode CLDR."""

    id: Language
    """What addresses ask for: `?lang=en`."""
    name: str
    """What it calls itself."""
    english_name: str
    """What the command line and the documentation call it."""
    tag: str
    """BCP 47, for browsers and screen readers."""
    babel: babel.Locale
    """Its place in the CLDR; also the folder of its catalogue."""
    text_language: Language
    """The language of the dataset whose texts it shows: its own, or the one to fall back to."""

    own_letters: re.Pattern[str] | None = None
    """Letters that tell it from the other languages of the dataset."""

    number_scale: tuple[tuple[float, str], ...]
    """The steps it counts large numbers in, largest first, and the word after the number."""
    min_grouped_digits: int
    """How many digits a whole number must have for them to be grouped."""
    has_measure_words: bool = False
    """Whether what is counted takes a measure word, so that its unit is no noun."""
    unit_space: str
    """What stands between a number and its unit."""
    percent_space: str
    """What stands between a number and its sign of percent."""
    rate_template: str
    """A unit and what there is so much of it for, one of."""
    repeats_percent: bool
    """Whether both ends of a range have the sign of percent."""
    range_dash: str
    """What stands between the ends of a range above zero, which then share their word; empty: words say it."""

    year_pattern: str
    month_pattern: str
    day_pattern: str
    year_range: tuple[str, str]
    """Patterns of the first and the last year of a span, its dash with one of them."""
    month_range: tuple[str, str]
    """Patterns of the first and the last month of a span within one year."""
    date_range: str
    """Template of every other span: its first and its last date."""

    list_separator: str
    """Between the parts of a list."""
    id_separator: str
    """Between the ids that a sentence lists."""
    clause_separator: str
    """Between parts that may hold commas themselves."""
    phrase_separator: str
    """Between the parts of a citation."""
    sentence_separator: str
    label_template: str
    """A label and what follows it."""
    bracket_template: str
    """A text and what stands in brackets after it."""
    quote_template: str
    """Words as they were printed."""
    title_template: str
    """The title of an article."""
    translation_template: str
    """Printed words and what they mean in this language."""
    written_language: tuple[str, str] = ("", "")
    """How the name of a language ends, and how it does where what is written in it is meant."""

    @property
    def has_own_texts(self) -> bool:
        """Whether the dataset is written in this language."""
        return self.text_language == self.id

    def name_written_language(self, tag: str) -> str:
        """The language `tag` of printed words as this language calls it: "German", "德文"."""
        name: str = self.babel.languages.get(tag.split("-")[0].lower(), tag)
        ending, written = self.written_language
        return name.removesuffix(ending) + written if ending and name.endswith(ending) else name

    @cached_property
    def decimal_mark(self) -> str:
        """Between the whole and the parts of a number."""
        return get_decimal_symbol(self.babel)

    @cached_property
    def group_mark(self) -> str:
        """Between groups of digits."""
        return get_group_symbol(self.babel)

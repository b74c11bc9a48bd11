"""Messages of the product in the reader's language, from gettext catalogues read with Babel.

English is written in the code; `locale/<locale>/LC_MESSAGES/indicators.po` holds the rest.
Sessions are threads, so nothing is installed globally: ask for a `Messages` and use it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from babel import Locale
from babel.messages.pofile import read_po

from indicators.paths import LOCALE_FOLDER

#: The languages of the site; every text of the dataset is in both.
Language = Literal["en", "zh"]
LANGUAGE_NAMES: Final[dict[Language, str]] = {"en": "English", "zh": "简体中文"}
BABEL_LOCALES: Final[dict[Language, Locale]] = {"en": Locale("en", "GB"), "zh": Locale("zh", script="Hans")}
_DOMAIN = "indicators"


@dataclass(frozen=True)
class Messages:
    """Call it with an English message to get it in `language`; values fill its {names}."""

    language: Language
    catalogue: dict[str, str | tuple[str, ...]] = field(repr=False, hash=False)

    def __call__(self, message: str, /, **values: object) -> str:
        """`message` in this language, its {names} filled with `values`."""
        found = self.catalogue.get(message, message)
        text = found if isinstance(found, str) else found[0]
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """`one` or `many`, as `n` asks for; {n} is filled with `n` as `count` writes it."""
        found = self.catalogue.get(one)
        forms = found if isinstance(found, tuple) else (one, many)
        return forms[0 if n == 1 or len(forms) == 1 else 1].format(n=self.count(n), **values)

    def count(self, n: int) -> str:
        """A whole number as this language groups it: "1,234", "1234条"."""
        return group_digits(f"{n:,}", self.language)


def group_digits(number: str, language: Language) -> str:
    """A number with its commas; in Chinese, four digits stand without: "5100", "12,345"."""
    digits = sum(char.isdigit() for char in number.partition(".")[0])
    return number.replace(",", "") if language == "zh" and digits <= 4 else number


def gettext_noop(message: str) -> str:
    """Mark a message that stands in a table, to be extracted now and translated where it is shown."""
    return message


@cache
def load_messages(language: Language) -> Messages:
    """The messages in `language`; English where a translation is missing."""
    if language == "en":
        return Messages(language, {})
    path = LOCALE_FOLDER / str(BABEL_LOCALES[language]) / "LC_MESSAGES" / f"{_DOMAIN}.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=str(BABEL_LOCALES[language]))
    entries: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        if isinstance(message.id, tuple) and any(message.string):
            entries[message.id[0]] = tuple(form for form in message.string if form)
        elif isinstance(message.id, str) and message.id and message.string:
            entries[message.id] = str(message.string)
    return Messages(language, entries)


def join_list(parts: Iterable[str], language: Language) -> str:
    """Parts of a list: "28, 33", "28、33"."""
    return (", " if language == "en" else "、").join(parts)


def join_clauses(parts: Iterable[str], language: Language) -> str:
    """Parts that may hold commas themselves: "a; b", "a；b"."""
    return ("; " if language == "en" else "；").join(parts)


def add_label(label: str, text: str, language: Language) -> str:
    """What follows a label: "Checks: 3", "核对：3"."""
    return f"{label}: {text}" if language == "en" else f"{label}：{text}"


def add_brackets(text: str, note: str, language: Language) -> str:
    """A text with something in brackets: "1/9 (11.1%)", "1/9（11.1%）"."""
    return f"{text} ({note})" if language == "en" else f"{text}（{note}）"

"""Messages of the product in the reader's language, from gettext catalogues read with Babel.

English is written in the code; `locale/<locale>/LC_MESSAGES/indicators.po` holds the rest.
Sessions are threads, so nothing is installed globally: ask for a `Messages` and use it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from gettext import c2py
from typing import Final

from babel.messages.pofile import read_po

from indicators.i18n.english import ENGLISH
from indicators.i18n.locale import Language, Locale
from indicators.i18n.locales import locale_of
from indicators.i18n.punctuation import group_digits
from indicators.paths import LOCALE_FOLDER

_DOMAIN: Final = "indicators"
#: gettext's expression for the forms that the code is written in: one, and any other number.
_ENGLISH_PLURALS: Final = "n != 1"


@dataclass(frozen=True)
class Messages:
    """Call it with an English message to get it in `language`; values fill its {names}."""

    language: Language
    catalogue: dict[str, str | tuple[str, ...]] = field(repr=False, hash=False)
    plural_form: Callable[[int], int] = field(default=c2py(_ENGLISH_PLURALS), repr=False, compare=False)

    @property
    def locale(self) -> Locale:
        """What the language does with numbers, dates, lists and marks."""
        return locale_of(self.language)

    def __call__(self, message: str, /, **values: object) -> str:
        """`message` in this language, its {names} filled with `values`."""
        found = self.catalogue.get(message, message)
        text = found if isinstance(found, str) else found[0]
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """`one` or `many`, as `n` asks for; {n} is filled with `n` as `format_count` writes it."""
        found = self.catalogue.get(one)
        if isinstance(found, tuple):
            form = found[min(self.plural_form(abs(n)), len(found) - 1)]
        else:
            form = one if n == 1 else many
        return form.format(n=self.format_count(n), **values)

    def format_count(self, n: int) -> str:
        """A whole number as this language groups it: "1,234", "1234条"."""
        return group_digits(f"{n:,}", self.language)


def gettext_noop(message: str) -> str:
    """Mark a message that stands in a table, to be extracted now and translated where it is shown."""
    return message


@cache
def load_messages(language: Language) -> Messages:
    """The messages in `language`; English where a translation is missing."""
    if language == ENGLISH.id:
        return Messages(language, {})
    folder = str(locale_of(language).babel)
    with (LOCALE_FOLDER / folder / "LC_MESSAGES" / f"{_DOMAIN}.po").open("rb") as file:
        catalogue = read_po(file, locale=folder)
    entries: dict[str, str | tuple[str, ...]] = {}
    for message in catalogue:
        if isinstance(message.id, tuple) and any(message.string):
            entries[message.id[0]] = tuple(form for form in message.string if form)
        elif isinstance(message.id, str) and message.id and message.string:
            entries[message.id] = str(message.string)
    return Messages(language, entries, c2py(catalogue.plural_expr))

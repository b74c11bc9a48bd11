"""The languages of the site. A further one is a module, an entry here and a catalogue in `locale/`."""

from __future__ import annotations

from typing import Final

from indicators.i18n.chinese import CHINESE
from indicators.i18n.english import ENGLISH
from indicators.i18n.locale import Language, Locale

#: In the order readers are offered them; the first is for whoever asks for none of them.
LOCALES: Final[tuple[Locale, ...]] = (ENGLISH, CHINESE)
LANGUAGES: Final[tuple[Language, ...]] = tuple(locale.id for locale in LOCALES)
DEFAULT_LANGUAGE: Final[Language] = LANGUAGES[0]
#: Those the dataset is written in, each with columns of its own.
TEXT_LOCALES: Final[tuple[Locale, ...]] = tuple(locale for locale in LOCALES if locale.has_own_texts)
_LOCALES_BY_ID: Final = {locale.id: locale for locale in LOCALES}


def locale_of(language: Language) -> Locale:
    """The locale with the id `language`; KeyError when there is none."""
    return _LOCALES_BY_ID[language]

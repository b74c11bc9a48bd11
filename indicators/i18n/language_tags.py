"""Language tags of BCP 47: whether a text is one as it is usually written, and which one was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import babel
from babel.core import get_global

from indicators.i18n.letters import find_nearest
from indicators.i18n.locale import Language
from indicators.i18n.locales import LOCALES, TEXT_LOCALES

#: RFC 5646, 2.1, in the letters of its 2.1.1: en, de-AT, zh-Hant-HK, sl-rozaj, en-u-ca-buddhist, x-ours.
#: No language has the four to eight letters that it keeps for later.
LANGUAGE_TAG_PATTERN: Final = (
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+"
    r"|en-GB-oed|sgn-(?:BE-FR|BE-NL|CH-DE)"
    r"|i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)"
)
_TAG: Final = re.compile(LANGUAGE_TAG_PATTERN)
_ENGLISH: Final = babel.Locale("en")


def check_language_tag(text: str) -> str:
    """`text` when it is a tag, written as is usual; else ValueError names the one that may be meant."""
    if _is_tag(text):
        return text
    meant = _find_meant(text)
    hint = f"; did you mean {meant!r}?" if meant else ""
    raise ValueError(f"expected a language tag of BCP 47, such as en, zh-Hans or de; found {text!r}{hint}")


def tag_of(language: str) -> str:
    """The tag for browsers of a text in `language`: of a language of the site the one that its pages have."""
    return next((locale.tag for locale in LOCALES if locale.id == language), language)


def _is_tag(text: str) -> bool:
    """Whether it is well-formed, and its language, where that has two letters, one of ISO 639."""
    language = text.partition("-")[0]
    return bool(_TAG.fullmatch(text)) and (len(language) != 2 or language in _two_letter_languages())


def _two_letter_languages() -> set[str]:
    return {code for code in (*_ENGLISH.languages, *get_global("language_aliases")) if len(code) == 2}


def _find_meant(text: str) -> str | None:
    """The tag in its usual letters, the one of a language so called, or the one most spoken in a country."""
    written = _usual_case(text.strip().replace("_", "-"))
    if _is_tag(written):
        return written
    if likely := get_global("likely_subtags").get(f"und_{text.upper()}"):
        return str(likely).partition("_")[0]
    names = dict(_names_of_languages())
    name = find_nearest(text, names)
    return names[name] if name else None


def _usual_case(text: str) -> str:
    """RFC 5646, 2.1.1: regions in capitals, scripts with one, all else and what follows a single letter small."""
    parts = text.lower().split("-")
    for place, part in enumerate(parts[1:], 1):
        if len(parts[place - 1]) == 1:
            break
        parts[place] = part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part
    return "-".join(parts)


def _names_of_languages() -> Iterator[tuple[str, Language]]:
    """What each language of the CLDR is called, in those of the dataset, and its tag."""
    for locale in TEXT_LOCALES:
        for code, name in locale.babel.languages.items():
            yield name.casefold(), code.replace("_", "-")

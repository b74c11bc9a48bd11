"""Which language of the site a reader gets who has not chosen one, and which one a text is in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from babel import negotiate_locale

from indicators.i18n.locale import Language
from indicators.i18n.locales import DEFAULT_LANGUAGE, LANGUAGES, TEXT_LOCALES

#: A language, and what is told of it behind hyphens.
_TAG: Final = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
_WEIGHT: Final = re.compile(r"q=([01](?:\.[0-9]{0,3})?)")
#: Below every weight of three digits: of a tag whose own weight cannot be read, the last to be tried.
_LEAST_WEIGHT: Final = 0.0001


def parse_accept_language(header: str) -> list[str]:
    """The tags of an Accept-Language header, the best liked first; those of weight 0 are refused, by * too."""
    weights: dict[str, float] = {}
    for offer in header.split(","):
        tag, _, parameter = offer.partition(";")
        weight = _WEIGHT.fullmatch("".join(parameter.split()).lower())
        weights[tag.strip()] = float(weight[1]) if weight else _LEAST_WEIGHT if parameter else 1.0
    accepted = sorted(
        (tag for tag, weight in weights.items() if tag and weight), key=lambda tag: -weights[tag]
    )
    refused = {find_language(tag) for tag, weight in weights.items() if tag and not weight}
    if "*" not in accepted or not any(refused):
        return accepted
    others = [language for language in LANGUAGES if language not in refused]
    return [one for tag in accepted for one in (others if tag == "*" else [tag])]


def find_language(tag: str) -> Language | None:
    """The language of the site that a tag asks for, in whatever letters and with whatever script and region."""
    language = tag.replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES and _TAG.fullmatch(tag) else None


def negotiate_language(liked: Iterable[str]) -> Language:
    """The language for a reader who likes these BCP 47 tags, the best first; the default when none is here."""
    found = negotiate_locale(liked, LANGUAGES, sep="-")
    return found.lower() if found else DEFAULT_LANGUAGE


def guess_language(text: str) -> Language:
    """The language of the dataset that a text of it is in, by its letters."""
    own = (locale.id for locale in TEXT_LOCALES if locale.own_letters and locale.own_letters.search(text))
    return next(own, DEFAULT_LANGUAGE)

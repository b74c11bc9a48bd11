"""Which language of the site a reader gets who has not chosen one, and which one a text is in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from babel import negotiate_locale

from indicators.i18n.locale import Language
from indicators.i18n.locales import DEFAULT_LANGUAGE, LANGUAGES, TEXT_LOCALES

_WEIGHT: Final = re.compile(r"q=([01](?:\.[0-9]{0,3})?)")
#: Below every weight of three digits: of a tag whose own weight cannot be read, the last to be tried.
_LEAST_WEIGHT: Final = 0.0001


def parse_accept_language(header: str) -> list[str]:
    """The tags of an Accept-Language header, the best liked first; those of weight 0 are refused."""
    weights: dict[str, float] = {}
    for offer in header.split(","):
        tag, _, parameter = offer.partition(";")
        weight = _WEIGHT.fullmatch("".join(parameter.split()).lower())
        weights[tag.strip()] = float(weight[1]) if weight else _LEAST_WEIGHT if parameter else 1.0
    accepted = (tag for tag, weight in weights.items() if tag and weight)
    return sorted(accepted, key=lambda tag: -weights[tag])


def negotiate_language(liked: Iterable[str]) -> Language:
    """The language for a reader who likes these BCP 47 tags, the best first; the default when none is here."""
    found = negotiate_locale(liked, LANGUAGES, sep="-")
    return found.lower() if found else DEFAULT_LANGUAGE


def guess_language(text: str) -> Language:
    """The language of the dataset that a text of it is in, by its letters."""
    own = (locale.id for locale in TEXT_LOCALES if locale.own_letters and locale.own_letters.search(text))
    return next(own, DEFAULT_LANGUAGE)

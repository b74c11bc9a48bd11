"""Why a text has no claims, or none that is found, in a sentence for its writer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from indicators.i18n import gettext_noop
from indicators.reading.claims.claim import Claim
from indicators.reading.other_languages import guess_other_language

#: Characters of a draft: a book of them is no draft, and checking it would take minutes.
MAX_DRAFT_CHARACTERS: Final = 400_000
_TAG: Final = re.compile(
    r"<(?:!doctype|html|head|body|div|p|span|table|tr|td|ul|li|script|a\s)[^>]{0,200}>", re.IGNORECASE
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")

_EMPTY: Final = gettext_noop("The text is empty.")
_BINARY: Final = gettext_noop("This is no text: it has characters that none has.")
_MARKUP: Final = gettext_noop(
    "The text is HTML, and what its tags hold is read too: paste what a reader sees."
)
_NUMBERS: Final = gettext_noop("The text has numbers only: nothing says what they are of.")
_OTHER: Final = gettext_noop("The text seems to be in {language}; only English and Chinese are read.")
_NONE: Final = gettext_noop("The text states no figure.")
_UNFOUND: Final = gettext_noop("The dataset has none of these figures.")


def remark_on(text: str, claims: Sequence[Claim]) -> tuple[str, dict[str, str]] | None:
    """A message on a text and what fills it; None where there is nothing to remark."""
    if not text.strip():
        return _EMPTY, {}
    if _CONTROL.search(text):
        return _BINARY, {}
    if _TAG.search(text):
        return _MARKUP, {}
    if not _LETTER.search(text):
        return _NUMBERS, {}
    if language := guess_other_language(text):
        return _OTHER, {"language": language}
    if not claims:
        return _NONE, {}
    return (_UNFOUND, {}) if all(not one.observations for one in claims) else None

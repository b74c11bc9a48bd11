"""Languages: what each does with numbers, dates, lists and marks, and the messages of the product in it."""

from __future__ import annotations

from indicators.i18n.language_tags import LANGUAGE_TAG_PATTERN, check_language_tag, tag_of
from indicators.i18n.locale import Language, Locale
from indicators.i18n.locales import DEFAULT_LANGUAGE, LANGUAGES, LOCALES, TEXT_LOCALES, locale_of
from indicators.i18n.messages import Messages, gettext_noop, load_messages
from indicators.i18n.negotiation import (
    find_language,
    guess_language,
    negotiate_language,
    parse_accept_language,
)
from indicators.i18n.punctuation import (
    add_brackets,
    add_label,
    add_translation,
    group_digits,
    isolate_direction,
    join_clauses,
    join_list,
    join_phrases,
    join_sentences,
    mark_title,
    quote,
)

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "LANGUAGE_TAG_PATTERN",
    "LOCALES",
    "TEXT_LOCALES",
    "Language",
    "Locale",
    "Messages",
    "add_brackets",
    "add_label",
    "add_translation",
    "check_language_tag",
    "find_language",
    "gettext_noop",
    "group_digits",
    "guess_language",
    "isolate_direction",
    "join_clauses",
    "join_list",
    "join_phrases",
    "join_sentences",
    "load_messages",
    "locale_of",
    "mark_title",
    "negotiate_language",
    "parse_accept_language",
    "quote",
    "tag_of",
]

"""What the figures of a text are, for programs: read, known by the ids of the dataset that is served, and checked.

Nothing of a text outlives its answer: no cache keeps its words.
"""

from __future__ import annotations

from typing import Any, Final

from indicators.i18n import DEFAULT_LANGUAGE, Language
from indicators.query import Catalogue
from indicators.reading import LANGUAGES, read, read_context
from indicators.reading.claims import claim_record, factcheck, forget_texts
from indicators.reading.drafting import drafter_of
from indicators.reading.mention_report import mention_record
from indicators.reading.other_languages import guess_other_language

#: The languages that a text may be said to be in; auto finds out line by line.
TEXT_LANGUAGES: Final = ("auto", *(each.code for each in LANGUAGES))


def read_answer(catalogue: Catalogue, text: str, language: str = "auto") -> dict[str, Any]:
    """Every figure that `text` states, in reading order, and the numbers that no rule reads.

    Offsets count characters. `note` says in a sentence why nothing, or not all, could be read; else it is None.
    """
    drafter = drafter_of(catalogue)
    try:
        reading = read(text, language)
        contexts = read_context(text, reading, language, known_places=drafter.place_names)
        drafts = drafter.draft_mentions(text, reading, contexts)
        units = tuple(catalogue.dataset.units.values())
        figures = [
            {"start": mention.start, "end": mention.end} | mention_record(mention, units, context, draft.ids)
            for mention, context, draft in zip(reading.mentions, contexts, drafts, strict=True)
        ]
        unread = [
            {"start": one.start, "end": one.end, "line": one.line, "printed": one.text}
            for one in reading.excused
            if one.reason == "unread"
        ]
    finally:
        drafter.forget_texts()
    return {"figures": figures, "unread": unread, "note": _explain(text, found=bool(figures))}


def factcheck_answer(
    catalogue: Catalogue, text: str, language: str = "auto", lang: Language = DEFAULT_LANGUAGE
) -> dict[str, Any]:
    """Every figure that `text` states, with what the dataset says of it, in sentences in the language `lang`."""
    try:
        claims = [
            claim_record(claim, lang) for claim in factcheck(text, language=language, catalogue=catalogue)
        ]
    finally:
        forget_texts(catalogue)
    return {"claims": claims, "note": _explain(text, found=bool(claims))}


def _explain(text: str, *, found: bool) -> str | None:
    """Why there may be less than the writer expects."""
    if other := guess_other_language(text):
        languages = " and ".join(each.name for each in LANGUAGES)
        return f"the text seems to be in {other}; only {languages} are read"
    return None if found else "the text states no figure"

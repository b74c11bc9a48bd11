"""The words around a figure that are its own, where words behind the figure before it or a yardstick stand among them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from indicators.reading.claims.draft_mentions import DraftMention
from indicators.reading.drafting.surroundings import Surroundings, has_words

#: What parts the words behind one figure from those before the next.
_PART: Final = re.compile(r"[、，；,;]|\band\b|\bwhile\b|\bor\b|[和及与與]")
#: What ends a clause: no word before it is of a figure behind, whatever that one follows.
_CLAUSE_END: Final = re.compile(r"[;；]")
#: What a line calls the number behind it: "Registered entities: 40".
_LABEL: Final = re.compile(r"([^\s\d:：][^:：\n.。;；]{2,80})[:：]\s*$")
#: Words that say behind a figure what it is of: 100亿元的天使母基金, 51 percent of its high-tech enterprises.
_OF_BEHIND: Final = re.compile(r"的\w|\s+of\s+(?:the\s+|its\s+|all\s+)?\w")
#: Words that say in which field a place is held.
_FIELD: Final = re.compile(
    r"^(?:the\s+)?(?:cit(?:y|ies)|provinces?|nation(?:ally|wide)?|country|world(?:wide)?|place|全国|全省|全球|位|排名)$",
    re.IGNORECASE,
)


def clear_surroundings(found: DraftMention) -> Surroundings:
    """The surroundings of a mention without what is another figure's."""
    around, mention = found.around, found.mention
    about = around.about
    if mention.measure in ("rank", "streak") and _FIELD.match(about.strip()):
        about = ""
    is_first = around.head.endswith(around.before) if around.before else not around.head
    before = around.before
    ends = [match.end() for match in _CLAUSE_END.finditer(before)]
    if not is_first and ends and has_words(around.after):
        about = "" if about in before[: ends[-1]] else about
        before = before[ends[-1] :]
    if label := _LABEL.search(before):
        about = label[1]
    is_told_behind = bool(_OF_BEHIND.match(around.after)) and (
        not around.own.isascii() or mention.measure in ("share", "ratio") or mention.unit.kind == "money"
    )
    if is_told_behind and has_words(around.after):
        about = ""
    if not is_first and (part := _PART.search(before)):
        rest = before[part.end() :]
        if has_words(rest) or is_told_behind or has_words(around.after.strip()):
            before = rest
            about = "" if about and about in around.before[: part.end()] else about
    head = around.head
    if is_told_behind:
        before = _last_part(before) if not around.own.isascii() else before
        before = "" if not is_first and before.lstrip().startswith("of ") else before
        head = head if is_first else ""
    return replace(around, about=about, before=before, head=head)


def _last_part(words: str) -> str:
    """What stands behind the last mark of a clause."""
    parts = [match.end() for match in re.finditer(r"[、，；,;]", words)]
    return words[parts[-1] :] if parts else words

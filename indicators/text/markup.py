"""HTML in which no text of the data can stand unescaped.

A piece of HTML is `Markup`, a text is `str`. `Markup` comes of templates, which are written out in the
code and never made of data: a text in one is escaped, a piece of HTML stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup, escape

# What is a word of no language: a code, such as that of a hedge, and an id.
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_ID = re.compile(r"[a-z0-9]+([-.][a-z0-9-]+)+")
_SPECIAL = re.compile("[&<>\"']")
#: No HTML at all.
NOTHING = Markup()


def fill_template(template: str, **parts: object) -> Markup:
    """`template` with every part in its place: HTML as it is, all else as text, escaped."""
    for name, part in parts.items():
        # A page has hundreds of pieces, and most texts hold nothing to escape: looking costs a third of escaping.
        if not isinstance(part, Markup) and (not isinstance(part, str) or _SPECIAL.search(part)):
            parts[name] = escape(part)
    return Markup(template.format_map(parts))  # noqa: S704 - every part is escaped here


def join_html(parts: Iterable[Markup]) -> Markup:
    """Pieces of HTML one after the other."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))  # noqa: S704 - every part is escaped here


def facts_html(pairs: Sequence[tuple[str, str | Mapping[str, str]]]) -> Markup:
    """A list of terms and what they are; empty ones are left out.

    What is told in several languages is a text by the tag of each, that of the page first.
    """
    items = join_html(
        fill_template(
            "<dt{term_attribute}>{term}</dt><dd{text_attribute}>{text}</dd>",
            term_attribute=_untranslated_attribute(_CODE, term),
            term=term,
            text_attribute=_untranslated_attribute(_ID, text),
            text=_fact_html(text),
        )
        for term, text in pairs
        if text
    )
    return fill_template('<dl class="ri-facts">{items}</dl>', items=items)


def _fact_html(text: str | Mapping[str, str]) -> Markup:
    if isinstance(text, str):
        return escape(text)
    first, *others = text.items()
    return join_html(
        (
            escape(first[1]),
            *(
                fill_template(' · <span lang="{tag}">{other}</span>', tag=tag, other=other)
                for tag, other in others
            ),
        )
    )


def _untranslated_attribute(pattern: re.Pattern[str], text: str | Mapping[str, str]) -> Markup:
    """Tell translators and screen readers that an id or a code is a word of no language."""
    is_word = isinstance(text, str) and pattern.fullmatch(text)
    return Markup(' translate="no"') if is_word else NOTHING

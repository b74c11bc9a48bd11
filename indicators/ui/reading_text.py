"""The text of an article with every number marked: what it is, and which one is at the cursor.

A mark is told by its underline and by a sign behind it, never by colour alone; its title says what it is, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from indicators import text
from indicators.curation.reading_desk import MARK_KINDS, Mark, MarkId, MarkKind, ReadingDesk
from indicators.i18n import guess_language, tag_of
from indicators.reading.reason_labels import REASON_LABELS
from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.ui.markup import show_html, show_template
from indicators.ui.session import Page
from indicators.yamlfile.lines import line_starts

_KINDS: Final = {kind.id: kind for kind in MARK_KINDS}
_LINE_TEMPLATE: Final = '<p><span class="ri-line">{number}</span>{parts}</p>'
_MARK_TEMPLATE: Final = '<mark class="ri-mark ri-{kind}" title="{title}"{draft}{current}>{words}</mark>'
_LINK_TEMPLATE: Final = '<a href="/f/{id}?lang={lang}" data-figure="{id}" aria-label="{name}">{words}</a>'


def show_article(page: Page, desk: ReadingDesk) -> None:
    """The article, marked, in a box of its own, and what the marks mean."""
    starts = list(line_starts(desk.text))
    marks = desk.marks
    show_template(
        '<div class="ri-article ri-reading" lang="{lang}" tabindex="0" role="region" aria-label="{label}">{lines}</div>',
        lang=tag_of(guess_language(desk.text)),
        label=page.say("The article"),
        lines=join_html(_lines_html(page, desk, starts, marks)),
    )
    _show_legend(page, marks)


def _lines_html(page: Page, desk: ReadingDesk, starts: list[int], marks: list[Mark]) -> Iterator[Markup]:
    index = 0
    for number, (start, stop) in enumerate(zip(starts, [*starts[1:], len(desk.text)], strict=True), 1):
        parts: list[Markup] = []
        end = start
        while index < len(marks) and marks[index].start < stop:
            mark = marks[index]
            parts += (_words_html(desk.text[end : mark.start]), _mark_html(page, desk, mark))
            end, index = mark.end, index + 1
        parts.append(_words_html(desk.text[end:stop]))
        if desk.text[start:stop].strip():
            yield fill_template(_LINE_TEMPLATE, number=number, parts=join_html(parts))


def _words_html(words: str) -> Markup:
    return fill_template("{words}", words=words) if words else NOTHING


def _mark_html(page: Page, desk: ReadingDesk, mark: Mark) -> Markup:
    words: str | Markup = desk.text[mark.start : mark.end]
    title = page.say(REASON_LABELS[mark.reason] if mark.reason else _KINDS[mark.kind].label)
    draft = current = NOTHING
    if mark.index is not None:
        draft = fill_template(' data-draft="{index}"', index=mark.index)
        current = Markup(' aria-current="true"') if mark.index == desk.cursor else NOTHING
        title = _describe(page, desk, mark.index, mark.kind, title)
        if mark.kind == "known":
            id = desk.drafts[mark.index].known_ids[0]
            words = fill_template(
                _LINK_TEMPLATE, id=id, lang=page.language, name=f"{words} – {title}", words=words
            )
    return fill_template(
        _MARK_TEMPLATE, kind=mark.kind, title=title, draft=draft, current=current, words=words
    )


def _describe(page: Page, desk: ReadingDesk, index: int, kind: MarkId, title: str) -> str:
    draft = desk.drafts[index]
    if kind == "excused":
        return draft.excuse or page.say("no figure: so you decided")
    name = text.record_label(page.dataset, "indicators", draft.indicator.value, page.language)
    return text.add_label(title, name or draft.indicator.value or "", page.language)


def _show_legend(page: Page, marks: list[Mark]) -> None:
    there = {mark.kind for mark in marks}
    show_html(
        fill_template(
            '<div class="ri-meta ri-legend">{entries}</div>',
            entries=join_html(_legend_entry(page, kind) for kind in MARK_KINDS if kind.id in there),
        )
    )


def _legend_entry(page: Page, kind: MarkKind) -> Markup:
    return fill_template(
        '<span><span class="ri-mark ri-{kind}">123</span> {label}</span>',
        kind=kind.id,
        label=page.say(kind.label),
    )

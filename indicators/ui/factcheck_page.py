"""The page Check a text: a draft comes back with every figure underlined by what the sources say of it.

A draft is its writer's: it stays in the session of the page, and no cache and no log has a word of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st
from markupsafe import Markup

from indicators import text
from indicators.i18n import LANGUAGES, Language, guess_language, tag_of
from indicators.query import Catalogue
from indicators.reading.claims import VERDICTS, Verdict, factcheck, forget_texts, remark_on
from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.ui.markup import show_html, show_template
from indicators.ui.session import Page
from indicators.ui.style import escape_markdown
from indicators.yamlfile.lines import line_starts

#: Characters of a draft: some pages of a newspaper. Longer ones are for the command.
MAX_DRAFT_LENGTH: Final = 20_000
_DRAFT_KEY, _CHECKED_KEY = "w_draft", "_checked_draft"
_MARK_TEMPLATE: Final = '<mark class="ri-mark ri-claim-{verdict}" title="{title}">{words}</mark><sup><a href="#claim-{n}">{n}</a></sup>'
_CLAIM_TEMPLATE: Final = (
    '<li id="claim-{n}"><span class="ri-badge">{n} · <b>{sign}</b> {label}</span> <q lang="{tag}">{printed}</q>'
    "<div>{says}</div>{suggestion}{figures}</li>"
)


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """A figure of a draft, as the page shows it."""

    start: int
    end: int
    verdict: str
    observations: tuple[str, ...]
    says: tuple[tuple[Language, str], ...]
    suggestion: str


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft as it was checked against one version of the data."""

    text: str
    version: str
    figures: tuple[CheckedFigure, ...]
    remark: tuple[str, tuple[tuple[str, str], ...]] | None = None
    """What is to be said of the whole: a message and the words that fill it."""

    @property
    def corrected(self) -> str:
        """The draft with the wording that would agree, where there is one."""
        parts, end = [], 0
        for figure in self.figures:
            if figure.suggestion:
                parts += [self.text[end : figure.start], figure.suggestion]
                end = figure.end
        return "".join([*parts, self.text[end:]])


def check_draft(catalogue: Catalogue, draft: str) -> CheckedDraft:
    """Every figure that a draft states, with what the sources say of it; nothing else keeps a word of it."""
    try:
        claims = factcheck(draft, catalogue=catalogue)
    finally:
        forget_texts(catalogue)
    figures = tuple(
        CheckedFigure(
            start=claim.start,
            end=claim.end,
            verdict=claim.verdict.id,
            observations=claim.observations,
            says=tuple((language, claim.says(language)) for language in LANGUAGES),
            suggestion=claim.suggestion,
        )
        for claim in claims
    )
    remark = remark_on(draft, claims)
    told = (remark[0], tuple(remark[1].items())) if remark else None
    return CheckedDraft(draft, catalogue.dataset.version, figures, told)


def show_factcheck(page: Page) -> None:
    """The box for a draft, and what came of it."""
    say = page.say
    with st.form("factcheck", border=False):
        st.text_area(
            say("Your text"),
            key=_DRAFT_KEY,
            height=220,
            max_chars=MAX_DRAFT_LENGTH,
            placeholder=say("Paste a draft in English or Chinese …"),
            label_visibility="collapsed",
        )
        pressed = st.form_submit_button(say("Check the figures"))
    show_template(
        '<p class="ri-meta">{text}</p>',
        text=say("Your text is kept nowhere: neither stored nor logged, and gone when you close the page."),
    )
    if pressed:
        st.session_state[_CHECKED_KEY] = check_draft(page.catalogue, st.session_state[_DRAFT_KEY] or "")
    checked: CheckedDraft | None = st.session_state.get(_CHECKED_KEY)
    if checked is None:
        return
    if checked.version != page.dataset.version:  # the data were replaced since
        checked = st.session_state[_CHECKED_KEY] = check_draft(page.catalogue, checked.text)
    _show_outcome(page, checked)


def _show_outcome(page: Page, checked: CheckedDraft) -> None:
    say = page.say
    if checked.remark:
        message, words = checked.remark
        st.info(escape_markdown(say(message, **dict(words))), icon=":material/info:")
    if not checked.figures:
        return
    show_html(_counts_html(page, checked.figures))
    article, beside = st.columns([3, 2], gap="medium")
    with article:
        show_html(_draft_html(page, checked))
        if checked.corrected != checked.text:
            fold = st.expander(
                say("The text with the suggested wording"),
                key="corrected_open",
                on_change="rerun",
                type="compact",
            )
            if fold.open:
                with fold:
                    st.caption(
                        escape_markdown(
                            say("Read it before you use it: words around a figure may have to change too.")
                        )
                    )
                    st.code(checked.corrected, language=None, wrap_lines=True)
    with beside:
        show_html(_claims_html(page, checked))


def _counts_html(page: Page, figures: Sequence[CheckedFigure]) -> Markup:
    """How many figures came out in which way."""
    counts = {id: sum(figure.verdict == id for figure in figures) for id in VERDICTS}
    entries = (
        fill_template(
            '<span><span class="ri-mark ri-claim-{id}">{sign}</span> {label} · {n}</span>',
            id=id,
            sign=VERDICTS[id].sign,
            label=page.say(VERDICTS[id].label),
            n=page.say.format_count(n),
        )
        for id, n in counts.items()
        if n
    )
    return fill_template('<div class="ri-meta ri-legend">{entries}</div>', entries=join_html(entries))


def _draft_html(page: Page, checked: CheckedDraft) -> Markup:
    """The draft, line by line, every figure underlined."""
    return fill_template(
        '<div class="ri-article ri-reading" lang="{tag}" tabindex="0" role="region" aria-label="{label}">{lines}</div>',
        tag=tag_of(guess_language(checked.text)),
        label=page.say("Your text, checked"),
        lines=join_html(_lines_html(page, checked)),
    )


def _lines_html(page: Page, checked: CheckedDraft) -> Iterator[Markup]:
    starts, index = list(line_starts(checked.text)), 0
    for number, (start, stop) in enumerate(zip(starts, [*starts[1:], len(checked.text)], strict=True), 1):
        parts: list[Markup] = []
        end = start
        while index < len(checked.figures) and checked.figures[index].start < stop:
            figure = checked.figures[index]
            index += 1
            parts += (_words_html(checked.text[end : figure.start]), _mark_html(page, checked, figure, index))
            end = figure.end
        parts.append(_words_html(checked.text[end:stop]))
        if checked.text[start:stop].strip():
            yield fill_template(
                '<p><span class="ri-line">{number}</span>{parts}</p>', number=number, parts=join_html(parts)
            )


def _words_html(words: str) -> Markup:
    return fill_template("{words}", words=words) if words else NOTHING


def _mark_html(page: Page, checked: CheckedDraft, figure: CheckedFigure, n: int) -> Markup:
    verdict = VERDICTS[figure.verdict]
    return fill_template(
        _MARK_TEMPLATE,
        verdict=verdict.id,
        title=text.add_label(page.say(verdict.label), dict(figure.says)[page.language], page.language),
        words=checked.text[figure.start : figure.end],
        n=n,
    )


def _claims_html(page: Page, checked: CheckedDraft) -> Markup:
    """What is said of each figure, in the order of the text."""
    tag = tag_of(guess_language(checked.text))
    items = join_html(
        _claim_html(page, figure, VERDICTS[figure.verdict], checked.text[figure.start : figure.end], n, tag)
        for n, figure in enumerate(checked.figures, 1)
    )
    return fill_template('<ol class="ri-claims">{items}</ol>', items=items)


def _claim_html(
    page: Page, figure: CheckedFigure, verdict: Verdict, printed: str, n: int, tag: str
) -> Markup:
    suggestion = NOTHING
    if figure.suggestion:
        suggestion = fill_template(
            '<div>{label} <b lang="{tag}">{wording}</b></div>',
            label=page.say("Suggested:"),
            tag=tag,
            wording=figure.suggestion,
        )
    return fill_template(
        _CLAIM_TEMPLATE,
        n=n,
        sign=verdict.sign,
        label=page.say(verdict.label),
        tag=tag,
        printed=printed,
        says=dict(figure.says)[page.language],
        suggestion=suggestion,
        figures=_figures_html(page, figure),
    )


def _figures_html(page: Page, figure: CheckedFigure) -> Markup:
    """The figures that it may be of, each the way to its card."""
    links = join_html(
        fill_template(
            '<a href="{href}" data-figure="{id}">{name}</a>',
            href=page.addresses.figure_address(id, page.language),
            id=id,
            name=text.describe_subject(row, page.dataset, page.language),
        )
        for id in figure.observations
        if (row := page.catalogue.find(id))
    )
    return fill_template('<div class="ri-row ri-meta">{links}</div>', links=links) if links else NOTHING

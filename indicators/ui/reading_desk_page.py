"""The reading desk: an article on the left with every number marked, on the right the draft at the cursor.

A key decides: accept, open the fields, no figure; the next draft comes by itself. What is drawn first is what the
reader waits for: the text and the next draft; the card it would make and the fragment so far follow.
"""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit import runtime

from indicators import text
from indicators.curation.reading_desk import MARK_KINDS, ReadingDesk, UnreadableArticle
from indicators.curation.trial import Addition, ServedDifference
from indicators.errors import DataFileError, IndicatorsError
from indicators.export.download import name_digest
from indicators.query import EVERYTHING
from indicators.ui import (
    cards,
    desk_session,
    draft_panel,
    reading_text,
    record_inputs,
    workbench_drafts,
    workbench_outcome,
)
from indicators.ui.markup import show_template
from indicators.ui.session import Page, current_server, set_widget_value
from indicators.ui.streamlit_internals.browser_scripts import browser_component
from indicators.ui.style import escape_markdown
from indicators.ui.workbench_faults import show_faults, show_no_faults, show_reason
from indicators.yamlfile.files import may_be_written, replace_unchanged

#: Kinds of documents that are taken, by the ends of their names, and megabytes of one.
_DOCUMENT_TYPES: Final = ["txt", "md", "html", "htm", "docx", "pdf"]
_MAX_MEGABYTES: Final = 4
_NEW_SOURCE: Final = ""


def show_desk(page: Page, written: str) -> None:
    """The whole mode; `written` is the file that is added to."""
    if not written and (reason := workbench_drafts.draft_fault()):
        show_reason(page, reason)  # a packed dataset is no file that can be added to
        return
    desk = desk_session.current_desk(page)
    if desk is None:
        _show_choice_of_article(page)
        return
    _add_script(desk)
    _show_heading(page, desk)
    with st.container(key="desk"):
        left, right = st.columns([11, 9], gap="medium")
    with left:
        reading_text.show_article(page, desk)
    with right:
        _show_cursor(page, desk)
        preview = st.container()
    _show_source(page, desk)
    st.header(page.say("What is added so far"), anchor="added")
    below = st.container()
    so_far, with_current = _try_fragments(page, desk, written)
    with preview:
        _show_preview(page, so_far, with_current)
    with below:
        _show_fragment(page, desk, so_far)


# --- what is read ----------------------------------------------------------------------------------


def _show_choice_of_article(page: Page) -> None:
    """Paste, upload or choose an article, and say where and when it appeared."""
    say, article = page.say, desk_session.current_article()
    if fault := desk_session.desk_fault():
        st.error(escape_markdown(_describe_fault(page, fault)), icon=":material/error:")
    labels = {_NEW_SOURCE: say("a source that the dataset does not have")}
    labels |= {id: page.dataset.label_of("sources", id, page.language) for id in page.dataset.sources}
    with st.container(horizontal=True, gap="medium"):
        st.selectbox(
            say("Source"),
            list(labels),
            format_func=labels.__getitem__,
            key=set_widget_value("w_desk_source", article.source),
            on_change=lambda: desk_session.choose_source(st.session_state["w_desk_source"]),
            width=520,
        )
        if not article.source:
            st.text_input(
                say("Published, such as 2026-02-03"),
                key=set_widget_value("w_desk_published", article.published),
                on_change=lambda: desk_session.store_article(
                    published=st.session_state["w_desk_published"] or ""
                ),
                width=220,
            )
            st.text_input(
                say("Publisher"),
                key=set_widget_value("w_desk_publisher", article.publisher),
                on_change=lambda: desk_session.store_article(
                    publisher=st.session_state["w_desk_publisher"] or ""
                ),
                width=260,
            )
    st.text_area(
        say("The article"),
        key=set_widget_value("w_desk_text", article.text),
        height=340,
        placeholder=say("Paste the text of the article here, one paragraph a line."),
        on_change=lambda: desk_session.store_article(
            text=st.session_state["w_desk_text"] or "", is_saved=False
        ),
    )
    st.button(
        say("Read the article"),
        key="w_desk_read",
        icon=":material/menu_book:",
        type="primary",
        shortcut="Ctrl+Enter",
        on_click=desk_session.open_article,
    )
    st.file_uploader(
        say("Take the text of a document: plain text, a web page, DOCX or PDF"),
        type=_DOCUMENT_TYPES,
        max_upload_size=_MAX_MEGABYTES,
        key=desk_session.FILE_KEY,
        on_change=desk_session.store_document,
        width=520,
    )


def _describe_fault(page: Page, fault: IndicatorsError) -> str:
    """A sentence for readers; what is wrong with a document is said in the words of the command line, in English."""
    if isinstance(fault, UnreadableArticle):
        values = {
            name: page.say.format_count(value) if isinstance(value, int) else value
            for name, value in fault.values.items()
        }
        return page.say(fault.message, **values)
    return str(fault)


# --- the desk --------------------------------------------------------------------------------------


def _add_script(desk: ReadingDesk) -> None:
    """Keep the figure at the cursor in sight, and go to one that is clicked."""
    if runtime.exists():
        browser_component("reading_desk")(key="reading_desk", on_figure_change=lambda: _go_to_clicked(desk))


def _go_to_clicked(desk: ReadingDesk) -> None:
    index = getattr(st.session_state["reading_desk"], "figure", None)
    if isinstance(index, int):
        desk_session.open_fields(is_open=False)
        desk.go_to(index)


def _show_heading(page: Page, desk: ReadingDesk) -> None:
    """How far the reading is, the source, and the way to another article."""
    say, counts = page.say, desk.counts
    parts = [
        text.add_label(say(kind.label), say.format_count(counts[kind.id]), page.language)
        for kind in MARK_KINDS
        if counts[kind.id]
    ]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(escape_markdown(" · ".join(parts)), width="stretch")
        st.button(
            say("Another article"),
            key="w_desk_another",
            icon=":material/restart_alt:",
            on_click=desk_session.close_article,
        )


def _show_source(page: Page, desk: ReadingDesk) -> None:
    """The record of a source that the dataset does not have."""
    source, prefix = desk.source, "w_desk_new_source"
    if source is None:
        return
    with (
        st.expander(page.say("The source, which the dataset does not have")),
        st.form("desk_source", border=False),
    ):
        record_inputs.show_record_inputs(page, "sources", source, prefix)
        st.form_submit_button(
            page.say("Take over"),
            on_click=lambda: desk.name_source(record_inputs.read_record_inputs("sources", source, prefix)),
        )


def _show_cursor(page: Page, desk: ReadingDesk) -> None:
    if desk.is_done:
        st.success(page.say("Every figure is decided."), icon=":material/check:")
    if desk.draft is None:
        st.info(page.say("No rule reads the numbers of this text as figures."), icon=":material/search_off:")
    else:
        draft_panel.show_draft(page, desk, desk.draft)


def _try_fragments(page: Page, desk: ReadingDesk, written: str) -> tuple[Addition | None, Addition | None]:
    """The trial of what was accepted, and that of what there will be when the draft at the cursor is."""
    so_far = workbench_drafts.trial_at_desk(desk.write_fragment(desk.accepted), written)
    is_open = desk.cursor is not None and desk.mark_of(desk.cursor) == "draft"
    if not is_open or desk.find_gaps(page.dataset):
        return so_far, None
    return so_far, workbench_drafts.trial_at_desk(desk.write_fragment(desk.accepted_with_current), written)


def _show_preview(page: Page, so_far: Addition | None, with_current: Addition | None) -> None:
    """The card and the chart that the draft at the cursor would make."""
    if with_current is None:
        return
    new = with_current.whole.catalogue if with_current.whole else None
    if new is None:
        st.caption(
            page.say("What is added has faults with this figure; they stand below once it is accepted.")
        )
        return
    before = so_far.whole.catalogue if so_far and so_far.whole and so_far.whole.catalogue else page.catalogue
    figures = ServedDifference(before, new).figures
    trial_page = Page(new, page.choices, page.say, page.page, page.addresses)
    rows = new.rows_among(EVERYTHING, figures).head(1)
    cards.show_cards(trial_page, new.records(rows))
    indicators = tuple(rows["indicator"].unique())
    workbench_outcome.show_charts(trial_page, set(figures), indicators, most=1, is_headed=False)


# --- what is added -----------------------------------------------------------------------------------


def _show_fragment(page: Page, desk: ReadingDesk, addition: Addition | None) -> None:
    """The fragment, its faults, the verdicts that change, and files to take away."""
    if reason := workbench_drafts.draft_fault():
        show_reason(page, reason)
    match desk_session.saving_outcome():
        case str(reason) if reason:
            st.error(escape_markdown(page.say("Nothing was saved.")), icon=":material/error:")
            show_template('<p class="ri-sum" lang="en">{reason}</p>', reason=reason)
        case int(n):
            sentence = page.say.plural(
                "{n} figure is saved in the file.", "{n} figures are saved in the file.", n
            )
            st.success(sentence, icon=":material/save:")
    if addition is None:
        st.markdown(escape_markdown(page.say("Nothing yet: accept a draft.")))
        return
    groups = [
        (page.say("In what is added"), addition.fragment),
        (page.say("In the file, because of what is added"), addition.caused),
        (page.say("In the file, whatever is added"), addition.file),
    ]
    new = addition.whole.catalogue if addition.whole else None
    if new is None:
        show_faults(page, groups)
    else:
        show_no_faults(page, len(new))
    _show_files(page, desk, addition)
    st.code(addition.fragment.text, language="yaml", height=360)
    if new is not None:
        trial_page = Page(new, page.choices, page.say, page.page, page.addresses)
        workbench_outcome.show_verdicts(trial_page, ServedDifference(page.catalogue, new))


def _show_files(page: Page, desk: ReadingDesk, addition: Addition) -> None:
    """Files to take away, and where this server may write the data file, that."""
    files = (
        (page.say("Download what is added"), "additions", addition.fragment.text),
        (page.say("Download the whole file"), "indicators", addition.text),
    )
    with st.container(horizontal=True, gap="small"):
        for label, stem, content in files:
            st.download_button(
                label,
                data=content.encode("utf-8", "replace"),
                file_name=f"{stem}_{name_digest(content)}.yaml",
                mime="application/yaml",
                key=f"w_desk_download_{stem}",
                icon=":material/download:",
                on_click="ignore",
                disabled=not content,
            )
        server = current_server()
        if server.settings.is_local and may_be_written(path := server.live.path):
            st.button(
                page.say("Save in {file}", file=path.name),
                key="w_desk_save",
                icon=":material/save:",
                shortcut="Ctrl+S",
                disabled=not addition.text,
                on_click=lambda: _save(desk, addition),
            )


def _save(desk: ReadingDesk, addition: Addition) -> None:
    """Put the whole file with what was accepted in the place of the one that is served, as long as that is the one that was added to."""
    if addition.whole is None or addition.whole.catalogue is None:
        return
    saved = len(desk.accepted)
    try:
        replace_unchanged(current_server().live.path, addition.file.text, addition.text)
    except DataFileError as error:
        desk_session.store_outcome(error.reason)
        return
    desk_session.settle(desk, addition.whole.catalogue.dataset, saved)
    workbench_drafts.restart_from_served()

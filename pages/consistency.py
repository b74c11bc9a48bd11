"""Consistency: figures that are checked against each other, and what they imply of unstated ones."""

from dataclasses import replace

import streamlit as st

from indicators.ui import consistency_page, download_button, page_frame
from indicators.ui.session import current_page
from indicators.ui.style import escape_markdown

page = current_page()
findings = consistency_page.selected_findings(page)
page_frame.show_title(
    page.say("Consistency"),
    page.say(
        "Figures that must fit together by arithmetic, checked within the precision and hedge they were printed with. A mismatch can be innocent, and each card says how."
    ),
)

if findings:
    st.markdown(escape_markdown(consistency_page.describe_verdicts(page, findings)))
    shown = consistency_page.show_verdict_choice(page, findings)
    if shown:
        download_button.show_download(
            page, replace(page.selection, implied=True), consistency_page.figures_of_findings(page, shown)
        )
        consistency_page.show_finding_cards(
            page, [finding for finding in shown if finding.reason != "unstated"]
        )
        consistency_page.show_implied_figures(
            page, [finding for finding in shown if finding.reason == "unstated"]
        )
        consistency_page.show_findings_table(page, shown)
    else:
        consistency_page.show_no_findings(page)
else:
    page_frame.show_no_figures(
        page, lambda selection: len(consistency_page.selected_findings(page, selection))
    )

"""Consistency: figures that are checked against each other, and what they imply of unstated ones."""

from dataclasses import replace

import streamlit as st

from indicators.ui import consistency, download, frame
from indicators.ui.session import here
from indicators.ui.style import plain

now = here()
findings = consistency.of(now)
frame.title(
    now.say("Consistency"),
    now.say(
        "Figures that must fit together by arithmetic, checked within the precision and hedge they were printed with. A mismatch can be innocent, and each card says how."
    ),
)

if findings:
    st.markdown(plain(consistency.summary(now, findings)))
    shown = consistency.chosen(now, findings)
    if shown:
        download.control(now, replace(now.selection, implied=True), consistency.figures_of(now, shown))
        consistency.cards(now, [finding for finding in shown if finding.reason != "unstated"])
        consistency.implied(now, [finding for finding in shown if finding.reason == "unstated"])
        consistency.table(now, shown)
    else:
        consistency.none_so(now)
else:
    frame.nothing(now, lambda selection: len(consistency.of(now, selection)))

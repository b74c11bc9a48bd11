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

if not findings:
    frame.nothing(now, lambda selection: len(consistency.of(now, selection)))
else:
    st.markdown(plain(consistency.summary(now, findings)))
    shown = consistency.chosen(now, findings)
    if not shown:
        consistency.none_so(now)
    else:
        selection = replace(now.selection, implied=True)
        download.control(now, selection, consistency.figures_of(now, shown))
        consistency.cards(now, [f for f in shown if f.reason != "unstated"], "checks")
        implied = [f for f in shown if f.reason == "unstated"]
        if implied:
            st.header(plain(now.say("Implied figures")), anchor="implied")
            st.markdown(
                plain(
                    now.say(
                        "Nobody stated these; the figures named on each card imply them. They are never added to stated figures."
                    )
                )
            )
            consistency.implied_switch(now)
            consistency.cards(now, implied, "implied")
        st.header(plain(now.say("All relations")), anchor="relations")
        consistency.table(now, shown)

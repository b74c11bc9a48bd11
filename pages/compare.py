"""Compare: up to six series side by side, and whether they can be compared at all."""

from indicators.ui import comparing, download, frame, tables
from indicators.ui.session import here

now = here()
frame.title(
    now.say("Compare"),
    now.say("Up to six series side by side, and a plain answer to whether they can be compared."),
)
series = comparing.pick(now)
rows = now.catalogue.of_series(series)

if not series and not now.catalogue.count(now.selection):
    frame.nothing(now)
elif rows.empty:
    rows = now.catalogue.of_series(comparing.suggestions(now))
    if not rows.empty:
        comparing.example(now, rows)
        tables.figures(now, rows, "compare_table")
else:
    answer = comparing.verdict(now, rows)
    comparing.panels(now, rows, comparing.mode(now, rows, answer), answer)
    download.control(now, now.selection, rows)
    tables.figures(now, rows, "compare_table")

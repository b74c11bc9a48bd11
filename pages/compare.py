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
    begin = comparing.suggestions(now)
    if begin:
        comparing.example(now, begin)
        tables.figures(now, now.catalogue.of_series(begin), "compare_table")
else:
    answer = comparing.verdict(now, series)
    comparing.panels(now, series, comparing.mode(now, series, answer), answer)
    download.control(now, now.selection, rows)
    tables.figures(now, rows, "compare_table")

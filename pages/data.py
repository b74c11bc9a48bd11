"""Data: every figure, to search, filter and download."""

from indicators.select import Selection
from indicators.ui import download, frame, tables
from indicators.ui.session import here

now = here()
rows = now.catalogue.rows(now.selection)
heading = now.say.plural("{n} figure", "{n} figures", len(rows))
frame.title(
    now.say("Data"),
    now.say(
        "{count} of {total}, each with the words it was printed in.",
        count=heading,
        total=f"{len(now.catalogue.rows(Selection(implied=now.selection.implied))):,}",
    ),
)

if rows.empty:
    frame.nothing(now)
else:
    download.control(now, now.selection, rows)
    tables.figures(now, rows, "data_table", height=720)

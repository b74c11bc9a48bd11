"""Data: every figure, to search, filter and download."""

from indicators.select import Selection
from indicators.ui import download, finding, frame, tables
from indicators.ui.session import here

now = here()
figures = now.catalogue.figures(now.selection)
heading = now.say.plural("{n} figure", "{n} figures", len(figures))
frame.title(
    now.say("Data"),
    now.say(
        "{count} of {total}, each with the words it was printed in.",
        count=heading,
        total=now.say.count(now.catalogue.count(Selection(implied=now.selection.implied))),
    ),
)

finding.box(now)

if not len(figures):
    frame.nothing(now)
else:
    download.control(now, now.selection, figures)
    tables.listed(now, figures, "data_table", height=720)

"""Sources: each article with its figures in reading order."""

from dataclasses import replace

from indicators.ui import download, filters, frame, profile, tables
from indicators.ui.session import here

now = here()
source = filters.subject(now, "source")
selection = replace(now.selection, source=(source,))
shown = now.catalogue.shown(selection)
rows = shown.rows.sort_values("line", kind="stable").reset_index(drop=True)
frame.title(now.dataset.sources[source].title[now.language])
profile.source(now, source)

if rows.empty:
    frame.nothing(now)
else:
    frame.part_of(now, shown)
    download.control(now, selection, now.catalogue.figures(selection))
    profile.reading_order(now, shown.total)
    tables.figures(now, rows, "source_table", height=720, lines=True, leave_out=frozenset({"source"}))

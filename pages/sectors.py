"""Sectors: one sector across regions and periods."""

from dataclasses import replace

from indicators.ui import download, filters, frame, plots, profile, tables
from indicators.ui.session import here

now = here()
sector = filters.subject(now, "sector")
selection = replace(now.selection, sector=(sector,))
rows = now.catalogue.rows(selection)
frame.title(now.dataset.sectors[sector].name[now.language], profile.sector(now, rows))

if rows.empty:
    frame.nothing(now)
else:
    profile.sector_relatives(now, sector)
    download.control(now, selection, rows)
    plots.by_topic(now, selection, "sector", frozenset({"sector"}))
    profile.all_figures(now)
    tables.figures(now, rows, "sector_table")

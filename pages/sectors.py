"""Sectors: one sector across regions and periods."""

from dataclasses import replace

from indicators.ui import download, filters, frame, plots, profile
from indicators.ui.session import here

now = here()
sector = filters.subject(now, "sector")
selection = replace(now.selection, sector=(sector,))
shown = now.catalogue.shown(selection)
rows = shown.rows
frame.title(now.dataset.sectors[sector].name[now.language], profile.sector(now, selection))

if rows.empty:
    frame.nothing(now)
else:
    frame.part_of(now, shown)
    profile.sector_relatives(now, sector)
    download.control(now, selection, now.catalogue.figures(selection))
    plots.by_topic(now, selection, "sector", frozenset({"sector"}))
    profile.folded_figures(now, rows, frozenset({"sector"}))

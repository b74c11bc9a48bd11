"""Regions: one region's figures, by topic."""

from dataclasses import replace

from indicators.ui import cards, download, filters, frame, plots, profile, tables
from indicators.ui.session import here

now = here()
region = filters.subject(now, "region")
selection = replace(now.selection, region=(region,))
rows = now.catalogue.rows(selection)
frame.title(now.dataset.regions[region].name[now.language], profile.region(now, region, len(rows)))

if rows.empty:
    frame.nothing(now)
else:
    profile.relatives(now, region)
    download.control(now, selection, rows)
    leave_out = frozenset() if now.selection.within else frozenset({"region"})
    cards.wall(now, cards.headlines(rows, now.dataset.about.headlines, 4), "headlines", leave_out)
    plots.by_topic(now, selection, "region", leave_out)
    profile.standing(now, region)
    profile.all_figures(now)
    tables.figures(now, rows, "region_table")

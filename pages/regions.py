"""Regions: one region's figures, by topic."""

from dataclasses import replace

from indicators.ui import cards, download, filters, frame, plots, profile
from indicators.ui.session import here

now = here()
region = filters.subject(now, "region")
selection = replace(now.selection, region=(region,))
shown = now.catalogue.shown(selection)
rows = shown.rows
frame.title(now.dataset.regions[region].name[now.language], profile.region(now, region, shown.total))

if rows.empty:
    frame.nothing(now)
else:
    frame.part_of(now, shown)
    profile.relatives(now, region)
    download.control(now, selection, now.catalogue.figures(selection))
    leave_out = frozenset() if now.selection.within else frozenset({"region"})
    cards.wall(now, cards.headlines(now.catalogue, selection, 4), leave_out)
    plots.by_topic(now, selection, "region", leave_out)
    profile.standing(now, region)
    profile.folded_figures(now, rows, leave_out)

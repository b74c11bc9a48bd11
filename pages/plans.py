"""Plan periods: what was stated for one plan, and what it aimed at."""

from dataclasses import replace

from indicators.ui import aims, cards, download, filters, frame, plots, profile
from indicators.ui.session import here

now = here()
plan = filters.subject(now, "plan")
selection = replace(now.selection, plan=(plan,))
shown = now.catalogue.shown(selection)
rows = shown.rows
frame.title(now.dataset.plans[plan].name[now.language], profile.plan(now, plan, selection))

if rows.empty:
    frame.nothing(now)
else:
    frame.part_of(now, shown)
    download.control(now, selection, now.catalogue.figures(selection))
    cards.wall(now, cards.headlines(now.catalogue, selection, 4))
    aims.beside_outcomes(now, rows)
    plots.since(now, plan)
    plots.by_topic(now, selection, "plan")
    profile.folded_figures(now, rows)

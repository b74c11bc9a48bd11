"""Plan periods: what was stated for one five-year plan, and what it aimed at."""

from dataclasses import replace

from indicators.ui import cards, download, filters, frame, plots, profile, tables
from indicators.ui.session import here

now = here()
plan = filters.subject(now, "plan")
selection = replace(now.selection, plan=(plan,))
rows = now.catalogue.rows(selection)
frame.title(now.dataset.plans[plan].name[now.language], profile.plan(now, plan, rows))

if rows.empty:
    frame.nothing(now)
else:
    download.control(now, selection, rows)
    profile.aims(now, rows)
    cards.wall(now, cards.headlines(rows, now.dataset.about.headlines, 4), "headlines")
    plots.by_topic(now, selection, "plan")
    profile.all_figures(now)
    tables.figures(now, rows, "plan_table")

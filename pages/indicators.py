"""Indicators: one indicator – chart, table, definition, sources."""

from dataclasses import replace

from indicators.ui import consistency, download, filters, frame, plots, profile, tables
from indicators.ui.session import here

now = here()
indicator = filters.subject(now, "indicator")
selection = replace(now.selection, indicator=(indicator,))
shown = now.catalogue.shown(selection)
rows = shown.rows
frame.title(
    now.dataset.indicators[indicator].name[now.language],
    now.dataset.indicators[indicator].definition[now.language],
)

if rows.empty:
    frame.nothing(now)
else:
    frame.part_of(now, shown)
    plots.all_of(now, selection, "indicator", frozenset({"indicator"}))
    profile.all_figures(now)
    download.control(now, selection, now.catalogue.figures(selection))
    tables.figures(now, rows, "indicator_table", leave_out=frozenset({"indicator"}))
    profile.indicator(now, indicator, rows)
    consistency.of_indicator(now, indicator)
    profile.cited(now, rows)
    profile.related(now, indicator)

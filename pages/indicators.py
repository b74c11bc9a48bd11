"""Indicators: one indicator – chart, table, definition, sources."""

from dataclasses import replace

from indicators.ui import consistency, download, filters, frame, plots, profile, tables
from indicators.ui.session import here

now = here()
indicator = filters.subject(now, "indicator")
selection = replace(now.selection, indicator=(indicator,))
rows = now.catalogue.rows(selection)
frame.title(
    now.dataset.indicators[indicator].name[now.language],
    now.dataset.indicators[indicator].definition[now.language],
)

if rows.empty:
    frame.nothing(now)
else:
    profile.indicator(now, indicator)
    consistency.of_indicator(now, indicator)
    download.control(now, selection, rows)
    plots.all_of(now, selection, "indicator", frozenset({"indicator"}))
    profile.all_figures(now)
    tables.figures(now, rows, "indicator_table")
    profile.cited(now, rows)
    profile.related(now, indicator)

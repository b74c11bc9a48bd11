"""The same page as Panel has it. Run: python -m benchmarks.peer_pages.panel_page PORT"""

import sys

import panel as pn

from benchmarks.peer_pages import figures

port = int(sys.argv[1])
rows = figures.read_figures()
counts = figures.topic_counts(rows)
pn.extension("plotly")


def content(chosen: list[str]) -> pn.Column:
    """Charts in two columns, then cards in three."""
    shown = figures.shown(rows, chosen)
    charts = [
        pn.pane.Plotly(chart, sizing_mode="stretch_width", height=450) for chart in figures.charts_of(shown)
    ]
    cards = [pn.pane.Markdown(f"{name}\n### {words}") for name, words in figures.cards_of(shown)]
    return pn.Column(
        pn.GridBox(*charts, ncols=2, sizing_mode="stretch_width"),
        pn.GridBox(*cards, ncols=3),
        sizing_mode="stretch_width",
    )


def page() -> pn.Column:
    """A page for each reader."""
    options = {f"{topic} · {n}": topic for topic, n in counts.items()}
    topics = pn.widgets.CheckButtonGroup(options=options, value=[])
    return pn.Column(f"# {figures.REGION}", topics, pn.bind(content, topics), sizing_mode="stretch_width")


if __name__ == "__main__":
    pn.serve(page, address="127.0.0.1", port=port, show=False, websocket_origin=f"127.0.0.1:{port}")

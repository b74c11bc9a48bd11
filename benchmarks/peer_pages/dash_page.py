"""The same page as Dash has it. Run: python -m benchmarks.peer_pages.dash_page PORT"""

import sys
from typing import Any

from dash import Dash, Input, Output, dcc, html

from benchmarks.peer_pages import figures

rows = figures.read_figures()
counts = figures.topic_counts(rows)


def content(chosen: list[str] | None) -> list[Any]:
    """Charts in two columns, then cards in three."""
    shown = figures.shown(rows, chosen or [])
    charts = [dcc.Graph(figure=chart) for chart in figures.charts_of(shown)]
    cards = [html.Div([html.Small(name), html.H3(words)]) for name, words in figures.cards_of(shown)]
    return [
        html.Div(charts, style={"display": "grid", "gridTemplateColumns": "1fr 1fr"}),
        html.Div(cards, style={"display": "grid", "gridTemplateColumns": "1fr 1fr 1fr"}),
    ]


app = Dash()
options = [{"label": f"{topic} · {n}", "value": topic} for topic, n in counts.items()]
app.layout = html.Div(
    [
        html.H1(figures.REGION),
        dcc.Dropdown(options, id="topic", multi=True),
        html.Div(content([]), id="content"),
    ]
)
app.callback(Output("content", "children"), Input("topic", "value"), prevent_initial_call=True)(content)

if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)

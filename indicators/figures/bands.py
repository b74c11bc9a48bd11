"""Light bands behind a time axis for the plans it runs through, with their short names on top.

Knows nothing of rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd

from indicators.figures.fit import pixels
from indicators.figures.theme import MUTED, TICK_FONT
from indicators.model import Language, Plan

#: Every other band is a little darker, so that neighbours are told apart.
_SHADES = (0.04, 0.1)


def bands(
    plans: Iterable[Plan], first: pd.Timestamp, last: pd.Timestamp, width: float, language: Language
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shapes and labels of the plans between two days on an axis of `width` pixels at least."""
    shapes, labels = [], []
    for n, plan in enumerate(sorted(plans, key=lambda plan: plan.start)):
        start = max(pd.Timestamp(plan.start, 1, 1), first)
        end = min(pd.Timestamp(plan.end + 1, 1, 1), last)
        if start >= end:
            continue
        x0, x1 = start.isoformat(), end.isoformat()
        shapes.append(
            {
                "type": "rect",
                "name": f"plan {plan.id}",
                "layer": "below",
                "xref": "x",
                "yref": "paper",
                "x0": x0,
                "x1": x1,
                "y0": 0,
                "y1": 1,
                "line": {"width": 0},
                "fillcolor": MUTED,
                "opacity": _SHADES[n % 2],
            }
        )
        name = (plan.short or plan.name)[language]
        if pixels(name) + 4 <= (end - start) / (last - first) * width:
            labels.append(_label(name, (start + (end - start) / 2).isoformat()))
    return shapes, labels


def _label(name: str, x: str) -> dict[str, Any]:
    return {
        "name": "plan",
        "x": x,
        "yref": "paper",
        "y": 1,
        "yanchor": "top",
        "text": escape(name, quote=False),
        "showarrow": False,
        "font": {"size": TICK_FONT, "color": MUTED},
    }

"""Colours and sizes of every chart.

The colours are placeholders: Streamlit (`theme="streamlit"`) swaps these codes in the browser for
the colours of the reader's theme, so that one figure serves light and dark. Outside of Streamlit
they are plain near-blacks. `SERIES` are the ten of `chartCategoricalColors` in
`.streamlit/config.toml`; the ninth there is a grey with at least 8:1 on both grounds, which
Streamlit's own grey text colour has not (3.7:1 on white), so it serves as `MUTED`.
"""

from __future__ import annotations

from typing import Final

SERIES: Final[tuple[str, ...]] = tuple(f"#0000{n:02d}" for n in range(1, 11))
#: Text and the caps of hedged bars.
INK: Final = "#000037"
#: Ticks, connectors, second lines of labels.
MUTED: Final = SERIES[8]
#: The ground of the page, to make marks hollow.
GROUND: Final = "#000038"
#: What figures are drawn in. Told apart by place and label, so one hue is enough.
MARK: Final = SERIES[0]

# All in pixels.
#: The narrowest a chart must be readable at: a phone of 390 less its margins.
NARROW: Final = 350
#: The least that must be left for the plot itself at that width, beside the value labels.
LEAST_PLOT: Final = 120
FONT: Final = 14
TICK_FONT: Final = 12
LINE: Final = 18
BAR: Final = 16
GAP: Final = 13
ARROW: Final = 26
DOT: Final = 12
TOP: Final = 4
AXIS: Final = 28

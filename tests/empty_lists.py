"""Datasets that leave out lists: each that is optional alone, several that hang together, all of them."""

from __future__ import annotations

from typing import Any

from tests import world

_FIGURES = [
    world.figure("gdp", "5 million"),
    world.figure("gdp", "6 million", region="south"),
    world.figure("growth", "4.5", period="2023", base_period="2022", qualifier="over"),
]
#: Lists that need not be there.
OPTIONAL = ("sectors", "plans", "counterparts", "maps", "charts", "relations")
_NONE_OF_THEM: dict[str, Any] = {name: [] for name in OPTIONAL}
#: what is left out → the data file
TEXTS = {
    **{f"no {name}": world.text(_FIGURES, **{name: []}) for name in OPTIONAL},
    "no sectors and plans": world.text(_FIGURES, sectors=[], plans=[]),
    "nothing optional": world.text(_FIGURES, **_NONE_OF_THEM),
    "no figures": world.text([]),
    "nothing": world.text(
        [], **_NONE_OF_THEM, **{name: [] for name in ("regions", "sources", "topics", "units")}
    ),
}

"""How the server starts: refuse bad data with all its faults, then warm up before the first reader.

Knows nothing of pages.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from indicators.errors import IndicatorsError, InvalidDataset
from indicators.figures import charts
from indicators.language import LANGUAGES, messages
from indicators.live import shared

MAIN_SCRIPT = Path(__file__).with_name("main.py")


def refuse_bad_data() -> None:
    """End the process with every fault of the data file, one a line, when it cannot be served."""
    try:
        shared()
    except IndicatorsError as error:
        count = f"\n{len(error.problems)} problems: not serving" if isinstance(error, InvalidDataset) else ""
        sys.exit(f"{error}{count}")


def _warm_up() -> None:
    """Do once what the first reader would wait for: imports, queries, figures."""
    catalogue = shared().state().catalogue
    for language in LANGUAGES:
        charts(catalogue.shown().rows, catalogue.dataset, messages(language))
    catalogue.facets()
    catalogue.index.suggest("the first search makes the table of sounds")


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Warm up, then freeze: Streamlit collects garbage after every run, and what lives for ever need not be walked."""
    await asyncio.to_thread(_warm_up)
    gc.collect()
    gc.freeze()
    yield

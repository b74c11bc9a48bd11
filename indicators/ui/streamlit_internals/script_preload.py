"""Scripts that Streamlit fetches when a page first shows an element, fetched ahead by the page itself.

Streamlit asks for the script of a chart when the first chart arrives, and a chart's is the longest
of all. A page that is known to show charts names it, so that it comes while Streamlit starts, and
runs it while the server draws the page. Names of files carry hashes: they are looked up, never
written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

#: The scripts of a first view of which most runs at once, by the beginnings of their names.
EAGER_SCRIPTS: Final = (
    "PlotlyChart.",
    "DataFrame.",
    "StreamlitMarkdown.",
    "index.",
    "protobuf.",
    "react-dom.",
    "emotion-",
    "utils.",
    "styled-components.",
    "useCollection.",
    "Multiselect.",
)
#: The script of charts, and scripts of the first view that the page itself does not name.
CHART_SCRIPT: Final = "PlotlyChart"
FIRST_VIEW_SCRIPTS: Final = (CHART_SCRIPT, "DataFrame")
#: Where Streamlit's page finds its scripts.
_FROM_PAGE: Final = "./static/js/"
_IMPORTED: Final = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
#: A script's imports stand at its beginning.
_IMPORTS_LENGTH: Final = 20_000
#: Streamlit says on its first element when it has a connection: then it waits for the server.
_EARLY_RUN_TEMPLATE: Final = """
      new MutationObserver((_, watch) => {{
        if (!document.querySelector('[data-test-connection-state="CONNECTED"]')) return
        watch.disconnect()
        setTimeout(() => import("{address}"))
      }}).observe(document, {{ subtree: true, attributeFilter: ["data-test-connection-state"] }})
    """


def find_script(folder: Path, element: str) -> str:
    """The file in Streamlit's `folder` that holds the script of an element; empty where none is named so."""
    found = sorted(path.name for path in (folder / "static" / "js").glob(f"{element}.*.js"))
    return found[0] if len(found) == 1 else ""


def scripts_with_imports(folder: Path, scripts: Iterable[str]) -> tuple[str, ...]:
    """`scripts` and every script they import, each once."""
    found: dict[str, None] = {}
    waiting = list(scripts)
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        found[name] = None
        text = (folder / "static" / "js" / name).read_text(encoding="utf-8")[:_IMPORTS_LENGTH]
        waiting += _IMPORTED.findall(text)
    return tuple(found)


def preload_links(template: str, scripts: Iterable[str]) -> str:
    """Links by which a browser fetches `scripts` that Streamlit's page does not name itself."""
    missing = (name for name in scripts if f"{_FROM_PAGE}{name}" not in template)
    return "".join(
        f'    <link rel="modulepreload" crossorigin href="{_FROM_PAGE}{name}">\n' for name in missing
    )


def early_run_script(script: str) -> str:
    """The text of a script that runs `script` as soon as the page has asked the server for its elements."""
    return _EARLY_RUN_TEMPLATE.format(address=f"{_FROM_PAGE}{script}")

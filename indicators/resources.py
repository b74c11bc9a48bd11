"""Where the files that are not code stand: in a checkout beside the package, in a wheel inside it.

Knows only paths.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent

#: The folder that holds app.py, pages/, data/, locale/ and .streamlit/.
ROOT = _CHECKOUT if (_CHECKOUT / "pages").is_dir() else _PACKAGE / "_bundled"

#: A dataset to start from: what `indicators init` writes.
STARTER = _PACKAGE / "starter"
DATA_FILE = ROOT / "data" / "indicators.yaml"
PAGES = ROOT / "pages"
LOCALE = ROOT / "locale"
APP = ROOT / "app.py"

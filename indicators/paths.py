"""Where the files that are not code stand: in a checkout beside the package, in a wheel inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent

#: The folder that holds app.py, pages/, data/, locale/ and .streamlit/.
ROOT_FOLDER = _CHECKOUT if (_CHECKOUT / "pages").is_dir() else _PACKAGE / "_bundled"

#: A dataset to start from: what `indicators init` writes.
STARTER_FOLDER = _PACKAGE / "curation" / "starter"
DATA_FILE = ROOT_FOLDER / "data" / "indicators.yaml"
PAGES_FOLDER = ROOT_FOLDER / "pages"
LOCALE_FOLDER = ROOT_FOLDER / "locale"

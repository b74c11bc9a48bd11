"""Parts of a data file's text taken away: what other sections may not lean on, or what a table holds instead."""

from __future__ import annotations

import re


def without(text: str, *names: str) -> str:
    """The text of a data file without these sections of it."""
    for name in names:
        text, taken = re.subn(rf"^{name}:\n(?:(?: .*)?\n)*", "", text, count=1, flags=re.MULTILINE)
        assert taken, name
    return text


def without_figures(text: str) -> str:
    """The text of a data file whose every name is known and no figure stated."""
    text = re.sub(
        r"^  headlines: .*\n", "", without(text, "charts", "relations", "indicators"), flags=re.MULTILINE
    )
    return text.rstrip("\n") + "\n\nindicators: []\n"

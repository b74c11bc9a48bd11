"""Whether every link of a folder of pages leads somewhere: to a file that is there, and to an anchor that it has."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Links(HTMLParser):
    """The links of a page, and what can be linked to on it."""

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: set[str] = set()
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in ("href", "src", "action") and value and not (tag == "link" and ":" in value):
                self.hrefs.add(value)


def check_links(folder: Path, pages: Iterable[str]) -> list[str]:
    """A sentence for each dead link of these pages, named by their addresses below the folder."""
    wanted: dict[tuple[str, str], str] = {}
    anchors: dict[str, set[str]] = {}
    for page in pages:
        found = _Links()
        found.feed((folder / unquote(page)).read_text(encoding="utf-8"))
        anchors[page] = found.anchors
        for href in found.hrefs:
            parts = urlsplit(href)
            if not parts.scheme and not parts.netloc:
                path = (
                    posixpath.normpath(posixpath.join(posixpath.dirname(page), parts.path))
                    if parts.path
                    else page
                )
                wanted.setdefault((path, unquote(parts.fragment)), page)
    return sorted(_dead_links(folder, wanted.items(), anchors))


def _dead_links(
    folder: Path, wanted: Iterable[tuple[tuple[str, str], str]], anchors: dict[str, set[str]]
) -> Iterator[str]:
    seen: dict[str, bool] = {}
    for (path, anchor), page in wanted:
        if path not in seen:
            seen[path] = path.startswith("..") is False and (
                path in anchors or (folder / unquote(path)).is_file()
            )
        if not seen[path]:
            yield f"{page}: {path} is not there"
        elif anchor and path in anchors and anchor not in anchors[path]:
            yield f"{page}: {path} has no {anchor!r}"

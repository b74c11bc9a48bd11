"""The folder of a static site: only what changed is written, what is gone is removed, and no other folder is touched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from indicators.errors import FileAccessError
from indicators.yamlfile.files import write_file

#: Names the files of the site, one a line; a folder that has it is a site.
MANIFEST_NAME: Final = ".indicators-site"


def open_folder(folder: Path) -> frozenset[str]:
    """The files that the site in the folder has; raises FileAccessError for a folder of anything else."""
    manifest = folder / MANIFEST_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if manifest.is_file():
            return frozenset(manifest.read_text(encoding="utf-8").split())
        is_empty = not any(folder.iterdir())
    except OSError as error:
        raise FileAccessError(folder, f"cannot be written ({error.strerror or error})") from None
    if not is_empty:
        raise FileAccessError(folder, "is not empty and holds no site of ours; nothing was written")
    write_file(manifest, [b""])  # what is broken off can be taken up again
    return frozenset()


def write_changed(folder: Path, path: str, content: bytes) -> bool:
    """Whether the file at the address `path` was written: it was not there, or held something else."""
    target = folder / unquote(path)
    try:
        if target.is_file() and target.read_bytes() == content:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileAccessError(target, f"cannot be written ({error.strerror or error})") from None
    write_file(target, [content])
    return True


def close_folder(folder: Path, before: frozenset[str], now: Iterable[str]) -> int:
    """Remove the files of `before` that are not there `now`, and note those that are; how many were removed."""
    names = sorted(set(now))
    root = folder.resolve()
    gone = 0
    for path in sorted(before.difference(names)):
        target = (folder / unquote(path)).resolve()
        if root in target.parents and target.is_file():  # a manifest may say anything
            target.unlink()
            gone += 1
    write_changed(folder, MANIFEST_NAME, "".join(f"{name}\n" for name in names).encode())
    return gone

"""Data files on disk as a whole: when one was changed, and how to replace one.

A file is replaced in one step, so that a server that watches it never reads half.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from indicators.errors import DataFileError


def file_signature(path: Path) -> tuple[int, int, int] | None:
    """What tells that the file at `path` was changed, without reading it; None when there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def replace_file(path: Path, text: str) -> None:
    """Put `text` in the place of what the file at `path` holds, its permissions kept.

    Raises DataFileError when it cannot be written; then the file is as it was.
    """
    target = path.resolve()
    beside = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        beside = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        beside.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o644)
        beside.replace(target)
    except OSError as error:
        if beside is not None:
            with suppress(OSError):
                beside.unlink()
        raise DataFileError(path, f"cannot be written ({error.strerror or error})") from None

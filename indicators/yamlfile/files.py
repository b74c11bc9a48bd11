"""Data files on disk as a whole: when one was changed, and how to replace one.

A file is replaced in one step, so that a server that watches it never reads half.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from indicators.errors import DataFileError, FileAccessError
from indicators.yamlfile.parse import read_text


def file_signature(path: Path) -> tuple[int, int, int, int, int] | None:
    """What tells that the file at `path` was changed, without reading it; None when there is none.

    The first is when it was written. That, its size and its place may all be those of other content
    (`cp --preserve`, `rsync --times --inplace`); when the system last changed anything of it cannot.
    """
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino, stat.st_dev, stat.st_ctime_ns


def replace_file(path: Path, text: str) -> None:
    """Put `text` in the place of what the file at `path` holds, its permissions kept.

    Raises FileAccessError when it cannot be written; then the file is as it was.
    """
    write_file(path, [text.encode()])


def may_be_written(path: Path) -> bool:
    """Whether `path` is a file that can be replaced: it and its folder may be written to."""
    target = Path(os.path.realpath(path))
    return target.is_file() and os.access(target, os.W_OK) and os.access(target.parent, os.W_OK)


def replace_unchanged(path: Path, before: str, text: str) -> None:
    """As `replace_file`, as long as the file holds the text `before`; raises DataFileError when it no longer does."""
    if read_text(path) != before:
        raise DataFileError(path, "was changed meanwhile; nothing was written")
    replace_file(path, text)


def _umask() -> int:
    """The permissions that new files are not given."""
    os.umask(mask := os.umask(0o077))
    return mask


def write_file(path: Path, content: Iterable[bytes]) -> None:
    """Put `content` in the place of what the file at `path` holds, its permissions kept.

    What stops it, in writing or in making the content, leaves the file as it was. A device or a pipe is
    written to as it stands. Raises FileAccessError when it cannot be written.
    """
    target = Path(os.path.realpath(path))
    beside = None
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as device:
                device.writelines(content)
            return
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.writelines(content)
        beside.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        beside.replace(target)
        beside = None
    except OSError as error:
        raise FileAccessError(path, f"cannot be written ({error.strerror or error})") from None
    finally:
        if beside is not None:
            with suppress(OSError):
                beside.unlink()

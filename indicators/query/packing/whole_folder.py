"""A folder that is written whole or not at all, whatever stops the writing.

All is made in a folder aside, on the same disk. A folder that was not there comes into being in one step; in one that
is there the manifest, which names all other files, is replaced last. What a writer leaves that could not tidy up, for
it was killed, is removed by the next.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indicators.errors import FileAccessError

if sys.platform != "win32":
    import fcntl

_ASIDE_PREFIX: Final = ".packing-"


@dataclass(frozen=True, slots=True)
class WholeFolder:
    """A folder to be: what is written into `new` is `folder` after `finish`; `aside` is for what is not kept."""

    folder: Path
    aside: Path
    new: Path

    def finish(self, last: str) -> None:
        """Put everything in its place, the file called `last` at the end; or leave all as it was."""
        if not self.folder.is_dir():
            home = _nearest_folder(self.folder)
            first = self.folder.absolute().relative_to(home).parts[0]
            (self.aside / "whole" / first).rename(home / first)
            return
        names = sorted((path.name for path in self.new.iterdir()), key=lambda name: (name == last, name))
        added = [self.folder / name for name in names if not (self.folder / name).exists()]
        try:
            for name in names:
                (self.new / name).replace(self.folder / name)
        except BaseException:
            for path in added:
                path.unlink(missing_ok=True)
            raise


@contextmanager
def write_aside(folder: Path) -> Iterator[WholeFolder]:
    """Somewhere to make what `folder` is to hold; nothing of it is left in the end. Raises FileAccessError."""
    if folder.exists() and not folder.is_dir():
        raise FileAccessError(folder, "cannot be written (not a folder)")
    home = _nearest_folder(folder)
    _remove_abandoned(home)
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE_PREFIX, dir=home))
    try:
        with _locked(aside):
            new = aside / "whole" / folder.absolute().relative_to(home)
            new.mkdir(parents=True)
            yield WholeFolder(folder, aside, new)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _nearest_folder(folder: Path) -> Path:
    """The folder itself, or the nearest above it that is there."""
    whole = folder.absolute()
    return next(path for path in (whole, *whole.parents) if path.is_dir())


def _remove_abandoned(home: Path) -> None:
    """Remove what was made aside by those who no longer live."""
    for path in home.glob(f"{_ASIDE_PREFIX}*"):
        with suppress(OSError), _locked(path):
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a folder while its maker lives; OSError when somebody else does."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)

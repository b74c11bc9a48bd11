"""Load a data file in a process of its own, so that no file can take memory or time that a server needs.

A file of a size that can do no harm is loaded at once.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from indicators.check.bounded_call import MAX_HARMLESS_BYTES, call_bounded
from indicators.check.dataset_file import load_dataset
from indicators.model import Dataset


def load_bounded(path: Path, digest: str = "", *, figures_elsewhere: bool = False) -> Dataset:
    """As `load_dataset`, which raises also where the file takes too much memory or time."""
    try:
        if not path.is_file() or path.stat().st_size <= MAX_HARMLESS_BYTES:
            return load_dataset(path, digest, figures_elsewhere=figures_elsewhere)
    except OSError:
        pass  # it went just now
    return call_bounded(path, partial(load_dataset, path, digest, figures_elsewhere=figures_elsewhere))

"""Load a data file in a process of its own, so that no file can take memory or time that a server needs.

The process that loads has bounds and hands the dataset back; who asked pays for what is good only. A file
of a size that can do no harm is loaded at once. Run as a program this module is the process that loads.
"""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from indicators.check.bounded_process import LimitReached, choose_memory_limit, enter_bounds, run_bounded
from indicators.check.dataset_file import load_dataset
from indicators.errors import DataFileError, FileAccessError, InvalidDataset
from indicators.model import Dataset

#: Bytes of a file that is loaded without a process of its own: at worst it takes some hundred times as much.
MAX_HARMLESS_BYTES: Final = 256 * 2**10
#: Seconds of a processor that a file may take, and that may pass until it is loaded.
MAX_PROCESSOR_SECONDS, MAX_LOADING_SECONDS = 60, 600
#: Bytes that loading is given at least.
_MIN_LOADING_BYTES: Final = 48 * 2**20
_PROGRAM: Final = "from indicators.check.bounded_loading import load_for_parent; load_for_parent()"


def load_bounded(path: Path, digest: str = "", *, figures_elsewhere: bool = False) -> Dataset:
    """As `load_dataset`, which raises also where the file takes too much memory or time."""
    try:
        if not path.is_file() or path.stat().st_size <= MAX_HARMLESS_BYTES:
            return load_dataset(path, digest, figures_elsewhere=figures_elsewhere)
    except OSError:
        pass  # it went just now
    match answer := _ask_child(path, digest, figures_elsewhere=figures_elsewhere):
        case ("dataset", fields):
            return _from_fields(fields)
        case ("problems", problems):
            raise InvalidDataset(problems)
    _, reason, is_misuse = answer
    raise (FileAccessError if is_misuse else DataFileError)(path, reason)


def _ask_child(path: Path, digest: str, *, figures_elsewhere: bool) -> Any:
    """What the child answers; raises DataFileError when it takes too much."""
    most = choose_memory_limit(_MIN_LOADING_BYTES)
    arguments = [str(path.absolute()), str(path), str(most), digest, "1" if figures_elsewhere else ""]
    try:
        answer = run_bounded(
            _PROGRAM,
            *arguments,
            memory=most,
            processor_seconds=MAX_PROCESSOR_SECONDS,
            seconds=MAX_LOADING_SECONDS,
        )
    except OSError as error:  # no memory, or no more processes
        raise DataFileError(path, f"cannot be read: no process to read it in ({error.strerror})") from None
    except LimitReached as error:
        reason = f"reading it takes more than the {error.limit} there are for it; it is too large, or too faulty to be checked whole"
        raise DataFileError(path, reason) from None
    return pickle.loads(answer)  # noqa: S301 - what our own program wrote


def _to_fields(dataset: Dataset) -> dict[str, Any]:
    """The fields of a dataset as plain dicts: a read-only view of one cannot be sent."""
    fields = {name: getattr(dataset, name) for name in Dataset.__dataclass_fields__}
    return {
        name: dict(value) if isinstance(value, MappingProxyType) else value for name, value in fields.items()
    }


def _from_fields(fields: dict[str, Any]) -> Dataset:
    read_only: dict[str, Any] = {
        name: MappingProxyType(value) if isinstance(value, dict) else value for name, value in fields.items()
    }
    return Dataset(**read_only)


def load_for_parent() -> None:
    """Be the process that loads: set the bounds, load what the arguments name, write the answer, end."""
    path, name, most, digest, elsewhere = sys.argv[1:]
    enter_bounds(int(most), MAX_PROCESSOR_SECONDS)
    answer: tuple[Any, ...]
    try:
        dataset = load_dataset(Path(path), digest, name=name, figures_elsewhere=bool(elsewhere))
        answer = ("dataset", _to_fields(dataset))
    except InvalidDataset as error:
        answer = ("problems", error.problems)
    except DataFileError as error:
        answer = ("unreadable", error.reason, isinstance(error, FileAccessError))
    except MemoryError:
        os._exit(1)
    sys.stdout.buffer.write(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
    sys.stdout.flush()
    os._exit(0)  # without taking apart what goes with the process

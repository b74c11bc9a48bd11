"""Load a data file in a process of its own, so that no file can take memory or time that a server needs.

The process that loads has bounds and hands the dataset back; who asked pays for what is good only. A file
of a size that can do no harm is loaded at once. Run as a program this module is the process that loads.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from indicators.check.dataset_file import load_dataset
from indicators.check.memory import available_memory, bound_process
from indicators.errors import DataFileError, FileAccessError, InvalidDataset
from indicators.model import Dataset

#: Bytes of a file that is loaded without a process of its own: at worst it takes some hundred times as much.
MAX_HARMLESS_BYTES: Final = 256 * 2**10
#: Seconds of a processor that a file may take, and that may pass until it is loaded.
MAX_PROCESSOR_SECONDS, MAX_LOADING_SECONDS = 60, 600
#: The part of the memory still free that loading may take, and the least it is given (bytes).
_SHARE_OF_FREE_MEMORY: Final = 0.7
_MIN_LOADING_BYTES: Final = 48 * 2**20
#: How much later than others the process that loads gets a processor both want (0-19).
_NICENESS: Final = 5
_PROGRAM: Final = "from indicators.check.bounded_loading import load_for_parent; load_for_parent()"


def load_bounded(path: Path, digest: str = "", *, figures_elsewhere: bool = False) -> Dataset:
    """As `load_dataset`, which raises also where the file takes too much memory or time."""
    try:
        if not path.is_file() or path.stat().st_size <= MAX_HARMLESS_BYTES:
            return load_dataset(path, digest, figures_elsewhere=figures_elsewhere)
    except OSError:
        pass  # it went just now
    most = max(_MIN_LOADING_BYTES, int(available_memory() * _SHARE_OF_FREE_MEMORY))
    answer = _ask_child(path, most, digest, figures_elsewhere=figures_elsewhere)
    match answer:
        case ("dataset", fields):
            return _from_fields(fields)
        case ("problems", problems):
            raise InvalidDataset(problems)
        case ("unreadable", reason, is_misuse):
            raise (FileAccessError if is_misuse else DataFileError)(path, reason)
    raise DataFileError(path, _describe_limit(f"{most // 2**20:,} MB of memory"))


def _describe_limit(limit: str) -> str:
    return f"reading it takes more than the {limit} there are for it; it is too large, or too faulty to be checked whole"


def _ask_child(path: Path, most: int, digest: str, *, figures_elsewhere: bool) -> Any:
    """What the child answers; None when it ended without an answer, for want of memory.

    Raises DataFileError when that takes too long.
    """
    arguments = [str(path.absolute()), str(path), str(most), digest, "1" if figures_elsewhere else ""]
    try:
        child = subprocess.Popen(  # noqa: S603 - this module itself, with no word of the file
            [sys.executable, "-c", _PROGRAM, *arguments],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:  # no memory, or no more processes
        raise DataFileError(path, f"cannot be read: no process to read it in ({error.strerror})") from None
    with child:
        try:
            answer, _ = child.communicate(timeout=MAX_LOADING_SECONDS)
        except subprocess.TimeoutExpired:
            raise DataFileError(path, _describe_limit(f"{MAX_LOADING_SECONDS} seconds")) from None
        finally:
            child.kill()
    if child.returncode == -getattr(signal, "SIGXCPU", 0):
        raise DataFileError(path, _describe_limit(f"{MAX_PROCESSOR_SECONDS} seconds of processor time"))
    return pickle.loads(answer) if child.returncode == 0 else None  # noqa: S301 - what our own program wrote


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
    with suppress(OSError, AttributeError):
        os.nice(_NICENESS)
    bound_process(int(most), MAX_PROCESSOR_SECONDS)
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

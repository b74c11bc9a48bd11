"""Call a function in a process of its own, so that nothing it is given can take memory or time that a server needs.

The process has bounds and hands back what the function gives; who asked pays for that only.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from threading import Lock
from typing import Any, Final, TypeVar

from indicators.check.bounded_process import LimitReached, choose_memory_limit, enter_bounds, run_bounded
from indicators.errors import DataFileError, FileAccessError, InvalidDataset

Result = TypeVar("Result")

#: Bytes of a text that is read without a process of its own: at worst it takes some hundred times as much.
MAX_HARMLESS_BYTES: Final = 256 * 2**10
#: Seconds of a processor that the process may take, and that may pass until it is done.
MAX_PROCESSOR_SECONDS, MAX_CALL_SECONDS = 60, 600
#: Bytes that it is given at least.
_MIN_BYTES: Final = 48 * 2**20
_PROGRAM: Final = "from indicators.check.bounded_call import answer_parent; answer_parent()"
#: One process at a time: each may take most of what is free.
_turn: Final = Lock()


def call_bounded(
    name: object,
    function: Callable[..., Result],
    *arguments: object,
    processor_seconds: int | None = None,
    library_bytes: int = 0,
) -> Result:
    """What `function` gives for `arguments`, which are sent as pickles: a function of a module, or a `partial` of one.

    It may take MAX_PROCESSOR_SECONDS where nothing else is said, and most of the memory still free, less what the
    libraries take that it loads. Raises InvalidDataset and DataFileError as it does, and DataFileError of what is
    called `name` where it takes too much.
    """
    seconds = MAX_PROCESSOR_SECONDS if processor_seconds is None else processor_seconds
    with _turn:
        most = max(_MIN_BYTES, choose_memory_limit(0) - library_bytes)
        request = pickle.dumps((most, seconds, function, arguments))
        match _ask_child(name, request, most, seconds):
            case ("result", result):
                return result  # type: ignore[no-any-return]
            case ("problems", problems):
                raise InvalidDataset(problems)
            case (_, file, reason, is_misuse):
                raise (FileAccessError if is_misuse else DataFileError)(file, reason)
    raise AssertionError("the process answers one of these")


def _ask_child(name: object, request: bytes, most: int, seconds: int) -> Any:
    """What the process answers; raises DataFileError when it takes too much."""
    try:
        answer = run_bounded(
            _PROGRAM, memory=most, processor_seconds=seconds, seconds=MAX_CALL_SECONDS, given=request
        )
    except OSError as error:  # no memory, or no more processes
        raise DataFileError(name, f"cannot be read: no process to read it in ({error.strerror})") from None
    except LimitReached as error:
        reason = f"reading it takes more than the {error.limit} there are for it; it is too large, or too faulty to be checked whole"
        raise DataFileError(name, reason) from None
    return pickle.loads(answer)  # noqa: S301 - what our own program wrote


def answer_parent() -> None:
    """Be the process: set the bounds, call what standard input asks for, write the answer, end."""
    most, seconds, function, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - what our own program wrote
    enter_bounds(most, seconds)
    answer: tuple[Any, ...]
    try:
        answer = ("result", function(*arguments))
    except InvalidDataset as error:
        answer = ("problems", error.problems)
    except DataFileError as error:
        answer = ("unreadable", error.file, error.reason, isinstance(error, FileAccessError))
    except MemoryError:
        os._exit(1)
    sys.stdout.buffer.write(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
    sys.stdout.flush()
    os._exit(0)  # without taking apart what goes with the process

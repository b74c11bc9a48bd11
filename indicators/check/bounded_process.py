"""Run a program of our own in a process with bounds on memory and time: what it reads can harm nobody else.

Who asks starts it with `run_bounded`; the program begins with `enter_bounds`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import Final

from indicators.check.memory import available_memory, bound_process

#: The part of the memory still free that such a program may take.
_SHARE_OF_FREE_MEMORY: Final = 0.7
#: How much later than others it gets a processor both want (0-19).
_NICENESS: Final = 5


class LimitReached(Exception):
    """The program took more than it may; `limit` says of what: "60 seconds of processor time"."""

    def __init__(self, limit: str) -> None:
        self.limit = limit
        super().__init__(limit)


def choose_memory_limit(least: int) -> int:
    """Bytes that such a program may take now: most of what is free, and never fewer than `least`."""
    return max(least, int(available_memory() * _SHARE_OF_FREE_MEMORY))


def run_bounded(
    program: str,
    *arguments: str,
    memory: int,
    processor_seconds: int,
    seconds: float,
    given: bytes | None = None,
) -> bytes:
    """What the Python `program` writes; it reads `given`, and knows the numbers of `enter_bounds` by its own.

    Raises LimitReached, and OSError where no process can be started.
    """
    child = subprocess.Popen(  # noqa: S603 - a program of this package, with no word of what it reads
        [sys.executable, "-c", program, *arguments],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with child:
        try:
            answer, _ = child.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise LimitReached(f"{seconds} seconds") from None
        finally:
            child.kill()
    if child.returncode == -getattr(signal, "SIGXCPU", 0):
        raise LimitReached(f"{processor_seconds} seconds of processor time")
    if child.returncode != 0:  # it ended without an answer, for want of memory
        raise LimitReached(f"{memory // 2**20:,} MB of memory")
    return answer


def enter_bounds(memory: int, processor_seconds: int) -> None:
    """Be such a program: take no more, and let others go first."""
    with suppress(OSError, AttributeError):
        os.nice(_NICENESS)
    bound_process(memory, processor_seconds)

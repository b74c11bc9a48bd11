"""How much memory this process may still take, and a bound on that."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

#: Of the standard library, but for Windows, where nothing can be bounded.
resource: Any = import_module("resource") if find_spec("resource") else None

_CGROUPS: Final = Path("/sys/fs/cgroup")
_PROCESS: Final = Path("/proc/self")


def available_memory() -> int:
    """Bytes that this process may still take: the least of what its container, its limits and the machine leave.

    On a system that tells nothing of them: as much as there can be.
    """
    address_space, resident = used_memory()
    bounds = [limit - resident for limit in _resident_limits()]
    if (most := _address_space_limit()) is not None:
        bounds.append(most - address_space)
    return max(0, min(bounds, default=2**62))


def used_memory() -> tuple[int, int]:
    """Bytes of addresses that this process has, and of memory that it holds; 0 where the system does not tell (Linux does)."""
    with suppress(OSError, ValueError):
        pages = (_PROCESS / "statm").read_text().split()
        size = os.sysconf("SC_PAGE_SIZE")
        return int(pages[0]) * size, int(pages[1]) * size
    return 0, 0


def _address_space_limit() -> int | None:
    if resource is None:
        return None
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if soft == resource.RLIM_INFINITY else soft


def _resident_limits() -> Iterator[int]:
    with suppress(OSError, ValueError, AttributeError):
        yield os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    for file in _cgroup_limit_files():
        with suppress(OSError, ValueError):  # "max" is no limit
            yield int(file.read_text())


def _cgroup_limit_files() -> Iterator[Path]:
    """The files of limits of the control group of this process and of those around it, of both versions."""
    try:
        lines = (_PROCESS / "cgroup").read_text().rstrip("\n").split("\n")
    except OSError:
        return
    for line in lines:
        _, controllers, group = line.split(":", 2)
        if controllers not in ("", "memory"):
            continue
        root, name = (
            (_CGROUPS / "memory", "memory.limit_in_bytes") if controllers else (_CGROUPS, "memory.max")
        )
        here = root / group.lstrip("/")
        for folder in (here, *here.parents):
            yield folder / name
            if folder == root:
                break


def bound_process(memory: int, seconds: int) -> None:
    """Let this process take so many bytes beyond what it has, and so many seconds of a processor in all."""
    if resource is None:
        return
    for kind, limit in ((resource.RLIMIT_AS, used_memory()[0] + memory), (resource.RLIMIT_CPU, seconds)):
        with suppress(OSError, ValueError):
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))

"""`python -m indicators` and the command `indicators`: a start that lacks memory ends in one sentence."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, NoReturn

#: Bytes of addresses below which the libraries cannot be loaded, and below which a small dataset cannot be served.
MIN_ADDRESS_SPACE, SERVING_ADDRESS_SPACE = 448 * 2**20, 832 * 2**20
#: What a lack of memory looks like while modules are loaded: they say so, or a library of theirs cannot be mapped.
_SIGNS: Final = (MemoryError, ImportError, OSError, RuntimeError, SystemError)


def _address_space() -> int | None:
    """Bytes of addresses that this process may have; None where there is no limit."""
    if not find_spec("resource"):  # Windows
        return None
    resource: Any = import_module("resource")
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if soft == resource.RLIM_INFINITY else int(soft)


def _end_for_want_of_memory(limit: int | None) -> NoReturn:
    given = "there is" if limit is None else f"its limit of {limit // 2**20:,} MB (ulimit -v) leaves"
    least, serving = MIN_ADDRESS_SPACE // 2**20, SERVING_ADDRESS_SPACE // 2**20
    sys.exit(
        f"indicators: this takes more memory than {given}: {least:,} MB at least, {serving:,} MB to serve"
    )


def main() -> None:
    """Run the command line; exit code 1 where there is too little memory for it."""
    limit = _address_space()
    least = SERVING_ADDRESS_SPACE if sys.argv[1:2] == ["serve"] else MIN_ADDRESS_SPACE
    if limit is not None and limit < least:
        _end_for_want_of_memory(limit)
    try:
        from indicators.cli import main as run_command

        run_command(prog_name="indicators")
    except _SIGNS as error:
        is_short = limit is not None and limit < SERVING_ADDRESS_SPACE
        if not isinstance(error, MemoryError) and not is_short:
            raise
    else:
        return
    _end_for_want_of_memory(limit)


if __name__ == "__main__":
    main()

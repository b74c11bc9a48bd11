"""What the product is made of: every package it needs, pinned, and under which licence.

`python deploy/supply.py > deploy/licences.md` writes the list from the installed packages' own
words; a test holds the committed list and the pins in constraints.txt to them. Knows nothing of
the product but its name.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

#: a package and the optional parts of it that are wanted
Wanted = tuple[str, frozenset[str]]

_ROOT = Path(__file__).parent.parent
_PROJECT: dict[str, Any] = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

#: The names of licences under which everything may be used and passed on, also in closed products.
PERMISSIVE = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "CC0-1.0",
        "ISC",
        "MIT",
        "MIT-CMU",
        "PSF-2.0",
        "Python-2.0",
        "Unlicense",
        "Zlib",
    }
)
#: Files under these stay under them when they are changed; using them binds nothing else.
WEAK_COPYLEFT = frozenset({"MPL-2.0"})

#: What packages call their licence when they do not use its SPDX name.
_SPDX = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


def extras() -> list[str]:
    """The optional parts of the product; not what benchmarks alone are measured against."""
    return [part for part in _PROJECT["optional-dependencies"] if part != "bench"]


def closure(parts: Iterable[str] = ()) -> dict[str, Distribution]:
    """Every package that the product with these optional parts needs on this machine, by canonical name.

    Raises PackageNotFoundError when one of them is not installed.
    """
    lines = [
        *_PROJECT["dependencies"],
        *(line for part in parts for line in _PROJECT["optional-dependencies"][part]),
    ]
    return requirements(lines)


def requirements(lines: Iterable[str]) -> dict[str, Distribution]:
    """Every package that these requirement lines need on this machine, by canonical name.

    Raises PackageNotFoundError when one of them is not installed.
    """
    found: dict[str, Distribution] = {}
    waiting, asked = list(_needed(lines, frozenset())), set[Wanted]()
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) not in asked:
            asked.add((name, wanted))
            found[name] = distribution(name)
            waiting += _needed(found[name].requires or (), wanted)
    return dict(sorted(found.items()))


def _needed(lines: Iterable[str], wanted: frozenset[str]) -> Iterator[Wanted]:
    """What requirement lines ask for here; `wanted` are the optional parts of the one who asks."""
    for requirement in map(Requirement, lines):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *wanted)):
            yield canonicalize_name(requirement.name), frozenset(requirement.extras)


def licence(package: Distribution) -> str:
    """The SPDX expression of a package's licence, else its own words."""
    told = package.metadata
    classified = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier", [])
        if line.startswith("License :: ")
    ]
    short = told.get("License") or ""
    said = told.get("License-Expression") or (short if 0 < len(short) < 60 else "")
    words = said or " OR ".join(name for name in classified if name != "OSI Approved")
    return _SPDX.get(words, words) or "not stated"


def names(expression: str) -> set[str]:
    """The licences of an SPDX expression, each that binds: all of AND, the permissive ones of OR."""
    chosen: set[str] = set()
    for part in re.split(r"\s+AND\s+", expression.replace("(", "").replace(")", "")):
        offered = set(re.split(r"\s+OR\s+", part))
        chosen |= offered & PERMISSIVE or offered
    return chosen


def listed() -> str:
    """The list of what is installed with the product, as a Markdown page."""
    rows = [
        f"| {found.metadata['Name']} | {found.version} | {licence(found)} |" for found in closure().values()
    ]
    return "\n".join(
        [
            "# Licences of what is installed with Regional Indicators",
            "",
            "What serves on Linux with CPython 3.11, in the versions of `constraints.txt`, in their own words; made by `make licences`.",
            "The tools of development and tests are not passed on and not listed.",
            "",
            "| package | version | licence |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    try:
        sys.stdout.write(listed())
    except PackageNotFoundError as error:
        sys.exit(f"not installed: {error.name}; run make setup first")

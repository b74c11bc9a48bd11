"""How much the tests notice: small harms to the code, one at a time, and whether a test of its area fails.

Run: make mutants (or: python -m tests.mutants [--seed 1] [--each 12] [--jobs 2] [area ...]). A sample for each
area, drawn evenly from the kinds of harm; every one that no test noticed is printed with its place. Outside CI:
it is read, not passed. Own code because mutmut keeps all its mutants in one text, which tests that read
the source refuse, and harms no table of a module; cosmic-ray knows neither languages nor dropped calls.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from tests.harms import Harm, harms

ROOT = Path(__file__).parent.parent
#: The rooms of the package, its front hall and the scripts around it: each is judged by the tests of its name.
AREAS = (*sorted(path.parent.name for path in ROOT.glob("indicators/*/__init__.py")), "front", "pages")
#: area → tests beside tests/<area>/ that should notice harm in it as well
ALSO = {
    "model": ("check", "query/test_table.py", "text/test_hedge_text.py"),
    "yamlfile": ("check",),
    "consistency": ("text/test_finding_text.py", "text/test_audit_report.py"),
    "query": ("consistency/test_audit.py", "ui/test_search_pages.py", "web/api/test_routes.py"),
    "text": ("export", "consistency/test_audit.py"),
    "charts": ("model/test_chart_kinds.py", "web/composition/test_compare.py"),
    "export": ("web/api/test_routes.py", "cli/test_cli.py"),
    "curation": ("cli", "ui/test_workbench.py"),
    "web": ("cli/test_serve_command.py", "ui/test_hostile_data.py"),
    "cli": ("curation", "query/test_packing.py"),
    "front": ("test_errors.py", "test_i18n.py", "check", "query/test_catalogue.py"),
    "pages": ("ui", "cli/test_serve_command.py"),
}


def modules(area: str) -> list[Path]:
    """The files of an area."""
    if area == "front":
        return sorted((ROOT / "indicators").glob("*.py"))
    if area == "pages":
        return [*sorted((ROOT / "pages").glob("*.py")), ROOT / "app.py"]
    return sorted((ROOT / "indicators" / area).rglob("*.py"))


def judges_of(area: str) -> list[Path]:
    """The tests that should notice harm in an area: files and folders."""
    own = ROOT / "tests" / area
    return [*([own] if own.is_dir() else []), *(ROOT / "tests" / name for name in ALSO.get(area, ()))]


def sample(area: str, seed: int, each: int) -> list[Harm]:
    """So many harms of an area, the kinds by turns; the same for the same code and seed."""
    chance = random.Random(f"{seed} {area}")
    by_kind = defaultdict(list)
    for harm in (harm for path in modules(area) for harm in harms(path)):
        by_kind[harm.kind].append(harm)
    for found in by_kind.values():
        chance.shuffle(found)
    chosen: list[Harm] = []
    while len(chosen) < each and any(by_kind.values()):
        for kind in chance.sample(sorted(by_kind), len(by_kind)):
            if by_kind[kind] and len(chosen) < each:
                harm = by_kind[kind].pop()
                chosen += [harm] if harm.compiles(harm.path.read_bytes()) else []
    return chosen


def copied(folder: Path) -> Path:
    """The checkout without what is made in it."""
    left_out = shutil.ignore_patterns(
        ".*_cache", ".git", ".venv", ".hypothesis", "__pycache__", "dist", "build"
    )
    return Path(shutil.copytree(ROOT, folder / "tree", ignore=left_out))


def passes(tree: Path, area: str, limit: float | None = None) -> bool:
    """Whether the tests of an area pass in a copy; those that take far too long fail."""
    files = [str(path.relative_to(ROOT)) for path in judges_of(area)]
    options = ["-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=1", "-m", "not browser and not spark"]
    around = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        told = subprocess.run(
            [sys.executable, "-m", "pytest", *options, *files],
            cwd=tree, env=around, timeout=limit, capture_output=True, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return told.returncode == 0


def tried(tree: Path, mutant: Harm, area: str, limit: float) -> bool:
    """Whether a mutant survives in a copy, which is put right again."""
    path = tree / mutant.path.relative_to(ROOT)
    source = path.read_bytes()
    path.write_bytes(mutant.applied(source))
    try:
        return passes(tree, area, limit)
    finally:
        path.write_bytes(source)


def main() -> None:
    """Print the table and every survivor."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__.split("\n")[0])
    parser.add_argument("areas", nargs="*", choices=[[], *AREAS], metavar="area", help="by default all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=12, help="mutants an area")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    areas, trees = given.areas or list(AREAS), Queue()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(given.jobs) as pool:
        for number in range(given.jobs):
            trees.put(copied(Path(folder) / str(number)))

        def lent(work, *arguments):
            tree = trees.get()
            began = time.monotonic()
            try:
                return work(tree, *arguments), time.monotonic() - began
            finally:
                trees.put(tree)

        sound = dict(zip(areas, pool.map(lambda area: lent(passes, area), areas), strict=True))
        if failing := [area for area, (passed, _) in sound.items() if not passed]:
            sys.exit(f"without any harm the tests already fail of: {', '.join(failing)}")
        chosen = {area: sample(area, given.seed, given.each) for area in areas}
        asked = [
            (area, mutant, pool.submit(lent, tried, mutant, area, 30 + 3 * sound[area][1]))
            for area in areas
            for mutant in chosen[area]
        ]
        survived = defaultdict(list)
        for area, mutant, answer in asked:
            if answer.result()[0]:
                survived[area].append(mutant)
                print(f"{area}: {mutant.told(mutant.path.read_bytes(), ROOT)}", flush=True)
    print(f"\nseed {given.seed}\n{'area':12}{'mutants':>8}{'noticed':>8}{'survived':>9}{'tests take':>12}")
    for area in areas:
        count, left = len(chosen[area]), len(survived[area])
        print(f"{area:12}{count:8}{count - left:8}{left:9}{sound[area][1]:10.0f} s")


if __name__ == "__main__":
    main()

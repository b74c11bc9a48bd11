"""The command that adds a fragment, figures and records written beforehand, to a data file: add."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indicators import files
from indicators.check import check
from indicators.check.sections import SINGULAR
from indicators.cli.group import told
from indicators.cli.options import FILE, FILE_OR_DASH, shown, style_option, text_in
from indicators.fragment import joined
from indicators.resources import DATA_FILE
from indicators.yamlfile import build, text_of


@click.command("add")
@click.argument("fragment", type=FILE_OR_DASH)
@click.option("--data", type=FILE, default=DATA_FILE, help="The data file to add to.")
@style_option
def add_command(fragment: Path, data: Path, *, style: str) -> None:
    """Add the figures and records of FRAGMENT to a data file, each at its place.

    FRAGMENT holds a list of figures that each name their indicator, or lists of records by section;
    - is standard input. The whole is checked, and laid out in the one way; what check would refuse
    is not written.

    \b
    Example: indicators add articles/gazette-2026-02.yaml
    Example: indicators add harbour.yaml --data my-region/indicators.yaml
    """
    path, (text, name) = shown(data), text_in(fragment)
    together = joined(text, name, text_of(path), str(path))
    _, problems = check(build(together.text, str(path)))
    if not problems:
        files.replace(path, together.text)
    counts = (f"{n} {_noun(section, n)}" for section, n in together.added.items())
    code = told(together.located(problems), style, f"{path}: {' and '.join(counts)} added")
    if code:
        click.echo(f"{path}: nothing was written", err=True)
    sys.exit(code)


def _noun(section: str, n: int) -> str:
    return SINGULAR.get(section, "observation") if n == 1 else section

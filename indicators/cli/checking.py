"""Commands that judge a data file: check · verify · audit."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path

import click

from indicators import files
from indicators.check import check
from indicators.cli.group import told
from indicators.cli.options import data_argument, shown, style_option
from indicators.coverage import coverage
from indicators.detect import suggestions
from indicators.errors import DataFileError
from indicators.findings import report, summary
from indicators.load import load
from indicators.select import Catalogue
from indicators.verify import verify
from indicators.yamlfile import build, read, text_of

#: A watched file is looked at (not read) this often.
LOOK_EVERY_SECONDS = 0.5


@click.command("check")
@data_argument
@click.option("--watch", is_flag=True, help="Check again after every change, until Ctrl-C.")
@style_option
def check_command(path: Path, *, watch: bool, style: str) -> None:
    """List every fault of the data file PATH with its place.

    With --watch the exit code is that of the last check.

    \b
    Example: indicators check data/indicators.yaml
    Example: indicators check --watch
    """
    sys.exit(_watched(shown(path), style) if watch else _checked(shown(path), style))


def _checked(path: Path, style: str) -> int:
    text = text_of(path)
    gathered, problems = check(build(text, str(path)))
    return told(problems, style, f"{path}: {len(gathered.placed)} observations, no problems")


def _watched(path: Path, style: str) -> int:
    """Check now and after every change of the file; a file that is gone for a moment is a fault like others."""
    code = 0
    try:
        while True:
            seen = files.mark(path)
            if sys.stdout.isatty():
                click.clear()
            try:
                code = _checked(path, style)
            except DataFileError as error:
                click.echo(f"indicators: {error}", err=True)
                code = 1
            if style == "plain":
                click.echo(f"{datetime.now():%H:%M:%S} – watching {path}; Ctrl-C ends", err=True)  # noqa: DTZ005
            while files.mark(path) == seen:
                time.sleep(LOOK_EVERY_SECONDS)
    except KeyboardInterrupt:
        return code


@click.command("verify")
@data_argument
@click.option(
    "--articles",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    required=True,
    help="Folder with one <source id>.txt an article.",
)
@click.option(
    "--uncovered", is_flag=True, help="Also list the numbers of the articles that no figure covers."
)
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="ID",
    help="Look into the article of this source only. May be repeated.",
)
@style_option
def verify_command(
    path: Path, articles: Path, sources: tuple[str, ...], *, uncovered: bool, style: str
) -> None:
    """Find the printed words of every figure in the articles they are from.

    \b
    Example: indicators verify --articles ../articles --uncovered
    Example: indicators verify --articles ../articles --source gazette-2026-02
    """
    path = shown(path)
    document = read(path)
    problems, good = verify(document, articles, sources), "every figure stands where it was printed"
    if not uncovered:
        sys.exit(told(problems, style, good))
    found = coverage(load(path), articles, sources)
    if style != "plain":
        sys.exit(told([*problems, *found.problems()], style, good))
    click.echo(found.worklist(), nl=False)
    open_numbers = f"{len(found.uncovered):,} of {found.printed.total():,} printed numbers are in no figure"
    click.echo(open_numbers if found.uncovered else "every printed number is a figure or excused")
    sys.exit(told([*problems, *found.stale], style, good) or int(bool(found.uncovered)))


@click.command("audit")
@data_argument
@click.option("--strict", is_flag=True, help="Exit with 1 when a mismatch is not acknowledged in the file.")
@click.option("--suggest", is_flag=True, help="Also hint at relations and slips a curator may have missed.")
@style_option
def audit_command(path: Path, *, strict: bool, suggest: bool, style: str) -> None:
    """Check figures against each other by the relations of the data file PATH.

    Example: indicators audit data/indicators.yaml --strict
    """
    catalogue, document = Catalogue(load(shown(path))), read(shown(path))
    findings, dataset = catalogue.audit.findings, catalogue.dataset
    places = {id: document.place(("relations", index)) for index, id in enumerate(dataset.relations)}
    click.echo(report(findings, catalogue, style, places), nl=False)
    hints = suggestions(dataset) if suggest else []
    for hint in hints:
        click.echo(hint, err=style != "plain")
    if suggest and not hints:
        click.echo("no hints", err=style != "plain")
    click.echo(summary(findings), err=style != "plain")
    sys.exit(1 if strict and not all(finding.agrees for finding in findings) else 0)

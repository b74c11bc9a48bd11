"""Commands that judge a data file: check · verify · audit."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path

import click

from indicators.check import check_document
from indicators.check.dataset_file import load_dataset
from indicators.cli.command_group import print_problems
from indicators.cli.options import PathType, data_argument, display_path, style_option
from indicators.cli.progress import ProgressReport
from indicators.consistency.hints import find_hints
from indicators.curation.chart_titles import find_title_hints
from indicators.curation.coverage import measure_coverage
from indicators.curation.upgrade import hedge_hints
from indicators.curation.verify import verify_figures
from indicators.errors import DataFileError, format_problems
from indicators.query import Catalogue
from indicators.text.audit_report import format_findings, summarise_findings
from indicators.yamlfile import files, parse_document, read_document, read_text

#: A watched file is looked at (not read) this often.
WATCH_SECONDS = 0.5


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
    sys.exit(_watch_file(display_path(path), style) if watch else _check_once(display_path(path), style))


def _check_once(path: Path, style: str) -> int:
    text = read_text(path)
    with ProgressReport(lines=style == "plain") as report:
        document = parse_document(text, str(path), report)
        state, problems = check_document(document, report=report)
    hints = hedge_hints(document)
    if hints:
        click.echo(format_problems(hints), err=True, nl=False)
    return print_problems(problems, style, f"{path}: {len(state.observations)} observations, no problems")


def _watch_file(path: Path, style: str) -> int:
    """Check now and after every change of the file; a file that is gone for a moment is a fault like others."""
    code = 0
    try:
        while True:
            seen = files.file_signature(path)
            if sys.stdout.isatty():
                click.clear()
            try:
                code = _check_once(path, style)
            except DataFileError as error:
                click.echo(f"indicators: {error}", err=True)
                code = 1
            if style == "plain":
                click.echo(f"{datetime.now():%H:%M:%S} – watching {path}; Ctrl-C ends", err=True)  # noqa: DTZ005
            while files.file_signature(path) == seen:
                time.sleep(WATCH_SECONDS)
    except KeyboardInterrupt:
        return code


@click.command("verify")
@data_argument
@click.option(
    "--articles",
    type=PathType(file_okay=False, exists=True, path_type=Path),
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
    path = display_path(path)
    with ProgressReport(lines=style == "plain") as report:
        document = parse_document(read_text(path), str(path), report)
        verification = verify_figures(document, articles, sources, report)
    problems, good = verification.problems, "every figure stands where it was printed"
    if beside := sorted((*verification.vouched, *verification.unsaid)):
        click.echo(format_problems(beside), err=True, nl=False)
    if not uncovered:
        sys.exit(print_problems(problems, style, good))
    with ProgressReport(lines=style == "plain") as report:
        found = measure_coverage(load_dataset(path), articles, sources, report)
    if style != "plain":
        sys.exit(print_problems([*problems, *found.problems()], style, good))
    click.echo(found.worklist(), nl=False)
    open_numbers = f"{len(found.uncovered):,} of {found.printed.total():,} printed numbers are in no figure"
    click.echo(open_numbers if found.uncovered else "every printed number is a figure or excused")
    if found.none:
        counts = ", ".join(f"{count:,} {reason}" for reason, count in found.none.most_common())
        click.echo(f"read as no figures: {counts}", err=True)
    sys.exit(print_problems([*problems, *found.stale], style, good) or int(bool(found.uncovered)))


@click.command("audit")
@data_argument
@click.option("--strict", is_flag=True, help="Exit with 1 when a mismatch is not acknowledged in the file.")
@click.option("--suggest", is_flag=True, help="Also hint at relations and slips a curator may have missed.")
@style_option
def audit_command(path: Path, *, strict: bool, suggest: bool, style: str) -> None:
    """Check figures against each other by the relations of the data file PATH.

    Example: indicators audit data/indicators.yaml --strict
    """
    catalogue, document = Catalogue(load_dataset(display_path(path))), read_document(display_path(path))
    findings, dataset = catalogue.audit.findings, catalogue.dataset
    places = {id: document.place_of(("relations", index)) for index, id in enumerate(dataset.relations)}
    click.echo(format_findings(findings, catalogue, style, places), nl=False)
    hints = [*find_hints(dataset), *find_title_hints(catalogue)] if suggest else []
    for hint in hints:
        click.echo(hint, err=style != "plain")
    if suggest and not hints:
        click.echo("no hints", err=style != "plain")
    click.echo(summarise_findings(findings), err=style != "plain")
    sys.exit(1 if strict and not all(finding.is_settled for finding in findings) else 0)

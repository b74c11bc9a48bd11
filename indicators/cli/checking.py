"""Commands that judge a data file: check · verify · audit."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indicators import arithmetic, verify
from indicators.cli.group import report
from indicators.cli.options import data_argument, shown, style_option
from indicators.detect import suggestions
from indicators.load import load, problems_of
from indicators.select import Catalogue
from indicators.yamlfile import read


@click.command("check")
@data_argument
@style_option
def check_command(path: Path, style: str) -> None:
    """List every fault of the data file PATH with its place.

    Example: indicators check data/indicators.yaml
    """
    problems = problems_of(shown(path))
    good = (
        ""
        if problems
        else f"{shown(path)}: {sum(1 for _ in load(path).observations())} observations, no problems"
    )
    report(problems, style, good)


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
@style_option
def verify_command(path: Path, articles: Path, *, uncovered: bool, style: str) -> None:
    """Find the printed words of every figure in the articles they are from.

    Example: indicators verify --articles ../articles --uncovered
    """
    report(
        verify.problems(shown(path), articles, uncovered=uncovered),
        style,
        "every figure stands where it was printed",
    )


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
    click.echo(arithmetic.report(findings, catalogue, style, places), nl=False)
    hints = suggestions(dataset) if suggest else []
    for hint in hints:
        click.echo(hint, err=style != "plain")
    click.echo(arithmetic.summary(findings), err=style != "plain")
    sys.exit(1 if strict and not all(finding.agrees for finding in findings) else 0)

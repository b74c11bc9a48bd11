"""The command that compares two editions of a data file: diff."""

from __future__ import annotations

from pathlib import Path

import click

from indicators.changelog import Told
from indicators.cli.options import FILE_OR_DASH, text_in
from indicators.load import parse
from indicators.revision import revision
from indicators.select import Catalogue

_STYLES = {"text": Told.plain, "markdown": Told.markdown, "json": Told.json}


@click.command("diff")
@click.argument("old", type=FILE_OR_DASH)
@click.argument("new", type=FILE_OR_DASH)
@click.option(
    "--format",
    "style",
    type=click.Choice(list(_STYLES)),
    default="text",
    show_default=True,
    help="markdown writes the Data section of a changelog.",
)
def diff_command(old: Path, new: Path, style: str) -> None:
    """Say which figures were added, removed, revised, re-dated or re-hedged from OLD to NEW.

    OLD or NEW may be -, standard input.

    \b
    Example: indicators diff last-year.yaml data/indicators.yaml --format markdown
    Example: git show HEAD:data/indicators.yaml | indicators diff - data/indicators.yaml
    """
    if str(old) == str(new) == "-":
        raise click.UsageError("one of OLD and NEW can be standard input, not both")
    editions = [Catalogue(parse(*text_in(path))) for path in (old, new)]
    changes = revision(*(edition.dataset for edition in editions))
    click.echo(_STYLES[style](Told(changes, *editions)), nl=False)

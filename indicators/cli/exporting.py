"""The command that writes files: export."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import click

from indicators import export
from indicators.cli.options import DATA, FILE_OR_DASH, engine_option, filter_options, selection, write
from indicators.language import LANGUAGES
from indicators.model import Language
from indicators.opening import opened
from indicators.resources import DATA_FILE


@click.command("export")
@click.argument("what", type=click.Choice(list(export.TAKEN_AS)), metavar="WHAT")
@click.option(
    "--format",
    "kind",
    type=click.Choice([*export.FORMATS, "zip"]),
    required=True,
    help="Kind of file; a package is a zip.",
)
@click.option(
    "--out",
    type=FILE_OR_DASH,
    default=Path("-"),
    show_default=True,
    help="File to write; - is standard output.",
)
@click.option(
    "--data", type=DATA, default=DATA_FILE, help="The data file, or folder of a packed dataset, to read."
)
@click.option("--lang", type=click.Choice(list(LANGUAGES)), default="en", help="Language of texts.")
@engine_option
@filter_options
def export_command(
    what: str, kind: str, out: Path, data: Path, lang: Language, engine: str, **filters: Any
) -> None:
    """Write WHAT as a file: observations, a vocabulary (indicators, regions, ...) or the whole package.

    With filters, the figures that fit them, or the records that these figures name.

    Example: indicators export observations --format csv --indicator gdp --status actual --out gdp.csv
    """
    form = export.format_of(what, kind)
    catalogue = opened(data, engine)
    chosen = selection(catalogue, filters)
    table = "observations" if what == "package" else what
    about = export.Download(catalogue, chosen, datetime.now(UTC).date(), "", lang, table)
    content = export.written(form, export.rows_of(catalogue, table, chosen), about)
    content = chain([next(content)], content)  # what cannot be made must not empty the file that is there
    write(out, content)

"""The command that writes files: export."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import click

from indicators import export
from indicators.cli.options import (
    DATA_TYPE,
    FILE_OR_DASH_TYPE,
    engine_option,
    filter_options,
    parse_filters,
    write_output,
)
from indicators.cli.progress import ProgressReport
from indicators.i18n import DEFAULT_LANGUAGE, LANGUAGES, Language
from indicators.paths import DATA_FILE
from indicators.query.opening import open_catalogue
from indicators.yamlfile.progress import report_nothing


@click.command("export")
@click.argument("what", type=click.Choice(list(export.FORMATS_OF_TABLE)), metavar="WHAT")
@click.option(
    "--format",
    "kind",
    type=click.Choice([form.id for form in export.FILE_FORMATS]),
    required=True,
    help="Kind of file; a package is a zip.",
)
@click.option(
    "--out",
    type=FILE_OR_DASH_TYPE,
    default=Path("-"),
    show_default=True,
    help="File to write; - is standard output.",
)
@click.option(
    "--data", type=DATA_TYPE, default=DATA_FILE, help="The data file, or folder of a packed dataset, to read."
)
@click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE, help="Language of texts.")
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
    is_seen = str(out) == "-" and sys.stdout is not None and sys.stdout.isatty()
    with nullcontext(report_nothing) if is_seen else ProgressReport() as report:
        catalogue = open_catalogue(data, engine, report=report)
        chosen = parse_filters(catalogue, filters)
        about = export.Download(catalogue, chosen, datetime.now(UTC).date(), "", lang, what, report=report)
        content = form.chunks(export.select_rows(catalogue, what, chosen), about)
        content = chain([next(content)], content)  # what cannot be made must not empty the file that is there
        write_output(out, content)

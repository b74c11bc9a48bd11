"""The command that writes a page to take along: brief."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from indicators.cli.options import (
    DATA_TYPE,
    FILE_OR_DASH_TYPE,
    engine_option,
    filter_options,
    parse_filters,
    write_output,
)
from indicators.i18n import DEFAULT_LANGUAGE, LANGUAGES, Language
from indicators.paths import DATA_FILE
from indicators.query.opening import open_catalogue
from indicators.web.brief.compose_brief import compose_brief, find_brief_subject
from indicators.web.brief.write_brief import write_brief
from indicators.web.brief_formats import BRIEF_FORMATS, BRIEF_FORMATS_BY_ID


@click.command("brief")
@click.option("--out", type=FILE_OR_DASH_TYPE, required=True, help="File to write; - is standard output.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(list(BRIEF_FORMATS_BY_ID)),
    help="Kind of file; by default the one that the name of the file ends with.",
)
@click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE, help="Language of texts.")
@click.option(
    "--data", type=DATA_TYPE, default=DATA_FILE, help="The data file, or folder of a packed dataset, to read."
)
@click.option(
    "--site",
    default="",
    metavar="URL",
    help="Address of the dashboard, such as https://figures.example: named in the brief, figures lead there.",
)
@engine_option
@filter_options
def brief_command(
    out: Path, kind: str | None, lang: Language, data: Path, site: str, engine: str, **filters: Any
) -> None:
    """Write the page about a region, sector, plan or topic as one file to take along: HTML, Word or PDF.

    It has all charts, lists and figures of the page, with the sources as notes. The first of --region, --sector,
    --plan and --topic that is given is what it is about; others are filters. HTML needs nothing else, Word
    and PDF the extra `brief`.

    \b
    Example: indicators brief --topic trade --out trade.html
    Example: indicators brief --topic trade --lang zh --out trade.docx
    """
    chosen_kind = kind or _kind_of_name(out)
    catalogue = open_catalogue(data, engine)
    selection = parse_filters(catalogue, filters)
    dimension = find_brief_subject([name for name, given in filters.items() if given], selection)
    brief = compose_brief(catalogue, dimension, selection, lang, datetime.now(UTC).date(), site)
    write_output(out, [write_brief(brief, chosen_kind)])


def _kind_of_name(out: Path) -> str:
    kind = out.suffix.lower().removeprefix(".")
    if kind not in BRIEF_FORMATS_BY_ID:
        ends = " or ".join(f".{form.id}" for form in BRIEF_FORMATS)
        raise click.BadParameter(
            f"expected a name that ends with {ends}; found {str(out)!r}", param_hint="'--out'"
        )
    return kind

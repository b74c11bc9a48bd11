"""The command that writes the dashboard as a folder of files: site."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

from indicators.cli.options import DATA_TYPE, FOLDER_TYPE, display_path, engine_option
from indicators.cli.progress import ProgressReport
from indicators.i18n import LANGUAGES, Language
from indicators.paths import DATA_FILE
from indicators.web.static_site import build
from indicators.web.static_site.style import site_style


def _check_base(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """An address without a slash at its end, or none."""
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise click.BadParameter(
            f"expected an address such as https://example.org/figures; found {value!r}", ctx, param
        )
    return value.rstrip("/")


@click.command("site")
@click.option(
    "--out",
    type=FOLDER_TYPE,
    required=True,
    help="Folder to write; one that holds anything but a site is refused.",
)
@click.option(
    "--data", type=DATA_TYPE, default=DATA_FILE, help="The data file, or folder of a packed dataset, to read."
)
@click.option(
    "--lang",
    "languages",
    type=click.Choice(LANGUAGES),
    multiple=True,
    default=LANGUAGES,
    help="Language of the pages, else all; may be repeated.",
)
@click.option(
    "--base",
    default="",
    metavar="ADDRESS",
    callback=_check_base,
    help="Address at which the folder will be served, for search engines.",
)
@engine_option
def site_command(out: Path, data: Path, languages: tuple[Language, ...], base: str, engine: str) -> None:
    """Write the whole dashboard as a folder of files that any web server serves, or a disk.

    Every page, chart and figure is there, with files, pictures and a search; a second run writes
    only what changed.

    Example: indicators site --out public --base https://example.org/figures
    """
    chosen = tuple(each for each in LANGUAGES if each in languages)
    asked = build.SiteRequest(data, out, chosen, base, site_style(), datetime.now(UTC).date(), engine)
    with ProgressReport() as report:
        outcome = build.build_site(asked, report)
    click.echo(
        f"{display_path(out)}: {outcome.pages:,} pages, {outcome.files:,} files, "
        f"{outcome.written:,} written, {outcome.removed:,} removed"
    )
    if not outcome.has_search:
        click.echo("There is no search: pip install 'regional-indicators[site]'", err=True)
    for dead in outcome.dead_links:
        click.echo(dead, err=True)
    if outcome.dead_links:
        sys.exit(1)

"""Commands that serve: pack, which turns a long table into a dataset that outgrows memory, serve and mcp."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from indicators.cli.command_group import count_problems
from indicators.cli.options import (
    DATA_TYPE,
    FILE_TYPE,
    FOLDER_TYPE,
    PathType,
    display_path,
    engine_option,
    style_option,
)
from indicators.cli.progress import ProgressReport
from indicators.errors import format_problems
from indicators.paths import DATA_FILE, ROOT_FOLDER
from indicators.query.opening import DUCKDB, MissingExtra, open_catalogue
from indicators.web import uvicorn_server
from indicators.web.mcp.stdio import serve_stdio
from indicators.web.server import open_server
from indicators.web.settings import environment_variable, read_settings


class Assignment(click.ParamType[tuple[str, str]]):
    """COLUMN=VALUE."""

    name = "COLUMN=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Part at the first sign of equality."""
        name, sign, given = str(value).partition("=")
        if not sign or not name or not given:
            self.fail(f"expected COLUMN=VALUE; found {value!r}", param, ctx)
        return name, given


@click.command("pack")
@click.argument("table", type=FILE_TYPE)
@click.option(
    "--vocabulary", type=FILE_TYPE, required=True, help="YAML file with every record but the figures."
)
@click.option(
    "--out",
    type=FOLDER_TYPE,
    required=True,
    help="Folder to write; a server that serves it takes the new version at once.",
)
@click.option(
    "--set",
    "fixed",
    type=Assignment(),
    multiple=True,
    help="Value where TABLE has none, such as timing=during; may be repeated.",
)
@style_option
def pack_command(table: Path, vocabulary: Path, out: Path, fixed: tuple[Any, ...], style: str) -> None:
    """Check every row of TABLE, CSV or Parquet, and pack it for a server that need not hold it in memory.

    Columns are named like the fields of a figure in the data file: indicator, region, period,
    timing, value and source are needed; sector, counterpart, qualifier (exact), status (actual),
    base_period, stated (the value), low, high, usd, at (the row), speaker, note and id may be left out.

    Needs the extra `big`. Example: indicators pack figures.csv --vocabulary region.yaml --out region
    """
    try:
        packing = import_module("indicators.query.packing")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("indicators"):
            raise
        raise MissingExtra(DUCKDB, "big") from None
    with _tidying_up(), ProgressReport(lines=style == "plain") as report:
        outcome = packing.pack_dataset(table, display_path(vocabulary), out, dict(fixed), report)
    click.echo(
        format_problems(outcome.problems, style), nl=False, err=style == "plain" and bool(outcome.problems)
    )
    if outcome.manifest is None:
        more = outcome.faulty - len({(p.file, p.line) for p in outcome.problems})
        rest = (
            f"; {more:,} more row{' has' if more == 1 else 's have'} some that are not listed"
            if more > 0
            else ""
        )
        click.echo(f"{count_problems(outcome.problems)}{rest}; nothing was packed", err=True)
        sys.exit(1)
    if style == "plain":
        click.echo(
            f"{display_path(out)}: {outcome.manifest.rows:,} figures, content {outcome.manifest.digest}"
        )


@contextmanager
def _tidying_up() -> Iterator[None]:
    """Let whoever asks the command to end be obeyed as Ctrl-C is: what was begun is removed first."""

    def end(number: int, _: object) -> None:
        sys.exit(128 + number)

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _repeatable_option(name: str, context: str, example: str, help: str) -> Callable[..., Any]:
    """An option that may be repeated; without it, what the environment says counts."""
    return click.option(name, context, multiple=True, metavar=example, help=f"{help} May be repeated.")


@click.command("serve")
@click.option(
    "--host",
    default="127.0.0.1",
    envvar=environment_variable("host"),
    show_default=True,
    help="Address to listen on.",
)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port to listen on."
)
@click.option(
    "--data",
    type=DATA_TYPE,
    help="The data file, or folder of a packed dataset, to serve, else the bundled one; it is watched.",
)
@click.option(
    "--articles",
    type=PathType(file_okay=False, exists=True, path_type=Path),
    help="Folder with one <source id>.txt an article, to be shown to readers with every figure marked.",
)
@engine_option
@_repeatable_option(
    "--allowed-host", "allowed_hosts", "NAME", "Another name the server may be called by, or *.NAME."
)
@_repeatable_option(
    "--allow-embedding", "allow_embedding", "SITE", "Site that may frame pages with ?embed=true."
)
@_repeatable_option("--trusted-proxy", "trusted_proxies", "ADDRESS", "Proxy whose X-Forwarded headers count.")
@click.option(
    "--hsts",
    type=click.IntRange(0),
    default=0,
    metavar="SECONDS",
    help="Tell browsers to come by HTTPS only.",
)
@click.option("--workbench", is_flag=True, help="Offer the page where curators try out a data file.")
@click.option("--metrics", is_flag=True, help="Answer at /_stcore/metrics.")
def serve_command(**given: Any) -> None:
    """Serve the dashboard until interrupted.

    Every option but the port may also be set in the environment, as INDICATORS_ALLOWED_HOSTS and
    so on, lists parted by spaces.

    Example: indicators serve --port 8600 --data my-region.yaml
    """
    port = given.pop("port")
    chosen = read_settings(**{name: value for name, value in given.items() if value})
    with ProgressReport() as report:
        server = open_server(chosen, report)  # refuses to start on faults, with all of them listed
    listening = uvicorn_server.open_listening_socket(chosen.host, port)
    os.chdir(ROOT_FOLDER)  # where Streamlit looks for .streamlit/config.toml
    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    click.echo(f"Serving {chosen.data or DATA_FILE} at http://{host}:{port} until Ctrl-C", err=True)
    from indicators.ui.startup import build_app

    sys.exit(uvicorn_server.run_server(build_app(server), listening, chosen))


def _check_site(context: click.Context, parameter: click.Parameter, site: str) -> str:
    """An address that paths can be added to."""
    del context, parameter
    if site and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", site):
        raise click.BadParameter(f"expected an address such as https://example.org; found {site!r}")
    return site.rstrip("/")


@click.command("mcp")
@click.option(
    "--data", type=DATA_TYPE, help="The data file, or folder of a packed dataset; by default the bundled one."
)
@click.option(
    "--site",
    default="",
    metavar="ADDRESS",
    callback=_check_site,
    help="Address of a server of the same data, such as https://example.org: links lead there.",
)
@engine_option
def mcp_command(data: Path | None, site: str, engine: str) -> None:
    """Answer an assistant on standard input and output (Model Context Protocol).

    Tools to search, get, compare, chart and check figures; nothing is written, nothing of a text is kept.
    Needs the extra `agents`. A server has the same at /mcp.

    Example: indicators mcp --data my-region.yaml
    """
    serve_stdio(open_catalogue(data or DATA_FILE, engine), site)

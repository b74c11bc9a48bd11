"""The command that serves the dashboard: serve."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import click

from indicators.cli.options import DATA, engine_option
from indicators.live import shared
from indicators.resources import APP, DATA_FILE, ROOT
from indicators.settings import Settings, settings, variable, written
from indicators.web import running


def _many(name: str, setting: str, example: str, help: str) -> Callable[..., Any]:
    """An option that may be repeated; without it, what the environment says counts."""
    return click.option(name, setting, multiple=True, metavar=example, help=f"{help} May be repeated.")


@click.command("serve")
@click.option(
    "--host",
    default="127.0.0.1",
    envvar=variable("host"),
    show_default=True,
    help="Address to listen on.",
)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port to listen on."
)
@click.option(
    "--data",
    type=DATA,
    help="The data file, or folder of a packed dataset, to serve, else the bundled one; it is watched.",
)
@engine_option
@_many("--allowed-host", "allowed_hosts", "NAME", "Another name the server may be called by, or *.NAME.")
@_many("--allow-embedding", "allow_embedding", "SITE", "Site that may frame pages with ?embed=true.")
@_many("--trusted-proxy", "trusted_proxies", "ADDRESS", "Proxy whose X-Forwarded headers count.")
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
    given["data"] = given["data"] and given["data"].resolve()
    os.environ |= {name: value for name, value in written(Settings(**given)).items() if value}
    chosen = settings()
    shared()  # refuse to start on faults, with all of them listed
    listening = running.listen(chosen.host, port)
    os.chdir(ROOT)  # where Streamlit looks for .streamlit/config.toml
    sys.path.insert(0, str(ROOT))
    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    click.echo(f"Serving {chosen.data or DATA_FILE} at http://{host}:{port} until Ctrl-C", err=True)
    sys.exit(running.run(f"{APP.stem}:app", listening, chosen))

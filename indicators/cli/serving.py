"""The command that serves the dashboard: serve."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from indicators.cli.options import FILE
from indicators.load import load
from indicators.resources import APP, DATA_FILE, ROOT
from indicators.settings import settings, written


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port to listen on."
)
@click.option("--data", type=FILE, default=DATA_FILE, help="The data file to serve; it is watched.")
@click.option("--workbench", is_flag=True, help="Offer the page where curators try out a data file.")
def serve_command(host: str, port: int, data: Path, *, workbench: bool) -> None:
    """Serve the dashboard until interrupted.

    Example: indicators serve --port 8600
    """
    load(data)  # refuse to start on faults, with all of them listed
    given = replace(settings(), data=data.resolve(), host=host)
    os.environ.update(written(replace(given, workbench=workbench or given.workbench)))
    os.chdir(ROOT)  # where Streamlit looks for .streamlit/config.toml
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(APP),
        f"--server.address={host}",
        f"--server.port={port}",
    ]
    os.execv(sys.executable, command)  # noqa: S606 - this process becomes the server, so signals reach it

"""The command that serves the dashboard: serve."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from indicators.cli.options import FILE
from indicators.load import load
from indicators.resources import APP, DATA_FILE, ROOT


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port to listen on."
)
@click.option("--data", type=FILE, default=DATA_FILE, help="The data file to serve; it is watched.")
def serve_command(host: str, port: int, data: Path) -> None:
    """Serve the dashboard until interrupted.

    Example: indicators serve --port 8600
    """
    load(data)  # refuse to start on faults, with all of them listed
    os.environ["INDICATORS_DATA"] = str(data.resolve())
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

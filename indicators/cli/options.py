"""What several commands share: the data file, the style of faults, the filters of the pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from indicators.errors import PROBLEM_FORMATS
from indicators.paths import DATA_FILE
from indicators.query import (
    DIMENSION_FILTERS,
    FILTER_NAMES,
    OTHER_FILTERS,
    Catalogue,
    Selection,
    filter_parameters,
)
from indicators.query.opening import ENGINE_CHOICES
from indicators.yamlfile import decode_text, read_text

FILE_TYPE = click.Path(dir_okay=False, path_type=Path)
#: A data file, or the folder of a packed dataset.
DATA_TYPE = click.Path(path_type=Path)
#: A file, or standard input or output.
FILE_OR_DASH_TYPE = click.Path(dir_okay=False, allow_dash=True, path_type=Path)

data_argument = click.argument("path", type=FILE_TYPE, default=DATA_FILE)


engine_option = click.option(
    "--engine",
    default="",
    metavar="NAME",
    help=f"What keeps the rows of a packed dataset: {ENGINE_CHOICES}; by default duckdb.",
)


def style_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--format`: how faults are written; GitHub's way where GitHub runs the command."""
    default = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "plain"
    return click.option(
        "--format",
        "style",
        type=click.Choice(list(PROBLEM_FORMATS)),
        default=default,
        show_default=True,
        help="How faults are written.",
    )(command)


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """An option for every filter that pages and API have."""
    for name in reversed(DIMENSION_FILTERS):
        command = click.option(
            f"--{name}", multiple=True, metavar="ID", help=f"Only this {name}; may be repeated."
        )(command)
    for other in OTHER_FILTERS:
        command = click.option(
            f"--{other.id}",
            multiple=other.is_repeated,
            is_flag=not other.metavar,
            metavar=other.metavar or None,
            help=other.help,
        )(command)
    return command


def parse_filters(catalogue: Catalogue, filters: dict[str, Any]) -> Selection:
    """The selection that the options ask for; raises UnknownId."""
    given = {name: filters[name] for name in FILTER_NAMES if filters[name]}
    parsed = catalogue.parse(filter_parameters(given))
    if parsed.unknown:
        raise parsed.unknown[0]
    return parsed.selection


def read_input(path: Path) -> tuple[str, str]:
    """The text of a file, of standard input for -, and what messages call it.

    Always UTF-8, whatever the terminal speaks. Raises DataFileError.
    """
    if str(path) == "-":
        return decode_text(sys.stdin.buffer.read(), "<stdin>"), "<stdin>"
    return read_text(display_path(path)), str(display_path(path))


def write_output(out: Path, content: Iterable[bytes]) -> None:
    """Write to the file `out`, or to standard output; what cannot be written is misuse."""
    try:
        if str(out) == "-":
            sys.stdout.buffer.writelines(content)
        else:
            with out.open("wb") as file:
                file.writelines(content)
    except OSError as error:
        raise click.UsageError(f"{out}: cannot be written ({error.strerror})") from None


def display_path(path: Path) -> Path:
    """The path as messages name it: relative to the working folder where it is inside it."""
    resolved = path.resolve()
    return resolved.relative_to(Path.cwd()) if resolved.is_relative_to(Path.cwd()) else path

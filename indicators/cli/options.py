"""What several commands share: the data file, the style of faults, the filters of the pages."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import click

from indicators.errors import PROBLEM_FORMATS, FileAccessError
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
from indicators.yamlfile.files import write_file


class PathType(click.Path):
    """A path; nothing at all, as an unset variable of a shell gives, is not the working folder, nor is a device one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse what is empty, and what is there and no folder where one is wanted."""
        if not str(value).strip():
            self.fail(
                f"expected the path of a {'folder' if self.dir_okay and not self.file_okay else 'file'}; found nothing",
                param,
                ctx,
            )
        path = super().convert(value, param, ctx)
        if (
            self.dir_okay
            and not self.file_okay
            and Path(os.fsdecode(path)).exists()
            and not Path(os.fsdecode(path)).is_dir()
        ):
            self.fail(f"{os.fspath(path)!r} is not a folder", param, ctx)
        return path


FILE_TYPE = PathType(dir_okay=False, path_type=Path)
FOLDER_TYPE = PathType(file_okay=False, path_type=Path)
#: A data file, or the folder of a packed dataset.
DATA_TYPE = PathType(path_type=Path)
#: A file, or standard input or output.
FILE_OR_DASH_TYPE = PathType(dir_okay=False, allow_dash=True, path_type=Path)

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
        return decode_text(_read_stdin(), "<stdin>"), "<stdin>"
    return read_text(display_path(path)), str(display_path(path))


def _read_stdin() -> bytes:
    try:
        return _bytes_of(sys.stdin).read()
    except OSError as error:
        raise FileAccessError("<stdin>", f"cannot be read ({error.strerror or error})") from None


def _bytes_of(stream: TextIO | None) -> BinaryIO:
    """What is below a standard stream; OSError where whoever started the command closed it."""
    if stream is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return stream.buffer


def write_output(out: Path, content: Iterable[bytes]) -> None:
    """Write to the file `out`, which stays as it was where that fails, or to standard output.

    Raises FileAccessError; OSError for standard output, as `click.echo` does.
    """
    if str(out) != "-":
        write_file(out, content)
        return
    stream = _bytes_of(sys.stdout)
    stream.writelines(content)
    stream.flush()


def display_path(path: Path) -> Path:
    """The path as messages name it: relative to the working folder where it is inside it."""
    resolved, folder = os.path.realpath(path), os.path.realpath("")
    return Path(resolved).relative_to(folder) if Path(resolved).is_relative_to(folder) else path

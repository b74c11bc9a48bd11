"""How commands fail: one line that says what to do and an exit code, never a traceback.

Exit codes: 0 good; 1 faults in the data or text; 2 misuse, or a file that cannot be reached or written;
141 when whoever read the output has gone, as a shell tells it of every program: no words are lost on them.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import click
from click.exceptions import Exit

from indicators.errors import IndicatorsError, InvalidDataset, Problem, count_faults, format_problems

#: What a shell tells of a program that wrote on when nobody read: 128 and the number of SIGPIPE.
_NOBODY_READS = 141
#: So many signs that no first sentence of a command is cut short.
_MAX_HELP_LENGTH = 400


class ChapteredGroup(click.Group):
    """A group whose commands may raise IndicatorsError; `chapters` order them in the help."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.chapters: dict[str, tuple[str, ...]] = {}

    def add_chapter(self, title: str, *commands: click.Command) -> None:
        """Add `commands` under a heading of their own."""
        for command in commands:
            self.add_command(command)
        self.chapters[title] = tuple(command.name or "" for command in commands)

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        """Read the command line, which may end in the help that was asked for."""
        with _ending_quietly():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn what the package explains into a message."""
        with _ending_quietly():
            try:
                return super().invoke(ctx)
            except InvalidDataset as error:
                click.echo(format_problems(error.problems), err=True, nl=False)
                click.echo(count_problems(error.problems), err=True)
                ctx.exit(1)
            except IndicatorsError as error:
                click.echo(f"indicators: {error}", err=True)
                ctx.exit(2 if error.is_misuse else 1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of their chapters."""
        del ctx
        return [name for names in self.chapters.values() for name in names]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each chapter of commands with the first sentence of each."""
        for title, names in self.chapters.items():
            with formatter.section(title):
                formatter.write_dl(
                    [
                        (name, command.get_short_help_str(limit=_MAX_HELP_LENGTH))
                        for name in names
                        if (command := self.get_command(ctx, name))
                    ]
                )


@contextmanager
def _ending_quietly() -> Iterator[None]:
    """End without a word when nobody reads what is written, with a sentence when it cannot be written."""
    try:
        yield
    except OSError as error:
        _discard_output()
        if error.errno == errno.EPIPE:
            raise Exit(_NOBODY_READS) from None
        reason = error.strerror or str(error)
        where = error.filename if error.filename is not None else "<stdout>"
        with suppress(OSError):
            click.echo(
                f"indicators: {where}: cannot be {'read' if error.filename else 'written'} ({reason})",
                err=True,
            )
        raise Exit(2) from None


def _discard_output() -> None:
    """Let nobody have what waits to be written, which would fail once more when Python ends."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


def count_problems(problems: Sequence[Problem]) -> str:
    """How many problems there are, in words."""
    n = count_faults(problems)
    return f"{n} problem{'' if n == 1 else 's'}"


def print_problems(problems: Sequence[Problem], style: str, good: str) -> int:
    """Print `problems` in the asked style, or that all is `good`; the exit code that this means."""
    click.echo(format_problems(problems, style), nl=False)
    if style == "plain":
        click.echo(count_problems(problems) if problems else good, err=bool(problems))
    return 1 if problems else 0

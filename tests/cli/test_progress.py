"""Long work says how far it is on standard error; short work says nothing, and nothing ever stands on standard output."""

from __future__ import annotations

import itertools
import sys

import pytest
from click.testing import CliRunner

from indicators.cli import main, progress
from tests.packing import ROWS, table


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes as many seconds on as a test says at every look."""

    def go_on(seconds):
        ticks = itertools.count(0, seconds)
        monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(ticks)))

    return go_on


def test_without_a_terminal_a_line_is_written_now_and_then(clock, capsys):
    clock(5)
    report = progress.ProgressReport()
    for step in range(9):
        report("checking", step / 8, step * 1000)
    report.close()

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "checking: 38%, 3,000 rows, 200 rows a second, 25 seconds left",
        "checking: 75%, 6,000 rows, 200 rows a second, 10 seconds left",
    ]


def test_on_a_terminal_a_bar_is_drawn_with_rate_and_time_left(clock, capsys, monkeypatch):
    clock(5)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    report = progress.ProgressReport()
    for step in range(9):
        report("checking", step / 8, step * 1000)
    report.close()

    said = capsys.readouterr()
    assert said.out == ""
    assert "200 rows a second" in said.err
    assert "100%" in said.err
    assert said.err.endswith("\n")


def test_short_work_is_silent(tmp_path, vocabulary_file):
    done = CliRunner().invoke(
        main,
        [
            "pack",
            str(table(tmp_path, ROWS)),
            "--vocabulary",
            str(vocabulary_file),
            "--out",
            str(tmp_path / "out"),
        ],
    )

    assert done.exit_code == 0
    assert done.stderr == ""


def test_packing_tells_every_phase_up_to_its_end(tmp_path, vocabulary_file):
    from indicators.query.packing import pack_dataset

    told = []
    pack_dataset(
        table(tmp_path, ROWS), vocabulary_file, tmp_path / "out", report=lambda *each: told.append(each)
    )

    assert {phase for phase, *_ in told} == {"checking", "sorting"}
    assert told[-1][1] == 1.0
    assert all(0 <= share <= 1 for _, share, _ in told)

"""Long work says how far it is on standard error; short work says nothing, and nothing ever stands on standard output."""

from __future__ import annotations

import io
import json
import re
import sys
from datetime import date

import pytest
from click.testing import CliRunner

from indicators.check import check_document
from indicators.check.dataset_file import load_dataset
from indicators.cli import main, progress
from indicators.curation.coverage import measure_coverage
from indicators.curation.verify import verify_figures
from indicators.export import FILE_FORMATS, Download, select_rows
from indicators.query import EVERYTHING, Catalogue
from indicators.query.opening import open_catalogue
from indicators.query.packing import pack_dataset
from indicators.web.server import open_server
from indicators.web.settings import read_settings
from indicators.yamlfile import parse_document
from tests.packing import ROWS, packed, table


class Clock:
    """A clock that stands until a test sets it."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


class Terminal(io.StringIO):
    """Standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


def words(stream):
    """What stands on a terminal in turn, without the signs that move on it."""
    plain = re.sub(r"\x1b\[[?0-9]*[A-Za-z]", "", stream.getvalue())
    return [line.rstrip() for line in re.split(r"[\r\n]", plain) if line.strip()]


def work(report, clock, phase="checking rows", steps=8, seconds=5.0, rows=1000):
    """Steps of a work of so many seconds each, with a look at it after each."""
    for step in range(steps + 1):
        report(phase, step / steps, step * rows)
        report.show()
        clock.seconds += seconds


def test_without_a_terminal_a_line_is_written_now_and_then(clock, capsys):
    report = progress.ProgressReport(now=clock)
    work(report, clock)
    report.close()

    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "checking rows: 12%, 1,000 so far, 200 a second, 35 seconds left",
        "checking rows: 50%, 4,000 so far, 200 a second, 20 seconds left",
        "checking rows: 88%, 7,000 so far, 200 a second, 5 seconds left",
    ]


def test_on_a_terminal_a_bar_is_drawn_with_rate_and_time_left(clock, capsys, monkeypatch):
    monkeypatch.setattr(progress.time, "time", clock)
    screen = Terminal()
    report = progress.ProgressReport(now=clock, stream=screen)
    work(report, clock)
    report.close()

    assert capsys.readouterr() == ("", "")
    drawn = words(screen)
    assert (
        "checking rows  [##################------------------]   50%  00:00:20  4,000 so far, 200 a second"
        in drawn
    )
    assert drawn[-1].startswith("checking rows  [####################################]  100%")
    assert screen.getvalue().endswith("\n")


@pytest.mark.parametrize("stream", [Terminal, io.StringIO])
def test_work_shorter_than_two_seconds_says_nothing(clock, stream):
    screen = stream()
    report = progress.ProgressReport(now=clock, stream=screen)
    work(report, clock, seconds=0.2)
    report.close()

    assert screen.getvalue() == ""


def test_work_that_says_nothing_of_itself_is_told_with_its_seconds(clock, capsys):
    report = progress.ProgressReport(now=clock)
    report("sorting rows", None, 0)
    for seconds in (1, 2, 3, 16, 17, 33):
        clock.seconds = seconds
        report.show()

    assert capsys.readouterr().err.splitlines() == [
        "sorting rows: 2 seconds so far",
        "sorting rows: 17 seconds so far",
        "sorting rows: 33 seconds so far",
    ]


def test_on_a_terminal_every_phase_that_lasts_has_a_bar_of_its_own_full_when_it_ends(clock):
    screen = Terminal()
    report = progress.ProgressReport(now=clock, stream=screen)
    work(report, clock, "checking rows", steps=3)
    report("sorting rows", None, 0)
    clock.seconds += 4
    report.show()
    report("looking for repeated ids", None, 0)  # over before anybody looks
    work(report, clock, "writing rows", steps=3)
    report.close()

    drawn = words(screen)
    last = {line.partition("  [")[0]: line for line in drawn}
    assert list(last) == ["checking rows", "sorting rows", "writing rows"]
    assert all("[####################################]" in line for line in last.values())
    assert "sorting rows  [------------------------------------]  4 seconds so far" in drawn


def test_a_bar_of_work_that_is_stopped_is_left_as_it_was(clock):
    screen = Terminal()
    report = progress.ProgressReport(now=clock, stream=screen)

    def stop():
        with report:
            report("checking rows", 0.5, 1000)
            clock.seconds = 5
            report.show()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert " 50%" in words(screen)[-1]
    assert screen.getvalue().endswith("\n")


def test_programs_that_read_json_are_told_no_lines(clock, capsys):
    report = progress.ProgressReport(lines=False, now=clock)
    work(report, clock)
    report.close()

    assert capsys.readouterr() == ("", "")


def test_a_closed_standard_error_stops_no_work(clock, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    report = progress.ProgressReport(now=clock)
    with report:
        work(report, clock)


def every_work(small_file, vocabulary_file, folder):
    """What works long → how it is done while a report is told."""
    (folder / "articles").mkdir()
    (folder / "out").mkdir()
    big = packed(folder, vocabulary_file)
    dataset, text = load_dataset(small_file), small_file.read_text(encoding="utf-8")
    held, outgrown = Catalogue(dataset), open_catalogue(big)

    def export(form, catalogue):
        what = "observations" if "observations" in form.tables else "package"

        def write(report):
            about = Download(catalogue, EVERYTHING, date(2026, 1, 1), table=what, report=report)
            form.write(select_rows(catalogue, what, EVERYTHING), about)

        return write

    return {
        "pack": lambda report: pack_dataset(
            table(folder, ROWS), vocabulary_file, folder / "out", report=report
        ),
        "check": lambda report: check_document(parse_document(text, str(small_file), report), report=report),
        "verify": lambda report: verify_figures(
            parse_document(text, str(small_file), report), folder / "articles", report=report
        ),
        "uncovered": lambda report: measure_coverage(dataset, folder / "articles", report=report),
        "serve": lambda report: open_server(read_settings(data=small_file), report),
        "serve packed": lambda report: open_server(read_settings(data=big), report),
        **{f"export {form.id}": export(form, held) for form in FILE_FORMATS},
        **{f"export packed {form.id}": export(form, outgrown) for form in FILE_FORMATS},
    }


WRITING = ["writing rows"]
PHASES = {
    "pack": [
        "reading the vocabulary",
        "checking rows",
        "comparing statements",
        "looking for repeated ids",
        "sorting rows",
        "writing rows",
        "counting combinations",
    ],
    "check": ["reading lines", "checking records", "checking records against each other"],
    "verify": [
        "reading lines",
        "checking records",
        "checking records against each other",
        "reading articles",
        "looking up figures",
    ],
    "uncovered": ["reading what articles print"],
    "serve": ["reading the data file"],
    "serve packed": ["checking the rows", "reading the vocabulary", "opening the rows"],
    **{
        f"export {kind}{form.id}": ["fetching rows", "writing rows", "closing the workbook"]
        if form.id == "xlsx"
        else WRITING
        for kind in ("", "packed ")
        for form in FILE_FORMATS
    },
}


def test_all_long_work_tells_every_phase_with_shares_that_rise_to_the_whole(
    small_file, vocabulary_file, tmp_path
):
    found = {}
    for name, do in every_work(small_file, vocabulary_file, tmp_path).items():
        said = []
        do(lambda *each, said=said: said.append(each))
        found[name] = list(dict.fromkeys(phase for phase, *_ in said))
        for phase in found[name]:
            shares = [share for one, share, _ in said if one == phase and share is not None]
            assert shares == sorted(shares), (name, phase)
            assert not shares or shares[-1] == 1.0, (name, phase)
            counts = [done for one, _, done in said if one == phase]
            assert counts == sorted(counts), (name, phase)

    assert found == PHASES


def commands(small_file, vocabulary_file, folder):
    """Commands that may work long, each with what a program reads of its standard output."""
    rows = table(folder, ROWS)
    pack = ["pack", str(rows), "--vocabulary", str(vocabulary_file), "--out", str(folder / "packed")]
    return [
        [*pack, "--format", "json"],
        ["check", str(small_file), "--format", "json"],
        ["export", "observations", "--format", "json", "--data", str(small_file)],
    ]


def test_standard_output_is_the_same_while_progress_is_shown(
    small_file, vocabulary_file, tmp_path, monkeypatch
):
    plain = [CliRunner().invoke(main, one).stdout for one in commands(small_file, vocabulary_file, tmp_path)]
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", -1.0)
    shown = progress.ProgressReport.__call__

    def show_each(report, *said):
        shown(report, *said)
        report.show()

    monkeypatch.setattr(progress.ProgressReport, "__call__", show_each)
    told = [CliRunner().invoke(main, one) for one in commands(small_file, vocabulary_file, tmp_path)]

    assert [one.stdout for one in told] == plain
    assert [bool(re.search("so far", one.stderr)) for one in told] == [False, False, True]
    assert all(json.loads(text) is not None for text in plain)


def test_short_work_is_silent(small_file, vocabulary_file, tmp_path):
    for arguments in commands(small_file, vocabulary_file, tmp_path):
        done = CliRunner().invoke(main, arguments)

        assert done.exit_code == 0
        assert done.stderr == ""

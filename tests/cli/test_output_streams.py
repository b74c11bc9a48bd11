"""Where a command writes to: a pipe that nobody reads, a device that is full, a stream that is closed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from indicators.cli import main
from indicators.yamlfile import files as data_files
from tests.cli.every_command import ARGUMENTS, WITHOUT_OUTPUT, command_names, make_files

WAYS = [f"{name} {arguments}".strip() for name, ways in ARGUMENTS.items() for arguments in ways]
HELP = ["--help", "--version", *(f"{name} --help" for name in ("new", *dict(command_names())))]
FULL = Path("/dev/full")
NO_SPACE = "cannot be written (No space left on device)\n"


@pytest.fixture
def end_of(tmp_path, small_file, vocabulary_file, monkeypatch, capsys):
    """The exit code of a command whose standard output is a stream, and what it said on standard error."""
    there = make_files(tmp_path, small_file, vocabulary_file)

    def run(way, stream):
        monkeypatch.setattr(sys, "stdout", stream)
        with pytest.raises(SystemExit) as end:
            main([word.format(**there) for word in way.split()], prog_name="indicators")
        if stream is not None:
            stream.close()  # as Python does when it ends: nothing may be left that cannot be written
        return end.value.code, capsys.readouterr().err

    return run


def unread_pipe():
    reading, writing = os.pipe()
    os.close(reading)
    return os.fdopen(writing, "w", encoding="utf-8")


def test_every_command_is_tried():
    tried = {name for name, _ in command_names()}
    new_records = {name for name in tried if name.startswith("new ")} - set(ARGUMENTS)

    assert new_records, "records are written by one function, of which one is enough"
    assert tried - new_records == set(ARGUMENTS) | set(WITHOUT_OUTPUT)


@pytest.mark.parametrize("way", [*WAYS, *HELP])
def test_a_pipe_that_nobody_reads_ends_a_command_without_a_word(end_of, way):
    code, said = end_of(way, unread_pipe())

    assert code == 141
    assert "rror" not in said
    assert "pipe" not in said
    assert "Traceback" not in said


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("way", [*WAYS, *HELP])
def test_a_full_device_is_told_in_one_sentence(end_of, way):
    code, said = end_of(way, FULL.open("w", encoding="utf-8"))

    assert code == 2
    assert said.endswith(f"indicators: <stdout>: {NO_SPACE}")
    assert said.count("cannot be written") == 1


@pytest.mark.parametrize("way", WAYS)
def test_a_stream_that_is_closed_is_no_crash(end_of, way):
    code, said = end_of(way, None)

    assert code in (0, 1, 2)
    assert code != 2 or said.endswith("indicators: <stdout>: cannot be written (Bad file descriptor)\n")


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("way", [way for way in WAYS if way.startswith(("export", "schema"))])
def test_a_file_on_a_full_device_is_told_in_one_sentence(end_of, way, capsys):
    code, said = end_of(f"{way} --out /dev/full", None)

    assert (code, said) == (2, f"indicators: /dev/full: {NO_SPACE}")


@pytest.mark.parametrize("way", [way for way in WAYS if way.startswith(("export", "schema"))])
def test_a_disk_that_fills_up_leaves_the_file_that_is_there(end_of, tmp_path, monkeypatch, way):
    out = tmp_path / "out.file"
    out.write_text("what was there", encoding="utf-8")
    real = os.fdopen

    def fill_up(handle, mode, **_):
        os.close(handle)
        return real(os.open("/dev/full", os.O_WRONLY), mode)

    monkeypatch.setattr(data_files.os, "fdopen", fill_up)
    before = set(tmp_path.iterdir())

    assert end_of(f"{way} --out {out}", None) == (2, f"indicators: {out}: {NO_SPACE}")
    assert out.read_text(encoding="utf-8") == "what was there"
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("errors", ["2>&1", ""])
def test_nothing_is_left_to_fail_when_python_ends(root, errors):
    command = f"{sys.executable} -m indicators export observations --format csv {errors} | true; exit ${{PIPESTATUS[0]}}"

    done = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, text=True, check=False)

    told = [line for line in done.stderr.split("\n") if line and not line.endswith(" so far")]
    assert (done.returncode, told) == (141, [])

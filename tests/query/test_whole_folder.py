"""Packing writes a folder whole or not at all: whatever stops it, nothing is left, and a pack that was there is as it was."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indicators.errors import FileAccessError
from indicators.query.packed_dataset import MANIFEST_NAME, read_manifest
from indicators.query.packing import pack_dataset, pack_folder, whole_folder
from tests.packing import HEADER, ROWS, packed, table

FAULTY = [*ROWS, "catch,prot,salmon,,2019,during,12,exact,,herald,4"]


def contents(folder: Path) -> dict[str, bytes]:
    """Everything that lies in a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


OUTS = ("new", "deep", "empty", "packed")


@pytest.fixture(params=OUTS)
def out(request, tmp_path, vocabulary_file):
    """A folder to pack into: not there, nor those above it; empty; or with a pack."""
    home = tmp_path / "home"
    home.mkdir()
    match request.param:
        case "new":
            return home / "out"
        case "deep":
            return home / "a" / "b" / "out"
        case "empty":
            (home / "out").mkdir()
            return home / "out"
        case _:
            return packed(home, vocabulary_file, ROWS[:3])


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


STEPS = {
    "the rows set aside": (pack_folder.pq, "ParquetWriter"),
    "the sort": (pack_folder, "sort_rows"),
    "the numbers of combinations": (pack_folder, "_write_combinations"),
    "the digest": (pack_folder, "_digest"),
    "the manifest": (pack_folder, "write_manifest"),
}


@pytest.mark.parametrize(
    ("step", "fault", "out"),
    [
        *(("the digest", KeyboardInterrupt(), out) for out in OUTS),
        *((step, KeyboardInterrupt(), "packed") for step in STEPS if step != "the digest"),
        ("the sort", OSError(28, "No space left on device"), "deep"),
        ("the digest", SystemExit(143), "packed"),
        ("the numbers of combinations", MemoryError(), "deep"),
    ],
    indirect=["out"],
    ids=lambda one: one if isinstance(one, str) else type(one).__name__,
)
def test_what_stops_it_at_any_step_leaves_all_as_it_was(
    tmp_path, home, out, vocabulary_file, monkeypatch, step, fault
):
    before = contents(home)

    def stop(*_, **__):
        raise fault

    monkeypatch.setattr(*STEPS[step], stop)
    with pytest.raises(FileAccessError if isinstance(fault, OSError) else type(fault)) as caught:
        pack_dataset(table(tmp_path, ROWS), vocabulary_file, out)

    assert contents(home) == before
    if isinstance(fault, OSError):
        assert str(caught.value) == f"{out}: cannot be written (No space left on device)"


@pytest.mark.parametrize("rows", [FAULTY, ["nonsense"]])
def test_faults_leave_all_as_it_was(tmp_path, home, out, vocabulary_file, rows):
    before = contents(home)

    assert pack_dataset(table(tmp_path, rows), vocabulary_file, out).manifest is None
    assert contents(home) == before


@pytest.mark.parametrize("failing", range(4))
def test_a_file_that_cannot_be_put_in_its_place_leaves_the_pack_that_was_there(
    tmp_path, vocabulary_file, monkeypatch, failing
):
    folder = packed(tmp_path, vocabulary_file, ROWS[:3])
    before, real, done = contents(folder), Path.replace, []

    def replace(self, target):
        if len(done) == failing:
            raise OSError(5, "Input/output error")
        done.append(target)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(FileAccessError, match="Input/output error"):
        pack_dataset(table(tmp_path, ROWS), vocabulary_file, folder)

    assert contents(folder) == before


def test_a_good_pack_is_whole_and_nothing_lies_beside_it(tmp_path, home, out, vocabulary_file):
    there = read_manifest(out).files if (out / MANIFEST_NAME).exists() else ()
    outcome = pack_dataset(table(tmp_path, ROWS), vocabulary_file, out)

    assert read_manifest(out) == outcome.manifest
    assert {path.name for path in out.iterdir()} == {MANIFEST_NAME, *outcome.manifest.files, *there}
    assert not list(home.rglob(".packing-*"))
    assert out.stat().st_mode & 0o777 == 0o777 & ~_umask()


def _umask():
    os.umask(mask := os.umask(0))
    return mask


def test_what_one_that_was_killed_left_is_removed_by_the_next_but_not_what_another_works_in(
    tmp_path, vocabulary_file
):
    folder = packed(tmp_path, vocabulary_file, ROWS[:3])
    (folder / ".packing-dead").mkdir()
    (folder / ".packing-dead" / "checked.parquet").write_bytes(b"half")

    with whole_folder.write_aside(folder) as other:
        pack_dataset(table(tmp_path, ROWS), vocabulary_file, folder)
        assert other.new.is_dir()

    assert not list(folder.glob(".packing-*"))


@pytest.mark.parametrize("limit", [30_000])
def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path, vocabulary_file, limit):
    rows = [f"catch,port,salmon,,{year}-{month:02}-01,at,{year}{month}.5,exact,,herald,{year}" for year in range(1000, 1400) for month in range(1, 13)]  # fmt: skip
    path, out = table(tmp_path, rows), tmp_path / "home" / "out"
    out.parent.mkdir()

    def shrink():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-m", "indicators", "pack", path, "--vocabulary", vocabulary_file, "--out", out],
        capture_output=True, text=True, check=False, preexec_fn=shrink, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip

    assert done.returncode == 2, done.stderr
    said = [line for line in done.stderr.splitlines() if "seconds so far" not in line]
    assert len(said) == 1
    assert said[0].startswith(f"indicators: {out}: cannot be written (")
    assert not list(out.parent.iterdir())


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 1), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_one_who_asks_it_to_end_is_obeyed_at_once_and_nothing_is_left(
    tmp_path, vocabulary_file, number, code
):
    rows = (
        f"catch,port,salmon,,{1 + n % 9000:04}-01-01,at,{n}.5,exact,,herald,{n + 1},words {n}"
        for n in range(50_000)
    )
    path, out = table(tmp_path, list(rows), f"{HEADER},stated"), tmp_path / "home" / "out"
    out.parent.mkdir()
    command = [
        sys.executable,
        "-m",
        "indicators",
        "pack",
        path,
        "--vocabulary",
        vocabulary_file,
        "--out",
        out,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as begun:
        while not list(out.parent.rglob("checked.parquet")) and begun.poll() is None:
            time.sleep(0.01)
        begun.send_signal(number)
        _, said = begun.communicate(timeout=60)

    assert begun.returncode == code, said
    assert said.strip() == ("Aborted!" if number == signal.SIGINT else "")
    assert not list(out.parent.iterdir())

"""No data file takes the memory or the time of a server: it is loaded in a process with bounds."""

from __future__ import annotations

import errno
import resource
import subprocess

import pytest

from benchmarks.checking import grown
from indicators.check import bounded_call, bounded_loading, bounded_process
from indicators.check.bounded_loading import load_bounded
from indicators.check.dataset_file import find_problems, load_dataset
from indicators.errors import DataFileError, FileAccessError, InvalidDataset

#: Kinds of bad file, each by what it repeats: (before, again and again, after).
KINDS = {
    "unknown keys": ("", "key{n}: value{n}\n", ""),
    "one key": ("", "key1: value1\n", ""),
    "long scalar": ("dataset: ", "xxxxxxxx", ""),
    "deep": ("", "[", ""),
    "aliases": ("", "- &a{n} x\n- *a{n}\n", ""),
    "billion laughs": ("a: &a [x, x]\n", "k{n}: &k{n} [*a, *a, *a]\n", ""),
    "one line": ("{{", "key{n}: value{n}, ", "}}"),
    "empty records": ("indicators: [", "{{}},", "]"),
    "text for records": ("sources:\n", "  - x\n", ""),
    "unknown ids": ("units:\n", "  - {{id: u{n}, kind: count, name: {{en: u{n}}}}}\n", ""),
    "documents": ("", "--- x\n", ""),
    "tags": ("", "- !a x\n", ""),
    "unmerged": ("", "<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n", ""),
    "cut numbers": ("a: {{", "v{n}: 380,000, ", "}}"),
}
#: Bytes of a file that is loaded in a process of its own here, and what that may then take.
SIZE, MEMORY = 30_000, 500 * 2**20


@pytest.fixture(autouse=True)
def free(monkeypatch):
    """Here a file of SIZE is large, and MEMORY is free, whatever the machine has."""
    monkeypatch.setattr(bounded_loading, "MAX_HARMLESS_BYTES", SIZE - 1)
    monkeypatch.setattr(bounded_process, "available_memory", lambda: MEMORY)


def write_kind(path, kind, size=SIZE):
    before, again, after = KINDS[kind]
    one = max(1, len(again.format(n=10_000)))
    path.write_text(
        before.format() + "".join(again.format(n=n) for n in range(size // one + 1)) + after.format()
    )
    return path


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    path = tmp_path_factory.mktemp("large") / "indicators.yaml"
    path.write_text(grown(250), encoding="utf-8")
    assert path.stat().st_size > SIZE
    return path


def test_a_large_file_gives_the_dataset_that_loading_it_here_gives(large):
    assert load_bounded(large) == load_dataset(large)


def test_a_vocabulary_is_loaded_as_one_with_the_digest_of_both_files(tmp_path, vocabulary_file):
    path = tmp_path / "vocabulary.yaml"
    path.write_text(vocabulary_file.read_text(encoding="utf-8") + "#" * SIZE, encoding="utf-8")
    loaded = load_bounded(path, "0123456789abcdef", figures_elsewhere=True)

    assert loaded == load_dataset(path, "0123456789abcdef", figures_elsewhere=True)
    assert loaded.digest == "0123456789abcdef"


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_file_of_any_kind_has_the_problems_that_checking_it_here_finds(tmp_path, kind):
    path = write_kind(tmp_path / "bad.yaml", kind)

    with pytest.raises(InvalidDataset) as found:
        load_bounded(path)

    assert list(found.value.problems) == find_problems(path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff" * (SIZE + 1), "not UTF-8 text (byte 0)"),
        ("title: x\n".encode("utf-16") * (SIZE // 10), "not UTF-8 text (byte 0)"),
    ],
    ids=["binary", "utf-16"],
)
def test_a_large_file_that_is_no_text_is_said_as_a_small_one(tmp_path, content, reason):
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)

    with pytest.raises(DataFileError) as found:
        load_bounded(path)

    assert (str(found.value), found.value.is_misuse) == (f"{path}: {reason}", False)


def test_a_file_that_needs_more_memory_than_is_free_is_refused_with_a_sentence(large, monkeypatch):
    monkeypatch.setattr(bounded_call, "_MIN_BYTES", 0)
    monkeypatch.setattr(bounded_process, "available_memory", lambda: 8 * 2**20)

    with pytest.raises(DataFileError) as found:
        load_bounded(large)

    assert found.value.reason == (
        "reading it takes more than the 5 MB of memory there are for it; it is too large, or too faulty to be checked whole"
    )


def test_a_file_that_takes_too_long_is_refused_with_a_sentence(large, monkeypatch):
    monkeypatch.setattr(bounded_call, "MAX_CALL_SECONDS", 0.01)

    with pytest.raises(DataFileError, match=r"takes more than the 0\.01 seconds there are for it"):
        load_bounded(large)


def work_for_ever(*_, **__):
    while True:
        pass


def test_a_file_that_keeps_a_processor_busy_for_too_long_is_refused_with_a_sentence(large, monkeypatch):
    monkeypatch.setattr(bounded_loading, "load_dataset", work_for_ever)
    monkeypatch.setattr(bounded_call, "MAX_PROCESSOR_SECONDS", 1)

    with pytest.raises(
        DataFileError, match="takes more than the 1 seconds of processor time there are for it"
    ):
        load_bounded(large)


def test_where_no_process_can_be_started_a_sentence_says_so(large, monkeypatch):
    def refuse(*_, **__):
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)

    with pytest.raises(DataFileError) as found:
        load_bounded(large)

    assert found.value.reason == (
        "cannot be read: no process to read it in (Resource temporarily unavailable)"
    )


def test_a_small_file_needs_no_process(small_file, small, monkeypatch):
    monkeypatch.setattr(bounded_loading, "MAX_HARMLESS_BYTES", small_file.stat().st_size)
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process"))

    assert load_bounded(small_file).digest == small.dataset.digest


def test_a_path_that_leads_to_nothing_or_to_no_file_is_said_at_once(tmp_path):
    for path, reason in ((tmp_path / "none", "No such file or directory"), (tmp_path, "not a file")):
        with pytest.raises(FileAccessError, match=reason):
            load_bounded(path)


def test_loading_takes_no_memory_of_the_server(tmp_path):
    """What a bad file takes is taken by the process that reads it, however large the file is."""
    path = write_kind(tmp_path / "bad.yaml", "one line", 100 * SIZE)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises((InvalidDataset, DataFileError)):
        load_bounded(path)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4_096  # kB, on Linux

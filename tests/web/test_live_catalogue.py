"""The live catalogue: good edits replace, bad ones never do, and nobody waits for a look."""

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.errors import DataFileError, InvalidDataset
from indicators.web import live_catalogue
from indicators.web.live_catalogue import LiveCatalogue

pytestmark = pytest.mark.usefixtures("always_look")

_ticks = count(1_000_000_000)


@pytest.fixture
def good(small_file):
    return small_file.read_text(encoding="utf-8")


@pytest.fixture
def path(tmp_path, good):
    return write(tmp_path / "indicators.yaml", good)


def write(path, text):
    """Write the file with a time of change that it never had before."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (next(_ticks),) * 2)
    return path


def title(state):
    return state.catalogue.dataset.about.title.en


def test_it_starts_with_the_content_of_the_file(path, small):
    state = LiveCatalogue(path).state()

    assert state.fault is None
    assert state.catalogue.dataset.digest == small.dataset.digest


def test_a_good_edit_replaces(path, good):
    served = LiveCatalogue(path)

    write(path, good.replace("Small sample", "Larger sample"))

    assert (title(served.state()), served.state().fault) == ("Larger sample", None)


def test_a_bad_edit_keeps_the_last_good_and_lists_every_problem(path, good, caplog):
    served = LiveCatalogue(path)
    before = served.state().catalogue

    write(path, good.replace("kind: city", "kind: realm").replace("value: 900", "value: some"))
    state = served.state()

    assert state.catalogue is before
    assert isinstance(state.fault, InvalidDataset)
    assert [problem.rule for problem in state.fault.problems] == ["choice", "value"]
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage() == f"keeping the last good data:\n{state.fault}"


def test_a_bad_file_is_read_once_not_at_every_question(path, caplog):
    served = LiveCatalogue(path)
    write(path, "nonsense")

    first, second = served.state(), served.state()

    assert first is second
    assert len(caplog.records) == 1


def inside_lines(raw):
    """Byte places all over a file, all among the words of a line, some within a character."""
    first = raw.index("东".encode())
    places = {1, first + 1, first + 2, len(raw) - 2, *range(100, len(raw), 100)}
    return sorted(n for n in places if raw[n : n + 1] != b"\n" and raw[:n].rsplit(b"\n", 1)[-1].strip())


def test_a_file_cut_off_within_a_line_keeps_the_last_good(path, good):
    served, raw = LiveCatalogue(path), good.encode()
    before, places = served.state().catalogue, inside_lines(raw)
    faults = []

    for n in places:
        path.write_bytes(raw[:n])
        os.utime(path, (next(_ticks),) * 2)
        state = served.state()
        assert state.catalogue is before, n
        faults.append(type(state.fault))

    assert len(places) > 80
    assert set(faults) == {InvalidDataset, DataFileError}, "the second where a character is cut"


def test_a_file_that_was_emptied_keeps_the_last_good(path):
    served = LiveCatalogue(path)

    write(path, "")

    assert title(served.state()) == "Small sample"
    assert [problem.message for problem in served.state().fault.problems] == [
        "expected a mapping with the keys dataset, sources, regions, topics, units, indicators; found nothing"
    ]


@pytest.mark.parametrize("end", ["relations:", "  - id: ostland-before-the-fall"])
def test_a_file_written_in_two_steps_is_never_served_half(path, good, monkeypatch, end):
    """Each first half is a dataset of its own: only waiting until nobody writes tells that it is no whole one."""
    now = [1_700_000_000.0]
    monkeypatch.setattr(live_catalogue, "SETTLING_SECONDS", 1.0)
    monkeypatch.setattr(live_catalogue.time, "time", lambda: now[0])
    served, new = LiveCatalogue(path), good.replace("Small sample", "Larger sample")
    parse_dataset(new[: new.index(end)])
    seen = []

    for text in (new[: new.index(end)], new):
        path.write_text(text, encoding="utf-8")
        os.utime(path, (now[0], now[0]))
        for _ in range(3):
            seen.append((title(served.state()), len(served.state().catalogue.dataset.relations)))
            now[0] += 0.3
    now[0] += 0.2
    seen.append((title(served.state()), len(served.state().catalogue.dataset.relations)))

    assert seen == [*[("Small sample", 4)] * 6, ("Larger sample", 4)]
    assert served.state().fault is None


def test_a_file_in_another_encoding_keeps_the_last_good(path):
    served = LiveCatalogue(path)
    path.write_bytes("名: 广州".encode("gbk"))

    assert title(served.state()) == "Small sample"
    assert isinstance(served.state().fault, DataFileError)


def test_a_deleted_file_keeps_the_last_good_and_says_so(path):
    served = LiveCatalogue(path)

    path.unlink()
    state = served.state()

    assert title(state) == "Small sample"
    assert isinstance(state.fault, DataFileError)
    assert str(state.fault) == f"{path}: the data file is gone"


@pytest.mark.parametrize("harm", ["nonsense", None])
def test_a_mended_file_clears_the_fault_without_a_new_catalogue(path, good, harm):
    served = LiveCatalogue(path)
    before = served.state().catalogue
    path.unlink() if harm is None else write(path, harm)
    assert served.state().fault is not None

    write(path, good)

    assert served.state().fault is None
    assert served.state().catalogue is before


def test_a_file_mended_to_something_else_is_served(path, good):
    served = LiveCatalogue(path)
    write(path, "nonsense")
    served.state()

    write(path, good.replace("Small sample", "Mended sample"))

    assert (title(served.state()), served.state().fault) == ("Mended sample", None)


def test_the_same_content_written_again_is_not_built_again(path, good, monkeypatch):
    served = LiveCatalogue(path)
    before = served.state()
    monkeypatch.setattr(live_catalogue, "Catalogue", lambda _: pytest.fail("built again"))

    write(path, good)

    assert served.state().catalogue is before.catalogue
    assert served.state().fault is None


def test_an_untouched_file_is_not_read_again(path, monkeypatch):
    served = LiveCatalogue(path)
    before = served.state()
    monkeypatch.setattr(live_catalogue, "load_bounded", lambda _: pytest.fail("read again"))

    assert served.state() is before


def test_between_two_looks_the_file_is_left_alone(path, monkeypatch):
    monkeypatch.setattr(live_catalogue, "POLL_SECONDS", 3600)
    served = LiveCatalogue(path)

    write(path, "nonsense")

    assert served.state().fault is None


def test_without_good_content_there_is_nothing_to_start_from(tmp_path):
    with pytest.raises(DataFileError, match="cannot be read"):
        LiveCatalogue(tmp_path / "none.yaml")
    with pytest.raises(InvalidDataset):
        LiveCatalogue(write(tmp_path / "bad.yaml", "nonsense"))


def test_many_threads_build_a_new_catalogue_once(path, good, monkeypatch):
    served = LiveCatalogue(path)
    built = []
    original = live_catalogue.Catalogue
    monkeypatch.setattr(
        live_catalogue, "Catalogue", lambda dataset: built.append(dataset) or original(dataset)
    )

    write(path, good.replace("Small sample", "Larger sample"))
    with ThreadPoolExecutor(8) as pool:
        states = list(pool.map(lambda _: served.state(), range(64)))

    assert {title(state) for state in states} <= {"Small sample", "Larger sample"}
    assert title(served.state()) == "Larger sample"
    assert len(built) == 1


@pytest.fixture
def reading(path, good, monkeypatch):
    """A served file and a newer one that is being read, for as long as the block lasts; gives the served one."""
    served, begun, ends = LiveCatalogue(path), Event(), Event()
    original = live_catalogue.load_bounded

    def read_slowly(*given):
        begun.set()
        assert ends.wait(60)
        return original(*given)

    monkeypatch.setattr(live_catalogue, "load_bounded", read_slowly)
    write(path, good.replace("Small sample", "Larger sample"))
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(served.look)
        assert begun.wait(60)
        yield served
        ends.set()
        looking.result(60)
    assert title(served.state()) == "Larger sample"


def test_nobody_who_asks_waits_for_a_read_in_progress(reading):
    assert title(reading.state()) == "Small sample"
    assert title(reading.look()) == "Small sample"
    assert title(reading.now) == "Small sample"


def test_who_asks_while_somebody_watches_never_looks(path, good, monkeypatch):
    served = LiveCatalogue(path)
    with served.watching():
        write(path, good.replace("Small sample", "Larger sample"))
        monkeypatch.setattr(live_catalogue.files, "file_signature", lambda _: pytest.fail("looked"))

        assert served.is_fresh
        assert title(served.state()) == "Small sample"
        monkeypatch.undo()
        monkeypatch.setattr(live_catalogue, "POLL_SECONDS", 0)
        monkeypatch.setattr(live_catalogue, "SETTLING_SECONDS", 0)
        served.look()
        assert title(served.state()) == "Larger sample"


def test_many_faults_are_logged_as_a_summary(path, caplog):
    served = LiveCatalogue(path)

    write(path, "".join(f"key{n}: value\n" for n in range(12_345)))
    served.state()

    [record] = caplog.records
    lines = record.getMessage().splitlines()
    assert lines[0] == "keeping the last good data:"
    assert lines[1].endswith(": the file has no 'dataset' [missing]")
    assert (len(lines), lines[-1]) == (12, "and 12,341 more faults: indicators check lists them")


@pytest.mark.parametrize("harm", ["nonsense", "key: 1\n", b"\xff"])
def test_a_bad_file_that_is_written_again_and_again_is_logged_once_until_another_is_served(
    path, good, caplog, harm
):
    served = LiveCatalogue(path)

    def spoil():
        path.write_bytes(harm if isinstance(harm, bytes) else harm.encode())
        os.utime(path, (next(_ticks),) * 2)
        assert served.state().fault is not None

    for _ in range(3):
        spoil()
    assert len(caplog.records) == 1
    write(path, good.replace("Small sample", "Larger sample"))
    assert served.state().fault is None
    spoil()

    assert [record.levelname for record in caplog.records if record.levelname == "ERROR"] == ["ERROR"] * 2

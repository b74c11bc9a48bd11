"""The live catalogue and the clock: how long a file that is being written is waited for, and what is served meanwhile."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime

import pytest

from indicators.errors import DataFileError
from indicators.web import live_catalogue
from indicators.web.live_catalogue import POLL_SECONDS, SETTLING_SECONDS, LiveCatalogue, ServingState
from indicators.web.server import open_server
from indicators.web.settings import Settings

GOOD = """\
dataset:
  title: {en: Small sample, zh: 小样本}
  description: {en: A sample., zh: 样本。}
  licence: CC0-1.0
topics:
  - {id: trade, name: {en: Trade, zh: 贸易}, description: {en: Trade., zh: 贸易。}}
units:
  - {id: ships, name: {en: ships, zh: 艘}, kind: count}
regions:
  - {id: port, name: {en: Port, zh: 港}, kind: city}
sources:
  - id: gazette
    title: {en: Year in figures, zh: 年度数字}
    publisher: {en: Gazette, zh: 公报}
    published: 2025-03-07
    language: en
    accessed: 2025-03-08
indicators:
  - id: arrivals
    name: {en: Arrivals, zh: 到港}
    definition: {en: Ships that arrived., zh: 到港船舶。}
    topic: trade
    unit: ships
    measure: level
    observations:
      - {region: port, period: 2024, value: 900, source: gazette, stated: 900 ships, at: [1], qualifier: exact, timing: during}
"""
#: A moment at which files are written.
NOON = 1_700_000_000.0


class Clock:
    """Time as `indicators.live` sees it; it passes when the test says so."""

    def __init__(self):
        self.now = NOON

    def time(self):
        return self.now

    def monotonic(self):
        return self.now - 5_000_000  # another beginning, as on any machine

    def pass_by(self, seconds):
        self.now += seconds


@pytest.fixture
def clock(monkeypatch):
    found = Clock()
    monkeypatch.setattr(live_catalogue, "time", found)
    return found


@pytest.fixture
def good():
    return GOOD


@pytest.fixture
def path(tmp_path, good):
    return write(tmp_path / "indicators.yaml", good, NOON - 3_600)


@pytest.fixture
def served(clock, path):
    """A good file, written an hour ago and served; a second later it may be looked at again."""
    found = LiveCatalogue(path)
    clock.pass_by(POLL_SECONDS)
    return found


def write(path, text, moment):
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(int(moment * 1e9),) * 2)
    return path


def titled(good, title):
    return good.replace("Small sample", title)


def title(state):
    return state.catalogue.dataset.about.title.en


def test_a_file_is_looked_at_once_a_second_and_settles_in_one():
    assert (POLL_SECONDS, SETTLING_SECONDS) == (1.0, 1.0)


class TestSettling:
    """A file is read when nobody has written to it for a second."""

    @pytest.mark.parametrize(
        ("age", "read"),
        [(0, False), (0.999, False), (1.0, True), (3_600, True)],
    )
    def test_a_change_is_served_when_it_is_a_second_old(self, served, clock, path, good, age, read):
        write(path, titled(good, "Larger sample"), clock.now - age)

        assert title(served.state()) == ("Larger sample" if read else "Small sample")
        assert served.state().fault is None

    def test_a_change_from_the_future_is_not_waited_for(self, served, clock, path, good):
        """Clocks of two machines differ; to wait for theirs could take years."""
        write(path, titled(good, "Larger sample"), clock.now + 100)

        assert title(served.state()) == "Larger sample"

    def test_a_file_that_is_written_for_long_is_never_read_half(self, served, clock, path, good, caplog):
        half = titled(good, "Larger sample")
        for part in range(1, 8):
            write(path, half[: len(half) * part // 8], clock.now)
            clock.pass_by(POLL_SECONDS / 2)
            state = served.state()
            assert (title(state), state.fault) == ("Small sample", None)
        write(path, half, clock.now)
        clock.pass_by(POLL_SECONDS)

        assert (title(served.state()), served.state().fault) == ("Larger sample", None)
        assert [record.levelno for record in caplog.records if record.levelno >= logging.ERROR] == []

    def test_what_was_waited_for_is_read_at_the_next_look(self, served, clock, path, good):
        write(path, titled(good, "Larger sample"), clock.now)
        assert title(served.state()) == "Small sample"
        clock.pass_by(POLL_SECONDS)

        assert title(served.state()) == "Larger sample"

    def test_a_file_left_half_is_a_fault_until_it_is_whole(self, served, clock, path, good):
        write(path, good[: len(good) // 2], clock.now)
        assert served.state().fault is None
        clock.pass_by(1)
        assert (title(served.state()), served.state().fault is None) == ("Small sample", False)
        write(path, titled(good, "Mended sample"), clock.now)
        assert (title(served.state()), served.state().fault is None) == ("Small sample", False)
        clock.pass_by(1)

        assert (title(served.state()), served.state().fault) == ("Mended sample", None)

    def test_a_file_that_is_gone_is_told_at_once_and_found_again(self, served, clock, path, good):
        path.unlink()
        gone = served.state()
        assert (title(gone), str(gone.fault)) == ("Small sample", f"{path}: the data file is gone")
        write(path, good, clock.now - 10)
        assert served.state() is gone  # between two looks
        clock.pass_by(1)

        assert (served.state().catalogue, served.state().fault) == (gone.catalogue, None)

    def test_the_file_of_the_beginning_is_read_however_new_it_is(self, clock, path, good):
        write(path, titled(good, "New sample"), clock.now)

        assert title(LiveCatalogue(path).state()) == "New sample"


class TestLooking:
    """The file is looked at once a second, whoever asks how often."""

    @pytest.fixture
    def looks(self, monkeypatch):
        found, original = [], live_catalogue.files.file_signature
        monkeypatch.setattr(
            live_catalogue.files, "file_signature", lambda path: found.append(path) or original(path)
        )
        return found

    def test_often_asked_seldom_looked(self, served, clock, looks):
        for _ in range(50):
            served.state()
            clock.pass_by(0.125)

        assert len(looks) == 7  # in 6.25 seconds, the first at once

    @pytest.mark.parametrize(("later", "count"), [(0, 1), (0.99, 1), (1.0, 2), (1.5, 2)])
    def test_after_a_second(self, served, clock, looks, later, count):
        served.state()
        clock.pass_by(later)
        fresh = served.is_fresh
        served.state()

        assert (len(looks), fresh) == (count, count == 1)

    def test_at_the_beginning_it_was_looked_at_just_now(self, clock, path):
        served = LiveCatalogue(path)
        assert served.is_fresh
        clock.pass_by(POLL_SECONDS)

        assert not served.is_fresh

    def test_what_is_now_is_known_without_a_look(self, served, looks, path):
        path.unlink()

        assert title(served.now) == "Small sample"
        assert served.now.fault is None
        assert looks == []
        served.state()
        assert served.now.fault is not None

    def test_who_waited_for_another_look_does_not_look_again(self, served, clock, looks):
        """Two find the file not looked at for long; the second comes when the first is done."""

        class Lock:
            def acquire(self, *, blocking):
                served._looked = clock.monotonic()  # meanwhile another did
                return not blocking

            def release(self):
                pass

        served._lock = Lock()
        served.state()

        assert looks == []

    def test_an_untouched_file_stays_the_same_state(self, served, clock):
        before = served.state()
        clock.pass_by(1)

        assert served.state() is before

    @pytest.mark.parametrize("change", ["time", "size", "file"])
    def test_every_kind_of_change_is_noticed(self, served, clock, path, good, change, tmp_path):
        size = path.stat().st_size
        if change == "time":
            write(path, titled(good, "Other sample"), clock.now - 60)
            assert path.stat().st_size == size
        elif change == "size":
            write(path, titled(good, "Larger sample"), NOON - 3_600)
        else:
            other = write(tmp_path / "beside.yaml", titled(good, "Small sampl3"), NOON - 3_600)
            assert other.stat().st_size == size
            other.replace(path)

        assert title(served.state()) != "Small sample"


class TestStates:
    """What is served, since when, and what is said of it."""

    def test_good_content_is_said_with_its_version(self, served, clock, path, good, caplog):
        write(path, titled(good, "Larger sample"), clock.now - 10)
        with caplog.at_level(logging.INFO, logger="indicators"):
            state = served.state()

        version = state.catalogue.dataset.version
        assert [record.getMessage() for record in caplog.records] == [
            f"now serving {path}, version {version}"
        ]

    def test_a_state_says_since_when_it_is(self, small):
        before = datetime.now(UTC)
        state = ServingState(small)

        assert before <= state.since <= datetime.now(UTC)
        assert state.fault is None

    def test_a_fault_of_ours_keeps_the_last_good_and_is_told_with_its_traceback(
        self, served, clock, path, good, monkeypatch, caplog
    ):
        before = served.state()

        def broken(*_):
            raise ZeroDivisionError("secret")

        clock.pass_by(1)
        write(path, titled(good, "Larger sample"), clock.now - 10)
        with monkeypatch.context() as patch:
            patch.setattr(live_catalogue, "load_bounded", broken)
            state = served.state()

        assert state.catalogue is before.catalogue
        assert isinstance(state.fault, DataFileError)
        assert str(state.fault) == f"{path}: cannot be taken in"
        [record] = caplog.records
        assert record.getMessage() == f"keeping the last good data: reading {path} failed"
        assert (record.levelno, str(record.exc_info[1])) == (logging.ERROR, "secret")

    def test_after_a_fault_of_ours_the_next_change_is_read(self, served, clock, path, good, monkeypatch):
        with monkeypatch.context() as patch:
            patch.setattr(live_catalogue, "Catalogue", lambda _: 1 / 0)
            write(path, titled(good, "Larger sample"), clock.now - 10)
            assert served.state().fault is not None
        clock.pass_by(1)
        assert served.state().fault is not None  # the same file is not tried again
        write(path, titled(good, "Largest sample"), clock.now - 10)
        clock.pass_by(1)

        assert (title(served.state()), served.state().fault) == ("Largest sample", None)

    @pytest.mark.parametrize("engine", ["", "pandas"])
    def test_the_same_content_is_the_same_catalogue_whatever_engine_was_asked_for(
        self, clock, path, good, engine
    ):
        served = LiveCatalogue(path, engine)
        before = served.state()
        clock.pass_by(1)
        write(path, good, clock.now - 10)
        after = served.state()

        assert after is not before
        assert after.catalogue is before.catalogue

    def test_an_engine_that_does_not_fit_the_file_is_said_at_the_beginning(self, path):
        with pytest.raises(DataFileError, match="the engine duckdb reads a packed dataset"):
            LiveCatalogue(path, "duckdb")

    def test_a_server_serves_the_file_of_its_settings_else_the_bundled_one(self, monkeypatch, path):
        monkeypatch.setattr("indicators.web.server.DATA_FILE", path)
        given, bundled = open_server(Settings(data=path, engine="pandas")), open_server(Settings())

        assert (given.live.path, given.live.engine) == (path, "pandas")
        assert (bundled.live.path, bundled.live.engine) == (path, "")
        assert bundled.readiness.waits_for == "the server is warming up"


class TestPacked:
    """A packed dataset is watched by its manifest alone."""

    @pytest.fixture
    def folder(self, tmp_path):
        found = tmp_path / "packed"
        found.mkdir()
        write(found / "manifest.json", "{}", NOON - 3_600)
        return found

    @pytest.fixture
    def opened(self, monkeypatch, small):
        """What was opened: the folder and its engine; the digest that its manifest names."""

        class Manifest:
            digest = small.dataset.digest

        found = []
        monkeypatch.setattr(live_catalogue, "open_catalogue", lambda *given: found.append(given[:2]) or small)
        monkeypatch.setattr(live_catalogue, "read_manifest", lambda _: Manifest)
        monkeypatch.setattr(live_catalogue, "check_row_files", lambda _: None)
        found.append(Manifest)
        return found

    def test_a_new_manifest_of_the_same_content_opens_nothing(self, clock, folder, opened, small):
        served = LiveCatalogue(folder, "duckdb")
        clock.pass_by(1)
        write(folder / "manifest.json", "{ }", clock.now - 10)

        assert served.state().catalogue is small
        assert opened[1:] == [(folder, "duckdb")]

    def test_a_new_content_is_opened_by_the_same_engine(self, clock, folder, opened):
        served = LiveCatalogue(folder, "duckdb")
        clock.pass_by(1)
        opened[0].digest = "other"
        write(folder / "observations-1", "", clock.now - 10)
        served.state()
        assert opened[1:] == [(folder, "duckdb")]  # written before its manifest
        clock.pass_by(1)
        write(folder / "manifest.json", "{ }", clock.now - 10)
        served.state()

        assert opened[1:] == [(folder, "duckdb")] * 2

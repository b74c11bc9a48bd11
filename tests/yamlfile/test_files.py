"""Files as a whole: what tells that one was changed, and that one is replaced in one step or not at all."""

import os
import stat
from pathlib import Path

import pytest

from indicators.errors import DataFileError
from indicators.yamlfile import files

OLD, NEW = "old: 旧\n", "new: 新\r\nlonger\n"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "data.yaml"
    path.write_bytes(OLD.encode())
    return path


class TestMark:
    def test_a_file_that_is_not_there_has_none(self, tmp_path):
        assert files.file_signature(tmp_path / "none.yaml") is None
        assert files.file_signature(tmp_path / "none" / "data.yaml") is None

    def test_it_stays_while_nobody_writes(self, path):
        assert files.file_signature(path) == files.file_signature(path)

    @pytest.mark.parametrize("what", ["time", "size", "file"])
    def test_time_size_and_file_each_change_it(self, path, tmp_path, what):
        os.utime(path, ns=(1_000, 1_000))
        before = files.file_signature(path)

        if what == "time":
            os.utime(path, ns=(1_000, 1_001))
        elif what == "size":
            path.write_bytes(OLD.encode() + b"#")
            os.utime(path, ns=(1_000, 1_000))
        else:
            other = tmp_path / "other.yaml"
            other.write_bytes(OLD.encode())
            os.utime(other, ns=(1_000, 1_000))
            other.replace(path)

        assert files.file_signature(path) != before


class TestReplace:
    def test_every_byte_is_what_was_given_and_nothing_stands_beside_it(self, path):
        files.replace_file(path, NEW)

        assert path.read_bytes() == NEW.encode()
        assert list(path.parent.iterdir()) == [path]

    def test_a_reader_meets_the_old_file_until_the_new_one_is_whole(self, path, monkeypatch):
        met, into_place = [], Path.replace

        def watched(self, target):
            met.append((path.read_bytes(), self.read_bytes(), self.parent == path.parent))
            return into_place(self, target)

        monkeypatch.setattr(Path, "replace", watched)
        with path.open("rb") as reading:
            files.replace_file(path, NEW)
            assert reading.read() == OLD.encode()

        assert met == [(OLD.encode(), NEW.encode(), True)]

    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
    def test_permissions_are_kept(self, path, mode):
        path.chmod(mode)

        files.replace_file(path, NEW)

        assert stat.S_IMODE(path.stat().st_mode) == mode

    def test_a_new_file_can_be_read_by_all_and_written_by_its_owner(self, tmp_path):
        files.replace_file(tmp_path / "new.yaml", NEW)

        assert stat.S_IMODE((tmp_path / "new.yaml").stat().st_mode) == 0o644

    def test_a_link_stays_a_link_to_the_file_that_is_replaced(self, path, tmp_path):
        (tmp_path / "far").mkdir()
        link = tmp_path / "far" / "link.yaml"
        link.symlink_to(path)

        files.replace_file(link, NEW)

        assert link.is_symlink()
        assert path.read_bytes() == NEW.encode()
        assert list(link.parent.iterdir()) == [link]

    @pytest.mark.parametrize("step", ["replace", "chmod"])
    def test_what_fails_leaves_the_file_as_it_was_and_nothing_beside_it(self, path, monkeypatch, step):
        def refused(*_):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, step, refused)
        with pytest.raises(DataFileError) as caught:
            files.replace_file(path, NEW)

        assert str(caught.value) == f"{path}: cannot be written (Permission denied)"
        assert path.read_bytes() == OLD.encode()
        assert list(path.parent.iterdir()) == [path]

    def test_a_folder_that_is_not_there_is_told(self, tmp_path):
        path = tmp_path / "none" / "data.yaml"

        with pytest.raises(DataFileError) as caught:
            files.replace_file(path, NEW)

        assert str(caught.value) == f"{path}: cannot be written (No such file or directory)"

    def test_a_fault_without_words_of_the_system_is_told_in_its_own(self, path, monkeypatch):
        def refused(*_):
            raise OSError("disk on fire")

        monkeypatch.setattr(Path, "replace", refused)

        with pytest.raises(DataFileError, match=r"cannot be written \(disk on fire\)$"):
            files.replace_file(path, NEW)


class TestReplaceUnchanged:
    def test_a_file_that_holds_what_was_read_is_replaced(self, path):
        files.replace_unchanged(path, OLD, NEW)

        assert path.read_bytes() == NEW.encode()

    def test_one_that_was_changed_meanwhile_stays_as_it_is(self, path):
        with pytest.raises(DataFileError, match="was changed meanwhile; nothing was written"):
            files.replace_unchanged(path, "older: 1\n", NEW)

        assert path.read_bytes() == OLD.encode()

    def test_a_folder_and_nothing_cannot_be_written(self, path):
        assert files.may_be_written(path)
        assert not files.may_be_written(path.parent)
        assert not files.may_be_written(path / "gone")

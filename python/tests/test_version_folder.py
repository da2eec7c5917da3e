"""A version is there whole or not at all, and nobody's is replaced unasked."""

import pytest

from tabserve import CannotServe
from tabserve.version_folder import check_free, version_folder, write_version

OLD, NEW = {"a": b"old"}, {"a": b"new"}


def content(folder):
    return (folder / "a").read_bytes()


def write(folder, files, overwrite=False, check=lambda fresh: None):
    write_version(folder, files, overwrite, check)


@pytest.fixture
def folder(tmp_path):
    return version_folder(tmp_path, "m", "1")


def left(folder):
    return sorted(one.name for one in folder.parent.iterdir())


def test_a_version_is_written(folder):
    write(folder, NEW)
    assert content(folder) == b"new" and left(folder) == ["1"]


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_version_that_somebody_makes_meanwhile_stays(folder, overwrite):
    def quicker(fresh):
        write(folder, OLD)

    if overwrite:
        write(folder, NEW, True, quicker)
        assert content(folder) == b"new"
    else:
        with pytest.raises(CannotServe, match="somebody else"):
            write(folder, NEW, False, quicker)
        assert content(folder) == b"old"
    assert left(folder) == ["1"] and sorted(p.name for p in folder.iterdir()) == ["a"]


def test_the_old_version_comes_back_when_the_new_one_cannot_take_its_place(folder, monkeypatch):
    write(folder, OLD)
    rename = type(folder).rename

    def stopped(path, target):
        if path.name == "version":
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(type(folder), "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        write(folder, NEW, True)
    assert content(folder) == b"old" and left(folder) == ["1"]


@pytest.mark.parametrize("has_new", [False, True])
def test_what_a_kill_left_behind_is_put_right(folder, has_new):
    write(folder.with_name(".replaced-1"), OLD)
    if has_new:
        write(folder, NEW)
    check_free(folder, True)
    assert content(folder) == (b"new" if has_new else b"old") and left(folder) == ["1"]


def test_what_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    for directory in (tmp_path / "file", "/proc"):
        folder = version_folder(directory, "m", "1")
        with pytest.raises(CannotServe, match="cannot be written"):
            check_free(folder, False)
            write(folder, NEW)


@pytest.mark.parametrize("name, version", [("", "1"), ("../x", "1"), ("A", "1"), (None, "1"), ("m", 1)])
def test_names_are_looked_at_first(tmp_path, name, version):
    with pytest.raises(CannotServe, match="can be no"):
        version_folder(tmp_path, name, version)


@pytest.mark.parametrize("directory", [None, 1, "a\0b"])
def test_a_directory_is_a_path(directory):
    with pytest.raises(CannotServe, match="is no path"):
        version_folder(directory, "m", "1")

"""The folder of a version: written whole or not at all, and never instead of another unasked."""

import errno
import re
import shutil
import tempfile
from pathlib import Path

from .problem import CannotServe

NAME, VERSION = r"[a-z0-9][a-z0-9._-]{0,63}", r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
TAKEN = {errno.EEXIST, errno.ENOTEMPTY}


def version_folder(directory, name: str, version: str) -> Path:
    """Where a version belongs. Raises CannotServe for what can be no name or no folder."""
    for word, value, pattern in (("name", name, NAME), ("version", version, VERSION)):
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise CannotServe(
                f"model.json $.{word}: {value!r} can be no {word}: up to 64 letters (lower case in a name), digits, "
                "dots, hyphens and underscores, a letter or a digit first"
            )
    if not isinstance(directory, (str, Path)) or "\0" in str(directory):
        raise CannotServe(f"directory={directory!r} is no path")
    return Path(directory) / name / version


def check_free(folder: Path, overwrite: bool) -> None:
    """Raises CannotServe where a version is there already, or its folder cannot be looked at."""
    try:
        _restore(folder)
        if not folder.exists() or overwrite:
            return
    except (OSError, ValueError) as error:
        raise _unwritable(folder, error) from error
    raise CannotServe(
        f"{folder} exists: a version that was served keeps its answers. Publish another version, "
        "or say overwrite=True"
    )


def write_version(folder: Path, files: dict[str, bytes], overwrite: bool, check) -> None:
    """Writes the files of a version beside its place, has them checked, and moves them there.

    `check`: is given the folder before anybody can see it, and raises what is wrong with it.
    Raises CannotServe where it cannot be written, or somebody else was quicker.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".publishing-") as scratch:
            fresh = Path(scratch) / "version"
            fresh.mkdir()
            for file, content in files.items():
                (fresh / file).write_bytes(content)
            check(fresh)
            _put(fresh, folder, overwrite)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _put(fresh: Path, folder: Path, overwrite: bool) -> None:
    if overwrite and folder.exists():
        _restore(folder)
        folder.rename(_replaced(folder))
    try:
        # A folder that is there, with anything in it, is not replaced by this.
        fresh.rename(folder)
    finally:
        _restore(folder)


def _restore(folder: Path) -> None:
    """Brings a version back whose successor never came, and removes it where that one did."""
    replaced = _replaced(folder)
    if not replaced.is_dir():
        return
    if folder.exists():
        shutil.rmtree(replaced)
    else:
        replaced.rename(folder)


def _replaced(folder: Path) -> Path:
    """Servers do not look at names that begin with a dot."""
    return folder.with_name(f".replaced-{folder.name}")


def _unwritable(folder: Path, error: Exception) -> CannotServe:
    if getattr(error, "errno", None) in TAKEN:
        return CannotServe(f"{folder} was made by somebody else meanwhile: publish another version")
    reason = getattr(error, "strerror", None) or error
    return CannotServe(f"{folder} cannot be written: {reason}")

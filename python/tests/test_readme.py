"""The programs of the README do what it says."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tabserve import verify

README = Path(__file__).parents[2] / "README.md"
PROGRAMS = re.findall(r"```python\n(# (\w+)\.py\n.*?)```", README.read_text(encoding="utf-8"), re.S)


def test_the_readme_shows_three_libraries():
    assert len(PROGRAMS) == 3


@pytest.mark.parametrize("program, name", PROGRAMS, ids=[name for _, name in PROGRAMS])
def test_a_program_of_the_readme_publishes(program, name, tmp_path):
    for library in ("xgboost", "lightgbm"):
        if f"from {library} import" in program and find_spec(library) is None:
            pytest.skip(f"needs {library}")
    told = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert "Published(folder=" in told.stdout, told.stderr
    (folder,) = (tmp_path / "model").glob("*/1")
    assert verify(folder) > 100

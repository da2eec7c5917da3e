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


@pytest.mark.parametrize("program, name", PROGRAMS, ids=[name for _, name in PROGRAMS])
def test_a_program_of_the_readme_publishes(program, name, tmp_path):
    for library in ("xgboost", "lightgbm", "catboost"):
        if f"from {library} import" in program and find_spec(library) is None:
            pytest.skip(f"needs {library}")
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    folders = list(tmp_path.glob("model*/*/1"))
    assert folders and all(verify(folder) > 100 for folder in folders)


def test_the_readme_publishes():
    assert [name for _, name in PROGRAMS] == ["publish_diabetes", "publish_three"]

"""Where things are read from and written to."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
NOTEBOOK = REPOSITORY / "notebooks" / "train-iris.ipynb"


def output_root() -> Path:
    """The folder that stands for the repository when files are written.

    `TABSERVE_OUTPUT` redirects every generated file, so that a check can compare a fresh run
    with the committed files without touching them.
    """
    return Path(os.environ.get("TABSERVE_OUTPUT") or REPOSITORY)

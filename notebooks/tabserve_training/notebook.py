"""Executes a notebook so that a second run changes nothing, and tells whether one did.

`python -m tabserve_training.notebook NOTEBOOK [OUTPUT]`: executes NOTEBOOK; writes OUTPUT, or
NOTEBOOK itself if it is out of date.
`python -m tabserve_training.notebook --same ONE OTHER`: exits 1 if they differ in more than images.
"""

import copy
import hashlib
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

def source_digest(path: Path) -> str:
    """SHA-256 over the type and source of every cell: what was run, whatever came out of it."""
    cells = _read(path).cells
    sources = "\x1e".join(f"{cell.cell_type}\x1f{cell.source}" for cell in cells)
    return hashlib.sha256(sources.encode()).hexdigest()


def execute(path: Path) -> nbformat.NotebookNode:
    """The notebook with the outputs of a fresh run, beside its file; raises at the first error."""
    notebook = _read(path)
    folder = {"metadata": {"path": str(path.parent)}}
    with tempfile.TemporaryDirectory() as sockets:
        # The kernel is spoken to through files of our own: no ports, no clash with another run.
        private = Config(KernelManager={"transport": "ipc", "ip": f"{sockets}/kernel"})
        options = {"resources": folder, "record_timing": False, "config": private}
        NotebookClient(notebook, startup_timeout=300, **options).execute()
    # The kernel writes the version of the Python that happened to run it.
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def same(one: nbformat.NotebookNode, other: nbformat.NotebookNode) -> bool:
    """Whether two notebooks agree but for images, which processors compress differently."""
    return _without_images(one) == _without_images(other)


def main(arguments: list[str]) -> int:
    if arguments[0] == "--same":
        return 0 if same(*map(_read, arguments[1:])) else 1
    source, target = arguments[0], arguments[-1]
    fresh = execute(Path(source).resolve())
    if target != source or not same(fresh, _read(source)):
        nbformat.write(fresh, target)
    return 0


def _read(path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def _without_images(notebook: nbformat.NotebookNode) -> str:
    copied = copy.deepcopy(notebook)
    for cell in copied.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("image/png", None)
    return nbformat.writes(copied)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

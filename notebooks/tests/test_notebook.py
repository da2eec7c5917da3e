import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tabserve_training import notebook


def test_notebooks_that_differ_in_images_only_are_the_same(tmp_path):
    def example(image, text):
        output = new_output("display_data", {"image/png": image, "text/plain": text})
        return new_notebook(cells=[new_code_cell("plot()", outputs=[output], id="plot")])

    assert notebook.same(example("A", "figure"), example("B", "figure"))
    assert not notebook.same(example("A", "figure"), example("A", "table"))
    for name, image in (("one", "A"), ("two", "B")):
        nbformat.write(example(image, "figure"), tmp_path / name)
    assert notebook.source_digest(tmp_path / "one") == notebook.source_digest(tmp_path / "two")

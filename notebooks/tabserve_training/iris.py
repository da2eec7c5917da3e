"""The bundled model: a random forest that tells three species of iris apart."""

import pandas as pd
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

from tabserve import Published, publish

from .notebook import source_digest
from .paths import NOTEBOOK, output_root

SEED = 42
TREES = 100
HELD_OUT = 0.2

# Name -> (R's and other files' spelling, meaning).
COLUMNS = {
    "sepal_length": ("SepalLength", "Length of the sepal, the outer leaf of the flower"),
    "sepal_width": ("SepalWidth", "Width of the sepal"),
    "petal_length": ("PetalLength", "Length of the petal, the inner leaf of the flower"),
    "petal_width": ("PetalWidth", "Width of the petal"),
}

NOTES = """\
Use it to try out the service, not to identify flowers: 150 plants of three species, measured in
1935 by one botanist, say nothing about other species, and the model answers one of the three
whatever it is shown. Setosa is told apart with ease; versicolor and virginica overlap. A value
beyond the range seen in training is answered with a warning; a length over 1 m is refused.
Data: R. A. Fisher, "The use of multiple measurements in taxonomic problems", Annals of Eugenics 7
(1936), as bundled with scikit-learn."""


def load() -> tuple[pd.DataFrame, pd.Series]:
    """scikit-learn's Iris: X [150 rows, 4 features] float32 in cm, y [150] species names."""
    data = load_iris(as_frame=True)
    X = data.data.astype("float32").set_axis(list(COLUMNS), axis=1)
    return X, data.target.map(dict(enumerate(data.target_names))).rename("species")


def split(X: pd.DataFrame, y: pd.Series) -> tuple:
    """(X_train, X_test, y_train, y_test), each class in equal shares, rows in their old order."""
    parts = train_test_split(X, y, test_size=HELD_OUT, stratify=y, random_state=SEED)
    return tuple(part.sort_index() for part in parts)


def train(X: pd.DataFrame, y: pd.Series) -> RandomForestClassifier:
    """The fitted forest."""
    return RandomForestClassifier(n_estimators=TREES, random_state=SEED).fit(X, y)


def publish_iris(model, X: pd.DataFrame, y: pd.Series, held_out: tuple) -> Published:
    """Writes model/iris/1 and the held-out rows as test/iris_test.csv."""
    write_test_rows(held_out[0])
    return publish(
        model,
        X,
        y,
        name="iris",
        version="1",
        overwrite=True,
        directory=output_root() / "model",
        held_out=held_out,
        features=describe_columns(),
        title="Iris species",
        description="Which of three species of iris a flower is, from four lengths in centimetres.",
        notes=NOTES,
        provenance={
            "dataset": {"name": "sklearn.datasets.load_iris"},
            "notebook": {"name": NOTEBOOK.name, "sha256": source_digest(NOTEBOOK)},
            "seed": SEED,
        },
    )


def describe_columns() -> dict:
    """What the contract says of each feature beyond what the data tell."""
    return {
        name: {
            "aliases": [spelt, f"{spelt}Cm", words, f"{words} (cm)", words.replace(" ", ".")],
            "unit": "cm",
            "description": meaning,
            "hard": {"min": 0, "max": 100},
        }
        for name, (spelt, meaning) in COLUMNS.items()
        for words in [name.replace("_", " ")]
    }


def write_test_rows(X: pd.DataFrame) -> None:
    """test/iris_test.csv: the held-out features, without the answers."""
    path = output_root() / "test" / "iris_test.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    X.to_csv(path, index=False, lineterminator="\n")

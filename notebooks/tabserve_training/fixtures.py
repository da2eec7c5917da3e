"""Models that are not about irises, for the server's tests.

`python -m tabserve_training.fixtures` writes test/fixtures/model/<name>/1.
"""

import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_diabetes, load_wine
from sklearn.ensemble import GradientBoostingClassifier, RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from tabserve import Published, publish

from . import penguins
from .paths import output_root

SEED = 42

# The ten columns of load_diabetes under telling names, with their units.
PATIENT = {
    "age": "years",
    "sex": "",
    "body_mass_index": "kg/m²",
    "blood_pressure": "mm Hg",
    "cholesterol": "mg/dL",
    "ldl": "mg/dL",
    "hdl": "mg/dL",
    "cholesterol_hdl_ratio": "",
    "log_triglycerides": "",
    "glucose": "mg/dL",
}


def diabetes() -> Published:
    """A regressor on one matrix: a small forest, in the patients' own units."""
    data = load_diabetes(as_frame=True, scaled=False)
    return _publish(
        RandomForestRegressor(n_estimators=50, max_depth=5, random_state=SEED),
        data.data.astype("float32").set_axis(list(PATIENT), axis=1),
        data.target,
        name="diabetes",
        unit="points",
        features={name: {"unit": unit} for name, unit in PATIENT.items() if unit},
        title="Diabetes progression",
        description="How far diabetes progresses within a year, from ten measures at the start.",
        provenance={"dataset": {"name": "sklearn.datasets.load_diabetes"}, "seed": SEED},
    )


def penguins_mixed() -> Published:
    """A pipeline that takes one tensor a column: numbers with gaps, an integer, text."""
    numbers = ["bill_length_mm", "bill_depth_mm", "body_mass_g"]
    columns = ColumnTransformer(
        [
            ("number", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
            ("integer", StandardScaler(), ["flipper_length_mm"]),
            ("text", OneHotEncoder(handle_unknown="ignore"), ["island", "sex"]),
        ]
    )
    # This solver converges to the last digits, so that every processor finds the same weights.
    logistic = LogisticRegression(solver="newton-cholesky", tol=1e-10)
    return _publish(
        make_pipeline(columns, logistic),
        *penguins.load(),
        name="penguins-mixed",
        features={
            "bill_length_mm": {"unit": "mm", "hard": {"min": 1, "max": 500}},
            "bill_depth_mm": {"unit": "mm", "hard": {"min": 1, "max": 500}},
            "flipper_length_mm": {"unit": "mm", "hard": {"min": 1, "max": 2000}},
            "body_mass_g": {"unit": "g", "required": False, "hard": {"min": 1, "max": 100000}},
            # The encoder would answer any island; this contract does not.
            "island": {"openCategories": False},
            "sex": {"openCategories": False},
        },
        title="Penguin species",
        description="The species of an invented penguin, some of whose measures may be missing.",
        provenance={"dataset": {"name": "tabserve_training.penguins"}, "seed": SEED},
    )


def wine_gb() -> Published:
    """Gradient boosting with integer labels, which are no positions: cultivars are 1, 2 and 3."""
    data = load_wine(as_frame=True)
    names = {"od280/od315_of_diluted_wines": "od280_od315"}
    return _publish(
        GradientBoostingClassifier(n_estimators=40, max_depth=3, random_state=SEED),
        data.data.astype("float32").rename(columns=names),
        data.target + 1,
        name="wine-gb",
        features={"alcohol": {"unit": "% vol"}, "magnesium": {"unit": "mg/L"}},
        title="Wine cultivar",
        description="Which of three cultivars a wine is from, by chemical analysis.",
        provenance={"dataset": {"name": "sklearn.datasets.load_wine"}, "seed": SEED},
    )


def _publish(model, X: pd.DataFrame, y: pd.Series, **described) -> Published:
    """Fits the model on three quarters of the rows and writes its folder."""
    stratify = None if y.dtype == float else y
    parts = train_test_split(X, y, test_size=0.25, stratify=stratify, random_state=SEED)
    X_train, X_test, y_train, y_test = (part.sort_index() for part in parts)
    directory = output_root() / "test" / "fixtures" / "model"
    return publish(
        model.fit(X_train, y_train),
        X_train,
        y_train,
        held_out=(X_test, y_test),
        version="1",
        overwrite=True,
        directory=directory,
        notes="A fixture of the server's tests; not meant for use.",
        **described,
    )


if __name__ == "__main__":
    for make in (diabetes, penguins_mixed, wine_gb):
        print(make())

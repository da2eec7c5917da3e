"""XGBoost's, LightGBM's and CatBoost's own answers: what differs from scikit-learn's ways."""

import json

import numpy as np
import pandas as pd

from .exact import lightgbm, xgboost
from .expected import Expected, tied
from .problem import CannotServe
from .trainer import Trainer, trains


class _Splits:
    """Tells the thresholds of a model's trees, so that golden vectors stand on both sides of them."""

    def splits(self, X):
        numbers = {at for at, name in enumerate(X) if pd.api.types.is_numeric_dtype(X[name].dtype)}
        found = ((at, threshold) for at, threshold in self._thresholds() if at in numbers)
        return [(X.columns[at], threshold) for at, threshold in sorted(found)]


class _OfXGBoost(_Splits):
    libraries = ("xgboost",)

    def _thresholds(self):
        model = self.model
        return xgboost.splits(model.get_booster() if hasattr(model, "get_booster") else model)


class _OfLightGBM(_Splits):
    libraries = ("lightgbm",)

    def _thresholds(self):
        return lightgbm.splits(getattr(self.model, "booster_", self.model))


class _OfCatBoost(_Splits):
    libraries = ("catboost",)

    def answers(self, X) -> Expected:
        """Asked with the columns' names, where it knows any."""
        named = self.model.feature_names_ == [str(name) for name in X]
        return self._answers(X if named else X.to_numpy())

    def _thresholds(self):
        return {(at, one) for at, borders in self.model.get_borders().items() for one in borders}


class _Native(Trainer):
    """A model of one `predict`; of a classifier it tells probabilities, of classes 0, 1, 2, …"""

    def __init__(self, model, y=None):
        self.model = model
        count = self._count()
        self.task = "classification" if count else "regression"
        self.classes = list(range(count)) if count else None
        self.names = self.spread = self.clusters = self.answers_with = self._names_of = None

    def _answers(self, table) -> Expected:
        told = np.asarray(self._predict(table), dtype="float64").reshape(len(table), -1)
        if not self.classes:
            return Expected(values=told)
        shares = told if told.shape[1] > 1 else np.column_stack([1 - told, told])
        labels = np.array(self.classes, dtype=object)[shares.argmax(axis=1)]
        return Expected(labels, probabilities=shares, ties=tied(shares))

    def _count(self) -> int:
        """How many classes the model tells probabilities of; 0 of any other model."""
        return 0

    def _predict(self, table):
        return self.model.predict(table)


@trains("xgboost.XGBModel")
class XGBoostModel(_OfXGBoost, Trainer):
    def __init__(self, model, y=None):
        _check_objective(model.objective)
        super().__init__(model, y)
        if self.task == "classification" and _xgboost_told(model.get_booster())["num_target"] > 1:
            self.task, self.classes = "multi-label", None


@trains("lightgbm.LGBMModel")
class LightGBMModel(_OfLightGBM, Trainer):
    def __init__(self, model, y=None):
        _check_objective(model.objective)
        super().__init__(model, y)


@trains("catboost.CatBoostClassifier", "catboost.CatBoostRegressor")
class CatBoostModel(_OfCatBoost, Trainer):
    def __init__(self, model, y=None):
        _check_objective(model.get_param("loss_function"))
        super().__init__(model, y)
        loss = model.get_all_params()["loss_function"]
        if loss in ("MultiLogloss", "MultiCrossEntropy"):
            self.task, self.classes = "multi-label", None


@trains("xgboost.XGBRanker")
class XGBoostRanker(_OfXGBoost, _Native):
    """Answers its scores."""


@trains("lightgbm.LGBMRanker")
class LightGBMRanker(_OfLightGBM, _Native):
    """Answers its scores."""


@trains("catboost.CatBoostRanker")
class CatBoostRanker(_OfCatBoost, _Native):
    """Answers its scores."""


@trains("xgboost.Booster")
class XGBoostBooster(_OfXGBoost, _Native):
    """Asked on all its trees, as `Booster.predict` is."""

    def _count(self) -> int:
        told = _xgboost_told(self.model)
        return {"binary:logistic": 2, "multi:softprob": told["num_class"]}.get(told["objective"], 0)

    def _predict(self, table):
        from xgboost import DMatrix

        rows = table if self.model.feature_names is not None else table.to_numpy()
        return self.model.predict(DMatrix(rows, enable_categorical=True))


@trains("lightgbm.Booster")
class LightGBMBooster(_OfLightGBM, _Native):
    """Asked on the trees up to its best iteration, as `Booster.predict` is."""

    def _count(self) -> int:
        dump = self.model.dump_model(num_iteration=1)
        several = dump["num_class"]
        objective = dump.get("objective", "").split(" ")[0]
        return {"binary": 2, "multiclass": several, "multiclassova": several}.get(objective, 0)


@trains("catboost.CatBoost")
class CatBoostNative(_OfCatBoost, _Native):
    """Its classes are those that it remembers, if any."""

    def __init__(self, model, y=None):
        super().__init__(model, y)
        self.classes = np.asarray(model.classes_).tolist() or None

    def _count(self) -> int:
        return len(self.model.classes_)

    def _predict(self, table):
        return self.model.predict(table, "Probability" if self.classes else "RawFormulaVal")


def _check_objective(objective) -> None:
    """Raises CannotServe for a function of the caller's: what it makes of a sum, no model remembers."""
    if objective is not None and not isinstance(objective, str):
        raise CannotServe(
            "its objective is a function of your own, whose answers the model does not know: fit with "
            "an objective of the library, or export it yourself and use publish_graph"
        )


def _xgboost_told(booster) -> dict:
    """{objective, num_class, num_target} of a Booster."""
    learner = json.loads(booster.save_config())["learner"]
    told = learner["learner_model_param"]
    counts = {key: int(told.get(key, 1)) for key in ("num_class", "num_target")}
    return {"objective": learner["objective"]["name"], **counts}

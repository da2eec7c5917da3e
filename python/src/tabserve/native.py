"""XGBoost's, LightGBM's and CatBoost's own answers: what differs from scikit-learn's ways."""

import json

import numpy as np

from .expected import Expected, tied
from .trainer import Trainer, trains


class _Native(Trainer):
    """A model of one `predict`; of a classifier it tells probabilities, of classes 0, 1, 2, …"""

    libraries: tuple[str, ...] = ()

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
class XGBoostModel(Trainer):
    libraries = ("xgboost",)

    def __init__(self, model, y=None):
        super().__init__(model, y)
        if self.task == "classification" and _xgboost_told(model.get_booster())["num_target"] > 1:
            self.task, self.classes = "multi-label", None


@trains("lightgbm.LGBMModel")
class LightGBMModel(Trainer):
    libraries = ("lightgbm",)


@trains("catboost.CatBoostClassifier", "catboost.CatBoostRegressor")
class CatBoostModel(Trainer):
    libraries = ("catboost",)

    def __init__(self, model, y=None):
        super().__init__(model, y)
        loss = model.get_all_params()["loss_function"]
        if loss in ("MultiLogloss", "MultiCrossEntropy"):
            self.task, self.classes = "multi-label", None

    def answers(self, X) -> Expected:
        return self._answers(_named_as(self.model, X))


@trains("xgboost.XGBRanker")
class XGBoostRanker(_Native):
    libraries = ("xgboost",)


@trains("lightgbm.LGBMRanker")
class LightGBMRanker(_Native):
    libraries = ("lightgbm",)


@trains("xgboost.Booster")
class XGBoostBooster(_Native):
    """Asked on all its trees, as `Booster.predict` is."""

    libraries = ("xgboost",)

    def _count(self) -> int:
        told = _xgboost_told(self.model)
        return {"binary:logistic": 2, "multi:softprob": told["num_class"]}.get(told["objective"], 0)

    def _predict(self, table):
        import xgboost

        rows = table if self.model.feature_names is not None else table.to_numpy()
        return self.model.predict(xgboost.DMatrix(rows, enable_categorical=True))


@trains("lightgbm.Booster")
class LightGBMBooster(_Native):
    """Asked on the trees up to its best iteration, as `Booster.predict` is."""

    libraries = ("lightgbm",)

    def _count(self) -> int:
        dump = self.model.dump_model(num_iteration=1)
        several = dump["num_class"]
        objective = dump.get("objective", "").split(" ")[0]
        return {"binary": 2, "multiclass": several, "multiclassova": several}.get(objective, 0)


@trains("catboost.CatBoostRanker")
class CatBoostRanker(_Native):
    libraries = ("catboost",)

    def answers(self, X) -> Expected:
        return self._answers(_named_as(self.model, X))


@trains("catboost.CatBoost")
class CatBoostNative(CatBoostRanker):
    def _count(self) -> int:
        return len(self.model.classes_)

    def _predict(self, table):
        return self.model.predict(table, "Probability" if self.classes else "RawFormulaVal")


def _named_as(model, X):
    """X as a CatBoost model knows it: by the columns' names, or without them."""
    return X if model.feature_names_ == [str(name) for name in X] else X.to_numpy()


def _xgboost_told(booster) -> dict:
    """{objective, num_class, num_target} of a Booster."""
    learner = json.loads(booster.save_config())["learner"]
    told = learner["learner_model_param"]
    counts = {key: int(told.get(key, 1)) for key in ("num_class", "num_target")}
    return {"objective": learner["objective"]["name"], **counts}

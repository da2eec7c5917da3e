"""Who converts what: one function for each class of fitted model, found by the class's name."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..problem import CannotServe
from .graph import Value

_TRANSFORMERS: dict[str, Callable] = {}
_PREDICTORS: dict[str, Callable] = {}


@dataclass(frozen=True)
class Answer:
    """What a predictor answers for N rows, as far as it has it.

    `positions` whole [N]: of the label in the model's `classes_` (of a cluster: its number, of an
    outlier detector: 0 outlier, 1 inlier). `probabilities` [N, classes] as `predict_proba` has
    them; `scores` [N, classes] or [N, 1] as `decision_function`, of a clusterer as `transform`;
    `values` [N, targets] as `predict` of a regressor. Several labels (multi-label): `flags` truth
    [N, labels], with `probabilities` of each.
    """

    positions: Value | None = None
    probabilities: Value | None = None
    scores: Value | None = None
    values: Value | None = None
    flags: Value | None = None

    def but(self, **changed) -> "Answer":
        return replace(self, **changed)


def transforms(*names: str):
    """Registers `function(step, x) -> Value` for transformers such as "sklearn.StandardScaler".

    A name is the library and the class. `x`, a Table or Value, is what the step is given.
    """
    return lambda function: _register(_TRANSFORMERS, names, function)


def predicts(*names: str):
    """Registers `function(model, x) -> Answer` for predictors such as "xgboost.XGBClassifier"."""
    return lambda function: _register(_PREDICTORS, names, function)


def transform(step, x):
    """What a fitted transformer makes of x."""
    return _found(_TRANSFORMERS, step)(step, x)


def answer(model, x) -> Answer:
    """What a fitted predictor answers for x."""
    return _found(_PREDICTORS, model)(model, x)


def can_transform(step) -> bool:
    return _find(_TRANSFORMERS, step) is not None


def _register(registry: dict, names: tuple[str, ...], function: Callable) -> Callable:
    registry.update(dict.fromkeys(names, function))
    return function


def _found(registry: dict, part) -> Callable:
    function = _find(registry, part)
    if function is None:
        raise CannotServe(f"there is no conversion of {type(part).__name__} to ONNX")
    return function


def _find(registry: dict, part) -> Callable | None:
    for kind in type(part).__mro__:
        name = f"{kind.__module__.split('.')[0]}.{kind.__name__}"
        if name in registry:
            return registry[name]
    return None

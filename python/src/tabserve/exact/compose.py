"""Pipelines, column transformers and searches: models that are made of others."""

from .graph import concat
from .registry import Answer, answer, predicts, transform, transforms
from .table import Table


def is_passed(step) -> bool:
    return step is None or isinstance(step, str) and step == "passthrough"


def through(step, x):
    """What a step makes of x; samplers (imbalanced-learn) only matter in training."""
    if is_passed(step) or hasattr(step, "fit_resample"):
        return x
    return transform(step, x)


@predicts("sklearn.Pipeline", "imblearn.Pipeline")
def pipeline(model, x) -> Answer:
    *steps, (_, last) = model.steps
    for _, step in steps:
        x = through(step, x)
    return answer(last, x)


@transforms("sklearn.Pipeline", "imblearn.Pipeline")
def transforming_pipeline(model, x):
    for _, step in model.steps:
        x = through(step, x)
    return x


@transforms("sklearn.ColumnTransformer")
def column_transformer(step, x):
    parts = []
    for name, transformer, _ in step.transformers_:
        positions = step._transformer_to_input_indices[name]
        if isinstance(transformer, str) and transformer == "drop" or not len(positions):
            continue
        parts.append(through(transformer, x.pick(positions)))
    return side_by_side(parts)


@transforms("sklearn.FeatureUnion")
def union(step, x):
    kept = [one for _, one in step.transformer_list if one != "drop"]
    return side_by_side([through(one, x) for one in kept])


def side_by_side(parts: list):
    """One table of several; text among numbers stays a Table."""
    if all(isinstance(part, Table) for part in parts):
        return Table(
            [one for part in parts for one in part.columns],
            {k: v for part in parts for k, v in part.widths.items()},
        )
    return concat([part.numbers() for part in parts])


@predicts("sklearn.BaseSearchCV")
def search(model, x) -> Answer:
    return answer(model.best_estimator_, x)


@predicts("sklearn.RANSACRegressor", "sklearn.SelfTrainingClassifier")
def wrapped(model, x) -> Answer:
    return answer(model.estimator_, x)


@predicts("sklearn.FrozenEstimator")
def frozen(model, x) -> Answer:
    return answer(model.estimator, x)


@predicts("sklearn.TunedThresholdClassifierCV", "sklearn.FixedThresholdClassifier")
def thresholded(model, x) -> Answer:
    inner = answer(model.estimator_, x)
    threshold = getattr(model, "best_threshold_", None)
    if threshold is None:
        threshold = model.threshold
    method = getattr(model, "response_method", "auto")
    by_probability = inner.probabilities is not None and method != "decision_function"
    if threshold == "auto":
        threshold = 0.5 if by_probability else 0.0
    score = inner.probabilities.pick([1]) if by_probability else inner.scores
    flag = (score >= float(threshold)).cast("whole").reshape(-1)
    # The positive class is the last one, unless another is named.
    positive = getattr(model, "pos_label", None)
    if positive is not None and positive == model.classes_[0]:
        score = 1.0 - score if by_probability else -score
        flag = 1 - (score >= float(threshold)).cast("whole").reshape(-1)
    return inner.but(positions=flag)


@predicts("sklearn.TransformedTargetRegressor")
def transformed_target(model, x) -> Answer:
    from .inverse import inverse

    values = answer(model.regressor_, x).values
    return Answer(values=inverse(model.transformer_, values))

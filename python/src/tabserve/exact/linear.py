"""Linear models, discriminants, naive Bayes and small networks."""

import numpy as np

from ..problem import CannotServe
from .functions import tanh
from .graph import Value, concat
from .registry import Answer, predicts


def row(numbers) -> np.ndarray:
    """A constant [1, k] from k numbers or one."""
    return np.asarray(numbers, dtype="float64").reshape(1, -1)


def linear(model, x) -> Value:
    """x @ coef + intercept, [N, outputs]."""
    x = x.numbers()
    coefficients = model.coef_.toarray() if hasattr(model.coef_, "toarray") else model.coef_
    coefficients = np.asarray(coefficients, dtype="float64")
    coefficients = coefficients.reshape(-1, coefficients.shape[-1])
    return x @ coefficients.T + row(model.intercept_)


def by_score(scores: Value, classes: int) -> Answer:
    """[N, 1] for two classes, [N, classes] for more."""
    if classes == 2:
        return Answer(positions=(scores > 0.0).cast("whole").reshape(-1), scores=scores)
    return Answer(positions=scores.argmax(), scores=scores)


def both(second: Value) -> Value:
    """Probabilities [N, 2] from those of the second class [N, 1]."""
    return concat([1.0 - second, second])


@predicts(
    "sklearn.LinearModel",
    "sklearn.BaseSGDRegressor",
    "sklearn.SGDRegressor",
    "sklearn.PassiveAggressiveRegressor",
)
def linear_regressor(model, x) -> Answer:
    return Answer(values=linear(model, x))


@predicts("sklearn._GeneralizedLinearRegressor")
def generalized(model, x) -> Answer:
    raw = linear(model, x)
    link = type(model._base_loss.link).__name__
    if link == "LogLink":
        return Answer(values=raw.exp())
    if link == "IdentityLink":
        return Answer(values=raw)
    raise CannotServe(f"{type(model).__name__} with the link {link}: use link='log'")


@predicts("sklearn.PLSRegression", "sklearn.PLSCanonical", "sklearn.CCA")
def pls(model, x) -> Answer:
    return Answer(
        values=(x.numbers() - row(model._x_mean)) @ np.asarray(model.coef_).T
        + row(model.intercept_)
    )


@predicts(
    "sklearn.LinearClassifierMixin",
    "sklearn.BaseSGDClassifier",
    "sklearn.RidgeClassifier",
    "sklearn.RidgeClassifierCV",
)
def linear_classifier(model, x) -> Answer:
    scores = linear(model, x)
    if getattr(getattr(model, "_label_binarizer", None), "y_type_", "").startswith("multilabel"):
        return Answer(flags=scores > 0.0)
    return by_score(scores, len(model.classes_))


@predicts("sklearn.LogisticRegression", "sklearn.LogisticRegressionCV")
def logistic(model, x) -> Answer:
    decision = linear_classifier(model, x)
    classes = len(model.classes_)
    separate = getattr(model, "multi_class", "deprecated") == "ovr" or model.solver == "liblinear"
    if classes == 2:
        if getattr(model, "multi_class", "deprecated") == "multinomial":
            return decision.but(probabilities=concat([-decision.scores, decision.scores]).softmax())
        return decision.but(probabilities=both(decision.scores.sigmoid()))
    if separate:
        each = decision.scores.sigmoid()
        return decision.but(probabilities=each / each.sum())
    return decision.but(probabilities=decision.scores.softmax())


@predicts("sklearn.SGDClassifier")
def sgd_classifier(model, x) -> Answer:
    decision = linear_classifier(model, x)
    if model.loss == "log_loss":
        each = decision.scores.sigmoid()
    elif model.loss == "modified_huber":
        each = (_clip(decision.scores) + 1.0) * 0.5
    else:
        return decision
    if len(model.classes_) == 2:
        return decision.but(probabilities=both(each))
    total = each.sum()
    even = total.equals(0.0)
    # Where no class has anything, all have the same.
    shares = even.where(1.0 / len(model.classes_), each / even.where(1.0, total))
    return decision.but(probabilities=shares)


def _clip(x: Value) -> Value:
    x = (x < -1.0).where(-1.0, x)
    return (x > 1.0).where(1.0, x)


@predicts("sklearn.LinearDiscriminantAnalysis")
def lda(model, x) -> Answer:
    decision = linear_classifier(model, x)
    if len(model.classes_) == 2:
        return decision.but(probabilities=both(decision.scores.sigmoid()))
    return decision.but(probabilities=decision.scores.softmax())


@predicts("sklearn.QuadraticDiscriminantAnalysis")
def qda(model, x) -> Answer:
    x = x.numbers()
    parts = []
    for at in range(len(model.classes_)):
        spread = model.scalings_[at]
        whitened = (x - row(model.means_[at])) @ (model.rotations_[at] * spread**-0.5)
        norm = (whitened * whitened).sum()
        parts.append((norm + float(np.log(spread).sum())) * -0.5 + float(np.log(model.priors_[at])))
    return likeliest(concat(parts), scores=len(parts) > 2)


def likeliest(logs: Value, scores: bool = False) -> Answer:
    """From the logarithms of joint likelihoods [N, classes]."""
    return Answer(
        positions=logs.argmax(), probabilities=logs.softmax(), scores=logs if scores else None
    )


@predicts("sklearn.GaussianNB")
def gaussian_nb(model, x) -> Answer:
    x = x.numbers()
    parts = []
    for mean, variance, prior in zip(model.theta_, model.var_, model.class_prior_):
        apart = x - row(mean)
        distance = (apart * apart / row(variance)).sum()
        parts.append(
            distance * -0.5 + float(np.log(prior) - 0.5 * np.log(2.0 * np.pi * variance).sum())
        )
    return likeliest(concat(parts))


@predicts("sklearn.MultinomialNB")
def multinomial_nb(model, x) -> Answer:
    return likeliest(x.numbers() @ model.feature_log_prob_.T + row(model.class_log_prior_))


@predicts("sklearn.ComplementNB")
def complement_nb(model, x) -> Answer:
    logs = x.numbers() @ model.feature_log_prob_.T
    return likeliest(logs + row(model.class_log_prior_) if len(model.classes_) == 1 else logs)


@predicts("sklearn.BernoulliNB")
def bernoulli_nb(model, x) -> Answer:
    x = x.numbers()
    x = x if model.binarize is None else (x > float(model.binarize)).cast("number")
    absent = np.log(1 - np.exp(model.feature_log_prob_))
    logs = x @ (model.feature_log_prob_ - absent).T
    return likeliest(logs + row(model.class_log_prior_ + absent.sum(axis=1)))


@predicts("sklearn.CategoricalNB")
def categorical_nb(model, x) -> Answer:
    codes = x.numbers().cast("whole")
    logs = None
    for at, known in enumerate(model.feature_log_prob_):
        term = codes.graph.constant(known.T).gather(codes.pick([at]).reshape(-1), axis=0)
        logs = term if logs is None else logs + term
    return likeliest(logs + row(model.class_log_prior_))


_ACTIVATIONS = {
    "identity": lambda x: x,
    "logistic": lambda x: x.sigmoid(),
    "tanh": tanh,
    "relu": lambda x: (x > 0.0).where(x, 0.0),
    "softmax": lambda x: x.softmax(),
    "exp": lambda x: x.exp(),
}


def _network(model, x) -> Value:
    x = x.numbers()
    last = len(model.coefs_) - 1
    for at, (weights, bias) in enumerate(zip(model.coefs_, model.intercepts_)):
        activation = model.out_activation_ if at == last else model.activation
        x = _ACTIVATIONS[activation](x @ np.asarray(weights, dtype="float64") + row(bias))
    return x


@predicts("sklearn.MLPRegressor")
def mlp_regressor(model, x) -> Answer:
    return Answer(values=_network(model, x))


@predicts("sklearn.MLPClassifier")
def mlp_classifier(model, x) -> Answer:
    shares = _network(model, x)
    if model._label_binarizer.y_type_.startswith("multilabel"):
        return Answer(flags=shares > 0.5, probabilities=shares)
    if len(model.classes_) == 2:
        return Answer(
            positions=(shares > 0.5).cast("whole").reshape(-1), probabilities=both(shares)
        )
    return Answer(positions=shares.argmax(), probabilities=shares)


@predicts("sklearn.DummyRegressor")
def dummy_regressor(model, x) -> Answer:
    x = x.numbers()
    constant = row(model.constant_)
    zeros = x.pick([0]).is_nan().where(0.0, x.pick([0]) * 0.0)
    return Answer(values=zeros + constant)


@predicts("sklearn.DummyClassifier")
def dummy_classifier(model, x) -> Answer:
    if model.strategy not in ("prior", "most_frequent", "constant"):
        raise CannotServe(
            f"DummyClassifier(strategy={model.strategy!r}) answers by chance: use 'prior'"
        )
    shares = model.predict_proba(np.zeros((1, 1)))
    x = x.column(0)
    zeros = (
        x.equals(np.array("", dtype=object)) if x.kind == "text" else x.numbers().is_nan()
    ).cast("number") * 0.0
    probabilities = zeros + shares
    return Answer(positions=probabilities.argmax(), probabilities=probabilities)


@predicts("sklearn.IsotonicRegression")
def isotonic(model, x) -> Answer:
    from .scaling import clip, interpolate

    x = x.numbers()
    if model.out_of_bounds == "clip":
        x = clip(x, float(model.X_min_), float(model.X_max_))
    elif model.out_of_bounds != "nan":
        raise CannotServe("IsotonicRegression(out_of_bounds='raise'): use 'clip'")
    values = interpolate(x, model.X_thresholds_, model.y_thresholds_)
    if model.out_of_bounds == "nan":
        outside = (x < float(model.X_min_)) | (x > float(model.X_max_))
        values = outside.where(np.nan, values)
    return Answer(values=values)


@predicts("sklearn.EllipticEnvelope")
def envelope(model, x) -> Answer:
    apart = x.numbers() - row(model.location_)
    distance = ((apart @ model.get_precision()) * apart).sum()
    return outlying(-distance - float(model.offset_))


def outlying(scores: Value) -> Answer:
    """From decision values [N, 1]: 1 inlier at 0 and above, 0 outlier below."""
    return Answer(positions=(scores >= 0.0).cast("whole").reshape(-1), scores=scores)


@predicts("sklearn.SGDOneClassSVM")
def sgd_one_class(model, x) -> Answer:
    coefficients = np.asarray(model.coef_, dtype="float64").reshape(1, -1)
    return outlying(x.numbers() @ coefficients.T - row(model.offset_))


@predicts("sklearn.GaussianMixture", "sklearn.BayesianGaussianMixture")
def mixture(model, x) -> Answer:
    x = x.numbers()
    kind, width = model.covariance_type, model.means_.shape[1]
    parts = []
    for at, mean in enumerate(model.means_):
        precision = model.precisions_cholesky_
        precision = precision if kind == "tied" else precision[at]
        matrix = precision if kind in ("full", "tied") else np.eye(width) * precision
        moved = (x - row(mean)) @ matrix
        log_det = np.log(np.abs(np.diag(matrix))).sum()
        part = (moved * moved).sum() + width * np.log(2 * np.pi)
        parts.append(part * -0.5 + float(log_det))
    weights = model._estimate_log_weights()
    logs = concat(parts) + row(weights)
    return Answer(positions=logs.argmax())

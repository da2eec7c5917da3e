"""Models that keep their training data: neighbours, kernels, Gaussian processes, support vectors."""

import numpy as np
from scipy import linalg

from ..problem import CannotServe
from .functions import erf
from .graph import Value, concat
from .kernels import kernel, metric_distances, squared_distances
from .linear import both, by_score, likeliest, outlying, row
from .registry import Answer, predicts
from .scaling import weights_by_distance


def _distances(model, x) -> Value:
    parameters = {"p": getattr(model, "p", 2), **(model.effective_metric_params_ or {})}
    fitted = model._fit_X
    fitted = fitted.toarray() if hasattr(fitted, "toarray") else fitted
    return metric_distances(x.numbers(), fitted, model.effective_metric_, parameters)


def nearest(model, x, count: int) -> tuple[Value, Value]:
    """(distances, positions), each [N, count], of the nearest rows, the nearest first."""
    apart = _distances(model, x)
    near, which = apart.graph.op("TopK", apart, [count], axis=1, largest=0, outputs=2)
    return near, Value(apart.graph, which.name, "whole")


def _weights(model, near: Value) -> Value:
    if model.weights == "uniform":
        return (near >= -1.0).cast("number")
    if model.weights == "distance":
        return weights_by_distance(near)
    raise CannotServe("neighbours weighted by a Python function: use 'uniform' or 'distance'")


@predicts("sklearn.KNeighborsClassifier")
def neighbors_classifier(model, x) -> Answer:
    near, which = nearest(model, x, model.n_neighbors)
    weights = _weights(model, near)
    if model.outputs_2d_:
        shares = [
            _shares(model._y[:, at], len(one), which, weights)
            for at, one in enumerate(model.classes_)
        ]
        told = concat([one.pick([1]) for one in shares])
        return Answer(flags=told > 0.5, probabilities=told)
    shares = _shares(np.ravel(model._y), len(model.classes_), which, weights)
    return Answer(positions=shares.argmax(), probabilities=shares)


def _shares(labels: np.ndarray, classes: int, which: Value, weights: Value) -> Value:
    flags = np.eye(classes)[labels]
    votes = (which.graph.constant(flags).gather(which, axis=0) * weights.unsqueeze(2)).sum(
        1, keep=False
    )
    return votes / votes.sum()


@predicts("sklearn.KNeighborsRegressor")
def neighbors_regressor(model, x) -> Answer:
    near, which = nearest(model, x, model.n_neighbors)
    weights = _weights(model, near)
    known = which.graph.constant(np.asarray(model._y, dtype="float64").reshape(len(model._y), -1))
    values = (known.gather(which, axis=0) * weights.unsqueeze(2)).sum(1, keep=False)
    return Answer(values=values / weights.sum())


@predicts("sklearn.RadiusNeighborsRegressor")
def radius_regressor(model, x) -> Answer:
    apart = _distances(model, x)
    weights = (apart <= float(model.radius)).cast("number") * _weights(model, apart)
    return Answer(
        values=weights
        @ np.asarray(model._y, dtype="float64").reshape(len(model._y), -1)
        / weights.sum()
    )


@predicts("sklearn.RadiusNeighborsClassifier")
def radius_classifier(model, x) -> Answer:
    apart = _distances(model, x)
    weights = (apart <= float(model.radius)).cast("number") * _weights(model, apart)
    votes = weights @ np.eye(len(model.classes_))[np.ravel(model._y)]
    shares = votes / votes.sum()
    return Answer(positions=shares.argmax(), probabilities=shares)


@predicts("sklearn.NearestCentroid")
def nearest_centroid(model, x) -> Answer:
    x = x.numbers()
    by_distance = (-metric_distances(x, model.centroids_, model.metric, {})).argmax()
    if not hasattr(model, "class_prior_") or model.metric != "euclidean":
        return Answer(positions=by_distance)
    scale = np.where(model.within_class_std_dev_ != 0, model.within_class_std_dev_, 1.0)
    scores = -squared_distances(x / row(scale), model.centroids_ / scale) + row(
        2.0 * np.log(model.class_prior_)
    )
    told = likeliest(scores)
    even = np.isclose(model.class_prior_, 1 / len(model.classes_)).all()
    return told.but(positions=by_distance) if even else told


@predicts("sklearn.LocalOutlierFactor")
def outlier_factor(model, x) -> Answer:
    near, which = nearest(model, x, model.n_neighbors_)
    graph = near.graph
    reach = graph.constant(model._distances_fit_X_[:, model.n_neighbors_ - 1]).gather(which, axis=0)
    density = 1.0 / (near.op("Max", reach).mean() + 1e-10)
    ratios = graph.constant(model._lrd).gather(which, axis=0) / density
    return outlying(-ratios.mean() - float(model.offset_))


@predicts("sklearn.LabelPropagation", "sklearn.LabelSpreading")
def label_propagation(model, x) -> Answer:
    if model.kernel != "rbf":
        raise CannotServe(f"{type(model).__name__}(kernel={model.kernel!r}): use kernel='rbf'")
    weights = kernel("rbf", x.numbers(), model.X_, {"gamma": model.gamma})
    votes = weights @ model.label_distributions_
    shares = votes / votes.sum()
    return Answer(positions=shares.argmax(), probabilities=shares)


@predicts("sklearn.KernelRidge")
def kernel_ridge(model, x) -> Answer:
    parameters = {"gamma": model.gamma, "degree": model.degree, "coef0": model.coef0}
    similarity = kernel(model.kernel, x.numbers(), model.X_fit_, parameters)
    return Answer(values=similarity @ np.asarray(model.dual_coef_).reshape(len(model.X_fit_), -1))


def covariance(one, x: Value, rows: np.ndarray) -> Value:
    """[N, rows]: a Gaussian process's kernel between x and training rows."""
    name = type(one).__name__
    if name in ("Sum", "Product"):
        left, right = covariance(one.k1, x, rows), covariance(one.k2, x, rows)
        return left + right if name == "Sum" else left * right
    if name == "Exponentiation":
        return covariance(one.kernel, x, rows) ** float(one.exponent)
    if name == "ConstantKernel":
        return (x @ np.zeros((rows.shape[1], len(rows)))) + float(one.constant_value)
    if name == "WhiteKernel":
        return x @ np.zeros((rows.shape[1], len(rows)))
    if name == "DotProduct":
        return x @ rows.T + float(one.sigma_0) ** 2
    scaled = np.asarray(getattr(one, "length_scale", 1.0), dtype="float64")
    if name == "RBF":
        return (squared_distances(x / row(scaled), rows / scaled) * -0.5).exp()
    if name == "Matern":
        return _matern(float(one.nu), squared_distances(x / row(scaled), rows / scaled).sqrt())
    if name == "RationalQuadratic":
        square = squared_distances(x, rows)
        return (square / float(2 * one.alpha * one.length_scale**2) + 1.0) ** -float(one.alpha)
    if name == "ExpSineSquared":
        apart = squared_distances(x, rows).sqrt()
        sine = (apart * float(np.pi / one.periodicity)).op("Sin") / float(one.length_scale)
        return (sine * sine * -2.0).exp()
    raise CannotServe(
        f"the Gaussian process kernel {name} has no conversion: use RBF, Matern or RationalQuadratic"
    )


def _matern(nu: float, apart: Value) -> Value:
    if nu == 0.5:
        return (-apart).exp()
    if nu == 1.5:
        scaled = apart * np.sqrt(3.0)
        return (scaled + 1.0) * (-scaled).exp()
    if nu == 2.5:
        scaled = apart * np.sqrt(5.0)
        return (scaled * scaled / 3.0 + scaled + 1.0) * (-scaled).exp()
    if np.isinf(nu):
        return (apart * apart * -0.5).exp()
    raise CannotServe(f"Matern(nu={nu}) has no conversion: use 0.5, 1.5 or 2.5")


@predicts("sklearn.GaussianProcessRegressor")
def process_regressor(model, x) -> Answer:
    x = x.numbers()
    similarity = covariance(model.kernel_, x, model.X_train_)
    mean = similarity @ np.asarray(model.alpha_).reshape(len(model.X_train_), -1)
    return Answer(values=mean * row(model._y_train_std) + row(model._y_train_mean))


# Williams and Barber's approximation, as in scikit-learn.
_LAMBDAS = np.array([0.41, 0.4, 0.37, 0.44, 0.39])
_COEFS = np.array([-1854.8214151, 3516.89893646, 221.29346712, 128.12323805, -2010.49422654])


@predicts("sklearn.GaussianProcessClassifier")
def process_classifier(model, x) -> Answer:
    x, inner = x.numbers(), model.base_estimator_
    if model.n_classes_ == 2:
        mean, second = _process(inner, x)
        return Answer(positions=(mean > 0.0).cast("whole").reshape(-1), probabilities=both(second))
    if model.multi_class != "one_vs_rest":
        raise CannotServe("GaussianProcessClassifier(multi_class='one_vs_one'): use 'one_vs_rest'")
    each = concat([_process(one, x)[1] for one in inner.estimators_])
    return Answer(positions=each.argmax(), probabilities=each / each.sum())


def _process(model, x: Value) -> tuple[Value, Value]:
    """(latent mean, probability of the second class), each [N, 1]."""
    similarity = covariance(model.kernel_, x, model.X_train_)
    mean = similarity @ (model.y_train_ - model.pi_).reshape(-1, 1)
    whitener = linalg.solve(model.L_, np.diag(model.W_sr_))
    explained = similarity @ whitener.T
    variance = _own_variance(model.kernel_, x) - (explained * explained).sum()
    alpha = 1.0 / (variance * 2.0)
    argument = (mean * row(_LAMBDAS)) * (alpha / (alpha + row(_LAMBDAS**2))).sqrt()
    integrals = (np.pi / alpha).sqrt() * erf(argument) / ((variance * (2 * np.pi)).sqrt() * 2.0)
    return mean, integrals @ _COEFS.reshape(-1, 1) + float(0.5 * _COEFS.sum())


def _own_variance(one, x: Value) -> Value:
    """[N, 1]: the kernel between each row and itself."""
    name = type(one).__name__
    if name in ("Sum", "Product"):
        left, right = _own_variance(one.k1, x), _own_variance(one.k2, x)
        return left + right if name == "Sum" else left * right
    if name == "Exponentiation":
        return _own_variance(one.kernel, x) ** float(one.exponent)
    if name == "DotProduct":
        return (x * x).sum() + float(one.sigma_0) ** 2
    level = {"ConstantKernel": "constant_value", "WhiteKernel": "noise_level"}.get(name)
    return x.pick([0]) * 0.0 + (float(getattr(one, level)) if level else 1.0)


def _support(model, x) -> Value:
    """[N, support vectors]: the kernel, as libsvm has it."""
    if callable(model.kernel):
        raise CannotServe(
            "a support vector machine with a kernel in Python: use rbf, poly, linear or sigmoid"
        )
    parameters = {"gamma": model._gamma, "degree": model.degree, "coef0": model.coef0}
    vectors = model.support_vectors_
    return kernel(
        model.kernel,
        x.numbers(),
        np.asarray(vectors.toarray() if hasattr(vectors, "toarray") else vectors),
        parameters,
    )


@predicts("sklearn.SVR", "sklearn.NuSVR")
def svr(model, x) -> Answer:
    return Answer(
        values=_support(model, x) @ np.asarray(model.dual_coef_).T + row(model.intercept_)
    )


@predicts("sklearn.OneClassSVM")
def one_class(model, x) -> Answer:
    return outlying(_support(model, x) @ np.asarray(model.dual_coef_).T + row(model.intercept_))


@predicts("sklearn.SVC", "sklearn.NuSVC")
def svc(model, x) -> Answer:
    similarity, classes = _support(model, x), len(model.classes_)
    pairs = similarity @ _pair_weights(model) + row(model._intercept_)
    if classes == 2:
        # libsvm counts the first class as the positive one.
        told = by_score(-pairs, 2)
    else:
        told = _voted(pairs, classes, model)
    if not len(getattr(model, "_probA", ())):
        return told
    if classes > 2:
        raise CannotServe(
            "SVC(probability=True) with more than two classes couples pairs step by step: "
            "wrap SVC() in CalibratedClassifierCV"
        )
    sure = _pair_probabilities(pairs, model)
    return told.but(probabilities=concat([sure, 1.0 - sure]))


def _pair_weights(model) -> np.ndarray:
    """[support vectors, pairs]: what each vector adds to the decision of each pair of classes."""
    dual, counts = np.asarray(model._dual_coef_), model._n_support
    starts = np.concatenate([[0], np.cumsum(counts)])
    columns = []
    for one in range(len(counts)):
        for other in range(one + 1, len(counts)):
            weights = np.zeros(starts[-1])
            first, second = slice(*starts[one : one + 2]), slice(*starts[other : other + 2])
            weights[first] = dual[other - 1, first]
            weights[second] = dual[one, second]
            columns.append(weights)
    return np.column_stack(columns)


def _pairs(classes: int) -> list[tuple[int, int]]:
    return [(one, other) for one in range(classes) for other in range(one + 1, classes)]


def _voted(pairs: Value, classes: int, model) -> Answer:
    wins = (pairs > 0.0).cast("number")
    first, second = (
        np.zeros((len(_pairs(classes)), classes)),
        np.zeros((len(_pairs(classes)), classes)),
    )
    for at, (one, other) in enumerate(_pairs(classes)):
        first[at, one] = second[at, other] = 1.0
    votes = wins @ first + (1.0 - wins) @ second
    scores = ovr_scores(-pairs, (pairs < 0.0).cast("number"), classes)
    positions = scores.argmax() if model.break_ties else votes.argmax()
    return Answer(
        positions=positions, scores=scores if model.decision_function_shape == "ovr" else None
    )


def ovr_scores(confidences: Value, predictions: Value, classes: int) -> Value:
    """scikit-learn's score of each class from the decisions between pairs of classes."""
    signs = np.zeros((len(_pairs(classes)), classes))
    first, second = np.zeros_like(signs), np.zeros_like(signs)
    for at, (one, other) in enumerate(_pairs(classes)):
        signs[at, one], signs[at, other] = -1.0, 1.0
        first[at, one] = second[at, other] = 1.0
    summed = confidences @ signs
    votes = (1.0 - predictions) @ first + predictions @ second
    return votes + summed / ((summed.abs() + 1.0) * 3.0)


def _pair_probabilities(pairs: Value, model) -> Value:
    sure = 1.0 / ((pairs * row(model._probA) + row(model._probB)).exp() + 1.0)
    low = 1e-7
    sure = (sure < low).where(low, sure)
    return (sure > 1.0 - low).where(1.0 - low, sure)

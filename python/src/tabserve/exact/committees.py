"""Models that ask several others: voting, stacking, bagging, calibration, one model per class."""

import numpy as np

from .compose import side_by_side
from .decomposition import birch_distances, kmeans_distances
from .ensembles import forest_classifier
from .graph import Value, concat
from .kernels import distances, squared_distances
from .linear import both
from .neighbors import ovr_scores
from .registry import Answer, answer, predicts
from .scaling import interpolate


def mean(values: list[Value], weights=None) -> Value:
    weights = np.ones(len(values)) if weights is None else np.asarray(weights, dtype="float64")
    total = None
    for value, weight in zip(values, weights):
        part = value if weight == 1 else value * float(weight)
        total = part if total is None else total + part
    return total / float(weights.sum())


def one_hot(positions: Value, classes: int) -> Value:
    """number [N, classes] from positions [N]."""
    return positions.unsqueeze(1).equals(np.arange(classes)[None, :]).cast("number")


def second(told: Answer) -> Value:
    """[N, 1]: how sure a classifier of two classes is of the second, as scikit-learn asks it."""
    return told.probabilities.pick([1]) if told.scores is None else told.scores


@predicts("sklearn.VotingRegressor")
def voting_regressor(model, x) -> Answer:
    return Answer(
        values=mean([answer(one, x).values for one in model.estimators_], model._weights_not_none)
    )


@predicts("sklearn.VotingClassifier")
def voting_classifier(model, x) -> Answer:
    told = [answer(one, x) for one in model.estimators_]
    if model.voting == "soft":
        shares = mean([one.probabilities for one in told], model._weights_not_none)
        return Answer(positions=shares.argmax(), probabilities=shares)
    classes = len(model.classes_)
    votes = mean([one_hot(one.positions, classes) for one in told], model._weights_not_none)
    return Answer(positions=votes.argmax())


@predicts("sklearn.StackingRegressor", "sklearn.StackingClassifier")
def stacking(model, x) -> Answer:
    parts = []
    methods = [method for method in model.stack_method_ if method is not None]
    for one, method in zip(model.estimators_, methods):
        told = answer(one, x)
        if method == "predict_proba":
            shares = told.probabilities
            parts.append(shares.pick([1]) if len(model.classes_) == 2 else shares)
        elif method == "decision_function":
            parts.append(told.scores)
        elif told.values is not None:
            parts.append(told.values)
        else:
            parts.append(told.positions.cast("number").unsqueeze(1))
    if model.passthrough:
        parts.append(x)
    return answer(model.final_estimator_, side_by_side(parts))


def _parts(model, x) -> list[Answer]:
    x = x.numbers()
    return [
        answer(one, x.pick(features))
        for one, features in zip(model.estimators_, model.estimators_features_)
    ]


@predicts("sklearn.BaggingRegressor")
def bagging_regressor(model, x) -> Answer:
    return Answer(values=mean([one.values for one in _parts(model, x)]))


@predicts("sklearn.BaggingClassifier", "imblearn.BalancedBaggingClassifier")
def bagging_classifier(model, x) -> Answer:
    told, classes = _parts(model, x), len(model.classes_)
    shares = mean(
        [
            one_hot(one.positions, classes) if one.probabilities is None else one.probabilities
            for one in told
        ]
    )
    return Answer(positions=shares.argmax(), probabilities=shares)


@predicts("imblearn.BalancedRandomForestClassifier")
def balanced_forest(model, x) -> Answer:
    return forest_classifier(model, x)


@predicts("sklearn.AdaBoostRegressor")
def adaboost_regressor(model, x) -> Answer:
    """The weighted median: the smallest answer at which half of the weight is reached."""
    values = concat([answer(one, x).values for one in model.estimators_])
    graph, count = values.graph, len(model.estimators_)
    sorted_, order = graph.op("TopK", values, [count], axis=1, largest=0, outputs=2)
    weights = graph.constant(model.estimator_weights_[:count]).gather(
        Value(graph, order.name, "whole"), axis=0
    )
    reached = weights.op("CumSum", graph.constant(1))
    half = reached >= (reached.pick([count - 1]) * 0.5)
    median = half.cast("number").argmax().unsqueeze(1)
    return Answer(values=sorted_.op("GatherElements", median, axis=1))


@predicts("sklearn.AdaBoostClassifier")
def adaboost_classifier(model, x) -> Answer:
    classes, total = len(model.classes_), None
    for one, weight in zip(model.estimators_, model.estimator_weights_):
        hit = one_hot(answer(one, x).positions, classes)
        part = (hit > 0.5).where(float(weight), hit.graph.constant(-float(weight) / (classes - 1)))
        total = part if total is None else total + part
    scores = total / float(model.estimator_weights_.sum())
    if classes > 2:
        return Answer(scores.argmax(), (scores / float(classes - 1)).softmax(), scores)
    score = scores.pick([1]) - scores.pick([0])
    shares = (concat([-score, score]) * 0.5).softmax()
    return Answer((score > 0.0).cast("whole").reshape(-1), shares, score)


@predicts("sklearn.CalibratedClassifierCV")
def calibrated(model, x) -> Answer:
    shares = mean(
        [_calibrated(one, x, len(model.classes_)) for one in model.calibrated_classifiers_]
    )
    return Answer(positions=shares.argmax(), probabilities=shares)


def _calibrated(model, x, classes: int) -> Value:
    told = answer(model.estimator, x)
    raw = told.scores
    if raw is None:
        raw = told.probabilities.pick([1]) if classes == 2 else told.probabilities
    if getattr(model, "method", "sigmoid") == "temperature":
        return _tempered(model.calibrators[0], told, raw, classes)
    columns = [raw] if classes == 2 else [raw.pick([at]) for at in range(classes)]
    each = concat([_calibrate(one, column) for one, column in zip(model.calibrators, columns)])
    if classes == 2:
        return both(each)
    total = each.sum()
    none = total.equals(0.0)
    return none.where(1.0 / classes, each / none.where(1.0, total))


def _calibrate(calibrator, column: Value) -> Value:
    if type(calibrator).__name__ == "IsotonicRegression":
        return interpolate(column, calibrator.X_thresholds_, calibrator.y_thresholds_)
    return 1.0 / ((column * float(calibrator.a_) + float(calibrator.b_)).exp() + 1.0)


def _tempered(calibrator, told: Answer, raw: Value, classes: int) -> Value:
    if told.scores is None:
        raw = (told.probabilities + float(np.finfo("float64").eps)).log()
    elif classes == 2:
        raw = concat([-raw, raw])
    return (raw * float(calibrator.beta_)).softmax()


@predicts("sklearn.OneVsRestClassifier")
def one_vs_rest(model, x) -> Answer:
    told = [answer(one, x) for one in model.estimators_]
    sure = [one.probabilities is not None for one in told]
    by_score = all(one.scores is not None for one in told)
    if len(told) == 1:
        return told[0]
    scores = concat([second(one) for one in told])
    shares = concat([one.probabilities.pick([1]) for one in told]) if all(sure) else None
    if model.multilabel_:
        return Answer(flags=scores > (0.0 if by_score else 0.5), probabilities=shares)
    if shares is not None:
        total = shares.sum()
        none = total.equals(0.0)
        shares = none.where(shares, shares / none.where(1.0, total))
    return Answer(scores.argmax(), shares, scores if by_score else None)


@predicts("sklearn._ConstantPredictor")
def constant(model, x) -> Answer:
    share = float(np.ravel(model.y_)[0])
    x = x.numbers()
    zero = x.pick([0]).is_nan().cast("number") * 0.0
    return Answer(
        (zero + share).cast("whole").reshape(-1),
        concat([zero + (1.0 - share), zero + share]),
        zero + share,
    )


@predicts("sklearn.OneVsOneClassifier")
def one_vs_one(model, x) -> Answer:
    told = [answer(one, x) for one in model.estimators_]
    predictions = concat([one.positions.cast("number").unsqueeze(1) for one in told])
    scores = ovr_scores(concat([second(one) for one in told]), predictions, len(model.classes_))
    if len(model.classes_) == 2:
        scores = scores.pick([1])
        border = 0.0 if told[0].scores is not None else 0.5
        return Answer((scores > border).cast("whole").reshape(-1), scores=scores)
    return Answer(scores.argmax(), scores=scores)


@predicts("sklearn.OutputCodeClassifier")
def output_code(model, x) -> Answer:
    codes = concat([second(answer(one, x)) for one in model.estimators_])
    return Answer((-squared_distances(codes, model.code_book_)).argmax())


@predicts("sklearn.MultiOutputRegressor")
def several_regressors(model, x) -> Answer:
    return Answer(values=concat([answer(one, x).values for one in model.estimators_]))


@predicts("sklearn.MultiOutputClassifier")
def several_classifiers(model, x) -> Answer:
    told = [answer(one, x) for one in model.estimators_]
    flags = concat([one.positions.unsqueeze(1) for one in told]).cast("truth")
    if any(one.probabilities is None for one in told):
        return Answer(flags=flags)
    return Answer(flags=flags, probabilities=concat([one.probabilities.pick([1]) for one in told]))


@predicts("sklearn.RegressorChain")
def regressor_chain(model, x) -> Answer:
    x, values = x.numbers(), []
    for one in model.estimators_:
        values.append(answer(one, concat([x, *values])).values)
    return Answer(values=concat(_in_order(model, values)))


@predicts("sklearn.ClassifierChain")
def classifier_chain(model, x) -> Answer:
    x, before, flags, shares = x.numbers(), [], [], []
    for one in model.estimators_:
        told = answer(one, concat([x, *before]))
        flag = told.positions.unsqueeze(1)
        method = getattr(model, "chain_method_", "predict")
        fed = {"predict": flag.cast("number"), "decision_function": told.scores}.get(method)
        before.append(told.probabilities.pick([1]) if method == "predict_proba" else fed)
        flags.append(flag)
        shares.append(None if told.probabilities is None else told.probabilities.pick([1]))
    probabilities = None if None in shares else concat(_in_order(model, shares))
    return Answer(flags=concat(_in_order(model, flags)).cast("truth"), probabilities=probabilities)


def _in_order(model, columns: list) -> list:
    ordered = [None] * len(columns)
    for at, column in zip(model.order_, columns):
        ordered[at] = column
    return ordered


@predicts("sklearn.BisectingKMeans")
def bisecting_kmeans(model, x) -> Answer:
    """From the root down, a row goes to the nearer one of two centres."""
    x = x.numbers()
    shift = getattr(model, "_X_mean", 0.0)

    def position(node) -> Value | np.ndarray:
        if node.left is None:
            return np.array([node.label])
        centres = np.stack([node.left.center, node.right.center]) + shift
        goes_left = (-distances(x, centres)).argmax().equals(0)
        left, right = (x.graph.value(position(one)) for one in (node.left, node.right))
        return goes_left.where(left, right)

    return Answer(position(model._bisecting_tree), scores=kmeans_distances(model, x))


@predicts("sklearn._BaseKMeans")
def kmeans(model, x) -> Answer:
    apart = kmeans_distances(model, x)
    return Answer((-apart).argmax(), scores=apart)


@predicts("sklearn.MeanShift", "sklearn.AffinityPropagation")
def by_centre(model, x) -> Answer:
    return Answer((-distances(x.numbers(), model.cluster_centers_)).argmax())


@predicts("sklearn.Birch")
def birch(model, x) -> Answer:
    apart = birch_distances(model, x)
    labels = apart.graph.constant(np.asarray(model.subcluster_labels_))
    return Answer(labels.gather((-apart).argmax(), axis=0), scores=apart)

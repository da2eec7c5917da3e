"""The zoo's models: name -> a function that gives a fitted model, its X and its y."""

import numpy as np
import pandas as pd
from sklearn import (
    calibration, cluster, compose, decomposition, discriminant_analysis, dummy, ensemble, feature_extraction,
    feature_selection, gaussian_process, impute, kernel_approximation, kernel_ridge, linear_model, mixture,
    model_selection, multiclass, multioutput, naive_bayes, neighbors, neural_network, pipeline, preprocessing,
    semi_supervised, svm, tree, covariance, cross_decomposition, isotonic, random_projection,
)
from sklearn.experimental import enable_iterative_imputer  # noqa: F401
from sklearn.gaussian_process import kernels

from . import data

pipe, columns = pipeline.make_pipeline, compose.ColumnTransformer
scale, hot = preprocessing.StandardScaler, preprocessing.OneHotEncoder
CASES = {}


def case(name, model, X, y=None):
    CASES[name] = (model, X, y)


N, M = data.numbers(), data.mixed()
POSITIVE = N.abs() + 0.01
COUNTS = (N.abs() // 3).astype(int)
GN, GM = data.gaps(N), data.gaps(M)
N32 = N.astype("float32")
BIG = pd.DataFrame({"unix": 1_700_000_000 + np.arange(data.ROWS) * 977, "price": N["m0"] * 1e6 + 1e9, "m": N["m1"]})
y2, y3, yr = data.two(N), data.three(N), data.signal(N)
m2, m3, mr = data.two(M), data.three(M), data.signal(M)
NUM, CAT = ["age", "income", "visits", "score"], ["city", "plan"]


def prep(numeric=None, text=None):
    return columns([("n", numeric or scale(), NUM), ("c", text or hot(handle_unknown="ignore"), CAT)])


# Classifiers on float64 tables, then on mixed ones.
CLASSIFIERS = {
    "logistic": linear_model.LogisticRegression(max_iter=5000),
    "logistic cv": linear_model.LogisticRegressionCV(max_iter=2000, Cs=3, cv=3),
    "ovr liblinear": multiclass.OneVsRestClassifier(linear_model.LogisticRegression(solver="liblinear")),
    "sgd log": linear_model.SGDClassifier(loss="log_loss", random_state=0),
    "sgd huber": linear_model.SGDClassifier(loss="modified_huber", random_state=0),
    "sgd hinge": linear_model.SGDClassifier(random_state=0),
    "perceptron": linear_model.Perceptron(random_state=0),
    "ridge classifier": linear_model.RidgeClassifier(),
    "linear svc": svm.LinearSVC(random_state=0),
    "svc": svm.SVC(),
    "svc poly": svm.SVC(kernel="poly"),
    "nusvc": svm.NuSVC(nu=0.1),
    "knn": neighbors.KNeighborsClassifier(),
    "knn distance": neighbors.KNeighborsClassifier(weights="distance"),
    "knn manhattan": neighbors.KNeighborsClassifier(metric="manhattan", n_neighbors=7),
    "centroid": neighbors.NearestCentroid(),
    "gaussian nb": naive_bayes.GaussianNB(),
    "bernoulli nb": naive_bayes.BernoulliNB(binarize=0.5),
    "lda": discriminant_analysis.LinearDiscriminantAnalysis(),
    "qda": discriminant_analysis.QuadraticDiscriminantAnalysis(),
    "mlp": neural_network.MLPClassifier((20,), max_iter=300, random_state=0),
    "tree": tree.DecisionTreeClassifier(max_depth=6, random_state=0),
    "forest": ensemble.RandomForestClassifier(40, random_state=0),
    "extra trees": ensemble.ExtraTreesClassifier(30, random_state=0),
    "boosting": ensemble.GradientBoostingClassifier(n_estimators=20, random_state=0),
    "hist": ensemble.HistGradientBoostingClassifier(max_iter=20),
    "ada": ensemble.AdaBoostClassifier(n_estimators=20, random_state=0),
    "bagging": ensemble.BaggingClassifier(tree.DecisionTreeClassifier(max_depth=4), 8, random_state=0),
    "gp": gaussian_process.GaussianProcessClassifier(kernels.RBF(3.0), random_state=0, optimizer=None),
    "label spreading": semi_supervised.LabelSpreading(gamma=0.5),
}
for name, model in CLASSIFIERS.items():
    case(f"{name}, scaled", pipe(scale(), model), N, y3)
for name in ("forest", "hist", "extra trees", "boosting", "tree", "knn", "gaussian nb", "logistic", "lda", "ada", "mlp"):
    case(f"{name}, two classes", CLASSIFIERS[name], N, y2)
for name in ("logistic", "forest", "hist", "svc", "boosting", "knn", "mlp", "gaussian nb", "extra trees"):
    case(f"{name}, mixed columns", pipe(prep(), CLASSIFIERS[name]), M, m2)

REGRESSORS = {
    "linear": linear_model.LinearRegression(),
    "ridge": linear_model.Ridge(),
    "lasso": linear_model.Lasso(0.1),
    "elastic net": linear_model.ElasticNet(0.1),
    "bayesian ridge": linear_model.BayesianRidge(),
    "huber": linear_model.HuberRegressor(max_iter=2000),
    "quantile": linear_model.QuantileRegressor(alpha=0.01),
    "sgd": linear_model.SGDRegressor(random_state=0),
    "svr": svm.SVR(),
    "linear svr": svm.LinearSVR(random_state=0),
    "knn": neighbors.KNeighborsRegressor(),
    "knn distance": neighbors.KNeighborsRegressor(weights="distance"),
    "tree": tree.DecisionTreeRegressor(max_depth=7, random_state=0),
    "forest": ensemble.RandomForestRegressor(40, random_state=0),
    "extra trees": ensemble.ExtraTreesRegressor(30, random_state=0),
    "boosting": ensemble.GradientBoostingRegressor(n_estimators=30, random_state=0),
    "hist": ensemble.HistGradientBoostingRegressor(max_iter=30),
    "ada": ensemble.AdaBoostRegressor(n_estimators=15, random_state=0),
    "bagging": ensemble.BaggingRegressor(n_estimators=8, random_state=0),
    "mlp": neural_network.MLPRegressor(hidden_layer_sizes=(20,), max_iter=500, random_state=0),
    "gp": gaussian_process.GaussianProcessRegressor(kernels.RBF(2.0) + kernels.WhiteKernel(0.5), normalize_y=True, random_state=0),
    "gp matern": gaussian_process.GaussianProcessRegressor(kernels.Matern(nu=1.5) * 2.0 + kernels.WhiteKernel(), random_state=0, optimizer=None),
    "kernel ridge": kernel_ridge.KernelRidge(kernel="rbf"),
    "pls": cross_decomposition.PLSRegression(3),
    "ransac": linear_model.RANSACRegressor(random_state=0),
    "theil sen": linear_model.TheilSenRegressor(random_state=0, max_subpopulation=200),
}
for name, model in REGRESSORS.items():
    case(f"{name} regressor, scaled", pipe(scale(), model), N, yr)
for name in ("forest", "hist", "boosting", "linear", "ridge", "knn", "tree", "extra trees"):
    case(f"{name} regressor, large target", REGRESSORS[name], N, yr * 50 + 100_000)
    case(f"{name} regressor, mixed columns", pipe(prep(), REGRESSORS[name]), M, mr)
for name, model in {"poisson": linear_model.PoissonRegressor(), "gamma": linear_model.GammaRegressor(), "tweedie": linear_model.TweedieRegressor(power=1.5, link="log"), "hist poisson": ensemble.HistGradientBoostingRegressor(loss="poisson", max_iter=20), "hist gamma": ensemble.HistGradientBoostingRegressor(loss="gamma", max_iter=20)}.items():
    case(f"{name} regressor", pipe(scale(), model), N, np.exp(yr / 4))

# Scalers and other transformers, before a linear model and before trees.
TRANSFORMERS = {
    "minmax": preprocessing.MinMaxScaler(), "maxabs": preprocessing.MaxAbsScaler(), "robust": preprocessing.RobustScaler(),
    "normalizer": preprocessing.Normalizer(), "yeo-johnson": preprocessing.PowerTransformer(),
    "quantile": preprocessing.QuantileTransformer(n_quantiles=50), "quantile normal": preprocessing.QuantileTransformer(n_quantiles=50, output_distribution="normal"),
    "bins": preprocessing.KBinsDiscretizer(4, quantile_method="averaged_inverted_cdf"), "bins ordinal": preprocessing.KBinsDiscretizer(4, encode="ordinal", quantile_method="averaged_inverted_cdf"),
    "polynomial": preprocessing.PolynomialFeatures(2), "spline": preprocessing.SplineTransformer(), "pca": decomposition.PCA(3),
    "pca whiten": decomposition.PCA(3, whiten=True), "svd": decomposition.TruncatedSVD(3), "ica": decomposition.FastICA(3, random_state=0),
    "kernel pca": decomposition.KernelPCA(3, kernel="rbf"), "nystroem": kernel_approximation.Nystroem(n_components=20, random_state=0), "rbf sampler": kernel_approximation.RBFSampler(n_components=20, random_state=0),
    "select": feature_selection.SelectKBest(k=3), "select from": feature_selection.SelectFromModel(linear_model.Lasso(0.05)), "variance": feature_selection.VarianceThreshold(),
    "log1p": preprocessing.FunctionTransformer(np.log1p), "sqrt": preprocessing.FunctionTransformer(np.sqrt), "kmeans distances": cluster.KMeans(4, n_init=1, random_state=0),
    "random projection": random_projection.GaussianRandomProjection(3, random_state=0), "binarizer": preprocessing.Binarizer(threshold=5.0), "embedding": ensemble.RandomTreesEmbedding(8, random_state=0),
    "identity": preprocessing.FunctionTransformer(),
}
for name, step in TRANSFORMERS.items():
    table = POSITIVE if name in ("log1p", "sqrt") else N
    first = [scale()] if name in ("kernel pca", "nystroem", "rbf sampler") else []
    case(f"{name} before ridge", pipe(*first, step, linear_model.Ridge()), table, yr)
for name in ("minmax", "robust", "quantile", "yeo-johnson", "pca", "polynomial", "bins"):
    case(f"{name} before a forest", pipe(TRANSFORMERS[name], ensemble.RandomForestClassifier(20, random_state=0)), N, y3)
case("scaler before hist", pipe(scale(), ensemble.HistGradientBoostingClassifier(max_iter=20)), N, y2)
case("scaler before a tree, float32", pipe(scale(), tree.DecisionTreeClassifier(random_state=0)), N32, y3)

# Missing values.
case("hist with gaps", ensemble.HistGradientBoostingClassifier(max_iter=20), GN, y3)
case("forest with gaps", ensemble.RandomForestClassifier(20, random_state=0), GN, y3)
case("tree regressor with gaps", tree.DecisionTreeRegressor(max_depth=5), GN, yr)
for name, step in {"mean": impute.SimpleImputer(), "median and flags": impute.SimpleImputer(strategy="median", add_indicator=True), "constant": impute.SimpleImputer(strategy="constant", fill_value=-1), "knn": impute.KNNImputer(), "iterative": impute.IterativeImputer(random_state=0, max_iter=3)}.items():
    case(f"imputer {name}", pipe(step, scale(), linear_model.LogisticRegression()), GN, y3)
case("imputer before a forest", pipe(impute.SimpleImputer(), ensemble.RandomForestRegressor(20, random_state=0)), GN, yr)
case("text imputed by the most frequent", pipe(prep(impute.SimpleImputer(), pipe(impute.SimpleImputer(strategy="most_frequent"), hot(handle_unknown="ignore"))), linear_model.LogisticRegression(max_iter=5000)), GM, m2)
case("text imputed by a constant", pipe(prep(impute.SimpleImputer(), pipe(impute.SimpleImputer(strategy="constant", fill_value="none"), hot())), ensemble.RandomForestClassifier(20, random_state=0)), GM, m3)
case("missing as a category", pipe(prep(impute.SimpleImputer(), hot()), linear_model.LogisticRegression(max_iter=5000)), GM, m2)
case("missing None as a category", pipe(prep(impute.SimpleImputer(), hot(handle_unknown="ignore")), linear_model.LogisticRegression(max_iter=5000)), GM.astype({"city": object, "plan": object}).where(GM.notna(), None).astype({name: "float64" for name in NUM}), m2)
case("nullable integers", pipe(impute.SimpleImputer(), ensemble.GradientBoostingClassifier(n_estimators=10)), data.gaps(COUNTS).astype("Int64"), y2)
case("nullable integers in hist", ensemble.HistGradientBoostingClassifier(max_iter=10), data.gaps(COUNTS).astype("Int64"), y2)

# Encoders.
ENCODERS = {
    "ordinal": preprocessing.OrdinalEncoder(), "ordinal, unknown": preprocessing.OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1),
    "one-hot, drop first": hot(drop="first"), "one-hot, rare": hot(min_frequency=0.2, handle_unknown="infrequent_if_exist"), "one-hot, strict": hot(),
    "target": preprocessing.TargetEncoder(random_state=0),
}
for name, step in ENCODERS.items():
    case(f"{name} encoder", pipe(prep(text=step), linear_model.LogisticRegression(max_iter=5000)), M, m2)
    case(f"{name} encoder before hist", pipe(prep("passthrough", step), ensemble.HistGradientBoostingClassifier(max_iter=10)), M, m2)
case("target encoder, three classes", pipe(prep(text=preprocessing.TargetEncoder(random_state=0)), ensemble.RandomForestClassifier(15, random_state=0)), M, m3)
case("whole numbers as categories", pipe(columns([("c", hot(), ["visits"])], remainder="passthrough"), linear_model.LogisticRegression(max_iter=9999)), M[["visits", "age"]].assign(visits=M["visits"] % 4), m2)
case("whole numbers as open categories", pipe(columns([("c", hot(handle_unknown="ignore"), ["visits"])], remainder="passthrough"), linear_model.LogisticRegression(max_iter=9999)), M[["visits", "age"]], m2)
FLAGS = M.assign(member=M["age"] > 40, paid=M["score"] > 0)
case("bool columns in a forest", ensemble.RandomForestClassifier(15, random_state=0), FLAGS[["member", "paid", "age"]], m2)
case("bool columns one-hot", pipe(columns([("c", hot(), ["member", "city"]), ("n", scale(), ["income"])]), linear_model.LogisticRegression()), FLAGS, m2)
case("bool columns passed through", pipe(columns([("n", scale(), NUM)], remainder="passthrough"), ensemble.GradientBoostingClassifier(n_estimators=10)), FLAGS[[*NUM, "member", "paid"]], m2)
case("category columns one-hot", pipe(prep(), linear_model.LogisticRegression(max_iter=5000)), M.astype({"city": "category", "plan": "category"}), m2)
case("category columns in hist", ensemble.HistGradientBoostingClassifier(categorical_features="from_dtype", max_iter=20), M.astype({"city": "category", "plan": "category"}), m3)
case("category columns with gaps in hist", ensemble.HistGradientBoostingRegressor(categorical_features="from_dtype", max_iter=20), GM.astype({"city": "category", "plan": "category"}), mr)
case("ordinal categories in hist", pipe(columns([("c", preprocessing.OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan), CAT)], remainder="passthrough"), ensemble.HistGradientBoostingClassifier(categorical_features=[0, 1], max_iter=20)), M, m2)
case("category of whole numbers", pipe(columns([("c", hot(), ["visits"])], remainder="drop"), linear_model.LogisticRegression()), M.assign(visits=M["visits"] % 4).astype({"visits": "category"})[["visits"]], m2)

# Large values, times, names.
for name in ("hist", "forest", "linear", "knn", "boosting"):
    case(f"{name} regressor, large values", REGRESSORS[name], BIG, data.signal(BIG))
case("logistic, large values", pipe(scale(), linear_model.LogisticRegression()), BIG, data.two(BIG))
WHEN = pd.DataFrame({"at": pd.Timestamp("2024-01-01") + pd.to_timedelta(np.arange(data.ROWS) * 7919, unit="s"), "m": N["m1"]})
case("datetime through a scaler", pipe(columns([("t", scale(), ["at"]), ("n", scale(), ["m"])]), linear_model.Ridge()), WHEN, data.signal(N[["m1", "m2"]]))
case("datetime alone in a tree", tree.DecisionTreeRegressor(max_depth=4), WHEN[["at"]], yr)
IDS = pd.DataFrame({"id": 2**24 + np.arange(data.ROWS) * 7 + 1, "m": N["m0"]})
case("ids beyond 2^24", ensemble.HistGradientBoostingRegressor(max_iter=20), IDS, yr)
case("ids beyond 2^24 in a forest", ensemble.RandomForestRegressor(10, random_state=0), IDS, yr)
case("whole-number column names", ensemble.RandomForestClassifier(10, random_state=0), N.set_axis(range(6), axis=1), y2)
case("whole-number column names, scaled", pipe(scale(), linear_model.LogisticRegression()), N.set_axis(range(6), axis=1), y2)
case("names that differ by case", pipe(scale(), linear_model.LogisticRegression()), N.set_axis(["a", "A", "b", "B", "c d", "é"], axis=1), y2)
case("whole numbers alone", linear_model.LogisticRegression(max_iter=9999), COUNTS, y2)
case("whole numbers through scalers", pipe(columns([("a", scale(), ["age", "visits"]), ("b", preprocessing.MinMaxScaler(), ["income"])]), svm.SVC(probability=False)), M, m2)
case("float32 forest", ensemble.RandomForestClassifier(20, random_state=0), N32, y3)
case("float32 hist", ensemble.HistGradientBoostingClassifier(max_iter=20), N32, y3)
case("float32 logistic", pipe(scale(), linear_model.LogisticRegression()), N32, y3)

# Labels.
case("bool labels", pipe(scale(), linear_model.LogisticRegression()), N, y2 == 1)
case("0.0 and 1.0 labels", pipe(scale(), linear_model.LogisticRegression()), N, y2.astype(float))
case("liblinear", linear_model.LogisticRegression(solver="liblinear"), N, y2)
case("labels 1, 2", ensemble.RandomForestClassifier(10, random_state=0), N, y2 + 1)
case("bool labels in a forest", ensemble.RandomForestClassifier(10, random_state=0), N, y2 == 1)

# Models of models.
LR, RF = linear_model.LogisticRegression(max_iter=5000), ensemble.RandomForestClassifier(15, random_state=0)
case("soft voting", ensemble.VotingClassifier([("a", pipe(scale(), LR)), ("b", RF)], voting="soft"), N, y3)
case("soft voting, weights", ensemble.VotingClassifier([("a", pipe(scale(), LR)), ("b", RF)], voting="soft", weights=[2, 1]), N, y3)
case("hard voting", ensemble.VotingClassifier([("a", pipe(scale(), LR)), ("b", RF), ("c", naive_bayes.GaussianNB())]), N, y3)
case("voting regressor", ensemble.VotingRegressor([("a", linear_model.Ridge()), ("b", ensemble.RandomForestRegressor(10, random_state=0))]), N, yr)
case("stacking", ensemble.StackingClassifier([("a", pipe(scale(), LR)), ("b", RF)], cv=3), N, y2)
case("stacking, three classes", ensemble.StackingClassifier([("a", pipe(scale(), LR)), ("b", RF), ("c", pipe(scale(), svm.LinearSVC()))], cv=3), N, y3)
case("stacking, passthrough", ensemble.StackingClassifier([("a", pipe(scale(), LR)), ("b", RF)], cv=3, passthrough=True, final_estimator=RF), N, y2)
case("stacking regressor", ensemble.StackingRegressor([("a", linear_model.Ridge()), ("b", ensemble.RandomForestRegressor(10, random_state=0))], cv=3), N, yr)
for method in ("sigmoid", "isotonic"):
    case(f"calibrated {method}", calibration.CalibratedClassifierCV(pipe(scale(), svm.LinearSVC()), method=method, cv=3), N, y2)
    case(f"calibrated {method}, three classes", calibration.CalibratedClassifierCV(RF, method=method, cv=3), N, y3)
case("grid search", model_selection.GridSearchCV(pipe(scale(), LR), {"logisticregression__C": [0.1, 1]}, cv=3), N, y2)
case("grid search around columns", model_selection.GridSearchCV(pipe(prep(), RF), {"randomforestclassifier__max_depth": [3, 5]}, cv=3), M, m2)
case("random search, hist", model_selection.RandomizedSearchCV(ensemble.HistGradientBoostingRegressor(max_iter=10), {"max_depth": [2, 3]}, n_iter=2, cv=3, random_state=0), N, yr)
case("tuned threshold", model_selection.TunedThresholdClassifierCV(pipe(scale(), LR), cv=3, random_state=0), N, y2)
case("fixed threshold", model_selection.FixedThresholdClassifier(pipe(scale(), LR), threshold=0.3), N, y2)
case("target by log1p", compose.TransformedTargetRegressor(ensemble.RandomForestRegressor(15, random_state=0), func=np.log1p, inverse_func=np.expm1), N, np.exp(yr / 3))
case("target scaled", compose.TransformedTargetRegressor(pipe(scale(), linear_model.Ridge()), transformer=scale()), N, yr * 1e4 + 1e6)
case("target by quantiles", compose.TransformedTargetRegressor(linear_model.Ridge(), transformer=preprocessing.QuantileTransformer(n_quantiles=60, output_distribution="normal")), N, yr)
case("one vs rest", multiclass.OneVsRestClassifier(pipe(scale(), LR)), N, y3)
case("one vs one", multiclass.OneVsOneClassifier(pipe(scale(), svm.LinearSVC())), N, y3)
case("output codes", multiclass.OutputCodeClassifier(pipe(scale(), LR), random_state=0), N, y3)
case("self training", semi_supervised.SelfTrainingClassifier(pipe(scale(), LR)), N, np.where(np.arange(data.ROWS) % 3, y2, -1))
case("feature union", pipe(pipeline.make_union(scale(), decomposition.PCA(2)), LR), N, y2)
case("nested columns", pipe(columns([("all", pipe(columns([("n", scale(), [0, 1])], remainder="passthrough"), preprocessing.MinMaxScaler()), NUM), ("c", hot(), CAT)]), LR), M, m2)
case("dummy", dummy.DummyClassifier(), N, y3)
case("dummy regressor", dummy.DummyRegressor(), N, yr)
case("isotonic regression", isotonic.IsotonicRegression(out_of_bounds="clip"), N[["m0"]], yr)
case("multinomial nb", naive_bayes.MultinomialNB(), COUNTS, y3)
case("complement nb", naive_bayes.ComplementNB(), COUNTS, y3)
case("categorical nb", pipe(preprocessing.OrdinalEncoder(), naive_bayes.CategoricalNB()), M[CAT], m3)
case("svc with probability", pipe(scale(), calibration.CalibratedClassifierCV(svm.SVC(), ensemble=False, cv=3)), N, y2)
case("boosting, exponential", ensemble.GradientBoostingClassifier(loss="exponential", n_estimators=15), N, y2)
case("boosting, huber", ensemble.GradientBoostingRegressor(loss="huber", n_estimators=15), N, yr)
case("extra tree", tree.ExtraTreeClassifier(max_depth=6, random_state=0), N, y3)
case("radius neighbours", pipe(scale(), neighbors.RadiusNeighborsRegressor(radius=4.0)), N, yr)
case("lda as a transformer", pipe(scale(), discriminant_analysis.LinearDiscriminantAnalysis(n_components=2), neighbors.KNeighborsClassifier(9)), N, y3)

# Several answers, outliers, clusters.
Y2 = pd.DataFrame({"speed": yr, "weight": yr * 2 + N["m0"]})
L3 = pd.DataFrame({"red": y2, "big": (N["m0"] > 5).astype(int), "new": (N["m1"] > N["m1"].median()).astype(int)})
case("linear, two targets", linear_model.LinearRegression(), N, Y2)
case("forest, two targets", ensemble.RandomForestRegressor(15, random_state=0), N, Y2)
case("multi-output regressor", multioutput.MultiOutputRegressor(ensemble.HistGradientBoostingRegressor(max_iter=10)), N, Y2)
case("regressor chain", multioutput.RegressorChain(linear_model.Ridge(), order=[1, 0]), N, Y2)
case("mlp, two targets", pipe(scale(), neural_network.MLPRegressor(hidden_layer_sizes=(10,), max_iter=500, random_state=0)), N, Y2.to_numpy())
case("multi-output classifier", multioutput.MultiOutputClassifier(pipe(scale(), LR)), N, L3)
case("one vs rest, labels", multiclass.OneVsRestClassifier(pipe(scale(), LR)), N, L3)
case("classifier chain", multioutput.ClassifierChain(LR, order=[2, 0, 1]), N, L3)
case("forest, labels", ensemble.RandomForestClassifier(15, random_state=0), N, L3)
case("knn, labels", pipe(scale(), neighbors.KNeighborsClassifier()), N, L3)
case("mlp, labels", pipe(scale(), neural_network.MLPClassifier((10,), max_iter=300, random_state=0)), N, L3)
for name, model in {"isolation forest": ensemble.IsolationForest(n_estimators=30, random_state=0), "isolation forest, contamination": ensemble.IsolationForest(n_estimators=20, contamination=0.1, max_features=0.5, random_state=0), "one-class svm": svm.OneClassSVM(nu=0.1), "local outlier factor": neighbors.LocalOutlierFactor(novelty=True), "elliptic envelope": covariance.EllipticEnvelope(random_state=0), "sgd one-class": linear_model.SGDOneClassSVM(random_state=0)}.items():
    case(name, pipe(scale(), model), N)
for name, model in {"k-means": cluster.KMeans(4, n_init=2, random_state=0), "mini-batch k-means": cluster.MiniBatchKMeans(4, n_init=2, random_state=0), "bisecting k-means": cluster.BisectingKMeans(4, random_state=0), "mean shift": cluster.MeanShift(), "birch": cluster.Birch(n_clusters=3), "affinity propagation": cluster.AffinityPropagation(random_state=0), "gaussian mixture": mixture.GaussianMixture(3, random_state=0)}.items():
    case(name, pipe(scale(), model), N)

# Text.
T = data.texts()
t2 = T.str.contains("Good").astype(int).to_numpy()
case("tf-idf", pipe(feature_extraction.text.TfidfVectorizer(), LR), T, t2)
case("counts and naive Bayes", pipe(feature_extraction.text.CountVectorizer(), naive_bayes.MultinomialNB()), T, t2)
case("tf-idf, pairs of words", pipe(feature_extraction.text.TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), linear_model.SGDClassifier(loss="log_loss", random_state=0)), T, t2)
case("hashing", pipe(feature_extraction.text.HashingVectorizer(n_features=64), LR), T, t2)
case("text beside numbers", pipe(columns([("t", feature_extraction.text.TfidfVectorizer(max_features=20), "review"), ("n", scale(), ["m0"])]), LR), pd.concat([T, N[["m0"]]], axis=1), t2)
case("tf-idf by characters", pipe(feature_extraction.text.TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 3)), LR), T, t2)

# What no graph can hold.
REFUSED = {"a lambda", "tf-idf by characters"}
case("a lambda", pipe(preprocessing.FunctionTransformer(lambda x: x * 2), LR), N, y2)

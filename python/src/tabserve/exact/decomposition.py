"""Projections and kernels."""

import numpy as np

from .graph import Value, concat
from .kernels import distances, kernel
from .registry import transforms
from .trees import leaves_of_trees


@transforms("sklearn.PCA", "sklearn.IncrementalPCA")
def pca(step, x) -> Value:
    projected = (x.numbers() - step.mean_[None, :]) @ step.components_.T
    if step.whiten:
        projected = (
            projected / np.maximum(np.sqrt(step.explained_variance_), np.finfo(float).eps)[None, :]
        )
    return projected


@transforms("sklearn.TruncatedSVD")
def truncated_svd(step, x) -> Value:
    return x.numbers() @ step.components_.T


@transforms("sklearn.GaussianRandomProjection", "sklearn.SparseRandomProjection")
def random_projection(step, x) -> Value:
    components = step.components_
    return x.numbers() @ (components.toarray() if hasattr(components, "toarray") else components).T


@transforms("sklearn.FastICA")
def ica(step, x) -> Value:
    x = x.numbers()
    return (x - step.mean_[None, :] if step.whiten else x) @ step.components_.T


@transforms("sklearn.FactorAnalysis")
def factor_analysis(step, x) -> Value:
    scaled = step.components_ / step.noise_variance_
    covariance = np.linalg.inv(np.eye(len(step.components_)) + scaled @ step.components_.T)
    return (x.numbers() - step.mean_[None, :]) @ (scaled.T @ covariance)


@transforms("sklearn.LinearDiscriminantAnalysis")
def discriminant_projection(step, x) -> Value:
    x = x.numbers()
    projected = (
        (x - step.xbar_[None, :]) @ step.scalings_ if step.solver == "svd" else x @ step.scalings_
    )
    return projected.pick(range(step._max_components))


@transforms("sklearn.PLSRegression", "sklearn.PLSCanonical", "sklearn.PLSSVD")
def pls_projection(step, x) -> Value:
    return ((x.numbers() - step._x_mean[None, :]) / step._x_std[None, :]) @ step.x_rotations_


@transforms("sklearn.Nystroem")
def nystroem(step, x) -> Value:
    parameters = step._get_kernel_params()
    return kernel(step.kernel, x.numbers(), step.components_, parameters) @ step.normalization_.T


@transforms("sklearn.KernelPCA")
def kernel_pca(step, x) -> Value:
    parameters = {
        "gamma": getattr(step, "gamma_", step.gamma),
        "degree": step.degree,
        "coef0": step.coef0,
    }
    similarity = kernel(step.kernel, x.numbers(), step.X_fit_, parameters)
    centre = step._centerer
    rows = similarity.sum() / float(len(step.X_fit_))
    similarity = similarity - centre.K_fit_rows_[None, :] - rows + float(centre.K_fit_all_)
    positive = step.eigenvalues_ > 0
    scaled = np.zeros_like(step.eigenvectors_)
    scaled[:, positive] = step.eigenvectors_[:, positive] / np.sqrt(step.eigenvalues_[positive])
    return similarity @ scaled


@transforms("sklearn.RBFSampler")
def rbf_sampler(step, x) -> Value:
    angles = x.numbers() @ step.random_weights_ + step.random_offset_[None, :]
    return angles.op("Cos") * np.sqrt(2.0 / step.n_components)


@transforms("sklearn._BaseKMeans", "sklearn.BisectingKMeans")
def kmeans_distances(step, x) -> Value:
    return distances(x.numbers(), step.cluster_centers_)


@transforms("sklearn.Birch")
def birch_distances(step, x) -> Value:
    return distances(x.numbers(), step.subcluster_centers_)


@transforms("sklearn.RandomTreesEmbedding")
def embedding(step, x) -> Value:
    from .ensembles import tree_of

    leaves = leaves_of_trees(
        x.numbers().through_float32(), [tree_of(one) for one in step.estimators_]
    ).cast("number")
    found = [categories.astype("float64") for categories in step.one_hot_encoder_.categories_]
    return concat(
        [leaves.pick([at]).equals(one[None, :]).cast("number") for at, one in enumerate(found)]
    )

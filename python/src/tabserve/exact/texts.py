"""Words counted in free text."""

import re

import numpy as np

from ..problem import CannotServe
from .graph import Value
from .registry import transforms
from .table import Table

# What a graph's regular expressions (RE2) call the words that Python's patterns find.
_PATTERNS = {
    r"(?u)\b\w\w+\b": r"[\p{L}\p{N}_]{2,}",
    r"\b\w\w+\b": r"[\p{L}\p{N}_]{2,}",
    r"(?u)\b\w+\b": r"[\p{L}\p{N}_]+",
    r"\b\w+\b": r"[\p{L}\p{N}_]+",
    r"\w+": r"[\p{L}\p{N}_]+",
}
_PAD = "\ufffd"
# Of hashed words no more columns than this are laid out for each row.
MOST_HASHES = 4096


@transforms("sklearn.CountVectorizer")
def counts(step, x) -> Value:
    tokens = _tokens(step, x)
    terms = sorted(step.vocabulary_, key=step.vocabulary_.get)
    counted = _grams(tokens, terms, step)
    return (counted > 0.0).cast("number") if step.binary else counted


@transforms("sklearn.TfidfVectorizer")
def tfidf_vectorizer(step, x) -> Value:
    return tfidf(step._tfidf, counts(step, x))


@transforms("sklearn.TfidfTransformer")
def tfidf(step, x) -> Value:
    x = x.numbers()
    if step.sublinear_tf:
        some = x > 0.0
        x = some.where(some.where(x, 1.0).log() + 1.0, 0.0)
    if step.use_idf:
        x = x * np.asarray(step.idf_, dtype="float64")[None, :]
    return _normalized(step.norm, x)


@transforms("sklearn.HashingVectorizer")
def hashed(step, x) -> Value:
    if step.n_features > MOST_HASHES or step.ngram_range != (1, 1):
        raise CannotServe(
            f"HashingVectorizer(n_features={step.n_features}, ngram_range={step.ngram_range}): "
            f"use TfidfVectorizer, or up to {MOST_HASHES} features of single words"
        )
    tokens = _tokens(step, x)
    graph = tokens.graph
    codes = tokens.op("MurmurHash3", domain="com.microsoft", to="whole", positive=0, seed=0).op(
        "Cast", to="whole", _to=_INT64
    )
    present = (~tokens.equals(np.array(_PAD, dtype=object))).cast("number")
    signs = (
        (codes.cast("number") >= 0.0).where(graph.constant(1.0), -1.0)
        if step.alternate_sign
        else 1.0
    )
    places = codes.op("Abs", to="whole").op("Mod", np.array(step.n_features), to="whole")
    zeros = present.pick([0]) * np.zeros((1, step.n_features))
    x = zeros.op("ScatterElements", places, present * signs, axis=1, reduction="add")
    if step.binary:
        x = (x.abs() > 0.0).cast("number")
    return _normalized(step.norm, x)


_INT64 = 7


def _normalized(norm: str | None, x: Value) -> Value:
    if norm is None:
        return x
    size = (x * x).sum().sqrt() if norm == "l2" else x.abs().sum()
    return x / size.equals(0.0).where(1.0, size)


def _tokens(step, x) -> Value:
    """text [N, words and padding], at least one column."""
    _check(step)
    texts = x.column(0).reshape(-1)
    if step.lowercase:
        locale = _locale(x.columns[0].texts if isinstance(x, Table) else None)
        texts = texts.op("StringNormalizer", to="text", case_change_action="LOWER", locale=locale)
    tokens = texts.op(
        "Tokenizer",
        domain="com.microsoft",
        to="text",
        mark=0,
        mincharnum=1,
        pad_value=_PAD,
        tokenexp=_PATTERNS[step.token_pattern],
    )
    # A text without words still is a row.
    blank = texts.equals(texts).where(texts.graph.constant(np.array(_PAD, dtype=object)), texts)
    return tokens.op("Concat", blank.unsqueeze(1), axis=1, to="text")


def _locale(texts: list[str] | None) -> str:
    """The plainest locale that can make the letters of the training texts small."""
    ascii_only = texts is not None and not any(re.search("[^\x00-\x7f]", text) for text in texts)
    return "C" if ascii_only else "C.UTF-8"


def _check(step) -> None:
    name = type(step).__name__
    asked = {
        "analyzer": step.analyzer != "word",
        "preprocessor": step.preprocessor is not None,
        "tokenizer": step.tokenizer is not None,
        "strip_accents": step.strip_accents is not None,
        "token_pattern": _PATTERNS.get(step.token_pattern) is None,
        "stop_words with pairs of words": step.stop_words is not None
        and step.ngram_range != (1, 1),
    }
    wrong = [key for key, is_asked in asked.items() if is_asked]
    if wrong:
        raise CannotServe(
            f"{name} with its own {', '.join(wrong)} has no conversion to ONNX: prepare the text in a column "
            "of its own before fitting, and use the defaults"
        )
    if step.stop_words is not None and name == "HashingVectorizer":
        raise CannotServe("HashingVectorizer with stop_words: use TfidfVectorizer")


def _grams(tokens: Value, terms: list[str], step) -> Value:
    """number [N, terms]: how often each term, of one or more words, stands in a row."""
    longest = max(len(term.split(" ")) for term in terms)
    order = sorted(range(len(terms)), key=lambda at: len(terms[at].split(" ")))
    pool: list[str] = []
    starts = [0] * longest
    for size in range(1, longest + 1):
        starts[size - 1] = len(pool)
        for at in order:
            words = terms[at].split(" ")
            if len(words) == size:
                pool += words
    counted = tokens.op(
        "TfIdfVectorizer",
        to="single",
        mode="TF",
        min_gram_length=1,
        max_gram_length=longest,
        max_skip_count=0,
        ngram_counts=starts,
        ngram_indexes=order,
        pool_strings=pool,
    )
    return counted.cast("number")

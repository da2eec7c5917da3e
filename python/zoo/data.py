"""Invented tables with columns of every kind."""

import numpy as np
import pandas as pd

ROWS, HELD_OUT = 360, 60


def numbers(seed: int = 0, columns: int = 6) -> pd.DataFrame:
    """float64 with one or two decimals, as measured."""
    random = np.random.default_rng(seed)
    scale = 10.0 ** random.integers(0, 3, columns)
    table = (random.normal(5, 2, (ROWS, columns)) * scale).round(2)
    return pd.DataFrame(table, columns=[f"m{at}" for at in range(columns)])


def mixed(seed: int = 1) -> pd.DataFrame:
    """Customers: whole numbers, fractions, text, flags."""
    random = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "age": random.integers(18, 90, ROWS),
            "income": random.lognormal(10, 0.5, ROWS).round(2),
            "visits": random.poisson(3, ROWS),
            "score": random.normal(0, 1, ROWS),
            "city": random.choice(["Berlin", "Köln", "Ulm", "Hof"], ROWS),
            "plan": random.choice(["free", "pro", "team"], ROWS, p=[0.6, 0.3, 0.1]),
        }
    )


def gaps(table: pd.DataFrame, share: float = 0.1, seed: int = 2) -> pd.DataFrame:
    """The table with missing values in every column."""
    hidden = np.random.default_rng(seed).random(table.shape) < share
    return table.mask(hidden)


def signal(table: pd.DataFrame, seed: int = 3) -> np.ndarray:
    """A number that depends on the table, [rows]."""
    random = np.random.default_rng(seed)
    total = random.normal(0, 0.5, len(table))
    for name in table:
        column = table[name]
        codes = (
            column.astype("category").cat.codes
            if not pd.api.types.is_numeric_dtype(column)
            else column
        )
        values = pd.to_numeric(codes, errors="coerce").astype("float64")
        values = values.fillna(values.mean())
        total += ((values - values.mean()) / (values.std() or 1)).to_numpy() * random.normal(0, 1)
    return total


def two(table: pd.DataFrame) -> np.ndarray:
    return (signal(table) > 0).astype(int)


def three(table: pd.DataFrame) -> np.ndarray:
    told = signal(table)
    return np.array(["low", "mid", "top"])[np.digitize(told, np.quantile(told, [0.33, 0.66]))]


def texts(seed: int = 4) -> pd.Series:
    random = np.random.default_rng(seed)
    words = "red blue green fast slow Good bad very not the a an it's café Straße 42 new old price".split()
    lines = [" ".join(random.choice(words, random.integers(3, 12))) for _ in range(ROWS)]
    return pd.Series(lines, name="review")

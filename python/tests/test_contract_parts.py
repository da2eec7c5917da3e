import numpy as np
import pandas as pd

from tabserve.field import Field
from tabserve.json_text import render
from tabserve.number import decimals, shortest, significant
from tabserve.training import describe


def test_numbers_are_as_short_as_they_can_be():
    assert [shortest(np.float32(v)) for v in (0.1, 5.0, 1e-7)] == [0.1, 5, 1e-7]
    assert shortest(np.int64(2**60)) == 2**60
    assert (decimals(1 / 3), significant(123456.789012)) == (0.3333333, 123456.79)


def test_the_training_range_and_bins_hold_every_value():
    column = pd.Series([7.9, 0.1, 0.7, np.nan, 7.9, 2.3], dtype="float32")
    training = describe(Field("a", "a", "float32", "single"), column)
    assert (training["min"], training["max"], training["missing"]) == (0.1, 7.9, 1)
    assert sum(training["binCounts"]) == 5
    assert len(training["binEdges"]) == len(training["binCounts"]) + 1
    assert np.float32(training["max"]) == column.max()


def test_a_constant_column_has_one_bin():
    training = describe(Field("a", "a", "int64", "whole"), pd.Series([3, 3, 3]))
    assert (training["binEdges"], training["binCounts"]) == ([3, 3], [3])


def test_lists_of_plain_values_stay_on_one_line():
    assert render({"a": [1, 2], "b": [{"c": []}]}) == (
        '{\n  "a": [1, 2],\n  "b": [\n    {\n      "c": []\n    }\n  ]\n}'
    )

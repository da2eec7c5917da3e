"""Invented penguins: numbers, gaps, whole numbers and text in one table, always the same."""

import numpy as np
import pandas as pd

SEED = 7

ISLANDS = ["Biscoe", "Dream", "Torgersen"]
MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]

# Species: rows and islands, then mean and deviation of each of MEASURES, close to what is
# published for the penguins of the Palmer Archipelago.
SPECIES = {
    "Adelie": (150, ISLANDS, (38.8, 2.7), (18.3, 1.2), (190, 6.5), (3700, 460)),
    "Chinstrap": (70, ["Dream"], (48.8, 3.3), (18.4, 1.1), (196, 7.1), (3730, 380)),
    "Gentoo": (120, ["Biscoe"], (47.5, 3.1), (15.0, 1.0), (217, 6.5), (5080, 500)),
}
# Share of rows in which a measure is missing.
GAPS = {"bill_depth_mm": 0.05, "body_mass_g": 0.1}


def load() -> tuple[pd.DataFrame, pd.Series]:
    """X [340 rows, 6 features] and y [340] species.

    Two float32 columns with gaps, one without, one int64, two of text; females are 5 % smaller.
    """
    random = np.random.default_rng(SEED)
    table = pd.concat([_draw(random, species) for species in SPECIES], ignore_index=True)
    for measure, share in GAPS.items():
        table.loc[random.random(len(table)) < share, measure] = np.nan
    return table.drop(columns="species"), table["species"]


def _draw(random: np.random.Generator, species: str) -> pd.DataFrame:
    rows, islands, *measures = SPECIES[species]
    sex = random.choice(["female", "male"], rows)
    scale = np.where(sex == "female", 0.975, 1.025)
    drawn = {
        name: (random.normal(mean, deviation, rows) * scale).round(1)
        for name, (mean, deviation) in zip(MEASURES, measures)
    }
    table = pd.DataFrame(drawn).astype("float32").astype({"flipper_length_mm": "int64"})
    return table.assign(island=random.choice(islands, rows), sex=sex, species=species)

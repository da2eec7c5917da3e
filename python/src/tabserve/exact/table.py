"""The DataFrame, as the graph is fed it."""

from dataclasses import dataclass

import pandas as pd

from .graph import Value, concat


@dataclass(frozen=True)
class Column:
    """A column of the frame: its place in one of the graph's input tensors.

    `data`: what it held in training.
    """

    name: str
    tensor: Value
    position: int
    data: pd.Series

    @property
    def texts(self) -> list[str]:
        """Its categories in their order, else the distinct values that it held, as texts."""
        if isinstance(self.data.dtype, pd.CategoricalDtype):
            return self.data.cat.categories.astype(str).tolist()
        return sorted(self.data.dropna().astype(str).unique())

    @property
    def none(self) -> bool:
        """Whether a text that is missing is None, which scikit-learn takes for something else than NaN."""
        return self.tensor.kind == "text" and any(value is None for value in self.data.tolist())


@dataclass(frozen=True)
class Table:
    """Columns that stand in several tensors; speaks as a Value [N, columns] does."""

    columns: list[Column]
    widths: dict[str, int]

    @property
    def kind(self) -> str:
        """The kind that all columns share; "number" where they differ."""
        kinds = {column.tensor.kind for column in self.columns}
        return kinds.pop() if len(kinds) == 1 else "number"

    def numbers(self) -> Value:
        """All columns as one float64 matrix [N, columns]; text is an error."""
        return concat([value.cast("number") for value in self._blocks()])

    def texts(self) -> Value:
        """All columns as one matrix of text; numbers are an error."""
        return concat(self._blocks())

    def pick(self, positions) -> "Table":
        return Table([self.columns[position] for position in positions], self.widths)

    def column(self, position: int) -> Value:
        """One column, [N, 1], of its own kind."""
        return self.pick([position]).texts()

    def _blocks(self) -> list[Value]:
        """The columns in their order, neighbours of one tensor together."""
        runs: list[list[Column]] = []
        for column in self.columns:
            if runs and runs[-1][0].tensor is column.tensor:
                runs[-1].append(column)
            else:
                runs.append([column])
        return [self._block(run) for run in runs]

    def _block(self, run: list[Column]) -> Value:
        tensor, positions = run[0].tensor, [column.position for column in run]
        whole = positions == list(range(self.widths[tensor.name]))
        return tensor if whole else tensor.gather(positions)

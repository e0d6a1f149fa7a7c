"""The tables of a dataset as data frames, by whichever library is installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from nlp.dataset.dataset import Dataset
from nlp.dataset.rows import TABLES
from nlp.errors import DatelineError

LIBRARIES = ("pandas", "polars")


def build_frame(data: Dataset, table: str) -> Any:
    """A pandas or a polars ``DataFrame`` of one table, a row a record; pandas where both are installed.

    Args:
        table: "events", "entities", "links", "incidents", "sources" or "documents".

    Raises:
        DatelineError: there is no such table, or neither library is installed.
    """
    if table not in TABLES:
        raise DatelineError(f"no table {table!r}; there are {', '.join(TABLES)}")
    titles, rows = TABLES[table]
    columns = list(zip(*rows(data), strict=True)) or [()] * len(titles)
    for library in LIBRARIES:
        if find_spec(library):
            frame = import_module(library).DataFrame
            return frame({title: list(column) for title, column in zip(titles, columns, strict=True)})
    raise DatelineError("a data frame needs pandas or polars: pip install pandas")

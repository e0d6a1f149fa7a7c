"""From text to facts: readers, time, events, attribution, identity and the case file.

    from nlp import Case, Query, analyze

    analyze(["reports/"], "affair.duckdb")
    with Case.open("affair.duckdb") as case:
        for event in case.events(Query(period=("2024-03-01", "2024-03-31"))):
            print(event.when, event.sentence.text)

These names are loaded when first asked for, so that importing the package loads no pipeline.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.case import Case
    from nlp.ingest.run import analyze
    from nlp.query import Query

__version__ = "0.1.0"
__all__ = ["Case", "Query", "__version__", "analyze"]

_HOMES = {"Case": "nlp.case", "Query": "nlp.query", "analyze": "nlp.ingest.run"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'nlp' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

"""The case file: all that was read, in one DuckDB file, and every question that is asked of it.

:class:`Case` is the whole interface. ``schema`` holds the tables, ``database`` the open file, ``journal`` the
writing, ``resolve`` the entities, ``filters`` turns a Query into SQL, and ``overview``, ``network``,
``happenings``, ``reports``, ``search`` and ``export`` answer.
"""

from nlp.case.case import Case
from nlp.case.decide.log import LoggedDecision
from nlp.case.settle.journal import SourceState

__all__ = ["Case", "LoggedDecision", "SourceState"]

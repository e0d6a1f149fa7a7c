"""A query in words: what a picture, a table or a report is of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlp.query import Query
from viz.kit.theme import type_style
from viz.kit.wording import count_of, say_day

STATUS_WORDS = {
    "happened": "Happened",
    "negated": "Did not happen",
    "planned": "Planned",
    "hypothetical": "Supposed",
}


def say_query(query: Query, names: Mapping[str, str]) -> list[str]:
    """Each restriction of ``query`` as a phrase, none for the whole case; ``names`` by entity id."""
    phrases = [
        f"words “{query.text}”" if query.text else "",
        f"{say_day(query.period[0])} to {say_day(query.period[1])}" if query.period else "",
        f"as reported up to {say_day(query.as_of)}" if query.as_of else "",
        _either("events", [one.replace("_", " ") for one in query.event_types]),
        _either("involving", [type_style(one).plural.lower() for one in query.entity_types]),
        _either("status", [STATUS_WORDS.get(one, one).lower() for one in query.statuses]),
        _either("reported by", [one or "an unknown publisher" for one in query.sources]),
        f"with {' and '.join(names.get(one, one) for one in query.entities)}" if query.entities else "",
        "with what was rejected" if query.rejected else "",
        f"in {count_of(len(query.documents), 'chosen report')}" if query.documents else "",
    ]
    return [phrase for phrase in phrases if phrase]


def _either(word: str, values: Sequence[str]) -> str:
    return f"{word} {' or '.join(values)}" if values else ""

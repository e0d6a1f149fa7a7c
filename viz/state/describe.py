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
        f"happened {say_day(query.period[0])} to {say_day(query.period[1])}" if query.period else "",
        f"told {say_day(query.published[0])} to {say_day(query.published[1])}" if query.published else "",
        f"as reported up to {say_day(query.as_of)}" if query.as_of else "",
        _either("events", [one.replace("_", " ") for one in query.event_types]),
        _either("involving", [type_style(one).plural.lower() for one in query.entity_types]),
        _either("status", [STATUS_WORDS.get(one, one).lower() for one in query.statuses]),
        _either("reported by", [one or "an unknown publisher" for one in query.sources]),
        f"with {' and '.join(names.get(one, one) for one in query.entities)}" if query.entities else "",
        _either("involving", [names.get(one, one) for one in query.names]),
        f"without {', '.join(say_excluded(one, names) for one in query.excluded)}" if query.excluded else "",
        "" if query.placed else "only what the text dates",
        "with what was rejected" if query.rejected else "",
        f"in {count_of(len(query.documents), 'chosen report')}" if query.documents else "",
    ]
    return [phrase for phrase in phrases if phrase]


def say_excluded(one: str, names: Mapping[str, str]) -> str:
    """A value that is left out, "field:value", in words."""
    field, _, value = one.partition(":")
    if field == "entity_types":
        return type_style(value).plural.lower()
    if field == "statuses":
        return STATUS_WORDS.get(value, value).lower()
    if field == "names":
        return names.get(value, value)
    return value.replace("_", " ") if field == "event_types" else value or "an unknown publisher"


def _either(word: str, values: Sequence[str]) -> str:
    return f"{word} {' or '.join(values)}" if values else ""

"""Stored time expressions resolved against another day, without the parse and without spaCy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from nlp.records import TimeExpression
from nlp.time.grammar.reading import from_json
from nlp.time.resolve.resolve import resolve_times


def reresolve(times: Iterable[TimeExpression], published: date | None) -> tuple[TimeExpression, ...]:
    """The stored time expressions of one document, resolved against another publication day. No spaCy.

    Raises:
        ValueError: a record was stored without its cues.
    """
    kept = sorted(times, key=lambda item: item.start)
    readings = [
        from_json(
            item.cues,
            start=item.start,
            end=item.end,
            text=item.text,
            type=item.type,
            rule=item.rule.split(";")[0],
        )
        for item in kept
    ]
    return tuple(
        replace(old, value=new.value, interval=new.interval, anchor=new.anchor, rule=new.rule, note=new.note)
        for old, new in zip(kept, resolve_times(readings, published), strict=True)
    )

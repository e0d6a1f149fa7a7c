"""The place in time of each event of one report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from nlp.records import Event, Interval, Placed, PlacedBasis, Status


def place_events(events: Iterable[Event], published: date | None) -> tuple[Event, ...]:
    """The events of one report with their places in time; what was placed before is forgotten.

    Args:
        published: the report's day, None where it is unknown: then only its own times place anything.
    """
    return tuple(replace(event, placed=place_event(event, published)) for event in events)


def place_event(event: Event, published: date | None) -> Placed | None:
    """The place in time of one event, None where the text gives its day."""
    interval = event.when.interval if event.when else None
    if interval is not None and is_day(interval):
        return None
    if published is None:
        return Placed(
            earliest=None, latest=None, estimate=None, basis=PlacedBasis.REPORT,
            rule="the report has no date",
        )  # fmt: skip
    day = published.isoformat()
    low = high = None
    if event.status in {Status.HAPPENED, Status.NEGATED}:
        high, rule = day, "told as happened: not after the report"
    elif event.status is Status.PLANNED:
        low, rule = day, "told as planned: not before the report"
    else:
        rule = "told as no more than possible: nothing bounds it"
    return Placed(
        earliest=low,
        latest=high,
        estimate=None,
        basis=PlacedBasis.REPORT,
        rule=rule,
        anchor=f"published {day}",
    )


def is_day(interval: Interval) -> bool:
    """Whether an interval is one day of a known year."""
    return interval.year_known and interval.earliest is not None and interval.earliest == interval.latest

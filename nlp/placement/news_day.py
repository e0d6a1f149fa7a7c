"""The day that a report's news is of: what is told without a time of its own lies most often there.

A wire or a broadcast tells of its own day, a morning paper of the day before. The days that a report states
for its own tellings and for its first sentences show which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.placement.cues import EventCues
from nlp.records import Event, Status

REACH = 3  # days before the report within which its news lies
LEAD = 4  # sentences in which a report says what its news is


@dataclass(frozen=True, slots=True)
class NewsDay:
    """``published`` and ``day`` are ordinals; ``stated`` whether the report itself gives the day of its
    news."""

    published: int
    day: int
    stated: bool


def find_news_day(events: Sequence[Event], cues: Mapping[str, EventCues], published: date) -> NewsDay:
    """The day of a report's news; the report's own where it states none near it."""
    last = published.toordinal()
    weights: Counter[int] = Counter()
    for event in events:
        interval = event.when.interval if event.when else None
        if interval is None or event.status is not Status.HAPPENED or not interval.year_known:
            continue
        if interval.earliest is None or interval.earliest != interval.latest:
            continue
        day = date.fromisoformat(interval.earliest).toordinal()
        if last - REACH <= day <= last:
            own = cues.get(event.id)
            if own is not None and own.role in {"relative", "adverbial"}:
                continue
            lead = own is not None and (own.sentence < LEAD or own.headline)
            telling = own is not None and own.telling and own.role == "main"
            weights[day] += 1 + 2 * lead + telling
    if not weights:
        return NewsDay(last, last, stated=False)
    best = max(weights, key=lambda day: (weights[day], day))
    return NewsDay(last, best, stated=True)

"""How much an event weighs as news: what lies on the day of the news before what lies far behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nlp.placement.cues import EventCues, read_cues
from nlp.placement.news_day import LEAD, find_news_day
from nlp.records import Event

NEWS = 0.2  # added to the salience of what lies on the day of the news
FRONT = 0.15  # added to that of what the headline and the first sentences tell
BACKGROUND = 0.12  # taken from that of what lies more than a month before it
_MONTH = 31  # days


def weigh_news(events: Sequence[Event], published: date | None) -> tuple[Event, ...]:
    """The placed events of one report, salience moved by how near to its news and head they lie."""
    cues = {event.id: found for event in events if (found := read_cues(event)) is not None}
    day = find_news_day(events, cues, published).day if published is not None else None
    return tuple(_weighed(event, day, cues.get(event.id)) for event in events)


def _weighed(event: Event, news: int | None, own: EventCues | None) -> Event:
    lead = FRONT if own is not None and (own.headline or own.sentence < LEAD) else 0.0
    if event.telling:  # all that is said is said on the day of the news
        return event
    interval = event.when.interval if event.when and event.when.interval.year_known else None
    stated = interval.latest or interval.earliest if interval else None
    told = stated or (event.placed.estimate if event.placed else None)
    away = news - date.fromisoformat(told).toordinal() if told is not None and news is not None else None
    weight = lead
    if away is not None:
        weight += NEWS if abs(away) <= 1 else -BACKGROUND if away > _MONTH else 0.0
    own_weight = event.salience * (1 - NEWS - FRONT)  # so that what weighs much keeps its order
    return replace(event, salience=round(max(own_weight + weight, 0.0), 3))

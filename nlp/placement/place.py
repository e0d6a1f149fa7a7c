"""The place in time of each event of one report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from nlp.placement.bets import Bet, bet_days
from nlp.placement.bounds import Bounds, Ends, Reason, day_text
from nlp.placement.cues import read_cues
from nlp.placement.news_day import find_news_day
from nlp.placement.sieves import NOT_TOLD, between, said, stated, told
from nlp.records import Event, Interval, Placed, PlacedBasis

_WEAKEST = (PlacedBasis.ORDER, PlacedBasis.STORY, PlacedBasis.REPORT)  # what rests on more comes first


def place_events(events: Iterable[Event], published: date | None) -> tuple[Event, ...]:
    """The events of one report with their places in time; what was placed before is forgotten.

    Args:
        published: the report's day, None where it is unknown: then only its own times place anything.
    """
    told_events = tuple(events)
    cues = {event.id: found for event in told_events if (found := read_cues(event)) is not None}
    bounds = Bounds({event.id: event.trigger.text for event in told_events})
    bounds.add_all([list(stated(told_events))])
    bets: Mapping[str, Bet] = {}
    if published is not None:
        news = find_news_day(told_events, cues, published)
        bounds.add_all([list(told(told_events, cues, news))])
    bounds.add_all([list(between(told_events, cues))])
    if published is not None:
        bounds.add_all([list(said(told_events, cues, news))])
        bets = bet_days(told_events, cues, news, bounds)
    return tuple(
        replace(event, placed=_placed(event, bounds.of(event.id), bets.get(event.id), published))
        for event in told_events
    )


def _placed(event: Event, ends: Ends, bet: Bet | None, published: date | None) -> Placed | None:
    """The place in time of one event, None where nothing is known beyond what the text states."""
    if event.when is not None and is_day(event.when.interval):
        return None
    estimate = ends.day if bet is None else bet.day
    reasons = [why for why in (ends.why_low, ends.why_high, bet.reason if bet else None) if why is not None]
    reasons = [why for why in dict.fromkeys(reasons) if why.rule != "stated"]
    if not reasons and (ends.low is not None or ends.high is not None):
        return None  # nothing beyond what the text states
    if not reasons:
        rule = NOT_TOLD if published is not None else "the report has no date"
        reasons = [Reason(rule, f"published {published}" if published else "", PlacedBasis.REPORT)]
    return Placed(
        earliest=day_text(ends.low) or None,
        latest=day_text(ends.high) or None,
        estimate=day_text(estimate) or None,
        basis=min((why.basis for why in reasons), key=_WEAKEST.index),
        rule="; ".join(dict.fromkeys(why.rule for why in reasons)),
        anchor="; ".join(dict.fromkeys(why.anchor for why in reasons if why.anchor)),
    )


def is_day(interval: Interval) -> bool:
    """Whether an interval is one day of a known year."""
    return interval.year_known and interval.earliest is not None and interval.earliest == interval.latest

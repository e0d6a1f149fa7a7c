"""What bounds the events of a report, from the surest source to the least.

In this order: what the text states; tense, aspect and class against the report's day; the words between
clauses ("after", "before", what a telling tells, what a charge is about, "the attack" again); the day on
which what is said in a report was said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from nlp.placement.bounds import Between, Constraint, NotAfter, Reason, day_text
from nlp.placement.cues import EventCues, Link, Tense
from nlp.placement.news_day import REACH, NewsDay
from nlp.records import Event, PlacedBasis, Status

PAST = frozenset({Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT, Tense.MODAL_PERFECT})
FRONT = 15  # sentences in which a report tells its news; what was said before comes further down
_OPEN = frozenset({Tense.FUTURE, Tense.MODAL, Tense.INFINITIVE})
STRIKES = frozenset({"conflict", "life", "disaster", "justice"})
_REAL = frozenset({Status.HAPPENED, Status.NEGATED})

TOLD_AS_PAST = "told as happened: not after the report"
TOLD_AS_PLAN = "told as planned: not before the report"
TOLD_AS_NOW = "told as going on at the time of the report"
SAID_IN_NEWS = "said in the news: between its day and the report"
NOT_TOLD = "neither tense nor status places it"


def stated(events: Sequence[Event]) -> Iterator[Constraint]:
    """What the text says of an event's time, as far as its year is known."""
    for event in events:
        interval = event.when.interval if event.when else None
        if interval is None or not interval.year_known or event.when is None:
            continue
        low, high = (
            date.fromisoformat(end).toordinal() if end else None
            for end in (interval.earliest, interval.latest)
        )
        yield Between(event.id, low, high, Reason("stated", event.when.text, PlacedBasis.STORY))


def told(events: Sequence[Event], cues: Mapping[str, EventCues], news: NewsDay) -> Iterator[Constraint]:
    """Tense, aspect and class against the report's day."""
    day = news.published
    anchor = f"published {day_text(day)}"
    for event in events:
        side = side_of(event, cues.get(event.id))
        if side == "past":
            yield Between(event.id, None, day, Reason(TOLD_AS_PAST, anchor, PlacedBasis.REPORT))
        elif side == "now":
            yield Between(event.id, day, day, Reason(TOLD_AS_NOW, anchor, PlacedBasis.REPORT))
        elif side == "ahead" and not _told_earlier(event, cues, events, day):
            yield Between(event.id, day, None, Reason(TOLD_AS_PLAN, anchor, PlacedBasis.REPORT))


def side_of(event: Event, cues: EventCues | None) -> str:
    """On which side of the report's day an event lies: "past", "now", "ahead", or "" where nothing tells."""
    status = event.status
    if cues is None:
        return "past" if status in _REAL else "ahead" if status is Status.PLANNED else ""
    tense = cues.tense
    if "ahead" in cues.signs and tense in {Tense.NONE, Tense.PRESENT}:
        return "ahead"
    if tense is Tense.NONE:
        return _noun_side(event, cues)
    if tense is Tense.PARTICIPLE:
        done = status is Status.HAPPENED and (cues.telling or not cues.going)
        return "past" if cues.frame in PAST or done else ""
    if tense in PAST:
        return "past"
    if tense is Tense.PRESENT:
        if cues.role == "adverbial" and cues.frame in _OPEN:
            return "ahead"
        if (cues.going or cues.state) and not cues.quoted and status is Status.HAPPENED:
            return "now"
        return "past" if status in _REAL else ""
    if tense is Tense.INFINITIVE:
        if status in _REAL:
            if cues.frame in PAST:
                ahead = cues.role == "adverbial" and not cues.telling  # "called a meeting to settle it"
                return "" if ahead else "past"
            return "ahead" if cues.frame is Tense.PRESENT else ""
        return "ahead" if cues.role != "relative" else ""
    return "ahead"  # future, modal


def _noun_side(event: Event, cues: EventCues) -> str:
    """A noun has no tense: the verb above it tells, and for what strikes people its status alone."""
    if event.status is Status.PLANNED:
        return "ahead"
    if event.status is not Status.HAPPENED:
        return ""
    if cues.frame in PAST:
        return "past"
    return "past" if cues.family in STRIKES and (cues.definite or cues.frame is Tense.PRESENT) else ""


def _told_earlier(event: Event, cues: Mapping[str, EventCues], events: Sequence[Event], day: int) -> bool:
    """Whether a plan is that of an event that the text dates before the report: a plan then, not now."""
    own = cues.get(event.id)
    if own is None:
        return False
    targets = {target for link, target in own.links if link in {Link.TOLD_BY, Link.WITH}}
    for other in events:
        if other.id in targets and other.when is not None and other.when.interval.year_known:
            latest = other.when.interval.latest
            if latest is not None and date.fromisoformat(latest).toordinal() < day - 1:
                return True
    return False


def said(events: Sequence[Event], cues: Mapping[str, EventCues], news: NewsDay) -> Iterator[Constraint]:
    """What a report tells as said, in its front, was said for it: on the day of its news or after."""
    if not news.stated:
        return
    old = said_before(events, cues, news)
    reason = Reason(SAID_IN_NEWS, day_text(news.day), PlacedBasis.REPORT)
    for event in events:
        own = cues.get(event.id)
        if (
            own is not None
            and event.status is Status.HAPPENED
            and own.telling
            and (own.role, own.tense) == ("main", Tense.PAST)
            and own.sentence < FRONT
            and event.id not in old
            and "past" not in own.signs
            and all(link is Link.WITH and cues[other].telling for link, other in own.links if other in cues)
            and any(participant.role == "agent" for participant in event.participants)
        ):
            yield Between(event.id, news.day, news.published, reason)


def said_before(events: Sequence[Event], cues: Mapping[str, EventCues], news: NewsDay) -> frozenset[str]:
    """The tellings in what the text dates long before the news: "said in a report published in January"."""
    found = set()
    for event in events:
        own, latest = cues.get(event.id), event.when.interval.latest if event.when else None
        if own is None or own.role != "relative" or latest is None or latest.startswith("--"):
            continue
        if date.fromisoformat(latest).toordinal() < news.day - REACH:
            found |= {target for link, target in own.links if link is Link.ABOUT}
    return frozenset(found)


def between(events: Sequence[Event], cues: Mapping[str, EventCues]) -> Iterator[Constraint]:
    """The words between clauses, and what a telling or a charge says of what it is about."""
    known = {event.id: event for event in events}
    for event in events:
        own = cues.get(event.id)
        if own is None or event.status is not Status.HAPPENED:
            continue
        for link, target in own.links:
            other = known.get(target)
            if other is None or other.status is not Status.HAPPENED:
                continue
            if link is Link.BEFORE:
                yield NotAfter(event.id, target, "told as before", "told as after")
            elif link is Link.AFTER:
                yield NotAfter(target, event.id, "told as before", "told as after")
            elif link is Link.TOLD_BY and own.tense in PAST:
                yield NotAfter(event.id, target, "not after its telling", "not before what it tells")
            elif link is Link.ABOUT and cues[target].family == "justice":
                yield NotAfter(event.id, target, "not after what is about it", "not before what it is about")
            elif link is Link.MEANT:
                yield NotAfter(
                    event.id, target, "the event told before", "the event told again", PlacedBasis.STORY
                )
                yield NotAfter(
                    target, event.id, "the event told again", "the event told before", PlacedBasis.STORY
                )

"""The one day to bet on for an event that the text gives none, where the bet is a good one.

A decision list in the manner of Reimers' tree (Reimers, Dehghani and Gurevych 2018): is it told as of the
report's own time, and if so, of its news or of the scene that the story has moved to? Each rule bets only
where at least three of four of its bets held on the development corpora (see ``tests/bench/RESULTS.md``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.placement.bounds import Bounds, Reason, day_text
from nlp.placement.cues import EventCues, Link, Tense
from nlp.placement.news_day import LEAD, REACH, NewsDay
from nlp.placement.sieves import said_before
from nlp.records import Event, PlacedBasis, Status

_NEAR = 3  # sentences that a scene lasts at most where its paragraph ends
_TURNED = {Link.BEFORE: Link.AFTER, Link.AFTER: Link.BEFORE}  # of two events, seen from the other one
_SPEECH_ACTS = frozenset({"request", "reject", "support", "accuse", "deny", "threaten", "agree"})
SAID = "said in the news: the day of the report's news"
_TENSES = frozenset({Tense.PAST, Tense.PRESENT})


@dataclass(frozen=True, slots=True)
class Bet:
    """A day (an ordinal) and why."""

    day: int
    reason: Reason


@dataclass(slots=True)
class _Scene:
    """The day that the story has reached: None for one that is no day."""

    day: int | None
    sentence: int
    paragraph: int


def bet_days(
    events: Sequence[Event], cues: Mapping[str, EventCues], news: NewsDay, bounds: Bounds
) -> dict[str, Bet]:
    """Event id -> the day to bet on, of the events that a rule dares bet on."""
    bets: dict[str, Bet] = {}
    known = {event.id: event for event in events}
    beside = _told_beside(cues, known)
    old = said_before(events, cues, news)
    scene: _Scene | None = None
    for event in events:
        own = cues.get(event.id)
        if own is None:
            continue
        if event.when is not None:
            scene = _moved(scene, event, own)
            continue
        if event.id in old or _set_off(beside.get(event.id, ()), bounds, news):
            continue
        bet = _same_doer(event, own, known, bounds) or _bet(event, own, scene, news)
        if bet is not None and _allows(bounds, event.id, bet.day):
            bets[event.id] = bet
    _share(events, cues, bets, bounds)
    return bets


def _same_doer(event: Event, own: EventCues, known: Mapping[str, Event], bounds: Bounds) -> Bet | None:
    """What the doer of a dated event goes on to do, told in main clauses of the simple past."""
    if event.status is not Status.HAPPENED:
        return None
    source = next((target for link, target in own.links if link is Link.SCENE and target in known), None)
    day = bounds.of(source).day if source is not None else None
    if source is None or day is None:
        return None
    why = f"the same doer goes on after “{known[source].trigger.text}”"
    return Bet(day, Reason(why, day_text(day), PlacedBasis.STORY))


def _told_beside(
    cues: Mapping[str, EventCues], known: Mapping[str, Event]
) -> dict[str, list[tuple[Link, str]]]:
    """Event id -> the events told as before it and after it, whichever of the two hangs on the other."""
    found: dict[str, list[tuple[Link, str]]] = defaultdict(list)
    for key, own in cues.items():
        for link, target in own.links:
            if link in _TURNED and target in known:
                found[target].append((link, key))
                found[key].append((_TURNED[link], target))
    return found


def _set_off(beside: Sequence[tuple[Link, str]], bounds: Bounds, news: NewsDay) -> bool:
    """Whether an event is told as before another, or as after one of long ago: then it is no news.

    "He fled before he was charged", "he resigned after his arrest in May".
    """
    for link, other in beside:
        if link is Link.AFTER:
            return True
        high = bounds.of(other).high
        if high is not None and high < news.day - REACH:
            return True
    return False


def _moved(scene: _Scene | None, event: Event, own: EventCues) -> _Scene | None:
    """The scene after an event with a time of its own."""
    interval = event.when.interval if event.when else None
    if interval is None or event.status is not Status.HAPPENED or own.role in {"relative", "noun"}:
        return scene
    day = None
    if interval.year_known and interval.earliest and interval.earliest == interval.latest:
        day = date.fromisoformat(interval.earliest).toordinal()
    return _Scene(day, own.sentence, own.paragraph)


def _bet(event: Event, own: EventCues, scene: _Scene | None, news: NewsDay) -> Bet | None:
    if event.status not in {Status.HAPPENED, Status.NEGATED}:
        return None
    report = f"published {day_text(news.published)}"
    if own.tense is Tense.PRESENT and (own.going or own.state) and not own.quoted:
        return Bet(
            news.published, Reason("told as going on at the time of the report", report, PlacedBasis.REPORT)
        )
    if "past" in own.signs:
        return None
    if own.tense is Tense.PARTICIPLE and own.telling and own.going and own.role == "adverbial":
        if own.frame in _TENSES:  # "a detective, speaking on condition of anonymity, said"
            return Bet(news.day, Reason(SAID, _anchor(news), PlacedBasis.REPORT))
        return None
    if own.tense not in _TENSES or not _moves_on(own):
        return None
    if own.telling:
        return Bet(news.day, Reason(SAID, _anchor(news), PlacedBasis.REPORT))
    if own.tense is not Tense.PAST:
        return None  # told as usual, or as if it were seen now
    here = scene is not None and (own.paragraph == scene.paragraph or own.sentence - scene.sentence <= _NEAR)
    if here and scene is not None:
        if scene.day is None:
            return None
        why = "told in the scene of that day"
        return Bet(scene.day, Reason(why, day_text(scene.day), PlacedBasis.STORY))
    if event.type in _SPEECH_ACTS:
        return Bet(news.day, Reason(SAID, _anchor(news), PlacedBasis.REPORT))
    if own.headline or own.sentence < LEAD or (scene is not None and news.stated and scene.day == news.day):
        why = "told without a time of its own: the day of the report's news"
        return Bet(news.day, Reason(why, _anchor(news), PlacedBasis.REPORT))
    return None


def _moves_on(own: EventCues) -> bool:
    """Whether a clause moves the story on: a main one, or one of saying that stands beside what is said."""
    if own.telling and own.role == "complement":
        return not any(link is Link.TOLD_BY for link, _ in own.links)
    beside = own.telling and any(link is Link.WITH for link, _ in own.links)  # "he sold it and said that"
    return own.role == "main" and not beside


def _anchor(news: NewsDay) -> str:
    return day_text(news.day) if news.stated else f"published {day_text(news.published)}"


def _allows(bounds: Bounds, event: str, day: int) -> bool:
    ends = bounds.of(event)
    return (ends.low or day) <= day <= (ends.high or day)


def _share(
    events: Sequence[Event], cues: Mapping[str, EventCues], bets: dict[str, Bet], bounds: Bounds
) -> None:
    """What is told in one clause with an event, or tells it again, lies on its day."""
    known = {event.id: event for event in events}
    for event in events:  # what the text dates can be shared too
        if event.when is not None and event.id not in bets and (day := bounds.of(event.id).day) is not None:
            bets[event.id] = Bet(day, Reason("stated", day_text(day), PlacedBasis.STORY))
    for event in events:
        own = cues.get(event.id)
        if own is None or event.id in bets or event.when is not None or event.status is not Status.HAPPENED:
            continue
        for link, target in own.links:
            bet = bets.get(target)
            if (
                link not in {Link.WITH, Link.MEANT}
                or bet is None
                or known[target].status is not Status.HAPPENED
            ):
                continue
            if own.tense in {Tense.PERFECT, Tense.PLUPERFECT} or own.role == "relative":
                continue
            if own.tense is Tense.INFINITIVE and own.role == "adverbial":  # a purpose lies ahead
                continue
            if _allows(bounds, event.id, bet.day):
                why = f"told with “{known[target].trigger.text}”"
                bets[event.id] = Bet(bet.day, Reason(why, day_text(bet.day), PlacedBasis.STORY))
                break

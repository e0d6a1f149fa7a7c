"""Events: what a document says happened, to whom, where, when, and on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.extract.headline.headline import HeadlineWriter
from nlp.extract.parse.arguments import Syntax
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.said.attribution import AttributedContent, attribution_of
from nlp.extract.what.commitment import Commitment, CommitmentReader, weigh_charge
from nlp.extract.what.confidence import confidence_of
from nlp.extract.what.event_coreference import link_references
from nlp.extract.what.event_draft import EventDraft, has_name
from nlp.extract.what.event_place import PlaceReader
from nlp.extract.what.participants import RoleReader
from nlp.extract.what.triggers import Trigger, TriggerFinder
from nlp.extract.when.chronology import date_lines
from nlp.extract.when.discourse import read_discourse
from nlp.extract.when.event_anchored_times import count_from_events
from nlp.extract.when.event_time import TimeReader
from nlp.extract.when.retold_events import share_days
from nlp.extract.when.scenes import inherit_in_scenes
from nlp.extract.when.time_flow import TimeFlow
from nlp.placement import place_events
from nlp.placement.news_weight import weigh_news
from nlp.placement.told_past import UNPLANNED, keep_past
from nlp.records import Event, Status, TimeBasis, TimeExpression
from nlp.rules.event_rules import EventRules, load_event_rules

_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def extract_events(
    reading: ParsedDocument, times: Sequence[TimeExpression], attributed: Sequence[AttributedContent]
) -> tuple[Event, ...]:
    """The events of one document, in reading order.

    Args:
        reading: the parsed document with its mentions.
        times: its time expressions, resolved.
        attributed: who is quoted for which stretches of it.
    """
    rules = load_event_rules()
    syntax = Syntax(reading, rules.syntax["charges"], rules.syntax["object_control"])
    finder = TriggerFinder(reading, syntax, rules)
    triggers = finder.find()
    clock = TimeReader(reading, times, triggers, rules)
    roles = RoleReader(reading, syntax, finder, rules)
    roles.leave_out(frozenset(clock.tokens))
    places = PlaceReader(reading, syntax, finder.sorts, rules)
    commitments = CommitmentReader(reading, rules)
    drafts = []
    for trigger in triggers:
        if trigger.nominal and trigger.token.i in clock.tokens and trigger.token.text[:1].isupper():
            continue  # "March" in "late March" is no march
        when = clock.stated(trigger)
        other = trigger.weak and not trigger.nominal
        if other and when is None and (not _finite(trigger, reading) or _usual(trigger)):
            continue
        commitment = commitments.read(trigger)
        if trigger.type.name == "kill" and commitment.status != Status.NEGATED and commitments.tried(trigger):
            trigger = replace(trigger, type=rules.types["attack"], rule=f"try at {trigger.rule}")
            commitment = Commitment(Status.HAPPENED)
        attribution = attribution_of(attributed, trigger.token.idx)
        participants = roles.participants(trigger, commitment)
        status, participants = weigh_charge(reading, commitment, trigger, participants, attribution)
        draft = EventDraft(
            trigger=trigger,
            participants=participants,
            place=places.place(trigger),
            status=status,
            attribution=attribution,
            when=when,
            cleared=commitment.cleared,
            named=has_name(reading, participants) or (other and roles.holds_name(trigger)),
        )
        drafts.append(draft)
        drafts.extend(_elsewhere(draft, places))
    date_lines(reading, drafts, times)
    flow = TimeFlow(drafts, clock)
    flow.spread()
    link_references(drafts, rules)
    flow.spread()
    share_days(reading, drafts, rules)
    flow.spread()
    count_from_events(reading, drafts, times)
    flow.spread()
    inherit_in_scenes(reading, drafts, clock)
    flow.spread()
    cues = read_discourse(reading, drafts)
    headlines = HeadlineWriter(reading, syntax, frozenset(clock.tokens))
    events = []
    for draft in drafts:
        if _lies_ahead(draft, reading):
            draft.status = Status.PLANNED
        if draft.worth:
            if (
                draft.place is None
                and draft.status == Status.HAPPENED
                and draft.trigger.type.family != "report"
            ):
                draft.place = places.dateline
            event = draft.build(reading)
            told = replace(
                event,
                cues=cues[event.id],
                headline=headlines.write(draft),
                telling=_tells(draft, rules),
                confidence=confidence_of(draft, reading),
            )
            events.append(told)
    published = reading.document.published
    return weigh_news(place_events(keep_past(events, times, published), published), published)


def _lies_ahead(draft: EventDraft, reading: ParsedDocument) -> bool:
    """Whether a noun's event has a time of its own after the report's day: "the July summit", told in May."""
    published, when = reading.document.published, draft.when
    if published is None or when is None or not draft.trigger.nominal or draft.status != Status.HAPPENED:
        return False
    if draft.trigger.type.family in UNPLANNED:
        return False  # "the murder of a judge in March", told in December
    low = when.interval.earliest if when.interval.year_known else None
    own = when.basis in {TimeBasis.STATED, TimeBasis.RELATIVE}
    return own and low is not None and low[:10] > published.isoformat()


def _tells(draft: EventDraft, rules: EventRules) -> bool:
    """Whether a verb only tells ("said", "confirmed that"); an apology, a claim of responsibility do more."""
    trigger = draft.trigger
    if trigger.nominal or trigger.type.family != "report" or "(" in trigger.rule:
        return False
    if trigger.type.name == "statement":
        return trigger.token.lemma_.lower() not in rules.syntax["spoken_acts"]
    return any(child.dep_ == "ccomp" for child in trigger.token.children)


def _elsewhere(draft: EventDraft, places: PlaceReader) -> list[EventDraft]:
    """The same told of further places: "shelled Velin, Orsk and Tarsk" are three events.

    What is counted is one: "killed nine people in Velin and Orsk" does not kill nine in each.
    """
    if draft.place is None or any(p.amount is not None for p in draft.participants):
        return []
    others = places.others(draft.trigger, draft.place)
    draft.scattered = bool(others)
    return [replace(draft, place=place, apart=True) for place in others]


def _usual(trigger: Trigger) -> bool:
    """Whether an undated simple present outside a headline tells what is, not what happened."""
    return trigger.habitual and not trigger.titled


def _finite(trigger: Trigger, reading: ParsedDocument) -> bool:
    """Whether a predicate has a finite verb: "the choir sang", "has been singing"."""
    token = trigger.token
    if token.dep_ == "xcomp" and token.tag_ == "VB":  # "he intends to issue": as finite as what leads to it
        token = token.head
    return token.tag_ in _FINITE or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {*_FINITE, "MD"} for c in reading.children(token)
    )

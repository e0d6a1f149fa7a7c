"""One happening told several times in a report: the day that one telling gives holds for the others.

A headline and a definite noun ("the explosion") often come before the sentence that gives the day, and what
befell a named person is told again in passing ("Roth, who was kidnapped"). Such a telling takes the day only
where all dated tellings that it can mean give one and the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.what.event_draft import EventDraft, inherited
from nlp.records import EntityType, Granularity, Interval, MentionKind, Status
from nlp.rules.discourse import load_discourse
from nlp.rules.event_rules import EventRules

DAYS = frozenset(
    {Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY, Granularity.DAY}
)
_BEFALLS = frozenset({"conflict", "life", "disaster", "justice", "personnel"})
_STRIKES = frozenset({"conflict", "life", "disaster"})  # what any of several nouns may name
_HEADLINE = 120  # characters that a line without a full stop has at most
_THINGS = frozenset(
    {EntityType.FACILITY, EntityType.PLACE, EntityType.VEHICLE, EntityType.ORG, EntityType.PRODUCT}
)
_STEM = 5  # letters
_ENDS = (".", "!", "?", '"', "”", "'", "’", ")")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the mentions of a report are: their kinds and chains by id, and the chains that have a name."""

    kinds: dict[str, EntityType]
    chains: dict[str, str]
    named: frozenset[str]


def share_days(reading: ParsedDocument, drafts: Sequence[EventDraft], rules: EventRules) -> None:
    """Give undated tellings the day of the dated ones that tell the same, marked as inherited."""
    dated: dict[str, list[EventDraft]] = {}
    for draft in drafts:
        if draft.kept and draft.status == Status.HAPPENED and day_of(draft) is not None:
            dated.setdefault(draft.trigger.type.name, []).append(draft)
    if not dated:
        return
    known = _Known(
        kinds={m.id: m.type for m in reading.mentions},
        chains={m.id: m.chain for m in reading.mentions},
        named=frozenset(m.chain for m in reading.mentions if m.kind == MentionKind.NAME),
    )
    headline = headline_end(reading.document.text)
    for draft in drafts:
        if draft.when is not None or draft.status != Status.HAPPENED or draft.trigger.generic:
            continue
        name = draft.trigger.type.name
        if draft.trigger.token.idx < headline:
            found = [d for d in dated.get(name, ()) if name != "other" or _same_word(d, draft)]
            found = [d for d in found if d.trigger.token.idx >= headline][:1]
            why = "the headline tells what the report dates"
        elif draft.trigger.nominal:
            if not draft.trigger.definite or draft.trigger.plural or draft.refers_to is not None:
                continue
            wanted = rules.refers.get(name, frozenset({name}))
            found = [
                d for kind in sorted(wanted) for d in dated.get(kind, ()) if not _beside(reading, d, draft)
            ]
            why = "the one such event that the report dates"
        elif draft.trigger.type.family in _BEFALLS and not draft.trigger.habitual:
            victims = _victims(known, draft)
            found = [d for d in dated.get(name, ()) if victims & _victims(known, d)]
            why = "what befell the same person"
        else:
            continue
        if draft.trigger.nominal and draft.trigger.type.family not in _STRIKES:
            found = [d for d in found if _one_stem(d, draft)]
        days = {day_of(d) for d in found}
        apart = _others if draft.trigger.token.idx < headline else _conflict
        if len(days) == 1 and not any(apart(known, draft, d) for d in found):
            source = min(
                found, key=lambda d: (d.trigger.token.idx < draft.trigger.token.idx, d.trigger.token.i)
            )
            if source.when is not None:
                draft.when = inherited(source.when, source, why)


def day_of(draft: EventDraft) -> Interval | None:
    """The interval of a draft that is dated to one day, with or without its year."""
    interval = draft.when.interval if draft.when else None
    if interval is None or interval.granularity not in DAYS or interval.earliest is None:
        return None
    return (
        Interval(earliest=interval.earliest, latest=interval.latest, granularity=Granularity.DAY)
        if interval.earliest == interval.latest
        else None
    )


def _victims(known: _Known, draft: EventDraft) -> set[str]:
    """The coreference chains of whom it befell, of those that the report names."""
    return {
        known.chains[p.mention_id]
        for p in draft.participants
        if p.role == "patient" and p.mention_id in known.kinds and known.chains[p.mention_id] in known.named
    }


def headline_end(text: str) -> int:
    """Where the lines above the first sentence end: headlines, kickers, datelines of their own."""
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].strip()
        if len(line) > _HEADLINE or line.endswith(_ENDS):
            return at
        at = end + 1
    return 0


def _beside(reading: ParsedDocument, one: EventDraft, other: EventDraft) -> bool:
    """Whether one sentence names both: as two things, most often."""
    return reading.sent(one.trigger.token).start == reading.sent(other.trigger.token).start


def _same_word(one: EventDraft, other: EventDraft) -> bool:
    return one.trigger.token.lemma_.lower() == other.trigger.token.lemma_.lower()


def _one_stem(one: EventDraft, other: EventDraft) -> bool:
    """Whether noun and verb are of one word: "resigned", "the resignation"; "audit" is no "investigation"."""
    return one.trigger.token.lemma_.lower()[:_STEM] == other.trigger.token.lemma_.lower()[:_STEM]


def _others(known: _Known, one: EventDraft, other: EventDraft) -> bool:
    """Whether both name whom it befell, and nobody is named by both."""
    ours, theirs = _victims(known, one), _victims(known, other)
    return bool(ours and theirs) and not ours & theirs


def _conflict(known: _Known, one: EventDraft, other: EventDraft) -> bool:
    """Whether places or those it befell say that these are two events."""
    if one.place is not None and other.place is not None:
        ours, theirs = ({w.lower() for w in d.place.text.split()} for d in (one, other) if d.place)
        if not (ours & theirs) and "dateline" not in {one.place.basis, other.place.basis}:
            return True
    if _others(known, one, other):
        return True
    if _victims(known, one) & _victims(known, other):
        return False
    return any(
        here and there and not here & there
        for things in (True, False)
        for here, there in [(_struck(known, one, things=things), _struck(known, other, things=things))]
    )


def _struck(known: _Known, draft: EventDraft, *, things: bool) -> set[str]:
    """The telling words of what it befell: of things, or of people; an explosion strikes both."""
    return {
        word
        for p in draft.participants
        if p.role == "patient" and (known.kinds.get(p.mention_id or "") in _THINGS) == things
        for word in p.text.lower().split()
    } - load_discourse().people

"""Nouns that point back to an event already told: "the attack", "the incident"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.extract.what.event_draft import EventDraft, inherited
from nlp.records import Status, When
from nlp.rules.discourse import load_discourse
from nlp.rules.event_rules import EventRules

_OUTCOMES = frozenset({"die", "injure"})  # what an incident leaves behind, not the incident
_STOPS = frozenset({"the", "a", "an", "of", "in", "on", "and", "his", "her", "their", "two", "three"})
_REACH = 25  # earlier events looked at


def link_references(drafts: Sequence[EventDraft], rules: EventRules) -> None:
    """Link each definite event noun to the earlier draft it means.

    It then has that event's type when its own noun names none, and its time and place when it states none.
    A noun that adds nothing (no participant, time or light verb of its own) is no longer kept.
    """
    earlier: list[EventDraft] = []
    for draft in drafts:
        trigger = draft.trigger
        if trigger.definite and draft.status == Status.HAPPENED:
            antecedent = find_antecedent(draft, earlier, rules)
            if antecedent is not None:
                _link(draft, antecedent)
        if draft.worth:
            earlier.append(draft)


def find_antecedent(draft: EventDraft, earlier: Sequence[EventDraft], rules: EventRules) -> EventDraft | None:
    """The latest earlier draft that the definite noun of ``draft`` can mean, or None.

    It must be of a type the noun can stand for, agree in number, have happened, and not be dated otherwise.
    """
    trigger = draft.trigger
    if trigger.generic and trigger.plural:
        return None
    if any(c.lower_ in load_discourse().others for c in trigger.token.lefts):
        return None  # "the new attack", "the last attack"
    sufferers = trigger.token.lemma_.lower() in rules.syntax["sufferers"]
    wanted = rules.refers.get(trigger.type.name, frozenset({trigger.type.name}))
    for candidate in reversed(earlier[-_REACH:]):
        kind = candidate.trigger.type
        if candidate.status != Status.HAPPENED or candidate.trigger.token.sent == trigger.token.sent:
            continue
        if candidate.trigger.habitual or (draft.when is not None and candidate.when is None):
            continue
        if sufferers:
            fits = kind.family in rules.generic_families and kind.unit is not None
        elif trigger.generic:
            fits = kind.family in rules.generic_families and kind.name not in _OUTCOMES
        else:
            fits = kind.name in wanted
        fits = fits and (sufferers or not _other_victims(draft, candidate))
        if (
            fits
            and (trigger.plural or not candidate.trigger.plural)
            and not _apart(candidate.when, draft.when)
        ):
            return candidate
    return None


def _link(draft: EventDraft, antecedent: EventDraft) -> None:
    told = draft.participants or draft.when or draft.trigger.light not in {"", "occur"}
    first = antecedent
    while first.refers_to is not None:
        first = first.refers_to
    draft.refers_to = first
    draft.kept = bool(told)
    if draft.trigger.generic:
        draft.trigger = replace(draft.trigger, type=antecedent.trigger.type)
    lasts = draft.trigger.token.lemma_.lower() in load_discourse().lasting
    if draft.when is None and antecedent.when is not None and not lasts:
        draft.when = inherited(antecedent.when, antecedent, "the event meant")
    if draft.place is None and antecedent.place is not None:
        draft.place = replace(antecedent.place, basis="inherited")


def _other_victims(one: EventDraft, other: EventDraft) -> bool:
    """Whether both name whom it struck, and nobody is named by both."""
    ours, theirs = (
        {word for p in d.participants if p.role == "patient" for word in p.text.lower().split()}
        for d in (one, other)
    )
    return bool(ours and theirs) and not ours & theirs - _STOPS


def _apart(one: When | None, other: When | None) -> bool:
    """Whether two times cannot be of one event."""
    if one is None or other is None:
        return False
    a, b = one.interval, other.interval
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    return a.year_known == b.year_known and (a.latest < b.earliest or b.latest < a.earliest)

"""Nouns that point back to an event already told: "the attack", "the incident"."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.extract.triggers import Trigger
from nlp.records import Event, Status, When
from nlp.rules.events import EventRules

_REACH = 25  # earlier events looked at


def find_antecedent(
    trigger: Trigger, earlier: Sequence[Event], when: When | None, rules: EventRules
) -> Event | None:
    """The latest earlier event that the definite noun of ``trigger`` can mean, or None.

    It must be of a type the noun can stand for, have happened, and not be dated otherwise than ``when``.
    """
    generic = trigger.rule == "generic"
    wanted = rules.refers.get(trigger.type.name, frozenset({trigger.type.name}))
    for event in reversed(earlier[-_REACH:]):
        if event.status != Status.HAPPENED or event.trigger.start == trigger.token.idx:
            continue
        if generic:
            fits = rules.types[event.type].family in rules.generic_families
        else:
            fits = event.type in wanted
        if fits and not _apart(event.when, when):
            return event
    return None


def _apart(one: When | None, other: When | None) -> bool:
    """Whether two times cannot be of one event."""
    if one is None or other is None:
        return False
    a, b = one.interval, other.interval
    if None in (a.earliest, a.latest, b.earliest, b.latest) or a.year_known != b.year_known:
        return False
    return bool(a.latest < b.earliest or b.latest < a.earliest)  # type: ignore[operator]

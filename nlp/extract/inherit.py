"""Times that an event takes from the sentence or paragraph around it, marked as inherited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.extract.drafts import Draft
from nlp.extract.reading import Reading
from nlp.extract.when import TimeReader
from nlp.records import Place, Status, TimeBasis, When

_ROUNDS = 3


def inherit_times(reading: Reading, drafts: Sequence[Draft], clock: TimeReader) -> None:
    """Give undated drafts the time (and unplaced ones the place) of the clause or noun they belong to.

    Only what the text says happened inherits: a threat made on Monday dates no attack.
    """
    by_token = {d.trigger.token.i: d for d in drafts} | {
        d.trigger.clause.i: d for d in drafts if d.trigger.clause.i != d.trigger.token.i
    }
    sources = {
        id(draft): [by_token[t.i] for t in clock.sources(draft.trigger) if t.i in by_token]
        for draft in drafts
    }
    for _ in range(_ROUNDS):
        changed = False
        for draft in drafts:
            for source in sources[id(draft)]:
                if source is draft or source.status != Status.HAPPENED:
                    continue
                if draft.when is None and source.when is not None and draft.status == Status.HAPPENED:
                    draft.when = inherited(source.when)
                    changed = True
                if draft.place is None and source.place is not None and draft.trigger.type.family != "report":
                    draft.place = _place(source.place)
                    changed = True
        if not changed:
            break


def inherited(when: When) -> When:
    """``when`` as another event's: the same time, marked as inherited."""
    return replace(when, basis=TimeBasis.INHERITED)


def _place(place: Place) -> Place:
    return replace(place, basis="inherited") if place.basis == "stated" else place

"""Times and places that flow from event to event within a sentence, in one worklist."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

from nlp.extract.what.event_draft import EventDraft, inherited, inherited_place
from nlp.extract.when.event_time import TimeReader
from nlp.records import Status


class TimeFlow:
    """Gives undated drafts the time (and unplaced ones the place) of the clause or noun that they belong to.

    Only what the text says happened gives and takes: a threat made on Monday dates no attack.
    """

    def __init__(self, drafts: Sequence[EventDraft], clock: TimeReader) -> None:
        self._drafts = drafts
        by_token = {d.trigger.token.i: d for d in drafts} | {
            d.trigger.clause.i: d for d in drafts if d.trigger.clause.i != d.trigger.token.i
        }
        self._givers: dict[int, list[EventDraft]] = {}
        self._takers: dict[int, list[EventDraft]] = defaultdict(list)
        self._spread: set[tuple[int, bool, bool]] = set()
        for draft in drafts:
            if draft.status != Status.HAPPENED:
                continue
            found = clock.sources(draft.trigger)
            if draft.when is None:
                bare = next((w for t in found if t.i not in by_token and (w := clock.at(t))), None)
                draft.when = inherited(bare, why="the verb beside it") if bare else None
            givers = [by_token[t.i] for t in found if t.i in by_token]
            self._givers[id(draft)] = [
                giver for giver in givers if giver is not draft and giver.status == Status.HAPPENED
            ]
            for giver in self._givers[id(draft)]:
                self._takers[id(giver)].append(draft)

    def spread(self) -> None:
        """Carry on what drafts have come by since the last call."""
        waiting = deque(draft for draft in self._drafts if draft.when is not None or draft.place is not None)
        while waiting:
            giver = waiting.popleft()
            state = (id(giver), giver.when is not None, giver.place is not None)
            if state in self._spread:
                continue
            self._spread.add(state)
            waiting.extend(taker for taker in self._takers[id(giver)] if self._take(taker))

    def _take(self, taker: EventDraft) -> bool:
        """Have a draft take what it lacks from the first of its givers that has it; whether it did."""
        givers, took = self._givers[id(taker)], False
        if taker.when is None:
            source = next((giver for giver in givers if giver.when is not None), None)
            if source is not None and source.when is not None:
                taker.when, took = inherited(source.when, source, "told in one clause with"), True
        if taker.place is None and taker.trigger.type.family != "report":
            place = next((giver.place for giver in givers if giver.place is not None), None)
            if place is not None:
                taker.place, took = inherited_place(place), True
        return took

"""Bounds on the days of events, from constraints ranked by how sure they are, closed under transitivity.

The sieves of CAEVO (Chambers et al. 2014) over points instead of intervals: an event is the day, or the days,
that it is told of, between a first and a last one. A constraint bounds one event by a day or two events by
each other ("not before"); the surest are added first, each with all that follows from it, and one that
contradicts what stands is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.records import PlacedBasis


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an end of an event lies where it does."""

    rule: str
    anchor: str
    basis: PlacedBasis


@dataclass(frozen=True, slots=True)
class Between:
    """An event lies between two days (proleptic Gregorian ordinals); None is an open end."""

    event: str
    low: int | None
    high: int | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class NotAfter:
    """The event ``first`` does not lie after the event ``second``: ends of one hold for the other."""

    first: str
    second: str
    rule: str  # of what bounds ``first`` by ``second``
    turned: str  # of what bounds ``second`` by ``first``
    basis: PlacedBasis = PlacedBasis.ORDER


Constraint = Between | NotAfter


@dataclass(slots=True)
class Ends:
    """The days between which an event lies so far, and why."""

    low: int | None = None
    high: int | None = None
    why_low: Reason | None = None
    why_high: Reason | None = None

    @property
    def day(self) -> int | None:
        """The one day it lies on; None where it may lie on several."""
        return self.low if self.low is not None and self.low == self.high else None


class ContradictionError(Exception):
    """A constraint can't hold beside what stands."""


class Bounds:
    """The ends of the events of one report.

    Args:
        names: event id -> the word that tells it, for the reasons given.
    """

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names
        self._ends = {key: Ends() for key in names}
        self._later: dict[str, list[NotAfter]] = defaultdict(list)  # by their first event
        self._earlier: dict[str, list[NotAfter]] = defaultdict(list)  # by their second event
        self._trail: list[tuple[str, Ends]] = []

    def of(self, event: str) -> Ends:
        """The ends of an event."""
        return self._ends[event]

    def add_all(self, sieves: Iterable[Sequence[Constraint]]) -> list[Constraint]:
        """Add the constraints of all sieves, the surest first; returns those that contradict what stood."""
        return [each for sieve in sieves for each in sieve if not self.add(each)]

    def add(self, constraint: Constraint) -> bool:
        """Add a constraint and what follows from it; False, and nothing changed, where it contradicts."""
        self._trail.clear()
        try:
            if isinstance(constraint, Between):
                self._bound(constraint)
            else:
                self._later[constraint.first].append(constraint)
                self._earlier[constraint.second].append(constraint)
                self._spread([constraint.first, constraint.second])
        except ContradictionError:
            for event, before in reversed(self._trail):
                self._ends[event] = before
            if isinstance(constraint, NotAfter):
                self._later[constraint.first].pop()
                self._earlier[constraint.second].pop()
            return False
        return True

    def _bound(self, constraint: Between) -> None:
        changed = self._narrow(constraint.event, constraint.low, constraint.high, constraint.reason)
        if changed:
            self._spread([constraint.event])

    def _spread(self, events: list[str]) -> None:
        """Carry the ends of events on to those that lie beside them, until nothing changes."""
        while events:
            event = events.pop()
            ends = self._ends[event]
            for link in self._later[event]:
                reason = self._reason(link.turned, event, ends.low, link.basis)
                if ends.low is not None and self._narrow(link.second, ends.low, None, reason):
                    events.append(link.second)
            for link in self._earlier[event]:
                reason = self._reason(link.rule, event, ends.high, link.basis)
                if ends.high is not None and self._narrow(link.first, None, ends.high, reason):
                    events.append(link.first)

    def _reason(self, rule: str, event: str, day: int | None, basis: PlacedBasis) -> Reason:
        return Reason(rule, f"“{self._names[event]}” {day_text(day)}" if day else "", basis)

    def _narrow(self, event: str, low: int | None, high: int | None, reason: Reason) -> bool:
        """Move the ends of an event together; whether that changed them."""
        ends = self._ends[event]
        new = Ends(ends.low, ends.high, ends.why_low, ends.why_high)
        if low is not None and (ends.low is None or low > ends.low):
            new.low, new.why_low = low, reason
        if high is not None and (ends.high is None or high < ends.high):
            new.high, new.why_high = high, reason
        if (new.low, new.high) == (ends.low, ends.high):
            return False
        if new.low is not None and new.high is not None and new.low > new.high:
            raise ContradictionError
        self._trail.append((event, ends))
        self._ends[event] = new
        return True


def day_text(ordinal: int | None) -> str:
    """An ordinal as an ISO day, "" for none."""
    return date.fromordinal(ordinal).isoformat() if ordinal is not None else ""

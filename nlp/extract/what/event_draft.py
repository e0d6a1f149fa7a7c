"""An event in the making: what is known of a trigger before the whole document has been seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.what.triggers import Trigger
from nlp.records import Attribution, Event, Participant, Place, Span, Status, TimeBasis, When, make_id

_STATUS_WEIGHT = {Status.HAPPENED: 1.0, Status.PLANNED: 0.8, Status.NEGATED: 0.7, Status.HYPOTHETICAL: 0.6}

_TYPE = 0.75  # of all that can be had, what the type alone gives
_TITLE, _LEAD = 150, 400  # characters of a headline, and of a lead with it
_POINTING = 0.12
_EMPTY = 0.2


@dataclass(slots=True)
class EventDraft:
    """A trigger with its parts; ``kept`` is False once it turns out to be no event of its own.

    ``scattered``: one of several that one trigger tells of several places, ``apart``: not the first of them.
    ``cleared``: its doer is cleared of it, or it is thrown out.
    ``scene`` is a dated event whose doer goes on to do this one, most likely on the same day.
    """

    trigger: Trigger
    participants: tuple[Participant, ...]
    place: Place | None
    status: Status
    attribution: tuple[Attribution, ...]
    when: When | None
    refers_to: EventDraft | None = None
    scene: EventDraft | None = None
    named: bool = False
    kept: bool = True
    apart: bool = False
    scattered: bool = False
    cleared: bool = False

    @property
    def worth(self) -> bool:
        """Whether it says enough to be an event of its own."""
        trigger = self.trigger
        if not self.kept:
            return False
        if trigger.generic:
            return self.refers_to is not None and bool(self.participants)
        if trigger.nominal:
            return bool(trigger.light or self.participants or self.place or self.when)
        if trigger.weak:
            return self.named or bool(self.when or self.place or self.scene)
        return bool(self.participants or self.place or self.when or self.scene)

    def identity(self, reading: ParsedDocument) -> str:
        """The id its record will have."""
        span = self._span(reading)
        where = (self.place.start,) if self.apart and self.place else ()
        return make_id("event", reading.document.id, span.start, span.end, self.trigger.type.name, *where)

    def _span(self, reading: ParsedDocument) -> Span:
        token, end = self.trigger.token, self.trigger.end
        if token.i == end.i:
            return reading.span(token.idx, token.idx + len(token))
        first, last = sorted((token, end), key=lambda t: t.i)
        return reading.tokens_span(reading.doc[first.i : last.i + 1])

    def build(self, reading: ParsedDocument) -> Event:
        """The finished record."""
        trigger = self.trigger
        span = self._span(reading)
        return Event(
            id=self.identity(reading),
            document_id=reading.document.id,
            type=trigger.type.name,
            trigger=span,
            sentence=reading.sentence(trigger.token),
            when=self.when,
            participants=self.participants,
            place=self.place,
            status=self.status,
            attribution=self.attribution,
            rule=trigger.rule,
            salience=self._salience(span.start),
            refers_to=self.refers_to.identity(reading) if self.refers_to else None,
        )

    def _salience(self, start: int) -> float:
        """How much a reader wants to see it before others, from 0 to 1.

        The type's own weight, less for what did not happen; more for the dated, the named, the counted, for
        who and whom together, and for the lead; less for what only points to an event ("the attack"), for
        nouns that nobody takes part in, and for what is usual.
        """
        trigger = self.trigger
        score = _TYPE * trigger.type.salience * _STATUS_WEIGHT[self.status]
        roles = {p.role for p in self.participants}
        score += 0.06 * (self.when is not None) + 0.05 * self.named + 0.05 * (self.place is not None)
        score += 0.05 * ({"agent", "patient"} <= roles) + 0.1 * (start < _TITLE) + 0.08 * (start < _LEAD)
        score += 0.05 * any(p.amount is not None and p.unit is not None for p in self.participants)
        score -= _POINTING * (self.refers_to is not None) + _EMPTY * (trigger.nominal and not roles)
        score -= _EMPTY * (trigger.habitual and self.when is None and not trigger.titled)
        return round(min(max(score, 0.0), 1.0), 3)


def has_name(reading: ParsedDocument, participants: tuple[Participant, ...]) -> bool:
    """Whether a participant's phrase holds a name: "Marin", "a key role in the defence of Tarsk"."""
    return any(reading.names_in(p.start, p.end) for p in participants)


def inherited(when: When, source: EventDraft | None = None, why: str = "") -> When:
    """``when`` as another event's: the same time, marked as inherited, with the event it is taken from."""
    rule = f"{why}: “{source.trigger.token.text}”" if source is not None else why
    return replace(when, basis=TimeBasis.INHERITED, rule=rule)


def inherited_place(place: Place) -> Place:
    """``place`` as another event's; one that is marked already stays as it is."""
    return replace(place, basis="inherited") if place.basis == "stated" else place

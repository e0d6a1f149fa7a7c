"""Which time belongs to which event: the scope of adverbials, shared clauses, and what may be inherited.

A time dates the clause it hangs on. A verb of saying keeps its own time: "said on Thursday that two men
were arrested" dates the saying. What a clause does not state it inherits only where the text moves in one
scene: a coordinated or resulting clause, the noun's event inside the verb's, the next past-tense sentence
of the paragraph (the narrative containers of Pustejovsky and Stubbs 2011).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.what.triggers import Trigger
from nlp.extract.when.time_attachment import ScopeReader
from nlp.extract.when.time_sources import TimeGivers
from nlp.records import Granularity, Interval, TimeBasis, TimeExpression, TimeType, When
from nlp.rules.event_rules import EventRules
from nlp.time.resolve.intervals import unplaced_interval

_CALENDAR = re.compile(r"(?:\d{4}|\d{2,3}|XXXX)(?:-(?:\d\d|XX|Q\d|H\d|SP|SU|FA|WI)){0,2}(?:T.*)?")
_HEAD = 600  # characters in which a report is dated
_WHOLE = 8  # characters that a whole date has at least
_DEICTIC = frozenset({"FUTURE_REF", "PAST_REF", "PRESENT_REF"})  # "in the future", "now": no time of an event


@dataclass(frozen=True, slots=True)
class Anchored:
    """A time expression that has a place on the calendar, or at least a vague one."""

    time: TimeExpression
    interval: Interval


def _closed(interval: Interval) -> Interval:
    """A day, month or year that its preposition opened ("since 7 March") as that day, month or year."""
    day = interval.earliest or interval.latest
    if day is None or (interval.earliest and interval.latest):
        return interval
    if interval.granularity is Granularity.DAY:
        return replace(interval, earliest=day, latest=day)
    if interval.granularity is Granularity.MONTH and interval.year_known:
        end = monthrange(int(day[:4]), int(day[5:7]))[1]
        return replace(interval, earliest=f"{day[:8]}01", latest=f"{day[:8]}{end}")
    if interval.granularity is Granularity.YEAR and interval.year_known:
        return replace(interval, earliest=f"{day[:4]}-01-01", latest=f"{day[:4]}-12-31")
    return interval


class TimeReader:
    """Assigns the times of one reading to its triggers."""

    def __init__(
        self,
        reading: ParsedDocument,
        times: Sequence[TimeExpression],
        triggers: Sequence[Trigger],
        rules: EventRules,
    ) -> None:
        self.reading = reading
        self.tokens: set[int] = set()
        self._triggers = {t.token.i: t for t in triggers}
        self._clauses = {t.clause.i for t in triggers}
        self._givers = TimeGivers(reading, self._triggers)
        self._scope = ScopeReader(reading, self._triggers, self._clauses, rules.syntax["adverbial"])
        self._sources: dict[tuple[int, str], list[Token]] = {}
        self._by_governor: dict[int, list[Anchored]] = {}
        self._told: list[int] = []
        for time in times:
            self._anchor(time)
        self._told.sort()

    # ------------------------------------------------------------------ stated times
    def stated(self, trigger: Trigger) -> When | None:
        """The time in the event's own clause or phrase."""
        for token in dict.fromkeys((trigger.token.i, trigger.clause.i)):
            anchored = self._by_governor.get(token)
            if anchored:
                return self._choose(anchored, trigger.token)
        return None

    def times_in(self, start: int, end: int) -> bool:
        """Whether a time stands among the tokens ``start`` to ``end``, but for clauses about nouns."""
        at = bisect_left(self._told, start)
        return at < len(self._told) and self._told[at] < end

    def _anchor(self, time: TimeExpression) -> None:
        span = self.reading.doc.char_span(time.start, time.end, alignment_mode="expand")
        if not span:
            return
        self.tokens.update(t.i for t in span)
        interval = time.interval or unplaced_interval(time)
        if interval is None or time.type == TimeType.SET or time.read in _DEICTIC or self._dates_report(time):
            return
        token = self._scope.governor(span)
        if token is not None:
            self._by_governor.setdefault(token.i, []).append(Anchored(time, interval))
        if not self._in_passing(span.root, token):
            self._told.append(span.start)
        for verb in self._told_then(span):
            self._by_governor.setdefault(verb.i, []).append(Anchored(time, _closed(interval)))

    def _dates_report(self, time: TimeExpression) -> bool:
        """Whether a time at the head of the report is that of its publication, and of no event."""
        words = self.reading.document.published_words
        return time.start < _HEAD and len(time.text) >= _WHOLE and time.text in words

    @staticmethod
    def _in_passing(word: Token, governor: Token | None) -> bool:
        """Whether a time stands in a clause about a noun: "a visit that was planned for Thursday"."""
        for _ in range(4):
            if word.dep_ in {"relcl", "acl"}:
                return True
            if word.head.i == word.i or (governor is not None and word.i == governor.i):
                return False
            word = word.head
        return False

    def _told_then(self, span: Span) -> list[Token]:
        """The verbs of clauses that tell what happened then: "since 7 March, when a mill burned"."""
        return [
            child
            for token in span
            for child in self.reading.children(token)
            if child.dep_ == "relcl" and any(c.lower_ == "when" for c in self.reading.children(child))
        ]

    def at(self, token: Token) -> When | None:
        """The time stated on a verb that names no event itself: "the wave continued on Monday when"."""
        anchored = self._by_governor.get(token.i)
        return self._choose(anchored, token) if anchored else None

    def _choose(self, anchored: Sequence[Anchored], near: Token) -> When:
        """The finest of several times in one clause, then the nearest."""
        order = list(Granularity)
        best = min(
            anchored,
            key=lambda a: (
                a.interval.earliest is None and a.interval.latest is None,
                max(order.index(a.interval.granularity), order.index(Granularity.DAY)),
                abs(a.time.start - near.idx),
            ),
        )
        calendar = _CALENDAR.fullmatch(best.time.read) is not None
        return When(
            interval=best.interval,
            text=best.time.text,
            basis=TimeBasis.STATED if calendar else TimeBasis.RELATIVE,
            time_id=best.time.id,
        )

    def sources(self, trigger: Trigger) -> list[Token]:
        """The words whose event's time ``trigger`` may take, best first; worked out once."""
        key = (trigger.token.i, trigger.type.name)
        if key not in self._sources:
            self._sources[key] = self._givers.of(trigger)
        return self._sources[key]

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

from nlp.extract.reading import Reading
from nlp.extract.scope import ScopeReader
from nlp.extract.triggers import Trigger
from nlp.records import Granularity, Interval, TimeBasis, TimeExpression, TimeType, When
from nlp.rules.events import EventRules

_CALENDAR = re.compile(r"(?:\d{4}|\d{2,3}|XXXX)(?:-(?:\d\d|XX|Q\d|H\d|SP|SU|FA|WI)){0,2}(?:T.*)?")
_SAME_SCENE = frozenset({"when", "as", "while", "in", "during", "by", "from", "at", "with"})
_REPORTING = frozenset({"statement", "finding", "accuse", "deny", "request", "reject", "threaten"})
_DEICTIC = frozenset({"FUTURE_REF", "PAST_REF", "PRESENT_REF"})  # "in the future", "now": no time of an event
_BEGINNING = frozenset({"open", "begin", "start", "resume", "erupt", "happen", "occur"})
_ONE_MOMENT = frozenset({"when", "as"})


@dataclass(frozen=True, slots=True)
class Anchored:
    """A time expression that has a place on the calendar, or at least a vague one."""

    time: TimeExpression
    interval: Interval


def unplaced_interval(time: TimeExpression) -> Interval | None:
    """The interval of what nothing places ("on Sunday" in an undated report): no ends, but its words stay."""
    if time.type not in {TimeType.DATE, TimeType.TIME}:
        return None
    day = time.read.startswith("XXXX-WXX-")
    granularity = Granularity.DAY if day else Granularity.VAGUE
    return Interval(earliest=None, latest=None, granularity=granularity)


def _closed(interval: Interval) -> Interval:
    """A day or month that its preposition opened ("since 7 March") as that day or month."""
    day = interval.earliest or interval.latest
    if day is None or (interval.earliest and interval.latest):
        return interval
    if interval.granularity is Granularity.DAY:
        return replace(interval, earliest=day, latest=day)
    if interval.granularity is Granularity.MONTH and interval.year_known:
        end = monthrange(int(day[:4]), int(day[5:7]))[1]
        return replace(interval, earliest=f"{day[:8]}01", latest=f"{day[:8]}{end}")
    return interval


class TimeReader:
    """Assigns the times of one reading to its triggers."""

    def __init__(
        self,
        reading: Reading,
        times: Sequence[TimeExpression],
        triggers: Sequence[Trigger],
        rules: EventRules,
    ) -> None:
        self.reading = reading
        self.tokens: set[int] = set()
        self._triggers = {t.token.i: t for t in triggers}
        self._clauses = {t.clause.i for t in triggers}
        self._scope = ScopeReader(reading, self._triggers, self._clauses, rules.syntax["adverbial"])
        self._by_governor: dict[int, list[Anchored]] = {}
        self._told: list[int] = []
        self._sources: dict[tuple[int, int, str], list[Token]] = {}
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
        if interval is None or time.type == TimeType.SET or time.read in _DEICTIC:
            return
        token = self._scope.governor(span)
        if token is not None:
            self._by_governor.setdefault(token.i, []).append(Anchored(time, interval))
        if not self._in_passing(span.root, token):
            self._told.append(span.start)
        for verb in self._told_then(span):
            self._by_governor.setdefault(verb.i, []).append(Anchored(time, _closed(interval)))

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

    # ------------------------------------------------------------------ inheritance inside a sentence
    def sources(self, trigger: Trigger) -> list[Token]:
        """The words whose event's time ``trigger`` may take, best first; worked out once."""
        key = (trigger.token.i, trigger.clause.i, trigger.type.name)
        known = self._sources.get(key)
        if known is None:
            known = self._sources[key] = self._find_sources(trigger)
        return known

    def _find_sources(self, trigger: Trigger) -> list[Token]:
        found: list[Token] = []
        reporting = trigger.type.name in _REPORTING
        if trigger.nominal and trigger.clause.i == trigger.token.i:
            found += self._around_noun(trigger.token)
        clause = trigger.clause
        if not reporting:
            found += self._inside_clause(clause)
        found += self._above_clause(clause)
        return found

    def _around_noun(self, noun: Token) -> list[Token]:
        """A noun's event takes the time of the verb it stands beside: "wounded in an explosion"."""
        above = noun.head
        if noun.dep_ == "pobj" and above.lower_ in _SAME_SCENE and above.head.pos_ in {"VERB", "NOUN", "AUX"}:
            return [] if self._about(above.head, noun) else [above.head]
        if noun.dep_ in {"nsubj", "nsubjpass"} and (self._violent(above) or above.lemma_ in _BEGINNING):
            return [above]
        if noun.dep_ in {"conj", "appos"}:
            return [above]
        return []

    def _about(self, verb: Token, noun: Token) -> bool:
        """Whether ``noun`` is what a verb deals with and no setting of it: "charged in the attack"."""
        deals, matter = self._triggers.get(verb.i), self._triggers.get(noun.i)
        return (
            deals is not None
            and matter is not None
            and deals.type.family in {"justice", "political"}
            and matter.type.family in {"conflict", "life", "disaster"}
        )

    def _violent(self, verb: Token) -> bool:
        """Whether ``verb`` tells what an event noun did: "the blast killed two"."""
        trigger = self._triggers.get(verb.i)
        return trigger is not None and trigger.type.family in {"conflict", "life", "disaster"}

    def _inside_clause(self, clause: Token) -> list[Token]:
        """A verb takes the time of the event noun that is its subject or its setting."""
        found = []
        for child in self.reading.children(clause):
            if child.dep_ in {"nsubj", "nsubjpass"} and child.i in self._triggers:
                found.append(child)
            elif child.lower_ in {"as", "because"} and child.dep_ in {"prep", "agent"}:
                found += self._causes(child)
            elif child.dep_ in {"prep", "agent"} and child.lower_ in _SAME_SCENE:
                found += [
                    g
                    for g in self.reading.children(child)
                    if g.dep_ == "pobj" and g.i in self._triggers and not self._about(clause, g)
                ]
            elif child.dep_ == "conj" and child.pos_ == "VERB":
                found += self._moments(child)  # "was killed and another was wounded when gunmen attacked"
        return found + self._moments(clause)

    def _causes(self, preposition: Token) -> list[Token]:
        """The event nouns that something came of: "were wounded as a result of two attacks"."""
        found, phrase = [], [preposition]
        for _ in range(4):  # as, result, of, attacks
            phrase = [
                c for p in phrase for c in self.reading.children(p) if c.dep_ in {"prep", "pobj", "pcomp"}
            ]
            if any(t.i in self._triggers for t in phrase):
                found = [t for t in phrase if t.i in self._triggers]
                break
            phrase = [t for t in phrase if t.lower_ in {"of", "result", "consequence"}]
        return found

    def _moments(self, clause: Token) -> list[Token]:
        """The clauses that say at which moment: "was killed when gunmen attacked on Friday"."""
        return [
            child
            for child in self.reading.children(clause)
            if child.dep_ == "advcl" and child.i > clause.i and self._marker(child) in _ONE_MOMENT
        ]

    def _marker(self, clause: Token) -> str:
        return next(
            (c.lower_ for c in self.reading.children(clause) if c.dep_ == "mark" or c.tag_ == "WRB"), ""
        )

    def _above_clause(self, clause: Token) -> list[Token]:
        dep, above = clause.dep_, clause.head
        if above.i == clause.i:
            return [
                child
                for child in self.reading.children(clause)
                if child.dep_ in {"ccomp", "parataxis"} and self._juxtaposed(child, clause)
            ]
        if dep == "conj" and above.pos_ in {"VERB", "AUX"}:
            return [above] if clause.tag_ == above.tag_ or {clause.tag_, above.tag_} <= {"VBD", "VBN"} else []
        if dep in {"xcomp", "oprd"}:
            return [above]
        if dep == "advcl":
            mark = self._marker(clause)
            trigger = self._triggers.get(above.i)
            saying = trigger is not None and trigger.type.name == "statement"
            if mark in _SAME_SCENE or (not mark and (saying or clause.tag_ in {"VBG", "VBN"})):
                return [above]
            return []
        if dep in {"relcl", "acl"} and above.i in self._triggers:
            return [above]
        if dep in {"ccomp", "parataxis"} and self._juxtaposed(clause, above):
            return [above]
        return []

    def _juxtaposed(self, clause: Token, above: Token) -> bool:
        """Whether two clauses merely stand side by side: "the car was blown up - he was wounded"."""
        trigger = self._triggers.get(above.i)
        if trigger is not None and trigger.type.name in _REPORTING:
            return False
        if any(c.dep_ == "mark" for c in self.reading.children(clause)):
            return False
        return any(t.text in {"-", "–", "—", ";", ":", "--"} for t in self.reading.children(above))

"""Whose time an event may take within its sentence: a verb its noun's, a noun its verb's, a clause that of
the clause beside it."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.what.triggers import Trigger
from nlp.rules.discourse import load_discourse

_REPORTING = frozenset({"statement", "finding", "accuse", "deny", "request", "reject", "threaten"})


class TimeGivers:
    """Finds, for the triggers of one reading, the words whose event's time they may take."""

    def __init__(self, reading: ParsedDocument, triggers: Mapping[int, Trigger]) -> None:
        self.reading = reading
        self._triggers = triggers
        self._words = load_discourse()
        self._sources: dict[tuple[int, int, str], list[Token]] = {}

    def of(self, trigger: Trigger) -> list[Token]:
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
        found += self._occasions(clause) if reporting else self._inside_clause(clause)
        found += self._above_clause(clause)
        return found

    def _around_noun(self, noun: Token) -> list[Token]:
        """A noun's event takes the time of the verb it stands beside: "wounded in an explosion"."""
        above = noun.head
        if (
            noun.dep_ == "pobj"
            and above.lower_ in self._words.same_scene
            and above.head.pos_ in {"VERB", "NOUN", "AUX"}
        ):
            return [] if self._about(above.head, noun) else [above.head]
        if noun.dep_ in {"nsubj", "nsubjpass"} and (
            self._violent(above) or above.lemma_ in self._words.beginning
        ):
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
            elif child.lower_ in self._words.causes and child.dep_ in {"prep", "agent"}:
                found += self._causes(child)
            elif child.dep_ in {"prep", "agent"} and child.lower_ in self._words.same_scene:
                found += [
                    g
                    for g in self.reading.children(child)
                    if g.dep_ == "pobj" and g.i in self._triggers and not self._about(clause, g)
                ]
            elif child.dep_ == "conj" and child.pos_ == "VERB":
                found += self._moments(child)  # "was killed and another was wounded when gunmen attacked"
        return found + self._moments(clause)

    def _occasions(self, clause: Token) -> list[Token]:
        """The dated occasions at which something is said: "in his testimony on Tuesday, Roth said"."""
        return [
            noun
            for child in self.reading.children(clause)
            if child.dep_ == "prep" and child.lower_ in self._words.occasions
            for noun in self.reading.children(child)
            if noun.dep_ == "pobj" and noun.i in self._triggers and self._is_occasion(self._triggers[noun.i])
        ]

    @staticmethod
    def _is_occasion(trigger: Trigger) -> bool:
        return trigger.type.family in {"report", "contact", "political", "justice"}

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
            if child.dep_ == "advcl" and child.i > clause.i and self._marker(child) in self._words.one_moment
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
            alike = clause.tag_ == above.tag_ or {clause.tag_, above.tag_} <= {"VBD", "VBN"}
            return [above] if alike and not self._own_story(clause, above) else []
        if dep in {"xcomp", "oprd"}:
            return [above]
        if dep == "advcl":
            mark = self._marker(clause)
            trigger = self._triggers.get(above.i)
            saying = trigger is not None and trigger.type.name == "statement"
            if mark in self._words.same_scene or (not mark and (saying or clause.tag_ in {"VBG", "VBN"})):
                return [above]
            return []
        if dep in {"relcl", "acl"} and above.i in self._triggers:
            return [] if self._lasts(clause) else [above]
        if dep in {"ccomp", "parataxis"} and self._juxtaposed(clause, above):
            return [above]
        return []

    def _lasts(self, clause: Token) -> bool:
        """Whether a clause is told as going on now: "the bribe, for which she is being tried"."""
        helpers = [c for c in self.reading.children(clause) if c.dep_ in {"aux", "auxpass"}]
        return any(t.tag_ in {"VBZ", "VBP"} for t in (clause, *helpers))

    def _own_story(self, clause: Token, above: Token) -> bool:
        """Whether a clause beside another one tells its own: it has a subject, and one of them is a telling.

        "The envoy said today that they were to leave, but the plan was hampered": no time of the hampering.
        """
        if not any(c.dep_ in {"nsubj", "nsubjpass"} for c in self.reading.children(clause)):
            return False
        types = [self._triggers[t.i].type.name for t in (clause, above) if t.i in self._triggers]
        return any(name in _REPORTING for name in types)

    def _juxtaposed(self, clause: Token, above: Token) -> bool:
        """Whether two clauses merely stand side by side: "the car was blown up - he was wounded"."""
        trigger = self._triggers.get(above.i)
        if trigger is not None and trigger.type.name in _REPORTING:
            return False
        if any(c.dep_ == "mark" for c in self.reading.children(clause)):
            return False
        return any(t.text in {"-", "–", "—", ";", ":", "--"} for t in self.reading.children(above))

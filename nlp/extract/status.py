"""Whether an event happened, as far as the text commits itself (after FactBank's factuality profiles)."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.extract.reading import Reading
from nlp.extract.triggers import Trigger
from nlp.records import Status
from nlp.rules.events import EventRules

_CLIMB = frozenset({"ccomp", "xcomp", "pcomp", "acl", "dobj", "pobj", "nsubjpass", "nsubj", "prep", "csubj"})
_DEPTH = 8


class StatusReader:
    """Reads the status of the triggers of one reading."""

    def __init__(self, reading: Reading, rules: EventRules) -> None:
        self.reading = reading
        self.rules = rules
        self.words = rules.status
        self._questions: dict[int, bool] = {}

    def status(self, trigger: Trigger) -> Status:
        """What the text commits to: the strongest doubt from the trigger up to its sentence's root wins."""
        negated, supposed, planned = self._own(trigger)
        token = trigger.clause
        for _ in range(_DEPTH):
            above = token.head
            if above.i == token.i:
                break
            dep = token.dep_
            if dep == "conj" and self._coordinated(token, above):
                token = above
                more = self._clause(above) if not self._has_aux(trigger.clause) else (False, False, False)
                negated, supposed, planned = negated ^ more[0], supposed | more[1], planned | more[2]
                continue
            if dep == "advcl":
                mark = self._mark(token)
                supposed |= mark in self.words["conditional_marks"]
                planned |= self._purpose(token) and not self._says(above)
                if above.pos_ not in {"VERB", "AUX"} or mark:
                    break
                token = above
                continue
            if dep == "relcl" or dep not in _CLIMB:
                break
            if not (trigger.nominal and token.i == trigger.token.i) or dep in {
                "dobj",
                "pobj",
                "nsubjpass",
                "prep",
            }:
                if dep == "nsubj" and above.pos_ in {"VERB", "AUX"}:
                    break
                more = self._governor(above, token)
                negated, supposed, planned = negated ^ more[0], supposed | more[1], planned | more[2]
                if dep in {"dobj", "nsubjpass", "nsubj"} and above.pos_ == "VERB" and not any(more):
                    break
            token = above
        supposed |= self._asks(trigger.token)
        if supposed:
            return Status.HYPOTHETICAL
        if negated:
            return Status.NEGATED
        return Status.PLANNED if planned else Status.HAPPENED

    def _own(self, trigger: Trigger) -> tuple[bool, bool, bool]:
        """Doubt in the event's own clause and phrase."""
        negated, supposed, planned = self._clause(trigger.clause)
        if trigger.nominal or trigger.light == "adjective":
            more = self._phrase(trigger.token)
            negated, supposed, planned = negated ^ more[0], supposed | more[1], planned | more[2]
            if trigger.light and trigger.clause.i != trigger.token.i:
                governed = self._lexical(trigger.clause)
                negated, supposed, planned = negated | governed[0], supposed, planned
        for child in self.reading.children(trigger.clause):
            if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and (
                child.lower_ in {"nobody", "none", "nothing"} or self._has_no(child)
            ):
                negated = not negated
        return negated, supposed, planned

    def _has_no(self, token: Token) -> bool:
        return any(
            c.dep_ in {"det", "neg"} and c.lower_ in {"no", "neither"} for c in self.reading.children(token)
        )

    def _phrase(self, noun: Token) -> tuple[bool, bool, bool]:
        negated = supposed = planned = False
        words = self.words
        for child in self.reading.children(noun):
            lower = child.lower_
            if child.dep_ in {"amod", "compound", "nmod"}:
                negated |= lower in words["negating_adjectives"]
                supposed |= lower in words["supposing_adjectives"]
                planned |= lower in words["planning_adjectives"]
            elif child.dep_ == "advmod":
                supposed |= lower in words["supposing_adverbs"]
        return negated, supposed, planned

    def _clause(self, verb: Token) -> tuple[bool, bool, bool]:
        """Negation, modality and adverbs beside a verb."""
        negated = supposed = planned = False
        words = self.words
        future = False
        for child in self.reading.children(verb):
            lower, dep = child.lower_, child.dep_
            if dep == "neg" or (
                dep in {"advmod", "preconj", "cc"} and lower in words["negating_adverbs"] - {"nor"}
            ):
                negated = not negated
            elif dep == "aux":
                supposed |= lower in words["hypothetical_modals"]
                planned |= lower in words["planned_modals"]
                future |= lower == "to"
            elif dep == "advmod":
                supposed |= lower in words["supposing_adverbs"]
            elif dep == "mark":
                supposed |= lower in words["conditional_marks"]
            elif dep == "advcl" and self._mark(child) in {"if", "unless"}:
                supposed = True
        if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
            negated = not negated
        if verb.dep_ == "acl" and future:
            planned = True
        if verb.dep_ == "ROOT" and future:
            planned = True
        return negated, supposed, planned

    def _governor(self, above: Token, below: Token) -> tuple[bool, bool, bool]:
        """Doubt that comes from the word that governs a clause or noun."""
        if above.pos_ in {"VERB", "AUX"}:
            if above.lemma_ == "go" and above.tag_ == "VBG" and below.tag_ == "VB":
                return False, False, True
            if above.lemma_ == "have" and any(c.lower_ == "yet" for c in self.reading.children(above)):
                return True, False, False
            if above.lemma_ == "be":
                return self._copula(above, below)
            lexical = self._lexical(above)
            if below.dep_ == "pcomp" or below.dep_ == "prep":
                lexical = (lexical[0], lexical[1], False) if above.lemma_ not in {"call", "plan"} else lexical
            own = (
                self._clause(above) if above.lemma_.lower() not in {"say", "tell", "report"} else (False,) * 3
            )
            return lexical[0] ^ own[0], lexical[1] | own[1], lexical[2] | own[2]
        lemma = above.lemma_.lower()
        if above.pos_ == "NOUN":
            return False, lemma in self.words["supposing_nouns"], lemma in self.words["planning_nouns"]
        if above.pos_ == "ADJ":
            return (
                lemma in self.words["negating_adjectives"],
                lemma in self.words["supposing_adjectives"],
                lemma in self.words["planning_adjectives"],
            )
        return False, False, False

    def _lexical(self, verb: Token) -> tuple[bool, bool, bool]:
        lemma = verb.lemma_.lower()
        beside = {f"{lemma} {c.lower_}" for c in self.reading.children(verb) if c.dep_ in {"prt", "prep"}}
        beside.add(lemma)
        return (
            bool(beside & self.words["negating_verbs"]),
            bool(beside & self.words["supposing_verbs"]),
            bool(beside & self.words["planning_verbs"]),
        )

    def _copula(self, be: Token, below: Token) -> tuple[bool, bool, bool]:
        """ "is likely that", "was to speak", "were about to leave"."""
        planned = below.dep_ == "xcomp" and below.tag_ == "VB"
        return False, False, planned

    def _mark(self, verb: Token) -> str:
        return next(
            (c.lower_ for c in self.reading.children(verb) if c.dep_ == "mark" or c.tag_ == "WRB"), ""
        )

    def _says(self, verb: Token) -> bool:
        """Whether ``verb`` is a way of speaking, so that its purpose was fulfilled: "took to the radio to"."""
        return any(p.type == "statement" for p in self.rules.verbs.get(verb.lemma_.lower(), ()))

    def _purpose(self, verb: Token) -> bool:
        return verb.tag_ == "VB" and any(
            c.lower_ == "to" and c.dep_ == "aux" for c in self.reading.children(verb)
        )

    def _has_aux(self, verb: Token) -> bool:
        return any(c.dep_ in {"aux", "auxpass"} for c in self.reading.children(verb))

    @staticmethod
    def _coordinated(token: Token, above: Token) -> bool:
        """Whether a conjunct shares the auxiliary and the governor of the verb before it."""
        return token.pos_ == above.pos_ or token.tag_ == above.tag_

    def _asks(self, token: Token) -> bool:
        sent = token.sent
        if sent.start not in self._questions:
            tail = sent[-4:] if len(sent) > 4 else sent
            self._questions[sent.start] = any(t.text == "?" for t in tail)
        return self._questions[sent.start]

"""Whether an event happened, as far as the text commits itself (after FactBank's factuality profiles)."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.what.triggers import Trigger
from nlp.records import Status
from nlp.rules.event_rules import EventRules

_UP = frozenset({"ccomp", "xcomp", "pcomp", "prep", "acl", "csubj", "csubjpass", "oprd", "acomp"})
_OF_NOUNS = frozenset({"of", "for", "from", "about", "against", "to", "on"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "attr"})
_TOLD = frozenset({"ccomp", "csubj", "csubjpass", "pcomp"})
_BOTH = _SUBJECT | {"dobj"}
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DONE = frozenset({"had", "has", "have", "was", "were", "did"})
_QUIET = frozenset({"be", "have", "do"})
_DEPTH = 8


class Doubt(NamedTuple):
    """What one word adds: denial (twice is none), supposition, or that it lies ahead."""

    negated: bool = False
    supposed: bool = False
    planned: bool = False

    def __or__(self, other: Doubt) -> Doubt:
        return Doubt(
            self.negated ^ other.negated, self.supposed | other.supposed, self.planned | other.planned
        )


NONE = Doubt()


class StatusReader:
    """Reads the status of the triggers of one reading."""

    def __init__(self, reading: ParsedDocument, rules: EventRules) -> None:
        self.reading = reading
        self.rules = rules
        self.words = rules.status
        self._questions: dict[int, bool] = {}

    def status(self, trigger: Trigger) -> Status:
        """What the text commits to, from the trigger up to its sentence's root."""
        if trigger.nominal and trigger.clause.i == trigger.token.i:
            doubt = self._phrase(trigger.token) | self._around_noun(trigger.token)
        else:
            doubt = self._clause(trigger.clause, occurs=trigger.light == "occur") | self._above(
                trigger.clause
            )
            if trigger.nominal:
                heard = trigger.token.head.i == trigger.clause.i and trigger.token.dep_ in _BOTH
                phrase = self._phrase(
                    trigger.token, no=not heard
                )  # the clause has heard "no attack was made"
                doubt |= phrase | Doubt(self._lexical(trigger.clause).negated)
        if doubt.supposed or self._asks(trigger.token):
            return Status.HYPOTHETICAL
        if doubt.negated:
            return Status.NEGATED
        return Status.PLANNED if doubt.planned else Status.HAPPENED

    def tried(self, trigger: Trigger) -> bool:
        """Whether a verb's deed is told as a try that was made: "tried to kill", "attempted to murder"."""
        above = trigger.token.head
        return (
            not trigger.nominal
            and trigger.token.dep_ == "xcomp"
            and above.lemma_.lower() in self.words["trying_verbs"]
            and self._clause(above) == NONE
            and self._above(above) == NONE
        )

    # ------------------------------------------------------------------ upwards
    def _above(self, token: Token) -> Doubt:
        """Doubt from the words that govern a clause, one after the other."""
        doubt, lowest = NONE, token
        for _ in range(_DEPTH):
            above, dep = token.head, token.dep_
            if above.i == token.i:
                break
            if dep == "conj":
                if above.tag_ == token.tag_ and token.tag_ not in _FINITE and not self._has_auxiliary(lowest):
                    doubt |= self._clause(above)
            elif dep == "advcl":
                mark = self._mark(token)
                purpose = self._infinitive(token) and not self._says(above)
                doubt |= Doubt(False, mark in self.words["conditional_marks"], purpose)
                if mark or above.pos_ not in {"VERB", "AUX"}:
                    break
            elif dep in _UP:
                doubt |= self._governor(above, token)
            else:
                break
            token = above
        return doubt

    def _governor(self, above: Token, below: Token) -> Doubt:
        """Doubt that a verb, noun or adjective lays on the clause below it."""
        if below.dep_ in _TOLD and self._asks_for_part(below):
            return NONE  # "nobody knows who paid" takes for granted that somebody did
        lemma = above.lemma_.lower()
        if above.pos_ in {"VERB", "AUX"}:
            if lemma == "go" and above.tag_ == "VBG" and below.tag_ == "VB":
                return Doubt(planned=True)
            if lemma == "have" and any(c.lower_ == "yet" for c in self.reading.children(above)):
                return Doubt(negated=True)
            if lemma == "be":
                return Doubt(planned=below.dep_ == "xcomp" and below.tag_ == "VB") | self._predicate(above)
            if self._done(below):  # "agreed that he had lied", "told reporters that rebels attacked"
                return self._lexical(above)._replace(planned=False) | (
                    NONE if self._says(above) else self._clause(above)
                )
            if self._says(above):
                return self._lexical(above)
            if lemma == "suspect" and below.lower_ == "of":  # who did it is in doubt, not that it was done
                return self._clause(above)
            through = below.dep_ == "prep" and below.lower_ not in _OF_NOUNS
            return self._clause(above) | (NONE if through else self._lexical(above))
        if above.pos_ == "NOUN":
            return Doubt(False, lemma in self.words["supposing_nouns"], lemma in self.words["planning_nouns"])
        if above.pos_ == "ADJ":
            return self._adjective(lemma)
        return NONE

    def _asks_for_part(self, verb: Token) -> bool:
        """Whether a clause asks for one part of what it takes for granted: "who paid", "why he fled"."""
        first = verb.left_edge
        return first.tag_ in {"WP", "WP$", "WRB", "WDT"} and first.lower_ != "whether"

    def _done(self, verb: Token) -> bool:
        """Whether a clause is told in the past, or as done by now: no plan, whoever speaks of it."""
        if verb.dep_ != "ccomp":
            return False
        helpers = {c.lower_ for c in self.reading.children(verb) if c.dep_ in {"aux", "auxpass"}}
        return verb.tag_ == "VBD" or not helpers.isdisjoint(_DONE)

    def _around_noun(self, noun: Token) -> Doubt:
        """Doubt on a noun's event: "prevented the attack", "a plan for an attack", "an attack is likely".

        The clause around a noun takes the event for granted: "will condemn the attack" leaves it happened.
        """
        above, dep = noun.head, noun.dep_
        if dep in {"dobj", "nsubjpass"} and above.pos_ == "VERB":
            return NONE if self._says(above) else self._lexical(above)
        if dep == "pobj" and above.lower_ in _OF_NOUNS:
            governor = above.head
            if governor.pos_ == "VERB":
                return self._lexical(governor)
            return self._governor(governor, above) if governor.pos_ == "NOUN" else NONE
        if dep == "nsubj" and above.lemma_ == "be":
            return self._predicate(above)
        return NONE

    def _predicate(self, be: Token) -> Doubt:
        """What is said with "be": "it is likely that", "the attack was a possibility"."""
        doubt = NONE
        for child in self.reading.children(be):
            if child.dep_ == "acomp":
                doubt |= self._adjective(child.lemma_.lower())
            elif child.dep_ == "attr":
                doubt |= Doubt(supposed=child.lemma_.lower() in self.words["supposing_nouns"])
        return doubt

    # ------------------------------------------------------------------ one word and what stands beside it
    def _phrase(self, noun: Token, *, no: bool = True) -> Doubt:
        doubt = Doubt(negated=no and self._has_no(noun))
        for child in self.reading.children(noun):
            if child.dep_ in {"amod", "compound", "nmod"}:
                doubt |= self._adjective(child.lower_)
            elif child.dep_ == "advmod" and child.lower_ in self.words["supposing_adverbs"]:
                doubt |= Doubt(supposed=True)
        return doubt

    def _adjective(self, word: str) -> Doubt:
        words = self.words
        return Doubt(
            word in words["negating_adjectives"],
            word in words["supposing_adjectives"],
            word in words["planning_adjectives"],
        )

    def _clause(self, verb: Token, *, occurs: bool = False) -> Doubt:
        """Negation, modality and adverbs beside a verb.

        ``occurs``: the subject is the event, so "left no casualties" denies the casualties alone.
        """
        words = self.words
        negated = supposed = planned = infinitive = False
        for child in self.reading.children(verb):
            lower, dep = child.lower_, child.dep_
            if dep == "neg" or (dep in {"advmod", "preconj"} and lower in words["negating_adverbs"]):
                negated = not negated
            elif dep == "aux":
                supposed |= lower in words["hypothetical_modals"] and not self._is_month(child)
                planned |= lower in words["planned_modals"]
                infinitive |= lower == "to"
            elif dep == "advmod" and lower in words["supposing_adverbs"]:
                supposed |= not self._hedges_agent(child)
            elif dep == "mark":
                supposed |= lower in words["conditional_marks"]
            elif dep == "advcl":
                supposed |= self._mark(child) in {"if", "unless"}
            elif dep in (_SUBJECT if occurs else _BOTH) and (
                child.lower_ in {"nobody", "none", "nothing"} or self._has_no(child)
            ):
                negated = not negated
        if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
            negated = not negated
        planned |= infinitive and verb.dep_ in {"acl", "ROOT"}
        return Doubt(negated, supposed, planned)

    def _lexical(self, verb: Token) -> Doubt:
        lemma, words = verb.lemma_.lower(), self.words
        if lemma in _QUIET:
            return NONE
        forms = {lemma}
        forms.update(f"{lemma} {c.lower_}" for c in self.reading.children(verb) if c.dep_ in {"prt", "prep"})
        return Doubt(
            not forms.isdisjoint(words["negating_verbs"]),
            not forms.isdisjoint(words["supposing_verbs"]),
            not forms.isdisjoint(words["planning_verbs"]),
        )

    def _is_month(self, modal: Token) -> bool:
        """Whether "May" is a month that the tagger took for a modal: "a clash on 3 May wounded two"."""
        return modal.text == "May" and modal.i > 0 and self.reading.doc[modal.i - 1].like_num

    def _hedges_agent(self, adverb: Token) -> bool:
        """ "was killed, apparently by rebels" doubts who did it, not that it was done."""
        return adverb.i + 1 < len(self.reading.doc) and self.reading.doc[adverb.i + 1].lower_ == "by"

    def _has_no(self, token: Token) -> bool:
        """Whether a phrase is of none: "no shell", "neither side", "not one soldier"."""
        for child in self.reading.children(token):
            if child.lower_ in {"no", "neither"} and child.dep_ in {"det", "neg"}:
                return True
            before = self.reading.doc[max(child.i - 2, 0) : child.i]
            if child.lower_ in {"one", "single"} and any(word.lower_ == "not" for word in before):
                return True
        return False

    def _says(self, verb: Token) -> bool:
        """Whether ``verb`` is a way of speaking: what it reports does not share its modality."""
        return any(p.type == "statement" for p in self.rules.verbs.get(verb.lemma_.lower(), ()))

    def _mark(self, verb: Token) -> str:
        return next(
            (c.lower_ for c in self.reading.children(verb) if c.dep_ == "mark" or c.tag_ == "WRB"), ""
        )

    def _infinitive(self, verb: Token) -> bool:
        return verb.tag_ == "VB" and any(
            c.lower_ == "to" and c.dep_ == "aux" for c in self.reading.children(verb)
        )

    def _has_auxiliary(self, verb: Token) -> bool:
        return any(c.dep_ in {"aux", "auxpass"} for c in self.reading.children(verb))

    def _asks(self, token: Token) -> bool:
        sent = self.reading.sent(token)
        if sent.start not in self._questions:
            self._questions[sent.start] = any(t.text == "?" for t in sent[-4:])
        return self._questions[sent.start]

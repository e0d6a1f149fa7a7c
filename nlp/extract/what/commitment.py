"""What a text commits itself to: whether an event happened, and whether its doer did it.

After FactBank's factuality profiles (Saurí and Pustejovsky 2009): each word that governs an event, one after
the other up to the sentence's root, adds its doubt. A charge ("accused of", "on suspicion of") lays the deed
to somebody and vouches for nothing; a clearing ("acquitted of", "not guilty of", a charge dismissed) takes it
off.
Status, roles and the sources of events all read the one :class:`Commitment`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.what.triggers import Trigger
from nlp.records import Attribution, EntityType, MentionKind, Participant, Stance, Status
from nlp.rules.event_rules import EventRules, load_event_rules

_UP = frozenset({"ccomp", "xcomp", "pcomp", "prep", "acl", "csubj", "csubjpass", "oprd", "acomp"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "attr"})
_TOLD = frozenset({"ccomp", "csubj", "csubjpass", "pcomp"})
_BOTH = _SUBJECT | {"dobj"}
_WORD = frozenset({"dobj", "nsubjpass", "nsubj", "attr"})  # where "charge", "report" stands to its verb
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DEPTH = 8


class Doubt(NamedTuple):
    """What one word adds: denial (twice is none), supposition, that it lies ahead, that it is laid to
    somebody, that somebody is cleared of it."""

    negated: bool = False
    supposed: bool = False
    planned: bool = False
    laid: bool = False
    cleared: bool = False

    def __or__(self, other: Doubt) -> Doubt:
        return Doubt(
            self.negated ^ other.negated,
            self.supposed | other.supposed,
            self.planned | other.planned,
            self.laid | other.laid,
            self.cleared | other.cleared,
        )


class Commitment(NamedTuple):
    """What the text commits itself to.

    ``laid``: the deed is laid to its doer by a charge, which vouches for nothing; ``cleared``: its doer is
    cleared of it. Of a deed told by a noun ("the murder of X") neither touches whether it was done.
    """

    status: Status
    laid: bool = False
    cleared: bool = False


NONE = Doubt()


class CommitmentReader:
    """Reads what one reading commits itself to about its triggers."""

    def __init__(self, reading: ParsedDocument, rules: EventRules) -> None:
        self.reading = reading
        self.rules = rules
        self.words = rules.status
        self._questions: dict[int, bool] = {}

    def read(self, trigger: Trigger) -> Commitment:
        """What the text commits to, from the trigger up to its sentence's root."""
        doubt = self._doubt(trigger)
        if doubt.cleared and not trigger.nominal:
            doubt = doubt._replace(negated=True, supposed=False)
        if doubt.negated and doubt.cleared:
            status = Status.NEGATED
        elif doubt.supposed or self._asks(trigger.token):
            status = Status.HYPOTHETICAL
        elif doubt.negated:
            status = Status.NEGATED
        else:
            status = Status.PLANNED if doubt.planned else Status.HAPPENED
        return Commitment(status, doubt.laid, doubt.cleared)

    def _doubt(self, trigger: Trigger) -> Doubt:
        if trigger.nominal and trigger.clause.i == trigger.token.i:
            return (
                self._phrase(trigger.token) | self._around_noun(trigger.token) | self._charge(trigger.token)
            )
        doubt = self._clause(trigger.clause, occurs=trigger.light == "occur") | self._above(trigger.clause)
        if trigger.nominal:
            heard = trigger.token.head.i == trigger.clause.i and trigger.token.dep_ in _BOTH
            # the clause has heard "no attack was made"
            doubt |= self._phrase(trigger.token, no=not heard)
            doubt |= Doubt(self._lexical(trigger.clause).negated)
        return doubt

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
                doubt |= self._listed_charge(token, above)
                purpose = self._infinitive(token) and not self._says(above)
                doubt |= Doubt(False, mark in self.words["conditional_marks"], purpose)
                if mark or above.pos_ not in {"VERB", "AUX"}:
                    break
            elif dep in _UP or self._that_clause(token):
                doubt |= self._governor(above, token)
            elif dep == "pobj":  # "charged with fraud and fleeing": the deed beside a noun
                doubt |= self._charge(token)
                break
            elif dep in _WORD and token.lemma_.lower() in self.words["content_nouns"]:
                doubt |= self._rejects(above)
                break
            else:
                break
            token = above
        return doubt

    def _that_clause(self, verb: Token) -> bool:
        """Whether a clause that the parse calls relative is a noun's content: "the charge that he lied"."""
        return verb.dep_ == "relcl" and verb.left_edge.lower_ == "that" and verb.left_edge.dep_ == "mark"

    def _rejects(self, verb: Token) -> Doubt:
        """Doubt that a verb lays on the content of its noun: "the charge was dismissed", "refuted claims"."""
        if verb.pos_ not in {"VERB", "AUX"} or not self._forms(verb) & self.words["rejecting_verbs"]:
            return NONE
        denied = not any(c.dep_ == "neg" for c in self.reading.children(verb))
        return Doubt(cleared=True) if denied else Doubt(supposed=True)

    def _forms(self, word: Token) -> set[str]:
        """A word's lemma, alone and with each particle or preposition beside it."""
        lemma = word.lemma_.lower()
        beside = {f"{lemma} {c.lower_}" for c in self.reading.children(word) if c.dep_ in {"prt", "prep"}}
        return beside | {lemma}

    def _charge(self, noun: Token) -> Doubt:
        """The charge or clearing that a noun's deed stands under: "held in connection with the murder"."""
        above = noun
        for _ in range(_DEPTH):
            link = above.head
            if above.dep_ != "pobj" or link.lower_ not in self.words["charge_links"] or link.head.i == link.i:
                return NONE
            above = link.head
            doubt = self._lays(above, link.lower_)
            if doubt != NONE:
                return doubt
        return NONE

    def _listed_charge(self, verb: Token, above: Token) -> Doubt:
        """The charge of which a participle is one more count: "charged with fraud, fleeing the scene"."""
        if verb.tag_ != "VBG" or verb.i < above.i:
            return NONE
        links = (c for c in self.reading.children(above) if c.dep_ == "prep" and above.i < c.i < verb.i)
        return next((found for c in links if (found := self._lays(above, c.lower_)) != NONE), NONE)

    def _lays(self, word: Token, link: str) -> Doubt:
        """What a word lays on a deed joined by ``link``: "accused" of, "cleared" of, "not guilty" of."""
        words, lemma = self.words, word.lemma_.lower()
        form = f"{lemma} {link}"
        if form in words["clearing_words"]:
            denied = self._denied(word)
            return Doubt(cleared=not denied, supposed=denied)
        if form in words["finding_words"]:
            wrongly = any(c.lower_ in words["wrongly_adverbs"] for c in self.reading.children(word))
            above = word.head if word.pos_ == "ADJ" else word
            return Doubt(cleared=wrongly or self._denied(word) or (above.i != word.i and self._denied(above)))
        if form in words["charging_words"] or (
            word.pos_ == "NOUN" and lemma in words["charging_nouns"] and link in {"of", "for", "over"}
        ):
            falsely = any(c.lower_ in words["wrongly_adverbs"] for c in self.reading.children(word))
            return Doubt(laid=True, cleared=falsely)
        return NONE

    def _denied(self, word: Token) -> bool:
        return any(
            c.dep_ == "neg" or c.lower_ in self.words["negating_adverbs"] for c in self.reading.children(word)
        )

    def _governor(self, above: Token, below: Token) -> Doubt:
        """Doubt that a verb, noun or adjective lays on the clause below it."""
        if below.dep_ in _TOLD and self._asks_for_part(below):
            return NONE  # "nobody knows who paid" takes for granted that somebody did
        lemma = above.lemma_.lower()
        if below.dep_ == "prep":
            laid = self._lays(above, below.lower_)
            if laid != NONE:
                return laid
        if above.pos_ in {"VERB", "AUX"}:
            if self._is_hearsay(above, below):
                return Doubt(supposed=True)
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
            through = below.dep_ == "prep" and below.lower_ not in self.words["noun_links"]
            return self._clause(above) | (NONE if through else self._lexical(above))
        if above.pos_ == "NOUN":
            told = below.dep_ == "prep" or below.left_edge.dep_ == "mark"
            if told and self._has_no(above) and lemma in self.words["content_nouns"]:
                return Doubt(cleared=True)
            return Doubt(
                False,
                lemma in self.words["supposing_nouns"],
                lemma in self.words["planning_nouns"],
                told and lemma in self.words["charging_nouns"],
            )
        if above.pos_ == "ADJ":
            return self._adjective(lemma)
        return NONE

    def _is_hearsay(self, above: Token, below: Token) -> bool:
        """Whether nobody, or only a party, answers: "is said to have fled", "the suit says he lied"."""
        children = self.reading.children(above)
        lemma = above.lemma_.lower()
        if below.dep_ == "xcomp" and lemma in self.words["hearsay_verbs"]:
            return any(c.dep_ == "auxpass" for c in children)
        return (
            below.dep_ == "ccomp"
            and self._says(above)
            and any(c.dep_ == "nsubj" and c.lemma_.lower() in self.words["pleadings"] for c in children)
        )

    def _asks_for_part(self, verb: Token) -> bool:
        """Whether a clause asks for one part of what it takes for granted: "who paid", "why he fled"."""
        first = verb.left_edge
        return first.tag_ in {"WP", "WP$", "WRB", "WDT"} and first.lower_ != "whether"

    def _done(self, verb: Token) -> bool:
        """Whether a clause is told in the past, or as done by now: no plan, whoever speaks of it."""
        if verb.dep_ != "ccomp":
            return False
        helpers = {c.lower_ for c in self.reading.children(verb) if c.dep_ in {"aux", "auxpass"}}
        return verb.tag_ == "VBD" or not helpers.isdisjoint(self.words["done_helpers"])

    def _around_noun(self, noun: Token) -> Doubt:
        """Doubt on a noun's event: "prevented the attack", "a plan for an attack", "an attack is likely".

        The clause around a noun takes the event for granted: "will condemn the attack" leaves it happened.
        """
        above, dep = noun.head, noun.dep_
        if dep in {"dobj", "nsubjpass"} and above.pos_ == "VERB":
            return NONE if self._says(above) else self._lexical(above)
        if dep == "pobj" and above.lower_ in self.words["noun_links"]:
            governor = above.head
            if governor.pos_ == "VERB":
                return NONE if self._lays(governor, above.lower_) != NONE else self._lexical(governor)
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
            if (
                dep == "neg"
                or (dep in {"advmod", "preconj"} and lower in words["negating_adverbs"])
                or (lower == "longer" and any(g.lower_ == "no" for g in self.reading.children(child)))
            ):
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
        if lemma in self.words["quiet_verbs"]:
            return NONE
        forms = self._forms(verb)
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


def weigh_charge(
    reading: ParsedDocument,
    commitment: Commitment,
    trigger: Trigger,
    participants: Sequence[Participant],
    attribution: Sequence[Attribution],
) -> tuple[Status, tuple[Participant, ...]]:
    """The status and the participants of a deed that may only be laid to its doer.

    What one body lays to another by name in war ("the ministry accuses the front of shelling X") is told as
    done, on the accuser's word; what is laid to a person, by a court or by nobody in particular is supposed.
    A deed told by a noun ("arrested over the murder of X") was done, but not by whoever is charged with it.
    """
    kept = tuple(participants)
    pleadings = load_event_rules().status["pleadings"]
    if commitment.status == Status.HAPPENED and any(
        link.stance == Stance.CLAIMS and not pleadings.isdisjoint(link.text.lower().split())
        for link in attribution
    ):
        return Status.HYPOTHETICAL, kept  # a suit or an indictment speaks for its party alone
    if not commitment.laid or commitment.status != Status.HAPPENED:
        return commitment.status, kept
    doers = [p for p in participants if p.role == "agent"]
    accused = any(link.stance == Stance.ACCUSES and link.start is not None for link in attribution)
    bodies = doers and all(_is_body(reading, doer) for doer in doers)
    if accused and bodies and (trigger.generic or trigger.type.family == "conflict"):
        return Status.HAPPENED, kept
    if trigger.nominal:
        return Status.HAPPENED, tuple(p for p in participants if p.role != "agent")
    return Status.HYPOTHETICAL, kept


def _is_body(reading: ParsedDocument, doer: Participant) -> bool:
    """Whether a doer is no person: an army, a movement, a country, or a plural of people without a name."""
    for mention in reading.mentions:
        if mention.id == doer.mention_id:
            return mention.type != EntityType.PERSON or (mention.plural and mention.kind != MentionKind.NAME)
    return False

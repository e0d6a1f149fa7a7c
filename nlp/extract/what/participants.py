"""Who takes part in an event, and as what: roles from the parse and the event type's own syntax."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.extract.parse.arguments import Syntax
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.parse.quantities import read_amount
from nlp.extract.what.commitment import Commitment
from nlp.extract.what.role_candidates import Fillers
from nlp.extract.what.triggers import Trigger, TriggerFinder
from nlp.records import EntityType, Mention, MentionKind, Participant, Span
from nlp.rules.event_rules import EventRules

_WHO = frozenset({"agent", "patient"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_DEEDS = frozenset({"conflict", "life", "justice"})


class RoleReader:
    """Reads the participants of the triggers of one reading."""

    def __init__(
        self, reading: ParsedDocument, syntax: Syntax, finder: TriggerFinder, rules: EventRules
    ) -> None:
        self.reading = reading
        self.finder = finder
        self.rules = rules
        self._words = rules.syntax
        self.sorts = finder.sorts
        self.fillers = Fillers(reading, syntax, finder.sorts, rules)
        self._weapon = rules.classes["weapon"]
        self._person = rules.classes["person"]
        self._place = rules.classes["place"]
        self._building = rules.classes["building"]
        self._vehicle = rules.classes["vehicle"]
        self._times: frozenset[int] = frozenset()

    def leave_out(self, tokens: frozenset[int]) -> None:
        """Indices of tokens that stand in time expressions: they fill no role."""
        self._times = tokens

    def participants(self, trigger: Trigger, commitment: Commitment) -> tuple[Participant, ...]:
        """The participants of ``trigger``, in reading order, each phrase once.

        Of a deed told by a noun, one who is cleared of it is no doer.
        """
        filled: dict[int, tuple[Token, str]] = {}
        for role, found_token in self.fillers.of(trigger):
            if role == "agent" and trigger.nominal and commitment.cleared:
                continue
            token = self._meant(found_token, role)
            if token.i in self._times or trigger.token.i <= token.i <= trigger.end.i:
                continue
            if self.finder.is_consumed(token) or (trigger.nominal and self._is_nobody(token)):
                continue
            sorted_role = self._by_sort(role, token, trigger)
            if sorted_role and token.i not in filled:
                filled[token.i] = (token, sorted_role)
        if trigger.type.family in _DEEDS:
            for token, role in list(filled.values()):
                if role in _WHO:
                    for name in self.fillers.identified(token):
                        filled.setdefault(name.i, (name, role))
            for token, role in list(filled.values()):
                if role == "agent":
                    for body in self._bodies(token):
                        filled.setdefault(body.i, (body, role))
        found = [self._participant(token, role, trigger) for token, role in filled.values()]
        unique = {(p.role, p.start, p.end): p for p in found}
        return tuple(sorted(unique.values(), key=lambda p: (p.start, p.end, p.role)))

    def _meant(self, token: Token, role: str) -> Token:
        """Whom "it" and "those responsible" mean where their own sentence tells: "the front said it had".

        "Those responsible for the killing are rightist groups".
        """
        if token.lower_ == "it" and token.dep_ in _SUBJECTS and token.head.dep_ == "ccomp":
            for child in self.reading.children(token.head.head):
                mention = self.reading.mention_at(child) if child.dep_ == "nsubj" else None
                if mention is not None and mention.type == EntityType.ORG:
                    return child
        if role == "agent" and token.lower_ in self._words["those"] and token.dep_ == "nsubj":
            return next(self.fillers.identified(token, named=False), token)
        return token

    def _is_nobody(self, token: Token) -> bool:
        """Whether a phrase names nobody: "no group claimed the attack"."""
        return token.lower_ in self._words["nobody"] or any(
            c.lower_ == "no" for c in self.reading.children(token)
        )

    def holds_name(self, trigger: Trigger) -> bool:
        """Whether a participant's whole phrase, clauses in it too, holds a mention by name."""
        return any(
            self.reading.names_in(token.left_edge.idx, token.right_edge.idx + 1)
            for _, token in self.fillers.of(trigger)
        )

    def _bodies(self, token: Token) -> Iterator[Token]:
        """The body a doer acts for: "members of the X", "X guerrillas", "a group of X fighters"."""
        for child in self.reading.children(token):
            if child.lower_ in {"belonging", "linked"} and child.dep_ == "acl":
                yield from self._bodies(child)
            elif child.lower_ in {"of", "from"} or (child.lower_ == "to" and token.dep_ == "acl"):
                for obj in self.fillers.objects(child):
                    mention = self.reading.mention_at(obj, covering=False)
                    if mention is not None and (
                        mention.type == EntityType.ORG
                        or (mention.type == EntityType.GROUP and obj.tag_ in {"NN", "NNP"})
                    ):
                        yield obj
                    elif obj.pos_ == "NOUN":
                        yield from self._bodies(obj)
            elif child.dep_ in {"compound", "nmod"}:
                mention = self.reading.mention_at(child, covering=False)
                if mention is not None and mention.type == EntityType.ORG:
                    yield child

    def _by_sort(self, role: str, token: Token, trigger: Trigger) -> str | None:
        """Correct a role by what fills it: a bomb is no agent, a village no beneficiary."""
        if token.pos_ == "NUM" and token.dep_ == "pobj" and token.head.lower_ in {"at", "in", "on"}:
            return None
        if role == "place" or token.pos_ in {"ADV", "ADP", "PART", "PUNCT"}:
            return None
        if token.lower_ in self._words["expletives"] or token.lower_ in self.rules.syntax["directions"]:
            return None
        family = trigger.type.family
        if (
            role == "topic"
            and trigger.token.lemma_.lower() in self._words["hearers"]
            and self._is_animate(token)
        ):
            return "recipient"
        harms = family in {"conflict", "life"}
        if role == "agent" and harms and (self.sorts.is_a(token, self._weapon) or self._is_event(token)):
            return "instrument"
        if role == "instrument":
            if self.sorts.is_a(token, self._weapon) or self._is_event(token):
                return role
            if trigger.nominal or not self.sorts.is_a(token, self._person):
                return role if self.reading.mention_at(token) is None and token.pos_ == "NOUN" else None
            return None
        if role == "patient" and trigger.type.name == "bombing" and self.sorts.is_a(token, self._weapon):
            return "instrument"
        if role == "patient" and trigger.type.name in {"attack"} and self._is_launched(token, trigger):
            return "instrument"
        if role == "patient" and trigger.type.name == "bombing" and self._by_place(token, trigger):
            return None
        aimed = token.dep_ == "pobj" and token.head.lower_ == "at"
        if role == "patient" and trigger.nominal and trigger.type.name == "attack" and aimed:
            return None  # "the shooting of X at a party"
        if role == "patient" and family == "transaction" and self._is_within(token):
            return None
        if role == "beneficiary" and not self._is_animate(token):
            return None
        if role == "recipient" and not self._is_animate(token) and family not in {"report", "contact"}:
            return "destination" if self.sorts.is_a(token, self._place) else None
        if role in {"destination", "origin"} and family == "movement" and not self._is_located(token):
            return None
        return role

    def _by_place(self, token: Token, trigger: Trigger) -> bool:
        """Whether a blast's "at", "in" gives a place or a time rather than what was struck."""
        if token.dep_ == "pobj" and token.lower_ in self.rules.syntax["roads"]:
            return True
        if token.dep_ not in {"pobj", "conj"} or token.head.lower_ in {
            "of",
            "on",
            "against",
            *self._words["with_people"],
        }:
            return False
        mention = self.reading.mention_at(token)
        if mention is not None:
            return mention.type not in {EntityType.FACILITY, EntityType.VEHICLE} and not self.sorts.is_a(
                token, self._building
            )
        return not self.sorts.is_a(token, self._building) and not self.sorts.is_a(token, self._vehicle)

    def _is_within(self, token: Token) -> bool:
        """Whether "in" gives a place: "paid bribes in Orsk" pays no town."""
        mention = self.reading.mention_at(token)
        return (
            token.dep_ == "pobj"
            and token.head.lower_ == "in"
            and (mention is not None and mention.type == EntityType.PLACE)
        )

    def _is_event(self, token: Token) -> bool:
        return (
            token.pos_ == "NOUN"
            and token.lemma_.lower() in self.rules.nouns
            and (self.reading.mention_at(token, covering=False) is None)
        )

    def _is_launched(self, token: Token, trigger: Trigger) -> bool:
        """Whether a weapon is what is fired rather than what is hit."""
        return "@weapon" in trigger.rule and self.sorts.is_a(token, self._weapon)

    def _is_animate(self, token: Token) -> bool:
        mention = self.reading.mention_at(token)
        if mention is not None and mention.type in {
            EntityType.PERSON,
            EntityType.ORG,
            EntityType.GROUP,
            EntityType.PLACE,
        }:
            return True
        return self.sorts.is_a(token, self._person) or token.pos_ == "PRON"

    def _is_located(self, token: Token) -> bool:
        mention = self.reading.mention_at(token)
        return (
            mention is not None and mention.type in {EntityType.PLACE, EntityType.FACILITY, EntityType.ORG}
        ) or self.sorts.is_a(token, self._place)

    def named(self, token: Token) -> Mention | None:
        """The mention ``token`` heads; for "the head of X, NAME" the name, wherever the parser hung it."""
        mention = self.reading.mention_at(token, covering=False)
        if mention is not None and mention.kind == MentionKind.NOMINAL and mention.type == EntityType.PERSON:
            for child in self._appositions(token, 0):
                name = self.reading.mention_at(child, covering=False)
                if name is not None and name.kind == MentionKind.NAME and name.type == EntityType.PERSON:
                    return name
        if mention is None and token.pos_ == "PROPN":
            return self.reading.mention_at(token)
        return mention

    def _counted(self, token: Token) -> Mention | None:
        """The mention that a quantity without one is of: "rebels" in "a group of rebels"."""
        if token.lemma_.lower() in self.rules.syntax["partitives"]:
            for child in self.reading.children(token):
                if child.lower_ == "of":
                    return next((m for obj in self.fillers.objects(child) if (m := self.named(obj))), None)
        return None

    def _appositions(self, token: Token, depth: int) -> Iterator[Token]:
        for child in self.reading.children(token):
            if child.dep_ == "appos":
                yield child
            elif depth < 4 and child.i > token.i and child.dep_ in {"prep", "pobj"}:
                yield from self._appositions(child, depth + 1)

    def _without_time(self, token: Token, start: int, end: int) -> Span:
        """A phrase less a time that ends it: "a group calling itself the Lanterns on Thursday"."""
        whole = self.reading.doc.char_span(start, end, alignment_mode="expand")
        last = whole.end - 1 if whole is not None else token.i
        if last not in self._times or last == token.i:
            return self.reading.span(start, end)
        while last > token.i and last in self._times:
            last -= 1
        while last > token.i and self.reading.doc[last].pos_ in {"ADP", "PUNCT", "SCONJ"}:
            last -= 1
        final = self.reading.doc[last]
        return self.reading.span(start, final.idx + len(final))

    def _participant(self, token: Token, role: str, trigger: Trigger) -> Participant:
        mention = self.named(token)
        if mention is not None:
            start, end = mention.start, mention.end
        else:
            phrase = self.reading.phrase(token)
            start, end = phrase.start, phrase.end
            mention = self._counted(token)
        span = self._without_time(token, start, end)
        start, end, text = span.start, span.end, span.text
        amount, unit = read_amount(self.reading, token, self._times), None
        if amount is not None:
            unit = trigger.type.unit if role == "patient" else None
            unit = unit or token.lemma_.lower()
        return Participant(
            role=role,
            start=start,
            end=end,
            text=text,
            mention_id=mention.id if mention else None,
            amount=amount,
            unit=unit,
        )

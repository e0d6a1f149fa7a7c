"""Who takes part in an event, and as what: roles from the parse and the event type's own syntax."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.extract.amounts import read_amount
from nlp.extract.reading import Reading
from nlp.extract.syntax import Arguments, Syntax, conjuncts
from nlp.extract.triggers import Trigger, TriggerFinder
from nlp.records import EntityType, Mention, MentionKind, Participant
from nlp.rules.events import EventRules

_PLACES = frozenset({EntityType.PLACE})
_WITH_PEOPLE = frozenset({"with", "carrying", "containing"})
_EXPLETIVES = frozenset({"it", "there", "that", "this", "which", "what", "who", "whom"})
_DEEDS = frozenset({"conflict", "life", "justice"})
_FRONTS = frozenset({"front", "side", "back", "rear", "entrance", "inside", "outside"})
_SETTINGS = frozenset({"place", "effect", "part", "damage", "force"})  # "take place", "cause damage"


class RoleReader:
    """Reads the participants of the triggers of one reading."""

    def __init__(self, reading: Reading, syntax: Syntax, finder: TriggerFinder, rules: EventRules) -> None:
        self.reading = reading
        self.syntax = syntax
        self.finder = finder
        self.rules = rules
        self._weapon = rules.classes["weapon"]
        self._person = rules.classes["person"]
        self._place = rules.classes["place"]
        self._building = rules.classes["building"]
        self._vehicle = rules.classes["vehicle"]
        self._times: frozenset[int] = frozenset()

    def leave_out(self, tokens: frozenset[int]) -> None:
        """Indices of tokens that stand in time expressions: they fill no role."""
        self._times = tokens

    def participants(self, trigger: Trigger) -> tuple[Participant, ...]:
        """The participants of ``trigger``, in reading order, each phrase once."""
        filled: dict[int, tuple[Token, str]] = {}
        for role, token in self._fillers(trigger):
            if token.i in self._times or trigger.token.i <= token.i <= trigger.end.i:
                continue
            if self.finder.is_consumed(token):
                continue
            sorted_role = self._by_sort(role, token, trigger)
            if sorted_role and token.i not in filled:
                filled[token.i] = (token, sorted_role)
        if trigger.type.family in _DEEDS:
            for token, role in list(filled.values()):
                if role == "agent":
                    for body in self._bodies(token):
                        filled.setdefault(body.i, (body, role))
        found = [self._participant(token, role, trigger) for token, role in filled.values()]
        unique = {(p.role, p.start, p.end): p for p in found}
        return tuple(sorted(unique.values(), key=lambda p: (p.start, p.end, p.role)))

    def _bodies(self, token: Token) -> Iterator[Token]:
        """The organisation that a doer acts for: "members of the X", "X guerrillas", "a group of X fighters"."""
        for child in self.reading.children(token):
            if child.lower_ == "of":
                for obj in self._objects(child):
                    mention = self.reading.mention_at(obj, covering=False)
                    if mention is not None and mention.type == EntityType.ORG:
                        yield obj
                    elif obj.pos_ == "NOUN":
                        yield from self._bodies(obj)
            elif child.dep_ in {"compound", "nmod"}:
                mention = self.reading.mention_at(child, covering=False)
                if mention is not None and mention.type == EntityType.ORG:
                    yield child

    # ------------------------------------------------------------------ where fillers come from
    def _fillers(self, trigger: Trigger) -> Iterator[tuple[str, Token]]:
        if trigger.light == "adjective":
            yield from self._of_adjective(trigger)
        elif trigger.nominal:
            yield from self._of_noun(trigger)
            if trigger.light:
                yield from self._of_light_verb(trigger)
            else:
                yield from self._of_assignment(trigger)
        else:
            yield from self._of_verb(trigger, self.syntax.arguments(trigger.token))

    def _of_verb(self, trigger: Trigger, arguments: Arguments) -> Iterator[tuple[str, Token]]:
        kind = trigger.type
        undergoes = not arguments.objects and not arguments.passive and self._undergoes(trigger)
        for token in arguments.subjects:
            yield "patient" if undergoes else kind.subject, token
        for token in arguments.objects:
            yield kind.object, token
            yield from self._aboard(token)
        for token in arguments.datives:
            yield "recipient" if arguments.objects else kind.object, token
        for preposition, token in arguments.prepositions:
            role = self._by_preposition(preposition, token, trigger, arguments.passive)
            if role:
                yield role, self._behind(token)
        for child in self.reading.children(trigger.token):
            if child.dep_ == "advcl" and child.lower_ == "using":
                for obj in self.syntax.arguments(child).objects:
                    yield "instrument", obj

    def _undergoes(self, trigger: Trigger) -> bool:
        """Whether a verb without object befalls its subject: "the bus exploded".

        So does one that always has a victim: "the mayor, kidnapped in May" is often taken for the active.
        """
        if trigger.token.lemma_.lower() in self.rules.unaccusatives:
            return True
        return trigger.type.unit is not None and trigger.token.tag_ in {"VBD", "VBN"}

    def _by_preposition(
        self, preposition: Token, token: Token, trigger: Trigger, passive: bool
    ) -> str | None:
        word = preposition.lower_
        if word == "by":
            return "agent" if passive or trigger.nominal else None
        return trigger.type.prepositions.get(word)

    def _of_noun(self, trigger: Trigger) -> Iterator[tuple[str, Token]]:
        kind = trigger.type
        for child in self.reading.children(trigger.token):
            dep = child.dep_
            if dep == "poss" and child.tag_ != "PRP$":
                for token in conjuncts(self.reading, child):
                    yield kind.possessive, token
            elif dep == "prep":
                for token in self._objects(child):
                    yield from self._of_noun_preposition(child.lower_, token, trigger)
            elif dep in {"compound", "nmod", "amod"}:
                yield from self._of_modifier(child, trigger)
            elif dep in {"acl", "relcl"} and child.i != trigger.clause.i:
                yield from self._of_clause_on_noun(child, trigger)

    def _of_noun_preposition(self, word: str, token: Token, trigger: Trigger) -> Iterator[tuple[str, Token]]:
        if word == "of":
            yield trigger.type.of, token
        elif word == "by":
            yield "agent", token
        else:
            role = trigger.type.prepositions.get(word)
            if role:
                yield role, token

    def _of_modifier(self, child: Token, trigger: Trigger) -> Iterator[tuple[str, Token]]:
        """ "the Norvik raid", "a drone attack", "troop withdrawal": by the sort of the modifier."""
        mention = self.reading.mention_at(child, covering=False)
        if self.finder.is_a(child, self._weapon):
            yield "instrument", child
        elif child.dep_ != "amod" or (mention is not None and mention.type != EntityType.PLACE):
            if mention is not None and mention.type in {EntityType.GROUP, EntityType.ORG, EntityType.PERSON}:
                yield "patient" if trigger.type.possessive == "patient" else "agent", child
            elif trigger.type.modifier == "agent":
                yield "agent", child

    def _of_clause_on_noun(self, verb: Token, trigger: Trigger) -> Iterator[tuple[str, Token]]:
        """ "attacks aimed at X", "the attack that killed": only directed participles tell roles."""
        if verb.dep_ == "acl" and verb.lemma_.lower() in {"aim", "direct", "target", "claim", "blame"}:
            for preposition, token in self.syntax.arguments(verb).prepositions:
                if preposition.lower_ in {"at", "against", "toward", "towards"}:
                    yield "patient", token
                elif preposition.lower_ in {"by", "on"}:
                    yield "agent", token

    def _of_light_verb(self, trigger: Trigger) -> Iterator[tuple[str, Token]]:
        arguments = self.syntax.arguments(trigger.clause)
        if trigger.light == "agent":
            for token in arguments.subjects:
                yield trigger.type.subject, token
        elif trigger.light == "patient":
            for token in arguments.subjects:
                yield "patient", token
        else:
            for token in (*arguments.objects, *arguments.datives):
                if token.lemma_.lower() not in _SETTINGS:
                    yield "patient", token
        for token in arguments.datives:
            yield "patient", token
        for preposition, token in arguments.prepositions:
            role = self._by_preposition(preposition, token, trigger, arguments.passive)
            if preposition.lower_ == "to":
                role = "patient"
            if role:
                yield role, self._behind(token)

    def _of_assignment(self, trigger: Trigger) -> Iterator[tuple[str, Token]]:
        """"blamed the rebels for the attack", "the attack was attributed to the rebels"."""
        token = trigger.token
        above = token.head
        if token.dep_ == "pobj" and above.head.i != above.i:
            preposition, governor = above.lower_, above.head
            if governor.pos_ == "NOUN" and governor.dep_ == "dobj":
                governor = governor.head
        else:
            preposition, governor = "", above
        for kind, word in self.rules.assign.get(governor.lemma_.lower(), ()):
            if kind == "assign_oblique":
                if token.dep_ in {"dobj", "nsubjpass"}:
                    for link, filler in self.syntax.arguments(governor).prepositions:
                        if link.lower_ == word:
                            yield "agent", filler
            elif word == preposition and kind != "assign_state":
                arguments = self.syntax.arguments(governor)
                fillers = arguments.subjects if kind == "assign_subject" else arguments.objects
                for filler in fillers:
                    yield "agent", filler
        for kind, word in self.rules.assign.get(governor.lower_, ()):
            if kind == "assign_state" and word == preposition:
                yield from self._responsible(governor)

    def _responsible(self, state: Token) -> Iterator[tuple[str, Token]]:
        """Of whom "responsible", "involved" is said: the subject, or the noun it stands behind."""
        if state.pos_ == "VERB":
            fillers = self.syntax.arguments(state).objects
        elif state.head.pos_ in {"VERB", "AUX"}:
            fillers = self.syntax.arguments(state.head).subjects
        else:
            fillers = [state.head] if state.dep_ == "amod" else []
        for filler in fillers:
            yield "agent", filler

    def _of_adjective(self, trigger: Trigger) -> Iterator[tuple[str, Token]]:
        """ "was found dead", "left two dead": the one of whom it is said."""
        own = [c for c in self.reading.children(trigger.token) if c.dep_ == "nsubj"]
        if own:
            for token in own:
                for part in conjuncts(self.reading, token):
                    yield "patient", part
            return
        arguments = self.syntax.arguments(trigger.clause)
        for token in arguments.objects or arguments.subjects:
            yield "patient", token

    def _aboard(self, token: Token) -> Iterator[tuple[str, Token]]:
        """ "a bus with twelve miners was blown up": they suffer it too."""
        for child in self.reading.children(token):
            if child.lower_ in _WITH_PEOPLE:
                for obj in self._objects(child):
                    if self.finder.is_a(obj, self._person):
                        yield "patient", obj

    def _objects(self, preposition: Token) -> Iterator[Token]:
        for child in self.reading.children(preposition):
            if child.dep_ == "pobj":
                for token in conjuncts(self.reading, child):
                    yield self._behind(token)

    def _behind(self, token: Token) -> Token:
        """The thing in "in front of the thing"."""
        if token.lower_ in _FRONTS:
            for child in self.reading.children(token):
                if child.lower_ == "of":
                    for obj in self.reading.children(child):
                        return obj
        return token

    # ------------------------------------------------------------------ what a filler is
    def _by_sort(self, role: str, token: Token, trigger: Trigger) -> str | None:
        """Correct a role by what fills it: a bomb is no agent, a village no beneficiary."""
        if token.pos_ == "NUM" and token.dep_ == "pobj" and token.head.lower_ in {"at", "in", "on"}:
            return None
        if role == "place" or token.pos_ in {"ADV", "ADP", "PART", "PUNCT"}:
            return None
        if token.lower_ in _EXPLETIVES:
            return None
        family = trigger.type.family
        if role == "agent" and family in {"conflict", "life"}:
            if self.finder.is_a(token, self._weapon) or self._is_event(token):
                return "instrument"
        if role == "instrument":
            if self.finder.is_a(token, self._weapon) or self._is_event(token):
                return role
            if trigger.nominal or not self.finder.is_a(token, self._person):
                return role if self.reading.mention_at(token) is None and token.pos_ == "NOUN" else None
            return None
        if role == "patient" and trigger.type.name == "bombing" and self.finder.is_a(token, self._weapon):
            return "instrument"
        if role == "patient" and trigger.type.name in {"attack"} and self._is_launched(token, trigger):
            return "instrument"
        if role == "patient" and trigger.type.name == "bombing" and self._by_place(token, trigger):
            return None
        if role == "beneficiary" and not self._is_animate(token):
            return None
        if role == "recipient" and not self._is_animate(token) and family not in {"report", "contact"}:
            return "destination" if self.finder.is_a(token, self._place) else None
        if role in {"destination", "origin"} and family == "movement" and not self._is_located(token):
            return None
        return role

    def _by_place(self, token: Token, trigger: Trigger) -> bool:
        """Whether a blast's "at", "in" gives a place or a time rather than what was struck."""
        if token.dep_ not in {"pobj", "conj"} or token.head.lower_ == "of":
            return False
        mention = self.reading.mention_at(token)
        if mention is not None:
            return mention.type not in {EntityType.FACILITY, EntityType.VEHICLE} and not self.finder.is_a(
                token, self._building
            )
        return not self.finder.is_a(token, self._building) and not self.finder.is_a(token, self._vehicle)

    def _is_event(self, token: Token) -> bool:
        return (
            token.pos_ == "NOUN"
            and token.lemma_.lower() in self.rules.nouns
            and (self.reading.mention_at(token, covering=False) is None)
        )

    def _is_launched(self, token: Token, trigger: Trigger) -> bool:
        """Whether a weapon is what is fired rather than what is hit."""
        return "@weapon" in trigger.rule and self.finder.is_a(token, self._weapon)

    def _is_animate(self, token: Token) -> bool:
        mention = self.reading.mention_at(token)
        if mention is not None and mention.type in {
            EntityType.PERSON,
            EntityType.ORG,
            EntityType.GROUP,
            EntityType.PLACE,
        }:
            return True
        return self.finder.is_a(token, self._person) or token.pos_ == "PRON"

    def _is_located(self, token: Token) -> bool:
        mention = self.reading.mention_at(token)
        return (
            mention is not None and mention.type in {EntityType.PLACE, EntityType.FACILITY, EntityType.ORG}
        ) or self.finder.is_a(token, self._place)

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

    def _appositions(self, token: Token, depth: int) -> Iterator[Token]:
        for child in self.reading.children(token):
            if child.dep_ == "appos":
                yield child
            elif depth < 4 and child.i > token.i and child.dep_ in {"prep", "pobj"}:
                yield from self._appositions(child, depth + 1)

    def _participant(self, token: Token, role: str, trigger: Trigger) -> Participant:
        mention = self.named(token)
        if mention is not None:
            start, end, text = mention.start, mention.end, mention.text
        else:
            span = self.reading.phrase(token)
            start, end, text = span.start, span.end, span.text
        amount, unit = read_amount(self.reading, token), None
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

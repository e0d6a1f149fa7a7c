"""Where the participants of an event stand: around its verb, its noun, its light verb."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.extract.parse.arguments import Arguments, Syntax, conjuncts
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.parse.semantic_classes import Sorts
from nlp.extract.what.triggers import Trigger
from nlp.records import EntityType, MentionKind
from nlp.rules.event_rules import EventRules

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_HARM = frozenset({"life", "conflict"})


class Fillers:
    """Yields (role, head of the phrase) for the triggers of one reading."""

    def __init__(self, reading: ParsedDocument, syntax: Syntax, sorts: Sorts, rules: EventRules) -> None:
        self.reading = reading
        self.syntax = syntax
        self.sorts = sorts
        self.rules = rules
        self._weapon = rules.classes["weapon"]
        self._person = rules.classes["person"]
        self._calamity = rules.classes["calamity"]

    def of(self, trigger: Trigger) -> Iterator[tuple[str, Token]]:
        """Roles and the words that may fill them, as syntax alone has it."""
        if trigger.light == "attribute":
            yield "patient", trigger.token.head
        elif trigger.light == "adjective":
            yield from self._of_adjective(trigger)
        elif trigger.generic and trigger.token.lemma_.lower() in self.rules.syntax["sufferers"]:
            yield from (("patient", name) for name in self.identified(trigger.token))
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
            cause = arguments.objects and (
                self.sorts.is_a(token, self._calamity)
                or (kind.family == "disaster" and token.lemma_.lower() in self.rules.nouns)
            )
            yield "instrument" if cause else "patient" if undergoes else kind.subject, token
        for token in arguments.objects:
            if token.lemma_.lower() in self.rules.syntax["settings"] and not arguments.passive:
                continue
            yield kind.object, token
            if kind.name == "attack" and self.sorts.is_a(token, self._weapon):
                yield from self._aimed_at(token)
            yield from self._aboard(token)
            yield from self._included(token, kind.object)
        for token in arguments.datives:
            yield "recipient" if arguments.objects else kind.object, token
        for preposition, token in arguments.prepositions:
            if token.lemma_.lower() == "hand" and preposition.lower_ == "at":  # "died at the hands of"
                for child in self.reading.children(token):
                    yield from (("agent", doer) for doer in self.objects(child) if child.lower_ == "of")
                continue
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
        if trigger.token.lemma_.lower() in self.rules.syntax["unaccusatives"]:
            return True
        if trigger.token.lemma_.lower() in self.rules.syntax["own_acts"]:
            return False
        if trigger.bare and trigger.token.lemma_.lower() in self.rules.syntax["cut_passives"]:
            return trigger.token.tag_ in {"VBD", "VBN"}
        always = trigger.type.unit is not None or trigger.type.name in self.rules.syntax["befalling"]
        return always and trigger.token.tag_ in {"VBD", "VBN"}

    def _by_preposition(
        self, preposition: Token, token: Token, trigger: Trigger, passive: bool
    ) -> str | None:
        word = preposition.lower_
        if preposition.head.pos_ == "ADP" and preposition.head.i < preposition.i:
            word = preposition.head.lower_  # "out of"
        if word == "by" and trigger.type.family == "disaster":
            return "instrument"  # "destroyed by fire"
        if word == "by":
            return "agent" if passive or trigger.nominal else None
        return trigger.type.prepositions.get(word)

    def _of_noun(self, trigger: Trigger) -> Iterator[tuple[str, Token]]:
        kind = trigger.type
        for child in self.reading.children(trigger.token):
            dep = child.dep_
            if dep == "poss" and child.tag_ != "PRP$":
                done_by = any(c.lower_ == "by" for c in self.reading.children(trigger.token))
                for token in conjuncts(self.reading, child):  # "X's shooting by police" befell X
                    yield "patient" if done_by and kind.family in _HARM else kind.possessive, token
            elif dep == "prep":
                for token in self.objects(child):
                    yield from self._of_noun_preposition(child.lower_, token, trigger)
            elif dep in {"compound", "nmod", "amod"}:
                yield from self._of_modifier(child, trigger)
            elif dep in {"acl", "relcl"} and child.i != trigger.clause.i:
                yield from self._of_clause_on_noun(child, trigger)
        verb = trigger.token.head
        if trigger.token.dep_ == "nsubj" and verb.pos_ == "VERB" and not trigger.light:
            for token in self.syntax.arguments(verb).objects:
                if self._harms(verb, token):
                    yield "patient", token

    def _harms(self, verb: Token, struck: Token) -> bool:
        """Whether a verb tells what its subject did to somebody: "the blast killed three"."""
        return any(
            self.rules.types[pattern.type].family in _HARM
            and not pattern.words
            and (pattern.after is None or self.sorts.fits(struck, pattern.after))
            for pattern in self.rules.verbs.get(verb.lemma_.lower(), ())
        )

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
        if self.sorts.is_a(child, self._weapon):
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
        elif trigger.light != "told":
            for token in (*arguments.objects, *arguments.datives):
                if token.lemma_.lower() not in self.rules.syntax["settings"]:
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
        """ "blamed the rebels for the attack", "the attack was attributed to the rebels"."""
        token = trigger.token
        above = token.head
        if token.dep_ == "pobj" and above.head.i != above.i:
            preposition, governor = above.lower_, above.head
            charged = governor.pos_ == "NOUN" and governor.lemma_.lower() in self.rules.syntax["charges"]
            if charged and governor.dep_ == "pobj":  # "held in connection with the attack"
                preposition, governor = "for", governor.head.head
            elif governor.pos_ == "NOUN" and governor.dep_ == "dobj":
                governor = governor.head
        else:
            preposition, governor = "", above
        if any(child.dep_ == "neg" for child in self.reading.children(governor)):
            return
        for kind, word in self.rules.assign.get(governor.lemma_.lower(), ()):
            if kind == "assign_oblique":
                if token.dep_ in {"dobj", "nsubjpass"}:
                    for link, filler in self.syntax.arguments(governor).prepositions:
                        if link.lower_ == word:
                            yield "agent", filler
            elif word == preposition and kind in {"assign_subject", "assign_object"}:
                arguments = self.syntax.arguments(governor)
                for filler in arguments.subjects if kind == "assign_subject" else arguments.objects:
                    yield from (("agent", doer) for doer in self._spoken_for(filler))
        if preposition:
            yield from self._of_state(above.head, preposition)

    def _of_state(self, state: Token, preposition: str) -> Iterator[tuple[str, Token]]:
        """ "the rebels are responsible for the attack", "the mayor was the victim of an attack"."""
        for form in dict.fromkeys((state.lower_, state.lemma_.lower())):
            for kind, word in self.rules.assign.get(form, ()):
                if word == preposition and kind in {"assign_state", "assign_victim"}:
                    for filler in self._said_of(state):
                        yield "patient" if kind == "assign_victim" else "agent", filler

    def _said_of(self, state: Token) -> list[Token]:
        """Of whom "responsible", "the victim" is said: the subject, or the noun it stands behind."""
        if state.pos_ == "VERB":
            return self.syntax.arguments(state).objects
        if state.head.pos_ in {"VERB", "AUX"} and state.dep_ in {"attr", "acomp", "oprd", "dobj", "conj"}:
            return [t for t in self.syntax.arguments(state.head).subjects if t.i != state.i]
        return [state.head] if state.dep_ in {"amod", "appos"} else []

    def _spoken_for(self, filler: Token) -> Iterator[Token]:
        """Who claims a deed through ``filler``: "a spokesman for X", "a caller" for nobody."""
        if filler.lemma_.lower() not in self.rules.syntax["voices"]:
            yield filler
            return
        for child in self.reading.children(filler):
            if child.dep_ == "prep" and child.lower_ in {"for", "of", "from"}:
                yield from self.objects(child)

    def _of_adjective(self, trigger: Trigger) -> Iterator[tuple[str, Token]]:
        """ "was found dead", "left two dead": the one of whom it is said."""
        if trigger.nominal:
            yield from (("patient", name) for name in self.identified(trigger.token))
            return
        own = [c for c in self.reading.children(trigger.token) if c.dep_ == "nsubj"]
        if own:
            for token in own:
                for part in conjuncts(self.reading, token):
                    yield "patient", part
            return
        arguments = self.syntax.arguments(trigger.clause)
        for token in arguments.objects or arguments.subjects:
            yield "patient", token

    def identified(self, token: Token, *, named: bool = True) -> Iterator[Token]:
        """Who ``token`` is said to be: "the dead were X and Y", "the five who vanished are", "named as X"."""
        for child in self.reading.children(token):
            if (
                child.dep_ == "acl"
                and child.tag_ == "VBN"
                and child.lemma_.lower() in self.rules.syntax["calling"]
            ):
                yield from self._named_as(child)
        verb = token.head.head if token.dep_ == "pobj" else token.head
        among = token.dep_ == "pobj" and token.head.lower_ == "among"
        if not (among or token.dep_ in _SUBJECTS) or (
            verb.lemma_.lower() not in self.rules.syntax["identifying"]
        ):
            return
        for child in self.reading.children(verb):
            told = child.dep_ in {"attr", "oprd", "dobj"} or (among and child.dep_ == "nsubj")
            if told and child.i != token.i:
                yield from self._people(child) if named else conjuncts(self.reading, child)
        yield from self._named_as(verb)

    def _named_as(self, verb: Token) -> Iterator[Token]:
        """The names in "identified as X and Y"."""
        for child in self.reading.children(verb):
            if child.lower_ == "as" and child.dep_ == "prep":
                for grandchild in self.reading.children(child):
                    yield from self._people(grandchild)

    def _people(self, token: Token) -> Iterator[Token]:
        """``token`` and what is coordinated with it, where it is somebody's name."""
        for part in conjuncts(self.reading, token):
            mention = self.reading.mention_at(part)
            if (
                mention is not None
                and mention.type == EntityType.PERSON
                and (mention.kind == MentionKind.NAME or self._apposed_name(part))
            ):
                yield part

    def _apposed_name(self, token: Token) -> bool:
        below = [token]
        for child in self.reading.children(token):  # "the mayor of X, NAME": the parse may hang it on X
            if child.lower_ == "of":
                below.extend(self.reading.children(child))
        return any(
            c.dep_ == "appos" and c.pos_ == "PROPN" for each in below for c in self.reading.children(each)
        )

    def _aboard(self, token: Token) -> Iterator[tuple[str, Token]]:
        """ "a bus with twelve miners was blown up": they suffer it too."""
        for child in self.reading.children(token):
            if child.lower_ in self.rules.syntax["with_people"]:
                for obj in self.objects(child):
                    if self.sorts.is_a(obj, self._person):
                        yield "patient", obj

    def _aimed_at(self, weapon: Token) -> Iterator[tuple[str, Token]]:
        """ "launched rockets against X": the parser may hang the target on the weapon."""
        for child in self.reading.children(weapon):
            if child.lower_ in {"against", "at", "on", "toward", "towards", "into"}:
                yield from (("patient", obj) for obj in self.objects(child))

    def _included(self, token: Token, role: str) -> Iterator[tuple[str, Token]]:
        """ "killed five people, including the mayor": he suffered it too."""
        for child in self.reading.children(token):
            if child.lower_ == "including":
                yield from ((role, obj) for obj in self.objects(child))
            elif child.dep_ == "appos" and child.i > token.i and token.tag_ == "NNS":
                yield from ((role, part) for part in self._listed(child))

    def _listed(self, token: Token) -> Iterator[Token]:
        """Those a list names after a colon: "four people: a judge, his wife and two guards"."""
        for part in conjuncts(self.reading, token):
            if self.sorts.is_a(part, self._person):
                yield part

    def objects(self, preposition: Token) -> Iterator[Token]:
        """What follows ``preposition``, coordination included."""
        for child in self.reading.children(preposition):
            if child.dep_ == "pobj":
                for token in conjuncts(self.reading, child):
                    yield self._behind(token)

    def _behind(self, token: Token) -> Token:
        """The thing in "in front of the thing"."""
        if token.lower_ in self.rules.syntax["fronts"]:
            for child in self.reading.children(token):
                if child.lower_ == "of":
                    for obj in self.reading.children(child):
                        return obj
        return token

"""Find the words that name events, by sense: what stands beside a verb or noun decides what it means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from nlp.extract.reading import Reading
from nlp.extract.syntax import Arguments, Syntax
from nlp.rules.events import Condition, EventRules, EventType, Pattern, WordClass

_PARTITIVES = frozenset(
    ["group", "number", "dozen", "hundred", "thousand", "score", "lot", "majority", "rest", "pair", "couple", "one", "some", "most", "many", "all", "several", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "series", "member", "type", "part", "each", "any", "none"]
)
_NOT_EVENTS = frozenset({"amod", "compound", "aux", "auxpass", "prep", "nmod", "mark", "cc", "det", "case"})
_PREFIXES = frozenset({"de", "anti", "non", "counter", "pre", "post", "pro"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event.

    ``clause`` is the verb whose adverbials are the event's: the trigger itself for a verb, the light verb
    for "carried out an attack", the noun itself for a noun that stands alone. ``light`` tells what the
    clause does for a noun ("agent", "patient", "occur") or is "". ``end`` is the last token of its text.
    """

    token: Token
    end: Token
    type: EventType
    clause: Token
    rule: str
    light: str = ""
    nominal: bool = False
    generic: bool = False

    @property
    def plural(self) -> bool:
        """Whether a noun names several events."""
        return self.nominal and self.token.tag_ in {"NNS", "NNPS"}

    @property
    def habitual(self) -> bool:
        """Whether a verb is in the simple present, which tells what is usual rather than one event."""
        return self.clause.tag_ in {"VBZ", "VBP"} and self.clause.pos_ == "VERB"

    @property
    def definite(self) -> bool:
        """Whether a noun points back: "the attack", "this incident"."""
        return self.nominal and any(
            child.dep_ == "det" and child.lower_ in _DEFINITE for child in self.token.lefts
        )


class TriggerFinder:
    """Finds the triggers of one reading."""

    def __init__(self, reading: Reading, syntax: Syntax, rules: EventRules) -> None:
        self.reading = reading
        self.syntax = syntax
        self.rules = rules
        self._consumed: set[int] = set()

    def find(self) -> list[Trigger]:
        """All triggers in reading order."""
        rules, found = self.rules, []
        nouns: list[tuple[Token, tuple[Pattern, ...]]] = []
        for token in self.reading.doc:
            pos = token.pos_
            if pos == "VERB":
                if token.dep_ in _NOT_EVENTS or token.is_space:
                    continue
                trigger = self._verb(token)
                if trigger is not None:
                    found.append(trigger)
            elif pos in {"NOUN", "PROPN"}:
                lemma = token.lemma_.lower()
                patterns = rules.nouns.get(lemma, ())
                if (patterns or lemma in rules.generic) and token.dep_ not in _NOT_EVENTS:
                    nouns.append((token, patterns))
            elif (
                pos == "ADJ" and token.lower_ in rules.adjectives and token.dep_ in {"acomp", "oprd", "ccomp"}
            ):
                found.append(self._adjective(token))
        for token, patterns in nouns:
            trigger = self._noun(token, patterns)
            if trigger is not None:
                if trigger.light:
                    found = [t for t in found if t.token.i != trigger.clause.i or _is_full(t)]
                found.append(trigger)
        taken = {t.clause.i for t in found if t.light not in {"", "adjective"}}
        return sorted(
            (t for t in found if t.token.i not in self._consumed or t.token.i in taken),
            key=lambda t: t.token.i,
        )

    # ------------------------------------------------------------------ verbs
    def _verb(self, token: Token) -> Trigger | None:
        patterns = self.rules.verbs.get(token.lemma_.lower())
        if patterns:
            arguments = self.syntax.arguments(token)
            for pattern in patterns:
                end = self._fits_verb(token, pattern, arguments)
                if end is not None:
                    self._consumed.update(
                        child.i for word in pattern.words if (child := self._beside(token, word)) is not None
                    )
                    return Trigger(
                        token=token,
                        end=end,
                        type=self.rules.types[pattern.type],
                        clause=token,
                        rule=f"{pattern.type}: {pattern.source}",
                    )
        if token.lemma_.lower() in self.rules.light and self._lends(token):
            return None
        if self._carries(token):
            return None
        return Trigger(
            token=token, end=token, type=self.rules.types["other"], clause=token, rule="other: predicate"
        )

    def _carries(self, verb: Token) -> bool:
        """Whether an untyped verb only leads to another event: "managed to get", "attacks aimed at"."""
        if verb.dep_ == "acl" and verb.head.lemma_.lower() in self.rules.nouns:
            return True
        return any(
            child.dep_ == "xcomp" and child.pos_ == "VERB" for child in self.reading.children(verb)
        )

    def _lends(self, verb: Token) -> bool:
        """Whether a light verb has an event noun to lend its clause to."""
        arguments = self.syntax.arguments(verb)
        return any(
            token.lemma_.lower() in self.rules.nouns and self.light_verb(token) is not None
            for token in (*arguments.objects, *arguments.subjects, *arguments.complements)
        )

    def is_consumed(self, token: Token) -> bool:
        """Whether ``token`` is part of another event's wording: "talks" in "hold talks"."""
        return token.i in self._consumed

    def _fits_verb(self, verb: Token, pattern: Pattern, arguments: Arguments) -> Token | None:
        """The last token of the trigger when ``pattern`` fits ``verb``, else None."""
        end, beside = verb, []
        for word in pattern.words:
            if word == "-":
                if arguments.objects and not arguments.passive:
                    return None
                continue
            child = self._beside(verb, word)
            if child is None:
                return None
            beside.append(child)
            if child.i > end.i and child.i - verb.i <= 2:
                end = child
        if pattern.before is not None and not any(
            self.fits(token, pattern.before) for token in arguments.subjects
        ):
            return None
        if pattern.after is not None:
            for token in self._after(arguments, beside):
                if self.fits(token, pattern.after):
                    lemma = token.lemma_.lower()
                    if lemma in pattern.after.lemmas and (pattern.words or lemma in self.rules.nouns):
                        self._consumed.add(token.i)
                    return end
            return None
        return end

    def _beside(self, verb: Token, word: str) -> Token | None:
        """The dependent of ``verb`` that is ``word``; "that" asks for a clause."""
        if word == "that":
            return next((c for c in self.reading.children(verb) if c.dep_ == "ccomp"), None)
        for child in self.reading.children(verb):
            if child.lower_ == word and child.dep_ not in {"aux", "auxpass", "mark", "cc"}:
                return child
        return None

    @staticmethod
    def _after(arguments: Arguments, beside: Iterable[Token]) -> Iterator[Token]:
        """What may fill the object of a pattern: what follows its words when one is a preposition."""
        words = [token.i for token in beside]
        tied = [obj for prep, obj in arguments.prepositions if prep.i in words]
        yield from tied
        if not tied:
            yield from arguments.objects
            yield from arguments.complements

    # ------------------------------------------------------------------ nouns and adjectives
    def _noun(self, token: Token, patterns: tuple[Pattern, ...]) -> Trigger | None:
        if token.i in self._consumed or self._prefixed(token):
            return None
        light, clause = self.light_verb(token) or ("", token)
        for pattern in patterns:
            if self._fits_noun(token, pattern):
                return Trigger(
                    token=token,
                    end=token,
                    type=self.rules.types[pattern.type],
                    clause=clause,
                    rule=f"{pattern.type}: {pattern.source}"
                    + (f" ({light} of {clause.lemma_})" if light else ""),
                    light=light,
                    nominal=True,
                )
        if token.lemma_.lower() in self.rules.generic:
            return Trigger(
                token=token,
                end=token,
                type=self.rules.types["other"],
                clause=clause,
                rule="points back: " + token.lemma_.lower(),
                light=light,
                nominal=True,
                generic=True,
            )
        return None

    def _prefixed(self, token: Token) -> bool:
        """Whether a prefix that the tokenizer cut off turns the noun round: "de-occupation"."""
        doc, i = self.reading.doc, token.i
        return i >= 2 and doc[i - 1].text == "-" and doc[i - 2].lower_ in _PREFIXES

    def _fits_noun(self, noun: Token, pattern: Pattern) -> bool:
        children = self.reading.children(noun)
        if pattern.before is not None and not any(
            child.dep_ in {"compound", "amod", "nmod", "poss"} and self.fits(child, pattern.before)
            for child in children
        ):
            return False
        for word in pattern.words:
            tied = [child for child in children if child.lower_ == word]
            if not tied:
                return False
            if pattern.after is not None and not any(
                self.fits(obj, pattern.after) for child in tied for obj in self.reading.children(child)
            ):
                return False
        return True

    def light_verb(self, noun: Token) -> tuple[str, Token] | None:
        """The light verb that ``noun`` depends on and what it does for it."""
        dep, verb = noun.dep_, noun.head
        for child in self.reading.children(noun):
            if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in self.rules.light:
                found = self._light_entry(child, noun)
                if found:
                    return found
        if dep == "pobj":
            verb = verb.head
        if verb.i == noun.i or verb.pos_ not in {"VERB", "AUX"}:
            return None
        return self._light_entry(verb, noun)

    def _light_entry(self, verb: Token, noun: Token) -> tuple[str, Token] | None:
        entries = self.rules.light.get(verb.lemma_.lower())
        if not entries:
            return None
        arguments = self.syntax.arguments(verb)
        as_object = noun in arguments.objects
        as_subject = noun in arguments.subjects or noun in arguments.complements
        for kind, words in entries:
            beside = [self._beside(verb, word) for word in words]
            if None in beside:
                continue
            tied = any(obj.i == noun.i and prep.lower_ in words for prep, obj in arguments.prepositions)
            if kind == "occur" and as_subject and (verb.lemma_ != "be" or self._exists(verb)):
                return kind, verb
            if kind in {"agent", "patient"} and (as_object or tied):
                return kind, verb
        return None

    def _exists(self, verb: Token) -> bool:
        """Whether "be" says that something is there: "there were clashes"."""
        return any(child.dep_ == "expl" for child in self.reading.children(verb))

    def _adjective(self, token: Token) -> Trigger:
        name = self.rules.adjectives[token.lower_]
        return Trigger(
            token=token,
            end=token,
            type=self.rules.types[name],
            clause=token.head if token.head.pos_ in {"VERB", "AUX"} else token,
            rule=f"{name}: {token.lower_}",
            light="adjective",
        )

    # ------------------------------------------------------------------ classes
    def fits(self, token: Token, condition: Condition) -> bool:
        """Whether ``token`` heads a phrase that is one of a condition's lemmas or classes."""
        lemma = token.lemma_.lower()
        if lemma in condition.lemmas or token.lower_ in condition.lemmas:
            return True
        return any(self.is_a(token, word_class) for word_class in condition.classes)

    def is_a(self, token: Token, word_class: WordClass) -> bool:
        """Whether ``token`` heads a phrase of ``word_class``, by its mention's type or by its lemma.

        Looks through quantities: "a group of soldiers" are soldiers.
        """
        mention = self.reading.mention_at(token)
        if mention is not None and mention.type in word_class.types:
            return True
        lemma = token.lemma_.lower()
        if lemma in word_class.nouns and (mention is None or not word_class.types or token.pos_ != "PROPN"):
            return True
        if lemma in _PARTITIVES:
            return any(
                self.is_a(obj, word_class)
                for child in self.reading.children(token)
                if child.lower_ == "of"
                for obj in self.reading.children(child)
            )
        return False


def _is_full(trigger: Trigger) -> bool:
    """Whether a verb means an event of its own and is no mere carrier of its noun's."""
    return trigger.type.name not in {"other", "statement"} and not trigger.nominal

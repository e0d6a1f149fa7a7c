"""Find the words that name events, by sense: what stands beside a verb or noun decides what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from spacy.tokens import Token

from nlp.extract.parse.arguments import Arguments, Syntax
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.parse.semantic_classes import Sorts
from nlp.extract.what.light_verbs import LightVerbs, beside, lemma_of
from nlp.rules.event_patterns import Pattern
from nlp.rules.event_rules import EventRules, EventType
from nlp.text.datelines import find_datelines
from nlp.text.parse_arrays import text_of

_OPEN = ("VERB", "NOUN", "PROPN")
_STOPS = frozenset({".", "!", "?", "”", '"'})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_NOT_EVENTS = frozenset({"amod", "compound", "aux", "auxpass", "prep", "nmod", "mark", "cc", "det", "case"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event.

    ``clause`` is the verb whose adverbials are the event's: the trigger itself for a verb, the light verb
    for "carried out an attack", the noun itself for a noun that stands alone. ``light`` tells what the
    clause does for a noun ("agent", "patient", "occur") or is "". ``end`` is the last token of its text;
    ``titled``: its sentence ends without a stop, as headlines do. ``generic`` nouns ("incident") name no
    type, ``definite`` ones ("the attack") may point back, ``plural`` ones name several.
    """

    token: Token
    end: Token
    type: EventType
    clause: Token
    rule: str
    light: str = ""
    nominal: bool = False
    generic: bool = False
    definite: bool = False
    plural: bool = False
    titled: bool = False

    @property
    def weak(self) -> bool:
        """Whether its type alone says little: it must name somebody, a place or a time to be worth a line."""
        return self.type.everyday

    @property
    def bare(self) -> bool:
        """Whether its own word alone gave its type, nothing beside it."""
        return " " not in self.rule.partition(": ")[2]

    @property
    def habitual(self) -> bool:
        """Whether a verb is in the simple present, which tells what is usual rather than one event."""
        return self.clause.tag_ in {"VBZ", "VBP"} and self.clause.pos_ == "VERB"


class TriggerFinder:
    """Finds the triggers of one reading."""

    def __init__(self, reading: ParsedDocument, syntax: Syntax, rules: EventRules) -> None:
        self.reading = reading
        self.syntax = syntax
        self.rules = rules
        self.sorts = Sorts(reading, rules)
        self.light = LightVerbs(reading, syntax, rules)
        self._consumed: set[int] = set()

    def find(self) -> list[Trigger]:
        """All triggers in reading order."""
        rules, found = self.rules, []
        nouns: list[tuple[Token, tuple[Pattern, ...]]] = []
        for token in self._candidates():
            pos = token.pos_
            if pos == "VERB":
                if token.dep_ == "amod" and (trigger := self._attribute(token)) is not None:
                    found.append(trigger)
                if self._is_gerund(token):
                    nouns.append((token, rules.nouns[token.lower_]))
                    continue
                if token.dep_ in _NOT_EVENTS or token.is_space or self._is_stative(token):
                    continue
                trigger = self._verb(token)
                if trigger is not None:
                    found.append(trigger)
            elif pos in {"NOUN", "PROPN"}:
                lemma = token.lemma_.lower()
                patterns = rules.nouns.get(lemma, ())
                points = lemma in rules.generic or lemma in rules.syntax["sufferers"]
                if (patterns or points) and token.dep_ not in _NOT_EVENTS:
                    nouns.append((token, patterns))
            if token.lower_ in rules.adjectives:
                if pos == "ADJ" and token.dep_ in {"acomp", "oprd", "ccomp"}:
                    found.append(self._adjective(token))
                elif pos == "ADJ" and token.dep_ == "amod" and self._are_people(token.head):
                    found.append(
                        replace(self._adjective(token), clause=token, nominal=True, light="attribute")
                    )
                elif self._is_people(token):
                    found.append(replace(self._adjective(token), clause=token, nominal=True))
        carriers: dict[int, list[Trigger]] = {}
        for token, patterns in nouns:
            trigger = self._noun(token, patterns)
            if trigger is not None:
                if trigger.light:
                    carriers.setdefault(trigger.clause.i, []).append(trigger)
                found.append(trigger)
        found = [t for t in found if all(_is_full(t, noun) for noun in carriers.get(t.token.i, ()))]
        verbs = {t.token.i: t.type.name for t in found if not t.nominal}
        found = [t for t in found if not (t.nominal and self._told_by_verb(t, verbs))]
        found = self._agree_on_senses(found)
        taken = {t.clause.i for t in found if t.light not in {"", "adjective"}}
        kept = (t for t in found if t.token.i not in self._consumed or t.token.i in taken)
        return sorted(map(self._title, kept), key=lambda t: t.token.i)

    def _title(self, trigger: Trigger) -> Trigger:
        stopped = self.reading.sent(trigger.token)[-1].text in _STOPS
        return trigger if stopped else replace(trigger, titled=True)

    def _agree_on_senses(self, found: list[Trigger]) -> list[Trigger]:
        """Nouns that nothing beside them decides, in the sense that the document decides on elsewhere.

        One sense per discourse (Gale, Church and Yarowsky 1992).
        """
        decided: dict[str, Counter[str]] = {}
        for trigger in found:
            lemma = trigger.token.lemma_.lower()
            if lemma in self.rules.syntax["ambiguous"] and not trigger.bare:
                decided.setdefault(lemma, Counter())[trigger.type.name] += 1
        if not decided:
            return found
        return [
            replace(t, type=self.rules.types[counts.most_common(1)[0][0]], rule=f"{t.rule}, as elsewhere")
            if t.bare and t.nominal and (counts := decided.get(t.token.lemma_.lower()))
            else t
            for t in found
        ]

    def _candidates(self) -> Iterator[Token]:
        """Verbs, nouns and the adjectives of the rules; datelines left out."""
        doc = self.reading.doc
        strings = doc.vocab.strings
        adjectives = [strings[word] for word in self.rules.adjectives if word in strings]
        marks = np.isin(doc.to_array("POS"), np.array([strings[name] for name in _OPEN], "uint64"))
        marks |= np.isin(doc.to_array("LOWER"), np.array(adjectives, "uint64"))
        datelines = find_datelines(text_of(doc))
        for index in np.flatnonzero(marks).tolist():
            token = doc[index]
            if not any(start <= token.idx < end for start, end in datelines):
                yield token

    @staticmethod
    def _told_by_verb(noun: Trigger, verbs: Mapping[int, str]) -> bool:
        """Whether a verb of the same type tells the noun's event: "a car bomb exploded"."""
        token = noun.token
        if noun.light == "occur":  # "a fire broke out"
            return verbs.get(noun.clause.i) == noun.type.name
        return token.dep_ in _ARGUMENTS and not noun.light and verbs.get(token.head.i) == noun.type.name

    # ------------------------------------------------------------------ verbs
    def _verb(self, token: Token) -> Trigger | None:
        patterns = self.rules.verbs.get(lemma_of(token, self.rules.verbs))
        if patterns:
            arguments = self.syntax.arguments(token)
            for pattern in patterns:
                end = self._fits_verb(token, pattern, arguments)
                if end is not None:
                    self._consumed.update(
                        child.i
                        for word in pattern.words
                        if word != "that" and (child := beside(self.reading, token, word)) is not None
                    )
                    return Trigger(
                        token=token,
                        end=end,
                        type=self.rules.types[pattern.type],
                        clause=token,
                        rule=f"{pattern.type}: {pattern.source}",
                    )
        if lemma_of(token, self.rules.light) in self.rules.light and self.light.lends(token):
            return None
        if self._carries(token) or token.lemma_.lower() in self.rules.syntax["states"]:
            return None
        return Trigger(
            token=token, end=token, type=self.rules.types["other"], clause=token, rule="other: predicate"
        )

    def _is_gerund(self, token: Token) -> bool:
        """Whether a form that the tagger took for a verb is a noun: "shelling was reported"."""
        return (
            token.tag_ == "VBG"
            and token.dep_ in {"nsubj", "nsubjpass"}
            and token.lower_ in self.rules.nouns
            and not any(c.dep_ in {"dobj", "aux"} for c in self.reading.children(token))
        )

    def _attribute(self, token: Token) -> Trigger | None:
        """ "killed soldiers": what befell those whom the noun names."""
        if token.tag_ != "VBN" or token.head.pos_ not in {"NOUN", "PROPN"}:
            return None
        for pattern in self.rules.verbs.get(lemma_of(token, self.rules.verbs), ()):
            kind = self.rules.types[pattern.type]
            if not pattern.words and kind.unit is not None and kind.family == "life":
                return Trigger(
                    token=token,
                    end=token,
                    type=kind,
                    clause=token,
                    rule=f"{pattern.type}: {pattern.source} of a noun",
                    light="attribute",
                    nominal=True,
                    definite=self._is_definite(token.head),
                    plural=token.head.tag_ in {"NNS", "NNPS"},
                )
        return None

    def _is_stative(self, verb: Token) -> bool:
        """Whether a participle only says where its noun is: "a school located in Orsk"."""
        if verb.tag_ != "VBN" or verb.lemma_.lower() not in self.rules.syntax["statives"]:
            return False
        children = self.reading.children(verb)
        if any(c.dep_ == "agent" for c in children):
            return False
        present = any(c.dep_ == "auxpass" and c.tag_ in {"VBZ", "VBP"} for c in children)
        return verb.dep_ in {"acl", "advcl"} or present

    def _is_people(self, adjective: Token) -> bool:
        """Whether an adjective stands for people, of whom it is told who they are: "the dead were X"."""
        return adjective.dep_ in {"nsubj", "nsubjpass", "pobj"} and any(
            c.dep_ == "det" for c in self.reading.children(adjective)
        )

    def _are_people(self, noun: Token) -> bool:
        """Whether a noun names people: "slain fighters", and no "dead end"."""
        return noun.tag_ in {"NNS", "NNPS"} and self.sorts.is_a(noun, self.rules.classes["person"])

    def _carries(self, verb: Token) -> bool:
        """Whether an untyped verb only leads to another event: "managed to get", "attacks aimed at"."""
        if verb.dep_ == "acl" and verb.head.lemma_.lower() in self.rules.nouns:
            return True
        return any(child.dep_ == "xcomp" and child.pos_ == "VERB" for child in self.reading.children(verb))

    def is_consumed(self, token: Token) -> bool:
        """Whether ``token`` is part of another event's wording: "talks" in "hold talks"."""
        return token.i in self._consumed

    def _fits_verb(self, verb: Token, pattern: Pattern, arguments: Arguments) -> Token | None:
        """The last token of the trigger when ``pattern`` fits ``verb``, else None."""
        end, found = verb, []
        for word in pattern.words:
            if word in {"-", "+"}:
                if bool(arguments.objects) != (word == "+"):
                    return None
                continue
            child = beside(self.reading, verb, word)
            if child is None:
                return None
            found.append(child)
            if word != "that" and child.i > end.i and child.i - verb.i <= 2:
                end = child
        if pattern.before is not None:
            doers = arguments.subjects or [t for by, t in arguments.prepositions if by.lower_ == "by"]
            if not any(self.sorts.fits(token, pattern.before) for token in doers):
                return None
        if pattern.whom is not None and not any(
            self.sorts.fits(token, pattern.whom) for token in arguments.objects
        ):
            return None
        if pattern.after is not None:
            for token in self._after(arguments, found):
                if self.sorts.fits(token, pattern.after):
                    lemma = token.lemma_.lower()
                    worded = lemma in pattern.after.lemmas or not any(c.types for c in pattern.after.classes)
                    if worded and (pattern.words or lemma in self.rules.nouns):
                        self._consumed.add(token.i)
                    return end
            return None
        return end

    @staticmethod
    def _after(arguments: Arguments, beside: Iterable[Token]) -> Iterator[Token]:
        """What may fill the object of a pattern: what follows its words when one is a preposition."""
        words = [token.i for token in beside]
        tied = [obj for prep, obj in arguments.prepositions if prep.i in words or prep.head.i in words]
        yield from tied
        if not tied:
            yield from arguments.objects
            yield from arguments.complements

    # ------------------------------------------------------------------ nouns and adjectives
    def _noun(self, token: Token, patterns: tuple[Pattern, ...]) -> Trigger | None:
        if token.i in self._consumed or self._prefixed(token):
            return None
        light, clause = self.light.of(token) or ("", token)
        for pattern in patterns:
            if self._fits_noun(token, pattern, light, clause):
                return Trigger(
                    token=token,
                    end=token,
                    type=self.rules.types[pattern.type],
                    clause=clause,
                    rule=f"{pattern.type}: {pattern.source}"
                    + (f" ({light} of {clause.lemma_})" if light else ""),
                    light=light,
                    nominal=True,
                    definite=self._is_definite(token),
                    plural=self._is_plural(token),
                )
        lemma = token.lemma_.lower()
        sufferers = lemma in self.rules.syntax["sufferers"]
        if lemma in self.rules.generic or sufferers:
            return Trigger(
                token=token,
                end=token,
                type=self.rules.types["other"],
                clause=token if sufferers else clause,
                rule="points back: " + lemma,
                light="" if sufferers else light,
                nominal=True,
                generic=True,
                definite=self._is_definite(token),
                plural=not sufferers and self._is_plural(token),
            )
        return None

    def _is_plural(self, noun: Token) -> bool:
        """Whether a noun names several events; "one of the attacks" is one."""
        return noun.tag_ in {"NNS", "NNPS"} and self.light.whole(noun).lower_ != "one"

    def _is_definite(self, noun: Token) -> bool:
        """Whether a noun points back: "the attack", "this incident"."""
        return any(
            child.dep_ == "det" and child.lower_ in self.rules.syntax["definite"]
            for child in self.reading.children(noun)
        )

    def _prefixed(self, token: Token) -> bool:
        """Whether a prefix that the tokenizer cut off turns the noun round: "de-occupation"."""
        doc, i = self.reading.doc, token.i
        return i >= 2 and doc[i - 1].text == "-" and doc[i - 2].lower_ in self.rules.syntax["prefixes"]

    def _fits_noun(self, noun: Token, pattern: Pattern, light: str, clause: Token) -> bool:
        children = self.reading.children(noun)
        if pattern.before is not None:
            before = [c for c in children if c.dep_ in {"compound", "amod", "nmod", "poss"}]
            if light == "agent":  # "aircraft carried out strikes": who does it tells what it is
                before += self.syntax.arguments(clause).subjects
            elif noun.dep_ == "nsubj" and noun.head.pos_ == "VERB":  # "the strikes killed two": what they did
                before.append(noun.head)
            if not any(self.sorts.fits(token, pattern.before) for token in before):
                return False
        for word in pattern.words:
            tied = [child for child in children if child.lower_ == word]
            if not tied:
                return False
            if pattern.after is not None and not any(
                self.sorts.fits(obj, pattern.after) for child in tied for obj in self.reading.children(child)
            ):
                return False
        return True

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


def _is_full(verb: Trigger, noun: Trigger) -> bool:
    """Whether a verb means an event of its own and is no mere carrier of its noun's.

    One that only lends the noun its doer ("launched the attack") and needs nothing else beside it is none.
    """
    if noun.light == "agent" and "(" not in verb.rule and noun.type.family in {"conflict", "life"}:
        return False
    if noun.light and verb.bare and verb.weak:
        return False
    families = {noun.type.family, verb.type.family}
    if noun.light == "occur" and noun.type != verb.type and families <= {"conflict", "disaster"}:
        return False  # "an explosion hit the port" is one event
    return verb.type.name not in {"other", "statement"} and not verb.nominal

"""Verbs that lend a noun their clause: "carried out an attack", "suffered injuries"."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Token

from nlp.extract.parse.arguments import Syntax
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.rules.event_rules import EventRules


class LightVerbs:
    """Finds the light verbs of one reading."""

    def __init__(self, reading: ParsedDocument, syntax: Syntax, rules: EventRules) -> None:
        self.reading = reading
        self.syntax = syntax
        self.rules = rules

    def of(self, noun: Token) -> tuple[str, Token] | None:
        """The light verb that ``noun`` depends on and what it does for it."""
        whole = self.whole(noun)
        dep, verb = whole.dep_, whole.head
        for child in self.reading.children(noun):
            if child.dep_ in {"acl", "relcl"} and lemma_of(child, self.rules.light) in self.rules.light:
                found = self._light_entry(child, noun)
                if found:
                    return found
        if dep == "pobj":
            verb = verb.head
        if verb.i == whole.i or verb.pos_ not in {"VERB", "AUX"}:
            return None
        return self._light_entry(verb, whole)

    def whole(self, noun: Token) -> Token:
        """The head of a quantity of which ``noun`` is told: "one" in "one of the attacks"."""
        above = noun.head
        told = noun.dep_ == "pobj" and above.lower_ == "of" and above.head.i != above.i
        partitive = told and above.head.lemma_.lower() in self.rules.syntax["partitives"]
        return above.head if partitive else noun

    def _light_entry(self, verb: Token, noun: Token) -> tuple[str, Token] | None:
        entries = self.rules.light.get(lemma_of(verb, self.rules.light))
        if not entries:
            return None
        arguments = self.syntax.arguments(verb)
        as_object = noun in arguments.objects
        as_subject = noun in arguments.subjects or noun in arguments.complements
        for kind, words in entries:
            words_beside = [beside(self.reading, verb, word) for word in words]
            if None in words_beside:
                continue
            tied = any(obj.i == noun.i and prep.lower_ in words for prep, obj in arguments.prepositions)
            if kind == "occur" and as_subject and (verb.lemma_ != "be" or self._exists(verb)):
                return kind, verb
            if kind in {"agent", "patient"} and (as_object or tied):
                return kind, verb
            if kind == "told" and arguments.passive and as_object:
                return kind, verb
        return None

    def _exists(self, verb: Token) -> bool:
        """Whether "be" says that something is there: "there were clashes"."""
        return any(child.dep_ == "expl" for child in self.reading.children(verb))

    def lends(self, verb: Token) -> bool:
        """Whether a light verb has an event noun to lend its clause to."""
        arguments = self.syntax.arguments(verb)
        return any(
            part.lemma_.lower() in self.rules.nouns and self.of(part) is not None
            for token in (*arguments.objects, *arguments.subjects, *arguments.complements)
            for part in (token, *self._parts(token))
        )

    def _parts(self, token: Token) -> list[Token]:
        """What a quantity is of: "attacks" in "a series of attacks"."""
        if token.lemma_.lower() not in self.rules.syntax["partitives"]:
            return []
        return [
            obj
            for child in self.reading.children(token)
            if child.lower_ == "of"
            for obj in self.reading.children(child)
        ]


def lemma_of(verb: Token, known: Container[str]) -> str:
    """The lemma, mended where the tagger cut a letter too many: "fined" is "fine", "staging" "stage"."""
    lemma, form = verb.lemma_.lower(), verb.lower_
    if lemma in known:
        return lemma
    if form.endswith("ed") and form[:-1] in known:
        return form[:-1]
    if form.endswith("ing") and form[:-3] + "e" in known:
        return form[:-3] + "e"
    if form.endswith("ed") and form[-3:-2] == form[-4:-3] and form[:-3] in known:
        return form[:-3]
    return lemma


def beside(reading: ParsedDocument, verb: Token, word: str) -> Token | None:
    """The dependent of ``verb`` that is ``word``; "that" asks for a clause."""
    if word == "that":
        return next((c for c in reading.children(verb) if c.dep_ == "ccomp"), None)
    for child in reading.children(verb):
        if child.lower_ == word and child.dep_ not in {"aux", "auxpass", "mark", "cc"}:
            return child
        if word == "not" and child.dep_ in {"acomp", "oprd", "ccomp"}:  # "found not guilty"
            for inner in reading.children(child):
                if inner.dep_ == "neg":
                    return inner
    return None

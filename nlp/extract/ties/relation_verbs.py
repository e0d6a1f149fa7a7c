"""Verbs that state a relation, in all their wordings: who stands on either side.

"X owns Y", "Y is owned by X", "Y, owned by X", "X, who owns Y", "X holds a stake in Y", "X sits on the board
of Y", "X founded Y with Z".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Token

from nlp.extract.parse.arguments import Arguments, Syntax
from nlp.extract.ties.relation_rules import RoleRule
from nlp.extract.ties.sides import Sides
from nlp.records import Mention

_MODIFIER_OF = frozenset({"npadvmod", "compound", "nmod", "nsubj"})


class Tie(NamedTuple):
    """A relation as read: its rule, and the mentions that bear it and stand on its other side."""

    rule: RoleRule
    holder: Mention
    target: Mention


class VerbReader:
    """Reads the verbs of one document."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.syntax = Syntax(sides.reading)

    def read(self, verb: Token, rules: Sequence[RoleRule]) -> Iterator[Tie]:
        """The relations of a verb by the first of its rules that fits."""
        clause = verb.head if verb.dep_ == "acomp" else verb
        if (
            verb.i + 1 < len(verb.doc)
            and verb.lemma_ == "head"
            and verb.nbor().pos_ in {"ADP", "ADV", "PART"}
        ):
            return  # "heads down the lane", "heads to"
        arguments = self.syntax.arguments(clause)
        if verb.i != clause.i:  # "is married to": the preposition is the adjective's
            own = self.syntax.arguments(verb)
            arguments = Arguments(
                surface=arguments.surface, subjects=arguments.subjects, prepositions=own.prepositions
            )
        if not arguments.surface and not arguments.passive:
            arguments = replace(arguments, subjects=_before_prefix(verb))
        arguments = self._through_share(verb, arguments)
        for rule in rules:
            found = list(self._by(rule, arguments))
            if found:
                yield from found
                return

    def _through_share(self, verb: Token, arguments: Arguments) -> Arguments:
        """Of "Y is 40 percent owned by X", where the parser makes Y 40 percent: what is owned is Y."""
        share, above = verb.head, verb.head.head
        if (
            share.lemma_.lower() not in self.sides.roles.quantities
            or share.i > verb.i
            or above.lemma_ != "be"
        ):
            return arguments
        owned = [
            token for child in above.lefts if child.dep_ == "nsubj" for token in (child, *child.conjuncts)
        ]
        return replace(arguments, passive=True, objects=owned, surface=owned) if owned else arguments

    def read_modifier(self, word: Token, rules: Sequence[RoleRule]) -> Iterator[Tie]:
        """ "Kyiv-based Volta", "Iran-backed Hezbollah", "the Rozin-owned bank Lexon"."""
        if word.dep_ != "amod":
            return
        thing = self.sides.at(word.head)
        for child in word.children:
            if child.dep_ not in _MODIFIER_OF or child.i > word.i or thing is None:
                continue
            holder = self.sides.at(child)
            for rule in rules:
                fits = holder is not None and holder.type in rule.holder and thing.type in rule.target
                if fits and holder is not None and holder.chain != thing.chain:
                    yield Tie(rule, holder, thing)
                    return

    def _by(self, rule: RoleRule, arguments: Arguments) -> Iterator[Tie]:
        targets = [m for token in self._targets(rule, arguments) for m in self.sides.reach(token, rule)]
        targets = targets or list(self._beside_noun(rule, arguments))
        for holder in self._mentions(self._holders(rule, arguments), rule):
            for target in targets:
                if target.chain != holder.chain:
                    yield Tie(rule, holder, target)

    def _beside_noun(self, rule: RoleRule, arguments: Arguments) -> Iterator[Mention]:
        """Of "holds a stake in Y" the side that the parser hangs on the verb."""
        if any(token.lemma_.lower() in rule.nouns for token in self._targets(rule, arguments)):
            for prep, held in arguments.prepositions:
                if prep.lower_ in rule.noun_preps:
                    yield from self.sides.reach(held, rule, depth=1)

    def _mentions(self, tokens: Sequence[Token], rule: RoleRule) -> Iterator[Mention]:
        for token in tokens:
            found = self.sides.known(token)
            if found is not None and found.type in rule.holder:
                yield found

    def _holders(self, rule: RoleRule, arguments: Arguments) -> list[Token]:
        if rule.preps and not arguments.passive:  # "X sits on", but "the firm named X to"
            found = arguments.objects or arguments.subjects or arguments.surface
        elif rule.preps:
            found = arguments.objects
        elif arguments.passive:
            found = [held for prep, held in arguments.prepositions if prep.lower_ == "by"]
        else:
            found = arguments.subjects
        partners = [held for prep, held in arguments.prepositions if prep.lower_ in {"with", "alongside"}]
        return [*found, *(partners if rule.together else ())]

    def _targets(self, rule: RoleRule, arguments: Arguments) -> list[Token]:
        if rule.preps:
            return [held for prep, held in arguments.prepositions if prep.lower_ in rule.preps]
        return arguments.objects


def _before_prefix(verb: Token) -> list[Token]:
    """The subject of "X co-founded Y", which the parser hangs on the prefix."""
    if verb.i < 2 or verb.nbor(-1).text != "-" or verb.nbor(-2).lower_ != "co":
        return []
    prefix = verb.nbor(-2)
    return [
        child for child in prefix.children if child.i < prefix.i and child.pos_ in {"PROPN", "NOUN", "PRON"}
    ]

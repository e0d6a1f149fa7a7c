"""The logical subjects and objects of predicates, read off the parse.

Undoes passive, relative clauses, control and raising, coordination and apposition, after the ClearNLP
dependency labels of spaCy's English pipelines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from nlp.extract.parse.parsed_document import ParsedDocument

_SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "csubjpass"})
_RELATIVE = frozenset({"WDT", "WP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
_OBJECT_CONTROL = frozenset({"as", "of", "from", "for", "with", "in", "into"})
_DOUBLE = frozenset({"from", "out", "off", "up", "down", "over", "in"})
_DEPTH = 6


@dataclass(slots=True)
class Arguments:
    """Logical arguments of a verb: who acts, what is acted on, whom by-phrases name, and its prepositions.

    ``surface`` is the grammatical subject, which a coordinated or controlled verb shares.
    """

    passive: bool = False
    surface: list[Token] = field(default_factory=list)
    subjects: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    datives: list[Token] = field(default_factory=list)
    complements: list[Token] = field(default_factory=list)
    prepositions: list[tuple[Token, Token]] = field(default_factory=list)


def conjuncts(reading: ParsedDocument, token: Token) -> Iterator[Token]:
    """``token`` and all that is coordinated with it."""
    yield token
    for child in reading.children(token):
        if child.dep_ == "conj" and child.pos_ in _NOMINAL and not _excepted(reading, child):
            yield from conjuncts(reading, child)


def _excepted(reading: ParsedDocument, token: Token) -> bool:
    """Whether a coordination leaves ``token`` out: "the port but not the airport"."""
    before = reading.doc[token.left_edge.i - 1] if token.left_edge.i else token
    return before.lower_ == "not" or any(c.dep_ == "neg" for c in reading.children(token))


class Syntax:
    """The arguments of each verb of a reading, worked out once when first asked for."""

    def __init__(
        self,
        reading: ParsedDocument,
        charges: frozenset[str] = frozenset(),
        object_control: frozenset[str] = frozenset(),
    ) -> None:
        self.reading = reading
        self._charges = charges
        self._object_control = object_control
        self._known: dict[int, Arguments] = {}

    def arguments(self, verb: Token, depth: int = 0) -> Arguments:
        """The logical arguments of ``verb``."""
        known = self._known.get(verb.i)
        if known is None:
            known = self._read(verb, depth)
            self._known[verb.i] = known
        return known

    def _read(self, verb: Token, depth: int) -> Arguments:
        found = Arguments()
        own_aux = False
        for child in self.reading.children(verb):
            dep = child.dep_
            if dep in _SUBJECTS:
                found.surface.extend(conjuncts(self.reading, self._antecedent(child, verb)))
                found.passive |= dep.endswith("pass")
            elif dep == "auxpass":
                found.passive = own_aux = True
            elif dep == "aux":
                own_aux = True
            elif dep == "dobj":
                found.objects.extend(conjuncts(self.reading, self._antecedent(child, verb)))
            elif dep == "dative":
                if child.pos_ == "ADP":
                    found.prepositions.extend(self._objects_of(child, verb))
                else:
                    found.datives.extend(conjuncts(self.reading, child))
            elif dep in {"attr", "oprd", "acomp"}:
                found.complements.append(child)
            elif dep == "ccomp" and child.pos_ == "ADJ":  # "found X not guilty"
                found.complements.append(child)
                for inner in self.reading.children(child):
                    if inner.dep_ == "nsubj":
                        found.objects.extend(conjuncts(self.reading, inner))
            elif dep in {"prep", "agent"}:
                found.prepositions.extend(self._objects_of(child, verb))
        if not found.surface and depth < _DEPTH:
            self._share(verb, found, own_aux, depth)
        if found.passive:
            found.objects = [*found.surface, *found.objects]
        else:
            found.subjects = found.surface
        if not found.objects and not found.passive:
            controlled = self._leads(verb) and verb.lemma_.lower() not in self._object_control
            if verb.dep_ == "relcl" and verb.head not in found.surface and not self._adverbial(verb):
                found.objects = [] if controlled else [verb.head]
            elif verb.dep_ == "xcomp" and verb.head.dep_ == "relcl" and self._missing(verb, found):
                found.objects = [verb.head.head]
            else:
                self._borrow_object(verb, found)
        return found

    def _leads(self, verb: Token) -> bool:
        """Whether a verb only leads to an infinitive: "the bill that he plans to sign"."""
        return any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in self.reading.children(verb))

    def _missing(self, verb: Token, found: Arguments) -> bool:
        """Whether the noun of a relative clause is what its infinitive lacks: "a bill he plans to block"."""
        above = verb.head
        return (
            verb.tag_ == "VB"
            and above.head not in found.surface
            and above.lemma_.lower() not in self._object_control
            and not self._adverbial(above)
        )

    def _objects_of(self, preposition: Token, verb: Token) -> Iterator[tuple[Token, Token]]:
        """(preposition, object) pairs, through "from among" and coordination."""
        for child in self.reading.children(preposition):
            if child.dep_ in {"pobj", "pcomp"} and child.pos_ in _NOMINAL:
                for part in conjuncts(self.reading, self._antecedent(child, verb)):
                    yield preposition, part
            elif (child.dep_ == "prep" and preposition.lower_ in _DOUBLE) or (
                child.dep_ == "conj" and child.pos_ == "ADP"
            ):
                yield from self._objects_of(child, verb)

    def _antecedent(self, token: Token, verb: Token) -> Token:
        """What a relative pronoun stands for."""
        if token.tag_ not in _RELATIVE:
            return token
        while verb.dep_ in {"conj", "xcomp", "ccomp"} and verb.head.i != verb.i:
            verb = verb.head
        return verb.head if verb.dep_ == "relcl" else token

    def _share(self, verb: Token, found: Arguments, own_aux: bool, depth: int) -> None:
        """Find the subject of a verb that has none of its own."""
        dep, head = verb.dep_, verb.head
        participle = verb.tag_ == "VBN" and not own_aux
        if head.i == verb.i:
            return
        if dep == "acl":
            if participle:
                found.passive = True
                found.surface = list(conjuncts(self.reading, head))
            elif verb.tag_ == "VBG":
                found.surface = list(conjuncts(self.reading, head))
        elif dep == "pcomp" and head.head.i != head.i and head.head.pos_ in {"VERB", "AUX"}:
            above = self.arguments(head.head, depth + 1)
            controlled = head.lower_ in _OBJECT_CONTROL and above.objects
            unnamed = head.lower_ == "by" and above.passive  # "can be avoided by offering": by whom is open
            found.surface = [] if unnamed else above.objects if controlled else above.surface
        elif dep == "pcomp" and head.head.pos_ in {"NOUN", "ADJ", "PROPN"}:
            self._share_charge(head.head, found, depth)
        elif dep == "xcomp" and head.pos_ == "ADJ" and head.head.pos_ in {"VERB", "AUX"}:
            found.surface = self.arguments(head.head, depth + 1).surface
        elif head.pos_ not in {"VERB", "AUX"}:
            return
        elif dep == "conj":
            above = self.arguments(head, depth + 1)
            found.surface = above.surface
            found.passive = found.passive or (participle and above.passive)
        elif dep in {"xcomp", "ccomp", "oprd"} and (dep != "ccomp" or verb.tag_ in {"VB", "VBG", "VBN"}):
            above = self.arguments(head, depth + 1)
            found.surface = above.objects or above.datives or above.surface
            found.passive = found.passive or participle
        elif dep == "advcl" and verb.tag_ in {"VBG", "VBN", "VB"}:
            found.surface = self.arguments(head, depth + 1).surface
            found.passive = found.passive or participle

    def _share_charge(self, charge: Token, found: Arguments, depth: int) -> None:
        """ "claimed responsibility for killing", "is responsible for", "in connection with"."""
        if charge.pos_ == "PROPN" and charge.dep_ == "dobj":  # "accused X of killing": of verb, not of X
            found.surface = list(conjuncts(self.reading, charge))
            return
        if charge.pos_ != "ADJ" and charge.lemma_.lower() not in self._charges:
            return
        verb = charge.head.head if charge.dep_ == "pobj" else charge.head
        if verb.pos_ in {"VERB", "AUX"} and charge.dep_ in {"dobj", "acomp", "attr", "oprd", "pobj"}:
            above = self.arguments(verb, depth + 1)
            found.surface = above.objects if charge.dep_ in {"oprd", "pobj"} else above.surface
        elif charge.pos_ == "ADJ" and charge.dep_ == "amod":
            found.surface = [charge.head]

    def _adverbial(self, verb: Token) -> bool:
        """Whether a relative clause says where, when or in which: its head is no object."""
        return any(
            child.tag_ == "WRB" or (child.dep_ == "prep" and any(g.tag_ in _RELATIVE for g in child.subtree))
            for child in self.reading.children(verb)
        )

    def _borrow_object(self, verb: Token, found: Arguments) -> None:
        """ "attacked and killed the mayor": the parser hangs the shared object on the last verb."""
        for child in self.reading.children(verb):
            if child.dep_ == "conj" and child.pos_ == "VERB" and 0 < child.i - verb.i <= 3:
                found.objects = [
                    part
                    for grandchild in self.reading.children(child)
                    if grandchild.dep_ == "dobj"
                    for part in conjuncts(self.reading, grandchild)
                ]

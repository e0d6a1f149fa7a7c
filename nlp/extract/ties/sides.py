"""The sides of a relation: which mentions a noun phrase stands for, and whom a possessive means."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.extract.parse.arguments import conjuncts
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.ties.relation_rules import RoleRule, Roles
from nlp.records import Mention, MentionKind

_INSIDE = frozenset({"compound", "nmod", "poss", "amod"})
_DEPTH = 3


class Sides:
    """Finds the sides of relations in one document. ``named``: its mentions by name, by their chain."""

    def __init__(self, reading: ParsedDocument, roles: Roles) -> None:
        self.reading = reading
        self.roles = roles
        self.named: dict[str, list[Mention]] = {}
        for mention in reading.mentions:
            if mention.kind is MentionKind.NAME:
                self.named.setdefault(mention.chain, []).append(mention)
        self._inside: set[int] = set()
        for mention in reading.mentions:
            if mention.kind is MentionKind.NAME and mention.type != "PERSON":
                span = reading.doc.char_span(mention.start, mention.end)
                self._inside.update(t.idx for t in span or () if t.idx != mention.head)

    def at(self, token: Token) -> Mention | None:
        """The mention headed by ``token``; of "his" in "A and his partner B", A."""
        if token.tag_ == "PRP$" and (owner := self._owner(token)) is not None:
            return owner
        return self.reading.mention_at(token, covering=False)

    def in_body(self, token: Token) -> bool:
        """Whether a word stands inside the name of something that is no person."""
        return token.idx in self._inside

    def known(self, token: Token) -> Mention | None:
        """The mention headed by ``token``, where its chain has a name."""
        found = self.at(token)
        return found if found is not None and found.chain in self.named else None

    def fits(self, mention: Mention | None, rule: RoleRule) -> bool:
        """Whether a mention can be the other side of a rule."""
        if mention is None or mention.type not in rule.target:
            return False
        if rule.public is None or mention.type != "ORG":
            return True
        name = max((m.name for m in self.named.get(mention.chain, [mention])), key=len)
        return self.roles.is_public(name) == rule.public

    def reach(self, token: Token, rule: RoleRule, *, depth: int = 0) -> Iterator[Mention]:
        """The other sides that ``token`` stands for or leads on to.

        Through quantities ("51 percent of Delta"), a body's organs ("the board of Delta"), the noun that a
        rule wants in their place ("a stake in Delta"), and the kind that stands beside a name ("the law firm
        Holt & Marsh").
        """
        lemma = token.lemma_.lower()
        if rule.nouns and not depth:
            if lemma in rule.nouns:
                yield from self._behind(token, rule, rule.noun_preps)
            return
        if lemma in self.roles.quantities and token.pos_ != "PROPN":
            yield from self._behind(token, rule, frozenset({"of"}) | rule.noun_preps)
            return
        found = self.known(token)
        if found is not None and self.fits(found, rule):
            yield found
            return
        if depth >= _DEPTH or token.pos_ not in {"NOUN", "PROPN"}:
            return
        beside = [child for child in self.reading.children(token) if child.dep_ == "appos"]
        if lemma in self.roles.kinds:
            beside += [child for child in self.reading.children(token) if child.dep_ in _INSIDE]
        for child in beside:
            other = self.known(child)
            if other is not None and other.kind is MentionKind.NAME and self.fits(other, rule):
                yield other
                return
        if lemma in self.roles.organs:
            yield from self._behind(token, rule, frozenset({"of", "at", "for"}), depth=depth)

    def _behind(
        self, noun: Token, rule: RoleRule, preps: frozenset[str], *, depth: int = 0
    ) -> Iterator[Mention]:
        for child in self.reading.children(noun):
            if child.dep_ == "prep" and child.lower_ in preps:
                for held in self.reading.children(child):
                    if held.dep_ == "pobj":
                        for part in conjuncts(self.reading, held):
                            yield from self.reach(part, rule, depth=depth + 1)
            elif child.dep_ in _INSIDE:
                found = self.known(child)
                if found is not None and self.fits(found, rule):
                    yield found

    def _body_of(self, person: Token) -> Mention | None:
        """The body that somebody's role, told beside the name, is of."""
        beside = [person.head] if person.dep_ == "appos" else []
        for noun in (person, *beside, *(c for c in person.children if c.dep_ in _INSIDE | {"appos"})):
            for child in noun.children:
                found = self.reading.mention_at(child, covering=False) if child.dep_ == "poss" else None
                if found is not None and found.type != "PERSON":
                    return found
        return None

    def _owner(self, possessive: Token) -> Mention | None:
        """Of "Prosecutors charged A and his partner B": A, whoever else is about."""
        top = possessive.head
        while top.dep_ in {"compound", "appos", "nmod"} and top.head.i != top.i:
            top = top.head
        if top.dep_ != "conj" or top.head.i > possessive.i:
            return None
        found = self.reading.mention_at(top.head, covering=False)
        if possessive.lower_ == "its" and (found is None or found.type == "PERSON"):
            return self._body_of(top.head)  # "Y's chairman, A, and its director, B"
        own = self.reading.mention_at(possessive, covering=False)
        if found is None or found.kind is not MentionKind.NAME or found.plural:
            return None
        wanted = own.gender if own is not None else ""
        return found if not (wanted and found.gender and wanted != found.gender) else None

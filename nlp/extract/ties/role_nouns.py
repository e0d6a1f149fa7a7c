"""Role nouns: who bears the role, and of what.

"X, head of Y"; "Y's head X"; "Y head X"; "X is the head of Y"; "the head of Y is X"; "X resigned as head of
Y"; "X, an adviser to the head of Y"; "X and Y, directors of Z".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.extract.parse.arguments import conjuncts
from nlp.extract.said.source_phrase import antecedent_of, subject_of
from nlp.extract.ties.relation_rules import RoleRule, Roles
from nlp.extract.ties.sides import Sides
from nlp.records import EntityType, Mention, MentionKind

_NAMING = frozenset({"name", "appoint", "elect", "make", "declare", "call", "nominate", "promote"})
_BEFORE = frozenset({"compound", "poss", "nmod", "amod"})
_BESIDE = frozenset({"appos", "compound", "nmod", "amod"})
_TO = frozenset({"to", "of"})
_LONGEST = 12  # tokens between a role and its other side


class Posts:
    """Reads role nouns of one document."""

    def __init__(self, sides: Sides, roles: Roles) -> None:
        self.sides = sides
        self.reading = sides.reading
        self.roles = roles
        self.named = sides.named

    def holders_of(self, noun: Token) -> list[Mention]:
        """Who bears the role: one, or all that a plural noun stands beside."""
        found = self.holder_of(noun)
        if found is None:
            return []
        if noun.tag_ not in {"NNS", "NNPS"}:
            return [found]
        return [found, *(m for m in self._beside(found) if m.chain != found.chain)]

    def holder_of(self, noun: Token) -> Mention | None:
        """Who bears the role: the name beside the noun, the copula's subject, or the noun's own chain."""
        for child in noun.children:
            if child.dep_ == "appos" and (found := self._name_at(child)) is not None:
                return found
        if noun.dep_ == "appos" and (first := self._first_role(noun)) is not None:
            return self.holder_of(first)
        if noun.dep_ in _BESIDE and (found := self._name_at(self._last_of(noun))) is not None:
            return found
        if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" and noun.head.dep_ in ("appos", "attr"):
            return self.holder_of(noun.head)
        if noun.dep_ in ("attr", "oprd") and noun.head.pos_ in ("AUX", "VERB"):
            return self._subject(noun.head)
        if noun.dep_ == "nsubj" and noun.head.lemma_ in self.roles.stating and self._is_stated(noun.head):
            named = (self._name_at(c) for c in noun.head.children if c.dep_ in ("attr", "dobj"))
            if (found := next(named, None)) is not None:  # "the owner of Y is X"
                return found
        if noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ == "VERB":
            return self._subject(noun.head.head)
        own = self.sides.at(noun)
        if own is None or own.chain not in self.named:
            return None
        return min(self.named[own.chain], key=lambda name: abs(name.start - noun.idx))

    def _first_role(self, noun: Token) -> Token | None:
        """Of "husband to A, brother to B", where the parser hangs the brother on A: the husband."""
        prep = noun.head.head
        if noun.head.dep_ != "pobj" or prep.dep_ != "prep" or prep.head.i == noun.i:
            return None
        role = prep.head
        mine = any(c.dep_ == "prep" and c.lower_ in _TO for c in noun.children)
        known = role.lemma_.lower() in self.roles.nouns and prep.lower_ in _TO
        return role if mine and known and role.dep_ in {"appos", "attr"} else None

    def _last_of(self, noun: Token) -> Token:
        """Of "A and B, the owner of Y", where the parser hangs the owner on A: B."""
        head = noun.head
        if noun.dep_ != "appos" or noun.tag_ not in {"NN", "NNP"}:
            return head
        between = [t for t in head.conjuncts if head.i < t.i < noun.i and self._name_at(t) is not None]
        return between[-1] if between and noun.doc[between[-1].right_edge.i].i < noun.i else head

    def targets_of(self, noun: Token, rule: RoleRule, holder: Mention) -> list[Mention]:
        """The other sides of a role noun: those coordinated behind its preposition, else the one there is."""
        if rule.beside and not any(c.lower_ in rule.beside for c in noun.children if c.dep_ in _BEFORE):
            return []
        for child in (*noun.children, *(g for c in noun.children if c.dep_ == "conj" for g in c.children)):
            if child.dep_ == "prep" and child.lower_ in rule.preps:
                found = [m for held in self._held(child) for m in self.sides.reach(held, rule)]
                if len(found) > 1:
                    return [m for m in found if m.chain != holder.chain]
        one = self.target_of(noun, rule, holder)
        return [] if one is None else [one]

    def target_of(self, noun: Token, rule: RoleRule, holder: Mention, depth: int = 0) -> Mention | None:
        """The other side of a role noun: after its preposition, its possessor, or the name before it."""
        for child in (*noun.children, *(g for c in noun.children if c.dep_ == "conj" for g in c.children)):
            if child.dep_ == "prep" and child.lower_ in rule.preps:
                for held in child.children:
                    if held.dep_ == "pobj" and (found := self._after(held, rule, holder, depth)) is not None:
                        return found
        for child in reversed(list(noun.lefts)) if not rule.nouns else ():
            if (found := self._fitting(child, rule, holder)) is not None:
                return found
        if noun.dep_ not in ("compound", "nmod", "amod") or depth or rule.nouns:
            return None
        for token in reversed(list(noun.head.lefts)):  # flat: "U.N. envoy Mark Hale"
            broken = any(t.like_num or t.is_space for t in noun.doc[token.i : noun.i])
            if token.i < noun.i and not broken and (found := self._fitting(token, rule, holder)) is not None:
                return found
        for child in noun.head.children:  # "President Mark Hale of Dorland"
            if child.dep_ == "prep" and child.lower_ == "of":
                found = next((self.sides.at(g) for g in child.children if g.dep_ == "pobj"), None)
                if found is not None and found.kind is MentionKind.NAME and self.sides.fits(found, rule):
                    return found
        return None

    def label_of(self, noun: Token, holder: Mention, target: Mention) -> str:
        """The role's own words: "foreign minister", "adviser to the head of", "chief of staff"."""
        former_or_current = self.roles.status["former"] | self.roles.status["current"]
        low = noun.i
        for token in reversed(noun.doc[noun.left_edge.i : noun.i]):
            mine = token.head.i == noun.i or token.head.head.i == noun.i or token.is_punct
            if not mine or token.dep_ in ("det", "poss", "case") or token.lower_ in former_or_current:
                break
            if target.start <= token.idx < target.end or token.text == ",":
                break
            low = token.i
        while noun.doc[low].is_punct and low < noun.i:
            low += 1
        text = self.reading.document.text
        start, after = noun.doc[low].idx, noun.idx + len(noun)
        if target.start < noun.idx:
            return text[start : self._staff(noun, after)]
        ends = [
            t.idx + len(t)
            for t in noun.doc[noun.i + 1 : noun.i + _LONGEST]
            if t.idx < target.start and t.pos_ == "ADP"
        ]
        if not ends:
            return text[start:after]
        if after <= holder.start < ends[-1]:  # "President Mark Hale of Dorland"
            return f"{text[start:after]} {text[holder.end : ends[-1]].strip()}"
        label = text[start : ends[-1]]
        return text[start:after] if "," in label or "\n" in label else label

    def _subject(self, verb: Token) -> Mention | None:
        """The bearer under a copula or a verb of naming; none where it is denied or only possible."""
        if not self._is_stated(verb):
            return None
        held = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
        subject = held if held is not None and verb.lemma_ in _NAMING else subject_of(verb) or held
        return self.sides.at(antecedent_of(subject)) if subject is not None else None

    def _is_stated(self, verb: Token) -> bool:
        return not any(c.dep_ == "neg" or c.tag_ in ("MD", "TO") for c in verb.children)

    def _after(self, held: Token, rule: RoleRule, holder: Mention, depth: int) -> Mention | None:
        if rule.nouns and not depth:
            return next((m for m in self.sides.reach(held, rule) if m.id != holder.id), None)
        found = self.sides.at(held)
        fits = found is not None and self.sides.fits(found, rule) and found.id != holder.id
        if fits and found is not None and found.kind is not MentionKind.NOMINAL:
            return found
        reached = (m for m in self.sides.reach(held, rule) if m.id != holder.id)
        if (through := next(reached, None)) is not None:
            return through
        deeper = self.target_of(held, rule, holder, depth + 1) if depth < 2 else None
        if deeper is not None:
            return deeper
        return found if fits and found is not None and found.chain in self.named else None

    def _fitting(self, token: Token, rule: RoleRule, holder: Mention) -> Mention | None:
        """The mention of a modifier that can be the other side; a person only as a possessor."""
        if token.dep_ not in _BEFORE:
            return None
        found = self.sides.at(token) if token.tag_ != "WP$" else self._whose(token)
        if found is None or found.id == holder.id or not self.sides.fits(found, rule):
            return None
        return found if found.type is not EntityType.PERSON or token.dep_ == "poss" else None

    def _whose(self, pronoun: Token) -> Mention | None:
        """Of "X, whose brother Y": X."""
        verb = pronoun.head
        while verb.dep_ not in {"relcl", "ROOT"} and verb.head.i != verb.i:
            verb = verb.head
        return self._name_at(verb.head) if verb.dep_ == "relcl" else None

    def _held(self, prep: Token) -> Iterator[Token]:
        for child in prep.children:
            if child.dep_ == "pobj":
                yield from conjuncts(self.reading, child)

    def _beside(self, found: Mention) -> Iterator[Mention]:
        """Names coordinated with a name: of "X and Y, directors of Z" the other one."""
        doc = self.reading.doc
        head = doc.char_span(found.head, found.head + 1, alignment_mode="expand")
        if head is None:
            return
        first = head[0].head if head[0].dep_ == "conj" else head[0]
        for token in conjuncts(self.reading, first):
            named = self._name_at(token)
            if named is not None and named.type is found.type:
                yield named

    def _staff(self, noun: Token, after: int) -> int:
        """The end of a complement that belongs to the title: "chief of staff"."""
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "in") and child.i == noun.i + 1:
                held = next((c for c in child.children if c.dep_ == "pobj"), None)
                if held is not None and held.i == child.i + 1 and self._name_at(held) is None:
                    return int(held.idx + len(held))
        return after

    def _name_at(self, token: Token) -> Mention | None:
        found = self.sides.at(token)
        return found if found is not None and found.kind is MentionKind.NAME else None

"""Lasting relations between mentions: posts, membership, family, ownership, location, alliance, other names.

The vocabulary is ``nlp/rules/relations.toml``; each role noun is read in the constructions in which English
names a post: apposition, title before a name, copula, possessive, "of" phrase, compound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.strings import get_string_id
from spacy.tokens import Token

from nlp.errors import RulesError
from nlp.extract.reading import Reading
from nlp.extract.sources import antecedent_of, subject_of
from nlp.records import EntityType, Mention, MentionKind, Relation, TimeBasis, TimeExpression, When, make_id
from nlp.rules import load_rules

_KEYS = frozenset({"type", "preps", "prep", "holder", "target", "lemmas", "reverse"})
TYPES = frozenset({"position", "member", "family", "owns", "located_in", "allied", "opposed", "alias"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRule:
    """One class of role nouns or verbs, and the kinds of entities it may join."""

    type: str
    preps: frozenset[str]
    holder: frozenset[str]
    target: frozenset[str]
    reverse: bool


@cache
def load_roles() -> tuple[Mapping[str, tuple[RoleRule, ...]], Mapping[str, tuple[RoleRule, ...]]]:
    """Role nouns and role verbs by lemma, from ``nlp/rules/relations.toml``.

    Raises:
        RulesError: an unknown key, relation type or entity type.
    """
    rules = load_rules("relations")
    return _by_lemma("nouns", rules), _by_lemma("verbs", rules)


@cache
def role_keys() -> Mapping[int, str]:
    """spaCy's hash of each lemma that may state a relation, with the lemma."""
    nouns, verbs = load_roles()
    aliases = load_rules("relations")["aliases"]
    return {
        get_string_id(lemma): lemma
        for lemma in {*nouns, *verbs, *aliases["verbs"], *aliases["nouns"], "base", "in"}
    }


def _by_lemma(table: str, rules: Mapping[str, Any]) -> dict[str, tuple[RoleRule, ...]]:
    found: dict[str, tuple[RoleRule, ...]] = {}
    for row in rules[table]:
        unknown = set(row) - _KEYS
        if unknown:
            raise RulesError(f"relations.toml: {table}.{sorted(unknown)[0]}: unknown key")
        if row["type"] not in TYPES:
            raise RulesError(f"relations.toml: {table}.type: no such relation: {row['type']!r}")
        kinds = set(row["holder"]) | set(row["target"])
        if kinds - set(EntityType):
            raise RulesError(f"relations.toml: {table}.holder/target: unknown type in {sorted(kinds)}")
        rule = RoleRule(
            type=row["type"],
            preps=frozenset(row.get("preps", ())) | ({row["prep"]} if "prep" in row else set()),
            holder=frozenset(row["holder"]),
            target=frozenset(row["target"]),
            reverse=row.get("reverse", False),
        )
        for lemma in row["lemmas"]:
            found[lemma] = (*found.get(lemma, ()), rule)
    return found


def extract_relations(reading: Reading, times: Sequence[TimeExpression]) -> tuple[Relation, ...]:
    """Return the relations that ``reading`` states, in the order of the text, each once."""
    reader = _Reader(reading, times)
    found: dict[str, Relation] = {}
    for relation in reader.run():
        found.setdefault(relation.id, relation)
    return tuple(sorted(found.values(), key=lambda relation: (relation.start, relation.end)))


class _Reader:
    def __init__(self, reading: Reading, times: Sequence[TimeExpression]) -> None:
        self.reading = reading
        self.times = times
        self.doc = reading.doc
        self.named = {m.chain for m in reading.mentions if m.kind is MentionKind.NAME}
        rules = load_rules("relations")
        self.former = frozenset(rules["status"]["former"])
        self.current = frozenset(rules["status"]["current"])
        self.alias_verbs = frozenset(rules["aliases"]["verbs"])
        self.alias_nouns = frozenset(rules["aliases"]["nouns"])

    def run(self) -> Iterator[Relation]:
        nouns, verbs = load_roles()
        wanted = role_keys()
        for index, key in enumerate(self.doc.to_array(["LEMMA"]).tolist()):
            lemma = wanted.get(key)
            if lemma is None:
                continue
            token = self.doc[index]
            if token.pos_ in ("NOUN", "PROPN"):
                if lemma in nouns:
                    yield from self.read_noun(token, nouns[lemma])
                if lemma in self.alias_nouns:
                    yield from self.read_alias_noun(token)
            elif token.pos_ == "VERB":
                if lemma in verbs:
                    yield from self.read_verb(token, verbs[lemma])
                if lemma in self.alias_verbs:
                    yield from self.read_alias_verb(token)
                if lemma == "base":
                    yield from self.read_based(token)
            elif lemma == "in" and token.dep_ == "prep":
                yield from self.read_in(token)

    def read_noun(self, noun: Token, rules: tuple[RoleRule, ...]) -> Iterator[Relation]:
        holder = self.holder_of(noun)
        if holder is None:
            return
        for rule in rules:
            if holder.type not in rule.holder:
                continue
            target, words = self.target_of(noun, rule, holder)
            if target is None or target.chain == holder.chain:
                continue
            yield self.relation(
                rule, holder, target, label=words, status=self.status_of(noun), when=self.when(noun)
            )
            return

    def holder_of(self, noun: Token) -> Mention | None:
        """Who bears the role: the name beside the noun, the copula's subject, or the noun's own chain."""
        for child in noun.children:
            if child.dep_ == "appos" and (found := self.name_at(child)) is not None:
                return found
        if noun.dep_ in ("appos", "compound", "nmod") and (found := self.name_at(noun.head)) is not None:
            return found
        if noun.dep_ in ("attr", "oprd") and noun.head.pos_ in ("AUX", "VERB"):
            subject = subject_of(noun.head)
            subject = subject or next((c for c in noun.head.children if c.dep_ == "nsubjpass"), None)
            if noun.head.lemma_ in ("name", "appoint", "elect", "make", "declare", "call"):
                subject = next((c for c in noun.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
            if subject is not None:
                return self.mention(antecedent_of(subject))
        if noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ == "VERB":
            verb = noun.head.head
            subject = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None) or subject_of(
                verb
            )
            return self.mention(antecedent_of(subject)) if subject is not None else None
        own = self.reading.mention_at(noun, covering=False)
        return own if own is not None and own.chain in self.named else None

    def target_of(
        self, noun: Token, rule: RoleRule, holder: Mention, depth: int = 0
    ) -> tuple[Mention | None, str]:
        """The other side of a role noun, and the words between: ("Office", "adviser to the head of")."""
        words = self.role_words(noun)
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in rule.preps:
                for pobj in child.children:
                    if pobj.dep_ != "pobj":
                        continue
                    found = self.mention(pobj)
                    if (
                        found is not None
                        and found.kind is not MentionKind.NOMINAL
                        and found.type in rule.target
                    ):
                        return found, f"{words} {child.lower_}"
                    if depth < 2:
                        deeper, more = self.target_of(pobj, rule, holder, depth + 1)
                        if deeper is not None:
                            article = next((c.text + " " for c in pobj.children if c.dep_ == "det"), "")
                            return deeper, f"{words} {child.lower_} {article}{more}"
                    if found is not None and found.type in rule.target and found.chain in self.named:
                        return found, f"{words} {child.lower_}"
        for child in noun.children:
            if child.dep_ in ("poss", "compound", "nmod", "amod"):
                found = self.mention(child)
                if found is not None and found.type in rule.target and found.id != holder.id:
                    return found, words
        if noun.dep_ == "compound" and depth == 0:
            return self.before(noun, rule, holder), words
        return None, words

    def before(self, noun: Token, rule: RoleRule, holder: Mention) -> Mention | None:
        """In a flat compound ("U.N. envoy Mark Hale") the nearest named mention left of the noun."""
        for token in reversed(list(noun.head.lefts)):
            if token.i >= noun.i or token.dep_ not in ("compound", "poss", "nmod", "amod"):
                continue
            found = self.mention(token)
            if found is not None and found.id != holder.id and found.type in rule.target:
                return found
        return None

    def role_words(self, noun: Token) -> str:
        words = [
            c.text
            for c in noun.lefts
            if c.dep_ in ("amod", "compound", "nmod")
            and self.mention(c, covering=True) in (None, self.mention(noun))
            and c.lower_ not in self.former | self.current
        ]
        return " ".join([*words, noun.text])

    def status_of(self, noun: Token) -> str:
        modifiers = {c.lower_.rstrip("-") for c in noun.lefts}
        if noun.dep_ in ("compound", "nmod"):
            modifiers |= {c.lower_ for c in noun.head.lefts if c.i < noun.i}
        if modifiers & self.former or noun.lower_.startswith("ex-"):
            return "former"
        return "current" if modifiers & self.current else ""

    def when(self, token: Token) -> When | None:
        """A time inside the phrase or clause that states the relation ("since 2019")."""
        low = token.left_edge.idx
        edge = token.right_edge
        high = edge.idx + len(edge)
        for time in self.times:
            if time.start >= high:
                break
            if time.start >= low and time.interval is not None:
                return When(interval=time.interval, text=time.text, basis=TimeBasis.STATED, time_id=time.id)
        return None

    def read_verb(self, verb: Token, rules: tuple[RoleRule, ...]) -> Iterator[Relation]:
        if any(c.dep_ == "neg" for c in verb.children):
            return
        subject = subject_of(verb)
        if subject is None:
            return
        holder = self.mention(antecedent_of(subject))
        if holder is None:
            return
        for rule in rules:
            target = self.object_of(verb, rule)
            if holder.type in rule.holder and target is not None and target.type in rule.target:
                if target.chain == holder.chain:
                    continue
                words = verb.text if not rule.preps else f"{verb.text} {sorted(rule.preps)[0]}"
                yield self.relation(rule, holder, target, label=words, status="", when=self.when(verb))

    def object_of(self, verb: Token, rule: RoleRule) -> Mention | None:
        for child in verb.children:
            if rule.preps:
                if child.dep_ == "prep" and child.lower_ in rule.preps:
                    return next((self.mention(g) for g in child.children if g.dep_ == "pobj"), None)
            elif child.dep_ in ("dobj", "nsubjpass"):
                return self.mention(child)
        return None

    def read_alias_verb(self, verb: Token) -> Iterator[Relation]:
        if verb.dep_ == "acl":
            bearer: Token | None = verb.head
        else:
            bearer = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if bearer is None:
            return
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ == "as":
                names = [g for g in child.children if g.dep_ in ("pobj", "amod")]
            elif child.dep_ == "oprd":
                names = [child]
            else:
                continue
            for name in names:
                yield from self.alias(self.mention(antecedent_of(bearer)), self.mention(name), verb.text)

    def read_alias_noun(self, noun: Token) -> Iterator[Relation]:
        if noun.dep_ == "compound":
            name, bearer = noun.head, noun.head.head
            if name.dep_ == "appos":
                yield from self.alias(self.mention(bearer), self.mention(name), noun.text)
            return
        for child in noun.children:
            if child.dep_ == "appos" and noun.dep_ == "appos":
                yield from self.alias(self.mention(noun.head), self.mention(child), noun.text)

    def alias(self, bearer: Mention | None, name: Mention | None, label: str) -> Iterator[Relation]:
        if bearer is None or name is None or bearer.id == name.id or name.kind is not MentionKind.NAME:
            return
        rule = RoleRule(
            type="alias", preps=frozenset(), holder=frozenset(), target=frozenset(), reverse=False
        )
        yield self.relation(rule, bearer, name, label=label, status="", when=None)

    def read_based(self, verb: Token) -> Iterator[Relation]:
        """ "Tarn-based Volta", "Volta, based in Tarn"."""
        for child in verb.children:
            place = None
            if child.dep_ == "npadvmod":
                place = self.mention(child)
            elif child.dep_ == "prep" and child.lower_ in ("in", "at"):
                place = next((self.mention(g) for g in child.children if g.dep_ == "pobj"), None)
            thing = self.mention(verb.head) if verb.dep_ in ("amod", "acl") else None
            if place is not None and thing is not None and place.type is EntityType.PLACE:
                yield self.located(thing, place, "based in")

    def read_in(self, prep: Token) -> Iterator[Relation]:
        thing = self.mention(prep.head, covering=False)
        place = next((self.mention(g) for g in prep.children if g.dep_ == "pobj"), None)
        if thing is None or place is None or place.type is not EntityType.PLACE or thing.chain == place.chain:
            return
        site = thing.type in (EntityType.PLACE, EntityType.FACILITY) and thing.chain in self.named
        if site and place.kind is MentionKind.NAME:
            yield self.located(thing, place, "in")

    def located(self, thing: Mention, place: Mention, label: str) -> Relation:
        rule = RoleRule(
            type="located_in", preps=frozenset(), holder=frozenset(), target=frozenset(), reverse=False
        )
        return self.relation(rule, thing, place, label=label, status="", when=None)

    def name_at(self, token: Token) -> Mention | None:
        found = self.reading.mention_at(token, covering=False)
        return found if found is not None and found.kind is MentionKind.NAME else None

    def mention(self, token: Token, *, covering: bool = False) -> Mention | None:
        return self.reading.mention_at(token, covering=covering)

    def relation(
        self, rule: RoleRule, holder: Mention, target: Mention, *, label: str, status: str, when: When | None
    ) -> Relation:
        source, other = (target, holder) if rule.reverse else (holder, target)
        start, end = min(holder.start, target.start), max(holder.end, target.end)
        document = self.reading.document.id
        return Relation(
            id=make_id("relation", document, source.id, other.id, rule.type),
            type=rule.type,
            source=source.id,
            target=other.id,
            document_id=document,
            start=start,
            end=end,
            label=label,
            status=status,
            when=when,
        )

"""Lasting relations between mentions: posts, membership, family, ownership, location, alliance, other names.

The vocabulary is ``nlp/rules/en/relations.toml``. Only what the words state is read: that two people meet,
fight or trade is an event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.said.attribution import AttributedContent, attribution_of
from nlp.extract.said.source_phrase import antecedent_of
from nlp.extract.ties.relation_rules import MUTUAL, RoleRule, Roles, load_roles
from nlp.extract.ties.relation_verbs import VerbReader
from nlp.extract.ties.role_nouns import Posts
from nlp.extract.ties.sides import Sides
from nlp.extract.ties.standing import (
    WHOLE,
    read_share,
    status_by_source,
    status_of_noun,
    status_of_verb,
)
from nlp.extract.ties.table_relations import read_tables
from nlp.records import EntityType, Mention, MentionKind, Relation, TimeBasis, TimeExpression, When, make_id

_ALIAS = RoleRule(type="linked")
_LOCATED = RoleRule(type="located_in")
_SITES = (EntityType.PLACE, EntityType.FACILITY)
_LONGEST_LABEL = 48
_ARTICLES = (" the", " a", " an", " its", " his", " her", " their")


def extract_relations(
    reading: ParsedDocument, times: Sequence[TimeExpression], attributed: Sequence[AttributedContent] = ()
) -> tuple[Relation, ...]:
    """Return the relations that ``reading`` states, in the order of the text, each once.

    Args:
        reading: the parse with its mentions; sides of a relation are mention ids.
        times: the document's time expressions, for "since 2019" and the like.
        attributed: what the document attributes to a source, so that a relation says on whose word it rests.
    """
    found: dict[str, Relation] = {}
    reader = _Reader(reading, times, attributed, load_roles())
    for relation in (*reader.run(), *reader.run_tables()):
        found.setdefault(relation.id, relation)
    return tuple(sorted(found.values(), key=lambda relation: (relation.start, relation.end)))


class _Reader:
    """One pass over one document."""

    def __init__(
        self,
        reading: ParsedDocument,
        times: Sequence[TimeExpression],
        attributed: Sequence[AttributedContent],
        roles: Roles,
    ) -> None:
        self.reading = reading
        self.times = times
        self.attributed = attributed
        self.roles = roles
        self.sides = Sides(reading, roles)
        self.posts = Posts(self.sides, roles)
        self.verbs = VerbReader(self.sides)

    def run(self) -> Iterator[Relation]:
        doc, roles = self.reading.doc, self.roles
        for index, (key, lower) in enumerate(doc.to_array(["LEMMA", "LOWER"]).tolist()):
            lemma = roles.keys.get(key) or roles.keys.get(lower)  # the lemma of a title keeps its capital
            if lemma is None:
                continue
            token = doc[index]
            if self.sides.in_body(token):
                continue  # "General Staff" has no general
            if token.pos_ in ("NOUN", "PROPN") or (token.dep_ == "amod" and lemma in roles.nouns):
                if lemma in roles.nouns:
                    yield from self._read_noun(token, roles.nouns[lemma])
                if lemma in roles.alias_nouns:
                    yield from self._read_alias_noun(token)
            elif token.pos_ in ("VERB", "ADJ", "AUX"):
                if lemma in roles.verbs:
                    yield from self._read_verb(token, roles.verbs[lemma])
                if lemma in roles.alias_verbs:
                    yield from self._read_alias_verb(token)
                if lemma in roles.modifiers:
                    for tie in self.verbs.read_modifier(token, roles.modifiers[lemma]):
                        label = f"{token.text} in" if tie.rule.type == "located_in" else token.text
                        yield from self._relate(tie.rule, tie.holder, tie.target, label=label)
            elif lemma == "in" and token.dep_ == "prep":
                yield from self._read_in(token)

    def run_tables(self) -> Iterator[Relation]:
        """The relations that the document's tables list."""
        for row in read_tables(self.reading.document.text, self.reading.mentions, self.roles):
            rule = RoleRule(type=row.type)
            yield from self._relate(rule, row.holder, row.target, label=row.label, share=row.share)

    def _read_noun(self, noun: Token, rules: tuple[RoleRule, ...]) -> Iterator[Relation]:
        if noun.dep_ == "compound" and noun.head.lemma_.lower() in self.roles.kinds and noun.head.i > noun.i:
            noun = noun.head  # "the parent company of Y"
        if any(child.lower_ in self.roles.status["unreal"] for child in noun.lefts):
            return
        holders = self.posts.holders_of(noun)
        yield from self._read_mutual(noun, holders, rules)
        for holder in holders:
            for rule in rules:
                targets = self.posts.targets_of(noun, rule, holder) if holder.type in rule.holder else []
                targets = [target for target in targets if target.chain != holder.chain]
                if not targets:
                    continue
                clause = noun.head if noun.dep_ in ("attr", "oprd") else noun
                when, status = self._when(clause), status_of_noun(noun, self.roles)
                for target in targets:
                    label = self.posts.label_of(noun, holder, target)
                    share = self._share(noun, target) if rule.type == "ownership" else None
                    yield from self._relate(
                        rule, holder, target, label=label, status=status, when=when, share=share
                    )
                break

    def _read_mutual(
        self, noun: Token, holders: Sequence[Mention], rules: tuple[RoleRule, ...]
    ) -> Iterator[Relation]:
        """Read "X and Y are business partners"."""
        mutual = next((rule for rule in rules if rule.type in MUTUAL), None)
        if (
            mutual is None
            or len(holders) != 2
            or any(self.posts.targets_of(noun, r, holders[0]) for r in rules)
        ):
            return
        if {holder.type for holder in holders} <= mutual.holder & mutual.target:
            status = status_of_noun(noun, self.roles)
            yield from self._relate(mutual, *holders, label=noun.text, status=status)

    def _read_verb(self, verb: Token, rules: tuple[RoleRule, ...]) -> Iterator[Relation]:
        """Read "X leads Y", "X works for Y", "X is married to Y"; not what is negated or still to come."""
        clause = verb.head if verb.dep_ == "acomp" else verb
        status = status_of_verb(clause, self.roles)
        if status is None:
            return
        when = self._when(clause)
        for tie in self.verbs.read(verb, rules):
            share = self._share(verb, tie.target) if tie.rule.type == "ownership" else None
            label = self._verb_label(verb, tie.holder, tie.target)
            yield from self._relate(
                tie.rule, tie.holder, tie.target, label=label, status=status, when=when, share=share
            )

    def _verb_label(self, verb: Token, holder: Mention, target: Mention) -> str:
        """The words from the verb to the side that stands behind it: "owns 51 percent of"."""
        behind = min((m.start for m in (holder, target) if m.start > verb.idx), default=0)
        text = self.reading.document.text[verb.idx : behind].strip()
        for article in _ARTICLES:
            text = text.removesuffix(article)
        return (
            text
            if text and len(text) <= _LONGEST_LABEL and "," not in text and "\n" not in text
            else verb.text
        )

    def _share(self, word: Token, target: Mention) -> float | None:
        """How much is owned, between the word that says so and what is owned."""
        low, high = sorted((word.idx, target.start))
        left = word.left_edge.idx if word.pos_ in ("NOUN", "PROPN") else low
        found = read_share(self.reading.document.text[min(left, low) : high])
        whole = any(c.lower_ in self.roles.status["whole"] for c in word.children)
        return found if found is not None else WHOLE if whole else None

    def _read_alias_verb(self, verb: Token) -> Iterator[Relation]:
        """Read "X, known as Y", "X was dubbed Y"."""
        passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        bearer = verb.head if verb.dep_ == "acl" else passive
        for child in verb.children:
            names = [child] if child.dep_ in ("oprd", "dobj") else []
            if child.dep_ == "prep" and child.lower_ == "as":
                names = [c for c in child.children if c.dep_ in ("pobj", "amod")]
            for name in names if bearer is not None else []:
                yield from self._alias(bearer, name, verb.text)

    def _read_alias_noun(self, noun: Token) -> Iterator[Relation]:
        """Read "X (nom de guerre Y)", "X, whose nom de guerre is Y", "X, alias Y"."""
        label = self.reading.tokens_span([noun.doc[max(noun.left_edge.i, noun.i - 2)], noun]).text
        if noun.dep_ == "compound" and noun.head.dep_ == "appos":
            label = self.reading.tokens_span([noun.left_edge, noun]).text
            yield from self._alias(noun.head.head, noun.head, label)
        for child in noun.children:
            if child.dep_ == "appos" and noun.dep_ == "appos":
                yield from self._alias(noun.head, child, label)
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        if owner is not None and noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
            bearer = noun.head.head if owner.lower_ == "whose" and noun.head.dep_ == "relcl" else owner
            for name in (c for c in noun.head.children if c.dep_ == "attr"):
                label = self.reading.tokens_span([noun.doc[owner.right_edge.i + 1], noun]).text
                yield from self._alias(bearer, name, label)

    def _alias(self, bearer: Token | None, name: Token, label: str) -> Iterator[Relation]:
        if bearer is None:
            return
        known, other = self._at(antecedent_of(bearer)), self._at(name)
        if known is not None and other is not None and other.kind is MentionKind.NAME:
            yield from self._relate(_ALIAS, known, other, label=label)

    def _read_in(self, prep: Token) -> Iterator[Relation]:
        """Read "the village of X in Y"."""
        thing, place = self._at(prep.head), self._held(prep)
        if thing is None or place is None or thing.chain == place.chain:
            return
        site = thing.type in _SITES and thing.chain in self.sides.named
        if site and place.type is EntityType.PLACE and place.kind is MentionKind.NAME:
            yield from self._relate(_LOCATED, thing, place, label="in")

    def _when(self, token: Token) -> When | None:
        """A time inside the phrase or clause that states the relation ("since 2019")."""
        low, edge = token.left_edge.idx, token.right_edge
        subject = next((child for child in token.lefts if child.dep_ in {"nsubj", "nsubjpass"}), None)
        own = (subject.left_edge.idx, subject.right_edge.idx) if subject is not None else (0, 0)
        for time in self.times:
            if time.start >= edge.idx + len(edge):
                break
            if own[0] <= time.start <= own[1] and own[1]:
                continue  # what is said beside the subject: "X, head of Y since 2014, is a niece of Z"
            if time.start >= low and time.interval is not None:
                return When(interval=time.interval, text=time.text, basis=TimeBasis.STATED, time_id=time.id)
        return None

    def _held(self, prep: Token) -> Mention | None:
        return next((self._at(c) for c in prep.children if c.dep_ == "pobj"), None)

    def _at(self, token: Token) -> Mention | None:
        return self.reading.mention_at(token, covering=False)

    def _is_one_name(self, holder: Mention, target: Mention) -> bool:
        """Whether "of" alone stands between two names that are one: "Eastern District" of "New York"."""
        between = self.reading.document.text[holder.end : target.start]
        return between == " of " and " " in holder.name

    def _relate(
        self,
        rule: RoleRule,
        holder: Mention,
        target: Mention,
        *,
        label: str,
        status: str = "",
        when: When | None = None,
        share: float | None = None,
    ) -> Iterator[Relation]:
        if holder.start < target.end and target.start < holder.end:
            return  # one name inside the other: "Eastern District of New York"
        if rule.type == "located_in" and (
            _is_kind_of(holder.name, target.name) or self._is_one_name(holder, target)
        ):
            return
        source, other = (target, holder) if rule.reverse else (holder, target)
        document = self.reading.document.id
        first, last = sorted((holder, target), key=lambda mention: mention.start)
        # A relation is said by whom both its sides are said: a source's own apposition is the author's word.
        said = set(attribution_of(self.attributed, first.head)) if self.attributed else set()
        attribution = tuple(x for x in attribution_of(self.attributed, last.head) if x in said)
        yield Relation(
            id=make_id("relation", document, source.id, other.id, rule.type),
            type=rule.type,
            source=source.id,
            target=other.id,
            document_id=document,
            start=min(holder.start, target.start),
            end=max(holder.end, target.end),
            label=label,
            status=status if rule.type == "located_in" else status_by_source(status, attribution),
            when=when,
            attribution=attribution,
            share=share,
        )


def _is_kind_of(one: str, other: str) -> bool:
    """Whether a place's name is another's with its kind: "Tamm Village", "Tamm"."""
    short, long = sorted((one.lower().split(), other.lower().split()), key=len)
    return long[: len(short)] == short

"""Where an event happened: its own "in", "at", "near"; the phrase around it; the report's dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from nlp.extract.parse.arguments import Syntax, conjuncts
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.parse.semantic_classes import Sorts
from nlp.extract.what.triggers import Trigger
from nlp.records import EntityType, Mention, MentionKind, Place
from nlp.rules.event_rules import EventRules

_DEPTH = 3
_MOST = 12  # places of one sentence told apart
_SCATTERED = frozenset({"conflict", "disaster"})
_SITES = frozenset({EntityType.PLACE, EntityType.FACILITY})
_DATELINE = re.compile(r"\s*[A-Z][\w .,'()/-]{1,80}?\s(?:--|–|—|-)\s")


class PlaceReader:
    """Reads the places of the triggers of one reading."""

    def __init__(self, reading: ParsedDocument, syntax: Syntax, sorts: Sorts, rules: EventRules) -> None:
        self.reading = reading
        self.syntax = syntax
        self.sorts = sorts
        self._words = rules.syntax
        self._class = rules.classes["place"]
        self._building = rules.classes["building"]
        self._named = {
            m.id for m in reading.mentions if m.kind == MentionKind.NAME and m.type == EntityType.PLACE
        }
        self.dateline = self._read_dateline()

    def place(self, trigger: Trigger) -> Place | None:
        """The place stated for ``trigger``; None where its own clause names none."""
        site: Place | None = None
        for token in self._candidates(trigger):
            found = self._as_place(token)
            if found is not None and found.mention_id in self._named:
                return found
            site = site or found
        return site

    def others(self, trigger: Trigger, first: Place) -> list[Place]:
        """The places told beside ``first`` for one trigger ("shelled Velin, Orsk and Tarsk")."""
        if trigger.type.family not in _SCATTERED or first.mention_id not in self._named:
            return []
        span = self.reading.doc.char_span(first.start, first.end, alignment_mode="expand")
        if span is None or span.root.head.lower_ == "between":
            return []
        found = []
        for token in list(conjuncts(self.reading, span.root))[1:_MOST]:
            mention = self.reading.mention_at(token)
            if mention is None or mention.kind != MentionKind.NAME or mention.id == first.mention_id:
                continue
            # in a list of places a name of another type is a place mistyped
            found.append(
                Place(start=mention.start, end=mention.end, text=mention.text, mention_id=mention.id)
            )
        return found

    def _candidates(self, trigger: Trigger) -> Iterator[Token]:
        heads = [trigger.token]
        if trigger.clause.i != trigger.token.i:
            heads.append(trigger.clause)
        for head in heads:
            yield from self._below(head, loose=trigger.type.family == "movement")
        if trigger.nominal:
            for child in self.reading.children(trigger.token):
                if child.dep_ in {"compound", "nmod", "poss"} and self._is_site(child, names=True):
                    yield child
        arguments = self.syntax.arguments(trigger.clause)
        carriers = [
            *arguments.objects,
            *(obj for link, obj in arguments.prepositions if link.lower_ not in self._words["temporal"]),
        ]
        if trigger.nominal:
            carriers = [
                obj
                for child in self.reading.children(trigger.token)
                if child.dep_ == "prep"
                for obj in self.reading.children(child)
            ] + carriers
        for carrier in carriers:
            if carrier.i != trigger.token.i:
                yield from self._below(carrier, loose=False)
        if trigger.type.family in {"conflict", "disaster", "movement"}:
            for token in carriers:
                if self._is_site(token, names=True):
                    yield token
        spoken = trigger.type.family in {"report", "political", "contact"}
        for subject in arguments.subjects:
            if subject.i > trigger.token.i or not spoken:
                yield from self._below(subject, loose=False)

    def _below(self, head: Token, *, loose: bool) -> Iterator[Token]:
        """Objects of locative prepositions on ``head``, nearest first."""
        found = [
            obj
            for child in self.reading.children(head)
            if child.dep_ in {"prep", "agent"}
            and child.lower_ in self._words["locative"]
            and (loose or child.lower_ not in self._words["loose"])
            for obj in self.reading.children(child)
            if obj.dep_ == "pobj"
        ]
        found += self._beyond(head)
        for obj in sorted(found, key=lambda t: abs(t.i - head.i)):
            yield from conjuncts(self.reading, obj)

    def _beyond(self, head: Token) -> list[Token]:
        """What an adverb of direction counts from: "broke out south of Orsk", "ten km north of Orsk"."""
        return [
            obj
            for child in self.reading.children(head)
            if child.lower_ in self._words["directions"]
            for of in self.reading.children(child)
            if of.lower_ == "of"
            for obj in self.reading.children(of)
            if obj.dep_ == "pobj"
        ]

    def _is_site(self, token: Token, *, names: bool = False) -> bool:
        mention = self.reading.mention_at(token)
        if mention is not None and mention.type in _SITES:
            return not names or mention.type == EntityType.PLACE
        return not names and (self.sorts.is_a(token, self._class) or self.sorts.is_a(token, self._building))

    def _as_place(self, token: Token) -> Place | None:
        """``token``'s phrase as a place, or None; the name inside it where there is one."""
        if self.dateline is not None and self._is_here(token):
            return replace(self.dateline, basis="stated")
        name = self._name_in(token, 0)
        if name is not None:
            return Place(start=name.start, end=name.end, text=name.text, mention_id=name.id)
        if token.pos_ == "NOUN" and self._is_site(token):
            own = self.reading.mention_at(token)
            span = own if own is not None else self.reading.phrase(token)
            return Place(
                start=span.start, end=span.end, text=span.text, mention_id=own.id if own is not None else None
            )
        return None

    def _is_here(self, token: Token) -> bool:
        """Whether "this capital", "this town" means where the report was sent from."""
        return token.lower_ in self._words["seats"] and any(
            child.lower_ == "this" for child in self.reading.children(token)
        )

    def _name_in(self, token: Token, depth: int) -> Mention | None:
        """The name of a place that ``token``'s phrase is, or holds: "the village of X", "a house in X"."""
        own = self.reading.mention_at(token)
        if own is not None and own.kind == MentionKind.NAME:
            return own if own.type in _SITES or self._is_placed(token, own) else None
        if not (self._is_site(token) or token.lower_ in self._words["parts"]):
            return None
        for child in self.reading.children(token):
            if child.dep_ in {"compound", "nmod", "appos", "poss"}:
                found = [child]
            elif child.dep_ == "prep" and (child.lower_ == "of" or child.lower_ in self._words["locative"]):
                found = [obj for obj in self.reading.children(child) if obj.dep_ == "pobj"]
            else:
                continue
            for inner in found:
                mention = self.reading.mention_at(inner)
                if mention is not None and mention.id in self._named:
                    return mention
                if depth < _DEPTH and child.dep_ == "prep":
                    deeper = self._name_in(inner, depth + 1)
                    if deeper is not None:
                        return deeper
        return None

    @staticmethod
    def _is_placed(token: Token, mention: Mention) -> bool:
        """Whether syntax says place of what was taken for a person: one is not "in" a person."""
        return token.dep_ == "pobj" and token.head.lower_ == "in" and mention.type == EntityType.PERSON

    def _read_dateline(self) -> Place | None:
        """The place that opens the report: "MARBURY, 3 May (Norvik Wire) --"."""
        text = self.reading.document.text
        match = _DATELINE.match(text)
        if not match:
            return None
        inside = [m for m in self.reading.mentions if m.type == EntityType.PLACE and m.end <= match.end()]
        if not inside:
            return None
        first = min(inside, key=lambda m: m.start)
        if text[: first.start].strip():
            return None
        return Place(start=first.start, end=first.end, text=first.text, mention_id=first.id, basis="dateline")

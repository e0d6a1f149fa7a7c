"""Who wrote to whom: the head of a letter as mentions and a ``contact`` event, dated by its own date line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nlp.names.folding import fold
from nlp.records import (
    Document,
    EntityType,
    Event,
    Extraction,
    Granularity,
    HeaderField,
    Interval,
    Mention,
    MentionKind,
    Participant,
    Span,
    Status,
    TimeBasis,
    When,
    make_id,
)
from nlp.rules import load_rules
from nlp.rules.event_rules import load_event_rules
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons

CONTACT, RULE = "contact", "letterhead"
MOST_TOLD = 50  # recipients in one event; a circular to hundreds ties no two of them
_ROLES = {"from": "agent", "to": "recipient", "cc": "recipient"}


def add_letter(extraction: Extraction) -> Extraction:
    """``extraction`` with what the head of its document tells; the same where it has none.

    Needs no parse, so that letters in other languages tell it too.
    """
    document = extraction.document
    people = [field for field in document.header if field.role in _ROLES]
    if not people:
        return extraction
    known = {
        (fold(mention.name), mention.type): mention.chain
        for mention in reversed(extraction.mentions)
        if mention.kind is MentionKind.NAME
    }
    types = {name: kind for name, kind in known}  # noqa: C416  (keys of a mapping, not pairs of one)
    mentions: dict[int, Mention] = {}
    for field in people:
        mention = _mention(document, field, types)
        chain = known.setdefault((fold(mention.name), mention.type), mention.chain)
        mentions[field.start] = replace(mention, chain=chain)
    event = _event(document, people, mentions)
    return replace(
        extraction,
        mentions=(*mentions.values(), *extraction.mentions),
        events=(event, *extraction.events),
    )


def _mention(document: Document, field: HeaderField, types: dict[str, EntityType]) -> Mention:
    name = field.name if _tells(field) else field.address or field.name
    start = field.start + max(0, document.text[field.start : field.end].find(name))
    end = start + len(name)
    kind = types.get(fold(name)) or _kind(name)
    return Mention(
        id=make_id("mention", document.id, start, end, kind),
        document_id=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        type=kind,
        kind=MentionKind.NAME,
        name=name,
        chain=make_id("chain", document.id, RULE, fold(name)),
        head=start,
        rule=RULE,
    )


def _tells(field: HeaderField) -> bool:
    """Whether a name says more than the address beside it: "Ruta" may be anyone, an address is someone."""
    return bool(field.name) and (not field.address or len(field.name.split()) > 1 or _is_body(field.name))


def _kind(name: str) -> EntityType:
    if "@" in name:
        return EntityType.IDENTIFIER
    if _is_body(name):
        return EntityType.ORG
    words = name.split()
    named = 1 < len(words) <= 5 and words[0][:1].isupper() and words[-1][:1].isupper()
    return EntityType.PERSON if named and not any(map(str.isdigit, name)) else EntityType.OTHER


@per_language
def _bodies() -> frozenset[str]:
    words = lexicons()
    mastheads = load_rules("imprint")["masthead"]["words"]
    desks = load_rules("mail")["mailboxes"]["desks"]
    return frozenset({*words.organisation_heads, *words.legal_forms, *mastheads, *desks})


def _is_body(name: str) -> bool:
    words = fold(name).split()
    whole = name.isupper() and len(words) == 1
    return whole or name in lexicons().known_organisations or not _bodies().isdisjoint(words)


def _event(document: Document, people: list[HeaderField], mentions: dict[int, Mention]) -> Event:
    end = max(field.end for field in document.header)
    sentence = Span(start=0, end=end, text=document.text[:end])
    first = next((field for field in people if field.role == "to"), people[0])
    label = document.text.rfind(":", 0, first.start)
    start = max(document.text.rfind(" ", 0, label) + 1, 0)
    return Event(
        id=make_id("event", document.id, start, label, CONTACT),
        document_id=document.id,
        type=CONTACT,
        trigger=Span(start=start, end=label, text=document.text[start:label]),
        sentence=sentence,
        when=_when(document),
        participants=tuple(_participants(people[: MOST_TOLD + 1], mentions)),
        place=None,
        status=Status.HAPPENED,
        attribution=(),
        rule=RULE,
        salience=load_event_rules().types[CONTACT].salience,
    )


def _participants(people: list[HeaderField], mentions: dict[int, Mention]) -> Iterator[Participant]:
    for field in people:
        mention = mentions[field.start]
        yield Participant(
            role=_ROLES[field.role],
            start=mention.start,
            end=mention.end,
            text=mention.text,
            mention_id=mention.id,
        )


def _when(document: Document) -> When | None:
    dated = next((field for field in document.header if field.role == "date"), None)
    if dated is None or document.published is None:
        return None
    day = document.published.isoformat()
    return When(
        interval=Interval(earliest=day, latest=day, granularity=Granularity.DAY),
        text=document.text[dated.start : dated.end],
        basis=TimeBasis.STATED,
        rule=RULE,
    )

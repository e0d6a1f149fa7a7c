"""From an event and what the case knows of its entities to the facts that incidents compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from nlp.incidents.resolution.day_numbers import ordinal
from nlp.incidents.resolution.records import Actor, EventFacts
from nlp.incidents.resolution.stemming import (
    content_stems,
    cue_pattern,
    irregular_verbs,
    is_pronoun,
    is_speech,
    phrase_stem,
    stem,
    words,
)
from nlp.records import Event, Granularity, Status

STORY_SIZE = 24
NEAR = 30  # characters within which a word bears on the trigger
_DETERMINERS = frozenset(
    ["a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "some"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """What the case knows of a place entity: its name, its position in degrees, the places around it."""

    name: str
    lat: float | None = None
    lon: float | None = None
    within: frozenset[str] = field(default_factory=frozenset)


def build_facts(
    event: Event,
    *,
    published: date | str | None,
    publisher: str | None,
    entity_of: Mapping[str, str],
    places: Mapping[str, PlaceFacts] | None = None,
    story: frozenset[str] = frozenset(),
    origin: str = "",
    refers_to: Iterable[str] = (),
) -> EventFacts:
    """Return the facts of one event.

    Args:
        event: as extracted.
        published, publisher: of its document; a day as ``date`` or in ISO form.
        entity_of: mention id -> entity id, for the mentions the event cites; more do no harm.
        places: entity id -> what is known of it, for places.
        story: :func:`story_terms` of the document.
        origin: id of the document that this one copies (:mod:`nlp.near_duplicates`), "" for none.
        refers_to: ids of events of the same document that this one takes up, beside ``event.refers_to``.
    """
    place = entity_of.get(event.place.mention_id or "") if event.place else None
    known = (places or {}).get(place or "")
    return EventFacts(
        id=event.id,
        document_id=event.document_id,
        type=event.type,
        trigger=_trigger(event),
        status=_status(event, published),
        interval=event.when.interval if event.when else None,
        place=place,
        place_name=known.name if known else event.place.text if event.place else "",
        lat=known.lat if known else None,
        lon=known.lon if known else None,
        within=known.within if known else frozenset(),
        actors=tuple(
            Actor(
                role=p.role,
                text=p.text,
                head=head_of(p.text),
                entity_id=entity_of.get(p.mention_id or ""),
                amount=p.amount,
                unit=p.unit,
            )
            for p in event.participants
        ),
        published=str(published) if published else None,
        publisher=publisher,
        attribution=event.attribution,
        refers_to=tuple(dict.fromkeys([*refers_to, *([event.refers_to] if event.refers_to else [])])),
        story=story,
        words=content_stems(event.sentence.text),
        sentence=event.sentence.text,
        start=event.trigger.start,
        at=event.trigger.start - event.sentence.start,
        origin=origin or event.document_id,
        series=is_series(event),
        anew=is_told_anew(event),
        noun=is_noun(event),
    )


def _trigger(event: Event) -> str:
    """The stem of the trigger, or of the one word that says the same as it with what follows."""
    first, *others = event.trigger.text.split() or [""]
    after = event.sentence.text[event.trigger.end - event.sentence.start :][:NEAR]
    return phrase_stem(first, " ".join([*others, after])) or stem(first)


def _status(event: Event, published: date | str | None) -> Status:
    """The status; what a report dates after its own publication is a plan, in whatever tense it is told.

    A day is allowed for: clocks differ, and evening papers bear the date of the next morning.
    """
    interval = event.when.interval if event.when else None
    if event.status is not Status.HAPPENED or not published or interval is None or not interval.year_known:
        return event.status
    later = interval.earliest is not None and ordinal(interval.earliest) > ordinal(str(published)) + 1
    return Status.PLANNED if later else event.status


def is_series(event: Event) -> bool:
    """Whether the words around the trigger speak of several happenings, or of a habit."""
    sentence, at = event.sentence.text.lower(), event.trigger.start - event.sentence.start
    around = sentence[max(at - NEAR, 0) : at], sentence[at + len(event.trigger.text) :][:NEAR]
    many, habit, nth = cue_pattern("many"), cue_pattern("habit"), cue_pattern("nth")
    if any(habit.search(side) for side in around):
        return True
    if many.search(around[0]) or nth.search(around[0]):
        return not nth.search(around[0])  # "the second such attack" is one
    word = event.trigger.text.lower()
    if _is_clause(event) or is_speech(event.type) or cue_pattern("plural").fullmatch(word):
        return False
    interval = event.when.interval if event.when else None
    loose = interval is None or interval.vague_start or interval.granularity is Granularity.VAGUE
    return loose and word.endswith("s") and event.rule.split(": ")[-1].split(" ")[0] + "s" == word


def _is_clause(event: Event) -> bool:
    """Whether someone taking part stands beside the trigger: "a storm kills three" has no plural noun."""
    start, end = event.trigger.start, event.trigger.end
    following = event.sentence.text[end - event.sentence.start :].split(maxsplit=1)
    if following and is_pronoun(following[0].strip(".,;:")):
        return True
    return any(p.end + 1 == start or p.start == end + 1 for p in event.participants)


def is_noun(event: Event) -> bool:
    """Whether the trigger looks like a noun, which has no tense: no verb's ending, and nobody beside it."""
    word = event.trigger.text.lower()
    return not word.endswith(("ed", "ing")) and word not in irregular_verbs() and not _is_clause(event)


def is_told_anew(event: Event) -> bool:
    """Whether the sentence, before the trigger, says that this is another happening than the last one."""
    before = event.sentence.text[: max(event.trigger.start - event.sentence.start, 0)]
    return bool(cue_pattern("anew").search(before.lower()))


def story_terms(text: str, entity_ids: Iterable[str] = ()) -> frozenset[str]:
    """What marks a document: its entities and its most frequent content words, early ones counting double.

    Args:
        text: of the document, boilerplate left out where possible.
        entity_ids: of its named mentions, one for each mention.
    """
    counts: Counter[str] = Counter()
    found = words(text)
    for at, word in enumerate(found):
        if len(word) > 2:
            counts[stem(word)] += 2 if at < 80 else 1
    top = sorted(counts, key=lambda term: (-counts[term], term))[:STORY_SIZE]
    named = Counter(entity_ids)
    return frozenset(top) | frozenset(sorted(named, key=lambda e: (-named[e], e))[: STORY_SIZE // 2])


def head_of(text: str) -> str:
    """The head of a noun phrase in lower case, by shape: the last word before "of", "in" or a comma."""
    kept: list[str] = []
    for word in text.lower().replace(",", " , ").split():
        if kept and word in {"of", "in", "at", "from", "who", "that", "which", "with", "for", "near", ","}:
            break
        if word not in _DETERMINERS:
            kept.append(word)
    return kept[-1] if kept else ""

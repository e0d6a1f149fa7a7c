"""What the program would read on words that an analyst marks: the fields that a form is filled with."""

from __future__ import annotations

from typing import Any

from nlp.case.decide.amendments import Fields
from nlp.case.decide.passages import cite_passage, find_passage, sentence_around
from nlp.case.file.database import Database
from nlp.errors import CaseError
from nlp.incidents.resolution.stemming import stem
from nlp.records import EntityType, MentionKind
from nlp.rules.event_rules import load_event_rules

_ACTORS = frozenset(
    {EntityType.PERSON, EntityType.ORG, EntityType.GROUP, EntityType.VEHICLE, EntityType.OTHER}
)


def suggest_event(database: Database, ref: str) -> Fields:
    """The fields of an event on the words that ``ref`` names, from what was read in their sentence.

    The nearest actor before the words as the agent, the nearest after them as the patient, the place and the
    time of the sentence, the type that the words are a trigger of ("other" where there is none).

    Raises:
        CaseError: the words are not in the case.
    """
    cited = cite_passage(database, ref)
    row = database.row("SELECT doc, text FROM documents WHERE id = ?", [cited.id])
    marked = find_passage(row[1], cited) if row else None
    if row is None or marked is None:
        raise CaseError(f"no such passage: {ref}")
    sentence = sentence_around(row[1], marked.start, marked.end)
    inside = [row[0], sentence.start, sentence.end]
    mentions = database.rows(_MENTIONS, inside)
    actors = [one for one in mentions if one[3] in _ACTORS and one[4] != MentionKind.PRONOUN]
    before = [one for one in actors if one[1] <= marked.start]
    after = [one for one in actors if one[0] >= marked.end]
    places = [one for one in mentions if one[3] == EntityType.PLACE]
    times = database.rows(_TIMES, inside)
    fields: Fields = {"type": _type_of(cited.text), "status": "happened", "participants": []}
    fields["participants"] += [_part(before[-1], "agent")] if before else []
    fields["participants"] += [_part(after[0], "patient")] if after else []
    if places:
        near = min(places, key=lambda one: abs(one[0] - marked.start))
        fields["place"] = _part(near, "place")
    if times:
        fields["when"] = min(times, key=lambda one: abs(one[0] - marked.start))[1]
    return fields


def _part(mention: tuple[Any, ...], role: str) -> Fields:
    return {"role": role, "text": mention[2], "entity": mention[5] or ""}


def _type_of(words: str) -> str:
    """The type that one of the words is a trigger of, in any of its forms; without what stands around it, the
    sense that asks for least is taken."""
    rules = load_event_rules()
    stems = {stem(word) for word in words.lower().split()}
    for heads in (rules.verbs, rules.nouns):
        for head, patterns in heads.items():
            if stem(head) in stems:
                return min(patterns, key=lambda pattern: pattern.weight).type
    return "other"


_MENTIONS = """
SELECT m.start, m."end", m.text, m.type, m.kind, n.id
FROM mentions m LEFT JOIN chains c USING (chain) LEFT JOIN entities n ON n.ent = c.ent
WHERE m.doc = ? AND m.start >= ? AND m."end" <= ? ORDER BY m.start
"""
_TIMES = 'SELECT start, text FROM times WHERE doc = ? AND start >= ? AND "end" <= ? ORDER BY start'

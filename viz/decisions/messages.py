"""From what the page sends to a decision on the case, and back: what was decided, and what became of ids.

Everything here is a function of a case and a message. Messages are input from outside: one that makes no
sense raises :class:`~nlp.errors.CaseError` in words for the analyst.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from nlp.errors import CaseError
from nlp.query import EntityRow, EventRow, Query
from viz.decisions import entity_dialogs, event_dialogs, mention_dialogs
from viz.decisions.buttons import say_decision
from viz.kit.dialog_fields import element
from viz.state.state import read_state

if TYPE_CHECKING:
    from nlp.case import Case

Message = Mapping[str, Any]
OFFERED = 12
LONGEST = 400
_NEAR = timedelta(days=3)


def apply_message(case: Case, message: Message) -> dict[str, Any]:
    """Decide, undo or redo; returns what to tell: ``text``, and ``moved``: old entity id -> new one, or "".

    Raises:
        CaseError: the case refuses it, or there is nothing to undo or redo.
    """
    verb = str(message.get("do", ""))
    seen = _places(case, _entities_shown(str(message.get("search", ""))))
    if verb == "decide":
        decided = case.decide(
            str(message.get("kind", "")),
            _refs(message, "targets"),
            value=str(message.get("value") or "").strip()[:LONGEST],
            author=str(message.get("author") or "").strip()[:LONGEST],
        )
        told = _said(case, decided.id)
    elif verb in ("undo", "redo"):
        changed = case.undo() if verb == "undo" else case.redo()
        if changed is None:
            raise CaseError(f"There is nothing to {verb}.")
        told = f"{'Undone' if verb == 'undo' else 'Done again'}: {_said(case, changed.id)}"
    else:
        raise CaseError("The page sent something that this case does not understand.")
    return {"text": told, "moved": _moved(case, seen), "revision": case.revision}


def draw_dialog(case: Case, message: Message) -> list[Any]:
    """The dialog that the page asks for, as a tree.

    Raises:
        CaseError: no such dialog, or what it is about is not in the case any more.
    """
    draw = _DIALOGS.get(str(message.get("form", "")))
    refs = _refs(message, "refs")
    if draw is None or not refs:
        raise CaseError("There is no such dialog.")
    return draw(case, refs, message)


def find_options(case: Case, message: Message) -> list[Any]:
    """What a finder shows for what was typed, as trees of options."""
    text, without = str(message.get("text") or "").strip()[:LONGEST], set(_refs(message, "without"))
    if str(message.get("what")) == "event":
        first = next(iter(_refs(message, "without")), "")
        events = _search_events(case, text) if text else _likely_accounts(case, first)
        known = case.event(first) if first else None
        rows = [e for e in events if e.id not in without and not _same_incident(e, known)]
        found = [event_dialogs.draw_event_option(event) for event in rows[:OFFERED]]
    else:
        entities = _search_entities(case, text) if text else _likely_entities(case, without)
        found = [entity_dialogs.draw_entity_option(row) for row in entities if row.id not in without][
            :OFFERED
        ]
    return found or [element("li", "Nothing found.", css="note", role="presentation")]


def _merge(case: Case, refs: Sequence[str], message: Message) -> list[Any]:
    rows = [_entity(case, ref) for ref in refs]
    if len(rows) == 1:
        return entity_dialogs.draw_picking(rows[0], _likely_entities(case, set(refs)), kind="merge")
    return entity_dialogs.draw_merge(rows)


def _apart(case: Case, refs: Sequence[str], message: Message) -> list[Any]:
    rows = [_entity(case, ref) for ref in refs]
    if len(rows) == 1:
        return entity_dialogs.draw_picking(rows[0], _likely_entities(case, set(refs)), kind="keep apart")
    return entity_dialogs.draw_apart(rows)


def _split(case: Case, refs: Sequence[str], message: Message) -> list[Any]:
    row = _entity(case, refs[0])
    mentions = case.mentions(row.id, limit=mention_dialogs.MOST_MENTIONS)
    chain = str(message.get("chain") or "")
    ticked = frozenset(one.id for one in mentions if chain and one.chain == chain)
    return mention_dialogs.draw_split(row, mentions, ticked)


def _why(case: Case, refs: Sequence[str], message: Message) -> list[Any]:
    row = _entity(case, refs[0])
    return mention_dialogs.draw_why(row, case.explain(row.id))


def _same(case: Case, refs: Sequence[str], message: Message) -> list[Any]:
    events = [_event(case, ref) for ref in refs]
    if len(events) > 1:
        return event_dialogs.draw_same_confirm(events)
    likely = [e for e in _likely_accounts(case, events[0].id) if not _same_incident(e, events[0])]
    return event_dialogs.draw_same(events[0], likely[:OFFERED])


def _different(case: Case, refs: Sequence[str], message: Message) -> list[Any]:
    event = _event(case, refs[0])
    others = [one for one in case.incident(event.incident_id) if one.id != event.id]
    return event_dialogs.draw_different(event, others)


def _publish(case: Case, refs: Sequence[str], message: Message) -> list[Any]:
    page = case.document(refs[0])
    if page is None:
        raise CaseError("This report is not in the case any more.")
    return event_dialogs.draw_publish(page.row)


_DIALOGS: dict[str, Callable[[Case, Sequence[str], Message], list[Any]]] = {
    "merge": _merge,
    "apart": _apart,
    "rename": lambda case, refs, _: entity_dialogs.draw_rename(_entity(case, refs[0])),
    "retype": lambda case, refs, _: entity_dialogs.draw_retype(_entity(case, refs[0])),
    "hide": lambda case, refs, _: entity_dialogs.draw_hide(_entity(case, refs[0])),
    "split": _split,
    "why": _why,
    "redate": lambda case, refs, _: event_dialogs.draw_redate(_event(case, refs[0])),
    "same": _same,
    "different": _different,
    "publish": _publish,
}
READING = frozenset({"why"})  # dialogs that a case opened for reading only may show too


def _entity(case: Case, ref: str) -> EntityRow:
    row = case.entity(ref)
    if row is None:
        raise CaseError("This is not in the case any more.")
    return row


def _event(case: Case, ref: str) -> EventRow:
    event = case.event(ref)
    if event is None:
        raise CaseError("This event is not in the case any more.")
    return event


def _same_incident(event: EventRow, other: EventRow | None) -> bool:
    return other is not None and event.incident_id == other.incident_id


def _search_entities(case: Case, text: str) -> list[EntityRow]:
    hits = [hit.ref for hit in case.search(text, limit=3 * OFFERED) if hit.kind == "entity"]
    return list(case.entities_by_id(hits).values())


def _likely_entities(case: Case, without: Iterable[str]) -> list[EntityRow]:
    """What else goes by one of the words of its name; then the entities that are in most events."""
    known = list(case.entities_by_id(tuple(without)).values())
    words = sorted({word for row in known for word in row.name.split()}, key=len, reverse=True)[:3]
    alike = [row for word in words for row in _search_entities(case, word)]
    usual = [row for row in case.entities(limit=60) if any(row.type == one.type for one in known)]
    rows = {row.id: row for row in (*alike, *usual) if row.id not in set(without)}
    return list(rows.values())[:OFFERED]


def _search_events(case: Case, text: str) -> list[EventRow]:
    hits = [hit.ref for hit in case.search(text, limit=3 * OFFERED) if hit.kind == "event"]
    return list(case.events_by_id(hits).values())


def _likely_accounts(case: Case, ref: str) -> list[EventRow]:
    """Events of the days around, of its type first; of an event without a date, those of its type."""
    event = case.event(ref) if ref else None
    if event is None:
        return []
    alike = Query(event_types=(event.type,))
    span = event.when.interval if event.when and event.when.interval.year_known else None
    if span is None:
        return case.events(alike, limit=5 * OFFERED)
    first, last = span.earliest or span.latest, span.latest or span.earliest
    low = date.fromisoformat(str(first)) - _NEAR
    high = date.fromisoformat(str(last)) + _NEAR
    near = Query(period=(low.isoformat(), high.isoformat()))
    both = (replace(near, event_types=alike.event_types), near)
    return list({one.id: one for query in both for one in case.events(query, limit=5 * OFFERED)}.values())


def _refs(message: Message, name: str) -> list[str]:
    given = message.get(name)
    return [str(one)[:LONGEST] for one in given if one] if isinstance(given, list) else []


def _entities_shown(search: str) -> list[str]:
    """The entities that the page's address names: chosen, filtered by, expanded, taken out."""
    state = read_state(search[:20_000])
    view = state.view
    shown = (*state.selection.entities, *state.query.entities, view.around, *view.expanded, *view.hidden)
    return list(dict.fromkeys(one for one in shown if one))


def _places(case: Case, refs: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Where each entity is mentioned first: what it is found by once its id has changed."""
    found = {ref: case.mentions(ref, limit=1) for ref in refs}
    return {ref: (rows[0].document_id, rows[0].start) for ref, rows in found.items() if rows}


def _moved(case: Case, places: Mapping[str, tuple[str, int]]) -> dict[str, str]:
    """The entities of ``places`` that are gone, with the ids of those that hold their mentions now."""
    moved = {}
    for ref, (document, start) in places.items():
        if case.entity(ref) is not None:
            continue
        page = case.document(document)
        marks = page.highlights if page else ()
        now = next((m.ref for m in marks if m.kind == "mention" and m.start == start and m.ref), "")
        moved[ref] = now if now and case.entity(now) else ""
    return moved


def _said(case: Case, decision_id: str) -> str:
    rows = (row for row in case.decision_rows() if row.id == decision_id)
    return next(map(say_decision, rows), "Decided")

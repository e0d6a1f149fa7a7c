"""Where a statement stands, in one line that can be put under a quotation."""

from __future__ import annotations

from nlp.query import EventRow
from viz.kit.wording import say_day, say_place


def cite(event: EventRow, *, publisher: bool = True) -> str:
    """Title, publisher, day of publication and file of the report, as far as known."""
    facts = [
        f"“{' '.join(event.title.split())}”" if event.title else "",
        (event.publisher or "publisher unknown") if publisher else "",
        say_day(event.published) if event.published else "publication date unknown",
        event.path,
        say_place(dict(event.at)),
    ]
    return f"{', '.join(fact for fact in facts if fact)}, characters {event.sentence.start}–{_end(event)}"


def quote(event: EventRow) -> str:
    """The sentence in quotation marks and where it stands."""
    return f"“{' '.join(event.sentence.text.split())}” ({cite(event)})"


def _end(event: EventRow) -> int:
    return event.sentence.start + len(event.sentence.text)

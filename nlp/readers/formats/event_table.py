"""Tables of events: columns of date, event, actor, place, source, as desks keep their chronologies.

The table becomes one report, a dated line a row ("2017-05-09 | The mayor fired the clerk. | Osk"), so that
each row is told of its own day and is the evidence of what is read in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.readers.formats.date_fields import DateStyle, find_style, read_day
from nlp.readers.formats.field_names import field_names, fold_name
from nlp.text.dated_lines import BAR

KINDS = ("event_date", "event", "event_actor", "event_place", "event_source")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventColumns:
    """The numbers of an event table's columns, and how its dates are written."""

    date: int
    event: int
    others: tuple[int, ...]
    style: DateStyle

    def line(self, cells: Sequence[str]) -> str | None:
        """A row as a dated line; None where it has no event."""
        event = _cell(cells, self.event)
        if not event:
            return None
        if event[-1].isalnum():
            event += "."
        written = _cell(cells, self.date)
        day = read_day(written, style=self.style)
        others = [_cell(cells, place) for place in self.others]
        told = [each for each in others if each and each.casefold() not in event.casefold()]
        return BAR.join(each for each in (day.isoformat() if day else written, event, *told) if each)


def event_columns(rows: Sequence[Sequence[str]]) -> EventColumns | None:
    """The columns of a table of events; None where it has no column of events beside one of dates, or has
    reports of its own."""
    if not rows:
        return None
    names = [fold_name(cell) for cell in rows[0]]
    places = {kind: next((names.index(n) for n in field_names(kind) if n in names), None) for kind in KINDS}
    date, event = places["event_date"], places["event"]
    if date is None or event is None or any(name in names for name in field_names("report_only")):
        return None
    return EventColumns(
        date=date,
        event=event,
        others=tuple(
            place for kind in KINDS[2:] if (place := places[kind]) is not None and place not in {date, event}
        ),
        style=find_style(row[date] for row in rows[1:] if date < len(row)),
    )


def event_text(columns: EventColumns, rows: Iterable[Sequence[str]]) -> str:
    """The rows of an event table as the lines of one text."""
    return "\n\n".join(line for row in rows if (line := columns.line(row)))


def _cell(cells: Sequence[str], place: int) -> str:
    return " ".join(cells[place].split()) if place < len(cells) else ""

"""Events for programs of time: TimelineJS, Timesketch, calendars (iCalendar)."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from nlp.dataset.dataset import Dataset, Record
from nlp.dataset.days import Span, drawn, stated

Files = Mapping[str, bytes]


def write_timelinejs(data: Dataset) -> Files:
    """The JSON of TimelineJS 3: a slide an incident, told by its best dated account.

    What stands on no calendar (no date, or no year) can't be drawn there and is left out; ``left_out``
    says how many incidents that are. Text is escaped: TimelineJS shows it as HTML.
    """
    slides = []
    left_out = 0
    for accounts in data.incidents.values():
        event = min(accounts, key=_vagueness)
        span, dated = drawn(event)
        if not span.on_calendar:
            left_out += 1
            continue
        start, end = span.earliest or span.latest, span.latest or span.earliest
        said = [
            f"<p>{html.escape(' '.join(one['sentence']['text'].split()))} "
            f"<em>{html.escape(_told_by(data, one))}</em></p>"
            for one in accounts
        ]
        slide: dict[str, Any] = {
            "unique_id": event["id"],
            "start_date": _date(str(start)),
            "end_date": _date(str(end)),
            "text": {"headline": html.escape(data.title(event)), "text": "".join(said)},
            "group": event["type"].replace("_", " "),
        }
        if span.text:
            slide["display_date"] = html.escape(span.text if dated else f"not stated ({span.text})")
        slides.append(slide)
    text = json.dumps(
        {"title": {"text": {"headline": html.escape(data.name)}}, "events": slides, "left_out": left_out},
        ensure_ascii=False,
        indent=1,
    )
    return {f"{data.name}.timeline.json": text.encode()}


def _vagueness(event: Record) -> tuple[bool, bool, int]:
    span, dated = drawn(event)
    if not span.on_calendar:
        return True, True, 0
    ends = [date.fromisoformat(end) for end in (span.first_day, span.last_day) if end]
    return False, not dated, (ends[-1] - ends[0]).days if len(ends) > 1 else 100_000


def _told_by(data: Dataset, event: Record) -> str:
    document = data.document_of(event)
    return (
        ", ".join(part for part in (document["publisher"], document["published"]) if part) or document["path"]
    )


def _date(end: str) -> dict[str, str]:
    parts = {"year": str(int(end[:4])), "month": str(int(end[5:7])), "day": str(int(end[8:10]))}
    if len(end) >= len("2000-01-01T00:00"):
        parts |= {"hour": str(int(end[11:13])), "minute": str(int(end[14:16]))}
    return parts


def write_timesketch(data: Dataset) -> Files:
    """JSON lines for Timesketch: one line an event with a day; ``datetime`` is the first moment that the text
    allows, ``timestamp_desc`` says what it stands for. Events without a day are left out."""
    lines = []
    for event in data.events.values():
        span, dated = drawn(event)
        start = span.earliest or span.latest
        if start is None:
            continue
        lines.append(
            {
                "message": data.title(event),
                "datetime": _moment(start),
                "timestamp_desc": _says_what(span, dated),
                "latest": span.latest,
                "event_type": event["type"],
                "status": event["status"],
                "agents": data.names(event, "agent"),
                "participants": data.names(event),
                "place": event["place"]["text"] if event["place"] else None,
                "sources": data.sources(event),
                "sentence": " ".join(event["sentence"]["text"].split()),
                "report": data.document_of(event)["path"],
                "tag": [event["type"], "stated" if dated else "placed"],
            }
        )
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return {f"{data.name}.timesketch.jsonl": text.encode()}


def _moment(end: str) -> str:
    moment = datetime.fromisoformat(end)
    return moment.isoformat() if moment.tzinfo else f"{moment.isoformat()}+00:00"


def _says_what(span: Span, dated: bool) -> str:
    if not dated:
        return "Placed, not stated"
    if span.earliest is None:
        return "Happened by"
    return "Happened" if span.earliest == span.latest else "Happened from"


def write_ics(data: Dataset) -> Files:
    """An iCalendar file: events whose text gives a day, month or other span of the calendar as entries of
    whole days, those with a time of day as such. What the text does not date is no
    appointment and is left out."""
    calendar = Calendar()
    calendar.add("prodid", "-//Dateline//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", data.name)
    for event in data.events.values():
        span = stated(event)
        start, end = span.earliest or span.latest, span.latest or span.earliest
        if start is None or end is None:
            continue
        entry = Event()
        entry.add("uid", f"{event['id']}@dateline")
        entry.add("dtstamp", datetime(2000, 1, 1))
        entry.add("summary", data.title(event))
        entry.add(
            "description",
            f"{' '.join(event['sentence']['text'].split())}\n{data.sources(event)}\nTime: {span.text}",
        )
        entry.add("categories", [event["type"], event["status"]])
        if span.whole_days:
            entry.add("dtstart", date.fromisoformat(start[:10]))
            entry.add("dtend", date.fromisoformat(end[:10]) + timedelta(days=1))
        else:
            entry.add("dtstart", _in_utc(datetime.fromisoformat(start)))
            entry.add("dtend", _last_moment(end))
        position = data.position(event)
        if event["place"]:
            entry.add("location", event["place"]["text"])
        if position:
            entry.add("geo", position)
        calendar.add_component(entry)
    return {f"{data.name}.ics": calendar.to_ical()}


def _last_moment(end: str) -> datetime:
    moment = datetime.fromisoformat(end)
    return _in_utc(moment if len(end) > len("2000-01-01") else moment + timedelta(days=1))


def _in_utc(moment: datetime) -> datetime:
    """A bare offset is no time zone of iCalendar; a time without a zone floats, as it should."""
    return moment.astimezone(UTC) if moment.tzinfo else moment

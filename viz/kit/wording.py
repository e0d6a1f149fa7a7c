"""Records in words: dates as a newspaper writes them, how firmly a thing is said, one line for an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from nlp.query import EventRow
from nlp.records import (
    Attribution,
    Granularity,
    Interval,
    Participant,
    Placed,
    Span,
    Stance,
    Status,
    TimeBasis,
    When,
)

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
UNDATED = "Date not stated"
_ACTING = ("agent", "source", "speaker", "cause")
_ACTED_ON = ("patient", "theme", "target", "recipient", "experiencer", "victim")
_GAP = 26  # letters between two parts of a title that are kept
_STOPS = ',;:.!?"“”()\n'
_SMALL_WORDS = frozenset(
    (
        *("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "off", "on", "or"),
        *("over", "that", "the", "their", "to", "up", "with"),
        *("had", "has", "have", "is", "was", "were", "will"),
    )
)
PLACED_BASIS = {
    "report": "the report's own day",
    "story": "the times told around it",
    "incident": "another account of the same incident",
    "order": "an event that it lies before or after",
}
_BASIS = {
    TimeBasis.STATED: "stated in the sentence",
    TimeBasis.RELATIVE: "reckoned from an anchor",
    TimeBasis.INHERITED: "inherited from the text around it",
    TimeBasis.ANALYST: "set by the analyst",
}


def standing(event: EventRow) -> str:
    """How firmly an event is said: "reported", "claimed", "denied", "planned" or "supposed"."""
    stances = {link.stance for link in event.attribution}
    if event.status is Status.NEGATED or Stance.DENIES in stances:
        return "denied"
    if event.status is Status.PLANNED:
        return "planned"
    if event.status is Status.HYPOTHETICAL:
        return "supposed"
    return "claimed" if stances & {Stance.CLAIMS, Stance.ACCUSES} else "reported"


def say_day(day: str, *, year: bool = True) -> str:
    """``2024-03-08`` as "8 March 2024", ``--03-08`` as "8 March"."""
    if day.startswith("--"):
        return f"{int(day[5:7])} {MONTHS[int(day[2:4]) - 1]}"
    text = f"{int(day[8:10])} {MONTHS[int(day[5:7]) - 1]}"
    return f"{text} {day[:4]}" if year else text


def say_place(at: Mapping[str, int | str]) -> str:
    """Where in the original something stands: "p. 14", "sheet Raids, row 7", "read from a picture"."""
    said = [f"{word} {at[key]}" for key, word in _PLACES.items() if key in at]
    if "read_from" in at:
        said.append(f"read from a {at['read_from']}")
    return ", ".join(said)


_PLACES = {
    "page": "p.",
    "sheet": "sheet",
    "row": "row",
    "slide": "slide",
    "line": "line",
    "record": "record",
    "time": "at",
    "message_id": "message",
}


def say_interval(interval: Interval) -> str:
    """An interval in words, as exact as it is and no more."""
    first, last = interval.earliest, interval.latest
    if first is None and last is None:
        return UNDATED
    if first is None or last is None:
        clock = _say_clock(interval.earliest_time if first else interval.latest_time)
        return f"from {say_day(first)}{clock} on" if first else f"up to {say_day(last or '')}{clock}"
    text = _say_span(first, last)
    begun, over = _say_clock(interval.earliest_time), _say_clock(interval.latest_time)
    if first != last and (begun or over):
        text = f"{say_day(first)}{begun} – {say_day(last)}{over}"
    elif begun or over:
        text += begun if begun == over else f"{begun} –{over.removeprefix(',')}"
    if interval.vague_start or interval.vague_end or interval.granularity is Granularity.VAGUE:
        text = f"about {text}"
    return text if interval.year_known else f"{text}, year not stated"


def say_when(when: When | None) -> str:
    """When an event happened, or that no date is stated."""
    return say_interval(when.interval) if when else UNDATED


def say_placed(placed: Placed | None) -> str:
    """Where an event that no text dates lies in time, in words: "probably 8 March 2024", "by 8 March"."""
    if placed is None or not (placed.earliest or placed.latest or placed.estimate):
        return "no place in time"
    if placed.estimate:
        return f"probably {say_day(placed.estimate)}"
    if placed.earliest and placed.latest:
        return f"between {say_day(placed.earliest)} and {say_day(placed.latest)}"
    return f"by {say_day(placed.latest)}" if placed.latest else f"not before {say_day(placed.earliest or '')}"


def say_time(event: EventRow) -> str:
    """When an event happened as its text says; else where it is placed, said to be no stated date."""
    if event.when and (event.when.interval.earliest or event.when.interval.latest):
        return say_when(event.when)
    if event.placed and (event.placed.earliest or event.placed.latest or event.placed.estimate):
        return f"{say_placed(event.placed)} (no date stated)"
    return UNDATED


def say_basis(basis: TimeBasis) -> str:
    """How an event came by its time, in words."""
    return _BASIS[basis]


def _say_clock(clock: str) -> str:
    """`` , 09:45`` as written behind a day; the offset is shown, "Z" as UTC."""
    return f", {clock.replace('Z', ' UTC')}" if clock else ""


def _say_span(first: str, last: str) -> str:
    if first == last:
        return say_day(first)
    if first.startswith("--"):
        return f"{say_day(first)} – {say_day(last)}"
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    month_ends = end.day >= 28 and (end.month == 12 or (end + timedelta(days=1)).day == 1)
    if start.day == 1 and month_ends and start.year == end.year:
        if (start.month, end.month) == (1, 12):
            return str(start.year)
        if start.month == end.month:
            return f"{MONTHS[start.month - 1]} {start.year}"
        return f"{MONTHS[start.month - 1]} – {MONTHS[end.month - 1]} {end.year}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year} – {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{say_day(last)}"
    return f"{say_day(first, year=start.year != end.year)} – {say_day(last)}"


def say_event(event: EventRow, *, longest: int = 70) -> str:
    """One line for an event: its headline.

    Of a case that was read before there were headlines: who, the trigger, whom, in the text's own words.

    What stands between two of them is kept where it is short ("was raided by"), and left out with an
    ellipsis where not. A trigger alone is followed by its place, else by the rest of its clause.
    """
    if event.headline:
        return shorten(event.headline, longest)
    who = _first(event.participants, _ACTING)
    whom = _first(event.participants, _ACTED_ON)
    parts = [(one.start, one.end) for one in (who, whom) if one and not _holds(one, event)]
    if not parts:
        return _headline(_say_alone(event), event, longest)
    spans = sorted({*parts, (event.trigger.start, event.trigger.end)})
    return _headline(_join(spans, event.sentence), event, longest)


def _join(spans: Sequence[tuple[int, int]], sentence: Span) -> str:
    """The stretches of the sentence with what is between them, as far as that is short."""
    words = sentence.text[spans[0][0] - sentence.start : spans[0][1] - sentence.start]
    last = spans[0][1]
    for start, end in spans[1:]:
        if end <= last:
            continue
        between = sentence.text[last - sentence.start : max(start, last) - sentence.start]
        near = len(between) <= _GAP and not set(between) & set(_STOPS)
        words += between if near else " … "
        words += sentence.text[max(start, last) - sentence.start : end - sentence.start]
        last = end
    return words


def _say_alone(event: EventRow) -> str:
    if event.place:
        return f"{event.trigger.text} ({event.place.text})"
    rest = event.sentence.text[event.trigger.end - event.sentence.start :]
    cut = min((at for at in map(rest.find, _STOPS) if at >= 0), default=len(rest))
    return event.trigger.text + rest[:cut]


def _headline(text: str, event: EventRow, longest: int) -> str:
    """``text`` cut to length, with a capital first. Words of an all-capitals report are set as headlines
    are, so that names keep their capitals."""
    flat = " ".join(text.split())
    if event.sentence.text.isupper():
        flat = " ".join(map(_calm, flat.split(" ")))
    return shorten(flat[:1].upper() + flat[1:], longest)


def _calm(word: str) -> str:
    """One word of a headline: "THE" as "the", "MAYOR" as "Mayor"; initials and abbreviations stay."""
    if word.lower() in _SMALL_WORDS:
        return word.lower()
    letters = [letter for letter in word if letter.isalpha()]
    initials = len(letters) < 3 or "." in word[:-1] or not set(word) & set("AEIOUY")
    return word if initials else "-".join(part.capitalize() for part in word.split("-"))


def _holds(part: Participant, event: EventRow) -> bool:
    return part.start <= event.trigger.start and event.trigger.end <= part.end


def _first(participants: tuple[Participant, ...], roles: tuple[str, ...]) -> Participant | None:
    return next((part for role in roles for part in participants if part.role == role), None)


def say_sources(attribution: tuple[Attribution, ...], publisher: str | None) -> str:
    """The chain of who says so, nearest to the reader first: "The Courier ← CNN ← U.S. officials"."""
    names = [publisher or "Publisher unknown", *(" ".join(link.text.split()) for link in attribution)]
    return " ← ".join(name for i, name in enumerate(names) if i == 0 or name != names[i - 1])


def count_of(number: int, one: str, many: str | None = None) -> str:
    """``1,204 events``, ``1 event``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def shorten(text: str, longest: int) -> str:
    """``text`` cut at a word to at most ``longest`` characters, with an ellipsis where cut."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    return (flat[: longest - 1].rsplit(" ", 1)[0] or flat[: longest - 1]).rstrip(" ,;:…") + "…"


def say_error(error: Exception) -> str:
    """An error as a sentence: a capital first, a full stop last."""
    text = str(error).strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"

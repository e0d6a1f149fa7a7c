"""What an expression says before anybody knows when it was written: the underspecified reading."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from typing import Any

from nlp.records import TimeType
from nlp.time.calendar.calendar import Calendar, value

PUBLISHED, REFERENCE = "published", "reference"
STORY = "story"  # the time spoken of where the verb tells of the past, else the day of publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The sense of a time expression.

    ``cal`` holds the calendar fields that are said. ``shift`` counts ``unit`` s from ``anchor`` (the day of
    publication, the time spoken of, or "" where the kind of text decides) and ``cal`` then narrows the result
    ("last year's third quarter"). ``direction`` chooses among repeating periods: -1 "last Friday", 0 "this
    summer", 1 "next May". ``value`` is the literal TIMEX3 value of durations, sets and vague expressions;
    ``span`` says on which side of the anchor a duration lies (-1 "the past two weeks", 1 "the next year").
    ``nth``/``nth_unit`` pick a part of what ``cal`` covers ("the last week of August": -1, W), and
    ``offset``/``offset_unit`` step away from it ("two days before Christmas": -2, D). ``same`` Q takes the
    quarter spoken of ("the 1988 quarter"), H the half of the day of the clock time told before ("at 9 p.m.
    ... at 10.30"), ``around`` W the week of a day ("the week of March 6"). ``stamp``: the value names the day
    alone, though the hour is known (a date-time group).
    """

    cal: Calendar = field(default_factory=Calendar)
    anchor: str = ""
    shift: int | None = None
    unit: str = ""
    direction: int | None = None
    value: str = ""
    span: int = 0
    amount: float | None = None
    nth: int | None = None
    nth_unit: str = ""
    offset: int = 0
    offset_unit: str = ""
    same: str = ""
    around: str = ""
    holiday: str = ""
    fiscal: bool = False
    stamp: bool = False
    mod: str | None = None
    quant: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What the words around an expression tell about it; taken from the parse once.

    ``tense`` of the governing verb ("past", "present", "future" or ""), ``quoted`` whether it stands inside
    quotation marks, ``sentence`` and ``paragraph`` numbers within the document; ``happened`` whether a noun
    of what is only told afterwards stands beside it ("the March 28 bombing").
    """

    tense: str = ""
    quoted: bool = False
    sentence: int = 0
    paragraph: int = 0
    happened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeReading:
    """A time expression as read. ``signal`` is the preposition that bounds it ("since", "until", "by",
    "before", "after", "from", "to") or places it ("in", "on"), "heading" or "opening" where it opens a
    paragraph or a sentence; ``partner`` the index of the other end of a range, ``group`` that of the first of
    a list ("on 3, 4 and 7 May")."""

    start: int
    end: int
    text: str
    type: TimeType
    meaning: Meaning
    rule: str
    signal: str = ""
    partner: int | None = None
    group: int | None = None
    cues: Cues = Cues()

    @property
    def read(self) -> str:
        """The underspecified value: ``XXXX-07-27``, ``P1D before ANCHOR``, ``P2W``."""
        return describe(self.meaning)


def describe(meaning: Meaning) -> str:
    """One short string for an underspecified meaning."""
    ambiguous = meaning.note is not None and meaning.note.endswith("either")
    said = f"{value(meaning.cal)[:4]}-XX-XX" if ambiguous else value(meaning.cal)
    parts = [] if said == "XXXX" else [said]
    if meaning.holiday:
        parts.insert(0, meaning.holiday)
    if meaning.nth is not None:
        which = "last" if meaning.nth == -1 else f"#{meaning.nth}"
        parts.insert(0, f"{which} {meaning.nth_unit} of")
    if meaning.offset:
        size = f"P{abs(meaning.offset)}{meaning.offset_unit}"
        parts.insert(0, f"{size} {'before' if meaning.offset < 0 else 'after'}")
    if meaning.around:
        parts.insert(0, f"{meaning.around} around")
    if meaning.value:
        parts.insert(0, meaning.value)
    if meaning.shift is not None:
        side = "before " if meaning.shift < 0 else "after " if meaning.shift > 0 else ""
        size = f"P{abs(meaning.shift)}{meaning.unit} {side}" if meaning.shift else f"{meaning.unit} of "
        parts.insert(0, f"{size}{'ANCHOR' if not meaning.anchor else meaning.anchor.upper()}")
    elif meaning.direction is not None:
        parts.append({-1: "before ANCHOR", 0: "around ANCHOR", 1: "after ANCHOR"}[meaning.direction])
    if meaning.span:
        parts.append("before ANCHOR" if meaning.span < 0 else "after ANCHOR")
    return " ".join(parts) or said


def to_json(reading: TimeReading) -> str:
    """``reading`` without its text as compact JSON; what is unset is left out."""
    kept: dict[str, Any] = {"m": _sparse(reading.meaning)}
    for key, item in (
        ("s", reading.signal),
        ("p", reading.partner),
        ("g", reading.group),
        ("c", _sparse(reading.cues)),
    ):
        if item or item == 0:
            kept[key] = item
    return json.dumps(kept, separators=(",", ":"))


def from_json(source: str, *, start: int, end: int, text: str, type: TimeType, rule: str) -> TimeReading:
    """The inverse of :func:`to_json`.

    Raises:
        ValueError: ``source`` was not written by :func:`to_json`.
    """
    try:
        kept = json.loads(source)
        meaning = dict(kept["m"])
        calendar = Calendar(**meaning.pop("cal", {}))
        return TimeReading(
            start=start, end=end, text=text, type=type, rule=rule,
            meaning=Meaning(cal=calendar, **meaning), signal=kept.get("s", ""), partner=kept.get("p"),
            group=kept.get("g"), cues=Cues(**kept.get("c", {})),
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a stored time reading: {source[:80]!r}") from error


def _sparse(record: Meaning | Cues | Calendar) -> dict[str, Any]:
    kept = {}
    for name, plain in _DEFAULTS[type(record)]:
        now = getattr(record, name)
        if now != plain:
            kept[name] = _sparse(now) if isinstance(now, Calendar) else now
    return kept


_DEFAULTS = {
    kind: [(f.name, getattr(kind(), f.name)) for f in fields(kind)] for kind in (Meaning, Cues, Calendar)
}

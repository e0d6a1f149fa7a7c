"""One line of a report that says when it came out, who wrote it or where it stood, read piece by piece.

A line dates its report only where everything on it is of that kind: a date and its label ("Published:"),
clock times, the author, the outlet, a share button. One word too many and it tells something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from nlp.readers.furniture.furniture_lines import is_boilerplate_line
from nlp.readers.imprint.imprint_words import Said, imprint_words
from nlp.readers.source.dates import find_days, find_yearless

LONGEST_LINE = 200
JOINING = frozenset({"of", "the", "and", "for", "in", "de", "la", "del", "al", "el", "von", "van", "der"})
_ZONE = r"(?:\(?(?:[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d|Z)\)?)?"
_CLOCK = re.compile(
    rf"(?:\bat\s+)?(?<![\d.])T?\d{{1,2}}[:.h]\d\d(?:[:.]\d\d)?(?:\.\d+)?(?!\d)\s*(?:[APap]\.?\s?[Mm]\b\.?)?\s*{_ZONE}(?!\w)"
    rf"|\b\d{{1,2}}\s*[APap]\.?[Mm]\b\.?\s*{_ZONE}(?!\w)|\b\d{{3,4}}\s*(?:hrs|hours|GMT|UTC|Z)(?!\w)"
)
_PARTS = re.compile(r"[|•·–—,;:()\[\]/<>»>\n*_=]+|\s-+\s|^-+\s|\s-+$|\.\s+|\.$|\s{2,}")
_NUMBERED = re.compile(r"(?:no|nr|vol|volume|issue|number|edition)\.?\s*\d{1,5}|#\d{1,5}|[+-]\d{4}", re.I)
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A day that a line states: ``day``, or month and day of the month where it gives no year."""

    said: Said
    words: str
    day: date | None
    month_day: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintLine:
    """A line of which every part is known, and the days on it."""

    statements: tuple[Statement, ...]
    kind: bool = False  # it names the kind of report: "Situation report"
    outlet: str | None = None


def label_of(line: str) -> Said | None:
    """What a line that is nothing but a label ("Created", "Date published:") is the label of."""
    bare = line.strip(" \t*-•|:").casefold()
    if not bare or len(bare) > 40:
        return None
    return next((said for said, words in imprint_words().labels if words.fullmatch(f"{bare}:")), None)


def read_line(line: str) -> ImprintLine | None:
    """Read a line with a day on it; None where anything on it is not of the imprint."""
    if len(line) > LONGEST_LINE or not _FIGURE.search(line):
        return None
    days: list[tuple[int, int, date | None, tuple[int, int]]] = [
        (start, end, day, (day.month, day.day)) for start, end, day in find_days(line)
    ]
    days += [(start, end, None, (month, day)) for start, end, month, day in find_yearless(line)]
    if not days:
        return None
    return _read(line, sorted(days)) or _behind_title(line)


def _behind_title(line: str) -> ImprintLine | None:
    """The imprint behind a title on one line with it: "Ferry halted | Dranova Courier | 3 May 2021"."""
    _, bar, rest = line.partition(" | ")
    found = read_line(rest) if bar else None
    return found if found and found.outlet and rest.count(" | ") == 1 else None


def _read(line: str, days: list[tuple[int, int, date | None, tuple[int, int]]]) -> ImprintLine | None:
    statements: list[Statement] = []
    seen: set[str] = set()
    at = 0
    for start, end, day, month_day in days:
        said, before = _label(line[at:start])
        found = _sorts(before)
        if found is None:
            return None
        if (
            said is not None
            and "name" in found
            and not _ends_part(before)
            and not _of_reports(line[at:start])
        ):
            return None  # "Incident date:", "Hostages released"
        seen |= found
        statements.append(
            Statement(
                said=said or Said.ALONE,
                words=" ".join(line[at + len(before) : end].split()).strip(" |-–—•·*"),
                day=day,
                month_day=month_day,
            )
        )
        at = end
    found = _sorts(line[at:])
    if found is None:
        return None
    seen |= found
    if "name" in seen:
        statements = [_named(each) for each in statements]
    return ImprintLine(statements=tuple(statements), kind="kind" in seen, outlet=_outlet(line))


def _of_reports(before: str) -> bool:
    """Whether a label can be no one's but a report's, so that a name may stand right before it."""
    words = before.casefold().split()
    return any(word.startswith(("publish", "updated")) for word in words)


def _outlet(line: str) -> str | None:
    """The part of an imprint line that is an outlet's name."""
    parts = [part.strip() for part in _PARTS.split(_CLOCK.sub(" | ", line)) if part and part.strip()]
    named = (part for part in parts if is_outlet(part) and _sort(part, after_author=False) == "outlet")
    return next((part for part in named if not find_days(part)), None)


def _named(statement: Statement) -> Statement:
    if statement.said is not Said.ALONE:
        return statement
    return Statement(said=Said.NAMED, words=statement.words, day=statement.day, month_day=statement.month_day)


def _label(before: str) -> tuple[Said | None, str]:
    """The label right before a day, and what stands before that. A clock time may stand between."""
    bare = re.sub(r"[\s,;|–-]+$", " ", _CLOCK.sub(" ", before)) if _CLOCK.search(before) else before
    bare = imprint_words().weekday.sub("", bare)
    for said, words in imprint_words().labels:
        if match := words.search(bare):
            return said, bare[: match.start()]
    return None, before


def _ends_part(text: str) -> bool:
    return bool(re.search(r"[|•·–—,;:()\[\]/<>»*_.=-]\s*$|\s{2,}$", text))


def _sorts(text: str) -> set[str] | None:
    """What sorts of parts ``text`` is made of ("author", "outlet", "kind", "name"); None with any other."""
    found: set[str] = set()
    for part in _PARTS.split(_CLOCK.sub(" | ", text)):
        bare = (part or "").strip(" \t\"'“”‘’-•")
        if not bare:
            continue
        sort = _sort(bare, after_author="author" in found)
        if sort is None:
            return None
        found.add(sort)
    return found


def _sort(part: str, *, after_author: bool) -> str | None:
    known = imprint_words()
    folded = part.casefold()
    words = folded.split()
    if is_boilerplate_line(part):
        return "known"
    if known.foreign.intersection(words):
        return None
    if folded in known.label_words or all(word.strip(".") in known.beside for word in words):
        return "known"
    if _NUMBERED.fullmatch(part) or re.fullmatch(r"[A-Z]{2,5}(?:[+-]\d{1,2})?", part):
        return "known"
    if author_of(part):
        return "author"
    if not _is_name(part):
        return None
    if known.mastheads.intersection(words):
        return "outlet"
    if known.kinds.intersection(words):
        return "kind"
    return "author" if after_author else "name"


def _is_name(part: str) -> bool:
    words = part.split()
    return len(words) <= 6 and all(
        (word[0].isupper() and not word[0].isdigit()) or word in JOINING or word == "&" for word in words
    )


def author_of(part: str) -> str | None:
    """The name in "By JANE DOE", where the part is no more than that."""
    match = imprint_words().author.match(part)
    return match["name"] if match else None


def is_outlet(name: str) -> bool:
    """Whether a name holds a word that outlets have in theirs: "Gazette", "News"."""
    return bool(imprint_words().mastheads.intersection(name.lower().split()))


def label_before(text: str) -> Said | None:
    """What the last words of ``text`` say of a day that comes behind them: "Last updated on"."""
    said, _ = _label(text)
    return said


def shows_date(text: str) -> bool:
    """Whether a short text is nothing but a date, a weekday, a time of day or "2 days ago"."""
    days = [each[:2] for each in find_days(text)] + [each[:2] for each in find_yearless(text)]
    for start, end in sorted(days, reverse=True):
        text = f"{text[:start]} | {text[end:]}"
    found = _sorts(text)
    return found is not None and found <= {"known", "author"}

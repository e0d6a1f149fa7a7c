"""Lines of a chronology: "May 9, 2017 – The mayor fired the auditor", and headings that date what is below.

One such line is a heading or a dateline; two and more are a chronology, and each is a scene of its own that
happened on its day. Found in text as :mod:`nlp.readers` leaves it, so readers keep such lines whole, the
pipeline breaks sentences behind their dates, and the extractor dates their events.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from nlp.rules import load_rules

_TIME = load_rules("time")
_MONTH = "(?:" + "|".join(sorted(_TIME["month"], key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = "(?:(?:" + "|".join(sorted(_TIME["weekday"], key=len, reverse=True)) + r")[.,]?\s+)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_SPAN = rf"{_DAY}(?:\s*(?:[-–—/&]|to|and)\s*{_DAY})?"
_FULL = (
    rf"{_WEEKDAY}{_MONTH}\s*{_SPAN},?\s+{_YEAR}|{_WEEKDAY}{_SPAN}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}"
    rf"|{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{_YEAR}"
    rf"|\d{{1,2}}[- ]{_MONTH}[- ]{_YEAR}"
    rf"|{_YEAR}\s+{_MONTH}\s+\d{{1,2}}"
)
_SHORT = rf"{_WEEKDAY}{_MONTH}\s*{_SPAN}(?!\d|:\d)|{_WEEKDAY}{_SPAN}\s+(?:of\s+)?{_MONTH}"
_LONG = rf"(?:early|mid|late)?[\s-]*{_MONTH},?\s+{_YEAR}|{_YEAR}[-/]\d\d(?!\d)"
_CLOCK = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4}\b)?)?"
_OPEN = r"(?:(?:[-*•·▪‣–—]|\(?\d{1,3}[.)]|[a-z][.)])\s+)?"
_ANY = rf"(?P<full>{_FULL})|(?P<long>{_LONG})|(?P<short>{_SHORT})|(?P<year>{_YEAR})"
_DATED = re.compile(
    rf"[ \t]*{_OPEN}(?P<bracket>[\[(]?)(?P<date>{_ANY}){_CLOCK}[\])]?"
    r"(?P<mark>\s*(?:[:|–—\t]|\.(?=\s+[A-Z\"“‘])|-+(?=\s)|(?<=[\])])\s)\s*|\s+)",
    re.I,
)
_ALONE = re.compile(rf"[ \t]*(?:#+\s*)?{_OPEN}[\[(]?(?P<date>{_ANY}){_CLOCK}[\])]?\s*[:.–—-]?[ \t]*$", re.I)
_CELL = re.compile(rf"\s*(?P<date>(?P<full>{_FULL})|(?P<long>{_LONG})|(?P<short>{_SHORT})){_CLOCK}\s*$", re.I)
_LINE = re.compile(r"[^\n]+")
_NAMED_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
LONGEST_HEADING = 40
REACH = 6  # paragraphs that a heading dates, where no other follows
BAR = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedLine:
    """A stretch ``start`` to ``end`` of a text, told of the day written in ``date_start`` to ``date_end``.

    What is told begins at ``body``. ``year`` is that of the heading above, where the date itself has none.
    """

    start: int
    end: int
    date_start: int
    date_end: int
    body: int
    year: int | None = None


@dataclass(slots=True)
class _Head:
    line: DatedLine
    sort: str  # "full", "long", "short", "year"
    alone: bool
    marked: bool


def find_dated_lines(text: str) -> tuple[DatedLine, ...]:
    """The dated lines of ``text`` in their order; none where there are fewer than two."""
    heads = [head for match in _LINE.finditer(text) if (head := _read_head(match))]
    marked = [head for head in heads if head.marked and not head.alone]
    if not any(head.alone for head in heads) and len(marked) < len(heads) and len(heads) < 3:
        heads = marked  # "May 9, 2017 The mayor ..." twice may be two sentences
    days = [head for head in heads if head.sort in {"full", "short"}]
    if len(days) < 2 and len(marked) < 2:
        return ()
    return tuple(_scopes(heads, text))


def find_cells(text: str) -> list[tuple[int, int]]:
    """The bars (start, end) between the cells of a table's rows."""
    if BAR not in text:
        return []
    return [match.span() for match in re.finditer(re.escape(BAR), text)]


def line_at(lines: tuple[DatedLine, ...], offset: int) -> DatedLine | None:
    """The dated line around an offset."""
    at = bisect_right(lines, offset, key=lambda line: line.start) - 1
    return lines[at] if at >= 0 and offset < lines[at].end else None


def is_date(line: str) -> bool:
    """Whether a line is a date with its day or month and nothing else."""
    return len(line) <= LONGEST_HEADING and bool(_CELL.match(line))


def starts_dated(line: str) -> bool:
    """Whether a line begins with a date and a mark behind it, as in a chronology."""
    match = _DATED.match(line)
    return bool(match and (match["mark"].strip() or match["bracket"]) and not match["year"])


def _read_head(match: re.Match[str]) -> _Head | None:
    line, start = match[0], match.start()
    if len(line) <= LONGEST_HEADING and (found := _ALONE.match(line)):
        return _head(found, start, match.end(), body=match.end(), alone=True)
    if BAR in line and (cell := _date_cell(line)):
        at, found = cell
        body = start + at + found.end() + len(BAR) if at == 0 else start
        return _head(found, start, match.end(), body=body, shift=at)
    found = _DATED.match(line)
    if found is None or found.end() >= len(line):
        return None
    mark, rest = found["mark"].strip() or found["bracket"], line[found.end() :]
    if not mark and (not rest[:1].isupper() or found["date"].endswith(",")):
        return None
    if found["year"] and (not mark or (mark in "-–—" and rest[:1].isdigit())):
        return None
    return _head(found, start, match.end(), body=start + found.end(), marked=bool(mark))


def _head(
    found: re.Match[str],
    start: int,
    end: int,
    *,
    body: int,
    shift: int = 0,
    alone: bool = False,
    marked: bool = True,
) -> _Head:
    groups = found.groupdict()
    sort = next(name for name in ("full", "long", "short", "year") if groups.get(name))
    low, high = found.span("date")
    line = DatedLine(
        start=start,
        end=end,
        date_start=start + shift + low,
        date_end=start + shift + high,
        body=min(body, end),
    )
    return _Head(line=line, sort=sort, alone=alone, marked=marked)


def _date_cell(line: str) -> tuple[int, re.Match[str]] | None:
    """The one cell of a table's row that is nothing but a date, and where it begins."""
    found, at = [], 0
    for cell in line.split(BAR):
        if match := _CELL.match(cell):
            found.append((at, match))
        at += len(cell) + len(BAR)
    return found[0] if len(found) == 1 else None


def _scopes(heads: list[_Head], text: str) -> list[DatedLine]:
    """The lines with the years of headings above them; a date alone reaches down to the next one."""
    lines: list[DatedLine] = []
    year: int | None = None
    for i, head in enumerate(heads):
        own = _NAMED_YEAR.search(text, head.line.date_start, head.line.date_end)
        if own and head.alone and head.sort in {"year", "long"}:
            year = int(own[0])
            continue
        line = head.line
        if head.sort == "short" and year is not None:
            line = replace(line, year=year)
        if head.alone:
            following = heads[i + 1].line.start if i + 1 < len(heads) else len(text)
            line = replace(line, end=min(following, _paragraphs_on(text, line.end)))
            if not text[line.body : line.end].strip():
                continue
        if own:
            year = int(own[0]) if head.sort != "full" else year
        lines.append(line)
    return lines


def _paragraphs_on(text: str, at: int) -> int:
    for _ in range(REACH):
        found = text.find("\n\n", at + 2)
        if found < 0:
            return len(text)
        at = found
    return at

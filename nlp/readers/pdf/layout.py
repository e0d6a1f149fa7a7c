"""The lines of a page in the order in which they are read: columns found, notes at the foot set apart.

A gutter is a white strip that hardly any line crosses, with lines of running text on both sides; lines that
cross it (headlines) divide the page into bands, read from the top (the cut of Nagy and Seth, 1984).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from nlp.readers.pdf.words import Word

DEEPEST = 2  # cuts inside one another: pages have up to four columns
MOST_STRIPS = 6
LEAST_LINES = 3  # on either side of a gutter
LEAST_WORDS = 3.0  # on a line of a column, in the middle; a table's cells have fewer
CROSSING = 0.2  # of the lines may cross a gutter
NOTE = re.compile(r"(?:\[?\d{1,3}[\])]?|[*†‡§¶a-z])$")
SMALL = 0.92  # of the text's size: what is smaller at a page's foot may be a note


class Line(NamedTuple):
    """Words on one base line; ``apart`` says that white space or an indent sets them off."""

    words: tuple[Word, ...]
    apart: bool = False

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        """The size of its letters."""
        return median(word.size for word in self.words)


class Page(NamedTuple):
    """The lines of the text, and those of the notes at the foot."""

    lines: list[Line]
    notes: list[Line]


def read_page(words: Sequence[Word]) -> Page:
    """Put the words of a page into lines, and the lines into the order of reading."""
    rows = _rows(words)
    rows, marks = _without_marks(rows)
    return _part_notes(_spaced(_ordered(rows)), marks)


def _ordered(rows: list[list[Word]], depth: int = 0) -> list[list[Word]]:
    """The rows, those of a left column before those of its right one."""
    gutter = _gutter(rows) if depth < DEEPEST else None
    if gutter is None:
        return rows
    ordered: list[list[Word]] = []
    band: list[list[Word]] = []
    for row in rows:
        if any(word.left < gutter < word.right for word in row) or _spans(row, gutter):
            ordered += [*_columns(band, gutter, depth), row]
            band = []
        else:
            band.append(row)
    return [*ordered, *_columns(band, gutter, depth)]


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped by base line from the top, each row from the left."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -w.base):
        row = rows[-1] if rows else None
        if row and abs(_base(row) - word.base) <= 0.45 * max(word.size, *(w.size for w in row)):
            row.append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.left) for row in rows]


def _base(row: Sequence[Word]) -> float:
    return max(row, key=lambda w: w.size).base


def _without_marks(rows: list[list[Word]]) -> tuple[list[list[Word]], set[str]]:
    """The rows without the raised marks of notes, and those marks."""
    marks: set[str] = set()
    kept = []
    for row in rows:
        size, base = max(w.size for w in row), _base(row)
        raised = [
            w for w in row if w.size < 0.85 * size and w.base > base + 0.1 * size and NOTE.match(w.text)
        ]
        own = [w for w in row if w not in raised]
        marks |= {w.text.strip("[])") for w in raised if w is not own[0] and w.left > own[0].left}
        kept.append(own if raised and raised[0].left > own[0].left else row)
    return kept, marks


def _gutter(rows: list[list[Word]]) -> float | None:
    """The middle of the white strip between two columns; None where the page has one column."""
    if len(rows) < LEAST_LINES:
        return None
    left, right = min(r[0].left for r in rows), max(r[-1].right for r in rows)
    size = median(w.size for r in rows for w in r)
    steps = int((right - left) // 2)
    if steps < 20:
        return None
    crossed = [0] * (steps + 1)
    for row in rows:
        for start, end in _runs(row, 0.8 * size):
            for step in range(max(0, int((start - left) // 2)), min(steps, int((end - left) // 2)) + 1):
                crossed[step] += 1
    allowed = CROSSING * len(rows)
    first, last = int(0.2 * steps), int(0.8 * steps) + 1
    strips: list[tuple[int, float]] = []
    start = first
    for step in range(first, last + 1):
        if step < last and crossed[step] <= allowed:
            continue
        if step > start:
            strips.append((step - start, left + step + start))
        start = step + 1
    wide = sorted(strips, reverse=True)[:MOST_STRIPS]  # the widest may lie beside a long headline alone
    return next((middle for _, middle in wide if _are_columns(rows, middle, size)), None)


def _runs(row: list[Word], gap: float) -> list[tuple[float, float]]:
    """The stretches of a row between gaps wide enough for a gutter."""
    runs = [(row[0].left, row[0].right)]
    for word in row[1:]:
        if word.left - runs[-1][1] <= gap:
            runs[-1] = (runs[-1][0], max(runs[-1][1], word.right))
        else:
            runs.append((word.left, word.right))
    return runs


def _are_columns(rows: list[list[Word]], gutter: float, size: float) -> bool:
    """Whether there is running text on both sides, not a table's cells."""
    sides: tuple[list[list[Word]], list[list[Word]]] = ([], [])
    for row in rows:
        if any(w.left < gutter < w.right for w in row) or _spans(row, gutter):
            continue
        for side, words in zip(
            sides, ([w for w in row if w.right <= gutter], [w for w in row if w.left >= gutter]), strict=True
        ):
            if words:
                side.append(words)
    if any(len(side) < LEAST_LINES or median(map(len, side)) < LEAST_WORDS for side in sides):
        return False
    widths = [median(r[-1].right - r[0].left for r in side) for side in sides]
    fill = [
        sum(r[-1].right - r[0].left > 0.75 * max(x[-1].right - x[0].left for x in side) for r in side)
        / len(side)
        for side in sides
    ]
    return max(widths) < 4 * min(widths) and min(fill) > 0.3 and min(widths) > 8 * size


def _spans(row: list[Word], gutter: float) -> bool:
    """Whether a row without a gap at the gutter stands across it."""
    left = [w for w in row if w.right <= gutter]
    right = [w for w in row if w.left >= gutter]
    return bool(left and right) and right[0].left - left[-1].right < 0.8 * max(left[-1].size, right[0].size)


def _columns(band: list[list[Word]], gutter: float, depth: int) -> list[list[Word]]:
    """The rows of a band, those of its left column first."""
    left = [side for row in band if (side := [w for w in row if w.left < gutter])]
    right = [side for row in band if (side := [w for w in row if w.left >= gutter])]
    return [*_ordered(left, depth + 1), *_ordered(right, depth + 1)]


def _spaced(rows: list[list[Word]]) -> list[Line]:
    """Rows as lines, each that white space or an indent sets off marked so."""
    gaps = [
        before[0].base - after[0].base for before, after in pairwise(rows) if before[0].base > after[0].base
    ]
    usual = sorted(gaps)[len(gaps) // 4] if gaps else 0.0  # white space only adds to it
    lines: list[Line] = []
    for i, row in enumerate(rows):
        apart = False
        if i:
            before = rows[i - 1]
            down = before[0].base - row[0].base
            apart = down > 1.45 * usual or down > 2.4 * row[0].size
            if down > 0 and not apart:
                indent = row[0].left - before[0].left
                following = rows[i + 1][0].left if i + 1 < len(rows) else row[0].left
                apart = (
                    0.9 * row[0].size < indent < 5 * row[0].size
                    and row[0].left - following > 0.9 * row[0].size
                )
        lines.append(Line(tuple(row), apart))
    return lines


def _part_notes(lines: list[Line], marks: set[str]) -> Page:
    """Notes at the foot: from the first line that begins with a mark met above, or is small and marked."""
    if len(lines) < 2:
        return Page(lines, [])
    body = median(line.size for line in lines)
    for i in range(max(1, len(lines) // 3), len(lines)):
        first = lines[i].words[0]
        number = first.text.strip("[]().")
        met = number in marks
        small = lines[i].size < SMALL * body and NOTE.match(first.text) is not None
        if (met or small) and all(line.size < 1.05 * body for line in lines[i:]):
            rest = lines[i:]
            if met or all(line.size < SMALL * body for line in rest):
                return Page(lines[:i], rest)
    return Page(lines, [])

"""The rows of a table of text, with a row that a stray quotation mark breaks named and the others kept.

Python's reader takes a quote that is never closed to run to the next quote or to the end of the file, and
says nothing. Here a row ends where its quotes close *and* what follows them divides cells (RFC 4180); where
they don't, the row is the bad one, and reading goes on at the next line that looks like a row.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

from nlp.records import Skipped

LONGEST_CELL = 64 * 2**20
MOST_LINES = 2_000  # that one row runs over
MOST_CHARACTERS = 4 * 2**20
TELLING = 4  # columns from which on their number alone tells a row
csv.field_size_limit(min(sys.maxsize, LONGEST_CELL))


def read_rows(lines: Iterable[str], path: str, delimiter: str) -> Iterator[tuple[int, list[str]] | Skipped]:
    """Yield (number, cells) of every row; ``number`` counts rows as a spreadsheet does, the first being 1."""
    source, waiting = iter(lines), deque[str]()
    shapes: set[str] = set()
    number = width = 0
    while True:
        record, whole = _take(source, waiting, delimiter)
        if not record:
            return
        number += 1
        if not whole and (next_row := _next_row(record, width, shapes, delimiter)):
            waiting.extendleft(reversed(record[next_row:]))
            yield Skipped(path=f"{path}:{number}", reason="broken row: a quotation mark is never closed")
            continue
        cells = _cells("".join(record), delimiter)
        if cells is None:
            yield Skipped(path=f"{path}:{number}", reason="broken row: a cell is too long")
            continue
        width = width or len(cells)
        if cells and len(shapes) < MOST_LINES:
            shapes.add(_shape(cells[0]))
        yield number, cells


def _take(source: Iterator[str], waiting: deque[str], delimiter: str) -> tuple[list[str], bool]:
    """The lines of the next row, and whether its quotes close as they should."""
    taken: list[str] = []
    size, inside, broken = 0, False, False
    while len(taken) < MOST_LINES and size < MOST_CHARACTERS:
        line = waiting.popleft() if waiting else next(source, "")
        if not line:
            return taken, not inside and not broken
        taken.append(line)
        size += len(line)
        inside, wrong = _scan(line, inside, delimiter)
        broken |= wrong
        if not inside:
            return taken, not broken
    return taken, False


def _scan(line: str, inside: bool, delimiter: str) -> tuple[bool, bool]:
    """Whether the end of ``line`` is inside a quoted cell, and whether one closes where it may not."""
    at, broken = 0, False
    while True:
        if not inside:
            if not (at == 0 and line.startswith('"')):
                at = line.find(delimiter + '"', at) + 1
                if not at:
                    return False, broken
            inside, at = True, at + 1
        end = line.find('"', at)
        if end < 0:
            return True, broken
        after = line[end + 1 : end + 2]
        if after == '"':
            at = end + 2
            continue
        broken |= after not in {delimiter, "\n", "\r", ""}
        inside, at = False, end + 1


def _next_row(record: list[str], width: int, shapes: set[str], delimiter: str) -> int:
    """The first line below the first that is a row by itself; 0 where none is."""
    if width < 2:
        return 0
    for i, line in enumerate(islice(record, 1, None), start=1):
        if line.count(delimiter) < width - 1:
            continue
        cells = _cells(line, delimiter)
        if cells is not None and len(cells) == width and (width >= TELLING or _shape(cells[0]) in shapes):
            return i
    return 0


def _shape(cell: str) -> str:
    """What a cell looks like: figures, letters, and the marks between them."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "0", cell.strip()[:40]))


def _cells(text: str, delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return None

"""Tables in running text: rows of cells between bars or tabs under a line of headings, by their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_RULE = re.compile(r"[\s|:+=-]+")
_LONGEST = 200  # characters of a cell, beyond which a line is prose


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: where its text stands, blanks at its edges left out."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its headings in lower case, and its rows, each with a cell for every heading."""

    start: int
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def find_tables(text: str) -> Iterator[Table]:
    """The tables of ``text`` with a heading and a row at least, in order."""
    if "|" not in text and "\t" not in text:
        return
    block: list[tuple[Cell, ...]] = []
    at = 0
    for line in [*text.split("\n"), "."]:  # the stop ends the last table
        cells = _cells(line, at)
        ruled = not line.strip() or _RULE.fullmatch(line) is not None  # rows may stand as paragraphs
        if cells and (not block or len(cells) == len(block[0])):
            block.append(cells)
        elif not ruled:
            if len(block) > 1:
                yield _table(block)
            block = [cells] if cells else []
        at += len(line) + 1


def _table(block: list[tuple[Cell, ...]]) -> Table:
    return Table(block[0][0].start, tuple(cell.text.lower() for cell in block[0]), tuple(block[1:]))


def _cells(line: str, at: int) -> tuple[Cell, ...]:
    """The cells of a line; none where it is no row of two or more."""
    mark = "|" if "|" in line else "\t"
    if mark not in line or _RULE.fullmatch(line):
        return ()
    low = len(line) - len(line.lstrip(" |" if mark == "|" else " "))
    high = len(line.rstrip(" |" if mark == "|" else " "))
    cells, start = [], low
    for piece in line[low:high].split(mark):
        lead = len(piece) - len(piece.lstrip())
        text = piece.strip()
        cells.append(Cell(at + start + lead, at + start + lead + len(text), text))
        start += len(piece) + 1
    return tuple(cells) if len(cells) > 1 and all(len(c.text) <= _LONGEST for c in cells) else ()

"""Text cut where marks begin and end, so that overlapping and nested marks can be drawn side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A stretch to be marked: a CSS class, what a click selects ("" for nothing), a plain hint."""

    start: int
    end: int
    css: str
    kind: str = ""
    ref: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch over which the same marks lie, widest first."""

    start: int
    end: int
    marks: tuple[Markup, ...]


def cut_runs(start: int, end: int, marks: Iterable[Markup]) -> Iterator[Run]:
    """Cut ``start``..``end`` into runs. They follow each other without gap; empty marks are ignored."""
    inside = [m for m in marks if m.start < m.end and m.start < end and m.end > start]
    edges = sorted({start, end, *(min(max(at, start), end) for m in inside for at in (m.start, m.end))})
    opening = sorted(inside, key=lambda m: (m.start, -m.end))
    active: list[Markup] = []
    position = 0
    for low, high in pairwise(edges):
        while position < len(opening) and opening[position].start <= low:
            active.append(opening[position])
            position += 1
        active = [m for m in active if m.end > low]
        widest = sorted(active, key=lambda m: m.start - m.end)
        yield Run(start=low, end=high, marks=tuple(widest))


def innermost(run: Run) -> Markup | None:
    """The mark that a click on this run means: the narrowest that selects something."""
    return next((mark for mark in reversed(run.marks) if mark.kind), None)


def classes(marks: Sequence[Markup]) -> str:
    """All the CSS classes of a run, each once."""
    return " ".join(dict.fromkeys(word for mark in marks for word in mark.css.split()))

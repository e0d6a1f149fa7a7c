"""Quotations: where a text opens and closes its quotation marks.

Reads curly, low, angle, straight and doubled single marks in one pass. By the printers' convention a
quotation that runs over several paragraphs opens again at each and closes once; such stretches share a
``group``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOSERS = {"“": "”", "‘": "’", "„": "“”", "«": "»", '"': '"', "``": "''", "''": "''", "'": "'", "”": "”"}
_MARK = re.compile(r"\n[ \t\r]*\n\s*|``|''|[“”„«»\"‘’']")
_SOFT_BREAK = re.compile(r"[.?!…:;,”\"’')]\s*\n")
_ELISION = re.compile(r"['’](?:\d|(?:em|til|tis|twas|cause|n)\b)", re.IGNORECASE)
_DANGLING = 4_000  # characters after which a mark nobody closed is taken for a slip


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch between quotation marks, the marks included.

    ``closed`` is False where the paragraph ended first; ``group`` numbers quotations, the paragraphs of one
    sharing it.
    """

    start: int
    end: int
    closed: bool
    group: int


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of ``text``, in order and disjoint."""
    found: list[Quotation] = []
    start, opener, group = -1, "", 0
    continues = False  # the last paragraph's quotation was left open

    def take(end: int, closed: bool) -> None:
        kept = text[start:end].rstrip()
        if any(character.isalnum() for character in kept):
            found.append(Quotation(start=start, end=start + len(kept), closed=closed, group=group))

    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark[0] == "\n":
            if opener:
                take(at, closed=False)
                continues, start, opener = True, -1, ""
            continue
        opens = _opens(text, mark, at, match.end())
        if not opener:
            if opens:
                at_line_start = not text[:at].rpartition("\n")[2].strip() if continues else False
                group += not (continues and at_line_start)
                start, opener, continues = at, mark, False
            continue
        if (
            mark in _CLOSERS[opener]
            and (mark not in "'’" or not _inside_word(text, at))
            and (not opens or mark in ("”", "»") or not _starts_line(text, at))
        ):
            take(match.end(), closed=True)
            start, opener, continues = -1, "", False
        elif mark == opener and opens:
            break_at = _SOFT_BREAK.search(text, start, at)
            take(break_at.end() if break_at else at, closed=False)
            group += not _starts_line(text, at)
            start = at
        elif at - start > _DANGLING:
            break_at = _SOFT_BREAK.search(text, start, at)
            take(break_at.end() if break_at else start, closed=False)
            start, opener = (at, mark) if opens else (-1, "")
            group += opens
    if opener:
        break_at = _SOFT_BREAK.search(text, start)
        take(break_at.end() if break_at else len(text), closed=False)
    return tuple(found)


def _starts_line(text: str, at: int) -> bool:
    """Whether only white space stands between ``at`` and the start of its line."""
    while at and text[at - 1] in " \t\r":
        at -= 1
    return at == 0 or text[at - 1] == "\n"


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _opens(text: str, mark: str, at: int, end: int) -> bool:
    """Whether a mark opens: by its shape, or for straight ones by the white space around it."""
    if mark in "“„«" or mark == "``":
        return True
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    if mark in "”»’":  # a closing mark opens only by a slip, at the start of a line
        return mark == "”" and before in " \n" and after.isalnum() and _starts_line(text, at)
    if after.isspace() or not (before.isspace() or before in "([{-—–―/“\"‘'"):
        return False
    return not (mark in "'‘" and _ELISION.match(text, at))

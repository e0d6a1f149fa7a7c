"""What opens a passage and is no part of its first sentence: datelines, headings in capitals.

A dateline is "MARBURY, 3 May (Norvik Wire) --".
"""

from __future__ import annotations

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_SENT = rf"(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{2,4}})?"
_AGENCY = r"\([^()\n]{2,40}\)"
_PLACE = r"[A-Z][\w.'’-]+(?: [\w.'’-]+){0,3}"
# As in "MARBURY, 3 May (Norvik Wire) --", "MARBURY (Norvik Wire) -", "Marbury, 9 Jan 90 --".
_DATELINE = re.compile(
    rf"^[ \t]*(?:[A-Z][A-Z.'’-]{{2,}}(?: [A-Z][A-Z.'’-]+){{0,3}}(?:, {_PLACE})?|{_PLACE}(?= {_AGENCY}|, ))"
    rf"(?: {_AGENCY})?(?:, {_SENT})?(?: {_AGENCY})?[ \t]?(?:--|[–—-])[ \t]+(?:\[[^\]\n]{{1,60}}\][ \t]*)*",
    re.M,
)

_HEADING = re.compile(r"^[ \t]*[A-Z][A-Z0-9 ,&'’/-]{5,60}[ \t\r]*\n", re.M)


def find_headings(text: str) -> list[tuple[int, int]]:
    """The lines (start, end) of ``text`` that are headings in capitals: "SITUATION OVERVIEW"."""
    return [match.span() for match in _HEADING.finditer(text)]


def find_datelines(text: str) -> list[tuple[int, int]]:
    """The stretches (start, end) of ``text`` that are datelines, labels in brackets behind them included."""
    return [match.span() for match in _DATELINE.finditer(text)]

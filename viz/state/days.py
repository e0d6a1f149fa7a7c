"""Days and stretches of time as an analyst types them: "2023-03", "March 2023", "8 March 2023"."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.time import read_times, resolve_times
from viz.kit.wording import MONTHS

Days = tuple[str, str]
LONGEST = 60
_PART = re.compile(r"(\d{4})(?:-(\d{2}))?$")


@lru_cache(maxsize=256)
def read_days(text: str) -> Days | None:
    """The first and the last day that ``text`` means, as the program reads reports; None where it is no time,
    or one without a year."""
    flat = " ".join(text.split())[:LONGEST]
    if found := _PART.fullmatch(flat):
        flat = f"{found[1]}" if not found[2] else _say_month(int(found[1]), int(found[2]))
    resolved = resolve_times(read_times(flat), None)
    spans = [one.interval for one in resolved if one.interval and one.interval.year_known]
    ends = [(one.earliest, one.latest) for one in spans if one.earliest and one.latest]
    if not ends:
        return None
    return min(first for first, _ in ends), max(last for _, last in ends)


def _say_month(year: int, month: int) -> str:
    return f"{MONTHS[month - 1]} {year}" if 1 <= month <= 12 else ""

"""The place, agency and day at the head of a wire report or cable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from nlp.readers.source.dates import (
    WRITTEN,
    find_days,
    make_day,
    match_day,
    month_number,
    two_digit_year,
)
from nlp.rules import load_rules

_MONTH3 = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
_DATELINE = re.compile(
    r"^(?:\([^)]{2,60}\)\s*|\[[^\]]{2,60}\]\s*)?"
    r"(?P<place>[^\W\d_](?:[^\W\d_]|[.'’ ()/,-]){1,60}?)[,.]?\s+(?:[—–-]{1,2}\s+)?"
    rf"(?:(?P<cd>\d{{1,2}})\s+(?P<cm>{_MONTH3})[A-Z]*\.?\s+(?P<cy>\d\d)(?!\d)"
    rf"|(?P<em>{_MONTH3})[A-Z]*\.?\s+(?P<ed>\d{{1,2}}),?\s+(?P<ey>\d\d)(?!\d)|(?P<day>{WRITTEN}))"
    r"\s*(?:[(\[](?P<wire>(?:[^()\[\]\n]|\[[^\]\n]*\]){2,60})[)\]])?\s*(?:[—–]|-{1,2}(?=\s|$)|\[)",
    re.I,
)
_AGENCY = re.compile(
    r"^[^\W\d_][^()\n]{1,50}?(?:\([^()\n]{2,30}\))?[^()\n]{0,20}"
    r"\((?P<wire>[A-Z][\w .&'’/-]{1,40})\)\s*(?:[—–]|--?\s)"
)
# "R 041234Z MAR 09": precedence, day and time, month, year.
_DATE_TIME_GROUP = re.compile(
    rf"(?<!\w)(?:[ZOPR]\s+)?(\d\d)\d{{4}}Z\s*({_MONTH3})\s*(\d\d|(?:19|20)\d\d)(?!\d)"
)
_FIGURE = re.compile(r"\d\d")
_NO_PLACES = frozenset({"in", "on", "at", "by", "from", "since", "until", "the"})
_SMALL = frozenset({"de", "la", "del", "al", "of"})


def is_dateline(paragraph: str) -> bool:
    """Whether the paragraph begins with place and agency or day, as wire reports do."""
    return bool(_DATELINE.match(paragraph[:240]) or _AGENCY.match(paragraph[:120]))


def read_dateline(head: Sequence[str], today: date) -> tuple[str, str | None, date | None]:
    """The words, agency and day of the first dateline, or of a cable's date-time group."""
    for paragraph in head:
        if len(paragraph) < 200 and (group := _DATE_TIME_GROUP.search(paragraph)):
            year = int(group[3]) if len(group[3]) == 4 else two_digit_year(group[3], today=today)
            if sent := make_day(year, month_number(group[2]) or 0, int(group[1])):
                return group[0], None, sent
        match = _DATELINE.match(paragraph[:240]) if _FIGURE.search(paragraph, 0, 240) else None
        if match and _is_place(match["place"]):
            return match[0].strip(" -–—["), _wire(match["wire"]), _day(match, today)
        if agency := _AGENCY.match(paragraph[:120]):
            place = re.split(r"[,(]", paragraph, maxsplit=1)[0]
            if place.isupper() and _is_place(place):
                return agency[0], _wire(agency["wire"]), None
    return "", None, None


def _day(match: re.Match[str], today: date) -> date | None:
    if match["day"]:
        return match_day(match)
    year, month, day = (match[k] or match[other] for k, other in (("cy", "ey"), ("cm", "em"), ("cd", "ed")))
    return make_day(two_digit_year(year, today=today), month_number(month[:3]) or 0, int(day))


def _is_place(text: str) -> bool:
    words = [word for word in re.split(r"[\s,/()-]+", text) if word]
    if not words or words[0].casefold() in _NO_PLACES:
        return False
    return len(words) <= 6 and all(word[0].isupper() or word in _SMALL for word in words)


def _wire(name: str | None) -> str | None:
    if name is None or name.casefold() in load_rules("imprint")["dateline"]["markers"]:
        return None
    return None if find_days(name) else name.strip()

"""Publication date, wire, source and author as the report's own text states them.

Only lines that speak of the report are believed: a labelled date ("Published: 8 March 2024"), a date that
stands alone between headline and first sentence, and a dateline ("KYIV, March 8, 2024 (Agency) --",
"SAN SALVADOR, 12 MAR 89 -- [TEXT]"). A date without a year is not a publication date, and neither is any
date in a sentence, a copyright line or an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from nlp.readers.finish.teasers import is_prose
from nlp.readers.source.dates import WRITTEN, find_days, make_day, match_day, two_digit_year
from nlp.rules import load_rules

HEAD, TAIL, LONGEST_LINE = 14, 8, 160
_LABELS = load_rules("metadata")["labels"]
_MASTHEADS = frozenset(load_rules("metadata")["masthead"]["words"])


def _words(key: str) -> str:
    return "|".join(re.escape(word) for word in sorted(_LABELS[key], key=len, reverse=True))


_HOUR = r"\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?)?"
_CLOCK = rf"(?:(?:at\s+)?{_HOUR}[\s,;|–-]*)?"
_OPENS = r"(?:^|[|•·–—(]\s*|\]\s*)"
_LABELLED = re.compile(
    rf"{_OPENS}(?:(?P<published>{_words('published')})|(?P<colon>{_words('colon')})|(?P<updated>{_words('updated')}))"
    rf"(?:\s+(?:on|at))?\s*(?P<mark>[:–—|-])?\s*{_CLOCK}(?P<day>{WRITTEN})(?P<after>.*)$",
    re.I,
)
# What may follow the date on its line without making a sentence of it.
_ENDS = re.compile(
    rf"^[\s,;]*(?i:(?:at|@)?\s*(?:{_HOUR}|\d{{1,2}}\s*[ap]\.?m\.?)[\s,]*)?(?i:[A-Z]{{2,5}})?"
    r"\s*(?:$|[|•·–—(\[]|[.]$|-\s|[Bb][Yy]\s+[A-Z]|,?\s*(?i:last\s+)?(?i:updated|modified)\b)"
)
_FIGURE = re.compile(r"\d\d")
_ALONE = re.compile(
    rf"^(?:by\s+(?P<author>[^|•·–—\d]{{3,80}}?)\s*[|•·–—,-]\s*)?{_CLOCK}(?P<day>{WRITTEN})(?P<after>.*)$",
    re.I,
)
_MONTH3 = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
_DATELINE = re.compile(
    r"^(?:\([^)]{2,60}\)\s*|\[[^\]]{2,60}\]\s*)?"
    r"(?P<place>[^\W\d_](?:[^\W\d_]|[.'’ ()/,-]){1,60}?)[,.]?\s+(?:[—–-]{1,2}\s+)?"
    rf"(?:(?P<cd>\d{{1,2}})\s+(?P<cm>{_MONTH3})[A-Z]*\.?\s+(?P<cy>\d\d)(?!\d)"
    rf"|(?P<em>{_MONTH3})[A-Z]*\.?\s+(?P<ed>\d{{1,2}}),?\s+(?P<ey>\d\d)(?!\d)|(?P<day>{WRITTEN}))"
    r"\s*(?:[(\[](?P<wire>(?:[^()\[\]\n]|\[[^\]\n]*\]){2,60})[)\]])?\s*(?:[—–]|-{1,2}(?=\s)|\[)",
    re.I,
)
_AGENCY = re.compile(
    r"^[^\W\d_][^()\n]{1,50}?(?:\([^()\n]{2,30}\))?[^()\n]{0,20}"
    r"\((?P<wire>[A-Z][\w .&'’/-]{1,40})\)\s*(?:[—–]|--?\s)"
)
_SOURCE = re.compile(rf"^(?:{_words('source')})\s*:\s*(?P<name>[^\n]{{2,80}}?)\.?$", re.I)
_BYLINE = re.compile(
    rf"^(?i:{_words('author')})\s*:?\s+(?P<name>[A-Z][\w.'’-]*(?:\s+(?:and|[A-Z][\w.'’-]*|(?:de|van|von|der|al|bin)\b)|,(?=\s)){{0,8}})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a report says about itself."""

    published: date | None = None
    publisher: str | None = None
    author: str | None = None


def find_imprint(paragraphs: list[str], *, today: date) -> Imprint:
    """Read the imprint from a report's first and last paragraphs.

    ``today`` settles the century of two-figure years in cables, nothing else.
    """
    edges = paragraphs[:HEAD] + paragraphs[max(HEAD, len(paragraphs) - TAIL) :]
    wire, dateline = _dateline(paragraphs[:HEAD], today)
    published = (
        labelled_day(edges) or dateline or _lone_day(paragraphs[:HEAD]) or labelled_day(edges, updated=True)
    )
    # Below the first sentence, "Source: ..." names where a table, a picture or a claim comes from.
    above = list(takewhile(lambda paragraph: not is_prose(paragraph), paragraphs[:HEAD]))
    publisher = next((m["name"].strip() for p in above if len(p) < 90 and (m := _SOURCE.match(p))), None)
    author = next((name for p in paragraphs[:HEAD] if (name := byline(p))), None)
    outlet = next((name for p in above if (name := _byline_outlet(p))), None)
    return Imprint(published=published, publisher=publisher or wire or outlet, author=author)


def labelled_day(lines: Iterable[str], *, updated: bool = False) -> date | None:
    """The day of the first line like "Published: 8 March 2024" (or, on request, "Updated: ...")."""
    for line in lines:
        if len(line) > LONGEST_LINE or not _FIGURE.search(line):
            continue
        for match in _LABELLED.finditer(line):
            if match["colon"] and match["mark"] != ":":
                continue
            if (
                bool(match["updated"]) == updated
                and _ENDS.match(match["after"])
                and (day := match_day(match))
            ):
                return day
    return None


def is_dated_line(line: str) -> bool:
    """Whether ``line`` holds the day of publication or change and nothing else that is told."""
    if len(line) > LONGEST_LINE or not _FIGURE.search(line):
        return False
    if labelled_day([line]) or labelled_day([line], updated=True):
        return True
    match = _ALONE.match(line)
    return bool(match and _ENDS.match(match["after"]) and match_day(match))


def is_dateline(paragraph: str) -> bool:
    """Whether the paragraph begins with place and agency or day, as wire reports do."""
    return bool(_DATELINE.match(paragraph[:240]) or _AGENCY.match(paragraph[:120]))


def byline(line: str) -> str | None:
    """The author's name in a line such as "By Ada Brook in Dranova", None where it is no such line."""
    match = _BYLINE.match(line) if len(line) <= 120 else None
    if match is None or line.endswith((".", "?", "!", ":")) or " " not in match["name"].strip(", "):
        return None
    rest = line[match.end() :].strip()
    if rest and not re.match(r"[|•·–—,(\d-]|(?:in|at|for)\s+[A-Z]", rest):
        return None
    people = [part for part in match["name"].split(",") if not _is_outlet(part)]
    return ",".join(people).strip(" ,") or None


def _byline_outlet(line: str) -> str | None:
    """The outlet that a line such as "By Ada Brook, The Dranova Courier, 8 March 2024" names."""
    match = _BYLINE.match(line) if byline(line) else None
    parts = match["name"].split(",") if match else []
    return next((part.strip() for part in parts if _is_outlet(part)), None)


def _is_outlet(name: str) -> bool:
    return bool(_MASTHEADS.intersection(name.lower().split()))


def _lone_day(head: list[str]) -> date | None:
    """The one day that stands alone above the first sentence; None where other days stand beside it."""
    alone: date | None = None
    days: set[date] = set()
    for paragraph in head:
        if len(paragraph) > LONGEST_LINE:
            break
        match = _ALONE.match(paragraph)
        if match and _ENDS.match(match["after"]):
            alone = alone or match_day(match)
        elif is_prose(paragraph):
            break
        days |= {day for _, _, day in find_days(paragraph)}
    return alone if len(days) == 1 else None


def _dateline(head: list[str], today: date) -> tuple[str | None, date | None]:
    for paragraph in head:
        match = _DATELINE.match(paragraph[:240]) if _FIGURE.search(paragraph, 0, 240) else None
        if match and _is_place(match["place"]):
            if match["day"]:
                day = match_day(match)
            else:
                written = [
                    match[k] or match[other] for k, other in (("cy", "ey"), ("cm", "em"), ("cd", "ed"))
                ]
                month = _MONTH3.split("|").index(written[1].upper()[:3]) + 1
                day = make_day(two_digit_year(written[0], today=today), month, int(written[2]))
            return _wire(match["wire"]), day
        if agency := _AGENCY.match(paragraph[:120]):
            place = re.split(r"[,(]", paragraph, maxsplit=1)[0]
            if place.isupper() and _is_place(place):
                return _wire(agency["wire"]), None
    return None, None


def _is_place(text: str) -> bool:
    words = [word for word in re.split(r"[\s,/()-]+", text) if word]
    if not words or words[0].casefold() in {"in", "on", "at", "by", "from", "since", "until", "the"}:
        return False
    return len(words) <= 6 and all(
        word[0].isupper() or word in {"de", "la", "del", "al", "of"} for word in words
    )


def _wire(name: str | None) -> str | None:
    if name is None or name.casefold() in load_rules("metadata")["dateline"]["markers"]:
        return None
    return None if find_days(name) else name.strip()

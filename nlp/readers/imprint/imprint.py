"""Publication date, wire, source, author and address as the report's own text states them.

Only lines that speak of the report are believed: a labelled date ("Published: 8 March 2024"), a date that
stands alone between headline and first sentence, perhaps beside author and outlet, a dateline ("KYIV,
March 8, 2024 (Agency) --", "SAN SALVADOR, 12 MAR 89 -- [TEXT]") and a cable's date-time group. No date in
a sentence, a copyright line or a list of other reports is one. A day without its year is one only where
something else gives the year, and is then marked as probable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from nlp.readers.furniture.furniture_lines import is_boilerplate_line, is_comment_heading, is_teaser_heading
from nlp.readers.furniture.teasers import is_headline, is_prose
from nlp.readers.imprint.datelines import is_dateline, read_dateline
from nlp.readers.imprint.imprint_lines import (
    ImprintLine,
    Statement,
    is_outlet,
    label_of,
    read_line,
)
from nlp.readers.imprint.imprint_words import Said, imprint_words
from nlp.readers.source.addresses import address_day
from nlp.readers.source.dates import find_days, make_day
from nlp.text.dated_lines import find_dated_lines

HEAD, TAIL = 14, 8  # paragraphs
ABOVE = 25  # lines above the first sentence that belong to the head of the report
MASTHEAD = 3  # lines above the headline

__all__ = ["HEAD", "Imprint", "Statement", "byline", "find_imprint", "is_dated_line", "is_dateline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a report says about itself.

    ``published`` is its day, ``words`` how it is written there, ``probable`` whether it may mean another day.
    ``statements`` are all days that lines of the imprint state. ``lines`` are the numbers of the paragraphs
    that hold nothing but imprint.
    """

    published: date | None = None
    words: str = ""
    probable: bool = False
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    statements: tuple[Statement, ...] = ()
    lines: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Found:
    """Imprint lines by where they stand, the most telling places first."""

    read: dict[int, ImprintLine] = field(default_factory=dict)
    near: list[int] = field(default_factory=list)  # between headline and second sentence
    above: list[int] = field(default_factory=list)  # right above the headline
    labelled: list[int] = field(default_factory=list)  # elsewhere in head and tail: labels alone count


def find_imprint(paragraphs: Sequence[str], *, today: date) -> Imprint:
    """Read the imprint from a report's paragraphs; only its beginning and its end are looked at.

    ``today`` settles the century of two-figure years in cables, nothing else.
    """
    paragraphs = [paragraph.lstrip(" \t*-•·") for paragraph in paragraphs]
    first = _first_sentence(paragraphs)
    found = _read_lines(paragraphs, first)
    dateline, wire, sent = read_dateline(paragraphs[: max(HEAD, first + 2)], today)
    day, words, probable = _published(paragraphs, found, first, (sent, dateline))
    above = (
        list(takewhile(lambda p: not is_prose(p), paragraphs[:HEAD]))
        + paragraphs[max(0, first - ABOVE) : first]
    )
    publisher = next(
        (m["name"].strip() for p in above if len(p) < 90 and (m := imprint_words().source.match(p))), None
    )
    if publisher and publisher.startswith(("http://", "https://")):
        publisher = None
    heads = [*paragraphs[max(0, first - ABOVE) : first + 2], *paragraphs[:HEAD]]
    author = next((name for p in heads if (name := byline(p))), None)
    outlet = next((name for p in above if (name := _byline_outlet(p))), None)
    return Imprint(
        published=day,
        words=words,
        probable=probable,
        publisher=publisher or wire or outlet or _outlet(found),
        author=author,
        url=_address([*above, *paragraphs[max(0, len(paragraphs) - TAIL) :]]),
        statements=tuple(each for i in sorted(found.read) for each in found.read[i].statements),
        lines=frozenset(i for i in found.read if not (i == 0 and found.read[i].kind)),
    )


def _first_sentence(paragraphs: Sequence[str]) -> int:
    """The number of the first paragraph of sentences that are the report's."""
    return next(
        (i for i, p in enumerate(paragraphs) if is_prose(p) and not is_boilerplate_line(p)),
        min(HEAD, len(paragraphs)),
    )


def _read_lines(paragraphs: Sequence[str], first: int) -> _Found:
    found = _Found()
    second = next(
        (
            i
            for i in range(first + 1, min(first + 4, len(paragraphs)))
            if is_prose(paragraphs[i]) or is_headline(paragraphs[i])
        ),
        first + 1,
    )
    own = first + 1 + len(_up_to_others(paragraphs, range(first + 1, len(paragraphs))))
    second = min(second, own)
    title = next(
        (
            i
            for i in range(first - 1, max(-1, first - ABOVE), -1)
            if is_headline(paragraphs[i])
            and not is_boilerplate_line(paragraphs[i])
            and not read_line(paragraphs[i])
        ),
        max(-1, first - ABOVE),
    )
    found.near = [*range(first - 1, title, -1), *range(first + 1, second)]
    found.above = list(range(title - 1, max(-1, title - 1 - MASTHEAD), -1))
    found.labelled = [
        *range(title, max(-1, first - ABOVE), -1),
        *range(second, min(HEAD, own)),
        *_tail(paragraphs, max(HEAD, second)),
    ]
    for i in dict.fromkeys([*found.near, *found.above, *found.labelled, *range(min(HEAD, first))]):
        if 0 <= i < len(paragraphs) and (line := read_line(paragraphs[i])):
            found.read[i] = line
    return found


def _tail(paragraphs: Sequence[str], start: int) -> list[int]:
    """The last paragraphs, up to where teasers of other reports or readers' comments begin."""
    last = max(start, len(paragraphs) - TAIL)
    before = range(max(0, min(start, last), len(paragraphs) - 60), last)
    if len(_up_to_others(paragraphs, before)) < len(before):
        return []
    return _up_to_others(paragraphs, range(last, len(paragraphs)))


def _up_to_others(paragraphs: Sequence[str], numbers: range) -> list[int]:
    """The paragraphs before the first heading over teasers of other reports or readers' comments."""
    return list(
        takewhile(
            lambda i: not (is_teaser_heading(paragraphs[i]) or is_comment_heading(paragraphs[i])), numbers
        )
    )


Dated = tuple[date | None, str, bool]


def _published(paragraphs: Sequence[str], found: _Found, first: int, sent: tuple[date | None, str]) -> Dated:
    """The day of publication, its words and whether it is only probable, by the best statement there is."""
    table = _under_labels(paragraphs, found, first)
    order = [*found.near, *found.above, *found.labelled]
    said: dict[Said, list[Statement]] = {}
    for i in order:
        for statement in found.read[i].statements if i in found.read else ():
            if statement.day is not None:
                said.setdefault(statement.said, []).append(statement)
    for kind, day, words in table:
        said.setdefault(kind, []).append(
            Statement(said=kind, words=words, day=day, month_day=(day.month, day.day))
        )
    for kind in (Said.CREATED, Said.PUBLISHED, Said.RELEASED):
        if kind is Said.CREATED and Said.PUBLISHED in said:
            continue
        if kind in said:
            return said[kind][0].day, said[kind][0].words, False
    if sent[0]:
        return sent[0], sent[1], False
    if glued := _glued(paragraphs[first] if first < len(paragraphs) else ""):
        return glued
    # Days that stand alone below the first sentence, too, head the entries of a chronology.
    chronology = len(find_dated_lines("\n\n".join(paragraphs[max(0, first - 1) :]))) > 1
    for places in () if chronology else (found.near, found.above):
        lone = [
            s
            for i in places
            if i in found.read
            for s in found.read[i].statements
            if s.day and s.said is Said.ALONE
        ]
        if lone:
            return (
                (lone[0].day, lone[0].words, False) if len({s.day for s in lone}) == 1 else (None, "", False)
            )
    named = [
        s
        for i in (*found.near, *found.above)
        if i in found.read and not chronology
        for s in found.read[i].statements
        if s.day and s.said is Said.NAMED
    ]
    for group in (named, said.get(Said.AS_OF, []), said.get(Said.UPDATED, [])):
        if len({s.day for s in group}) == 1:
            return group[0].day, group[0].words, True
    return None, "", False


def _under_labels(paragraphs: Sequence[str], found: _Found, first: int) -> list[tuple[Said, date, str]]:
    """Days in a table whose head names them: "Created", "Released" above two days, as cables have it."""
    labels: list[Said] = []
    for i, paragraph in enumerate(paragraphs[: min(first, HEAD)]):
        here = [
            label for part in re.split(r"\s{2,}|\s*\|\s*|\s(?=[A-Z])", paragraph) if (label := label_of(part))
        ]
        if here and i not in found.read:
            labels += here
        elif len(labels) > 1:
            days = [
                (s.day, s.words)
                for j in range(i, min(i + HEAD, len(paragraphs)))
                for s in _days_of(paragraphs[j])
                if s.day
            ]
            if len(days) >= len(labels):
                return [(kind, day, words) for kind, (day, words) in zip(labels, days, strict=False)]
    return []


def _days_of(paragraph: str) -> list[Statement]:
    if len(paragraph) > 200:
        return []
    return [
        Statement(said=Said.ALONE, words=paragraph[start:end], day=day, month_day=(day.month, day.day))
        for start, end, day in find_days(paragraph)
    ]


def _glued(paragraph: str) -> Dated | None:
    """A labelled day at the very beginning of a text whose line ends were lost."""
    match = imprint_words().glued.match(paragraph)
    if match is None:
        return None
    days = find_days(paragraph[match.end() : match.end() + 40])
    if (
        days
        and days[0][0] == 0
        and re.match(r"\W*(?:\d{1,2}[:.]\d\d\D{0,12})?[A-Z\"“‘]", paragraph[match.end() + days[0][1] :])
    ):
        return days[0][2], paragraph[: match.end() + days[0][1]], False
    return None


def _outlet(found: _Found) -> str | None:
    places = (found.read[i].outlet for i in (*found.near, *found.above) if i in found.read)
    return next((name for name in places if name), None)


def _address(lines: Sequence[str]) -> str | None:
    """The one web address that stands on a line of its own."""
    found = list(
        dict.fromkeys(
            m["url"]
            for line in lines
            if len(line) < 500 and (m := imprint_words().address.match(line.strip()))
        )
    )
    dated = [url for url in found if address_day(url)]
    return found[0] if len(found) == 1 else dated[0] if len(dated) == 1 else None


def with_year(statement: Statement, years: Sequence[int], before: date | None) -> date | None:
    """The day that a statement without a year means: the latest up to ``before``, else of the one year."""
    month, day = statement.month_day
    if before is not None:
        for year in (before.year, before.year - 1):
            made = make_day(year, month, day)
            if made and made <= before:
                return made
    if len(set(years)) != 1:
        return None
    return make_day(years[0], month, day)


def is_dated_line(line: str) -> bool:
    """Whether ``line`` holds the day of publication or change and nothing else that is told."""
    read = read_line(line.lstrip(" \t*-•·"))
    return read is not None and all(
        each.said is not Said.NAMED and (each.day is not None or each.said is not Said.ALONE)
        for each in read.statements
    )


def byline(line: str) -> str | None:
    """The author's name in a line such as "By Ada Brook in Dranova", None where it is no such line."""
    days = find_days(line) if len(line) <= 160 else []
    line = line[: days[0][0]].rstrip() if days else line
    match = imprint_words().byline.match(line) if len(line) <= 120 else None
    if match is None or line.endswith((".", "?", "!", ":")) or " " not in match["name"].strip(", "):
        return None
    rest = line[match.end() :].strip()
    if rest and not re.match(r"[|•·–—,(\d-]|(?:in|at|for)\s+[A-Z]", rest):
        return None
    people = [part for part in match["name"].split(",") if not is_outlet(part)]
    return ",".join(people).strip(" ,") or None


def _byline_outlet(line: str) -> str | None:
    """The outlet that a line such as "By Ada Brook, The Dranova Courier, 8 March 2024" names."""
    match = imprint_words().byline.match(line) if byline(line) else None
    parts = match["name"].split(",") if match else []
    return next((part.strip() for part in parts if is_outlet(part)), None)

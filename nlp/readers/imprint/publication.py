"""The day a report came out, from all that may say so, and the days to choose from where nothing does.

In this order: what the format states, the report's own imprint, the day a file was made where the report
names it too, the web address, the file's name, the imprint's less certain lines, a day without a year
whose year something else gives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.readers.imprint.imprint import Imprint, with_year
from nlp.readers.imprint.imprint_lines import Statement
from nlp.readers.imprint.imprint_words import Said, imprint_words
from nlp.readers.source.addresses import address_day, address_year
from nlp.readers.source.dates import file_name_day, find_days, make_day
from nlp.readers.source.report_draft import ReportDraft
from nlp.records import DateCandidate, PublishedBasis
from nlp.rules import load_rules

HEAD = 3000  # characters
MOST = 8  # candidates kept
NEAR = 45  # days that a report comes out after what it tells with its full date
AROUND = 40  # characters shown around a day
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")
_LATER = frozenset({Said.UPDATED, Said.STAMPED, Said.RELEASED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A day of publication with its basis and words, or the days to choose from."""

    day: date | None = None
    basis: PublishedBasis | None = None
    words: str = ""
    probable: bool = False
    candidates: tuple[DateCandidate, ...] = ()


def find_publication(
    draft: ReportDraft, imprints: Sequence[Imprint], text: str, *, today: date, given: date | None = None
) -> Publication:
    """Weigh what is known of a report's day.

    Args:
        imprints: of the lines around the text and of the text itself, the more telling first.
        given: the analyst's day for reports without one of their own; it stands before a probable one.
    """
    address = draft.url or next((each.url for each in imprints if each.url), None)
    found = _stated(draft, imprints, text, address)
    if found is None or found.day is None or found.day > today + timedelta(days=1):
        found = None
    if found is None or found.probable:
        if given is not None:
            return Publication(day=given, basis=PublishedBasis.ANALYST)
        candidates = _candidates(draft, imprints, text, address)
        found = found or Publication()
        return Publication(
            day=found.day,
            basis=found.basis,
            words=found.words,
            probable=found.probable,
            candidates=candidates,
        )
    return found


def _stated(
    draft: ReportDraft, imprints: Sequence[Imprint], text: str, address: str | None
) -> Publication | None:
    metadata, in_text, file_name = PublishedBasis.METADATA, PublishedBasis.TEXT, PublishedBasis.FILE_NAME
    if draft.published and not draft.published_probable:
        return Publication(day=draft.published, basis=metadata, words=draft.published_words)
    for imprint in imprints:
        if imprint.published and not imprint.probable:
            return Publication(day=imprint.published, basis=in_text, words=imprint.words)
    named = file_name_day(draft.file_name)
    if draft.produced:
        days = {day for _, _, day in find_days(text[:HEAD])} | {named}
        if draft.produced in days:
            return Publication(day=draft.produced, basis=metadata, words=draft.produced.isoformat())
    if address and (day := address_day(address)):
        return Publication(day=day, basis=metadata if draft.url else in_text, words=address)
    if named:
        return Publication(day=named, basis=file_name, words=draft.file_name)
    if draft.published:
        return Publication(day=draft.published, basis=metadata, words=draft.published_words, probable=True)
    for imprint in imprints:
        if imprint.published:
            return Publication(day=imprint.published, basis=in_text, words=imprint.words, probable=True)
    for imprint in imprints:
        if found := _yearless(draft, imprint, text, address):
            return found
    return None


def _yearless(draft: ReportDraft, imprint: Imprint, text: str, address: str | None) -> Publication | None:
    """A day of the imprint without its year, where one other thing gives the year."""
    open_ones = [each for each in imprint.statements if each.day is None and each.said not in _LATER]
    if not open_ones:
        return None
    first = next((each for each in open_ones if each.said is Said.PUBLISHED), open_ones[0])
    stamps = [each.day for each in imprint.statements if each.day and each.said in _LATER]
    years = [year for year in (address_year(address or ""), *_file_years(draft)) if year]
    if not stamps and not years and draft.produced:
        stamps = [draft.produced]
    if not stamps and not years:
        years = _years_beside(text)
    day = with_year(first, years, min(stamps) if stamps and not years else None)
    if day is None:
        day = _near(first, [each for _, _, each in find_days(text[:HEAD])])
    if day is None or not _on_weekday(first, day):
        return None
    return Publication(day=day, basis=PublishedBasis.TEXT, words=first.words, probable=True)


def _years_beside(text: str) -> list[int]:
    """The latest year of a copyright line: a page that leaves out the year was saved in it."""
    lines = [line for line in [*text[:HEAD].split("\n"), *text[-HEAD:].split("\n")] if len(line) < 300]
    words = imprint_words().copyright
    years = [int(year) for line in lines if words.search(line) for year in _YEAR.findall(line)]
    return [max(years)] if years else []


def _near(statement: Statement, days: Sequence[date]) -> date | None:
    """The day of a statement without a year that lies near to a day that the text tells in full."""
    for told in days:
        for year in (told.year, told.year + 1):
            made = make_day(year, *statement.month_day)
            if made and 0 <= (made - told).days <= NEAR:
                return made
    return None


def _on_weekday(statement: Statement, day: date) -> bool:
    """Whether the weekday written beside a day, if any, is that day's."""
    weekdays = load_rules("time")["weekday"]
    said = [weekdays[word] for word in re.findall(r"[a-z]+", statement.words.lower()) if word in weekdays]
    return not said or day.isoweekday() in said


def _file_years(draft: ReportDraft) -> list[int]:
    day = file_name_day(draft.file_name)
    return [day.year] if day else sorted({int(year) for year in _YEAR.findall(draft.file_name)})[:1]


def _candidates(
    draft: ReportDraft, imprints: Sequence[Imprint], text: str, address: str | None
) -> tuple[DateCandidate, ...]:
    """Every day that the report's surroundings or first lines name, with its words, the likeliest first."""
    found: list[DateCandidate] = []
    if draft.published:
        found.append(DateCandidate(day=draft.published, words=draft.published_words, reason="in a field"))
    found += [
        DateCandidate(day=each.day, words=each.words, reason=_REASONS[each.said])
        for each in _ranked(imprints)
        if each.day
    ]
    if address and (day := address_day(address)):
        found.append(DateCandidate(day=day, words=address, reason="in its address"))
    found += draft.candidates
    if draft.produced:
        words = draft.produced.isoformat()
        found.append(DateCandidate(day=draft.produced, words=words, reason="the day the file was made"))
    found += [
        DateCandidate(day=day, words=_around(text, start, end), reason="named in the text")
        for start, end, day in find_days(text[:HEAD])[:MOST]
    ]
    days: dict[date, DateCandidate] = {}
    for each in found:
        days.setdefault(each.day, each)
    return tuple(days.values())[:MOST]


_REASONS = {
    Said.PUBLISHED: "said to be the day of publication",
    Said.CREATED: "said to be the day of its making",
    Said.RELEASED: "said to be the day of its release",
    Said.ALONE: "stands alone above the text",
    Said.NAMED: "stands beside a name above the text",
    Said.AS_OF: "the state of that day",
    Said.UPDATED: "changed on that day",
    Said.STAMPED: "saved on that day",
}


def _ranked(imprints: Sequence[Imprint]) -> list[Statement]:
    order = list(_REASONS)
    stated = [each for imprint in imprints for each in imprint.statements]
    return sorted(stated, key=lambda each: order.index(each.said))


def _around(text: str, start: int, end: int) -> str:
    low, high = max(0, start - AROUND), end + AROUND
    return " ".join(text[low:high].split())

"""From a format's draft to documents: text normalised, title, date and boilerplate found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

from nlp.readers.finish.boilerplate import mark_boilerplate
from nlp.readers.finish.frame import frame_report
from nlp.readers.finish.language_id import guess_language
from nlp.readers.finish.normalise import clean_line, clean_text
from nlp.readers.finish.origins import lift_marks, origins_of
from nlp.readers.finish.split import split_text
from nlp.readers.furniture.furniture_lines import is_boilerplate_line, is_menu_line
from nlp.readers.furniture.teasers import is_headline, is_prose
from nlp.readers.imprint.imprint import HEAD, Imprint, byline, find_imprint, is_dated_line, is_dateline
from nlp.readers.imprint.imprint_lines import read_line
from nlp.readers.imprint.publication import find_publication
from nlp.readers.source.addresses import address_host
from nlp.readers.source.report_draft import ReportDraft
from nlp.records import Document, Skipped, make_id
from nlp.rules import load_rules

LONGEST_FIELD = 300
HEAD_CHARACTERS, TAIL_CHARACTERS = 20_000, 3000  # a scraped page may have its whole menu above the report
_SINCE = re.compile(r"\b(?:since|founded|established|est\.)\s+(?:in\s+)?1[789]\d\d\b", re.I)
_JOINING = frozenset({"of", "the", "and", "for", "in", "de", "la"})


def finish_draft(draft: ReportDraft, *, published: date | None = None) -> Iterator[Document | Skipped]:
    """Yield the document a draft is, or several parts of it where it is too long for one parse.

    ``published`` is the analyst's date, for a report that carries none of its own.
    """
    text, places = lift_marks(clean_text(draft.text), draft.places)
    if not any(map(str.isalnum, text)) and not (draft.letterhead and draft.letterhead.known):
        yield Skipped(path=draft.path, reason="no text in it")
        return
    today = date.today()
    paragraphs = _edges(text)
    own = find_imprint(paragraphs, today=today)
    around = (
        find_imprint([clean_line(line) for line in draft.around], today=today) if draft.around else Imprint()
    )
    dated = find_publication(draft, (around, own), text, today=today, given=published)
    headline, masthead = _headline(paragraphs)
    url = draft.url or around.url or own.url
    publisher = _field(draft.publisher) or own.publisher or masthead or around.publisher or address_host(url)
    author = _field(draft.author) or own.author or around.author
    title = _field(draft.title) or headline or _file_title(draft)
    language = guess_language(text, declared=draft.language)
    parts = split_text(text) or [""]
    documents, at = [], 0
    for number, part in enumerate(parts, start=1):
        at = max(at, text.find(part, at))
        path = draft.path if len(parts) == 1 else f"{draft.path}#part {number}"
        made = Document(
            id=make_id("document", path, title, part),
            path=path,
            title=title if len(parts) == 1 else f"{title} (part {number} of {len(parts)})",
            text=part,
            published=dated.day,
            published_basis=dated.basis,
            publisher=publisher,
            author=author,
            language=language,
            boilerplate=mark_boilerplate(part, title=title, mail=draft.mail, linked=draft.linked),
            url=url,
            published_words=dated.words[:LONGEST_FIELD],
            published_probable=dated.probable,
            candidates=dated.candidates,
            at=origins_of(part, at, places, draft.at),
        )
        documents.append(made)
        at += len(part)
    yield from frame_report(documents, draft)


def _edges(text: str) -> list[str]:
    """The paragraphs of a text; of a long one, those at its beginning and end."""
    if len(text) <= HEAD_CHARACTERS + TAIL_CHARACTERS:
        return text.split("\n\n")
    return text[:HEAD_CHARACTERS].split("\n\n") + text[-TAIL_CHARACTERS:].split("\n\n")


def _headline(head: list[str]) -> tuple[str | None, str | None]:
    """The report's headline and the outlet's masthead, from the lines above the first sentence."""
    lines: list[str] = []
    for paragraph in head[:HEAD]:
        if is_prose(paragraph):
            break
        if (
            is_boilerplate_line(paragraph)
            or byline(paragraph)
            or (is_dated_line(paragraph) and not _kind(paragraph))
        ):
            continue
        if not is_headline(paragraph, least=2) or is_dateline(paragraph):
            break
        lines.append(paragraph)
    if not any(map(is_prose, head[len(lines) :])):
        return None, None
    mastheads = [line for line in lines if len(lines) > 1 and _masthead(line)]
    headlines = [line for line in lines if line not in mastheads and not _SINCE.search(line)]
    return next(iter(headlines), None), next(map(_masthead, mastheads), None)


def _kind(line: str) -> bool:
    """Whether a line with a day names the kind of report: "Campaign Assessment, 3 May 2021"."""
    read = read_line(line)
    return read is not None and read.kind


def _masthead(line: str) -> str | None:
    """The name of a newspaper or agency in a line such as "VELIN GAZETTE - Politics", else None."""
    name = re.split(r"\s+[|•·–—-]\s+", line)[0]
    words = name.split()
    if is_menu_line(line):
        return None
    known = set(name.casefold().split()) & set(load_rules("imprint")["masthead"]["words"])
    if not known or len(words) > 5 or not all(word[0].isupper() or word in _JOINING for word in words):
        return None
    if not name.isupper():
        return name
    return " ".join(
        word.lower() if i and word.lower() in _JOINING else word if _initials(word, i) else word.capitalize()
        for i, word in enumerate(words)
    )


def _initials(word: str, place: int) -> bool:
    """Whether a word of a masthead in capitals is an agency's initials, which stand first."""
    return place == 0 and len(word) < 4 and word.lower() not in _JOINING


def _file_title(draft: ReportDraft) -> str:
    name = draft.file_name or draft.path.rsplit("/", 1)[-1]
    stem = PurePath(name).stem if draft.file_name else name
    return clean_line(re.sub(r"[_+]+|%20", " ", stem)) or clean_line(draft.path) or "untitled"


def _field(value: str | None) -> str | None:
    cleaned = clean_line(value or "")
    return cleaned[:LONGEST_FIELD] or None

"""What stands over and under a report: shown with it, greyed; the head of a letter is kept as facts, too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.readers.finish.normalise import clean_line, clean_text
from nlp.readers.source.report_draft import Letterhead, Party, ReportDraft
from nlp.records import Document, HeaderField, Origin, make_id

LONGEST_BELOW = 30_000  # characters of signature and history that are kept
MOST_NAMED = 100  # people of a header that are written out
TELLING = 60  # letters from which on a text is the same message wherever it stands
_LETTERS = re.compile(r"[^\W_]+")


def frame_report(documents: Sequence[Document], draft: ReportDraft) -> list[Document]:
    """The parts of a report, a letter's head laid over the first and what stands below under the last."""
    first, *rest = documents
    framed = [_under_head(first, draft.letterhead) if draft.letterhead else first, *rest]
    if below := clean_text(draft.below[:LONGEST_BELOW]):
        framed[-1] = _over(framed[-1], below)
    if draft.letterhead is None:
        return framed
    message = message_key(draft.text)
    if draft.quoted and message and not rest:
        framed = [replace(framed[0], id=make_id("message", message))]
    return [replace(each, message=message, quoted=draft.quoted) for each in framed]


def message_key(text: str) -> str:
    """What is the same for a message however it is wrapped, marked and quoted; "" for a short one."""
    letters = "".join(_LETTERS.findall(text)).casefold()
    return make_id(letters) if len(letters) >= TELLING else ""


def _under_head(document: Document, head: Letterhead) -> Document:
    pieces: list[str] = []
    fields: list[HeaderField] = []
    at = 0

    def put(text: str) -> None:
        nonlocal at
        pieces.append(text)
        at += len(text)

    rows = (
        ("From", "from", (head.sender,) if head.sender else ()),
        ("To", "to", head.to),
        ("Cc", "cc", head.cc),
    )
    for label, role, people in rows:
        if people:
            put(f"{' | ' if pieces else ''}{label}: ")
        for n, party in enumerate(people[:MOST_NAMED]):
            put(", " if n else "")
            shown = _shown(party)
            fields.append(
                HeaderField(
                    role=role,
                    start=at,
                    end=at + len(shown),
                    name=clean_line(party.name),
                    address=party.address,
                )
            )
            put(shown)
    if words := clean_line(head.words):
        put(f"{' | ' if pieces else ''}Date: ")
        fields.append(HeaderField(role="date", start=at, end=at + len(words)))
        put(words)
    if not pieces:
        return document
    line = "".join(pieces)
    shift = len(line) + 2
    return replace(
        document,
        text=f"{line}\n\n{document.text}" if document.text else line,
        boilerplate=((0, len(line)), *((start + shift, end + shift) for start, end in document.boilerplate)),
        at=tuple(
            Origin(start=each.start + shift if each.start else 0, place=each.place) for each in document.at
        ),
        header=tuple(fields),
    )


def _shown(party: Party) -> str:
    name = clean_line(party.name)
    return f"{name} <{party.address}>" if name and party.address else name or party.address


def _over(document: Document, below: str) -> Document:
    start = len(document.text) + 2 if document.text else 0
    text = f"{document.text}\n\n{below}" if document.text else below
    return replace(document, text=text, boilerplate=(*document.boilerplate, (start, len(text))))

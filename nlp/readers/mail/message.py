"""Mail: single messages and mailboxes, each message a report of its own, with the older ones in it.

Attachments of readable formats are documents of their own; pictures, calendars, Outlook's packing are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from functools import partial
from io import BytesIO
from pathlib import Path

from nlp.errors import ReaderError
from nlp.file_names import shown
from nlp.readers.mail.alerts import is_alert, read_alert
from nlp.readers.mail.body import choose_body, part_bytes, part_text
from nlp.readers.mail.letterhead import header, read_letterhead
from nlp.readers.mail.thread import Part, take_apart
from nlp.readers.pdf.ocr import can_read_pictures
from nlp.readers.source.isolation import isolated
from nlp.readers.source.report_draft import MAX_BYTES, Blob, ReportDraft
from nlp.records import Skipped

DEEPEST = 4  # mails and archives inside one another
LONGEST_SEPARATOR = 1000  # bytes; a longer line is text
MOST_OLDER = 200  # older messages of one that are read
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})
_INNER = "message/rfc822"
_SEPARATOR = re.compile(rb"From (?:\S+@\S+\s|-\s|\S.*? \d\d:\d\d(?::\d\d)? (?:\S+ ){0,3}\d{4}\s*$)")
_HEADER = re.compile(rb"^[!-9;-~]{1,60}:", re.M)
_ESCAPED = re.compile(rb"^>(>*From )", re.M)
_SUMMARY = re.compile(r"^SUMMARY(?:;[^:\n]{0,200})?:(.{1,200})$", re.M)
Item = ReportDraft | Blob | Skipped


def read_eml(blob: Blob) -> Iterator[Item]:
    """Yield a message's own text, the older messages in it, and its attachments.

    Raises:
        ReaderError: the bytes are no message, or it is inside too many others.
    """
    if blob.depth > DEEPEST:
        raise ReaderError(f"more than {DEEPEST} messages inside one another")
    yield from _read_message(blob.read(), blob)


def read_mbox(blob: Blob) -> Iterator[Item]:
    """Yield the messages of a mailbox, ``path:1`` being the first; one message at a time is in memory.

    Raises:
        ReaderError: the file does not begin as a mailbox does.
    """
    number, lines, size, blank = 0, [b""], 0, True
    with blob.opener() as stream:
        if not stream.read(5) == b"From ":
            raise ReaderError("not a mailbox")
    with blob.opener() as stream:
        for line in stream:
            if blank and len(line) < LONGEST_SEPARATOR and _SEPARATOR.match(line):
                yield from _numbered(lines, size, blob, number)
                number, lines, size = number + 1, [], 0
            elif size <= MAX_BYTES:
                lines.append(line)
                size += len(line)
            blank = not line.strip()
    yield from _numbered(lines, size, blob, number)


def _numbered(lines: list[bytes], size: int, blob: Blob, number: int) -> Iterator[Item]:
    path = f"{blob.path}:{number}"
    if size > MAX_BYTES:
        yield Skipped(path=path, reason=f"larger than {MAX_BYTES >> 20} MB")
    elif number:
        data = _ESCAPED.sub(rb"\1", b"".join(lines))
        yield from isolated(path, partial(_read_message, data, blob, path=path))


def _read_message(data: bytes, blob: Blob, *, path: str = "") -> Iterator[Item]:
    path = path or blob.path
    if not _HEADER.search(data[:20_000]):
        raise ReaderError("not a mail message")
    try:
        message = message_from_bytes(data)
        parts = list(_parts(message))
    except (MessageError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise ReaderError("damaged mail message") from error
    head = read_letterhead(message)
    files = [part for part in parts if _file_name(part)]
    bodies = [part for part in parts if not _file_name(part)]
    if is_alert(head, bodies):
        yield from read_alert(bodies, head, path)
        return
    text, footer = choose_body(bodies)
    if not any(map(str.isalnum, text)) and not files:
        raise ReaderError("no text in it")
    place = {"message_id": identity} if (identity := header(message, "Message-ID").strip("<> ")) else {}
    yield from draft_thread(take_apart(text, head), path, footer=footer, at=place)
    yield from _attachments(files, blob, path)


def draft_thread(
    part: Part, path: str, *, footer: str = "", at: Mapping[str, str | int] | None = None
) -> Iterator[ReportDraft]:
    """Yield a message and the older ones in it: those that were passed on, and those that were answered."""
    if any(map(str.isalnum, part.text)) or part.head.known:
        yield _draft(part, path, footer=footer, at=at or {})
    waiting, number = list(reversed(part.older)), 0
    while waiting and number < MOST_OLDER:
        older = waiting.pop()
        number += 1
        kind = "forwarded" if older.forwarded else "quoted"
        if any(map(str.isalnum, older.text)):
            yield _draft(older, f"{path}#{kind} {number}", quoted=not older.forwarded)
        waiting.extend(reversed(older.older))


def _draft(
    part: Part,
    path: str,
    *,
    footer: str = "",
    at: Mapping[str, str | int] | None = None,
    quoted: bool = False,
) -> ReportDraft:
    sender = part.head.sender
    return ReportDraft(
        path=path,
        text=part.text,
        title=part.head.subject or None,
        published=part.head.day,
        published_words=part.head.words,
        publisher=(sender.name or sender.address) if sender else None,
        mail=True,
        letterhead=part.head,
        below="\n\n".join(each for each in (part.below, part.history, footer) if each.strip()),
        quoted=quoted,
        at=at or {},
    )


def _parts(message: Message) -> Iterator[Message]:
    """The leaves of a message; a message inside it is a leaf."""
    stack = [message]
    while stack:
        part = stack.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            stack.extend(child for child in reversed(payload) if isinstance(child, Message))
        else:
            yield part


def _attachments(parts: list[Message], blob: Blob, path: str) -> Iterator[Blob | Skipped]:
    for part in parts:
        name = _file_name(part)
        if reason := _unreadable(part, name):
            yield Skipped(path=f"{path}!/{name}", reason=reason)
            continue
        content = part_bytes(part) if part.get_content_type() != _INNER else _inner(part)
        yield blob.inside(
            name,
            len(content),
            lambda content=content: BytesIO(content),  # type: ignore[misc]
            path=f"{path}!/{name}",
        )


def _unreadable(part: Message, name: str) -> str:
    """Why an attachment is not read; "" where it may be."""
    kind = part.get_content_type()
    if kind == "application/ms-tnef" or name.casefold() == "winmail.dat":
        return "attachments packed by Outlook (TNEF): not read"
    if kind == "text/calendar" or name.casefold().endswith(".ics"):
        summary = _SUMMARY.search(part_text(part))
        return (
            f"a calendar entry, not read: {shown(summary[1].strip())}"
            if summary
            else "a calendar entry: not read"
        )
    if part.get_content_maintype() in {"audio", "video"}:
        return "sound or film: not read"
    if part.get_content_maintype() == "image":
        inline = part.get_content_disposition() == "inline" or "Content-ID" in part
        if inline:
            return "a picture inside the message: not read"
        return (
            "" if can_read_pictures() and Path(name).suffix.casefold() in _PICTURES else "a picture: not read"
        )
    return "" if Path(name).suffix else "no reader for files without a suffix"


def _inner(part: Message) -> bytes:
    """The bytes of a forwarded message."""
    payload = part.get_payload()
    first = payload[0] if isinstance(payload, list) and payload else None
    try:
        return first.as_bytes() if isinstance(first, Message) else b""
    except (LookupError, MessageError, UnicodeError, TypeError, ValueError, AttributeError):
        return b""


def _file_name(part: Message) -> str:
    """The name of a part that is a file; "" where it is text of the message."""
    try:
        name = part.get_filename()
    except (LookupError, MessageError, UnicodeError, TypeError, ValueError):
        return ""
    kind = part.get_content_type()
    if not name:
        if kind == _INNER:
            return "message.eml"
        if part.get_content_maintype() == "text" and kind != "text/calendar":
            return ""
        return "" if part.get_content_maintype() == "multipart" else f"part.{part.get_content_subtype()[:20]}"
    with suppress(LookupError, MessageError, UnicodeError, ValueError):  # shown as it stands then
        name = str(make_header(decode_header(name)))
    return shown(name.replace("\\", "/").rsplit("/", 1)[-1].strip())

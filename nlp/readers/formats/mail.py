"""Mail: single messages and mailboxes. Attachments of readable formats are documents of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from functools import partial
from io import BytesIO
from pathlib import Path

from nlp.errors import ReaderError
from nlp.file_names import shown
from nlp.readers.formats.html import read_html_text
from nlp.readers.source.encoding import decode_text
from nlp.readers.source.isolation import isolated
from nlp.readers.source.report_draft import MAX_BYTES, Blob, ReportDraft
from nlp.records import Skipped

DEEPEST = 4  # mails and archives inside one another
LONG_ENOUGH = 40  # characters; a shorter plain part beside an HTML one only says "see the HTML part"
_INNER = "message/rfc822"
LONGEST_SEPARATOR = 1000  # bytes; a longer line is text
_SEPARATOR = re.compile(rb"From (?:\S+@\S+\s|-\s|\S.*? \d\d:\d\d(?::\d\d)? (?:\S+ ){0,3}\d{4}\s*$)")
_HEADER = re.compile(rb"^[!-9;-~]{1,60}:", re.M)
_ESCAPED = re.compile(rb"^>(>*From )", re.M)


def read_eml(blob: Blob) -> Iterator[ReportDraft | Blob | Skipped]:
    """Yield a message's own text and its attachments.

    Raises:
        ReaderError: the bytes are no message, or it is inside too many others.
    """
    if blob.depth > DEEPEST:
        raise ReaderError(f"more than {DEEPEST} messages inside one another")
    yield from _read_message(blob.read(), path=blob.path, depth=blob.depth)


def read_mbox(blob: Blob) -> Iterator[ReportDraft | Blob | Skipped]:
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


def _numbered(
    lines: list[bytes], size: int, blob: Blob, number: int
) -> Iterator[ReportDraft | Blob | Skipped]:
    path = f"{blob.path}:{number}"
    if size > MAX_BYTES:
        yield Skipped(path=path, reason=f"larger than {MAX_BYTES >> 20} MB")
    elif number:
        data = _ESCAPED.sub(rb"\1", b"".join(lines))
        yield from isolated(path, partial(_read_message, data, path=path, depth=blob.depth))


def _read_message(data: bytes, *, path: str, depth: int) -> Iterator[ReportDraft | Blob | Skipped]:
    if not _HEADER.search(data[:20_000]):
        raise ReaderError("not a mail message")
    try:
        message = message_from_bytes(data)
        parts = list(_parts(message))
    except (MessageError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise ReaderError("damaged mail message") from error
    bodies = [part for part in parts if not _file_name(part)]
    draft = _body(bodies, path)
    attached = [part for part in parts if _file_name(part)]
    if draft is None and not attached:
        raise ReaderError("no text in it")
    if draft is not None:
        name, address = _address(_header(message, "From"))
        yield ReportDraft(
            path=path,
            text=draft.text,
            title=_header(message, "Subject") or draft.title,
            published=_day(message),
            publisher=name or address or None,
            language=draft.language,
            mail=True,
        )
    yield from _attachments(attached, path, depth)


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


def _attachments(parts: list[Message], path: str, depth: int) -> Iterator[Blob]:
    for part in parts:
        name = _file_name(part)
        content = _payload(part) if part.get_content_type() != _INNER else _inner(part)
        if part.get_content_maintype() in {"image", "audio", "video"} or not Path(name).suffix:
            continue  # a letterhead's pictures are no reporting
        yield Blob(
            path=f"{path}!/{name}",
            name=name,
            size=len(content),
            opener=lambda content=content: BytesIO(content),  # type: ignore[misc]
            depth=depth + 1,
        )


def _body(parts: list[Message], path: str) -> ReportDraft | None:
    plain = "\n\n".join(_text(p) for p in parts if p.get_content_type() == "text/plain").strip()
    if len(plain) >= LONG_ENOUGH:
        return ReportDraft(path=path, text=plain)
    for part in parts:
        if part.get_content_type() == "text/html":
            try:
                return read_html_text(_text(part), path=path)
            except ReaderError:
                continue  # an empty HTML part; the plain one may hold a line
    return ReportDraft(path=path, text=plain) if plain else None


def _text(part: Message) -> str:
    try:
        declared = part.get_content_charset()
    except (LookupError, UnicodeError, TypeError, ValueError):
        declared = None
    return decode_text(_payload(part), declared=declared) or ""


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (LookupError, TypeError, ValueError, AttributeError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _inner(part: Message) -> bytes:
    """The bytes of a forwarded message."""
    payload = part.get_payload()
    first = payload[0] if isinstance(payload, list) and payload else None
    try:
        return first.as_bytes() if isinstance(first, Message) else b""
    except (LookupError, MessageError, UnicodeError, TypeError, ValueError, AttributeError):
        return b""


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    if value is None:
        return ""
    try:
        return " ".join(str(make_header(decode_header(str(value)))).split())
    except (LookupError, MessageError, UnicodeError, ValueError):
        return " ".join(str(value).encode("ascii", "replace").decode().split())


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename()
    except (LookupError, MessageError, UnicodeError, TypeError, ValueError):
        return ""
    if not name:
        return "message.eml" if part.get_content_type() == _INNER else ""
    with suppress(LookupError, MessageError, UnicodeError, ValueError):  # shown as it stands then
        name = str(make_header(decode_header(name)))
    return shown(name.replace("\\", "/").rsplit("/", 1)[-1].strip())


def _day(message: Message) -> date | None:
    """The calendar day as the sender's own clock had it."""
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date()
    except (IndexError, OverflowError, TypeError, ValueError):
        return None


def _address(value: str) -> tuple[str, str]:
    """The name and the address in a header; both empty where it is no address."""
    try:
        return parseaddr(value[:LONGEST_SEPARATOR])
    except (RecursionError, IndexError, TypeError, ValueError):
        return "", ""

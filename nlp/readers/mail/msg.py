"""Outlook's own message files by python-oxmsg."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from oxmsg import Message

from nlp.errors import ReaderError
from nlp.file_names import shown
from nlp.readers.mail.body import html_text
from nlp.readers.mail.letterhead import parties
from nlp.readers.mail.message import DEEPEST, draft_thread
from nlp.readers.mail.thread import take_apart
from nlp.readers.source.report_draft import Blob, Letterhead, Party, ReportDraft
from nlp.records import Skipped

BROKEN = (
    AssertionError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError, struct.error,
)  # fmt: skip
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf")


def read_msg(blob: Blob) -> Iterator[ReportDraft | Blob | Skipped]:
    """Yield a message's own text, the older messages in it, and its attachments.

    Raises:
        ReaderError: it is no message of Outlook's, damaged, or inside too many others.
    """
    if blob.depth > DEEPEST:
        raise ReaderError(f"more than {DEEPEST} messages inside one another")
    try:
        message = Message.load(blob.read())
        head = _letterhead(message)
        text = message.body or html_text(message.html_body or "")
        files = [(shown(each.file_name or ""), each.file_bytes or b"") for each in message.attachments]
    except BROKEN as error:
        raise ReaderError("no message of Outlook's, or damaged") from error
    if not any(map(str.isalnum, text)) and not files:
        raise ReaderError("no text in it")
    yield from draft_thread(take_apart(text, head), blob.path)
    for name, data in files:
        path = f"{blob.path}!/{name or 'attachment'}"
        if name.casefold().endswith(_PICTURES):
            yield Skipped(path=path, reason="a picture inside the message: not read")
        elif not Path(name).suffix:
            yield Skipped(path=path, reason="no reader for files without a suffix")
        else:
            yield blob.inside(name, len(data), lambda data=data: BytesIO(data), path=path)  # type: ignore[misc]


def _letterhead(message: Any) -> Letterhead:
    headers = {name.casefold(): value for name, value in message.message_headers.items()}
    senders = parties(message.sender or "")
    to, cc = parties(headers.get("to", "")), parties(headers.get("cc", ""))
    if not to and not cc:
        to = tuple(
            Party(name=each.name or "", address=each.email_address or "") for each in message.recipients
        )
    sent = message.sent_date
    return Letterhead(
        sender=senders[0] if senders else None,
        to=to,
        cc=cc,
        day=sent.date() if sent else None,
        words=headers.get("date", "") or (sent.isoformat(sep=" ") if sent else ""),
        subject=message.subject or "",
    )

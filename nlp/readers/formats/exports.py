"""Exports whose shape is known: Telegram's chats. Others are records of known fields, found by their names.

Telegram: https://core.telegram.org/import-export (result.json of Telegram Desktop).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from nlp.readers.formats.date_fields import DateStyle, read_day
from nlp.readers.formats.json_objects import draft_object
from nlp.readers.source.isolation import isolated
from nlp.readers.source.report_draft import ReportDraft
from nlp.records import Skipped


def read_export(data: Any, path: str) -> Iterator[ReportDraft | Skipped] | None:
    """The reports of an export of a known shape; None where ``data`` is none."""
    chats = _telegram_chats(data)
    return _telegram(chats, path) if chats else None


def _telegram_chats(data: Any) -> list[dict[str, Any]]:
    if not isinstance(data, dict):
        return []
    chats = [data]
    for key in ("chats", "left_chats"):
        held = data.get(key)
        if isinstance(held, dict) and isinstance(held.get("list"), list):
            chats += held["list"]
    return [chat for chat in chats if isinstance(chat, dict) and _is_chat(chat)]


def _is_chat(chat: dict[str, Any]) -> bool:
    messages = chat.get("messages")
    if not isinstance(messages, list) or not {"name", "type", "id"} & set(chat):
        return False
    first = next((message for message in messages if isinstance(message, dict)), {})
    return {"id", "type", "date"} <= set(first)


def _telegram(chats: list[dict[str, Any]], path: str) -> Iterator[ReportDraft | Skipped]:
    number = 0
    for chat in chats:
        for message in chat["messages"]:
            number += 1
            if isinstance(message, dict) and message.get("type") == "service":
                continue  # who joined, what was pinned
            place = f"{path}:{number}"
            yield from isolated(place, partial(_message, message, chat, place))


def _message(message: Any, chat: dict[str, Any], place: str) -> Iterator[ReportDraft | Skipped]:
    draft = draft_object({"text": message.get("text")}, path=place) if isinstance(message, dict) else None
    if draft is None:
        yield Skipped(path=place, reason="no text in it")
        return
    name, sender = chat.get("name"), message.get("from")
    public = "channel" in str(chat.get("type")) or "group" in str(chat.get("type"))
    author = message.get("forwarded_from") or sender
    publisher = name if public and name else sender
    yield ReportDraft(
        path=place,
        text=draft.text,
        published=read_day(message.get("date"), style=DateStyle()),
        publisher=str(publisher) if publisher else None,
        author=str(author) if author and author != publisher else None,
        at={"message_id": str(message["id"])} if "id" in message else {},
    )

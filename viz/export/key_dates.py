"""Key dates as Markdown and JSON, to paste into a report or to read with another program."""

from __future__ import annotations

import re
from collections.abc import Iterable

import orjson

from nlp.query import KeyDate
from viz.kit.wording import say_day

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!])")


def key_dates_markdown(days: Iterable[KeyDate]) -> str:
    """One line a day: the date, the sentence, how many independent reports, whose they are."""
    return "\n".join(_line(day) for day in days) or "No event is dated to a day."


def key_dates_json(days: Iterable[KeyDate]) -> str:
    """The key dates as a JSON list, with their scores and reasons."""
    return orjson.dumps(list(days), option=orjson.OPT_INDENT_2).decode()


def _line(day: KeyDate) -> str:
    reports = f"{day.documents} report{'' if day.documents == 1 else 's'}"
    sources = f": {', '.join(map(_escape, day.sources))}" if day.sources else ""
    return f"- **{say_day(day.day)}** {_escape(day.text)} ({reports}{sources})"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))

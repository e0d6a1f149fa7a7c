"""JSON as programs write it: NaN, cut emoji, several values in one file, and one broken value among many."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import orjson

from nlp.errors import ReaderError

MOST_BROKEN = 1_000  # values of one file that are named one by one
_NEXT_VALUE = re.compile(r"\}\s*,?\s*(?=\{)")
_SPACE = re.compile(r"[\s,\ufeff\x1e]*")
_LENIENT = json.JSONDecoder(strict=False, parse_constant=lambda _: None)


def parse_json(text: str) -> Any:
    """The value that ``text`` is; half of an emoji and ``NaN``, which JSON doesn't know, are let pass.

    Raises:
        ReaderError: it is no JSON.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        strict = str(error)
    try:
        value, end = _LENIENT.raw_decode(text, _SPACE.match(text).end())  # type: ignore[union-attr]
    except RecursionError as error:
        raise ReaderError("nested too deeply") from error
    except ValueError as error:
        raise ReaderError(f"not JSON: {strict}") from error
    if text[end:].strip("\x00 \t\r\n;"):
        raise ReaderError(f"not JSON: {strict}")
    return value


def salvage(text: str) -> Iterator[tuple[int, Any]]:
    """Yield (number, value) of every value that can be read in a list, or in a file of values, one of which
    is broken; in place of a broken one comes a ``ReaderError`` that says why. Numbers begin at 1."""
    at = _SPACE.match(text).end()  # type: ignore[union-attr]
    if text.startswith("[", at):
        at += 1
    number = broken = 0
    first = ""
    while True:
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
        if at >= len(text) or text[at] == "]":
            return
        number += 1
        try:
            value, at = _LENIENT.raw_decode(text, at)
        except (RecursionError, ValueError) as error:
            broken += 1
            stopped = error.pos if isinstance(error, json.JSONDecodeError) else at + 1
            reason = error.msg.lower() if isinstance(error, json.JSONDecodeError) else "nested too deeply"
            yield number, ReaderError(f"not JSON: {reason}")
            following = _resume_at(text, at + 1, stopped, first)
            if following is None or broken >= MOST_BROKEN:
                return
            at = following
        else:
            if isinstance(value, dict) and not first:
                first = next(iter(value), "")
            yield number, value


def _resume_at(text: str, start: int, stopped: int, first: str) -> int | None:
    """Where the next value begins: at the ``first`` key of the ones before, else behind what broke."""
    if first:
        again = re.compile(r"\{\s*" + re.escape(json.dumps(first, ensure_ascii=False))).search(text, start)
        return again.start() if again else None
    following = _NEXT_VALUE.search(text, max(stopped, start))
    return following.end() if following else None

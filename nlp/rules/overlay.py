"""An analyst's tables laid over the built-in ones: lists grow, texts and numbers are replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlp.errors import RulesError


def lay_over(table: Mapping[str, Any], over: Mapping[str, Any], file: str, *, opened: bool) -> dict[str, Any]:
    """``table`` with what ``over`` says: tables merged, lists added to, all else replaced.

    A word list that the table writes as one text ("baron count duke", "fast ferry; tug") takes a list, too.

    Args:
        opened: whether ``over`` may have keys that ``table`` has not.

    Raises:
        RulesError: ``file: key: reason`` for a key that is not there, or a value of another kind.
    """
    for key in over:
        if not opened and key not in table:
            raise RulesError(f"{file}: {key}: no such key (known: {', '.join(table)})")
    return _merged(table, over, f"{file}: ")


def _merged(table: Mapping[str, Any], over: Mapping[str, Any], place: str) -> dict[str, Any]:
    found = dict(table)
    for key, value in over.items():
        found[key] = _laid(found[key], value, f"{place}{key}") if key in found else value
    return found


def _laid(old: Any, new: Any, place: str) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return _merged(old, new, f"{place}.")
    if isinstance(old, list) and isinstance(new, list):
        return old + [entry for entry in new if entry not in old]
    if isinstance(old, str) and isinstance(new, list):
        return _lengthened(old, new, place)
    if type(old) is not type(new):
        raise RulesError(f"{place}: {_kind(old)} is needed, not {_kind(new)}")
    return new


def _lengthened(words: str, new: list[Any], place: str) -> str:
    by = ";" if ";" in words else "\n"
    for entry in new:
        if not isinstance(entry, str) or not entry.strip():
            raise RulesError(f"{place}: {entry!r} is no word")
        if by != ";" and len(entry.split()) > 1:
            raise RulesError(f"{place}: {entry!r}: only single words stand here")
    return by.join([words.rstrip().removesuffix(";"), *new])


def _kind(value: object) -> str:
    names: dict[type, str] = {dict: "a table", list: "a list", str: "a text", bool: "true or false"}
    return names.get(type(value), "a number")

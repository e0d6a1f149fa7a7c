"""The words of imprints, compiled: labels of days, outlets, bylines, addresses.

They are in ``nlp/rules/en/imprint.toml``.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from nlp.rules import load_rules
from nlp.rules.language import per_language


class Said(StrEnum):
    """What a line says of the day on it."""

    PUBLISHED = "published"
    CREATED = "created"
    RELEASED = "released"
    UPDATED = "updated"
    AS_OF = "as of"
    STAMPED = "stamped"  # by whoever saved the page
    ALONE = "alone"  # nothing but author, outlet and clock beside it
    NAMED = "named"  # beside a name that may be an outlet's, a place, or what the line is about


class ImprintWords(NamedTuple):
    """The imprint rules, compiled. ``labels`` match at the end of what stands before a day."""

    labels: tuple[tuple[Said, re.Pattern[str]], ...]
    label_words: frozenset[str]
    beside: frozenset[str]
    kinds: frozenset[str]
    foreign: frozenset[str]
    mastheads: frozenset[str]
    weekday: re.Pattern[str]  # at the end
    author: re.Pattern[str]  # a part that is a byline and no more
    byline: re.Pattern[str]
    source: re.Pattern[str]
    address: re.Pattern[str]
    glued: re.Pattern[str]
    copyright: re.Pattern[str]


@per_language
def imprint_words() -> ImprintWords:
    """Read ``nlp/rules/en/imprint.toml`` once."""
    rules = load_rules("imprint")
    labels, beside = rules["labels"], rules["beside"]
    weekdays = load_rules("time")["weekday"]
    some, must = r"[:–—|=-]?", r"[:=|]"
    kinds = [
        (Said.STAMPED, "stamped", some), (Said.UPDATED, "updated", some), (Said.AS_OF, "as_of", some),
        (Said.CREATED, "created", some), (Said.RELEASED, "released", some),
        (Said.PUBLISHED, "published", some), (Said.PUBLISHED, "colon", must),
    ]  # fmt: skip
    authors = _any(labels["author"])
    name = (
        r"(?P<name>[A-Z][\w.'’-]*(?:\s+(?:and{more}|[A-Z][\w.'’-]*|(?:de|van|von|der|al|bin|la|el)\b)"
        r"{last}){{0,8}})"
    )
    addresses = _any([*labels["address"], *labels["words_of_address"]])
    return ImprintWords(
        labels=tuple(
            (said, re.compile(rf"(?<!\w)(?:{_any(labels[key])})\s*(?:\b(?:on|at|in)\b)?\s*{mark}\s*$", re.I))
            for said, key, mark in kinds
        ),
        label_words=frozenset(
            word for key in (*(key for _, key, _ in kinds), "author", "source") for word in labels[key]
        ),
        beside=frozenset(beside["words"]) | frozenset(weekdays),
        kinds=frozenset(beside["kinds"]),
        foreign=frozenset(beside["foreign"]),
        mastheads=frozenset(rules["masthead"]["words"]),
        weekday=re.compile(rf"\b(?:{_any(weekdays)})[.,]?\s*$", re.I),
        author=re.compile(rf"^(?i:{authors})\s*:?\s+" + name.format(more="|&", last="") + "$"),
        byline=re.compile(rf"^(?i:{authors})\s*:?\s+" + name.format(more="", last=r"|,(?=\s)")),
        source=re.compile(rf"^(?:{_any(labels['source'])})\s*:\s*(?P<name>[^\n]{{2,80}}?)\.?$", re.I),
        address=re.compile(
            rf"^[\W_]*(?:(?:{addresses})\s*[:|=]?\s*)?<?(?P<url>https?://[^\s<>\"']+?)>?[.,)]?$", re.I
        ),
        glued=re.compile(
            rf"^(?:{_any(labels['published'])})(?:\s+on)?\s*:?\s+(?=[\w,.]*\d|[A-Za-z]{{3,9}}\.?,?\s)", re.I
        ),
        copyright=re.compile(_any(labels["copyright"]), re.I),
    )


def _any(words: object) -> str:
    listed = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(word) for word in listed)

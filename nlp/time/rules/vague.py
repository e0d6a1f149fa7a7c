"""Past, present and future without a date: "now", "recently", "in the future"."""

from __future__ import annotations

from nlp.records import TimeType
from nlp.time.grammar import Found, Match, rule
from nlp.time.meaning import Meaning


@rule(
    "vague present",
    "w:NOW",
    "these days",
    "at present",
    "the present (day)?",
    "(the)? present day",
    "the moment",
    "(right|just|by|until|till)? now",
)
def vague_present(match: Match) -> list[Found] | None:
    """ "now", "currently", "these days"."""
    words = [match.at(i) for i in range(match.first, match.last)]
    first = match.first
    if words[0] == "immediately" or (
        words == ["the", "present"] and match.after() not in (".", ",", "", "and", "day")
    ):
        return None
    if words == ["the", "moment"] and (
        match.before() not in ("at", "for") or match.after() not in (".", ",", "", "'", ";")
    ):
        return None
    if words == ["at", "present"]:
        first += 1
    if words[-1] == "now" and len(words) == 2:
        first += 1
    return [Found(first, match.last, TimeType.DATE, Meaning(value="PRESENT_REF"))]


@rule(
    "vague past",
    "w:VAGUE_PAST",
    "(the)? (not so)? (recent|distant|near|immediate)? past",
    "a long time ago",
    "long ago",
)
def vague_past(match: Match) -> list[Found] | None:
    """ "recently", "in the past", "long ago"."""
    words = [match.at(i) for i in range(match.first, match.last)]
    if words[-1] == "past" and ((words[0] != "the" and len(words) < 2) or match.before() != "in" or (match.after()[:1].isalnum()
                                and match.after() in ("the", "year", "two", "few"))):  # fmt: skip
        return None
    if words[0] in ("once", "previously", "formerly", "lately"):
        return None
    return match.whole(TimeType.DATE, Meaning(value="PAST_REF"))


@rule("vague future", "(the)? (near|foreseeable|distant|immediate)? future", "soon")
def vague_future(match: Match) -> list[Found] | None:
    """ "in the near future", "soon"."""
    words = [match.at(i) for i in range(match.first, match.last)]
    if words == ["soon"] and (
        match.before() in ("as", "too", "how") or match.after() in ("after", "as") or match.before() == "very"
    ):
        return None
    if words == ["future"] and match.after() in ("contracts",):
        return None
    return match.whole(TimeType.DATE, Meaning(value="FUTURE_REF"))


@rule("vague adjective", "w:VAGUE_ADJECTIVE")
def vague_adjective(match: Match) -> list[Found] | None:
    """ "the current situation", "recent attacks"; "former" speaks of offices, not of times."""
    word = match.text("w")
    if word == "former" or (match.raw(match.first)[0].isupper() and match.before() not in ("", ".")):
        return None
    return match.whole(TimeType.DATE, Meaning(value=str(match.value("w", "VAGUE_ADJECTIVE"))))

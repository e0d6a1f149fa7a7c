"""Past, present and future without a date: "now", "recently", "in the future"."""

from __future__ import annotations

from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import word_set
from nlp.time.grammar.reading import Meaning

_ENDS = (".", ",", "", "and", "'", ";", "day")


@rule(
    "vague present",
    "w:NOW",
    "these days",
    "at present",
    "the present (day)?",
    "(the)? present day",
    "the moment",
    "(right|just|by|until|till) now",
)
def vague_present(match: Match) -> list[Found] | None:
    """ "now", "currently", "these days", "at present"."""
    words = match.words()
    if words == ["immediately"] or (words == ["the", "present"] and match.after() not in _ENDS):
        return None
    if words == ["the", "moment"] and (match.before() not in ("at", "for") or match.after() not in _ENDS):
        return None
    outside = words[0] in word_set("before_now")
    return match.point(Meaning(value="PRESENT_REF"), first=match.first + outside)


@rule(
    "vague past",
    "w:VAGUE_PAST",
    "(the)? (not so)? (recent|distant|near|immediate)? past",
    "a long time ago",
    "long ago",
)
def vague_past(match: Match) -> list[Found] | None:
    """ "recently", "in the past", "long ago"."""
    words = match.words()
    if words[-1] == "past":
        follows = match.after() in word_set("after_in_past")
        if match.before() != "in" or words == ["past"] or follows:
            return None
    if words[0] in word_set("no_vague_past"):
        return None
    return match.point(Meaning(value="PAST_REF"))


@rule("vague future", "(the)? (near|foreseeable|distant|immediate)? future", "soon")
def vague_future(match: Match) -> list[Found] | None:
    """ "in the near future", "soon"."""
    if match.words() == ["soon"]:
        if match.before() not in word_set("before_soon"):
            return None  # "he was soon released": shortly after, not in the future
    elif match.after() == "contracts":
        return None
    return match.point(Meaning(value="FUTURE_REF"))


@rule("vague adjective", "w:VAGUE_ADJECTIVE")
def vague_adjective(match: Match) -> list[Found] | None:
    """ "the current situation", "recent attacks"; "former" speaks of offices, not of times."""
    titled = match.raw(match.first)[0].isupper() and match.before() not in ("", ".")
    if match.text("w") == "former" or titled:
        return None
    return match.point(Meaning(value=str(match.value("w", "VAGUE_ADJECTIVE"))))

"""Lengths that lie beside an anchor: "the past two weeks", "recent months", "the next few days"."""

from __future__ import annotations

from nlp.time.calendar.timex_values import duration_value
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.reading import REFERENCE, Meaning
from nlp.time.rules.durations import said_amount
from nlp.time.rules.shared import unit_code


@rule(
    "duration beside the anchor",
    "(the|these|its|his|her|their)? d:(LAST|NEXT|PREVIOUS|FOLLOWING|first) "
    "q:({NUMBER}|{VAGUE}|few|couple (of)?) u:UNITS (or so)?",
    "(the)? d:(LAST|NEXT|PREVIOUS|FOLLOWING|recent) u:UNITS",
    "(the)? q:{NUMBER} d:(PREVIOUS|FOLLOWING|LAST) u:UNITS",
    "(the)? d:(LAST|NEXT) h:half (-)? (a|an)? u:UNIT",
    "the q:{NUMBER} u:UNITS",
    "(the)? d:(LAST|NEXT|PREVIOUS|FOLLOWING) q:{NUMBER} (to|or) {NUMBER} u:UNITS",
)
def duration_at_anchor(match: Match) -> list[Found] | None:
    """ "the past two weeks" ends with the anchor, "the next year and a half" begins with it."""
    words, direction, unit = tables(), match.text("d"), unit_code(match.text("u"))
    if (
        direction == "last"
        and match.at(match.first) == "last"
        and match.before() in word_set("before_the_verb_last")
    ):
        return None  # "the truce was to last 72 hours"
    amount = said_amount(match) if match.has("q") or match.has("h") else None
    if direction in words["LAST"] or direction in words["PREVIOUS"] or direction == "recent":
        span = -1
    else:
        span = 0 if direction in ("first", "") else 1
    anchor = REFERENCE if direction in words["PREVIOUS"] or direction in words["FOLLOWING"] else ""
    value = duration_value(amount, unit)
    return match.lasting(Meaning(value=value, amount=amount, unit=unit, span=span, anchor=anchor))

"""Months and weekdays that stand alone, and those told apart by a direction ("last Tuesday", "next May")."""

from __future__ import annotations

from nlp.time.calendar.calendar import Calendar
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.numbers import parse_ordinal
from nlp.time.grammar.reading import REFERENCE, Meaning
from nlp.time.rules.shared import IN, PENDING, goes_on, month_number, said_part


@rule("month", "m:MONTH")
def month(match: Match) -> list[Found] | None:
    """A month's name alone. "May" and "March" need a capital and a place where no verb or name can stand."""
    word, before, written = match.text("m"), match.before(), match.raw(match.first)
    if not written[0].isupper():
        return None
    if word in tables()["ABBREVIATED_MONTH"] and not written.endswith(".") and before not in IN:
        return None
    if before not in IN and word in word_set("also_a_verb_or_name") and _may_be_a_name(match, word):
        return None
    if word == "march" and match.after() == "for":
        return None
    return match.point(Meaning(cal=Calendar(month=month_number(match))))


def _may_be_a_name(match: Match, word: str) -> bool:
    previous, following, before = match.raw(match.first - 1), match.raw(match.last), match.before()
    if (previous[:1].isupper() and before not in tables()["WEEKDAY"]) or following[:1].isupper():
        return True
    if word not in ("may", "march"):
        return False
    if before == "the":
        return not following.islower()
    if before == "-":
        return match.before(2) not in word_set("edges_with_hyphen")
    return not previous[:1].isalnum()


@rule("weekday", "w:WEEKDAY p:PART?")
def weekday(match: Match) -> list[Found] | None:
    """A weekday's name; clipped forms ("Sun", "Sat") only with a full stop behind a preposition."""
    written, day = match.raw(match.first), match.number("w", "WEEKDAY")
    if not written[0].isupper():
        return None
    if _is_any(match):
        return match.point(Meaning(value=f"XXXX-WXX-{day}"))
    if len(written) < 6 and not (written.endswith(".") and match.before() in IN):
        return None
    return match.point(Meaning(cal=Calendar(weekday=day, part=said_part(match))))


def _is_any(match: Match) -> bool:
    """ "on a Tuesday in March", "the first Sunday of every month": which one is not said."""
    before, words = match.before(), tables()
    if before in words["ORDINAL"] and before != "second" and match.after() == "of":
        return True
    return before in word_set("any_one") and match.after() in ("in", "of", "when", ".", ",", ")")


@rule("weekday beside", "the w:WEEKDAY s:(before|after)")
def weekday_beside(match: Match) -> list[Found] | None:
    """ "the Friday before Easter", "the Monday after": counted from that date, or from the time told."""
    day, step = match.number("w", "WEEKDAY"), -1 if match.text("s") == "before" else 1
    if goes_on(match):
        return match.point(Meaning(value=PENDING, offset=step, offset_unit=f"weekday {day}"))
    return match.point(Meaning(cal=Calendar(weekday=day), direction=step, anchor=REFERENCE))


@rule(
    "named period by direction",
    "(the)? (this)? d:(LAST|NEXT|THIS|PREVIOUS|FOLLOWING) n:(WEEKDAY|MONTH|SEASON|HOLIDAY|OTHER_MONTH)",
    "(the)? (this)? d:(LAST|NEXT|THIS|PREVIOUS|FOLLOWING) n:WEEKDAY p:PART",
    "this d:(LAST|NEXT) n:(WEEKDAY|MONTH|SEASON)",
    "d:(LAST|NEXT) n:MONTH e:(DAY|NTH)",
    "that n:(WEEKDAY|MONTH|SEASON) p:PART?",
    "(the)? same n:(WEEKDAY|MONTH|SEASON)",
)
def named_by_direction(match: Match) -> list[Found] | None:
    """ "last Tuesday", "next May", "this summer", "the previous April"."""
    words, name, word = tables(), match.text("n"), match.text("d")
    cal, holiday, direction = Calendar(), "", 0
    if name in words["WEEKDAY"]:
        cal = Calendar(weekday=match.number("n", "WEEKDAY"), part=said_part(match))
    elif match.has("p"):
        return None
    elif name in words["MONTH"]:
        if not match.raw(match.range("n")[0])[0].isupper():
            return None
        day = parse_ordinal(match.text("e")) if match.has("e") else None
        cal = Calendar(month=month_number(match, "n"), day=day)
    elif name in words["SEASON"]:
        cal = Calendar(season=str(words["SEASON"][name]))
    elif name in words["=other_month"]:
        holiday = f"={words['=other_month'][name]}"
    else:
        holiday = name
    table = next((t for t in ("LAST", "NEXT", "THIS", "PREVIOUS", "FOLLOWING") if word in words[t]), "")
    if table:
        direction = int(str(words[table][word]))
    anchor = "" if table in ("LAST", "NEXT", "THIS") else REFERENCE
    same = not table and match.at(match.first) == "the"
    return match.point(
        Meaning(cal=cal, direction=None if same else direction, anchor=anchor, holiday=holiday)
    )

"""What recurs: "every Tuesday", "twice a month", "daily"."""

from __future__ import annotations

from nlp.time.calendar.calendar import Calendar, value
from nlp.time.calendar.timex_values import duration_value
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.numbers import parse_number
from nlp.time.rules.shared import month_number, unit_code


@rule(
    "every",
    "d:(every|each) n:(UNIT|WEEKDAY|MONTH|SEASON|PART)",
    "d:(every|each) n:WEEKDAY p:PART",
    "every o:other n:(UNIT|WEEKDAY)",
    "every q:({NUMBER}|few) n:UNITS",
)
def every(match: Match) -> list[Found] | None:
    """ "every Tuesday", "each July", "every two weeks", "every other day"."""
    words, name = tables(), match.text("n")
    if name == "second":
        return None
    if name in words["WEEKDAY"]:
        part = f"T{match.value('p', 'PART')}" if match.has("p") else ""
        return match.recurring(f"XXXX-WXX-{words['WEEKDAY'][name]}{part}", quant=_quant(match))
    if match.has("q") or match.has("o"):
        number = 2.0 if match.has("o") else parse_number(match.tokens("q"))
        return match.recurring(duration_value(number, unit_code(name)), quant="EVERY")
    return match.recurring(_period(match, name), quant=_quant(match))


def _quant(match: Match) -> str:
    return "EVERY OTHER" if match.has("o") else "EACH" if match.text("d") == "each" else "EVERY"


def _period(match: Match, name: str) -> str:
    words = tables()
    if name in words["UNIT"]:
        return "XXXX-WXX-WE" if name == "weekend" else duration_value(1, unit_code(name))
    if name in words["MONTH"]:
        return value(Calendar(month=month_number(match, "n")))
    if name in words["SEASON"]:
        return value(Calendar(season=str(words["SEASON"][name])))
    return f"XXXX-XX-XXT{words['PART'][name]}"


@rule("habitual weekday", "n:WEEKDAYS", "w:WEEKDAY p:PARTS")
def habitual(match: Match) -> list[Found] | None:
    """ "on Sundays", "Monday mornings"."""
    if match.has("n"):
        return match.recurring(f"XXXX-WXX-{match.value('n', 'WEEKDAYS')}")
    return match.recurring(f"XXXX-WXX-{match.value('w', 'WEEKDAY')}T{match.value('p', 'PARTS')}")


@rule(
    "times a period",
    "c:(once|twice|{NUMBER} times|several times) (a|an|per|each|every) u:UNIT",
    "c:(once|twice) every q:{NUMBER} u:UNITS",
    "c:(once|twice) f:FREQUENCY",
    "per u:UNIT",
)
def times_a_period(match: Match) -> list[Found] | None:
    """ "twice a month", "three times a day", "per day"."""
    note = match.text("c") or None
    if match.has("f"):
        return match.recurring(str(match.value("f", "FREQUENCY")), note=note)
    number = parse_number(match.tokens("q")) if match.has("q") else 1
    return match.recurring(duration_value(number, unit_code(match.text("u"))), quant="EVERY", note=note)


@rule("frequency", "f:FREQUENCY")
def frequency(match: Match) -> list[Found] | None:
    """ "daily", "weekly", "annually"; "annual" and names of newspapers ("Daily Mail") are none."""
    word, following = match.text("f"), match.raw(match.last)
    if word in word_set("no_frequency_alone") or following[:1].isupper():
        return None
    if word == "quarterly" and following[:1].isalpha():
        return None
    if match.raw(match.first)[0].isupper() and match.before() not in ("", ".", ":"):
        return None
    return match.recurring(str(match.value("f", "FREQUENCY")))

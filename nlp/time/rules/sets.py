"""What recurs: "every Tuesday", "twice a month", "daily"."""

from __future__ import annotations

from nlp.records import TimeType
from nlp.time.fields import Calendar, value
from nlp.time.grammar import Found, Match, rule
from nlp.time.lexicon import tables
from nlp.time.meaning import Meaning
from nlp.time.numbers import parse_number
from nlp.time.rules.dates import month_number
from nlp.time.rules.durations import duration_value, unit_code


@rule("every", "d:(every|each) n:(UNIT|WEEKDAY|MONTH|SEASON|PART)", "every o:other n:(UNIT|WEEKDAY)",
      "every q:({NUMBER}|few) n:UNITS", "d:(every|each) n:WEEKDAY p:PART")  # fmt: skip
def every(match: Match) -> list[Found] | None:
    """ "every Tuesday", "each July", "every two weeks", "every other day"."""
    words, name = tables(), match.text("n")
    if match.at(match.first) == "any" or name == "second":
        return None
    quant = "EACH" if match.text("d") == "each" else "EVERY"
    if match.has("q") or match.has("o"):
        number = 2.0 if match.has("o") else parse_number(match.tokens("q"))
        if name in words["WEEKDAY"]:
            return match.whole(
                TimeType.SET, Meaning(value=f"XXXX-WXX-{words['WEEKDAY'][name]}", quant="EVERY OTHER")
            )
        return match.whole(
            TimeType.SET, Meaning(value=duration_value(number, unit_code(name)), quant="EVERY")
        )
    if name in words["UNIT"]:
        text = duration_value(1, unit_code(name)) if unit_code(name) != "WE" else "XXXX-WXX-WE"
    elif name in words["MONTH"]:
        text = value(Calendar(month=month_number(match, "n")))
    elif name in words["SEASON"]:
        text = value(Calendar(season=str(words["SEASON"][name])))
    elif name in words["WEEKDAY"]:
        part = f"T{match.value('p', 'PART')}" if match.has("p") else ""
        text = f"XXXX-WXX-{words['WEEKDAY'][name]}{part}"
    else:
        text = f"XXXX-XX-XXT{words['PART'][name]}"
    return match.whole(TimeType.SET, Meaning(value=text, quant=quant))


@rule("habitual weekday", "n:WEEKDAYS", "(WEEKDAY) p:PARTS", "n:WEEKDAYS (and|through|to) WEEKDAYS")
def habitual(match: Match) -> list[Found] | None:
    """ "on Sundays", "Monday mornings"."""
    if match.has("n"):
        if match.last - match.first > 1:
            return None
        return match.whole(TimeType.SET, Meaning(value=f"XXXX-WXX-{match.value('n', 'WEEKDAYS')}"))
    day, part = tables()["WEEKDAY"][match.at(match.first)], match.value("p", "PARTS")
    return match.whole(TimeType.SET, Meaning(value=f"XXXX-WXX-{day}T{part}"))


@rule("times a period", "(once|twice|{NUMBER} times|several times) f:(a|an|per|each|every) u:UNIT", "(once|twice) every q:{NUMBER} u:UNITS",
      "per u:UNIT",
      "(once|twice) f:FREQUENCY")  # fmt: skip
def times_a_period(match: Match) -> list[Found] | None:
    """ "twice a month", "three times a day", "per day"."""
    words = match.at(match.first)
    if match.text("f") in tables()["FREQUENCY"]:
        return match.whole(TimeType.SET, Meaning(value=str(match.value("f", "FREQUENCY")), note=words))
    unit = unit_code(match.text("u"))
    count = {"once": "1", "twice": "2", "several": "X"}.get(
        words
    ) or f"{parse_number(match.lexed.tokens[match.first : match.last - 2]) or 1:g}"
    number = parse_number(match.tokens("q")) if match.has("q") else 1
    note = None if words == "per" else f"{count} times"
    return match.whole(TimeType.SET, Meaning(value=duration_value(number, unit), quant="EVERY", note=note))


@rule("frequency", "f:FREQUENCY")
def frequency(match: Match) -> list[Found] | None:
    """ "daily", "weekly", "annually"; "annual" and names of newspapers ("Daily Mail") are none."""
    word = match.text("f")
    if (
        word in ("annual", "biennial", "biannual", "nightly", "bimonthly")
        or match.raw(match.last)[:1].isupper()
    ):
        return None
    if word == "quarterly" and match.raw(match.last)[:1].isalpha():
        return None
    written = match.raw(match.first)
    if written[0].isupper() and match.before() not in ("", ".", ":", "\n"):
        return None
    return match.whole(TimeType.SET, Meaning(value=str(match.value("f", "FREQUENCY"))))

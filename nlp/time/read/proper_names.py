"""Finds that are part of a name and no times: "Friday Okoye", "the 17 November group", "Black September"."""

from __future__ import annotations

from nlp.rules import load_rules
from nlp.rules.language import per_language
from nlp.time.calendar.calendar import Calendar
from nlp.time.grammar.grammar import Found
from nlp.time.grammar.lexer import Lexed
from nlp.time.grammar.lexicon import tables, word_set

_REACH = 5  # words behind a date among which the noun of a body or place may stand


def is_in_a_name(lexed: Lexed, found: Found) -> bool:
    """Whether a date, weekday, month or season belongs to the name of a person, a body or a place."""
    meaning, cal = found.meaning, found.meaning.cal
    if meaning.value or meaning.shift is not None or meaning.direction is not None or cal.year is not None:
        return False
    if cal.month is not None and cal.day is not None and not cal.is_time:
        return _names_a_body(lexed, found)
    season = found.last - 1
    if cal == Calendar(season=cal.season) and cal.season is not None:
        return _raw(lexed, season)[:1].isupper() and _is_titled(lexed, season)
    if found.last - found.first != 1 or not _raw(lexed, found.first)[:1].isupper():
        return False
    if cal == Calendar(weekday=cal.weekday):
        return _is_nicknamed(lexed, found) or _is_a_person(lexed, found, weekday=True)
    if cal == Calendar(month=cal.month) and cal.month is not None:
        return _is_nicknamed(lexed, found) or _names_a_body(lexed, found) or _is_a_person(lexed, found)
    return False


def _names_a_body(lexed: Lexed, found: Found) -> bool:
    """ "the 17 November group", "the April 6 Youth Movement", "6 October Bridge", "Movement of 20 May"."""
    if lexed.word(found.first - 1) in word_set("places_a_date"):
        return False  # "on April 8 Union cavalry", without an article
    for index in range(found.last, found.last + _REACH):
        written, word = _raw(lexed, index), lexed.word(index)
        if not written[:1].isalpha() or (index > found.last and not written[:1].isupper()):
            break
        body = {word, word.removesuffix("s")} & (_bodies() | word_set("named_by_a_date"))
        if body and written[:1].isupper():
            return True
        if word in word_set("groups_named_by_a_date"):
            return True
        if not written[:1].isupper():
            break
    before = lexed.word(found.first - 1)
    return (
        before == "of"
        and _raw(lexed, found.first - 2)[:1].isupper()
        and lexed.word(found.first - 2) in (_bodies() | word_set("named_by_a_date"))
    )


def _is_nicknamed(lexed: Lexed, found: Found) -> bool:
    """ "Black September", "Bloody Sunday"."""
    written = _raw(lexed, found.first - 1)
    return written[:1].isupper() and written.lower() in word_set("nicknames")


def _is_a_person(lexed: Lexed, found: Found, *, weekday: bool = False) -> bool:
    """A given name before a surname: "Friday Okoye was held", "the victim Sunday Bello"."""
    if not _is_surname(lexed, found.last):
        return False
    before, written = lexed.word(found.first - 1), _raw(lexed, found.first - 1)
    opens = not before or before.isspace() or before in (".", "!", "?", ":")
    role = before in _roles() or before in _titles()
    beside = before == "," and lexed.word(found.last + 1) == ","  # "a student, Friday Bassey, was"
    second = before in word_set("before_a_name") and _is_surname(lexed, found.first - 2)
    if weekday:
        return opens or role or beside or before in word_set("before_a_name")
    if before in word_set("time_before_a_month") or before in tables()["WEEKDAY"]:
        return False
    given = lexed.word(found.first) in word_set("given_names")
    return given or opens or role or beside or second or written[:1].isupper()


def _is_titled(lexed: Lexed, season: int) -> bool:
    """A season with a capital beside a name: "Augustus Winter", "the Arab Spring", "Winter Olympics"."""
    before, written = lexed.word(season - 1), _raw(lexed, season - 1)
    named = written[:1].isupper() and before not in word_set("function")
    return named or _is_surname(lexed, season + 1)


def _is_surname(lexed: Lexed, index: int) -> bool:
    """Whether the word is a name: written so, no title, no zone and no word of time."""
    written, word = _raw(lexed, index), lexed.word(index)
    if len(written) < 2 or not written.isalpha() or not written[0].isupper() or written[1].isupper():
        return False
    if word in _titles() or word in word_set("function"):
        return False
    return not any(word in tables()[name] for name in ("MONTH", "WEEKDAY", "PART", "TIMEZONE", "TODAY"))


def _raw(lexed: Lexed, index: int) -> str:
    if not 0 <= index < len(lexed.tokens):
        return ""
    token = lexed.tokens[index]
    return lexed.source[token.start : token.end]


@per_language
def _bodies() -> frozenset[str]:
    """Nouns of bodies of people, singular and plural."""
    groups = load_rules("groups")
    return frozenset(f"{groups['collectives']} {groups['plurals']} {groups['telling']}".split())


@per_language
def _roles() -> frozenset[str]:
    """Nouns that stand right before a person's name."""
    return frozenset(load_rules("people")["roles"].split()) | word_set("before_a_person")


@per_language
def _titles() -> frozenset[str]:
    titles = load_rules("titles")
    return frozenset(" ".join(titles[name] for name in ("neutral", "masculine", "feminine")).split())

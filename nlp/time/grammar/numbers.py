"""Quantities in words and figures."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.time.grammar.grammar import MACROS
from nlp.time.grammar.lexer import Token
from nlp.time.grammar.lexicon import tables

_SMALL = "(CARDINAL (-? CARDINAL)?|INTEGER|DECIMAL|FRACTION)"
MACROS["NUMBER"] = (
    f"({_SMALL} (MAGNITUDE|DOZEN)* FRACTION? (and {_SMALL})?|(a|an) (MAGNITUDE|DOZEN)|MAGNITUDE)"
)
MACROS["VAGUE"] = "((a (few|couple (of)?)|VAGUE_NUMBER|couple (of)?))"
MACROS["UNITS"] = "(UNIT|UNITS)"


def parse_number(tokens: Sequence[Token]) -> float | None:
    """The value of "2", "1,200", "twenty-five", "a hundred", "two dozen", "2 1/2"; None for what is vague."""
    total, current, seen = 0.0, 0.0, False
    for token in tokens:
        text = token.text
        if text in tables()["CARDINAL"]:
            current += _int("CARDINAL", text)
        elif text in tables()["MAGNITUDE"]:
            current = max(current, 1.0) * _int("MAGNITUDE", text)
            if current >= 1000:
                total, current = total + current, 0.0
        elif text in tables()["DOZEN"]:
            current = max(current, 1.0) * _int("DOZEN", text)
        elif text[:1].isdigit():
            current += _figure(text)
        elif text in ("a", "an"):
            continue
        elif text == "half":
            current += 0.5
        else:
            continue
        seen = True
    return total + current if seen else None


def parse_ordinal(text: str) -> int | None:
    """The value of "third", "21st", "twenty-first"; None where it is none."""
    if text[:1].isdigit():
        return int("".join(c for c in text if c.isdigit()))
    value = 0
    for word in text.replace("-", " ").split():
        if word in tables()["ORDINAL"]:
            return value + _int("ORDINAL", word)
        if word in tables()["CARDINAL"]:
            value += _int("CARDINAL", word)
    return None


def _int(table: str, word: str) -> int:
    found = tables()[table][word]
    assert isinstance(found, int)  # noqa: S101  the TOML table holds integers
    return found


def _figure(text: str) -> float:
    if "/" in text:
        whole, _, rest = text.replace("-", " ").rpartition(" ")
        over, _, under = rest.partition("/")
        return (float(whole) if whole else 0.0) + (int(over) / int(under) if int(under) else 0.0)
    return float(text.replace(",", ""))

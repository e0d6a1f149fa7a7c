"""The vocabulary of mail, from ``nlp/rules/mail.toml``."""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.rules import load_rules
from nlp.rules.language import per_language


class MailWords(NamedTuple):
    """The table, compiled."""

    labels: dict[str, str]
    forwarded: tuple[str, ...]
    answered: tuple[str, ...]
    wrote: re.Pattern[str]
    wrote_before: re.Pattern[str]
    openings: frozenset[str]
    forwarding_subjects: tuple[str, ...]
    stand_in: tuple[str, ...]
    desks: frozenset[str]
    closings: frozenset[str]
    lists: tuple[str, ...]
    legal: tuple[str, ...]
    legal_words: tuple[str, ...]


@per_language
def mail_words() -> MailWords:
    """Read the table once."""
    rules = load_rules("mail")
    wrote = "|".join(re.escape(word) for word in sorted(rules["wrote"]["words"], key=len, reverse=True))
    return MailWords(
        labels={word: kind for kind, words in rules["labels"].items() for word in words},
        forwarded=tuple(rules["above"]["forwarded"]),
        answered=tuple(rules["above"]["answered"]),
        wrote=re.compile(rf"\b(?:{wrote})\s*:?\s*[-_*]*\s*:?$", re.I),
        wrote_before=re.compile(
            rf"\b(?:{'|'.join(map(re.escape, rules['wrote']['before']))})\s+(?P<who>[^:]{{2,100}}):$", re.I
        ),
        openings=frozenset(rules["wrote"]["openings"]),
        forwarding_subjects=tuple(rules["subjects"]["forwarded"]),
        stand_in=tuple(rules["stand_in"]["openings"]),
        desks=frozenset(rules["mailboxes"]["desks"]),
        closings=frozenset(rules["below"]["closings"]),
        lists=tuple(rules["below"]["lists"]),
        legal=tuple(rules["below"]["legal"]),
        legal_words=tuple(rules["below"]["legal_words"]),
    )


def fold_line(line: str) -> str:
    """A line in lower case, without the marks that programs set around it."""
    return " ".join(line.replace("’", "'").casefold().strip(" \t-_=*>:~#<").split())

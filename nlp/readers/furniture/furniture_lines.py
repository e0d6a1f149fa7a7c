"""The vocabulary of what publishers put between paragraphs, and single lines judged by it alone.

The words are in ``nlp/rules/en/boilerplate.toml``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.readers.furniture.teasers import is_headline
from nlp.rules import load_rules
from nlp.rules.language import per_language

_EDGE = " \t*•·▪►▶→←»«›‹>|–—_"


class Vocabulary(NamedTuple):
    """The boilerplate rules, compiled."""

    longest: int
    longest_legal: int
    legal: tuple[str, ...]
    adverts: tuple[str, ...]
    longest_short: int
    short_openings: tuple[str, ...]
    lines: frozenset[str]
    openings: tuple[str, ...]
    gapped: re.Pattern[str]
    patterns: re.Pattern[str]
    as_written: re.Pattern[str]
    credits: re.Pattern[str]
    headings: frozenset[str]
    heading_openings: tuple[str, ...]
    quoted: re.Pattern[str]
    signed: re.Pattern[str]
    comment_headings: frozenset[str]
    reference_headings: frozenset[str]
    sections: frozenset[str]
    comment_marks: re.Pattern[str]
    source_marks: re.Pattern[str]
    caption_labels: re.Pattern[str]
    numbers: frozenset[str]


@per_language
def vocabulary() -> Vocabulary:
    """Read ``nlp/rules/en/boilerplate.toml`` once."""
    rules = load_rules("boilerplate")
    openings = rules["openings"].strip().split("\n")
    gapped = [line for line in openings if "*" in line.rstrip("*")]
    return Vocabulary(
        longest=rules["longest"],
        longest_legal=rules["longest_legal"],
        longest_short=rules["longest_short"],
        short_openings=tuple(line + " " for line in rules["short_openings"].strip().split("\n")),
        legal=tuple(rules["legal"].strip().split("\n")),
        adverts=tuple(rules["adverts"]),
        lines=frozenset(rules["lines"].strip().split("\n")),
        openings=tuple(line.rstrip("*") for line in openings if line not in gapped),
        gapped=re.compile("|".join(re.escape(line).replace(r"\*", ".{1,60}?") for line in gapped)),
        patterns=re.compile("|".join(rules["patterns"])),
        as_written=re.compile("|".join(rules["as_written"])),
        credits=re.compile("|".join(rules["credits"]), re.I),
        headings=frozenset(rules["headings"].strip().split("\n")),
        heading_openings=tuple(line.rstrip("*") for line in rules["heading_openings"].strip().split("\n")),
        quoted=re.compile("|".join(rules["mail"]["quoted"]), re.I),
        signed=re.compile("|".join(rules["mail"]["signed"]), re.I),
        comment_headings=frozenset(rules["comment_headings"].strip().split("\n")),
        reference_headings=frozenset(rules["reference_headings"].strip().split("\n")),
        sections=frozenset(rules["sections"].split()),
        comment_marks=_either(rules["comment_marks"]),
        source_marks=_either(rules["source_marks"]),
        numbers=frozenset(rules["numbers"].split()),
        caption_labels=re.compile("|".join(rules["caption_labels"])),
    )


def _either(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?i:{each[4:]})" if each.startswith("(?i)") else each for each in patterns))


def is_boilerplate_line(paragraph: str) -> bool:
    """Whether the whole paragraph is an advert, share, correction, cookie, credit or copyright line."""
    words = vocabulary()
    if len(paragraph) > words.longest_legal:
        return False
    if len(paragraph) > words.longest:
        return fold(paragraph[: words.longest]).startswith(words.legal)
    line = fold(paragraph)
    return (
        not line
        or line.rstrip(" .:!") in words.lines
        or line.startswith(words.openings)
        or (
            len(line) <= words.longest_short
            and "," not in line
            and (line + " ").startswith(words.short_openings)
        )
        or bool(words.gapped.match(line))
        or bool(words.patterns.fullmatch(line))
        or bool(words.as_written.fullmatch(paragraph))
    )


def is_teaser_heading(paragraph: str) -> bool:
    """Whether the paragraph is a heading over teasers of other stories ("Read more", "Related")."""
    if len(paragraph) > 60:
        return False
    line = fold(paragraph).rstrip(" .:!")
    if line in vocabulary().headings:
        return True
    return (
        is_headline(paragraph, least=2)
        and len(line.split()) <= 6
        and line.startswith(vocabulary().heading_openings)
    )


def fold(paragraph: str) -> str:
    """A paragraph without case, curly quotes, bullets and arrows at its edges."""
    return paragraph.replace("’", "'").replace("‘", "'").casefold().strip(_EDGE)


_COUNTED = re.compile(r"(?:\(?\d[\d,.]*k?\)?\s+)?(?P<words>[^\d()]+?)(?:\s*\(?\d[\d,.]*k?\)?)?")


def is_comment_heading(paragraph: str) -> bool:
    """Whether the paragraph is a heading over readers' comments ("12 Comments", "Leave a Reply")."""
    match = _COUNTED.fullmatch(fold(paragraph).rstrip(" .:!?")) if len(paragraph) <= 60 else None
    return match is not None and match["words"] in vocabulary().comment_headings


def is_reference_heading(paragraph: str) -> bool:
    """Whether the paragraph is a heading over a list of sources ("References", "Notes")."""
    return len(paragraph) <= 40 and fold(paragraph).rstrip(" .:") in vocabulary().reference_headings


def is_menu_line(paragraph: str) -> bool:
    """Whether a line is made of nothing but names of a site's sections: "Home News Sport"."""
    words = re.split(r"[\s|/•·»›>,&+]+", fold(paragraph).strip(" .:"))
    words = [word for word in words if word and word not in {"and", "the"}]
    return len(words) >= 2 and len(paragraph) <= 1000 and set(words) <= vocabulary().sections

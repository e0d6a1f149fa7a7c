"""Find what a publisher put between the paragraphs of a report: adverts, share lines, teasers, imprints.

Nothing is taken away. The stretches are listed, so that they can be shown greyed and are not read. The
vocabulary is in ``nlp/rules/en/boilerplate.toml``; a sentence of the report itself must never be lost, so
whatever is not a whole paragraph of known words needs evidence of two kinds
(:mod:`nlp.readers.finish.teasers`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.readers.finish.imprint import HEAD, byline, is_dated_line
from nlp.readers.finish.teasers import find_teasers, is_headline
from nlp.rules import load_rules
from nlp.rules.language import per_language

_EDGE = " \t*•·▪►▶→←»«›‹>|–—_"
_QUOTED = re.compile(r"^\s*(?:>|\|\s)")


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
    credits: re.Pattern[str]
    headings: frozenset[str]
    heading_openings: tuple[str, ...]
    quoted: re.Pattern[str]
    signed: re.Pattern[str]


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
        credits=re.compile("|".join(rules["credits"]), re.I),
        headings=frozenset(rules["headings"].strip().split("\n")),
        heading_openings=tuple(line.rstrip("*") for line in rules["heading_openings"].strip().split("\n")),
        quoted=re.compile("|".join(rules["mail"]["quoted"]), re.I),
        signed=re.compile("|".join(rules["mail"]["signed"]), re.I),
    )


def mark_boilerplate(text: str, *, title: str = "", mail: bool = False) -> tuple[tuple[int, int], ...]:
    """Return the stretches of ``text`` that are no part of the report, sorted and disjoint.

    ``text`` comes from ``clean_text``: paragraphs of one line each, blank lines between them.
    """
    paragraphs = text.split("\n\n")
    starts, at = [], 0
    for paragraph in paragraphs:
        starts.append(at)
        at += len(paragraph) + 2
    marked = [is_boilerplate_line(paragraph) for paragraph in paragraphs]
    headings = {i for i, paragraph in enumerate(paragraphs) if is_teaser_heading(paragraph)}
    marked = [mark or i in headings for i, mark in enumerate(marked)]
    for i in [*range(min(HEAD, len(paragraphs))), *range(max(HEAD, len(paragraphs) - 5), len(paragraphs))]:
        marked[i] = marked[i] or is_dated_line(paragraphs[i]) or byline(paragraphs[i]) is not None
    for i in _advertised(paragraphs, marked):
        marked[i] = True
    for i in [*find_teasers(paragraphs, headings, marked, title=title), *_repeated_title(paragraphs, title)]:
        marked[i] = True
    if mail:
        for i in _mail_tail(paragraphs):
            marked[i] = True
    return _spans(text, paragraphs, starts, marked)


def _advertised(paragraphs: list[str], marked: list[bool]) -> list[int]:
    """The lines in capitals right under the word "Advertisement": what is advertised."""
    return [
        i
        for i in range(1, len(paragraphs))
        if marked[i - 1]
        and _folded(paragraphs[i - 1]).startswith(vocabulary().adverts)
        and is_headline(paragraphs[i], least=2)
        and _shouts(paragraphs[i])
    ]


def _shouts(paragraph: str) -> bool:
    """Whether a line begins in capitals, in a report that otherwise would not."""
    first = re.split(r"[:–—-]", paragraph, maxsplit=1)[0]
    return len(first) >= 6 and first.isupper()


def is_boilerplate_line(paragraph: str) -> bool:
    """Whether the whole paragraph is an advert, share, correction, cookie, credit or copyright line."""
    words = vocabulary()
    if len(paragraph) > words.longest_legal:
        return False
    if len(paragraph) > words.longest:
        return _folded(paragraph[: words.longest]).startswith(words.legal)
    line = _folded(paragraph)
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
    )


def is_teaser_heading(paragraph: str) -> bool:
    """Whether the paragraph is a heading over teasers of other stories ("Read more", "Related")."""
    if len(paragraph) > 60:
        return False
    line = _folded(paragraph).rstrip(" .:!")
    if line in vocabulary().headings:
        return True
    return (
        is_headline(paragraph, least=2)
        and len(line.split()) <= 6
        and line.startswith(vocabulary().heading_openings)
    )


def _folded(paragraph: str) -> str:
    return paragraph.replace("’", "'").replace("‘", "'").casefold().strip(_EDGE)


def _repeated_title(paragraphs: list[str], title: str) -> list[int]:
    wanted = _folded(title).rstrip(" .")
    places = [
        i for i, paragraph in enumerate(paragraphs) if wanted and _folded(paragraph).rstrip(" .") == wanted
    ]
    return places[1:]


def _mail_tail(paragraphs: list[str]) -> set[int]:
    """Paragraphs of a mail that quote another one or belong to the signature."""
    words = vocabulary()
    quoted = {i for i, paragraph in enumerate(paragraphs) if _QUOTED.match(paragraph)}
    for i, paragraph in enumerate(paragraphs):
        if i and words.signed.match(paragraph):
            return quoted | set(range(i, len(paragraphs)))
        if i not in quoted and words.quoted.match(paragraph):
            # An answer under marked lines is the sender's own; without marks all the rest is the old mail.
            if not any(j > i for j in quoted):
                return quoted | set(range(i, len(paragraphs)))
            quoted.add(i)
    return quoted


def _spans(
    text: str, paragraphs: list[str], starts: list[int], marked: list[bool]
) -> tuple[tuple[int, int], ...]:
    credits = vocabulary().credits
    spans: list[tuple[int, int]] = []
    for paragraph, start, mark in zip(paragraphs, starts, marked, strict=True):
        if not paragraph:
            continue
        if mark and spans and spans[-1][1] == start - 2:
            spans[-1] = (spans[-1][0], start + len(paragraph))
        elif mark:
            spans.append((start, start + len(paragraph)))
        else:
            spans += [(start + m.start(), start + m.end()) for m in credits.finditer(paragraph)]
    return tuple(spans)

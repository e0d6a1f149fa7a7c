"""Where a report begins and ends among the menus, teasers, comments and footers around it.

Each paragraph is sentences, furniture or a short line that may be either. The body is the stretch in
which sentences outweigh the rest most (the maximum subarray of Finn, Kushmerick and Smyth 2001, with
paragraphs for words). What lies outside is left out only where it shows itself to be furniture: menus,
link lines, share lines, headings over other reports. A list of short lines without any such thing is the
report's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from enum import Enum
from typing import NamedTuple

from nlp.readers.furniture.furniture_lines import (
    is_comment_heading,
    is_menu_line,
    is_reference_heading,
    is_teaser_heading,
    vocabulary,
)
from nlp.readers.furniture.teasers import is_headline, is_prose
from nlp.rules import load_rules
from nlp.rules.language import per_language

SHORT, BAD, HEADING = -4, -8, -16  # what a paragraph weighs against the words of sentences
LEAST = 0.3  # of all sentences that the body holds, else nothing is known of the rest
ENOUGH, OUTWEIGHS = 80, 2  # words above a heading, and times those below it, that make it the end
NEXT = 12  # paragraphs looked at below a heading
FEW_WORDS = 3  # of a short sentence
LONGEST = 120  # words of one paragraph that count
TITLE_REACH = 12  # paragraphs between headline and first sentence
FEWEST = 2  # pieces of furniture on one side of the body that show that all beyond it is
MANY = 6  # pieces beyond which sentences are furniture, too
MENU_WORDS, CAPITALS, FUNCTION_WORDS = 6, 0.55, 0.12
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ITEM = re.compile(r"(?:[-*•·▪]|\(?\d{1,3}[.)])\s+\S+(?:\s+\S+){2,}")
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")


class Sort(Enum):
    """What a paragraph is, by itself."""

    SENTENCES = "sentences"
    SHORT = "short"
    BAD = "furniture"
    HEADING = "heading over something else"


class Body(NamedTuple):
    """The paragraphs that are the report's, and those around it that are shown not to be."""

    first: int
    last: int
    outside: frozenset[int]


@per_language
def function_words() -> frozenset[str]:
    """The commonest words of the language, which sentences have and menus lack."""
    return frozenset(load_rules("boilerplate")["function_words"].split())


def find_body(
    paragraphs: Sequence[str], marked: Sequence[bool], *, own: Set[int] = frozenset(), title: str = ""
) -> Body:
    """Find the body of a report.

    Args:
        paragraphs: the report's.
        marked: which are known to be furniture already.
        own: numbers of those that are the report's whatever they look like (a chronology's lines).
        title: the report's headline.
    """
    sorts = [_sort(p, marked[i], i in own) for i, p in enumerate(paragraphs)]
    weights = [_weigh(p, sort) for p, sort in zip(paragraphs, sorts, strict=True)]
    end = _cut(paragraphs, sorts)
    first, last = _heaviest(weights[:end])
    if first > last:
        return Body(0, len(paragraphs) - 1, frozenset())
    bad = {i for i, sort in enumerate(sorts) if sort in {Sort.BAD, Sort.HEADING}}
    told = {i for i, sort in enumerate(sorts) if sort is Sort.SENTENCES}
    words = [len(paragraph.split()) for paragraph in paragraphs]
    if sum(words[first : last + 1]) < max(ENOUGH, LEAST * sum(words[i] for i in told)):
        after = set(range(last + 1, len(paragraphs)))
        teasers = {i for i in after if _is_titled(paragraphs[i])} if len(bad & after) >= FEWEST else set()
        return Body(first, last, frozenset((bad | teasers | set(range(end, len(paragraphs)))) - own))
    head = _headline(paragraphs, sorts, first, title)
    above, below = set(range(first)), set(range(last + 1, end))
    outside = set(range(end, len(paragraphs)))
    if _shown(bad, above):
        kept = {head} | {i for i in range(head + 1, first) if is_headline(paragraphs[i])}
        outside |= above - kept - (told if len(bad & above) < MANY else set())
    if _shown(bad, below | outside):
        more = {i for i in below if not _goes_on(paragraphs, sorts, last, i)}
        outside |= more - (told if len(bad & below) < MANY else set())
    outside |= {i for i in bad if first <= i <= last}
    return Body(first, last, frozenset(outside - own))


def _is_titled(paragraph: str) -> bool:
    """Whether a line is written as titles are, every word but the small ones with a capital."""
    words = [word for word in _WORD.findall(paragraph) if word.lower() not in function_words()]
    return is_headline(paragraph, least=2) and len(words) >= 2 and all(word[0].isupper() for word in words)


def _shown(bad: set[int], side: set[int]) -> bool:
    """Whether what lies on one side of the body shows itself to be furniture."""
    found = len(bad & side)
    return found >= FEWEST or (found > 0 and len(side) >= MANY)


def looks_like_menu(paragraph: str) -> bool:
    """Whether a line is a row of names without a sentence in it: a menu, a list of countries, of links."""
    if is_menu_line(paragraph):
        return True
    words = _WORD.findall(paragraph)
    if len(words) < MENU_WORDS or re.search(r"[,;:.!?](?:\s|$)|\d", paragraph):
        return False
    capitals = sum(word[0].isupper() for word in words) / len(words)
    small = sum(word.lower() in function_words() for word in words) / len(words)
    return capitals > CAPITALS and small < FUNCTION_WORDS and len(words) > 2 * MENU_WORDS


def _sort(paragraph: str, marked: bool, own: bool) -> Sort:
    if own:
        return Sort.SENTENCES
    if is_teaser_heading(paragraph):
        return Sort.HEADING
    if marked or looks_like_menu(paragraph):
        return Sort.BAD
    if is_prose(paragraph) and _is_told(paragraph):
        return Sort.SENTENCES
    return Sort.SENTENCES if _ITEM.match(paragraph) and _CLOSED.search(paragraph) else Sort.SHORT


def _is_told(paragraph: str) -> bool:
    """Whether a long paragraph has the small words of sentences."""
    words = _WORD.findall(paragraph)
    return len(words) < 12 or sum(w.lower() in function_words() for w in words) >= FUNCTION_WORDS * len(words)


def _weigh(paragraph: str, sort: Sort) -> int:
    if sort is Sort.SENTENCES:
        return min(len(paragraph.split()), LONGEST)
    if sort is Sort.SHORT and _CLOSED.search(paragraph) and len(paragraph.split()) >= FEW_WORDS:
        return len(paragraph.split())
    return {Sort.SHORT: SHORT, Sort.BAD: BAD, Sort.HEADING: HEADING}[sort]


def _cut(paragraphs: Sequence[str], sorts: Sequence[Sort]) -> int:
    """The first heading below the report that opens comments, sources, or reports of others for good.

    What is below must be less than what is above, or show itself to be comments.
    """
    words = [
        len(p.split()) if s is Sort.SENTENCES or (s is Sort.SHORT and _CLOSED.search(p)) else 0
        for p, s in zip(paragraphs, sorts, strict=True)
    ]
    total, before = sum(words), 0
    for i, paragraph in enumerate(paragraphs):
        outweighs = before >= ENOUGH and before > OUTWEIGHS * (total - before)
        if before and is_comment_heading(paragraph) and (outweighs or _comments(paragraphs, i + 1)):
            return i
        if before and is_reference_heading(paragraph) and (outweighs or _sources(paragraphs, i + 1)):
            return i
        if outweighs and sorts[i] is Sort.HEADING and _others(sorts, i + 1):
            return i
        before += words[i]
    return len(paragraphs)


def _comments(paragraphs: Sequence[str], start: int) -> bool:
    """Whether what follows has the buttons and stamps of comments: "Reply", "2 hours ago"."""
    marks = vocabulary().comment_marks
    return sum(bool(marks.search(p)) for p in paragraphs[start : start + NEXT] if len(p) < 120) > 0


def _sources(paragraphs: Sequence[str], start: int) -> bool:
    """Whether what follows is a list of sources: numbered entries, years in brackets, "Retrieved"."""
    following = paragraphs[start : start + NEXT]
    marks = vocabulary().source_marks
    return bool(following) and 2 * sum(bool(marks.search(p)) for p in following) >= len(following)


def _others(sorts: Sequence[Sort], start: int) -> bool:
    following = sorts[start : start + NEXT]
    return 2 * sum(sort is not Sort.SENTENCES for sort in following) > len(following)


def _heaviest(weights: Sequence[int]) -> tuple[int, int]:
    """The stretch of the greatest sum, as its first and last place; the first of equals."""
    best, low, high = 0, 0, -1
    here, start = 0, 0
    for i, weight in enumerate(weights):
        if here <= 0:
            here, start = 0, i
        here += weight
        if here > best:
            best, low, high = here, start, i
    return low, high


def _headline(paragraphs: Sequence[str], sorts: Sequence[Sort], first: int, title: str) -> int:
    """The number of the headline above the first sentence; ``first`` where there is none."""
    wanted = " ".join(_WORD.findall(title.casefold()))
    reach = range(first - 1, max(-1, first - TITLE_REACH), -1)
    for i in reach:
        if (
            wanted
            and sorts[i] is not Sort.BAD
            and " ".join(_WORD.findall(paragraphs[i].casefold())) == wanted
        ):
            return i
    return next((i for i in reach if sorts[i] is Sort.SHORT and is_headline(paragraphs[i])), first)


def _goes_on(paragraphs: Sequence[str], sorts: Sequence[Sort], last: int, place: int) -> bool:
    """Whether the report's own list goes on below its last sentence as far as ``place``."""
    return all(
        sorts[i] is Sort.SHORT and (bool(_ITEM.match(paragraphs[i])) or bool(_CLOSED.search(paragraphs[i])))
        for i in range(last + 1, place + 1)
    )

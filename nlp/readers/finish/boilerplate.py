"""Find what a publisher put between the paragraphs of a report: adverts, share lines, teasers, imprints.

Nothing is taken away. The stretches are listed, so that they can be shown greyed and are not read. The
vocabulary is in ``nlp/rules/en/boilerplate.toml``; a sentence of the report itself must never be lost, so
whatever is not a whole paragraph of known words needs evidence of two kinds
(:mod:`nlp.readers.furniture.teasers`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from nlp.readers.furniture.body import find_body
from nlp.readers.furniture.furniture_lines import fold, is_boilerplate_line, is_teaser_heading, vocabulary
from nlp.readers.furniture.inline_furniture import find_inline
from nlp.readers.furniture.teasers import find_teasers, is_headline
from nlp.readers.imprint.imprint import HEAD, byline, is_dated_line
from nlp.text.dated_lines import find_dated_lines

BELOW_HEADING = 12  # paragraphs that a heading over teasers may reach
_QUOTED = re.compile(r"^\s*(?:>|\|\s)")


def mark_boilerplate(
    text: str, *, title: str = "", mail: bool = False, linked: frozenset[str] = frozenset()
) -> tuple[tuple[int, int], ...]:
    """Return the stretches of ``text`` that are no part of the report, sorted and disjoint.

    ``text`` comes from ``clean_text``: paragraphs of one line each, blank lines between them. ``linked`` are
    those that are nothing but links to other pages.
    """
    paragraphs = text.split("\n\n")
    starts, at = [], 0
    for paragraph in paragraphs:
        starts.append(at)
        at += len(paragraph) + 2
    glued = vocabulary().caption_labels  # judged inside the paragraph: a sentence may follow
    marked = [
        (is_boilerplate_line(paragraph) and not glued.match(paragraph)) or paragraph in linked
        for paragraph in paragraphs
    ]
    headings = {i for i, paragraph in enumerate(paragraphs) if is_teaser_heading(paragraph)}
    marked = [mark or i in headings for i, mark in enumerate(marked)]
    for i in [*range(min(HEAD, len(paragraphs))), *range(max(HEAD, len(paragraphs) - 5), len(paragraphs))]:
        marked[i] = marked[i] or is_dated_line(paragraphs[i]) or byline(paragraphs[i]) is not None
    for i in _advertised(paragraphs, marked):
        marked[i] = True
    for i in [*find_teasers(paragraphs, headings, marked, title=title), *_repeated_title(paragraphs, title)]:
        marked[i] = True
    own = {
        i
        for i in _chronology(text, starts)
        if not any(j in headings for j in range(max(0, i - BELOW_HEADING), i))
    }
    for i in own:
        marked[i] = False
    for i in find_body(paragraphs, marked, own=own, title=title).outside:
        marked[i] = True
    if mail:
        for i in _mail_tail(paragraphs):
            marked[i] = True
    return _spans(text, paragraphs, starts, marked)


def _chronology(text: str, starts: list[int]) -> Iterator[int]:
    """The paragraphs that a chronology's dates stand in."""
    for line in find_dated_lines(text):
        first = bisect_right(starts, line.date_start) - 1
        yield first
        if line.body < line.end:
            yield bisect_right(starts, line.body) - 1


def _advertised(paragraphs: list[str], marked: list[bool]) -> list[int]:
    """The lines in capitals right under the word "Advertisement": what is advertised."""
    return [
        i
        for i in range(1, len(paragraphs))
        if marked[i - 1]
        and fold(paragraphs[i - 1]).startswith(vocabulary().adverts)
        and is_headline(paragraphs[i], least=2)
        and _shouts(paragraphs[i])
    ]


def _shouts(paragraph: str) -> bool:
    """Whether a line begins in capitals, in a report that otherwise would not."""
    first = re.split(r"[:–—-]", paragraph, maxsplit=1)[0]
    return len(first) >= 6 and first.isupper()


def _repeated_title(paragraphs: list[str], title: str) -> list[int]:
    wanted = fold(title).rstrip(" .")
    places = [
        i for i, paragraph in enumerate(paragraphs) if wanted and fold(paragraph).rstrip(" .") == wanted
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
    """The stretches of marked paragraphs, and of what is glued into the others; neighbours as one."""
    whole = [
        (start, start + len(paragraph))
        for paragraph, start, mark in zip(paragraphs, starts, marked, strict=True)
        if mark and paragraph
    ]
    spans: list[tuple[int, int]] = []
    for start, end in sorted([*whole, *find_inline(text)]):
        if spans and start <= spans[-1][1] + (text[spans[-1][1] : start] == "\n\n") * 2:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)

"""Teasers of other stories inside a report's text: a heading, headlines, a summary under each.

A summary is a full sentence and looks like the report's own. It is taken for a teaser only on evidence of
two kinds: where it stands (under a headline that a teaser heading opened, or that the page repeats), and
what it speaks of: words it shares with that headline *and nothing else in the report does*, or names of
which most are found nowhere else in the report. A paragraph of the report returns to the report's own
names and words (lexical cohesion, Halliday and Hasan 1976), so it fails the second test.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from nlp.rules import load_rules

LONGEST_SUMMARY, LONGEST_HEADLINE = 450, 170
REACH = 6  # paragraphs between two copies of one headline in one teaser
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)")
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BULLETS = "-*•·▪►▶→» "
_OPENERS = "\"'“‘«([¿¡"
_SMALL = frozenset(load_rules("boilerplate")["small"].split())


def is_headline(paragraph: str, *, least: int = 4) -> bool:
    """Whether a paragraph has the shape of a headline: short, of ``least`` words, closed by no full stop."""
    if len(paragraph) > LONGEST_HEADLINE or len(paragraph.split()) < least:
        return False
    first = paragraph.lstrip(_OPENERS)[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    last = paragraph.rstrip("\"'”’»)] ")[-1:]
    return last not in {".", ":", ";", ",", "-", "–", "—", "_"} or paragraph.endswith(("...", "U.S."))


def is_prose(paragraph: str) -> bool:
    """Whether a paragraph is of sentences: too long for a headline, or closed as sentences are."""
    if len(paragraph) > LONGEST_HEADLINE:
        return True
    return len(paragraph.split()) >= 6 and bool(_CLOSED.search(paragraph)) and not is_headline(paragraph)


def find_teasers(
    paragraphs: Sequence[str], headings: Iterable[int], marked: Sequence[bool], *, title: str = ""
) -> list[int]:
    """Return the numbers of the paragraphs that are headlines and summaries of other stories.

    Args:
        paragraphs: the report's.
        headings: numbers of those that are teaser headings.
        marked: which are known to be boilerplate already; they may stand inside a block.
        title: the report's own headline, which it may repeat without harm.
    """
    twins = _twins(paragraphs, title)
    found: set[int] = set()
    for heading in sorted({*headings, *(i - 1 for i in twins)}):
        if heading + 1 not in found:
            found |= _read_block(paragraphs, heading + 1, marked, twins, found)
    for closing in headings:
        found |= _read_card(paragraphs, closing, marked, found)
    headlines = {_key(paragraphs[i]) for i in found if is_headline(paragraphs[i])} - {_key(title)}
    if headlines:
        found |= {i for i, p in enumerate(paragraphs) if len(p) <= LONGEST_HEADLINE and _key(p) in headlines}
    return sorted(found)


def _twins(paragraphs: Sequence[str], title: str) -> set[int]:
    """Headlines that stand twice within a few paragraphs, as a teaser's picture and link do."""
    last: dict[str, int] = {}
    twins: set[int] = set()
    for i, paragraph in enumerate(paragraphs):
        if not is_headline(paragraph, least=5):
            continue
        key = _key(paragraph)
        if key != _key(title) and i - last.get(key, -REACH - 1) <= REACH:
            twins |= {last[key], i}
        last[key] = i
    return twins


def _read_block(
    paragraphs: Sequence[str], start: int, marked: Sequence[bool], twins: set[int], taken: set[int]
) -> set[int]:
    block: set[int] = set()
    i = start
    while i < len(paragraphs):
        if marked[i] or i in taken:
            i += 1
            continue
        if not is_headline(paragraphs[i].lstrip(_BULLETS)):
            break
        below = next((j for j in range(i + 1, len(paragraphs)) if not marked[j]), len(paragraphs))
        if below < len(paragraphs) and is_prose(paragraphs[below]):
            others = [p for j, p in enumerate(paragraphs) if j not in block | taken | {i} and not marked[j]]
            if not _is_summary(paragraphs[below], paragraphs[i], others, repeated=i in twins):
                # The report goes on: what stands right above it may be its own subheading.
                if i in twins or not block or paragraphs[i][0] in _BULLETS:
                    block.add(i)
                break
            block |= {i, below}
            i = below + 1
        else:
            block.add(i)
            i = below
    return block


def _read_card(paragraphs: Sequence[str], closing: int, marked: Sequence[bool], taken: set[int]) -> set[int]:
    """A headline and its summary above a link such as "Read more", which closes them."""
    headline, summary = closing - 2, closing - 1
    if headline < 0 or marked[headline] or marked[summary] or not is_headline(paragraphs[headline]):
        return set()
    card = {headline, summary}
    others = [p for j, p in enumerate(paragraphs) if j not in card | taken and not marked[j]]
    return card if _is_summary(paragraphs[summary], paragraphs[headline], others, repeated=False) else set()


def _is_summary(paragraph: str, headline: str, others: Iterable[str], *, repeated: bool) -> bool:
    if len(paragraph) > LONGEST_SUMMARY or len(_SENTENCE_END.findall(paragraph)) > 3:
        return False
    key = _key(paragraph)
    rest = [other for other in others if _key(other) not in {key, _key(headline)}]
    if len(rest) < 2:
        return False
    report = {stem for other in rest for stem in _stems(other)}
    shared = _stems(paragraph) & _stems(headline)
    names = _names(paragraph)
    strange = sum(name not in report for name in names)
    if repeated:
        return bool(shared - report) or 2 * len(shared) >= len(_stems(headline)) > 1
    return bool(shared - report) and 2 * strange >= len(names) > 0


def _stems(text: str) -> set[str]:
    words = (word.replace("’", "'").removesuffix("'s").lower() for word in _WORD.findall(text))
    return {word[:6] for word in words if (len(word) > 3 or word.isupper()) and word not in _SMALL}


def _names(text: str) -> set[str]:
    """Stems of capitalised words that don't begin a sentence; none where all is in capitals."""
    if text.isupper():
        return set()
    starts = {0, *(match.end() for match in _SENTENCE_END.finditer(text))}
    words = [(m.start(), m.group()) for m in _WORD.finditer(text)]
    counts = Counter(word for at, word in words if word[0].isupper() and at not in starts and len(word) > 2)
    return {stem for word in counts for stem in _stems(word)}


def _key(paragraph: str) -> str:
    return " ".join(_WORD.findall(paragraph.casefold()))

"""Which documents copy which: near-identical and partly copied texts, and which of them came first.

Texts are compared by fingerprints chosen by winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003): of all
runs of :data:`RUN` words, the one with the smallest hash in every window of :data:`WINDOW` runs. Any passage
of ``RUN + WINDOW - 1`` words that two texts share is therefore certain to give both a fingerprint in common,
wherever it stands, so cut, reordered and retitled copies are found, where MinHash of whole texts misses
the cut ones.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

RUN = 5  # words
WINDOW = 4  # runs
COMMON = 60  # a fingerprint in more documents than this is a formula (a footer), not a copy
COPIED = 0.6  # share of a text's fingerprints that makes it a copy
PARTLY = 0.25
FEWEST = 3  # shared fingerprints below which nothing is said
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A document's fingerprints: 63-bit numbers, sorted. ``published`` is an ISO day, None where unknown."""

    document_id: str
    marks: tuple[int, ...]
    published: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """``document_id`` takes ``share`` (0 to 1) of its text from ``origin_id``.

    ``whole`` when it is enough to call it a duplicate. ``line`` is the line of descent from the document to
    the first text it goes back to, both included; ``reason`` says in plain words why.
    """

    document_id: str
    origin_id: str
    share: float
    whole: bool
    line: tuple[str, ...]
    reason: str


def fingerprint(text: str) -> tuple[int, ...]:
    """The fingerprints of a text, sorted, each once. Pass it without its boilerplate (``prepare_text``)."""
    words = _WORD.findall(text.lower())
    if not words:
        return ()
    runs = [" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))]
    hashes = [int.from_bytes(blake2b(run.encode(), digest_size=8).digest()) >> 1 for run in runs]
    return tuple(sorted({min(hashes[at : at + WINDOW]) for at in range(max(1, len(hashes) - WINDOW + 1))}))


def find_copies(prints: Iterable[Print]) -> tuple[Copy, ...]:
    """Return the documents that take text from another one, sorted by id; each once, with its main origin.

    Of two documents that share text, the earlier published is the origin; with unknown dates the one that
    holds more of the shared text's surroundings (the longer), then the smaller id. Whole copies of one text
    all point to the first of them.
    """
    known = {p.document_id: p for p in prints}
    shared = _shared(known)
    best: dict[str, tuple[float, str]] = {}
    for (left, right), count in shared.items():
        if count < FEWEST and count < min(len(known[left].marks), len(known[right].marks)):
            continue
        first, second = sorted((known[left], known[right]), key=_age)
        if first.published is None or second.published is None or first.published == second.published:
            first, second = sorted((first, second), key=lambda p: (-len(p.marks), _age(p)))
        share = count / len(second.marks)
        rival = best.get(second.document_id)
        if share >= PARTLY and (rival is None or (-share, _age(first)) < (-rival[0], _age(known[rival[1]]))):
            best[second.document_id] = (share, first.document_id)
    return tuple(_copy(each, best, known) for each in sorted(best))


def duplicates(copies: Sequence[Copy]) -> dict[str, str]:
    """``duplicate_of`` for a case's documents: whole copies only, each to the first of its line."""
    whole = {c.document_id: c.origin_id for c in copies if c.whole}
    return {each: _follow(each, whole)[-1] for each in whole}


def copy_keys(marks: Sequence[int]) -> frozenset[int]:
    """The fingerprints under which a document meets those it may share text with; store and look up these."""
    return frozenset(marks)


def _age(each: Print) -> tuple[str, str]:
    return (each.published or "9999", each.document_id)


def _shared(known: Mapping[str, Print]) -> Counter[tuple[str, str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    for document in sorted(known):
        for mark in known[document].marks:
            holders[mark].append(document)
    counts: Counter[tuple[str, str]] = Counter()
    for documents in holders.values():
        if 1 < len(documents) <= COMMON:
            counts.update((a, b) for at, a in enumerate(documents) for b in documents[at + 1 :])
    return counts


def _follow(document: str, origins: Mapping[str, str]) -> tuple[str, ...]:
    line = [document]
    while line[-1] in origins and origins[line[-1]] not in line:
        line.append(origins[line[-1]])
    return tuple(line)


def _copy(document: str, best: Mapping[str, tuple[float, str]], known: Mapping[str, Print]) -> Copy:
    share, origin = best[document]
    line = _follow(document, {each: first for each, (_, first) in best.items()})
    older = known[origin].published
    earlier = f", published {older}" if older and older != known[document].published else ""
    return Copy(
        document_id=document,
        origin_id=origin,
        share=round(share, 3),
        whole=share >= COPIED,
        line=line,
        reason=f"{share:.0%} of its text stands in {known[origin].publisher or origin}{earlier}",
    )

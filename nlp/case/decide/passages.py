"""Stretches of reports that an analyst marked, cited so that they are found in a changed file again."""

from __future__ import annotations

import re
from bisect import bisect_left

from nlp.case.decide.event_verdicts import Cited
from nlp.case.file.database import Database
from nlp.errors import CaseError
from nlp.records import Span

_PASSAGE = re.compile(r"([0-9a-f]{16}):(\d{1,9})-(\d{1,9})")
_STOP = re.compile(r"""[.!?…]["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9])|\n""")
LONGEST = 400  # characters of what may be marked


def passage_ref(document_id: str, start: int, end: int) -> str:
    """How a stretch of a document's text is named among the targets of a decision."""
    return f"{document_id}:{start}-{end}"


def cite_passage(database: Database, ref: str) -> Cited:
    """Cite the stretch that ``ref`` names; white space at its edges is left out.

    Raises:
        CaseError: it is no passage, its document is not in the case, or nothing stands there.
    """
    found = _PASSAGE.fullmatch(ref)
    row = found and database.row("SELECT path, text FROM documents WHERE id = ?", [found[1]])
    if not found or not row:
        raise CaseError(f"no such passage: {ref}")
    path, text = row
    start, end = int(found[2]), min(int(found[3]), len(text))
    marked = text[start:end]
    start += len(marked) - len(marked.lstrip())
    marked = marked.strip()
    if not marked or len(marked) > LONGEST:
        raise CaseError(f"mark between 1 and {LONGEST} characters of a report")
    starts = whole_words(text, marked)
    return Cited(
        id=found[1],
        path=path,
        text=marked,
        start=start,
        ordinal=bisect_left(starts, start),
        of=len(starts),
        sentence=sentence_around(text, start, start + len(marked)).text,
    )


def find_passage(text: str, cited: Cited) -> Span | None:
    """Where a cited passage stands in the text that its document has now; None where it doesn't any more.

    In the same sentence first, then, while it stands there as often as before, by its place in the count.
    """
    starts = whole_words(text, cited.text)
    within = [at for at in starts if sentence_around(text, at, at + len(cited.text)).text == cited.sentence]
    if within:
        at = min(within, key=lambda place: (abs(place - cited.start), place))
    elif len(starts) == cited.of and starts:
        at = starts[cited.ordinal]
    else:
        return None
    return Span(start=at, end=at + len(cited.text), text=cited.text)


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence that holds ``start``..``end``, told by its stops and line ends."""
    low = max((m.end() for m in _STOP.finditer(text, max(0, start - 2000), start)), default=0)
    if low == 0 and start > 2000:
        low = start - 2000
    after = _STOP.search(text, max(end - 1, low))
    high = after.end() if after else len(text)
    piece = text[low:high]
    low += len(piece) - len(piece.lstrip())
    return Span(start=low, end=low + len(piece.strip()), text=piece.strip())


def whole_words(text: str, words: str) -> list[int]:
    """Where ``words`` stand in ``text``, not as a part of longer words."""
    pattern = (
        rf"(?<!\w){re.escape(words)}(?!\w)"
        if words[0].isalnum() and words[-1].isalnum()
        else re.escape(words)
    )
    return [found.start() for found in re.finditer(pattern, text)]

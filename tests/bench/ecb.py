"""ECB+ documents as text with their gold entity mentions. Read in place, never copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree  # the corpus is trusted

_TIGHT = re.compile(r"^(?:[,.;:!?%)\]}]|'s|’s|n't|'(?:re|ve|ll|d|m)|''|”)$")
_OPEN = frozenset({"(", "[", "{", "$", "``", "“"})
ENTITIES = ("HUMAN", "NON_HUMAN", "LOC")


class GoldMention(NamedTuple):
    """A gold mention: where it stands in the text, and the id of its cluster, one in all documents."""

    start: int
    end: int
    text: str
    cluster: str


class EcbDocument(NamedTuple):
    """One article."""

    name: str
    text: str
    mentions: tuple[GoldMention, ...]


def read_topics(corpus: Path) -> Iterator[EcbDocument]:
    """All articles below a folder of topics, in order."""
    for path in sorted(corpus.glob("*/*.xml")):
        yield read_article(path)


def read_article(path: Path) -> EcbDocument:
    """Read one article; a gold mention without a link is a cluster of its own."""
    root = ElementTree.parse(path).getroot()
    pieces: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    at, sentence, before = 0, "0", ""
    for token in root.iter("token"):
        word = token.text or ""
        if token.get("sentence") != sentence:
            gap = "\n"
        elif not pieces or _TIGHT.match(word) or before in _OPEN:
            gap = ""
        else:
            gap = " "
        sentence, before = token.get("sentence") or "0", word
        pieces += [gap, word]
        at += len(gap)
        spans[token.get("t_id") or ""] = (at, at + len(word))
        at += len(word)
    text = "".join(pieces)
    anchors: dict[str, tuple[int, int]] = {}
    for markable in root.find("Markables") or ():
        tokens = [spans[a.get("t_id") or ""] for a in markable.iter("token_anchor")]
        if tokens and markable.tag.startswith(ENTITIES):
            anchors[markable.get("m_id") or ""] = (min(t[0] for t in tokens), max(t[1] for t in tokens))
    cluster = {key: f"{path.name}:{key}" for key in anchors}
    for relation in root.find("Relations") or ():
        label = relation.get("note") or f"{path.name}:{relation.get('r_id')}"
        for source in relation.findall("source"):
            if source.get("m_id") in cluster:
                cluster[source.get("m_id") or ""] = label
    mentions = tuple(
        GoldMention(start, end, text[start:end], cluster[key])
        for key, (start, end) in sorted(anchors.items())
    )
    return EcbDocument(path.name, text, mentions)

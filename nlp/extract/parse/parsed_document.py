"""A parsed document as the extractors see it: which mention a token belongs to, which phrase it heads."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from nlp.records import Document, Mention, MentionKind, Span
from nlp.rules.language import Language, language_in_force
from nlp.text.parse_arrays import heads_of, starts_of, text_of

_EDGE = frozenset({"relcl", "advcl", "punct", "cc", "conj", "parataxis", "mark"})

_WHEN = frozenset({"on", "in", "at", "during", "since"})
_WINDOW = 1000  # characters shown at most on either side of a word


class ParsedDocument:
    """A spaCy ``Doc`` beside its :class:`Document`, mentions and language. Made once, never stored."""

    def __init__(
        self,
        doc: Doc,
        document: Document,
        mentions: Sequence[Mention] = (),
        language: Language | None = None,
    ) -> None:
        self.doc = doc
        self.document = document
        self.language = language or language_in_force()
        self._read = text_of(doc)
        self.mentions = tuple(mentions)
        self._sents = list(doc.sents)
        self._sent_starts = [sent.start for sent in self._sents]
        self._chains = {m.id: m.chain for m in self.mentions}
        self._names = sorted(m.start for m in self.mentions if m.kind == MentionKind.NAME)
        self._children: dict[int, list[Token]] = {}
        for token, head in zip(doc, heads_of(doc), strict=True):
            if head != token.i:
                self._children.setdefault(head, []).append(token)
        starts = starts_of(doc)
        self._by_head: dict[int, Mention] = {}
        self._covering: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: (m.end - m.start, m.start)):
            self._by_head[mention.head] = mention
            first = max(bisect_right(starts, mention.start) - 1, 0)
            for start in starts[first : bisect_left(starts, mention.end)]:
                self._covering[start] = mention

    def children(self, token: Token) -> Sequence[Token]:
        """The direct dependents of ``token`` in reading order; cheaper than asking spaCy each time."""
        return self._children.get(token.i, ())

    def mention_at(self, token: Token, *, covering: bool = True) -> Mention | None:
        """The widest mention headed by ``token``, else (when ``covering``) the widest one it stands in."""
        return self._by_head.get(token.idx) or (self._covering.get(token.idx) if covering else None)

    def chain_of(self, mention_id: str) -> str:
        """The coreference chain of the mention with that id."""
        return self._chains[mention_id]

    def names_in(self, start: int, end: int) -> bool:
        """Whether a mention by name begins between the characters ``start`` and ``end``."""
        at = bisect_left(self._names, start)
        return at < len(self._names) and self._names[at] < end

    def span(self, start: int, end: int) -> Span:
        """The stretch ``start``..``end`` of the stored text."""
        return Span(start=start, end=end, text=self.document.text[start:end])

    def tokens_span(self, tokens: Iterable[Token]) -> Span:
        """The stretch from the first to the last of ``tokens``, white space at the edges left out."""
        kept = [token for token in tokens if not token.is_space]
        return self.span(min(t.idx for t in kept), max(t.idx + len(t) for t in kept))

    def phrase(self, token: Token) -> Span:
        """The noun phrase that ``token`` heads, without clauses, conjuncts and punctuation hung on it."""
        if not self.children(token):
            return self.span(token.idx, token.idx + len(token))
        kept = [token]
        stack = [
            child
            for child in self.children(token)
            if child.dep_ not in _EDGE
            and child.dep_ != "appos"
            and not (child.dep_ == "prep" and child.i > token.i and self._dates(child))
        ]
        while stack:
            current = stack.pop()
            kept.append(current)
            stack.extend(
                child for child in self.children(current) if child.dep_ not in {"relcl", "advcl", "parataxis"}
            )
        indices = {t.i for t in kept if not t.is_punct or t.i < token.i}
        low = token.i
        while low - 1 in indices:
            low -= 1
        high = token.i
        while high + 1 in indices:
            high += 1
        while high > token.i and (self.doc[high].dep_ == "prep" or self.doc[high].is_space):
            high -= 1
        while low < token.i and self.doc[low].is_space:
            low += 1
        last = self.doc[high] if high > token.i else token
        return self.span(self.doc[low].idx if low < token.i else token.idx, last.idx + len(last))

    def _dates(self, preposition: Token) -> bool:
        """Whether an adjunct says when, and is of the verb: "officials on Monday"."""
        return preposition.lower_ in _WHEN and any(
            child.ent_type_ in {"DATE", "TIME"} for child in self.children(preposition)
        )

    def sent(self, token: Token) -> SpacySpan:
        """spaCy's sentence around ``token``, found once; ``token.sent`` walks there each time."""
        return self._sents[bisect_right(self._sent_starts, token.i) - 1]

    def sentence(self, token: Token) -> Span:
        """The sentence ``token`` stands in, trimmed of white space and of boilerplate that follows it.

        Of what runs on for more than two thousand characters (lists, tables, text without stops) it is the
        stretch around ``token``.
        """
        sent = self.sent(token)
        start = max(sent.start_char, token.idx - _WINDOW)
        end = min(sent.end_char, token.idx + max(_WINDOW, len(token)))
        text = self._read[start:end]
        start += len(text) - len(text.lstrip())
        return self.span(start, start + len(text.strip()))

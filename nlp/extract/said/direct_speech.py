"""Direct speech: which quotations a reporting verb introduces or follows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from nlp.extract.said.quotations import Quotation, find_quotations

_GAP = 30  # tokens between a quotation and its verb
Range = tuple[int, int]


class Speech:
    """The quotations of one document beside its tokens; ``text`` is ``doc.text``."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc = doc
        self.text = text
        self.quotations: Sequence[Quotation] = find_quotations(text)
        self.starts = [q.start for q in self.quotations]
        self.ends = [q.end for q in self.quotations]

    def around(self, offset: int) -> int | None:
        """Number of the quotation that ``offset`` stands in, or None."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.ends[index] else None

    def speaker(self, verb: Token) -> Token | None:
        """The noun beside a verb that the parse left without subject: "...," said Jones; Jones said."""
        after = self.doc[verb.i + 1] if verb.i + 1 < len(self.doc) else verb
        while after.dep_ in ("compound", "det", "amod", "nmod", "poss") and after.head.i > verb.i:
            after = after.head
        before = self.doc[verb.i - 1] if verb.i else verb
        for token in (after, before):
            if token.pos_ in ("PROPN", "NOUN", "PRON") and self.around(token.idx) is None:
                return token
        return None

    def foreign(self, verb: Token, token: Token) -> bool:
        """Whether a token stands in a quotation that the verb is not part of."""
        inside = self.around(token.idx)
        return inside is not None and inside != self.around(verb.idx)

    def said(self, verb: Token, speaker: Token | None) -> tuple[Range, ...]:
        """The quotations directly before and after a verb with its subject, if they are its direct speech."""
        if speaker is None or self.around(verb.idx) is not None:
            return ()
        after = bisect_left(self.starts, verb.idx)
        before = after - 1
        found: list[int] = []
        if before >= 0 and self._closes_before(self.quotations[before], verb, speaker):
            found.append(before)
        if after < len(self.starts) and self._opens_after(verb, self.quotations[after], bool(found)):
            found.append(after)
        if not found:
            return ()
        return self._continue(found, verb)

    def split(self, verb: Token, speaker: Token, content: tuple[int, int]) -> tuple[Range, ...]:
        """The first half of direct speech that its verb divides: "X," she said, "Y"."""
        inside = self.around(self.doc[content[0]].idx)
        return self.said(verb, speaker) if inside is not None and content[0] > verb.i else ()

    def snap(self, ranges: list[Range], cue: Range, head: Token) -> tuple[Range, ...]:
        """Stretch content to the edges of the quotations it cuts; let direct speech run on after its cue."""
        own = self.around(cue[0])
        widened: list[Range] = []
        touched: list[int] = []
        for start, end in ranges:
            first, last = self.around(start), self.around(end - 1)
            if first is not None and first != own:
                touched.append(first)
                start = (
                    min(start, self.starts[first]) if self._clear(self.starts[first], start, cue) else start
                )
            if last is not None and last != own:
                touched.append(last)
                end = max(end, self.ends[last]) if self._clear(end, self.ends[last], cue) else end
            widened.append((start, self._past_colon(end)))
        if touched:
            last_quote = max(touched)
            end = self.ends[last_quote]
            if end in (r[1] for r in widened) or end < cue[0]:
                for index in self._following(last_quote, cue, head):
                    widened.append((self.starts[index], self.ends[index]))
        return merge(widened)

    def _past_colon(self, end: int) -> int:
        """``end`` moved past a quotation that a colon opens right after it."""
        after = bisect_left(self.starts, end)
        if after < len(self.starts) and self.text[end : self.starts[after]].strip() == ":":
            return self.ends[after]
        return end

    @staticmethod
    def _clear(low: int, high: int, cue: Range) -> bool:
        return cue[1] <= min(low, high) or cue[0] >= max(low, high)

    def _continue(self, found: list[int], verb: Token) -> tuple[Range, ...]:
        cue = (verb.idx, verb.idx + len(verb))
        first = found[0]
        while first and self.quotations[first - 1].group == self.quotations[first].group:
            first -= 1
        indices = list(range(first, found[-1] + 1))
        indices += self._following(found[-1], cue, verb)
        return merge([(self.starts[i], self.ends[i]) for i in indices])

    def _following(self, last: int, cue: Range, head: Token) -> list[int]:
        """Quotations that run on: the next paragraphs of an open one, and speech resumed after the cue."""
        found: list[int] = []
        resumed = False
        index = last + 1
        while index < len(self.starts):
            quotation, before = self.quotations[index], self.quotations[index - 1]
            if quotation.group == before.group:
                found.append(index)
            elif (
                not resumed and self.ends[last] <= cue[0] < quotation.start and self._resumes(head, quotation)
            ):
                found.append(index)
                resumed = True
            else:
                break
            index += 1
        return found

    def _resumes(self, head: Token, quotation: Quotation) -> bool:
        """Whether a quotation stands right after the sentence of the cue, in its paragraph."""
        gap = self.text[head.idx + len(head) : quotation.start]
        if "\n" in gap.strip(" ") or len(gap) > 250:
            return False
        tail = gap.rstrip()
        if tail.endswith((",", ";", ":")) or not tail:
            return True
        return (
            tail.endswith((".", "-", "—", "–"))
            and tail.count(". ") < 2
            and not self._verb_between(head, quotation)
        )

    def _verb_between(self, head: Token, quotation: Quotation) -> bool:
        for token in self.doc[head.i + 1 : head.i + 1 + 2 * _GAP]:
            if token.idx >= quotation.start:
                return False
            if token.is_sent_start and token.pos_ in ("PRON", "DET", "PROPN", "NOUN"):
                return True
        return True

    def _closes_before(self, quotation: Quotation, verb: Token, speaker: Token) -> bool:
        first = min(verb.i, speaker.left_edge.i if speaker.i < verb.i else verb.i)
        gap = self.text[quotation.end : self.doc[first].idx]
        if "\n" in gap or len(gap) > 60 or ". " in gap:
            return False
        if gap.lstrip().startswith((",", "-", "—", "–", "―")):
            return True
        last = self.text[quotation.end - 2 : quotation.end]
        word = self.text[quotation.end :].lstrip()[:1]
        if "," in last:
            return True
        # A new sentence begins with a capital; only a name may follow "...?" within the sentence.
        capital_word = word.isupper() and self.doc[first].pos_ != "PROPN"
        if "." in last:
            return word.islower()
        return any(mark in last for mark in "?!…-—–") and not capital_word

    def _opens_after(self, verb: Token, quotation: Quotation, resumed: bool) -> bool:
        gap = self.text[verb.idx + len(verb) : quotation.start]
        if len(gap) > 200 or "\n\n" in gap or (". " in gap and not resumed):
            return False
        tail = gap.rstrip()
        return (
            not tail
            or tail.endswith((",", ":", "that", "—", "–", "--"))
            or (resumed and self._resumes(verb, quotation))
        )


def merge(ranges: list[Range]) -> tuple[Range, ...]:
    """Sorted ranges, those that touch or overlap joined."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)

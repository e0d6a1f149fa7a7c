"""Sources named beside their words without a verb: headlines, transcripts, captions.

"Police: two killed in blast"; "ORTIZ: The dam has failed."; "“A disgrace.” — Lena Ortiz".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from nlp.extract.said.cue_rules import Cues
from nlp.extract.said.direct_speech import Range, Speech

_LONGEST = 6  # tokens of a source before a colon or after a dash
_SOURCES = frozenset({"PERSON", "ORG", "NORP"})
_DASHES = ("―", "—", "–", "--", "-")


def label_before(colon: Token, cues: Cues) -> tuple[Token, Range] | None:
    """The source before a colon that opens a line, and the characters of the line after it."""
    doc = colon.doc
    low = colon.i
    while low > 0 and not doc[low - 1].is_space and colon.i - low < _LONGEST:
        low -= 1
    if low == colon.i or (low > 0 and "\n" not in doc[low - 1].text):
        return None
    source = doc[low : colon.i].root
    named = source.ent_type_ in _SOURCES or source.lemma_.lower() in cues.labels
    if not named or any(token.pos_ in ("VERB", "AUX", "PUNCT") for token in doc[low : colon.i]):
        return None
    high = colon.i + 1
    while high < len(doc) and "\n" not in doc[high].text:
        high += 1
    if high - colon.i <= 3:
        return None
    last = doc[high - 1]
    return source, (doc[colon.i + 1].idx, last.idx + len(last))


def labels_after(doc: Doc, speech: Speech) -> Iterator[tuple[Token, Token, Range]]:
    """Yield (dash, source, quotation) for each quotation that a dash and a name follow to the line's end."""
    for quotation in speech.quotations:
        gap = speech.text[quotation.end : quotation.end + 4].lstrip()
        if not gap.startswith(_DASHES):
            continue
        span = doc.char_span(quotation.end, quotation.end + 4, alignment_mode="expand")
        dash = next(
            (t for t in span or () if t.idx + len(t) > quotation.end and t.text.endswith(_DASHES)), None
        )  # the tokenizer may leave the dash on the mark that closes the quotation
        if dash is None:
            continue
        name = []
        for token in doc[dash.i + 1 : dash.i + 2 + _LONGEST]:
            if token.is_space:
                break
            name.append(token)
        whole = dash.i + 1 + len(name) == len(doc) or (name and "\n" in doc[dash.i + 1 + len(name)].text)
        if name and whole and all(token.text[0].isupper() or token.is_punct for token in name):
            yield dash, doc[name[0].i : name[-1].i + 1].root, (quotation.start, quotation.end)

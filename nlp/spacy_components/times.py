"""The spaCy component ``dateline_times``: time expressions in ``doc.spans["times"]``."""

from __future__ import annotations

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.text.tense import read_doc
from nlp.time import resolve_times

KEY = "times"
PUBLISHED_KEY = "published"


class Times:
    """Writes time expressions as spans: label is the TIMEX3 type, ``id_`` the TIMEX3 value.

    The day of publication is ``doc.user_data["published"]`` (ISO 8601 text or a date) where given, else the
    configured one; without either, what counts from publication keeps its underspecified value.
    """

    def __init__(self, *, published: str | None = None, key: str = KEY) -> None:
        self.published = None if published is None else date.fromisoformat(published)
        self.key = key

    def __call__(self, doc: Doc) -> Doc:
        """Read, resolve and write ``doc.spans``.

        Raises:
            ValueError: ``doc.user_data["published"]`` is no ISO 8601 day.
        """
        given = doc.user_data.get(PUBLISHED_KEY, self.published)
        published = date.fromisoformat(given) if isinstance(given, str) else given
        spans = []
        for item in resolve_times(read_doc(doc), published):
            span = doc.char_span(item.reading.start, item.reading.end, alignment_mode="expand")
            if span is not None:
                spans.append(
                    Span(doc, span.start, span.end, label=item.reading.type.value, span_id=item.value)
                )
        doc.spans[self.key] = spans
        return doc


@Language.factory("dateline_times", default_config={"published": None, "key": KEY}, assigns=["doc.spans"])
def make_times(nlp: Language, name: str, published: str | None, key: str) -> Times:
    """``nlp.add_pipe("dateline_times", config={"published": "2024-03-08"})``; put it last."""
    return Times(published=published, key=key)

"""The spaCy components ``dateline_actors``, ``_events``, ``_attribution`` and ``_relations``.

Put them last in an English pipeline with a tagger, a parser and NER. Each writes one kind of fact as span
groups; what was read of a document is kept once, as JSON, in ``doc.user_data["dateline"]``, so that the next
component has it and that it survives ``to_bytes``, ``DocBin(store_user_data=True)`` and other processes.
:func:`facts_of` gives it back as records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.case.file.json_codec import decode_extraction, encode_extraction
from nlp.extract import extract
from nlp.records import Document, Extraction, make_id
from nlp.text.parse_arrays import text_of

KEPT = "dateline"
PUBLISHED_KEY = "published"
NEEDED = ("tagger", "parser", "ner")

Mark = tuple[int, int, str, str]
"""Start, end (characters), label and id of a span."""


def facts_of(doc: Doc) -> Extraction | None:
    """All that was read of ``doc`` by one of these components, as records; None where none has seen it.

    Offsets are characters of ``doc.text``.
    """
    kept = doc.user_data.get(KEPT)
    return None if kept is None else decode_extraction(kept)


class Facts:
    """Writes one kind of fact as span groups. ``marks`` says which, from what was read."""

    def __init__(
        self, marks: dict[str, Callable[[Extraction], Iterable[Mark]]], published: str | None
    ) -> None:
        self.marks = marks
        self.published = None if published is None else date.fromisoformat(published)

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc``, unless another component has, and write ``doc.spans``.

        The day of publication is ``doc.user_data["published"]`` (ISO 8601 text or a date) where given, else
        the configured one.

        Raises:
            ValueError: the document has no parse, or its publication date is no day.
        """
        facts = facts_of(doc)
        if facts is None:
            facts = self._read(doc)
            doc.user_data[KEPT] = encode_extraction(facts)
        for key, marks in self.marks.items():
            spans = []
            for start, end, label, name in marks(facts):
                span = doc.char_span(start, end, alignment_mode="expand")
                if span is not None:
                    spans.append(Span(doc, span.start, span.end, label=label, span_id=name))
            doc.spans[key] = spans
        return doc

    def _read(self, doc: Doc) -> Extraction:
        if len(doc) and not (doc.has_annotation("DEP") and doc.has_annotation("TAG")):
            raise ValueError(f"Dateline's components need {', '.join(NEEDED)} before them in the pipeline")
        given = doc.user_data.get(PUBLISHED_KEY, self.published)
        published = date.fromisoformat(given) if isinstance(given, str) else given
        text = text_of(doc)
        key = make_id("document", "", text)
        return extract(doc, Document(id=key, path="", title="", text=text, published=published))


def _actors(facts: Extraction) -> Iterable[Mark]:
    return ((m.start, m.end, m.type.value, m.chain) for m in facts.mentions)


def _events(facts: Extraction) -> Iterable[Mark]:
    return ((e.trigger.start, e.trigger.end, e.type, e.id) for e in facts.events)


def _roles(facts: Extraction) -> Iterable[Mark]:
    return ((p.start, p.end, p.role, e.id) for e in facts.events for p in e.participants)


def _sources(facts: Extraction) -> Iterable[Mark]:
    return (
        (a.start, a.end, a.stance.value, e.id)
        for e in facts.events
        for a in e.attribution
        if a.start is not None and a.end is not None
    )


def _relations(facts: Extraction) -> Iterable[Mark]:
    chains = {m.id: m.chain for m in facts.mentions}
    return ((r.start, r.end, r.type, f"{chains[r.source]} {chains[r.target]}") for r in facts.relations)


_DEFAULTS = {"published": None}


@Language.factory("dateline_actors", default_config=_DEFAULTS, requires=["token.dep"], assigns=["doc.spans"])
def make_actors(nlp: Language, name: str, published: str | None) -> Facts:
    """``doc.spans["actors"]``: mentions by name, noun and pronoun; label their type, id their chain (who is
    one within the document)."""
    return Facts({"actors": _actors}, published)


@Language.factory("dateline_events", default_config=_DEFAULTS, requires=["token.dep"], assigns=["doc.spans"])
def make_events(nlp: Language, name: str, published: str | None) -> Facts:
    """``doc.spans["events"]``: triggers, label the type; ``doc.spans["roles"]``: who takes part, label the
    role. The id of both is the event's, of which :func:`facts_of` has time, place and status."""
    return Facts({"events": _events, "roles": _roles}, published)


@Language.factory(
    "dateline_attribution", default_config=_DEFAULTS, requires=["token.dep"], assigns=["doc.spans"]
)
def make_attribution(nlp: Language, name: str, published: str | None) -> Facts:
    """``doc.spans["sources"]``: who says so, label the stance, id the event that they vouch for or deny."""
    return Facts({"sources": _sources}, published)


@Language.factory(
    "dateline_relations", default_config=_DEFAULTS, requires=["token.dep"], assigns=["doc.spans"]
)
def make_relations(nlp: Language, name: str, published: str | None) -> Facts:
    """``doc.spans["relations"]``: where a lasting relation stands, label its type, id the chains of its two
    ends with a blank between."""
    return Facts({"relations": _relations}, published)

"""From a format's draft to documents: text normalised, title, date and boilerplate found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nlp.readers.clean import clean_text
from nlp.readers.draft import Draft
from nlp.records import Document, PublishedBasis, Skipped, make_id


def finish_draft(draft: Draft, *, published: date | None = None) -> Iterator[Document | Skipped]:
    """Yield the document a draft is, in parts where it is too long for one parse."""
    text = clean_text(draft.text)
    if not text:
        yield Skipped(path=draft.path, reason="no text in it")
        return
    title = draft.title or text.split("\n", 1)[0][:150]
    yield Document(
        id=make_id("document", draft.path, title, text),
        path=draft.path,
        title=title,
        text=text,
        published=draft.published or published,
        published_basis=PublishedBasis.METADATA
        if draft.published
        else PublishedBasis.ANALYST
        if published
        else None,
        publisher=draft.publisher,
        author=draft.author,
    )

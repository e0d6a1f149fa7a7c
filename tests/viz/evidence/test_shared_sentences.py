"""The evidence of a link that rests on a relation only."""

from __future__ import annotations

from nlp.query import MentionRow
from nlp.records import EntityType, Span
from tests.viz.text import text_of
from viz.evidence.shared_sentences import draw_together, find_together

TOLD = "Ada Brook advises Tom Reed."


def mention(name: str, *, document: str = "d1", sentence: int = 40) -> MentionRow:
    start = sentence + TOLD.index(name)
    return MentionRow(
        document_id=document,
        start=start,
        end=start + len(name),
        text=name,
        type=EntityType.PERSON,
        kind="name",
        sentence=Span(start=sentence, end=sentence + len(TOLD), text=TOLD),
        title="Who is who",
        path="who.txt",
        publisher="The Ardlow Post",
        published="2031-05-06",
    )


def test_only_sentences_that_name_both_are_found() -> None:
    ada = [mention("Ada Brook"), mention("Ada Brook", sentence=400), mention("Ada Brook", document="d2")]
    tom = [mention("Tom Reed"), mention("Tom Reed", sentence=900)]
    (found,) = find_together(ada, tom)
    assert {one.text for one in found} == {"Ada Brook", "Tom Reed"}
    assert {one.document_id for one in found} == {"d1"}


def test_the_sentence_is_shown_with_what_relates_them() -> None:
    sentences = find_together([mention("Ada Brook")], [mention("Tom Reed")])
    shown = text_of(draw_together(sentences, ["advises"]))
    assert TOLD in shown
    assert "advises. 1 sentence names both." in shown
    assert "The Ardlow Post" in shown
    assert "6 May 2031" in shown

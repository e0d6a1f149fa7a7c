"""Reports of unknown date: what was found in each, and what sets it."""

from __future__ import annotations

from nlp.query import CandidateRow, DocumentRow, UndatedRow
from tests.viz.text import text_of, walk
from viz.evidence.undated_reports import draw_undated


def row(ident: str, *days: str) -> UndatedRow:
    document = DocumentRow(
        id=ident,
        path=f"{ident}.txt",
        title=f"Report {ident}",
        published=None,
        published_basis=None,
        publisher=None,
        author=None,
        events=3,
        mentions=5,
    )
    found = tuple(CandidateRow(day=day, words=f"printed {day}", reason="in its first line") for day in days)
    return UndatedRow(document=document, candidates=found)


def test_a_found_day_is_set_by_a_click_and_ticks_carry_the_likeliest() -> None:
    drawn = draw_undated([row("a", "2031-05-04", "2031-05-09"), row("b")], writable=True)
    assert "Reports of unknown date" in text_of(drawn)
    assert "4 May 2031" in text_of(drawn)
    parts = [part for part in walk(drawn) if hasattr(part, "to_plotly_json")]
    given = [part.to_plotly_json()["props"] for part in parts]
    sets = [one for one in given if one.get("data-kind") == "publish"]
    assert [(one["data-ref"], one["data-value"]) for one in sets] == [
        ("a", "2031-05-04"),
        ("a", "2031-05-09"),
    ]
    ticks = {one["data-ref"]: one["data-day"] for one in given if one.get("data-undated") == "tick"}
    assert ticks == {"a": "2031-05-04", "b": ""}


def test_without_any_it_says_so_and_a_reader_cannot_set() -> None:
    assert "Every report has its day" in text_of(draw_undated([], writable=True))
    assert "All ticked came out on" not in text_of(draw_undated([row("a")], writable=False))

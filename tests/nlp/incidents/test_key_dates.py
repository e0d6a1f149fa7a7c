"""Key dates: independent documents count, copies and publication alone do not."""

from __future__ import annotations

from nlp.incidents.picture.key_dates import Dated, rank_days


def dated(day: str, document: str, text: str = "The bridge fell.", **more: object) -> Dated:
    return Dated(day=day, document_id=document, text=text, **more)  # type: ignore[arg-type]


def days(items: list[Dated], **more: object) -> list[str]:
    return [each.day for each in rank_days(items, **more)]  # type: ignore[arg-type]


def test_more_documents_first_and_in_the_calendar_s_order() -> None:
    items = [dated("2021-05-04", d) for d in "abc"] + [dated("2021-03-01", d) for d in "ab"]
    items.append(dated("2021-04-01", "a"))
    assert days(items, top=2) == ["2021-03-01", "2021-05-04"]


def test_copies_count_once() -> None:
    copies = [dated("2021-05-04", d, origin="a") for d in "abcdef"]
    independent = [dated("2021-03-01", d) for d in "xyz"]
    assert days(copies + independent, top=1) == ["2021-03-01"]


def test_one_document_counts_once() -> None:
    repeated = [dated("2021-05-04", "a") for _ in range(9)]
    assert days([*repeated, dated("2021-03-01", "x"), dated("2021-03-01", "y")], top=1) == ["2021-03-01"]


def test_looking_back_counts_more() -> None:
    fresh = [dated("2021-05-04", d, published="2021-05-05", position=0.5) for d in "ab"]
    later = [dated("2021-03-01", d, published="2021-09-05", position=0.5) for d in "cd"]
    assert days(fresh + later, top=1) == ["2021-03-01"]


def test_publication_alone_makes_no_day() -> None:
    assert days([dated("2021-05-04", "a")], published=["2021-05-06"] * 50) == ["2021-05-04"]


def test_days_without_a_year_and_outside_the_period_are_left_out() -> None:
    items = [dated("--05-04", "a"), dated("2021-05-04", "b"), dated("2022-01-01", "c")]
    assert days(items, period=("2021-01-01", "2021-12-31")) == ["2021-05-04"]


def test_the_sentence_that_most_agree_on_is_shown() -> None:
    items = [
        dated("2021-05-04", "a", "The bridge over the Osk fell into the river.", position=0.1),
        dated("2021-05-04", "b", "The old bridge fell into the river Osk at dawn.", position=0.1),
        dated("2021-05-04", "c", "On that day my aunt turned ninety.", position=0.1),
    ]
    (day,) = rank_days(items)
    assert "bridge" in day.text
    assert day.documents == 3


def test_nothing() -> None:
    assert rank_days([]) == ()

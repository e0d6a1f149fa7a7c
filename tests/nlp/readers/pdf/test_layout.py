"""Pages in the order in which they are read: columns, notes, cut words, pages told."""

# ruff: noqa: E501  (a line of a page is best seen as one)

from __future__ import annotations

import textwrap

import pytest

from tests.nlp.readers.samples import drawn, greyed, read_one, report

LEFT = (
    "The ferry Halma left Ostrel at dawn with forty people aboard and was seen last off the cape of Lindholm by a "
    "fishing boat. The coast guard began to search on Tuesday evening and called it off two days later."
)
RIGHT = (
    "Divers found the wreck in spring, its doors shut, at a depth of ninety metres. The owner, Norr Lines, said that "
    "it had passed every inspection. A court in Velin will hear the families in May."
)
SIZE = 10.0
Drawn = list[tuple[float, float, float, str]]


def column(text: str, x: float, *, top: float = 700, width: int = 42) -> Drawn:
    return [(x, top - 13 * n, SIZE, line) for n, line in enumerate(textwrap.wrap(text, width))]


def by_rows(left: Drawn, right: Drawn) -> Drawn:
    return (
        [each for pair in zip(left, right, strict=False) for each in pair]
        + left[len(right) :]
        + right[len(left) :]
    )


@pytest.mark.parametrize("order", [by_rows, lambda a, b: a + b, lambda a, b: b + a])
@pytest.mark.parametrize("title", [True, False])
def test_columns_are_read_one_after_the_other(order: object, title: bool) -> None:
    words = order(column(LEFT, 60), column(RIGHT, 320))  # type: ignore[operator]
    head = (
        [(60.0, 740.0, 16.0, "Ferry Halma is found off the cape of Lindholm after a winter")] if title else []
    )
    text = read_one("a.pdf", drawn(head + words)).text.replace("\n\n", " ")
    assert LEFT in text
    assert RIGHT in text
    assert text.index(LEFT) < text.index(RIGHT)


@pytest.mark.parametrize(("size", "width", "right"), [(10.0, 40, 270), (9.0, 44, 310), (12.0, 30, 300)])
def test_headline_wider_than_the_columns(size: float, width: int, right: float) -> None:
    title = "A very long headline which spans both columns of this page of the paper and more than that"
    sides = [
        [(x, 700 - 14 * n, size, line) for n, line in enumerate(textwrap.wrap(text, width))]
        for x, text in ((60.0, LEFT), (right, RIGHT))
    ]
    words = [(60.0, 740.0, 15.0, title), *by_rows(*sides)]
    text = read_one("a.pdf", drawn(words)).text.replace("\n\n", " ")
    assert text.index(LEFT) < text.index(RIGHT)


def test_three_columns() -> None:
    third = "The harbour of Ostrel has been shut since then and its pilots wait for work in the cafes of the town."
    columns = [column(t, x, width=28) for t, x in ((LEFT, 40), (RIGHT, 225), (third, 410))]
    words = [each for row in range(20) for c in columns for each in c[row : row + 1]]
    text = read_one("a.pdf", drawn(words)).text.replace("\n\n", " ")
    assert text.index(LEFT) < text.index(RIGHT) < text.index(third)


def test_table_stays_in_rows() -> None:
    rows = ["3 May 2021", "9 May 2021", "2 June 2021", "8 June 2021"]
    told = [
        "Dockers at Ostrel walked out for a day.",
        "A court in Velin freed the pilot Lev Amsel.",
        "Two ferries collided off the cape.",
        "The owner of the wreck was arrested.",
    ]
    words = [
        each
        for n, (day, text) in enumerate(zip(rows, told, strict=True))
        for each in ((60.0, 700.0 - 13 * n, SIZE, day), (200.0, 700.0 - 13 * n, SIZE, text))
    ]
    text = read_one("a.pdf", drawn(words)).text
    assert "3 May 2021 Dockers at Ostrel" in text
    assert "8 June 2021 The owner" in text


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["The court freed Mar-", "tin Lindqvist, the gov-", "ernor said."], "The court freed Martin Lindqvist, the governor said."),
        (["The court freed Anna-", "Maria Lind of Al-", "Watan on the 3-", "4 May 2021 weekend."], "The court freed Anna-Maria Lind of Al-Watan on the 3-4 May 2021 weekend."),
        (["The truce -", "the second - held."], "The truce - the second - held."),
        (["In 2019\xad", "20 the line was shut."], "In 2019-20 the line was shut."),
        (["A well-", "known man of a UN-", "backed body."], "A well-known man of a UN-backed body."),
        (["His state-", "ment was read."], "His statement was read."),
    ],
)  # fmt: skip
def test_words_cut_at_line_ends(lines: list[str], told: str) -> None:
    words = [(60.0, 700.0 - 13 * n, SIZE, line) for n, line in enumerate(lines)]
    assert read_one("a.pdf", drawn(words)).text == told


def test_notes_at_the_foot_are_apart_and_their_marks_gone() -> None:
    words = [
        (60.0, 700.0, SIZE, "Divers found the wreck of the ferry in March 2021."),
        (293.0, 704.0, 6.0, "7"),
        (300.0, 700.0, SIZE, "The owner said that it had"),
        (
            60.0,
            687.0,
            SIZE,
            "passed every inspection before it left the harbour of Ostrel at dawn on that day.",
        ),
        (60.0, 120.0, 8.0, "7"),
        (67.0, 120.0, 8.0, "Talk with a diver, Velin, 4 April 2022."),
    ]
    document = read_one("a.pdf", drawn(words))
    assert report(document) == [
        "Divers found the wreck of the ferry in March 2021. The owner said that it had passed every inspection "
        "before it left the harbour of Ostrel at dawn on that day."
    ]
    assert greyed(document) == ["7 Talk with a diver, Velin, 4 April 2022."]


def test_pages_are_told() -> None:
    document = read_one("a.pdf", drawn(column(LEFT, 60), column(RIGHT, 60)))
    assert [each.place for each in document.at] == [{"page": 1}, {"page": 2}]
    assert document.text[document.at[1].start :].startswith("Divers found")

"""Copies: whole, cut, reordered, retitled; and what only looks like one."""

from __future__ import annotations

import random

import pytest

from nlp.near_duplicates import Print, duplicates, find_copies, fingerprint

SENTENCES = [
    "The ferry Aldona left Marbury at dawn with ninety passengers and a cargo of seed potatoes.",
    "Its captain had asked twice for a second pilot, and twice the harbour office had sent none.",
    "Fog closed the strait before eight, so the ship went on at half speed under its horn.",
    "A fisherman mending nets on the northern mole heard the hull strike something hollow.",
    "Within twenty minutes the car deck stood under water and the lights had failed.",
    "Lifeboats from three villages took the passengers off, the last of them a cellist without her shoes.",
    "Nobody drowned, though four were treated for cold and one for a broken wrist.",
    "The inquiry will open in the old customs house on the first Monday of the month.",
]
OTHER = [
    "Parliament debated the price of bread until midnight without reaching any vote at all.",
    "Bakers in the capital had shut their ovens for a day in protest at the new flour tax.",
    "A minister promised relief, then corrected himself and promised a committee instead.",
    "Opposition benches answered with laughter that the stenographer duly recorded twice.",
]


def printed(name: str, sentences: list[str], published: str | None = None) -> Print:
    return Print(
        document_id=name, marks=fingerprint("\n".join(sentences)), published=published, publisher=name
    )


ORIGINAL = printed("first", SENTENCES, "2021-05-04")
COPIES = {
    "whole": SENTENCES,
    "retitled": ["Ninety saved from the strait", *SENTENCES],
    "cut to the half": SENTENCES[:4],
    "reordered": SENTENCES[4:] + SENTENCES[:4],
    "other case and marks": [s.upper().replace(",", " -") for s in SENTENCES],
}


@pytest.mark.parametrize("sentences", COPIES.values(), ids=COPIES)
def test_found(sentences: list[str]) -> None:
    (copy,) = find_copies([printed("second", sentences, "2021-05-05"), ORIGINAL])
    assert (copy.document_id, copy.origin_id, copy.whole) == ("second", "first", True)
    assert copy.line == ("second", "first")
    assert "first, published 2021-05-04" in copy.reason


def test_a_quoted_passage_is_no_duplicate() -> None:
    partly = printed("second", OTHER + SENTENCES[:3], "2021-05-05")
    (copy,) = find_copies([ORIGINAL, partly])
    assert not copy.whole
    assert duplicates([copy]) == {}


def test_unrelated() -> None:
    assert find_copies([ORIGINAL, printed("second", OTHER)]) == ()


@pytest.mark.parametrize("text", ["", "   ", "!!!", "one", "one two three"])
def test_short_texts(text: str) -> None:
    assert find_copies([printed("a", [text]), ORIGINAL]) == ()


def test_lines_of_descent() -> None:
    second = printed("second", SENTENCES[:7], "2021-05-05")
    third = printed("third", SENTENCES[:6], "2021-05-06")
    copies = find_copies([third, ORIGINAL, second])
    assert duplicates(copies) == {"second": "first", "third": "first"}


def test_without_dates_the_fuller_text_is_the_origin() -> None:
    (copy,) = find_copies([printed("a", SENTENCES[:5]), printed("b", SENTENCES)])
    assert (copy.document_id, copy.origin_id) == ("a", "b")


def test_order_does_not_matter() -> None:
    prints = [ORIGINAL, *(printed(name, s, "2021-05-06") for name, s in COPIES.items()), printed("x", OTHER)]
    mixed = list(prints)
    random.Random(3).shuffle(mixed)
    assert find_copies(prints) == find_copies(mixed)

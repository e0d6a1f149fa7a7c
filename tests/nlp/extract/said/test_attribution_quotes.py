"""Where quotations begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.extract.said.quotations import find_quotations

ROWS = {
    "curly": ("“Go,” she said. “Now.”", ["“Go,”", "“Now.”"]),
    "straight": ('"Go," she said. "Now."', ['"Go,"', '"Now."']),
    "doubled single": ("''Go,'' she said.", ["''Go,''"]),
    "TeX": ("``Go,'' she said.", ["``Go,''"]),
    "angle": ("«Go,» she said.", ["«Go,»"]),
    "low": ("„Go“, she said.", ["„Go“"]),
    "single, with an apostrophe inside": ("'It's Tom's,' she said.", ["'It's Tom's,'"]),
    "curly single, nested in double": ("“He said ‘go’ twice.”", ["“He said ‘go’ twice.”"]),
    "apostrophes alone": ("Tom's dogs' bowls of the '90s", []),
    "inch marks in words are none": ("rock'n'roll isn't here", []),
    "a slip: never closed": ("“Go, she said.\nThe rest.", ["“Go, she said."]),
    "nothing inside": ("“”", []),
}


@pytest.mark.parametrize(("text", "expected"), ROWS.values(), ids=ROWS)
def test_finds(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == expected


def test_paragraphs_of_one_quotation_share_a_group() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” she said. “Four.”"
    found = find_quotations(text)
    assert [q.group for q in found] == [1, 1, 1, 2]
    assert [q.closed for q in found] == [False, False, True, True]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    text = "“One.\n\nThen nothing. He said “two.”"
    assert [text[q.start : q.end] for q in find_quotations(text)] == ["“One.", "“two.”"]
    assert len({q.group for q in find_quotations(text)}) == 2


@given(st.text(alphabet="ab.,' \"“”‘’\n`«»„-", max_size=60))
def test_quotations_are_in_order_and_disjoint(text: str) -> None:
    found = find_quotations(text)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
    assert all(a.end <= b.start and a.group <= b.group for a, b in pairwise(found))

"""Bounds follow from constraints, the surest first, and never contradict themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp.placement.bounds import Between, Bounds, Constraint, NotAfter, Reason
from nlp.records import PlacedBasis

WHY = Reason("by hand", "", PlacedBasis.REPORT)
KEYS = "abcde"


def bounds() -> Bounds:
    return Bounds(dict.fromkeys(KEYS, "raid"))


def order(first: str, second: str) -> NotAfter:
    return NotAfter(first, second, "told as before", "told as after")


def test_order_carries_ends_on() -> None:
    made = bounds()
    assert made.add_all([[order("a", "b"), order("b", "c")], [Between("a", 5, None, WHY)]]) == []
    assert made.of("c").low == 5
    assert made.add(Between("c", None, 7, WHY))
    assert (made.of("a").low, made.of("a").high) == (5, 7)
    why = made.of("a").why_high
    assert why is not None
    assert why.rule == "told as before"


def test_what_contradicts_the_surer_is_left_out() -> None:
    made = bounds()
    late = order("b", "a")
    left = made.add_all([[Between("a", 3, 3, WHY), Between("b", 9, 9, WHY)], [late], [order("a", "b")]])
    assert left == [late]
    assert (made.of("a").day, made.of("b").day) == (3, 9)


CONSTRAINTS = st.one_of(
    st.builds(
        lambda key, low, span: Between(key, low, low + span if span is not None else None, WHY),
        st.sampled_from(KEYS),
        st.integers(1, 20),
        st.one_of(st.none(), st.integers(0, 9)),
    ),
    st.builds(order, st.sampled_from(KEYS), st.sampled_from(KEYS)),
)


@given(st.lists(CONSTRAINTS, max_size=25))
def test_ends_are_never_crossed_and_kept_constraints_hold(constraints: list[Constraint]) -> None:
    made = bounds()
    kept = [each for each in constraints if made.add(each)]
    for each in kept:
        if isinstance(each, Between):
            ends = made.of(each.event)
            assert ends.low is not None
            assert ends.low >= (each.low or 1)
            assert each.high is None or (ends.high is not None and ends.high <= each.high)
        else:
            first, second = made.of(each.first), made.of(each.second)
            assert second.low is None or first.low is None or first.low <= second.low
            assert first.high is None or second.high is None or first.high <= second.high
    for key in KEYS:
        ends = made.of(key)
        assert ends.low is None or ends.high is None or ends.low <= ends.high

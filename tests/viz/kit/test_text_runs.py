"""Text cut at its marks: nothing is lost, nothing drawn twice, nested marks stay nested."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viz.kit.text_runs import Markup, classes, cut_runs, innermost

marks = st.lists(
    st.builds(
        lambda start, length, css: Markup(start=start, end=start + length, css=css),
        st.integers(-5, 60),
        st.integers(0, 40),
        st.sampled_from(["a", "b", "c d"]),
    ),
    max_size=8,
)


@given(st.integers(0, 30), st.integers(0, 30), marks)
def test_runs_follow_each_other_without_gap(start: int, length: int, given_marks: list[Markup]) -> None:
    end = start + length
    runs = list(cut_runs(start, end, given_marks))
    assert [run.start for run in runs] == [start, *(run.end for run in runs[:-1])][: len(runs)]
    assert sum(run.end - run.start for run in runs) == length
    for run in runs:
        assert set(run.marks) == {
            m for m in given_marks if m.start < m.end and m.start < run.end and run.start < m.end
        }


def test_the_narrowest_mark_takes_the_click() -> None:
    wide = Markup(start=0, end=10, css="wide", kind="event", ref="e")
    narrow = Markup(start=2, end=4, css="narrow", kind="entity", ref="n")
    grey = Markup(start=3, end=4, css="grey")
    runs = list(cut_runs(0, 10, [grey, narrow, wide]))
    assert [(r.start, r.end, classes(r.marks)) for r in runs] == [
        (0, 2, "wide"),
        (2, 3, "wide narrow"),
        (3, 4, "wide narrow grey"),
        (4, 10, "wide"),
    ]
    assert [m.ref if (m := innermost(r)) else "" for r in runs] == ["e", "n", "n", "e"]

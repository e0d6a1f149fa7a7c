"""Time what the server does for the timeline when a period is brushed, on a case of any size.

    python -m tests.bench.timeline CASE [--period 2020-03-01..2023-08-01]

Prints ``name<TAB>value<TAB>unit``: milliseconds of processor time (best of five, as other programs run
beside) for the overview, the strip of reports, reading and laying out the events, and drawing them; then how
many marks that makes and how many kilobytes are sent. Masks that the case keeps are dropped each time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import orjson

from nlp.case import Case
from viz.state.state import read_state
from viz.timeline.histogram import draw_overview
from viz.timeline.lanes_figure import draw_lanes
from viz.timeline.playback import draw_reports
from viz.timeline.read import read_bins, read_story

RUNS = 5
WIDTH = 1000.0
Result = TypeVar("Result")


def timed(case: Case, name: str, ask: Callable[[], Result]) -> Result:
    """The answer of ``ask``, its processor time printed."""
    best = float("inf")
    for _ in range(RUNS):
        case._columns.chosen.clear()
        start = time.process_time()
        result = ask()
        best = min(best, time.process_time() - start)
    print(f"{name}\t{best * 1000:.0f}\tms", flush=True)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--period", default="", help="two days, as in the page's address")
    given = parser.parse_args()
    state = read_state(f"?period={given.period}")
    with Case.open(given.case) as case:
        print(f"events of the query\t{case.overview(state.query).events}\trows")
        timed(case, "overview", lambda: draw_overview(*read_bins(case, state.query)[:1]))
        timed(case, "reports by day", lambda: draw_reports(case.report_histogram(state.query, bins=20_000)))
        story = timed(case, "events, read and laid out", lambda: read_story(case, state, width=WIDTH))
        drawn = timed(case, "events, drawn", lambda: orjson.dumps(draw_lanes(story.timeline)))
    marks = sum(len(section.marks) for section in (story.timeline.calendar, story.timeline.undated))
    print(f"marks\t{marks}\trows\nsent\t{len(drawn) / 1000:.0f}\tkB")


if __name__ == "__main__":
    main()

"""Time every question that the dashboard asks of a large case.

    python -m tests.bench.queries [CASE] [--documents 100000] [--mentions 2000000] [--events 400000]

Prints ``name<TAB>value<TAB>unit``, medians in milliseconds. CASE is made when it is missing, and kept.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from nlp.case import Case
from nlp.query import Query
from tests.bench.synthetic import make_synthetic

SUMMER = ("2021-06-01", "2021-08-31")


def open_page(case: Case) -> None:
    """What a page asks when it opens: one after the other."""
    everything = Query()
    case.overview(everything)
    entities = case.entities(everything)
    case.links(everything, [row.id for row in entities])
    case.events(everything, limit=500)
    case.histogram(everything)


def questions(case: Case) -> dict[str, Callable[[], object]]:
    """What the page asks, by name. Arguments come from the case itself."""
    entities = case.entities(limit=400)
    top, rare = entities[0], entities[-1]
    ids = [row.id for row in entities[:300]]
    events = case.events(limit=5)
    documents = case.documents(limit=5)
    page = case.document(documents[0].id)
    words = [w for w in (page.text if page else "").split() if w.isalpha()]
    common, seldom = words[2], max(words, key=len)
    queries = {
        "all": Query(),
        "period": Query(period=SUMMER),
        "event type": Query(event_types=("attack", "arrest")),
        "entity type": Query(entity_types=("PERSON",)),
        "source": Query(sources=("Outlet 7",)),
        "status": Query(statuses=("planned",)),
        "text": Query(text=common),
        "two words": Query(text=f"{common} {seldom}"),
        "entity": Query(entities=(top.id,)),
        "as of": Query(as_of="2021-06-30"),
        "combined": Query(period=SUMMER, event_types=("attack",), statuses=("happened",), text=common),
    }
    asked: dict[str, Callable[[], object]] = {}
    for name, query in queries.items():
        asked[f"overview, {name}"] = lambda q=query: case.overview(q)
        asked[f"entities, {name}"] = lambda q=query: case.entities(q)
        asked[f"links, {name}"] = lambda q=query: case.links(q, ids)
        asked[f"events by salience, {name}"] = lambda q=query: case.events(q, limit=500)
        asked[f"histogram, {name}"] = lambda q=query: case.histogram(q)
        asked[f"documents, {name}"] = lambda q=query: case.documents(q)
    asked |= {
        "events by time, all": lambda: case.events(limit=500, order="time"),
        "events by salience, 2000": lambda: case.events(limit=2000),
        "event": lambda: case.event(events[0].id),
        "incident": lambda: case.incident(events[0].incident_id),
        "entity": lambda: case.entity(top.id),
        "mentions, commonest": lambda: case.mentions(top.id),
        "mentions, rarer": lambda: case.mentions(rare.id),
        "document": lambda: case.document(documents[0].id),
        "search, common word": lambda: case.search(common),
        "search, rare word": lambda: case.search(seldom),
        "search, three words": lambda: case.search(" ".join(words[2:5])),
        "search, beginning": lambda: case.search(common[:3]),
        "skipped": case.skipped,
        "places, all": case.places,
        "places, period": lambda: case.places(queries["period"]),
        "paths, two common": lambda: case.paths(top.id, entities[1].id),
        "paths, common and rare": lambda: case.paths(top.id, rare.id),
        "paths, two rare": lambda: case.paths(rare.id, entities[-2].id),
        "paths, two rare, period": lambda: case.paths(rare.id, entities[-2].id, queries["period"]),
        "changes, all": case.changes,
        "changes, period": lambda: case.changes(queries["period"]),
        "reports by day, all": case.report_histogram,
        "reports by day, text": lambda: case.report_histogram(queries["text"]),
        "explain": lambda: case.explain(top.id),
        "first page": lambda: open_page(case),
    }
    return asked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path, nargs="?")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--mentions", type=int, default=2_000_000)
    parser.add_argument("--events", type=int, default=400_000)
    parser.add_argument("--entities", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="only questions whose name holds this")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.case or Path(folder) / "synthetic.duckdb"
        start = time.perf_counter()
        if path.exists():
            case = Case.open(path)
        else:
            case = make_synthetic(
                path, documents=given.documents, mentions=given.mentions, events=given.events,
                entities=given.entities,
            )  # fmt: skip
            print(f"building the case\t{time.perf_counter() - start:.1f}\ts")
        with case:
            overview = case.overview()
            print(f"documents\t{overview.documents}\trows\nevents\t{overview.events}\trows")
            print(f"entities\t{overview.entities}\trows")
            print(f"case file\t{path.stat().st_size / 1e6:.0f}\tMB")
            slowest = 0.0
            for name, ask in questions(case).items():
                if given.only not in name:
                    continue
                taken = []
                for _ in range(given.runs):
                    start = time.perf_counter()
                    ask()
                    taken.append((time.perf_counter() - start) * 1000)
                median = statistics.median(taken)
                slowest = max(slowest, median)
                print(f"{name}\t{median:.1f}\tms", flush=True)
            print(f"slowest question\t{slowest:.1f}\tms")


if __name__ == "__main__":
    main()

"""Time and memory of incidents over a synthetic case: ``python -m tests.bench.corroboration``.

Happenings are drawn with types, places and participants as frequent as Zipf's law has it; each is reported by
one to eight documents, some of them without a date or place. Prints the time to resolve all, the peak memory,
the time to resolve what one added document touches, and the B-cubed F1 against the happenings.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from nlp.incidents import Actor, EventFacts, incident_keys, resolve_incidents, touched_facts
from nlp.records import Granularity, Interval

TYPES = (
    ("bombing", "explod"), ("attack", "attack"), ("kill", "kill"), ("arrest", "arrest"), ("meet", "meet"),
    ("agree", "sign"), ("protest", "protest"), ("statement", "say"), ("appoint", "appoint"),
    ("move", "arriv"),
)  # fmt: skip
FIRST = date(2015, 1, 1)
ACTIONS_A_DOCUMENT = 4


def draw_events(count: int, chance: random.Random) -> tuple[list[EventFacts], dict[str, int]]:
    """Events, and event id -> happening."""
    facts: list[EventFacts] = []
    truth: dict[str, int] = {}
    happening = 0
    while len(facts) < count:
        happening += 1
        kind, trigger = TYPES[int(len(TYPES) ** chance.random()) - 1]
        day = FIRST + timedelta(days=chance.randrange(3000))
        place = f"p{int(3000 ** chance.random())}"
        people = [f"e{int(60000 ** chance.random())}" for _ in range(2)]
        story = frozenset(f"w{chance.randrange(40000)}" for _ in range(20))
        for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
            name = f"{len(facts):07d}"
            truth[name] = happening
            published = day + timedelta(days=chance.randrange(1, 5))
            own = frozenset(f"w{chance.randrange(40000)}" for _ in range(10))
            facts.append(
                EventFacts(
                    id=name,
                    document_id=f"d{chance.randrange(1 << 40)}",
                    type=kind,
                    trigger=trigger,
                    interval=_day(day) if chance.random() < 0.7 else None,
                    place=place if chance.random() < 0.6 else None,
                    place_name=place if chance.random() < 0.6 else "",
                    actors=tuple(
                        Actor(role=role, text=who.upper(), head=who, entity_id=who)
                        for role, who in zip(("agent", "patient"), people, strict=True)
                        if chance.random() < 0.8
                    ),
                    published=published.isoformat(),
                    story=story | own,
                    words=frozenset(chance.sample(sorted(story), 8)),
                    sentence=name,
                )
            )
    return facts, truth


def _day(day: date) -> Interval:
    return Interval(earliest=day.isoformat(), latest=day.isoformat(), granularity=Granularity.DAY)


def score_bcubed(made: dict[str, str], truth: dict[str, int]) -> float:
    """F1 of two clusterings of the same items."""
    groups: tuple[dict[object, set[str]], dict[object, set[str]]] = (defaultdict(set), defaultdict(set))
    for event, happening in truth.items():
        groups[0][happening].add(event)
        groups[1][made[event]].add(event)
    precision = recall = 0.0
    for event, happening in truth.items():
        same = len(groups[0][happening] & groups[1][made[event]])
        precision += same / len(groups[1][made[event]])
        recall += same / len(groups[0][happening])
    return 2 * precision * recall / (precision + recall) / len(truth) if precision + recall else 0.0


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=400_000)
    args = parser.parse_args()
    facts, truth = draw_events(args.events, random.Random(11))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    incidents = resolve_incidents(facts)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = {event: incident.id for incident in incidents for event in incident.event_ids}
    print(f"incidents.events\t{len(facts)}\tevents")
    print(f"incidents.found\t{len(incidents)}\tincidents")
    print(f"incidents.bcubed\t{score_bcubed(made, truth):.4f}\tF1")
    print(f"incidents.all\t{seconds:.1f}\ts")
    print(f"incidents.input_memory\t{before / 1024:.0f}\tMB")
    print(f"incidents.peak_memory\t{peak / 1024:.0f}\tMB")
    stored: dict[str, list[EventFacts]] = defaultdict(list)
    for each in facts[ACTIONS_A_DOCUMENT:]:
        for key in incident_keys(each):
            stored[key].append(each)

    def fetch(keys: Collection[str]) -> Iterable[EventFacts]:
        return (f for key in keys for f in stored.get(key, ()))

    start = time.perf_counter()
    touched = touched_facts(facts[:ACTIONS_A_DOCUMENT], fetch)
    resolve_incidents(touched)
    print(f"incidents.one_document\t{time.perf_counter() - start:.3f}\ts")
    print(f"incidents.touched\t{len(touched)}\tevents")


if __name__ == "__main__":
    main()

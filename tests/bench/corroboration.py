"""Time and memory of incidents over a synthetic case: ``python -m tests.bench.corroboration``.

Storylines of four happenings are drawn with types, places and participants as frequent as Zipf's law has it;
each is reported by one to eight documents, that leave out dates, places and participants now and then. Prints
the time to resolve all, the peak memory, the time to resolve what one added document touches, and the B-cubed
F1 against the happenings.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
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
    vocabulary = [f"w{number}" for number in range(40_000)]
    facts: list[EventFacts] = []
    truth: dict[str, int] = {}
    happening = 0
    while len(facts) < count:
        plot = chance.sample(vocabulary, 20)
        start = FIRST + timedelta(days=chance.randrange(3000))
        told = [draw_happening(start, plot, chance) for _ in range(ACTIONS_A_DOCUMENT)]
        for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
            document = f"d{chance.randrange(1 << 40)}"
            story = frozenset(plot + chance.sample(vocabulary, 10))
            published = (start + timedelta(days=chance.randrange(4, 8))).isoformat()
            for number, one in enumerate(told):
                name = f"{len(facts):07d}"
                truth[name] = happening + number
                dated, placed = chance.random() < 0.7, chance.random() < 0.6
                facts.append(
                    replace(
                        one,
                        id=name,
                        document_id=document,
                        interval=one.interval if dated else None,
                        place=one.place if placed else None,
                        place_name=one.place_name if placed else "",
                        actors=tuple(actor for actor in one.actors if chance.random() < 0.8),
                        published=published,
                        story=story,
                        sentence=name,
                    )
                )
        happening += len(told)
    return facts, truth


def draw_happening(start: date, plot: list[str], chance: random.Random) -> EventFacts:
    """One happening of a storyline, with all its details."""
    kind, trigger = TYPES[int(len(TYPES) ** chance.random()) - 1]
    place = f"p{int(3000 ** chance.random())}"
    people = [f"e{int(60000 ** chance.random())}" for _ in range(2)]
    return EventFacts(
        id="",
        document_id="",
        type=kind,
        trigger=trigger,
        interval=_day(start + timedelta(days=chance.randrange(4))),
        place=place,
        place_name=place,
        actors=tuple(
            Actor(role=role, text=who.upper(), head=who, entity_id=who)
            for role, who in zip(("agent", "patient"), people, strict=True)
        ),
        words=frozenset(chance.sample(plot, 8)),
    )


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
    start, worked = time.perf_counter(), time.process_time()
    incidents = resolve_incidents(facts)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = {event: incident.id for incident in incidents for event in incident.event_ids}
    print(f"incidents.events\t{len(facts)}\tevents")
    print(f"incidents.found\t{len(incidents)}\tincidents")
    print(f"incidents.bcubed\t{score_bcubed(made, truth):.4f}\tF1")
    print(f"incidents.all\t{seconds:.1f}\ts")
    print(f"incidents.processor\t{worked:.1f}\ts")
    print(f"incidents.input_memory\t{before / 1024:.0f}\tMB")
    print(f"incidents.peak_memory\t{peak / 1024:.0f}\tMB")
    stored: dict[int, list[EventFacts]] = defaultdict(list)
    for each in facts[ACTIONS_A_DOCUMENT:]:
        for key in incident_keys(each):
            stored[key].append(each)

    def fetch(keys: Collection[int]) -> Iterable[EventFacts]:
        return (f for key in keys for f in stored.get(key, ()))

    start = time.perf_counter()
    touched = touched_facts(facts[:ACTIONS_A_DOCUMENT], fetch)
    resolve_incidents(touched)
    print(f"incidents.one_document\t{time.perf_counter() - start:.3f}\ts")
    print(f"incidents.touched\t{len(touched)}\tevents")


if __name__ == "__main__":
    main()

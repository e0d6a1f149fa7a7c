"""Resolution at scale: synthetic chains of a large case, resolved in it, and documents added one by one.

    python -m tests.bench.resolution [--mentions 2000000] [--names 200000] [--documents 20]

Every chain stands for two mentions of one document; names follow Zipf's law, as they do in reporting. Prints
the time for everything, the peak memory, and the time for one more document of twenty names.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from nlp.case.file.chain_rows import chain_rows
from nlp.case.file.database import Database, open_database
from nlp.case.file.schema import row_key
from nlp.case.settle.entities import resolve_changed
from nlp.case.settle.journal import insert_rows
from nlp.entities import Chain
from nlp.names.folding import common_surnames
from nlp.records import EntityType, make_id
from nlp.rules.word_lists import lexicons

_BATCH = 100_000
_PER_DOCUMENT = 20
_SYLLABLES = tuple(f"{a}{b}" for a in "bdgklmnprstvz" for b in "aeiou")


def build_names(count: int, rng: random.Random) -> list[tuple[str, EntityType, tuple[str, ...]]]:
    """Names with their type and their variants: two thirds people, the rest organisations and places."""
    given = sorted(lexicons().given_names)
    surnames = sorted(common_surnames()) + ["".join(rng.choices(_SYLLABLES, k=3)) for _ in range(count // 4)]
    made = []
    for number in range(count):
        if number % 3 < 2:
            name = f"{rng.choice(given).title()} {rng.choice(surnames).title()}"
            made.append((name, EntityType.PERSON, (name.split()[-1],)))
        else:
            core = "".join(rng.choices(_SYLLABLES, k=3)).title()
            kind = EntityType.ORG if number % 2 else EntityType.PLACE
            made.append((f"{core} Bank" if number % 2 else core, kind, ()))
    return made


def stream(count: int, names: int, seed: int = 7) -> Iterator[Chain]:
    """Chains, reproducible."""
    pool = build_names(names, random.Random(1))
    rng = random.Random(seed)
    ranks = np.minimum((np.random.default_rng(seed).zipf(1.25, size=count) - 1), names - 1)
    for number in range(count):
        name, kind, variants = pool[int(ranks[number]) if number >= names or count < names else number]
        document = f"d{number // _PER_DOCUMENT}"
        known = (name, *variants) if rng.random() < 0.7 else (rng.choice(variants) if variants else name,)
        yield Chain(
            id=make_id("chain", seed, document, number),
            document_id=document,
            type=kind,
            name=known[0],
            names=tuple(known),
            mentions=2,
            countries=("UA",) if rng.random() < 0.5 else (),
        )


def batched(chains: Iterator[Chain], size: int) -> Iterator[list[Chain]]:
    """Chains a list of ``size`` at a time."""
    while batch := list(islice(chains, size)):
        yield batch


def store(database: Database, chains: Iterable[Chain], first: int) -> None:
    """Write chains as those of documents numbered from ``first``."""
    rows = []
    for number, chain in enumerate(chains):
        key = row_key(first + number // _PER_DOCUMENT, number % _PER_DOCUMENT)
        rows += chain_rows([chain], {chain.id: key}, first + number // _PER_DOCUMENT)
    with database.transaction() as cursor:
        insert_rows(cursor, {"chains": rows})


def main() -> None:
    """Run the bench and print one line a figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mentions", type=int, default=2_000_000)
    parser.add_argument("--names", type=int, default=200_000)
    parser.add_argument("--documents", type=int, default=20, help="documents added one by one")
    args = parser.parse_args()
    with TemporaryDirectory() as folder, closing(open_database(Path(folder) / "a", create=True)) as database:
        batches = batched(stream(args.mentions // 2, args.names), _BATCH)
        for number, batch in enumerate(batches):
            store(database, batch, 1 + number * _BATCH // _PER_DOCUMENT)
        begin = time.perf_counter()
        print(f"resolution touched\t{resolve_changed(database)}\tchains")
        print(f"resolution of all\t{time.perf_counter() - begin:.1f}\ts")
        print(f"resolution entities\t{database.value('SELECT count(*) FROM entities')}\tentities")
        largest = "SELECT max(n) FROM (SELECT count(*) AS n FROM chains GROUP BY ent)"
        print(f"resolution largest entity\t{database.value(largest)}\tchains")
        took, touched = [], []
        first = args.mentions // 2 // _PER_DOCUMENT + 2
        for number in range(args.documents):
            document = stream(_PER_DOCUMENT, args.names, seed=11 + number)
            store(database, document, first + number)
            begin = time.perf_counter()
            touched.append(resolve_changed(database))
            took.append(time.perf_counter() - begin)
        print(f"resolution of one more document, median\t{median(took):.2f}\ts")
        print(f"resolution of one more document, slowest\t{max(took):.2f}\ts")
        print(f"resolution looked at for it, median\t{median(touched):.0f}\tchains")
    print(f"resolution peak memory\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f}\tGB")


if __name__ == "__main__":
    main()

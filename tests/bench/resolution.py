"""Resolution at scale: synthetic chains of a large case, resolved block by block.

    python -m tests.bench.resolution [--mentions 2000000] [--names 200000]

Every chain stands for two mentions of one document; names follow Zipf's law, as they do in reporting. Prints
the time for everything, the peak memory, and the time for one more document of twenty names.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Collection, Iterator
from hashlib import blake2b

import numpy as np

from nlp.identity import Chain, attach, blocking_keys, label_blocks, resolve_entities, touched_block
from nlp.identity.names import common_surnames
from nlp.records import EntityType, make_id
from nlp.rules.lexicons import lexicons

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


def key_number(key: str) -> int:
    """A blocking key as a number."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little", signed=True)


def main() -> None:
    """Run the bench and print one line a figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mentions", type=int, default=2_000_000)
    parser.add_argument("--names", type=int, default=200_000)
    args = parser.parse_args()
    chains = list(stream(args.mentions // 2, args.names))
    before = time.perf_counter()
    pairs: list[tuple[int, int]] = []
    for number, chain in enumerate(chains):
        pairs += [(number, key_number(key)) for key in blocking_keys(chain)]
    table = np.array(pairs, dtype=np.int64)
    del pairs
    numbers, labels = label_blocks(table[:, 0], table[:, 1])
    order = np.argsort(labels, kind="stable")
    edges = np.flatnonzero(np.diff(labels[order])) + 1
    owner = np.zeros(len(chains), dtype=np.int32)
    entities = largest = 0
    for members in np.split(numbers[order], edges):
        largest = max(largest, len(members))
        block = {chains[at].id: at for at in members.tolist()}
        for entity in resolve_entities([chains[at] for at in block.values()]):
            owner[[block[chain] for chain in entity.chain_ids]] = entities
            entities += 1
    took = time.perf_counter() - before
    print(f"resolution of all\t{took:.1f}\ts")
    print(f"resolution entities\t{entities}\tentities")
    print(f"resolution largest block\t{largest}\tchains")
    table = table[np.argsort(table[:, 1], kind="stable")]

    def numbers_of(key: str) -> list[int]:
        low, high = np.searchsorted(table[:, 1], [key_number(key), key_number(key) + 1])
        return table[low:high, 0].tolist()  # type: ignore[no-any-return]

    def with_keys(keys: Collection[str]) -> list[Chain]:
        return [chains[at] for key in keys for at in numbers_of(key)]

    def holders(chain: Chain) -> dict[str, Counter[str]]:
        return {key: Counter(owner[numbers_of(key)].astype(str).tolist()) for key in blocking_keys(chain)}

    took = touched = 0.0
    documents = 20
    fresh = list(stream(documents * _PER_DOCUMENT, args.names, seed=11))
    for at in range(0, len(fresh), _PER_DOCUMENT):
        document = fresh[at : at + _PER_DOCUMENT]
        held = [holders(chain) for chain in document]  # the case asks its database for these
        before = time.perf_counter()
        open_ = [c for c, known in zip(document, held, strict=True) if attach(c, known) is None]
        touched_chains = touched_block(open_, with_keys)
        resolve_entities(touched_chains)
        took += time.perf_counter() - before
        touched += len(touched_chains)
    print(f"resolution of one more document\t{took / documents:.2f}\ts")
    print(f"resolution touched by it\t{touched / documents:.0f}\tchains")
    print(f"resolution peak memory\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f}\tGB")


if __name__ == "__main__":
    main()

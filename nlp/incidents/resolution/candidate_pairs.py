"""Which pairs of events are worth comparing, found with arrays: keys shared, nothing plainly against."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from nlp.incidents.resolution.blocking_keys import key_parts
from nlp.incidents.resolution.records import EventFacts
from nlp.incidents.resolution.upper_bounds import Screen

AT_ONCE = 1 << 18  # pairs looked at together
_EVENTS_AT_ONCE = 1 << 14
_SHARDS = 16  # by their first bits; keys of one shard are sorted together

Numbers = NDArray[np.int64]
Keys = NDArray[np.uint64]
Owners = NDArray[np.int32]


def candidate_pairs(facts: Sequence[EventFacts], limit: int) -> Iterator[tuple[int, int]]:
    """Yield index pairs (lower first, sorted, each once) of events that share a key not over-shared.

    Left out are pairs that no evidence left to look at can make one happening (:class:`Screen`).

    Args:
        limit: a key shared by more events than this joins none of them.
    """
    codes = _shared_keys(facts, limit)
    if not len(codes):
        return
    screen = Screen(facts)
    for at in range(0, len(codes), AT_ONCE):
        part = codes[at : at + AT_ONCE]
        left, right = part // len(facts), part % len(facts)
        kept = screen.keep(left, right)
        yield from zip(left[kept].tolist(), right[kept].tolist(), strict=True)


def _shared_keys(facts: Sequence[EventFacts], limit: int) -> Numbers:
    """Pairs under one key, as ``lower * len(facts) + higher``."""
    keys, owners = key_arrays(facts)
    shard = (keys >> np.uint64(60)).astype(np.int8)
    found = [np.zeros(0, dtype=np.int64)]
    for number in range(_SHARDS):
        inside = np.flatnonzero(shard == number)
        found.append(_pairs(keys[inside], owners[inside], len(facts), limit))
    return _distinct(np.concatenate(found))


def _pairs(key: Keys, owner: Owners, count: int, limit: int) -> Numbers:
    order = np.argsort(key, kind="stable")  # owners stay in order
    key, sorted_owner = key[order], owner[order].astype(np.int64)
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(key)])
    found = [np.zeros(0, dtype=np.int64)]
    for size in np.unique(sizes[(sizes > 1) & (sizes <= limit)]).tolist():
        block = sorted_owner[starts[sizes == size][:, None] + np.arange(size)]
        low, high = np.triu_indices(size, 1)
        found.append((block[:, low] * count + block[:, high]).ravel())
    return _distinct(np.concatenate(found))


def _distinct(codes: Numbers) -> Numbers:
    """Sorted, each once. By sorting: twice as fast here as ``np.unique``, which hashes."""
    codes.sort()
    return codes[np.r_[True, codes[1:] != codes[:-1]]] if len(codes) else codes


def key_arrays(facts: Sequence[EventFacts]) -> tuple[Keys, Owners]:
    """The keys of all events (:func:`nlp.incidents.incident_keys`), and the index of the event each is of."""
    keys, owners = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int32)]
    for at in range(0, len(facts), _EVENTS_AT_ONCE):
        parts = [key_parts(each) for each in facts[at : at + _EVENTS_AT_ONCE]]
        events = np.arange(at, at + len(parts), dtype=np.int32)
        times, many_times = _flat([part.times for part in parts])
        about, many_about = _flat([part.about for part in parts])
        plain, many_plain = _flat([part.plain for part in parts])
        products = many_times * many_about
        owner = np.repeat(np.arange(len(parts)), products)
        nth = np.arange(len(owner)) - np.repeat(np.cumsum(products) - products, products)
        of_time = (np.cumsum(many_times) - many_times)[owner] + nth // many_about[owner]
        of_about = (np.cumsum(many_about) - many_about)[owner] + nth % many_about[owner]
        keys += [times[of_time] + about[of_about], plain]
        owners += [events[owner], np.repeat(events, many_plain)]
    return np.concatenate(keys), np.concatenate(owners)


def _flat(lists: Sequence[Sequence[int]]) -> tuple[Keys, Numbers]:
    sizes = np.fromiter(map(len, lists), dtype=np.int64, count=len(lists))
    return np.frombuffer(array("Q", chain.from_iterable(lists)), dtype=np.uint64), sizes

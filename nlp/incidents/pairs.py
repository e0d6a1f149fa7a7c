"""Which pairs of events are worth comparing, found with arrays: keys shared, nothing plainly against."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.incidents.calendar import CLOSE, ordinal
from nlp.incidents.keys import incident_keys
from nlp.incidents.records import EventFacts
from nlp.records import Status

AT_ONCE = 1 << 20  # pairs held as Python numbers at a time
_OPEN = 10**7  # stands for an end that nothing fixes, in days

Numbers = NDArray[np.int64]
Columns = tuple[Numbers, Numbers, NDArray[np.bool_]]


def candidate_pairs(facts: Sequence[EventFacts], limit: int) -> Iterator[tuple[int, int]]:
    """Yield index pairs (lower first, sorted, each once) of events that share a key not over-shared.

    Left out are pairs that cannot be one happening whatever else holds: dated days apart with the years
    known, or a plan against a fact.

    Args:
        limit: a key shared by more events than this joins none of them.
    """
    codes, columns = _shared_keys(facts, limit), _columns(facts)
    for at in range(0, len(codes), AT_ONCE):
        part = codes[at : at + AT_ONCE]
        left, right = part // len(facts), part % len(facts)
        possible = _possible(columns, left, right)
        yield from zip(left[possible].tolist(), right[possible].tolist(), strict=True)


def _shared_keys(facts: Sequence[EventFacts], limit: int) -> Numbers:
    """Pairs under one key, as ``lower * len(facts) + higher``."""
    hashes, owners = array("q"), array("i")
    for index, each in enumerate(facts):
        keys = [hash(key) for key in incident_keys(each)]
        hashes.extend(keys)
        owners.extend([index] * len(keys))
    if not hashes:
        return np.zeros(0, dtype=np.int64)
    key, owner = np.frombuffer(hashes, dtype=np.int64), np.frombuffer(owners, dtype=np.int32)
    order = np.argsort(key, kind="stable")  # owners stay in order
    key, owner = key[order], owner[order].astype(np.int64)
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    sizes = np.diff(np.r_[starts, len(key)])
    found = []
    for size in np.unique(sizes[(sizes > 1) & (sizes <= limit)]).tolist():
        block = owner[starts[sizes == size][:, None] + np.arange(size)]
        low, high = np.triu_indices(size, 1)
        found.append(np.unique(block[:, low].ravel() * len(facts) + block[:, high].ravel()))
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def _possible(columns: Columns, left: Numbers, right: Numbers) -> NDArray[np.bool_]:
    low, high, firm = columns
    apart = np.maximum(low[right] - high[left], low[left] - high[right])
    both: NDArray[np.bool_] = np.logical_and(apart <= CLOSE, firm[left] == firm[right])
    return both


def _columns(facts: Sequence[EventFacts]) -> Columns:
    """First and last day of each event (open where the year is unknown) and whether it is told as a fact."""
    low = np.full(len(facts), -_OPEN, dtype=np.int64)
    high = np.full(len(facts), _OPEN, dtype=np.int64)
    firm = np.zeros(len(facts), dtype=np.bool_)
    for index, each in enumerate(facts):
        firm[index] = each.status in {Status.HAPPENED, Status.NEGATED}
        if each.interval is not None and each.interval.year_known:
            low[index] = ordinal(each.interval.earliest) if each.interval.earliest else -_OPEN
            high[index] = ordinal(each.interval.latest) if each.interval.latest else _OPEN
    return low, high, firm

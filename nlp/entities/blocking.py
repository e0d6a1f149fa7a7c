"""Blocks of chains that share keys, found for a whole case at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def label_blocks(
    chains: Sequence[int] | NDArray[np.int64], keys: Sequence[int] | NDArray[np.uint64]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Label the connected components of chains over keys.

    Args:
        chains: a chain's number for every (chain, key) pair.
        keys: the key's number or hash beside it.

    Returns:
        The distinct chain numbers, ascending, and beside each the number of its block.
    """
    # Imported here, as it takes longer than all the rest of this package and few callers need it.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    numbers, chain_at = np.unique(np.asarray(chains, dtype=np.int64), return_inverse=True)
    distinct, key_at = np.unique(np.asarray(keys), return_inverse=True)
    size = len(numbers) + len(distinct)
    links = coo_array(
        (np.ones(len(chain_at), dtype=np.int8), (chain_at, key_at + len(numbers))), shape=(size, size)
    )
    _, labels = connected_components(links, directed=False)
    return numbers, labels[: len(numbers)].astype(np.int32)

"""A new chain of a name the case knows well: given to its entity without resolving all of that again.

"United States" stands in half of a case's documents. One more such chain brings no new name, so it can open
no new pair to compare; resolving the whole block again would change nothing but counts. Small blocks are
always resolved in full, so that nothing depends on the order in which documents came.
"""

from __future__ import annotations

from collections.abc import Mapping

from nlp.identity.keys import blocking_keys, exact_keys
from nlp.identity.names import walks
from nlp.identity.records import Chain
from nlp.records import EntityType

LARGE = 2_000  # chains of one key from which on a newcomer is attached


def attach(chain: Chain, holders: Mapping[str, Mapping[str, int]]) -> str | None:
    """The entity a new chain belongs to, when that is plain from its keys alone.

    Args:
        holders: for each blocking key of the chain, how many chains each entity has that bear it.

    Returns:
        An entity id, or None: resolve the chain's block.
    """
    keys = blocking_keys(chain)
    if not any(sum(holders.get(key, {}).values()) >= LARGE for key in keys):
        return None
    if chain.type is EntityType.PERSON and any(role in walks() for role in chain.roles):
        return None  # what somebody does may tell namesakes apart
    deciding = exact_keys(chain) or keys
    owners = {entity for key in deciding for entity in holders.get(key, {})}
    if len(owners) != 1:
        return None
    (owner,) = owners
    return owner if all(owner in holders.get(key, {}) for key in keys) else None

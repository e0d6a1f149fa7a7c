"""Identity: mentions become entities, within a document and across all of them.

The case calls, in this order (all pure; storage is its own):

1. ``extract_mentions(doc, document)`` (nlp.extract.mentions) gives mentions with their ``chain`` set.
2. ``apply_splits(mentions, splits)`` gives mentions that split decisions cite chains of their own.
3. ``build_chains(mentions, years=...)`` folds one document's mentions into :class:`Chain` records; store
   each beside its ``blocking_keys(chain)``.
4. ``touched_block(changed, chains_with_keys)`` closes over shared keys; chains named by one ruling count as
   sharing a key, so add the chains of every ruling that touches the block before resolving. When everything
   is new, ``label_blocks`` finds all blocks at once from the stored keys, so that a case of any size
   is resolved one block at a time. ``attach(chain, holders)`` spares a huge block one more chain of a name
   it knows.
5. ``resolve_entities(block, rulings)`` gives the block's entities: replace whatever entities held any of
   its chains. Deterministic, whatever the order.

Decisions (:mod:`nlp.identity.decisions`): store :class:`Decision` rows; ``find_anchor`` finds a cited mention
after re-ingestion, ``bind`` turns a decision into a :class:`Ruling` over present chains. ``explain(entity)``
says in plain lines why its mentions are together.
"""

from nlp.identity.attach import attach
from nlp.identity.blocks import label_blocks
from nlp.identity.chains import build_chains
from nlp.identity.decisions import (
    Anchor,
    Decision,
    DecisionKind,
    Ruling,
    apply_splits,
    bind,
    find_anchor,
    make_decision,
    split_chain_id,
)
from nlp.identity.entities import explain
from nlp.identity.keys import blocking_keys, exact_keys
from nlp.identity.places import Located, locate
from nlp.identity.records import Chain, Entity, Reason
from nlp.identity.resolve import resolve_entities, touched_block

__all__ = [
    "Anchor",
    "Chain",
    "Decision",
    "DecisionKind",
    "Entity",
    "Located",
    "Reason",
    "Ruling",
    "apply_splits",
    "attach",
    "bind",
    "blocking_keys",
    "build_chains",
    "exact_keys",
    "explain",
    "find_anchor",
    "label_blocks",
    "locate",
    "make_decision",
    "resolve_entities",
    "split_chain_id",
    "touched_block",
]

"""Identity: mentions become entities, within a document and across all of them.

The case calls, in this order (all pure; storage is its own):

1. ``extract_mentions(doc, document)`` (nlp.extract.who.mentions) gives mentions with their ``chain`` set.
2. ``apply_splits(mentions, splits)`` gives mentions that split decisions cite chains of their own.
3. ``build_chains(mentions, years=...)`` folds one document's mentions into :class:`Chain` records; store each
   with its ``form_of(chain)``, and each form with its ``blocking_keys(chain)``.
4. What has changed touches the forms that share a key, and those that share one with these, and so on
   (``label_blocks`` finds all such blocks at once); chains named by one ruling count as sharing a key. Of a
   form with more than ``FREQUENT`` chains, ``stand_in`` makes one that stands for all, so a block of any size
   costs what its distinct forms cost. ``touched_block`` is the same over chains, for small programs.
5. ``resolve_entities(block, rulings)`` gives the block's entities: replace whatever entities held any of
   its chains. Deterministic, whatever the order.

Decisions (:mod:`nlp.entities.decisions`): store :class:`Decision` rows; ``find_anchor`` finds a cited mention
after re-ingestion, ``bind`` turns a decision into a :class:`Ruling` over present chains. ``explain(entity)``
says in plain lines why its mentions are together.
"""

from nlp.entities.blocking import label_blocks
from nlp.entities.blocking_keys import blocking_keys, exact_keys
from nlp.entities.build import explain
from nlp.entities.decisions import (
    Anchor,
    Decision,
    DecisionKind,
    Ruling,
    apply_splits,
    bind,
    find_anchor,
    make_decision,
    read_position,
    split_chain_id,
)
from nlp.entities.document_chains import build_chains
from nlp.entities.geocode import Located, locate
from nlp.entities.name_forms import FREQUENT, form_of, stand_in
from nlp.entities.records import Chain, Entity, Reason
from nlp.entities.resolve import resolve_entities, touched_block

__all__ = [
    "FREQUENT",
    "Anchor",
    "Chain",
    "Decision",
    "DecisionKind",
    "Entity",
    "Located",
    "Reason",
    "Ruling",
    "apply_splits",
    "bind",
    "blocking_keys",
    "build_chains",
    "exact_keys",
    "explain",
    "find_anchor",
    "form_of",
    "label_blocks",
    "locate",
    "make_decision",
    "read_position",
    "resolve_entities",
    "split_chain_id",
    "stand_in",
    "touched_block",
]

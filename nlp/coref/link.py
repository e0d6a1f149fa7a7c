"""Within a document: which mentions are of one thing.

Names are clustered first, over the whole document; then common noun phrases and pronouns find their
antecedent in reading order, by agreement and salience, and abstain where two could be meant (a sieve after
Lee et al. 2013, "Deterministic coreference resolution based on entity-centric, precision-ranked rules").
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc

from nlp.coref.appositions import stated_identities
from nlp.coref.candidates import Candidate
from nlp.coref.entity_state import Thread
from nlp.coref.name_variants import cluster_names
from nlp.coref.nominals import nominal_antecedent
from nlp.coref.pronouns import pronoun_antecedent
from nlp.records import MentionKind


def link_mentions(doc: Doc, candidates: Sequence[Candidate]) -> list[int | None]:
    """The chain number of each candidate; None for a pronoun that is left open."""
    named = cluster_names(doc, candidates)
    stated = stated_identities(doc, candidates)
    count = max(named.values(), default=-1) + 1
    ahead = {candidates[at].head: (chain, candidates[at]) for at, chain in named.items()}
    threads: dict[int, Thread] = {}
    chains: list[int | None] = []
    sentences = _sentence_numbers(doc)
    for at, candidate in enumerate(candidates):
        sentence = sentences[candidate.head]
        chain: int | None
        if candidate.kind is MentionKind.NAME:
            chain = named[at]
        elif candidate.kind is MentionKind.PRONOUN:
            chain = pronoun_antecedent(doc, candidate, threads, sentence, ahead)
        else:
            chain = (
                named[stated[at]] if at in stated else nominal_antecedent(doc, candidate, threads, sentence)
            )
            if chain is None:
                chain, count = count, count + 1
        chains.append(chain)
        if chain is not None:
            threads.setdefault(chain, Thread(chain)).add(doc, candidate, sentence)
    return chains


def _sentence_numbers(doc: Doc) -> list[int]:
    starts = doc.to_array("SENT_START") == 1
    if len(starts):
        starts[0] = False
    return [int(number) for number in np.cumsum(starts)]

"""Within a document: which mentions are of one thing.

Names are clustered first, over the whole document; then common noun phrases and pronouns find their
antecedent in reading order, by agreement and salience, and abstain where two could be meant (a sieve after
Lee et al. 2013, "Deterministic coreference resolution based on entity-centric, precision-ranked rules").
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from nlp.identity.aliases import cluster_names
from nlp.identity.antecedents import Thread, nominal_antecedent, pronoun_antecedent
from nlp.identity.candidates import Candidate
from nlp.records import MentionKind


def link_mentions(doc: Doc, candidates: Sequence[Candidate]) -> list[int | None]:
    """The chain number of each candidate; None for a pronoun that is left open."""
    named = cluster_names(doc, candidates)
    count = max(named.values(), default=-1) + 1
    threads: dict[int, Thread] = {}
    by_token: dict[int, int] = {}
    chains: list[int | None] = []
    sentences = _sentence_numbers(doc)
    for at, candidate in enumerate(candidates):
        sentence = sentences[candidate.head]
        chain: int | None
        if candidate.kind is MentionKind.NAME:
            chain = named[at]
        elif candidate.kind is MentionKind.PRONOUN:
            chain = pronoun_antecedent(doc, candidate, threads, sentence)
        else:
            chain = nominal_antecedent(doc, candidate, threads, sentence, by_token=by_token)
            if chain is None:
                chain, count = count, count + 1
        chains.append(chain)
        if chain is not None:
            by_token.setdefault(candidate.head, chain)
            threads.setdefault(chain, Thread(chain)).add(doc, candidate, sentence)
    return chains


def _sentence_numbers(doc: Doc) -> list[int]:
    numbers, number = [], 0
    for token in doc:
        number += bool(token.is_sent_start) and token.i > 0
        numbers.append(number)
    return numbers

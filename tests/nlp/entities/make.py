"""Chains made by hand for the tests of identity."""

from __future__ import annotations

from nlp.entities import Chain, Entity, resolve_entities
from nlp.records import EntityType, make_id

T = EntityType


def chain(
    document: str,
    *names: str,
    type: EntityType = T.PERSON,
    roles: tuple[str, ...] = (),
    gender: str = "",
    context: tuple[str, ...] = (),
    countries: tuple[str, ...] = (),
) -> Chain:
    """A chain of a document; the first name is its fullest."""
    return Chain(
        id=make_id("chain", document, *names),
        document_id=document,
        type=type,
        name=names[0],
        names=names,
        roles=roles,
        gender=gender,
        context=context,
        countries=countries,
    )


def together(*chains: Chain) -> bool:
    """Whether the resolver makes one entity of all of these."""
    return len(resolve_entities(chains)) == 1


def entity_of(entities: tuple[Entity, ...], member: Chain) -> Entity:
    """The entity that holds a chain."""
    return next(e for e in entities if member.id in e.chain_ids)

"""What identity is decided over, and what it decides: chains, entities, reasons. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.records import EntityType


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """All that one document says of one thing: its mentions folded into what identity needs to know.

    ``id`` is the ``Mention.chain`` they share. ``names`` holds every distinct name, the fullest first;
    ``roles`` titles and role nouns in lower case; ``context`` folded names that stand in the same document
    (capped); ``countries`` ISO codes of the countries that the document speaks of, the commonest first;
    ``years`` years its publication or text gives. ``mentions`` counts the mentions. ``weight`` says for how
    many chains of one form it stands (:mod:`nlp.entities.name_forms`).
    """

    id: str
    document_id: str
    type: EntityType
    name: str
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    gender: str = ""
    mentions: int = 1
    context: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why two names stand for one entity, or two chains do not: one feature of the decision.

    ``weight`` times ``value`` is what the feature added to the score; ``detail`` is plain words.
    """

    feature: str
    left: str
    right: str
    value: float
    weight: float
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing in the case.

    ``aliases`` are its other names, the commonest first. ``lat``/``lon`` in degrees, ``country`` an ISO 3166
    alpha-2 code, ``precision`` what the coordinates stand for ("settlement", "region", "country", "water",
    "" where there are none). ``hidden`` by an analyst's decision. ``decided`` names the decisions in force.
    """

    id: str
    name: str
    type: EntityType
    chain_ids: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    precision: str = ""
    hidden: bool = False
    decided: tuple[str, ...] = ()

"""From groups of chains to entities: name, aliases, type, place, and what the analyst ruled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from nlp.entities.decisions import DecisionKind, Ruling, read_position
from nlp.entities.geocode import locate
from nlp.entities.records import Entity, Reason
from nlp.entities.similarity import Cluster, one_in_document
from nlp.entities.similarity import decided as rule
from nlp.entities.union_find import Partition
from nlp.names.folding import fold
from nlp.names.organisations import is_unowned
from nlp.names.persons import parse_person
from nlp.records import EntityType, make_id

_T = EntityType
_MOST_REASONS = 20
_PLACED = frozenset({_T.PLACE, _T.FACILITY})


def build_entities(partition: Partition, rulings: Sequence[Ruling]) -> tuple[Entity, ...]:
    """Turn every group into an entity; ids depend on names, and on chains only among namesakes."""
    drafts = [_draft(partition.cluster(root), partition.reasons.get(root, [])) for root in partition.groups()]
    namesakes = Counter(_identity(entity) for entity in drafts)
    numbered = [
        replace(
            entity,
            id=make_id(*_identity(entity), "" if namesakes[_identity(entity)] == 1 else entity.chain_ids[0]),
        )
        for entity in drafts
    ]
    return _ruled(numbered, rulings)


def _identity(entity: Entity) -> tuple[str, str, str]:
    return "entity", entity.type, fold(entity.name) or entity.name


def _draft(cluster: Cluster, reasons: Sequence[Reason]) -> Entity:
    kind = min(cluster.types, key=lambda t: (-cluster.types[t], t))
    names = sorted(cluster.names, key=lambda n: (-_standing(cluster, n, kind), -len(n), n))
    countries = [code for code, _ in cluster.countries.most_common()]
    place = locate(names, countries, kind) if kind in _PLACED else None
    if place and place.precision == "country":
        names = [place.name, *(n for n in names if n != place.name)]
    elif place and place.name in names:
        names.sort(key=lambda n: (-_standing(cluster, n, kind), n != place.name))
    return Entity(
        id="",
        name=names[0],
        type=kind,
        chain_ids=tuple(sorted(c.id for c in cluster.chains)),
        aliases=tuple(names[1:]),
        reasons=(*_weightiest(reasons), *one_in_document(cluster.chains)),
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        country=place.country if place else None,
        precision=place.precision if place else "",
    )


def _weightiest(reasons: Sequence[Reason]) -> list[Reason]:
    """The reasons that moved the decision most, in their order, each once."""
    once = list(dict.fromkeys(reasons))
    kept = sorted(range(len(once)), key=lambda at: (-abs(once[at].weight * once[at].value), at))
    return [once[at] for at in sorted(kept[:_MOST_REASONS])]


def _standing(cluster: Cluster, name: str, kind: EntityType) -> float:
    """How well a name stands for the entity: the usual one, of a person a full one, no bare initials."""
    count = float(cluster.names[name])
    if kind is _T.PERSON:
        given = parse_person(name).given
        return count + (1000.0 if given and len(given[0]) > 1 else 500.0 if given else 0.0)
    if kind is _T.ORG and is_unowned(name):
        count *= 0.001  # its owner tells which
    if name.isupper() and any(n != name and fold(n) == fold(name) for n in cluster.names):
        count *= 0.001
    shouted = name.replace(".", "").isupper()
    return count * (0.4 if shouted and (len(name) <= 4 or " " in name) else 1.0)


def _ruled(entities: Sequence[Entity], rulings: Sequence[Ruling]) -> tuple[Entity, ...]:
    owner = {chain: at for at, entity in enumerate(entities) for chain in entity.chain_ids}
    made = list(entities)
    decided: dict[int, list[str]] = defaultdict(list)
    for ruling in rulings:
        concerned = sorted({owner[chain] for chain in ruling.chains if chain in owner})
        for at in concerned:
            decided[at].append(ruling.decision_id)
        if ruling.kind is DecisionKind.KEEP_APART and len(concerned) > 1:
            for at in concerned:
                other = made[next(o for o in concerned if o != at)]
                reason = rule(ruling.kind, made[at].name, other.name)
                made[at] = replace(made[at], reasons=(*made[at].reasons, reason))
        target = owner.get(ruling.chains[0]) if ruling.chains else None
        if target is None:
            continue
        if ruling.kind is DecisionKind.RENAME and ruling.value:
            old = made[target]
            names = [n for n in (old.name, *old.aliases) if n != ruling.value]
            made[target] = replace(old, name=ruling.value, aliases=tuple(names))
        elif ruling.kind is DecisionKind.RETYPE and ruling.value in set(EntityType):
            made[target] = replace(made[target], type=EntityType(ruling.value))
        elif ruling.kind is DecisionKind.HIDE:
            made[target] = replace(made[target], hidden=True)
        elif ruling.kind is DecisionKind.ALIAS and ruling.value:
            old = made[target]
            made[target] = replace(old, aliases=tuple(dict.fromkeys((*old.aliases, ruling.value))))
        elif ruling.kind is DecisionKind.LOCATE:
            lat, lon = read_position(ruling.value)
            made[target] = replace(made[target], lat=lat, lon=lon, precision="settlement")
    return tuple(replace(e, decided=tuple(decided.get(at, ()))) for at, e in enumerate(made))


def explain(entity: Entity) -> tuple[str, ...]:
    """Plain lines that say why an entity's mentions are together."""
    lines = [f"{entity.name} ({entity.type}): {len(entity.chain_ids)} documents' chains"]
    if entity.aliases:
        lines.append("also written " + ", ".join(entity.aliases))
    for reason in entity.reasons:
        worth = reason.weight * reason.value
        names = reason.left if reason.left == reason.right else f"{reason.left} / {reason.right}"
        lines.append(
            f"{worth:+.2f} {reason.feature}: {names}" + (f" ({reason.detail})" if reason.detail else "")
        )
    if not entity.reasons:
        lines.append("named in one document only")
    lines += [f"decided by the analyst: {decision}" for decision in entity.decided]
    return tuple(lines)

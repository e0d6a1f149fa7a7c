"""From one document's mentions to its chains: what identity across documents works on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from nlp.entities.records import Chain
from nlp.names.folding import fold
from nlp.names.gazetteer import COUNTRY, look_up
from nlp.names.organisations import is_unowned
from nlp.names.persons import parse_person
from nlp.records import EntityType, Mention, MentionKind
from nlp.rules.word_lists import lexicons

_T = EntityType
_CONTEXT = 16
_TELLING = frozenset({_T.PERSON, _T.ORG, _T.PLACE, _T.FACILITY})


def build_chains(
    mentions: Sequence[Mention], *, years: Sequence[int] = (), countries: Sequence[str] = ()
) -> tuple[Chain, ...]:
    """Fold the mentions of ONE document into its chains, in order of appearance.

    A chain becomes a node when it has a name, or is a group, weapon, vehicle or facility described
    specifically ("Ukrainian partisans", "improvised explosive device"). "Three workers", "the governor" and
    pronouns of unknown people stay mentions: who they are is not known.

    Args:
        years: years that the document is about or was published in.
        countries: ISO codes known beside the text; those that its places and peoples give come first.
    """
    grouped: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        grouped[mention.chain].append(mention)
    named = {key: found for key, members in grouped.items() if (found := _naming(members))}
    spoken_of = (*_countries(named.values()), *countries)
    context = _context(named)
    return tuple(
        _chain(key, found, grouped[key], years=years, countries=spoken_of[:3], context=context)
        for key, found in named.items()
    )


def _naming(members: Sequence[Mention]) -> list[Mention]:
    return [m for m in members if m.kind is MentionKind.NAME] or [m for m in members if m.specific]


def _chain(
    key: str,
    named: Sequence[Mention],
    members: Sequence[Mention],
    *,
    years: Sequence[int],
    countries: Sequence[str],
    context: Sequence[tuple[str, str]],
) -> Chain:
    counts = Counter(m.name for m in named)
    kind = Counter(m.type for m in named).most_common(1)[0][0]
    names = sorted(counts, key=lambda n: (-_fullness(n, kind), -counts[n], -len(n), n))
    return Chain(
        id=key,
        document_id=members[0].document_id,
        type=kind,
        name=names[0],
        names=tuple(names),
        roles=tuple(sorted({_head_noun(m.role) for m in members} - {""})),
        gender=next((m.gender for m in members if m.gender), ""),
        mentions=len(members),
        context=tuple([label for other, label in context if other != key][:_CONTEXT]),
        countries=tuple(countries),
        years=tuple(sorted(set(years))),
    )


def _head_noun(role: str) -> str:
    """ "secretary of state" -> "secretary", "" where the role has no word."""
    words = role.split(" of ")[0].split(" for ")[0].split()
    return words[-1] if words else ""


def _fullness(name: str, kind: EntityType) -> int:
    """Names of people by the number of their words, of bodies those that tell which; others are all alike."""
    if kind is _T.ORG:
        return 0 if is_unowned(name) else 1
    return min(len(parse_person(name).given), 2) if kind is _T.PERSON else 0


def _context(named: dict[str, list[Mention]]) -> list[tuple[str, str]]:
    """Chain and label of the names that tell most about a document, the most mentioned first."""
    telling = [(key, found) for key, found in named.items() if found[0].type in _TELLING]
    telling.sort(key=lambda item: -len(item[1]))
    labels = []
    for key, found in telling:
        longest = max((m.name for m in found), key=lambda n: (len(n), n))
        labels.append((key, f"{found[0].type.value[:2]}:{fold(longest)}"))
    return labels[: _CONTEXT + 1]


def _countries(named: Iterable[Sequence[Mention]]) -> list[str]:
    lexicon = lexicons()
    counts: Counter[str] = Counter()
    for found in named:
        name, kind = found[0].name, found[0].type
        if kind is _T.PLACE:
            code = lexicon.country_names.get(name)
            places = () if code else look_up(name)
            if places and (places[0].kind == COUNTRY or places[0].population > 100_000):
                code = places[0].country
            if code:
                counts[code] += len(found)
        elif kind is _T.GROUP:
            for word in name.lower().split():
                if lexicon.demonyms.get(word):
                    counts[lexicon.demonyms[word]] += len(found)
    return [code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]

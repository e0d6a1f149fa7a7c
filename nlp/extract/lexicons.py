"""The vocabulary of names and nouns, read once from ``nlp/rules``. All words in lower case unless said."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RULES = Path(__file__).parents[1] / "rules"
Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicons:
    """Word lists. ``named_*`` and ``known_organisations`` keep their case; phrases are joined by one blank."""

    titles: Words
    title_joins: Words
    masculine_titles: Words
    feminine_titles: Words
    suffixes: Words
    particles: Words
    roles: Words
    people: Words
    masculine_roles: Words
    feminine_roles: Words
    kin: Words
    collectives: Words
    group_plurals: Words
    telling_groups: Words
    measures: Words
    empty_modifiers: Words
    weapons: Words
    named_weapons: Words
    vehicles: Words
    named_vehicles: Words
    facilities: Words
    naming_facilities: Words
    organisation_heads: Words
    legal_forms: Words
    known_organisations: Words
    place_kinds: Words
    place_openers: Words
    place_prepositions: Words
    place_nouns: Words
    regions: Words
    country_names: dict[str, str]
    demonyms: dict[str, str]
    masculine_names: Words
    feminine_names: Words
    given_names: Words


def read_rules(name: str) -> dict[str, object]:
    """The TOML file ``name`` of ``nlp/rules`` as it is."""
    return tomllib.loads((RULES / f"{name}.toml").read_text(encoding="utf-8"))


def _words(table: dict[str, object], key: str, separator: str | None = None) -> Words:
    return frozenset(word.strip() for word in str(table[key]).split(separator) if word.strip())


@cache
def lexicons() -> Lexicons:
    """Read the word lists. Cached: one object a process."""
    titles, people, groups = read_rules("titles"), read_rules("people"), read_rules("groups")
    weapons, vehicles, facilities = read_rules("weapons"), read_rules("vehicles"), read_rules("facilities")
    organisations, places, given = (
        read_rules("organisations"),
        read_rules("places"),
        read_rules("given_names"),
    )
    countries, regions = places["countries"], places["regions"]
    if not isinstance(countries, dict) or not isinstance(regions, dict):
        raise TypeError("places.toml: [countries] and [regions] are tables")
    both = _words(given, "both")
    masculine, feminine = _words(given, "masculine"), _words(given, "feminine")
    return Lexicons(
        titles=_words(titles, "neutral") | _words(titles, "masculine") | _words(titles, "feminine"),
        title_joins=_words(titles, "joined"),
        masculine_titles=_words(titles, "masculine"),
        feminine_titles=_words(titles, "feminine"),
        suffixes=_words(titles, "suffixes"),
        particles=_words(titles, "particles"),
        roles=_words(people, "roles"),
        people=_words(people, "plural"),
        masculine_roles=_words(people, "masculine"),
        feminine_roles=_words(people, "feminine"),
        kin=_words(people, "kin"),
        collectives=_words(groups, "collectives"),
        group_plurals=_words(groups, "plurals"),
        telling_groups=_words(groups, "telling"),
        measures=_words(groups, "measures"),
        empty_modifiers=_words(groups, "empty"),
        weapons=_words(weapons, "weapon", ";"),
        named_weapons=_words(weapons, "named", ";"),
        vehicles=_words(vehicles, "vehicle", ";"),
        named_vehicles=_words(vehicles, "named", ";"),
        facilities=_words(facilities, "facility", ";"),
        naming_facilities=_words(facilities, "naming"),
        organisation_heads=_words(organisations, "heads"),
        legal_forms=_words(organisations, "legal"),
        known_organisations=_words(organisations, "known", ";"),
        place_kinds=_words(places, "kinds"),
        place_openers=_words(places, "before"),
        place_prepositions=_words(places, "prepositions"),
        place_nouns=_words(places, "verbal"),
        regions=frozenset(regions) | {other for others in regions.values() for other in others},
        country_names={name: code for code, names in countries.items() for name in names},
        demonyms=_demonyms(),
        masculine_names=masculine - feminine - both,
        feminine_names=feminine - masculine - both,
        given_names=masculine | feminine | both,
    )


def _demonyms() -> dict[str, str]:
    table = read_rules("demonyms")
    other = table.pop("other")
    if not isinstance(other, dict):
        raise TypeError("demonyms.toml: [other] is a table")
    found = {word: "" for word in str(other["peoples"]).split()}
    found |= {word: code for code, words in table.items() for word in str(words).split()}
    singular = {word.replace("-", " ").lower(): code for word, code in found.items()}
    plural = {f"{w}s": c for w, c in singular.items() if not w.endswith(("s", "sh", "ch", "ese", "man"))}
    men = {f"{w[:-3]}men": c for w, c in singular.items() if w.endswith("man") and len(w) > 6}
    return men | plural | singular

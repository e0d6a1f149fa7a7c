"""What the parse tells of an event's place in the discourse, kept with the event so that no parse is needed
to place it again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from nlp.records import Event


class Tense(StrEnum):
    """The form of the verb that tells an event."""

    PAST = "past"
    PERFECT = "perfect"  # "has left"
    PLUPERFECT = "pluperfect"  # "had left"
    PRESENT = "present"
    FUTURE = "future"  # "will leave", "is going to leave"
    MODAL = "modal"  # "may leave", "would leave"
    MODAL_PERFECT = "modal perfect"  # "may have left"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"  # "leaving", "left behind"
    NONE = ""  # a noun


class Link(StrEnum):
    """How an event lies to another one of its report."""

    AFTER = "after"
    BEFORE = "before"
    SINCE = "since"
    WITH = "with"  # one clause or one moment
    TOLD_BY = "told by"  # what a telling tells
    ABOUT = "about"  # what an accusation, a charge, a reaction deals with
    SCENE = "scene"  # the dated event whose doer goes on
    MEANT = "meant"  # "the attack": the event told before


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCues:
    """The clause of an event, and its links to others.

    ``frame`` is the tense of the nearest finite verb above, where the event's own form is not finite.
    ``role`` is how its clause hangs on the one above: "main", "told", "relative", "adverbial", "complement",
    "noun". ``family`` is that of its type. ``sentence`` and ``paragraph`` are counted from 0, ``headline``
    marks the lines above the text.
    ``signs`` are the classes of adverbs and adjectives beside it ("past", "recent", "now", "ahead").
    ``links`` lead to other events of the report by their ids.
    """

    tense: Tense = Tense.NONE
    frame: Tense = Tense.NONE
    role: str = ""
    going: bool = False
    state: bool = False
    family: str = ""
    quoted: bool = False
    definite: bool = False
    headline: bool = False
    sentence: int = 0
    paragraph: int = 0
    signs: tuple[str, ...] = ()
    links: tuple[tuple[Link, str], ...] = ()

    @property
    def telling(self) -> bool:
        """Whether it is something said: "announced", "the statement"."""
        return self.family == "report"

    @property
    def clause(self) -> Tense:
        """The tense that the event is told in: its own, or that of the verb above it."""
        own = self.tense
        return self.frame if own in {Tense.NONE, Tense.PARTICIPLE} else own


_NONE = EventCues()


def write_cues(cues: EventCues) -> str:
    """The cues as JSON, what is as by default left out."""
    named = {f.name: getattr(cues, f.name) for f in fields(cues)}
    kept = {name: value for name, value in named.items() if value != getattr(_NONE, name)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read_cues(event: Event) -> EventCues | None:
    """The cues kept with an event; None where it was read without."""
    if not event.cues:
        return None
    found = json.loads(event.cues)
    links = tuple((Link(kind), target) for kind, target in found.pop("links", ()))
    return EventCues(
        **{
            **found,
            "tense": Tense(found.get("tense", "")),
            "frame": Tense(found.get("frame", "")),
            "signs": tuple(found.get("signs", ())),
            "links": links,
        }
    )


def linked(cues: Mapping[str, EventCues], kind: Link) -> dict[str, list[str]]:
    """Event id -> the events that it has a link of that kind to, of those that are there."""
    found: dict[str, list[str]] = {}
    for key, each in cues.items():
        targets = [target for link, target in each.links if link is kind and target in cues]
        if targets:
            found[key] = targets
    return found

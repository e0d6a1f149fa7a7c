"""How likely an event is a happening: a logistic model over what was used to read it.

The weights are fitted to judged samples of news (see ``tests/bench/RESULTS.md``) and stand in
``nlp/rules/en/confidence.toml``.
"""

from __future__ import annotations

from math import exp

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.what.event_draft import EventDraft
from nlp.records import Status
from nlp.rules.language import Language, language_in_force

_LONG = 45  # tokens of a sentence that the parser is less sure of


def features_of(draft: EventDraft, reading: ParsedDocument) -> dict[str, bool]:
    """What speaks for and against a draft, by the names of the weights."""
    trigger, roles = draft.trigger, {p.role for p in draft.participants}
    sentence = reading.sent(trigger.token)
    stated = draft.place is not None and draft.place.basis == "stated"
    return {
        "everyday type": trigger.type.everyday,
        "no type": trigger.type.name == "other",
        "speech": trigger.type.family in {"report", "political"},
        "noun": trigger.nominal,
        "nobody": not roles,
        "who and whom": {"agent", "patient"} <= roles,
        "type by its word alone": trigger.bare,
        "a name": draft.named,
        "a time of its own": draft.when is not None and draft.when.basis.value in {"stated", "relative"},
        "a place of its own": stated,
        "did not happen": draft.status == Status.NEGATED,
        "ahead": draft.status == Status.PLANNED,
        "supposed": draft.status == Status.HYPOTHETICAL,
        "quoted": bool(draft.attribution),
        "usual": trigger.habitual,
        "points back": draft.refers_to is not None,
        "no stop": trigger.titled,
        "long sentence": len(sentence) > _LONG,
        "movement": trigger.type.family == "movement",
        "harm or justice": trigger.type.family in {"life", "conflict", "justice", "disaster"},
    }


def confidence_of(draft: EventDraft, reading: ParsedDocument) -> float:
    """The probability, from 0 to 1, that a draft is a happening, as its status says."""
    weights = language_in_force().build(_read_weights)
    score = weights["bias"] + sum(
        weights[name] for name, holds in features_of(draft, reading).items() if holds
    )
    return round(1 / (1 + exp(-score)), 3)


def _read_weights(language: Language) -> dict[str, float]:
    return {name: float(weight) for name, weight in language.table("confidence")["weights"].items()}

"""The page of event types in the docs: ``python -m nlp.rules.event_types_page > docs/event-types.md``."""

from __future__ import annotations

import sys

from nlp.rules.event_patterns import Pattern
from nlp.rules.event_rules import EventRules, EventType, load_event_rules

_INTRODUCTION = """\
# Event types

Written by `python -m nlp.rules.event_types_page > docs/event-types.md` from `nlp/rules/en/events.toml`.

Each example is a sentence that a test really parses. Words in parentheses stand where a verb's object or
a noun's modifier stands: `fire (@weapon)` is an attack, `fire (@person)` a dismissal. A `@class` is a
list of words and kinds of mentions, at the head of the rules file. `-` asks for a verb without object.
Codes are those of the ACE 2005 guidelines and of the PLOVER ontology. What matches no block, and has a
time or a name in it, becomes an event of type `other`.
"""


def build_page(rules: EventRules) -> str:
    """The whole page, in Markdown."""
    parts = [_INTRODUCTION]
    families: dict[str, list[EventType]] = {}
    for kind in rules.types.values():
        families.setdefault(kind.family, []).append(kind)
    for family in sorted(families, key=lambda f: (f == "other", f)):
        parts.append(f"## {family.capitalize()}\n")
        parts.extend(_block(kind, rules) for kind in families[family])
    return "\n".join(parts)


def _block(kind: EventType, rules: EventRules) -> str:
    lines = [f"### {kind.title} (`{kind.name}`)\n", f"> {kind.example}\n"]
    codes = [f"ACE {kind.ace}"] * bool(kind.ace) + [f"PLOVER {kind.plover}"] * bool(kind.plover)
    if codes:
        lines.append(f"- Codes: {', '.join(codes)}")
    for title, patterns in (("Verbs", rules.verbs), ("Nouns", rules.nouns)):
        own = sorted({_written(p) for group in patterns.values() for p in group if p.type == kind.name})
        if own:
            lines.append(f"- {title}: {', '.join(own)}")
    own = sorted(word for word, name in rules.adjectives.items() if name == kind.name)
    if own:
        lines.append(f"- Adjectives: {', '.join(own)}")
    return "\n".join(lines) + "\n"


def _written(pattern: Pattern) -> str:
    return f"`{pattern.source}`" if pattern.weight else pattern.source


if __name__ == "__main__":
    sys.stdout.write(build_page(load_event_rules()))

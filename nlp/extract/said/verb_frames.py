"""Where the content of a reporting verb stands: the frames of ``nlp/rules/en/attribution.toml`` in a parse.

Stretches are pairs of token indices, both ends included.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.extract.said.cue_rules import CueRule
from nlp.extract.said.parentheticals import ASIDES, Stretch, host_of, parenthetic, subtree

_WH = frozenset({"whether", "if", "what", "why", "how", "who", "where", "when", "which", "whom", "whose"})
_REASONS = frozenset({"because", "if", "unless", "so", "should"})


def contents_of(verb: Token, rule: CueRule) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    """Yield (frame, content) for each frame of ``rule`` that the verb's dependents fill."""
    children = list(verb.children)
    if rule.particles and not any(
        c.dep_ in ("prt", "advmod") and c.lower_ in rule.particles for c in children
    ):
        return
    if rule.objects:
        held = [c for c in children if c.dep_ == "dobj" and c.lemma_ in rule.objects]
        if held:
            yield "phrase", (subtree(held[0]),)
        return
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in children)
    frames = rule.frames
    if frames & {"clause", "whether"}:
        clauses = [c for c in children if c.dep_ == "ccomp" and not _infinitive(c) and not _small_clause(c)]
        if "clause" not in frames:
            clauses = [c for c in clauses if _first_word(c) in _WH]
        elif not clauses:
            clauses = _astray(verb)
        if clauses:
            yield "clause", _read_clauses(verb, clauses)
        elif "clause" in frames and (host := host_of(verb, children)) is not None:
            yield "parenthetical", host
    if "object-to" in frames:
        yield from _read_object_to(children, passive)
    if "to" in frames:
        yield from (
            ("to", (_prolonged(subtree(c), verb),)) for c in children if c.dep_ == "xcomp" and _infinitive(c)
        )
    if "gerund" in frames:
        yield from (("gerund", (subtree(c),)) for c in children if c.dep_ == "xcomp" and c.tag_ == "VBG")
    if "as" in frames:
        yield from _read_as(children)
    if rule.on:
        yield from _read_on(children, rule)
    if "passive" in frames and passive:
        yield from _read_passive(children)
    if "reported" in frames and passive and not _has_agent(children):
        yield from (
            ("reported", (subtree(c),)) for c in children if c.dep_ == "nsubjpass" and c.pos_ != "PRON"
        )
    if rule.preps:
        yield from _read_prepositions(children, rule)
    if frames & {"object", "hearsay"}:
        wanted = ("nsubjpass",) if passive and "object" in frames and _has_agent(children) else ("dobj",)
        frame = "hearsay" if "hearsay" in frames else "object"
        yield from (
            (frame, (_object_phrase(c, children),)) for c in children if c.dep_ in wanted and c.pos_ != "PRON"
        )


def _read_clauses(verb: Token, clauses: list[Token]) -> tuple[Stretch, ...]:
    """Complement clauses; around a parenthetic cue ("X, she said, Y") all of its sentence."""
    after = [c for c in clauses if c.i > verb.i]
    if parenthetic(verb):
        sentence = verb.sent
        low, high = sentence.start, sentence.end - 1
        for child in verb.rights:
            if child.dep_ in ("advcl", "conj") and child.tag_ == "VBG":
                high = min(high, child.left_edge.i - 1)
        return ((low, high),)
    return tuple(_prolonged(subtree(c), verb) for c in after or clauses)


def _prolonged(stretch: Stretch, verb: Token) -> Stretch:
    """A complement with what the parse hung on the verb though it goes on after the complement.

    That is a bare infinitive ("wants to fund schools and build roads") and a clause of reason or condition.
    """
    low, high = stretch
    for child in verb.rights:
        if child.i <= high or child.left_edge.i > high + 3:
            continue
        bare = child.dep_ == "conj" and child.tag_ == "VB" and verb.tag_ != "VB"
        reason = child.dep_ == "advcl" and child.left_edge.lower_ in _REASONS
        if bare or reason:
            high = child.right_edge.i
    return low, high


def _astray(verb: Token) -> list[Token]:
    """Clauses that the parse hung elsewhere: "said in a statement that X", "said last week he would X"."""
    found = []
    for child in verb.rights:
        if child.dep_ == "advcl" and {"nsubj", "nsubjpass"} & (deps := {c.dep_ for c in child.children}):
            found += [child] if "mark" not in deps and child.tag_ != "VBG" else []
        for token in child.subtree if child.dep_ in ASIDES else ():
            if (
                token.dep_ == "mark"
                and token.lower_ == "that"
                and token.head.dep_ in ("acl", "relcl", "advcl")
            ):
                found.append(token.head)
                break
    return found[:1]


def _object_phrase(held: Token, children: list[Token]) -> Stretch:
    """An object and the prepositional phrases that follow it, without a relative clause after a comma."""
    low, high = subtree(held)
    for child in held.rights:
        if child.dep_ == "relcl" and held.doc[child.left_edge.i - 1].text in (",", "—", "–", "--"):
            return low, child.left_edge.i - 1
    if held.dep_ == "dobj":
        for child in children:
            if child.dep_ == "prep" and child.left_edge.i == high + 1:
                high = child.right_edge.i
    return low, high


def _read_object_to(children: list[Token], passive: bool) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    for child in children:
        if child.dep_ == "ccomp" and _infinitive(child):
            yield "object-to", (subtree(child),)
        elif child.dep_ in ("xcomp", "advcl") and _infinitive(child):
            person = [c for c in children if c.dep_ == "dobj" and c.i < child.i]
            person += [
                g
                for c in children
                if c.dep_ == "prep" and c.i < child.i
                for g in c.children
                if g.dep_ == "pobj"
            ]
            if person:
                yield "object-to", ((person[0].left_edge.i, child.right_edge.i),)
            elif child.dep_ == "xcomp" and passive:
                held = [c for c in children if c.dep_ == "nsubjpass"]
                yield "object-to", (*(subtree(c) for c in held), subtree(child))


def _read_as(children: list[Token]) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    held = next(
        (c for c in children if c.dep_ in ("dobj", "nsubjpass") and c.tag_ not in ("WP", "WDT")), None
    )
    for child in children:
        if child.dep_ == "ccomp" and _small_clause(child):
            yield "as", (subtree(child),)
            return
        is_as = child.dep_ in ("prep", "advcl") and child.lower_ == "as"
        if child.ent_type_ in ("DATE", "TIME"):
            continue
        if is_as or (child.dep_ in ("oprd", "xcomp") and not _infinitive(child)):
            if held is None:
                yield "as", (subtree(child),)
            elif held.i < child.i and held.dep_ == "dobj":
                yield "as", ((held.left_edge.i, child.right_edge.i),)
            else:
                yield "as", (subtree(held), subtree(child))
            return


def _read_on(children: list[Token], rule: CueRule) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    held = next((c for c in children if c.dep_ in ("dobj", "nsubjpass")), None)
    for child in children:
        if held is not None and child.dep_ == "prep" and child.lower_ in rule.on:
            if held.dep_ == "dobj" and held.i < child.i:
                yield "on", ((held.left_edge.i, child.right_edge.i),)
            else:
                yield "on", (subtree(held), subtree(child))
            return
    nested = (
        [g for g in held.children if g.dep_ == "prep" and g.lower_ in rule.on] if held is not None else []
    )
    if nested and held is not None:
        yield "on", (subtree(held),)


def _read_passive(children: list[Token]) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    held = next((c for c in children if c.dep_ == "nsubjpass"), None)
    for child in children:
        if held is not None and child.dep_ == "xcomp" and _infinitive(child):
            yield "passive", (subtree(held), subtree(child))


def _read_prepositions(children: list[Token], rule: CueRule) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    for child in children:
        if child.dep_ in ("prep", "prt") and child.lower_ in rule.preps:
            for grandchild in child.children:
                if grandchild.dep_ in ("pobj", "pcomp"):
                    yield "prep", (subtree(grandchild),)


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def _small_clause(token: Token) -> bool:
    """Whether a complement has a subject but no verb: "called it a mistake"."""
    if token.pos_ in ("VERB", "AUX"):
        return False
    return not any(c.dep_ in ("aux", "auxpass", "mark") for c in token.children)


def _first_word(token: Token) -> str:
    edge: Token = token.left_edge
    return str(edge.lower_)


def _has_agent(children: list[Token]) -> bool:
    return any(c.dep_ == "agent" for c in children)

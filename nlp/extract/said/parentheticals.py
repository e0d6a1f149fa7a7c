"""Parentheses: reporting verbs that interrupt what they report ("X, she said in Geneva, Y"; "as X put it").

Stretches are pairs of token indices, both ends included.
"""

from __future__ import annotations

from spacy.tokens import Token

from nlp.extract.said.source_phrase import nearest_subject

Stretch = tuple[int, int]
ASIDES = frozenset({"prep", "npadvmod", "dobj", "dative", "advmod"})  # what a verb of saying brings along


def subtree(token: Token) -> Stretch:
    """First and last index under ``token``."""
    return token.left_edge.i, token.right_edge.i


def cut(whole: Stretch, hole: Stretch) -> tuple[Stretch, ...]:
    """``whole`` without ``hole``: none, one or two stretches."""
    if hole[1] < whole[0] or hole[0] > whole[1]:
        return (whole,)
    parts = ((whole[0], hole[0] - 1), (hole[1] + 1, whole[1]))
    return tuple(part for part in parts if part[0] <= part[1])


def host_of(verb: Token, children: list[Token]) -> tuple[Stretch, ...] | None:
    """The clause in which a reporting verb stands as a parenthesis ("X, she said, Y"; "as X put it")."""
    if any(c.dep_ in ("ccomp", "dobj", "xcomp") for c in children):
        return None
    if verb.dep_ == "parataxis" and verb.head.dep_ == "relcl":
        return cut(subtree(verb.head), subtree(verb))
    if verb.dep_ in ("ROOT", "parataxis", "relcl") and parenthetic(verb):
        return ((verb.sent.start, verb.sent.end - 1),)
    if verb.dep_ == "ROOT" and closing(verb):
        return ((verb.sent.start, verb.i),)
    comment = verb.dep_ == "parataxis" or (
        verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in children)
    )
    if not comment:
        return None
    if verb.dep_ == "parataxis" and parenthetic(verb):
        return ((verb.sent.start, verb.sent.end - 1),)
    return cut(subtree(verb.head), subtree(verb))


def asides(verb: Token, content: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """What follows a reporting verb inside its content as its own: "X, she said in Geneva on Friday, Y"."""
    low, high = content[0][0], content[-1][1]
    if not low < verb.i < high:
        return ()
    found = []
    end = verb.i
    for child in verb.rights:
        if child.left_edge.i != end + 1 or child.right_edge.i >= high:
            break
        if child.dep_ not in ASIDES and child.dep_ != "nsubj":
            break
        end = child.right_edge.i
        found.append(subtree(child))
    return tuple(found)


def parenthetic(verb: Token) -> bool:
    """Whether subject and verb stand between commas inside the sentence they report."""
    edges = _interruption(verb)
    if edges is None:
        return False
    sentence, after = verb.sent, edges[1] + 1
    return after < sentence.end - 2 and verb.doc[after].text == ","


def closing(verb: Token) -> bool:
    """Whether subject and verb end, after a comma, the sentence they report: "X happened, police say"."""
    edges = _interruption(verb)
    return edges is not None and all(
        token.is_punct or token.is_space for token in verb.doc[edges[1] + 1 : verb.sent.end]
    )


def _interruption(verb: Token) -> Stretch | None:
    """Subject, verb and what it brings along, where a comma or dash stands before them in the sentence."""
    low = high = verb.i
    subject = nearest_subject(verb)
    if subject is None or subject.tag_ in ("WDT", "WP"):
        return None
    low, high = min(low, subject.left_edge.i), max(high, subject.right_edge.i)
    for child in verb.rights:
        if child.left_edge.i == high + 1 and child.dep_ in ASIDES:
            high = child.right_edge.i
    if low <= verb.sent.start + 1 or verb.doc[low - 1].text not in (",", "—", "–", "--"):
        return None
    return low, high

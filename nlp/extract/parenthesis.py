"""Parentheses: reporting verbs that interrupt what they report ("X, she said in Geneva, Y"; "as X put it").

Stretches are pairs of token indices, both ends included.
"""

from __future__ import annotations

from spacy.tokens import Token

from nlp.extract.sources import nearest_subject

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
    if parenthetic(verb) and verb.dep_ in ("ROOT", "parataxis", "relcl"):
        return ((verb.sent.start, verb.sent.end - 1),)
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
    doc = verb.doc
    low, after = verb.i, verb.i + 1
    subject = nearest_subject(verb)
    if subject is None:
        return False
    low = min(low, subject.left_edge.i)
    after = max(after, subject.right_edge.i + 1)
    for child in verb.rights:
        if child.left_edge.i == after and child.dep_ in ASIDES:
            after = child.right_edge.i + 1
    sentence = verb.sent
    if after >= sentence.end - 2 or low <= sentence.start + 1:
        return False
    return doc[after].text == "," and doc[low - 1].text in (",", "—", "–", "--")

"""Who speaks: the source of a cue, found through the parse."""

from __future__ import annotations

from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "csubj"})
_PHRASE = frozenset(
    "det predet amod compound nmod poss case nummod quantmod prep pobj appos conj acl relcl advmod npadvmod pcomp".split()
)
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def subject_of(verb: Token, *, depth: int = 0) -> Token | None:
    """The head of the noun phrase that does what ``verb`` says, or None.

    Follows coordination ("came and said"), control ("declined to say"), participles ("..., adding that"),
    "as saying" and noun-modifying participles ("a letter saying").
    """
    passive = False
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            return None if child.lower_ in ("it", "there") and child.dep_ == "expl" else child
        passive = passive or child.dep_ in ("auxpass", "nsubjpass")
    if passive or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        return agent_of(verb)
    if depth > 4:
        return None
    head, dep = verb.head, verb.dep_
    if dep == "conj" and head.pos_ in ("VERB", "AUX"):
        return subject_of(head, depth=depth + 1)
    if dep in ("xcomp", "advcl", "dep", "ccomp"):
        return controller_of(head, verb, depth=depth) if head.pos_ in ("VERB", "AUX") else None
    if dep == "pcomp":
        return _through_preposition(head, verb, depth)
    if dep == "acl" and verb.tag_ == "VBG":
        return head
    return None


def controller_of(head: Token, verb: Token, *, depth: int = 0) -> Token | None:
    """Who a subjectless ``verb`` under the verb ``head`` is about: the object of "ask", else the subject."""
    if verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG"):
        return None
    if verb.dep_ == "xcomp":
        found = next((child for child in head.children if child.dep_ == "dobj"), None)
        if found is not None:
            return found
    found = next((child for child in head.children if child.dep_ == "nsubjpass"), None)
    return found or subject_of(head, depth=depth + 1)


def agent_of(verb: Token) -> Token | None:
    """The noun after "by" of a passive, or None."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((grandchild for grandchild in child.children if grandchild.dep_ == "pobj"), None)
    return None


def _through_preposition(prep: Token, verb: Token, depth: int) -> Token | None:
    head = prep.head
    if head.pos_ not in ("VERB", "AUX"):
        return None
    if prep.lower_ in ("for", "of", "as", "from", "into"):
        for dep in ("dobj", "nsubjpass"):
            found = next((child for child in head.children if child.dep_ == dep), None)
            if found is not None:
                return found
    return controller_of(head, verb, depth=depth)


def antecedent_of(token: Token) -> Token:
    """What a relative pronoun stands for; any other token stands for itself."""
    if token.lower_ not in _RELATIVE or token.tag_ not in ("WP", "WDT", "WP$", "IN"):
        return token
    verb = token.head
    while verb.dep_ in ("conj", "xcomp", "ccomp", "aux"):
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else token


def source_edges(token: Token, *, stop: Token | None = None) -> tuple[int, int]:
    """First and last token index of the noun phrase under ``token``, appositions and complements included.

    ``stop`` is the cue: the phrase never reaches over it. Clauses that the parse hung on the noun by mistake
    stay out.
    """
    low = high = token.i
    stack = [token]
    while stack:
        current = stack.pop()
        low, high = min(low, current.i), max(high, current.i)
        verbal = current.pos_ in ("VERB", "AUX") and current.i != token.i
        for child in current.children:
            if stop is not None and child.i == stop.i:
                continue
            if not verbal and (child.dep_ not in _PHRASE or (child.dep_ == "conj" and child.pos_ == "VERB")):
                continue
            stack.append(child)
    if stop is not None and low <= stop.i <= high:
        low, high = (low, stop.i - 1) if token.i < stop.i else (stop.i + 1, high)
    return low, _close_bracket(token, low, high)


def _close_bracket(token: Token, low: int, high: int) -> int:
    """``high`` moved to the bracket that closes one opened in the phrase: "Roy Ames (R-Ohio)"."""
    words = [t.text for t in token.doc[low : high + 1]]
    if words.count("(") > words.count(")"):
        for after in token.doc[high + 1 : high + 5]:
            if after.text == ")":
                return int(after.i)
    return high

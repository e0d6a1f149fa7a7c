"""Who speaks: the source of a cue, found through the parse."""

from __future__ import annotations

from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "csubj"})
_MODIFIERS = ("det", "predet", "amod", "compound", "nmod", "poss", "case", "nummod", "quantmod", "advmod")
_PHRASE = frozenset({*_MODIFIERS, "npadvmod", "prep", "pobj", "pcomp", "appos", "conj", "acl", "relcl"})
_LONGEST = 12  # tokens of a subject looked for without the parse
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def subject_of(verb: Token, *, depth: int = 0) -> Token | None:
    """The head of the noun phrase that does what ``verb`` says, or None.

    Follows coordination ("came and said"), control ("declined to say"), participles ("..., adding that"),
    "as saying" and noun-modifying participles ("a letter saying").
    """
    found = nearest_subject(verb)
    if found is not None:
        return found
    deps = {child.dep_ for child in verb.children}
    if deps & {"auxpass", "nsubjpass"} or (verb.tag_ == "VBN" and (verb.dep_ == "acl" or "agent" in deps)):
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


def nearest_subject(verb: Token) -> Token | None:
    """The subject beside ``verb``: of two before it ("The mayor, the Herald said, left") the second."""
    before = [child for child in verb.lefts if child.dep_ in _SUBJECTS]
    if before:
        return before[-1]
    return next((child for child in verb.rights if child.dep_ in _SUBJECTS), None)


def stranded_subject(verb: Token) -> Token | None:
    """The noun phrase between a comma and a finite verb that the parse hung elsewhere.

    "..., who was abducted on Friday, the Ministry of Interior (MOI) said."
    """
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or any(
        c.dep_ in ("nsubjpass", "auxpass") for c in verb.children
    ):
        return None
    low = verb.i
    while (
        low > verb.sent.start
        and verb.i - low < _LONGEST
        and verb.doc[low - 1].text not in (",", "”", '"', "''")
    ):
        low -= 1
    if low == verb.i or low == verb.sent.start:
        return None
    span = verb.doc[low : verb.i]
    root = span.root
    nominal = root.pos_ in ("NOUN", "PROPN") and root.dep_ in ("appos", "conj", "npadvmod", "dobj", "nsubj")
    return root if nominal and not any(t.pos_ in ("VERB", "AUX") for t in span) else None


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


def noun_source(noun: Token) -> Token | None:
    """Whose claim it is: "X's claim", "the claim by X", "a warning from X", "a report published by X"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((g for g in child.children if g.dep_ == "pobj"), None)
        if child.dep_ == "acl" and child.tag_ == "VBN" and (agent := agent_of(child)) is not None:
            return agent
    return None


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
    for index in range(token.i, low - 1, -1):
        if token.doc[index].is_space and "\n" in token.doc[index].text:
            low = index + 1
            break
    return low, _close_bracket(token, low, high)


def _close_bracket(token: Token, low: int, high: int) -> int:
    """``high`` moved to the bracket that closes one opened in the phrase: "Roy Ames (R-Ohio)"."""
    words = [t.text for t in token.doc[low : high + 1]]
    if words.count("(") > words.count(")"):
        for after in token.doc[high + 1 : high + 5]:
            if after.text == ")":
                return int(after.i)
    return high

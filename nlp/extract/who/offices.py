"""Offices: "Minister of Foreign Affairs", "the CEO", "Acting General Director". What a person is, no name."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from nlp.rules.word_lists import lexicons

_COMPLEMENTS = frozenset({"of", "for", "to", "at"})
_STOPS = frozenset({"VERB", "AUX", "SCONJ", "SPACE"})
_MOST = 10
_BODIES_TOO = frozenset({"guard", "courier", "observer", "star", "mirror", "watch", "sentinel", "sentry"})


def is_office(doc: Doc, start: int, end: int) -> bool:
    """Whether capitalised words name an office rather than somebody: their head noun is a role."""
    lexicon = lexicons()
    if doc[start].lower_ in lexicon.given_names or doc[start].text in lexicon.vessel_prefixes:
        return False
    head = office_head(doc, start, end)
    if head is None or not (head.i + 1 == end or doc[head.i + 1].lower_ in _COMPLEMENTS):
        return False
    # "South Harbour Courier" is a newspaper: beside proper names only a title makes an office.
    if head.lower_ in _BODIES_TOO:
        return end - start == 1
    if head.lower_ not in lexicon.titles and head.lower_ not in lexicon.office_nouns:
        return all(_says_no_name(token) for token in doc[start : head.i])
    return True


def _says_no_name(token: Token) -> bool:
    lexicon = lexicons()
    word = token.lower_.strip(".")
    known = lexicon.title_joins | lexicon.generic_bodies | lexicon.titles | lexicon.roles
    return word in known or word in lexicon.demonyms or not token.text[0].isupper()


def office_head(doc: Doc, start: int, end: int) -> Token | None:
    """The role noun of a phrase: its last word, or the one before "of"."""
    lexicon = lexicons()
    for at in range(start, end):
        last = at + 1 == end or doc[at + 1].lower_ in _COMPLEMENTS
        if last:
            word = doc[at].lower_.strip(".")
            singular = doc[at].tag_ not in {"NNS", "NNPS"}
            return doc[at] if singular and (word in lexicon.roles or word in lexicon.office_nouns) else None
    return None


def with_complement(doc: Doc, head: int, end: int) -> int:
    """The end of a role's phrase with what it is a role of: "commander" -> "commander of the brigade"."""
    if end >= len(doc) or doc[end].lower_ not in _COMPLEMENTS or doc[end].head.i != head:
        return end
    stop = end + 1
    for token in doc[stop : min(doc[end].right_edge.i + 1, end + _MOST)]:
        parts = token.is_punct and token.text not in {"-", "–", "'", "’"}
        if parts or token.pos_ in _STOPS or token.tag_ in {"WP", "WDT"}:
            break
        stop += 1
    while stop > end and doc[stop - 1].pos_ in {"ADP", "CCONJ", "DET", "PUNCT", "PART"}:
        stop -= 1
    return stop if stop > end + 1 else end

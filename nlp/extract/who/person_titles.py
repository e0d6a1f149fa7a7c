"""What stands beside a person's name: titles, roles, and the gender they and given names tell."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from nlp.extract.who.nominals import gender_of
from nlp.extract.who.offices import office_head
from nlp.names.folding import fold
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons

_REACH = 7
_INNER = frozenset({"of", "for", "-", "the", "and", "’s", "'s"})


@per_language(maxsize=20_000)
def is_given(word: str) -> bool:
    """Whether a word is a known given name, with its accents or without."""
    given = lexicons().given_names
    return word.lower() in given or (not word.isascii() and fold(word) in given)


def is_title(token: Token) -> bool:
    """Whether a word can stand before a name without being part of it."""
    lexicon = lexicons()
    word = token.lower_.strip(".")
    return (
        word in lexicon.titles
        or word in lexicon.title_joins
        or word in lexicon.demonyms
        or word in lexicon.roles
    )


def after_titles(doc: Doc, start: int, end: int) -> int:
    """Where the name begins behind its titles."""
    while start < end and is_title(doc[start]):
        start += 1
    return start


def role_of(doc: Doc, start: int, end: int) -> str:
    """The title or role beside a person's name, in lower case: "defence minister", "adviser"."""
    before = _role_before(doc, start)
    if before:
        return before
    roles = lexicons().roles
    head = doc[start:end].root
    if head.dep_ == "appos" and head.head.tag_ in {"NN", "NNP"} and head.head.lemma_.lower() in roles:
        return str(head.head.lemma_.lower())
    apposed = (c.lemma_.lower() for c in head.children if c.dep_ == "appos")
    return next((lemma for lemma in apposed if lemma in roles), "")


def _role_before(doc: Doc, start: int) -> str:
    """The words of office before a name: "Secretary of State", "deputy prime minister", "Ms."."""
    at = start
    while at and start - at < _REACH and not doc[at - 1].is_sent_end:
        token = doc[at - 1]
        capital = token.text[0].isupper() and token.tag_ in {"NNP", "NNPS"}
        office = capital and "of" in _words(doc, at, start)
        if not (office or is_title(token) or token.lower_ in _INNER):
            break
        at -= 1
    while at < start and doc[at].lower_ in _INNER:
        at += 1
    if at == start or doc[start - 1].lower_ in _INNER or doc[start - 1].tag_ in {"NNS", "NNPS"}:
        return ""
    if office_head(doc, at, start) is None and not _has_title(doc, at, start):
        return ""
    demonyms = lexicons().demonyms
    words = [t.lower_.strip(".") for t in doc[at:start] if t.lower_ not in demonyms and t.text != "-"]
    return " ".join(words)


def _words(doc: Doc, start: int, end: int) -> set[str]:
    return {t.lower_ for t in doc[start:end]}


def _has_title(doc: Doc, start: int, end: int) -> bool:
    lexicon = lexicons()
    return any(t.lower_.strip(".") in lexicon.titles or t.lower_ in lexicon.roles for t in doc[start:end])


def gender_beside(doc: Doc, start: int, end: int, role: str) -> str:
    """The gender that titles, roles or the given name tell: "m", "f" or ""."""
    lexicon = lexicons()
    for word in role.split():
        if word in lexicon.masculine_titles:
            return "m"
        if word in lexicon.feminine_titles:
            return "f"
        if gender_of(word):
            return gender_of(word)
    first = fold(doc[start].text)
    if first in lexicon.masculine_names:
        return "m"
    return "f" if first in lexicon.feminine_names else ""

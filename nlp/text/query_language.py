"""The language of word queries, one for the search box, the word filter and the command line.

Words stand for all of them together: ``harbour fire``. ``"fire at the quay"`` is a phrase, ``OR`` gives
alternatives, ``NOT`` or ``-`` leaves out, brackets group; ``harb*`` is a beginning, ``kovalev~`` also finds
words that differ in a letter or two. ``title:``, ``source:`` and ``actor:`` before a word, a phrase or a
bracket look into titles, publishers and names alone. AND may be written, and binds stronger than OR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.errors import CaseError
from nlp.text.index_terms import index_terms

FIELDS = ("title", "source", "actor")
LONGEST = 400
MOST_PARTS = 32
_TOKEN = re.compile(
    r'\s*(?:(?P<field>[A-Za-z]+):(?=\S)|(?P<phrase>"[^"]*"|“[^”]*”)|(?P<quote>["“”])|(?P<open>\()|(?P<close>\))'
    r"|(?P<minus>-(?=[\w\"“(]))|(?P<word>[^\s()\"“”]+))"
)


class QueryError(CaseError):
    """What was typed is no query; the message says in words why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A term; ``kind`` is "whole", "prefix" or "fuzzy". ``field`` is one of FIELDS, "" for anywhere."""

    term: str
    kind: str = "whole"
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Terms that follow each other."""

    terms: tuple[str, ...]
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """What must not be there."""

    part: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """All of its parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """Any of its parts."""

    parts: tuple[Node, ...]


Node = Word | Phrase | Not | And | Or


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    kind: str
    text: str
    at: int


def parse_query(text: str) -> Node | None:
    """What ``text`` asks for; None where it holds no word that is indexed.

    Raises:
        QueryError: it is no query; the message says why, and where.
    """
    if len(text) > LONGEST:
        raise QueryError(f"The query is longer than {LONGEST} letters.")
    tokens = list(_tokens(text))
    if len(tokens) > MOST_PARTS * 2:
        raise QueryError(f"The query has more than {MOST_PARTS} parts.")
    reader = _Reader(tokens)
    found = reader.either("")
    if reader.left:
        raise QueryError("There is a closing bracket without an opening one.")
    return found


def plain_words(node: Node | None) -> Iterator[Word | Phrase]:
    """The words and phrases that are asked for, what is left out not among them."""
    if isinstance(node, Word | Phrase):
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from plain_words(part)


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            return
        kind, value = found.lastgroup, found[found.lastgroup]
        if kind == "quote":
            raise QueryError("A quotation mark is not closed.")
        if kind == "word" and value in ("AND", "OR", "NOT"):
            kind = value
        yield _Token(kind=kind, text=value, at=at)
        at = found.end()


class _Reader:
    """A recursive descent over the tokens: OR of ANDs of parts."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.left = tokens

    def either(self, field: str) -> Node | None:
        parts = [self.all_of(field)]
        while self._take("OR"):
            if not self.left or self.left[0].kind in ("close", "OR"):
                raise QueryError("OR wants something on both sides.")
            parts.append(self.all_of(field))
        found = tuple(part for part in parts if part is not None)
        return Or(parts=found) if len(found) > 1 else next(iter(found), None)

    def all_of(self, field: str) -> Node | None:
        parts: list[Node | None] = []
        while self.left and self.left[0].kind not in ("close", "OR"):
            if self._take("AND"):
                if not parts or not self.left or self.left[0].kind in ("close", "OR", "AND"):
                    raise QueryError("AND wants something on both sides.")
                continue
            parts.append(self.part(field))
        if not parts and self.left and self.left[0].kind == "OR":
            raise QueryError("OR wants something on both sides.")
        found = tuple(part for part in parts if part is not None)
        return And(parts=found) if len(found) > 1 else next(iter(found), None)

    def part(self, field: str) -> Node | None:
        token = self.left.pop(0)
        if token.kind in ("NOT", "minus"):
            if not self.left or self.left[0].kind in ("close", "OR", "AND"):
                raise QueryError("NOT wants something behind it.")
            inner = self.part(field)
            return Not(part=inner) if inner is not None else None
        if token.kind == "field":
            return self._in_field(token)
        if token.kind == "open":
            inner = self.either(field)
            if not self._take("close"):
                raise QueryError("A bracket is not closed.")
            return inner
        if token.kind == "phrase":
            terms = tuple(index_terms(token.text[1:-1]))
            return _phrase(terms, field)
        return _word(token.text, field)

    def _in_field(self, token: _Token) -> Node | None:
        name = token.text.lower()
        if name not in FIELDS:
            known = ", ".join(f"{one}:" for one in FIELDS)
            raise QueryError(f"There is no field “{token.text}:”. The fields are {known}.")
        if not self.left or self.left[0].kind in ("close", "AND", "OR", "NOT", "minus", "field"):
            raise QueryError(f"“{name}:” wants a word, a phrase or a bracket behind it.")
        return self.part(name)

    def _take(self, kind: str) -> bool:
        if self.left and self.left[0].kind == kind:
            self.left.pop(0)
            return True
        return False


def _phrase(terms: tuple[str, ...], field: str) -> Node | None:
    if len(terms) > 1:
        return Phrase(terms=terms, field=field)
    return Word(term=terms[0], field=field) if terms else None


def _word(text: str, field: str) -> Node | None:
    kind = {"*": "prefix", "~": "fuzzy"}.get(text[-1:], "whole")
    bare = text.rstrip("*~")
    terms = tuple(index_terms(bare))
    if not terms:
        return None
    if kind == "whole" and len(terms) > 1:
        return Phrase(terms=terms, field=field)
    last = Word(term=terms[-1], kind=kind, field=field)
    first = [Word(term=term, field=field) for term in terms[:-1]]
    return And(parts=(*first, last)) if first else last

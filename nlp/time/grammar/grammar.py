"""Rules as patterns over word classes, and the longest match from the left.

A pattern is written with class names in capitals (``MONTH``), literal words in lower case, punctuation as
itself, and the operators ``( ) | ? * +`` of regular expressions; ``m:MONTH`` and ``d:(DAY|NTH)`` name groups,
``{NUMBER}`` is a macro::

    @rule("month and day", "m:MONTH d:(DAY|NTH) (,? y:YEAR)?")
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nlp.records import TimeType
from nlp.rules.language import per_language
from nlp.time.grammar.lexer import Lexed, Token
from nlp.time.grammar.lexicon import LITERALS, codes, meaning
from nlp.time.grammar.reading import Meaning

_PIECE = re.compile(
    r"""(?:(\w+):)?\{(\w+)\}                     # a macro
      | (\w+):\(                               # a named group opens
      | (?:(\w+):)?([A-Z]{2,}[A-Z_]*|[a-z'’][\w'’]*|[,./&-])  # a class, a literal word or mark
      | ([()|?*+])                             # an operator
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """One expression inside a match: tokens ``first`` up to ``last`` (exclusive) and what they mean."""

    first: int
    last: int
    type: TimeType
    meaning: Meaning


class Match:
    """A rule's match: its groups as tokens."""

    def __init__(self, lexed: Lexed, match: re.Match[str]) -> None:
        self.lexed = lexed
        self._match = match
        self._groups = match.re.groupindex
        self.first, self.last = match.span()

    def has(self, group: str) -> bool:
        """Whether the group took part."""
        return group in self._groups and self._match.group(group) is not None

    def range(self, group: str) -> tuple[int, int]:
        """First and last (exclusive) token of a group, (-1, -1) where it took no part."""
        return self._match.span(group) if group in self._groups else (-1, -1)

    def tokens(self, group: str) -> list[Token]:
        """The tokens of a group; none where it took no part."""
        low, high = self.range(group)
        return self.lexed.tokens[low:high] if low >= 0 else []

    def text(self, group: str) -> str:
        """The group's words in lower case, joined by blanks."""
        return " ".join([token.text for token in self.tokens(group)])

    def value(self, group: str, table: str) -> object:
        """What the group's one word means in a class."""
        return meaning(table, self.text(group))

    def number(self, group: str, table: str) -> int | None:
        """As :meth:`value`, of a class whose values are integers; None where the group took no part."""
        found = self.value(group, table) if self.has(group) else None
        return found if isinstance(found, int) else None

    def value_of(self, table: str, index: int) -> int | None:
        """What the word at a token of the text means in a class whose values are integers."""
        found = meaning(table, self.at(index))
        return found if isinstance(found, int) else None

    def glued(self, index: int) -> bool:
        """Whether no blank parts the token at ``index`` from the one before."""
        tokens = self.lexed.tokens
        return 0 < index < len(tokens) and tokens[index].start == tokens[index - 1].end

    def at(self, index: int) -> str:
        """The word at a token of the text, "" outside."""
        return self.lexed.word(index)

    def before(self, count: int = 1) -> str:
        """The word ``count`` tokens before the match."""
        return self.at(self.first - count)

    def after(self, count: int = 1) -> str:
        """The word ``count`` tokens behind the match."""
        return self.at(self.last + count - 1)

    def raw(self, index: int) -> str:
        """The token at a place of the text as written, "" outside."""
        if not 0 <= index < len(self.lexed.tokens):
            return ""
        token = self.lexed.tokens[index]
        return self.lexed.source[token.start : token.end]

    def words(self) -> list[str]:
        """All words of the match."""
        return [token.text for token in self.lexed.tokens[self.first : self.last]]

    def point(self, meaning: Meaning, *, first: int | None = None, last: int | None = None) -> list[Found]:
        """The match, or its tokens ``first`` to ``last``, as one DATE, or TIME where finer than a day."""
        kind = TimeType.TIME if meaning.cal.is_time and not meaning.stamp else TimeType.DATE
        return [Found(self.first if first is None else first, last or self.last, kind, meaning)]

    def lasting(self, meaning: Meaning) -> list[Found]:
        """The whole match as one DURATION."""
        return [Found(self.first, self.last, TimeType.DURATION, meaning)]

    def recurring(self, value: str, *, quant: str | None = None, note: str | None = None) -> list[Found]:
        """The whole match as one SET."""
        return [Found(self.first, self.last, TimeType.SET, Meaning(value=value, quant=quant, note=note))]


Builder = Callable[[Match], "list[Found] | None"]
_RULES: list[tuple[str, str, Builder]] = []
MACROS: dict[str, str] = {}


def rule(name: str, *patterns: str) -> Callable[[Builder], Builder]:
    """Register a builder under each of the patterns. It returns None to say that this is no time."""

    def register(builder: Builder) -> Builder:
        for pattern in patterns:
            LITERALS.update(_literals(pattern))
        _RULES.extend((name, pattern, builder) for pattern in patterns)
        return builder

    return register


def _literals(pattern: str) -> Iterator[str]:
    for _, macro, _, _, word, _ in _PIECE.findall(pattern):
        if macro:
            yield from _literals(MACROS[macro])
        elif word and not word.isupper():
            yield word


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern over word classes as a regular expression over codes.

    Raises:
        KeyError: it names a class that ``time.toml`` lacks.
    """
    return re.compile(_translate(pattern))


def _translate(pattern: str) -> str:
    out: list[str] = []
    for named, macro, opened, group, word, operator in _PIECE.findall(pattern):
        if macro:
            body = _translate(MACROS[macro])
            out.append(f"(?P<{named}>{body})" if named else f"(?:{body})")
        elif opened:
            out.append(f"(?P<{opened}>")
        elif word:
            chars = codes().by_class[word if word.isupper() else f"={word}"]
            out.append(f"(?P<{group}>[{chars}])" if group else f"[{chars}]")
        else:
            out.append("(?:" if operator == "(" else operator)
    return "".join(out)


@per_language
def compiled() -> tuple[tuple[str, re.Pattern[str], Builder], ...]:
    """All rules, compiled; to be called once the modules that hold them are imported."""
    return tuple((name, compile_pattern(pattern), builder) for name, pattern, builder in _RULES)


def find(lexed: Lexed) -> Iterator[tuple[str, Found]]:
    """The expressions of a text from left to right, no two overlapping: at each place the longest match
    whose builder accepts it, the earlier rule winning a tie."""
    candidates: list[tuple[int, int, int]] = []
    matches: list[tuple[str, re.Match[str], Builder]] = []
    for name, pattern, builder in compiled():
        for match in pattern.finditer(lexed.codes):
            candidates.append((match.start(), -match.end(), len(matches)))
            matches.append((name, match, builder))
    free = 0
    for start, _, index in sorted(candidates):
        if start < free:
            continue
        name, match, builder = matches[index]
        found = builder(Match(lexed, match))
        if found:
            for item in found:
                yield name, item
            free = max(item.last for item in found)

"""One language's vocabulary: its tables, what an analyst lays over them, and its pipelines.

Extraction is handed a :class:`Language` and reads its words from there by name. What is compiled from tables
(event rules, cues, the grammar of time) is made once a language: with :meth:`Language.build`, or by functions
marked :func:`per_language`, which answers for the language in force.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, overload

import orjson

from nlp.errors import RulesError
from nlp.rules.overlay import lay_over

P = ParamSpec("P")
R = TypeVar("R")
Table = dict[str, Any]

_FOLDER = files("nlp.rules")


class Language:
    """The vocabulary of one language. It can be pickled; equal is only what is the same object.

    Args:
        code: ISO 639-1; there must be a folder ``nlp/rules/CODE``.
        overlays: an analyst's own tables, by the file they come from, each under the name of the table they
            are laid over: the later over the earlier.

    Raises:
        RulesError: no rules for that language; an overlay names no table, or a key that the table lacks.
    """

    def __init__(self, code: str, overlays: Sequence[tuple[str, str, Table]] = ()) -> None:
        if not has_rules(code):
            raise RulesError(f"there are no rules for the language {code!r}")
        self.code = code
        self.overlays = tuple(overlays)
        self._tables: dict[str, Table] = {}
        self._memos: dict[Callable[..., Any], Callable[..., Any]] = {}
        for file, name, _ in self.overlays:
            if not _path(code, name).is_file():
                raise RulesError(f"{file}: there is no table {name!r} to lay it over")
            self.table(name)

    def __reduce__(self) -> tuple[Any, ...]:
        return Language, (self.code, self.overlays)

    def table(self, name: str) -> Table:
        """``nlp/rules/CODE/NAME.toml``, or ``nlp/rules/NAME.toml``, with the overlays laid over it.

        The result is shared: don't change it.

        Raises:
            RulesError: there is no such file, or it is not TOML.
        """
        found = self._tables.get(name)
        if found is None:
            found = _read(_path(self.code, name), f"{name}.toml")
            for file, over, table in self.overlays:
                if over == name:
                    found = lay_over(found, table, file, opened=name in _OPEN)
            self._tables[name] = found
        return found

    def file(self, name: str) -> str:
        """Where a mistake in a table is to be looked for: the analyst's file where there is one."""
        return next((file for file, over, _ in reversed(self.overlays) if over == name), f"{name}.toml")

    @property
    def pipelines(self) -> tuple[str, ...]:
        """The spaCy pipelines that can read it, the most accurate first."""
        return tuple(self.table("language")["pipelines"])

    @property
    def digest(self) -> str:
        """What tells these overlays from others; "" where there are none."""
        if not self.overlays:
            return ""
        return blake2b(orjson.dumps([over[1:] for over in self.overlays]), digest_size=6).hexdigest()

    def text(self) -> str:
        """It as text, to be kept beside what is read with it; "" where nothing is laid over."""
        return orjson.dumps([self.code, self.overlays]).decode() if self.overlays else ""

    def build(self, make: Callable[[Language], R]) -> R:
        """What ``make`` makes of this language, made once."""
        found = self._memos.get(make)
        if found is None:
            made = make(self)
            found = self._memos[make] = lambda: made
        result: R = found()
        return result

    @contextmanager
    def in_force(self) -> Iterator[None]:
        """Inside, functions marked :func:`per_language` and ``load_rules`` answer for this language."""
        token = _IN_FORCE.set(self)
        try:
            yield
        finally:
            _IN_FORCE.reset(token)


_OPEN = frozenset({"events", "names"})  # tables whose keys are names that an analyst may add to


def has_rules(code: str) -> bool:
    """Whether reports in that language can be read."""
    return code.isalpha() and _FOLDER.joinpath(code).joinpath("language.toml").is_file()


def read_language(folder: Path | None = None, code: str | None = None) -> Language:
    """The language of that code (else the one shipped), with the tables of ``folder`` laid over its own.

    Raises:
        RulesError: no such folder, no table in it, a file that is not TOML, a key that the table lacks.
    """
    if folder is None:
        return _SHIPPED if code in (None, _SHIPPED.code) else Language(str(code))
    paths = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    if not paths:
        raise RulesError(f"{folder}: no folder with tables of rules (NAME.toml)")
    overlays = [(str(path), path.stem, _read(path, str(path))) for path in paths]
    return Language(code or _SHIPPED.code, overlays)


def parse_language(text: str) -> Language:
    """The language that :meth:`Language.text` wrote."""
    if not text:
        return _SHIPPED
    code, overlays = orjson.loads(text)
    return Language(code, [(file, name, table) for file, name, table in overlays])


def language_in_force() -> Language:
    """The language that is being read in this thread; where none is, the one shipped."""
    return _IN_FORCE.get()


@overload
def per_language(function: Callable[P, R]) -> Callable[P, R]: ...
@overload
def per_language(*, maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
def per_language(function: Any = None, *, maxsize: int | None = None) -> Any:
    """Remember a function's answers, each language's for itself: for what is made of vocabulary.

    Args:
        maxsize: how many answers are kept, for functions with arguments; None keeps all.
    """
    if function is None:
        return lambda decorated: _per_language(decorated, maxsize)
    return _per_language(function, maxsize)


def _per_language(function: Callable[..., Any], maxsize: int | None) -> Callable[..., Any]:
    @wraps(function)
    def asked(*arguments: Any) -> Any:
        memos = _IN_FORCE.get()._memos
        memo = memos.get(function)
        if memo is None:
            memo = memos[function] = lru_cache(maxsize)(function)
        return memo(*arguments)

    return asked


def _path(code: str, name: str) -> Any:
    own = _FOLDER.joinpath(code).joinpath(f"{name}.toml")
    return own if own.is_file() else _FOLDER.joinpath(f"{name}.toml")


def _read(path: Any, file: str) -> Table:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RulesError(f"{file}: {error}") from error


_SHIPPED = Language(str(_read(_FOLDER.joinpath("languages.toml"), "languages.toml")["shipped"]))
_IN_FORCE: ContextVar[Language] = ContextVar("language", default=_SHIPPED)

"""English stands in ``nlp/rules/en``: the count of English words and phrases in code may only sink.

Counted are words in collections of constants, words that a token's text is compared with, and the words of
regular expressions, in the rooms that read text. Names of fields in such collections are counted with them:
a room's floor is not always 0. spaCy's labels are not counted.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST = {
    "nlp/coref": 71,
    "nlp/entities": 19,
    "nlp/extract": 2,
    "nlp/extract/headline": 20,
    "nlp/extract/parse": 55,
    "nlp/extract/said": 174,
    "nlp/extract/ties": 89,
    "nlp/extract/what": 158,
    "nlp/extract/when": 63,
    "nlp/extract/who": 170,
    "nlp/incidents": 3,
    "nlp/incidents/picture": 48,
    "nlp/incidents/resolution": 131,
    "nlp/names": 26,
    "nlp/placement": 19,
    "nlp/readers": 6,
    "nlp/readers/finish": 24,
    "nlp/readers/formats": 64,
    "nlp/readers/furniture": 10,
    "nlp/readers/imprint": 51,
    "nlp/readers/mail": 60,
    "nlp/readers/packed": 2,
    "nlp/readers/pdf": 4,
    "nlp/readers/web": 136,
    "nlp/spacy_components": 3,
    "nlp/text": 151,
    "nlp/time/calendar": 2,
    "nlp/time/grammar": 20,
    "nlp/time/read": 47,
    "nlp/time/resolve": 44,
    "nlp/time/rules": 79,
    "nlp/time/rules/written_dates": 24,
}
"""Room -> literals that stand there at most. Lower it when words move to the tables; never raise one."""

WORD = re.compile(r"[a-z][a-z'’-]*(?: [a-z'’-]+)*")
NO_TEXT = ("nlp/case", "nlp/dataset", "nlp/ingest", "nlp/rules", "nlp/sample")
_LABELS = """
acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative
dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss
preconj predet prep prt punct quantmod relcl xcomp root
"""
LABELS = frozenset(_LABELS.split())  # of the parser


def rooms() -> list[str]:
    """The rooms that read text."""
    every = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "nlp").rglob("*.py")}
    return sorted(room for room in every if not room.startswith(NO_TEXT) and room != "nlp")


def literals(tree: ast.AST) -> list[str]:
    """The words of collections of constants, and of patterns given to :mod:`re`."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            found += words(node.elts)
        elif isinstance(node, ast.Compare):
            if any(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops) and reads_text(node):
                found += words([node.left, *node.comparators])
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found += re.findall(r"(?<![\\a-z(?<])[a-z]{3,}", argument.value)
    return found


def words(nodes: list[ast.expr]) -> list[str]:
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [text for text in texts if WORD.fullmatch(text) and text not in LABELS]


def reads_text(node: ast.Compare) -> bool:
    """Whether a comparison is with what a token or a word of the text is."""
    sides = ast.unparse(node)
    return bool(re.search(r"\.(lower_|lemma_|text|norm_)\b|\b(word|lemma|low|text)\b", sides))


def count(room: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for path in (ROOT / room).glob("*.py"):
        found.update(literals(ast.parse(path.read_text(encoding="utf-8"))))
    return found


@pytest.mark.parametrize("room", rooms())
def test_vocabulary_in_code_only_sinks(room: str) -> None:
    found = count(room)
    assert found.total() <= MOST.get(room, 0), sorted(found)

"""The house: which room may use which, how large a room may be, and that each says what is in it.

A room is a folder of modules. Imports point one way only; an arrow that is not in the table fails, and a
circle can't be written into it. Who adds an arrow says in the commit message why.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).parent.parent
GROUND = "nlp"  # records, query, errors: open to all
TABLE = """
nlp.rules              ->
nlp.names              -> nlp.rules
nlp.placement          ->
nlp.dataset            ->

nlp.time.calendar      ->
nlp.time.grammar       -> nlp.rules nlp.time.calendar
nlp.time.rules         -> nlp.time.calendar nlp.time.grammar
nlp.time.rules.written_dates -> nlp.time.calendar nlp.time.grammar nlp.time.rules
nlp.time.read          -> nlp.rules nlp.time.calendar nlp.time.grammar nlp.time.rules
nlp.time.resolve       -> nlp.rules nlp.time.calendar nlp.time.grammar
nlp.time               -> nlp.time.grammar nlp.time.read nlp.time.resolve

nlp.text               -> nlp.rules nlp.time nlp.time.grammar

nlp.readers.source     -> nlp.rules
nlp.readers.furniture  -> nlp.rules
nlp.readers.imprint    -> nlp.readers.furniture nlp.readers.source nlp.rules nlp.text
nlp.readers.finish     -> nlp.readers.furniture nlp.readers.imprint nlp.readers.source nlp.rules nlp.text
nlp.readers.web        -> nlp.readers.finish nlp.readers.furniture nlp.readers.imprint nlp.readers.source
                          nlp.rules nlp.text
nlp.readers.pdf        -> nlp.rules nlp.readers.source
nlp.readers.formats    -> nlp.readers.finish nlp.readers.source nlp.readers.web nlp.rules nlp.text
nlp.readers.mail       -> nlp.readers.formats nlp.readers.pdf nlp.readers.source nlp.readers.web nlp.rules
nlp.readers.packed     -> nlp.readers.mail nlp.readers.source nlp.readers.web
nlp.readers.office     -> nlp.readers.formats nlp.readers.packed nlp.readers.pdf nlp.readers.source
                          nlp.readers.web
nlp.readers            -> nlp.readers.finish nlp.readers.formats nlp.readers.mail nlp.readers.office
                          nlp.readers.packed nlp.readers.pdf nlp.readers.source nlp.readers.web

nlp.coref              -> nlp.rules nlp.names nlp.text
nlp.entities           -> nlp.rules nlp.names
nlp.incidents.resolution -> nlp.names nlp.rules
nlp.incidents.picture  -> nlp.incidents.resolution nlp.rules
nlp.incidents          -> nlp.incidents.picture nlp.incidents.resolution

nlp.extract.parse      -> nlp.rules nlp.text
nlp.extract.who        -> nlp.rules nlp.names nlp.text nlp.coref
nlp.extract.said       -> nlp.rules nlp.text nlp.extract.parse
nlp.extract.ties       -> nlp.rules nlp.text nlp.extract.parse nlp.extract.said
nlp.extract.what       -> nlp.rules nlp.text nlp.extract.parse
nlp.extract.when       -> nlp.rules nlp.text nlp.placement nlp.time nlp.time.calendar nlp.time.grammar
                          nlp.time.read nlp.time.resolve nlp.extract.parse nlp.extract.what
nlp.extract.headline   -> nlp.rules nlp.extract.parse nlp.extract.said nlp.extract.what
nlp.extract            -> nlp.rules nlp.names nlp.placement nlp.extract.parse nlp.extract.who
                          nlp.extract.said nlp.extract.ties nlp.extract.what nlp.extract.when
                          nlp.extract.headline

nlp.case.file          -> nlp.text nlp.entities nlp.incidents
nlp.case.settle        -> nlp.case.file nlp.entities nlp.incidents nlp.incidents.resolution nlp.names
                          nlp.placement nlp.text
nlp.case.decide        -> nlp.case.file nlp.case.settle nlp.entities nlp.incidents nlp.incidents.resolution
                          nlp.placement nlp.rules nlp.time nlp.time.resolve
nlp.case.choose        -> nlp.case.file nlp.text
nlp.case.network       -> nlp.case.choose nlp.case.file
nlp.case.ask           -> nlp.case.choose nlp.case.file nlp.case.network nlp.case.settle nlp.dataset
                          nlp.incidents nlp.incidents.picture nlp.text
nlp.case               -> nlp.case.ask nlp.case.choose nlp.case.decide nlp.case.file nlp.case.settle
                          nlp.entities nlp.incidents nlp.rules

nlp.ingest             -> nlp.rules nlp.text nlp.readers nlp.readers.source nlp.extract nlp.case
                          nlp.case.file nlp.case.settle
nlp.spacy_components   -> nlp.case.file nlp.extract nlp.text nlp.time
nlp.sample             ->

viz.kit                ->
viz.state              -> viz.kit nlp.text nlp.time
viz.chart              -> viz.kit viz.state
viz.timeline           -> viz.kit viz.state
viz.map                -> viz.kit viz.state
viz.table              -> viz.kit viz.state
viz.filters            -> viz.kit viz.state
viz.search             -> nlp.text viz.kit
viz.decisions          -> viz.kit viz.state
viz.intake             -> viz.kit viz.state
viz.evidence           -> viz.kit viz.state viz.chart viz.timeline viz.decisions
viz.export.formats     -> nlp.dataset
viz.export             -> viz.kit viz.state viz.chart viz.timeline viz.table viz.evidence viz.export.formats
                          nlp.dataset
viz.page               -> viz.kit viz.state viz.chart viz.timeline viz.map viz.table viz.filters viz.search
                          viz.decisions viz.intake viz.evidence viz.export
viz.access             ->
viz.cli                -> viz.access viz.kit viz.export
"""
VIZ_MAY = {  # and what is in nlp.dataset
    "nlp.query",
    "nlp.records",
    "nlp.errors",
    "nlp.text.index_terms",
    "nlp.text.query_language",
    "nlp.time",
}
ROOMY = 15  # modules of one room


def modules(package: str) -> list[str]:
    """Files of a package, as paths from the root."""
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / package).rglob("*.py"))


FILES = {
    path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): path
    for package in ("nlp", "viz")
    for path in modules(package)
}


def room_of(module: str) -> str:
    """The room that a module of ours is in."""
    return Path(FILES[module]).parent.as_posix().replace("/", ".")


ROOMS = sorted({room_of(module) for module in FILES})


def read_table() -> dict[str, set[str]]:
    """Room -> the rooms it may use."""
    arrows: dict[str, set[str]] = {}
    room = ""
    for line in TABLE.splitlines():
        left, found, right = line.rpartition("->")
        if found:
            room = left.strip()
            assert room not in arrows, f"{room} twice"
        arrows.setdefault(room, set()).update(right.split())
    return {room: used for room, used in arrows.items() if room}


def imported(path: Path) -> set[str]:
    """Modules that the file imports outside ``if TYPE_CHECKING``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inside & FILES.keys() or {node.module}
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_uses_only_what_the_table_says(room: str) -> None:
    allowed = read_table().get(room, set()) | {room, GROUND}
    wrong = {
        f"{path}: {name}"
        for module, path in FILES.items()
        if room_of(module) == room
        for name in imported(ROOT / path) & FILES.keys()
        if room_of(name) not in allowed
    }
    assert not wrong


def test_the_table_names_every_room_and_has_no_circle() -> None:
    table = read_table()
    assert set(table) == set(ROOMS) - {GROUND, "viz"}
    assert {used for room in table for used in table[room]} <= set(table)
    graph = nx.DiGraph([(room, used) for room in table for used in table[room]])
    assert nx.is_directed_acyclic_graph(graph), nx.find_cycle(graph)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_small_and_says_what_is_in_it(room: str) -> None:
    inside = [path for module, path in FILES.items() if room_of(module) == room]
    assert len(inside) - 1 <= ROOMY, "it wants a second room"
    face = ROOT / room.replace(".", "/") / "__init__.py"
    assert ast.get_docstring(ast.parse(face.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", modules("nlp"))
def test_nlp_knows_nothing_of_what_is_seen(path: str) -> None:
    roots = {name.partition(".")[0] for name in imported(ROOT / path)}
    assert not roots & {"viz", "app", "dash", "plotly"}


@pytest.mark.parametrize("path", modules("viz"))
def test_viz_draws_from_rows(path: str) -> None:
    names = imported(ROOT / path)
    assert not {name.partition(".")[0] for name in names} & {"app", "spacy"}
    used = {name for name in names if name.partition(".")[0] == "nlp" and not name.startswith("nlp.dataset.")}
    assert used <= VIZ_MAY


def test_the_dashboard_does_not_load_spacy() -> None:
    code = (
        "import sys, viz.page.dashboard\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'spacy', 'thinc'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "[]"


def test_every_module_can_be_imported_first() -> None:
    """What two modules need of each other shows only where the other one is loaded first."""
    arrows: dict[str, set[str]] = defaultdict(set)
    for module, path in FILES.items():
        if not path.endswith("__init__.py"):
            arrows[module] = {name for name in imported(ROOT / path) if name in FILES and name != module}
    graph = nx.DiGraph([(module, used) for module in arrows for used in arrows[module]])
    assert nx.is_directed_acyclic_graph(graph), nx.find_cycle(graph)

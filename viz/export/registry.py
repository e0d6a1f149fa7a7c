"""The formats that a case can be taken away in, by name: the built-in ones and those of other packages.

A package of its own offers a format by an entry point of the group ``dateline.exporters``: its name is the
format's, and what it loads is a function of a :class:`~nlp.dataset.dataset.Dataset` that returns file names
with their contents; the first line of its docstring says what it writes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from inspect import getdoc
from typing import TYPE_CHECKING

from nlp.dataset.dataset import Dataset
from nlp.dataset.rows import TABLES
from nlp.errors import DatelineError
from nlp.query import Query
from viz.export.formats import ftm, graphs, maps, notes, stix, tables, timelines
from viz.export.html_report import write_report
from viz.export.report_read import read_contents
from viz.state.state import State

if TYPE_CHECKING:
    from nlp.case import Case

GROUP = "dateline.exporters"
EVERYTHING = Query()
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A format: its ``name`` on the command line, what it is for, and what writes a query of a case in it."""

    name: str
    title: str
    write: Callable[[Case, Query], Files]


@lru_cache(maxsize=1)
def exporters() -> Mapping[str, Exporter]:
    """All formats by name, the built-in ones first; one of another package never takes a built-in name."""
    found = {one.name: one for one in _BUILT_IN}
    for point in entry_points(group=GROUP):
        if point.name not in found:
            found[point.name] = _load(point)
    return found


def _load(point: EntryPoint) -> Exporter:
    """Another package's format; where it can't be loaded, one that says so when it is asked for."""
    try:
        write: Callable[[Dataset], Files] = point.load()
    except Exception as error:  # noqa: BLE001  (another package's defect must not cost the other formats)
        reason = f"its writer ({point.value}) can't be loaded: {type(error).__name__}: {error}"

        def refuse(case: Case, query: Query) -> Files:
            raise DatelineError(f"format {point.name!r}: {reason}")

        return Exporter(name=point.name, title=reason, write=refuse)
    return _of_dataset(point.name, _title(write), write)


def find_exporter(name: str) -> Exporter:
    """The format of that name.

    Raises:
        DatelineError: there is none.
    """
    known = exporters()
    if name not in known:
        raise DatelineError(f"no format {name!r} (known: {', '.join(known)})")
    return known[name]


def write_table(case: Case, query: Query, table: str) -> bytes:
    """One table of a query as CSV.

    Raises:
        DatelineError: there is no such table.
    """
    if table not in TABLES:
        raise DatelineError(f"no table {table!r} (known: {', '.join(TABLES)})")
    return tables.write_table(case.dataset(query), table)


def pack(files: Files, name: str) -> tuple[str, bytes]:
    """One file to hand over: the only one there is, or all in a zip archive; with its name."""
    if len(files) == 1:
        return next(iter(files.items()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path, date_time=_STAMP), content)
    return f"{name}.zip", out.getvalue()


_STAMP = (2000, 1, 1, 0, 0, 0)  # the same archive for the same case


def _title(write: Callable[[Dataset], Files]) -> str:
    return (getdoc(write) or "").partition("\n")[0]


def _of_dataset(name: str, title: str, write: Callable[[Dataset], Files]) -> Exporter:
    return Exporter(name=name, title=title, write=lambda case, query: write(case.dataset(query)))


def _write_json(case: Case, query: Query) -> Files:
    """The whole case as it stands, or, under a query, what is left of it in the same shape."""
    if query == EVERYTHING:
        return {f"{case.name}.json": b"".join(case.export())}
    return {f"{case.name}.json": case.dataset(query).to_json()}


def _write_html(case: Case, query: Query) -> Files:
    contents = read_contents(case, State(query=query), made_on=date.today())
    return {f"{case.name}.html": write_report(contents).encode()}


def _write_csv(case: Case, query: Query) -> Files:
    return {f"{table}.csv": write_table(case, query, table) for table in TABLES}


def stream_json(case: Case) -> Iterator[bytes]:
    """The whole case as JSON, piece by piece, so that memory does not grow with it."""
    return case.export()


_BUILT_IN = (
    Exporter(name="json", title="Everything with its evidence, for programs", write=_write_json),
    Exporter(name="csv", title="Tables for a spreadsheet", write=_write_csv),
    Exporter(name="html", title="A report with pictures that opens offline", write=_write_html),
    _of_dataset("xlsx", "A workbook of events, entities, links, incidents, sources", tables.write_xlsx),
    _of_dataset("parquet", "Tables for DuckDB, pandas, polars, Spark", tables.write_parquet),
    _of_dataset("ftm", "FollowTheMoney, for Aleph and OpenAleph", ftm.write_ftm),
    _of_dataset("stix", "STIX 2.1 (lossy: no roles, intervals or sources)", stix.write_stix),
    _of_dataset("i2", "CSV of links and events for i2 Analyst's Notebook", tables.write_i2),
    _of_dataset("graphml", "The network for Gephi, yEd, igraph", graphs.write_graphml),
    _of_dataset("gexf", "The network with times, for Gephi", graphs.write_gexf),
    _of_dataset("cytoscape", "The network for Cytoscape", graphs.write_cytoscape),
    _of_dataset("neo4j", "CSV for Neo4j's import, with the line that reads it", graphs.write_neo4j),
    _of_dataset("geojson", "Events on the map, for QGIS and web maps", maps.write_geojson),
    _of_dataset("kml", "Events on the map, for Google Earth", maps.write_kml),
    _of_dataset("timelinejs", "Slides for TimelineJS", timelines.write_timelinejs),
    _of_dataset("timesketch", "Lines for Timesketch", timelines.write_timesketch),
    _of_dataset("ics", "A calendar of what is dated", timelines.write_ics),
    _of_dataset("obsidian", "Linked notes for Obsidian", notes.write_obsidian),
    _of_dataset("brat", "Texts with their marks, for brat", notes.write_brat),
)

"""The network for programs of graphs: GraphML, GEXF (dynamic), CSV for Neo4j, JSON of Cytoscape."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

import networkx as nx

from nlp.dataset.dataset import Dataset
from nlp.dataset.days import placed, stated
from nlp.dataset.graph import build_graph
from viz.export.formats.tabular import write_rows
from viz.export.formats.xml_text import clean_xml

Files = Mapping[str, bytes]


def write_graphml(data: Dataset) -> Files:
    """GraphML 1.0, as Gephi, yEd, Cytoscape and igraph read it."""
    out = io.BytesIO()
    nx.write_graphml_xml(_cleaned(build_graph(data)), out, encoding="utf-8", named_key_ids=True)
    return {f"{data.name}.graphml": out.getvalue()}


def write_gexf(data: Dataset) -> Files:
    """GEXF 1.2, dynamic: an edge is there from its first to its last day, a node from its first edge to its
    last. What has no day on the calendar is there all the time."""
    graph = _cleaned(build_graph(data))
    for _, _, edge in graph.edges(data=True):
        edge["kind"] = edge.pop("type")  # GEXF means another thing by an edge's "type"
        for end in ("start", "end"):
            if not edge[end]:
                del edge[end]
    graph.graph["mode"] = "dynamic"
    for node in graph:
        edges = [edge for _, _, edge in (*graph.in_edges(node, data=True), *graph.out_edges(node, data=True))]
        if edges and all("start" in edge for edge in edges):
            graph.nodes[node]["start"] = min(edge["start"] for edge in edges)
        if edges and all("end" in edge for edge in edges):
            graph.nodes[node]["end"] = max(edge["end"] for edge in edges)
    text = "\n".join(nx.generate_gexf(graph, encoding="utf-8", version="1.2draft"))
    text = text.replace('timeformat="string"', 'timeformat="date"').replace(
        'timeformat="double"', 'timeformat="date"'
    )
    return {f"{data.name}.gexf": f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()}


def write_cytoscape(data: Dataset) -> Files:
    """Cytoscape.js elements, as Cytoscape and cytoscape.js read them."""
    graph = build_graph(data)
    elements = {
        "nodes": [{"data": {"id": key, **graph.nodes[key]}} for key in graph],
        "edges": [
            {"data": {"id": key, "source": a, "target": b, **edge}}
            for a, b, key, edge in graph.edges(keys=True, data=True)
        ],
    }
    text = json.dumps({"data": {"name": data.name}, "elements": elements}, ensure_ascii=False, indent=1)
    return {f"{data.name}.cyjs": text.encode()}


_IMPORT = """\
neo4j-admin database import full --nodes=nodes.csv --nodes=events.csv --nodes=documents.csv \\
  --relationships=links.csv --relationships=takes_part.csv --relationships=told_in.csv \\
  --multiline-fields=true {name}
"""


def write_neo4j(data: Dataset) -> Files:
    """CSV for ``neo4j-admin database import``: entities, events and documents as nodes; relations, parts in
    events and where each was told as relationships; the line that reads them in README.txt."""
    entities = [
        (
            e["id"],
            e["name"],
            e["type"],
            ";".join(e["aliases"]),
            _number(e["lat"]),
            _number(e["lon"]),
            f"Entity;{e['type'].title()}",
        )
        for e in data.entities.values()
    ]
    events = []
    for event in data.events.values():
        span, follows = stated(event), placed(event)
        events.append(
            (
                event["id"],
                data.title(event),
                event["type"],
                event["status"],
                span.first_day or "",
                span.last_day or "",
                span.text,
                follows.first_day or "",
                follows.last_day or "",
                event["incident_id"],
                " ".join(event["sentence"]["text"].split()),
                "Event",
            )
        )
    documents = [
        (d["id"], d["title"], d["publisher"] or "", d["published"] or "", d["path"], "Document")
        for d in data.documents.values()
    ]
    links = [
        (
            link.source,
            link.target,
            link.kind.upper(),
            link.label,
            link.record["status"],
            link.record.get("share"),
        )
        for link in data.links
        if link.lasting
    ]
    parts = [
        (p["entity_id"], event["id"], p["role"].upper(), p["text"])
        for event in data.events.values()
        for p in event["participants"]
        if p["entity_id"] in data.entities
    ]
    told = [(event["id"], event["document_id"], "TOLD_IN") for event in data.events.values()]
    return {
        "nodes.csv": write_rows(
            ("id:ID", "name", "type", "aliases:string[]", "lat:float", "lon:float", ":LABEL"), entities
        ),
        "events.csv": write_rows(
            (
                "id:ID",
                "title",
                "type",
                "status",
                "earliest:date",
                "latest:date",
                "time",
                "placed_earliest:date",
                "placed_latest:date",
                "incident",
                "sentence",
                ":LABEL",
            ),
            events,
        ),
        "documents.csv": write_rows(
            ("id:ID", "title", "publisher", "published:date", "path", ":LABEL"), documents
        ),
        "links.csv": write_rows((":START_ID", ":END_ID", ":TYPE", "label", "status", "share:float"), links),
        "takes_part.csv": write_rows((":START_ID", ":END_ID", ":TYPE", "text"), parts),
        "told_in.csv": write_rows((":START_ID", ":END_ID", ":TYPE"), told),
        "README.txt": _IMPORT.format(name="neo4j").encode(),
    }


def _number(value: float | None) -> float | str:
    return "" if value is None else value


def _cleaned(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """``graph`` without the characters that XML can't hold."""
    for attributes in (*dict(graph.nodes(data=True)).values(), *(e for _, _, e in graph.edges(data=True))):
        for name, value in attributes.items():
            if isinstance(value, str):
                attributes[name] = clean_xml(value)
    return graph

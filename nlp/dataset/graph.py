"""A dataset as a networkx graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from nlp.dataset.dataset import Dataset
from nlp.dataset.days import drawn, stated


def build_graph(data: Dataset) -> nx.MultiDiGraph:
    """Entities as nodes, each event between two of them and each relation an edge; plain attributes only.

    ``start`` and ``end`` are what a timeline would draw (``dated`` says whether the text states it); an
    attribute without a value is "".
    """
    graph = nx.MultiDiGraph(name=data.name)
    for entity in data.entities.values():
        graph.add_node(
            entity["id"],
            label=entity["name"],
            type=entity["type"],
            aliases="; ".join(name for name in entity["aliases"] if name != entity["name"]),
            mentions=len(entity["mentions"]),
            **_position(entity),
        )
    for link in data.links:
        span, dated = drawn(link.record)
        graph.add_edge(
            link.source,
            link.target,
            key=link.id,
            label=link.label,
            type=link.kind,
            lasting=link.lasting,
            directed=link.directed,
            start=span.first_day or "",
            end=span.last_day or "",
            dated=dated,
            time=stated(link.record).text,
            status=link.record.get("status") or "",
            source_text=_says(link.record),
            document=data.document_of(link.record)["path"],
        )
    return graph


def _position(entity: Mapping[str, Any]) -> dict[str, float]:
    return {} if entity["lat"] is None else {"lat": float(entity["lat"]), "lon": float(entity["lon"])}


def _says(record: Mapping[str, Any]) -> str:
    return "; ".join(f"{a['text']} ({a['stance']})" for a in record["attribution"])

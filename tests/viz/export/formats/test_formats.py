"""Every format read back by a program of its own field."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import icalendar
import networkx as nx
import openpyxl
import pytest
from lxml import etree

from nlp.dataset.dataset import Dataset, build_dataset
from tests.factories import make_case, story
from tests.viz.export.formats.made import TEXT, dataset
from viz.export.formats import ftm, graphs, maps, notes, stix, tables, timelines


@pytest.fixture(scope="module")
def data() -> Dataset:
    return dataset()


@pytest.fixture(scope="module", params=["made", "story"])
def any_data(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    if request.param == "made":
        return dataset()
    with make_case(tmp_path_factory.mktemp("formats") / "story.duckdb", story()) as case:
        return build_dataset("story", case.export())


def only(files: Any) -> bytes:
    (content,) = files.values()
    return bytes(content)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_hidden_and_rejected_are_left_out(data: Dataset) -> None:
    assert list(data.entities) == ["e1", "e2", "e3", "e4", "e6"]
    assert list(data.events) == ["1", "2", "3", "5"]
    assert list(data.relations) == ["r1", "r2"]


def test_a_choice_of_events_keeps_what_they_name() -> None:
    some = dataset(events={"1"})
    assert list(some.events) == ["1"]
    assert list(some.entities) == ["e1", "e2", "e3"]
    assert not some.relations


def test_links_are_who_did_what_to_whom(data: Dataset) -> None:
    links = [(link.source, link.target, link.kind, link.directed) for link in data.links]
    assert ("e1", "e2", "attack", True) in links
    assert ("e2", "e4", "ownership", True) in links
    assert ("e2", "e4", "family", False) in links


def test_graphml(any_data: Dataset) -> None:
    graph = nx.parse_graphml(only(graphs.write_graphml(any_data)).decode(), force_multigraph=True)
    assert set(graph) == set(any_data.entities)
    assert graph.number_of_edges() == len(any_data.links)


def test_gexf_is_dynamic(any_data: Dataset) -> None:
    content = only(graphs.write_gexf(any_data))
    graph = nx.read_gexf(io.BytesIO(content))
    assert set(graph) == set(any_data.entities)
    root = etree.fromstring(content)
    (drawn,) = root.findall("{*}graph")
    assert drawn.get("mode") == "dynamic"
    assert drawn.get("timeformat") == "date"
    starts = {edge.get("start") for edge in root.iterfind(".//{*}edge") if edge.get("start")}
    assert all(date.fromisoformat(start) for start in starts)


def test_gexf_takes_the_estimate_for_what_is_not_dated(data: Dataset) -> None:
    root = etree.fromstring(only(graphs.write_gexf(data)))
    attack = next(e for e in root.iterfind(".//{*}edge") if e.get("source") == "e1")
    assert (attack.get("start"), attack.get("end")) == ("2031-05-05", "2031-05-05")
    assert attack.xpath(".//*[local-name()='attvalue'][@value='false']")  # not dated by the text


def test_neo4j_and_cytoscape(any_data: Dataset) -> None:
    files = graphs.write_neo4j(any_data)
    nodes = {row["id:ID"] for name in ("nodes", "events", "documents") for row in rows(files[f"{name}.csv"])}
    for name in ("links", "takes_part", "told_in"):
        for row in rows(files[f"{name}.csv"]):
            assert {row[":START_ID"], row[":END_ID"]} <= nodes
    assert all(f"{name}.csv" in files["README.txt"].decode() for name in ("nodes", "links", "told_in"))
    elements = json.loads(only(graphs.write_cytoscape(any_data)))["elements"]
    ids = {node["data"]["id"] for node in elements["nodes"]}
    assert all({edge["data"]["source"], edge["data"]["target"]} <= ids for edge in elements["edges"])


def test_geojson(data: Dataset) -> None:
    first, second = json.loads(only(maps.write_geojson(data)))["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [12.25, 54.5]}
    assert first["properties"]["earliest"] == "2031-05-03T04:10+01:00"
    assert (second["properties"]["earliest"], second["properties"]["latest"]) == ("2031-05-01", None)


def test_kml(data: Dataset) -> None:
    root = etree.fromstring(only(maps.write_kml(data)))
    first, second = root.iterfind(".//{*}Placemark")
    assert first.findtext("{*}Point/{*}coordinates") == "12.25,54.5"
    assert first.findtext("{*}TimeSpan/{*}begin") == "2031-05-03"
    assert second.findtext("{*}TimeSpan/{*}end") is None


def test_timelinejs(data: Dataset) -> None:
    told = json.loads(only(timelines.write_timelinejs(data)))
    first, second = told["events"]
    assert first["start_date"] == {"year": "2031", "month": "5", "day": "3", "hour": "4", "minute": "10"}
    assert second["display_date"] == "since 1 May"
    assert told["left_out"] == 1  # the one without a year
    assert "<b>" not in json.dumps(told["events"][0]["text"]).replace("<p>", "").replace("<em>", "")


def test_timesketch(data: Dataset) -> None:
    lines = [json.loads(line) for line in only(timelines.write_timesketch(data)).decode().splitlines()]
    assert [line["datetime"] for line in lines] == [
        "2031-05-03T04:10:00+01:00",
        "2031-05-05T00:00:00+00:00",
        "2031-05-01T00:00:00+00:00",
    ]
    assert [line["tag"][1] for line in lines] == ["stated", "placed", "stated"]
    assert lines[1]["timestamp_desc"] == "Placed, not stated"


def test_calendar(data: Dataset) -> None:
    first, second = icalendar.Calendar.from_ical(only(timelines.write_ics(data))).walk("VEVENT")
    assert first["dtstart"].dt == datetime.fromisoformat("2031-05-03T04:10+01:00")
    assert second["dtstart"].dt == date(2031, 5, 1)
    assert "Norvik" in first["location"]


def test_ftm(any_data: Dataset) -> None:
    model = pytest.importorskip("followthemoney").model
    lines = only(ftm.write_ftm(any_data)).decode().splitlines()
    proxies = {}
    for line in lines:
        raw = json.loads(line)
        proxy = model.get_proxy(raw, cleaned=False)
        for name, values in raw["properties"].items():
            assert proxy.get(name), (raw["schema"], name, values)
        proxies[proxy.id] = proxy
    for proxy in proxies.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert proxies[value].schema.is_a(prop.range), (proxy.schema.name, prop.name)


def test_ftm_ownership_and_what_fits_no_schema(data: Dataset) -> None:
    by_id = {one["id"]: one for one in map(json.loads, only(ftm.write_ftm(data)).decode().splitlines())}
    assert by_id["r1"]["schema"] == "Ownership"
    assert by_id["r1"]["properties"]["percentage"] == ["40"]
    assert by_id["e4"] == {
        "id": "e4",
        "schema": "Company",
        "properties": {"name": ["Tarn Freight"], "proof": ["d1"]},
    }
    assert by_id["r2"]["schema"] == "UnknownLink"  # a body has no mother
    assert "startDate" not in by_id["2"]["properties"]
    assert by_id["2"]["properties"]["notes"][-1] == "Time as written: 3 May (--05-03, no year stated)"


def test_stix(any_data: Dataset) -> None:
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(only(stix.write_stix(any_data)).decode(), allow_custom=False)
    ids = {one.id for one in bundle.objects}
    assert len(ids) == len(bundle.objects)
    for one in bundle.objects:
        refs = [one.source_ref, one.target_ref] if one.type == "relationship" else one.get("object_refs", [])
        assert set(refs) <= ids
    assert only(stix.write_stix(any_data)) == only(stix.write_stix(any_data))


def test_xlsx(data: Dataset) -> None:
    book = openpyxl.load_workbook(io.BytesIO(only(tables.write_xlsx(data))))
    assert book.sheetnames == ["events", "entities", "links", "incidents", "sources", "documents"]
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)
    first = dict(
        zip([cell.value for cell in book["events"][1]], [c.value for c in book["events"][2]], strict=True)
    )
    assert first["Agents"] == "Gunmen"
    assert first["Lat"] == 54.5


def test_parquet(any_data: Dataset, tmp_path: Path) -> None:
    for name, content in tables.write_parquet(any_data).items():
        path = tmp_path / name
        path.write_bytes(content)
        found = duckdb.read_parquet(str(path))
        if name == "events.parquet":
            assert len(found) == len(any_data.events)
            assert {"earliest", "placed_latest", "lat", "incident"} <= set(found.columns)


def test_i2(any_data: Dataset) -> None:
    files = tables.write_i2(any_data)
    assert len(rows(files["links.csv"])) == len(any_data.links)
    titles = set(rows(files["events.csv"])[0])
    assert {"Id", "Headline", "Earliest", "Latest", "Agents", "Targets", "Lat", "Sources"} <= titles


def test_obsidian(data: Dataset) -> None:
    files = {name: content.decode() for name, content in notes.write_obsidian(data).items()}
    stems = {name.rpartition("/")[2].removesuffix(".md") for name in files}
    linked = {piece.partition("]]")[0] for text in files.values() for piece in text.split("[[")[1:]}
    assert linked <= stems
    assert len({name.casefold() for name in files}) == len(files) == 8
    assert "<b>" not in "".join(files.values())


def test_brat(data: Dataset) -> None:
    files = notes.write_brat(data)
    (text,) = (content.decode() for name, content in files.items() if name.endswith(".txt"))
    (marks,) = (content.decode() for name, content in files.items() if name.endswith(".ann"))
    assert text == TEXT
    for line in marks.splitlines():
        if line.startswith("T"):
            _, place, words = line.split("\t")
            spans = [tuple(map(int, span.split())) for span in place.partition(" ")[2].split(";")]
            assert " ".join(text[start:end] for start, end in spans) == words
    assert "E1\tattack:" in marks
    assert "agent:T" in marks

"""The chart as an SVG: everything drawn is in it, and text is text."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from nlp.records import EntityType
from tests.viz.rows import entity, event, link
from viz.chart.network import build_network
from viz.chart.svg_chart import draw_chart_svg, outline, wrap
from viz.kit.theme import TYPES

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def texts(root: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def test_markup_in_names_is_text() -> None:
    name = '<script>alert("1")</script> & co\x00'
    root = drawn(draw_chart_svg(build_network([entity("a", name)], [])))
    assert "".join(texts(root)).replace(" ", "") == '<script>alert("1")</script>&co'
    assert not list(root.iter(f"{SVG}script"))


def test_every_node_and_link_is_drawn() -> None:
    rows = [entity(str(kind), type=kind) for kind in EntityType]
    links = [link(rows[0].id, row.id) for row in rows[1:]]
    root = drawn(draw_chart_svg(build_network(rows, links)))
    titles = [one.text for one in root.iter(f"{SVG}title")]
    assert len(titles) == 1 + len(rows) + len(links)
    assert {row.name for row in rows} <= set(texts(root))


def test_links_between_the_same_two_lie_apart() -> None:
    links = [link("a", "b"), link("b", "a"), link("a", "b")]
    root = drawn(draw_chart_svg(build_network([entity("a"), entity("b")], links)))
    paths = [one.get("d") for one in root.iter(f"{SVG}path") if one.get("stroke")]
    assert len(set(paths)) == 3


def test_communities_are_grounds_with_a_name_below() -> None:
    rows = [entity(one) for one in "abcdef"]
    links = [link("a", "b"), link("b", "c"), link("c", "a"), link("d", "e"), link("e", "f"), link("f", "d")]
    root = drawn(draw_chart_svg(build_network(rows, links, groups=True)))
    assert "around A" in texts(root)
    assert "around D" in texts(root)


def test_the_key_says_what_the_lines_mean() -> None:
    told = event("1", attribution=[])
    network = build_network([entity("a"), entity("b")], [link("a", "b", events=["1"])])
    assert "Reported" in texts(drawn(draw_chart_svg(network, {"1": told}, mode="dark")))


def test_nothing_to_draw_is_an_empty_picture() -> None:
    assert texts(drawn(draw_chart_svg(build_network([], [])))) == []


@pytest.mark.parametrize("shape", sorted({style.shape for style in TYPES.values()}))
def test_shapes_stay_in_their_square(shape: str) -> None:
    corners = outline(shape)
    assert len(corners) >= 4
    assert all(abs(value) <= 1.0001 for corner in corners for value in corner)


def test_labels_wrap_between_words() -> None:
    assert wrap("Port Authority of the Northern Harbours") == [
        "Port Authority of",
        "the Northern",
        "Harbours",
    ]
    assert wrap("Anticonstitutionnellement") == ["Anticonstitutionnellement"]

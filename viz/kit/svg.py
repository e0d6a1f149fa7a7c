"""SVG drawn from Python: text is escaped by the standard library, nothing in it runs or is fetched."""

from __future__ import annotations

import re
from xml.etree import ElementTree

SPACE = "http://www.w3.org/2000/svg"
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def part(
    parent: ElementTree.Element, tag: str, text: str = "", **attributes: str | float
) -> ElementTree.Element:
    """Append an element to ``parent``. Numbers are rounded to tenths; ``font_size`` becomes font-size.

    Characters that XML does not allow are left out.
    """
    names = {name.strip("_").replace("_", "-"): _say(value) for name, value in attributes.items()}
    child = ElementTree.SubElement(parent, tag, names)
    if text:
        child.text = printable(text)
    return child


def printable(text: str) -> str:
    """``text`` without the control characters that XML does not allow."""
    return _UNPRINTABLE.sub("", text)


def picture(width: float, height: float, *, title: str, font: str, ground: str) -> ElementTree.Element:
    """An empty picture of that many units, with a name for screen readers, on the colour ``ground``."""
    size = f"0 0 {_say(width)} {_say(height)}"
    whole = ElementTree.Element("svg", {"xmlns": SPACE, "viewBox": size, "role": "img", "font-family": font})
    part(whole, "title", title)
    part(whole, "rect", width=width, height=height, fill=ground)
    return whole


def write_svg(whole: ElementTree.Element) -> str:
    """The picture as text."""
    return ElementTree.tostring(whole, encoding="unicode")


def _say(value: str | float) -> str:
    return printable(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")

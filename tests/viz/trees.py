"""What a reader would read of plain trees (``viz.kit.dom_tree``), and the elements in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def elements(tree: Any) -> Iterator[list[Any]]:
    """All elements of a tree, or of a list of trees, depth first."""
    if isinstance(tree, str):
        return
    if is_element(tree):
        yield tree
        tree = tree[2:]
    for one in tree:
        yield from elements(one)


def is_element(tree: Any) -> bool:
    """Whether this is one element, not a list of trees."""
    return isinstance(tree, list) and len(tree) > 1 and isinstance(tree[1], dict)


def text_in(tree: Any) -> str:
    """The text of a tree run together."""
    if isinstance(tree, str):
        return tree
    return "".join(text_in(one) for one in (tree[2:] if is_element(tree) else tree))


def having(tree: Any, **attributes: str) -> list[list[Any]]:
    """The elements with these attributes; underscores stand for hyphens."""
    wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
    return [one for one in elements(tree) if wanted.items() <= one[1].items()]

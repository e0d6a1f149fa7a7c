"""What the docs list is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from viz.export.registry import exporters

DOCS = Path(__file__).parent.parent / "docs"


def test_every_format_is_described() -> None:
    text = (DOCS / "exports.md").read_text(encoding="utf-8")
    table = text[text.index("| name |") : text.index("## Times")]
    assert set(
        re.findall(r"`([a-z0-9]+)`", "\n".join(row.split("|")[1] for row in table.splitlines() if row))
    ) == set(exporters())


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_links_between_pages_hold(page: str) -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", (DOCS / page).read_text(encoding="utf-8")):
        assert (DOCS / link).exists(), link

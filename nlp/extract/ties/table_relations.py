"""Relations that tables list: "Shareholder | Share" under a company's name, "Company | Director"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlp.extract.ties.relation_rules import Roles
from nlp.extract.ties.standing import read_share
from nlp.records import EntityType, Mention, MentionKind
from nlp.text.tables import Cell, Table, find_tables

_REACH = 400  # characters before a table in which the body it is about is named
_BODIES = frozenset({EntityType.ORG, EntityType.FACILITY, EntityType.OTHER})


class Listed(NamedTuple):
    """One row's relation: its type, the two sides, the heading for a label, and the share in per cent."""

    type: str
    holder: Mention
    target: Mention
    label: str
    share: float | None


def read_tables(text: str, mentions: Sequence[Mention], roles: Roles) -> Iterator[Listed]:
    """The relations of the tables of ``text``, row by row."""
    names = [m for m in mentions if m.kind is MentionKind.NAME]
    for table in find_tables(text):
        columns = [roles.headings.get(heading.strip(" %:")) for heading in table.headings]
        holders = [at for at, kind in enumerate(columns) if kind and kind not in {"share", "target"}]
        if not holders:
            continue
        about = _about(names, table)
        for row in table.rows:
            target = next((_in_cell(names, row[at]) for at, k in enumerate(columns) if k == "target"), about)
            share = next((_share(row[at]) for at, k in enumerate(columns) if k == "share"), None)
            for at in holders:
                holder, kind = _in_cell(names, row[at]), columns[at]
                if holder and target and kind and holder.chain != target.chain:
                    label = table.headings[at]
                    yield Listed(kind, holder, target, label, share if kind == "ownership" else None)


def _in_cell(names: Sequence[Mention], cell: Cell) -> Mention | None:
    return next((m for m in names if cell.start <= m.start and m.end <= cell.end), None)


def _about(names: Sequence[Mention], table: Table) -> Mention | None:
    """The body named last before a table, which it is about."""
    before = [
        m for m in names if m.end <= table.start and m.start >= table.start - _REACH and m.type in _BODIES
    ]
    return before[-1] if before else None


def _share(cell: Cell) -> float | None:
    """A share in a column of shares, with its sign or without: "51", "12.5 %"."""
    found = read_share(cell.text)
    if found is not None:
        return found
    try:
        value = float(cell.text.replace(",", ".").strip(" %"))
    except ValueError:
        return None
    return value if 0 < value <= 100 else None

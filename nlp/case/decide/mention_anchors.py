"""What a decision points at: mentions cited so that they are found again after a file has changed."""

from __future__ import annotations

from nlp.case.decide.event_verdicts import Cited
from nlp.case.file.database import Database
from nlp.case.file.mention_rows import COLUMNS, read_mention
from nlp.entities import Anchor, find_anchor
from nlp.errors import CaseError
from nlp.records import Mention

_SELECT = f"SELECT {COLUMNS} FROM mentions m JOIN documents d USING (doc)"


def mention_anchor(database: Database, mention_id: str) -> Anchor:
    """Cite a mention.

    Raises:
        CaseError: the case holds no such mention.
    """
    row = database.row(
        'SELECT m.doc, m.start, m."end", m.text, d.path FROM mentions m JOIN documents d USING (doc)'
        " WHERE m.id = ?",
        [mention_id],
    )
    if row is None:
        raise CaseError(f"no such mention: {mention_id}")
    document, start, end, text, path = row
    before = database.value(
        "SELECT count(*) FROM mentions WHERE doc = ? AND text = ? AND start < ?", [document, text, start]
    )
    return Anchor(mention_id=mention_id, path=path, start=start, end=end, text=text, ordinal=before)


def entity_anchor(database: Database, entity_id: str) -> Anchor:
    """Cite an entity by its first named mention.

    Raises:
        CaseError: the case holds no such entity.
    """
    row = database.row(
        "SELECT m.id FROM mentions m SEMI JOIN (SELECT chain FROM chains WHERE ent ="
        " (SELECT ent FROM entities WHERE id = ?)) USING (chain)"
        " ORDER BY m.kind <> 'name', m.mention LIMIT 1",
        [entity_id],
    )
    if row is None:
        raise CaseError(f"no such entity: {entity_id}")
    return mention_anchor(database, row[0])


def as_cited(anchor: Anchor) -> Cited:
    """The citation of a mention in the form that verdicts and remarks keep."""
    return Cited(
        id=anchor.mention_id,
        path=anchor.path,
        text=anchor.text,
        start=anchor.start,
        ordinal=anchor.ordinal,
    )


def as_anchor(cited: Cited) -> Anchor:
    """The citation of a mention that :func:`as_cited` wrote."""
    return Anchor(
        mention_id=cited.id,
        path=cited.path,
        start=cited.start,
        end=cited.start + len(cited.text),
        text=cited.text,
        ordinal=cited.ordinal,
    )


def mention_of(database: Database, anchor: Anchor) -> Mention | None:
    """The mention that an anchor cites, as it is in the case now; None when it is gone."""
    rows = database.rows(f"{_SELECT} WHERE m.id = ?", [anchor.mention_id]) or database.rows(
        f"{_SELECT} WHERE d.path = ? AND m.text = ? ORDER BY m.mention", [anchor.path, anchor.text]
    )
    return find_anchor(anchor, [read_mention(row[1:]) for row in rows])

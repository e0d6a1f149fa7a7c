"""What has changed in a case, and the blocks of chains that it touches.

Chains are kept by their *form* (:mod:`nlp.entities.name_forms`), and blocking keys beside each form, once.
What waits touches the forms that share a key with it, those that share one with these, and so on; of a form
with many chains one stands for all. A block costs what its distinct forms cost, however many chains it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from nlp.case.file.chain_rows import decode_chain, hash_key
from nlp.entities import FREQUENT, Chain, Ruling, blocking_keys, form_of, label_blocks, stand_in

BATCH = 20_000  # chains to be resolved at a time, unless one block has more


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Whole blocks of a case: chains, and the forms of those among them that stand for many."""

    chains: tuple[Chain, ...]
    forms: dict[str, int]


def find_touched(cursor: DuckDBPyConnection, rulings: Sequence[Ruling]) -> int:
    """Fill the temporary table ``touched`` with the forms that waiting chains touch; returns their number.

    Forms without keys yet get them. Chains that one ruling names count as sharing a key.
    """
    _note_forms(cursor)
    cursor.execute("CREATE OR REPLACE TEMP TABLE cited (chain_id VARCHAR, ruling INTEGER)")
    with cursor.appender("cited") as appender:
        appender.append_rows([(c, n) for n, ruling in enumerate(rulings) for c in ruling.chains])
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE ruled AS SELECT cited.ruling::UBIGINT AS key, c.form FROM cited"
        " JOIN chains c ON c.id = cited.chain_id"
    )
    cursor.execute(
        "CREATE OR REPLACE TEMP VIEW linked AS"
        " SELECT key, form FROM form_keys UNION ALL SELECT key, form FROM ruled"
    )
    cursor.execute("CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT form FROM chains WHERE waiting")
    cursor.execute("CREATE OR REPLACE TEMP TABLE fresh AS SELECT form FROM touched")
    while cursor.execute("SELECT count(*) FROM fresh").fetchall()[0][0]:
        cursor.execute(_SPREAD)
        cursor.execute("INSERT INTO touched SELECT form FROM fresh").fetchall()
    return int(cursor.execute("SELECT count(*) FROM touched").fetchall()[0][0])


_SPREAD = """
CREATE OR REPLACE TEMP TABLE fresh AS SELECT DISTINCT l.form FROM linked l
SEMI JOIN (SELECT DISTINCT key FROM linked SEMI JOIN fresh USING (form)) k USING (key)
ANTI JOIN touched t ON t.form = l.form
"""


def _note_forms(cursor: DuckDBPyConnection) -> None:
    """Give chains of an older file their form, and forms that have no keys yet theirs."""
    old = cursor.execute("SELECT chain, body FROM chains WHERE form IS NULL").fetchall()
    if old:
        cursor.execute("CREATE OR REPLACE TEMP TABLE formed (chain BIGINT, form UBIGINT)")
        with cursor.appender("formed") as appender:
            appender.append_rows([(n, hash_key(form_of(decode_chain(body)))) for n, body in old])
        cursor.execute(
            "UPDATE chains SET form = f.form FROM formed f WHERE f.chain = chains.chain"
        ).fetchall()
    new = cursor.execute(
        "SELECT c.form, any_value(c.body) FROM chains c ANTI JOIN form_keys USING (form)"
        " WHERE c.waiting GROUP BY c.form"
    ).fetchall()
    if new:
        with cursor.appender("form_keys") as appender:
            appender.append_rows(
                [
                    (hash_key(key), form)
                    for form, body in new
                    for key in sorted(blocking_keys(decode_chain(body)))
                ]
            )


def read_batches(cursor: DuckDBPyConnection, *, frequent: int = FREQUENT) -> Iterator[Batch]:
    """The blocks that the forms in ``touched`` make, several small ones at a time."""
    rows = cursor.execute(_SIZES).fetchnumpy()
    if not len(rows["form"]):
        return
    forms, at = np.unique(np.asarray(rows["form"], dtype=np.uint64), return_inverse=True)
    chains = np.zeros(len(forms), dtype=np.int64)
    chains[at] = np.asarray(rows["chains"])
    _, labels = label_blocks(at, np.asarray(rows["key"], dtype=np.uint64))
    order = np.argsort(labels, kind="stable")
    edges = [*np.flatnonzero(np.diff(labels[order])) + 1, len(order)]
    cost = np.cumsum(np.where(chains > frequent, 1, chains)[order])
    start = 0
    for edge, after in zip(edges, [*edges[1:], 0], strict=True):
        before = cost[start - 1] if start else 0
        if not after or cost[after - 1] - before > BATCH:
            yield _read_batch(cursor, forms[order[start:edge]], frequent)
            start = edge


_SIZES = """
SELECT l.key, l.form, coalesce(n.chains, 0) AS chains FROM linked l SEMI JOIN touched t USING (form)
LEFT JOIN (SELECT form, count(*) AS chains FROM chains SEMI JOIN touched USING (form) GROUP BY form) n
USING (form)
"""


def _read_batch(cursor: DuckDBPyConnection, forms: NDArray[np.uint64], frequent: int) -> Batch:
    cursor.execute("CREATE OR REPLACE TEMP TABLE wanted (form UBIGINT)")
    with cursor.appender("wanted") as appender:
        appender.append_rows([(form,) for form in forms.tolist()])
    cursor.execute(_TALLY, [frequent])
    single = cursor.execute(_SINGLE).fetchall()
    many = cursor.execute(_MANY).fetchall()
    bundles = [(stand_in(decode_chain(body), weight), form) for body, weight, form in many]
    chains = [decode_chain(body) for (body,) in single] + [chain for chain, _ in bundles]
    return Batch(chains=tuple(chains), forms={chain.id: form for chain, form in bundles})


_TALLY = """
CREATE OR REPLACE TEMP TABLE many AS SELECT form, count(*) AS chains, min(c.id) AS first FROM chains c
SEMI JOIN wanted USING (form) ANTI JOIN cited ON cited.chain_id = c.id GROUP BY form HAVING count(*) > ?
"""
_SINGLE = """
SELECT body FROM chains SEMI JOIN wanted USING (form) ANTI JOIN many USING (form)
UNION ALL SELECT body FROM chains c SEMI JOIN many USING (form) SEMI JOIN cited ON cited.chain_id = c.id
"""
_MANY = "SELECT c.body, m.chains, m.form FROM many m JOIN chains c ON c.form = m.form AND c.id = m.first"

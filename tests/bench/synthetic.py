"""A case of any size, made in the database from a few thousand templates: for timing questions only.

Templates go through the program's own rows; copies of them get other ids, days, entities and numbers, drawn
with the skew of real reporting (few entities are named often, most of them once).
"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import orjson

from nlp.case import Case
from nlp.case.file.database import Database, open_database
from nlp.case.file.table_rows import Rows, explode_extraction
from nlp.case.settle.journal import insert_rows
from nlp.records import EntityType, Extraction, Status
from tests.factories import Draft, day, participant, says

TEMPLATES = 2000
SYLLABLES = ("ka", "ro", "mi", "ten", "sul", "dar", "vo", "lin", "esh", "pra", "ton", "gu", "bel", "ox", "ni")
TYPES = ("attack", "arrest", "meeting", "statement", "movement", "trial", "strike", "transfer", "other")
OUTLETS = tuple(f"Outlet {n}" for n in range(60))


def make_synthetic(path: Path, *, documents: int, mentions: int, events: int, entities: int) -> Case:
    """Fill a new case at ``path`` with about so many rows and return it open."""
    made = min(TEMPLATES, documents)
    rng = random.Random(7)
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(40_000)]
    database = open_database(path, create=True)
    rows: Rows = defaultdict(list)
    for number in range(1, made + 1):
        extraction = _template(rng, words, number, mentions // documents, events // documents)
        for table, more in explode_extraction(extraction, document=number, source="").items():
            rows[table] += more
    with database.transaction() as cursor:
        insert_rows(cursor, rows)
    _name_entities(database, words, rng, entities)
    _copy(database, made, -(-documents // made), entities)
    _group(database)
    _count(database)
    database.close()
    return Case.open(path)


def _template(rng: random.Random, words: list[str], number: int, mentions: int, events: int) -> Extraction:
    def word() -> str:
        return words[int(len(words) * rng.random() ** 3)]

    sentences = []
    for nth in range(max(events, 1)):
        names = " and ".join(f"Person{nth}x{k} {word()}" for k in range(max(1, mentions // max(events, 1))))
        filler = " ".join(word() for _ in range(60))
        sentences.append(f"{names} struck{nth} {filler}.")
    published = date(2020, 1, 1) + timedelta(days=rng.randrange(1500))
    text = " ".join(sentences)
    draft = Draft(
        text, path=f"synthetic/{number}.txt", title=" ".join(word() for _ in range(8)),
        published=published if rng.random() < 0.9 else None, publisher=rng.choice(OUTLETS),
    )  # fmt: skip
    for nth, sentence in enumerate(sentences):
        start = text.index(sentence)
        names = sentence.split(" struck", 1)[0].split(" and ")
        kinds = rng.choices(list(EntityType)[:6], k=len(names))
        found = [draft.mention(name, kind) for name, kind in zip(names, kinds, strict=True)]
        if nth >= events:
            continue
        value = (published - timedelta(days=rng.randrange(40))).isoformat()
        draw = rng.random()
        interval = day(value) if draw < 0.7 else day(f"--{value[5:]}") if draw < 0.8 else None
        first = sentence.split(" ", 3)
        time = draft.time(first[1], interval, value=value) if interval else None
        draft.event(
            f"struck{nth}", rng.choice(TYPES), time=time, agent=found[0],
            patient=found[1] if len(found) > 1 else None, place=found[2] if len(found) > 2 else None,
            others=[participant("instrument", m) for m in found[3:4]],
            status=rng.choices(list(Status), weights=(8, 1, 1, 1))[0],
            attribution=[says(found[-1])] if start % 2 else [], salience=rng.random(),
        )  # fmt: skip
    return draft.extraction()


def _name_entities(database: Database, words: list[str], rng: random.Random, entities: int) -> None:
    kinds = [str(kind) for kind in list(EntityType)[:6]]
    rows, terms = [], []
    for ent in range(1, entities + 1):
        parts = [rng.choice(words) for _ in range(rng.randint(1, 3))]
        name = " ".join(parts).title()
        rows.append(
            (
                ent,
                f"{ent:016x}",
                name,
                rng.choice(kinds),
                0,
                0,
                0,
                [parts[-1]],
                None,
                None,
                None,
                "",
                False,
                [],
                "[]",
            )
        )
        terms += [(part, ent) for part in set(parts)]
    with database.transaction() as cursor:
        insert_rows(cursor, {"entities": rows, "entity_terms": terms})


def _copy(database: Database, made: int, times: int, entities: int) -> None:
    """Multiply what is there ``times`` times, then draw entities and days anew."""
    shifted = f"+ k.n * {made}"
    for table in (
        "documents",
        "mentions",
        "chains",
        "times",
        "events",
        "involved",
        "document_terms",
        "event_terms",
    ):
        columns = [row[0] for row in database.rows(f"SELECT column_name FROM (DESCRIBE {table})")]
        changed = {
            "doc": f"(doc {shifted})::INTEGER",
            "id": "printf('%016x', hash(id, k.n))",
            "published": "(published + (k.n * 7 % 200)::INTEGER)::DATE",
            "earliest": "(earliest + (k.n * 7 % 200)::INTEGER)::DATE" if table == "events" else "earliest",
            "latest": "(latest + (k.n * 7 % 200)::INTEGER)::DATE" if table == "events" else "latest",
            "middle": "(middle + (k.n * 7 % 200)::INTEGER)::DATE",
            "ent": "NULL",
            "waiting": "false",
            "new": "false",
            "incident_id": "printf('%016x', hash(incident_id, k.n))",
            "body": _SHIFTED if table == "events" else "replace(body, id, printf('%016x', hash(id, k.n)))",
        }
        for key in ("event", "mention", "chain", "incident"):
            changed[key] = f"({key} + (k.n * {made} << 20))::BIGINT"
        picked = ", ".join(f'{changed[c]} AS "{c}"' if c in changed else f'"{c}"' for c in columns)
        with database.transaction() as cursor:
            cursor.execute(
                f"INSERT INTO {table} SELECT {picked} FROM {table} t, range(1, {times}) k(n)"
            ).fetchall()
    with database.transaction() as cursor:
        skewed = f"1 + floor({entities} * pow((hash(chain, 1) % 1000000) / 1000000.0, 3))::INTEGER"
        cursor.execute(f"UPDATE chains SET waiting = false, ent = {skewed}").fetchall()
        cursor.execute("UPDATE events SET waiting = false").fetchall()
        cursor.execute("UPDATE documents SET new = false").fetchall()
    with database.transaction() as cursor:
        cursor.execute(f"UPDATE involved SET ent = {skewed} WHERE chain IS NOT NULL").fetchall()


_SHIFTED = """
replace(
    replace(body, id, printf('%016x', hash(id, k.n))),
    coalesce(earliest::VARCHAR, '-'), coalesce((earliest + (k.n * 7 % 200)::INTEGER)::DATE::VARCHAR, '-'))
"""


def _group(database: Database) -> None:
    """Join a third of the events in incidents of three, give every fiftieth entity a position."""
    with database.transaction() as cursor:
        for sql in _GROUPS:
            cursor.execute(sql).fetchall()


_CHANGES = orjson.dumps(
    [
        {
            "day": f"2021-0{n}-01",
            "kind": kind,
            "text": "3 killed",
            "publisher": "Outlet 1",
            "event_ids": ["1"],
        }
        for n, kind in enumerate(("first report", "toll", "denied"), 1)
    ]
).decode()
_GROUPS = (
    "CREATE TEMP TABLE grouped AS SELECT event, first_value(event) OVER w AS incident,"
    " first_value(incident_id) OVER w AS incident_id FROM (SELECT event, incident_id,"
    " row_number() OVER (ORDER BY type, hash(event)) // 3 AS number FROM events WHERE hash(event, 2) % 3 = 0)"
    " WINDOW w AS (PARTITION BY number ORDER BY event)",
    "UPDATE events SET incident = g.incident, incident_id = g.incident_id FROM grouped g"
    " WHERE events.event = g.event",
    f"INSERT INTO standings SELECT incident_id, 3, 2, hash(incident_id) % 5 = 0, '{_CHANGES}'"
    " FROM grouped GROUP BY incident_id",
    "UPDATE entities SET type = 'PLACE', lat = (hash(ent) % 1700) / 10.0 - 85, lon = (hash(ent) % 3500)"
    " / 10.0 - 175, \"precision\" = 'settlement' WHERE ent % 50 = 0",
    "UPDATE involved SET ent = greatest(50, ent - ent % 50) WHERE slot = 1 AND ent IS NOT NULL",
)


def _count(database: Database) -> None:
    with database.transaction() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE counted AS SELECT ent, sum(mentions) AS m, count(DISTINCT doc) AS d,"
            " 0 AS e FROM chains GROUP BY ent"
        )
        cursor.execute(
            "UPDATE counted SET e = i.n FROM ("
            " SELECT ent, count(DISTINCT event) AS n FROM involved GROUP BY ent) i"
            " WHERE i.ent = counted.ent"
        ).fetchall()
        cursor.execute(
            "UPDATE entities SET mentions = m, documents = d, events = e FROM counted c"
            " WHERE c.ent = entities.ent"
        ).fetchall()
        cursor.execute("INSERT INTO meta VALUES ('model', 'synthetic')").fetchall()

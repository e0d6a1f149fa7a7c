"""The head of a letter: who wrote to whom, as entities and a dated event, and quotations told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.case import Case
from nlp.extract.letters import add_letter
from nlp.ingest import run as running
from nlp.ingest.run import analyze
from nlp.query import Query
from nlp.records import EntityType, Extraction
from nlp.text.pipeline import DEFAULT_MODEL
from tests.nlp.readers.samples import mail, read_one

NEW = "Dockers at Ostrel walked out on Tuesday, the harbour master told us at the gate."
OLD = "Two ferries collided off Lindholm last night and a deckhand, Per Ask, drowned there."


def letter(**headers: str) -> Extraction:
    given = {
        "From": "Oda Brandt <oda@wire.example>",
        "To": "Lev Amsel <lev@courier.example>, newsdesk@courier.example",
        "Cc": "Ostrel Harbour Authority <info@harbour.example>",
        "Date": "Fri, 2 Sep 2022 23:15:00 +0200",
    }
    return add_letter(Extraction(document=read_one("a.eml", mail(NEW, **(given | headers)).as_bytes())))


def test_head_is_a_contact_event() -> None:
    made = letter()
    (event,) = made.events
    text = made.document.text
    assert (event.type, event.trigger.text) == ("contact", "To")
    assert event.when is not None
    assert (event.when.interval.earliest, event.when.text) == (
        "2022-09-02",
        "Fri, 02 Sep 2022 23:15:00 +0200",
    )
    assert [(p.role, p.text) for p in event.participants] == [
        ("agent", "Oda Brandt"),
        ("recipient", "Lev Amsel"),
        ("recipient", "newsdesk@courier.example"),
        ("recipient", "Ostrel Harbour Authority"),
    ]
    assert all(text[m.start : m.end] == m.text for m in made.mentions)
    assert [m.type for m in made.mentions] == [
        EntityType.PERSON, EntityType.PERSON, EntityType.IDENTIFIER, EntityType.ORG,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sender", "text", "kind"),
    [
        ("Dranova Wire <desk@wire.example>", "Dranova Wire", EntityType.ORG),
        ("Oda <oda@wire.example>", "oda@wire.example", EntityType.IDENTIFIER),
        ('"Brandt, Oda" <oda@wire.example>', "Oda Brandt", EntityType.PERSON),
        ("=?utf-8?q?Zo=C3=AB_Lind?= <zoe@wire.example>", "Zoë Lind", EntityType.PERSON),
        ("oda@wire.example", "oda@wire.example", EntityType.IDENTIFIER),
    ],
)
def test_who_writes(sender: str, text: str, kind: EntityType) -> None:
    first = letter(From=sender).mentions[0]
    assert (first.text, first.type) == (text, kind)


def test_a_message_is_told_once_however_often_it_is_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: object
) -> None:
    monkeypatch.setattr(running, "build_language", lambda name: language)
    folder, file = tmp_path / "in", tmp_path / "a.duckdb"
    folder.mkdir()
    first, second = OLD.split(" off ")
    quoted = f"\n\nOn 1 Sep 2022, at 09:15, Per Amsel <per@wire.example> wrote:\n> {first}\n> off {second}\n"
    for n in range(3):
        (folder / f"{n}.eml").write_bytes(mail(f"{NEW} {n * 'We wait. '}{quoted}").as_bytes())
    analyze([folder], file, model=DEFAULT_MODEL)
    with Case.open(file) as case:
        rows = {row.path: row.published for row in case.documents()}
        assert list(rows.values()).count("2022-09-01") == 1
        assert len(rows) == 4
        assert len(case.events(Query(text="deckhand"))) <= 1
    original = mail(OLD, From="Per Amsel <per@wire.example>", Date="Thu, 1 Sep 2022 09:15:00 +0200")
    (folder / "original.eml").write_bytes(original.as_bytes())
    analyze([folder], file, model=DEFAULT_MODEL)
    with Case.open(file) as case:
        paths = {row.path for row in case.documents()}
        assert paths == {"in/0.eml", "in/1.eml", "in/2.eml", "in/original.eml"}

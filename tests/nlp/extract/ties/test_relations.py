"""Lasting relations: sentence -> (type, source, role words, target, status, time)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from nlp.errors import RulesError
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.said.attribution import extract_attributions
from nlp.extract.ties import relation_rules
from nlp.extract.ties.relations import extract_relations
from nlp.extract.when.time_expressions import extract_times
from nlp.extract.who.mentions import extract_mentions
from nlp.records import Document
from nlp.rules import load_rules

Row = tuple[str, str, str, str, str, str]


def read(language: Language, text: str) -> list[Row]:
    document = Document(id="d", path="d.txt", title="d", text=text)
    doc = language(text)
    mentions = extract_mentions(doc, document)
    name = {mention.id: mention.text for mention in mentions}
    rows = []
    for relation in extract_relations(ParsedDocument(doc, document, mentions), extract_times(doc, document)):
        when = relation.when.text if relation.when else ""
        row = (relation.type, name[relation.source], relation.label, name[relation.target])
        rows.append((*row, relation.status, when))
        assert 0 <= relation.start < relation.end <= len(text)
    return rows


ROWS: dict[str, list[tuple[str, Row]]] = {
    "wordings of the schemata": [
        (
            "Halden Group, the parent company of Orsa Metals, declined to comment.",
            ("ownership", "Halden Group", "parent company of", "Orsa Metals", "", ""),
        ),
        (
            "Sara Holm co-founded Kestrel Labs with Ian Fry in 2011.",
            ("directorship", "Ian Fry", "founded", "Kestrel Labs", "", "2011"),
        ),
        (
            "Sara Holm is a member of the board of Kestrel Labs.",
            (
                "directorship",
                "Sara Holm",
                "member of the board of",
                "Kestrel Labs",
                "current",
                "",
            ),
        ),
        (
            "Paul Grant was named to the board of Halden Group in March 2014.",
            ("directorship", "Paul Grant", "named to the board of", "Halden Group", "", "March 2014"),
        ),
        (
            "Paul Grant holds a 20% stake in Kestrel Labs through a trust.",
            ("ownership", "Paul Grant", "holds a 20% stake in", "Kestrel Labs", "current", ""),
        ),
        (
            "Kestrel Labs, owned by Paul Grant, bought a villa.",
            ("ownership", "Paul Grant", "owned by", "Kestrel Labs", "", ""),
        ),
        (
            "Shareholders of Halden Group include Paul Grant and Sara Holm.",
            ("ownership", "Sara Holm", "Shareholders of", "Halden Group", "", ""),
        ),
        (
            "Paul Grant denied owning Kestrel Labs.",
            ("ownership", "Paul Grant", "owning", "Kestrel Labs", "denied", ""),
        ),
        (
            "Paul Grant, the alleged owner of Halden Group, fled.",
            ("ownership", "Paul Grant", "alleged owner of", "Halden Group", "alleged", ""),
        ),
        (
            "Paul Grant used to own Kestrel Labs.",
            ("ownership", "Paul Grant", "own", "Kestrel Labs", "former", ""),
        ),
        (
            "Lee Marks, who represents Halden Group, asked for delay.",
            ("representation", "Lee Marks", "represents", "Halden Group", "current", ""),
        ),
        (
            "Agents held Paul Grant and his associate Lee Marks.",
            ("associate", "Lee Marks", "associate", "Paul Grant", "", ""),
        ),
        (
            "Sara Holm and Paul Grant are business partners.",
            ("associate", "Sara Holm", "partners", "Paul Grant", "current", ""),
        ),
        (
            "Ida Frost is employed by Halden Group as a translator.",
            ("employment", "Ida Frost", "employed by", "Halden Group", "current", ""),
        ),
        (
            "Paul Grant, a lawyer at the firm Marks & Low, resigned.",
            ("employment", "Paul Grant", "lawyer at", "Marks & Low", "", ""),
        ),
        (
            "Ron Keel succeeded Ida Frost as mayor.",
            ("succession", "Ron Keel", "succeeded", "Ida Frost", "", ""),
        ),
        (
            "Paul Grant has ties to the Red Brigade.",
            ("linked", "Paul Grant", "has ties to", "Red Brigade", "current", ""),
        ),
    ],
    "tables": [
        (
            "Ownership of Brenner Cargo\n\nShareholder | Share\n\nOtto Lahn | 51%\n\nVasa Energy Ltd | 49",
            ("ownership", "Vasa Energy Ltd", "shareholder", "Brenner Cargo", "", ""),
        ),
        (
            "Officers\n\n| Company | Director |\n| --- | --- |\n| Orsa Metals Ltd | Ivo Tamm |",
            ("directorship", "Ivo Tamm", "director", "Orsa Metals Ltd", "", ""),
        ),
    ],
    "beside the subject": [
        (
            "Elin Moe, head of Vasa Energy since 2014, is the niece of Otto Lahn.",
            ("family", "Elin Moe", "niece of", "Otto Lahn", "current", ""),
        ),
        (
            "Vasa Energy's chairman, Otto Lahn, and its finance director, Elin Moe, left.",
            ("directorship", "Elin Moe", "finance director", "Vasa Energy", "", ""),
        ),
        (
            "Brenner Cargo acquired a controlling stake in Vasa Energy.",
            ("ownership", "Brenner Cargo", "acquired a controlling stake in", "Vasa Energy", "", ""),
        ),
    ],
    "lists of roles": [
        (
            "Carl Ost, husband to Ada Ost, brother to Ivo Ost, died.",
            ("family", "Carl Ost", "brother to", "Ivo Ost", "", ""),
        ),
        (
            "Rivals are Vasa Foods and Brenner Cargo, the owner of Tamm Mills.",
            ("ownership", "Brenner Cargo", "owner of", "Tamm Mills", "", ""),
        ),
    ],
    "shares": [
        (
            "Brenner Cargo is 40 percent owned by Otto Lahn.",
            ("ownership", "Otto Lahn", "owned by", "Brenner Cargo", "", ""),
        ),
        (
            "Brenner Cargo holds a 12 percent stake in Vasa Energy.",
            ("ownership", "Brenner Cargo", "holds a 12 percent stake in", "Vasa Energy", "current", ""),
        ),
    ],
    "posts": [
        (
            "Mara Berg, the governor of Kyiv, met envoys on Monday.",
            ("position", "Mara Berg", "governor of", "Kyiv", "", ""),
        ),
        (
            "Ukraine's foreign minister, Ivan Roth, met envoys on Monday.",
            ("position", "Ivan Roth", "foreign minister", "Ukraine", "", ""),
        ),
        (
            "Northern Bank spokesman Ivan Roth declined to comment.",
            ("representation", "Ivan Roth", "spokesman", "Northern Bank", "", ""),
        ),
        (
            "President Ivan Roth of Ukraine met envoys on Monday.",
            ("position", "Ivan Roth", "President of", "Ukraine", "", ""),
        ),
        (
            "Mara Berg is the head of the Northern Bank.",
            ("directorship", "Mara Berg", "head of", "Northern Bank", "current", ""),
        ),
        (
            "Ana Lee resigned as head of the Northern Bank.",
            ("directorship", "Ana Lee", "head of", "Northern Bank", "", ""),
        ),
        (
            "Mara Berg, an adviser to the head of the President's Office, resigned.",
            ("position", "Mara Berg", "adviser to the head of", "President's Office", "", ""),
        ),
        (
            "Mara Berg, deputy chief of staff to General Ivan Roth, resigned.",
            ("position", "Mara Berg", "deputy chief of staff to", "Ivan Roth", "", ""),
        ),
        (
            "Ana Lee, who works for Boeing, resigned.",
            ("employment", "Ana Lee", "works for", "Boeing", "current", ""),
        ),
    ],
    "time and status": [
        (
            "Ivan Roth has led the Northern Front since 2019.",
            ("position", "Ivan Roth", "led", "Northern Front", "current", "2019"),
        ),
        (
            "Mara Berg was appointed governor of Kyiv in 2019.",
            ("position", "Mara Berg", "governor of", "Kyiv", "", "2019"),
        ),
        (
            "Former Northern Bank head Mara Berg resigned.",
            ("directorship", "Mara Berg", "head", "Northern Bank", "former", ""),
        ),
        (
            "Mara Berg, acting head of the Northern Bank, resigned.",
            ("directorship", "Mara Berg", "head of", "Northern Bank", "current", ""),
        ),
    ],
    "membership": [
        (
            "Ivan Roth, a member of the Unity Party, was arrested.",
            ("membership", "Ivan Roth", "member of", "Unity Party", "", ""),
        ),
        (
            "Ana Lee, the mayor of Kyiv and a member of the Unity Party, resigned.",
            ("membership", "Ana Lee", "member of", "Unity Party", "", ""),
        ),
    ],
    "family": [
        (
            "Mara Berg's brother Ivan Roth was arrested.",
            ("family", "Ivan Roth", "brother", "Mara Berg", "", ""),
        ),
        (
            "Mara Berg and her husband Ivan Roth were arrested.",
            ("family", "Ivan Roth", "husband", "Mara Berg", "", ""),
        ),
        (
            "Ivan Roth, the son of Mara Berg, was arrested.",
            ("family", "Ivan Roth", "son of", "Mara Berg", "", ""),
        ),
        (
            "Ivan Roth is married to Mara Berg.",
            ("family", "Ivan Roth", "married to", "Mara Berg", "current", ""),
        ),
    ],
    "ownership": [
        ("Omega Group owns Delta Steel.", ("ownership", "Omega Group", "owns", "Delta Steel", "current", "")),
        (
            "Delta Steel is owned by Omega Group.",
            ("ownership", "Omega Group", "owned by", "Delta Steel", "current", ""),
        ),
        (
            "Delta Steel, a subsidiary of Omega Group, closed its plant.",
            ("ownership", "Omega Group", "subsidiary of", "Delta Steel", "", ""),
        ),
    ],
    "location": [
        (
            "Delta Steel, based in Kyiv, closed its plant.",
            ("located_in", "Delta Steel", "based in", "Kyiv", "", ""),
        ),
        (
            "Kyiv-based Delta Steel closed its plant.",
            ("located_in", "Delta Steel", "based in", "Kyiv", "", ""),
        ),
    ],
    "alliance and conflict": [
        (
            "Hezbollah, an ally of Iran, fired rockets.",
            ("allied", "Hezbollah", "ally of", "Iran", "", ""),
        ),
        (
            "Iran-backed Hezbollah fired rockets.",
            ("allied", "Iran", "backed", "Hezbollah", "", ""),
        ),
        (
            "Ivan Roth, a rival of Mara Berg, resigned.",
            ("opposed", "Ivan Roth", "rival of", "Mara Berg", "", ""),
        ),
    ],
    "other names": [
        (
            "Ivan Roth, also known as Abu Tariq, was killed.",
            ("linked", "Ivan Roth", "known", "Abu Tariq", "", ""),
        ),
        (
            "Ivan Roth, whose nom de guerre is Abu Tariq, was killed.",
            ("linked", "Ivan Roth", "nom de guerre", "Abu Tariq", "", ""),
        ),
        (
            "Ivan Roth (nom de guerre Abu Tariq) was killed.",
            ("linked", "Ivan Roth", "nom de guerre", "Abu Tariq", "", ""),
        ),
    ],
}


@pytest.mark.parametrize(
    ("text", "row"),
    [pytest.param(*case, id=f"{name}: {case[0][:40]}") for name in ROWS for case in ROWS[name]],
)
def test_states(language: Language, text: str, row: Row) -> None:
    assert row in read(language, text)


@pytest.mark.parametrize(
    "text",
    [
        "Ivan Roth is not an employee of Boeing.",
        "Ivan Roth may become head of the Northern Bank.",
        "Ivan Roth will lead the Northern Bank.",
        "Ivan Roth met Mara Berg in Kyiv.",
        "Boeing chairman Jon Park and Northern Bank head Ana Lee met Ivan Roth's lawyer.",
    ],
)
def test_states_no_more_than_the_text(language: Language, text: str) -> None:
    rows = read(language, text)
    people = {"Ivan Roth", "Mara Berg"}
    assert not [row for row in rows if row[1] in people or row[3] in people - {"Ivan Roth"}]


NAMES = ["Mara Berg", "Northern Bank", "Kyiv", "nom de guerre"]
WORDS = [
    "head",
    "of",
    "the",
    "former",
    "wife",
    "his",
    "known",
    "as",
    "who",
    "leads",
    "alias",
    "based",
    "in",
    "is",
]
PIECES = [*NAMES, *WORDS, "a", "village", ".", ","]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=25,
    ).map(" ".join)
)
def test_reads_any_text(language: Language, text: str) -> None:
    rows = read(language, text)
    assert all(row[0] in relation_rules.TYPES and row[2] for row in rows)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"verbs": [{"type": "adores", "holder": [], "target": [], "lemmas": ["like"]}]}, "adores"),
        ({"verbs": [{"type": "ownership", "holder": ["STAR"], "target": [], "lemmas": ["own"]}]}, "STAR"),
        ({"verbs": [{"type": "ownership", "colour": 1, "holder": [], "target": [], "lemmas": []}]}, "colour"),
        ({"songs": []}, "songs"),
    ],
)
def test_a_bad_file_is_named(monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], word: str) -> None:
    rules = {**load_rules("relations"), **change}
    monkeypatch.setattr(relation_rules, "load_rules", lambda name: rules)
    with pytest.raises(RulesError, match=rf"relations\.toml: .*{word}"):
        relation_rules.load_roles.__wrapped__()


def test_a_relation_rests_on_the_word_of_who_states_it(language: Language) -> None:
    text = "Mara Berg said that Omega Group owns Delta Steel. Ana Lee, head of Boeing, said nothing."
    document = Document(id="d", path="d.txt", title="d", text=text)
    doc = language(text)
    reading = ParsedDocument(doc, document, extract_mentions(doc, document))
    relations = extract_relations(reading, (), extract_attributions(reading))
    assert [(r.type, [link.text for link in r.attribution]) for r in relations] == [
        ("ownership", ["Mara Berg"]),
        ("directorship", []),
    ]

"""Which places lie within which, by the gazetteer and by what reports say."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from nlp.case.settle.place_containment import find_containing
from nlp.extract import extract
from nlp.records import Document
from nlp.text.prepare import prepare_text
from tests.factories import make_case

TEXT = """MARBURY, Velland, May 4 (Harbour Wire) - Rebels bombed the Harrow Depot in Marbury on Tuesday.

The government met in Lisbon. Portugal and Velland signed an accord there. Marbury and Tarsk, two towns of
Velland, were quiet.
"""


def names_within(language: Language, folder: Path, text: str) -> dict[str, set[str]]:
    """Name of a place -> names of the places it lies in."""
    document = Document(id="d", path="a.txt", title="", text=text)
    with make_case(folder / "a.duckdb", [extract(language(prepare_text(document)), document)]) as case:
        rows = case._database.rows("SELECT id, name FROM entities WHERE type IN ('PLACE', 'FACILITY')")
        name = dict(rows)
        return {
            name[inner]: {name[each] for each in outer}
            for inner, outer in find_containing(case._database, list(name)).items()
        }


def test_a_town_lies_in_its_country(language: Language, tmp_path: Path) -> None:
    assert names_within(language, tmp_path, TEXT)["Lisbon"] == {"Portugal"}


def test_a_dateline_puts_a_town_in_its_country(language: Language, tmp_path: Path) -> None:
    found = names_within(language, tmp_path, TEXT)
    assert found["Marbury"] == {"Velland"}


def test_a_list_is_no_containment(language: Language, tmp_path: Path) -> None:
    text = "The mayors of Lisbon, Porto and Madrid met in Paris, Rome and Berlin."
    assert names_within(language, tmp_path, text) == {}


def test_a_country_lies_in_no_other(language: Language, tmp_path: Path) -> None:
    found = names_within(language, tmp_path, TEXT)
    assert "Portugal" not in found

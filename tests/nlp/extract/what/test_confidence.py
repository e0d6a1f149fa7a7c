"""How likely an event is a happening: what counts for it, and that it stays between 0 and 1."""

from __future__ import annotations

from spacy.language import Language

from tests.nlp.extract.reports import find, read


def test_a_dated_named_killing_is_surer_than_a_habit(language: Language) -> None:
    told = read(language, "Rebels killed Olga Marin in Orsk on 3 May 2021. Hunters may visit the valley.")
    killing, visit = find(told, "kill"), find(told, "move")
    assert 0 < visit.confidence < 0.6 < killing.confidence < 1


def test_whose_shooting_it_is_by_somebody_else(language: Language) -> None:
    shooting = find(read(language, "Olga Marin's shooting by guards shocked Orsk."), "attack")
    assert {p.role: p.text for p in shooting.participants} == {"patient": "Olga Marin", "agent": "guards"}

"""The one line for an incident: its accounts' weightiest headline, or what they agree on."""

from __future__ import annotations

from nlp.incidents import Account, Disagreement
from nlp.incidents.picture.headline import say_incident


def account(number: int, **more: object) -> Account:
    fields = {
        "event_ids": (f"e{number}",), "document_id": f"d{number}", "publisher": None, "published": None,
        "when": None, "place": None, "place_name": "Orsk", "agents": (), "patients": (), "instruments": (),
        "tolls": (), "happened": True, "stance": "states", "sources": (), "sentence": "",
        "types": ("bombing",),
    }  # fmt: skip
    return Account(**(fields | more))  # type: ignore[arg-type]


LINES = {"e1": ("Blast in Orsk", 0.6), "e2": ("Rebels bombed a depot in Orsk", 0.9)}


def test_where_accounts_agree_the_weightiest_line_stands_for_all() -> None:
    assert say_incident([account(1), account(2)], [], LINES) == "Rebels bombed a depot in Orsk"


def test_where_they_differ_no_side_is_taken() -> None:
    told = [
        account(1, patients=("the depot",), tolls=(("killed", 3.0, 3.0),), agents=("rebels",)),
        account(2, patients=("the depot",), tolls=(("killed", 5.0, 5.0),)),
    ]
    differ = [Disagreement(kind="perpetrator", grade="incompatible", values=())]
    assert say_incident(told, differ, LINES) == "Explosion at the depot in Orsk, 3 to 5 killed (disputed)"


def test_what_is_more_precise_is_no_dispute() -> None:
    finer = [Disagreement(kind="toll", grade="more precise", values=())]
    assert say_incident([account(1), account(2)], finer, LINES) == "Rebels bombed a depot in Orsk"

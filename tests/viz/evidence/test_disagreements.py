"""The accounts of an incident side by side: what cannot all be true first, and who says which."""

from __future__ import annotations

import pytest

from nlp.case.ask.accounts import IncidentAccounts
from nlp.incidents.resolution.records import Corroboration, Disagreement
from tests.viz.text import having, intents_of, text_of
from viz.evidence.disagreements import draw_accounts, say_value

TOLD = IncidentAccounts(
    headline="The old mill is raided",
    incident_id="i",
    summary="2 to 3 hurt; reported by 2 outlets",
    accounts=(),
    disagreements=(
        Disagreement(kind="date", grade="more precise", values=(("2031-05-06", ("a",)), ("--05", ("b",)))),
        Disagreement(
            kind="toll", grade="incompatible", detail="hurt", values=(("2", ("a", "c")), ("3", ("b",)))
        ),
    ),
    corroboration=Corroboration(outlets=2, independent=1, first_hand=1, reasons=("Post copies Gazette",)),
    parts=(),
    joins=(),
)


def test_differences_name_their_outlets() -> None:
    drawn = draw_accounts(TOLD, {"a": "The Post", "b": "The Gazette", "c": "The Post"})
    points = having(drawn, "disagreement")
    assert text_of(points[0]) == "How many hurtaccounts differ2The Post3The Gazette"
    assert text_of(points[1]) == "Whensome are more precise6 May 2031The Post--05The Gazette"
    assert [one["ref"] for one in intents_of(points[0])] == ["a", "b"]
    assert "Not independent: Post copies Gazette." in text_of(drawn)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("date", "2031-05-06", "6 May 2031"),
        ("date", "2031-05-05/2031-05-11", "5–11 May 2031"),
        ("date", "--05-06", "6 May, year not stated"),
        ("date", "soon", "soon"),
        ("toll", "at least 3", "at least 3"),
    ],
)
def test_values_in_words(kind: str, value: str, words: str) -> None:
    assert say_value(kind, value) == words

"""Allegations, charges and clearings: sentence -> the deed's status, its doer, whose word it is."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.nlp.extract.reports import find, read, roles

# sentence, type of the deed, its status, its doers, who says so (surname or noun, "" for nobody)
DEEDS = [
    # the word of a party, whatever the subject
    (
        "Lawyers for the mill allege that Dana Frost stole plans.",
        "rob",
        "hypothetical",
        "Dana Frost",
        "L",
    ),
    ("Families of the dead claim that Norvik Steel poisoned the river.", "kill", "happened", "Norvik", "F"),
    ("The suit contends that Dana Frost bribed a minister.", "pay", "hypothetical", "Dana Frost", "The suit"),
    ("The complaint says Dana Frost stole the plans.", "rob", "hypothetical", "Dana Frost", "The complaint"),
    ("According to the lawsuit, Dana Frost forged a will.", "deceive", "hypothetical", "Dana Frost", "the"),
    ("Frost is said to have fled to Orsk.", "move", "hypothetical", "Frost", "unnamed"),
    ("Two guards who, prosecutors allege, beat a boy were sacked.", "attack", "happened", "Two guards", "p"),
    # a charge lays the deed to somebody and vouches for nothing
    ("Dana Frost is accused of bribing a minister in 2016.", "pay", "hypothetical", "Dana Frost", "unnamed"),
    ("Dana Frost was charged with murdering a judge.", "kill", "hypothetical", "Dana Frost", "unnamed"),
    ("Police suspect Dana Frost of killing a judge.", "kill", "hypothetical", "Dana Frost", "Police"),
    ("The ministry accused the rebels of shelling Orsk.", "attack", "happened", "rebels", "The ministry"),
    # cleared: no act of his
    ("Dana Frost was acquitted of murdering a judge.", "kill", "negated", "Dana Frost", ""),
    ("A jury cleared Dana Frost of killing a judge.", "kill", "negated", "Dana Frost", ""),
    ("Dana Frost was found not guilty of killing a judge.", "kill", "negated", "Dana Frost", ""),
    ("Dana Frost pleaded not guilty to killing a judge.", "kill", "negated", "Dana Frost", ""),
    ("A jury found Dana Frost not guilty of killing a judge.", "kill", "negated", "", ""),
    ("Two men wrongly convicted of killing a judge were freed.", "kill", "negated", "Two men", ""),
    ("The claim that Dana Frost bribed a judge was thrown out.", "pay", "negated", "Dana Frost", ""),
    ("The army rejected reports that it had shelled Orsk.", "attack", "negated", "", "The army"),
    ("There is no evidence that Dana Frost killed the judge.", "kill", "negated", "Dana Frost", ""),
    ("Dana Frost spent years in jail for a theft she did not commit.", "rob", "negated", "she", ""),
    # a deed told by a noun was done, by whomever
    ("Dana Frost was acquitted of the murder of a judge.", "kill", "happened", "", ""),
    # a court that finds so, and the doer himself, do vouch
    ("Dana Frost was convicted of killing a judge.", "kill", "happened", "Dana Frost", None),
    ("Dana Frost confessed to killing a judge.", "kill", "happened", "Dana Frost", ""),
]


@pytest.mark.parametrize(("text", "type_", "status", "doer", "source"), DEEDS, ids=[r[0][:45] for r in DEEDS])
def test_a_deed(
    language: Language, text: str, type_: str, status: str, doer: str, source: str | None
) -> None:
    told = find(read(language, text), type_)
    assert told.status == status
    doers = roles(told).get("agent", set())
    assert any(doer in name for name in doers) if doer else not doers
    if source is not None:
        assert [link.text[: len(source)] for link in told.attribution] == ([source] if source else [])


def test_a_source_between_commas_does_nothing(language: Language) -> None:
    told = read(language, "The bank named six clerks whom, their wives claim, took their own lives.")
    event = find(told, "kill")
    assert roles(event)["agent"] == {"six clerks"}
    assert [(link.text, link.stance) for link in event.attribution] == [("their wives", "claims")]


def test_nobody_is_the_victim_of_his_own_plea(language: Language) -> None:
    told = read(language, "Dana Frost pleaded guilty to bribing a judge.")
    assert roles(find(told, "convict")) == {"agent": {"Dana Frost"}}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Frost was charged with fraud, bribing a judge and theft.", "pay"),
        ("The mill is accused by its former clerk of hiding losses.", "deceive"),
    ],
)
def test_each_count_of_a_charge_is_only_supposed(language: Language, text: str, type_: str) -> None:
    assert find(read(language, text), type_).status == "hypothetical"


def test_who_fires_at_a_party_kills_not_the_party(language: Language) -> None:
    told = read(language, "A guard who opened fire at an office party killing one man was arrested.")
    assert roles(find(told, "kill"))["agent"] == {"guard"}

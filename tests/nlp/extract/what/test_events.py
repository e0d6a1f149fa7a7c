"""Sentences and the events in them: triggers by sense, roles, places."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.nlp.extract.reports import find, read, roles

SENSES = [
    # one verb, several senses: particles, objects and the parse decide
    ("The president fired the finance minister on 20 August.", "fired", "dismiss"),
    ("Militants fired a rocket at the airport on 20 August.", "fired", "attack"),
    ("The two companies struck a deal in Marbury.", "struck", "agree"),
    ("A missile struck the hospital in Tarsk.", "struck", "attack"),
    ("An earthquake struck the island on 26 January.", "struck", "disaster"),
    ("Soldiers opened fire on the crowd.", "opened", "attack"),
    ("The mayor took part in the talks in Dornach.", "talks", "meet"),
    ("The minister took office in Marbury on 3 May.", "took", "appoint"),
    ("The rebels carried out an attack on the port.", "attack", "attack"),
    ("The bridge was blown up on Monday.", "blown up", "bombing"),
    ("Three gunmen shot dead the editor of a newspaper.", "shot dead", "kill"),
    ("Two journalists were found dead in Orsk.", "dead", "die"),
    ("The envoy took to the radio to praise the miners.", "took to", "statement"),
    ("Police arrested the mayor of Tarsk.", "arrested", "arrest"),
    ("Masked men took two nurses hostage in Norvik.", "took", "kidnap"),
    # a noun names the event
    ("The ambush on the convoy killed two drivers.", "ambush", "attack"),
    ("The murder of the judge by two brothers shocked Norvik.", "murder", "kill"),
    ("Norvik's raid on Tarsk ended at dawn.", "raid", "attack"),
    ("There were clashes between police and miners in Orsk.", "clashes", "clash"),
    ("The singer received serious injuries during a blast.", "injuries", "injure"),
    # nothing that matches: kept because a name or a time is in it
    ("Olga Marin polished forty boots.", "polished", "other"),
]

ROLES = [
    # active, passive, "by"
    ("Rebels attacked a convoy.", "attack", {"agent": {"Rebels"}, "patient": {"convoy"}}),
    ("A convoy was attacked by rebels.", "attack", {"agent": {"rebels"}, "patient": {"convoy"}}),
    ("The judge was killed by a car bomb.", "kill", {"patient": {"judge"}, "instrument": {"car bomb"}}),
    # relative clauses, full, reduced and without a pronoun
    ("Two men who robbed a bank fled.", "rob", {"agent": {"Two men"}, "patient": {"bank"}}),
    ("The man they killed was a teacher.", "kill", {"agent": {"they"}, "patient": {"man"}}),
    ("A teacher killed by soldiers was buried.", "kill", {"agent": {"soldiers"}, "patient": {"teacher"}}),
    # control, raising, participles
    ("Police tried to arrest the smuggler.", "arrest", {"agent": {"Police"}, "patient": {"smuggler"}}),
    (
        "Soldiers stormed the house, killing three rebels.",
        "kill",
        {"agent": {"Soldiers"}, "patient": {"three rebels"}},
    ),
    (
        "Prosecutors accused the banker of murdering his partner.",
        "kill",
        {"agent": {"banker"}, "patient": {"his partner"}},
    ),
    # coordination shares subjects and objects
    ("Rebels attacked and burned down the mill.", "arson", {"agent": {"Rebels"}, "patient": {"mill"}}),
    ("Gunmen kidnapped and killed the editor.", "kidnap", {"agent": {"Gunmen"}, "patient": {"editor"}}),
    ("The driver and two guards were wounded.", "injure", {"patient": {"driver", "two guards"}}),
    # nouns: possessives, "by", "of", "on"
    ("The killing of the mayor by gunmen shocked Orsk.", "kill", {"agent": {"gunmen"}, "patient": {"mayor"}}),
    ("Norvik's attack on the port began at dawn.", "attack", {"agent": {"Norvik"}, "patient": {"port"}}),
    # light verbs: who does it, who suffers it, what occurs
    (
        "The guerrillas conducted an attack on the port.",
        "attack",
        {"agent": {"guerrillas"}, "patient": {"port"}},
    ),
    ("The driver suffered head injuries.", "injure", {"patient": {"driver"}}),
    # who is said to have done it
    (
        "The rebels claimed responsibility for the attack on the port.",
        "attack",
        {"agent": {"rebels"}, "patient": {"port"}},
    ),
    (
        "The ministry blamed smugglers for the attack on the port.",
        "attack",
        {"agent": {"smugglers"}, "patient": {"port"}},
    ),
    # what befalls the subject
    ("The bus exploded near the market.", "bombing", {"patient": {"bus"}}),
    # the body a doer acts for
    (
        "Members of the Basque separatist movement killed a guard.",
        "kill",
        {"agent": {"Members", "Basque separatist movement"}, "patient": {"guard"}},
    ),
    # sources are no participants of what they tell
    (
        "According to the navy, rebels attacked the port.",
        "attack",
        {"agent": {"rebels"}, "patient": {"port"}},
    ),
    # those on board suffer it too
    ("A bus with twelve miners was blown up.", "bombing", {"patient": {"bus", "twelve miners"}}),
    # other families
    (
        "The ministry supplied ammunition to the rebels.",
        "aid",
        {"agent": {"ministry"}, "patient": {"ammunition"}, "recipient": {"rebels"}},
    ),
    (
        "The board appointed Maria Keller as director.",
        "appoint",
        {"agent": {"board"}, "patient": {"Maria Keller"}, "topic": {"director"}},
    ),
]

PLACES = [
    ("Rebels attacked an army post near Tarsk on Monday.", "attack", "Tarsk"),
    ("Gunmen eliminated a group of guards in Orsk.", "kill", "Orsk"),
    ("There have been several attacks on miners in the Orsk region.", "attack", "Orsk region"),
    ("A bomb exploded in Hamburg on Friday.", "bombing", "Hamburg"),
    ("Soldiers entered a house in Berlin and killed two men.", "kill", "Berlin"),
]


@pytest.mark.parametrize(("text", "trigger", "type_"), SENSES)
def test_what_a_word_means_is_decided_by_what_stands_beside_it(
    language: Language, text: str, trigger: str, type_: str
) -> None:
    find(read(language, text), type_, trigger)


@pytest.mark.parametrize(("text", "type_", "expected"), ROLES)
def test_roles(language: Language, text: str, type_: str, expected: dict[str, set[str]]) -> None:
    assert roles(find(read(language, text), type_)) == expected


@pytest.mark.parametrize(("text", "type_", "place"), PLACES)
def test_places(language: Language, text: str, type_: str, place: str) -> None:
    event = find(read(language, text), type_)
    assert event.place is not None
    assert place in event.place.text or event.place.text in place


def test_a_dateline_places_what_has_no_place_and_says_so(language: Language) -> None:
    text = "MADRID, 3 May 2011 -- Gunmen killed a judge as he left his house."
    place = find(read(language, text), "kill").place
    assert place is not None
    assert (place.text, place.basis) == ("MADRID", "dateline")


@pytest.mark.parametrize(
    ("text", "type_", "amount", "unit"),
    [
        ("The blast killed 14 civilians.", "kill", 14.0, "killed"),
        ("Twenty-one soldiers were wounded near Tarsk.", "injure", 21.0, "wounded"),
        ("Police arrested four smugglers in Orsk.", "arrest", 4.0, "captured"),
        ("The gang stole two trucks from the depot.", "rob", 2.0, "truck"),
    ],
)
def test_casualties_are_counted_by_kind(
    language: Language, text: str, type_: str, amount: float, unit: str
) -> None:
    patients = [p for p in find(read(language, text), type_).participants if p.role == "patient"]
    assert (amount, unit) in [(p.amount, p.unit) for p in patients]


def test_a_noun_that_points_back_is_no_second_event(language: Language) -> None:
    text = "Rebels attacked the port of Tarsk on 3 May. The attack was condemned by Norvik."
    assert [event.type for event in read(language, text).events].count("attack") == 1


def test_a_noun_that_points_back_with_news_refers_to_the_first(language: Language) -> None:
    text = "On 3 May, a truck was blown up in Tarsk. The ministry reported that a group conducted the attack."
    extraction = read(language, text)
    first, again = find(extraction, "bombing"), find(extraction, "attack")
    assert again.refers_to == first.id
    assert roles(again)["agent"] == {"group"}
    assert again.when is not None
    assert again.when.basis == "inherited"
    assert [a.stance for a in again.attribution] == ["states"]


def test_an_accusation_tells_the_incident_again_on_the_accusers_word(language: Language) -> None:
    text = "On 3 May, a truck was blown up in Tarsk. The governor blames smugglers for the incident."
    extraction = read(language, text)
    again = find(extraction, "bombing", "incident")
    assert again.refers_to == find(extraction, "bombing", "blown up").id
    assert roles(again) == {"agent": {"smugglers"}}
    assert [a.stance for a in again.attribution] == ["accuses"]
    assert roles(find(extraction, "accuse"))["agent"] == {"governor"}


def test_every_event_names_its_rule(language: Language) -> None:
    extraction = read(language, "Militants fired a rocket at the airport. The envoy suffered injuries.")
    assert [event.rule for event in extraction.events] == [
        "attack: fire (@weapon)",
        "injure: injury (patient of suffer)",
    ]


def test_the_sentence_of_text_without_stops_stays_short(language: Language) -> None:
    events = read(language, "police said that rebels attacked the port and " * 120).events
    assert len(events) > 100
    assert max(len(event.sentence.text) for event in events) <= 2000

"""Which mentions of a document are of one thing. Sentences are invented; A=B means one chain, A/B two."""

from __future__ import annotations

import pytest
from spacy.language import Language

from nlp.extract.who.mentions import extract_mentions
from nlp.records import Document, Mention, MentionKind


def read(language: Language, text: str) -> tuple[Mention, ...]:
    return extract_mentions(language(text), Document(id="d", path="d.txt", title="", text=text))


def chain(mentions: tuple[Mention, ...], text: str, which: int = 0) -> str:
    """The chain of the mention whose text is ``text``; ``which`` counts them, -1 the last."""
    return [m.chain for m in mentions if m.text == text][which]


ONE = [
    # names of people: full and short, initials, titles, spellings, inverted
    ("Olena Tkach spoke. Later Tkach left.", "Olena Tkach", "Tkach"),
    ("Dr. Olena Tkach spoke. Mrs. Tkach left.", "Olena Tkach", "Tkach"),
    ("Pavlo Koval was seen. P. Koval denied it.", "Pavlo Koval", "P. Koval"),
    ("John F. Harlow spoke. John Harlow left.", "John F. Harlow", "John Harlow"),
    # other names that the text gives
    ("Pavlo Brand, better known as Carlos the Baker, was jailed.", "Pavlo Brand", "Carlos the Baker"),
    ("The National Harbour Bureau (NHB) met. The NHB agreed.", "National Harbour Bureau", "NHB"),
    ("The ministry identified Commander Ruvo for the first time as Pavlo Ombray.", "Ruvo", "Pavlo Ombray"),
    # acronyms and well-known bodies
    ("The Security Service of Ukraine acted. The SBU said so.", "Security Service of Ukraine", "SBU"),
    ("The Coastal Harbour Authority met. The CHA agreed.", "Coastal Harbour Authority", "CHA"),
    ("He took cash from Dervolan SA. Dervolan, in a statement, denied it.", "Dervolan SA", "Dervolan"),
    ("Marlowe Finance sold the unit. Lenders sued Marlowe.", "Marlowe Finance", "Marlowe"),
    ("He was named by his employer, Tarvonet, on Monday.", "his employer", "Tarvonet"),
    # countries
    ("The United States agreed. U.S. ships left.", "United States", "U.S."),
    ("Kiev was calm. Kyiv slept.", "Kiev", "Kyiv"),
    # one body in two forms
    (
        "The Ministry of Defense of Ukraine spoke. The Ukrainian Defense Ministry agreed.",
        "Ministry of Defense of Ukraine",
        "Ukrainian Defense Ministry",
    ),
    (
        "Chad's Defense Ministry spoke. The Defense Ministry of Chad agreed.",
        "Defense Ministry",
        "Defense Ministry of Chad",
    ),
    ("Ghana's Supreme Court sat. The Supreme Court ruled.", "Supreme Court", "Supreme Court"),
    # appositions and "is"
    ("Olena Tkach, a former minister of health, left.", "Olena Tkach", "a former minister of health"),
    ("The mayor of Odesa, Petro Hrynko, met them.", "The mayor of Odesa", "Petro Hrynko"),
    ("Petro Hrynko is the mayor of Odesa.", "Petro Hrynko", "the mayor of Odesa"),
    # roles
    ("Governor Petro Hrynko spoke. The governor left early.", "Petro Hrynko", "The governor"),
    # pronouns
    ("Olena Tkach left after she was warned.", "Olena Tkach", "she"),
    ("Pavlo Koval said he was innocent.", "Pavlo Koval", "he"),
    ("Since losing his post, Pavlo Koval has lived abroad.", "Pavlo Koval", "his"),
    # groups
    ("Harbour partisans struck. The partisans fled.", "Harbour partisans", "partisans"),
    # East Asian names: the surname comes first, the given name is one of two halves
    ("Chiu Wing-tung was jailed. Chiu wept.", "Chiu Wing-tung", "Chiu"),
    ('Chiu Wing-tung was jailed. "Wing-tung did nothing," she said.', "Chiu Wing-tung", "Wing-tung"),
    # two surnames: the first alone; the given name alone
    ("Gonzalo Quispe Arrieta was held. Quispe denied it.", "Gonzalo Quispe Arrieta", "Quispe"),
    ("Gonzalo Quispe Arrieta was held. Gonzalo wept.", "Gonzalo Quispe Arrieta", "Gonzalo"),
    ('Emil "The Fox" Sarkan fled. The Fox was caught.', 'Emil "The Fox" Sarkan', "The Fox"),
    # a body in lower case and the same in capitals; "the ministry" goes back to it
    (
        "The Norwegian defence ministry spoke. The Ministry of Defence of Norway agreed.",
        "Norwegian defence ministry",
        "Ministry of Defence of Norway",
    ),
    (
        "Norway's foreign ministry spoke. The Norwegian Foreign Ministry agreed.",
        "foreign ministry",
        "Norwegian Foreign Ministry",
    ),
    (
        "The Norwegian defence ministry spoke. The ministry denied it.",
        "Norwegian defence ministry",
        "ministry",
    ),
    ("Dervolan SA lost money. The company closed.", "Dervolan SA", "company"),
    ("The tanker Corvina sank. The ship was old.", "Corvina", "ship"),
    # acronyms: in brackets, of parts of words, of another language's name, with a country in front
    ("The Front of Harbour Workers (RTX) met. The RTX left.", "Front of Harbour Workers", "RTX"),
    ("The Central Harbour Command spoke. CENHARCOM denied it.", "Central Harbour Command", "CENHARCOM"),
    (
        "The Harbour Workers Front, known by its French initials FTP, met. The FTP left.",
        "Harbour Workers Front",
        "FTP",
    ),
    ("An M777 howitzer stood there. The M777 was old.", "M777 howitzer", "M777"),
    ("Blue Cove Shipmanagement Ltd paid. Blue Cove denied it.", "Blue Cove Shipmanagement Ltd", "Blue Cove"),
]


@pytest.mark.parametrize(("text", "one", "other"), ONE)
def test_one(language: Language, text: str, one: str, other: str) -> None:
    mentions = read(language, text)
    assert chain(mentions, one) == chain(mentions, other, -1)


TWO = [
    # relatives share a surname and stay two
    ("Pavlo Koval and his wife Olha Koval were hurt.", "Pavlo Koval", "Olha Koval"),
    ("John Harlow met Peter Harlow.", "John Harlow", "Peter Harlow"),
    # a city and its region, a country and its people
    ("Kherson held out. The Kherson region suffered.", "Kherson", "Kherson region"),
    ("Ukraine held out. Ukrainians cheered.", "Ukraine", "Ukrainians"),
    # one ministry each
    (
        "The Malian Foreign Ministry spoke. Togo's Foreign Ministry agreed.",
        "Malian Foreign Ministry",
        "Foreign Ministry",
    ),
    # "or" between two places is no alias, nor is a verb of calling
    ("He will fly to Cuba or Iran.", "Cuba", "Iran"),
    ("Maria Lopez called Ana Ruiz on Friday.", "Maria Lopez", "Ana Ruiz"),
    # two groups of people counted
    (
        "Two Russian soldiers fled. Three Russian soldiers stayed.",
        "Two Russian soldiers",
        "Three Russian soldiers",
    ),
    # the object of a verb is not its subject
    ("Pavlo Koval met Petro Hrynko and praised him.", "Pavlo Koval", "Petro Hrynko"),
    # two heads of two offices
    (
        "The head of the port spoke to the head of the union.",
        "The head of the port",
        "the head of the union",
    ),
    # a wife of one surname is another person, and the bare surname is the one in focus
    ("Pavlo Koval Rudy spoke. The house is that of Koval's wife, Olha Koval.", "Koval", "Olha Koval"),
    # two companies: which one "the company" is, nothing says without an article
    ("Dervolan SA sued Marlowe Finance. A company won.", "Dervolan SA", "company"),
    # the ministries of two countries
    ("Norway's defence ministry met. Sweden's defence ministry did not.", "Norway", "Sweden"),
]


@pytest.mark.parametrize(("text", "one", "other"), TWO)
def test_two(language: Language, text: str, one: str, other: str) -> None:
    mentions = read(language, text)
    assert chain(mentions, one) != chain(mentions, other)


def test_bare_surname_is_the_one_in_focus(language: Language) -> None:
    text = "Pavlo Koval spoke first. Then Olha Koval spoke. Koval left the hall."
    mentions = read(language, text)
    assert chain(mentions, "Koval") == chain(mentions, "Olha Koval")


def test_bodies_of_two_countries_are_two(language: Language) -> None:
    text = (
        "Chad's Defense Ministry said two soldiers died. Sudan's Defense Ministry denied it. "
        "The Defense Ministry spoke of a raid."
    )
    found = [m for m in read(language, text) if m.text == "Defense Ministry"]
    assert [m.name for m in found] == [
        "Defense Ministry of Chad",
        "Defense Ministry of Sudan",
        "Defense Ministry",
    ]
    assert found[0].chain != found[1].chain == found[2].chain


def test_a_body_that_either_country_could_own_stays_open(language: Language) -> None:
    text = (
        "Chad's Defense Ministry and Sudan's Defense Ministry met on Monday. The Defense Ministry spoke "
        "of a raid."
    )
    assert len({m.chain for m in read(language, text) if m.text == "Defense Ministry"}) == 3


def test_brothers_of_a_double_surname_are_two(language: Language) -> None:
    text = (
        "Kofi Adu-Mensah, a former mayor, was fined on Friday. Adu-Mensah took the money. "
        "His brother, Yaw Adu-Mensah, was freed.\n\nA crowd waited.\n\nAdu-Mensah left the hall."
    )
    mentions = read(language, text)
    assert {m.name for m in mentions if "Mensah" in m.name} == {
        "Kofi Adu-Mensah",
        "Yaw Adu-Mensah",
        "Adu-Mensah",
    }
    assert chain(mentions, "Kofi Adu-Mensah") != chain(mentions, "Yaw Adu-Mensah")
    assert chain(mentions, "Adu-Mensah") == chain(mentions, "Kofi Adu-Mensah")
    assert chain(mentions, "Adu-Mensah", -1) == chain(mentions, "Kofi Adu-Mensah")


def test_double_surname_is_the_one_in_focus(language: Language) -> None:
    text = "Kofi Adu-Mensah spoke first. Then Ama Adu-Mensah spoke. Adu-Mensah left the hall."
    mentions = read(language, text)
    assert chain(mentions, "Adu-Mensah") == chain(mentions, "Ama Adu-Mensah")


def test_pronoun_of_no_one_is_left_out(language: Language) -> None:
    mentions = read(language, "The rain stopped. She was late.")
    assert not [m for m in mentions if m.kind is MentionKind.PRONOUN]


def test_pronoun_of_the_other_gender_is_left_out(language: Language) -> None:
    mentions = read(language, "Mr. Koval left. She was late.")
    assert not [m for m in mentions if m.kind is MentionKind.PRONOUN]


def test_object_pronoun_is_not_the_subject(language: Language) -> None:
    text = "Pavlo Koval was late. Petro Hrynko warned him."
    mentions = read(language, text)
    him = [m for m in mentions if m.text == "him"]
    assert all(m.chain != chain(mentions, "Petro Hrynko") for m in him)


def test_chains_are_the_same_tomorrow(language: Language) -> None:
    text = "Olena Tkach spoke in Kyiv. She left."
    assert read(language, text) == read(language, text)

"""Sentences (invented) and the mentions read from them: the name, its type, and how it refers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from nlp.extract.who.mentions import extract_mentions
from nlp.records import Document, EntityType, Mention, MentionKind

T = EntityType


def read(language: Language, text: str) -> tuple[Mention, ...]:
    return extract_mentions(language(text), Document(id="d", path="d.txt", title="", text=text))


def names(mentions: tuple[Mention, ...]) -> dict[str, EntityType]:
    return {m.name: m.type for m in mentions if m.kind is MentionKind.NAME}


NAMES = [
    # a place by its preposition, by the noun behind it, by the gazetteer
    (
        "Shelling was heard in Kherson and in the Kherson region.",
        {"Kherson": T.PLACE, "Kherson region": T.PLACE},
    ),
    ("The village of Chornobayivka lies near Kherson.", {"Chornobayivka": T.PLACE, "Kherson": T.PLACE}),
    ("A ferry sank in the Black Sea off Odesa.", {"Black Sea": T.PLACE, "Odesa": T.PLACE}),
    ("U.S. officials and the United States agreed.", {"U.S.": T.PLACE, "United States": T.PLACE}),
    # people by title, role, apposition and given name; titles are no part of the name
    ("The so-called mayor, Yury Turuliov, was hurt.", {"Yury Turuliov": T.PERSON}),
    ("Ukrainian President Ihor Savchuk arrived.", {"Ihor Savchuk": T.PERSON}),
    ("Lt. Gen. Marta Olesko, who led the brigade, resigned.", {"Marta Olesko": T.PERSON}),
    ("Collaborator Yevhen Sobolenko was wounded on Monday.", {"Yevhen Sobolenko": T.PERSON}),
    # organisations by the nouns in them, joined over "of", with units' numbers and without articles
    (
        "The Special Operations Forces of the Ukrainian Armed Forces confirmed it.",
        {"Special Operations Forces of the Ukrainian Armed Forces": T.ORG},
    ),
    ("The 12th Brigade held the road.", {"12th Brigade": T.ORG}),
    ("He wrote about it on Twitter.", {"Twitter": T.ORG}),
    ("The Bank of Baghdad denied it.", {"Bank of Baghdad": T.ORG}),
    # a company by the noun beside it, by the people who work there, by its full name elsewhere
    ("His employer, Tarvonet, spoke. Tarvonet, which is based in Lyon, builds ports.", {"Tarvonet": T.ORG}),
    ("His employer, Olena Tkach, spoke to the car maker Velano.", {"Olena Tkach": T.PERSON, "Velano": T.ORG}),
    ("Analysts at Sundvik called the price high.", {"Sundvik": T.ORG}),
    ("Shops at Lviv shut early.", {"Lviv": T.PLACE}),
    (
        "Marlowe Finance sold the unit. Lenders sued Marlowe.",
        {"Marlowe Finance": T.ORG, "Marlowe": T.ORG},
    ),
    (
        "He took cash from Dervolan SA. Dervolan, in a statement, denied it.",
        {"Dervolan SA": T.ORG, "Dervolan": T.ORG},
    ),
    # but neither the founder's name nor the place's
    ("The Boris Trust met. Boris left.", {"Boris": T.PERSON}),
    ("Riga Bank opened in Riga.", {"Riga Bank": T.ORG, "Riga": T.PLACE}),
    (
        "He was held by al Qaeda in the Islamic Maghreb for a year.",
        {"al Qaeda in the Islamic Maghreb": T.ORG},
    ),
    # weapons and vehicles by name or designation
    ("They were hit by HIMARS and by a T-72.", {"HIMARS": T.WEAPON, "T-72": T.VEHICLE}),
    ("The USS Harlow left port.", {"USS Harlow": T.VEHICLE}),
    ("Workers left Antonivka Airport.", {"Antonivka Airport": T.FACILITY}),
    # two names beside each other, and two joined by "and"
    ("Anna Petrenko and Pavlo Koval met in Lviv.", {"Anna Petrenko": T.PERSON, "Pavlo Koval": T.PERSON}),
    # peoples as nouns
    ("Ukrainians fled.", {"Ukrainians": T.GROUP}),
    # ships by the noun in front and by their flag, arms by the noun behind, designations
    ("The navy boarded the frigate Nordlys on Monday.", {"Nordlys": T.VEHICLE}),
    ("The Malta-flagged Corvina was hit near the port.", {"Corvina": T.VEHICLE}),
    ("They fired Tarkan missiles at the base.", {"Tarkan": T.WEAPON}),
    ("The team found an M777 howitzer there.", {"M777": T.WEAPON}),
    ("The yacht, the Lady Norna, was seized.", {"Lady Norna": T.VEHICLE}),
    # a country is no people, and where somebody is from is nobody
    ("A boat of the Philippines sank off Manila.", {"Philippines": T.PLACE, "Manila": T.PLACE}),
    ("She met a nurse from Hrodna who was jailed.", {"Hrodna": T.PLACE}),
    # bodies in lower case with their owner; without one they are common nouns
    ("The Norwegian defence ministry denied it.", {"Norwegian defence ministry": T.ORG}),
    ("Norway's coast guard found the boat.", {"coast guard of Norway": T.ORG, "Norway": T.PLACE}),
    ("The defence ministry denied it.", {}),
    # bodies by the noun beside them, by the article, by their legal form, by a dateline's brackets
    ("The container line Velmar said its ships were safe.", {"Velmar": T.ORG}),
    ("He spoke to reporters of the newspaper Cinco Dedos.", {"Cinco Dedos": T.ORG}),
    ("The firm belongs to Bulgarin Holdings SA.", {"Bulgarin Holdings SA": T.ORG}),
    ("The People's Harbour Front claimed the attack.", {"People's Harbour Front": T.ORG}),
    ("Troops of the 48 Sundri Rifles held the hill.", {"48 Sundri Rifles": T.ORG}),
    ("He joined the Sipah-e-Noor in March.", {"Sipah-e-Noor": T.ORG}),
    ("Ana Ruiz reads the Tarnova Courier.", {"Ana Ruiz": T.PERSON, "Tarnova Courier": T.ORG}),
    # what an office is for is no part of the name, nor is a portfolio a name
    ("Secretary for Security Lam Wai-keung spoke.", {"Lam Wai-keung": T.PERSON}),
    ("Former Transport Minister Gonzalo Ruiz was held.", {"Gonzalo Ruiz": T.PERSON}),
    # nicknames between the names
    ("Police held Dario 'El Gato' Belmar in May.", {"Dario 'El Gato' Belmar": T.PERSON, "El Gato": T.PERSON}),
    ("Friday Ndubi was held in Tarsk.", {"Friday Ndubi": T.PERSON}),
    ("Guards shot June Hallam on 4 May 2021.", {"June Hallam": T.PERSON}),
    ("Envoys met Inez de la Torre y Mesa.", {"Inez de la Torre y Mesa": T.PERSON}),
    ("Farel Tark met Hugo Orne.\n\nSanda Tark was held.", {"Farel Tark": T.PERSON, "Sanda Tark": T.PERSON}),
    ("Boris and Nadia Ruten were killed.", {"Boris Ruten": T.PERSON, "Nadia Ruten": T.PERSON}),
    ("Orla Bank hired Tamm & Voss.", {"Orla Bank": T.ORG, "Tamm & Voss": T.ORG}),
    ("ClickBarn sued a rival. GreyHollow bought the port.", {"ClickBarn": T.ORG, "GreyHollow": T.ORG}),
    ("Fretan-PD won the vote.", {"Fretan-PD": T.ORG}),
    ("Tindler hired Rick Sowell.", {"Tindler": T.ORG, "Rick Sowell": T.PERSON}),
    ("She is held at Danmoor Correctional Facility.", {"Danmoor Correctional Facility": T.FACILITY}),
    ("The Red Heron Reservation sued the state.", {"Red Heron Reservation": T.PLACE}),
    ("Galvek was shelled on Monday.", {"Galvek": T.PLACE}),
    ("Investors hold a stake in Orvale Rime.", {"Orvale Rime": T.ORG}),
    ("Will Tanner was held.", {"Will Tanner": T.PERSON}),
    ("Head of the Guard of the Republic of Orsk Ilan Tamm resigned.", {"Ilan Tamm": T.PERSON}),
    ("Zeitlin sued Trellion.", {"Zeitlin": T.ORG, "Trellion": T.ORG}),
    ('Police held Emil "The Fox" Sarkan in May.', {'Emil "The Fox" Sarkan': T.PERSON, "The Fox": T.PERSON}),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(language: Language, text: str, expected: dict[str, EntityType]) -> None:
    found = names(read(language, text))
    assert {name: found.get(name) for name in expected} == expected


NOMINALS = [
    ("Ukrainian partisans attacked a convoy.", "Ukrainian partisans", T.GROUP, True),
    ("A bomb killed two Russian collaborators.", "two Russian collaborators", T.GROUP, True),
    ("The local resistance movement grew.", "resistance movement", T.GROUP, True),
    ("The occupied town hid many partisans.", "partisans", T.GROUP, True),
    # an office by the one who holds it
    (
        "A clerk at the Attorney General's office confirmed it.",
        "Attorney General's office",
        T.ORG,
        True,
    ),
    ("President Olena Tkach's office declined.", "President Olena Tkach's office", T.ORG, True),
    ("The mayor's office declined.", "office", T.ORG, False),
    # one noun for two peoples
    ("Polish and Dutch troops held the road.", "Polish and Dutch troops", T.GROUP, True),
    ("They met Greek, Turkish and Cypriot officials.", "Greek, Turkish and Cypriot officials", T.GROUP, True),
    ("Three workers were hurt.", "Three workers", T.GROUP, False),
    ("Gunmen opened fire.", "Gunmen", T.GROUP, False),
    ("A 34-year-old man was detained.", "34-year-old man", T.PERSON, False),
    ("An improvised explosive device went off.", "improvised explosive device", T.WEAPON, False),
    ("They left the Kherson airport at dawn.", "Kherson airport", T.FACILITY, True),
    ("The governor resigned.", "governor", T.PERSON, False),
    ("A Su-24 bomber hit the plant.", "Su-24 bomber", T.VEHICLE, True),
]


@pytest.mark.parametrize(("text", "name", "kind", "specific"), NOMINALS)
def test_common_noun_phrases(
    language: Language, text: str, name: str, kind: EntityType, specific: bool
) -> None:
    found = next(m for m in read(language, text) if m.name == name)
    assert (found.kind, found.type, found.specific) == (MentionKind.NOMINAL, kind, specific)


CASES = [
    ("NARVA - A court freed Olena Tkach.", "NARVA", "Narva"),
    ("The talks in RIO DE JANEIRO failed.", "RIO DE JANEIRO", "Rio de Janeiro"),
    ("He flew to the UAE on Friday.", "UAE", "UAE"),
]


@pytest.mark.parametrize(("text", "quoted", "name"), CASES)
def test_places_in_capitals_go_by_their_usual_case(
    language: Language, text: str, quoted: str, name: str
) -> None:
    assert next(m.name for m in read(language, text) if m.text == quoted) == name


NO_NAMES = [
    "You can also press Ctrl + Enter to write to us.",
    "On Monday, July 4, it rained.",
    "xkcdqzrtplm and aGVsbG8Vd29ybGQ were printed.",
    "Ukrainian and Russian are languages.",
    "",
    "   \n\n  ",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_names(language: Language, text: str) -> None:
    assert names(read(language, text)) == {}


def test_one_name_has_one_type_in_a_document(language: Language) -> None:
    text = (
        "Fighting went on in Zaliznivka. Zaliznivka lost its bridge. The Zaliznivka region is cut off, "
        "and Zaliznivka fell silent."
    )
    found = read(language, text)
    assert {m.type for m in found if m.name == "Zaliznivka"} == {T.PLACE}


def test_headline_alone_makes_no_name(language: Language) -> None:
    text = "Keeping Business Human At Sea\n\nThe harbour was quiet. Olena Tkach waited for the ferry."
    assert set(names(read(language, text))) == {"Olena Tkach"}


def test_headline_runs_on_into_a_name(language: Language) -> None:
    text = "Court Frees Olena Tkach\n\nThe judge said Olena Tkach may go home."
    assert set(names(read(language, text))) == {"Olena Tkach"}


IDENTIFIERS = [
    ("Write to press@harbour.example today.", "press@harbour.example"),
    ("See https://harbour.example/a?b=1 for more.", "https://harbour.example/a?b=1"),
    ("He posted it as @harbour_watch on Friday.", "@harbour_watch"),
    ("Call +380 44 123 4567 for help.", "+380441234567"),
    ("It was paid to GB82 WEST 1234 5698 7654 32 in May.", "GB82WEST12345698765432"),
    ("The tanker, IMO 9074729, was seized.", "IMO 9074729"),
    ("It sank at 46°30′N 32°15′E at dawn.", "46.500, 32.250"),
]


@pytest.mark.parametrize(("text", "name"), IDENTIFIERS)
def test_identifiers(language: Language, text: str, name: str) -> None:
    assert names(read(language, text))[name] is T.IDENTIFIER


@pytest.mark.parametrize(
    "text",
    [
        "It was paid to GB83 WEST 1234 5698 7654 32.",
        "The tanker, IMO 9074728, left.",
        "It fell by +12 points.",
    ],
)
def test_wrong_check_digits_make_no_identifier(language: Language, text: str) -> None:
    assert EntityType.IDENTIFIER not in names(read(language, text)).values()


def test_roles_and_gender(language: Language) -> None:
    text = "Spokeswoman Alla Hrynko met Secretary of State Peter Lang and Mr. Orlov."
    found = {m.name: m for m in read(language, text) if m.kind is MentionKind.NAME}
    assert found["Alla Hrynko"].role == "spokeswoman"
    assert found["Alla Hrynko"].gender == "f"
    assert found["Peter Lang"].role == "secretary of state"
    assert found["Orlov"].gender == "m"


ODD = [
    "А" * 10_000,
    "Word " * 2_000,
    "شركة الميناء ضد Olena Tkach в Києві",
    "<script>alert(1)</script> said Olena Tkach.",
    "O O O O. A. B. C.",
    "“‘’”()[]{}…—–",
    "Olena\nTkach\n\n\nKyiv",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_read_without_harm(language: Language, text: str) -> None:
    for mention in read(language, text):
        assert mention.text == text[mention.start : mention.end]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_mentions_quote_the_text(text: str) -> None:
    for mention in read(_language(), text):
        assert mention.text == text[mention.start : mention.end]
        assert mention.start <= mention.head < mention.end
        assert mention.name


def _language() -> Language:
    from nlp.text.pipeline import DEFAULT_MODEL, build_language

    global _loaded
    _loaded = _loaded or build_language(DEFAULT_MODEL)
    return _loaded


_loaded: Language | None = None

"""According to whom: sentence -> source chain, cue, stance, content; one table a phenomenon."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.said.attribution import AttributedContent, attribution_of, extract_attributions
from nlp.extract.said.hearsay_chains import UNNAMED
from nlp.extract.who.mentions import extract_mentions
from nlp.records import Attribution, Document, Stance


def read(language: Language, text: str) -> tuple[ParsedDocument, tuple[AttributedContent, ...]]:
    document = Document(id="d", path="d.txt", title="d", text=text)
    doc = language(text)
    reading = ParsedDocument(doc, document, extract_mentions(doc, document))
    return reading, extract_attributions(reading)


def shown(text: str, one: AttributedContent) -> tuple[str, str, str, str]:
    """The chain, the cue, the stance and the content, as a row of a table."""
    sources = " < ".join(link.text for link in one.chain)
    content = " | ".join(text[start:end] for start, end in one.content)
    return sources, text[one.cue[0] : one.cue[1]], one.chain[-1].stance.value, content


ROWS = {
    "according to": [
        (
            "Rebels hold the airport, according to the defence ministry.",
            ("the defence ministry", "according to", "states", "Rebels hold the airport"),
        ),
        (
            "According to two witnesses, a truck blew up near the gate.",
            ("two witnesses", "According to", "states", "a truck blew up near the gate"),
        ),
        (
            "In the mayor's view, the army fired first.",
            ("the mayor", "In the mayor's view", "states", "the army fired first"),
        ),
    ],
    "reporting verbs": [
        (
            "The envoy said that rebels held the airport.",
            ("The envoy", "said", "states", "that rebels held the airport"),
        ),
        (
            "Three miners died, officials announced.",
            ("officials", "announced", "states", "Three miners died"),
        ),
        (
            "The depot burned on Friday, police say.",
            ("police", "say", "states", "The depot burned on Friday"),
        ),
        (
            "Police seek Ivan Roth, who was abducted by gunmen on Friday, the Ministry of Trade (MOT) said.",
            (
                "the Ministry of Trade",
                "said",
                "states",
                "Police seek Ivan Roth, who was abducted by gunmen on Friday",
            ),
        ),
        (
            "The bridge, the mayor said on Friday, was closed for repairs.",
            ("the mayor", "said", "states", "The bridge | was closed for repairs"),
        ),
        (
            "The ministry said in a statement that two men were detained.",
            ("The ministry", "said", "states", "that two men were detained"),
        ),
        (
            "The ministry published a note. It said the depot had burned.",
            ("It", "said", "states", "the depot had burned"),
        ),
        (
            "Berg went on to say that the dam would fail.",
            ("Berg", "to say", "states", "that the dam would fail"),
        ),
        (
            "Berg left on Friday, saying the army had retreated.",
            ("Berg", "saying", "states", "the army had retreated"),
        ),
        (
            "Berg, who said the army had retreated, left on Friday.",
            ("Berg", "said", "states", "the army had retreated"),
        ),
        (
            "Berg and Ortiz said the dam had failed.",
            ("Berg < Ortiz", "said", "states", "the dam had failed"),
        ),
        (
            "Berg called the attack a massacre.",
            ("Berg", "called", "states", "the attack a massacre"),
        ),
        (
            "The minister urged the rebels to leave the airport.",
            ("The minister", "urged", "states", "the rebels to leave the airport"),
        ),
        (
            "The minister vowed to retake the airport.",
            ("The minister", "vowed", "states", "to retake the airport"),
        ),
    ],
    "things that say": [
        (
            "A video shows gunmen burning the depot.",
            ("A video", "shows", "states", "gunmen burning the depot"),
        ),
        (
            "The ministry on Tuesday released a video showing soldiers burning the depot.",
            ("a video", "showing", "states", "soldiers burning the depot"),
        ),
        (
            "A report by the audit office found that the money had vanished.",
            ("A report by the audit office", "found", "states", "that the money had vanished"),
        ),
    ],
    "reporting nouns": [
        (
            "Berg's claim that the army shelled the hospital shocked the town.",
            ("Berg", "claim", "claims", "that the army shelled the hospital"),
        ),
    ],
    "direct speech": [
        ('"The road is open," the mayor said.', ("the mayor", "said", "states", '"The road is open,"')),
        ('The general said: "We will answer."', ("The general", "said", "states", '"We will answer."')),
        (
            '"The road is open," said Lena Ortiz, the mayor of Tarn. "Nobody is blocked."',
            ("Lena Ortiz", "said", "states", '"The road is open," | "Nobody is blocked."'),
        ),
        (
            '"If they attack," the general warned, "we will answer."',
            ("the general", "warned", "states", '"If they attack," | "we will answer."'),
        ),
        (
            'Ortiz said the road was "completely safe" and open to trucks.',
            ("Ortiz", "said", "states", 'the road was "completely safe" and open to trucks'),
        ),
        (
            "“The depot is gone,” Ortiz told the council. “We lost it all.\n\n“And nobody came.”",
            ("Ortiz", "told", "states", "“The depot is gone,” | “We lost it all. | “And nobody came.”"),
        ),
    ],
    "hearsay, nearest to the reader first": [
        (
            "Two officials told the BBC that the dam had failed.",
            ("the BBC < Two officials", "told", "states", "that the dam had failed"),
        ),
        (
            "The dam had failed, two officials said in an interview with CNN.",
            ("CNN < two officials", "said", "states", "The dam had failed"),
        ),
        (
            "The agency, citing two officials, reported that the dam had failed.",
            ("The agency < two officials", "reported", "states", "that the dam had failed"),
        ),
        (
            "The dam had failed, the Daily Herald reported, citing police.",
            ("the Daily Herald < police", "reported", "states", "The dam had failed"),
        ),
        (
            "Berg, quoted by the Kyiv Post, said the depot had burned.",
            ("the Kyiv Post < Berg", "said", "states", "the depot had burned"),
        ),
        (
            "The agency quoted a spokesman as saying the depot had burned.",
            ("The agency < a spokesman", "saying", "states", "the depot had burned"),
        ),
        (
            "Ortiz was quoted by Reuters as saying that the dam had failed.",
            ("Reuters < Ortiz", "saying", "states", "that the dam had failed"),
        ),
        (
            "As reported by the Daily Herald, the dam failed on Monday.",
            ("the Daily Herald", "reported", "states", "the dam failed on Monday"),
        ),
    ],
    "unnamed sources": [
        (
            "The rebels are said to control the airport.",
            (UNNAMED, "are said", "claims", "The rebels | to control the airport"),
        ),
        (
            "It is believed that the rebels control the airport.",
            (UNNAMED, "is believed", "states", "that the rebels control the airport"),
        ),
        (
            "Explosions were reported near the bridge.",
            (UNNAMED, "were reported", "states", "Explosions"),
        ),
        (
            "Berg is alleged to have paid the gunmen.",
            (UNNAMED, "is alleged", "claims", "Berg | to have paid the gunmen"),
        ),
        (
            "Troops reportedly crossed the river.",
            (UNNAMED, "reportedly", "states", "Troops | crossed the river"),
        ),
        (
            "Soldiers allegedly burned the depot on Monday.",
            (UNNAMED, "allegedly", "claims", "Soldiers | burned the depot on Monday"),
        ),
        ("The alleged attack took place on Sunday.", (UNNAMED, "alleged", "claims", "attack")),
        (
            "Ivan Berg was accused of smuggling weapons.",
            (UNNAMED, "was accused", "accuses", "Ivan Berg | of smuggling weapons"),
        ),
    ],
    "stance": [
        (
            "The Red Dawn group claimed responsibility for the bombing.",
            ("The Red Dawn group", "claimed", "claims", "responsibility for the bombing"),
        ),
        (
            "The ministry denied that its troops had shelled the hospital.",
            ("The ministry", "denied", "denies", "that its troops had shelled the hospital"),
        ),
        (
            "The army claims to have destroyed the depot.",
            ("The army", "claims", "claims", "to have destroyed the depot"),
        ),
        (
            "The attack was blamed on the rebels.",
            (UNNAMED, "was blamed", "accuses", "The attack | on the rebels"),
        ),
        (
            "The ministry denied shelling the hospital.",
            ("The ministry", "denied", "denies", "shelling the hospital"),
        ),
        (
            "The army blamed the rebels for the attack on the depot.",
            ("The army", "blamed", "accuses", "the rebels for the attack on the depot"),
        ),
        (
            "The army accused Ivan Berg of smuggling weapons.",
            ("The army", "accused", "accuses", "Ivan Berg of smuggling weapons"),
        ),
    ],
    "labels": [
        (
            "Police: Two killed in depot blast\n\nThe depot burned down.",
            ("Police", ":", "states", "Two killed in depot blast"),
        ),
        ("“A disgrace.” — Lena Ortiz\n", ("Lena Ortiz", "—", "states", "“A disgrace.”")),
    ],
}


@pytest.mark.parametrize(
    ("text", "row"),
    [pytest.param(*case, id=f"{name}: {case[0][:40]}") for name in ROWS for case in ROWS[name]],
)
def test_says(language: Language, text: str, row: tuple[str, str, str, str]) -> None:
    _, found = read(language, text)
    assert row in [shown(text, one) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry condemned the attack on the depot.",  # the author says that it happened
        "The ministry did not say that the army had retreated.",
        "Berg refused to say whether the army had retreated.",
        "No group has claimed responsibility for the attack.",
        "Berg could say that the army had retreated.",
    ],
)
def test_does_not_vouch(language: Language, text: str) -> None:
    _, found = read(language, text)
    assert found
    assert not any(one.vouches for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "It said nothing.",
        "The convoy crossed the river at dawn.",
        "Berg was told that the road was open.",  # the subject hears
        "The strike, which continued on Monday, is about pay.",
        "It seems that the depot burned.",
        "Time: 5 pm at the gate, all welcome\n",
        'He wore a "Save the Dam" shirt to the meeting.',
    ],
)
def test_attributes_nothing(language: Language, text: str) -> None:
    assert read(language, text)[1] == ()


def test_contents_nest(language: Language) -> None:
    text = "Berg said the mayor told police that gunmen burned the depot."
    _, found = read(language, text)
    assert [link.text for link in attribution_of(found, text.index("burned"))] == ["Berg", "the mayor"]
    assert [link.text for link in attribution_of(found, text.index("told"))] == ["Berg"]
    assert attribution_of(found, text.index("said")) == ()


def test_a_parenthetic_cue_is_outside_its_content(language: Language) -> None:
    text = "The bridge, the mayor said in a briefing on Friday, was closed for repairs."
    _, found = read(language, text)
    assert [link.text for link in attribution_of(found, text.index("closed"))] == ["the mayor"]
    assert attribution_of(found, text.index("said")) == ()
    assert attribution_of(found, text.index("briefing")) == ()


def test_a_pronoun_leads_to_its_name(language: Language) -> None:
    text = "Mara Berg visited Tarn on Monday. She said the dam had failed."
    reading, found = read(language, text)
    link = found[0].chain[0]
    by_id = {mention.id: mention for mention in reading.mentions}
    assert link.text == "She"
    assert link.mention_id is not None
    chain = by_id[link.mention_id].chain
    assert any(m.chain == chain and m.name == "Mara Berg" for m in reading.mentions)


def test_a_document_leads_to_its_author(language: Language) -> None:
    text = "A report by the Tarn Institute found that the money had vanished."
    reading, found = read(language, text)
    names = {mention.id: mention.name for mention in reading.mentions}
    assert names[found[0].chain[0].mention_id or ""] == "Tarn Institute"


def test_lookup_agrees_with_search() -> None:
    def content(start: int, end: int, name: str, reach: int) -> AttributedContent:
        link = Attribution(text=name, cue="said", stance=Stance.STATES)
        return AttributedContent(chain=(link,), content=((start, end),), cue=(end, end + 1), reach=reach)

    contents = (content(0, 50, "a", 50), content(5, 10, "b", 50), content(60, 70, "c", 70))
    assert [[link.text for link in attribution_of(contents, at)] for at in (3, 7, 40, 55, 65)] == [
        ["a"],
        ["a", "b"],
        ["a"],
        [],
        ["c"],
    ]


REPORTING = [
    "said",
    "told",
    "according",
    "to",
    "reportedly",
    "claims",
    "citing",
    "denied",
    "accused",
    "alleged",
]
OTHER = [
    "that",
    "Berg",
    "the",
    "ministry",
    "as",
    "of",
    "who",
    "it",
    "was",
    "I",
    "we",
    "depot",
    "burned",
    "in",
    "view",
]
MARKS = ["“", "”", '"', "'", "''", ",", ".", ":", "—", "--", "(", ")", "\n\n"]
WORDS = st.sampled_from(REPORTING + OTHER + MARKS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.lists(WORDS, max_size=40).map(" ".join),
        st.text(max_size=60),
    )
)
def test_spans_are_inside_the_document(language: Language, text: str) -> None:
    _, found = read(language, text)
    for one in found:
        assert one.content == tuple(sorted(one.content))
        for start, end in (*one.content, one.cue, *((one.source,) if one.source else ())):
            assert 0 <= start < end <= len(text)
        assert not any(start <= one.cue[0] < end for start, end in one.content)
        for link in one.chain:
            assert link.start is None or text[link.start : link.end] == link.text

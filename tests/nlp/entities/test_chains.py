"""From mentions to chains to entities: any mention at all is folded without harm."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.entities import build_chains, resolve_entities
from nlp.records import EntityType, Mention, MentionKind

ANY = st.text(max_size=40)
WORDS = st.one_of(
    ANY,
    st.sampled_from(
        ("", " ", "\t", "-", "'s", "’s", "’", "A", "LISBON", "a-B", "-B", "al-", ",", "x,", "İ", "ß", "ǆ")
    ),
    st.sampled_from(
        ("Defense Ministry", "Defense Ministry of Chad", "POLICE", " of ", " for ", "Adu-Mensah")
    ),
)


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    text = draw(WORDS)
    return Mention(
        id=draw(st.uuids()).hex,
        document_id="d",
        start=0,
        end=len(text),
        text=text,
        type=draw(st.sampled_from(EntityType)),
        kind=draw(st.sampled_from(MentionKind)),
        name=draw(WORDS),
        chain=draw(st.sampled_from("abcdef")),
        head=0,
        gender=draw(st.sampled_from(("", "m", "f"))),
        role=draw(WORDS),
        specific=draw(st.booleans()),
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(mentions(), max_size=8))
def test_any_mentions_make_entities(found: list[Mention]) -> None:
    chains = build_chains(found)
    assert {c.id for c in chains} <= {m.chain for m in found}
    entities = resolve_entities(chains)
    assert sorted(i for e in entities for i in e.chain_ids) == sorted(c.id for c in chains)


def test_a_role_of_blanks_is_no_role() -> None:
    mention = Mention(
        id="m", document_id="d", start=0, end=4, text="Tkac", type=EntityType.PERSON,
        kind=MentionKind.NAME, name="Tkach", chain="c", head=0, role=" of \t",
    )  # fmt: skip
    (chain,) = build_chains([mention])
    assert chain.roles == ()

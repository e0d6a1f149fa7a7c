"""What goes in comes out: an extraction through JSON, and through the tables into rows."""

from __future__ import annotations

import string
from datetime import date
from pathlib import Path

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.case import Case, SourceState
from nlp.case.file.json_codec import decode_extraction, encode_extraction
from nlp.records import (
    Attribution,
    Document,
    EntityType,
    Event,
    Extraction,
    Granularity,
    Interval,
    Mention,
    MentionKind,
    Participant,
    Place,
    PublishedBasis,
    Relation,
    Span,
    Stance,
    Status,
    TimeBasis,
    TimeExpression,
    TimeType,
    When,
    make_id,
)
from tests.factories import story

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=0, max_size=30)
WORD = st.text(string.ascii_letters + "<>&\"'\u05d0\u202e\x00", min_size=1, max_size=10)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
NUMBER = st.one_of(st.none(), st.floats())


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    ends = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    low, high = (day.isoformat() for day in ends)
    if draw(st.booleans()):
        low, high = f"--{low[5:]}", f"--{high[5:]}"
    kept = draw(st.sampled_from([(low, high), (low, None), (None, high), (None, None)]))
    return Interval(
        earliest=kept[0],
        latest=kept[1],
        granularity=draw(st.sampled_from(Granularity)),
        vague_start=draw(st.booleans()),
        vague_end=draw(st.booleans()),
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
    key = make_id("document", text, draw(st.integers(0, 9)))
    document = Document(
        id=key,
        path=draw(WORD),
        title=draw(TEXT),
        text=text,
        published=draw(st.one_of(st.none(), DAYS)),
        published_basis=draw(st.one_of(st.none(), st.sampled_from(PublishedBasis))),
        publisher=draw(st.one_of(st.none(), TEXT)),
        author=draw(st.one_of(st.none(), TEXT)),
        boilerplate=((0, 1),) if draw(st.booleans()) else (),
    )

    def cut() -> tuple[int, int, str]:
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        return start, end, text[start:end]

    mentions, times, events = [], [], []
    for nth in range(draw(st.integers(0, 4))):
        start, end, word = cut()
        mentions.append(
            Mention(
                id=make_id(key, "m", nth), document_id=key, start=start, end=end, text=word,
                type=draw(st.sampled_from(EntityType)), kind=draw(st.sampled_from(MentionKind)),
                name=word, chain=make_id(key, "c", draw(st.integers(0, 2))), head=start,
                plural=draw(st.booleans()), role=draw(st.sampled_from(["", "governor", "head of\nstaff"])),
            )
        )  # fmt: skip
    for nth in range(draw(st.integers(0, 2))):
        start, end, word = cut()
        times.append(
            TimeExpression(
                id=make_id(key, "t", nth), document_id=key, start=start, end=end, text=word,
                type=draw(st.sampled_from(TimeType)), read=draw(TEXT), value=draw(TEXT),
                interval=draw(st.one_of(st.none(), intervals())), note=draw(st.one_of(st.none(), TEXT)),
            )
        )  # fmt: skip
    ids = [None, "nowhere", *(mention.id for mention in mentions)]
    for nth in range(draw(st.integers(0, 3))):
        start, end, word = cut()
        span = Span(start=start, end=end, text=word)
        events.append(
            Event(
                id=make_id(key, "e", nth), document_id=key, type=draw(WORD), trigger=span, sentence=span,
                when=draw(
                    st.one_of(
                        st.none(),
                        st.builds(
                            When, interval=intervals(), text=TEXT, basis=st.sampled_from(TimeBasis),
                            time_id=st.sampled_from([None, *(t.id for t in times)]),
                        ),
                    )
                ),
                participants=tuple(
                    Participant(
                        role=role, start=start, end=end, text=word, mention_id=draw(st.sampled_from(ids)),
                        amount=draw(st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))),
                    )
                    for role in draw(st.lists(st.sampled_from(["agent", "patient", "x"]), max_size=3))
                ),
                place=Place(start=start, end=end, text=word, mention_id=draw(st.sampled_from(ids))),
                status=draw(st.sampled_from(Status)),
                attribution=(
                    Attribution(text=word, cue="said", stance=draw(st.sampled_from(Stance))),
                ),
                salience=draw(st.floats(0, 1, width=32)),
            )
        )  # fmt: skip
    relations = [
        Relation(
            id=make_id(key, "r"), type="kin", source=mentions[0].id, target=mentions[-1].id,
            document_id=key, start=0, end=1,
        )
    ] if mentions else []  # fmt: skip
    return Extraction(
        document=document,
        mentions=tuple(mentions),
        times=tuple(times),
        events=tuple(events),
        relations=tuple(relations),
    )


@given(extractions())
def test_json_and_back(extraction: Extraction) -> None:
    assert decode_extraction(encode_extraction(extraction)) == extraction


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(extractions(), min_size=1, max_size=3))
def test_tables_and_back(tmp_path: Path, made: list[Extraction]) -> None:
    unique = {extraction.document.id: extraction for extraction in made}
    path = tmp_path / "a.duckdb"
    path.unlink(missing_ok=True)
    with Case.open(path, create=True) as case:
        for extraction in unique.values():
            case.add(extraction, SourceState(path=extraction.document.id, size=1, digest=""))
        case.settle()
        rows = {row.id: row for row in case.events(limit=100)}
        assert set(rows) == {event.id for extraction in unique.values() for event in extraction.events}
        for extraction in unique.values():
            page = case.document(extraction.document.id)
            assert page is not None
            assert page.text == extraction.document.text
            assert page.row.title == extraction.document.title
            for event in extraction.events:
                row = rows[event.id]
                assert (row.when, row.status, row.participants, row.place, row.attribution, row.trigger) == (
                    event.when, event.status, event.participants, event.place, event.attribution,
                    event.trigger,
                )  # fmt: skip
        exported = orjson.loads(b"".join(case.export()))
        assert len(exported["events"]) == len(rows)
        assert sum(bin_.counts.get("happened", 0) for bin_ in case.histogram()) <= len(rows)
        case.overview()
        case.links()


def test_story_and_back() -> None:
    for extraction in story():
        assert decode_extraction(encode_extraction(extraction)) == extraction


def test_number_that_is_none_becomes_nothing() -> None:
    made = story()[0]
    event = made.events[0]
    from dataclasses import replace

    odd = replace(event, participants=(replace(event.participants[0], amount=float("nan")),))
    back = decode_extraction(encode_extraction(replace(made, events=(odd,))))
    assert back.events[0].participants[0].amount is None

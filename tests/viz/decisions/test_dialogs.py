"""Dialogs as trees: attributes under their names, text as text, targets where the browser looks for them."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from nlp.query import MentionRow, ReasonRow
from nlp.records import EntityType, Span, TimeBasis
from tests.viz.rows import entity, event, when
from tests.viz.trees import elements, having, text_in
from viz.decisions.entity_dialogs import (
    draw_apart,
    draw_hide,
    draw_merge,
    draw_rename,
    draw_retype,
)
from viz.decisions.event_dialogs import draw_different, draw_publish, draw_redate, draw_same_confirm
from viz.decisions.mention_dialogs import draw_quote, draw_split, draw_why
from viz.kit.dialog_fields import element, field, finder, form, option, page, tick


def mention(ident: str, text: str = "Ondine", *, document: str = "d1", chain: str = "c1") -> MentionRow:
    sentence = f"The clerk met {text} at the quay on Friday."
    return MentionRow(
        document_id=document,
        start=114,
        end=114 + len(text),
        text=text,
        type=EntityType.PERSON,
        kind="name",
        sentence=Span(start=100, end=100 + len(sentence), text=sentence),
        title="At the quay",
        path=f"{document}.txt",
        publisher="Quay News",
        published="2031-05-06",
        id=ident,
        chain=chain,
    )


def test_attributes_get_their_html_names() -> None:
    made = element("input", css="x", for_="y", type_="text", aria_label="z", required=True, hidden=False)
    assert made == [
        "input",
        {"class": "x", "for": "y", "type": "text", "aria-label": "z", "required": ""},
    ]


def test_children_may_be_trees_text_lists_or_nothing() -> None:
    made = element("p", "a", None, element("b", "c"), [element("i", "d"), "e"])
    assert text_in(made) == "acde"
    assert [one[0] for one in elements(made)] == ["p", "b", "i"]


@given(st.text(max_size=40))
def test_text_stays_text(text: str) -> None:
    drawn = draw_rename(entity("a", text or "x"))
    assert json.loads(json.dumps(drawn)) == drawn
    assert not [one for one in elements(drawn) if one[0] == "script"]
    assert having(drawn, name="value")[0][1]["value"] == (text or "x")


def test_a_form_says_what_it_decides() -> None:
    made = form("Sure?", kind="merge", targets=["a", "b"], submit="Merge", value="v")
    assert made[1] | {"novalidate": ""} == {
        "data-kind": "merge",
        "data-targets": "a~b",
        "data-value": "v",
        "novalidate": "",
    }
    assert text_in(having(made, type="submit")) == "Merge"
    assert having(made, data_write="close")
    assert not having(page("Look"), type="submit")


def test_a_finder_is_a_combobox_with_its_list() -> None:
    made = finder("Find", what="entity", form="merge", targets=["a"], options=[option("b", "B")])
    (box,) = having(made, role="combobox")
    (listed,) = having(made, role="listbox")
    assert box[1]["aria-controls"] == listed[1]["id"]
    assert having(made, role="option", data_ref="b")


def test_fields_are_labelled() -> None:
    made = field("Name", "value", value="x", hint="Why")
    (box,) = having(made, name="value")
    assert having(made, for_="") == []
    assert [one[1]["for"] for one in elements(made) if one[0] == "label"] == [box[1]["id"]]
    assert having(made, id=box[1]["aria-describedby"])
    assert text_in(tick("yes", name="target", value="m")) == "yes"


def test_a_merge_says_what_will_happen_and_warns_of_types() -> None:
    same = draw_merge([entity("a", "Ann Orr"), entity("b", "Orr")])
    assert "2 mentions" in text_in(same)
    assert "different types" not in text_in(same)
    mixed = draw_merge([entity("a", "Ann Orr"), entity("b", "Orr", type=EntityType.PLACE)])
    assert "different types: person, place" in text_in(mixed)
    assert draw_apart([entity("a"), entity("b")])[1]["data-kind"] == "keep apart"


def test_the_type_that_it_has_is_chosen() -> None:
    made = draw_retype(entity("a", type=EntityType.ORG))
    assert [one[1]["value"] for one in elements(made) if "checked" in one[1]] == ["ORG"]
    assert draw_hide(entity("a"))[1]["data-targets"] == "a"


def test_a_split_shows_sentences_by_report_and_ticks_what_was_asked_for() -> None:
    rows = [mention("m1"), mention("m2", document="d2", chain="c2"), mention("m3", chain="c1")]
    made = draw_split(entity("a", "Ondine"), rows, frozenset(["m2"]))
    boxes = having(made, name="target")
    assert [box[1]["value"] for box in boxes] == ["m2", "m1", "m3"]
    assert [box[1]["value"] for box in boxes if "checked" in box[1]] == ["m2"]
    assert len([one for one in elements(made) if one[0] == "fieldset"]) == 2


def test_a_quote_marks_the_mention() -> None:
    made = draw_quote(mention("m1"))
    assert text_in(made) == "The clerk met Ondine at the quay on Friday."
    assert [text_in(one) for one in elements(made) if one[0] == "mark"] == ["Ondine"]


def test_why_one_shows_weights_and_the_way_out() -> None:
    row = entity("a", "Ondine")
    alone = draw_why(row, [])
    assert "one report only" in text_in(alone)
    reasons = [
        ReasonRow(text="same first name", weight=-0.5, detail="", left=None, right=None),
        ReasonRow(
            text="same full name",
            weight=4.0,
            detail="rare",
            left=mention("m1"),
            right=mention("m2", document="d2", chain="c2"),
        ),
    ]
    several = type(row)(**{name: getattr(row, name) for name in row.__slots__} | {"documents": 2})
    made = draw_why(several, reasons)
    weights = [text_in(one) for one in having(made, **{"class": "weight"})]
    assert weights == ["+4.0", "−0.5"]
    assert [one[1]["data-chain"] for one in having(made, data_write="split")] == ["c2"]


def test_a_date_is_offered_in_the_form_that_is_taken() -> None:
    def offered(**more: object) -> str:
        made = draw_redate(event("e", **more))  # type: ignore[arg-type]
        return str(having(made, name="value")[0][1]["value"])

    assert offered(when=when("2031-05-06")) == "2031-05-06"
    assert offered(when=when("2031-05-06", "2031-05-09")) == "2031-05-06/2031-05-09"
    assert offered(when=when("--05-06")) == "--05-06"
    assert offered(when=when("2031-05-06", None)) == ""
    assert offered() == ""
    assert "text gives none" in text_in(draw_redate(event("e")))
    assert TimeBasis.STATED in str(when("2031-05-06").basis)


def test_taking_an_account_out_leaves_the_others_together() -> None:
    made = draw_different(event("e1"), [event("e2"), event("e3")])
    assert made[1]["data-targets"] == "e1~e2~e3"
    assert made[1]["data-value"] == "alone"
    assert "only account" in text_in(draw_different(event("e1"), []))
    assert draw_same_confirm([event("a"), event("b")])[1]["data-kind"] == "same incident"


def test_a_publication_date_tells_what_it_is_now() -> None:
    from nlp.query import DocumentRow

    row = DocumentRow(
        id="d",
        path="a.txt",
        title="A",
        published=None,
        published_basis=None,
        publisher=None,
        author=None,
        events=0,
        mentions=0,
    )
    assert "Now unknown" in text_in(draw_publish(row))
    assert draw_publish(row)[1]["data-targets"] == "d"

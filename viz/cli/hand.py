"""The commands of the analyst's own hand: add, repair, and write beside the facts."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.errors import DatelineError
from viz.cli.commands import Author, OpenCase, Opened, find_document, find_entity
from viz.cli.terminal import show_remarks, tell

if TYPE_CHECKING:
    from nlp.case import Case

Reason = Annotated[str, typer.Option(help="Why, in your words.")]
Report = Annotated[str, typer.Argument(metavar="REPORT", help="File, title or id of a report.")]
Words = Annotated[str, typer.Argument(metavar="WORDS", help="The words of the report, as they stand in it.")]
Nth = Annotated[int, typer.Option(min=1, help="Which time they stand there, where they do more than once.")]
On = Annotated[
    str,
    typer.Option(help="What REF is: event, incident, document, entity, relation, source, day."),
]
Ref = Annotated[str, typer.Argument(metavar="REF", help="What it hangs on: an id, a name, a report, a day.")]


def add_hand(cli: typer.Typer, open_case: OpenCase) -> None:
    """Add the commands to ``cli``."""
    _add_facts(cli, open_case)
    _add_remarks(cli, open_case)


def _add_facts(cli: typer.Typer, open_case: OpenCase) -> None:
    @cli.command(
        "add-event",
        epilog='Example:  dateline add-event affair.duckdb fire.html "broke out" --type disaster '
        '--when "3 May, 04:10" --who "Harbour Authority" --place Kalvara',
    )
    def add_event(
        case: Opened,
        report: Report,
        words: Words,
        type: Annotated[str, typer.Option(help="Its type, as docs/event-types.md names it.")] = "",
        when: Annotated[str, typer.Option(help="When, in words or ISO; counted from the report.")] = "",
        status: Annotated[str, typer.Option(help="happened, negated, planned or hypothetical.")] = "",
        who: Annotated[list[str] | None, typer.Option(help="Who did it: entities, or plain words.")] = None,
        whom: Annotated[list[str] | None, typer.Option(help="To whom.")] = None,
        place: Annotated[str, typer.Option(help="Where.")] = "",
        nth: Nth = 1,
        reason: Reason = "",
        author: Author = "",
    ) -> None:
        """Make words of a report an event. What you leave out is filled with what would be read there."""
        with open_case(case) as opened:
            document, start, end = _passage(opened, report, words, nth)
            fields = opened.suggest_event(document, start, end)
            fields |= _given(opened, type, when, status, who, whom, place)
            _say_last(
                opened,
                opened.add_event(document, start, end, author=_author(author), reason=reason, **fields),
            )

    @cli.command(
        "edit-event",
        epilog='Example:  dateline edit-event affair.duckdb 41d09c2e8b7a6f35 --when "early June 2023"',
    )
    def edit_event(
        case: Opened,
        event: Annotated[str, typer.Argument(metavar="EVENT", help="Id of an event.")],
        type: Annotated[str, typer.Option(help="Its type.")] = "",
        when: Annotated[str, typer.Option(help="When, in words or ISO.")] = "",
        status: Annotated[str, typer.Option(help="happened, negated, planned or hypothetical.")] = "",
        who: Annotated[list[str] | None, typer.Option(help="Who did it.")] = None,
        whom: Annotated[list[str] | None, typer.Option(help="To whom.")] = None,
        place: Annotated[str, typer.Option(help="Where.")] = "",
        reason: Reason = "",
        author: Author = "",
    ) -> None:
        """Change what was read of an event; what you leave out stays."""
        with open_case(case) as opened:
            fields = _given(opened, type, when, status, who, whom, place)
            made = opened.edit_event(event, author=_author(author), reason=reason, **fields)
            _say(opened, made.id)

    @cli.command(
        "add-entity",
        epilog='Example:  dateline add-entity affair.duckdb fire.html "Tarnow works" --type FACILITY',
    )
    def add_entity(
        case: Opened,
        report: Report,
        words: Words,
        type: Annotated[str, typer.Option(help="PERSON, ORG, PLACE, GROUP, FACILITY, ...")],
        name: Annotated[str, typer.Option(help="Its name, where the words are not it.")] = "",
        nth: Nth = 1,
        reason: Reason = "",
        author: Author = "",
    ) -> None:
        """Make words of a report an entity, wherever else in it they stand too."""
        with open_case(case) as opened:
            document, start, end = _passage(opened, report, words, nth)
            made = opened.add_entity(
                document, start, end, type=type.upper(), name=name, author=_author(author), reason=reason
            )
            _say(opened, made.id)

    @cli.command(
        "link",
        epilog='Example:  dateline link affair.duckdb "Ada Bell" "Weir Ltd" --type ownership --share 40',
    )
    def link(
        case: Opened,
        source: Annotated[str, typer.Argument(metavar="FROM", help="Name or id of an entity.")],
        target: Annotated[str, typer.Argument(metavar="TO", help="Name or id of an entity.")],
        type: Annotated[str, typer.Option(help="ownership, directorship, family, ..., linked.")] = "linked",
        label: Annotated[str, typer.Option(help="In words: head of.")] = "",
        status: Annotated[str, typer.Option(help="current, former, alleged or denied.")] = "",
        share: Annotated[float | None, typer.Option(help="Percent.")] = None,
        when: Annotated[str, typer.Option(help="When, in words or ISO.")] = "",
        reason: Reason = "",
        author: Author = "",
    ) -> None:
        """Draw a lasting relation from one entity to another."""
        with open_case(case) as opened:
            fields: dict[str, Any] = {"type": type, "label": label, "status": status, "when": when}
            if share is not None:
                fields["share"] = share
            ends = find_entity(opened, source), find_entity(opened, target)
            made = opened.add_relation(*ends, author=_author(author), reason=reason, **fields)
            _say(opened, made.id)


def _add_remarks(cli: typer.Typer, open_case: OpenCase) -> None:
    @cli.command(epilog='Example:  dateline note affair.duckdb "Ada Bell" "Ask the registry" --on entity')
    def note(
        case: Opened,
        ref: Ref,
        text: Annotated[str, typer.Argument(metavar="TEXT", help="What you note.")],
        on: On = "event",
        replaces: Annotated[str, typer.Option(help="Id of the note that this rewords.")] = "",
        author: Author = "",
    ) -> None:
        """Write a note beside an event, an entity, a report, ..."""
        with open_case(case) as opened:
            key = _ref(opened, on, ref)
            _say(opened, opened.remark("note", on, key, text, author=_author(author), replaces=replaces).id)

    @cli.command(epilog="Example:  dateline tag affair.duckdb 41d09c2e8b7a6f35 key")
    def tag(
        case: Opened,
        ref: Ref,
        name: Annotated[str, typer.Argument(metavar="TAG", help="The tag.")],
        on: On = "event",
        off: Annotated[bool, typer.Option("--off", help="Take it off.")] = False,
        author: Author = "",
    ) -> None:
        """Tag something, or take a tag off it."""
        with open_case(case) as opened:
            kind = "untag" if off else "tag"
            _say(opened, opened.remark(kind, on, _ref(opened, on, ref), name, author=_author(author)).id)

    @cli.command(epilog='Example:  dateline grade affair.duckdb "Orvane Courier" B --on source')
    def grade(
        case: Opened,
        ref: Ref,
        value: Annotated[
            str, typer.Argument(metavar="GRADE", help="A to F of a source, 1 to 6 of a report.")
        ],
        on: On = "document",
        author: Author = "",
    ) -> None:
        """Grade a source's reliability (A to F) or a report's credibility (1 to 6)."""
        with open_case(case) as opened:
            kind = "credibility" if value.isdigit() else "reliability"
            _say(opened, opened.remark(kind, on, _ref(opened, on, ref), value, author=_author(author)).id)

    @cli.command(epilog="Example:  dateline notes affair.duckdb")
    def notes(
        case: Opened,
        as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    ) -> None:
        """List what analysts wrote beside the facts."""
        with open_case(case) as opened:
            rows = opened.remarks()
            if not as_json:
                show_remarks(rows)
            for row in rows if as_json else ():
                print(json.dumps({name: getattr(row, name) for name in row.__slots__}, ensure_ascii=False))


def _given(
    case: Case,
    type: str,
    when: str,
    status: str,
    who: list[str] | None,
    whom: list[str] | None,
    place: str,
) -> dict[str, Any]:
    fields: dict[str, Any] = {
        name: value for name, value in (("type", type), ("when", when), ("status", status)) if value
    }
    if who or whom:
        parts = [_part(case, name, "agent") for name in who or ()]
        fields["participants"] = parts + [_part(case, name, "patient") for name in whom or ()]
    if place:
        fields["place"] = _part(case, place, "place")
    return fields


def _part(case: Case, name: str, role: str) -> dict[str, str]:
    """An entity where the case knows the name, else the plain words."""
    try:
        return {
            "role": role,
            "entity": find_entity(case, name),
            "text": name if case.entity(name) is None else "",
        }
    except DatelineError:
        return {"role": role, "text": name}


def _passage(case: Case, report: str, words: str, nth: int) -> tuple[str, int, int]:
    document = find_document(case, report)
    page = case.document(document)
    start = -1
    for _ in range(nth):
        start = page.text.find(words, start + 1) if page else -1
        if start < 0:
            raise DatelineError(
                f"{report}: {words!r} does not stand there{f' {nth} times' if nth > 1 else ''}"
            )
    return document, start, start + len(words)


def _ref(case: Case, on: str, ref: str) -> str:
    if on == "entity":
        return find_entity(case, ref)
    return find_document(case, ref) if on == "document" else ref


def _author(given: str) -> str:
    return given or os.environ.get("USER", "")


def _say(case: Case, decision_id: str) -> None:
    tell(next(row.text for row in case.decision_rows() if row.id == decision_id))


def _say_last(case: Case, event_id: str) -> None:
    _say(case, case.decisions()[-1].decision.id)
    print(event_id)

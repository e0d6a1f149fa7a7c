"""The commands on one case: what is in it, and the analyst's decisions on it.

:func:`build_commands` gives them as a Typer application that opens a case by the function it is given.
Entities go by name or id, reports by file, title or id, events by id (``dateline events`` lists them).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.errors import DatelineError
from nlp.query import Query
from nlp.records import EntityType
from viz.cli.terminal import show_decisions, show_entities, show_events, show_paths, show_reasons, tell

if TYPE_CHECKING:
    from nlp.case import Case

OpenCase = Callable[[Path], "Case"]

Opened = Annotated[Path, typer.Argument(metavar="CASE", help="A case file.")]
Entities = Annotated[list[str], typer.Argument(metavar="ENTITY...", help="Names or ids of entities.")]
Entity = Annotated[str, typer.Argument(metavar="ENTITY", help="Name or id of an entity.")]
Events = Annotated[list[str], typer.Argument(metavar="EVENT...", help="Ids of events.")]
Words = Annotated[str, typer.Option(help="Only those in events or reports with these words.")]
Author = Annotated[str, typer.Option(help="Who decides.", envvar="DATELINE_AUTHOR")]
DATE = "2024-03-08, 2024-03-08/2024-03-10, 2024-03, 2024, --03-08 (no year), or unknown."


def build_commands(open_case: OpenCase) -> typer.Typer:
    """Return the commands; those that change a case print what was decided."""
    cli = typer.Typer(rich_markup_mode="rich")
    _add_lists(cli, open_case)
    _add_entity_decisions(cli, open_case)
    _add_verdicts(cli, open_case)
    _add_log(cli, open_case)
    return cli


def find_entity(case: Case, wanted: str) -> str:
    """The id of the one entity that ``wanted`` is an id or a name of.

    Raises:
        DatelineError: none or several are; says which they are, or which are near.
    """
    if case.entity(wanted):
        return wanted
    hits = (case.entity(hit.ref) for hit in case.search(wanted, limit=50) if hit.kind == "entity")
    rows = [row for row in hits if row]
    folded = wanted.casefold()
    named = [row for row in rows if folded in (name.casefold() for name in (row.name, *row.aliases))]
    if len(named) == 1:
        return named[0].id
    choice = "; ".join(
        f"{row.id} {row.type.value} {row.name} ({row.events} events)" for row in (named or rows[:5])
    )
    if named:
        raise DatelineError(f"several entities are named {wanted!r}, give the id of one: {choice}")
    raise DatelineError(f"no entity {wanted!r}" + (f"; near it: {choice}" if choice else ""))


def find_document(case: Case, wanted: str) -> str:
    """The id of the one report that ``wanted`` is an id, file or title of.

    Raises:
        DatelineError: none or several are.
    """
    if case.document(wanted):
        return wanted
    rows = case.documents(limit=case.overview().documents)
    found = [row for row in rows if wanted in (row.path, Path(row.path).name, row.title)]
    if len(found) == 1:
        return found[0].id
    choice = "; ".join(f"{row.id} {row.path}" for row in found)
    raise DatelineError(
        f"several reports go by {wanted!r}, give the id of one: {choice}"
        if found
        else f"no report {wanted!r}"
    )


def _add_lists(cli: typer.Typer, open_case: OpenCase) -> None:
    @cli.command(epilog="Example:  dateline entities affair.duckdb --text harbour --limit 20")
    def entities(
        case: Opened,
        text: Words = "",
        limit: Annotated[int, typer.Option(min=1, help="How many, those in most events first.")] = 50,
    ) -> None:
        """List the entities of a case with their ids, names and counts."""
        with open_case(case) as opened:
            show_entities(opened.entities(Query(text=text), limit=limit))

    @cli.command(epilog='Example:  dateline events affair.duckdb --entity "Harbour Authority" --rejected')
    def events(
        case: Opened,
        text: Words = "",
        entity: Annotated[str | None, typer.Option(help="Only those it takes part in.")] = None,
        limit: Annotated[int, typer.Option(min=1, help="How many, the most telling ones.")] = 50,
        rejected: Annotated[bool, typer.Option("--rejected", help="Rejected ones too.")] = False,
    ) -> None:
        """List events with their ids, dates, reports and what was decided on them."""
        with open_case(case) as opened:
            wanted = (find_entity(opened, entity),) if entity else ()
            show_events(opened.events(Query(text=text, entities=wanted, rejected=rejected), limit=limit))

    @cli.command(epilog='Example:  dateline explain affair.duckdb "Kovalev"')
    def explain(case: Opened, entity: Entity) -> None:
        """Say why the names of an entity are taken for one, with the places where they stand."""
        with open_case(case) as opened:
            key = find_entity(opened, entity)
            row = opened.entity(key)
            if row is not None:
                show_reasons(row, opened.explain(key))

    @cli.command(epilog='Example:  dateline paths affair.duckdb "Ada Bell" "Harbour Authority" --most 5')
    def paths(
        case: Opened,
        source: Annotated[str, typer.Argument(metavar="FROM", help="Name or id of an entity.")],
        target: Annotated[str, typer.Argument(metavar="TO", help="Name or id of another.")],
        most: Annotated[int, typer.Option(min=1, help="How many ways.")] = 10,
        longest: Annotated[int, typer.Option(min=1, max=6, help="Links a way may have.")] = 4,
    ) -> None:
        """Show how two entities hang together, with the sentence behind every link."""
        with open_case(case) as opened:
            ends = find_entity(opened, source), find_entity(opened, target)
            found = opened.paths(*ends, most=most, longest=longest)
            if not found:
                raise DatelineError(f"nothing joins {source!r} and {target!r} within {longest} links")
            show_paths(found, opened.entity, opened.event)


def _add_entity_decisions(cli: typer.Typer, open_case: OpenCase) -> None:
    def decide(file: Path, kind: str, wanted: Sequence[str], *, value: str = "", author: str = "") -> None:
        with open_case(file) as case:
            _decide(case, kind, [find_entity(case, name) for name in wanted], value, author)

    @cli.command(epilog='Example:  dateline merge affair.duckdb "Kovalev" "Oleksiy Kovalov"')
    def merge(case: Opened, wanted: Entities, author: Author = "") -> None:
        """Make several entities one. Like every decision, it holds over all later runs and can be undone."""
        decide(case, "merge", wanted, author=author)

    @cli.command("keep-apart", epilog="Example:  dateline keep-apart affair.duckdb 3f2a9c 77be01")
    def keep_apart(case: Opened, wanted: Entities, author: Author = "") -> None:
        """Say that entities are different ones, whatever their names suggest."""
        decide(case, "keep apart", wanted, author=author)

    @cli.command(epilog="Example:  dateline split affair.duckdb MENTION_ID   (ids as the export has them)")
    def split(
        case: Opened,
        mentions: Annotated[list[str], typer.Argument(metavar="MENTION...", help="Ids of mentions.")],
        author: Author = "",
    ) -> None:
        """Take mentions out of their entity, together, as an entity of their own."""
        with open_case(case) as opened:
            _decide(opened, "split", mentions, "", author)

    @cli.command(epilog='Example:  dateline rename affair.duckdb "Kovalev" "Oleksiy Kovalev"')
    def rename(
        case: Opened, entity: Entity, name: Annotated[str, typer.Argument()], author: Author = ""
    ) -> None:
        """Give an entity the name it is shown by."""
        decide(case, "rename", [entity], value=name, author=author)

    @cli.command(epilog='Example:  dateline retype affair.duckdb "Kestrel" ORG')
    def retype(
        case: Opened,
        entity: Entity,
        type_: Annotated[EntityType, typer.Argument(metavar="TYPE")],
        author: Author = "",
    ) -> None:
        """Give an entity another type."""
        decide(case, "retype", [entity], value=type_.value, author=author)

    @cli.command(epilog='Example:  dateline hide affair.duckdb "Read more"')
    def hide(case: Opened, wanted: Entities, author: Author = "") -> None:
        """Hide entities that are none."""
        for entity in wanted:
            decide(case, "hide", [entity], author=author)


def _add_verdicts(cli: typer.Typer, open_case: OpenCase) -> None:
    def decide(file: Path, kind: str, wanted: Sequence[str], *, value: str = "", author: str = "") -> None:
        with open_case(file) as case:
            _decide(case, kind, wanted, "" if value == "unknown" else value, author)

    @cli.command(epilog="Example:  dateline confirm affair.duckdb 41d09c2e8b7a6f35")
    def confirm(case: Opened, events: Events, author: Author = "") -> None:
        """Confirm events: they are read as the report tells them."""
        decide(case, "confirm", events, author=author)

    @cli.command(epilog="Example:  dateline reject affair.duckdb 41d09c2e8b7a6f35")
    def reject(case: Opened, events: Events, author: Author = "") -> None:
        """Reject events that are misread: they are left out, and can be confirmed again."""
        decide(case, "reject", events, author=author)

    @cli.command(epilog="Example:  dateline redate affair.duckdb 41d09c2e8b7a6f35 2024-03-08")
    def redate(
        case: Opened,
        event: Annotated[str, typer.Argument(metavar="EVENT", help="Id of an event.")],
        date: Annotated[str, typer.Argument(metavar="DATE", help=DATE)],
        author: Author = "",
    ) -> None:
        """Give an event its date, or say that it is unknown."""
        decide(case, "redate", [event], value=date, author=author)

    @cli.command("same-incident", epilog="Example:  dateline same-incident affair.duckdb EVENT EVENT")
    def same_incident(case: Opened, events: Events, author: Author = "") -> None:
        """Say that events of several reports are one happening."""
        decide(case, "same incident", events, author=author)

    @cli.command(
        "different-incidents", epilog="Example:  dateline different-incidents affair.duckdb EVENT EVENT"
    )
    def different_incidents(case: Opened, events: Events, author: Author = "") -> None:
        """Say that events are different happenings."""
        decide(case, "different incidents", events, author=author)

    @cli.command(epilog="Example:  dateline publish affair.duckdb courier/fire.html 2024-03-09")
    def publish(
        case: Opened,
        report: Annotated[str, typer.Argument(metavar="REPORT", help="File, title or id of a report.")],
        date: Annotated[str, typer.Argument(metavar="DATE", help="2024-03-09, or unknown.")],
        author: Author = "",
    ) -> None:
        """Say when a report was published; its dates are worked out again."""
        with open_case(case) as opened:
            day = "" if date == "unknown" else date
            _decide(opened, "publish", [find_document(opened, report)], day, author)


def _add_log(cli: typer.Typer, open_case: OpenCase) -> None:
    @cli.command(epilog="Example:  dateline undo affair.duckdb")
    def undo(case: Opened) -> None:
        """Undo the latest decision."""
        with open_case(case) as opened:
            decision = opened.undo()
            if decision is None:
                raise DatelineError("nothing to undo")
            tell(f"Undone: {_text(opened, decision.id)}")

    @cli.command(epilog="Example:  dateline redo affair.duckdb")
    def redo(case: Opened) -> None:
        """Put the decision undone last in force again."""
        with open_case(case) as opened:
            decision = opened.redo()
            if decision is None:
                raise DatelineError("nothing to redo")
            tell(f"In force again: {_text(opened, decision.id)}")

    @cli.command(epilog="Example:  dateline decisions affair.duckdb")
    def decisions(case: Opened) -> None:
        """List all decisions made on a case, who made them and when, the latest first."""
        with open_case(case) as opened:
            show_decisions(opened.decision_rows())


def _decide(case: Case, kind: str, targets: Sequence[str], value: str, author: str) -> None:
    decision = case.decide(kind, targets, value=value, author=author or os.environ.get("USER", ""))
    tell(_text(case, decision.id))


def _text(case: Case, decision_id: str) -> str:
    return next(row.text for row in case.decision_rows() if row.id == decision_id)

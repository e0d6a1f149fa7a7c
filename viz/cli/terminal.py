"""What the command line shows: progress, reports, tables. Text from documents is never read as markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from nlp.query import DecisionRow, EntityRow, EventRow, PathRow, ReasonRow, RemarkRow
from viz.kit.wording import say_when

if TYPE_CHECKING:
    from nlp.ingest.progress import Progress as Step
    from nlp.ingest.progress import Report

SKIPPED_SHOWN = 20
_NUMBERS = frozenset({"mentions", "events", "accounts"})
SENTENCE = 100  # characters of a sentence in a list

out = Console()
err = Console(stderr=True)


def tell(message: str, *, style: str | None = None) -> None:
    """Print a line for the user on standard error; ``message`` is plain text."""
    err.print(escape(message), style=style, soft_wrap=True, highlight=False)


def tell_error(error: Exception) -> None:
    """Print an error that is meant for the user."""
    err.print(f"[bold red]Error:[/] {escape(str(error))}", soft_wrap=True, highlight=False)


@contextmanager
def progress_bar() -> Iterator[Callable[[Step], None]]:
    """Show documents done, their rate and the time left; gives what to call at each step."""
    columns = (
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[path]}", style="dim"),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None, rate="", path="")

        def show(step: Step) -> None:
            seconds = bar.tasks[0].elapsed or 0
            rate = f"{step.documents_done / seconds:.1f} documents/s" if seconds > 1 else ""
            path = escape(step.current_path[-48:])
            bar.update(task, completed=step.documents_done, total=step.documents_total, rate=rate, path=path)

        yield show


def show_report(report: Report, case_file: object) -> None:
    """Say what a run read, left alone and skipped, and why."""
    parts = [count(report.added, "document") + " added"]
    if report.unchanged:
        parts.append(f"{report.unchanged} unchanged")
    if report.skipped:
        parts.append(f"{len(report.skipped)} skipped")
    tell(f"{', '.join(parts)} in {report.seconds:.1f} s; case file: {case_file}")
    for skipped in report.skipped[:SKIPPED_SHOWN]:
        tell(f"  skipped {skipped.path}: {skipped.reason}")
    if len(report.skipped) > SKIPPED_SHOWN:
        tell(f"  ... and {len(report.skipped) - SKIPPED_SHOWN} more; the dashboard lists them all")


def show_entities(rows: Iterable[EntityRow]) -> None:
    """Print entities as a table."""
    lines = (
        (row.id, row.type.value, row.name, ", ".join(row.aliases), str(row.mentions), str(row.events))
        for row in rows
    )
    _show(("id", "type", "name", "also", "mentions", "events"), lines)


def show_events(rows: Iterable[EventRow]) -> None:
    """Print events as a table: id, date, type, sentence, who reports it, how many tell it, review."""
    lines = (
        (
            row.id,
            say_when(row.when),
            row.type.replace("_", " "),
            _shorten(row.sentence.text),
            row.publisher or row.path,
            str(row.accounts),
            row.review,
        )
        for row in rows
    )
    _show(("id", "when", "type", "sentence", "report", "accounts", "review"), lines)


def show_reasons(entity: EntityRow, reasons: Sequence[ReasonRow]) -> None:
    """Print why an entity's names are one: each reason with its weight and the two places it compares."""
    also = f", also called {', '.join(entity.aliases)}" if entity.aliases else ""
    reports = count(entity.documents, "report")
    out.print(escape(f"{entity.name} ({entity.type.value}), named in {reports}{also}"), highlight=False)
    if not reasons:
        out.print("One name throughout: nothing had to be weighed.")
    for reason in reasons:
        detail = f" ({reason.detail})" if reason.detail else ""
        out.print(escape(f"{reason.weight:+.2f} {reason.text}{detail}"), highlight=False)
        for place in dict.fromkeys(filter(None, (reason.left, reason.right))):
            said = f"      {place.text}: {_shorten(place.sentence.text)} [{place.path}]"
            out.print(escape(said), highlight=False, style="dim")


def show_paths(
    rows: Sequence[PathRow],
    entity: Callable[[str], EntityRow | None],
    event: Callable[[str], EventRow | None],
) -> None:
    """Print ways between two entities, a line each, and under it the evidence of each link."""
    for nth, row in enumerate(rows, 1):
        names = {key: found.name for key in row.entities if (found := entity(key))}
        out.print(escape(f"{nth}. " + " - ".join(names[key] for key in row.entities)), highlight=False)
        for link in row.links:
            arrow = "->" if link.directed else "-"
            said = f"   {names[link.source]} {arrow} {names[link.target]}: {link.label} ({link.weight})"
            first = event(link.events[0]) if link.events else None
            if first is not None:
                said += f": {_shorten(first.sentence.text)} [{first.path}]"
            out.print(escape(said), highlight=False, style="dim", soft_wrap=True)


def show_decisions(rows: Iterable[DecisionRow]) -> None:
    """Print the analyst's decisions as a table."""
    lines = (
        (
            row.made_at[:19].replace("T", " "),
            row.author,
            row.kind,
            row.text,
            "undone" if row.undone else "waits for its report" if row.waiting else "",
        )
        for row in rows
    )
    _show(("made (UTC)", "by", "kind", "decision", ""), lines)


def count(number: int, noun: str) -> str:
    """``1 document``, ``2 documents``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _shorten(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SENTENCE else plain[:SENTENCE].rsplit(" ", 1)[0] + " …"


def _show(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        justify: Literal["left", "right"] = "right" if name in _NUMBERS else "left"
        table.add_column(name, overflow="fold", no_wrap=name == "id", justify=justify)
    for line in lines:
        table.add_row(*map(escape, line))
    out.print(table)


def show_remarks(rows: Iterable[RemarkRow]) -> None:
    """Print what was written beside the facts."""
    lines = (
        (
            row.made_at[:19].replace("T", " "),
            row.author,
            row.kind,
            f"{row.target}: {row.quote[:SENTENCE]}{'' if row.ref else ' (not in the case now)'}",
            row.value,
            row.id,
        )
        for row in rows
    )
    _show(("made (UTC)", "by", "kind", "on", "says", "id"), lines)


def show_users(rows: Iterable[tuple[str, str]]) -> None:
    """Print users and their roles."""
    _show(("name", "role"), rows)

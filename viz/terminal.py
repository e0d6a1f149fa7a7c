"""What the command line shows: progress, reports, tables. Text from documents is never read as markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from nlp.query import EntityRow

if TYPE_CHECKING:
    from nlp.analyze import Progress as Step
    from nlp.analyze import Report
    from nlp.case.decisions import LoggedDecision
    from nlp.identity import Decision

SKIPPED_SHOWN = 20

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


def show_decisions(rows: Iterable[LoggedDecision]) -> None:
    """Print the analyst's decisions as a table, oldest first."""
    lines = (
        (
            row.decision.made_at[:19].replace("T", " "),
            row.decision.author,
            row.decision.kind.value,
            ", ".join(anchor.text for anchor in row.decision.anchors),
            row.decision.value,
            "undone" if row.undone else "",
        )
        for row in rows
    )
    _show(("made (UTC)", "by", "decision", "about", "value", ""), lines)


def describe_decision(decision: Decision) -> str:
    """One plain line: what was decided about which names."""
    about = ", ".join(anchor.text for anchor in decision.anchors)
    return f"{decision.kind.value} {about}" + (f" -> {decision.value}" if decision.value else "")


def count(number: int, noun: str) -> str:
    """``1 document``, ``2 documents``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _show(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold", justify="right" if name in {"mentions", "events"} else "left")
    for line in lines:
        table.add_row(*map(escape, line))
    out.print(table)

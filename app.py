"""Dateline's command line and server: from a folder of reporting to a dashboard in the browser.

``create_app(case)`` gives the Dash application; ``main()`` is the command ``dateline``.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from nlp import __version__
from nlp.errors import DatelineError

if TYPE_CHECKING:
    from dash import Dash
    from nlp.analyze import Progress as Step
    from nlp.analyze import Report

    from nlp.case import Case

DEFAULT_PORT = 8050
SKIPPED_SHOWN = 20
LOOPBACK = ("127.0.0.1", "localhost", "::1")

err = Console(stderr=True)


class Format(StrEnum):
    """What a case can be exported as."""

    JSON = "json"


cli = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Explore who did what to whom, when, where and according to whom in a folder of reporting.",
    epilog="Examples:  [bold]dateline demo[/]   [bold]dateline open reports/ --published 2024-03-08[/]   "
    "[bold]dateline export reports.duckdb --format json --output reports.json[/]",
)

Paths = Annotated[
    list[Path], typer.Argument(help="Files, folders or .zip archives of reporting.", metavar="PATH...")
]
CaseFile = Annotated[
    Path | None,
    typer.Option("--case", help="The case file. Default: named after the first PATH, here.", metavar="FILE"),
]
Published = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"], metavar="DATE", help="Publication date (2024-03-08) of reports that carry none."
    ),
]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Any installed spaCy pipeline. Default: the best one installed."),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes that read and analyse.")]
Port = Annotated[
    int | None,
    typer.Option(min=0, max=65535, help=f"Default: {DEFAULT_PORT}, or a free one if that is taken."),
]
Host = Annotated[
    str, typer.Option(help="Address to listen on. The default is reachable from this computer only.")
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Don't open a browser window.")]


def create_app(case: Case) -> Dash:
    """Return the dashboard of an open case as a Dash application; its ``server`` is the WSGI side."""
    from viz.dashboard import build_dashboard

    return build_dashboard(case)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"dateline {__version__}")
        raise typer.Exit


@cli.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Explore who did what to whom, when, where and according to whom in a folder of reporting."""


@cli.command("open", epilog="Example:  dateline open reports/ cables.zip --case affair.duckdb --workers 2")
def open_paths(
    paths: Paths,
    case: CaseFile = None,
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
    port: Port = None,
    host: Host = "127.0.0.1",
    no_browser: NoBrowser = False,
) -> None:
    """Analyse reporting, then open the dashboard on it."""
    file = case or _case_file(paths)
    _analyse(paths, file, published=published, model=model, workers=workers)
    _serve(file, host=host, port=port, browser=not no_browser)


@cli.command(epilog="Example:  dateline demo --port 8051")
def demo(
    case: CaseFile = None,
    model: Model = None,
    workers: Workers = 1,
    port: Port = None,
    host: Host = "127.0.0.1",
    no_browser: NoBrowser = False,
) -> None:
    """Open the dashboard on the bundled sample: a fictional affair told by several outlets."""
    from nlp.sample import sample_path

    sample = [sample_path()]
    file = case or Path("dateline-sample.duckdb")
    _analyse(sample, file, model=model, workers=workers)
    _serve(file, host=host, port=port, browser=not no_browser)


@cli.command(
    epilog="Example:  dateline ingest reports/ --case affair.duckdb   (run it again to continue or to add)"
)
def ingest(
    paths: Paths,
    case: CaseFile = None,
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
) -> None:
    """Analyse reporting into a case file. What is in it already and has not changed is left as it is."""
    _analyse(paths, case or _case_file(paths), published=published, model=model, workers=workers)


@cli.command(epilog="Example:  dateline serve affair.duckdb --port 8051 --no-browser")
def serve(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A case file.")],
    port: Port = None,
    host: Host = "127.0.0.1",
    no_browser: NoBrowser = False,
) -> None:
    """Open the dashboard on a case file."""
    _serve(case, host=host, port=port, browser=not no_browser)


@cli.command(epilog="Example:  dateline export affair.duckdb --format json --output affair.json")
def export(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A case file.")],
    format: Annotated[Format, typer.Option(help="json: everything, with its evidence.")] = Format.JSON,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write; default: standard output.")
    ] = None,
) -> None:
    """Write everything in a case for other programs."""
    from nlp.case import Case

    with Case.open(case, read_only=True) as opened:
        if output is None:
            for chunk in opened.export():
                sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
        else:
            _write_whole(output, opened.export())


def _case_file(paths: list[Path]) -> Path:
    first = paths[0]
    name = first.resolve().name if first.is_dir() else first.stem
    return Path(f"{name or 'case'}.duckdb")


def _write_whole(path: Path, chunks: Iterator[bytes]) -> None:
    """Write ``path`` in one stroke: the old content stays until the new one is whole."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, suffix=".part", delete=False) as file:
        try:
            file.writelines(chunks)
        except BaseException:
            os.unlink(file.name)
            raise
    os.replace(file.name, path)


def _analyse(
    paths: list[Path],
    file: Path,
    *,
    published: datetime | None = None,
    model: str | None = None,
    workers: int = 1,
) -> None:
    with err.status("Loading the language model ..."):
        from nlp.analyze import analyze
    with _progress_bar() as show:
        day: date | None = published.date() if published else None
        try:
            report = analyze(paths, file, published=day, model=model, workers=workers, progress=show)
        except KeyboardInterrupt:
            err.print(f"Stopped. What was read is in {escape(str(file))}; the same command continues.")
            raise typer.Exit(130) from None
    _tell(report, file)
    if not report.read and not report.unchanged:
        raise DatelineError("nothing could be read")


@contextmanager
def _progress_bar() -> Iterator[Callable[[Step], None]]:
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


def _tell(report: Report, file: Path) -> None:
    parts = [f"{report.added} documents added"]
    if report.unchanged:
        parts.append(f"{report.unchanged} files unchanged")
    if report.skipped:
        parts.append(f"{len(report.skipped)} skipped")
    err.print(f"{', '.join(parts)} in {report.seconds:.1f} s; case file: {escape(str(file))}")
    for skipped in report.skipped[:SKIPPED_SHOWN]:
        err.print(
            f"  skipped {escape(skipped.path)}: {escape(skipped.reason)}", soft_wrap=True, highlight=False
        )
    if len(report.skipped) > SKIPPED_SHOWN:
        err.print(f"  ... and {len(report.skipped) - SKIPPED_SHOWN} more; the dashboard lists them all")


def _serve(file: Path, *, host: str, port: int | None, browser: bool) -> None:
    from waitress.server import create_server

    from nlp.case import Case

    with Case.open(file) as case:
        application = create_app(case)
        listening = _free_port(host, port)
        server = create_server(application.server, host=host, port=listening, threads=8)
        url = _address(host, listening)
        err.print(f"Dateline is at [bold]{url}[/]  (Ctrl+C stops it)")
        if host not in LOOPBACK:
            err.print("Other computers can reach it, and it asks for no password.", style="yellow")
        if browser:
            threading.Timer(0.5, webbrowser.open, [url]).start()
        try:
            server.run()
        except KeyboardInterrupt:
            err.print("Stopped.")
        finally:
            server.close()


def _address(host: str, port: int) -> str:
    """What to type into a browser on this computer."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (compared, not bound)
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"


def _free_port(host: str, port: int | None) -> int:
    """Return ``port``, or without one the default if it is free, else any that is."""
    try:
        return _probe(host, DEFAULT_PORT if port is None else port)
    except OSError as error:
        if port is None:
            return _probe(host, 0)
        raise DatelineError(f"can't listen on {host} port {port}: {error.strerror}") from error


def _probe(host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        return int(probe.getsockname()[1])


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 could not, 2 wrong usage, 130 interrupted."""
    try:
        cli()
    except (DatelineError, OSError) as error:
        err.print(f"[bold red]Error:[/] {escape(str(error))}", soft_wrap=True, highlight=False)
        sys.exit(1)


if __name__ == "__main__":
    main()

"""Dateline's command line and server: from a folder of reporting to a dashboard in the browser.

``create_app(case)`` gives the Dash application; ``main()`` is the command ``dateline``.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp import __version__
from nlp.errors import DatelineError
from viz.cli.commands import Opened, build_commands, find_entity
from viz.cli.hand import add_hand
from viz.cli.serving import DEFAULT_PORT, users_of
from viz.cli.serving import serve as serve_app
from viz.cli.terminal import err, progress_bar, show_report, tell, tell_error
from viz.cli.users import users_cli
from viz.cli.writing import check_format, list_formats, write_chunks, write_files
from viz.export.key_dates import key_dates_json, key_dates_markdown

if TYPE_CHECKING:
    from dash import Dash

    from nlp.case import Case
    from nlp.ingest.progress import Report
    from viz.access.users import Users
    from viz.intake.jobs import Ingest, Step


class TimelineFormat(StrEnum):
    """How key dates are written."""

    MARKDOWN = "markdown"
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
Rules = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        help="A folder of your own rules (events.toml, relations.toml, names.toml, titles.toml, ...), laid "
        "over the built-in ones. The case keeps them.",
        metavar="DIR",
    ),
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


def create_app(
    case: Case, *, hosts: Iterable[str] = (), users: Callable[[], Users] | None = None, secure: bool = False
) -> Dash:
    """Return the dashboard of an open case as a Dash application; its ``server`` is the WSGI side.

    Reporting can be added from the page. Close ``app.server.extensions["intake"]`` before the case.

    Args:
        hosts: names that the server answers to, beside localhost and addresses.
        users: reads who may sign in; without it nobody is asked.
        secure: the page is reached over TLS.
    """
    from viz.page.dashboard import build_dashboard

    application = build_dashboard(case, hosts=hosts, ingest=_ingest_into(case), suffixes=_suffixes)
    if users is not None:
        from viz.access.guard import guard

        guard(application.server, users, secure=secure)
    return application


def _suffixes() -> Iterable[str]:
    """The endings of the files that are read; the readers are loaded when the page first asks."""
    from nlp.readers.registry import all_readers

    return all_readers()


def _ingest_into(case: Case) -> Ingest:
    """What the page's "Add reporting" runs. The language model is loaded when it is first needed."""

    def ingest(
        paths: Sequence[Path],
        published: date | None,
        progress: Callable[[Step], None],
        cancelled: Callable[[], bool],
    ) -> Report:
        from nlp.ingest.run import analyze

        return analyze(paths, case, published=published, progress=progress, cancelled=cancelled)

    return ingest


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
    rules: Rules = None,
    workers: Workers = 1,
    port: Port = None,
    host: Host = "127.0.0.1",
    no_browser: NoBrowser = False,
) -> None:
    """Analyse reporting, then open the dashboard on it."""
    file = case or _case_file(paths)
    _analyse(paths, file, published=published, model=model, rules=rules, workers=workers)
    _serve(file, host=host, port=port, browser=not no_browser)


@cli.command(epilog="Example:  dateline demo --port 8051")
def demo(
    case: CaseFile = None,
    model: Model = None,
    rules: Rules = None,
    workers: Workers = 1,
    port: Port = None,
    host: Host = "127.0.0.1",
    no_browser: NoBrowser = False,
) -> None:
    """Open the dashboard on the bundled sample: a fictional affair told by several outlets."""
    from nlp.sample import sample_path

    sample = [sample_path()]
    file = case or Path("dateline-sample.duckdb")
    _analyse(sample, file, model=model, rules=rules, workers=workers)
    _serve(file, host=host, port=port, browser=not no_browser)


@cli.command(
    epilog="Example:  dateline ingest reports/ --case affair.duckdb   (run it again to continue or to add)"
)
def ingest(
    paths: Paths,
    case: CaseFile = None,
    published: Published = None,
    model: Model = None,
    rules: Rules = None,
    workers: Workers = 1,
) -> None:
    """Analyse reporting into a case file. What is in it already and has not changed is left as it is."""
    _analyse(paths, case or _case_file(paths), published=published, model=model, rules=rules, workers=workers)


@cli.command(
    "watch",
    epilog="Example:  dateline watch inbox/ --case affair.duckdb   (Ctrl+C ends it)",
)
def watch_paths(
    paths: Paths,
    case: CaseFile = None,
    published: Published = None,
    every: Annotated[float, typer.Option(min=1, help="Seconds between two looks.")] = 5.0,
) -> None:
    """Read what is under the paths, then whatever is new there as it comes, until it is stopped."""
    from nlp.ingest.run import analyze
    from nlp.ingest.watch import watch

    file = case or _case_file(paths)
    day = published.date() if published else None
    try:
        for report in watch(paths, lambda: analyze(paths, file, published=day), every=every):
            show_report(report, file)
    except KeyboardInterrupt:
        tell(f"Stopped. What was read is in {file}.")


@cli.command(epilog="Example:  dateline serve affair.duckdb --port 8051 --no-browser")
def serve(
    case: Opened,
    port: Port = None,
    host: Host = "127.0.0.1",
    no_browser: NoBrowser = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A host name that it answers to, beside localhost and addresses."),
    ] = None,
    trust_proxy: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The proxy before it that speaks TLS, mostly 127.0.0.1."),
    ] = None,
    watched: Annotated[
        list[Path] | None,
        typer.Option("--watch", metavar="PATH", help="Read what is new under this path while it is open."),
    ] = None,
) -> None:
    """Open the dashboard on a case file."""
    _serve(
        case,
        host=host,
        port=port,
        browser=not no_browser,
        watched=watched or [],
        names=allow_host or [],
        proxy=trust_proxy,
    )


@cli.command(epilog="Example:  dateline export affair.duckdb --format xlsx --output affair.xlsx")
def export(
    case: Opened,
    format: Annotated[
        str, typer.Option(callback=check_format, help="json, csv, html, ...; --formats lists all.")
    ] = "json",
    table: Annotated[
        str, typer.Option(help="Which table, as CSV: events, entities, links, incidents, sources, documents.")
    ] = "events",
    output: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="A file to write, or a folder for formats of several files."),
    ] = None,
    text: Annotated[str, typer.Option(help="Only events with these words.")] = "",
    entity: Annotated[
        list[str] | None, typer.Option(metavar="ENTITY", help="Only events that all of these take part in.")
    ] = None,
    since: Annotated[str, typer.Option(metavar="DAY", help="Only events from this day on.")] = "",
    until: Annotated[str, typer.Option(metavar="DAY", help="Only events up to this day.")] = "",
    formats: Annotated[
        bool, typer.Option("--formats", callback=list_formats, is_eager=True, help="List the formats.")
    ] = False,
) -> None:
    """Write a case, or what a query leaves of it, for other programs."""
    from nlp.query import Query
    from viz.export.registry import find_exporter, stream_json, write_table

    exporter = find_exporter(format)
    with _open_case(case) as opened:
        entities = tuple(find_entity(opened, one) for one in entity or ())
        period = (since or "0001-01-01", until or "9999-12-31") if since or until else None
        query = Query(text=text, entities=entities, period=period)
        if format == "json" and query == Query():
            write_chunks(stream_json(opened), output)
        elif format == "csv":
            write_chunks([write_table(opened, query, table)], output)
        else:
            write_files(exporter.write(opened, query), output, name=opened.name)


@cli.command(epilog='Example:  dateline timeline affair.duckdb --top 20 --entity "Harbour Authority"')
def timeline(
    case: Opened,
    top: Annotated[int, typer.Option(min=1, help="How many days.")] = 20,
    text: Annotated[str, typer.Option(help="Only events with these words.")] = "",
    entity: Annotated[
        str | None, typer.Option(metavar="ENTITY", help="Only events it takes part in.")
    ] = None,
    format: Annotated[TimelineFormat, typer.Option(help="How to write it.")] = TimelineFormat.MARKDOWN,
) -> None:
    """Print the days that matter most, each with what was reported of it and by whom."""
    from nlp.query import Query

    with _open_case(case) as opened:
        entities = (find_entity(opened, entity),) if entity else ()
        days = opened.key_dates(Query(text=text, entities=entities), top=top)
    print(key_dates_json(days) if format is TimelineFormat.JSON else key_dates_markdown(days))


def _open_case(path: Path) -> Case:
    from nlp.case import Case

    return Case.open(path)


commands = build_commands(_open_case)
add_hand(commands, _open_case)
cli.add_typer(commands)
cli.add_typer(users_cli, name="users")


def _case_file(paths: list[Path]) -> Path:
    first = paths[0]
    name = first.resolve().name if first.is_dir() else first.stem
    return Path(f"{name or 'case'}.duckdb")


def _analyse(
    paths: list[Path],
    file: Path,
    *,
    published: datetime | None = None,
    model: str | None = None,
    rules: Path | None = None,
    workers: int = 1,
) -> None:
    with err.status("Loading the language model ..."):
        from nlp.ingest.run import analyze
    with progress_bar() as show:
        day: date | None = published.date() if published else None
        try:
            report = analyze(
                paths, file, published=day, model=model, rules=rules, workers=workers, progress=show
            )
        except KeyboardInterrupt:
            tell(f"Stopped. What was read is in {file}; the same command continues.")
            raise typer.Exit(130) from None
    show_report(report, file)
    if not report.read and not report.unchanged:
        raise DatelineError("nothing could be read")


def _serve(
    file: Path,
    *,
    host: str,
    port: int | None,
    browser: bool,
    watched: Sequence[Path] = (),
    names: Sequence[str] = (),
    proxy: str | None = None,
) -> None:
    users = users_of(file, host=host, proxy=proxy)
    with _open_case(file) as case:
        if watched:
            threading.Thread(target=_watch, args=(case, watched), daemon=True, name="watch").start()
        application = create_app(case, hosts=names, users=users, secure=proxy is not None)
        serve_app(application, host=host, port=port, browser=browser, proxy=proxy)


def _watch(case: Case, paths: Sequence[Path]) -> None:
    """Read what comes under ``paths`` into an open case; what fails ends the watch, not the dashboard."""
    from nlp.ingest.run import analyze
    from nlp.ingest.watch import watch

    try:
        for report in watch(paths, lambda: analyze(paths, case)):
            if report.added:
                tell(f"{report.added} new from what is watched.")
    except (DatelineError, OSError) as error:
        tell_error(error)


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 could not, 2 wrong usage, 130 interrupted."""
    try:
        cli()
    except (DatelineError, OSError) as error:
        tell_error(error)
        sys.exit(1)


if __name__ == "__main__":
    main()

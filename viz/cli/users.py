"""The commands on the users of a case."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from nlp.errors import DatelineError
from viz.access.users import add_user, read_users, remove_user, users_path
from viz.cli.commands import Opened
from viz.cli.terminal import show_users, tell

users_cli = typer.Typer(
    no_args_is_help=True, help="Who may use a case that other computers can reach: add, list, remove."
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="What the user signs in as.")]


@users_cli.command(epilog="Example:  dateline users add affair.duckdb ann --role analyst")
def add(
    case: Opened,
    name: Name,
    role: Annotated[str, typer.Option(help="reader, analyst or owner.")] = "analyst",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Add a user, or give one a new role and password."""
    if not case.exists():
        raise DatelineError(f"{case}: no such case")
    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    add_user(users_path(case), name, role, password)
    tell(f"{name} can sign in to {case.name} as {role}.")


@users_cli.command("list", epilog="Example:  dateline users list affair.duckdb")
def list_users(case: Opened) -> None:
    """List who can sign in."""
    users = read_users(users_path(case))
    show_users([(user.name, user.role.value) for user in users.by_name.values()] if users else [])


@users_cli.command(epilog="Example:  dateline users remove affair.duckdb ann")
def remove(case: Opened, name: Name) -> None:
    """Take a user out; a running server forgets them at once."""
    remove_user(users_path(case), name)
    tell(f"{name} can't sign in to {case.name} any more.")

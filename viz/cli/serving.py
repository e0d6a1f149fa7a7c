"""The dashboard as a server of this computer: a port, an address, and a stop that always works."""

from __future__ import annotations

import secrets
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.errors import DatelineError
from viz.access.users import Users, read_users, users_path
from viz.cli.terminal import err, tell

if TYPE_CHECKING:
    from dash import Dash

DEFAULT_PORT = 8050
LOOPBACK = ("127.0.0.1", "localhost", "::1")
THREADS = 8
FORWARDED = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"}


def serve(application: Dash, *, host: str, port: int | None, browser: bool, proxy: str | None = None) -> None:
    """Serve until SIGINT (Ctrl+C) or SIGTERM, even where this process inherited them as ignored.

    Args:
        proxy: address of the proxy whose ``X-Forwarded-...`` headers are believed.

    Raises:
        DatelineError: nobody can listen there.
    """
    from waitress.server import create_server

    listening = free_port(host, port)
    behind = {"trusted_proxy": proxy, "trusted_proxy_headers": FORWARDED} if proxy else {}
    server = create_server(
        application.server,
        host=host,
        port=listening,
        threads=THREADS,
        clear_untrusted_proxy_headers=True,
        **behind,
    )
    url = address_of(host, listening)
    try:
        listen_for_stop()
        err.print(f"Dateline is at [bold]{url}[/]  (Ctrl+C stops it)")
        if host not in LOOPBACK:
            tell("Other computers can reach it: who has no name and password for this case is kept out.")
        if browser:
            opening = threading.Timer(0.5, webbrowser.open, [url])
            opening.daemon = True
            opening.start()
        server.run()
    except KeyboardInterrupt:
        tell("Stopped.")
    finally:
        server.close()
        if intake := application.server.extensions.get("intake"):
            intake.close()


def users_of(case: Path, *, host: str, proxy: str | None = None) -> Callable[[], Users] | None:
    """What reads the users of a case; None where nobody is asked: on this computer alone, without any users.

    Raises:
        DatelineError: other computers could reach the case, and nobody has a name and a password for it.
    """
    path = users_path(case)
    if read_users(path) is None:
        if host in LOOPBACK and proxy is None:
            return None
        raise DatelineError(
            f"other computers could reach this case, so it asks who they are: dateline users add {case} NAME"
        )

    def load() -> Users:
        return read_users(path) or Users(secret=secrets.token_hex(32), by_name={})

    return load


def listen_for_stop() -> None:
    """Have SIGINT and SIGTERM raise KeyboardInterrupt. A shell's background job, nohup and some service
    managers start programs with SIGINT ignored, and Python leaves it so."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _stop)


def _stop(*_: Any) -> None:
    raise KeyboardInterrupt


def address_of(host: str, port: int) -> str:
    """What to type into a browser on this computer."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (compared, not bound)
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"


def free_port(host: str, port: int | None) -> int:
    """Return ``port``, or without one the default if it is free, else any that is.

    Raises:
        DatelineError: the port is taken, or may not be used.
    """
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

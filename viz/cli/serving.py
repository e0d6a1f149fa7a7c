"""The dashboard as a server of this computer: a port, an address, and a stop that always works."""

from __future__ import annotations

import signal
import socket
import threading
import webbrowser
from typing import TYPE_CHECKING, Any

from nlp.errors import DatelineError
from viz.cli.terminal import err, tell

if TYPE_CHECKING:
    from dash import Dash

DEFAULT_PORT = 8050
LOOPBACK = ("127.0.0.1", "localhost", "::1")
THREADS = 8


def serve(application: Dash, *, host: str, port: int | None, browser: bool) -> None:
    """Serve until SIGINT (Ctrl+C) or SIGTERM, even where this process inherited them as ignored.

    Raises:
        DatelineError: nobody can listen there.
    """
    from waitress.server import create_server

    listening = free_port(host, port)
    server = create_server(application.server, host=host, port=listening, threads=THREADS)
    url = address_of(host, listening)
    try:
        listen_for_stop()
        err.print(f"Dateline is at [bold]{url}[/]  (Ctrl+C stops it)")
        if host not in LOOPBACK:
            tell("Other computers can reach it, and it asks for no password.", style="yellow")
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

"""A real Chromium on a served case. It may speak to localhost only, and must not complain."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright
from waitress import wasyncore
from waitress.server import create_server

from nlp.case import Case
from tests.factories import make_case
from viz.page.dashboard import build_dashboard

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-quic",
    "--disable-sync",
)
SLOW = 60_000  # milliseconds; test machines are shared


def find_chromium() -> str | None:
    """Any Chromium: DATELINE_CHROMIUM, one on the path, or the one Playwright installed."""
    named = os.environ.get("DATELINE_CHROMIUM")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    with sync_playwright() as driver:
        own = driver.chromium.executable_path
    return own if Path(own).exists() else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; without one they are skipped, or fail where CI=true."""
    executable = find_chromium()
    if executable is None:
        how = "no Chromium found: install one (Debian: apt-get install chromium) or set DATELINE_CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(how)
        pytest.skip(how)
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=executable, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a small case is served."""
    with make_case(tmp_path_factory.mktemp("served") / "harbour.case") as case:
        yield from serve(case)


def run_until_closed(server: Any) -> None:
    """Answer until the sockets are closed, which the loop may notice in the middle of a wait."""
    with suppress(OSError):
        server.run()


def stop(server: Any, thread: threading.Thread) -> None:
    """Close a server with the connections that a browser keeps open: waitress closes only what listens, and a
    socket that the garbage collector finds is a warning in some later test."""
    server.task_dispatcher.shutdown()
    server.close()
    wasyncore.close_all(server._map, ignore_all=True)
    thread.join(timeout=5)


def serve(case: Case) -> Iterator[str]:
    """Serve ``case`` on a free port until the test is over."""
    server = create_server(build_dashboard(case).server, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=lambda: run_until_closed(server), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/"
    stop(server, thread)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh window on the case. Any request elsewhere and any console error or warning fails the test."""
    complaints: list[str] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            complaints.append(f"request to {route.request.url}")
            route.abort()

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"console {message.type}: {message.text}")

    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=address)
    context.set_default_timeout(SLOW)
    expect.set_options(timeout=SLOW)
    context.route("**/*", guard)
    window = context.new_page()
    window.on("console", listen)
    window.on("pageerror", lambda error: complaints.append(f"page error: {error}"))
    yield window
    context.close()
    assert complaints == []

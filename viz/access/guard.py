"""The door of the server: who is not signed in sees the page to sign in, who only reads can't write.

Sessions are signed cookies that scripts and other sites can't use; they hold a name, and the role is looked
up at every request, so that a user who was taken out is out. Failed attempts are counted by name and address.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import timedelta
from html import escape
from threading import Lock
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from viz.access.users import LONGEST, LONGEST_NAME, Role, User, Users

LOGIN, LOGOUT = "/_login", "/_logout"
STAYS = timedelta(hours=12)
TRIES, WITHIN = 5, 300.0  # failed attempts by one name or address, in so many seconds
REMEMBERED = 10_000  # names and addresses
ASKING = frozenset(
    {"/_dash-update-component", "/_decisions/form", "/_decisions/find"}
)  # posts that only read
OPEN = frozenset({LOGIN, "/_theme.css"})


class Attempts:
    """Counts failures, and says who has to wait."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failed: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, *keys: str) -> float:
        """Seconds until one of these may try again; 0 now."""
        now = self._clock()
        with self._lock:
            return max((self._left(key, now) for key in keys), default=0.0)

    def fail(self, *keys: str) -> None:
        """Note a failure of these."""
        with self._lock:
            for key in keys:
                self._failed.setdefault(key, deque(maxlen=TRIES)).append(self._clock())
                self._failed.move_to_end(key)
            while len(self._failed) > REMEMBERED:
                self._failed.popitem(last=False)

    def _left(self, key: str, now: float) -> float:
        times = self._failed.get(key)
        full = times is not None and len(times) == TRIES
        return max(0.0, times[0] + WITHIN - now) if times and full else 0.0


def guard(
    server: Flask, load: Callable[[], Users], *, secure: bool = False, attempts: Attempts | None = None
) -> None:
    """Have every request of ``server`` come from somebody who has signed in.

    Args:
        load: reads the users; asked at every request.
        secure: the page is reached over TLS: the cookie travels over nothing else.
    """
    counted = attempts or Attempts()
    server.secret_key = load().secret
    server.permanent_session_lifetime = STAYS
    server.config.update(
        SESSION_COOKIE_NAME="dateline",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_SECURE=secure,
    )

    @server.before_request
    def check() -> AnyResponse | None:
        g.user = load().by_name.get(session.get("name", ""))
        if request.path in OPEN:
            return None
        if g.user is None:
            if request.method == "GET" and "text/html" in request.headers.get("Accept", ""):
                return redirect(LOGIN)
            abort(401, "Sign in first.")
        if g.user.role is Role.READER and request.method not in ("GET", "HEAD") and not _reads(request.path):
            abort(403, "You may read this case, not change it.")
        return None

    @server.get(LOGIN)
    def ask() -> str:
        return _page("")

    @server.post(LOGIN)
    def sign_in() -> AnyResponse | tuple[str, int]:
        _refuse_other_sites()
        name = request.form.get("name", "")[:LONGEST_NAME]
        keys = f"name {name}", f"address {request.remote_addr}"
        wait = counted.wait(*keys)
        if wait:
            return _page(f"Too many attempts. Try again in {int(wait) + 1} seconds."), 429
        user: User | None = load().check(name, request.form.get("password", "")[: LONGEST + 1])
        if user is None:
            counted.fail(*keys)
            return _page("No such name and password."), 403
        session.clear()
        session.permanent = True
        session["name"] = user.name
        return redirect("/")

    @server.post(LOGOUT)
    def sign_out() -> Response:
        _refuse_other_sites()
        session.clear()
        return Response(status=204)


def _reads(path: str) -> bool:
    return path in ASKING or path == LOGOUT


def _refuse_other_sites() -> None:
    """A page of another site must not sign anybody in or out."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if site not in (None, "same-origin", "none") or (origin and urlsplit(origin).netloc != request.host):
        abort(403, "Only Dateline's own page may do this.")


def _page(problem: str) -> str:
    told = f'<p role="alert">{escape(problem)}</p>' if problem else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in – Dateline</title>
<link rel="stylesheet" href="/_theme.css">
<style>
body {{ display: grid; place-items: center; min-height: 100vh; margin: 0; font-family: system-ui, sans-serif;
  background: var(--paper, Canvas); color: var(--ink, CanvasText); }}
form {{ display: grid; gap: .75rem; width: min(20rem, 90vw); }}
label {{ display: grid; gap: .25rem; }}
input, button {{ font: inherit; padding: .5rem .6rem; }}
</style>
</head>
<body><main><form method="post" action="{LOGIN}"><h1>Dateline</h1>{told}
<label>Name <input name="name" autocomplete="username" required autofocus maxlength="{LONGEST_NAME}"></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button></form></main></body>
</html>"""

"""What keeps the page to itself: nothing is fetched from outside, nothing from outside asks it."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from dash import Dash
from flask import Flask, Response, abort, g, request

LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]", "::1", ""})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
OWN_HEADER = "X-Dateline"  # a page of another site can't send it without being asked about


def harden(app: Dash, *, hosts: Iterable[str] = ()) -> None:
    """Send security headers with every answer and refuse requests for other host names.

    A page of another site can make the browser resolve its own name to this machine (DNS rebinding) and so
    read an analyst's case; such requests carry that site's name in ``Host``. Addresses and ``hosts`` pass.
    Call it after all callbacks are registered: the policy lists the hashes of the inline scripts.
    """
    server: Flask = app.server
    policy = content_policy(app.csp_hashes())
    allowed = LOCAL | {host.lower() for host in hosts}

    @server.before_request
    def check_host() -> None:
        if not is_allowed(request.host, allowed):
            abort(403, "This dashboard answers to localhost only.")

    @server.after_request
    def add_headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response


def content_policy(script_hashes: Iterable[str]) -> str:
    """The content security policy: this server only; inline scripts by hash.

    Inline style attributes are allowed, as plotly, cytoscape and AG Grid place things by them.
    """
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *script_hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def is_allowed(host: str, allowed: Iterable[str]) -> bool:
    """Whether ``host`` (a Host header, port included) is one of ``allowed`` or a bare address."""
    name = host.lower()
    name = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
    if name in allowed:
        return True
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


def refuse_foreign() -> None:
    """Answer 403 to a request that is not the page's own, before anything is written.

    A page of another site can have the browser send simple requests here, but not with a header of its own
    without asking first; and browsers say where a request comes from.
    """
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    own = request.headers.get(OWN_HEADER) == "1"
    if not own or site not in (None, "same-origin") or (origin and urlsplit(origin).netloc != request.host):
        abort(403, "Only Dateline's own page may do this.")


def signed_in() -> str:
    """The name of who has signed in, where the server asks for that; else ""."""
    user = g.get("user")
    return user.name if user is not None else ""


def is_near(host: str, address: str | None, allowed: Iterable[str] = ()) -> bool:
    """Whether a request was made on this computer: ``host`` is its Host header, ``address`` where it came
    from. Host names that were ``allowed`` by name pass from anywhere."""
    name = host.lower()
    name = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
    if name in set(allowed):
        return True
    return name in LOOPBACK and (address or "").removeprefix("::ffff:") in LOOPBACK

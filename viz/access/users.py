"""The users of a case: a file beside it that only its owner can read, made by ``dateline users``."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from nlp.errors import DatelineError

SHORTEST, LONGEST = 10, 1024  # characters of a password
LONGEST_NAME = 80
_HASHER = PasswordHasher()  # argon2id with the library's parameters (RFC 9106, low memory)


class Role(StrEnum):
    """What a user may do: read; decide and add too; and look after the users."""

    READER = "reader"
    ANALYST = "analyst"
    OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Who can sign in. ``hash`` is argon2's encoded hash of the password."""

    name: str
    role: Role
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Users:
    """All users of a case by name, and the ``secret`` that signs their sessions."""

    secret: str
    by_name: Mapping[str, User]

    def check(self, name: str, password: str) -> User | None:
        """The user of that name, if the password is right. Takes as long for a name that there isn't."""
        user = self.by_name.get(name)
        right: bool
        try:
            right = _HASHER.verify(user.hash if user else _nobody(), password[:LONGEST])
        except (VerificationError, InvalidHashError):
            right = False
        return user if right else None


def users_path(case: Path) -> Path:
    """Where the users of a case stand."""
    return case.with_name(f"{case.name}.users")


def read_users(path: Path) -> Users | None:
    """The users of a file; None where there is no file.

    Raises:
        DatelineError: it is damaged, or others than its owner can read it.
    """
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise DatelineError(f"{path}: others can read it; chmod 600 it, and change the passwords")
        raw = json.loads(path.read_text(encoding="utf-8"))
        users = {
            name: User(name=name, role=Role(fields["role"]), hash=str(fields["hash"]))
            for name, fields in raw["users"].items()
        }
        return Users(secret=str(raw["secret"]), by_name=users)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DatelineError(f"{path}: no file of users ({error})") from error


def add_user(path: Path, name: str, role: str, password: str) -> None:
    """Add a user, or give one another role and password; the file is made where there is none.

    Raises:
        DatelineError: no such role, or a name or password of a length that is not allowed.
    """
    if role not in set(Role):
        raise DatelineError(f"no role {role!r} (known: {', '.join(Role)})")
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise DatelineError(f"a name has 1 to {LONGEST_NAME} printable characters")
    if not SHORTEST <= len(password) <= LONGEST:
        raise DatelineError(f"a password has {SHORTEST} to {LONGEST} characters")
    known = read_users(path) or Users(secret=secrets.token_hex(32), by_name={})
    user = User(name=name.strip(), role=Role(role), hash=_HASHER.hash(password))
    _write(path, replace(known, by_name={**known.by_name, user.name: user}))


def remove_user(path: Path, name: str) -> None:
    """Take a user out; whoever is signed in under the name is out at the next request.

    Raises:
        DatelineError: there is none.
    """
    known = read_users(path)
    if known is None or name not in known.by_name:
        raise DatelineError(f"no user {name!r}")
    _write(path, replace(known, by_name={key: user for key, user in known.by_name.items() if key != name}))


def _write(path: Path, users: Users) -> None:
    """Write in one stroke; a temporary file is made with mode 0600."""
    whole: dict[str, Any] = {
        "secret": users.secret,
        "users": {user.name: {"role": user.role.value, "hash": user.hash} for user in users.by_name.values()},
    }
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        json.dump(whole, file, ensure_ascii=False, indent=1)
    os.replace(file.name, path)


def _nobody() -> str:
    global _NOBODY
    if not _NOBODY:
        _NOBODY = _HASHER.hash(secrets.token_hex(16))
    return _NOBODY


_NOBODY = ""

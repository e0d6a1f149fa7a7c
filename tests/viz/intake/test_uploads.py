"""Files from the browser: safe names, nothing overwritten, nothing half-written."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.intake.uploads import DEEPEST, LONGEST, StoringError, safe_path, store_file, sweep


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a.txt", "a.txt"),
        ("folder/a.txt", "folder/a.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Users\\x\\a.txt", "C_/Users/x/a.txt"),
        ("a/../b/./c.txt", "a/b/c.txt"),
        (".hidden.txt", "hidden.txt"),
        ("trailing. ", "trailing"),
        ("con.txt", "_con.txt"),
        ("new\nline\x00.txt", "new_line_.txt"),
        ('q"u<o>t|e?*.txt', "q_u_o_t_e__.txt"),
        ("e\u0301.txt", "é.txt"),
        ("", "report"),
        ("...", "report"),
        ("\u202etxt.exe", "_txt.exe"),
    ],
)
def test_names_become_safe(name: str, safe: str) -> None:
    assert safe_path(name).as_posix() == safe


@given(st.text(max_size=400))
def test_no_name_leads_out_or_is_too_long(name: str) -> None:
    path = safe_path(name)
    assert not path.is_absolute()
    assert 1 <= len(path.parts) <= DEEPEST
    for part in path.parts:
        assert part not in ("", ".", "..")
        assert not part.startswith(".")
        assert len(part.encode()) <= LONGEST + 1  # an underscore before a reserved one
        assert not set(part) & set('/\\:*?"<>|\x00')


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_path("é" * 300 + ".html").name.endswith("é.html")


def put(folder: Path, name: str, text: bytes, **more: int) -> Path:
    return store_file(BytesIO(text), folder, name, **more)


def test_the_same_content_is_the_same_file_and_other_content_another(tmp_path: Path) -> None:
    one = put(tmp_path, "f/a.txt", b"one")
    assert put(tmp_path, "f/a.txt", b"one") == one
    two = put(tmp_path, "f/a.txt", b"two")
    assert two.name == "a (2).txt"
    assert put(tmp_path, "f/a.txt", b"two") == two
    assert one.read_bytes() == b"one"
    assert put(tmp_path, "f/a.txt/b.txt", b"three").parent.name == "a.txt (2)"


def test_too_large_or_cut_short_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoringError, match="larger than 0 MB"):
        put(tmp_path, "a.txt", b"12345", largest=4)
    with pytest.raises(StoringError, match="larger"):
        put(tmp_path, "a.txt", b"12345", length=5, largest=4)
    with pytest.raises(StoringError, match="only 5 of 9 bytes"):
        put(tmp_path, "a.txt", b"12345", length=9)

    class Broken(BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError("gone")

    broken: IO[bytes] = Broken()
    with pytest.raises(StoringError, match="can't be stored"):
        store_file(broken, tmp_path, "a.txt")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_was_left_half_written_is_swept(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", b"1")
    (tmp_path / ".incoming" / "half").write_bytes(b"1")
    sweep(tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.txt"]


def test_a_link_that_leads_away_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "case.reporting"
    folder.mkdir()
    (folder / "f").symlink_to(outside, target_is_directory=True)
    stored = put(folder, "f/a.txt", b"1")
    assert stored.parent.name == "f (2)"
    assert list(outside.iterdir()) == []

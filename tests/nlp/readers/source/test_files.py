"""Which files are read, under which names, and with which ids."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nlp.readers import Source, find_sources, read_paths, read_source
from nlp.records import Document, Skipped
from tests.nlp.readers.samples import ARTICLE, write_tree


def displays(*paths: Path) -> list[str]:
    return [source.display for source in find_sources(paths)]


def test_folders_are_walked_in_a_stable_order_without_hidden_files(tmp_path: Path) -> None:
    names = ("b.txt", "sub/deep/a.md", "a.html", ".hidden.txt", ".git/x.txt", "~$a.docx", "sub/Thumbs.db")
    top = write_tree(tmp_path / "reports", dict.fromkeys(names, ARTICLE))
    assert displays(top) == ["reports/a.html", "reports/b.txt", "reports/sub/deep/a.md"]
    assert displays(top / ".hidden.txt") == [".hidden.txt"]  # asked for by name


def test_digest_tells_whether_a_file_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE)
    (first,) = find_sources([path])
    os.utime(path, (0, 0))
    assert list(find_sources([path])) == [first]
    assert (first.size, first.problem) == (len(ARTICLE), None)
    path.write_text(ARTICLE + " More.")
    (second,) = find_sources([path])
    assert second.digest != first.digest


def test_what_cannot_be_read_is_listed(tmp_path: Path) -> None:
    write_tree(tmp_path / "d", {"a.mov": "x", "Makefile": "x"})
    os.mkfifo(tmp_path / "d" / "pipe.txt")
    (tmp_path / "d" / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert list(read_paths([tmp_path / "missing.txt", tmp_path / "d"])) == [
        Skipped(path="missing.txt", reason="no such file or folder"),
        Skipped(path="d/Makefile", reason="no reader for files without a suffix"),
        Skipped(path="d/a.mov", reason="no reader for .mov files"),
        Skipped(path="d/gone.txt", reason="no such file or folder"),
        Skipped(path="d/pipe.txt", reason="not a regular file"),
    ]


def test_links_in_a_circle_and_paths_given_twice(tmp_path: Path) -> None:
    top = write_tree(tmp_path / "d", {"a.txt": ARTICLE, "sub/b.txt": ARTICLE})
    (top / "sub" / "loop").symlink_to(top)
    (top / "again.txt").symlink_to(top / "a.txt")
    assert displays(top, top, top / "a.txt") == ["d/a.txt", "d/sub/b.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE)
    path.chmod(0)
    assert list(read_paths([path])) == [Skipped(path="a.txt", reason="can't be opened: permission denied")]


def test_file_that_vanishes_after_it_was_found(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE)
    (source,) = find_sources([path])
    path.unlink()
    (skipped,) = read_source(source)
    assert skipped == Skipped(path="a.txt", reason="can't be read: no such file or directory")


def test_names_are_shown_and_stored_whatever_they_hold(tmp_path: Path) -> None:
    names = ["<script>alert(1)<script>.txt", "отчёт 8.txt", "a\nb.txt"]
    top = write_tree(tmp_path / "d", dict.fromkeys(names, ARTICLE))
    (top / os.fsdecode(b"caf\xe9.txt")).write_text(ARTICLE)
    documents = [d for d in read_paths([top]) if isinstance(d, Document)]
    assert {d.path for d in documents} == {
        "d/<script>alert(1)<script>.txt", "d/отчёт 8.txt", "d/a\ufffdb.txt", "d/caf\\xe9.txt",
    }  # fmt: skip


def ids(*paths: Path) -> list[str]:
    return [document.id for document in read_paths(paths) if isinstance(document, Document)]


def test_ids_survive_a_move_and_tell_copies_apart(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {"a.txt": ARTICLE, "b.txt": ARTICLE, "sub/a.txt": ARTICLE}
    before = ids(write_tree(tmp_path / "one" / "reports", files))
    after = ids(write_tree(tmp_path / "two" / "reports", files))
    assert before == after
    assert len(set(before)) == 3


def test_same_folder_name_from_two_places_keeps_both(tmp_path: Path) -> None:
    one = write_tree(tmp_path / "one" / "reports", {"a.txt": ARTICLE})
    two = write_tree(tmp_path / "two" / "reports", {"a.txt": ARTICLE})
    assert displays(one, two) == ["one/reports/a.txt", "two/reports/a.txt"]
    assert len(set(ids(one, two))) == 2


def test_source_is_a_plain_value() -> None:
    assert Source(path=Path("/a.txt"), display="a.txt") == Source(path=Path("/a.txt"), display="a.txt")

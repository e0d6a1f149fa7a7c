"""The original in a tab of its own: only what was read, and nothing in it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.case import Case
from nlp.ingest import run as running
from nlp.ingest.run import analyze
from nlp.text.pipeline import DEFAULT_MODEL
from tests.nlp.readers.samples import BODY, page, pdf
from viz.evidence.originals import answer
from viz.kit.wording import say_place
from viz.page.dashboard import build_dashboard

HTML = page(f"<script>alert(1)</script><p>{BODY[0]}</p>")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: object) -> Path:
    monkeypatch.setattr(running, "build_language", lambda name: language)
    top = tmp_path / "in"
    top.mkdir()
    (top / "a.html").write_text(HTML)
    (top / "b.pdf").write_bytes(pdf(BODY[0][:70] + "\n" + BODY[0][70:], BODY[1]))
    analyze([top], tmp_path / "a.duckdb", model=DEFAULT_MODEL)
    return top


def test_original_is_sandboxed_and_only_what_was_read(folder: Path) -> None:
    with Case.open(folder.parent / "a.duckdb") as case:
        client = build_dashboard(case).server.test_client()
        keys = {row.path: row.id for row in case.documents()}
        shown = client.get(f"/_original/{keys['in/a.html']}")
        assert (shown.status_code, shown.data.decode()) == (200, HTML)
        assert shown.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert "allow-scripts" not in shown.headers["Content-Security-Policy"]
        assert client.get("/_original/0000000000000000").status_code == 404
        assert (
            client.get(
                f"/_original/{keys['in/a.html']}", headers={"Sec-Fetch-Site": "cross-site"}
            ).status_code
            == 403
        )
        (folder / "a.html").write_text(HTML + " changed")
        gone = client.get(f"/_original/{keys['in/a.html']}")
        assert (gone.status_code, b"has changed" in gone.data) == (404, True)
        page_of_pdf = case.document(keys["in/b.pdf"])
        assert page_of_pdf is not None
        assert [o.place for o in page_of_pdf.origins] == [{"page": 1}, {"page": 2}]
        events = [e for e in case.events() if e.path == "in/b.pdf"]
        assert events
        assert all(dict(e.at)["page"] in (1, 2) for e in events)


@pytest.mark.parametrize(
    ("name", "kind", "how"),
    [
        ("a.txt", "text/plain", "inline"),
        ("a.pdf", "application/pdf", "inline"),
        ("a.svg", "application/octet-stream", "attachment"),
        ("a.docx", "application/octet-stream", "attachment"),
        ("ä\r\nb.eml", "text/plain", "inline"),
    ],
)
def test_kinds_of_files(name: str, kind: str, how: str) -> None:
    response = answer(name, b"x")
    assert response.mimetype == kind
    assert response.headers["Content-Disposition"].startswith(how)
    assert "'none'" in response.headers["Content-Security-Policy"]


def test_places_in_words() -> None:
    assert say_place({"page": 14}) == "p. 14"
    assert say_place({"sheet": "Raids", "row": 7}) == "sheet Raids, row 7"
    assert say_place({"page": 2, "read_from": "picture"}) == "p. 2, read from a picture"
    assert say_place({}) == ""

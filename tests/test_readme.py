"""What the README shows a newcomer works as it stands there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import plotly.graph_objects as go
import pytest

from nlp.sample import sample_path

README = (Path(__file__).parent.parent / "README.md").read_text()


def test_python_goes_from_a_folder_to_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    block = re.search(r"```python\n(.*?)```", README, re.S)
    assert block is not None
    lines = [line for line in block[1].splitlines() if line]
    assert len(lines) <= 12
    shutil.copytree(sample_path() / "courier", tmp_path / "reports")
    shown: list[go.Figure] = []
    monkeypatch.setattr(go.Figure, "show", lambda figure: shown.append(figure))
    monkeypatch.chdir(tmp_path)
    exec(compile(block[1], "README.md", "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) >= 5
    assert len(shown) == 2
    assert all(figure.data for figure in shown)


def test_times_alone_are_as_shown(capsys: pytest.CaptureFixture[str]) -> None:
    block = re.findall(r"```python\n(.*?)```", README, re.S)[1]
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip() == block.strip().splitlines()[-1].removeprefix("# ")


def test_commands_are_one_line_and_pinned() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.M)
    assert len(commands) == 3
    assert all("requirements" in command and "&&" in command for command in commands)
    assert commands[0].endswith("app.py demo")
    assert commands[2].endswith("-m pytest")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locks_pin_by_hash_and_name_no_index(lock: str) -> None:
    text = (Path(__file__).parent.parent / lock).read_text()
    pinned = re.findall(r"^[a-z0-9._-]+==", text, re.M)
    assert len(pinned) > 50
    assert text.count("--hash=sha256:") >= len(pinned)
    assert "://" not in text


def test_every_file_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    for link in links:
        assert (Path(__file__).parent.parent / link).exists(), link

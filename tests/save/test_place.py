"""Where the save lives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from quizgame.save.place import home, save_path

ROOT = Path(__file__).parents[2]


def test_the_save_is_in_the_folder_that_the_player_chose(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIZGAME_HOME", str(tmp_path))
    assert home() == tmp_path
    assert save_path().parent == tmp_path


def test_a_folder_chosen_relative_to_the_working_folder_is_made_absolute(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGAME_HOME", "mine")
    assert home() == tmp_path / "mine"


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_choice_the_save_is_in_the_data_folder_of_the_user(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    if value is None:
        monkeypatch.delenv("QUIZGAME_HOME", raising=False)
    else:
        monkeypatch.setenv("QUIZGAME_HOME", value)
    assert home() == platformdirs.user_data_path("quizgame", appauthor=False)


def test_a_path_and_a_name_are_had_without_loading_the_database() -> None:
    script = "import sys, quizgame.save.place, quizgame.save.names; print('peewee' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"

"""A new save for each test, and somebody who plays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgame.save.kept import Player
from quizgame.save.save import Save
from tests.save.given import NOON


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "save.sqlite3"


@pytest.fixture
def save(path: Path) -> Iterator[Save]:
    with Save.open(path) as opened:
        yield opened


@pytest.fixture
def ada(save: Save) -> Player:
    return save.add_player("Ada", NOON)

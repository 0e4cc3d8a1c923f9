"""What every test begins with: a home of its own, English, and message catalogues that are up to date."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from hatch_build import compile_catalogues
from quizgame import i18n
from quizgame.save.place import HOME_VARIABLE

LOCALE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")

# No test may fail because the machine was busy; where it decides what lands, none by luck of the draw either.
settings.register_profile(
    "quizgame", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("quizgame")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues before any of them is read, once also where several workers run the tests."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for all that the game keeps; the interface speaks English until a test says otherwise."""
    folder = tmp_path / "quizgame"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    for name in LOCALE_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    i18n.use("en")
    yield folder
    i18n.use("en")

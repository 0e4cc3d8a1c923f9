"""Where the save lives."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

HOME_VARIABLE: Final = "QUIZGAME_HOME"
"""The environment variable that names the folder for all that quizgame keeps."""

FILE_NAME: Final = "save.sqlite3"


def home() -> Path:
    """Return the folder for all that quizgame keeps, absolute; it need not exist yet.

    It is ``$QUIZGAME_HOME``, or the user's data folder where that is unset or empty.
    """
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen).absolute()
    # Here and not above: a player who chose a folder should not wait for an import that is not used.
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("quizgame", appauthor=False)


def save_path() -> Path:
    """Return the path of the save, absolute; it need not exist yet."""
    return home() / FILE_NAME

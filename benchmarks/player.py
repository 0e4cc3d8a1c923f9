"""A home folder that already has a player, so that the game starts as it does on most days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from quizgame.save.place import FILE_NAME, HOME_VARIABLE
from quizgame.save.save import Save

NAME = "Ada"


@contextmanager
def returning_player() -> Iterator[dict[str, str]]:
    """Yield the environment variables that lead the game to such a folder; it goes when the block ends."""
    # The game may still be writing when its process is ended.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with Save.open(Path(folder) / FILE_NAME) as save:
            save.choose_player(save.add_player(NAME, datetime.now(UTC)))
        yield {HOME_VARIABLE: folder}

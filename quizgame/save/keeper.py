"""The save on a thread of its own, so that no key press waits for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from quizgame.save.save import Save

T = TypeVar("T")


class Keeper:
    """Runs calls on a :class:`~quizgame.save.save.Save` one after another, on one thread.

    The save is opened by the first call, on that thread, so that neither the database library nor the file is on the
    way to the first frame.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._save: Save | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="save")

    async def __call__(self, act: Callable[[Save], T]) -> T:
        """Run ``act`` on the save and return what it returns; raise what it or the opening of the save raises."""
        return await asyncio.wrap_future(self._thread.submit(self._run, act))

    def _run(self, act: Callable[[Save], T]) -> T:
        if self._save is None:
            from quizgame.save.save import Save  # noqa: PLC0415  # peewee is not needed for the first frame

            self._save = Save.open(self._path)
        return act(self._save)

    def close(self) -> None:
        """Wait for the calls under way, then close the save."""
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    def _close(self) -> None:
        if self._save is not None:
            self._save.close()
            self._save = None

"""Pictures of every screen in both languages; pytest --snapshot-update renews them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from textual.pilot import Pilot

from tests.save.given import NOON
from tests.screens.scenes import SCENES
from tests.screens.table import Table, app_of

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
PICTURED = ["home", "players", "topics", "asking", "wrong", "result", "leaderboard", "help"]


class Noon(date):
    """The day of NOON, whatever day it is."""

    @classmethod
    def today(cls) -> Noon:
        return cls(NOON.year, NOON.month, NOON.day)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", PICTURED)
def test_a_screen_looks_as_it_did(
    name: str, lang: str, size: str, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("app", "screens.players", "screens.round"):
        monkeypatch.setattr(f"quizgame.{module}.local_now", lambda: NOON)
    monkeypatch.setattr("quizgame.screens.home.date", Noon)

    async def set_up(pilot: Pilot[object]) -> None:
        seat = Table(pilot)
        await seat.ready()
        await SCENES[name](seat)

    assert snap_compare(app_of(lang=lang), terminal_size=SIZES[size], run_before=set_up)

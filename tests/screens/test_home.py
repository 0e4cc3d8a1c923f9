"""The home screen."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.widgets import OptionList

from quizgame import i18n
from quizgame.save.errors import NotASave
from quizgame.save.save import Save
from quizgame.screens.base import Translated
from quizgame.screens.help import HelpScreen
from quizgame.screens.home import HomeScreen
from quizgame.screens.leaderboard import LeaderboardScreen
from quizgame.screens.players import PlayersScreen
from quizgame.screens.topics import TopicsScreen
from tests.save.given import NOON, response
from tests.screens import kitchen
from tests.screens.table import Table, app_of, table

PLACES = [
    ("p", 0, "Play", TopicsScreen),
    ("l", 1, "Leaderboard", LeaderboardScreen),
    ("n", 2, "Players", PlayersScreen),
    ("f1", 4, "Help", HelpScreen),
]
"""Key, row of the menu, what the footer calls it, and the screen that comes."""

Kind = type[Translated[None]]


@pytest.mark.parametrize(("key", "row", "told", "kind"), PLACES)
async def test_every_place_can_be_reached_by_key_menu_mouse_and_footer(
    key: str, row: int, told: str, kind: Kind
) -> None:
    async with table() as seat:
        for way in ("key", "menu", "mouse", "footer"):
            if way == "key":
                await seat.pilot.press(key)
            elif way == "menu":
                seat.app.screen.query_one(OptionList).highlighted = row
                await seat.pilot.press("enter")
            elif way == "mouse":
                await seat.pilot.click("#menu", offset=(4, row + 1))
            else:
                await seat.click_footer(told)
            await seat.on(kind)
            await seat.press("escape")
            await seat.on(HomeScreen)


@pytest.mark.parametrize("key", ["q", "ctrl+c", "ctrl+q"])
async def test_quitting_from_home_needs_no_question(key: str) -> None:
    async with table() as seat:
        await seat.pilot.press(key)
        await seat.until(lambda: seat.app._exit)
    assert seat.app.return_code == 0


async def test_the_menu_switches_the_language_and_the_switch_is_kept() -> None:
    async with table() as seat:
        await seat.pilot.click("#menu", offset=(4, 4))
        await seat.shown("错的选项，都是别处的正确答案。")
        await seat.settled()
    i18n.use("en")
    app = app_of(lang="en")
    app._start = type(app._start)(player="Ada")
    async with app.run_test() as pilot:
        seat = Table(pilot)
        await seat.shown("错的选项，都是别处的正确答案。")


async def test_the_language_asked_for_wins_over_the_one_kept() -> None:
    async with table() as seat:
        await seat.press("f2")
    async with table(lang="en") as seat:
        assert seat.sees("Wrong options that are right answers elsewhere.")


class Noon(date):
    """The day of NOON, whatever day it is."""

    @classmethod
    def today(cls) -> Noon:
        return cls(NOON.year, NOON.month, NOON.day)


async def test_days_in_a_row_are_counted_and_today_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizgame.screens.home.date", Noon)

    def played_before(save: Save) -> None:
        ada = save.current_player()
        assert ada is not None
        for days in (1, 2):
            day = NOON - timedelta(days=days)
            save.record(save.begin_round(ada, kitchen.plan(), day), response(), day)

    async with table() as seat:
        assert not seat.sees("in a row")
        await seat.app.game.keeper(played_before)
        await seat.press("p", "escape")
        await seat.shown("2 days in a row", "play today to keep it")


async def test_a_save_that_cannot_be_opened_is_a_sentence_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path | None) -> Save:
        raise NotASave(Path("[red]save[/].sqlite3"))

    monkeypatch.setattr(Save, "open", refuse)
    app = app_of()
    async with app.run_test() as pilot:
        await Table(pilot).until(lambda: app._exit)
    assert app.return_code == 1
    assert capsys.readouterr().err.startswith("[red]save[/].sqlite3 is not a save of quizgame.")

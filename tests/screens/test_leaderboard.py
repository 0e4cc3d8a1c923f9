"""The leaderboard."""

from __future__ import annotations

import pytest
from textual.widgets import DataTable, Select

from quizgame.save.save import Save
from quizgame.screens.home import HomeScreen
from quizgame.screens.leaderboard import LeaderboardScreen
from quizgame.screens.topics import TopicsScreen
from tests.save.given import NOON, PLAN, play
from tests.screens import kitchen, scenes
from tests.screens.table import history, table

ENGLISH = "The kitchen · all topics · Classic · 3 questions · 20 s · English"
CHINESE = "The kitchen · all topics · Classic · 5 questions · 20 s · 中文"


async def test_the_board_lists_the_best_rounds_first_and_marks_ones_own() -> None:
    async with table() as seat:
        await scenes.leaderboard(seat)
        assert seat.sees(ENGLISH)
        rows = [line for line in seat.lines() if "2026-11-22" in line]
        assert len(rows) == 5
        assert [row.replace("►", " ").split()[0] for row in rows] == ["1", "2", "3", "4", "5"]
        own = [row for row in rows if "►" in row]
        assert len(own) == 1
        assert "Ada" in own[0]
        assert any("[red]Grace[/]" in row for row in rows)
        assert any("李雷" in row for row in rows)


async def test_without_a_round_the_board_says_so() -> None:
    async with table() as seat:
        await seat.press("l")
        await seat.on(LeaderboardScreen)
        await seat.shown("No round has been finished yet.")
        await seat.press("b", "left")
        assert isinstance(seat.app.screen, LeaderboardScreen)


@pytest.mark.parametrize("way", ["b", "right", "left", "footer", "list"])
async def test_boards_are_switched(way: str) -> None:
    async with table() as seat:
        await scenes.leaderboard(seat)
        if way == "footer":
            await seat.click_footer("Next board")
        elif way == "list":
            select = seat.app.screen.query_one("#board", Select)
            select.value = 1 - int(str(select.value))
        else:
            await seat.press(way)
        await seat.shown(CHINESE)
        await seat.until(lambda: sum("2026-11-22" in line for line in seat.lines()) == 3)
        await seat.press("b")
        await seat.shown(ENGLISH)


async def test_the_board_of_a_round_opens_on_that_round() -> None:
    async with table() as seat:
        await seat.app.game.keeper(history)
        await scenes.result(seat)
        await seat.press("l")
        screen = await seat.on(LeaderboardScreen)
        await seat.shown(ENGLISH)
        await seat.until(lambda: len(screen._standings) == 6)
        await seat.settled()
        row = screen.query_one(DataTable).cursor_row
        assert screen._standings[row].round == screen._round_id


async def test_the_board_of_a_bank_that_is_gone_is_shown_by_its_id() -> None:
    def gone(save: Save) -> None:
        play(save, save.add_player("Grace", NOON), plan=PLAN)

    async with table() as seat:
        await seat.app.game.keeper(gone)
        await seat.press("l")
        await seat.shown("ml · trees · Classic · 3 questions · 20 s · English", "Grace")


async def test_a_long_board_scrolls_to_its_end() -> None:
    def many(save: Save) -> None:
        for i in range(50):
            play(save, save.add_player(f"Player {i}", NOON), plan=kitchen.plan(), seconds=0.2 * i + 0.1)

    async with table() as seat:
        await seat.app.game.keeper(many)
        await seat.press("l")
        await seat.shown("Player 0")
        await seat.press("ctrl+end")
        await seat.shown("Player 49")


async def test_the_widest_row_fits_80_columns() -> None:
    def wide(save: Save) -> None:
        grace = save.add_player("名" * 10, NOON)
        play(save, grace, [0] * 100, plan=kitchen.plan("en", 100), seconds=19.9)

    async with table() as seat:
        await seat.app.game.keeper(wide)
        await seat.press("l")
        await seat.shown("名" * 10, "100/100", "2026-11-22")
        for _ in "12":
            assert seat.app.screen.query_one(DataTable).max_scroll_x == 0
            await seat.press("f2")


async def test_the_ways_on_from_the_leaderboard() -> None:
    async with table() as seat:
        await scenes.leaderboard(seat)
        await seat.press("p")
        await seat.on(TopicsScreen)
        await seat.press("escape")
        await seat.on(HomeScreen)
        await seat.press("l")
        await seat.on(LeaderboardScreen)
        await seat.press("escape")
        await seat.on(HomeScreen)


async def test_switching_the_language_keeps_the_board() -> None:
    async with table() as seat:
        await scenes.leaderboard(seat)
        await seat.press("b", "f2")
        await seat.shown("厨房 · 全部主题 · 经典 · 5 道题 · 20 秒 · 中文", "名次")
        assert sum("2026-11-22" in line for line in seat.lines()) == 3

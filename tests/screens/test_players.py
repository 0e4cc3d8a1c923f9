"""Choosing who plays."""

from __future__ import annotations

import pytest
from textual.widgets import Input, OptionList

from quizgame.screens.home import HomeScreen
from quizgame.screens.players import PlayersScreen
from tests.save.given import NOON
from tests.screens.table import Table, table


async def name(seat: Table, text: str) -> None:
    """Type a name, as a paste does, and press Enter."""
    field = seat.app.screen.query_one(Input)
    field.focus()
    field.value = text
    await seat.press("enter")


def names(seat: Table) -> list[str]:
    screen = seat.app.screen
    assert isinstance(screen, PlayersScreen)
    return [player.name for player in screen._players]


async def test_the_first_start_asks_for_a_name_and_takes_no_way_back() -> None:
    async with table(player=None) as seat:
        assert seat.sees("Who plays?", "A new name, then Enter")
        await seat.press("escape")
        assert isinstance(seat.app.screen, PlayersScreen)
        await seat.press("A", "d", "a", "enter")
        await seat.on(HomeScreen)
        await seat.shown("Player  Ada")
        assert await seat.app.game.keeper(lambda save: save.current_player()) == seat.app.game.player


async def test_the_first_start_can_be_quit() -> None:
    async with table(player=None) as seat:
        await seat.pilot.press("ctrl+c")
        await seat.until(lambda: seat.app._exit)


@pytest.mark.parametrize("given", ["李雷", "[red]x[/]", "[@click=q]x[/]", "Zoë 🦊", "O'Brien & Co"])
async def test_a_name_in_any_script_and_with_any_signs_is_shown_as_it_is(given: str) -> None:
    async with table(player=None) as seat:
        await name(seat, given)
        await seat.on(HomeScreen)
        await seat.shown(f"Player  {given}")
        await seat.press("n")
        await seat.on(PlayersScreen)
        assert seat.sees(f"► {given}")
        await seat.press("escape", "l")
        await seat.settled()


@pytest.mark.parametrize(
    ("given", "en", "zh"),
    [
        ("", "Type a name.", "请输入名字。"),
        ("   ", "Type a name.", "请输入名字。"),
        ("x" * 21, "That is too long", "太长了"),
        ("名" * 11, "That is too long", "太长了"),
        ("a\u202eb", "a character that is not text", "不是文字的字符"),
        ("a\x1bb", "a character that is not text", "不是文字的字符"),
        ("\u2800", "Nobody could see that name.", "这个名字看不见"),
        ("a\u200bb", "Nobody could see that name.", "这个名字看不见"),
        ("ADA", "There is a player of that name.", "已有同名玩家"),
    ],
)
async def test_a_refused_name_is_told_why_in_the_language_of_the_interface(given: str, en: str, zh: str) -> None:
    async with table("Ada") as seat:
        await seat.press("n")
        for reason in (en, zh):
            await name(seat, given)
            await seat.until(lambda reason=reason: reason in seat.text())  # type: ignore[misc]
            assert isinstance(seat.app.screen, PlayersScreen)
            await seat.press("f2")
        assert len(await seat.app.game.keeper(lambda save: save.players())) == 1


async def test_the_reason_stands_until_the_name_is_changed() -> None:
    async with table(player=None) as seat:
        await seat.press("enter")
        assert seat.sees("Type a name.")
        await seat.press("x")
        assert not seat.sees("Type a name.")


async def test_another_player_is_chosen_by_keyboard_and_by_mouse() -> None:
    async with table() as seat:
        await seat.app.game.keeper(lambda save: save.add_player("Grace", NOON))
        for player, way in (("Grace", "keyboard"), ("Ada", "mouse")):
            await seat.press("n")
            screen = await seat.on(PlayersScreen)
            row = names(seat).index(player)
            if way == "mouse":
                await seat.pilot.click("#list", offset=(4, row))
            else:
                screen.query_one(OptionList).highlighted = row
                await seat.pilot.press("enter")
            await seat.on(HomeScreen)
            await seat.shown(f"Player  {player}")
            current = await seat.app.game.keeper(lambda save: save.current_player())
            assert current is not None
            assert current.name == player


async def test_escape_keeps_the_player() -> None:
    async with table() as seat:
        await seat.press("n", "escape")
        await seat.on(HomeScreen)
        assert seat.sees("Player  Ada")


async def test_what_was_typed_stays_when_the_language_is_switched() -> None:
    async with table(player=None) as seat:
        await seat.press("A", "d", "f2")
        await seat.shown("谁来玩？")
        await seat.press("a", "enter")
        await seat.shown("玩家  Ada")


async def test_many_players_scroll_and_the_field_stays_in_view() -> None:
    async with table() as seat:
        for i in range(40):
            await seat.app.game.keeper(lambda save, i=i: save.add_player(f"Player {i}", NOON))  # type: ignore[misc]
        await seat.press("n")
        await seat.on(PlayersScreen)
        await seat.press("end")
        assert seat.sees(names(seat)[-1], "A new name, then Enter")

"""What holds on every screen: keys in footer, help and palette, both languages, and room at 80x24."""

from __future__ import annotations

import re

import pytest
from textual.command import CommandPalette
from textual.widgets import Footer

from quizgame.i18n import LANGUAGES, _
from quizgame.screens.base import Translated, own_bindings
from quizgame.screens.help import FRAMEWORK_ACTIONS, HelpScreen
from quizgame.screens.home import HomeScreen
from tests.screens import scenes
from tests.screens.scenes import SCENES
from tests.screens.table import Table, table

CHINESE = re.compile("[\u4e00-\u9fff]")
HELPED = ["home", "topics", "asking", "right", "result", "leaderboard"]


def told(seat: Table) -> dict[str, str]:
    """Return what each key of the screen on top does, by its action."""
    return {a.binding.action: a.binding.description for a in own_bindings(seat.app.screen)}


@pytest.mark.parametrize("name", SCENES)
async def test_f2_switches_the_language_and_back_and_nothing_else_changes(name: str) -> None:
    async with table() as seat:
        await SCENES[name](seat)
        screen, focus, before, english = seat.app.screen, seat.app.focused, seat.lines(), told(seat)
        await seat.press("f2")
        chinese = told(seat)
        assert seat.lines() != before
        assert chinese.keys() == english.keys()
        assert all(CHINESE.search(text) for action, text in chinese.items() if "language" not in action)
        await seat.press("f2")
        assert seat.app.screen is screen
        assert seat.app.focused is focus
        assert seat.lines() == before


@pytest.mark.parametrize("name", SCENES)
async def test_the_footer_is_not_cut_off_at_80_columns(name: str) -> None:
    async with table() as seat:
        await SCENES[name](seat)
        for _lang in LANGUAGES:
            for footer in seat.app.screen.query(Footer):
                assert footer.max_scroll_x == 0
            await seat.press("f2")


@pytest.mark.parametrize("name", HELPED)
async def test_the_help_names_every_key_of_its_screen_in_both_languages(name: str) -> None:
    async with table(size=(80, 60)) as seat:
        await SCENES[name](seat)
        screen = seat.app.screen
        assert isinstance(screen, Translated)
        for _lang in LANGUAGES:
            wanted = [
                (seat.app.get_key_display(a.binding), a.binding.description)
                for a in own_bindings(screen)
                if a.binding.action not in FRAMEWORK_ACTIONS
            ]
            await seat.press("f1")
            await seat.on(HelpScreen)
            lines = [line for line in seat.lines() if "│" in line]
            for key, text in wanted:
                shown = key.lower() if len(key) == 1 else key  # a capital is named by its small letter
                assert any(text in line and shown in line for line in lines), (key, text)
            assert seat.sees(_(screen.HEADING), _(screen.HELP).split("\n")[0][:16])
            await seat.press("escape", "f2")


@pytest.mark.parametrize("key", ["escape", "f1", "question_mark", "q"])
async def test_the_help_closes_again(key: str) -> None:
    async with table() as seat:
        await seat.press("question_mark")
        await seat.on(HelpScreen)
        await seat.press(key)
        await seat.on(HomeScreen)


async def test_a_help_longer_than_the_screen_scrolls_to_its_end() -> None:
    async with table(size=(80, 12)) as seat:
        await scenes.asking(seat)
        await seat.press("f1")
        screen = await seat.on(HelpScreen)
        await seat.press("end")
        box = screen.query_one("#help")
        assert box.max_scroll_y > 0
        assert box.scroll_y == box.max_scroll_y


@pytest.mark.parametrize("name", HELPED)
async def test_the_palette_offers_every_action_that_the_footer_shows_in_both_languages(name: str) -> None:
    async with table() as seat:
        await SCENES[name](seat)
        screen = seat.app.screen
        for hint in ("Search for a command", "搜索命令"):
            offered = {command.title for command in seat.app.get_system_commands(screen)}
            for active in screen.active_bindings.values():
                if active.binding.show and active.enabled:
                    assert active.binding.description in offered
            await seat.press("ctrl+p")
            await seat.until(lambda: isinstance(seat.app.screen, CommandPalette))
            await seat.shown(hint)
            await seat.press("escape")
            await seat.until(lambda: seat.app.screen is screen)
            await seat.press("f2")


async def test_the_palette_cannot_choose_an_option_by_mistake() -> None:
    async with table() as seat:
        await scenes.asking(seat)
        assert "Choose an option" not in {command.title for command in seat.app.get_system_commands(seat.app.screen)}


async def test_the_palette_changes_the_colours() -> None:
    async with table() as seat:
        await seat.press("ctrl+p", *"theme")
        await seat.shown("Change the colours")
        await seat.press("enter", *"nord")
        await seat.settled()
        await seat.press("enter")
        await seat.until(lambda: seat.app.theme == "nord")


@pytest.mark.parametrize("name", ["home", "topics", "wrong", "leaderboard", "ask"])
async def test_a_screen_stands_a_terminal_of_any_size(name: str) -> None:
    async with table() as seat:
        await SCENES[name](seat)
        before = seat.lines()
        for size in ((40, 12), (20, 6), (200, 60), (80, 24)):
            await seat.pilot.resize_terminal(*size)
        await seat.until(lambda: seat.lines() == before)

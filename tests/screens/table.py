"""Somebody at the table: the app without a terminal, a player, and a clock that stands until it is moved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from quizgame.app import QuizApp, Start
from quizgame.bank.models import Bank, dump_bank
from quizgame.play.item import Item
from quizgame.play.modes import CLASSIC
from quizgame.play.plan import Plan
from quizgame.play.round import Phase, Round
from quizgame.save.place import home
from quizgame.save.save import Save
from quizgame.screens.base import Translated
from quizgame.screens.round import RoundScreen
from quizgame.screens.topics import TopicsScreen
from tests.save.given import NOON, play
from tests.screens import kitchen

S = TypeVar("S", bound=Translated[Any])

DEADLINE = 20.0
"""Seconds after which something that should have come on screen will not come any more."""

TURN = 0.01
"""Seconds between two looks at the screen while something is awaited."""


class Clock:
    """A clock that stands until a test moves it, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Table:
    """One app at play: what is on its screen, and hands to play with."""

    def __init__(self, pilot: Pilot[object]) -> None:
        assert isinstance(pilot.app, QuizApp)
        self.app: QuizApp = pilot.app
        self.pilot = pilot
        self.clock = Clock()

    def lines(self) -> list[str]:
        """Return the lines of the terminal, those of the screen on top."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    def text(self) -> str:
        """Return all that is on screen, with single blanks."""
        return " ".join(" ".join(self.lines()).split())

    def sees(self, *texts: str) -> bool:
        """Tell whether all ``texts`` are on screen, each on one line."""
        lines = self.lines()
        return all(any(text in line for line in lines) for text in texts)

    def notes(self) -> list[str]:
        """Return what the app has just told in passing."""
        return [note.message for note in self.app._notifications]

    async def until(self, true: Callable[[], bool]) -> None:
        """Let the app work until something is true; fail if it never is."""
        try:
            async with asyncio.timeout(DEADLINE):
                while not true():
                    await self.pilot.pause(TURN)
        except TimeoutError:
            raise AssertionError("it never came:\n" + "\n".join(self.lines())) from None

    async def shown(self, *texts: str) -> None:
        """Let the app work until all ``texts`` are on screen."""
        await self.until(lambda: self.sees(*texts))

    async def settled(self) -> None:
        """Let the app work until the save has done all that it was asked for, and it is drawn."""
        await self.pilot.pause(TURN)
        await self.app.game.keeper(lambda save: None)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for the save."""
        await self.pilot.press(*keys)
        await self.settled()

    async def click_footer(self, told: str) -> None:
        """Click what the footer calls ``told``."""
        keys = self.app.screen.query_one(Footer).query(FooterKey)
        await self.pilot.click(next(key for key in keys if key.description == told))

    async def on(self, kind: type[S]) -> S:
        """Wait until a screen of that kind is on top, and return it."""
        await self.until(lambda: isinstance(self.app.screen, kind) and self.app.screen.is_mounted)
        screen = self.app.screen
        assert isinstance(screen, kind)
        await self.settled()
        return screen

    async def ready(self) -> None:
        """Wait until somebody plays and the home screen says so."""
        await self.until(lambda: self.app.game.player is not None)
        assert self.app.game.player is not None
        await self.shown(self.app.game.player.name)
        await self.settled()

    def enter(self, items: Sequence[Item] = (), *, plan: Plan | None = None, bank: Bank = kitchen.BANK) -> RoundScreen:
        """Put a round of ``items`` on screen, of those of the kitchen if none are named; its clock stands."""
        items = items or kitchen.items()
        plan = plan or kitchen.plan(items[0].lang, len(items))
        player = self.app.game.player
        assert player is not None
        screen = RoundScreen(self.app.game, Round(items, CLASSIC, seconds=plan.seconds), plan, bank, player)
        screen._clock = self.clock
        self.app._show(screen)
        return screen

    async def round(
        self, items: Sequence[Item] = (), *, plan: Plan | None = None, bank: Bank = kitchen.BANK
    ) -> RoundScreen:
        """Begin a round as :meth:`enter` does, and wait for its first item."""
        screen = self.enter(items, plan=plan, bank=bank)
        await self.until(lambda: screen._round.phase is Phase.ASKING)
        await self.settled()
        return screen

    async def answer(self, key: str, seconds: float = 2.0) -> None:
        """Answer after so many seconds, and wait for the feedback."""
        self.clock.now += seconds
        await self.pilot.press(key)
        screen = self.app.screen
        assert isinstance(screen, RoundScreen)
        await self.until(lambda: screen._told)
        await self.settled()

    async def topics(self) -> TopicsScreen:
        """Choose a round from the kitchen."""
        self.app.game.choices.bank = kitchen.BANK.id
        await self.pilot.press("p")
        screen = await self.on(TopicsScreen)
        await self.until(lambda: screen._bank is not None)
        await self.app.workers.wait_for_complete()
        await self.settled()
        return screen


def own_bank(bank: Bank = kitchen.BANK) -> None:
    """Put a bank among the player's own."""
    folder = home() / "banks"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{bank.id}.json").write_text(dump_bank(bank), encoding="utf-8")


def app_of(player: str | None = "Ada", lang: str = "en") -> QuizApp:
    """Return an app that has not started, with the bank of the kitchen."""
    if not (home() / "banks" / f"{kitchen.BANK.id}.json").exists():
        own_bank()
    app = QuizApp(Start(player=player, lang=lang))
    app.animation_level = "none"
    return app


@asynccontextmanager
async def table(player: str | None = "Ada", lang: str = "en", size: tuple[int, int] = (80, 24)) -> AsyncIterator[Table]:
    """Start the app and sit down; without a player it asks for a name."""
    app = app_of(player, lang)
    async with app.run_test(size=size, notifications=True) as pilot:
        seat = Table(pilot)
        if player is not None:
            await seat.ready()
        else:
            await seat.until(lambda: len(app.screen_stack) > 1)
            await seat.settled()
        yield seat


def history(save: Save) -> None:
    """Let Ada and others have played: two boards, eight rounds, today and yesterday."""
    ada, *others = [
        next((p for p in save.players() if p.name == name), None) or save.add_player(name, NOON)
        for name in ("Ada", "李雷", "[red]Grace[/]")
    ]
    for i, player in enumerate((*others, ada, *others)):
        play(save, player, [0] * (i % 3) + [1] * (3 - i % 3), plan=kitchen.plan(), seconds=1.5 + i)
    for player in (ada, *others):
        play(save, player, plan=kitchen.plan("zh", 5), seconds=3.0)

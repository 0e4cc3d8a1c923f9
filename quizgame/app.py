"""The app: opens the save and the library, hands them to the screens, and routes between these."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.theme import Theme

from quizgame import i18n
from quizgame.i18n import N_, _
from quizgame.save.errors import SaveError
from quizgame.save.keeper import Keeper
from quizgame.save.names import fold
from quizgame.screens.base import Translated, own_bindings
from quizgame.screens.game import Game, local_now, new_seed
from quizgame.screens.home import HomeScreen

if TYPE_CHECKING:
    from quizgame.play.plan import Plan
    from quizgame.save.kept import Player
    from quizgame.save.save import Save
    from quizgame.screens.result import ResultScreen
    from quizgame.screens.round import RoundScreen
    from quizgame.screens.topics import TopicsScreen

LANGUAGE_SETTING = "language"
"""The setting that keeps the language of the interface."""

NOT_OFFERED = frozenset({"command_palette", "app.focus_next", "app.focus_previous", "screen.copy_text", "choose"})
"""Actions that make no sense from the command palette: it has the focus itself, and does not say which option."""

KEY_NAMES = {"pgup": "PgUp", "pgdn": "PgDn"}

DUSK = Theme(
    name="quizgame",
    dark=True,
    primary="#7aa2f7",
    secondary="#73daca",
    accent="#e0af68",
    success="#9ece6a",
    warning="#ff9e64",
    error="#f7768e",
    foreground="#c8d0e8",
    background="#16181f",
    surface="#1e212b",
    panel="#262a36",
)


@dataclass(frozen=True)
class Start:
    """What the command line asks for beyond the home screen."""

    player: str | None = None
    """Who plays, added if nobody has that name; None for whoever played last."""
    plan: Plan | None = None
    """A round to go straight into."""
    lang: str | None = None
    """The language of the interface; None for the one kept, or the locale's."""


class QuizApp(App[object]):
    """quizgame in a terminal."""

    TITLE = "quizgame"
    # Textual reads no CSS_PATH of a default screen.
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/home.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", N_("Help")),
        Binding("f2", "language", i18n.OTHER),
        Binding("ctrl+c", "copy_or_leave", N_("Quit"), show=False, priority=True),
    ]

    def __init__(self, start: Start | None = None, save_path: Path | None = None) -> None:
        self._start = start or Start()
        i18n.use(self._start.lang or i18n.preferred())
        super().__init__()
        self.register_theme(DUSK)
        self.theme = DUSK.name
        self.game = Game(Keeper(save_path))

    def get_default_screen(self) -> Screen[None]:
        """Return the screen at the bottom of the stack."""
        return HomeScreen(self.game)

    def on_mount(self) -> None:
        """Open the save once the first frame is drawn."""
        self.call_after_refresh(self.prepare)

    @work
    async def prepare(self) -> None:
        """Bring back language and player; ask for a name where there is none; go into the round asked for."""
        try:
            lang, player = await self.game.keeper(partial(_remembered, name=self._start.player))
        except SaveError as problem:
            self.exit(return_code=1, message=str(problem))
            return
        if self._start.lang is None and lang in i18n.LANGUAGES and lang != i18n.active():
            self._switch_language(lang)
        self.game.player = player
        if player is None:
            from quizgame.screens.players import PlayersScreen  # noqa: PLC0415  # not on the way to the first frame

            await self.push_screen_wait(PlayersScreen(self.game, []))
        if self.screen_stack and isinstance(self.screen_stack[0], HomeScreen):
            self.screen_stack[0].bring_up_to_date()
        if self._start.plan is not None:
            self.start_round(self._start.plan)

    async def on_unmount(self) -> None:
        """Let what is under way reach the disk."""
        self.game.keeper.close()

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as keyboards name it: F1, Esc, PgUp, but a, ?, ^p."""
        shown = super().get_key_display(binding)
        return (
            shown
            if len(shown) == 1 or shown.startswith("^") or not shown.islower()
            else "+".join(KEY_NAMES.get(part, part.capitalize()) for part in shown.split("+"))
        )

    # Routes

    def _show(self, screen: Screen[None]) -> None:
        """Put ``screen`` on top of the home screen, in the place of any other."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def action_home(self) -> None:
        """Go back to the home screen."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def action_play(self) -> None:
        """Choose a round."""
        from quizgame.screens.topics import TopicsScreen  # noqa: PLC0415  # see prepare

        self._show(TopicsScreen(self.game))

    def action_leaderboard(self) -> None:
        """Show the newest board."""
        from quizgame.screens.leaderboard import LeaderboardScreen  # noqa: PLC0415  # see prepare

        self._show(LeaderboardScreen(self.game))

    @work
    async def action_players(self) -> None:
        """Ask who plays."""
        from quizgame.screens.players import PlayersScreen  # noqa: PLC0415  # see prepare

        try:
            players = await self.game.keeper(lambda save: save.players())
        except SaveError as problem:
            self.notify(str(problem), severity="error", markup=False)
            return
        self.push_screen(PlayersScreen(self.game, players))

    @work(exclusive=True, group="round")
    async def start_round(self, plan: Plan) -> None:
        """Make the items of ``plan`` and put the round on screen; its length is what the bank yields."""
        from quizgame.bank.library import LibraryError  # noqa: PLC0415  # see prepare
        from quizgame.play.modes import MODES  # noqa: PLC0415
        from quizgame.play.round import Round  # noqa: PLC0415
        from quizgame.screens.round import RoundScreen  # noqa: PLC0415

        player = self.game.player
        if player is None:
            return
        waiting = self.screen
        waiting.loading = True
        try:
            bank = await self.game.bank(plan.bank)
            items = await self.game.items(plan)
        except LibraryError as problem:
            self.notify(str(problem), severity="error", markup=False)
            return
        finally:
            waiting.loading = False
        if not items:
            self.notify(
                _("These topics hold too few different answers to make options from. Choose more topics."),
                severity="warning",
            )
            return
        gc.freeze()  # what stands here stays: looking through it for garbage would make key presses wait
        plan = replace(plan, length=len(items))
        round_ = Round(items, MODES[plan.mode], seconds=plan.seconds)
        self._show(RoundScreen(self.game, round_, plan, bank, player))

    def on_topics_screen_start(self, event: TopicsScreen.Start) -> None:
        """A round was chosen."""
        self.start_round(event.plan)

    def on_round_screen_finished(self, event: RoundScreen.Finished) -> None:
        """A round is over."""
        from quizgame.screens.result import ResultScreen  # noqa: PLC0415  # see prepare

        self._show(ResultScreen(event.plan, event.result, event.standing))

    def on_round_screen_left(self) -> None:
        """A round was left."""
        self.action_home()

    def on_result_screen_again(self, event: ResultScreen.Again) -> None:
        """Another round of the same choices."""
        self.start_round(replace(event.plan, seed=new_seed()))

    def on_result_screen_board(self, event: ResultScreen.Board) -> None:
        """The board of a round, on top of its result."""
        from quizgame.screens.leaderboard import LeaderboardScreen  # noqa: PLC0415  # see prepare

        self.push_screen(LeaderboardScreen(self.game, event.plan.board, event.round))

    # What every screen offers

    def action_help(self) -> None:
        """Explain the screen on top."""
        from quizgame.screens.help import HelpScreen  # noqa: PLC0415  # see prepare

        screen = self.screen
        if isinstance(screen, Translated) and not isinstance(screen, HelpScreen):
            self.push_screen(HelpScreen(screen))

    def action_language(self) -> None:
        """Switch to the next language, and keep the choice."""
        languages = list(i18n.LANGUAGES)
        lang = languages[(languages.index(i18n.active()) + 1) % len(languages)]
        self._switch_language(lang)
        self._keep_language(lang)

    def _switch_language(self, lang: str) -> None:
        i18n.use(lang)
        for screen in self.screen_stack:
            if isinstance(screen, Translated):
                screen.retranslate()

    @work
    async def _keep_language(self, lang: str) -> None:
        try:
            await self.game.keeper(lambda save: save.set_setting(LANGUAGE_SETTING, lang))
        except SaveError as problem:
            self.notify(str(problem), severity="error", markup=False)

    def action_copy_or_leave(self) -> None:
        """Copy what is selected with the mouse; where nothing is, quit as Ctrl+C does elsewhere."""
        if self.screen.get_selected_text():
            self.screen.action_copy_text()
        else:
            self.action_leave()

    async def action_quit(self) -> None:
        """Quit, asking first where something would be left."""
        self.action_leave()

    def action_quit_now(self) -> None:
        """Quit without a further question: one is on screen, or nothing has begun."""
        self.exit()

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Quit, asking first where something would be left."""
        for screen in reversed(self.screen_stack):  # a help or a palette may lie over a round
            if isinstance(screen, Translated) and not await screen.may_leave():
                return
        self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action of ``screen`` in the command palette, then the looks."""
        offered = set()
        for active in own_bindings(screen):
            told = active.binding.description
            if active.enabled and told not in offered and active.binding.action.partition("(")[0] not in NOT_OFFERED:
                offered.add(told)
                yield SystemCommand(
                    told,
                    _("Press {key}").format(key=self.get_key_display(active.binding)),
                    partial(self.run_action, active.binding.action, active.node),
                )
        yield SystemCommand(_("Theme"), _("Change the colours"), self.action_change_theme)
        yield SystemCommand(_("Screenshot"), _("Save a picture of the screen as SVG"), self.action_screenshot)

    def action_command_palette(self) -> None:
        """Open the command palette in the language of the interface."""
        from textual.command import CommandPalette  # noqa: PLC0415  # see prepare

        if self.use_command_palette and not CommandPalette.is_open(self):
            self.push_screen(CommandPalette(placeholder=_("Search for a command"), id="--command-palette"))


def _remembered(save: Save, name: str | None) -> tuple[str | None, Player | None]:
    """Return the language kept and the player: the one of ``name``, added if need be, else the last one."""
    lang = save.setting(LANGUAGE_SETTING)
    if name is None:
        return lang, save.current_player()
    player = next((p for p in save.players() if fold(p.name) == fold(name)), None)
    if player is None:
        player = save.add_player(name, local_now())
    save.choose_player(player)
    return lang, player

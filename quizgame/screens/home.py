"""The first screen: who plays, and where to go."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from quizgame.i18n import LANGUAGES, N_, _, active, ngettext
from quizgame.screens.base import SCORING, Translated
from quizgame.widgets.text import plain

if TYPE_CHECKING:
    from quizgame.save.streak import Streak
    from quizgame.screens.game import Game

LOGO = r"""
┏━┓ ╻ ╻ ╻ ┏━┓ ┏━╸ ┏━┓ ┏┳┓ ┏━╸
┃┓┃ ┃ ┃ ┃ ┏━┛ ┃╺┓ ┣━┫ ┃┃┃ ┣╸
┗┻┛ ┗━┛ ╹ ┗━╸ ┗━┛ ╹ ╹ ╹ ╹ ┗━╸
""".strip("\n")


class HomeScreen(Translated[None]):
    """The first screen."""

    CSS_PATH = "home.tcss"
    HEADING = N_("Home")
    HELP = N_(
        "Play a round, look at the leaderboard, or change the player.\n"
        "Every wrong option in this game is the right answer to another question: choose wrong, and you are told "
        "which one.\n"
        "Arrows and Enter choose in a list, Tab goes to the next field."
    )
    MORE_HELP = SCORING
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "app.play", N_("Play")),
        Binding("l", "app.leaderboard", N_("Leaderboard")),
        Binding("n", "app.players", N_("Players")),
        Binding("q", "app.leave", N_("Quit")),
    ]
    MENU: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("app.play", N_("Play"), N_("choose topics, length and time")),
        ("app.leaderboard", N_("Leaderboard"), N_("the best rounds on this machine")),
        ("app.players", N_("Players"), N_("switch, or add one")),
        ("app.language", N_("Language"), ""),
        ("app.help", N_("Help"), N_("the rules, the points and the keys")),
        ("app.leave", N_("Quit"), ""),
    )

    def __init__(self, game: Game) -> None:
        super().__init__()
        self._game = game
        self._streak: Streak | None = None

    def compose(self) -> ComposeResult:
        """Lay out logo, player and menu."""
        with Vertical(id="home"):
            with Center():
                yield Static(LOGO, id="logo", markup=False)
            yield Static(id="motto", markup=False)
            yield Static(id="greeting")
            yield OptionList(id="menu")
        yield Footer()

    def draw(self) -> None:
        """Fill in motto, player and menu."""
        self.query_one("#motto", Static).update(_("Wrong options that are right answers elsewhere."))
        self.query_one("#greeting", Static).update(self._greeting())
        menu = self.query_one(OptionList)
        highlighted = menu.highlighted or 0
        menu.clear_options().add_options(self._menu())
        menu.highlighted = highlighted

    def _menu(self) -> list[Option]:
        width = max(Content(_(title)).cell_length for _action, title, _about in self.MENU) + 3
        rows = []
        for action, title, about in self.MENU:
            told = LANGUAGES[active()] if action == "app.language" else _(about)
            name = Content(_(title))
            pad = " " * (width - name.cell_length)
            rows.append(Option(Content.assemble((_(title), "bold"), pad, (told, "$foreground 60%")), id=action))
        return rows

    def _greeting(self) -> Content:
        if self._game.player is None:
            return Content(" ")
        told: list[str | Content] = [
            plain(_("Player"), "$foreground 60%"),
            "  ",
            plain(self._game.player.name, "bold $text-accent"),
        ]
        if self._streak is not None and self._streak.current:
            told += ["   ", plain(ngettext("{n} day in a row", "{n} days in a row", self._streak.current))]
            if not self._streak.played_today:
                told += ["  ", plain(_("play today to keep it"), "$text-warning")]
        return Content.assemble(*told)

    def on_mount(self) -> None:
        """Start on the menu."""
        super().on_mount()
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Bring the player and the streak up to date."""
        self.bring_up_to_date()

    @work(exclusive=True)
    async def bring_up_to_date(self) -> None:
        """Read the daily streak and draw the greeting again."""
        player = self._game.player
        if player is not None:
            today = date.today()  # noqa: DTZ011  # the streak counts days of the player's own calendar
            self._streak = await self.ask_save(self._game.keeper, lambda save: save.daily_streak(player, today))
        self.query_one("#greeting", Static).update(self._greeting())

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen."""
        if event.option_id is not None:
            await self.run_action(event.option_id)

"""Who plays: the players of this machine, and a place to name a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from quizgame.i18n import N_, _
from quizgame.save.errors import NameTaken, SaveError
from quizgame.save.names import BadName, Reason, check_name
from quizgame.screens.base import Dialog
from quizgame.screens.game import local_now
from quizgame.widgets.text import plain

if TYPE_CHECKING:
    from quizgame.save.kept import Player
    from quizgame.screens.game import Game

REFUSALS = {
    Reason.EMPTY: N_("Type a name."),
    Reason.TOO_LONG: N_("That is too long: a name has up to 20 columns, and a Chinese character takes two."),
    Reason.CONTROL: N_("That holds a character that is not text. Use letters, digits, blanks and signs."),
    Reason.INVISIBLE: N_("Nobody could see that name. Use at least one visible character."),
}


class PlayersScreen(Dialog[None]):
    """Asks who plays. On first start there is nobody to choose, so it asks for a name."""

    CSS_PATH = "players.tcss"
    HEADING = N_("Players")
    HELP = N_("Choose who plays, or type a new name. A name has 1 to 20 columns in any script.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Back")),
    ]

    def __init__(self, game: Game, players: list[Player]) -> None:
        super().__init__()
        self._game = game
        self._players = players

    def compose(self) -> ComposeResult:
        """Lay out the players above the field for a new name."""
        with Vertical(id="players"):
            yield Static(id="who", markup=False)
            if self._players:
                yield OptionList(*self._rows(), id="list")
            yield Input(id="name")
            yield Static(id="refusal", markup=False)
        yield Footer()

    def _rows(self) -> list[Option]:
        current = self._game.player
        return [
            Option(Content.assemble("► " if current and p.id == current.id else "  ", plain(p.name)), id=str(p.id))
            for p in self._players
        ]

    def draw(self) -> None:
        """Fill in the question and the hint."""
        self.query_one("#who", Static).update(_("Who plays?"))
        self.query_one(Input).placeholder = _("A new name, then Enter")
        self._refuse("")

    def on_mount(self) -> None:
        """Start on the list if there is one, else on the field."""
        super().on_mount()
        if self._players:
            names = self.query_one(OptionList)
            names.focus()
            current = self._game.player
            names.highlighted = next((i for i, p in enumerate(self._players) if current and p.id == current.id), 0)
        else:
            self.query_one(Input).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There is no way back until there is a player."""
        return action != "close" or self._game.player is not None

    @work(exclusive=True)
    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Switch to a player."""
        player = self._players[event.option_index]
        try:
            await self._game.keeper(lambda save: save.choose_player(player))
        except SaveError as problem:
            self._refuse(str(problem))
            return
        self._game.player = player
        self.dismiss()

    @work(exclusive=True)
    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Add a player, or say what is wrong with the name."""
        try:
            name = check_name(event.value)
            now = local_now()
            player = await self._game.keeper(lambda save: save.add_player(name, now))
            await self._game.keeper(lambda save: save.choose_player(player))
        except BadName as problem:
            self._refuse(_(REFUSALS[problem.reason]))
        except NameTaken:
            self._refuse(_("There is a player of that name. Choose it from the list, or type another name."))
        except SaveError as problem:
            self._refuse(str(problem))
        else:
            self._game.player = player
            self.dismiss()

    def _refuse(self, reason: str) -> None:
        self.query_one("#refusal", Static).update(plain(reason))

    def on_input_changed(self) -> None:
        """A reason stands until the name is changed."""
        self._refuse("")

    def action_close(self) -> None:
        """Go back with the player as before."""
        self.dismiss()

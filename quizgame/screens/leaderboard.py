"""The leaderboard: one table a board, the player's own lines marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import DataTable, Footer, Select, Static

from quizgame.bank.library import BankUnusable, NoSuchBank
from quizgame.bank.models import Bank, in_language
from quizgame.foreign import one_line
from quizgame.i18n import LANGUAGES, N_, _, active, ngettext
from quizgame.screens.base import Translated
from quizgame.widgets.text import plain

if TYPE_CHECKING:
    from quizgame.play.plan import Board, Standing
    from quizgame.screens.game import Game

OWN = "►"
"""Marks the lines of the player, beside the colour."""

LINES = 100
"""Standings shown of a board."""

NO_BOARD = -1
"""Stands in the choice of boards while there is none."""

MODE_NAMES = {"classic": N_("Classic")}


class LeaderboardScreen(Translated[None]):
    """The best rounds, board by board."""

    CSS_PATH = "leaderboard.tcss"
    HEADING = N_("Leaderboard")
    HELP = N_(
        "Only like is compared with like: a board holds the rounds of one mode, bank, language, choice of topics, "
        "length and time.\nYour own lines are marked ►. With the same score the quicker round comes first."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,b", "next(1)", N_("Next board")),
        Binding("left", "next(-1)", N_("Previous board"), show=False),
        Binding("p", "app.play", N_("Play")),
        Binding("escape", "app.back", N_("Back")),
    ]

    def __init__(self, game: Game, board: Board | None = None, round_id: str = "") -> None:
        super().__init__()
        self._game = game
        self._board = board
        self._round_id = round_id
        self._boards: list[Board] = []
        self._banks: dict[str, Bank] = {}
        self._standings: list[Standing] = []
        self._read = False

    def compose(self) -> ComposeResult:
        """Lay out the choice of boards above the table."""
        yield Static(id="heading", markup=False)
        yield Select([("...", NO_BOARD)], id="board", allow_blank=False, compact=True)
        yield Static(id="nothing", markup=False)
        yield DataTable[Content](id="standings", cursor_type="row", zebra_stripes=True)
        yield Footer()

    def on_mount(self) -> None:
        """Start on the table, and read the boards."""
        super().on_mount()
        self.query_one(DataTable).focus()
        self.read_boards()

    @work(exclusive=True)
    async def read_boards(self) -> None:
        """Read the list of boards, then the one to show."""
        summaries = await self.ask_save(self._game.keeper, lambda save: save.boards())
        self._boards = [summary.board for summary in summaries or ()]
        for bank_id in dict.fromkeys(board.bank for board in self._boards):
            try:
                self._banks[bank_id] = await self._game.bank(bank_id)
            except (BankUnusable, NoSuchBank):
                continue  # the board of a bank that is gone is shown by the bank's id
        self._read = True
        if self._board not in self._boards:
            self._board = self._boards[0] if self._boards else None
        await self._read_standings()

    async def _read_standings(self) -> None:
        board = self._board
        if board is not None:
            found = await self.ask_save(self._game.keeper, lambda save: save.standings(board, limit=LINES))
            self._standings = found or []
        self.draw()

    def draw(self) -> None:
        """Fill in the boards and the standings of the one chosen."""
        self.query_one("#heading", Static).update(_(self.HEADING))
        nothing = self.query_one("#nothing", Static)
        nothing.update(_("No round has been finished yet."))
        nothing.display = self._read and not self._boards
        self.query_one("#board", Select).display = self.query_one(DataTable).display = bool(self._boards)
        if self._board not in self._boards:  # they are being read, or there are none
            return
        with self.prevent(Select.Changed):
            select = self.query_one("#board", Select)
            select.set_options([(self._title_of(board), i) for i, board in enumerate(self._boards)])
            select.value = self._boards.index(self._board)
        table = self.query_one(DataTable)
        table.clear(columns=True)
        titles = [_("Place"), _("Player"), _("Points"), _("Right"), _("Streak"), _("Time"), _("Date")]
        rows = [self._cells(standing) for standing in self._standings]
        for title, *cells in zip(titles, *rows, strict=True):
            # DataTable measures plain strings and Rich's texts only, so the widths are worked out here.
            table.add_column(title, width=max(Content(title).cell_length, *(c.cell_length for c in cells), 0))
        for row, standing in enumerate(self._standings):
            table.add_row(*rows[row])
            if standing.round == self._round_id:
                table.move_cursor(row=row)

    def _cells(self, standing: Standing) -> list[Content]:
        own = self._game.player is not None and standing.player == self._game.player.name
        style = "bold $text-accent" if own else ""
        cells = (
            f"{OWN if own else ' '}{standing.place:>3}",
            one_line(standing.player),
            f"{standing.score:>7,}",
            f"{standing.right}/{standing.length}",
            f"{standing.best_streak}",
            _("{n} s").format(n=f"{standing.seconds:.1f}"),
            standing.played,
        )
        return [plain(cell, style) for cell in cells]

    def _title_of(self, board: Board) -> Content:
        """Return what a board is called: its bank and topics first, then the rules."""
        bank = self._banks.get(board.bank)
        tongue = active() if bank and active() in bank.languages else board.lang
        title, topics = board.bank, ", ".join(board.topics)
        if bank is not None:
            tongue = tongue if tongue in bank.languages else bank.languages[0]
            title = in_language(bank.title, tongue)
            names = {topic.id: in_language(topic.title, tongue) for topic in bank.topics}
            topics = ", ".join(names.get(topic, topic) for topic in board.topics)
        parts = [
            title,
            topics or _("all topics"),
            _(MODE_NAMES.get(board.mode, board.mode)),
            ngettext("{n} question", "{n} questions", board.length),
            _("{n} s").format(n=board.seconds),
            LANGUAGES.get(board.lang, board.lang),
        ]
        if bank is not None and bank.version != board.version:
            parts.append(_("version {version}").format(version=board.version))
        return plain(one_line(" · ".join(parts)))

    @on(Select.Changed, "#board")
    @work(exclusive=True, group="standings")
    async def change_board(self, event: Select.Changed) -> None:
        """Show another board."""
        if isinstance(event.value, int) and event.value != NO_BOARD:
            self._board = self._boards[event.value]
            await self._read_standings()

    @work(exclusive=True, group="standings")
    async def action_next(self, step: int) -> None:
        """Show the next board, or the one before."""
        if self._board is not None:
            place = self._boards.index(self._board) + step
            self._board = self._boards[place % len(self._boards)]
            await self._read_standings()

"""What a round came to: the score, the place on the board, and every question once more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, Static

from quizgame.foreign import one_line
from quizgame.i18n import N_, _
from quizgame.screens.base import Translated
from quizgame.widgets.choice import Mark
from quizgame.widgets.text import plain

if TYPE_CHECKING:
    from quizgame.play.plan import Plan, Standing
    from quizgame.play.round import Response, Result


class ResultScreen(Translated[None]):
    """What a round came to."""

    CSS_PATH = "result.tcss"
    HEADING = N_("Result")
    HELP = N_("Your round, question by question. Play again asks other items from the same topics.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", N_("Again")),
        Binding("t", "app.play", N_("Topics")),
        Binding("l", "board", N_("Board")),
        Binding("pagedown,down,j", "scroll(1)", N_("Scroll"), key_display="↓"),
        Binding("pageup,up,k", "scroll(-1)", N_("Scroll up"), show=False),
        Binding("escape", "app.home", N_("Home")),
    ]

    @dataclass
    class Again(Message):
        """The player wants another round of the same choices."""

        plan: Plan

    @dataclass
    class Board(Message):
        """The player wants to see the board of this round."""

        plan: Plan
        round: str

    def __init__(self, plan: Plan, result: Result, standing: Standing) -> None:
        super().__init__()
        self._plan, self._result, self._standing = plan, result, standing

    def compose(self) -> ComposeResult:
        """Lay out the figures above the questions."""
        yield Static(id="figures")
        with VerticalScroll(id="review", can_focus=False):
            yield from map(Review, self._result.responses)
        yield Footer()

    def draw(self) -> None:
        """Fill in the figures and the questions."""
        self.query_one("#figures", Static).update(self._figures())
        for line in self.query(Review):
            line.draw()

    def _figures(self) -> Content:
        result, standing = self._result, self._standing
        return Content.assemble(
            (f"{result.score:,}", "bold $text-primary"),
            " ",
            (_("points"), "$foreground 60%"),
            "   ",
            _("{right} of {total} right").format(right=result.right, total=len(result.responses)),
            "   ",
            _("best streak {n}").format(n=result.best_streak),
            "\n",
            (_("Place {place} on this board").format(place=standing.place), "bold $text-accent"),
            "   ",
            plain(standing.player),
        )

    def action_again(self) -> None:
        """Ask for another round."""
        self.post_message(self.Again(self._plan))

    def action_board(self) -> None:
        """Ask for the board."""
        self.post_message(self.Board(self._plan, self._standing.round))

    def action_scroll(self, direction: int) -> None:
        """Scroll the questions."""
        review = self.query_one("#review")
        review.scroll_relative(y=direction * max(1, review.size.height // 2), animate=False)


class Review(Horizontal):
    """One question once more: its mark and number beside what was asked and answered."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self._response = response

    def compose(self) -> ComposeResult:
        """Lay out the two columns."""
        right = self._response.right
        mark, style = (Mark.RIGHT, "bold $text-success") if right else (Mark.WRONG, "bold $text-error")
        yield Static(Content.styled(f"{mark.value} {self._response.number + 1:>2}", style), classes="number")
        yield Static(classes="told")

    def draw(self) -> None:
        """Fill in what was asked, what the player chose, and what is right."""
        response = self._response
        item = response.item
        lines = [plain(one_line(item.lead), "bold")]
        if item.ask:
            lines.append(Content.styled(item.ask, "$foreground 60%"))
        if not response.right:
            given = _("no answer in time") if response.choice is None else one_line(item.options[response.choice].text)
            lines.append(_answer(_("You:"), given, "$text-error"))
        lines.append(_answer(_("Right:"), one_line(item.options[item.key].text), "$text-success"))
        spent = _("{points} points in {seconds} s").format(
            points=f"{response.points:,}", seconds=f"{response.seconds:.1f}"
        )
        lines.append(Content.styled(spent, "$foreground 60%"))
        self.query_one(".told", Static).update(Content("\n").join(lines))


def _answer(who: str, text: str, style: str) -> Content:
    return Content.assemble((f"{who} ", "$foreground 60%"), plain(text, style))

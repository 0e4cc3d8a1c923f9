"""The widgets of a round without rules, clock or save: ``python -m benchmarks.bare_round``.

It answers the same keys as a round, with feedback of the same kind: a letter chooses, Enter goes on.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from quizgame.screens import __file__ as screens
from quizgame.widgets.choice import LETTERS, Choice, Mark
from quizgame.widgets.timebar import TimeBar

OPTIONS = ("Specialised accelerators", "Mixed precision", "Mixture of experts", "Reused checkpoint")
LEAD = "How can the bill for training a model of a given size be cut?"
ASK = "Which of these is part of the answer?"
PROMPT = "What keeps a model from repeating the mistakes of its teachers?"
EXPLANATION = (
    "Mixed precision: Most sums use 16 bits, while a 32-bit copy of the weights keeps small updates from vanishing.\n"
    "The price of a run is its operations times what one operation costs on the hardware at hand. Fewer bits and "
    "better chips lower the second, sparse models and reused weights the first."
)


class BareRound(App[None]):
    """The widgets of a round, filled in straight away."""

    CSS_PATH = screens.replace("__init__.py", "round.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(letter.lower(), f"choose({i})", show=False) for i, letter in enumerate(LETTERS)),
        Binding("enter", "go_on", "Go on"),
        Binding("pagedown", "scroll", "Scroll", key_display="PgDn"),
        Binding("escape", "leave", "Leave"),
        Binding("f1", "help", "Help"),
        Binding("f2", "language", "中文"),
    ]

    def compose(self) -> ComposeResult:
        """Lay out what a round lays out."""
        with Horizontal(id="head"):
            yield Static(id="place")
            yield Static(id="tally")
        yield TimeBar(id="time")
        with VerticalScroll(id="sheet", can_focus=False):
            yield Static(id="lead")
            yield Static(id="code")
            yield Static(id="ask")
            for i in range(len(LETTERS)):
                yield Choice(i)
            yield Static(id="told")
        yield Footer()

    def on_mount(self) -> None:
        """Show the first question."""
        self._number = 0
        self.action_go_on()

    def action_go_on(self) -> None:
        """Show the next question."""
        self._number += 1
        self._fill(None)

    def action_choose(self, index: int) -> None:
        """Show the feedback."""
        self._fill(index)

    def _fill(self, chosen: int | None) -> None:
        key = self._number % len(OPTIONS)
        answered = chosen is not None
        with self.batch_update():
            self.query_one("#place", Static).update(Content(f"Question {self._number} of 100  Training"))
            self.query_one("#tally", Static).update(Content(f"{self._number * 750:,} points"))
            bar = self.query_one(TimeBar)
            bar.stopped = answered
            bar.left = 0.99 if answered else 1.0
            self.query_one("#lead", Static).update(Content(LEAD))
            self.query_one("#code").display = False
            self.query_one("#ask", Static).update(Content(ASK))
            for i, row in enumerate(self.query(Choice)):
                row.display = i < len(OPTIONS)
                if row.display:
                    wrong = answered and i == chosen and i != key
                    mark = Mark.WRONG if wrong else Mark.RIGHT if answered and i == key else Mark.NONE
                    row.show(OPTIONS[i], mark, f"that is an answer to: {PROMPT}" if wrong else "", answered=answered)
            told = self.query_one("#told", Static)
            told.display = answered
            if answered:
                verdict = f"{Mark.RIGHT.value} Right  +750" if chosen == key else f"{Mark.WRONG.value} Wrong"
                told.update(Content(f"{verdict}\nFrom the answer to: {PROMPT}\n{EXPLANATION}"))
                self.call_after_refresh(told.scroll_visible, animate=False)


if __name__ == "__main__":
    BareRound().run()

"""A question before something is left."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from quizgame.i18n import N_
from quizgame.screens.base import Dialog


class AskScreen(Dialog[bool]):
    """Asks a question that has a yes and a no; closes with True for yes."""

    CSS_PATH = "ask.tcss"
    HEADING = N_("Question")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", N_("Yes"), show=False),
        Binding("n,escape", "answer(False)", N_("No"), show=False),
        Binding("left,right", "app.focus_next", show=False),
        Binding("ctrl+c,ctrl+q", "app.quit_now", N_("Quit"), show=False, priority=True),
    ]

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        """Lay out the question above its two answers."""
        with Vertical(id="ask"):
            yield Static(self._question, id="question", markup=False)
            with Horizontal():
                yield Button(f"{self._no} (N)", id="no", variant="primary", flat=True)
                yield Button(f"{self._yes} (Y)", id="yes", variant="error", flat=True)

    def on_mount(self) -> None:
        """Start on the answer that changes nothing."""
        super().on_mount()
        self.query_one("#no").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Close with the answer."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:  # noqa: FBT001  # Textual passes what the binding says
        """Close with the answer."""
        self.dismiss(yes)

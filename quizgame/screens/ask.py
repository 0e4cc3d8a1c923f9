"""A question before something is left."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from quizgame.i18n import N_, _
from quizgame.screens.base import Dialog
from quizgame.widgets.text import plain


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

    def __init__(self, question: str, yes: str, no: str, detail: str = "") -> None:
        """Take the texts marked for translation; only ``detail`` stands below the question as it is."""
        super().__init__()
        self._question, self._yes, self._no, self._detail = question, yes, no, detail

    def compose(self) -> ComposeResult:
        """Lay out the question above its two answers."""
        with Vertical(id="ask"):
            yield Static(id="question", markup=False)
            with Horizontal():
                yield Button(id="no", variant="primary", flat=True)
                yield Button(id="yes", variant="error", flat=True)

    def draw(self) -> None:
        """Fill in the question and the answers."""
        self.query_one("#question", Static).update(plain(f"{_(self._question)}\n{self._detail}".strip()))
        self.query_one("#no", Button).label = f"{_(self._no)} (N)"
        self.query_one("#yes", Button).label = f"{_(self._yes)} (Y)"

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

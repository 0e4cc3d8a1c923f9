"""One option of an item as a row that can be clicked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quizgame.widgets.text import plain

LETTERS: Final = "ABCDEF"


class Mark(Enum):
    """How a row is marked once the item is answered."""

    NONE = " "
    RIGHT = "✓"
    WRONG = "✗"


class Choice(Horizontal):
    """One option: its letter, its text, its mark, and a note below once there is something to say of it."""

    DEFAULT_CSS = """
    Choice {
        height: auto;
        padding: 0 1;
        background: $surface;

        .choice--lead { width: 5; text-style: bold; }
        .choice--text { width: 1fr; height: auto; }

        &:hover { background: $boost; }
        &.-chosen { background: $primary 35%; }
        &.-right { background: $success 25%; }
        &.-wrong { background: $error 25%; }
        &.-other .choice--text, &.-other .choice--lead { color: $text-muted; }
    }
    """

    @dataclass
    class Picked(Message):
        """The row was clicked."""

        index: int

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index
        self._lead = Static(classes="choice--lead", markup=False)
        self._text = Static(classes="choice--text", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the letter and the text side by side, so that long texts wrap beside their letter."""
        yield self._lead
        yield self._text

    def show(self, text: str, mark: Mark = Mark.NONE, note: str = "", *, answered: bool = False) -> None:
        """Draw an option.

        Args:
            text: the option.
            mark: whether it was right, or chosen and wrong.
            note: a sentence to stand below it, or nothing.
            answered: whether the item has been answered.
        """
        self._lead.update(Content(f"{mark.value} {LETTERS[self.index]}"))
        told = plain(text)
        if note:
            told = Content.assemble(told, "\n", plain(f"↳ {note}", "italic"))
        self._text.update(told)
        self.set_class(mark is Mark.RIGHT, "-right")
        self.set_class(mark is Mark.WRONG, "-wrong")
        self.set_class(answered and mark is Mark.NONE, "-other")

    def on_click(self, event: events.Click) -> None:
        """Tell the screen."""
        event.stop()
        self.post_message(self.Picked(self.index))

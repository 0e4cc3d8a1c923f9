"""A list in which several rows can be ticked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quizgame.i18n import N_

INDENT = 4
"""Cells of a tick and the blank after it."""
PADDING = 1
"""Cells that OptionList leaves free on each side of a row."""


class Checklist(OptionList):
    """A list in which several rows can be ticked, with Space or the mouse; Enter is left to the screen.

    Textual's own SelectionList tells ticked rows from others by colour alone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", N_("Choose")),
        Binding("enter", "screen.start", N_("Start"), show=False),
    ]

    @dataclass
    class Changed(Message):
        """The ticks have changed."""

        ticked: tuple[str, ...]
        """Ids in the order of the rows."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._rows: dict[str, Content] = {}
        self._ticked: set[str] = set()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the ticked rows, in the order of the rows."""
        return tuple(row for row in self._rows if row in self._ticked)

    @property
    def all_ticked(self) -> bool:
        """Every row is ticked."""
        return len(self._ticked) == len(self._rows)

    def show(self, rows: Iterable[tuple[str, Content]], ticked: Iterable[str]) -> None:
        """Replace the rows by pairs of id and text; the cursor stays where it can."""
        cursor = self.highlighted
        self._rows = dict(rows)
        self._ticked = set(ticked) & self._rows.keys()
        self.clear_options().add_options(Option(self._prompt(row), id=row) for row in self._rows)
        if self._rows:
            self.highlighted = min(cursor or 0, len(self._rows) - 1)

    def tick_all(self) -> None:
        """Tick every row, or none if all are ticked."""
        self._ticked = set() if self.all_ticked else set(self._rows)
        self._redraw(self._rows)

    def _prompt(self, row: str) -> Content:
        mark = ("[✓] ", "bold $text-success") if row in self._ticked else ("[ ] ", "$foreground 60%")
        width = self.scrollable_content_region.width - INDENT - 2 * PADDING
        lines = self._rows[row].wrap(width) if width > INDENT else [self._rows[row]]
        return Content.assemble(mark, Content("\n" + " " * INDENT).join(lines))

    def on_resize(self) -> None:
        """Wrap the rows to the new width."""
        self._wrap(self._rows)

    def _wrap(self, rows: Iterable[str]) -> None:
        for row in rows:
            self.replace_option_prompt(row, self._prompt(row))

    def _redraw(self, rows: Iterable[str]) -> None:
        self._wrap(rows)
        self.post_message(self.Changed(self.ticked))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick a row, or take the tick away."""
        event.stop()
        if event.option_id is not None:
            self._ticked ^= {event.option_id}
            self._redraw([event.option_id])

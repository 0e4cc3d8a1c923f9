"""The time left for an item: a bar and a number."""

from __future__ import annotations

import math
from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from quizgame.i18n import _

SHORT: Final = 0.25
"""Share of the time from which the bar warns."""


class TimeBar(Widget):
    """A bar one line high that empties as time passes; the seconds stand beside it."""

    DEFAULT_CSS = """
    TimeBar { height: 1; color: $primary; }
    TimeBar.-short { color: $warning; }
    TimeBar.-over { color: $text-muted; }
    """

    total: reactive[float] = reactive(1.0)
    """Seconds allowed."""
    left: reactive[float] = reactive(1.0)
    """Seconds left."""
    stopped: reactive[bool] = reactive(default=False)
    """The item is answered: the bar stands still."""

    def _watch_left(self) -> None:
        self.set_class(not self.stopped and self.left < self.total * SHORT, "-short")

    def _watch_stopped(self) -> None:
        self.set_class(self.stopped, "-over")
        self.set_class(not self.stopped and self.left < self.total * SHORT, "-short")

    def render(self) -> Content:
        """Draw the bar to the width of the widget."""
        label = " " + _("{n} s").format(n=f"{math.ceil(self.left):>3}")
        cells = max(0, self.size.width - Content(label).cell_length)
        full = round(cells * self.left / self.total) if self.total else 0
        return Content("━" * full + "┄" * (cells - full) + label)

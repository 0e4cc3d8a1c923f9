"""The least that a Textual app can be and still look like a home screen: ``python -m benchmarks.bare_menu``."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, OptionList, Static

ROWS = (
    "Play          choose topics and length",
    "Leaderboard   the best rounds",
    "Players       switch, or add one",
    "Language      English",
    "Help          the rules and the keys",
    "Quit          until next time",
)


class BareMenu(App[None]):
    """A text, a list and a footer."""

    def compose(self) -> ComposeResult:
        """Lay them out."""
        yield Static("A bare app")
        yield OptionList(*ROWS)
        yield Footer()


if __name__ == "__main__":
    BareMenu().run()

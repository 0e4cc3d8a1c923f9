"""The help for the screen beneath: what can be done there, and every key."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from quizgame.i18n import N_, _
from quizgame.screens.base import Dialog, Translated, own_bindings

FRAMEWORK_ACTIONS = frozenset({"app.focus_next", "app.focus_previous", "screen.copy_text"})
"""What Textual adds to every screen; the help of the home screen says it in words."""


class HelpScreen(Dialog[None]):
    """Explains the screen beneath it, drawn from that screen's own bindings."""

    CSS_PATH = "help.tcss"
    HEADING = N_("Help")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,q", "app.pop_screen", N_("Back")),
    ]

    def __init__(self, screen: Translated[Any]) -> None:
        super().__init__()
        self._heading, self._texts = screen.HEADING, (screen.HELP, screen.MORE_HELP)
        self._active = own_bindings(screen)

    def compose(self) -> ComposeResult:
        """Lay out the text above the keys."""
        with VerticalScroll(id="help"):
            yield Static(id="title", markup=False)
            yield Static(id="about", markup=False)
            yield Static(id="keys")
        yield Footer()

    def draw(self) -> None:
        """Fill in the texts and the keys."""
        self.query_one("#title", Static).update(_(self._heading))
        self.query_one("#about", Static).update("\n".join(_(text) for text in self._texts if text))
        self.query_one("#keys", Static).update(self._keys())

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        super().on_mount()
        self.query_one("#help").focus()

    def _keys(self) -> Content:
        """Return every action with its keys, in the order of the bindings."""
        keys: dict[str, list[str]] = {}
        for active in self._active:
            if active.binding.action in FRAMEWORK_ACTIONS:
                continue
            told, shown = _(active.binding.description), self.app.get_key_display(active.binding)
            keys.setdefault(told, [])
            if shown not in keys[told] and not (len(shown) == 1 and shown.lower() in keys[told]):
                keys[told].append(shown)
        names = {told: " ".join(names) for told, names in keys.items()}
        width = max((Content(name).cell_length for name in names.values()), default=0) + 2
        return Content("\n").join(
            Content.assemble((name, "bold $text-accent"), " " * (width - Content(name).cell_length), told)
            for told, name in names.items()
        )

"""What all screens have in common: bindings in the language of the interface, and a redraw when it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import App
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import ModalScreen, Screen

from quizgame.i18n import N_, OTHER, _
from quizgame.save.errors import SaveError

if TYPE_CHECKING:
    from quizgame.save.keeper import Keeper
    from quizgame.save.save import Save

ResultT = TypeVar("ResultT")
T = TypeVar("T")

N_("palette")  # Textual's own words for the key of its command palette
N_("Open the command palette")
N_("Quit")
N_("Dismiss menu")
N_("Focus Next")
N_("Focus Previous")
N_("Copy selected text")
N_("Quit the app and return to the command prompt.")


SCORING = N_(
    "A right answer is worth 500 points, plus up to 500 for speed, falling evenly over the time allowed, plus 100 for "
    "every right answer in a row after the first, up to 500.\n"
    "A wrong answer, or none in time, is worth nothing and ends the streak. "
    "The clock runs on behind a help or a question."
)
"""The rules of the classic mode."""


class Translated(Screen[ResultT]):
    """A screen whose key bindings are described in the language of the interface.

    The bindings are declared once, in ``BINDINGS``; the footer, the command palette and the help screen are all
    drawn from :attr:`active_bindings`.
    """

    HEADING: ClassVar[str] = ""
    """What the screen is called, marked for translation."""
    HELP: ClassVar[str] = ""
    """What can be done on it, marked for translation."""
    MORE_HELP: ClassVar[str] = ""
    """What is to be said beyond that, marked for translation."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The bindings in force, described in the language of the interface."""
        return {
            key: active._replace(
                binding=replace(
                    active.binding,
                    description=_(active.binding.description),
                    tooltip=_(active.binding.tooltip),
                ),
                tooltip=_(active.tooltip),
            )
            for key, active in super().active_bindings.items()
        }

    async def may_leave(self) -> bool:
        """Tell whether the game may be quit from here; a screen that would lose something asks."""
        return True

    async def ask_save(self, keeper: Keeper, act: Callable[[Save], T]) -> T | None:
        """Run ``act`` on the save and return what it returns; when that fails, say why and return None."""
        try:
            return await keeper(act)
        except SaveError as problem:
            self.notify(str(problem), severity="error", markup=False)
            return None

    def draw(self) -> None:
        """Fill the screen with what it shows, in the language of the interface; ``compose`` only lays it out.

        It is called when the screen comes up and again when the language changes, so that widgets, focus and
        whatever has been typed or chosen stay.
        """

    def on_mount(self) -> None:
        """Draw the screen for the first time."""
        self.draw()

    def retranslate(self) -> None:
        """Draw the screen again in the language that the interface has now."""
        self.draw()
        self.refresh_bindings()


class Dialog(ModalScreen[ResultT], Translated[ResultT]):
    """A screen that asks something on top of another. The bindings of the app do not reach it, so it has its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", N_("Help")),
        Binding("f2", "app.language", OTHER),
    ]


def own_bindings(screen: Screen[object]) -> list[ActiveBinding]:
    """Return the bindings of a screen that are actions of the game, not those of the widgets on it."""
    return [
        active
        for active in screen.active_bindings.values()
        if active.binding.description
        and not active.binding.system
        and (active.binding.show or isinstance(active.node, App | Screen))
    ]

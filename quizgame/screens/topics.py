"""Choosing a round: bank, topics, language, length and time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Footer, Label, Select, SelectionList, Static
from textual.widgets.selection_list import Selection

from quizgame.bank.library import BankUnusable
from quizgame.bank.models import Bank, in_language
from quizgame.foreign import one_line
from quizgame.i18n import LANGUAGES, N_, _, active, ngettext
from quizgame.play.items import questions_of
from quizgame.play.modes import CLASSIC, LENGTHS, SECONDS
from quizgame.play.plan import Plan
from quizgame.screens.base import Translated
from quizgame.screens.game import Choices, new_seed
from quizgame.widgets.text import plain

if TYPE_CHECKING:
    from quizgame.screens.game import Game


LABELS = {
    "topics": N_("Topics"),
    "bank": N_("Bank"),
    "lang": N_("Language"),
    "length": N_("Questions"),
    "seconds": N_("Seconds for each"),
}


class TopicList(SelectionList[str]):
    """The topics: Space and the mouse choose, Enter is left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", N_("Choose")),
        Binding("enter", "screen.start", N_("Start")),
    ]


class TopicsScreen(Translated[None]):
    """Choosing a round."""

    CSS_PATH = "topics.tcss"
    HEADING = N_("Choose a round")
    HELP = N_(
        "Choose one topic or several; all of them count as one board, any selection as another.\n"
        "Length is the number of questions, time the seconds you have for each.\n"
        "Turn your own notes into a bank with: quizgame import FILE"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "start", N_("Start"), show=False),
        Binding("a", "all", N_("All topics")),
        Binding("escape", "app.home", N_("Back")),
    ]

    @dataclass
    class Start(Message):
        """The player wants this round."""

        plan: Plan

    def __init__(self, game: Game) -> None:
        super().__init__()
        self._game = game
        self._bank: Bank | None = None
        self._titles: list[tuple[Content, str]] = []
        self._problems: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out the topics beside what else can be chosen."""
        choices = self._game.choices
        yield Static(id="heading", markup=False)
        with Horizontal(id="choices"):
            with Vertical(id="left"):
                yield Label(id="topics-label", markup=False)
                yield TopicList(id="topics")
            with VerticalScroll(id="right", can_focus=False):
                yield Label(id="bank-label", markup=False)
                yield Select[str]([], id="bank", compact=True)
                yield Label(id="lang-label", markup=False)
                yield Select[str]([], id="lang", compact=True, prompt="-")
                yield Label(id="length-label", markup=False)
                yield _numbers("length", LENGTHS, choices.length or CLASSIC.length)
                yield Label(id="seconds-label", markup=False)
                yield _numbers("seconds", SECONDS, choices.seconds or CLASSIC.seconds)
                yield Static(id="count", markup=False)
                yield Button(id="start", variant="success", disabled=True)
        yield Static(id="problem")
        yield Footer()

    def draw(self) -> None:
        """Fill in the labels and what has been read."""
        self.query_one("#heading", Static).update(_(self.HEADING))
        for name, text in LABELS.items():
            self.query_one(f"#{name}-label", Label).update(_(text))
        self.query_one("#start", Button).label = _("Start")
        self.query_one("#bank", Select).prompt = _("Reading the banks ...")
        self._keep_choices()
        self._draw_banks()

    def on_mount(self) -> None:
        """Start on the topics, and read the banks."""
        super().on_mount()
        self.query_one(TopicList).focus()
        self.read_banks()

    @work(exclusive=True)
    async def read_banks(self) -> None:
        """Read one bank after another, the one chosen last before all others, and list each as it comes."""
        library = await self._game.library()
        ids = [entry.id for entry in library.entries()]
        ids.sort(key=lambda bank_id: bank_id != self._game.choices.bank)
        for bank_id in ids:
            try:
                bank = await self._game.bank(bank_id)
            except BankUnusable as problem:
                self._problems.append(str(problem))
                self._draw_problems()
                continue
            self._titles.append((plain(one_line(in_language(bank.title, _tongue(bank)))), bank_id))
            if self._bank is None:
                self._bank = bank
            self._draw_banks()

    def _draw_banks(self) -> None:
        select = self.query_one("#bank", Select)
        with self.prevent(Select.Changed):
            select.set_options(self._titles)
            if self._bank is not None:
                select.value = self._bank.id
        self._draw_bank()
        self._draw_problems()

    def _draw_problems(self) -> None:
        self.query_one("#problem", Static).update(plain("\n".join(f"! {problem}" for problem in self._problems)))

    def _draw_bank(self) -> None:
        """Show the topics and languages of the bank."""
        bank = self._bank
        if bank is None:
            return
        choices = self._game.choices
        lang = choices.lang if choices.lang in bank.languages else _tongue(bank)
        with self.prevent(Select.Changed, SelectionList.SelectedChanged):
            tongues = self.query_one("#lang", Select)
            tongues.set_options([(LANGUAGES.get(tag, tag), tag) for tag in bank.languages])
            tongues.value = lang
            topics = self.query_one(TopicList)
            topics.clear_options()
            topics.add_options(self._rows(bank, lang))
        self._draw_count()

    def _rows(self, bank: Bank, lang: str) -> list[Selection[str]]:
        wanted = set(self._game.choices.topics)
        if not wanted & {topic.id for topic in bank.topics}:
            wanted = {topic.id for topic in bank.topics}
        counts = {topic.id: 0 for topic in bank.topics}
        for question in bank.questions:
            counts[question.topic] += 1
        return [
            Selection(
                Content.assemble(
                    plain(one_line(in_language(topic.title, lang))), "  ", (str(counts[topic.id]), "$foreground 60%")
                ),
                topic.id,
                initial_state=topic.id in wanted,
            )
            for topic in bank.topics
            if counts[topic.id]
        ]

    def _draw_count(self) -> None:
        count = len(questions_of(self._bank, self._topics())) if self._bank and self._chosen() else 0
        self.query_one("#count", Static).update(
            ngettext("{n} question to draw from", "{n} questions to draw from", count)
        )
        self.query_one("#start", Button).disabled = count == 0

    def _chosen(self) -> list[str]:
        return list(self.query_one(TopicList).selected)

    def _topics(self) -> tuple[str, ...]:
        """Return the topics of the plan: none for all, so that every way of choosing all is one board."""
        topics = self.query_one(TopicList)
        return () if len(topics.selected) == topics.option_count else tuple(sorted(topics.selected))

    def _keep_choices(self) -> None:
        if self._bank is None:
            return
        lang = self.query_one("#lang", Select).value
        self._game.choices = Choices(
            bank=self._bank.id,
            topics=tuple(self._chosen()),
            lang=lang if isinstance(lang, str) else None,
            length=self._number("#length"),
            seconds=self._number("#seconds"),
        )

    def _number(self, selector: str) -> int:
        value = self.query_one(selector, Select).value
        assert isinstance(value, int)  # noqa: S101  # these two are never blank
        return value

    @on(Select.Changed, "#bank")
    @work(exclusive=True, group="bank")
    async def change_bank(self, event: Select.Changed) -> None:
        """Show another bank."""
        if isinstance(event.value, str) and (self._bank is None or event.value != self._bank.id):
            self._bank = await self._game.bank(event.value)
            self._game.choices = Choices(bank=event.value, lang=self._game.choices.lang)
            self._draw_bank()

    @on(Select.Changed, "#lang")
    def change_language(self, event: Select.Changed) -> None:
        """Show the topics in the language of the round."""
        if self._bank is not None and isinstance(event.value, str):
            self._keep_choices()
            self._draw_bank()

    @on(SelectionList.SelectedChanged)
    def change_topics(self) -> None:
        """Count anew."""
        self._draw_count()

    def action_all(self) -> None:
        """Choose all topics, or none if all are chosen."""
        topics = self.query_one(TopicList)
        if len(topics.selected) == topics.option_count:
            topics.deselect_all()
        else:
            topics.select_all()

    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        """Ask for the round."""
        if self._bank is None or not self._chosen():
            self.notify(_("Choose at least one topic."), severity="warning")
            return
        self._keep_choices()
        choices = self._game.choices
        self.post_message(
            self.Start(
                Plan(
                    mode=CLASSIC.id,
                    bank=self._bank.id,
                    version=self._bank.version,
                    lang=choices.lang or self._bank.languages[0],
                    topics=self._topics(),
                    length=choices.length or CLASSIC.length,
                    seconds=choices.seconds or CLASSIC.seconds,
                    seed=new_seed(),
                )
            )
        )


def _tongue(bank: Bank) -> str:
    """Return the language of the interface if the bank has it, else the bank's first."""
    return active() if active() in bank.languages else bank.languages[0]


def _numbers(name: str, offered: tuple[int, ...], value: int) -> Select[int]:
    """Return a choice among numbers, which is never blank."""
    numbers = sorted({*offered, value})
    return Select([(str(n), n) for n in numbers], value=value, id=name, allow_blank=False, compact=True)

"""Choosing a round: bank, topics, language, length and time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Footer, Label, Select, Static

from quizgame.bank.library import BankUnusable, NoSuchBank
from quizgame.bank.models import Bank, in_language
from quizgame.foreign import one_line
from quizgame.i18n import LANGUAGES, N_, _, active, ngettext
from quizgame.play.items import questions_of
from quizgame.play.modes import CLASSIC, LENGTHS, SECONDS
from quizgame.play.plan import Plan
from quizgame.screens.base import Translated
from quizgame.screens.game import new_seed
from quizgame.widgets.checklist import Checklist
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
        Binding("s", "start", N_("Start")),
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
        self._reading = ""

    def compose(self) -> ComposeResult:
        """Lay out the topics beside what else can be chosen."""
        choices = self._game.choices
        yield Static(id="heading", markup=False)
        with Horizontal(id="choices"):
            with Vertical(id="left"):
                yield Label(id="topics-label", markup=False)
                yield Checklist(id="topics")
            with VerticalScroll(id="right", can_focus=False):
                yield Label(id="bank-label", markup=False)
                yield Select([("...", "")], id="bank", allow_blank=False, compact=True)
                yield Label(id="lang-label", markup=False)
                yield Select([("...", "")], id="lang", allow_blank=False, compact=True)
                yield Label(id="length-label", markup=False)
                yield _numbers("length", LENGTHS, choices.length or CLASSIC.length)
                yield Label(id="seconds-label", markup=False)
                yield _numbers("seconds", SECONDS, choices.seconds or CLASSIC.seconds)
                yield Static(id="count", markup=False)
                yield Button(id="start", variant="success", disabled=True)
        yield Static(id="notices")
        yield Footer()

    def draw(self) -> None:
        """Fill in the labels and what has been read."""
        self.query_one("#heading", Static).update(_(self.HEADING))
        for name, text in LABELS.items():
            self.query_one(f"#{name}-label", Label).update(_(text))
        self.query_one("#start", Button).label = _("Start")
        self._keep_choices()
        self._draw_titles()
        self._draw_bank()
        self._draw_notices()

    def on_mount(self) -> None:
        """Start on the topics, and read the banks."""
        super().on_mount()
        self.query_one(Checklist).focus()
        self.read_banks()

    @work(exclusive=True)
    async def read_banks(self) -> None:
        """Read one bank after another, the one chosen last before all others, and list each as it comes."""
        library = await self._game.library()
        ids = [entry.id for entry in library.entries()]
        ids.sort(key=lambda bank_id: bank_id != self._game.choices.bank)
        for bank_id in ids:
            self._reading = bank_id
            self._draw_notices()
            try:
                bank = await self._game.bank(bank_id)
            except (BankUnusable, NoSuchBank) as problem:
                self._problems.append(str(problem))
                continue
            self._titles.append((plain(one_line(in_language(bank.title, _tongue(bank)))), bank_id))
            if self._bank is None:
                self._bank = bank
                self._draw_bank()
            self._draw_titles()
        self._reading = ""
        self._draw_notices()

    def _draw_titles(self) -> None:
        select = self.query_one("#bank", Select)
        if self._bank is not None:
            with self.prevent(Select.Changed):
                select.set_options(self._titles)
                select.value = self._bank.id

    def _draw_notices(self) -> None:
        """Say what is being read and which banks cannot be."""
        lines = [f"! {problem}" for problem in self._problems]
        if self._reading:
            lines.append(_("Reading {bank} ...").format(bank=self._reading))
        self.query_one("#notices", Static).update(plain("\n".join(lines)))

    def _draw_bank(self) -> None:
        """Show the topics and languages of the bank."""
        bank = self._bank
        if bank is None:
            return
        lang = self._lang(bank)
        with self.prevent(Select.Changed):
            tongues = self.query_one("#lang", Select)
            tongues.set_options([(LANGUAGES.get(tag, tag), tag) for tag in bank.languages])
            tongues.value = lang
        self._draw_topics(bank, lang)
        self._draw_count()

    def _draw_topics(self, bank: Bank, lang: str) -> None:
        counts = Counter(question.topic for question in bank.questions)
        rows = [
            (topic.id, Content.assemble(plain(one_line(in_language(topic.title, lang))), f"  {counts[topic.id]}"))
            for topic in bank.topics
            if counts[topic.id]
        ]
        wanted = set(self._game.choices.topics) & counts.keys()
        self.query_one(Checklist).show(rows, wanted or counts)

    def _draw_count(self) -> None:
        count = len(questions_of(self._bank, self._topics())) if self._bank and self.query_one(Checklist).ticked else 0
        self.query_one("#count", Static).update(
            ngettext("{n} question to draw from", "{n} questions to draw from", count)
        )
        self.query_one("#start", Button).disabled = count == 0

    def _topics(self) -> tuple[str, ...]:
        """Return the topics of the plan: none for all, so that every way of choosing all is one board."""
        topics = self.query_one(Checklist)
        return () if topics.all_ticked else tuple(sorted(topics.ticked))

    def _keep_choices(self) -> None:
        if self._bank is None:
            return
        self._game.choices = replace(
            self._game.choices,
            bank=self._bank.id,
            topics=self.query_one(Checklist).ticked,
            length=self._number("#length"),
            seconds=self._number("#seconds"),
        )

    def _lang(self, bank: Bank) -> str:
        """Return the language of the round."""
        chosen = self._game.choices.lang
        return chosen if chosen is not None and chosen in bank.languages else _tongue(bank)

    def _number(self, selector: str) -> int:
        value = self.query_one(selector, Select).value
        assert isinstance(value, int)  # noqa: S101  # these two are never blank
        return value

    @on(Select.Changed, "#bank")
    @work(exclusive=True, group="bank")
    async def change_bank(self, event: Select.Changed) -> None:
        """Show another bank."""
        if self._bank is not None and isinstance(event.value, str) and event.value not in ("", self._bank.id):
            self._bank = await self._game.bank(event.value)
            self._game.choices = replace(self._game.choices, bank=event.value, topics=())
            self._draw_bank()

    @on(Select.Changed, "#lang")
    def change_language(self, event: Select.Changed) -> None:
        """Show the topics in the language of the round."""
        if self._bank is not None and isinstance(event.value, str):
            self._keep_choices()
            # Unless it is chosen against the interface, the language of the round follows that of the interface.
            self._game.choices.lang = None if event.value == _tongue(self._bank) else event.value
            self._draw_bank()

    @on(Checklist.Changed)
    def change_topics(self) -> None:
        """Count anew."""
        self._draw_count()

    def action_all(self) -> None:
        """Choose all topics, or none if all are chosen."""
        self.query_one(Checklist).tick_all()

    @on(Button.Pressed, "#start")
    def action_start(self) -> None:
        """Ask for the round."""
        if self._bank is None or not self.query_one(Checklist).ticked:
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
                    lang=self._lang(self._bank),
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

"""A round on screen: one item after another, with its time, its options and what to learn from them."""

from __future__ import annotations

import time
from asyncio import CancelledError
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Footer, Static

from quizgame.bank.models import in_language
from quizgame.foreign import one_line, safe
from quizgame.i18n import N_, _
from quizgame.play.forms import ODD_ONE_OUT
from quizgame.play.round import Phase, Response, Result, Round
from quizgame.save.errors import AlreadyRecorded, SaveError
from quizgame.screens.ask import AskScreen
from quizgame.screens.base import SCORING, Translated
from quizgame.screens.game import local_now
from quizgame.widgets.choice import LETTERS, Choice, Mark
from quizgame.widgets.text import plain
from quizgame.widgets.timebar import TimeBar

if TYPE_CHECKING:
    from datetime import datetime

    from quizgame.bank.models import Bank
    from quizgame.play.plan import Plan, Standing
    from quizgame.save.kept import Player
    from quizgame.save.save import Save
    from quizgame.screens.game import Game

T = TypeVar("T")

SMALL = 32
"""Rows below which a terminal is small: four options of two lines and an explanation need about as many."""

TICK = 0.1
"""Seconds between two readings of the clock: the bar moves smoothly, the machine stays idle."""


class RoundScreen(Translated[None]):
    """A round on screen. The rules are :class:`~quizgame.play.round.Round`'s; this shows and asks."""

    CSS_PATH = "round.tcss"
    HEADING = N_("Round")
    HELP = N_(
        "Choose with 1 to 6, A to F, the arrows and Enter, or the mouse. Enter goes on.\n"
        "The questions of a round stay in the language it was begun in."
    )
    MORE_HELP = SCORING
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(f"{i + 1},{letter.lower()},{letter}", f"choose({i})", N_("Choose an option"), show=False)
            for i, letter in enumerate(LETTERS)
        ),
        Binding("up,k", "move(-1)", N_("Previous option"), show=False),
        Binding("down,j", "move(1)", N_("Next option"), show=False),
        Binding("enter,space", "confirm", N_("Choose")),
        Binding("enter,space", "go_on", N_("Go on")),
        Binding("pageup", "scroll(-1)", N_("Scroll up"), show=False),
        Binding("pagedown", "scroll(1)", N_("Scroll"), key_display="PgDn"),
        Binding("escape", "leave", N_("Leave")),
    ]

    @dataclass
    class Finished(Message):
        """The last item is answered and the round is kept."""

        plan: Plan
        result: Result
        standing: Standing

    @dataclass
    class Left(Message):
        """The player leaves before the end."""

    def __init__(self, game: Game, round_: Round, plan: Plan, bank: Bank, player: Player) -> None:
        super().__init__()
        self._game = game
        self._round = round_
        self._plan = plan
        self._player = player
        self._topics = {topic.id: topic.title for topic in bank.topics}
        self._round_id = ""
        self._cursor: int | None = None
        self._told = False  # the response to the item on screen is on disk and may be shown
        self._clock = time.monotonic

    def compose(self) -> ComposeResult:
        """Lay out the head, the sheet with stem, options and feedback, and the footer."""
        with Horizontal(id="head"):
            yield Static(id="place")
            yield Static(id="tally")
        yield TimeBar(id="time")
        with VerticalScroll(id="sheet", can_focus=False):
            yield Static(id="lead")
            yield Static(id="code")
            yield Static(id="ask")
            for i in range(len(LETTERS)):
                yield Choice(i)
            yield Static(id="told")
        yield Static(id="more", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Enter the round in the save, then start the clock."""
        super().on_mount()
        self.watch(self.query_one("#sheet"), "scroll_y", self._show_more, init=False)
        self.begin()

    def on_resize(self) -> None:
        """See anew what fits, once everything has its new place."""
        self.call_after_refresh(self._show_more)

    def _show_more(self) -> None:
        """Say so while part of the sheet lies below the edge: an option nobody sees cannot be weighed."""
        sheet = self.query_one("#sheet")
        more = self.query_one("#more", Static)
        more.visible = sheet.scroll_y < sheet.max_scroll_y  # its row stays, or the sheet would change its height

    @work
    async def begin(self) -> None:
        """Enter the round in the save, then put the first item on screen."""
        player, plan, now = self._player, self._plan, local_now()
        self._round_id = await self._keep(lambda save: save.begin_round(player, plan, now))
        self._round.start(self._clock())
        self._show_item()
        self.set_interval(TICK, self._tick)

    async def _keep(self, act: Callable[[Save], T]) -> T:
        """Run ``act`` on the save; when that fails, say why and try again until it works or the player leaves."""
        while True:
            try:
                return await self._game.keeper(act)
            except SaveError as problem:
                question = N_("This could not be saved, so it is not counted yet.")
                ask = AskScreen(question, N_("Leave the round"), N_("Try again"), str(problem))
                if await self.app.push_screen_wait(ask):
                    self.post_message(self.Left())
                    raise CancelledError from problem  # ends the worker as one that was cancelled, not as a crash

    def _tick(self) -> None:
        now = self._clock()
        response = self._round.tick(now)
        if response is not None:
            self._take(response)
        self.query_one(TimeBar).left = self._time_left(now)

    def _time_left(self, now: float) -> float:
        if self._round.phase is Phase.ANSWERED:
            return self._round.seconds - self._round.responses[-1].seconds
        return self._round.left(now)

    def _show_item(self) -> None:
        self._told = False
        self._cursor = None
        self.draw()
        self.query_one("#sheet").scroll_home(animate=False)

    @work
    async def _take(self, response: Response) -> None:
        """Keep a response; only when it is on disk, show it as counted."""
        round_id, now = self._round_id, local_now()
        await self._keep(lambda save: _record(save, round_id, response, now))
        self._told = True
        self.draw()
        self.call_after_refresh(self._show_feedback)

    def _show_feedback(self) -> None:
        """Bring the feedback into view: its end, below as many options as fit; a long one from its start."""
        sheet, told = self.query_one("#sheet"), self.query_one("#told")
        if told.size.height < sheet.size.height:
            sheet.scroll_end(animate=False)
        else:
            told.scroll_visible(animate=False, top=True)

    @work
    async def _finish(self) -> None:
        """Enter the result in the save and hand it on."""
        round_id, result, now = self._round_id, self._round.result(), local_now()
        standing = await self._keep(lambda save: save.finish_round(round_id, result, now))
        self.post_message(self.Finished(self._plan, result, standing))

    # Drawing

    def draw(self) -> None:
        """Fill in everything; the item stays in its own language."""
        ready = self._round.phase is Phase.READY  # the round is being entered in the save
        self.query_one("#sheet").visible = not ready
        if not self._told:
            self.query_one("#more", Static).update(_("more below: PgDn") + " ▼")
        if ready:
            bar = self.query_one(TimeBar)
            bar.total = bar.left = self._round.seconds
            return
        with self.app.batch_update():
            self._draw_head()
            self._draw_stem()
            self._draw_options()
            self._draw_told()
        # The footer is made anew by this, which takes longer than all of the above: the player sees the rest first.
        self.call_after_refresh(self.refresh_bindings)
        self.call_after_refresh(self._show_more)

    def _draw_head(self) -> None:
        item, round_ = self._round.item, self._round
        place = _("Question {n} of {total}").format(n=round_.number + 1, total=len(round_.items))
        topic = one_line(in_language(self._topics[item.topic], item.lang))
        # While a response is on its way to the disk, its points are not shown yet.
        shown = round_.responses if self._told or round_.phase is not Phase.ANSWERED else round_.responses[:-1]
        score, streak = (shown[-1].score, shown[-1].streak) if shown else (0, 0)
        self.query_one("#place", Static).update(
            Content.assemble((place, "bold"), "  ", plain(topic, "$foreground 60%"))
        )
        tally: list[str | tuple[str, str]] = [(f"{score:,}", "bold"), " ", (_("points"), "$foreground 60%")]
        if streak > 1:
            tally += ["  ", (_("streak {n}").format(n=streak), "bold $text-accent")]
        self.query_one("#tally", Static).update(Content.assemble(*tally))
        bar = self.query_one(TimeBar)
        bar.total = round_.seconds
        bar.stopped = round_.phase is not Phase.ASKING
        bar.left = self._time_left(self._clock())

    def _draw_stem(self) -> None:
        item = self._round.item
        self.query_one("#lead", Static).update(plain(item.lead, "bold"))
        code = self.query_one("#code", Static)
        code.display = bool(item.code)
        if item.code:
            code.update(coloured(item.code, item.code_language))
        ask = self.query_one("#ask", Static)
        ask.display = bool(item.ask)
        ask.update(Content(item.ask))

    def _draw_options(self) -> None:
        item = self._round.item
        response = self._round.responses[-1] if self._told else None
        # On a small terminal the rows move together to make room for the feedback.
        self.query_one("#sheet").set_class(self._told and self.size.height < SMALL, "-answered")
        for i, row in enumerate(self.query(Choice)):
            row.display = i < len(item.options)
            if not row.display:
                continue
            row.set_class(response is None and i == self._cursor, "-chosen")
            mark = Mark.NONE
            if response is not None and i == item.key:
                mark = Mark.RIGHT
            elif response is not None and i == response.choice:
                mark = Mark.WRONG
            row.show(item.options[i].text, mark, self._note(i, mark), answered=response is not None)

    def _note(self, index: int, mark: Mark) -> str:
        """Return the question that an option does answer, where that is news."""
        item = self._round.item
        option = item.options[index]
        odd = item.form == ODD_ONE_OUT.id
        if mark is Mark.WRONG and odd:
            return _("that is part of the answer")
        if (mark is Mark.WRONG or (mark is Mark.RIGHT and odd)) and option.prompt:
            return _("that is an answer to: {prompt}").format(prompt=one_line(option.prompt))
        return ""

    def _draw_told(self) -> None:
        told = self.query_one("#told", Static)
        told.display = self._told
        if not self._told:
            return
        item, response = self._round.item, self._round.responses[-1]
        if response.right:
            mark, verdict, style = Mark.RIGHT, _("Right"), "bold $text-success"
        else:
            verdict = _("Time is up") if response.choice is None else _("Wrong")
            mark, style = Mark.WRONG, "bold $text-error"
        gained = f"  +{response.points:,}" if response.right else ""
        headline = Content.styled(f"{mark.value} {verdict}{gained}", style)
        lines = [headline]
        prompt = item.options[item.key].prompt
        if item.lead != prompt and item.form != ODD_ONE_OUT.id:
            lines.append(plain(_("From the answer to: {prompt}").format(prompt=one_line(prompt)), "$foreground 60%"))
        if item.explanation:
            lines.append(plain(item.explanation))
        told.update(Content("\n").join(lines))

    # What the player does

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer choosing while the item waits for its answer, going on once the answer is shown."""
        if action in ("choose", "move", "confirm"):
            return self._round.phase is Phase.ASKING
        if action == "go_on":
            return self._told and self._round.phase is Phase.ANSWERED
        return True

    def action_choose(self, index: int) -> None:
        """Choose an option, unless the item has fewer."""
        if index < len(self._round.item.options):
            self._take(self._round.answer(index, self._clock()))

    @on(Choice.Picked)
    def pick(self, event: Choice.Picked) -> None:
        """Choose an option with the mouse."""
        if self._round.phase is Phase.ASKING:
            self.action_choose(event.index)

    def action_move(self, step: int) -> None:
        """Move the cursor over the options."""
        count = len(self._round.item.options)
        start = -1 if step > 0 else count
        self._cursor = ((start if self._cursor is None else self._cursor) + step) % count
        self._draw_options()
        self.query(Choice)[self._cursor].scroll_visible(animate=False)

    def action_confirm(self) -> None:
        """Choose the option under the cursor."""
        if self._cursor is None:
            self.action_move(1)
        else:
            self.action_choose(self._cursor)

    def action_go_on(self) -> None:
        """Put the next item on screen, or end the round."""
        self._told = False
        if self._round.go_on(self._clock()) is None:
            self._finish()
        else:
            self._show_item()

    def action_scroll(self, direction: int) -> None:
        """Scroll the sheet by a page."""
        sheet = self.query_one("#sheet")
        if direction > 0:
            sheet.scroll_page_down(animate=False)
        else:
            sheet.scroll_page_up(animate=False)

    async def may_leave(self) -> bool:
        """Ask; what was answered stays counted."""
        question = N_("Leave this round? What you have answered is kept, but the round will not be on the board.")
        leave: bool = await self.app.push_screen_wait(AskScreen(question, N_("Leave the round"), N_("Stay")))
        return leave

    @work
    async def action_leave(self) -> None:
        """Go home, if the player really wants to."""
        if await self.may_leave():
            self.post_message(self.Left())


def _record(save: Save, round_id: str, response: Response, now: datetime) -> None:
    """Keep a response, which an earlier try may have done although it failed in the end."""
    try:
        save.record(round_id, response, now)
    except AlreadyRecorded:
        return


def coloured(code: str, language: str) -> Content:
    """Return code with the colours of its syntax; as plain text if the language is not known."""
    from textual.highlight import highlight  # noqa: PLC0415  # most rounds show no code

    return highlight(safe(code), language=language or "text")

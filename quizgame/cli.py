"""The command line. What it prints can be had as JSON too; Textual is imported only when a screen is to be drawn."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NoReturn

import click

from quizgame import __version__, i18n
from quizgame.foreign import one_line, safe
from quizgame.i18n import _, ngettext

if TYPE_CHECKING:
    from quizgame.bank.library import Library
    from quizgame.bank.models import Bank
    from quizgame.play.item import Item
    from quizgame.save.save import Save

OK, PROBLEMS, USAGE = 0, 1, 2
"""Exit codes."""

i18n.use(i18n.preferred())  # before the commands are declared: their help texts are looked up then
i18n.lend()

_json = click.option("--json", "as_json", is_flag=True, help=_("Print JSON for other programs."))
_bank = click.option("--bank", "bank_id", metavar="B", help=_("The bank to draw from; see: quizgame packs"))
_topics = click.option("--topic", "topics", multiple=True, metavar="T", help=_("A topic; may be given several times."))
_seed = click.option("--seed", type=click.IntRange(min=0), metavar="S", help=_("The same seed gives the same items."))
_lang = click.option("--lang", metavar="L", help=_("The language of the questions: en or zh."))


def say(text: str = "") -> None:
    """Print a line of text that may hold foreign text."""
    click.echo(safe(text))


def print_json(data: object) -> None:
    """Print ``data`` as one JSON document."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def fail(message: str, code: int = PROBLEMS) -> NoReturn:
    """Print a sentence to standard error and exit."""
    click.echo(safe(message), err=True)
    sys.exit(code)


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_("A quiz game for the terminal. Without a command it opens the home screen."),
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Open the home screen, or run a command."""
    if context.invoked_subcommand is None:
        open_game()


def open_game(**start: Any) -> None:  # passed on to Start, which knows their types
    """Draw the game; without a terminal say so and exit."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail(_("quizgame draws on a terminal, and there is none here. For items as text try: quizgame round"), USAGE)
    from quizgame.app import QuizApp, Start  # noqa: PLC0415  # only a screen needs Textual

    app = QuizApp(Start(**start))
    app.run()
    sys.exit(app.return_code or OK)


@cli.command(help=_("Go straight into a round."))
@_bank
@_topics
@click.option("--mode", default="classic", metavar="M", help=_("The rules to play by: classic."))
@click.option("--length", type=int, metavar="N", help=_("Questions in the round."))
@click.option("--seconds", type=int, metavar="N", help=_("Seconds for each question."))
@_seed
@_lang
@click.option("--player", metavar="NAME", help=_("Who plays; added if nobody has that name."))
def play(
    bank_id: str | None,
    topics: tuple[str, ...],
    mode: str,
    length: int | None,
    seconds: int | None,
    seed: int | None,
    lang: str | None,
    player: str | None,
) -> None:
    """Go straight into a round."""
    from quizgame.play.modes import LENGTH_BOUNDS, MODES, SECONDS_BOUNDS  # noqa: PLC0415  # kept off other commands
    from quizgame.play.plan import Plan  # noqa: PLC0415
    from quizgame.save.names import BadName, check_name  # noqa: PLC0415
    from quizgame.screens.game import new_seed  # noqa: PLC0415

    if mode not in MODES:
        usage(_("There is no mode {name}. Choose one of: {names}").format(name=repr(mode), names=", ".join(MODES)))
    rules = MODES[mode]
    bank = find_bank(bank_id, topics)
    try:
        name = None if player is None else check_name(player)
    except BadName as problem:
        usage(str(problem))
    plan = Plan(
        mode=mode,
        bank=bank.id,
        version=bank.version,
        lang=tongue(bank, lang),
        topics=() if set(topics) == {t.id for t in bank.topics} else tuple(sorted(set(topics))),
        length=within(rules.length if length is None else length, LENGTH_BOUNDS, "--length"),
        seconds=within(rules.seconds if seconds is None else seconds, SECONDS_BOUNDS, "--seconds"),
        seed=new_seed() if seed is None else seed,
    )
    open_game(player=name, plan=plan, lang=lang if lang in i18n.LANGUAGES else None)


def usage(message: str) -> NoReturn:
    """Print what is wrong with the command line and exit."""
    fail(message, USAGE)


def within(value: int, bounds: tuple[int, int], option: str) -> int:
    """Return ``value`` if it lies within ``bounds``, else exit with a sentence."""
    low, high = bounds
    if not low <= value <= high:
        usage(_("{option} takes {low} to {high}, not {value}.").format(option=option, low=low, high=high, value=value))
    return value


def library() -> Library:
    """Return the library of this player."""
    from quizgame.bank.library import Library  # noqa: PLC0415  # pydantic is slow to import; --help needs none
    from quizgame.save.place import home  # noqa: PLC0415

    return Library(home() / "banks")


def load_bank(bank_id: str) -> Bank:
    """Return a bank, or exit with a sentence."""
    from quizgame.bank.library import BankUnusable, NoSuchBank  # noqa: PLC0415

    try:
        return library().load(bank_id)
    except NoSuchBank as problem:
        usage(str(problem))
    except BankUnusable as problem:
        fail(str(problem))


def find_bank(bank_id: str | None, topics: Sequence[str]) -> Bank:
    """Return the bank named, else the first that has all ``topics``; exit with a sentence if there is none."""
    if bank_id is not None:
        banks: Iterable[Bank] = [load_bank(bank_id)]
    else:
        banks = (load_bank(entry.id) for entry in library().entries())
    known: dict[str, None] = {}
    for bank in banks:
        have = {topic.id for topic in bank.topics}
        if have.issuperset(topics):
            return bank
        known.update(dict.fromkeys(topic.id for topic in bank.topics))
    usage(
        _("No bank has the topic {names}. There are: {known}").format(names=", ".join(topics), known=", ".join(known))
    )


def tongue(bank: Bank, lang: str | None) -> str:
    """Return the language of a round: the one asked for, else the interface's if the bank has it."""
    if lang is None:
        return i18n.active() if i18n.active() in bank.languages else bank.languages[0]
    if lang not in bank.languages:
        usage(
            _("The bank {bank} is not in {lang}. It is in: {langs}").format(
                bank=bank.id, lang=repr(lang), langs=", ".join(bank.languages)
            )
        )
    return lang


@cli.command(help=_("List the banks: those that ship and your own."))
@_json
def packs(as_json: bool) -> None:  # noqa: FBT001  # click passes a flag's value
    """List the banks."""
    lang = i18n.active()
    summaries, problems = library().summaries()
    if as_json:
        print_json([summary.to_json(lang) for summary in summaries])
    else:
        for summary in summaries:
            told = summary.to_json(lang)
            say(f"{told['id']}  {one_line(told['title'])}  ({', '.join(told['languages'])})")
            say(
                "    "
                + ngettext("{n} question", "{n} questions", told["questions"])
                + ", "
                + ngettext("{n} point", "{n} points", told["points"])
            )
            for topic in told["topics"]:
                say(f"      {topic['questions']:>4}  {topic['id']}  {one_line(topic['title'])}")
    for problem in problems:
        click.echo(safe(str(problem)), err=True)
    sys.exit(PROBLEMS if problems else OK)


@cli.command(help=_("List everything that is wrong with bank files, with line and remedy."))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_json
def check(files: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001
    """List everything that is wrong with bank files."""
    from quizgame.bank.checks import check_file  # noqa: PLC0415

    problems = [problem for file in files for problem in check_file(Path(file))]
    if as_json:
        print_json([problem.to_json() for problem in problems])
    else:
        for problem in problems:
            say(str(problem))
        if not problems:
            say(ngettext("{n} file is in order.", "{n} files are in order.", len(files)))
        else:
            click.echo(ngettext("{n} problem.", "{n} problems.", len(problems)), err=True)
    sys.exit(PROBLEMS if problems else OK)


@cli.command("import", help=_("Turn documents of questions and answers into a bank of your own."))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--title", metavar="TEXT", help=_("What the bank is called."))
@click.option("--topic", metavar="TEXT", help=_("One topic for all questions."))
@click.option("--lang", metavar="L", help=_("The language of the text; guessed from its script otherwise."))
@click.option("--dry-run", is_flag=True, help=_("Say what would be read, and change nothing."))
@_json
def import_(  # one parameter an option
    files: tuple[str, ...],
    title: str | None,
    topic: str | None,
    lang: str | None,
    dry_run: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Turn documents into a bank."""
    from quizgame.bank.library import LibraryError  # noqa: PLC0415
    from quizgame.formats.collect import read_files  # noqa: PLC0415

    with progress_bar(_("Reading")) as progress:
        collected = read_files([Path(f) for f in files], title=title, topic=topic, lang=lang, progress=progress)
    stored = None
    if collected.bank is not None:
        own = library()
        bank = own.adopt(collected.bank)
        stored = {"id": bank.id, "questions": len(bank.questions), "new": bank.id not in {e.id for e in own.entries()}}
        if not dry_run:
            try:
                stored["path"] = str(own.write(bank))
            except LibraryError as problem:
                fail(str(problem))
    if as_json:
        print_json({"bank": stored, "files": [report.to_json() for report in collected.reports]})
    else:
        print_import(collected, stored, dry_run)
    sys.exit(PROBLEMS if any(report.problem for report in collected.reports) else OK)


def print_import(collected: Any, stored: dict[str, Any] | None, dry_run: bool) -> None:  # noqa: FBT001
    """Print what was read of each file and what was not, then what became of it."""
    for report in collected.reports:
        if report.problem:
            click.echo(safe(f"{report.file}: {report.problem}"), err=True)
            continue
        counts = (
            ngettext("{n} question", "{n} questions", report.questions),
            ngettext("{n} point", "{n} points", report.points),
            ngettext("{n} prose answer", "{n} prose answers", report.prose),
            ngettext("{n} piece of code", "{n} pieces of code", report.code),
        )
        say(f"{report.file}: {', '.join(counts)} ({report.lang}, {report.encoding})")
        for passage in report.passages:
            say(
                _("    line {line}: {why}: {excerpt}").format(
                    line=passage.line, why=passage.why, excerpt=one_line(passage.excerpt)
                )
            )
    if stored is None:
        click.echo(_("Nothing was imported."), err=True)
    elif dry_run:
        say(
            _("This would be the bank {id} with {n} questions. Nothing was changed.").format(
                id=stored["id"], n=stored["questions"]
            )
        )
    else:
        say(
            _("The bank {id} has {n} questions. Play it: quizgame play --bank {id}").format(
                id=stored["id"], n=stored["questions"]
            )
        )


class progress_bar:  # noqa: N801  # read as a verb: with progress_bar(...) as progress
    """A bar on standard error while something long goes on; nothing where that is no terminal."""

    def __init__(self, label: str) -> None:
        self._bar = click.progressbar(length=1000, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())
        self._done = 0

    def __enter__(self) -> Callable[[float], None]:
        self._bar.__enter__()
        return self._advance

    def __exit__(self, *error: object) -> None:
        self._bar.render_finish()

    def _advance(self, share: float) -> None:
        done = int(1000 * share)
        if done > self._done:
            self._bar.update(done - self._done)
            self._done = done


@cli.command(help=_("Print the JSON Schema of a bank file, for editors to complete and check it."))
def schema() -> None:
    """Print the JSON Schema of a bank file."""
    from quizgame.bank.models import json_schema  # noqa: PLC0415

    print_json(json_schema())


def with_save(act: Callable[[Save], None]) -> None:
    """Run ``act`` on the save, or exit with a sentence."""
    from quizgame.save.errors import SaveError  # noqa: PLC0415
    from quizgame.save.save import Save  # noqa: PLC0415

    try:
        with Save.open() as save:
            act(save)
    except SaveError as problem:
        fail(str(problem))


@cli.command(help=_("Print the boards: the best rounds on this machine."))
@click.option("--limit", type=click.IntRange(min=1), default=10, metavar="N", help=_("Lines of each board."))
@_json
def leaderboard(limit: int, as_json: bool) -> None:  # noqa: FBT001
    """Print the boards."""
    from dataclasses import asdict  # noqa: PLC0415

    def act(save: Save) -> None:
        boards = [(summary.board, save.standings(summary.board, limit=limit)) for summary in save.boards()]
        if as_json:
            print_json([{**asdict(b), "standings": [asdict(s) for s in standings]} for b, standings in boards])
            return
        if not boards:
            say(_("No round has been finished yet."))
        for board, standings in boards:
            topics = ", ".join(board.topics) or _("all topics")
            rules = f"{board.mode} · {board.length} × {board.seconds} s · {board.lang}"
            say(f"{board.bank} {board.version} · {topics} · {rules}")
            for s in standings:
                say(
                    f"  {s.place:>3}  {s.score:>7,}  {s.right:>3}/{s.length:<3}  {s.seconds:>6.1f} s  {s.played}  "
                    f"{one_line(s.player)}"
                )

    with_save(act)


@cli.command(help=_("Print what a player has done so far."))
@click.option("--player", metavar="NAME", help=_("Whose; the one who played last otherwise."))
@_json
def stats(player: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Print what a player has done so far."""
    from quizgame.save.names import fold  # noqa: PLC0415

    def act(save: Save) -> None:
        players = save.players()
        if player is None:
            who = save.current_player()
        else:
            who = next((p for p in players if fold(p.name) == fold(player)), None)
        if who is None:
            names = ", ".join(p.name for p in players)
            if player is None and not as_json:
                say(_("Nobody has played yet."))
                return
            if player is None:
                print_json(None)
                return
            usage(_("There is no player {name}. There are: {names}").format(name=repr(player), names=names or "-"))
        today = date.today()  # noqa: DTZ011  # days are those of the player's own calendar
        told = save.stats(who, today)
        data = {
            "player": who.name,
            "rounds": told.rounds,
            "responses": told.responses,
            "right": told.right,
            "accuracy": round(told.accuracy, 4),
            "best_score": told.best_score,
            "best_streak": told.best_streak,
            "seconds": round(told.seconds, 1),
            "days": told.days,
            "daily_streak": told.streak.current,
            "best_daily_streak": told.streak.best,
            "topics": [
                {"bank": bank, "topic": topic, "asked": tally.asked, "right": tally.right}
                for (bank, topic), tally in told.by_topic.items()
            ],
            "forms": [
                {"form": form, "asked": tally.asked, "right": tally.right} for form, tally in told.by_form.items()
            ],
        }
        if as_json:
            print_json(data)
        else:
            print_stats(data)

    with_save(act)


def print_stats(data: dict[str, Any]) -> None:
    """Print statistics as lines a person reads."""
    from quizgame.play.forms import FORMS  # noqa: PLC0415

    say(data["player"])
    for title, value in (
        (_("Rounds finished"), data["rounds"]),
        (_("Answers given"), data["responses"]),
        (_("Right answers"), f"{data['right']} ({data['accuracy']:.0%})"),
        (_("Best score"), f"{data['best_score']:,}"),
        (_("Best streak"), data["best_streak"]),
        (_("Days played"), data["days"]),
        (_("Days in a row"), data["daily_streak"]),
        (_("Most days in a row"), data["best_daily_streak"]),
    ):
        say(f"  {title}: {value}")
    for row in data["topics"]:
        say(f"  {row['bank']} / {row['topic']}: {row['right']}/{row['asked']}")
    for row in data["forms"]:
        form = FORMS.get(row["form"])
        title = _(form.title) if form else row["form"]
        say(f"  {title}: {row['right']}/{row['asked']}")


@cli.command("round", help=_("Print items: a quiz sheet with the key at its end, or JSON lines."))
@_bank
@_topics
@click.option("--form", "forms", multiple=True, metavar="F", help=_("A form; may be given several times."))
@click.option("--count", type=click.IntRange(min=1), default=10, metavar="N", help=_("How many items."))
@click.option("--options", "options", type=click.IntRange(2, 6), default=4, metavar="N", help=_("Options an item has."))
@_seed
@_lang
@_json
def round_(  # one parameter an option
    bank_id: str | None,
    topics: tuple[str, ...],
    forms: tuple[str, ...],
    count: int,
    options: int,
    seed: int | None,
    lang: str | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Print items."""
    from itertools import islice  # noqa: PLC0415

    from quizgame.play.distractors import Pool  # noqa: PLC0415
    from quizgame.play.forms import FORMS  # noqa: PLC0415
    from quizgame.play.items import draw_items, questions_of  # noqa: PLC0415

    for form in forms:
        if form not in FORMS:
            usage(_("There is no form {name}. Choose from: {names}").format(name=repr(form), names=", ".join(FORMS)))
    bank = find_bank(bank_id, topics)
    spoken = tongue(bank, lang)
    items = draw_items(
        Pool(bank, spoken),
        questions_of(bank, topics),
        Random(seed),  # noqa: S311  # a game, not a secret
        i18n.translator(spoken),
        forms=[FORMS[form] for form in forms] or list(FORMS.values()),
        options=options,
    )
    drawn = list(islice(items, count))
    if not drawn:
        fail(_("The bank holds too few different answers to make such items from."))
    if as_json:
        for item in drawn:
            click.echo(json.dumps(item.to_json(), ensure_ascii=False))
    else:
        print_sheet(drawn)
    if len(drawn) < count:
        click.echo(
            ngettext("The bank yields no more than {n} item.", "The bank yields no more than {n} items.", len(drawn)),
            err=True,
        )


def print_sheet(items: Sequence[Item]) -> None:
    """Print a quiz sheet with the key at its end."""
    letters = "ABCDEF"
    for number, item in enumerate(items, 1):
        say(f"{number}. {item.stem}")
        if item.code:
            say("\n".join(f"    {line}" for line in item.code.split("\n")))
        for letter, option in zip(letters, item.options, strict=False):
            say(f"   {letter}  {option.text}")
        say()
    say(_("Key: {key}").format(key="  ".join(f"{n}{letters[item.key]}" for n, item in enumerate(items, 1))))


def main() -> None:
    """Run the command line."""
    try:
        cli.main(prog_name="quizgame")
    except BrokenPipeError:  # quizgame round | head
        sys.stderr.close()
        sys.exit(OK)

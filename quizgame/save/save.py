"""The save: what is kept between runs, in the words of the game."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

from peewee import Case, IntegrityError, ModelSelect, PeeweeException, SqliteDatabase, fn

from quizgame.i18n import _
from quizgame.play.plan import Board, Plan, Standing
from quizgame.play.round import Response, Result
from quizgame.save.errors import (
    AlreadyRecorded,
    DamagedSave,
    NameTaken,
    NoSuchPlayer,
    NoSuchRound,
    named,
)
from quizgame.save.file import FAILURES, open_file
from quizgame.save.kept import BoardSummary, Player, Stats, Tally
from quizgame.save.keys import board_key, board_of, topics_text
from quizgame.save.models import DayRow, PlayerRow, ResponseRow, RoundRow, SettingRow
from quizgame.save.names import check_name, fold
from quizgame.save.place import save_path
from quizgame.save.ranking import places
from quizgame.save.streak import Streak, daily_streak

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)

_CURRENT_PLAYER: Final = "current-player"
"""The setting that holds the id of the player chosen last."""

_IS_FINISHED: Final = RoundRow.finished.is_null(is_null=False)


class _Line(NamedTuple):
    """What a board shows of a round, but for the place; the order is that of the query's columns."""

    player: str
    score: int
    right: int
    length: int
    best_streak: int
    taken: int
    played: str
    round: str
    board: str

    def standing(self, place: int) -> Standing:
        return Standing(
            place,
            self.player,
            self.score,
            self.right,
            self.length,
            self.best_streak,
            self.taken / 1000,
            self.played,
            self.round,
        )


class Save:
    """Players, rounds, responses, boards and streaks, in one file.

    Every method does its work before it returns, and may wait for the disk: use a Save from one thread only,
    that on which it was opened, and not from the one that draws. A write is in the file, and on the disk,
    when its method returns. Two saves, in one process or several, can have the same file open.

    The save never reads the clock. Where a method takes ``now``, that is an aware datetime in the player's
    own time zone (a naive one raises ValueError): its date is the day that counts as played.

    Each method raises SaveError, with a sentence for the player, if the file cannot be read or written.
    """

    def __init__(self, database: SqliteDatabase, path: Path) -> None:
        self.path = path
        self._db = database

    @classmethod
    def open(cls, path: Path | None = None) -> Self:
        """Open the save at ``path``, or that of the user; make it if there is none.

        Raises:
            SaveError: the file is no save, is damaged, of a newer quizgame, or cannot be written. It was left
                as it is.
        """
        path = save_path() if path is None else path
        return cls(open_file(path), path)

    def close(self) -> None:
        """Close the file; closing it twice does nothing."""
        if not self._db.is_closed():
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Players and settings

    def players(self) -> list[Player]:
        """Return all players, in the order in which they came."""
        query = PlayerRow.select(PlayerRow.id, PlayerRow.name).order_by(PlayerRow.created, PlayerRow.folded)
        with self._reading():
            return [Player(*row) for row in self._rows(query)]

    def add_player(self, name: str, now: datetime) -> Player:
        """Add a player.

        Raises:
            BadName: no player can have that name.
            NameTaken: a player has it, or one that differs from it in case only.
        """
        player = Player(str(uuid.uuid4()), check_name(name))
        created = _instant(now)
        with self._writing():
            try:
                PlayerRow.insert(id=player.id, name=player.name, folded=fold(player.name), created=created).execute(
                    self._db
                )
            except IntegrityError as error:
                raise NameTaken(player.name) from error
        return player

    def current_player(self) -> Player | None:
        """Return the player chosen last, None if none was."""
        query = (
            PlayerRow.select(PlayerRow.id, PlayerRow.name)
            .join(SettingRow, on=(SettingRow.value == PlayerRow.id))
            .where(SettingRow.key == _CURRENT_PLAYER)
        )
        with self._reading():
            return next((Player(*row) for row in self._rows(query)), None)

    def choose_player(self, player: Player) -> None:
        """Make ``player`` the current one; raise NoSuchPlayer if the save does not know it."""
        with self._writing():
            self._must_know(player)
            self._set(_CURRENT_PLAYER, player.id)

    def setting(self, key: str) -> str | None:
        """Return the value of ``key``, None if it was never set."""
        query = SettingRow.select(SettingRow.value).where(SettingRow.key == key)
        with self._reading():
            return next((value for (value,) in self._rows(query)), None)

    def set_setting(self, key: str, value: str) -> None:
        """Set ``key`` to ``value``, whatever it was."""
        with self._writing():
            self._set(key, value)

    # Rounds

    def begin_round(self, player: Player, plan: Plan, now: datetime) -> str:
        """Keep that ``player`` begins a round of ``plan``; return the round's id.

        Raises:
            NoSuchPlayer: the save does not know the player.
        """
        round_id = str(uuid.uuid4())
        row = {
            "id": round_id,
            "player": player.id,
            "mode": plan.mode,
            "bank": plan.bank,
            "version": plan.version,
            "lang": plan.lang,
            "topics": topics_text(plan.topics),
            "length": plan.length,
            "allowed": plan.seconds,
            "seed": str(plan.seed),
            "board": board_key(plan.board),
            "started": _instant(now),
            "played": now.date().isoformat(),
        }
        with self._writing():
            self._must_know(player)
            RoundRow.insert(row).execute(self._db)
        return round_id

    def record(self, round_id: str, response: Response, now: datetime) -> None:
        """Keep ``response``, and that its player played today.

        Raises:
            NoSuchRound: the save does not know the round.
            AlreadyRecorded: the round has a response of that number; it stays as it is.
        """
        item, choice = response.item, response.choice
        row = {
            "round": round_id,
            "number": response.number,
            "bank": item.bank,
            "question": item.question,
            "topic": item.topic,
            "form": item.form,
            "item": item.id,
            "choice": choice,
            "chosen": None if choice is None else item.options[choice].question,
            "right": response.right,
            "points": response.points,
            "taken": _milliseconds(response.seconds),
            "at": _instant(now),
        }
        owner = RoundRow.select(RoundRow.player).where(RoundRow.id == round_id)
        with self._writing():
            player: str | None = owner.scalar(self._db)
            if player is None:
                raise NoSuchRound(self.path, round_id)
            try:
                ResponseRow.insert(row).execute(self._db)
            except IntegrityError as error:
                raise AlreadyRecorded(self.path, _("the answer to item {n}").format(n=response.number + 1)) from error
            DayRow.insert(player=player, date=now.date().isoformat()).on_conflict_ignore().execute(self._db)

    def finish_round(self, round_id: str, result: Result, now: datetime) -> Standing:
        """Keep that the round is over, and return its line on its board.

        Raises:
            NoSuchRound: the save does not know the round.
            AlreadyRecorded: the round was over before; its result stays as it is.
        """
        end = RoundRow.update(
            finished=_instant(now),
            score=result.score,
            right=result.right,
            best_streak=result.best_streak,
            taken=_milliseconds(result.seconds),
        ).where((RoundRow.id == round_id) & RoundRow.finished.is_null())
        with self._writing(), self._reading():
            ended = end.execute(self._db) == 1
            standing = self._one_standing(RoundRow.id == round_id)
        if standing is None:
            raise NoSuchRound(self.path, round_id)
        if not ended:
            raise AlreadyRecorded(self.path, _("the end of this round"))
        return standing

    # Boards

    def standings(self, board: Board, *, limit: int = 100) -> list[Standing]:
        """Return the finished rounds of ``board``, best first, at most ``limit`` of them.

        The higher score stands above; with equal scores the shorter time; rounds equal in both share a place,
        and the one finished first is named first.
        """
        query = _finished().where(RoundRow.board == board_key(board)).limit(limit)
        with self._reading():
            lines = [_Line(*row) for row in self._rows(query)]
            marks = ((line.score, line.taken) for line in lines)
            return [line.standing(place) for place, line in zip(places(marks), lines, strict=True)]

    def best(self, player: Player, board: Board) -> Standing | None:
        """Return the best round of ``player`` on ``board``, None if none was finished."""
        with self._reading():
            return self._one_standing((RoundRow.player == player.id) & (RoundRow.board == board_key(board)))

    def boards(self) -> list[BoardSummary]:
        """Return every board that has finished rounds, that of the newest round first."""
        query = (
            RoundRow.select(RoundRow.board, fn.COUNT(RoundRow.id), fn.MAX(RoundRow.score), fn.MAX(RoundRow.played))
            .where(_IS_FINISHED)
            .group_by(RoundRow.board)
            .order_by(fn.MAX(RoundRow.finished).desc(), RoundRow.board)
        )
        with self._reading():
            return [BoardSummary(board_of(key), *rest) for key, *rest in self._rows(query)]

    # What a player has done

    def daily_streak(self, player: Player, today: date) -> Streak:
        """Return the days in a row on which ``player`` played, as they stand on the local date ``today``."""
        with self._reading():
            return daily_streak(self._days(player), today)

    def stats(self, player: Player, today: date) -> Stats:
        """Return what ``player`` has done so far; ``today`` is the local date that the streak runs up to."""
        rounds = RoundRow.select(
            fn.COUNT(RoundRow.id),
            fn.COALESCE(fn.MAX(RoundRow.score), 0),
            fn.COALESCE(fn.MAX(RoundRow.best_streak), 0),
        ).where((RoundRow.player == player.id) & _IS_FINISHED)
        by_topic: dict[tuple[str, str], Tally] = {}
        by_form: dict[str, Tally] = {}
        milliseconds = 0
        with self._reading():
            ((finished, best_score, best_streak),) = self._rows(rounds)
            tallies = self._tallies(player, ResponseRow.bank, ResponseRow.topic, ResponseRow.form)
            for bank, topic, form, asked, right, taken in tallies:
                tally = Tally(asked, right)
                by_topic[bank, topic] = _sum(by_topic.get((bank, topic)), tally)
                by_form[form] = _sum(by_form.get(form), tally)
                milliseconds += taken
            days = self._days(player)
            streak = daily_streak(days, today)
        return Stats(
            rounds=finished,
            responses=sum(tally.asked for tally in by_form.values()),
            right=sum(tally.right for tally in by_form.values()),
            best_score=best_score,
            best_streak=best_streak,
            seconds=milliseconds / 1000,
            days=len(days),
            streak=streak,
            by_topic=by_topic,
            by_form=by_form,
        )

    def history(self, player: Player, bank: str, questions: Iterable[str]) -> dict[str, Tally]:
        """Return how often ``player`` was asked each of ``questions``, ids in ``bank``, by id.

        It hangs on the ids alone, over all versions of the bank; a question never asked has an empty tally.
        """
        with self._reading():
            known = {
                question: Tally(asked, right)
                for question, asked, right, _ in self._tallies(player, ResponseRow.question, bank=bank)
            }
        return {question: known.get(question, Tally()) for question in questions}

    # How it is done

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn what the driver raises into a SaveError; values that no save writes are damage too."""
        try:
            yield
        except FAILURES as error:
            raise named(error, self.path) from error
        except (TypeError, ValueError) as error:
            raise DamagedSave(self.path, str(error)) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Make what is inside one transaction, on the disk at its end; turn what the driver raises into a SaveError.

        It asks for the write lock at once: one that read first could find that it may not write any more.
        """
        try:
            with self._db.manual_commit():
                self._db.begin("IMMEDIATE")
                try:
                    yield
                    self._db.commit()
                except BaseException:
                    # After some errors (a full disk, a failing one) SQLite has ended the transaction itself.
                    with suppress(PeeweeException):
                        self._db.rollback()
                    raise
        except FAILURES as error:
            raise named(error, self.path) from error

    def _rows(self, query: ModelSelect[Any]) -> list[tuple[Any, ...]]:
        # All at once: a query left half read would hold on to an old view of the file.
        return list(query.tuples().execute(self._db))

    def _must_know(self, player: Player) -> None:
        if not PlayerRow.select().where(PlayerRow.id == player.id).exists(self._db):
            raise NoSuchPlayer(self.path, player.name)

    def _set(self, key: str, value: str) -> None:
        SettingRow.insert(key=key, value=value).on_conflict(
            conflict_target=[SettingRow.key], update={SettingRow.value: value}
        ).execute(self._db)

    def _one_standing(self, which: Any) -> Standing | None:
        """Return the best of the finished rounds that ``which``, an expression of peewee, holds for."""
        rows = self._rows(_finished().where(which).limit(1))
        if not rows:
            return None
        line = _Line(*rows[0])
        quicker = (RoundRow.score == line.score) & (RoundRow.taken < line.taken)
        better = RoundRow.select().where(
            (RoundRow.board == line.board) & _IS_FINISHED & ((RoundRow.score > line.score) | quicker)
        )
        return line.standing(better.count(self._db) + 1)

    def _days(self, player: Player) -> list[date]:
        query = DayRow.select(DayRow.date).where(DayRow.player == player.id)
        return [date.fromisoformat(day) for (day,) in self._rows(query)]

    def _tallies(self, player: Player, *by: Any, bank: str | None = None) -> list[tuple[Any, ...]]:
        """Return rows of the values of ``by``, how often asked, how often right, and the milliseconds taken."""
        query = (
            ResponseRow.select(
                *by,
                fn.COUNT(ResponseRow.number),
                fn.SUM(Case(None, [(ResponseRow.right, 1)], 0)),
                fn.SUM(ResponseRow.taken),
            )
            .join(RoundRow)
            .where(RoundRow.player == player.id)
            .group_by(*by)
            .order_by(*by)
        )
        return self._rows(query if bank is None else query.where(ResponseRow.bank == bank))


def _instant(now: datetime) -> int:
    """Return ``now`` as milliseconds since 1970 in UTC; raise ValueError if it has no time zone."""
    if now.tzinfo is None:
        raise ValueError("the save needs a time with its time zone, and this one has none")
    return (now - _EPOCH) // _MILLISECOND


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


def _sum(one: Tally | None, other: Tally) -> Tally:
    return other if one is None else Tally(one.asked + other.asked, one.right + other.right)


def _finished() -> ModelSelect[RoundRow]:
    """Return the query for the :class:`_Line` of each finished round, in the order of a board."""
    return (
        RoundRow.select(
            PlayerRow.name,
            RoundRow.score,
            RoundRow.right,
            RoundRow.length,
            RoundRow.best_streak,
            RoundRow.taken,
            RoundRow.played,
            RoundRow.id,
            RoundRow.board,
        )
        .join(PlayerRow)
        .where(_IS_FINISHED)
        .order_by(RoundRow.score.desc(), RoundRow.taken, RoundRow.finished, RoundRow.id)
    )

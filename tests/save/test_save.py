"""What is kept between runs."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from quizgame.save.errors import AlreadyRecorded, NameTaken, NoSuchPlayer, NoSuchRound
from quizgame.save.kept import BoardSummary, Player, Tally
from quizgame.save.models import ResponseRow, RoundRow
from quizgame.save.names import BadName
from quizgame.save.save import Save
from quizgame.save.streak import Streak
from tests.save.given import NOON, PLAN, TODAY, item, keep, play, response, responses, result

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

# Players


def test_players_are_named_in_the_order_in_which_they_came(save: Save) -> None:
    ada = save.add_player("Zoë", NOON)
    bob = save.add_player("Bob", NOON + MINUTE)
    assert save.players() == [ada, bob]


@pytest.mark.parametrize("name", ["ada", "ADA", " Ada "])
def test_a_name_is_taken_in_any_case(save: Save, ada: Player, name: str) -> None:
    with pytest.raises(NameTaken, match="already"):
        save.add_player(name, NOON)
    assert save.players() == [ada]


def test_a_name_that_cannot_be_shown_makes_no_player(save: Save) -> None:
    with pytest.raises(BadName):
        save.add_player("\x1b[2J", NOON)
    assert save.players() == []


@pytest.mark.parametrize("name", ["'; DROP TABLE --", "[bold red]x[/]", "%s {0} \\", '"; --', "阿达 👩‍🚀"])
def test_a_hostile_name_is_a_name(save: Save, name: str) -> None:
    player = save.add_player(name, NOON)
    save.choose_player(player)
    assert play(save, player).player == name
    assert save.players() == [player]
    assert save.current_player() == player


def test_the_player_chosen_last_is_the_current_one(save: Save, ada: Player, path: Path) -> None:
    assert save.current_player() is None
    save.choose_player(save.add_player("Bob", NOON))
    save.choose_player(ada)
    save.close()
    with Save.open(path) as again:
        assert again.current_player() == ada


def test_a_player_of_another_save_is_none_of_this_one(save: Save, ada: Player, tmp_path: Path) -> None:
    with Save.open(tmp_path / "other") as other:
        stranger = other.add_player("Ada", NOON)
    assert stranger.id != ada.id
    with pytest.raises(NoSuchPlayer):
        save.choose_player(stranger)
    with pytest.raises(NoSuchPlayer):
        save.begin_round(stranger, PLAN, NOON)


def test_a_setting_holds_its_last_value(save: Save) -> None:
    assert save.setting("theme") is None
    save.set_setting("theme", "dark")
    save.set_setting("theme", "light")
    save.set_setting("lang", "zh")
    assert (save.setting("theme"), save.setting("lang")) == ("light", "zh")


def test_two_saves_open_at_once_do_not_mix(save: Save, ada: Player, tmp_path: Path) -> None:
    with Save.open(tmp_path / "other") as other:
        bob = other.add_player("Bob", NOON)
        play(other, bob)
        assert (save.players(), other.players()) == ([ada], [bob])
        assert (len(save.boards()), len(other.boards())) == (0, 1)


def test_closing_twice_does_nothing(save: Save) -> None:
    save.close()
    save.close()


# Rounds


def test_a_finished_round_comes_back_as_it_was_played(save: Save, ada: Player) -> None:
    played = responses([0, 1, 0], seconds=2.5)
    standing = play(save, ada, [0, 1, 0], seconds=2.5)
    assert standing.score == played.score
    assert (standing.place, standing.player, standing.right, standing.length) == (1, "Ada", 2, 3)
    assert (standing.best_streak, standing.seconds, standing.played) == (1, 7.5, "2026-11-22")
    assert save.standings(PLAN.board) == [standing]


def test_a_response_is_kept_with_all_that_tells_which_options_work(save: Save, ada: Player) -> None:
    round_id = save.begin_round(ada, PLAN, NOON)
    for given in responses([0, 1, 2, None]).responses:
        save.record(round_id, given, NOON)
    rows = list(ResponseRow.select().order_by(ResponseRow.number).dicts().execute(save._db))
    assert [(row["choice"], row["chosen"], row["right"]) for row in rows] == [
        (0, "q0", True),
        (1, "other", False),
        (2, "", False),
        (None, None, False),
    ]
    assert [row["taken"] for row in rows] == [2000, 2000, 2000, 20_000]
    first = rows[0]
    assert first["at"] == NOON.timestamp() * 1000
    assert (first["bank"], first["question"], first["topic"], first["form"], first["item"]) == (
        "ml",
        "q0",
        "trees",
        "short",
        "q0-short",
    )


def test_a_round_is_kept_with_all_that_it_takes_to_play_it_again(save: Save, ada: Player) -> None:
    plan = replace(PLAN, topics=("b", "a"), seed=2**200)
    round_id = save.begin_round(ada, plan, NOON)
    (row,) = RoundRow.select().dicts().execute(save._db)
    assert (row["id"], row["seed"], row["topics"]) == (round_id, str(2**200), '["a","b"]')
    assert (row["started"], row["played"], row["finished"]) == (NOON.timestamp() * 1000, "2026-11-22", None)


def test_the_same_answer_is_not_kept_twice(save: Save, ada: Player) -> None:
    round_id = save.begin_round(ada, PLAN, NOON)
    save.record(round_id, response(), NOON)
    with pytest.raises(AlreadyRecorded, match="item 1"):
        save.record(round_id, response(), NOON)
    assert save.stats(ada, TODAY).responses == 1


def test_a_round_ends_once(save: Save, ada: Player) -> None:
    round_id = save.begin_round(ada, PLAN, NOON)
    first = save.finish_round(round_id, result(900, 10), NOON)
    with pytest.raises(AlreadyRecorded):
        save.finish_round(round_id, result(1000, 10), NOON)
    assert save.standings(PLAN.board) == [first]


def test_a_round_that_nobody_began_has_no_answers_and_no_end(save: Save, ada: Player) -> None:
    with pytest.raises(NoSuchRound):
        save.record("nobody's", response(), NOON)
    with pytest.raises(NoSuchRound):
        save.finish_round("nobody's", result(900, 10), NOON)
    assert save.daily_streak(ada, TODAY).best == 0


def test_a_time_without_a_zone_is_refused(save: Save, ada: Player) -> None:
    with pytest.raises(ValueError, match="time zone"):
        save.begin_round(ada, PLAN, datetime(2026, 11, 22))  # noqa: DTZ001 - that is what is refused


KILLED = """
import os, sys
from pathlib import Path
from quizgame.save.save import Save
from tests.save.given import NOON, PLAN, response
save = Save.open(Path(sys.argv[1]))
round_id = save.begin_round(save.add_player("Ada", NOON), PLAN, NOON)
save.record(round_id, response(0), NOON)
save.record(round_id, response(1), NOON)
os._exit(9)
"""


def test_a_round_cut_off_keeps_its_answers_and_is_not_on_the_board(path: Path) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=root, check=False)
    assert done.returncode == 9
    with Save.open(path) as save:
        (ada,) = save.players()
        stats = save.stats(ada, TODAY)
        assert (stats.responses, stats.right, stats.rounds) == (2, 2, 0)
        assert stats.streak == Streak(current=1, best=1, played_today=True)
        assert save.standings(PLAN.board) == []
        assert save.boards() == []
        assert save.best(ada, PLAN.board) is None


# Boards


def test_the_higher_score_stands_above_and_then_the_shorter_time(save: Save, ada: Player) -> None:
    for score, taken in [(900, 10), (1000, 30), (1000, 20)]:
        keep(save, ada, result(score, taken))
    board = save.standings(PLAN.board)
    assert [(line.place, line.score, line.seconds) for line in board] == [
        (1, 1000, 0.02),
        (2, 1000, 0.03),
        (3, 900, 0.01),
    ]


def test_equal_rounds_share_a_place_and_who_came_first_is_named_first(save: Save, ada: Player) -> None:
    bob = save.add_player("Bob", NOON)
    late = keep(save, ada, result(900, 10), now=NOON + MINUTE)
    early = keep(save, bob, result(900, 10), now=NOON)
    third = keep(save, bob, result(800, 10), now=NOON)
    assert (late.place, early.place, third.place) == (1, 1, 3)
    assert save.standings(PLAN.board) == [early, late, third]


@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, mode="other"),
        replace(PLAN, bank="b"),
        replace(PLAN, version="1.1"),
        replace(PLAN, lang="zh"),
        replace(PLAN, topics=()),
        replace(PLAN, length=5),
        replace(PLAN, seconds=30),
    ],
)
def test_rounds_that_cannot_fairly_be_compared_are_on_two_boards(save: Save, ada: Player, plan: object) -> None:
    assert isinstance(plan, type(PLAN))
    keep(save, ada, result(900, 10))
    assert keep(save, ada, result(100, 10), plan=plan).place == 1
    assert [board.rounds for board in save.boards()] == [1, 1]


def test_the_seed_and_the_order_of_topics_make_no_board(save: Save, ada: Player) -> None:
    plan = replace(PLAN, topics=("a", "b"))
    keep(save, ada, result(900, 10), plan=plan)
    assert keep(save, ada, result(800, 10), plan=replace(plan, topics=("b", "a"), seed=8)).place == 2


def test_boards_are_listed_newest_first(save: Save, ada: Player) -> None:
    other = replace(PLAN, topics=("猫", "zoo"), lang="zh")
    keep(save, ada, result(500, 10), now=NOON)
    keep(save, ada, result(900, 10), plan=other, now=NOON + DAY)
    keep(save, ada, result(800, 10), plan=other, now=NOON + 2 * DAY)
    save.begin_round(ada, replace(PLAN, length=30), NOON + 3 * DAY)
    assert save.boards() == [
        BoardSummary(other.board, rounds=2, best=900, played="2026-11-24"),
        BoardSummary(PLAN.board, rounds=1, best=500, played="2026-11-22"),
    ]


def test_a_board_is_cut_at_the_limit(save: Save, ada: Player) -> None:
    for score in range(5):
        keep(save, ada, result(score, 10))
    assert [line.score for line in save.standings(PLAN.board, limit=2)] == [4, 3]


def test_the_best_of_a_player_has_its_place_among_all(save: Save, ada: Player) -> None:
    bob = save.add_player("Bob", NOON)
    keep(save, bob, result(900, 10))
    keep(save, ada, result(700, 10))
    best = keep(save, ada, result(800, 10))
    assert save.best(ada, PLAN.board) == best
    assert best.place == 2
    assert save.best(ada, replace(PLAN, length=5).board) is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@for_all(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=8))
def test_any_rounds_stand_in_their_places(save: Save, ada: Player, rounds: list[tuple[int, int, int]]) -> None:
    # A seconds value of its own gives each example an empty board in the same save.
    plan = replace(PLAN, seconds=len(save.boards()) + 1)
    told = {}
    for score, taken, minute in rounds:
        line = keep(save, ada, result(score, taken), plan=plan, now=NOON + minute * MINUTE)
        told[line.round] = (line.place, (-score, taken), minute)
    order = []
    for line in save.standings(plan.board):
        mark = (-line.score, round(line.seconds * 1000))
        order.append((mark, told[line.round][2]))
        assert line.place == 1 + sum(other < mark for _, other, _ in told.values())
        assert line.place >= told[line.round][0], "a later round never lifts an earlier one"
    assert len(order) == len(rounds)
    assert order == sorted(order)
    best = save.best(ada, plan.board)
    assert best is not None
    assert best == save.standings(plan.board)[0]


# What a player has done


def test_who_has_done_nothing_has_empty_statistics(save: Save, ada: Player) -> None:
    stats = save.stats(ada, TODAY)
    assert (stats.rounds, stats.responses, stats.right, stats.best_score, stats.best_streak) == (0, 0, 0, 0, 0)
    assert (stats.seconds, stats.days, stats.accuracy) == (0, 0, 0)
    assert (stats.by_topic, stats.by_form) == ({}, {})


def test_statistics_count_every_answer_of_the_player_and_of_nobody_else(save: Save, ada: Player) -> None:
    items = [item(0), item(1, topic="maths", form="gloss"), item(2, topic="maths"), item(3, bank="other")]
    top = play(save, ada, [0, 0, 1, None], items=items)
    play(save, ada, [1], now=NOON + DAY)
    save.record(save.begin_round(ada, PLAN, NOON), response(), NOON)
    play(save, save.add_player("Bob", NOON), [0, 0, 0, 0, 0])
    stats = save.stats(ada, TODAY + DAY)
    assert (stats.rounds, stats.responses, stats.right, stats.accuracy) == (2, 6, 3, 0.5)
    assert (stats.best_score, stats.best_streak) == (top.score, 2)
    assert stats.seconds == 3 * 2 + 20 + 2 + 2
    assert (stats.days, stats.streak) == (2, Streak(current=2, best=2, played_today=True))
    assert stats.by_topic == {
        ("ml", "maths"): Tally(2, 1),
        ("ml", "trees"): Tally(3, 2),
        ("other", "trees"): Tally(1, 0),
    }
    assert stats.by_form == {"gloss": Tally(1, 1), "short": Tally(5, 2)}


def test_a_day_counts_by_the_calendar_of_the_player(save: Save, ada: Player) -> None:
    one_instant = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    round_id = save.begin_round(ada, PLAN, one_instant)
    save.record(round_id, response(0), one_instant)
    save.record(round_id, response(1), one_instant.astimezone(timezone(timedelta(hours=8))))
    assert save.daily_streak(ada, date(2026, 11, 23)) == Streak(current=2, best=2, played_today=True)


def test_a_round_that_was_only_begun_makes_no_day(save: Save, ada: Player) -> None:
    save.begin_round(ada, PLAN, NOON)
    assert save.daily_streak(ada, TODAY) == Streak(current=0, best=0, played_today=False)


def test_history_hangs_on_the_id_of_a_question_over_all_versions_of_its_bank(save: Save, ada: Player) -> None:
    play(save, ada, [0, 1])
    play(save, ada, [0, 0], plan=replace(PLAN, version="2.0"))
    play(save, ada, [0], items=[item(0, bank="other")])
    play(save, save.add_player("Bob", NOON), [0])
    assert save.history(ada, "ml", ["q0", "q1", "new"]) == {"q0": Tally(2, 2), "q1": Tally(2, 1), "new": Tally()}
    assert save.history(ada, "ml", ["q1"]) == {"q1": Tally(2, 1)}

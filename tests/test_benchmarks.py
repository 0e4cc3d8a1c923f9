"""The benchmarks measure what they say they measure. No test asserts how long anything takes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("termios", reason="the benchmarks start programs in a pseudo terminal")

from benchmarks import building, feedback, first_frame, imports, loading
from benchmarks.__main__ import MODULES, main
from benchmarks.figures import Figure, duration, ratio, table, to_json
from benchmarks.synthetic import POINTS, bank_file
from benchmarks.terminal import SMALL, NothingCame, Program, visible
from quizgame.bank.models import Bank, in_language, parse_bank

LIST_SLOW_ONES = """
import sys
slow = {"click", "markdown_it", "peewee", "pydantic", "rapidfuzz", "yaml"}
print(*sorted(slow & sys.modules.keys()))
"""


def slow_ones_after(statement: str) -> str:
    """Return which of the slow modules a fresh Python has after ``statement``."""
    script = f"{statement}\n{LIST_SLOW_ONES}"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout


def test_the_app_imports_nothing_slow_that_a_bare_textual_app_does_not() -> None:
    bare = "import textual.app; from textual.widgets import Footer, OptionList, Static"
    assert slow_ones_after("import quizgame.app") == slow_ones_after(bare)


class TestFigures:
    def test_an_aim_holds_up_to_the_aim_and_not_beyond(self) -> None:
        assert Figure("f", 1.6, "x", 1.6).holds is True
        assert Figure("f", 1.61, "x", 1.6).holds is False

    def test_a_figure_without_an_aim_neither_holds_nor_fails(self) -> None:
        assert Figure("f", 1.6, "x").holds is None

    def test_a_ratio_is_the_median_over_the_pairs_and_not_the_ratio_of_the_medians(self) -> None:
        figure = ratio("f", [2.0, 9.0, 4.0], [1.0, 3.0, 4.0])
        assert figure.measured == 2.0
        assert figure.how.startswith("1.00 to 3.00 over 3 pairs")

    def test_a_duration_is_the_median_in_milliseconds(self) -> None:
        assert duration("f", [0.001, 0.5, 0.002]).measured == pytest.approx(2.0)

    def test_the_table_names_every_figure_and_marks_a_missed_aim(self) -> None:
        held, missed, plain = table(
            [Figure("one", 1.0, "x", 2.0), Figure("two", 3.0, "ms", 2.0), Figure("three", 3.5, "ms")]
        ).splitlines()[1:]
        assert held.split() == ["one", "1.00", "≤", "2.00", "yes"]
        assert missed.split() == ["two", "3", "ms", "≤", "2", "ms", "NO"]
        assert plain.split() == ["three", "3.5", "ms"]

    def test_the_json_says_whether_the_aim_holds(self) -> None:
        assert json.loads(to_json([Figure("one", 1.0, "x", 2.0)])) == [
            {"name": "one", "measured": 1.0, "unit": "x", "aim": 2.0, "how": "", "holds": True}
        ]


class TestSyntheticBanks:
    @pytest.fixture(scope="class")
    def bank(self) -> Bank:
        return parse_bank(bank_file(100))

    def test_a_bank_has_the_size_asked_for_and_four_points_a_question(self, bank: Bank) -> None:
        assert len(bank.questions) == 100
        assert {len(question.answer.points) for question in bank.questions} == {POINTS} == {4}

    def test_every_text_of_a_question_is_in_both_languages(self, bank: Bank) -> None:
        for question in bank.questions:
            assert in_language(question.prompt, "en").isascii()
            assert not in_language(question.prompt, "zh").isascii()

    def test_the_same_bytes_come_every_time(self) -> None:
        assert bank_file.__wrapped__(20) == bank_file.__wrapped__(20)

    def test_a_small_bank_yields_a_full_round_and_is_loaded(self) -> None:
        names = [figure.name for figure in building.measure(sizes=[100], runs=1) + loading.measure(sizes=[100])]
        assert [name.split(" (")[0] for name in names] == [
            "round from 100 questions",
            "wrong options from 100, p95",
            "load 100 questions",
        ]


class TestTerminal:
    @pytest.mark.parametrize(
        "written",
        [
            "\x1b[1;38;2;1;2;3mPl\x1b[0may",
            "\x1b]22;default\x07Play",
            "\x1b]0;title\x1b\\Play",
            "\x1bP=1s\x1b\\Play\x1b[?2026h",
            "\x1b(B\x1b=Play\x1b[>1u",
        ],
    )
    def test_escape_sequences_are_no_text(self, written: str) -> None:
        assert visible(written.encode()) == "Play"

    def test_a_text_is_found_when_it_comes_in_pieces(self) -> None:
        script = "import sys; sys.stdout.write('ri\\x1b[1'); sys.stdout.flush(); sys.stdout.write('mght'); input()"
        with Program(["-c", script]) as program:
            assert program.wait_for("ri", "right") >= program.started

    def test_a_key_press_reaches_the_program_and_what_came_before_is_forgotten(self) -> None:
        with Program(["-c", "print('re' + 'ady'); print(input().upper()); input()"]) as program:
            program.wait_for("ready")
            program.press("abc\n")
            program.wait_for("ABC")
            assert "ready" not in program.seen

    def test_a_program_that_ends_too_soon_is_quoted(self) -> None:
        with (
            Program(["-c", "print('out of cheese')"]) as program,
            pytest.raises(NothingCame, match=r"'menu'.*out of cheese"),
        ):
            program.wait_for("menu")

    def test_a_program_sees_a_terminal_of_the_size_promised(self) -> None:
        with Program(["-c", "import os; print(*os.get_terminal_size(1)); input()"], size=SMALL) as program:
            program.wait_for("80 24")


class TestImports:
    LINES = (
        "import time: self [us] | cumulative | imported package\n"
        "import time:      1500 |       1500 |   quizgame.play.words\r\n"
        "import time:       250 |       1750 | quizgame.app\n"
    )

    def test_the_lines_of_importtime_are_read_in_milliseconds(self) -> None:
        assert imports.parse(self.LINES) == {"quizgame.play.words": 1.5, "quizgame.app": 0.25}

    def test_what_a_bare_app_imports_too_is_not_counted(self) -> None:
        total = imports.report([{"textual.app": 90.0, "quizgame.app": 2.0}], {"textual.app": 80.0})[0]
        assert (total.measured, total.how[:10]) == (2.0, "modules: 1")

    def test_the_dearest_package_of_others_comes_first_and_our_modules_stand_alone(self) -> None:
        cost = {"quizgame.a": 1.0, "quizgame.b": 4.0, "click": 3.0, "click.core": 2.0}
        assert [figure.name.strip() for figure in imports.report([cost], {})[1:4]] == [
            "click (package)",
            "quizgame.b",
            "quizgame.a",
        ]

    def test_a_module_that_should_wait_is_named(self) -> None:
        figures = {figure.name: figure for figure in imports.report([{"quizgame.playlist": 1.0, "peewee": 1.0}], {})}
        assert figures["peewee before the first frame"].holds is False
        assert figures["peewee before the first frame"].how == "peewee"
        assert figures["quizgame.play before the first frame"].holds is True


class TestWholeRuns:
    def test_the_game_and_the_bare_app_reach_their_first_frame(self) -> None:
        figures = first_frame.measure(pairs=1)
        assert [figure.name for figure in figures] == ["first frame", "first frame with footer"]
        assert all(figure.measured > 0 for figure in figures)

    def test_the_game_and_the_bare_app_give_feedback(self) -> None:
        figures = feedback.measure(presses=1)
        assert [figure.name for figure in figures] == ["key press to feedback", "key press to feedback, 80x24"]
        assert all(figure.measured > 0 for figure in figures)

    def test_the_home_screen_is_among_the_imports_of_the_first_frame_and_the_rules_are_not(self) -> None:
        figures = {figure.name.strip(): figure for figure in imports.measure(runs=1)}
        assert "quizgame.screens.home" in figures
        assert "quizgame.screens.round" not in figures


class TestCommandLine:
    def test_every_benchmark_can_be_named(self) -> None:
        assert list(MODULES) == ["first-frame", "feedback", "round", "load", "imports"]
        assert all((Path(__file__).parents[1] / f"{path.replace('.', '/')}.py").exists() for path in MODULES.values())

    def test_a_benchmark_that_does_not_exist_is_an_error_that_names_those_that_do(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit):
            main(["first-frmae"])
        assert "'first-frmae'. Choose from: first-frame, feedback" in capsys.readouterr().err

"""The command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quizgame import __version__
from quizgame.cli import cli
from quizgame.save.save import Save
from tests.save.given import NOON, play
from tests.screens.table import own_bank


def run(*arguments: str) -> Result:
    """Run quizgame with these arguments."""
    return CliRunner().invoke(cli, list(arguments), prog_name="quizgame")


def data(*arguments: str) -> Any:
    """Run quizgame with these arguments and return the JSON that it prints."""
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def lines(*arguments: str) -> list[dict[str, Any]]:
    """Run quizgame with these arguments and return the JSON lines that it prints."""
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(autouse=True)
def kitchen(home: Path) -> None:
    """A bank of the player's own."""
    own_bank()


# What is wrong with a command line


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("round", "--bank", "kitchens"), "kitchen"),
        (("round", "--topic", "gardens"), "No bank has the topic gardens."),
        (("round", "--bank", "kitchen", "--topic", "tool"), "There are: tools, dishes"),
        (("round", "--form", "essay"), "There is no form 'essay'. Choose from: belongs, odd_one_out"),
        (("round", "--bank", "kitchen", "--lang", "fr"), "The bank kitchen is not in 'fr'. It is in: en, zh"),
        (("round", "--options", "7"), "7"),
        (("round", "--count", "0"), "0"),
        (("play", "--mode", "blitz"), "There is no mode 'blitz'. Choose one of: classic"),
        (("play", "--bank", "nowhere"), "nowhere"),
        (("play", "--bank", "kitchen", "--lang", "fr"), "The bank kitchen is not in 'fr'."),
        (("play", "--length", "101"), "--length takes 1 to 100, not 101."),
        (("play", "--seconds", "1"), "--seconds takes 5 to 300, not 1."),
        (("play", "--player", "x" * 21), "A name has room for 20 terminal cells."),
        (("play", "--player", ""), "A name needs at least one character."),
        (("stats", "--player", "Nobody"), "There is no player 'Nobody'."),
        (("bake",), "bake"),
        (("round", "--nonsense"), "--nonsense"),
    ],
)
def test_a_wrong_command_line_is_told_in_a_sentence_and_ends_with_2(arguments: tuple[str, ...], sentence: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert sentence in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("option", ["--length", "--seconds"])
def test_zero_is_refused_and_not_taken_for_nothing(option: str) -> None:
    done = run("play", option, "0")
    assert done.exit_code == 2
    assert f"{option} takes" in done.stderr


@pytest.mark.parametrize("arguments", [(), ("play",), ("play", "--bank", "kitchen", "--player", "Ada")])
def test_without_a_terminal_no_screen_is_drawn(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith("quizgame draws on a terminal, and there is none here.")


@pytest.mark.parametrize("name", ["-h", "--help"])
@pytest.mark.parametrize("command", ["", *cli.commands])
def test_every_command_explains_itself(command: str, name: str) -> None:
    done = run(*command.split(), name)
    assert done.exit_code == 0
    assert done.stdout.startswith("Usage: quizgame")


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == f"quizgame {__version__}\n"


# Items


def test_items_as_json_have_all_that_other_programs_need() -> None:
    items = lines("round", "--bank", "kitchen", "--count", "5", "--seed", "1")
    assert len(items) == 5
    for item in items:
        assert item.keys() == {
            "id",
            "bank",
            "question",
            "topic",
            "form",
            "lang",
            "stem",
            "code",
            "options",
            "key",
            "answers",
            "explanation",
        }
        assert item["bank"] == "kitchen"
        assert len(item["options"]) == len(item["answers"]) == 4
        assert 0 <= item["key"] < 4


def test_the_same_seed_gives_the_same_items_and_another_gives_others() -> None:
    def ask(seed: str) -> str:
        return run("round", "--bank", "kitchen", "--seed", seed, "--json").stdout

    assert ask("1") == ask("1") != ask("2")


def test_items_keep_to_topic_form_language_and_number_of_options() -> None:
    items = lines(
        *("round", "--bank", "kitchen", "--topic", "tools", "--form", "belongs"),
        *("--lang", "zh", "--options", "3", "--count", "4"),
    )
    assert len(items) == 4
    for item in items:
        assert (item["topic"], item["form"], item["lang"], len(item["options"])) == ("tools", "belongs", "zh", 3)
        assert "下列哪一项属于答案？" in item["stem"]


def test_a_quiz_sheet_has_its_key_at_the_end() -> None:
    args = ("round", "--bank", "kitchen", "--count", "3", "--seed", "3")
    sheet, items = run(*args).stdout, lines(*args)
    assert sheet.splitlines()[-1] == "Key: " + "  ".join(f"{n}{'ABCD'[item['key']]}" for n, item in enumerate(items, 1))
    for item in items:
        for option in item["options"]:
            assert f"  {option}\n" in sheet


def test_a_bank_that_yields_fewer_items_says_so() -> None:
    done = run("round", "--bank", "kitchen", "--form", "belongs", "--count", "100000")
    assert done.exit_code == 0
    assert "The bank yields no more than" in done.stderr


def test_a_bank_too_small_for_a_form_says_so_and_ends_with_1() -> None:
    done = run("round", "--bank", "kitchen", "--form", "short_answer")
    assert done.exit_code == 1
    assert "too few different answers" in done.stderr


# Banks


def test_the_banks_are_listed_with_topics_and_counts() -> None:
    packs = {pack["id"]: pack for pack in data("packs")}
    assert packs["kitchen"]["questions"] == 6
    assert packs["kitchen"]["points"] == 18
    assert packs["kitchen"]["languages"] == ["en", "zh"]
    assert [(topic["id"], topic["questions"]) for topic in packs["kitchen"]["topics"]] == [("tools", 3), ("dishes", 3)]
    text = run("packs").stdout
    for pack in packs:
        assert pack in text


def test_a_broken_bank_is_named_and_the_others_are_listed(home: Path) -> None:
    (home / "banks" / "broken.json").write_text("{", encoding="utf-8")
    done = run("packs", "--json")
    assert done.exit_code == 1
    assert "broken" in done.stderr
    assert "kitchen" in {pack["id"] for pack in json.loads(done.stdout)}


def test_a_bank_in_order_checks_out(home: Path) -> None:
    done = run("check", str(home / "banks" / "kitchen.json"))
    assert (done.exit_code, done.stdout) == (0, "1 file is in order.\n")
    assert data("check", str(home / "banks" / "kitchen.json")) == []


def test_check_lists_every_problem_with_its_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "wrong.json"
    bank = {
        "id": "wrong",
        "version": "1",
        "title": "Wrong",
        "languages": ["en"],
        "topics": [{"id": "t", "title": "T"}],
        "questions": [
            {"id": "q", "topic": "t", "prompt": "", "answer": {"short": "x"}},
            {"id": "r", "topic": "t", "prompt": "?", "answer": {}},
        ],
    }
    file.write_text(json.dumps(bank, indent=1), encoding="utf-8")
    done = run("check", str(file))
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) >= 2
    assert done.stdout.count("wrong.json") >= 2
    problems = json.loads(run("check", str(file), "--json").stdout)
    assert len(problems) >= 2
    assert all(str(problem["line"]).isdigit() for problem in problems)


def test_check_of_a_file_that_is_not_there_ends_with_1(tmp_path: Path) -> None:
    done = run("check", str(tmp_path / "nowhere.json"))
    assert done.exit_code == 1
    assert "nowhere.json" in done.stdout


def test_the_schema_is_json() -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {"id", "questions", "topics"} <= schema["properties"].keys()


# What is kept


def test_an_empty_leaderboard_says_so() -> None:
    assert run("leaderboard").stdout == "No round has been finished yet.\n"
    assert data("leaderboard") == []


def test_the_leaderboard_lists_each_board_with_its_rules() -> None:
    with Save.open() as save:
        for name in ("Ada", "Grace"):
            play(save, save.add_player(name, NOON))
    (board,) = data("leaderboard")
    assert {name: board[name] for name in ("mode", "bank", "version", "lang", "topics", "length", "seconds")} == {
        "mode": "classic",
        "bank": "ml",
        "version": "1.0",
        "lang": "en",
        "topics": ["trees"],
        "length": 3,
        "seconds": 20,
    }
    assert [(s["place"], s["score"], s["right"], s["length"]) for s in board["standings"]] == [(1, 3150, 3, 3)] * 2
    assert len(data("leaderboard", "--limit", "1")[0]["standings"]) == 1
    text = run("leaderboard").stdout
    assert "ml 1.0 · trees · classic · 3 × 20 s · en" in text
    assert "Ada" in text


def test_statistics_are_those_of_the_player_asked_for() -> None:
    assert data("stats") is None
    assert run("stats").stdout == "Nobody has played yet.\n"
    with Save.open() as save:
        ada, grace = save.add_player("Ada", NOON), save.add_player("Grace", NOON)
        save.choose_player(ada)
        play(save, grace, [0, 1, 0])
    assert data("stats")["rounds"] == 0
    told = data("stats", "--player", "GRACE")
    assert told.keys() == {
        "player",
        "rounds",
        "responses",
        "right",
        "accuracy",
        "best_score",
        "best_streak",
        "seconds",
        "days",
        "daily_streak",
        "best_daily_streak",
        "topics",
        "forms",
    }
    assert (told["player"], told["rounds"], told["responses"], told["right"]) == ("Grace", 1, 3, 2)
    assert told["accuracy"] == 0.6667
    assert told["topics"] == [{"bank": "ml", "topic": "trees", "asked": 3, "right": 2}]
    assert "Right answers: 2 (67%)" in run("stats", "--player", "Grace").stdout


def test_a_name_that_would_steer_the_terminal_is_printed_as_a_picture() -> None:
    done = run("stats", "--player", "\x1b[31mred\u202e")
    assert done.exit_code == 2
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


@pytest.mark.parametrize("command", [("leaderboard",), ("stats",)])
def test_a_save_that_is_none_is_told_and_ends_with_1(home: Path, command: tuple[str, ...]) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "save.sqlite3").write_text("not a database " * 100, encoding="utf-8")
    done = run(*command)
    assert done.exit_code == 1
    assert "is not a save of quizgame" in done.stderr


# Import

NOTES = """# Cooking

## What goes into a pancake?

- **flour**: what holds it together
- **milk**: what makes it thin
- **eggs**: what makes it rise

## What goes into a fondue?

- **cheese**: what melts
- **wine**: what keeps it smooth
- **kirsch**: what gives it its taste
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "cooking.md"
    file.write_text(NOTES, encoding="utf-8")
    return file


def everything(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_dry_run_tells_what_would_be_read_and_changes_nothing(home: Path, notes: Path) -> None:
    before = everything(home)
    done = run("import", "--dry-run", str(notes))
    assert done.exit_code == 0, done.output
    assert "2 questions" in done.stdout
    assert "Nothing was changed." in done.stdout
    assert everything(home) == before


def test_what_was_imported_can_be_played(home: Path, notes: Path) -> None:
    told = data("import", str(notes), "--title", "My kitchen")
    assert told["bank"]["questions"] == 2
    assert told["bank"]["new"] is True
    assert Path(told["bank"]["path"]).is_file()
    assert len(told["files"]) == 1
    items = lines("round", "--bank", told["bank"]["id"], "--count", "2")
    assert {item["bank"] for item in items} == {told["bank"]["id"]}


def test_importing_again_updates_the_bank(notes: Path) -> None:
    first = data("import", str(notes))["bank"]
    notes.write_text(NOTES + "\n## What goes into tea?\n\n- **tea leaves**: what colours it\n", encoding="utf-8")
    second = data("import", str(notes))["bank"]
    assert second["id"] == first["id"]
    assert (second["questions"], second["new"]) == (3, False)


def test_a_file_that_cannot_be_read_is_told_and_ends_with_1(home: Path, tmp_path: Path) -> None:
    before = everything(home)
    done = run("import", str(tmp_path / "nowhere.md"))
    assert done.exit_code == 1
    assert "nowhere.md" in done.stderr
    assert "Nothing was imported." in done.stderr
    assert everything(home) == before

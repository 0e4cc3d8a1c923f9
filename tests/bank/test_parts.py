"""A bank in parts is one bank."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quizgame.bank.checks import check_file
from quizgame.bank.library import BankUnusable, Library

HEAD = {"id": "whole", "version": "1", "title": "Whole", "languages": ["en"], "topics": [{"id": "t", "title": "T"}]}


def question(name: str, **fields: Any) -> dict[str, Any]:
    points = [{"term": f"{name} {i}", "gloss": f"what {i} means"} for i in ("ox", "elk", "cat")]
    return {"id": name, "topic": "t", "prompt": f"What is {name}?", "answer": {"points": points}, **fields}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bank of two parts with two questions each."""
    place = tmp_path / "whole"
    place.mkdir()
    write(place / "bank.json", {**HEAD, "questions": []})
    for part, names in (("a", ("anchor", "basket")), ("b", ("candle", "dragon"))):
        write(place / f"{part}.json", {"questions": [question(name) for name in names]})
    return place


def write(path: Path, document: object) -> None:
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")


def library(folder: Path) -> Library:
    return Library(folder / "none", shipped=folder.parent)


def test_its_questions_follow_one_another_in_the_order_of_the_parts(folder: Path) -> None:
    bank = library(folder).load("whole")
    assert [question.id for question in bank.questions] == ["anchor", "basket", "candle", "dragon"]


def test_it_is_listed_under_the_name_of_its_folder(folder: Path) -> None:
    assert [entry.id for entry in library(folder).entries()] == ["whole"]


def test_a_bank_in_order_has_no_problem(folder: Path) -> None:
    assert [p for p in check_file(folder) if p.severity == "error"] == []


def test_a_problem_names_the_part_and_the_line_in_it(folder: Path) -> None:
    write(folder / "b.json", {"questions": [question("candle"), question("dragon", difficulty=9)]})
    (problem,) = [p for p in check_file(folder) if p.severity == "error"]
    assert problem.file == str(folder / "b.json")
    assert problem.place == "questions[1].difficulty"
    assert "difficulty" in (folder / "b.json").read_text().split("\n")[problem.line - 1]


def test_an_id_is_unique_across_the_parts(folder: Path) -> None:
    write(folder / "b.json", {"questions": [question("anchor"), question("dragon")]})
    (problem,) = [p for p in check_file(folder) if p.severity == "error"]
    assert (problem.file, problem.place) == (str(folder / "b.json"), "questions[0].id")


def test_a_part_holds_questions_and_nothing_else(folder: Path) -> None:
    write(folder / "b.json", {"questions": [], "title": "no place for it"})
    (problem,) = check_file(folder)
    assert problem.file == str(folder / "b.json")
    assert "no part of a bank" in problem.wrong


def test_a_part_that_is_not_json_makes_the_bank_unusable_with_a_sentence(folder: Path) -> None:
    (folder / "b.json").write_text('{"questions": [')
    with pytest.raises(BankUnusable, match=r"b\.json:1: is not JSON"):
        library(folder).load("whole")


def test_a_head_that_is_no_object_is_a_problem(folder: Path) -> None:
    write(folder / "bank.json", [1, 2])
    assert [p.severity for p in check_file(folder)] == ["error"]

"""Several files to one bank."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizgame.bank.models import Bank
from quizgame.formats.collect import Collected, read_files

ONE = "# First\n\n## Part A\n### What is X?\nIt is Y.\n## Part B\n### Why?\nBecause.\n"
TWO = "# Second\n\nQ: Who is Z?\nA: Nobody.\n\nQ: Why?\nA: For fun.\n"
CHINESE = "# 第三\n\n问：什么是甲？\n答：是乙。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "My Quizzes"
    home.mkdir()
    (home / "one.md").write_text(ONE, "utf-8")
    (home / "two.md").write_text(TWO, "utf-8")
    (home / "three.md").write_text(CHINESE, "utf-8")
    return home


def whole(collected: Collected) -> Bank:
    assert collected.bank is not None
    return collected.bank


def test_several_files_become_one_bank_with_a_source_and_a_topic_each(folder: Path) -> None:
    bank = whole(read_files([folder / "one.md", folder / "two.md"]))
    assert [question.prompt for question in bank.questions] == ["What is X?", "Why?", "Who is Z?", "Why?"]
    assert [(document.id, document.title, document.file) for document in bank.sources] == [
        ("one", "First", str(folder / "one.md")),
        ("two", "Second", str(folder / "two.md")),
    ]
    assert [topic.title for topic in bank.topics] == ["First", "Second"]
    assert [question.topic for question in bank.questions] == ["first", "first", "second", "second"]
    assert [(q.source.document, q.source.number) for q in bank.questions if q.source] == [
        ("one", 1),
        ("one", 2),
        ("two", 1),
        ("two", 2),
    ]


def test_equal_prompts_of_two_files_have_ids_of_their_own(folder: Path) -> None:
    ids = [question.id for question in whole(read_files([folder / "one.md", folder / "two.md"])).questions]
    assert ids[3] == f"{ids[1]}-2"


def test_the_bank_is_named_for_the_folder_unless_a_title_is_given(folder: Path) -> None:
    files = [folder / "one.md", folder / "two.md"]
    bank, named = whole(read_files(files)), whole(read_files(files, title="Mine"))
    assert (bank.id, bank.title) == ("my-quizzes", "My Quizzes")
    assert (named.id, named.title) == ("mine", "Mine")


def test_one_file_is_named_for_itself_and_keeps_its_sections(folder: Path) -> None:
    bank = whole(read_files([folder / "one.md"]))
    assert (bank.id, bank.title) == ("one", "First")
    assert [topic.title for topic in bank.topics] == ["Part A", "Part B"]


def test_a_given_topic_holds_all_questions(folder: Path) -> None:
    bank = whole(read_files([folder / "one.md", folder / "two.md"], topic="All of it"))
    assert [(topic.id, topic.title) for topic in bank.topics] == [("all-of-it", "All of it")]


def test_front_matter_names_the_topic_of_its_file(folder: Path) -> None:
    (folder / "two.md").write_text(f"---\ntopic: Games\n---\n{TWO}", "utf-8")
    bank = whole(read_files([folder / "one.md", folder / "two.md"]))
    assert [topic.title for topic in bank.topics] == ["First", "Games"]


def test_files_of_one_name_are_sources_of_their_own(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "one.md").write_text(TWO, "utf-8")
    bank = whole(read_files([folder / "one.md", folder / "more" / "one.md"]))
    assert [document.id for document in bank.sources] == ["one", "one-2"]


def test_the_language_is_that_of_most_questions_and_the_others_are_told(folder: Path) -> None:
    files = [folder / "one.md", folder / "two.md", folder / "three.md"]
    collected = read_files(files)
    bank = whole(collected)
    assert bank.languages == ("en",)
    assert len(bank.questions) == 5
    assert [[passage.line for passage in report.passages] for report in collected.reports] == [[], [], [0]]
    assert "is in zh, while most of the bank is in en" in collected.reports[2].passages[0].why
    assert whole(read_files(files, lang="zh")).languages == ("zh",)


def test_reading_the_same_files_again_gives_the_same_bank(folder: Path) -> None:
    files = [folder / "one.md", folder / "two.md"]
    assert read_files(files) == read_files(files)


def test_the_version_is_that_of_the_content_wherever_the_files_are(folder: Path) -> None:
    names = ["one.md", "two.md"]
    before = whole(read_files([folder / name for name in names]))
    moved = folder.rename(folder.with_name("elsewhere"))
    after = whole(read_files([moved / name for name in names]))
    assert (before.version, before.questions) == (after.version, after.questions)
    (moved / "one.md").write_text(ONE.replace("Because.", "So."), "utf-8")
    edited = whole(read_files([moved / name for name in names]))
    assert edited.version != before.version
    assert [question.id for question in edited.questions] == [question.id for question in before.questions]


def test_what_cannot_be_read_gets_a_sentence_and_the_rest_is_read(folder: Path) -> None:
    (folder / "empty.md").touch()
    (folder / "binary.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    files = [folder / name for name in ("missing.md", "empty.md", "binary.md", "one.md")] + [folder]
    collected = read_files(files)
    assert len(whole(collected).questions) == 2
    assert [report.problem.split(":")[0].split(",")[0] for report in collected.reports] == [
        "There is no such file",
        "The file is empty",
        "The file is not text",
        "",
        "This is a folder",
    ]
    assert [report.file for report in collected.reports] == [str(file) for file in files]


@pytest.mark.parametrize("name", ["missing.md", "", "x\0y", "n" * 5_000])
def test_one_file_that_cannot_be_read_gives_no_bank(tmp_path: Path, name: str) -> None:
    collected = read_files([tmp_path / name])
    assert collected.bank is None
    assert collected.reports[0].problem.endswith(".")


def test_a_file_without_permission_is_said_to_have_none(folder: Path) -> None:
    secret = folder / "one.md"
    secret.chmod(0)
    if os.access(secret, os.R_OK):
        pytest.skip("this user may read every file, as root may")
    assert "permission" in read_files([secret]).reports[0].problem


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    assert "not a file" in read_files([pipe]).reports[0].problem


def test_a_file_given_twice_is_read_once(folder: Path) -> None:
    collected = read_files([folder / "one.md", folder / ".." / folder.name / "one.md"])
    assert len(whole(collected).questions) == 2
    assert "given before" in collected.reports[1].problem


def test_a_name_that_is_no_utf_8_does_no_harm(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    try:
        (tmp_path / name).write_text(TWO, "utf-8")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    bank = whole(read_files([tmp_path / name]))
    assert bank.model_dump_json()


def test_no_files_give_no_bank() -> None:
    assert read_files([]) == Collected(None, ())


def test_progress_runs_from_file_to_file_to_the_whole(folder: Path) -> None:
    shares: list[float] = []
    read_files([folder / "one.md", folder / "two.md", folder / "missing.md"], progress=shares.append)
    assert shares == sorted(shares)
    assert len(set(shares)) > 2
    assert shares[-1] == 1.0

"""The library of banks."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from quizgame.bank.adopt import free_id, merge
from quizgame.bank.library import (
    BankShips,
    BankUnusable,
    CannotStore,
    IdTaken,
    Library,
    NoSuchBank,
    summarise,
)
from quizgame.bank.models import Bank, dump_bank
from quizgame.bank.version import content_version
from tests.bank.banks import as_bytes, bank, banks, document, question


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder with one bank that ships."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "models.json").write_bytes(as_bytes(document(id="models", title="Models")))
    return folder


@pytest.fixture
def library(tmp_path: Path, shipped: Path) -> Library:
    return Library(tmp_path / "home" / "banks", shipped=shipped)


def put(library: Library, name: str, data: bytes) -> Path:
    """A file that the player laid into the folder by hand."""
    library.own.mkdir(parents=True, exist_ok=True)
    path = library.own / name
    path.write_bytes(data)
    return path


def imported(id_: str, **files: tuple[str, ...]) -> Bank:
    """A bank from these documents, each at /notes/NAME.md with questions of these ids, and a topic of its own."""
    return bank(
        *(
            question(name, topic=stem, source={"document": stem, "number": n})
            for stem, names in files.items()
            for n, name in enumerate(names, 1)
        ),
        id=id_,
        sources=[{"id": stem, "title": stem, "file": f"/notes/{stem}.md"} for stem in files],
        topics=[{"id": stem, "title": f"About {stem}"} for stem in files],
    )


def ids(any_bank: Bank) -> list[str]:
    return [question.id for question in any_bank.questions]


# Listing and loading


def test_without_a_folder_of_own_banks_there_are_those_that_ship(library: Library) -> None:
    assert [(entry.id, entry.ships) for entry in library.entries()] == [("models", True)]
    assert not library.own.exists()


def test_the_banks_that_ship_with_the_game_can_all_be_used(tmp_path: Path) -> None:
    good, bad = Library(tmp_path).summaries()
    assert bad == []
    assert all(summary.ships for summary in good)


def test_banks_are_listed_without_being_read(library: Library) -> None:
    put(library, "broken.json", b"{")
    put(library, "a.json", b"\xff")
    assert [entry.id for entry in library.entries()] == ["models", "a", "broken"]


def test_only_bank_files_are_listed(library: Library) -> None:
    put(library, ".hidden.json", b"{}")
    put(library, "notes.txt", b"{}")
    (library.own / "folder.json").mkdir()
    assert [entry.id for entry in library.entries() if not entry.ships] == []


def test_a_bank_that_was_written_is_loaded_again(library: Library) -> None:
    mine = bank()
    library.write(mine)
    assert library.load("notes") == mine


@given(banks())
def test_every_valid_bank_can_be_summarised(any_bank: Bank) -> None:
    for lang in (*any_bank.languages, None, "xx"):
        told = json.loads(json.dumps(summarise(any_bank, ships=False).to_json(lang)))
        assert list(told) == ["id", "title", "version", "languages", "questions", "points", "topics"]
        assert told["questions"] == sum(topic["questions"] for topic in told["topics"])


def test_an_unknown_bank_is_answered_with_the_nearest_ids(library: Library) -> None:
    with pytest.raises(NoSuchBank, match="Did you mean models\\?") as caught:
        library.load("modles")
    assert caught.value.near == ("models",)
    with pytest.raises(NoSuchBank, match=r"no bank 'zzz'\.$"):
        library.load("zzz")


@pytest.mark.parametrize("id_", ["../secret", "/etc/passwd", "", ".", "a/b", "\0", "models.json"])
def test_an_id_is_never_taken_for_a_path(library: Library, id_: str) -> None:
    put(library, "x.json", b"{}")
    (library.own.parent / "secret.json").write_bytes(as_bytes(document(id="secret")))
    with pytest.raises(NoSuchBank):
        library.load(id_)
    with pytest.raises(NoSuchBank):
        library.remove(id_)


def test_a_broken_bank_is_told_with_its_first_error_and_the_command_that_tells_all(library: Library) -> None:
    path = put(library, "my notes.json", as_bytes(document(version="")))
    with pytest.raises(BankUnusable) as caught:
        library.load("my notes")
    assert str(caught.value).startswith(f"{path}:3: version: is empty.")
    assert str(caught.value).endswith(f"run: quizgame check '{path}'")
    assert (caught.value.id, caught.value.path) == ("my notes", path)


def test_a_bank_whose_id_is_not_its_file_name_is_unusable(library: Library) -> None:
    put(library, "other.json", as_bytes(document()))
    with pytest.raises(BankUnusable, match=r'the id "notes"\. Name the file notes\.json'):
        library.load("other")


def test_a_bank_file_that_vanished_or_cannot_be_read_is_unusable(library: Library) -> None:
    path = put(library, "notes.json", as_bytes(document()))
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")
    with pytest.raises(BankUnusable, match="permission denied"):
        library.load("notes")


def test_an_own_bank_never_stands_in_for_one_that_ships(library: Library) -> None:
    put(library, "models.json", as_bytes(document(id="models", title="Mine")))
    assert library.load("models").title == "Models"
    (entry,) = [entry for entry in library.entries() if not entry.ships]
    assert 'a bank that ships is called "models"' in entry.problem
    good, bad = library.summaries()
    assert [(s.id, s.ships) for s in good] == [("models", True)]
    assert [str(error) for error in bad] == [entry.problem]


def test_a_broken_own_bank_hides_no_other(library: Library) -> None:
    library.write(bank())
    put(library, "broken.json", b"not json")
    good, bad = library.summaries()
    assert [summary.id for summary in good] == ["models", "notes"]
    assert [error.id for error in bad] == ["broken"]


def test_a_folder_that_is_no_folder_hides_no_bank_that_ships(library: Library) -> None:
    library.own.parent.mkdir()
    library.own.write_bytes(b"")
    good, bad = library.summaries()
    assert [summary.id for summary in good] == ["models"]
    assert "cannot be read: not a directory" in str(bad[0])
    with pytest.raises(CannotStore, match="cannot be stored in"):
        library.write(bank())


def test_a_summary_counts_questions_points_and_topics() -> None:
    mine = bank(
        question("q1", answer={"points": [{"term": "a"}, {"term": "b"}]}),
        question("q2"),
        title={"en": "Notes", "zh": "笔记"},
        languages=["en", "zh"],
        topics=[{"id": "basics", "title": {"en": "Basics", "zh": "基础"}}, {"id": "idle", "title": "Idle"}],
    )
    assert summarise(mine, ships=False).to_json("zh") == {
        "id": "notes",
        "title": "笔记",
        "version": "1",
        "languages": ["en", "zh"],
        "questions": 2,
        "points": 2,
        "topics": [{"id": "basics", "title": "基础", "questions": 2}, {"id": "idle", "title": "Idle", "questions": 0}],
    }
    assert summarise(mine, ships=False).to_json("fr")["title"] == "Notes"


# Writing


def test_own_banks_are_for_their_owner_alone(library: Library) -> None:
    path = library.write(bank())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(library.own.stat().st_mode) == 0o700
    assert stat.S_IMODE(library.own.parent.stat().st_mode) == 0o700


def test_a_bank_is_written_whole_or_not_at_all(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.write(imported("notes", one=("q1",)))
    before = (library.own / "notes.json").read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quizgame.bank.library.os.fsync", full)
    with pytest.raises(CannotStore, match="no space left on device"):
        library.write(imported("notes", one=("q1", "q2")))
    assert [path.name for path in library.own.iterdir()] == ["notes.json"]
    assert (library.own / "notes.json").read_bytes() == before


def test_a_bank_never_overwrites_one_that_ships(library: Library) -> None:
    with pytest.raises(BankShips):
        library.write(bank(id="models"))


def test_a_bank_never_overwrites_one_from_other_files(library: Library) -> None:
    library.write(imported("notes", one=("q1",)))
    with pytest.raises(IdTaken, match="comes from other files"):
        library.write(imported("notes", two=("q1",)))
    assert library.load("notes").sources[0].id == "one"


def test_a_bank_never_overwrites_what_cannot_be_read(library: Library) -> None:
    path = put(library, "notes.json", b"precious")
    with pytest.raises(IdTaken, match="cannot be read as a bank"):
        library.write(bank())
    assert path.read_bytes() == b"precious"
    assert library.adopt(bank()).id == "notes-2"


def test_an_own_bank_can_be_removed_and_one_that_ships_cannot(library: Library) -> None:
    library.write(bank())
    put(library, "broken.json", b"{")
    library.remove("notes")
    library.remove("broken")
    assert list(library.own.iterdir()) == []
    with pytest.raises(BankShips):
        library.remove("models")
    with pytest.raises(NoSuchBank):
        library.remove("notes")


def test_an_own_bank_under_the_id_of_one_that_ships_can_be_removed(library: Library) -> None:
    put(library, "models.json", b"{}")
    library.remove("models")
    assert [entry.ships for entry in library.entries()] == [True]


# Importing again


def test_a_new_bank_keeps_its_id(library: Library) -> None:
    assert library.adopt(bank()) == bank()


def test_a_bank_from_the_same_files_is_an_update_whatever_it_is_called(library: Library) -> None:
    library.write(imported("notes", one=("q1",), two=("q2",)))
    again = library.adopt(imported("renamed", two=("q2", "q3"), one=("q1",)))
    assert again.id == "notes"
    library.write(again)
    assert ids(library.load("notes")) == ["q2", "q3", "q1"]
    assert len(library.entries()) == 2


def test_a_bank_from_other_files_gets_a_free_id(library: Library) -> None:
    for stem, expected in (("one", "notes"), ("two", "notes-2"), ("three", "notes-3")):
        adopted = library.adopt(imported("notes", **{stem: ("q1",)}))
        assert adopted.id == expected
        library.write(adopted)


def test_a_bank_called_as_one_that_ships_gets_a_free_id(library: Library) -> None:
    assert library.adopt(bank(id="models")).id == "models-2"


def test_a_bank_from_no_file_is_the_same_only_if_its_content_is(library: Library) -> None:
    library.write(bank())
    assert library.adopt(bank()).id == "notes"
    assert library.adopt(bank(question("other"))).id == "notes-2"


def test_importing_one_file_of_several_replaces_what_came_from_it(library: Library) -> None:
    library.write(imported("notes", one=("a1", "a2"), two=("b1",), three=("c1", "c2")))
    adopted = library.adopt(imported("two", two=("b1", "b9")))
    assert adopted.id == "notes"
    assert ids(adopted) == ["a1", "a2", "b1", "b9", "c1", "c2"]
    assert [topic.id for topic in adopted.topics] == ["one", "two", "three"]
    assert adopted.version == content_version(adopted)
    library.write(adopted)
    assert library.load("notes") == adopted


def test_importing_part_of_a_bank_unchanged_changes_no_version(library: Library) -> None:
    whole = imported("notes", one=("a1",), two=("b1",))
    whole = whole.model_copy(update={"version": content_version(whole)})
    library.write(whole)
    assert library.adopt(imported("one", one=("a1",))) == whole


def test_a_bank_with_one_more_file_is_another_bank(library: Library) -> None:
    library.write(imported("notes", one=("a1",)))
    assert library.adopt(imported("notes", one=("a1",), two=("b1",))).id == "notes-2"


def test_a_topic_shared_with_other_documents_is_kept() -> None:
    old = imported("notes", one=("a1",), two=("b1",))
    shared = old.model_copy(update={"questions": tuple(q.model_copy(update={"topic": "one"}) for q in old.questions)})
    merged = merge(shared, imported("two", two=("b2",)))
    assert merged is not None
    assert [(q.id, q.topic) for q in merged.questions] == [("a1", "one"), ("b2", "two")]
    assert [topic.id for topic in merged.topics] == ["one", "two"]


def test_a_new_topic_called_like_a_kept_one_gets_a_number() -> None:
    old = imported("notes", one=("a1",), two=("b1",))
    part = imported("two", two=("b2",))
    renamed = part.model_copy(
        update={
            "topics": (part.topics[0].model_copy(update={"id": "one"}),),
            "questions": tuple(q.model_copy(update={"topic": "one"}) for q in part.questions),
        }
    )
    merged = merge(old, renamed)
    assert merged is not None
    assert [(q.id, q.topic) for q in merged.questions] == [("a1", "one"), ("b2", "one-2")]
    assert [(topic.id, topic.title) for topic in merged.topics] == [("one", "About one"), ("one-2", "About two")]


def test_ids_that_are_taken_in_the_bank_get_a_number() -> None:
    old = imported("notes", one=("same", "same-2"), two=("b1",))
    new = imported("two", two=("same", "b2"))
    merged = merge(old, new)
    assert merged is not None
    assert ids(merged) == ["same", "same-2", "same-3", "b2"]


def test_a_document_keeps_the_id_it_has_in_the_bank() -> None:
    old = imported("notes", one=("a1",), two=("b1",))
    raw: dict[str, Any] = json.loads(dump_bank(imported("x", two=("b2",))))
    raw["sources"][0]["id"] = raw["questions"][0]["source"]["document"] = "one"
    merged = merge(old, Bank.model_validate(raw))
    assert merged is not None
    assert [(d.id, d.file) for d in merged.sources] == [("one", "/notes/one.md"), ("two", "/notes/two.md")]
    assert [q.source.document for q in merged.questions if q.source] == ["one", "two"]


def test_a_part_in_another_language_is_a_bank_of_its_own(library: Library) -> None:
    library.write(imported("notes", one=("a1",), two=("b1",)))
    part = imported("two", two=("b1",))
    raw = json.loads(dump_bank(part)) | {"languages": ["zh"], "title": {"zh": "二"}}
    raw["questions"][0]["prompt"] = {"zh": "为什么？"}
    assert library.adopt(Bank.model_validate(raw)).id == "two"


def test_a_long_id_makes_room_for_its_number() -> None:
    taken = {"x" * 60, "x" * 58 + "-2", "ab-" * 19 + "abc"}
    assert free_id("x" * 60, taken.__contains__) == "x" * 58 + "-3"
    assert free_id("ab-" * 19 + "abc", taken.__contains__) == "ab-" * 18 + "ab-a-2"


# The version of a bank's content


def test_the_same_content_has_the_same_version_wherever_it_came_from() -> None:
    one, two = imported("a", one=("q1", "q2")), imported("b", one=("q1", "q2"))
    elsewhere = two.sources[0].model_copy(update={"file": "/other/one.md", "title": "Other"})
    assert content_version(one) == content_version(two.model_copy(update={"sources": (elsewhere,)}))
    assert len(content_version(one)) == 8


@pytest.mark.parametrize(
    "changes",
    [{"prompt": "Other?"}, {"difficulty": 3}, {"own_options": ["x"]}, {"id": "other"}],
)
def test_a_changed_question_changes_the_version(changes: dict[str, Any]) -> None:
    assert content_version(bank(question())) != content_version(bank(question() | changes))


def test_the_order_of_questions_is_part_of_the_version_since_a_seed_draws_by_it() -> None:
    one, two = question("q1"), question("q2")
    assert content_version(bank(one, two)) != content_version(bank(two, one))

"""The models of a bank."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from quizgame.bank.models import (
    FAULTS,
    TITLE_LIMIT,
    Bank,
    CodeText,
    Label,
    Prompt,
    Slug,
    Title,
    dump_bank,
    in_language,
    json_schema,
    parse_bank,
    texts,
)
from tests.bank.banks import as_bytes, bank, banks, document, question


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


def faults_of(raw: object) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Bank.model_validate(raw)
    (error,) = caught.value.errors()
    assert error["type"] == FAULTS
    return [f"{'.'.join(map(str, fault.place))} {fault.wrong}" for fault in error["ctx"]["faults"]]


@given(banks())
def test_a_bank_that_is_written_and_read_again_is_the_same_bank(any_bank: Bank) -> None:
    assert parse_bank(dump_bank(any_bank)) == any_bank
    assert parse_bank(dump_bank(any_bank).encode()) == any_bank


@given(st.text(max_size=300))
def test_a_text_that_is_accepted_is_stripped_composed_and_accepted_again(text: str) -> None:
    try:
        kept = read(Title, text)
    except ValidationError:
        return
    assert kept == kept.strip()
    assert unicodedata.is_normalized("NFC", kept)
    assert len(kept) <= TITLE_LIMIT
    assert read(Title, kept) == kept


@given(st.text(max_size=90))
def test_an_identifier_that_is_accepted_is_accepted_again_unchanged(text: str) -> None:
    for kind in (Slug, Label):
        try:
            kept = read(kind, text)
        except ValidationError:
            continue
        assert read(kind, kept) == kept


@pytest.mark.parametrize("text", ["\u0958" * TITLE_LIMIT, {"hi": "\u0958" * TITLE_LIMIT}])
def test_a_text_that_grows_beyond_its_bound_when_composed_is_refused(text: object) -> None:
    with pytest.raises(ValidationError, match="at most 200"):
        read(Title, text)


def test_a_slug_that_grows_beyond_its_bound_in_lower_case_is_refused() -> None:
    with pytest.raises(ValidationError, match="at most 60"):
        read(Slug, "İ" * 60)


def test_a_text_is_kept_in_nfc() -> None:
    assert read(Title, "cafe\u0301") == "caf\u00e9"


@pytest.mark.parametrize("char", ["\0", "\x07", "\x1b", "\r", "\x7f", "\x9b"])
def test_a_text_with_a_control_character_is_refused(char: str) -> None:
    with pytest.raises(ValidationError, match="control character U\\+"):
        read(Prompt, f"before{char}after")


def test_a_licence_with_a_control_character_is_refused() -> None:
    with pytest.raises(ValidationError, match="control character U\\+001B"):
        bank(licence="MIT\x1b[2J")


def test_newline_and_tab_may_stand_in_a_text() -> None:
    assert read(Prompt, "one\n\ttwo") == "one\n\ttwo"


@pytest.mark.parametrize("text", ["", "  \n ", "\u3000"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        read(Title, text)


def test_code_keeps_its_first_indentation_but_no_blank_lines_round_it() -> None:
    assert read(CodeText, "\n  \n    if x:\n        y\n\n") == "    if x:\n        y"


def test_a_field_that_nobody_defined_is_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        bank(colour="red")


def test_a_bank_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        bank().title = "Other"


def test_an_answer_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValidationError, match="short answer, or points"):
        bank(question(answer={}))


def test_a_text_is_one_for_all_languages_or_one_for_each() -> None:
    assert in_language("RAG", "zh") == "RAG"
    assert in_language({"en": "loss", "zh": "损失"}, "zh") == "损失"
    with pytest.raises(KeyError):
        in_language({"en": "loss"}, "zh")


def test_a_text_must_exist_in_every_language_of_the_bank() -> None:
    raw = document(question(prompt={"en": "Why?"}), languages=["en", "zh"])
    assert faults_of(raw) == ['questions.0.prompt has no text in "zh"']


def test_a_text_in_a_language_that_the_bank_does_not_name_is_a_fault() -> None:
    raw = document(question(prompt={"en": "Why?", "de": "Warum?"}))
    assert faults_of(raw) == ['questions.0.prompt.de is in "de", which the bank does not name']


def test_ids_are_unique_and_what_they_name_exists() -> None:
    raw = document(
        question("q1"),
        question("q1", topic="other", source={"document": "book", "number": 1}),
        topics=[{"id": "basics", "title": "A"}, {"id": "basics", "title": "B"}],
        languages=["en", "en"],
        sources=[{"id": "d", "title": "D"}, {"id": "d", "title": "D"}],
    )
    assert faults_of(raw) == [
        'languages.1 uses "en" a second time',
        'sources.1.id uses "d" a second time',
        'topics.1.id uses "basics" a second time',
        'questions.1.id uses "q1" a second time',
        'questions.1.topic names the topic "other", which nobody defined',
        'questions.1.source.document names the document "book", which nobody defined',
    ]


def test_every_text_of_a_bank_is_found_with_its_place() -> None:
    full = question(
        answer={"short": "s", "points": [{"term": "t", "gloss": "g"}]},
        prompt="p",
        explanation="e",
        code={"text": "c"},
        also_right=["a"],
        own_options=["o"],
    )
    found = {text: place for place, text in texts(bank(full, sources=[{"id": "d", "title": "D"}]))}
    assert [found[t] for t in "spgteaco"] == [
        ("questions", 0, "answer", "short"),
        ("questions", 0, "prompt"),
        ("questions", 0, "answer", "points", 0, "gloss"),
        ("questions", 0, "answer", "points", 0, "term"),
        ("questions", 0, "explanation"),
        ("questions", 0, "also_right", 0),
        ("questions", 0, "code", "text"),
        ("questions", 0, "own_options", 0),
    ]
    assert found["Notes"] == ("title",)
    assert found["Basics"] == ("topics", 0, "title")
    assert found["D"] == ("sources", 0, "title")


def test_the_json_schema_names_the_fields_of_a_bank() -> None:
    schema = json_schema()
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert {"id", "version", "title", "languages", "topics", "questions"} <= set(schema["properties"])
    assert schema["additionalProperties"] is False


def test_a_bank_file_is_read_from_bytes() -> None:
    assert parse_bank(as_bytes(document())).id == "notes"

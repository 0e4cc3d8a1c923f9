"""Identifiers made from texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from quizgame.bank.models import Slug
from quizgame.formats.language import guess_language
from quizgame.formats.names import Ids, fold, question_id, slug

SLUGS: TypeAdapter[str] = TypeAdapter(Slug)


@given(st.text())
def test_a_slug_of_any_text_is_one_that_a_bank_takes(text: str) -> None:
    made = slug(text, "bank")
    assert SLUGS.validate_python(made) == made


@given(st.lists(st.sampled_from(["a", "a-2", "b", "x" * 60]), max_size=30))
def test_no_id_is_given_out_twice(names: list[str]) -> None:
    ids = Ids()
    taken = [ids.take(name) for name in names]
    assert len(set(taken)) == len(taken)
    assert all(SLUGS.validate_python(name) == name for name in taken)


def test_a_slug_keeps_the_letters_of_every_script() -> None:
    assert slug("大模型：Vom Labor zum Markt!", "bank") == "大模型-vom-labor-zum-markt"
    assert slug("?!", "bank") == "bank"


def test_a_question_keeps_its_id_when_only_case_blanks_and_punctuation_change() -> None:
    assert question_id("What is  a model?") == question_id("what is a Model ？")
    assert question_id("What is a model?") != question_id("What is the model?")


def test_signs_that_change_the_meaning_change_the_id() -> None:
    assert len({question_id(f"What is {name}?") for name in ("C", "C#", "C++", "*C", "**C")}) == 5


def test_the_id_of_a_prompt_is_the_same_on_every_machine() -> None:
    assert question_id("大模型是什么？") == "q-bf3ce8b704"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_language_is_guessed_from_the_script() -> None:
    assert guess_language(["大模型企业如何使用 Transformer 和 BERT 模型？"]) == "zh"
    assert guess_language(["What does 模型 mean?"]) == "en"
    assert guess_language(["機械学習とは何ですか。"]) == "ja"
    assert guess_language(["Что такое модель?"]) == "ru"
    assert guess_language(["모델이란 무엇입니까?"]) == "ko"
    assert guess_language(["1 + 1 = 2"]) == "en"
    assert guess_language([]) == "en"

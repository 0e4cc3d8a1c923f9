"""The bank that ships keeps the rules that make its questions fair."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator
from importlib.resources import files

import pytest

from quizgame.bank.models import Bank, Question, Text, in_language, parse_bank

PROMPT_LENGTHS = {"en": 160, "zh": 60}
TERM_LENGTHS = {"en": 45, "zh": 16}
GLOSS_LENGTHS = {"en": 140, "zh": 60}
"""The most characters in each language, so that no option stands out by its length."""

LANGUAGES = ("en", "zh")


def plain(text: str) -> str:
    """Return ``text`` without case, blanks and punctuation."""
    return "".join(char for char in unicodedata.normalize("NFC", text).casefold() if char.isalnum())


def said(text: Text | None, lang: str) -> str:
    assert text is not None
    return in_language(text, lang)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return parse_bank((files("quizgame") / "data" / "banks" / "large-models.json").read_bytes())


def terms_and_glosses(question: Question, lang: str) -> Iterator[tuple[str, str]]:
    for point in question.answer.points:
        yield said(point.term, lang), said(point.gloss, lang)


def test_the_bank_says_who_it_is(bank: Bank) -> None:
    assert bank.id == "large-models"
    assert bank.licence == "MIT"
    assert bank.languages == LANGUAGES


def test_all_ten_entries_of_the_document_on_monetisation_are_covered_once(bank: Bank) -> None:
    sources = [question.source for question in bank.questions]
    numbers = [source.number for source in sources if source and source.document == "monetisation"]
    assert sorted(numbers) == list(range(1, 11))


def test_every_topic_has_questions(bank: Bank) -> None:
    assert {topic.id for topic in bank.topics} == {question.topic for question in bank.questions}


def test_every_question_is_asked_in_words_of_its_own_script(bank: Bank) -> None:
    for question in bank.questions:
        assert said(question.prompt, "en").isascii(), question.id
        assert any("\u4e00" <= char <= "\u9fff" for char in said(question.prompt, "zh")), question.id


def test_every_question_teaches_something_and_says_what_it_is_for(bank: Bank) -> None:
    for question in bank.questions:
        assert question.explanation is not None, question.id
        assert question.kind, question.id
        assert question.aims, question.id


def test_every_question_has_four_to_six_points_and_each_has_a_gloss(bank: Bank) -> None:
    for question in bank.questions:
        assert 4 <= len(question.answer.points) <= 6, question.id
        assert all(point.gloss is not None for point in question.answer.points), question.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_prompt_term_or_gloss_is_too_long(bank: Bank, lang: str) -> None:
    for question in bank.questions:
        assert len(said(question.prompt, lang)) <= PROMPT_LENGTHS[lang], question.id
        for term, gloss in terms_and_glosses(question, lang):
            assert len(term) <= TERM_LENGTHS[lang], term
            assert len(gloss) <= GLOSS_LENGTHS[lang], gloss


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_gloss_gives_its_term_away(bank: Bank, lang: str) -> None:
    for question in bank.questions:
        for term, gloss in terms_and_glosses(question, lang):
            assert plain(term) not in plain(gloss), term


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_term_stands_in_the_prompt_it_answers(bank: Bank, lang: str) -> None:
    for question in bank.questions:
        for term, _ in terms_and_glosses(question, lang):
            assert plain(term) not in plain(said(question.prompt, lang)), term


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_prompts_read_alike(bank: Bank, lang: str) -> None:
    prompts = [plain(said(question.prompt, lang)) for question in bank.questions]
    assert len(set(prompts)) == len(prompts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_term_and_no_gloss_stands_twice_in_the_bank(bank: Bank, lang: str) -> None:
    pairs = [pair for question in bank.questions for pair in terms_and_glosses(question, lang)]
    for texts in zip(*pairs, strict=True):
        found = [plain(text) for text in texts]
        assert sorted(set(found)) == sorted(found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_short_answers_differ_and_are_of_similar_length(bank: Bank, lang: str) -> None:
    shorts = [said(q.answer.short, lang) for q in bank.questions if q.answer.short is not None]
    assert len(shorts) >= 5
    assert len({plain(short) for short in shorts}) == len(shorts)
    assert max(map(len, shorts)) <= 1.5 * min(map(len, shorts))


def test_code_parses_and_fits_the_screen(bank: Bank) -> None:
    found = [question.code for question in bank.questions if question.code is not None]
    assert found
    for code in found:
        assert code.language == "python"
        text = said(code.text, "en")
        lines = text.split("\n")
        assert len(lines) <= 22
        assert max(map(len, lines)) <= 70
        ast.parse(text)

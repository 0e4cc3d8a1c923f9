"""The bank that ships keeps the rules that make its questions fair."""

from __future__ import annotations

import ast
import csv
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from quizgame.bank.checks import check_file
from quizgame.bank.library import Library
from quizgame.bank.models import Bank, Question, Text, in_language
from quizgame.formats.collect import read_files
from quizgame.i18n import translator
from quizgame.play.distractors import Pool
from quizgame.play.items import OPTIONS, draw_items

PROMPT_LENGTHS = {"en": 160, "zh": 60}
TERM_LENGTHS = {"en": 45, "zh": 16}
GLOSS_LENGTHS = {"en": 140, "zh": 60}
"""The most characters in each language, so that no option stands out by its length."""

LANGUAGES = ("en", "zh")

ENTRIES = {"commercialisation": 30, "market-advantage": 30, "monetisation": 10, "product": 30, "technology": 25}
"""The documents that the bank teaches, in order of file name, and how many entries each has."""

ROOT = Path(__file__).parents[1]
COVERAGE = ROOT / "docs" / "coverage.csv"
SOURCES = ROOT.parent / "shared" / "sources"


def plain(text: str) -> str:
    """Return ``text`` without case, blanks and punctuation."""
    return "".join(char for char in unicodedata.normalize("NFC", text).casefold() if char.isalnum())


def said(text: Text | None, lang: str) -> str:
    assert text is not None
    return in_language(text, lang)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return Library(Path("no such folder")).load("large-models")


@pytest.fixture(scope="module")
def coverage() -> dict[tuple[str, int], tuple[str, list[str]]]:
    """From an entry of a document to its question, and to where each of its points now stands."""
    with COVERAGE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({(row["document"], row["number"]) for row in rows}) == len(rows)
    return {(row["document"], int(row["number"])): (row["question"], row["points"].split()) for row in rows}


def terms_and_glosses(question: Question, lang: str) -> Iterator[tuple[str, str]]:
    for point in question.answer.points:
        yield said(point.term, lang), said(point.gloss, lang)


def test_the_bank_says_who_it_is(bank: Bank) -> None:
    assert bank.id == "large-models"
    assert bank.licence == "MIT"
    assert bank.languages == LANGUAGES


def test_the_checks_find_nothing_to_mend() -> None:
    assert check_file(ROOT / "quizgame" / "data" / "banks" / "large-models") == []


def test_there_is_enough_to_play(bank: Bank) -> None:
    assert len(bank.questions) >= 150
    assert sum(len(question.answer.points) for question in bank.questions) >= 550
    for topic in bank.topics:
        assert sum(question.topic == topic.id for question in bank.questions) >= 10, topic.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_yields_two_thousand_different_items_of_four_options(bank: Bank, lang: str) -> None:
    drawn = draw_items(Pool(bank, lang), range(len(bank.questions)), Random(1), translator(lang))
    items = list(islice(drawn, 2000))
    assert len({item.id for item in items}) == 2000
    assert {len(item.options) for item in items} == {OPTIONS}


Coverage = dict[tuple[str, int], tuple[str, list[str]]]


def test_every_entry_of_the_documents_became_a_question(bank: Bank, coverage: Coverage) -> None:
    assert list(coverage) == [(name, n) for name, count in ENTRIES.items() for n in range(1, count + 1)]
    assert {name for name, _points in coverage.values()} <= {question.id for question in bank.questions}


def test_every_point_of_the_documents_stands_somewhere(bank: Bank, coverage: Coverage) -> None:
    points = {question.id: len(question.answer.points) for question in bank.questions}
    for entry, (_name, places) in coverage.items():
        for place in places:
            question, number = place.rsplit(":", 1)
            assert 1 <= int(number) <= points.get(question, 0), (entry, place)


def test_the_sources_of_the_questions_are_entries_of_the_documents(bank: Bank) -> None:
    for question in bank.questions:
        if question.source is not None:
            assert 1 <= question.source.number <= ENTRIES[question.source.document], question.id


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents are not beside the checkout")
def test_the_coverage_counts_the_points_that_the_importer_reads(coverage: Coverage) -> None:
    for name, path in zip(ENTRIES, sorted(SOURCES.glob("*.txt")), strict=True):
        read = read_files([path], title=None, topic=None, lang=None, progress=None).bank
        assert read is not None
        for question in read.questions:
            assert question.source is not None
            _question, points = coverage[name, question.source.number]
            assert len(points) == len(question.answer.points), (name, question.source.number)


def test_every_question_is_asked_in_words_of_its_own_script(bank: Bank) -> None:
    for question in bank.questions:
        assert said(question.prompt, "en").isascii(), question.id
        assert any("\u4e00" <= char <= "\u9fff" for char in said(question.prompt, "zh")), question.id


def test_every_question_teaches_something_and_says_what_it_is_for(bank: Bank) -> None:
    for question in bank.questions:
        assert question.explanation is not None, question.id
        assert question.kind, question.id
        assert question.aims, question.id


def test_every_question_has_three_to_eight_points_and_each_has_a_gloss(bank: Bank) -> None:
    for question in bank.questions:
        assert 3 <= len(question.answer.points) <= 8, question.id
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
def test_no_gloss_stands_twice_and_no_term_twice_in_a_question(bank: Bank, lang: str) -> None:
    glosses = [plain(gloss) for question in bank.questions for _term, gloss in terms_and_glosses(question, lang)]
    assert len(set(glosses)) == len(glosses)
    for question in bank.questions:
        terms = [plain(term) for term, _gloss in terms_and_glosses(question, lang)]
        assert len(set(terms)) == len(terms), question.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_short_answers_differ_and_are_of_similar_length(bank: Bank, lang: str) -> None:
    shorts = [said(q.answer.short, lang) for q in bank.questions if q.answer.short is not None]
    assert len(shorts) >= 5
    assert len({plain(short) for short in shorts}) == len(shorts)
    assert max(map(len, shorts)) <= 3 * min(map(len, shorts))


def test_code_parses_and_fits_the_screen(bank: Bank) -> None:
    found = [question.code for question in bank.questions if question.code is not None]
    assert found
    for code in found:
        assert code.language == "python"
        text = said(code.text, "en")
        lines = text.split("\n")
        assert len(lines) <= 22
        assert max(map(len, lines)) <= 70
        if "..." not in text:  # a gap to be filled is part of some questions
            ast.parse(text)

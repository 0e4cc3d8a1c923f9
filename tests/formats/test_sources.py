"""The five documents that the game was first made for."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgame.bank.models import Bank
from quizgame.formats.collect import Collected, read_files
from quizgame.formats.markdown import read_markdown
from tests.formats.reading import SOURCES, points

pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the five documents are not beside this checkout, at ../shared/sources"
)


@pytest.fixture(scope="module")
def files() -> list[Path]:
    return sorted(SOURCES.glob("*.txt"))


@pytest.fixture(scope="module")
def collected(files: list[Path]) -> Collected:
    return read_files(files)


@pytest.fixture(scope="module")
def whole(collected: Collected) -> Bank:
    assert collected.bank is not None
    return collected.bank


@pytest.fixture(scope="module")
def banks(files: list[Path]) -> list[Bank]:
    found = [read_markdown(file.read_bytes(), file=str(file)).bank for file in files]
    return [bank for bank in found if bank is not None]


def test_they_give_125_questions_with_503_points(collected: Collected, whole: Bank) -> None:
    assert [report.questions for report in collected.reports] == [30, 30, 10, 30, 25]
    assert len(whole.questions) == 125
    assert sum(len(question.answer.points) for question in whole.questions) == 503
    assert {report.lang for report in collected.reports} == {"zh"}


def test_thirteen_answers_are_prose(collected: Collected, whole: Bank) -> None:
    assert [report.prose for report in collected.reports] == [1, 0, 6, 0, 6]
    assert sum(question.answer.short is not None for question in whole.questions) == 13


def test_code_stays_code_with_its_question(whole: Bank) -> None:
    with_code = [question for question in whole.questions if question.code]
    assert len(with_code) == 7
    assert {question.code.language for question in with_code if question.code} == {"python"}
    first = with_code[0]
    assert first.code is not None
    assert first.prompt == "如何利用大模型进行图像识别？"
    assert first.answer.short == "使用卷积神经网络（CNN）进行图像识别。"
    assert str(first.code.text).startswith("import tensorflow as tf\n")
    assert str(first.code.text).endswith("print(f'\\nTest accuracy: {test_acc}')")


def test_the_prompt_is_the_full_question_where_the_document_gives_one(banks: list[Bank]) -> None:
    assert banks[0].questions[1].prompt == "大模型商业化落地过程中，开发者可能面临哪些挑战？"
    assert banks[1].questions[0].prompt == (
        "什么是大规模预训练模型（Large-scale Pre-trained Models）？它们为什么重要？"
    )
    assert banks[2].questions[0].prompt == "大模型是什么？"
    assert banks[3].questions[0].prompt == "在研发大模型产品时，可能会遇到哪些技术挑战？"
    assert banks[4].questions[0].prompt == "在大模型创业过程中，核心技术是什么？请简要解释。"


def test_the_list_before_the_exercises_is_their_prompts(banks: list[Bank]) -> None:
    exercises = banks[4].questions[20:]
    assert [question.answer.short for question in exercises] == [
        "图像识别", "文本分类", "语音识别", "推荐系统", "时间序列预测",
    ]  # fmt: skip
    assert exercises[0].prompt == "使用卷积神经网络实现一个简单的图像识别模型，能够识别手写数字。"
    assert exercises[4].prompt == (
        "使用长短记忆网络（LSTM）或门控循环单元（GRU）实现一个时间序列预测模型，能够预测股票价格或天气变化。"
    )
    assert all(question.code for question in exercises)


def test_marked_explanations_are_kept(banks: list[Bank]) -> None:
    deep, market = banks[4].questions[0].explanation, banks[1].questions[2].explanation
    assert str(deep).startswith("深度学习是一种基于多层神经网络的机器学习方法。")
    assert market == (
        "保护知识产权可以增强公司的市场竞争力，防止竞争对手抄袭或复制公司的技术和产品。这有助于公司在市场中建立独特的优势。"
    )
    assert all(question.explanation for question in banks[1].questions)


def test_prose_beside_a_list_goes_to_the_explanation_without_its_lead_in(banks: list[Bank]) -> None:
    question = banks[1].questions[0]
    assert points(question)[1] == ("效率提高", "通过预训练，模型可以更快地适应新任务，减少训练时间和计算成本。")
    assert str(question.explanation).endswith("可以学习到语言、知识、模式等多种信息。")


def test_points_are_terms_and_glosses_bold_or_plain(banks: list[Bank]) -> None:
    assert points(banks[1].questions[1])[2] == (
        "ROC曲线和AUC（Receiver Operating Characteristic and Area Under Curve）",
        "评估模型的分类性能。",
    )
    assert points(banks[2].questions[3])[2] == ("优化模型架构，如轻量化、量化", None)
    assert points(banks[2].questions[4])[3] == ("推荐系统", "个性化推荐、购物推荐等")


def test_every_word_of_a_question_stands_in_its_document(banks: list[Bank], files: list[Path]) -> None:
    for bank, file in zip(banks, files, strict=True):
        source = file.read_text("utf-8").replace("*", "")
        for question in bank.questions:
            assert str(question.prompt) in source
            for term, gloss in points(question):
                assert term in source
                assert gloss is None or gloss in source


def test_only_what_belongs_to_no_question_is_left_out(collected: Collected) -> None:
    lines = [[passage.line for passage in report.passages] for report in collected.reports]
    assert lines == [[], [5, 338], [129], [], [232, 240, 395]]
    assert {passage.why for report in collected.reports for passage in report.passages} == {"belongs to no question"}


def test_equal_prompts_have_ids_of_their_own(whole: Bank) -> None:
    ids = [question.id for question in whole.questions]
    assert len(set(ids)) == 125
    assert [name for name in ids if name.count("-") > 1] == ["q-b98ad451e6-2", "q-43cd37c39d-2"]


def test_each_document_is_a_source_and_a_topic(whole: Bank, files: list[Path]) -> None:
    assert [document.file for document in whole.sources] == [str(file) for file in files]
    assert len(whole.topics) == 5
    assert [question.source.number for question in whole.questions if question.source] == [
        *range(1, 31), *range(1, 31), *range(1, 11), *range(1, 31), *range(1, 26),
    ]  # fmt: skip
    assert whole.id == "sources"


def test_the_sections_of_one_document_are_its_topics(banks: list[Bank]) -> None:
    assert [topic.title for topic in banks[2].topics] == [
        "大模型企业变现的相关问题",
        "大模型企业变现的典型问题及面试题库",
        "大模型企业变现的算法编程题库及答案解析",
    ]
    assert banks[2].title == "大模型企业变现策略探讨：找对场景是关键"

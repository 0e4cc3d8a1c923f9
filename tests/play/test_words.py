"""What counts as the same answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.play.words import alike, mask, normal, width


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Early stopping", "early-stopping"),
        ("Ｆ１ score", "F1 score"),
        ("模型压缩", "压缩模型"),
        ("Georgia", "State of Georgia"),
        ("数据清洗", "数据清洗方法"),
        ("regularisation", "regularization"),
        ("data cleaning", "cleaning data"),
        ("Zürich", "ZÜRICH"),
        ("用户访谈", "用户 访谈"),
    ],
)
def test_these_read_alike(one: str, two: str) -> None:
    assert alike(normal(one), normal(two))
    assert alike(normal(two), normal(one))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("C", "C++"),
        ("C++", "C#"),
        ("1984", "1985"),
        ("L1正则化", "L2正则化"),
        ("precision", "decision"),
        ("数据加密", "数据脱敏"),
        ("recall", "precision"),
        ("GPU", "GRU"),
        ("art", "cartoon"),
        ("5 %", "5"),
        ("🍎", "🍐"),
    ],
)
def test_these_do_not_read_alike(one: str, two: str) -> None:
    assert not alike(normal(one), normal(two))
    assert not alike(normal(two), normal(one))


@given(st.text(), st.text())
def test_reading_alike_is_mutual_and_every_text_is_like_itself(one: str, two: str) -> None:
    assert alike(normal(one), normal(two)) == alike(normal(two), normal(one))
    assert alike(normal(one), normal(one))


def test_a_chinese_character_is_two_cells_wide() -> None:
    assert width("数据") == 4
    assert width("data") == 4


@pytest.mark.parametrize(
    ("gloss", "term", "masked"),
    [
        ("Dropout leaves out units", "dropout", "____ leaves out units"),
        ("准确率是正确的比例", "准确率（Accuracy）", "____是正确的比例"),
        ("the share called accuracy here", "准确率（Accuracy）", "the share called ____ here"),
        ("adapters are small", "adapter", "____ are small"),
        ("an artful start", "art", "an artful start"),
        ("nothing of the sort", "dropout", "nothing of the sort"),
        ("a $5 (five) fee", "$5 (five)", "a ____ fee"),
    ],
)
def test_a_gloss_does_not_give_its_term_away(gloss: str, term: str, masked: str) -> None:
    assert mask(gloss, term) == masked


@given(st.text(), st.text(min_size=1))
def test_masking_takes_any_text(gloss: str, term: str) -> None:
    assert isinstance(mask(gloss, term), str)

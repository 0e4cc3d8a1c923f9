"""What a player may be called."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from quizgame.save.names import BadName, Reason, check_name, fold

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    "name",
    [
        "Ada",
        "阿达",
        "Ада",
        "عادة",
        "नेहा",
        "می\u200cخواهم",
        "Zoë",
        FAMILY,
        "7",
        "[bold]x[/]",
        "'; DROP TABLE player",
        "<b>&amp;",
        "x" * 20,
        "长" * 10,
    ],
)
def test_any_script_will_do(name: str) -> None:
    assert check_name(name) == name


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", Reason.EMPTY),
        (" \u3000\t\n ", Reason.EMPTY),
        ("x" * 21, Reason.TOO_LONG),
        ("长" * 11, Reason.TOO_LONG),
        ("e" + "\u0323" * 1000, Reason.TOO_LONG),
        ("e" + "\u0323" * 150, Reason.TOO_LONG),
        ("a\nb", Reason.CONTROL),
        ("a\tb", Reason.CONTROL),
        ("\x1b[31mred", Reason.CONTROL),
        ("a\x00", Reason.CONTROL),
        ("a\x9b", Reason.CONTROL),
        ("a\u2028b", Reason.CONTROL),
        ("abc\u202edef", Reason.CONTROL),
        ("\u2067abc", Reason.CONTROL),
        ("a\ud800", Reason.CONTROL),
        ("a\ue000", Reason.CONTROL),
        ("a\U000e0fff", Reason.CONTROL),
        ("a\u200bb", Reason.INVISIBLE),
        ("\ufeffAda", Reason.INVISIBLE),
        ("\u200d", Reason.INVISIBLE),
        ("\u0301", Reason.INVISIBLE),
        ("\u3164", Reason.INVISIBLE),
        ("\u2800\u2800", Reason.INVISIBLE),
        ("\U000e0041", Reason.INVISIBLE),
    ],
)
def test_a_name_that_cannot_be_shown_is_refused_with_its_reason(name: str, reason: Reason) -> None:
    with pytest.raises(BadName) as refused:
        check_name(name)
    assert refused.value.reason is reason
    assert str(refused.value).startswith("A name ")


def test_blanks_round_a_name_go_and_blanks_inside_it_become_one_space() -> None:
    assert check_name("\u3000Ada \u00a0  Lovelace ") == "Ada Lovelace"


def test_a_name_is_kept_composed() -> None:
    assert check_name("Zoe\u0308") == "Zo\u00eb"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada", "ADA"), ("Zoë", "ZOE\u0308"), ("Straße", "STRASSE"), ("Σίσυφος", "ΣΊΣΥΦΟΣ"), ("A\u200dda", "Ada")],
)
def test_names_that_differ_in_case_or_encoding_only_are_one_player(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_names_that_differ_are_two_players() -> None:
    assert fold("Ada") != fold("Ada1")


@given(st.text(max_size=40))
def test_an_accepted_name_fits_the_board_and_is_accepted_again(text: str) -> None:
    try:
        name = check_name(text)
    except BadName:
        return
    assert 1 <= wcswidth(name) <= 20
    assert unicodedata.is_normalized("NFC", name)
    assert check_name(name) == name
    assert fold(name) == fold(unicodedata.normalize("NFD", name))

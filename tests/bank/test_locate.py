"""Lines and columns in a JSON text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgame.bank.locate import Spot, locate
from quizgame.bank.models import Place

_blanks = st.text(" \t\n\r", max_size=3)
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(['"', "\\", '\\"', "{[,:]}"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def spot(text: str) -> Spot:
    """The spot behind ``text``, worked out the slow way."""
    lines = text.split("\n")
    return Spot(len(lines), len(lines[-1]) + 1)


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[str, dict[Place, Spot]]:
    """A JSON text with blanks anywhere, and where everything in it stands."""
    spots: dict[Place, Spot] = {}

    def string(text: str) -> str:
        return json.dumps(text, ensure_ascii=draw(st.booleans()))

    def write(text: str, value: Any, place: Place) -> str:
        text += draw(_blanks)
        spots.setdefault(place, spot(text))
        if isinstance(value, dict):
            text += "{"
            for i, (key, inner) in enumerate(value.items()):
                text += ("," if i else "") + draw(_blanks)
                spots[(*place, key)] = spot(text)
                text = write(text + string(key) + draw(_blanks) + ":", inner, (*place, key))
            text += draw(_blanks) + "}"
        elif isinstance(value, list):
            text += "["
            for i, inner in enumerate(value):
                text = write(text + ("," if i else ""), inner, (*place, i))
            text += draw(_blanks) + "]"
        else:
            text += string(value) if isinstance(value, str) else json.dumps(value)
        return text + draw(_blanks)

    text = write("", draw(_values), ())
    return text, spots


@given(laid_out())
def test_everything_is_found_where_it_stands(example: tuple[str, dict[Place, Spot]]) -> None:
    text, spots = example
    json.loads(text)
    layout = locate(text, spots)
    assert layout.spots == spots
    assert layout.repeats == ()


@given(st.text('{}[],:"\\ab1 \n'), st.lists(st.lists(st.sampled_from(["a", "b", 0, 1])).map(tuple)))
def test_a_text_that_is_not_json_does_no_harm(text: str, places: list[Place]) -> None:
    layout = locate(text, places)
    assert set(layout.spots) == set(places)
    assert all(1 <= found.line <= text.count("\n") + 1 for found in layout.spots.values())


def test_what_is_not_there_is_looked_for_where_it_would_stand() -> None:
    text = '{\n "a": {\n  "b": [1,\n 2]}}'
    places: list[Place] = [("a", "x"), ("a", "b", 7), ("a", "b", 1, "y"), ("z",)]
    assert [locate(text, places).spots[p].line for p in places] == [2, 3, 4, 1]


def test_a_repeated_key_is_found_with_both_lines() -> None:
    (repeat,) = locate('{"list": [1, {\n"key": 1,\n"other": 2,\n "key": 3}]}').repeats
    assert repeat.place == ("list", 1, "key")
    assert (repeat.first, repeat.spot) == (Spot(2, 1), Spot(4, 2))


def test_a_key_in_another_object_is_no_repeat() -> None:
    assert locate('[{"a": {"a": 1}}, {"a": 2}]').repeats == ()


def test_a_key_written_with_an_escape_is_the_same_key() -> None:
    (repeat,) = locate('{"a": 1, "\\u0061": 2}').repeats
    assert repeat.place == ("a",)


def test_of_a_repeated_key_the_last_counts_as_it_does_for_the_reader() -> None:
    text = '{"a": {"b": 1},\n"a": {\n"c": 2}}'
    spots = locate(text, [("a",), ("a", "b"), ("a", "c")]).spots
    assert [s.line for s in spots.values()] == [2, 2, 3]


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"b":'])
def test_a_text_nested_a_hundred_thousand_deep_is_read_like_any_other(opening: str) -> None:
    depth = 100_000
    assert locate("\n" + opening * depth, [("a", 0)]).spots[("a", 0)].line == 2


def test_marks_inside_a_string_are_not_structure() -> None:
    text = '{"a": "\\"},{[",\n"b": 1}'
    assert locate(text, [("b",)]).spots[("b",)] == Spot(2, 1)

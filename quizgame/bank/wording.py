"""What pydantic finds wrong with a bank, in words for the person who wrote the bank."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from quizgame.bank.advice import quote
from quizgame.bank.models import (
    LINE_BRANCH,
    MAP_BRANCH,
    Answer,
    Bank,
    Code,
    Document,
    Place,
    Point,
    Question,
    Source,
    Topic,
)

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "sources": Document,
    "topics": Topic,
    "questions": Question,
    "answer": Answer,
    "points": Point,
    "code": Code,
    "source": Source,
}
"""The models inside a bank, by the field that holds them, alone or in a list."""

TEXT_FIELDS: Final = frozenset(
    {"title", "prompt", "term", "gloss", "short", "explanation", "text", "also_right", "own_options"}
)
"""The fields that hold a text, or a list of texts: each one string or a map by language."""

_TEXT: Final = "a text in quotes, or a text for each language"
_SLUG: Final = "an identifier such as large-models: letters and digits, joined by single hyphens, at most 60"
_SHAPES: Final = {
    **dict.fromkeys(TEXT_FIELDS, _TEXT),
    **dict.fromkeys(("also_right", "own_options"), "a list of texts"),
    **dict.fromkeys(("id", "topic", "document"), _SLUG),
    "version": "a version in quotes, such as 1.0: letters, digits and . + - _, at most 40",
    "languages": "a list of language tags, such as en, zh or pt-BR, at least one",
    "licence": "the name of a licence in quotes",
    "sources": "a list of documents, each an object with an id and a title",
    "topics": "a list of topics, each an object with an id and a title, at least one",
    "questions": "a list of questions, each an object with id, topic, prompt and answer",
    "answer": "an object with short, or points, or both",
    "points": "a list of points, each an object with a term, at most 100",
    "aims": "a list of short words in quotes",
    "kind": "a short word in quotes",
    "difficulty": "1, 2 or 3, without quotes",
    "code": "an object with a text and, if it is known, a language",
    "language": "the name that syntax highlighters use, such as python or c++",
    "source": "an object with a document and a number",
    "number": "a whole number from 1, without quotes",
    "file": "a path in quotes, at most 4,096 characters",
}
"""What belongs into a field, as the end of a sentence that begins with "Write"."""

_ITEM_SHAPES: Final = {
    **dict.fromkeys(("also_right", "own_options"), _TEXT),
    "languages": "a language tag in quotes, such as en, zh or pt-BR",
    "sources": "an object with an id and a title",
    "topics": "an object with an id and a title",
    "questions": "an object with id, topic, prompt and answer",
    "points": "an object with a term",
    "aims": "a short word in quotes",
}
"""What belongs into a list, item by item."""

_NEAR: Final = 60
"""rapidfuzz ratio, in percent, from which an unknown field is taken for a slip of the pen."""


def place_of(error: ErrorDetails) -> Place:
    """Return where in the document an error stands, without the steps that pydantic puts in between."""
    steps = list(error["loc"])
    if steps and steps[-1] == "[key]":
        steps.pop()
    for i in range(1, len(steps)):
        # Only the first step below a text is pydantic's: "map" is a language tag, too.
        if steps[i] in (LINE_BRANCH, MAP_BRANCH) and _field(tuple(steps[:i])) in TEXT_FIELDS:
            del steps[i]
            break
    return tuple(steps)


def words_of(error: ErrorDetails, place: Place) -> tuple[str, str]:
    """Return what is wrong at ``place``, as a sentence's end, and what would be right, as a sentence."""
    context: dict[str, Any] = error.get("ctx", {})
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_field(place)
    if error["loc"][-1:] == ("[key]",):
        return "is no language tag", "Write one such as en, zh or pt-BR."
    if kind in _PLAIN:
        wrong, right = _PLAIN[kind]
        return wrong.format_map(context), right or f"Write {shape_of(place)}."
    return f"is {_named(error['input'])}, which cannot stand here", f"Write {shape_of(place)}."


def shape_of(place: Place) -> str:
    """Return what belongs at ``place``, as the end of a sentence that begins with "Write"."""
    if not place:
        return "a bank: an object with id, version, title, languages, topics and questions"
    name = _field(place)
    if isinstance(place[-1], int):
        return _ITEM_SHAPES.get(name, "what the field asks for")
    if place[-1] != name:
        return f"a text in the language {quote(str(place[-1]))}"
    return _SHAPES.get(name, "what the field asks for")


def _field(place: Place) -> str:
    """Return the field that ``place`` is in: its last name, but not a language of a text."""
    field = ""
    for step in place:
        if step in _SHAPES:
            field = str(step)
        if step in TEXT_FIELDS:
            break
    return field


_PLAIN: Final = {
    "missing": ("is missing", ""),
    "string_too_short": ("is empty", ""),
    "too_short": ("is empty", ""),
    "string_too_long": ("is longer than {max_length:,} characters", "Shorten it."),
    "too_long": ("has more than {max_length:,} entries", "Take some out."),
    "control_character": (
        "holds the control character U+{code}",
        "Take it out: only line breaks and tabs may stand in a text.",
    ),
    "empty_answer": ("says nothing", "Write a short answer, or points, or both."),
}
"""By pydantic's type of error: what is wrong, and what would be right; empty where the shape of the field says it."""


def _named(value: object) -> str:
    """Name a JSON value as its author would: ``a list``, ``the number 7``."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value:.12g}" if abs(value) < 1e12 else "too large a number"
        case str():
            return f"the text {quote(value)}"
        case list() | tuple():
            return "a list"
        case _:
            return "an object"


def _unknown_field(place: Place) -> tuple[str, str]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only a bank with a slip in it needs it

    holder = next((MODELS[x] for x in reversed(place[:-1]) if isinstance(x, str) and x in MODELS), Bank)
    fields = list(holder.model_fields)
    near = process.extractOne(str(place[-1]).lower(), fields, scorer=fuzz.ratio, score_cutoff=_NEAR)
    wrong = f"is not a field of {_article(holder.__name__.lower())}"
    if near is not None:
        return wrong, f'Rename it to "{near[0]}", or take it out.'
    return wrong, f"Take it out; the fields are {', '.join(fields)}."


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


_JSON_REASONS: Final = (
    ("trailing comma", "has a comma after the last entry", "Take the comma out."),
    ("trailing characters", "goes on after its end", "Take out what follows the last bracket."),
    ("key must be a string", "has a key without double quotes", 'Write keys as "id", in double quotes.'),
    ("expected `:`", "lacks a colon after a key", 'Write "key": value.'),
    ("expected `,`", "lacks a comma, or the bracket that closes what was opened", "Put it in here."),
    ("EOF", "ends too early", "Close every bracket and quotation mark that was opened."),
    ("recursion limit", "is nested too deeply", "A bank needs no more than ten levels; write it flatter."),
    (
        "control character",
        "has a line break, tab or other control character inside quotation marks",
        "Write \\n for a line break and \\t for a tab; look for a quotation mark that was not closed.",
    ),
    ("invalid escape", "has an unknown escape after a backslash", "Write \\\\ for a backslash itself."),
    ("hex escape", "has a \\u escape that is only half a character", "Write the character itself."),
    ("surrogate", "has a \\u escape that is only half a character", "Write the character itself."),
    ("number", "has a number that JSON does not allow", "Write it plainly, such as 2, or put it in quotes."),
)
"""A part of the parser's reason, what is wrong, what would be right. The first that fits counts."""

_JSON_SPOT: Final = re.compile(r" at line (\d+) column (\d+)$")


def json_words(reason: str) -> tuple[int, str, str]:
    """Return the line, what is wrong and what would be right, for a reason that pydantic's JSON parser gave."""
    spot = _JSON_SPOT.search(reason)
    line, column = (int(spot[1]), int(spot[2])) if spot else (1, 1)
    if column == 0:  # the parser has just read a line feed, which ends the line before
        line = max(1, line - 1)
    for part, wrong, right in _JSON_REASONS:
        if part in reason:
            return line, wrong, right
    return line, "has something that JSON does not allow", "Put texts in double quotes, and look for a slip of the pen."

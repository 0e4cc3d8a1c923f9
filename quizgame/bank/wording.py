"""What pydantic finds wrong with a bank, in words for the person who wrote the bank."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from quizgame.bank.advice import cited
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
from quizgame.i18n import N_, _

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

_TEXT: Final = N_("a text in quotes, or a text for each language")
_SLUG: Final = N_("an identifier such as large-models: letters and digits, joined by single hyphens, at most 60")
_SHAPES: Final = {
    **dict.fromkeys(TEXT_FIELDS, _TEXT),
    **dict.fromkeys(("also_right", "own_options"), N_("a list of texts")),
    **dict.fromkeys(("id", "topic", "document"), _SLUG),
    "version": N_("a version in quotes, such as 1.0: letters, digits and . + - _, at most 40"),
    "languages": N_("a list of language tags, such as en, zh or pt-BR, at least one"),
    "licence": N_("the name of a licence in quotes"),
    "sources": N_("a list of documents, each an object with an id and a title"),
    "topics": N_("a list of topics, each an object with an id and a title, at least one"),
    "questions": N_("a list of questions, each an object with id, topic, prompt and answer"),
    "answer": N_("an object with short, or points, or both"),
    "points": N_("a list of points, each an object with a term, at most 100"),
    "aims": N_("a list of short words in quotes"),
    "kind": N_("a short word in quotes"),
    "difficulty": N_("1, 2 or 3, without quotes"),
    "code": N_("an object with a text and, if it is known, a language"),
    "language": N_("the name that syntax highlighters use, such as python or c++"),
    "source": N_("an object with a document and a number"),
    "number": N_("a whole number from 1, without quotes"),
    "file": N_("a path in quotes, at most 4,096 characters"),
}
"""What belongs into a field, as the end of a sentence that begins with "Write"."""

_ITEM_SHAPES: Final = {
    **dict.fromkeys(("also_right", "own_options"), _TEXT),
    "languages": N_("a language tag in quotes, such as en, zh or pt-BR"),
    "sources": N_("an object with an id and a title"),
    "topics": N_("an object with an id and a title"),
    "questions": N_("an object with id, topic, prompt and answer"),
    "points": N_("an object with a term"),
    "aims": N_("a short word in quotes"),
}
"""What belongs into a list, item by item."""

_UNKNOWN_SHAPE: Final = N_("what the field asks for")

_HOLDERS: Final[Mapping[type[BaseModel], str]] = {
    Bank: N_("is not a field of a bank"),
    Document: N_("is not a field of a document"),
    Topic: N_("is not a field of a topic"),
    Question: N_("is not a field of a question"),
    Answer: N_("is not a field of an answer"),
    Point: N_("is not a field of a point"),
    Code: N_("is not a field of a piece of code"),
    Source: N_("is not a field of a source"),
}
"""What is wrong with an unknown field, by the model that holds it."""

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
        return _("is no language tag"), _("Write one such as en, zh or pt-BR.")
    if kind in _PLAIN:
        wrong, right = map(_, _PLAIN[kind])
        return wrong.format_map(context), right or _write(place)
    return _("is {value}, which cannot stand here").format(value=_named(error["input"])), _write(place)


def _write(place: Place) -> str:
    return _("Write {shape}.").format(shape=shape_of(place))


def shape_of(place: Place) -> str:
    """Return what belongs at ``place``, as the end of a sentence that begins with "Write"."""
    if not place:
        return _("a bank: an object with id, version, title, languages, topics and questions")
    name = _field(place)
    if isinstance(place[-1], int):
        return _(_ITEM_SHAPES.get(name, _UNKNOWN_SHAPE))
    if place[-1] != name:
        return _('a text in the language "{lang}"').format(lang=cited(str(place[-1])))
    return _(_SHAPES.get(name, _UNKNOWN_SHAPE))


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
    "missing": (N_("is missing"), ""),
    "string_too_short": (N_("is empty"), ""),
    "too_short": (N_("is empty"), ""),
    "string_too_long": (N_("is longer than {max_length:,} characters"), N_("Shorten it.")),
    "too_long": (N_("has more than {max_length:,} entries"), N_("Take some out.")),
    "control_character": (
        N_("holds the control character U+{code}"),
        N_("Take it out: only line breaks and tabs may stand in a text."),
    ),
    "empty_answer": (N_("says nothing"), N_("Write a short answer, or points, or both.")),
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
            return _("the number {n:.12g}").format(n=value) if abs(value) < 1e12 else _("too large a number")
        case str():
            return _('the text "{text}"').format(text=cited(value))
        case list() | tuple():
            return _("a list")
    return _("an object")


def _unknown_field(place: Place) -> tuple[str, str]:
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only a bank with a slip in it needs it

    holder = next((MODELS[x] for x in reversed(place[:-1]) if isinstance(x, str) and x in MODELS), Bank)
    fields = list(holder.model_fields)
    near = process.extractOne(str(place[-1]).lower(), fields, scorer=fuzz.ratio, score_cutoff=_NEAR)
    wrong = _(_HOLDERS[holder])
    if near is not None:
        return wrong, _('Rename it to "{field}", or take it out.').format(field=near[0])
    return wrong, _("Take it out; the fields are {fields}.").format(fields=", ".join(fields))


_JSON_REASONS: Final = (
    ("trailing comma", N_("has a comma after the last entry"), N_("Take the comma out.")),
    ("trailing characters", N_("goes on after its end"), N_("Take out what follows the last bracket.")),
    ("key must be a string", N_("has a key without double quotes"), N_('Write keys as "id", in double quotes.')),
    ("expected `:`", N_("lacks a colon after a key"), N_('Write "key": value.')),
    ("expected `,`", N_("lacks a comma, or the bracket that closes what was opened"), N_("Put it in here.")),
    ("EOF", N_("ends too early"), N_("Close every bracket and quotation mark that was opened.")),
    ("recursion limit", N_("is nested too deeply"), N_("A bank needs no more than ten levels; write it flatter.")),
    (
        "control character",
        N_("has a line break, tab or other control character inside quotation marks"),
        N_("Write \\n for a line break and \\t for a tab; look for a quotation mark that was not closed."),
    ),
    ("invalid escape", N_("has an unknown escape after a backslash"), N_("Write \\\\ for a backslash itself.")),
    ("hex escape", N_("has a \\u escape that is only half a character"), N_("Write the character itself.")),
    ("surrogate", N_("has a \\u escape that is only half a character"), N_("Write the character itself.")),
    ("number", N_("has a number that JSON does not allow"), N_("Write it plainly, such as 2, or put it in quotes.")),
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
            return line, _(wrong), _(right)
    return (
        line,
        _("has something that JSON does not allow"),
        _("Put texts in double quotes, and look for a slip of the pen."),
    )

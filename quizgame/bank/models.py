"""What is asked: the validated models of a bank of questions.

Every model is frozen and refuses unknown fields. Every text is stripped, normalised to NFC, bounded in length
and free of control characters other than newline and tab. :func:`parse_bank` reads a bank file.
"""

from __future__ import annotations

import gc
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic import Tag as Branch
from pydantic_core import PydanticCustomError, from_json

from quizgame.i18n import _

TITLE_LIMIT: Final = 200
PROMPT_LIMIT: Final = 2_000
TERM_LIMIT: Final = 1_000
PROSE_LIMIT: Final = 8_000
CODE_LIMIT: Final = 40_000
"""Upper bounds in characters: no honest text comes near them, and a hostile one cannot fill the memory."""

LINE_BRANCH: Final = "line"
MAP_BRANCH: Final = "map"
"""The names pydantic puts into the place of an error inside a text: one string, or a map by language."""

FAULTS: Final = "bank_faults"
"""The type of the pydantic error that carries a list of :class:`Fault` in its context."""

Place = tuple[str | int, ...]
"""Where in a document something stands, as pydantic names it: ``("questions", 3, "prompt", "zh")``."""

_ALLOWED_CONTROLS: Final = frozenset("\n\t")


def clean(text: str) -> str:
    """Return ``text`` in NFC; raise the error that pydantic reports if it holds a control character.

    Control characters are those of the Unicode category Cc, other than newline and tab. They are refused and
    not dropped: a text that holds an escape sequence is not the text its author meant.
    """
    if text.isascii():
        if text.isprintable():
            return text
    elif not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return text
    for char in text:
        if unicodedata.category(char) == "Cc" and char not in _ALLOWED_CONTROLS:
            raise PydanticCustomError(
                "control_character",
                "holds the control character U+{code}; only newline and tab may stand in a text",
                {"code": f"{ord(char):04X}"},
            )
    return text


def _composed(text: object) -> object:
    """Put a text into NFC before it is measured: some characters grow, and the bound is for what is kept."""
    return unicodedata.normalize("NFC", text) if isinstance(text, str) else text


def _lowered(text: object) -> object:
    """Put an identifier into lower case and NFC before it is measured."""
    return unicodedata.normalize("NFC", text.lower()) if isinstance(text, str) else text


def _trim_code(text: object) -> object:
    """Drop blank lines round a piece of code and blanks at its end, but never its first indentation."""
    if not isinstance(text, str):
        return text
    lines = text.rstrip().split("\n")
    while len(lines) > 1 and not lines[0].strip():
        del lines[0]
    return "\n".join(lines)


def _branch(value: object) -> str:
    return MAP_BRANCH if isinstance(value, dict) else LINE_BRANCH


Lang = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=20)]
"""A language tag: ``en``, ``zh``, ``pt-BR``."""

Slug = Annotated[
    str,
    StringConstraints(pattern=r"^\w+(-\w+)*$", max_length=60),
    AfterValidator(clean),
    BeforeValidator(_lowered),
]
"""A readable identifier: letters and digits of any script, lower case, joined by single hyphens."""

Label = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    AfterValidator(clean),
    BeforeValidator(_lowered),
]
"""A short word for the engine, never shown to a player: a kind or an aim."""

_TitleLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE_LIMIT),
    AfterValidator(clean),
    BeforeValidator(_composed),
]
_PromptLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=PROMPT_LIMIT),
    AfterValidator(clean),
    BeforeValidator(_composed),
]
_TermLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=TERM_LIMIT),
    AfterValidator(clean),
    BeforeValidator(_composed),
]
_ProseLine = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=PROSE_LIMIT),
    AfterValidator(clean),
    BeforeValidator(_composed),
]
_CodeLine = Annotated[
    str,
    BeforeValidator(_trim_code),
    StringConstraints(min_length=1, max_length=CODE_LIMIT),
    AfterValidator(clean),
    BeforeValidator(_composed),
]

_Remark = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=TITLE_LIMIT),
    AfterValidator(clean),
    BeforeValidator(_composed),
]

_either = Discriminator(_branch)
Title = Annotated[
    Annotated[_TitleLine, Branch(LINE_BRANCH)] | Annotated[dict[Lang, _TitleLine], Branch(MAP_BRANCH)],
    _either,
]
Prompt = Annotated[
    Annotated[_PromptLine, Branch(LINE_BRANCH)] | Annotated[dict[Lang, _PromptLine], Branch(MAP_BRANCH)],
    _either,
]
Term = Annotated[
    Annotated[_TermLine, Branch(LINE_BRANCH)] | Annotated[dict[Lang, _TermLine], Branch(MAP_BRANCH)], _either
]
Prose = Annotated[
    Annotated[_ProseLine, Branch(LINE_BRANCH)] | Annotated[dict[Lang, _ProseLine], Branch(MAP_BRANCH)],
    _either,
]
CodeText = Annotated[
    Annotated[_CodeLine, Branch(LINE_BRANCH)] | Annotated[dict[Lang, _CodeLine], Branch(MAP_BRANCH)], _either
]

Text = str | dict[str, str]
"""One string that serves every language of its bank, or a map from language tag to string."""


def in_language(text: Text, lang: str) -> str:
    """Return ``text`` as it stands in ``lang``; raise KeyError if it is a map without that language."""
    return text if isinstance(text, str) else text[lang]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Document(_Model):
    """A document that questions were drawn from."""

    id: Slug
    """How a question's source names it."""
    title: Title
    file: str | None = Field(default=None, max_length=4_096)
    """Absolute path of the file it was imported from; importing that file again updates the bank."""


class Topic(_Model):
    """A category that a player can choose."""

    id: Slug
    title: Title


class Source(_Model):
    """Where a question comes from."""

    document: Slug
    number: int = Field(ge=1)
    """The question's place in that document, counted from 1."""


class Point(_Model):
    """One part of an answer."""

    term: Term
    gloss: Prose | None = None
    """What the term means here; a point without one takes no part in the forms that ask for it."""
    aims: tuple[Label, ...] = ()
    """What this point is for, beyond the aims of its question."""


class Answer(_Model):
    """What is right: a short answer, or several points, or both."""

    short: Prose | None = None
    points: tuple[Point, ...] = Field(default=(), max_length=100)

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if self.short is None and not self.points:
            raise PydanticCustomError("empty_answer", "needs a short answer, or points, or both")
        return self


class Code(_Model):
    """A piece of code that belongs to a question."""

    language: str = Field(default="text", pattern=r"^[\w+#.-]{1,40}$")
    """Its name as syntax highlighters know it: ``python``, ``c++``; ``text`` where it is not known."""
    text: CodeText


class Question(_Model):
    """What is asked, with its answer. It knows nothing of options."""

    id: Slug
    """Unique in the bank, and kept when the bank is edited: a player's history hangs on it."""
    topic: Slug
    prompt: Prompt
    answer: Answer
    explanation: Prose | None = None
    difficulty: Literal[1, 2, 3] = 2
    code: Code | None = None
    source: Source | None = None
    kind: Label | None = None
    """What sort of thing the answer is: method, metric, risk, role, step, resource, market, ..."""
    aims: tuple[Label, ...] = ()
    """What the answer is for: "prevent overfitting". Questions of one aim lend each other no options."""
    also_right: tuple[Prose, ...] = ()
    """Answers that are right here too, so that they are never offered as wrong."""
    own_options: tuple[Prose, ...] = ()
    """Wrong options that the author wrote, as other formats bring them."""


@dataclass(frozen=True)
class Fault:
    """What makes a bank unusable although each of its fields is well formed."""

    place: Place
    wrong: str
    """What is wrong, as a sentence's end: ``has no text in "zh"``."""
    right: str
    """What would be right, as a sentence."""


class Bank(_Model):
    """A validated set of questions that ships or is imported together."""

    id: Slug
    version: str = Field(min_length=1, max_length=40, pattern=r"^[\w.+-]+$")
    title: Title
    languages: tuple[Lang, ...] = Field(min_length=1)
    licence: _Remark = ""
    sources: tuple[Document, ...] = ()
    topics: tuple[Topic, ...] = Field(min_length=1)
    questions: tuple[Question, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        found = list(faults(self))
        if found:
            raise PydanticCustomError(
                FAULTS,
                "{summary}",
                {
                    "summary": "; ".join(f"{'.'.join(map(str, f.place))} {f.wrong}" for f in found[:5]),
                    "faults": found,
                },
            )
        return self


def texts(bank: Bank) -> Iterator[tuple[Place, Text]]:
    """Yield every text of ``bank`` with its place, in the order of the document."""
    yield ("title",), bank.title
    for i, document in enumerate(bank.sources):
        yield ("sources", i, "title"), document.title
    for i, topic in enumerate(bank.topics):
        yield ("topics", i, "title"), topic.title
    for i, question in enumerate(bank.questions):
        for place, text in _question_texts(question):
            yield ("questions", i, *place), text


def _question_texts(question: Question) -> Iterator[tuple[Place, Text]]:
    yield ("prompt",), question.prompt
    if question.answer.short is not None:
        yield ("answer", "short"), question.answer.short
    for j, point in enumerate(question.answer.points):
        yield ("answer", "points", j, "term"), point.term
        if point.gloss is not None:
            yield ("answer", "points", j, "gloss"), point.gloss
    if question.explanation is not None:
        yield ("explanation",), question.explanation
    if question.code is not None:
        yield ("code", "text"), question.code.text
    for j, text in enumerate(question.also_right):
        yield ("also_right", j), text
    for j, text in enumerate(question.own_options):
        yield ("own_options", j), text


def faults(bank: Bank) -> Iterator[Fault]:
    """Yield what no single field can show: a text that lacks a language, an id used twice or not defined."""
    yield from _twice("languages", bank.languages)
    yield from _twice("sources", [x.id for x in bank.sources], "id")
    yield from _twice("topics", [x.id for x in bank.topics], "id")
    yield from _twice("questions", [x.id for x in bank.questions], "id")
    topics = {x.id for x in bank.topics}
    documents = {x.id for x in bank.sources}
    for i, question in enumerate(bank.questions):
        if question.topic not in topics:
            yield Fault(
                ("questions", i, "topic"),
                _('names the topic "{topic}", which nobody defined').format(topic=question.topic),
                _("Define it in topics, or use one of: {topics}.").format(topics=", ".join(sorted(topics)[:10])),
            )
        if question.source is not None and question.source.document not in documents:
            yield Fault(
                ("questions", i, "source", "document"),
                _('names the document "{document}", which nobody defined').format(document=question.source.document),
                _("Define it in sources."),
            )
    wanted = set(bank.languages)
    for place, text in texts(bank):
        if isinstance(text, str) or text.keys() == wanted:
            continue
        for lang in sorted(wanted - text.keys()):
            yield Fault(
                place,
                _('has no text in "{lang}"').format(lang=lang),
                _('Add one: the bank says it is in "{lang}".').format(lang=lang),
            )
        for lang in sorted(text.keys() - wanted):
            yield Fault(
                (*place, lang),
                _('is in "{lang}", which the bank does not name').format(lang=lang),
                _('Add "{lang}" to languages, or take the text out.').format(lang=lang),
            )


def _twice(field: str, ids: tuple[str, ...] | list[str], *tail: str) -> Iterator[Fault]:
    counts = Counter(ids)
    if len(counts) == len(ids):
        return
    seen: set[str] = set()
    for i, name in enumerate(ids):
        if name in seen:
            yield Fault((field, i, *tail), _('uses "{id}" a second time').format(id=name), _("Give each its own."))
        seen.add(name)


GENTLE_FROM: Final = 500_000
"""Bytes from which a bank is validated question by question. One call into pydantic-core holds Python's interpreter
lock until it returns: for a bank of 10,000 questions the interface would stand still for half a second."""


def parse_bank(data: bytes | str) -> Bank:
    """Read a bank from the bytes of its JSON file; raise pydantic.ValidationError with all that is wrong."""
    if len(data) < GENTLE_FROM:
        return Bank.model_validate_json(data)
    collecting = gc.isenabled()
    gc.disable()  # no garbage comes up here, and looking for it among so many new objects doubles the time
    try:
        fields = from_json(data)
        questions = [Question.model_validate(fields_of_one) for fields_of_one in fields["questions"]]
        return Bank.model_validate({**fields, "questions": questions})
    except (ValueError, TypeError, KeyError):
        return Bank.model_validate_json(data)  # for an error that names the place in the whole document
    finally:
        if collecting:
            gc.enable()


def dump_bank(bank: Bank) -> str:
    """Return ``bank`` as the JSON text of a bank file, without the fields that hold their default."""
    return bank.model_dump_json(indent=2, exclude_defaults=True) + "\n"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a bank file, for editors to complete and check it."""
    schema = Bank.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}

"""What can be read of a bank that is not well formed, so that all its problems can be told at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Final, TypeVar, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from quizgame.bank.models import Answer, Bank
from quizgame.bank.wording import MODELS, TEXT_FIELDS

_Model = TypeVar("_Model", bound=BaseModel)

_BLANKS: Final[Mapping[str, object]] = {
    "answer": Answer.model_construct(),
    "languages": (),
    "topics": (),
    "questions": (),
    "number": 1,
}
"""What stands for a required field that cannot be read; an empty text for all others."""


def salvage(document: object) -> Bank:
    """Return a bank with everything in ``document`` that is well formed, and blanks for the rest.

    Lists keep their length, so that places in the bank are places in the document. The bank has not been checked
    as a whole, and is not fit to be played.
    """
    return _salvage(Bank, document)


def _salvage(model: type[_Model], raw: object) -> _Model:
    try:
        return model.model_validate(raw)
    except ValidationError:
        known = raw if isinstance(raw, dict) else {}
        values: dict[str, Any] = {name: _value(model, name, known) for name in model.model_fields}
        return model.model_construct(**values)


def _value(model: type[BaseModel], name: str, known: Mapping[str, object]) -> object:
    field = model.model_fields[name]
    blank = _BLANKS.get(name, "") if field.is_required() else field.default
    if name not in known:
        return blank
    raw = known[name]
    adapter = _adapter(model, name)
    try:
        return adapter.validate_python(raw)
    except ValidationError:
        if get_origin(field.annotation) is tuple:
            return _items(adapter, name, raw) if isinstance(raw, list) else ()
    if isinstance(raw, dict) and name in MODELS:
        return _salvage(MODELS[name], raw)
    if isinstance(raw, dict) and name in TEXT_FIELDS:
        return {lang: _alone(adapter, {lang: text}, lang) for lang, text in raw.items()}
    return blank


def _items(adapter: TypeAdapter[Any], name: str, raw: list[object]) -> tuple[object, ...]:
    if name in MODELS:
        return tuple(_salvage(MODELS[name], item) for item in raw)
    return tuple(_alone(adapter, [item], 0) for item in raw)


def _alone(adapter: TypeAdapter[Any], holder: object, key: int | str) -> object:
    """Validate a list or map of one entry and return the entry; an empty text if it is not well formed."""
    try:
        return adapter.validate_python(holder)[key]
    except ValidationError:
        return ""


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    annotated: Any = Annotated[field.annotation, field]
    return TypeAdapter(annotated)

"""A bank in parts: a folder with the head of the bank in one file and its questions in others, small enough to review.

The head, ``bank.json``, is a bank file whose list of questions is empty; every other ``.json`` file of the folder is an
object with the one field ``questions``. The parts follow one another in the order of their names.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic_core import from_json

HEAD: Final = "bank.json"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a bank in parts."""

    path: Path
    data: bytes
    document: Any
    """What its JSON says."""


def is_in_parts(path: Path) -> bool:
    """Tell whether ``path`` is a folder that holds a bank."""
    return (path / HEAD).is_file()


def part_paths(folder: Path) -> list[Path]:
    """Return the files of a bank in parts, the head first."""
    head = folder / HEAD
    return [head, *sorted(path for path in folder.glob("*.json") if path != head and not path.name.startswith("."))]


def read_parts(folder: Path) -> list[Part]:
    """Read the files of a bank in parts, the head first.

    Raises:
        OSError: one cannot be read.
        ValueError: one is not JSON; the message begins with its name.
    """
    parts = []
    for path in part_paths(folder):
        data = path.read_bytes()
        try:
            parts.append(Part(path, data, from_json(data)))
        except ValueError as error:
            raise ValueError(f"{path.name}: {error}") from error
    return parts


def join(parts: list[Part]) -> Any:  # what stands in a file that nobody has checked yet
    """Return the document of the whole bank; of the head alone if that is no object."""
    head = parts[0].document
    if not isinstance(head, dict):
        return head
    questions = [question for part in parts for question in questions_of(part)]
    return {**head, "questions": questions}


def questions_of(part: Part) -> list[Any]:
    """Return the questions of one part; none if it holds no list of them."""
    found = part.document.get("questions") if isinstance(part.document, dict) else None
    return found if isinstance(found, list) else []

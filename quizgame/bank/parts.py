"""A bank in parts: a folder with the head of the bank in one file and its questions in others, small enough to review.

The head, ``bank.json``, is a bank file whose list of questions is empty; every other ``.json`` file of the folder is an
object with the one field ``questions``. The parts follow one another in the order of their names.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from pydantic_core import from_json

HEAD: Final = "bank.json"


def is_in_parts(path: Path) -> bool:
    """Tell whether ``path`` is a folder that holds a bank."""
    return (path / HEAD).is_file()


def part_paths(folder: Path) -> list[Path]:
    """Return the files of a bank in parts, the head first."""
    head = folder / HEAD
    return [head, *sorted(path for path in folder.glob("*.json") if path != head and not path.name.startswith("."))]


def read_parts(folder: Path) -> list[Any]:
    """Return what the files of a bank in parts say as JSON, the head first; raise OSError or ValueError."""
    return [from_json(path.read_bytes()) for path in part_paths(folder)]


def join(parts: list[Any]) -> Any:  # what stands in files that nobody has checked yet
    """Return the document of the whole bank; of the head alone if that is no object."""
    head = parts[0]
    if not isinstance(head, dict):
        return head
    return {**head, "questions": [question for part in parts for question in questions_of(part)]}


def questions_of(part: Any) -> list[Any]:
    """Return the questions of one part; none if it holds no list of them."""
    found = part.get("questions") if isinstance(part, dict) else None
    return found if isinstance(found, list) else []

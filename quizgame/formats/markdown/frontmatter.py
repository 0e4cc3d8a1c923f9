"""The front matter of a document: YAML between two lines of ``---`` at its beginning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import yaml

from quizgame.formats.markdown import words
from quizgame.formats.report import Passage, excerpt
from quizgame.i18n import _

FRONT_MATTER_LIMIT: Final = 20_000
"""Characters; the YAML parser is slow, and no honest front matter is longer."""

_FENCED: Final = re.compile(r"\s*^---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_LOOKS_LIKE: Final = re.compile(r"(?:\s*#.*\n|\s*\n)*[\w\"'-]+[ \t]*:(?:\s|$)")

_FIELDS: Final = {
    "title": "title",
    "topic": "topic",
    "category": "topic",
    "lang": "lang",
    "language": "lang",
    "标题": "title",
    "主题": "topic",
    "语言": "lang",
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a document says about itself; fields that it does not have are empty."""

    title: str = ""
    topic: str = ""
    lang: str = ""
    lines: int = 0
    """Lines of the file that it takes up, from the first on."""
    passages: tuple[Passage, ...] = ()


def _asks(inner: str) -> bool:
    """Tell whether the first question of a document stands between two rules, where front matter might."""
    lines = inner.split("\n")
    return any(words.QUESTION_LABEL.match(line) or words.ANSWER_LABEL.match(line) for line in lines)


def read_front_matter(text: str) -> FrontMatter:
    """Return the front matter at the beginning of ``text``.

    The YAML is only composed, not constructed: an alias stays a reference to what it names, so a file that
    nests them cannot grow. Only plain values of the known fields are used.
    """
    match = _FENCED.match(text[: FRONT_MATTER_LIMIT + 10])
    if match is None or not _LOOKS_LIKE.match(match[1]) or _asks(match[1]):
        return FrontMatter()
    lines = match[0].count("\n") + (not match[0].endswith("\n"))
    start = text[: match.start(1)].count("\n") + 1
    try:
        node = yaml.compose(match[1], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        if "\n\n" in match[1]:
            return FrontMatter()
        why = _("is front matter that is not valid YAML")
        return FrontMatter(lines=lines, passages=(Passage(start - 1, excerpt(match[0]), why),))
    if not isinstance(node, yaml.MappingNode):
        return FrontMatter()
    fields: dict[str, str] = {}
    passages: list[Passage] = []
    for key, value in node.value:
        name = _FIELDS.get(key.value.lower()) if isinstance(key, yaml.ScalarNode) else None
        one = value.value[0] if isinstance(value, yaml.SequenceNode) and len(value.value) == 1 else value
        if name and isinstance(one, yaml.ScalarNode) and one.value.strip():
            fields.setdefault(name, " ".join(one.value.split()))
            continue
        line = start + key.start_mark.line
        source = match[1].split("\n")[key.start_mark.line]
        why = (
            _("is front matter without a usable value for the {field}") if name else _("is front matter of no use here")
        )
        passages.append(Passage(line, excerpt(source), why.format(field=name)))
    return FrontMatter(**fields, lines=lines, passages=tuple(passages))

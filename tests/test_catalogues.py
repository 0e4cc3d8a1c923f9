"""The interface is complete in every language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from quizgame import i18n
from quizgame.i18n import LANGUAGES
from tests.catalogues import PACKAGE, SOURCE, read, template

TRANSLATED = [lang for lang in LANGUAGES if lang != SOURCE]
CHINESE = re.compile("[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"{\w*[^}]*}")


def forms(text: object) -> list[str]:
    """Return the singular and the plurals of a message."""
    return [str(form) for form in text] if isinstance(text, list | tuple) else [str(text)]


def key(message: Message) -> str:
    """Return what a message is looked up by."""
    return forms(message.id)[0]


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_text_of_the_code_is_translated_and_nothing_else(lang: str) -> None:
    texts = {key(message) for message in template() if message.id}
    catalogue = read(lang)
    translated = {key(m) for m in catalogue if m.id and not m.fuzzy and m.string and all(forms(m.string))}
    assert texts - translated == set(), "run: make catalogues, then translate what is empty"
    assert {key(m) for m in catalogue if m.id} - texts == set(), "run: make catalogues"
    assert not catalogue.obsolete


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_translation_fills_in_what_its_text_does(lang: str) -> None:
    for message in read(lang):
        if not message.id:
            continue
        wanted = [set(PLACEHOLDER.findall(form)) for form in forms(message.id)]
        for string in forms(message.string):
            assert set(PLACEHOLDER.findall(string)) in wanted, key(message)


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_translation_keeps_the_lines_of_its_text(lang: str) -> None:
    for message in read(lang):
        for string in forms(message.string):
            if message.id:
                assert string.count("\n") == key(message).count("\n"), key(message)


def test_the_texts_in_the_code_are_english() -> None:
    for message in template():
        for form in forms(message.id):
            assert form == LANGUAGES["zh"] or not CHINESE.search(form)


@pytest.mark.parametrize("lang", TRANSLATED)
def test_the_compiled_catalogue_says_what_the_edited_one_does(lang: str) -> None:
    translate = i18n.translator(lang)
    for message in read(lang):
        if message.id and not message.pluralizable:
            assert translate(str(message.id)) == message.string
    i18n.use(lang)
    assert i18n.ngettext("{n} question", "{n} questions", 3) == forms(read(lang)["{n} question"].string)[0].format(n=3)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_of_the_interface_has_a_name_in_itself(lang: str) -> None:
    i18n.use(lang)
    assert i18n.active() == lang
    assert LANGUAGES[lang]


SHOWS_FIRST = {"Static", "Label", "Button", "notify", "update", "set_options", "Option", "AskScreen", "SystemCommand"}
"""Calls whose first argument is shown to the player."""

SHOWS_NAMED = {"placeholder", "prompt", "description", "tooltip", "label"}
"""Named arguments, and attributes, that are shown to the player."""

SCREENS = sorted([*(PACKAGE / "screens").glob("*.py"), *(PACKAGE / "widgets").glob("*.py"), PACKAGE / "app.py"])


def bare_texts(file: Path) -> list[str]:
    """Return every text with two letters in a row that the code of ``file`` shows without marking it."""
    found: list[str] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        shown: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in SHOWS_FIRST:
                shown += node.args[:1]
            if name == "Binding":
                shown += node.args[2:3]
            shown += [keyword.value for keyword in node.keywords if keyword.arg in SHOWS_NAMED]
        elif isinstance(node, ast.Assign) and any(
            getattr(target, "attr", getattr(target, "id", "")) in {*SHOWS_NAMED, "HEADING", "HELP"}
            for target in node.targets
        ):
            shown.append(node.value)
        found += [
            f"{file.name}:{text.lineno}: {text.value}"
            for text in shown
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and re.search(r"[^\W\d_]{2}", text.value)
        ]
    return found


@pytest.mark.parametrize("file", SCREENS, ids=lambda file: file.stem)
def test_no_screen_shows_a_text_that_is_not_marked_for_translation(file: Path) -> None:
    assert bare_texts(file) == []


def test_an_unmarked_text_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "screen.py"
    file.write_text('Static("Hello")\nBinding("q", "quit", "Quit")\nInput(placeholder="Name")\nHELP = "Help me"\n')
    assert len(bare_texts(file)) == 4

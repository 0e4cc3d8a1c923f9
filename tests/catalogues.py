"""The message catalogues beside the texts in the code: ``python -m tests.catalogues`` brings them up to date."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import quizgame
from quizgame.i18n import DOMAIN, FOLDER, LANGUAGES

PACKAGE = Path(quizgame.__file__).parent
SOURCE = "en"
"""The language of the texts in the code, which needs no catalogue."""


def template() -> Catalog:
    """Return every text that the code marks for translation."""
    catalogue = Catalog(project="quizgame", charset="utf-8")
    for file, _line, message, comments, context in extract_from_dir(PACKAGE):
        catalogue.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return catalogue


def path_of(lang: str) -> Path:
    """Return where the catalogue of ``lang`` is edited."""
    return FOLDER / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(lang: str) -> Catalog:
    """Return the catalogue of ``lang``."""
    with path_of(lang).open("rb") as file:
        return read_po(file, locale=lang)


def update(lang: str) -> None:
    """Add new texts to the catalogue of ``lang``, without a translation, and drop those no longer used."""
    path = path_of(lang)
    texts = template()
    if path.exists():
        catalogue = read(lang)
        texts.creation_date = catalogue.creation_date  # no change in the file where no text has changed
        catalogue.update(texts, no_fuzzy_matching=True)
    else:
        catalogue = Catalog(
            locale=lang, header_comment="# The texts of quizgame; the English ones stand in the code.", fuzzy=False
        )
        catalogue.update(texts)
    with path.open("wb") as file:
        write_po(file, catalogue, width=116, ignore_obsolete=True, include_lineno=False, sort_output=True)


if __name__ == "__main__":
    for tag in LANGUAGES:
        if tag != SOURCE:
            update(tag)

"""The language of the interface: gettext catalogues, chosen from the locale and switchable while running.

The texts in the code are the English catalogue; ``data/locale/zh`` holds the Chinese one. Texts are marked
with :func:`_` where they are shown, with :func:`N_` where they are declared as data, and looked up late, so that
a switch reaches everything that is drawn again.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = {"en": "English", "zh": "中文"}
"""The languages of the interface, each by its own name."""

DOMAIN: Final = "quizgame"
FOLDER: Final = Path(__file__).parent / "data" / "locale"

Translate = Callable[[str], str]
"""From a marked text to the same in one language."""

_active = "en"


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, languages=[lang], fallback=True)


def translator(lang: str) -> Translate:
    """Return the translation into ``lang``; English for a language that has no catalogue."""
    return _catalogue(lang).gettext


def preferred(environ: Mapping[str, str] = os.environ) -> str:
    """Return the interface language that the locale asks for, ``en`` unless it is one we have.

    The variables are read in the order of the GNU gettext manual, section "Locale Environment Variables".
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for value in environ.get(name, "").split(":"):
            lang = value.replace("-", "_").split(".")[0].split("_")[0].lower()
            if lang in LANGUAGES:
                return lang
            if lang in ("c", "posix"):
                return "en"
    return "en"


def use(lang: str) -> None:
    """Switch the interface to ``lang``; raise ValueError for one we do not have."""
    global _active  # noqa: PLW0603  # the interface has one language at a time, as a process has one locale
    if lang not in LANGUAGES:
        raise ValueError(f'there is no interface in "{lang}"; choose one of: {", ".join(LANGUAGES)}')
    _active = lang


def lend() -> None:
    """Let libraries that look their own texts up through gettext, as click does, find them in our catalogues.

    They follow the locale of the process; their texts are marked in :data:`CLICK`.
    """
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)


def active() -> str:
    """Return the language of the interface."""
    return _active


def _(text: str) -> str:
    """Return ``text`` in the language of the interface."""
    return _catalogue(_active).gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form for ``count`` in the language of the interface, with ``{n}`` replaced by it."""
    return _catalogue(_active).ngettext(one, many, count).format(n=count)


def N_(text: str) -> str:  # noqa: N802  # gettext's customary name for a text that is only marked
    """Mark ``text`` for the catalogues; it is translated where it is shown."""
    return text


OTHER: Final = N_("中文")
"""The name of the language that F2 switches to, for a reader who cannot read the present one; each catalogue
translates it to the name of the next language."""

CLICK: Final = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show the version and exit."),
    N_("Show this message and exit."),
    N_("Try '{command} {option}' for help."),
    N_("Error: {message}"),
    N_("Aborted!"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
)
"""The texts of the command line's library that a player can come to see; it looks them up itself, see :func:`lend`."""

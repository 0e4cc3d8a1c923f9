"""Compiles the message catalogues (.po, which people edit) into the .mo files that gettext reads."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALES = Path(__file__).parent / "quizgame" / "data" / "locale"


def compile_catalogues(root: Path = LOCALES) -> None:
    """Write a .mo beside every .po below ``root``."""
    for po in sorted(root.glob("*/LC_MESSAGES/*.po")):
        catalogue = read_po(BytesIO(po.read_bytes()), locale=po.parts[-3])
        with po.with_suffix(".mo").open("wb") as out:
            write_mo(out, catalogue)


class CatalogueHook(BuildHookInterface[Any]):
    """Hatch calls this before every build, editable ones included."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile before the files are collected."""
        compile_catalogues()


if __name__ == "__main__":
    compile_catalogues()

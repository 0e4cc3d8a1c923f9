"""Which language a text is in, told from its script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_SCRIPTS: Final = {
    "zh": (re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"), 1.0),
    "ja": (re.compile(r"[\u3040-\u30ff]"), 1.0),
    "ko": (re.compile(r"[\uac00-\ud7af]"), 1.0),
    "en": (re.compile(r"[A-Za-z\u00c0-\u024f]"), 0.25),
    "ru": (re.compile(r"[\u0400-\u04ff]"), 0.25),
    "el": (re.compile(r"[\u0370-\u03ff]"), 0.25),
    "ar": (re.compile(r"[\u0600-\u06ff]"), 0.25),
    "he": (re.compile(r"[\u0590-\u05ff]"), 0.25),
    "hi": (re.compile(r"[\u0900-\u097f]"), 0.25),
    "th": (re.compile(r"[\u0e00-\u0e7f]"), 0.25),
}
"""The characters of each script, and what one of them weighs: a letter says less than a syllable or a word."""

_KANA_SHARE: Final = 0.1
"""Japanese is written in Chinese characters too; from this share of kana among them on, it is Japanese."""

_SAMPLE: Final = 100_000
"""Characters that are looked at."""


def guess_language(texts: Iterable[str]) -> str:
    """Return the tag of the language that ``texts`` seem to be in; ``en`` where no script tells."""
    parts: list[str] = []
    room = _SAMPLE
    for text in texts:
        parts.append(text[:room])
        room -= len(text)
        if room <= 0:
            break
    sample = " ".join(parts)
    weights = {lang: len(script.findall(sample)) * weight for lang, (script, weight) in _SCRIPTS.items()}
    if weights["ja"] > 0 and weights["ja"] >= _KANA_SHARE * weights["zh"]:
        weights["ja"] += weights.pop("zh")
    best = max(weights, key=lambda lang: weights[lang])
    return best if weights[best] else "en"

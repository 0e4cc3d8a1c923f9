"""A program in a terminal of its own: what a player types goes in, the text that a player sees comes out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Self

ROOT: Final = Path(__file__).parent.parent
"""Where the programs are started: ``python -m`` finds both the game and the benchmarks there."""

TALL: Final = (100, 50)
"""Columns and rows. So tall that nothing has to scroll: what is timed is one frame and not two."""
SMALL: Final = (80, 24)
"""Columns and rows of a terminal that nobody has made larger."""

PATIENCE: Final = 60.0
"""Seconds after which a text that has not come never will."""

_SEQUENCES: Final = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # operating system commands
    r"|\x1b[P_^X][^\x1b]*\x1b\\"  # device control strings and their like
    r"|\x1b\[[0-?]*[ -/]*[@-~]"  # control sequences
    r"|\x1b[ -/]*[0-Z\\^-~]"  # the rest
)
"""The forms an escape sequence takes, after ECMA-48, section 5."""


class NothingCame(Exception):
    """A text that a benchmark waits for did not come."""


def visible(data: bytes) -> str:
    """Return the text in what a program wrote, without its escape sequences."""
    return _SEQUENCES.sub("", data.decode(errors="replace"))


class Program:
    """A Python module that runs in a pseudo terminal while the ``with`` block lasts. POSIX only."""

    def __init__(
        self, arguments: Sequence[str], environ: Mapping[str, str] | None = None, size: tuple[int, int] = TALL
    ) -> None:
        """Make it ready to start.

        Args:
            arguments: what stands after ``python``.
            environ: variables to set beyond those of a plain English terminal with true colour.
            size: columns and rows.
        """
        self._command = [sys.executable, *arguments]
        plain = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON", "TEXTUAL"))}
        terminal = {"LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._environ = {**plain, **terminal, **(environ or {})}
        self._size = size
        self._read = b""
        self.started = 0.0
        """Reading of time.perf_counter() right before the process was made."""

    def __enter__(self) -> Self:
        """Start the program."""
        self._terminal, its_side = pty.openpty()
        columns, rows = self._size
        fcntl.ioctl(its_side, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            self._command,
            stdin=its_side,
            stdout=its_side,
            stderr=its_side,
            cwd=ROOT,
            env=self._environ,
            start_new_session=True,
        )
        os.close(its_side)
        return self

    def __exit__(self, *_: object) -> None:
        """End the program, whatever it is at."""
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)

    @property
    def seen(self) -> str:
        """The text that has come since the last key press."""
        return visible(self._read)

    def press(self, key: str) -> float:
        """Type ``key`` and forget what came before; return the reading of time.perf_counter() right before."""
        self._read = b""
        now = time.perf_counter()
        os.write(self._terminal, key.encode())
        return now

    def wait_for(self, *patterns: str) -> float:
        """Read until every regular expression matches; return the reading of time.perf_counter() then.

        Raises:
            NothingCame: the program ended before, or a minute passed.
        """
        deadline = time.perf_counter() + PATIENCE
        wanted = [re.compile(pattern) for pattern in patterns]
        while True:
            text = self.seen
            wanted = [pattern for pattern in wanted if not pattern.search(text)]
            if not wanted:
                return time.perf_counter()
            if not self._take_in(deadline - time.perf_counter()):
                told = " ".join(text.split())[-500:] or "nothing at all"
                raise NothingCame(
                    f"{' '.join(self._command)} never showed {wanted[0].pattern!r}. The last it wrote was: {told}"
                )

    def rest(self, seconds: float) -> None:
        """Let the program be for ``seconds``, taking in what it writes."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._take_in(left)

    def _take_in(self, seconds: float) -> bool:
        """Read what comes within ``seconds``; tell whether anything did."""
        if seconds <= 0 or not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._terminal, 65_536)
        except OSError:  # how Linux says that the other side has been closed
            return False
        self._read += data
        return bool(data)

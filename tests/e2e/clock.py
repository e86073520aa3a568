"""The wall clock of a server and of what talks to it, moved by bench/shift_clock."""

import mmap
import os
import struct
from pathlib import Path

from harness import ROOT

LIBRARY = Path(os.environ.get("SHIFT_CLOCK", ROOT / "build/release/libpicket_shift_clock.so"))
SECOND = 1_000_000


class ShiftedClock:
    """Real time until told otherwise."""

    def __init__(self, file: Path):
        file.write_bytes(bytes(8))
        with file.open("r+b") as opened:
            self._page = mmap.mmap(opened.fileno(), 8)
        # Programs that begin with it see the same time.
        self.environment = {"LD_PRELOAD": str(LIBRARY), "SHIFT_CLOCK_FILE": str(file)}
        assert LIBRARY.exists(), LIBRARY

    @property
    def offset(self) -> float:
        """Seconds ahead of the real time."""
        return struct.unpack("q", self._page)[0] / SECOND

    def advance(self, seconds: float) -> None:
        """To any time, backwards too. One write of eight bytes: nobody sees half of it."""
        self._page[0:8] = struct.pack("q", round((self.offset + seconds) * SECOND))

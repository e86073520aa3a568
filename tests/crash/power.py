"""What a loss of power leaves of a data directory, after bench/keep_synced has remembered it and the process was killed."""

import os
import random
import shutil
from pathlib import Path

from harness import ROOT

LIBRARY = Path(os.environ.get("KEEP_SYNCED", ROOT / "build/release/libpicket_keep_synced.so"))
BLOCK = 4096


class PowerSupply:
    """One data directory. begin() before each start; cut() after each kill."""

    def __init__(self, data: Path):
        self.data, self.shadow = data, data.with_name(data.name + ".shadow")
        assert LIBRARY.exists(), LIBRARY
        self.environment = {"LD_PRELOAD": str(LIBRARY), "KEEP_SYNCED_ROOT": str(data), "KEEP_SYNCED_SHADOW": str(self.shadow)}

    def begin(self) -> None:
        """All that is there now counts as durable."""
        shutil.rmtree(self.shadow, ignore_errors=True)
        for name in ("files", "folders", "held"):
            (self.shadow / name).mkdir(parents=True)
        for folder in [self.data, *(path for path in self.data.rglob("*") if path.is_dir())]:
            lines = []
            for entry in folder.iterdir():
                inode = entry.lstat().st_ino
                if entry.is_dir():
                    lines.append(f"d {inode} {entry.name}\n")
                elif entry.is_file():
                    lines.append(f"f {inode} {entry.name}\n")
                    shutil.copyfile(entry, self.shadow / f"files/{inode}")
            (self.shadow / f"folders/{folder.stat().st_ino}").write_text("".join(lines))

    def cut(self, chance: random.Random, survives: float = 0) -> int:
        """Puts what is durable in place of the data directory. A block that was not synced is there all the same with the
        probability `survives`, as disks write what they like when they like; names that were not synced never are. The
        number of bytes that differ from what the process had written."""
        after = self.data.with_name(self.data.name + ".after")
        real = {path.lstat().st_ino: path for where in (self.data, self.shadow / "held") for path in where.rglob("*")}
        self._lost = 0
        self._build(self.data.stat().st_ino, after, real, chance, survives)
        shutil.rmtree(self.data)
        after.rename(self.data)
        return self._lost

    def _build(self, inode: int, folder: Path, real: dict, chance: random.Random, survives: float) -> None:
        folder.mkdir(mode=0o700)
        listing = self.shadow / f"folders/{inode}"
        for line in listing.read_text().splitlines() if listing.exists() else []:
            kind, of, name = line.split(" ", 2)
            if kind == "d":
                self._build(int(of), folder / name, real, chance, survives)
                continue
            kept = self.shadow / f"files/{of}"
            synced = kept.read_bytes() if kept.exists() else b""
            written = real[int(of)].read_bytes() if int(of) in real else synced
            (folder / name).write_bytes(self._mixed(synced, written, chance, survives))
            os.chmod(folder / name, 0o600)

    def _mixed(self, synced: bytes, written: bytes, chance: random.Random, survives: float) -> bytes:
        out = bytearray(synced)
        for at in range(0, max(len(synced), len(written)), BLOCK):
            new, old = written[at:at + BLOCK], synced[at:at + BLOCK]
            if new == old:
                continue
            if chance.random() >= survives:
                self._lost += max(len(new), len(old))
            elif new:
                if len(out) < at:
                    out.extend(bytes(at - len(out)))  # A hole: what was before it is gone.
                out[at:at + BLOCK] = new
        return bytes(out)

"""Servers whose disk is small, and the filling of it: a tmpfs in a mount namespace of the server's own."""

import subprocess
from pathlib import Path

from harness import Server

SIZE = "48m"


def can_unshare() -> bool:
    return subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode == 0


class SmallDiskServer(Server):
    """Its data directory is a small tmpfs in a mount namespace of its own."""

    def command(self) -> list[str]:
        script = f'mount -t tmpfs -o size={SIZE} tmpfs "$0" && exec "$@"'
        return ["unshare", "-rm", "sh", "-c", script, str(self.data), *super().command()]

    def inside(self, path: str) -> Path:
        return Path(f"/proc/{self.process.pid}/root{self.data}") / path

    def admin(self) -> list[str]:
        return ["nsenter", f"--user=/proc/{self.process.pid}/ns/user", f"--mount=/proc/{self.process.pid}/ns/mnt",
                "--preserve-credentials"]


def fill(file: Path) -> None:
    with file.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(bytes(1 << 16))
        except OSError:
            pass

"""A full disk: 503 counted as `unavailable`, nothing answered is lost, service resumes when space returns."""

import subprocess
import time
from pathlib import Path

import pytest

from checks import assert_ledger_holds
from harness import Server
from sender import Load

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


@pytest.mark.skipif(not can_unshare(), reason="no user namespaces here: NOT TESTED")
def test_full_disk_refuses_and_recovers(tmp_path):
    server = SmallDiskServer(tmp_path)
    server.start()
    setup = server.setup()
    with Load(setup["dsn"]) as load:
        wait_for(lambda: len(load.acknowledged) > 200)
        ballast = server.inside("ballast")
        fill(ballast)
        wait_for(lambda: load.refused.get(503, 0) > 20)
        fill(server.inside("ballast2"))  # what was freed meanwhile
        refused = load.refused[503]
        wait_for(lambda: load.refused[503] > refused + 20)
        assert server.process.poll() is None, "a full disk must not end the server"
        ballast.unlink()
        server.inside("ballast2").unlink()
        before = len(load.acknowledged)
        wait_for(lambda: len(load.acknowledged) > before + 200)
    assert set(load.refused) == {503}
    server.wait_until_drained(setup)
    assert_ledger_holds(server, setup, load)
    assert server.wait_for_outcome("invalid", "unavailable") == load.refused[503]
    assert server.stop() == 0


def wait_for(condition, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "gave up waiting"
        time.sleep(0.02)

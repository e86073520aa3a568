"""./run, as a newcomer types it: what it prints works when pasted, and Ctrl-C ends it cleanly."""

import json
import os
import re
import signal
import subprocess
import time
import urllib.request

import pytest

from harness import ROOT, START_SECONDS, STOP_SECONDS
from sender import Dsn


def newcomer() -> dict:
    """Who types ./run has no PICKET_* set; the suite's own names the program and is no setting."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PICKET_")}


class Run:
    """One ./run on a data directory, its output in a file."""

    def __init__(self, folder, name: str, *arguments: str):
        self._file = folder / name
        with self._file.open("wb") as output:
            # A group of its own: Ctrl-C reaches everything that was started.
            self.process = subprocess.Popen([str(ROOT / "run"), "--data", str(folder / "data"), *arguments], cwd=folder,
                                            env=newcomer(), stdin=subprocess.DEVNULL, stdout=output,
                                            stderr=subprocess.STDOUT, start_new_session=True)

    def output(self) -> str:
        return self._file.read_text(errors="replace")

    def wait_until_ready(self) -> str:
        # It may have to build first; the suite has built already, so it does not take that long here.
        until = time.monotonic() + 10 * START_SECONDS
        while not (ready := re.search(r"^Picket is ready at (\S+)$", self.output(), re.MULTILINE)):
            assert self.process.poll() is None, self.output()
            assert time.monotonic() < until, self.output()
            time.sleep(0.05)
        return ready.group(1)

    def interrupt(self) -> int:
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(STOP_SECONDS)


@pytest.fixture
def free_port():
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_what_it_prints_works_when_pasted(tmp_path, free_port):
    listen = f"127.0.0.1:{free_port}"
    first = Run(tmp_path, "first.out", "--listen", listen)
    url = first.wait_until_ready()
    printed = first.output()
    assert url == f"http://{listen}"
    dsn = re.search(r"http://[0-9a-f]{32}@\S+/\d+", printed).group(0)
    assert Dsn(dsn)
    assert "sentry_sdk.init" in printed or "Sentry.init" in printed, printed

    curl = re.search(r"^ *curl (?:.*\\\n)*.*$", printed, re.MULTILINE).group(0)
    pasted = subprocess.run(["bash", "-c", curl], capture_output=True, text=True, env=newcomer(), timeout=60)
    event_id = json.loads(pasted.stdout[pasted.stdout.index("{"):])["id"]

    listing = next(line.strip() for line in printed.splitlines() if "issues list" in line)
    until = time.monotonic() + 30
    while True:
        listed = subprocess.run(["bash", "-c", listing[listing.index("build/"):] if "build/" in listing else listing],
                                capture_output=True, text=True, cwd=ROOT, env=newcomer(), timeout=60)
        assert listed.returncode == 0, listed.stderr
        if re.search(r"-1\b", listed.stdout):
            break
        assert time.monotonic() < until, f"{event_id} was accepted, but no issue is listed:\n{listed.stdout}"
        time.sleep(0.1)

    with urllib.request.urlopen(f"{url}/health/ready", timeout=10) as answer:
        assert answer.status == 200
    assert first.interrupt() == 0

    again = Run(tmp_path, "again.out", "--listen", listen)
    assert again.wait_until_ready() == url
    assert dsn in again.output(), "the second start shows the same DSN"
    assert again.interrupt() == 0

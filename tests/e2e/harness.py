"""Starts, stops and questions a real `picket serve`, for the suites in Python (end-to-end and crash).

No timed assertions: what is waited for has a generous limit, which only a broken server reaches.
"""

import json
import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = Path(os.environ.get("PICKET_BIN", ROOT / "build/release/picket"))
# A start replays what a crash left; a stop drains for ten seconds at most.
START_SECONDS = 60
STOP_SECONDS = 30
PAUSE = 0.02
# Outcomes of the relay reach the database a second after the answer: quieter than this is done.
QUIET_SECONDS = 2.5


class ApiError(AssertionError):
    def __init__(self, path: str, status: int, body: str):
        super().__init__(f"GET {path}: {status} {body[:2000]}")
        self.status = status


class Server:
    """One data directory and the process that serves it. A context manager that starts and stops; or call start().

    The kernel chooses the port of the first start; later ones keep it, as a DSN names it. With a public address of
    its own (PICKET_URL), give `listen`: the address that it prints is not where it listens.
    """

    def __init__(self, path, env: dict | None = None, listen: str = "127.0.0.1:0"):
        self.path = Path(path)
        self.data = self.path / "data"
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.env = env or {}
        self.process: subprocess.Popen | None = None
        self.url = ""
        self._listen = listen
        self._setups: dict[str, dict] = {}
        self._starts = 0

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, failure, *_) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        code = self.stop()
        if failure is None:
            assert code == 0, f"exit code {code}\n{self.log()}"

    # The process.

    def command(self) -> list[str]:
        return [str(PROGRAM), "serve", "--data", str(self.data), "--listen", self._listen]

    def admin(self) -> list[str]:
        """What operator commands are started through."""
        return []

    def start(self, env: dict | None = None, wait: bool = True) -> None:
        """`env` holds for this start only. Waits until it is ready; or until it is dead, where PICKET_FAULT may
        be why."""
        assert self.process is None or self.process.poll() is not None, "it runs already"
        self._launch(self.command(), env)
        if wait:
            self._wait_until_ready(may_die="PICKET_FAULT" in (env or {}))

    def take_over(self) -> None:
        """Another process takes the place of the one that runs; that one has ended well then."""
        before, log = self.process, self._log
        self._launch([*self.command(), "--take-over"])
        self._wait_until_ready(may_die=False)
        code = before.wait(STOP_SECONDS)
        assert code == 0, f"exit code {code}\n{log.read_text(errors='replace')[-4000:]}"

    def _launch(self, command: list[str], env: dict | None = None, **how) -> None:
        self._starts += 1
        self._output = self.path / f"serve-{self._starts}.out"
        self._log = self.path / f"serve-{self._starts}.log"
        with self._output.open("wb") as output, self._log.open("wb") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=log,
                                            env=self._environment({**self.env, **(env or {})}), **how)

    def stop(self, how: int = signal.SIGTERM) -> int:
        """Asks it to drain and end; the exit code."""
        self.process.send_signal(how)
        return self.process.wait(STOP_SECONDS)

    def kill(self) -> None:
        """As loss of power does to a process; dead already is fine."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def wait_for_death(self, seconds: float) -> bool:
        """True when it ends by itself in that time."""
        try:
            self.process.wait(seconds)
            return True
        except subprocess.TimeoutExpired:
            return False

    def log(self) -> str:
        """The end of what this start has logged."""
        return self._log.read_text(errors="replace")[-4000:]

    def output(self) -> str:
        return self._output.read_text(errors="replace")

    def _environment(self, extra: dict) -> dict:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PICKET_")}
        return {**clean, **{name: str(value) for name, value in extra.items()}}

    def _wait_until_ready(self, may_die: bool) -> None:
        until = time.monotonic() + START_SECONDS
        while not (ready := re.search(r"^Picket is ready at (\S+)\n", self.output(), re.MULTILINE)):
            if self.process.poll() is not None:
                assert may_die, f"exit code {self.process.returncode} before it was ready\n{self.log()}"
                return
            assert time.monotonic() < until, f"not ready after {START_SECONDS} s\n{self.log()}"
            time.sleep(PAUSE)
        self.url = ready.group(1).rstrip("/")
        if self._listen.endswith(":0"):
            self._listen = self.url.split("//", 1)[1]

    def peak_rss_mb(self) -> float:
        return self._status_mb("VmHWM")

    def rss_mb(self) -> float:
        return self._status_mb("VmRSS")

    def _status_mb(self, field: str) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+) kB", status).group(1)) / 1024

    # Operator commands.

    def run(self, *args: str) -> subprocess.CompletedProcess:
        """One command on this data directory, as a person types it."""
        command = [*self.admin(), str(PROGRAM), *args, "--data", str(self.data)]
        return subprocess.run(command, capture_output=True, text=True, env=self._environment(self.env),
                              stdin=subprocess.DEVNULL, timeout=120)

    def cli(self, *args: str):
        """The command's facts, from --json."""
        done = self.run(*args, *([] if "--json" in args else ["--json"]))
        assert done.returncode == 0, f"picket {' '.join(args)}: exit code {done.returncode}\n{done.stderr}"
        return json.loads(done.stdout)

    def setup(self, project: str | None = None) -> dict:
        """{url, dsn, org, project, token, ...}; the same each time it is asked for the same project."""
        name = project or ""
        if name not in self._setups:
            self._setups[name] = self.cli("setup", *(["--project", project] if project else []))
        return self._setups[name]

    # The API.

    def get(self, path: str, setup: dict | None = None):
        """(status, headers, text) of a GET, with the token of `setup`."""
        request = urllib.request.Request(self.url + path)
        if setup is not None:
            request.add_header("Authorization", f"Bearer {setup['token']}")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode(errors="replace")

    def api(self, path: str, setup: dict):
        return self._ask(path, setup)[0]

    def api_page(self, path: str, setup: dict):
        """(items, cursor of the next page or None)."""
        items, headers = self._ask(path, setup)
        for link in (headers.get("Link") or "").split(","):
            if 'rel="next"' in link and 'results="true"' in link:
                return items, re.search(r'cursor="([^"]*)"', link).group(1)
        return items, None

    def _ask(self, path: str, setup: dict):
        status, headers, text = self.get(path, setup)
        if status != 200:
            raise ApiError(path, status, text)
        return json.loads(text), headers

    # Waiting.

    def wait_for_event(self, setup: dict, event_id: str, seconds: float = 30) -> dict:
        path = f"/api/0/projects/{setup['org']}/{setup['project']}/events/{event_id}/"
        until = time.monotonic() + seconds
        while True:
            try:
                return self.api(path, setup)
            except ApiError as error:
                if error.status != 404 or time.monotonic() > until:
                    raise
            time.sleep(PAUSE)

    def wait_until_drained(self, setup: dict | None = None, seconds: float = 120) -> None:
        """Until consumers have applied everything that was answered, and its outcomes are counted."""
        last, since = None, time.monotonic()
        until = since + seconds
        while True:
            groups = self.cli("consumer-groups", "--describe", "--all-groups")
            state = [(row["topic"], row["partition"], row["log_end_offset"], row["lag"]) for row in groups]
            now = time.monotonic()
            if state != last or any(lag for *_, lag in state):
                last, since = state, now
            elif now - since > QUIET_SECONDS:
                return
            assert now < until, f"not drained: {groups}\n{self.log()}"
            time.sleep(0.2)

    def outcomes(self) -> list[dict]:
        return self.cli("outcomes")["outcomes"]

    def wait_for_outcome(self, outcome: str, reason: str, seconds: float = 60) -> int:
        """Its quantity over all projects and categories, once it is there and has stopped growing."""
        last, since = 0, time.monotonic()
        until = since + seconds
        while True:
            quantity = sum(row["quantity"] for row in self.outcomes()
                           if (row["outcome"], row["reason"]) == (outcome, reason))
            now = time.monotonic()
            if quantity != last:
                last, since = quantity, now
            elif quantity and now - since > QUIET_SECONDS:
                return quantity
            assert now < until, f"no outcome {outcome}/{reason} in {self.outcomes()}\n{self.log()}"
            time.sleep(0.2)

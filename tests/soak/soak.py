"""One server under load and questions for a time, with its clock running ahead: what it uses, and what it does."""

import csv
import http.client
import json
import os
import re
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from clock import ShiftedClock
from harness import ROOT, Server

LOAD = Path(os.environ.get("BENCH_LOAD", ROOT / "build/release/picket_load"))
DAY = 86_400
COLUMNS = ["seconds", "day", "rss_mb", "files", "removed_files", "sockets", "threads", "log_mb", "blobs_mb", "events_mb", "meta_mb", "lag",
           "sent_per_s", "answer_p50_ms", "answer_p99_ms", "page_p50_ms", "page_p99_ms"]
# One part of ten of picket_load's events is of it.
FILTERED = {"version": 1, "filters": [{"id": "soak", "isEnabled": True, "condition": {
    "op": "eq", "name": "event.environment", "value": "development"}}]}


def megabytes(path: Path) -> float:
    """Of a file or folder, as the disk sees it."""
    total = 0
    for file in [path, *path.rglob("*")]:
        try:
            total += file.lstat().st_blocks * 512
        except FileNotFoundError:
            pass  # Dropped just now.
    return total / 1e6


def share(times: list[float], part: float) -> float | str:
    return round(sorted(times)[min(len(times) - 1, int(part * len(times)))], 2) if times else ""


class Api:
    """One kept connection of somebody who looks at pages, or of somebody who changes settings."""

    def __init__(self, server: Server, setup: dict):
        self.org, self.project = setup["org"], setup["project"]
        self._headers = {"Authorization": f"Bearer {setup['token']}", "Content-Type": "application/json"}
        self._connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)

    def ask(self, method: str, path: str, body=None):
        """(status, decoded answer)."""
        self._connection.request(method, path, None if body is None else json.dumps(body), self._headers)
        answer = self._connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else None

    def of_project(self, method: str, path: str, body=None):
        status, answer = self.ask(method, f"/api/0/projects/{self.org}/{self.project}/{path}", body)
        assert status < 300, (method, path, status, answer)
        return answer


class Rounds(threading.Thread):
    """Does the same again until it is stopped, which raises what ended it before."""

    LONGEST_ROUND = 90  # Seconds.

    def __init__(self):
        super().__init__(daemon=True)
        self._ended = threading.Event()
        self.failure: BaseException | None = None

    def _round(self) -> None:
        raise NotImplementedError

    def run(self) -> None:
        try:
            while not self._ended.is_set():
                self._round()
        except BaseException as error:  # noqa: BLE001, it is looked at by who stops this thread.
            self.failure = error

    def stop(self) -> None:
        self._ended.set()
        self.join(self.LONGEST_ROUND)
        if self.failure:
            raise self.failure


class Reader(Rounds):
    """Opens the pages that people open, one after the other."""

    def __init__(self, server: Server, setup: dict, pause: float):
        super().__init__()
        self._api, self._pause = Api(server, setup), pause
        self._lock = threading.Lock()
        self._times: list[float] = []
        self.statuses: Counter = Counter()

    def _round(self) -> None:
        org = f"/api/0/organizations/{self._api.org}"
        issues = self._get(f"{org}/issues/?query=is:unresolved&sort=date&statsPeriod=24h&limit=25") or []
        for issue in issues[:2]:
            base = f"{org}/issues/{issue['id']}"
            for path in ("/", "/events/latest/", "/events/?statsPeriod=24h&per_page=50", "/tags/?statsPeriod=24h"):
                self._get(base + path)
        self._get(f"{org}/events-stats/?statsPeriod=24h&yAxis=count()&interval=1h")
        self._get(f"{org}/events-facets/?statsPeriod=24h")

    def _get(self, path: str):
        if self._ended.wait(self._pause):
            return None
        began = time.monotonic()
        status, answer = self._api.ask("GET", path)
        with self._lock:
            self._times.append((time.monotonic() - began) * 1000)
            self.statuses[status] += 1
        return answer if status == 200 else None

    def times(self) -> list[float]:
        """Milliseconds since this was asked last."""
        with self._lock:
            taken, self._times = self._times, []
        return taken


class Sender(Rounds):
    """Rounds of picket_load, each with a key of its own: the one before is deleted when its round is over."""

    ROUND_SECONDS = 20
    LONGEST_ROUND = ROUND_SECONDS + 120

    def __init__(self, server: Server, setup: dict, clock: ShiftedClock, samples: str, rate: float):
        super().__init__()
        self._api, self._clock, self._samples, self._rate = Api(server, setup), clock, samples, rate
        self.statuses: Counter = Counter()
        self.rounds = 0
        self.last: dict = {}

    def _round(self) -> None:
        self.rounds += 1
        self._change_settings()
        key = self._api.of_project("POST", "keys/", {"name": f"round {self.rounds}"})
        time.sleep(2.5)  # The relay reads keys and settings anew within 2 s: a round is to have one filter from its start.
        done = subprocess.run(
            [LOAD, "--dsn", key["dsn"]["public"], "--samples", self._samples, "--seconds", str(self.ROUND_SECONDS), "--rate",
             str(self._rate), "--connections", "16", "--warm-up", "0", "--seed", str(self.rounds), "--json"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, **self._clock.environment})
        self.last = json.loads(done.stdout)
        refused = Counter({int(status): count for status, count in self.last["rejected_by_status"].items()})
        self.statuses.update(refused)
        self.statuses[200] += self.last["events"] - refused.total()
        self._api.of_project("DELETE", f"keys/{key['id']}/")

    def _change_settings(self) -> None:
        """A filter that comes and goes, another name, another list of patterns."""
        wanted = FILTERED if self.rounds % 2 else {"version": 1, "filters": []}
        self._api.of_project("PUT", "", {"name": f"soak {self.rounds}", "options": {
            "filters:generic": json.dumps(wanted), "filters:releases": f"none@{self.rounds}.*"}})


class Watch:
    """Samples of what the server uses, kept and written to a CSV file."""

    def __init__(self, server: Server, clock: ShiftedClock, reader: Reader, sender: Sender, file: Path):
        self._server, self._clock, self._reader, self._sender = server, clock, reader, sender
        self._began = time.monotonic()
        self._file = file.open("w", newline="")
        self._csv = csv.DictWriter(self._file, COLUMNS)
        self._csv.writeheader()
        self.rows: list[dict] = []

    def sample(self) -> None:
        process = Path(f"/proc/{self._server.process.pid}")
        kinds = Counter()
        for entry in (process / "fd").iterdir():
            try:
                target = os.readlink(entry)
                kinds["sockets" if target.startswith("socket") else "files"] += 1
                kinds["removed"] += target.endswith(" (deleted)")
            except FileNotFoundError:
                pass  # Closed just now.
        data, pages, last = self._server.data, self._reader.times(), self._sender.last
        lag = re.search(r"^picket_log_pending_records (\S+)$", self._server.get("/metrics")[2], re.MULTILINE)
        row = {
            "seconds": round(time.monotonic() - self._began, 1), "day": round(self._clock.offset / DAY, 2),
            "rss_mb": round(self._server.rss_mb(), 1), "files": kinds["files"], "removed_files": kinds["removed"], "sockets": kinds["sockets"],
            "threads": len(list((process / "task").iterdir())),
            "log_mb": megabytes(data / "log"), "blobs_mb": megabytes(data / "blobs"), "events_mb": megabytes(data / "events"),
            "meta_mb": sum(megabytes(file) for file in data.glob("meta.db*")), "lag": float(lag.group(1)),
            "sent_per_s": round(last["accepted_per_s"]) if last else "",
            "answer_p50_ms": last["answer_ms"]["p50"] if last else "",
            "answer_p99_ms": last["answer_ms"]["p99"] if last else "",
            "page_p50_ms": share(pages, 0.5), "page_p99_ms": share(pages, 0.99),
        }
        self.rows.append(row)
        self._csv.writerow({key: round(value, 2) if isinstance(value, float) else value for key, value in row.items()})
        self._file.flush()

    def close(self) -> None:
        self._file.close()
